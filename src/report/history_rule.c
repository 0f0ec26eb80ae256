/* A rule at each commit: that of the network and of each circle that has its own. */
#include "report/history_decided.h"

#include "report/rules.h"
#include "text/translate.h"

enum rule_column {
	COLUMN_CIRCLE,
	COLUMN_VALUE,
	COLUMN_BEFORE,
	COLUMN_LEVEL,
	COLUMN_FIRM,
	COLUMN_SINCE,
	COLUMN_ORIGIN,
	COLUMN_COUNT,
};

static const struct report_column columns[COLUMN_COUNT] = {
    [COLUMN_CIRCLE] = {"circle", N_("Circle"), COLUMN_ID, READERS_ALL},
    [COLUMN_VALUE] = {"value", N_("Value"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_BEFORE] = {"before", N_("Before"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_LEVEL] = {"level", N_("Level"), COLUMN_ID, READERS_ALL},
    [COLUMN_FIRM] = {"firm", N_("Firm"), COLUMN_ID, READERS_ALL},
    [COLUMN_SINCE] = {"since", N_("Since"), COLUMN_DATE, READERS_ALL},
    [COLUMN_ORIGIN] = {"origin", N_("Set by"), COLUMN_ID, READERS_ALL},
};

/* The rule of the network (no circle) or of a circle, as told last. Texts live in the table. */
struct known_rule {
	struct slice circle;
	struct cell value; /* empty: no such rule */
	struct slice origin;
	int level;
	bool is_firm;
};

struct rule_telling {
	const struct history_source *source;
	struct slice name;
	enum setting setting;
	struct slice variant;
	struct told_history *told;
	struct sparkline *line;
	struct list known; /* struct known_rule: of the network, then of all circles at the end */
};

static bool concerns(void *context, const struct decision *decision)
{
	const struct rule_telling *telling = context;
	struct slice variant;
	return decision->kind == KIND_RULE && setting_by_name(decision->rule, &variant) == telling->setting &&
	       slice_equal(variant, telling->variant);
}

/* What can be drawn of a rule: money, minutes, else a number. */
static struct amount drawn_value(enum setting setting, const struct setting_value *value)
{
	switch (setting_definition(setting)->kind) {
	case SETTING_KIND_MONEY:
	case SETTING_KIND_MONEY_PER_PERIOD:
	case SETTING_KIND_RATE: return value->amount;
	case SETTING_KIND_DURATION: return (struct amount){value->minutes, 0};
	default: return (struct amount){value->number, 0};
	}
}

static bool can_be_drawn(enum setting setting)
{
	enum setting_kind kind = setting_definition(setting)->kind;
	return kind == SETTING_KIND_MONEY || kind == SETTING_KIND_MONEY_PER_PERIOD || kind == SETTING_KIND_RATE ||
	       kind == SETTING_KIND_DURATION || kind == SETTING_KIND_NUMBER;
}

static bool is_same(const struct known_rule *a, const struct known_rule *b)
{
	return slice_equal(a->value.text, b->value.text) && slice_equal(a->origin, b->origin) && a->level == b->level &&
	       a->is_firm == b->is_firm;
}

static void add_row(const struct rule_telling *telling, const struct decided_step *step,
		    const struct known_rule *before, const struct rule_change *now)
{
	struct told_history *told = telling->told;
	struct cell *cells = history_add_row(told, step->commit, step->decisions, step->note);
	cells[COLUMN_CIRCLE] = cell_line(before->circle);
	struct money_style style = step->fold->model->style;
	cells[COLUMN_VALUE] = history_keep(told, rules_value(told->table->arena, now, style));
	cells[COLUMN_BEFORE] = before->value;
	if (now->value.is_set) {
		rules_fill_origin(now, &cells[COLUMN_LEVEL], &cells[COLUMN_FIRM], &cells[COLUMN_SINCE],
				  &cells[COLUMN_ORIGIN]);
		cells[COLUMN_ORIGIN] = history_keep(told, cells[COLUMN_ORIGIN]);
	}
}

/* `circle` is NULL for the rule of the network; `is_own`: it has the rule itself. */
static void tell_rule(struct rule_telling *telling, const struct decided_step *step, struct known_rule *known,
		      const struct rule_change *now, bool is_own)
{
	struct arena *arena = telling->told->table->arena;
	struct known_rule next = {.circle = known->circle, .value = cell_empty(), .origin = SLICE("")};
	if (is_own && now->value.is_set) {
		struct cell origin = rules_origin(now);
		next.value = history_keep(telling->told, rules_value(arena, now, step->fold->model->style));
		next.origin = arena_copy(arena, origin.text);
		next.level = now->level;
		next.is_firm = now->is_firm;
	}
	if (is_same(known, &next)) {
		return;
	}
	if (history_is_within(telling->source->filter, step->commit)) {
		add_row(telling, step, known, is_own ? now : &(struct rule_change){.setting = telling->setting});
		if (known->circle.size == 0 && can_be_drawn(telling->setting)) {
			sparkline_add(telling->line, drawn_value(telling->setting, &now->value));
		}
	}
	*known = next;
}

static void tell(void *context, const struct decided_step *step)
{
	struct rule_telling *telling = context;
	const struct model *model = step->fold->model;
	for (size_t i = 0; i < telling->known.count; i++) {
		struct known_rule *known = &LIST_AT(telling->known, struct known_rule, i);
		const struct circle *circle = known->circle.size == 0 ? NULL : model_find_circle(model, known->circle);
		if (circle == NULL && known->circle.size > 0) {
			continue; /* not described yet */
		}
		struct rule_change now = fold_rule(step->fold, circle, telling->setting, telling->variant, DATE_OF_ALL);
		bool is_own = circle == NULL || (now.circle == circle && !circle->is_council);
		tell_rule(telling, step, known, &now, is_own);
	}
}

/* Before any commit the network has the default, and no circle a rule of its own. */
static void start(struct rule_telling *telling)
{
	struct list circles = telling->source->end->model->circles;
	struct arena *arena = telling->told->table->arena;
	const char *fallback = setting_definition(telling->setting)->fallback;
	struct rule_change unset = {.setting = telling->setting};
	if (fallback != NULL) {
		setting_parse(telling->setting, slice_of(fallback), telling->source->end->model->style, &unset.value);
	}
	struct known_rule *known = arena_new_array(arena, struct known_rule, circles.count + 1);
	known[0] = (struct known_rule){.circle = SLICE(""),
				       .value = rules_value(arena, &unset, telling->source->end->model->style),
				       .origin = fallback == NULL ? SLICE("") : SLICE("default"),
				       .level = LEVEL_ERROR};
	for (size_t i = 0; i < circles.count; i++) {
		known[i + 1] = (struct known_rule){
		    .circle = LIST_AT(circles, struct circle *, i)->id, .value = cell_empty(), .origin = SLICE("")};
	}
	telling->known = (struct list){known, circles.count + 1};
}

const struct failure *history_of_rule(const struct history_source *source, struct slice name, struct told_history *told)
{
	struct rule_telling telling = {.source = source, .name = name, .told = told};
	const struct decided_target target = {concerns, tell, &telling, true};
	telling.setting = setting_by_name(name, &telling.variant);
	history_open(told, columns, COLUMN_COUNT);
	const char *fallback = setting_definition(telling.setting)->fallback;
	struct arena *arena = told->table->arena;
	struct slice shown = setting_text_shown(arena, name, slice_of(fallback), source->end->model->style);
	told->table->title = fallback == NULL ? arena_format(arena, _("The rule %.*s"), SLICE_ARGUMENTS(name))
					      : arena_format(arena, _("The rule %.*s (%.*s by default)"),
							     SLICE_ARGUMENTS(name), SLICE_ARGUMENTS(shown));
	telling.line = history_draw(told, columns[COLUMN_VALUE].heading);
	start(&telling);
	return history_follow_decisions(source, &target);
}
