#include "report/ranking.h"

#include "text/memory.h"

#include <stdlib.h>

enum { KEY_BYTES = 8, RUN_LEAST = 8 };

/* A name being sorted, and the next eight bytes of it: most comparisons need no look at the name itself. */
struct ranked {
	uint64_t key;
	uint32_t number;
};

struct sorting {
	const struct slice *list;
	bool is_tree;
};

/* As a tree each account comes below its parent: a colon comes before every other byte. */
static unsigned order_of(const struct sorting *sorting, char byte)
{
	return sorting->is_tree && byte == ':' ? 0 : (unsigned char)byte;
}

static int compare_names(const struct sorting *sorting, struct slice a, struct slice b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	for (size_t i = 0; i < size; i++) {
		if (a.data[i] != b.data[i]) {
			return order_of(sorting, a.data[i]) < order_of(sorting, b.data[i]) ? -1 : 1;
		}
	}
	return (a.size > b.size) - (a.size < b.size);
}

static int compare_whole(const void *a, const void *b, void *context)
{
	const struct sorting *sorting = context;
	return compare_names(sorting, sorting->list[((const struct ranked *)a)->number],
			     sorting->list[((const struct ranked *)b)->number]);
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t left = ((const struct ranked *)a)->key;
	uint64_t right = ((const struct ranked *)b)->key;
	return (left > right) - (left < right);
}

/* The eight bytes of a name from `depth` on, the first one highest; zeros after its end. */
static uint64_t key_at(const struct sorting *sorting, struct slice name, size_t depth)
{
	uint64_t key = 0;
	for (size_t i = 0; i < KEY_BYTES; i++) {
		key = key << 8 | (depth + i < name.size ? order_of(sorting, name.data[depth + i]) : 0);
	}
	return key;
}

/* Sorts names that are alike up to `depth`: by their next eight bytes, then runs of equal ones by the eight after
 * those. A zero among the bytes may be an end or a colon: such a run is compared whole. */
static void sort_run(const struct sorting *sorting, struct ranked *run, size_t count, size_t depth)
{
	for (size_t i = 0; i < count; i++) {
		run[i].key = key_at(sorting, sorting->list[run[i].number], depth);
	}
	qsort(run, count, sizeof *run, compare_keys);
	for (size_t start = 0; start < count;) {
		size_t end = start + 1;
		while (end < count && run[end].key == run[start].key) {
			end++;
		}
		bool is_ended = (run[start].key & 0xFF) == 0 || depth > sorting->list[run[start].number].size;
		if (end - start > 1 && (is_ended || end - start < RUN_LEAST)) {
			qsort_r(run + start, end - start, sizeof *run, compare_whole, (void *)(uintptr_t)sorting);
		} else if (end - start > 1) {
			sort_run(sorting, run + start, end - start, depth + KEY_BYTES);
		}
		start = end;
	}
}

struct ranking ranking_of(struct names *names, bool is_tree)
{
	struct ranking ranking = {
	    .order = memory_allocate(names->count * sizeof(uint32_t)),
	    .ranks = memory_allocate(names->count * sizeof(uint32_t)),
	};
	struct sorting sorting = {names->list, is_tree};
	struct ranked *run = memory_allocate(names->count * sizeof *run);
	for (uint32_t i = 0; i < names->count; i++) {
		run[i].number = i;
	}
	if (names->count > 0) {
		sort_run(&sorting, run, names->count, 0);
	}
	for (uint32_t i = 0; i < names->count; i++) {
		ranking.order[i] = run[i].number;
		ranking.ranks[run[i].number] = i;
	}
	free(run);
	return ranking;
}

void ranking_release(struct ranking *ranking)
{
	free(ranking->order);
	free(ranking->ranks);
}
