/* The lines of a record file. For src/record/ only. */
#ifndef SOUCI_RECORD_LINES_H
#define SOUCI_RECORD_LINES_H

#include "text/slice.h"

enum line_kind {
	LINE_BLANK,
	LINE_COMMENT,
	LINE_TYPE, /* %rec: and other special fields */
	LINE_CONTINUATION,
	LINE_FIELD, /* something before a colon; its name may still be malformed */
	LINE_MALFORMED,
};

enum line_kind record_line_kind(struct slice line);

/* Takes the next line of `*rest`, without its LF or CR LF; false at the end. */
bool record_next_line(struct slice *rest, struct slice *line);

/* The bytes behind a UTF-8 byte order mark. */
struct slice record_without_bom(struct slice bytes);

#endif
