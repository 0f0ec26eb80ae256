#include "journal/balances.h"

#include "text/memory.h"

#include <stdlib.h>
#include <sys/random.h>

enum { ACCOUNTS_AT_FIRST = 256, SLOTS_AT_FIRST = 256 };

void balances_release(struct balances *balances)
{
	free(balances->first_cells);
	free(balances->cells);
	free(balances->slots);
	*balances = BALANCES_EMPTY;
}

/* The slot of an account and commodity, or the free one where it would go. */
static uint32_t *slot_of(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	uint64_t pair = (uint64_t)account << 32 | commodity;
	uint128 product = (uint128)(pair ^ balances->key) * (balances->key | 1);
	uint32_t place = (uint32_t)((uint64_t)product ^ (uint64_t)(product >> 64)) & balances->mask;
	while (balances->slots[place] != 0) {
		const struct balance_cell *cell = &balances->cells[balances->slots[place] - 1];
		if (cell->account == account && cell->commodity == commodity) {
			break;
		}
		place = (place + 1) & balances->mask;
	}
	return &balances->slots[place];
}

static void grow_slots(struct balances *balances)
{
	uint32_t *old = balances->slots;
	size_t old_count = old == NULL ? 0 : (size_t)balances->mask + 1;
	if (old == NULL && getrandom(&balances->key, sizeof balances->key, GRND_NONBLOCK) < 0) {
		balances->key =
		    (uint64_t)(uintptr_t)balances->cells; /* no entropy yet: the address space is still random */
	}
	balances->mask = old == NULL ? SLOTS_AT_FIRST - 1 : balances->mask * 2 + 1;
	balances->slots = memory_allocate_zeroed((size_t)balances->mask + 1, sizeof *balances->slots);
	for (size_t i = 0; i < old_count; i++) {
		if (old[i] != 0) {
			const struct balance_cell *cell = &balances->cells[old[i] - 1];
			*slot_of(balances, cell->account, cell->commodity) = old[i];
		}
	}
	free(old);
}

static void know_account(struct balances *balances, uint32_t account)
{
	size_t count = balances->account_count == 0 ? ACCOUNTS_AT_FIRST : balances->account_count;
	while (count <= account) {
		count *= 2;
	}
	balances->first_cells = memory_resize(balances->first_cells, count, sizeof *balances->first_cells);
	for (size_t i = balances->account_count; i < count; i++) {
		balances->first_cells[i] = BALANCE_NONE;
	}
	balances->account_count = count;
}

static uint32_t new_cell(struct balances *balances, uint32_t account, uint32_t commodity)
{
	balances->cells =
	    memory_grow(balances->cells, balances->cell_count, &balances->cell_capacity, sizeof *balances->cells);
	balances->cells[balances->cell_count] = (struct balance_cell){0, account, commodity, 0};
	return balances->cell_count++;
}

/* The cell of another commodity than the account's first. */
static struct balance_cell *further_cell(struct balances *balances, uint32_t account, uint32_t commodity)
{
	if (balances->slots == NULL || balances->used * 2 > balances->mask) {
		grow_slots(balances);
	}
	uint32_t *slot = slot_of(balances, account, commodity);
	if (*slot == 0) {
		*slot = new_cell(balances, account, commodity) + 1;
		balances->used++;
	}
	return &balances->cells[*slot - 1];
}

bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount)
{
	if (account >= balances->account_count) {
		know_account(balances, account);
	}
	uint32_t first = balances->first_cells[account];
	if (first == BALANCE_NONE) {
		first = new_cell(balances, account, commodity);
		balances->first_cells[account] = first;
	}
	struct balance_cell *cell = &balances->cells[first];
	if (cell->commodity != commodity) {
		cell = further_cell(balances, account, commodity);
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
	uint32_t first = account < balances->account_count ? balances->first_cells[account] : BALANCE_NONE;
	if (first == BALANCE_NONE) {
		return AMOUNT_ZERO;
	}
	if (balances->cells[first].commodity == commodity) {
		return balance_cell_total(&balances->cells[first]);
	}
	if (balances->slots == NULL) {
		return AMOUNT_ZERO;
	}
	uint32_t slot = *slot_of(balances, account, commodity);
	return slot == 0 ? AMOUNT_ZERO : balance_cell_total(&balances->cells[slot - 1]);
}
