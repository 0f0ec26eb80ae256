/* Loading a model: what the files of src/model/ that do it share. For src/model/ only. */
#ifndef SOUCI_MODEL_LOADER_H
#define SOUCI_MODEL_LOADER_H

#include "model/bind.h"
#include "model/index.h"
#include "model/model.h"
#include "model/unread.h"

/* What a file is about, by its path. */
struct file_context {
	const struct text_file *file;
	struct circle *circle;   /* the circle whose folder it is in, or NULL */
	struct slice name;       /* the file's name without .rec */
	struct slice folder;     /* the last folder on the way: a year for contributions */
	struct meeting *meeting; /* read in this file */
	unsigned allowed;        /* set of record types, as bits */
	enum record_type single; /* the type of which it holds exactly one, or RECORD_NONE */
	struct cut_file *cut;    /* when it ends in the middle of a line; else NULL */
	bool is_doubtful;        /* it cannot be told for sure which records it holds: that was said */
};

struct loader {
	struct model *model;
	struct binder binder;
	const struct text_file *given; /* is read in place of the source's file; NULL for none */
	const struct text_file *crlf;  /* the first file whose lines end in CR LF; NULL when there is none */
	size_t crlf_count;
	/* How many there were before. */
	size_t known_actions;
	size_t known_contributions;
	size_t known_meetings;
	size_t known_seals;
};

/* collect.c: puts a bound record into its list and index. `record_count` is how many the file has. */
void collect_record(struct loader *loader, struct file_context *context, enum record_type type, struct entry *entry,
		    size_t record_count);

/* collect.c: the circle of a folder, before anything in it is read. */
struct circle *collect_circle(struct loader *loader, struct slice path, struct slice id);

/* collect.c: puts what circle.rec says into the circle of its folder. */
void adopt_circle(struct circle *circle, const struct circle *written, struct model *model);

/* loader.c: a loader with what the model holds so far. Ended by binder_end() of its binder. */
void loader_start(struct loader *loader, struct model *model);

/* loader.c: reads what stands at a path below circles/; `circle` is that of the entry before. */
void load_entry(struct loader *loader, const struct source_entry *entry, struct circle **circle);

/* link.c: resolves references, and ties records to each other, once everything was read: those that the loader brought.
 */
void link_records(struct loader *loader);

#endif
