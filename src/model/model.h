/* The network as typed records with their references resolved: everything people wrote, before any decision is folded.
 */
#ifndef SOUCI_MODEL_MODEL_H
#define SOUCI_MODEL_MODEL_H

#include "model/records.h"
#include "model/value.h"
#include "record/record.h"
#include "souci/finding.h"
#include "source/source.h"

struct id_index; /* finds records of a kind by their ids */
struct cut_file;

/* Amounts that are written with a comma where the network does not say its decimal mark: they are read, and told once.
 */
struct unsaid_mark {
	bool is_unsaid;
	size_t count;
	struct slice amount; /* the first of them, as written, and where */
	struct location place;
};

/* How many amounts are in the network's currency, and in the first other one. */
struct currency_use {
	struct slice meant; /* instead of what the network says; empty when that is right */
	size_t own;
	size_t other;
	struct location first; /* of its own */
	struct slice other_currency;
};

struct model {
	struct arena *arena;       /* owns all below but the lists and tables themselves */
	struct source *source;     /* borrowed; must outlive the model */
	struct findings *findings; /* borrowed */
	struct network *network;   /* NULL when there is none */
	int language;              /* the network's; English when it says none */
	struct money_style style;
	struct unsaid_mark unsaid_mark;
	struct currency_use currency;
	struct list rule_lines;         /* struct rule_line *, of network.rec */
	struct list parties;            /* struct party *: people and organisations */
	struct list funds;              /* struct fund * */
	struct list places;             /* struct place * */
	struct list circles;            /* struct circle *, by id */
	struct list actions;            /* struct action * */
	struct list contributions;      /* struct contribution * */
	struct list meetings;           /* struct meeting *, by circle and id */
	struct list seals;              /* struct seal * */
	struct circle *council;         /* the circle that holds the council's powers, or NULL */
	struct source_list files;       /* all below circles/ when it was loaded */
	struct symbols *later_files;    /* those that came since: see model_extend() */
	size_t room[RECORD_TYPE_COUNT]; /* of the lists above, by the type of their records */
	struct id_index *indexes[RECORD_TYPE_COUNT];
	/* What could not be read: asked of, and told, through model/unread.h. */
	bool incomplete[RECORD_TYPE_COUNT]; /* some records of the type, wherever they were */
	struct list unread;                 /* struct unread_file *: minutes, contributions */
	size_t unread_room;
	struct cut_file *cut_files;                 /* those that end in the middle of a line: see model/cut.h */
	struct symbols *missing;                    /* named, and nowhere to be found; NULL: none */
	uint32_t cause_count;                       /* of findings: struct finding */
	uint32_t missing_causes[RECORD_TYPE_COUNT]; /* of those about records of a type that are missing; 0: none yet */
	struct symbols *told_journals,              /* paths of journals in which findings tell something is wrong */
	    *doubtful_journals; /* paths of journals that cannot be read in full, or are not what was sealed */
};

/* Reads all below `circles/` into `result`. What is wrong becomes findings. Free with model_free() before the source.
 */
const struct failure *model_load(struct source *source, struct findings *findings, struct model **result);
void model_free(struct model *model);

/* Adds minutes, seals and contributions that came since the model was loaded, whole files or the records that a file
 * grew by, each under the path of its file. The files must outlive the model. What is wrong becomes findings. */
void model_extend(struct model *model, struct text_file *const *files, size_t count);

/* Takes minutes out that took no part in anything (a draft): those that replace them come by model_extend(). */
void model_withdraw(struct model *model, const struct meeting *meeting);

/* Notes that there is a file below circles/ that was not there when the model was loaded. */
void model_note_file(struct model *model, struct slice path);

/* Whether there is a regular file below circles/ at that path. */
bool model_has_file(const struct model *model, struct slice path);

/* Adds the finding that says what stands in the place of a file, as source_read() tells it. */
void model_tell_unread(struct model *model, const struct text_file *file, enum source_kind kind);

