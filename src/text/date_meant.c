/* Dates as people write them elsewhere: for hints only, nothing is ever read as the day found here. */
#include "text/date.h"
#include "text/utf8.h"

enum { WORDS_MAXIMUM = 3, WORD_LETTERS_MAXIMUM = 12, DAYS_MAXIMUM = 31, CENTURY = 2000 };

/* English and French names of the months, in plain letters; three letters and more of one are enough. */
static const struct {
	const char *name;
	int month;
} month_names[] = {
    {"january", 1},  {"janvier", 1},  {"february", 2},  {"fevrier", 2},   {"march", 3},     {"mars", 3},
    {"april", 4},    {"avril", 4},    {"may", 5},       {"mai", 5},       {"june", 6},      {"juin", 6},
    {"july", 7},     {"juillet", 7},  {"august", 8},    {"aout", 8},      {"september", 9}, {"septembre", 9},
    {"october", 10}, {"octobre", 10}, {"november", 11}, {"novembre", 11}, {"december", 12}, {"decembre", 12},
};

struct date_word {
	int number;    /* 0 when it has none */
	size_t digits; /* how many the number has */
	int month;     /* that it names, else 0 */
};

static int month_named(struct slice plain)
{
	enum { LEAST = 3 };
	for (size_t i = 0; plain.size >= LEAST && i < sizeof month_names / sizeof *month_names; i++) {
		if (slice_starts_with(slice_of(month_names[i].name), plain)) {
			return month_names[i].month;
		}
	}
	return 0;
}

/* The small plain letters at the start of `text`, as many as fit. */
static struct slice plain_letters(struct slice text, char plain[WORD_LETTERS_MAXIMUM])
{
	size_t used = 0;
	size_t size = 1;
	for (size_t i = 0; i < text.size && used < WORD_LETTERS_MAXIMUM; i += size) {
		char letter = utf8_ascii_look_alike(utf8_decode(slice_from(text, i), &size));
		if (letter < 'a' || letter > 'z') {
			break;
		}
		plain[used++] = letter;
	}
	return (struct slice){plain, used};
}

/* `31`, `1er`, `décembre`; false for a word that says nothing of a day, such as the name of a weekday. */
static bool read_word(struct slice text, struct date_word *word)
{
	enum { YEAR_LAST = 9999 };
	char plain[WORD_LETTERS_MAXIMUM];
	uint64_t number = 0;
	size_t digits = 0;
	while (digits < text.size && text.data[digits] >= '0' && text.data[digits] <= '9') {
		digits++;
	}
	*word = (struct date_word){.digits = digits};
	if (digits == 0) {
		word->month = month_named(plain_letters(text, plain));
		return word->month > 0;
	}
	if (!slice_to_number(slice_part(text, 0, digits), YEAR_LAST, &number)) {
		return false;
	}
	word->number = (int)number;
	return true;
}

static bool is_year(struct date_word word)
{
	return word.digits == 2 || word.digits == 4;
}

/* A day that its month does not have is taken for the last one it has. */
static bool find_day(int year, int month, int day, struct date *date)
{
	int last = day > DAYS_MAXIMUM ? 0 : day;
	while (last > 0 && !date_from_civil(year, month, last, date)) {
		last--;
	}
	return last > 0;
}

/* Day before month, as in Europe, unless that is no day. */
static bool find_either(int year, int first, int second, struct date *date)
{
	return date_from_civil(year, second, first, date) || date_from_civil(year, first, second, date) ||
	       find_day(year, second, first, date) || find_day(year, first, second, date);
}

static bool find_named(const struct date_word words[WORDS_MAXIMUM], size_t month, struct date *date)
{
	struct date_word first = words[month == 0 ? 1 : 0];
	struct date_word last = words[month == 2 ? 1 : 2];
	bool is_year_first = first.digits == 4;
	struct date_word year = is_year_first ? first : last;
	int day = is_year_first ? last.number : first.number;
	return is_year(year) && find_day(year.number + (year.digits == 2 ? CENTURY : 0), words[month].month, day, date);
}

bool date_meant(struct slice text, struct date *date)
{
	struct date_word words[WORDS_MAXIMUM];
	size_t count = 0;
	struct slice rest = text;
	struct slice written;
	while (slice_next_word(&rest, " \t/.,-", &written)) {
		struct date_word word;
		if (read_word(written, &word) && count++ < WORDS_MAXIMUM) {
			words[count - 1] = word;
		}
	}
	if (count != WORDS_MAXIMUM) {
		return false;
	}
	for (size_t i = 0; i < WORDS_MAXIMUM; i++) {
		if (words[i].month > 0) {
			return find_named(words, i, date);
		}
	}
	if (words[0].digits == 4) {
		return date_from_civil(words[0].number, words[1].number, words[2].number, date) ||
		       find_day(words[0].number, words[1].number, words[2].number, date) ||
		       find_day(words[0].number, words[2].number, words[1].number, date);
	}
	bool is_clear = words[2].digits == 4 || (words[2].digits == 2 && slice_find(text, '-') == text.size);
	return is_clear && find_either(words[2].number + (words[2].digits == 2 ? CENTURY : 0), words[0].number,
				       words[1].number, date);
}
