#include "model/index.h"

#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>

struct id_index {
	struct symbols *ids;
	void **records; /* by symbol */
	size_t capacity;
};

struct id_index *id_index_new(void)
{
	struct id_index *index = memory_allocate_zeroed(1, sizeof *index);
	index->ids = symbols_new();
	return index;
}

void id_index_free(struct id_index *index)
{
	if (index != NULL) {
		symbols_free(index->ids);
		free(index->records);
		free(index);
	}
}

void *id_index_add(struct id_index *index, struct slice id, void *record)
{
	uint32_t known = symbols_count(index->ids);
	uint32_t symbol = symbols_intern(index->ids, id);
	if (symbol < known && index->records[symbol] != NULL) {
		return index->records[symbol];
	}
	if (symbol < known) {
		index->records[symbol] = record;
		return NULL;
	}
	index->records = memory_grow(index->records, known, &index->capacity, sizeof *index->records);
	index->records[symbol] = record;
	return NULL;
}

void id_index_remove(struct id_index *index, struct slice id)
{
	uint32_t symbol = symbols_find(index->ids, id);
	if (symbol != SYMBOL_NONE) {
		index->records[symbol] = NULL;
	}
}

void *id_index_find(const struct id_index *index, struct slice id)
{
	uint32_t symbol = symbols_find(index->ids, id);
	return symbol == SYMBOL_NONE ? NULL : index->records[symbol];
}

struct slice id_index_nearest(const struct id_index *index, struct slice id)
{
	size_t limit = id.size <= 4 ? 1 : 3;
	struct slice best = SLICE("");
	for (uint32_t i = 0; i < symbols_count(index->ids) && limit > 0; i++) {
		if (index->records[i] == NULL) {
			continue;
		}
		size_t distance = slice_distance(symbols_name(index->ids, i), id, limit);
		if (distance <= limit) {
			best = symbols_name(index->ids, i);
			limit = distance - 1;
		}
	}
	return best;
}
