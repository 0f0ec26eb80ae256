/* Fields of comma-separated values (RFC 4180). */
#ifndef SOUCI_FORMAT_CSV_FIELD_H
#define SOUCI_FORMAT_CSV_FIELD_H

#include "text/buffer.h"

/* Adds a field, between quotes where it would be read otherwise without them. */
void csv_field_add(struct buffer *out, struct slice field);

#endif
