#include "report/subject.h"

#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

/* A list of ids given to the filter, and what they must name. */
struct named_list {
	const struct text_list *ids;
	enum record_type type;
	const char *unknown;      /* with the id */
	const char *did_you_mean; /* with the id and the nearest one */
};

static bool is_known(const struct model *const *models, size_t count, enum record_type type, struct slice id)
{
	bool is = false;
	for (size_t i = 0; i < count && !is; i++) {
		is = model_find(models[i], type, id) != NULL;
	}
	return is;
}

static const struct failure *check_names(const struct model *const *models, size_t count, const struct named_list *list)
{
	for (size_t i = 0; i < list->ids->count; i++) {
		struct slice id = list->ids->items[i];
		if (is_known(models, count, list->type, id)) {
			continue;
		}
		struct slice nearest = model_nearest_id(models[0], list->type, id);
		if (nearest.size == 0) {
			return failure_new(_(list->unknown), SLICE_ARGUMENTS(id));
		}
		return failure_new(_(list->did_you_mean), SLICE_ARGUMENTS(id), SLICE_ARGUMENTS(nearest));
	}
	return NULL;
}

const struct failure *subject_check_filter(const struct model *const *models, size_t count, const struct filter *filter)
{
	const struct named_list lists[] = {
	    {&filter->circles, RECORD_CIRCLE, N_("there is no circle “%.*s”; souci circles lists them"),
	     N_("there is no circle “%.*s”; did you mean “%.*s”?")},
	    {&filter->actions, RECORD_ACTION, N_("there is no action “%.*s”"),
	     N_("there is no action “%.*s”; did you mean “%.*s”?")},
	    {&filter->funds, RECORD_FUND, N_("there is no fund “%.*s”; souci funds lists them"),
	     N_("there is no fund “%.*s”; did you mean “%.*s”?")},
	    {&filter->people, RECORD_PERSON, N_("there is no person or party “%.*s”"),
	     N_("there is no person or party “%.*s”; did you mean “%.*s”?")},
	};
	const struct failure *failure = NULL;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0] && failure == NULL; i++) {
		failure = check_names(models, count, &lists[i]);
	}
	return failure;
}

/* What comes after the last day folded is not known. */
static void clamp_end(struct subject *subject)
{
	struct date until = subject->fold->options.until;
	if (date_compare(until, subject->filter.end) < 0) {
		subject->filter.end = date_add_days(until, 1);
	}
}

const struct failure *subject_new(struct subject_source source, const struct filter *filter, struct subject **subject)
{
	const struct model *const model = source.fold->model;
	const struct failure *failure = subject_check_filter(&model, 1, filter);
	if (failure != NULL) {
		return failure;
	}
	struct subject *made = memory_allocate_zeroed(1, sizeof *made);
	made->arena = arena_new();
	made->fold = source.fold;
	made->receipts = source.receipts;
	made->receipt_count = source.receipt_count;
	made->filter = *filter;
	made->has_dates = filter->first.days != DATE_MINIMUM.days || filter->end.days != DATE_MAXIMUM.days;
	made->date = source.date;
	clamp_end(made);
	struct text_list sources = filter->patterns;
	failure = patterns_new(made->arena, sources.items, sources.count, &made->patterns);
	if (failure != NULL) {
		subject_free(made);
		return failure;
	}
	made->pattern_count = sources.count;
	*subject = made;
	return NULL;
}

void subject_free(struct subject *subject)
{
	if (subject == NULL) {
		return;
	}
	for (size_t i = 0; i < subject->pattern_count; i++) {
		pattern_free(subject->patterns[i]);
	}
	arena_free(subject->arena);
	free(subject);
}

const struct failure *subject_failure(const struct subject *subject)
{
	return subject->gave_up ? failure_new(_("a regular expression takes too long to match")) : NULL;
}

/* ---- names that nothing has ---- */

