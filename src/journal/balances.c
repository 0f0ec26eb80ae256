#include "journal/balances.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
	SLOTS_AT_FIRST = 256,
	CELLS_AT_FIRST = 64,
	MANY_CELLS = 1 << 16,
	MILLIONS_OF_CELLS = 1 << 22,
	FIRSTS_AT_FIRST = 64,
};

void balances_release(struct balances *balances)
{
	free(balances->cells);
	free(balances->slots);
	free(balances->firsts);
	*balances = BALANCES_EMPTY;
}

/* The slot of an account and commodity with this hash, or the free one where it would go. */
static struct balance_slot *slot_of(const struct balances *balances, uint32_t account, uint32_t commodity,
				    uint32_t hash)
{
	uint32_t place = hash & balances->mask;
	for (;; place = (place + 1) & balances->mask) {
		struct balance_slot *slot = &balances->slots[place];
		if (slot->cell == 0) {
			return slot;
		}
		if (slot->hash == hash) {
			const struct balance_cell *cell = &balances->cells[slot->cell - 1];
			if (cell->account == account && cell->commodity == commodity) {
				return slot;
			}
		}
	}
}

static void choose_key(struct balances *balances)
{
	if (getrandom(&balances->key, sizeof balances->key, GRND_NONBLOCK) < 0) {
		balances->key =
		    (uint64_t)(uintptr_t)balances->slots; /* no entropy yet: the address space is still random */
	}
}

/* The slots tell where they go: the cells, far apart in memory, are not looked at. */
static void double_slots(struct balances *balances)
{
	struct balance_slot *old = balances->slots;
	uint32_t old_mask = balances->mask;
	balances->mask = old_mask * 2 + 1;
	balances->slots = memory_allocate_zeroed((size_t)balances->mask + 1, sizeof *balances->slots);
	for (size_t i = 0; i <= old_mask; i++) {
		if (old[i].cell == 0) {
			continue;
		}
		uint32_t place = old[i].hash & balances->mask;
		while (balances->slots[place].cell != 0) {
			place = (place + 1) & balances->mask;
		}
		balances->slots[place] = old[i];
	}
	free(old);
}

static void make_room(struct balances *balances)
{
	if (balances->slots == NULL) {
		balances->mask = SLOTS_AT_FIRST - 1;
		balances->slots = memory_allocate_zeroed(SLOTS_AT_FIRST, sizeof *balances->slots);
		choose_key(balances);
	} else if ((uint64_t)balances->cell_count * 5 > (uint64_t)balances->mask * 4) {
		double_slots(balances);
	}
}

/* Many cells grow in larger steps: those not used yet take no memory, but copying them does. */
static void grow_cells(struct balances *balances)
{
	size_t capacity = balances->cell_capacity;
	if (capacity == 0) {
		balances->cell_capacity = CELLS_AT_FIRST;
	} else if (capacity < MANY_CELLS) {
		balances->cell_capacity = capacity * 2;
	} else {
		balances->cell_capacity = capacity < MILLIONS_OF_CELLS ? MILLIONS_OF_CELLS : capacity * 4;
	}
	balances->cells = memory_resize(balances->cells, balances->cell_capacity, sizeof *balances->cells);
}

/* The cell of an account and commodity, made when new. */
static struct balance_cell *cell_of(struct balances *balances, uint32_t account, uint32_t commodity)
{
	make_room(balances);
	uint32_t hash = balances_hash(balances, account, commodity);
	struct balance_slot *slot = slot_of(balances, account, commodity, hash);
	if (slot->cell == 0) {
		if (balances->cell_count == balances->cell_capacity) {
			grow_cells(balances);
		}
		balances->cells[balances->cell_count] = (struct balance_cell){0, account, commodity, 0};
		*slot = (struct balance_slot){hash, ++balances->cell_count};
	}
	return &balances->cells[slot->cell - 1];
}

bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount)
{
	struct balance_cell *cell = cell_of(balances, account, commodity);
	if (cell->units == 0 && cell->scale <= amount->scale) {
		cell->units = amount->units; /* adding to nothing, as to each new cell */
		cell->scale = amount->scale;
		return true;
	}
	struct amount total;
	if (!amount_add(balance_cell_total(cell), *amount, &total)) {
		return false;
	}
	cell->units = total.units;
	cell->scale = total.scale;
	return true;
}

struct amount balances_get(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	if (balances->slots == NULL) {
		return AMOUNT_ZERO;
	}
	uint32_t hash = balances_hash(balances, account, commodity);
	uint32_t cell = slot_of(balances, account, commodity, hash)->cell;
	return cell == 0 ? AMOUNT_ZERO : balance_cell_total(&balances->cells[cell - 1]);
}

void balances_note_first(struct balances *balances, uint32_t account, uint32_t commodity)
{
	const struct balance_cell *newest = &balances->cells[balances->cell_count - 1];
	if (newest->account != account || newest->commodity != commodity) {
		return;
	}
	if (account >= balances->first_count) {
		uint32_t count = account < FIRSTS_AT_FIRST ? FIRSTS_AT_FIRST : account * 2;
		balances->firsts = memory_resize(balances->firsts, count, sizeof *balances->firsts);
		memset(balances->firsts + balances->first_count, 0,
		       (count - balances->first_count) * sizeof *balances->firsts);
		balances->first_count = count;
	}
	if (balances->firsts[account].cell == 0) {
		balances->firsts[account] = (struct balance_first){commodity, balances->cell_count};
	}
}
