#include "report/ranking.h"

#include "text/memory.h"

#include <stdlib.h>

/* A colon comes before every other byte. */
static int compare_as_tree(struct slice a, struct slice b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	for (size_t i = 0; i < size; i++) {
		if (a.data[i] != b.data[i]) {
			unsigned char left = a.data[i] == ':' ? 0 : (unsigned char)a.data[i];
			unsigned char right = b.data[i] == ':' ? 0 : (unsigned char)b.data[i];
			return left < right ? -1 : 1;
		}
	}
	return (a.size > b.size) - (a.size < b.size);
}

static int compare_flat_numbers(const void *a, const void *b, void *names)
{
	const struct slice *list = ((const struct names *)names)->list;
	return slice_compare(list[*(const uint32_t *)a], list[*(const uint32_t *)b]);
}

static int compare_tree_numbers(const void *a, const void *b, void *names)
{
	const struct slice *list = ((const struct names *)names)->list;
	return compare_as_tree(list[*(const uint32_t *)a], list[*(const uint32_t *)b]);
}

struct ranking ranking_of(struct names *names, bool is_tree)
{
	struct ranking ranking = {
	    .order = memory_allocate(names->count * sizeof(uint32_t)),
	    .ranks = memory_allocate(names->count * sizeof(uint32_t)),
	};
	for (uint32_t i = 0; i < names->count; i++) {
		ranking.order[i] = i;
	}
	qsort_r(ranking.order, names->count, sizeof(uint32_t), is_tree ? compare_tree_numbers : compare_flat_numbers,
		names);
	for (uint32_t i = 0; i < names->count; i++) {
		ranking.ranks[ranking.order[i]] = i;
	}
	return ranking;
}

void ranking_release(struct ranking *ranking)
{
	free(ranking->order);
	free(ranking->ranks);
}
