/* Columns and cells that the reports of circles share. */
#ifndef SOUCI_REPORT_COLUMNS_H
#define SOUCI_REPORT_COLUMNS_H

#include "report/subject.h"

/* A column as written in the table of a report: the heading is translated when the column is added. */
struct report_column {
	const char *name;    /* for machines */
	const char *heading; /* N_(), for people */
	enum column_kind kind;
	enum column_readers readers;
};

void table_add_columns(struct table *table, const struct report_column *columns, size_t count);

/* Ids for machines, names for people; empty cells for NULL. */
struct cell cell_circle(const struct circle *circle);
struct cell cell_action(const struct action *action);
struct cell cell_party(const struct party *party);
struct cell cell_fund(const struct fund *fund);

/* What names people and machines read of several, parted by ", ". */
struct named_texts {
	struct slice *ids;
	struct slice *names;
	size_t count;
};
struct named_texts named_texts_new(struct arena *arena, size_t capacity);
void named_texts_add(struct named_texts *texts, struct slice id, struct slice name);
struct cell cell_named_texts(struct arena *arena, const struct named_texts *texts);

/* Several people (struct party *; NULL for those who are nobody). */
struct cell cell_people(struct arena *arena, const struct list *people);

/* The parts of a territory: places (struct place *; NULL for those that are none) and communes (struct slice). */
struct cell cell_places(struct arena *arena, struct list places);
struct cell cell_communes(struct arena *arena, struct list communes);

/* A text as one line; empty when there is none. */
struct cell cell_line(struct slice text);

/* A word of a fixed list: as records have it for machines, in the language of messages for people; empty below 0. */
struct cell cell_role(int role);
struct cell cell_status(int status);
struct cell cell_outcome(int outcome);
struct cell cell_mode(int mode);
struct cell cell_kind(int kind);
struct cell cell_evidence(int kind);

/* The value of a field as written, for machines; what is a word of a fixed list is in the language of messages for
 * people. */
struct cell cell_field_value(const struct field_definition *field, struct slice value);

/* A word for machines and N_() its translation for people. */
struct cell cell_word(const char *word);

/* A date; empty for DATE_NONE and DATE_MAXIMUM. */
struct cell cell_day(struct date date);

/* The last day before `end`; empty for DATE_MAXIMUM. */
struct cell cell_last_day(struct date end);

/* An amount without its currency, which stands in the title and a column of its own. */
struct cell cell_money(struct amount amount);

/* The title of a report on a state: `title_on` with its day (a format of one text, “Members on %.*s”); where nothing
 * was applied yet and no day was asked for there is none, and it is `title`. */
struct slice title_on_day(struct arena *arena, const char *title, const char *title_on, const struct subject *subject);

/* The title of a report, with the currency its amounts are in: “Dues, in EUR”. */
struct slice title_with_currency(struct arena *arena, const char *title, const struct subject *subject);

#endif
