#include "text/date.h"

#include <assert.h>
#include <stdio.h>

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* Years begin in March so that the leap day is the last one: Howard Hinnant, “chrono-compatible low-level date
 * algorithms”, days_from_civil. */
bool date_from_civil(int year, int month, int day, struct date *date)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month)) {
		return false;
	}
	int march_year = month <= 2 ? year - 1 : year;
	int era = march_year / 400;
	int year_of_era = march_year - era * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	date->days = era * 146097 + day_of_era - 719468;
	return true;
}

void date_to_civil(struct date date, int *year, int *month, int *day)
{
	int shifted = date.days + 719468;
	int era = shifted / 146097;
	int day_of_era = shifted - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static bool parse_digits(struct slice text, size_t start, size_t length, int *number)
{
	uint64_t value = 0;
	struct slice digits = slice_part(text, start, length);
	if (digits.size != length || !slice_to_number(digits, 9999, &value)) {
		return false;
	}
	*number = (int)value;
	return true;
}

bool date_parse(struct slice text, struct date *date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	return text.size == 10 && text.data[4] == '-' && text.data[7] == '-' && parse_digits(text, 0, 4, &year) &&
	       parse_digits(text, 5, 2, &month) && parse_digits(text, 8, 2, &day) &&
	       date_from_civil(year, month, day, date);
}

static char *write_digits(char *text, int number, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		text[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return text + count;
}

char *date_write(struct date date, char text[DATE_TEXT_SIZE])
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_to_civil(date, &year, &month, &day);
	assert(year >= 0 && year <= 9999);
	char *end = write_digits(text, year, 4);
	*end++ = '-';
	end = write_digits(end, month, 2);
	*end++ = '-';
	end = write_digits(end, day, 2);
	*end = '\0';
	return text;
}

int date_weekday(struct date date)
{
	int weekday = (date.days + 3) % 7; /* 1970-01-01 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

int date_year(struct date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_to_civil(date, &year, &month, &day);
	return year;
}

int date_compare(struct date a, struct date b)
{
	return (a.days > b.days) - (a.days < b.days);
}

struct date date_add_days(struct date date, int32_t days)
{
	int32_t sum = 0;
	if (__builtin_add_overflow(date.days, days, &sum)) {
		return days > 0 ? DATE_MAXIMUM : DATE_MINIMUM;
	}
	return (struct date){sum};
}

/* The first day of a month counted from January of `year`, month 13 being the next January. */
static bool month_start(int year, int month, struct date *date)
{
	return date_from_civil(year + (month - 1) / 12, (month - 1) % 12 + 1, 1, date);
}

static bool month_range(int year, int month, int count, struct date *first, struct date *end)
{
	struct date start = {0};
	if (!month_start(year, month, &start)) {
		return false;
	}
	*first = start;
	if (!month_start(year, month + count, end)) {
		*end = DATE_MAXIMUM; /* the year 9999 has no next year */
	}
	return true;
}

bool date_parse_period(struct slice text, struct date *first, struct date *end)
{
	int year = 0;
	int number = 0;
	if (text.size == 10) {
		if (!date_parse(text, first)) {
			return false;
		}
		*end = date_add_days(*first, 1);
		return true;
	}
	if (!parse_digits(text, 0, 4, &year) || (text.size > 4 && text.data[4] != '-')) {
		return false;
	}
	if (text.size == 4) {
		return month_range(year, 1, 12, first, end);
	}
	if (text.size == 7 && (text.data[5] == 'Q' || text.data[5] == 'q' || text.data[5] == 'T')) {
		return parse_digits(text, 6, 1, &number) && number >= 1 && number <= 4 &&
		       month_range(year, number * 3 - 2, 3, first, end);
	}
	return text.size == 7 && parse_digits(text, 5, 2, &number) && number >= 1 && number <= 12 &&
	       month_range(year, number, 1, first, end);
}
