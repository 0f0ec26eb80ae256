#include "text/moment.h"

#include "text/date.h"

#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	MINUTES_IN_HOUR = 60,
	SECONDS_IN_MINUTE = 60,
	SECONDS_IN_HOUR = 3600,
	SECONDS_IN_DAY = 86400,
	ZONE_HOURS_MAXIMUM = 14,
	RAW_DIGITS_LEAST = 9, /* fewer would be taken for a date by git */
};

/* The next `count` digits of `*rest` as a number. */
static bool take_digits(struct slice *rest, size_t count, uint64_t limit, int *number)
{
	uint64_t value = 0;
	if (rest->size < count || !slice_to_number(slice_part(*rest, 0, count), limit, &value)) {
		return false;
	}
	*number = (int)value;
	*rest = slice_from(*rest, count);
	return true;
}

static bool take_byte(struct slice *rest, char byte)
{
	bool is_there = rest->size > 0 && rest->data[0] == byte;
	*rest = slice_from(*rest, is_there ? 1 : 0);
	return is_there;
}

/* `09:30` or `09:30:00`; a fraction of a second is passed over. */
static bool take_time(struct slice *rest, int *seconds)
{
	int hour = 0;
	int minute = 0;
	int second = 0;
	if (!take_digits(rest, 2, 23, &hour) || !take_byte(rest, ':') || !take_digits(rest, 2, 59, &minute) ||
	    (take_byte(rest, ':') && !take_digits(rest, 2, 60, &second))) {
		return false;
	}
	if (take_byte(rest, '.')) {
		while (rest->size > 0 && rest->data[0] >= '0' && rest->data[0] <= '9') {
			*rest = slice_from(*rest, 1);
		}
	}
	*seconds = hour * SECONDS_IN_HOUR + minute * SECONDS_IN_MINUTE + second;
	return true;
}

/* `Z`, `GMT`, `UTC`, `+0200`, `+02:00` or `+02`, filling the whole slice. */
static bool parse_zone(struct slice text, int *zone)
{
	int hours = 0;
	int minutes = 0;
	if (slice_equal(text, SLICE("Z")) || slice_equal(text, SLICE("GMT")) || slice_equal(text, SLICE("UTC"))) {
		*zone = 0;
		return true;
	}
	int sign = take_byte(&text, '-') ? -1 : take_byte(&text, '+') ? 1 : 0;
	if (sign == 0 || !take_digits(&text, 2, ZONE_HOURS_MAXIMUM, &hours)) {
		return false;
	}
	take_byte(&text, ':');
	if (text.size > 0 && !take_digits(&text, 2, MINUTES_IN_HOUR - 1, &minutes)) {
		return false;
	}
	*zone = sign * (hours * MINUTES_IN_HOUR + minutes);
	return text.size == 0;
}

static int local_zone(time_t when)
{
	struct tm there;
	return localtime_r(&when, &there) == NULL ? 0 : (int)(there.tm_gmtoff / SECONDS_IN_MINUTE);
}

/* `1711111111 +0100`. */
static bool parse_raw(struct slice text, struct moment *moment)
{
	bool is_marked = take_byte(&text, '@');
	size_t end = slice_find(text, ' ');
	uint64_t seconds = 0;
	int zone = 0;
	if ((!is_marked && end < RAW_DIGITS_LEAST) ||
	    !slice_to_number(slice_part(text, 0, end), INT64_MAX / 2, &seconds)) {
		return false;
	}
	struct slice rest = slice_trim(slice_from(text, end));
	if (rest.size == 0) {
		zone = local_zone((time_t)seconds);
	} else if (!parse_zone(rest, &zone)) {
		return false;
	}
	*moment = (struct moment){(int64_t)seconds, zone};
	return true;
}

/* The 1 to 12 of `Apr`; 0 otherwise. */
static int month_named(struct slice word)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	for (int i = 0; word.size == 3 && i < 12; i++) {
		if (strncasecmp(word.data, names + i * 3, 3) == 0) {
			return i + 1;
		}
	}
	return 0;
}

/* `2024-04-11T` or `2024-04-11 `. */
static bool take_iso_day(struct slice *rest, struct date *day)
{
	if (!date_parse(slice_part(*rest, 0, DATE_TEXT_SIZE - 1), day)) {
		return false;
	}
	*rest = slice_from(*rest, DATE_TEXT_SIZE - 1);
	return take_byte(rest, 'T') || take_byte(rest, ' ');
}

/* `Thu, 11 Apr 2024 `. */
static bool take_mail_day(struct slice *rest, struct date *day)
{
	struct slice word;
	uint64_t number = 0;
	uint64_t year = 0;
	size_t comma = slice_find(*rest, ',');
	if (comma < rest->size) {
		*rest = slice_from(*rest, comma + 1);
	}
	if (!slice_next_word(rest, " ", &word) || word.size > 2 || !slice_to_number(word, 31, &number) ||
	    !slice_next_word(rest, " ", &word)) {
		return false;
	}
	int month = month_named(word);
	if (month == 0 || !slice_next_word(rest, " ", &word) || word.size != 4 || !slice_to_number(word, 9999, &year)) {
		return false;
	}
	*rest = slice_trim(*rest);
	return date_from_civil((int)year, month, (int)number, day);
}

bool moment_parse(struct slice text, struct moment *moment)
{
	struct date day = {0};
	int seconds = 0;
	int zone = 0;
	text = slice_trim(text);
	if (parse_raw(text, moment)) {
		return true;
	}
	struct slice rest = text;
	bool has_day = take_iso_day(&rest, &day);
	if (!has_day) {
		rest = text;
		has_day = take_mail_day(&rest, &day);
	}
	if (!has_day || !take_time(&rest, &seconds)) {
		return false;
	}
	int64_t there = (int64_t)day.days * SECONDS_IN_DAY + seconds;
	rest = slice_trim(rest);
	if (rest.size == 0) {
		struct tm local = {.tm_isdst = -1, .tm_sec = seconds, .tm_mday = 1 + day.days, .tm_year = 70};
		time_t when = mktime(&local);
		*moment = (struct moment){when, local_zone(when)};
		return true;
	}
	if (!parse_zone(rest, &zone)) {
		return false;
	}
	*moment = (struct moment){there - (int64_t)zone * SECONDS_IN_MINUTE, zone};
	return true;
}
