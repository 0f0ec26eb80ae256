/* The options by which reports choose what they show. */
#include "command/general_options.h"

#include "text/translate.h"
#include "text/utf8.h"

#define FILTER(member) offsetof(struct filter_options, member)

#define CIRCLE                                                                                                         \
	{                                                                                                              \
		"circle", 0, OPTION_LIST, "CIRCLE", NULL, N_("only this circle; may be repeated"), FILTER(circles)     \
	}
#define ACTION                                                                                                         \
	{                                                                                                              \
		"action", 0, OPTION_LIST, "ACTION", NULL, N_("only this action; may be repeated"), FILTER(actions)     \
	}
#define FUND                                                                                                           \
	{                                                                                                              \
		"fund", 0, OPTION_LIST, "FUND", NULL, N_("only this fund; may be repeated"), FILTER(funds)             \
	}
#define PERSON                                                                                                         \
	{                                                                                                              \
		"person", 0, OPTION_LIST, "PERSON", NULL, N_("only this person; may be repeated"), FILTER(people)      \
	}
/* clang-format off */
#define DATES \
	{"from", 0, OPTION_TEXT, "DATE", NULL, N_("from this day on, or from the start of a month, quarter or year"), FILTER(from)}, \
	{"to", 0, OPTION_TEXT, "DATE", NULL, N_("up to this day (included), or to the end of a month, quarter or year"), FILTER(to)}, \
	{"period", 0, OPTION_TEXT, "PERIOD", NULL, N_("within a period: 2024, 2024-Q2, 2024-04 or 2024-04-11"), FILTER(period)}
#define INTERVALS \
	{"monthly", 0, OPTION_FLAG, NULL, NULL, N_("a column a month"), FILTER(monthly)}, \
	{"quarterly", 0, OPTION_FLAG, NULL, NULL, N_("a column a quarter"), FILTER(quarterly)}, \
	{"yearly", 0, OPTION_FLAG, NULL, NULL, N_("a column a year"), FILTER(yearly)}
/* clang-format on */

/* A group for each set that reports honour: what a report would ignore, its command does not take. */
#define GROUP(group, ...)                                                                                              \
	static const struct option group##_options[] = {__VA_ARGS__, {.name = NULL}};                                  \
	const struct option_group group = {N_("Options that choose what is shown"), group##_options,                   \
					   sizeof(struct filter_options)};

GROUP(filter_by_all, CIRCLE, ACTION, FUND, PERSON, DATES, INTERVALS)
GROUP(filter_by_subject_and_date, CIRCLE, ACTION, FUND, PERSON, DATES)
GROUP(filter_by_envelope, CIRCLE, ACTION, FUND, DATES, INTERVALS)
GROUP(filter_by_mandate, CIRCLE, ACTION, PERSON, DATES)
GROUP(filter_by_member, CIRCLE, PERSON)
GROUP(filter_by_circle, CIRCLE)

/* Narrows [filter->first, filter->end) to what lies within a period; `opens` and `closes` say which sides count. */
static const struct failure *narrow(struct filter *filter, const char *option, struct slice text, bool opens,
				    bool closes)
{
	struct date first = DATE_MINIMUM;
	struct date end = DATE_MAXIMUM;
	if (text.size == 0) {
		return NULL;
	}
	if (!date_parse_period(text, &first, &end)) {
		return failure_new(
		    _("--%s needs a year, quarter, month or day that exists, such as 2024, 2024-Q2, 2024-04 or "
		      "2024-04-11, not “%.*s”"),
		    option, SLICE_ARGUMENTS(text));
	}
	if (opens && date_compare(first, filter->first) > 0) {
		filter->first = first;
	}
	if (closes && date_compare(end, filter->end) < 0) {
		filter->end = end;
	}
	return NULL;
}

static const struct failure *narrow_dates(const struct filter_options *options, struct filter *filter)
{
	const struct failure *failure = narrow(filter, "from", options->from, true, false);
	if (failure == NULL) {
		failure = narrow(filter, "to", options->to, false, true);
	}
	if (failure == NULL) {
		failure = narrow(filter, "period", options->period, true, true);
	}
	if (failure == NULL && date_compare(filter->first, filter->end) >= 0) {
		failure = failure_new(_("no day lies within the dates asked for"));
	}
	return failure;
}

static const struct failure *choose_interval(const struct filter_options *options, enum interval *interval)
{
	if (options->monthly + options->quarterly + options->yearly > 1) {
		return failure_new(_("choose one of --monthly, --quarterly and --yearly"));
	}
	*interval = options->monthly     ? INTERVAL_MONTH
		    : options->quarterly ? INTERVAL_QUARTER
		    : options->yearly    ? INTERVAL_YEAR
					 : INTERVAL_NONE;
	return NULL;
}

const struct failure *filter_from_options(const struct filter_options *options, struct text_list patterns,
					  struct filter *filter)
{
	struct filter asked = filter_open();
	asked.circles = options->circles;
	asked.actions = options->actions;
	asked.funds = options->funds;
	asked.people = options->people;
	asked.patterns = patterns;
	for (size_t i = 0; i < patterns.count; i++) {
		if (utf8_find_invalid(patterns.items[i]) < patterns.items[i].size) {
			return failure_new(_("“%.*s” is not UTF-8 text"), SLICE_ARGUMENTS(patterns.items[i]));
		}
	}
	const struct failure *failure = narrow_dates(options, &asked);
	if (failure == NULL) {
		failure = choose_interval(options, &asked.interval);
	}
	if (failure == NULL) {
		*filter = asked;
	}
	return failure;
}
