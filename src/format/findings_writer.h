/* Findings written for people and for machines, one writer per file. */
#ifndef SOUCI_FORMAT_FINDINGS_WRITER_H
#define SOUCI_FORMAT_FINDINGS_WRITER_H

#include "format/table.h"
#include "souci/finding.h"

/* For people: each finding with its place, the source line, a caret and the hint; then how many there are. */
void findings_write_text(struct findings *findings, struct text_look look, struct buffer *out);

/* A JSON array of objects {id, severity, file, line, column, message, hint}; what does not apply is null.
 * One that stands for several has `alike`, the others: objects {file, line, column, message}. */
void findings_write_json(struct findings *findings, struct text_look look, struct buffer *out);

/* For machines that show findings beside a proposal: see the head of each file. */
void findings_write_github(struct findings *findings, struct text_look look, struct buffer *out);
void findings_write_gitlab(struct findings *findings, struct text_look look, struct buffer *out);
void findings_write_sarif(struct findings *findings, struct text_look look, struct buffer *out);
void findings_write_junit(struct findings *findings, struct text_look look, struct buffer *out);

/* `file:line:column`, as much of it as is known; "" for a finding about the whole. Lives in `arena`. */
struct slice finding_place(struct arena *arena, const struct finding *finding);

struct findings_medium {
	const char *name; /* as given to --format */
	void (*write)(struct findings *findings, struct text_look look, struct buffer *out);
};

/* The media findings can be written to, ended by a row without name. Each writes them in the order they stand in:
 * sort them first. */
extern const struct findings_medium findings_media[];

#endif
