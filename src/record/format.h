/* The canonical layout of hand-written records. */
#ifndef SOUCI_RECORD_FORMAT_H
#define SOUCI_RECORD_FORMAT_H

#include "text/buffer.h"

/* Whether a field of a type of record is a list of ids, which may stand several on a line. Names as written. */
typedef bool record_is_list(struct slice type, struct slice field);

/* Adds the text of a record file laid out anew: LF and no byte order mark, `Name: value`, one id a line in lists, `+ `
 * before what continues, one blank line behind `%rec:` and between records. Every comment stays, and so does every line
 * that is malformed; doing it twice changes nothing more. */
void record_format(struct buffer *out, struct slice bytes, record_is_list *is_list);

#endif
