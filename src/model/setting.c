#include "model/setting.h"

#include "model/nearest.h"
#include "text/pattern.h"
#include "text/translate.h"

#include <string.h>

/* clang-format off */
static const struct setting_definition definitions[SETTING_COUNT] = {
	[SETTING_MODE] = {"mode", SETTING_KIND_MODE, "consent", 0, "", "majority", N_("How decisions are taken: consent, majority, two-thirds or unanimity.")},
	[SETTING_MODE_OF_KIND] = {"mode.", SETTING_KIND_MODE, NULL, 0, "retribute", "two-thirds", N_("How decisions of one kind are taken: mode.retribute.")},
	[SETTING_MODE_OVERRIDE] = {"mode-override", SETTING_KIND_YES_NO, "no", -1, "", "yes", N_("Whether a decision may say its own Mode.")},
	[SETTING_QUORUM] = {"quorum", SETTING_KIND_QUORUM, "2", 1, "", "1/2", N_("How many members must take part: a number, or a share of the members (50 %, 1/2).")},
	[SETTING_NOTICE_DAYS] = {"notice-days", SETTING_KIND_NUMBER, "0", 1, "", "15", N_("How many days before a meeting it must be convened.")},
	[SETTING_PROXIES] = {"proxies", SETTING_KIND_NUMBER, "0", -1, "", "1", N_("How many proxies one member may hold.")},
	[SETTING_PROXY_QUORUM] = {"proxy-quorum", SETTING_KIND_YES_NO, "no", -1, "", "yes", N_("Whether represented members count in the quorum.")},
	[SETTING_OWN_RETRIBUTION] = {"own-retribution", SETTING_KIND_YES_NO, "yes", -1, "", "no", N_("Whether one may take part in deciding one's own retribution.")},
	[SETTING_VOICE] = {"voice", SETTING_KIND_VOICE, "person", 0, "", "place", N_("Who has a vote: each person, or each place.")},
	[SETTING_VOTERS] = {"voters", SETTING_KIND_VOTERS, "members", 0, "", "steward contributor", N_("Who decides: members, or only members with one of the roles named.")},
	[SETTING_CAP_DECISION] = {"cap.decision", SETTING_KIND_MONEY, NULL, -1, "", "500.00 EUR", N_("The most one retribution may be.")},
	[SETTING_CAP_PERSON] = {"cap.person", SETTING_KIND_MONEY_PER_PERIOD, NULL, -1, "", "3000.00 EUR per year", N_("The most a person may be granted in a period: 3000.00 EUR per year.")},
	[SETTING_RATE] = {"rate.", SETTING_KIND_RATE, NULL, -1, "facilitation", "25.00 EUR/h", N_("The rate grid: the most asked for a kind of task, 25.00 EUR/h or 180.00 EUR/d.")},
	[SETTING_RATE_REQUIRED] = {"rate-required", SETTING_KIND_YES_NO, "no", 1, "", "yes", N_("Whether a paid contribution must name a task of the rate grid.")},
	[SETTING_RAISE] = {"raise", SETTING_KIND_YES_NO, "no", -1, "", "yes", N_("Whether more than what was asked may be granted.")},
	[SETTING_REPORT_REQUIRED] = {"report-required", SETTING_KIND_YES_NO, "no", 1, "", "yes", N_("Whether a contribution needs a report before it is paid.")},
	[SETTING_EVIDENCE_REQUIRED] = {"evidence-required", SETTING_KIND_YES_NO, "no", 1, "", "yes", N_("Whether a contribution needs evidence before it is paid.")},
	[SETTING_EVIDENCE_OF_PAYEE] = {"evidence.", SETTING_KIND_EVIDENCE, NULL, 0, "supplier", "invoice", N_("The kinds of document, one of which is needed to pay a person, supplier, host or funder.")},
	[SETTING_CONTRIBUTION_AGE_DAYS] = {"contribution-age-days", SETTING_KIND_NUMBER, NULL, -1, "", "90", N_("How many days old the work may be at the meeting.")},
	[SETTING_RETROACTIVE_DAYS] = {"retroactive-days", SETTING_KIND_NUMBER, "31", -1, "", "10", N_("How many days into the past Effective may reach.")},
	[SETTING_DAY] = {"day", SETTING_KIND_DURATION, "7h", 0, "", "7h30", N_("How long a day of work is.")},
	[SETTING_VOLUNTEER_VALUE] = {"volunteer-value", SETTING_KIND_RATE, NULL, 0, "", "15.00 EUR/h", N_("What an unpaid hour is valued at in reports.")},
	[SETTING_PATTERN] = {"pattern.", SETTING_KIND_PATTERN, NULL, 0, "evidence", "evidence/[0-9]+/.+", N_("How something is written, as a regular expression: pattern.evidence, pattern.contribution or pattern.title.")},
};
/* clang-format on */

