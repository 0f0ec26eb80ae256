#include "model/misread.h"

#include "model/spoken.h"
#include "text/utf8.h"

#include <string.h>

/* ---- amounts ---- */

/* Digits, and points, commas and what parts thousands, as people of several countries write them. */
struct figures {
	char digits[AMOUNT_TEXT_SIZE];
	size_t size;
	size_t points;
	size_t commas;
	size_t after_mark; /* digits behind the last point or comma */
	char mark;         /* which of them is the last */
};

static bool is_currency(struct slice word, struct slice currency)
{
	const struct slice euros[] = {SLICE("€"), SLICE("euro"), SLICE("euros"), SLICE("Euro"), SLICE("Euros")};
	bool is_euro = false;
	for (size_t i = 0; i < sizeof euros / sizeof *euros && slice_equal(currency, SLICE("EUR")); i++) {
		is_euro = is_euro || slice_equal(word, euros[i]);
	}
	return is_euro || (word.size == currency.size && strncasecmp(word.data, currency.data, word.size) == 0);
}

static bool is_of_number(uint32_t character)
{
	return (character >= '0' && character <= '9') || character == '.' || character == ',' || character == ' ' ||
	       character == '\'' || character == 0x2019 || character == 0xA0 || character == 0x202F;
}

/* The part of `text` that is made of figures; false where anything else stands but the currency before or behind. */
static bool find_figures(struct slice text, struct slice currency, struct slice *figures)
{
	size_t start = text.size;
	size_t end = 0;
	size_t size = 1;
	for (size_t i = 0; i < text.size; i += size) {
		char byte = text.data[i];
		bool is_number = is_of_number(utf8_decode(slice_from(text, i), &size));
		start = start == text.size && byte >= '0' && byte <= '9' ? i : start;
		if (start < text.size && !is_number) {
			break;
		}
		end = start < text.size ? i + size : end;
	}
	if (start == text.size) {
		return false;
	}
	struct slice before = slice_trim(slice_part(text, 0, start));
	struct slice behind = slice_trim(slice_from(text, end));
	*figures = slice_part(text, start, end - start);
	return (before.size == 0 || is_currency(before, currency)) &&
	       (behind.size == 0 || is_currency(behind, currency));
}

static bool read_figures(struct slice text, struct figures *figures)
{
	size_t size = 1;
	*figures = (struct figures){.size = 0};
	for (size_t i = 0; i < text.size; i += size) {
		char byte = text.data[i];
		utf8_decode(slice_from(text, i), &size);
		if (byte == '.' || byte == ',') {
			figures->points += byte == '.';
			figures->commas += byte == ',';
			figures->mark = byte;
			figures->after_mark = 0;
		} else if (byte >= '0' && byte <= '9') {
			if (figures->size + 1 == sizeof figures->digits) {
				return false;
			}
			figures->digits[figures->size++] = byte;
			figures->after_mark++;
		}
	}
	return figures->size > 0;
}

/* The last mark parts the decimals, unless it stands there several times. */
static bool has_decimals(const struct figures *figures)
{
	return (figures->mark == '.' ? figures->points : figures->mark == ',' ? figures->commas : 0) == 1;
}

static struct slice figures_text(struct arena *arena, const struct figures *figures, size_t decimals,
				 struct money_style style)
{
	struct amount amount;
	if (!amount_parse((struct slice){figures->digits, figures->size}, &amount)) {
		return SLICE("");
	}
	amount.scale = (uint8_t)decimals;
	return amount_sign(amount) > 0 && amount_rescale(amount_strip(amount), MONEY_SCALE, &amount)
		   ? money_for_people(arena, amount, style)
		   : SLICE("");
}

/* What the amount may be, as the network writes it: the likeliest, and another where one mark and three digits may be
 * thousands (the first) or decimals. Empty where nothing is likely. */
static void find_money(struct arena *arena, struct slice value, struct money_style style, struct slice meant[2])
{
	enum { GROUP_DIGITS = 3 };
	struct figures figures;
	struct slice number;
	meant[0] = meant[1] = SLICE("");
	if (!find_figures(value, style.currency, &number) || !read_figures(number, &figures)) {
		return;
	}
	bool is_one_mark = figures.points + figures.commas == 1;
	if (is_one_mark && figures.after_mark == GROUP_DIGITS) {
		meant[0] = figures_text(arena, &figures, 0, style);
		meant[1] = figures_text(arena, &figures, GROUP_DIGITS, style);
		return;
	}
	meant[0] = figures_text(arena, &figures, has_decimals(&figures) ? figures.after_mark : 0, style);
}

static enum finding_id money_finding(enum value_problem problem)
{
	switch (problem) {
	case VALUE_NO_CURRENCY: return FINDING_AMOUNT_WITHOUT_CURRENCY;
	case VALUE_OTHER_CURRENCY: return FINDING_AMOUNT_OTHER_CURRENCY;
	case VALUE_AMBIGUOUS: return FINDING_AMOUNT_AMBIGUOUS;
	case VALUE_TOO_LARGE: return FINDING_AMOUNT_TOO_LARGE;
	case VALUE_TOO_PRECISE: return FINDING_AMOUNT_TOO_PRECISE;
	default: return FINDING_AMOUNT_MALFORMED;
	}
}

void misread_money(struct model *model, struct location location, struct slice value, enum value_problem problem)
{
	const struct amount sample = {120000, MONEY_SCALE};
	struct slice shown =
	    problem == VALUE_MALFORMED ? money_for_people(model->arena, sample, model->style) : model->style.currency;
	struct slice meant[2];
	find_money(model->arena, value, model->style, meant);
	findings_add(model->findings, money_finding(problem), location, value, shown, meant[0], meant[1]);
}

/* ---- dates ---- */

void misread_date(struct model *model, struct location location, struct slice value, enum value_problem problem)
{
	struct date day;
	struct slice meant = date_meant(value, &day) ? date_text(model->arena, day) : SLICE("");
	findings_add(model->findings, problem == VALUE_NO_SUCH_DAY ? FINDING_DATE_NOT_REAL : FINDING_DATE_MALFORMED,
		     location, value, meant);
}

/* ---- words ---- */

/* The words a field takes, as the record would write them. */
static struct slice words_of(struct arena *arena, const struct record *record, const struct choice *choices)
{
	struct slice names[KIND_COUNT];
	size_t count = 0;
	while (choices[count].name != NULL && count < KIND_COUNT) {
		names[count] = spoken_word(record, &choices[count]);
		count++;
	}
	return arena_join(arena, names, count, SLICE(", "));
}

void misread_word(struct model *model, const struct record *record, const struct field_definition *field,
		  const struct choice *choices, struct slice word, struct location location)
{
	enum finding_id id = choices == kind_choices ? FINDING_DECISION_KIND_UNKNOWN : FINDING_WORD_UNKNOWN;
	findings_add(model->findings, id, location, word, spoken_field_name(record, field),
		     choice_nearest_name(choices, word), words_of(model->arena, record, choices));
}