/* The record of that id, or NULL. For contributions the id is `person/date`, for meetings `circle/date`. */
void *model_find(const struct model *model, enum record_type type, struct slice id);
struct party *model_find_party(const struct model *model, struct slice id);
struct fund *model_find_fund(const struct model *model, struct slice id);
struct action *model_find_action(const struct model *model, struct slice id);
struct circle *model_find_circle(const struct model *model, struct slice id);
struct meeting *model_find_meeting(const struct model *model, struct slice reference);

/* The decision `circle/meeting/number`, or NULL. */
struct decision *model_find_decision(const struct model *model, struct slice reference);

/* All records of a type that has ids, people and organisations together, and where in the record its id and its name
 * are. */
struct named_records {
	struct list list;
	size_t id_offset;
	size_t name_offset;
};

struct named_records model_named(const struct model *model, enum record_type type);
struct slice named_id(const struct named_records *records, size_t index);
struct slice named_name(const struct named_records *records, size_t index);

/* The circle in whose folder below circles/ a file stands; NULL for none. */
struct circle *model_circle_of_path(const struct model *model, struct slice path);

/* The id of that type meant by a misspelt one, by the name of what bears it, or by some of its words when no other has
 * them; empty when none is near. (suggest.c) */
struct slice model_nearest_id(const struct model *model, enum record_type type, struct slice id);

/* The ids of that type that have `words` among theirs, parted by commas: `imprimerie` is in `imprimerie-arlaten`. Empty
 * when there are none, or too many to name. (suggest.c) */
struct slice model_ids_holding(const struct model *model, enum record_type type, struct slice words);

/* The file in the folder of `path` whose name is nearest to that of `path`; empty when none is near. (suggest.c) */
struct slice model_nearest_file(const struct model *model, struct slice path);

/* Adds the finding about an id that names nothing, with those it may have been meant for. */
struct finding *model_report_unknown(struct model *model, struct location location, enum record_type type,
				     struct slice id);

/* Gives a finding that nothing has an id the cause of all such of its type, unless it is a slip in one letter of the id
 * `near` (which may be empty): where many are missing, what held them was lost. */
void model_share_cause(struct model *model, struct finding *finding, enum record_type type, struct slice id,
		       struct slice near);

/* Adds the finding about a file of contributions of a circle that is named after nobody. */
void model_report_nobodys_file(struct model *model, struct location location, const struct circle *circle,
			       struct slice name);

/* Whether its minutes were adopted and wait for `souci apply`. */
bool meeting_is_pending(const struct meeting *meeting);

/* Whether its minutes say that it was adopted, which they need not write. */
bool decision_is_adopted(const struct decision *decision);

/* Where the n-th value of a field of a record stands (its first when there are fewer); the record itself without one.
 * `offset` is that of the field in the C structure: ENTRY_PLACE(decision, amount, 0). */
struct location entry_place(const struct entry *entry, size_t offset, size_t nth);
#define ENTRY_PLACE(record, member, nth) entry_place(&(record)->entry, offsetof(__typeof__(*(record)), member), (nth))

/* Whether the record says the field. */
bool entry_has(const struct entry *entry, size_t offset);
#define ENTRY_HAS(record, member) entry_has(&(record)->entry, offsetof(__typeof__(*(record)), member))

/* A path in the folder of a circle: `circles/ID/rest`. */
struct slice circle_path(struct arena *arena, const struct circle *circle, struct slice rest);

/* Whether a name is a well-formed id: [a-z0-9]+(-[a-z0-9]+)*, at most ID_SIZE_MAXIMUM bytes. */
bool id_is_well_formed(struct slice id);
enum { ID_SIZE_MAXIMUM = 40 };

/* The well-formed id nearest to what was written (`Léa B.` → `lea-b`); empty when there is none. */
struct slice id_suggestion(struct arena *arena, struct slice text);

#endif
