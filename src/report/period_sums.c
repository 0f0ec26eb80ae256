#include "report/period_sums.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

/* The first period that does not begin before `start`. */
static size_t place_of(const struct period_sums *sums, struct date start)
{
	size_t low = 0;
	size_t high = sums->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (date_compare(sums->items[middle].start, start) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

struct balances *period_sums_at(struct period_sums *sums, struct date start)
{
	if (sums->latest >= sums->count || sums->items[sums->latest].start.days != start.days) {
		sums->latest = place_of(sums, start);
	}
	size_t place = sums->latest;
	if (place == sums->count || sums->items[place].start.days != start.days) {
		sums->items = memory_grow(sums->items, sums->count, &sums->capacity, sizeof *sums->items);
		memmove(&sums->items[place + 1], &sums->items[place], (sums->count - place) * sizeof *sums->items);
		sums->items[place] = (struct period_sum){start, BALANCES_EMPTY};
		sums->count++;
	}
	return &sums->items[place].balances;
}

void period_sums_release(struct period_sums *sums)
{
	for (size_t i = 0; i < sums->count; i++) {
		balances_release(&sums->items[i].balances);
	}
	free(sums->items);
	*sums = (struct period_sums){0};
}
