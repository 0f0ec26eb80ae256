/* Interned names: equal bytes give the same small number, in the order of first use. */
#ifndef SOUCI_TEXT_SYMBOLS_H
#define SOUCI_TEXT_SYMBOLS_H

#include "text/slice.h"

struct symbols;

#define SYMBOL_NONE UINT32_MAX

/* An empty table; free with symbols_free(). The bytes of each name are copied in. */
struct symbols *symbols_new(void);
void symbols_free(struct symbols *symbols);

/* The number of `name`, added when new. */
uint32_t symbols_intern(struct symbols *symbols, struct slice name);

/* The number of `name`, or SYMBOL_NONE. */
uint32_t symbols_find(const struct symbols *symbols, struct slice name);

/* The name of a number given out by this table; lives as long as the table, followed by a NUL. */
struct slice symbols_name(const struct symbols *symbols, uint32_t symbol);

uint32_t symbols_count(const struct symbols *symbols);

#endif
