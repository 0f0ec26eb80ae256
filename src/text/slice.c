#include "text/slice.h"

#include <string.h>

struct slice slice_of(const char *string)
{
	if (string == NULL) {
		return (struct slice){"", 0};
	}
	return (struct slice){string, strlen(string)};
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t common = a.size < b.size ? a.size : b.size;
	int order = common == 0 ? 0 : memcmp(a.data, b.data, common);
	if (order != 0) {
		return order;
	}
	return (a.size > b.size) - (a.size < b.size);
}

bool slice_starts_with(struct slice slice, struct slice prefix)
{
	return slice.size >= prefix.size && slice_equal(slice_part(slice, 0, prefix.size), prefix);
}

bool slice_ends_with(struct slice slice, struct slice suffix)
{
	return slice.size >= suffix.size && slice_equal(slice_from(slice, slice.size - suffix.size), suffix);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

struct slice slice_trim(struct slice slice)
{
	while (slice.size > 0 && is_blank(slice.data[0])) {
		slice = slice_from(slice, 1);
	}
	while (slice.size > 0 && is_blank(slice.data[slice.size - 1])) {
		slice.size--;
	}
	return slice;
}

size_t slice_find(struct slice slice, char byte)
{
	const char *found = slice.size == 0 ? NULL : memchr(slice.data, byte, slice.size);
	return found == NULL ? slice.size : (size_t)(found - slice.data);
}

size_t slice_find_last(struct slice slice, char byte)
{
	const char *found = slice.size == 0 ? NULL : memrchr(slice.data, byte, slice.size);
	return found == NULL ? slice.size : (size_t)(found - slice.data);
}

bool slice_contains(struct slice slice, struct slice part)
{
	return part.size == 0 ||
	       (slice.size >= part.size && memmem(slice.data, slice.size, part.data, part.size) != NULL);
}

static bool is_one_of(const char *bytes, char byte)
{
	return byte != '\0' && strchr(bytes, byte) != NULL;
}

bool slice_next_word(struct slice *rest, const char *separators, struct slice *word)
{
	size_t start = 0;
	while (start < rest->size && is_one_of(separators, rest->data[start])) {
		start++;
	}
	if (start == rest->size) {
		return false;
	}
	size_t end = start;
	while (end < rest->size && !is_one_of(separators, rest->data[end])) {
		end++;
	}
	*word = slice_part(*rest, start, end - start);
	*rest = slice_from(*rest, end);
	return true;
}

bool slice_to_number(struct slice slice, uint64_t limit, uint64_t *number)
{
	uint64_t value = 0;
	if (slice.size == 0) {
		return false;
	}
	for (size_t i = 0; i < slice.size; i++) {
		if (slice.data[i] < '0' || slice.data[i] > '9') {
			return false;
		}
		if (__builtin_mul_overflow(value, 10U, &value) ||
		    __builtin_add_overflow(value, (uint64_t)(slice.data[i] - '0'), &value) || value > limit) {
			return false;
		}
	}
	*number = value;
	return true;
}

enum { DISTANCE_WIDTH = 64 };

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

size_t slice_distance(struct slice a, struct slice b, size_t limit)
{
	size_t rows[3][DISTANCE_WIDTH + 1];
	if (a.size > DISTANCE_WIDTH || b.size > DISTANCE_WIDTH) {
		return slice_equal(a, b) ? 0 : limit + 1;
	}
	for (size_t j = 0; j <= b.size; j++) {
		rows[0][j] = j;
	}
	for (size_t i = 1; i <= a.size; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i + 2) % 3];
		const size_t *twice_above = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= b.size; j++) {
			size_t change = a.data[i - 1] == b.data[j - 1] ? 0 : 1;
			row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
			bool swapped =
			    i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1];
			if (swapped && twice_above[j - 2] + 1 < row[j]) {
				row[j] = twice_above[j - 2] + 1;
			}
		}
	}
	size_t distance = rows[a.size % 3][b.size];
	return distance > limit ? limit + 1 : distance;
}

size_t slice_nearest(struct slice word, const struct slice *names, size_t count)
{
	size_t nearest = count;
	size_t limit = word.size / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		size_t distance = slice_distance(word, names[i], limit);
		if (distance < limit || (distance == limit && nearest == count)) {
			nearest = i;
			limit = distance;
		}
	}
	return nearest;
}
