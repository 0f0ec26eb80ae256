/* What the JSON writers share. Only src/format/ includes this. */
#ifndef SOUCI_FORMAT_JSON_VALUE_H
#define SOUCI_FORMAT_JSON_VALUE_H

#include "text/buffer.h"

#include <jansson.h>

/* A JSON string; bytes that are not UTF-8 become U+FFFD. The caller owns the reference. */
json_t *json_text(struct slice text);

/* Adds an object as one item of an array with an item a line: json_add_item() for each, then json_end_items().
 * `*count` is the number of items so far, from 0. Takes over the reference. */
void json_add_item(struct buffer *out, size_t *count, json_t *object);
void json_end_items(struct buffer *out, size_t count);

/* Adds a whole document, indented. Takes over the reference. */
void json_add_document(struct buffer *out, json_t *document);

#endif
