#include "journal/calendar.h"

#include "journal/scan.h"

#include <stdio.h>

enum { YEAR_DIGITS_LEAST = 4, NUMBER_LIMIT = 100000, PERIOD_TEXT_SIZE = 24 };

static bool is_date_mark(char byte)
{
	return byte == '-' || byte == '/' || byte == '.';
}

/* A decimal number, held at a limit that no date reaches; returns its digits. */
static size_t read_number(struct slice *rest, int *number)
{
	size_t digits = 0;
	*number = 0;
	while (scan_is_digit(scan_peek(*rest))) {
		*number = *number * 10 + (scan_peek(*rest) - '0');
		*number = *number > NUMBER_LIMIT ? NUMBER_LIMIT : *number;
		scan_skip(rest, 1);
		digits++;
	}
	return digits;
}

enum calendar_status calendar_read(struct slice *rest, int default_year, struct date *date)
{
	int parts[3] = {0, 0, 0};
	char marks[2] = {'\0', '\0'};
	size_t first_digits = read_number(rest, &parts[0]);
	size_t count = first_digits > 0 ? 1 : 0;
	while (count > 0 && count < 3 && is_date_mark(scan_peek(*rest)) && rest->size > 1 &&
	       scan_is_digit(rest->data[1])) {
		marks[count - 1] = scan_peek(*rest);
		scan_skip(rest, 1);
		read_number(rest, &parts[count++]);
	}
	if (count < 2) {
		return CALENDAR_MALFORMED;
	}
	if (count == 3 && marks[0] != marks[1]) {
		return CALENDAR_MIXED_MARKS;
	}
	if (count == 2) {
		if (first_digits >= YEAR_DIGITS_LEAST) {
			return CALENDAR_MALFORMED;
		}
		if (default_year == 0) {
			return CALENDAR_NO_YEAR;
		}
		return date_from_civil(default_year, parts[0], parts[1], date) ? CALENDAR_READ : CALENDAR_NO_SUCH_DAY;
	}
	if (first_digits < YEAR_DIGITS_LEAST) {
		return CALENDAR_MALFORMED;
	}
	return date_from_civil(parts[0], parts[1], parts[2], date) ? CALENDAR_READ : CALENDAR_NO_SUCH_DAY;
}

/* The number in the next one or two digits, two of them where nothing parts it from what comes before; -1 when there is
 * none. */
static int read_part(struct slice *rest, bool is_parted)
{
	int number;
	struct slice digits = slice_part(*rest, 0, 2);
	size_t count = read_number(&digits, &number);
	if (count == 0 || (!is_parted && count == 1)) {
		return -1;
	}
	scan_skip(rest, count);
	return number;
}

/* The mark at the start, if there is one; it is skipped. */
static char take_date_mark(struct slice *rest)
{
	char mark = scan_peek(*rest);
	if (!is_date_mark(mark)) {
		return '\0';
	}
	scan_skip(rest, 1);
	return mark;
}

bool calendar_read_period(struct slice text, struct date *first, struct date *end)
{
	char written[PERIOD_TEXT_SIZE];
	if (text.size <= YEAR_DIGITS_LEAST) {
		return date_parse_period(text, first, end);
	}
	struct slice year = scan_part(&text, YEAR_DIGITS_LEAST);
	char mark = take_date_mark(&text);
	if (scan_peek(text) == 'Q' || scan_peek(text) == 'q') {
		snprintf(written, sizeof written, "%.*s-%.*s", SLICE_ARGUMENTS(year),
			 SLICE_ARGUMENTS(slice_part(text, 0, 3)));
		return date_parse_period(slice_of(written), first, end);
	}
	int month = read_part(&text, mark != '\0');
	if (text.size == 0) {
		snprintf(written, sizeof written, "%.*s-%02d", SLICE_ARGUMENTS(year), month);
		return date_parse_period(slice_of(written), first, end);
	}
	bool is_marked_alike = take_date_mark(&text) == mark;
	int day = read_part(&text, mark != '\0');
	snprintf(written, sizeof written, "%.*s-%02d-%02d", SLICE_ARGUMENTS(year), month, day);
	return is_marked_alike && text.size == 0 && date_parse_period(slice_of(written), first, end);
}
