#include "journal/balances.h"

#include "text/memory.h"

#include <stdlib.h>
#include <sys/random.h>

enum { SLOTS_AT_FIRST = 256, CELLS_AT_FIRST = 64, MANY_CELLS = 1 << 16 };

void balances_release(struct balances *balances)
{
	free(balances->cells);
	free(balances->slots);
	*balances = BALANCES_EMPTY;
}

/* The slot of an account and commodity, or the free one where it would go. */
static uint32_t *slot_of(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	uint32_t place = balances_hash(balances, account, commodity) & balances->mask;
	while (balances->slots[place] != 0) {
		const struct balance_cell *cell = &balances->cells[balances->slots[place] - 1];
		if (cell->account == account && cell->commodity == commodity) {
			break;
		}
		place = (place + 1) & balances->mask;
	}
	return &balances->slots[place];
}

static void choose_key(struct balances *balances)
{
	if (getrandom(&balances->key, sizeof balances->key, GRND_NONBLOCK) < 0) {
		balances->key =
		    (uint64_t)(uintptr_t)balances->slots; /* no entropy yet: the address space is still random */
	}
}

/* Every cell is put into a free slot anew: they all differ, so none is looked at again. */
static void grow_slots(struct balances *balances)
{
	bool is_first = balances->slots == NULL;
	free(balances->slots);
	balances->mask = is_first ? SLOTS_AT_FIRST - 1 : balances->mask * 2 + 1;
	balances->slots = memory_allocate_zeroed((size_t)balances->mask + 1, sizeof *balances->slots);
	if (is_first) {
		choose_key(balances);
	}
	for (uint32_t i = 0; i < balances->cell_count; i++) {
		const struct balance_cell *cell = &balances->cells[i];
		uint32_t place = balances_hash(balances, cell->account, cell->commodity) & balances->mask;
		while (balances->slots[place] != 0) {
			place = (place + 1) & balances->mask;
		}
		balances->slots[place] = i + 1;
	}
}

/* Many cells grow in larger steps: those not used yet take no memory, but copying them does. */
static void grow_cells(struct balances *balances)
{
	size_t capacity = balances->cell_capacity;
	balances->cell_capacity = capacity == 0 ? CELLS_AT_FIRST : capacity < MANY_CELLS ? capacity * 2 : capacity * 4;
	balances->cells = memory_resize(balances->cells, balances->cell_capacity, sizeof *balances->cells);
}

/* The cell of an account and commodity, made when new. */
static struct balance_cell *cell_of(struct balances *balances, uint32_t account, uint32_t commodity)
{
	if (balances->slots == NULL || balances->cell_count * 2 > balances->mask) {
		grow_slots(balances);
	}
	uint32_t *slot = slot_of(balances, account, commodity);
	if (*slot == 0) {
		if (balances->cell_count == balances->cell_capacity) {
			grow_cells(balances);
		}
		balances->cells[balances->cell_count] = (struct balance_cell){0, account, commodity, 0};
		*slot = ++balances->cell_count;
	}
	return &balances->cells[*slot - 1];
}

bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount)
{
	struct balance_cell *cell = cell_of(balances, account, commodity);
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
	uint32_t slot = balances->slots == NULL ? 0 : *slot_of(balances, account, commodity);
	return slot == 0 ? AMOUNT_ZERO : balance_cell_total(&balances->cells[slot - 1]);
}