const struct setting_definition *setting_definition(enum setting setting)
{
	return &definitions[setting];
}

static bool is_word_of(const char *const *words, struct slice word)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		if (slice_equal(word, slice_of(words[i]))) {
			return true;
		}
	}
	return false;
}

static bool variant_is_known(enum setting setting, struct slice variant)
{
	static const char *const payees[] = {"person", "supplier", "host", "funder", NULL};
	static const char *const patterns[] = {"evidence", "contribution", "title", NULL};
	switch (setting) {
	case SETTING_MODE_OF_KIND: return choice_by_name(kind_choices, variant) >= 0;
	case SETTING_EVIDENCE_OF_PAYEE: return is_word_of(payees, variant);
	case SETTING_PATTERN: return is_word_of(patterns, variant);
	default: return variant.size > 0;
	}
}

enum setting setting_by_name(struct slice name, struct slice *variant)
{
	*variant = SLICE("");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		struct slice known = slice_of(definitions[i].name);
		if (slice_equal(name, known) && !slice_ends_with(known, SLICE("."))) {
			return (enum setting)i;
		}
		if (slice_ends_with(known, SLICE(".")) && slice_starts_with(name, known) &&
		    variant_is_known((enum setting)i, slice_from(name, known.size))) {
			*variant = slice_from(name, known.size);
			return (enum setting)i;
		}
	}
	return SETTING_COUNT;
}

struct slice setting_nearest_name(struct slice name)
{
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		nearest_consider(&nearest, slice_of(definitions[i].name));
	}
	return nearest.best;
}

/* ---- values ---- */

static bool parse_number(struct slice text, struct setting_value *value)
{
	uint64_t number = 0;
	if (!slice_to_number(text, 100000, &number)) {
		return false;
	}
	value->number = (int64_t)number;
	return true;
}

static bool parse_quorum(struct slice text, struct setting_value *value)
{
	value->denominator = 1;
	if (parse_number(text, value)) {
		return value->number > 0;
	}
	value->is_share = true;
	size_t slash = slice_find(text, '/');
	uint64_t denominator = 0;
	if (slash < text.size) {
		bool is_fraction = parse_number(slice_trim(slice_part(text, 0, slash)), value) &&
				   slice_to_number(slice_trim(slice_from(text, slash + 1)), 1000, &denominator);
		value->denominator = (int64_t)denominator;
		return is_fraction && value->number > 0 && value->number <= value->denominator;
	}
	value->denominator = 10000;
	return value_parse_percent(text, &value->number) == VALUE_FINE && value->number > 0;
}

static bool parse_set(struct slice text, const struct choice *choices, struct setting_value *value)
{
	struct slice word;
	while (slice_next_word(&text, " ,", &word)) {
		int index = choice_by_name(choices, word);
		if (index < 0) {
			return false;
		}
		value->set |= 1U << (unsigned)index;
	}
	return value->set != 0;
}

static bool parse_voters(struct slice text, struct setting_value *value)
{
	if (slice_equal(text, SLICE("members")) || slice_equal(text, SLICE("membres"))) {
		return true;
	}
	return parse_set(text, role_choices, value);
}

static bool parse_rate(struct slice text, struct money_style style, struct setting_value *value)
{
	size_t slash = slice_find_last(text, '/');
	struct slice unit = slice_trim(slice_from(text, slash + 1));
	value->per_day = slice_equal(unit, SLICE("d")) || slice_equal(unit, SLICE("j"));
	return (value->per_day || slice_equal(unit, SLICE("h"))) &&
	       value_parse_money(slice_trim(slice_part(text, 0, slash)), style, &value->amount) == VALUE_FINE &&
	       amount_sign(value->amount) > 0;
}

static bool parse_money_per_period(struct slice text, struct money_style style, struct setting_value *value)
{
	static const struct choice periods[] = {
	    {"month", "mois"}, {"quarter", "trimestre"}, {"year", "an"}, {NULL, NULL}};
	size_t space = slice_find_last(text, ' ');
	int period = choice_by_name(periods, slice_from(text, space + 1));
	struct slice money = slice_trim(slice_part(text, 0, space));
	if (slice_ends_with(money, SLICE(" per")) || slice_ends_with(money, SLICE(" par"))) {
		money = slice_trim(slice_part(money, 0, money.size - 4));
	} else {
		return false;
	}
	value->period = (enum period)period;
	return period >= 0 && value_parse_money(money, style, &value->amount) == VALUE_FINE;
}

