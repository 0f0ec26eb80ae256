#include "report/filter.h"

#include <assert.h>
#include <string.h>

struct filter filter_open(void)
{
	return (struct filter){.first = DATE_MINIMUM, .end = DATE_MAXIMUM};
}

bool filter_list_accepts(struct text_list list, struct slice text)
{
	for (size_t i = 0; i < list.count; i++) {
		if (slice_equal(list.items[i], text)) {
			return true;
		}
	}
	return list.count == 0;
}

bool filter_names_any(const struct filter *filter)
{
	return filter->circles.count > 0 || filter->actions.count > 0 || filter->funds.count > 0 ||
	       filter->people.count > 0;
}

bool filter_accepts_date(const struct filter *filter, struct date date)
{
	return date_compare(date, filter->first) >= 0 && date_compare(date, filter->end) < 0;
}

static int interval_months(enum interval interval)
{
	static const int months[] = {0, 1, 3, 12};
	return months[interval];
}

struct date interval_start(enum interval interval, struct date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	if (interval != INTERVAL_NONE) {
		int months = interval_months(interval);
		date_to_civil(date, &year, &month, &day);
		date_from_civil(year, (month - 1) / months * months + 1, 1, &date);
	}
	return date;
}

struct date interval_end(enum interval interval, struct date date)
{
	if (interval == INTERVAL_NONE) {
		return date_add_days(date, 1);
	}
	int year = 0;
	int month = 0;
	int day = 0;
	date_to_civil(interval_start(interval, date), &year, &month, &day);
	month += interval_months(interval);
	struct date end = DATE_MAXIMUM; /* the year 9999 has no next year */
	date_from_civil(year + (month - 1) / 12, (month - 1) % 12 + 1, 1, &end);
	return end;
}

enum { FAR_DAYS = 10 * 366 };

/* Widens to a day before `first` or after `last`, unless it is far; where nothing happened, it is there that it did
 * not. */
static void widen_to(struct date asked, struct date *first, struct date *last)
{
	if (date_compare(*first, *last) > 0) {
		*first = asked;
		*last = asked;
	} else if (date_compare(asked, *first) < 0 && first->days - asked.days <= FAR_DAYS) {
		*first = asked;
	} else if (date_compare(asked, *last) > 0 && asked.days - last->days <= FAR_DAYS) {
		*last = asked;
	}
}

void filter_widen(const struct filter *filter, struct date *first, struct date *last)
{
	if (filter->first.days != DATE_MINIMUM.days) {
		widen_to(interval_start(filter->interval, filter->first), first, last);
	}
	if (filter->end.days != DATE_MAXIMUM.days) {
		widen_to(interval_start(filter->interval, date_add_days(filter->end, -1)), first, last);
	}
}

char *interval_write(enum interval interval, struct date date, char text[INTERVAL_TEXT_SIZE])
{
	date_write(date, text);
	switch (interval) {
	case INTERVAL_NONE: break;
	case INTERVAL_MONTH: text[sizeof "2024-04" - 1] = '\0'; break;
	case INTERVAL_QUARTER: {
		int month = (text[5] - '0') * 10 + (text[6] - '0');
		text[5] = 'Q';
		text[6] = (char)('1' + (month - 1) / 3);
		text[7] = '\0';
		break;
	}
	case INTERVAL_YEAR: text[sizeof "2024" - 1] = '\0'; break;
	}
	return text;
}
