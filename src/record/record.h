/* Records: the subset of GNU recfiles that people write (GNU recutils manual, “The Rec Format”). Knows lines, fields
 * and values, not what they mean.
 *
 *     # comment
 *     %rec: Type          once a type and file, then a blank line
 *
 *     Field: value
 *     + continued
 */
#ifndef SOUCI_RECORD_RECORD_H
#define SOUCI_RECORD_RECORD_H

#include "souci/finding.h"
#include "text/buffer.h"

struct field_definition;

struct record_field {
	struct slice name;    /* as written, in the file */
	struct slice value;   /* continuation lines joined by newlines; trimmed at its end */
	struct slice written; /* in the file: the value from its first byte to its last, for locations */
	const struct field_definition *definition; /* set by the model; NULL when the name is unknown */
};

struct record {
	struct slice type; /* name behind %rec:, in the file; empty when there was none */
	struct record_field *fields;
	size_t count;
	struct slice *malformed; /* lines in it that a finding says are malformed */
	size_t malformed_count;
	const struct text_file *file;
};

struct record_file {
	const struct text_file *file; /* what locations refer to */
	struct record *records;
	size_t count;
};

/* Reads a file. Never fails: what is malformed becomes a finding, and the reading goes on behind it.
 * All is allocated in `arena`; slices point into the bytes of `file`, or into a copy of them in which ill-formed bytes
 * stand as `?`, so that what is read is always well-formed UTF-8. */
struct record_file record_read(struct arena *arena, const struct text_file *file, struct findings *findings);

/* Checks that bytes are text (UTF-8, no NUL), one finding a fault kind, and returns the same file or a cleaned copy of
 * it. */
const struct text_file *record_clean_text(struct arena *arena, const struct text_file *file, struct findings *findings);

/* The first field of that name, as written; NULL when there is none. */
const struct record_field *record_find(const struct record *record, struct slice name);

/* Where a field's value, or its name, or the record itself stands. */
struct location record_value_location(const struct record *record, const struct record_field *field);
struct location record_name_location(const struct record *record, const struct record_field *field);
struct location record_location(const struct record *record);

/* Writes `Name: value` with continuation lines. */
void record_write_field(struct buffer *buffer, struct slice name, struct slice value);

/* Writes `%rec: Type` and the blank line behind it. */
void record_write_type(struct buffer *buffer, struct slice type);

/* Whether a name can be a field's: [A-Za-z][A-Za-z0-9_]*. */
bool record_is_name(struct slice name);

#endif