static bool parse_duration(struct slice text, struct setting_value *value)
{
	struct duration duration = {0};
	bool is_fine = value_parse_duration(text, &duration) == VALUE_FINE;
	value->minutes = duration.minutes;
	return is_fine && duration.day_hundredths == 0 && duration.minutes > 0 && duration.minutes <= 24 * 60;
}

static bool parse_pattern(struct slice text)
{
	struct pattern_error error;
	struct pattern *pattern = pattern_new(text, PATTERN_WHOLE, &error);
	pattern_free(pattern);
	return pattern != NULL;
}

static bool parse_voice(struct slice text, struct setting_value *value)
{
	static const struct choice voices[] = {{"person", "personne"}, {"place", "lieu"}, {NULL, NULL}};
	value->number = choice_by_name(voices, text);
	return value->number >= 0;
}

static bool parse_kind(enum setting_kind kind, struct slice text, struct money_style style, struct setting_value *value)
{
	int answer = 0;
	switch (kind) {
	case SETTING_KIND_MODE: value->number = choice_by_name(mode_choices, text); return value->number >= 0;
	case SETTING_KIND_YES_NO:
		if (value_parse_yes_no(text, &answer) != VALUE_FINE) {
			return false;
		}
		value->number = answer;
		return true;
	case SETTING_KIND_NUMBER: return parse_number(text, value);
	case SETTING_KIND_QUORUM: return parse_quorum(text, value);
	case SETTING_KIND_VOICE: return parse_voice(text, value);
	case SETTING_KIND_VOTERS: return parse_voters(text, value);
	case SETTING_KIND_MONEY: return value_parse_money(text, style, &value->amount) == VALUE_FINE;
	case SETTING_KIND_MONEY_PER_PERIOD: return parse_money_per_period(text, style, value);
	case SETTING_KIND_RATE: return parse_rate(text, style, value);
	case SETTING_KIND_EVIDENCE: return parse_set(text, evidence_choices, value);
	case SETTING_KIND_DURATION: return parse_duration(text, value);
	case SETTING_KIND_PATTERN: return parse_pattern(text);
	}
	return false;
}

bool setting_parse(enum setting setting, struct slice text, struct money_style style, struct setting_value *value)
{
	struct setting_value result = {.text = text, .is_set = true, .denominator = 1};
	if (!parse_kind(definitions[setting].kind, text, style, &result)) {
		return false;
	}
	*value = result;
	return true;
}

/* The most that a cap lets anybody have in one period of another: 90 EUR per quarter are 360 EUR in a year, and
 * 300 EUR per year may all be had in one quarter. Periods are those of the calendar, each a part of the next. */
static struct amount most_in_period(const struct setting_value *cap, enum period period)
{
	static const int64_t months[] = {[PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12};
	struct amount most = cap->amount;
	int64_t times = months[period] / months[cap->period];
	amount_fraction(cap->amount, times > 1 ? times : 1, 1, &most);
	return most;
}

/* Whether `a` allows more than `b` (positive), less or the same. */
static int compare_values(enum setting_kind kind, const struct setting_value *a, const struct setting_value *b)
{
	if (kind == SETTING_KIND_MONEY_PER_PERIOD) {
		return amount_compare(most_in_period(a, b->period), b->amount);
	}
	if (kind == SETTING_KIND_MONEY || kind == SETTING_KIND_RATE) {
		return amount_compare(a->amount, b->amount);
	}
	int64_t left = a->number * b->denominator;
	int64_t right = b->number * a->denominator;
	return (left > right) - (left < right);
}

enum strictness setting_strictness(enum setting setting, const struct setting_value *value,
				   const struct setting_value *bound)
{
	const struct setting_definition *definition = &definitions[setting];
	if (slice_equal(value->text, bound->text)) {
		return STRICTNESS_KEPT;
	}
	if (definition->kind == SETTING_KIND_EVIDENCE) {
		return (value->set & ~bound->set) == 0 ? STRICTNESS_KEPT : STRICTNESS_LOOSER;
	}
	if (definition->stricter == 0 || value->is_share != bound->is_share || value->per_day != bound->per_day) {
		return STRICTNESS_UNKNOWN;
	}
	bool is_kept = compare_values(definition->kind, value, bound) * definition->stricter >= 0;
	return is_kept ? STRICTNESS_KEPT : STRICTNESS_LOOSER;
}
