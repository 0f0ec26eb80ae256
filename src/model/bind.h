/* Binding records to their C structures by the field tables. For src/model/ only. */
#ifndef SOUCI_MODEL_BIND_H
#define SOUCI_MODEL_BIND_H

#include "model/cut.h"

/* A reference met before what it names was read. */
struct pending_reference {
	struct entry *entry;
	const struct field_definition *field;
	struct slice id;
	struct location location;
	void **target;
	const struct cut_file *cut; /* the file that ends with it in the middle of a line; mostly NULL */
};

struct binder {
	struct model *model;
	struct symbols *field_names[RECORD_TYPE_COUNT]; /* both languages; symbol → field_of_name */
	const struct field_definition **field_of_name[RECORD_TYPE_COUNT];
	struct pending_reference *pending;
	size_t pending_count;
	size_t pending_capacity;
	const struct cut_file *cut; /* the file being read when it ends in the middle of a line, else NULL */
	struct slice written; /* the file being read before what is no text in it was told and replaced; else empty */
};

void binder_start(struct binder *binder, struct model *model);
void binder_end(struct binder *binder);

/* Fills a new structure of the record's type, allocated in the model's arena; what cannot be read becomes a finding and
 * is noted in the entry. References stay NULL until binder_resolve(). */
struct entry *bind_record(struct binder *binder, const struct record *record, enum record_type type);

/* Resolves all references met so far; those that dangle become findings, and mark decisions as malformed. */
void binder_resolve(struct binder *binder);

#endif
