/* Finding records by id. For src/model/ only. */
#ifndef SOUCI_MODEL_INDEX_H
#define SOUCI_MODEL_INDEX_H

#include "text/slice.h"

struct id_index;

struct id_index *id_index_new(void);
void id_index_free(struct id_index *index);

/* Adds a record under an id; returns the record that already has it and keeps that one, or NULL. */
void *id_index_add(struct id_index *index, struct slice id, void *record);

/* Takes the record of an id out, so that another may come under it. */
void id_index_remove(struct id_index *index, struct slice id);

/* The record of the id, or NULL. */
void *id_index_find(const struct id_index *index, struct slice id);

/* The id nearest to a misspelt one; empty when none is near. */
struct slice id_index_nearest(const struct id_index *index, struct slice id);

#endif
