/* Loading a model: what the files of src/model/ that do it share. For src/model/ only. */
#ifndef SOUCI_MODEL_LOADER_H
#define SOUCI_MODEL_LOADER_H

#include "model/bind.h"
#include "model/index.h"
#include "model/model.h"

/* What a file is about, by its path. */
struct file_context {
	const struct text_file *file;
	struct circle *circle;   /* the circle whose folder it is in, or NULL */
	struct slice name;       /* the file's name without .rec */
	struct slice folder;     /* the last folder on the way: a year for contributions */
	struct meeting *meeting; /* read in this file */
	unsigned allowed;        /* set of record types, as bits */
	enum record_type single; /* the type of which it holds exactly one, or RECORD_NONE */
};

struct loader {
	struct model *model;
	struct binder binder;
	size_t capacities[RECORD_TYPE_COUNT];
};

#define TYPE_BIT(type) (1U << (type))

/* collect.c: puts a bound record into its list and index. `record_count` is how many the file has. */
void collect_record(struct loader *loader, struct file_context *context, enum record_type type, struct entry *entry,
		    bool is_whole, size_t record_count);

/* collect.c: the circle of a folder, before anything in it is read. */
struct circle *collect_circle(struct loader *loader, struct slice path, struct slice id);

/* collect.c: puts what circle.rec says into the circle of its folder. */
void adopt_circle(struct circle *circle, const struct circle *written, struct model *model);

/* link.c: resolves references, and ties records to each other, once everything was read. */
void link_records(struct loader *loader);

#endif
