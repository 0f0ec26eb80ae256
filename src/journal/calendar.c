#include "journal/calendar.h"

#include "journal/scan.h"

enum { YEAR_DIGITS_LEAST = 4, NUMBER_LIMIT = 100000 };

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
