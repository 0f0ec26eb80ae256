#include "report/rules.h"

#include "report/columns.h"
#include "text/translate.h"

#include <stdlib.h>

enum rule_column {
	RULE_CIRCLE,
	RULE_NAME,
	RULE_VALUE,
	RULE_LEVEL,
	RULE_UNLESS_ERROR,
	RULE_FIRM,
	RULE_SINCE,
	RULE_ORIGIN,
};

static const struct report_column columns[] = {
    {"circle", "", COLUMN_ID, READERS_MACHINES},      {"rule", N_("Rule"), COLUMN_ID, READERS_ALL},
    {"value", N_("Value"), COLUMN_TEXT, READERS_ALL}, {"level", "", COLUMN_ID, READERS_MACHINES},
    {"", N_("Level"), COLUMN_ID, READERS_PEOPLE},     {"firm", N_("Firm"), COLUMN_ID, READERS_ALL},
    {"since", N_("Since"), COLUMN_DATE, READERS_ALL}, {"origin", N_("Set by"), COLUMN_ID, READERS_ALL},
};

/* A rule that can be asked for: `rate.animation` is the setting of `rate.` and its variant. */
struct rule_name {
	enum setting setting;
	struct slice variant;
};

static bool is_family(enum setting setting)
{
	return slice_ends_with(slice_of(setting_definition(setting)->name), SLICE("."));
}

static int compare_names(const void *left, const void *right)
{
	const struct rule_name *a = left;
	const struct rule_name *b = right;
	return a->setting != b->setting ? (int)a->setting - (int)b->setting : slice_compare(a->variant, b->variant);
}

/* Every rule there is: those of families as somebody set them. */
static struct list rule_names(struct arena *arena, const struct fold *fold)
{
	struct list names = {arena_new_array(arena, struct rule_name, SETTING_COUNT + fold->rule_changes.count), 0};
	for (int setting = 0; setting < SETTING_COUNT; setting++) {
		if (!is_family((enum setting)setting)) {
			LIST_AT(names, struct rule_name, names.count++) =
			    (struct rule_name){(enum setting)setting, SLICE("")};
		}
	}
	for (size_t i = 0; i < fold->rule_changes.count; i++) {
		const struct rule_change *change = &LIST_AT(fold->rule_changes, struct rule_change, i);
		if (is_family(change->setting)) {
			LIST_AT(names, struct rule_name, names.count++) =
			    (struct rule_name){change->setting, change->variant};
		}
	}
	qsort(names.items, names.count, sizeof(struct rule_name), compare_names);
	size_t kept = 0;
	for (size_t i = 0; i < names.count; i++) {
		struct rule_name *name = &LIST_AT(names, struct rule_name, i);
		if (kept == 0 || compare_names(&LIST_AT(names, struct rule_name, kept - 1), name) != 0) {
			LIST_AT(names, struct rule_name, kept++) = *name;
		}
	}
	names.count = kept;
	return names;
}

static struct slice name_text(struct arena *arena, const struct rule_name *name)
{
	return arena_format(arena, "%s%.*s", setting_definition(name->setting)->name, SLICE_ARGUMENTS(name->variant));
}

struct cell rules_origin(const struct rule_change *change)
{
	if (change->decision != NULL) {
		return cell_text(change->decision->reference);
	}
	return change->line != NULL ? cell_text(SLICE("network.rec")) : cell_word(N_("default"));
}

struct cell rules_value(struct arena *arena, const struct rule_change *change, struct money_style style)
{
	const struct setting_value *value = &change->value;
	return value->text.size == 0
		   ? cell_empty()
		   : cell_text_shown(value->text, setting_shown(arena, change->setting, value, style));
}

void rules_fill_origin(const struct rule_change *change, struct cell *level, struct cell *firm, struct cell *since,
		       struct cell *origin)
{
	*level = cell_word(change->level == LEVEL_WARNING ? N_("warning") : N_("error"));
	*firm = change->is_firm ? cell_word(N_("yes")) : cell_empty();
	*since = change->decision == NULL ? cell_empty() : cell_day(change->from);
	*origin = rules_origin(change);
}

static void add_row(const struct subject *subject, struct table *table, const struct circle *circle,
		    const struct rule_name *rule, const struct rule_change *change)
{
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	cells[RULE_CIRCLE] = circle == NULL ? cell_empty() : cell_text(circle->id);
	cells[RULE_NAME] = cell_text(name_text(table->arena, rule));
	cells[RULE_VALUE] = rules_value(table->arena, change, subject->fold->model->style);
	rules_fill_origin(change, &cells[RULE_LEVEL], &cells[RULE_FIRM], &cells[RULE_SINCE], &cells[RULE_ORIGIN]);
	cells[RULE_UNLESS_ERROR] = change->level == LEVEL_WARNING ? cells[RULE_LEVEL] : cell_empty();
}

/* The rules of a circle (NULL: of the network) that have a value; only its own ones, unless `shows_all`. */
static void add_rules(struct subject *subject, struct table *table, const struct list *names,
		      const struct circle *circle, bool shows_all)
{
	bool has_section = false;
	for (size_t i = 0; i < names->count; i++) {
		const struct rule_name *name = &LIST_AT(*names, struct rule_name, i);
		struct rule_change change =
		    fold_rule(subject->fold, circle, name->setting, name->variant, subject->date);
		struct slice text = name_text(table->arena, name);
		bool is_shown = change.value.is_set && (shows_all || change.circle == circle) &&
				subject_accepts_texts(subject, &text, 1);
		if (is_shown && !has_section) {
			table_add_section(table,
					  circle == NULL ? slice_of(_("The network")) : cell_circle(circle).shown);
			has_section = true;
		}
		if (is_shown) {
			add_row(subject, table, circle, name, &change);
		}
	}
}

struct table *rules_report(struct subject *subject)
{
	struct table *table = table_new(SLICE(""));
	struct list names = rule_names(table->arena, subject->fold);
	bool is_about_circles = subject->filter.circles.count > 0;
	table->title = title_on_day(table->arena, _("Rules in force"), _("Rules in force on %.*s"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	if (!is_about_circles) {
		add_rules(subject, table, &names, NULL, true);
	}
	for (size_t i = 0; i < subject->fold->model->circles.count; i++) {
		const struct circle *circle = LIST_AT(subject->fold->model->circles, struct circle *, i);
		bool is_shown = subject_accepts_circle(subject, circle) && (is_about_circles || !circle->is_council);
		if (is_shown) {
			add_rules(subject, table, &names, circle, is_about_circles);
		}
	}
	return table;
}