/* `person/date`, `circle/date` and `circle/date/number` have one or two slashes, ids none. */
static size_t count_slashes(struct slice word)
{
	size_t count = 0;
	for (size_t i = 0; i < word.size; i++) {
		count += word.data[i] == '/';
	}
	return count;
}

static bool is_plain_name(struct slice word)
{
	struct slice part;
	while (slice_next_word(&word, "/", &part)) {
		if (!id_is_well_formed(part)) {
			return false;
		}
	}
	return true;
}

/* What a name with so many slashes can name. */
static const enum record_type *types_of_names(size_t slashes)
{
	static const enum record_type ids[] = {RECORD_CIRCLE, RECORD_ACTION, RECORD_FUND,
					       RECORD_PERSON, RECORD_PLACE,  RECORD_NONE};
	static const enum record_type dated[] = {RECORD_MEETING, RECORD_CONTRIBUTION, RECORD_NONE};
	static const enum record_type numbered[] = {RECORD_DECISION, RECORD_NONE};
	return slashes == 0 ? ids : slashes == 1 ? dated : numbered;
}

/* What is near no name is a fault only when it was looked for everywhere. */
static const struct failure *unknown_name(const struct subject *subject, struct slice name)
{
	const struct model *model = subject->fold->model;
	bool is_narrowed = subject->has_dates || filter_names_any(&subject->filter);
	const enum record_type *types = types_of_names(count_slashes(name));
	struct slice nearest = SLICE("");
	for (size_t i = 0; types[i] != RECORD_NONE; i++) {
		if (model_find(model, types[i], name) != NULL) {
			return NULL;
		}
		nearest = nearest.size > 0 ? nearest : model_nearest_id(model, types[i], name);
	}
	if (nearest.size > 0) {
		return failure_new(_("nothing is called “%.*s”; did you mean “%.*s”?"), SLICE_ARGUMENTS(name),
				   SLICE_ARGUMENTS(nearest));
	}
	return is_narrowed ? NULL
			   : failure_new(_("nothing here is called “%.*s” or speaks of it"), SLICE_ARGUMENTS(name));
}

const struct failure *subject_unknown_name(const struct subject *subject)
{
	struct text_list words = subject->filter.patterns;
	const struct failure *failure = NULL;
	for (size_t i = 0; i < words.count && failure == NULL; i++) {
		bool is_kind = choice_by_name(kind_choices, words.items[i]) >= 0;
		if (!is_kind && is_plain_name(words.items[i])) {
			failure = unknown_name(subject, words.items[i]);
		}
	}
	return failure;
}

bool subject_accepts_circle(const struct subject *subject, const struct circle *circle)
{
	return filter_list_accepts(subject->filter.circles, circle == NULL ? SLICE("") : circle->id);
}

bool subject_accepts_action(const struct subject *subject, const struct action *action)
{
	return filter_list_accepts(subject->filter.actions, action == NULL ? SLICE("") : action->id);
}

bool subject_accepts_fund(const struct subject *subject, const struct fund *fund)
{
	return filter_list_accepts(subject->filter.funds, fund == NULL ? SLICE("") : fund->id);
}

bool subject_accepts_person(const struct subject *subject, const struct party *person)
{
	return filter_list_accepts(subject->filter.people, person == NULL ? SLICE("") : person->id);
}

bool subject_accepts_date(const struct subject *subject, struct date date)
{
	return filter_accepts_date(&subject->filter, date);
}

bool subject_accepts_texts(struct subject *subject, const struct slice *texts, size_t count)
{
	for (size_t i = 0; i < subject->pattern_count; i++) {
		for (size_t j = 0; j < count; j++) {
			enum pattern_match match = pattern_match(subject->patterns[i], texts[j]);
			subject->gave_up = subject->gave_up || match == PATTERN_LIMIT;
			if (match == PATTERN_MATCH) {
				return true;
			}
		}
	}
	return subject->pattern_count == 0;
}

struct slice subject_currency(const struct subject *subject)
{
	return subject->fold->model->style.currency;
}
