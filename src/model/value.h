/* Reading the values people write: amounts, times, dates, percentages. */
#ifndef SOUCI_MODEL_VALUE_H
#define SOUCI_MODEL_VALUE_H

#include "model/records.h"
#include "text/arena.h"

/* How amounts are written in a network. */
struct money_style {
	struct slice currency; /* EUR */
	bool comma;            /* decimal comma and grouping by spaces are read too */
	bool writes_comma;     /* what people read has a decimal comma */
};

enum value_problem {
	VALUE_FINE,
	VALUE_MALFORMED,
	VALUE_NO_CURRENCY,
	VALUE_OTHER_CURRENCY,
	VALUE_AMBIGUOUS, /* one mark and three digits: thousands or decimals? */
	VALUE_TOO_LARGE,
	VALUE_TOO_PRECISE, /* more than two decimals */
	VALUE_NO_SUCH_DAY, /* 2023-02-29 */
};

enum {
	MONEY_SCALE = 2,
	MONEY_DIGITS_MAXIMUM = 15, /* a thousand billion with cents */
};

/* Whether a text is the code of a currency: three capital letters. */
bool value_is_currency(struct slice text);

/* `1200.00 EUR`; in a comma network also `1 200,00 €`. Sets an amount of MONEY_SCALE decimals. */
enum value_problem value_parse_money(struct slice text, struct money_style style, struct amount *amount);

/* `3h30`, `3h`, `45min`, `3.5 h`, `0.5 d` (or `j`). */
enum value_problem value_parse_duration(struct slice text, struct duration *duration);

/* `60 %`, `60%`, `33.33 %`: hundredths of a percent, at most 10000. */
enum value_problem value_parse_percent(struct slice text, int64_t *hundredths);

/* `2024-04-11`. */
enum value_problem value_parse_date(struct slice text, struct date *date);

/* `yes`, `no`, `oui`, `non`. */
enum value_problem value_parse_yes_no(struct slice text, int *answer);

/* The minutes of a duration when a day has `day_minutes`, rounded half up. */
int64_t duration_minutes(struct duration duration, int64_t day_minutes);

/* `3h30`, `45min`, `0h`: a time as people read it. */
struct slice duration_text(struct arena *arena, int64_t minutes);

/* `1200.00 EUR`, as files say it. */
struct slice money_text(struct arena *arena, struct amount amount, struct slice currency);

/* The same as people of the network write it: in a comma network `1200,00 EUR`. */
struct slice money_for_people(struct arena *arena, struct amount amount, struct money_style style);

/* `2024-04-11`. */
struct slice date_text(struct arena *arena, struct date date);

#endif
