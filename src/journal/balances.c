#include "journal/balances.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { ACCOUNTS_AT_FIRST = 256, SLOTS_AT_FIRST = 256 };

void balances_release(struct balances *balances)
{
	free(balances->first_cells);
	free(balances->cells);
	free(balances->slots);
	*balances = BALANCES_EMPTY;
}

void balances_clear(struct balances *balances)
{
	for (size_t i = 0; i < balances->account_count; i++) {
		balances->first_cells[i] = BALANCE_NONE;
	}
	if (balances->slots != NULL) {
		memset(balances->slots, 0, ((size_t)balances->mask + 1) * sizeof *balances->slots);
	}
	balances->cell_count = 0;
	balances->used = 0;
}

static uint64_t key_of(uint32_t account, uint32_t commodity)
{
	return (uint64_t)account << 32 | commodity;
}

/* The slot of the key, or the free one where it would go. */
static struct balance_slot *slot_of(const struct balances *balances, uint64_t key)
{
	uint128 product = (uint128)(key ^ balances->key) * (balances->key | 1);
	uint32_t slot = (uint32_t)((uint64_t)product ^ (uint64_t)(product >> 64)) & balances->mask;
	while (balances->slots[slot].cell != 0 && balances->slots[slot].key != key) {
		slot = (slot + 1) & balances->mask;
	}
	return &balances->slots[slot];
}

static void grow_slots(struct balances *balances)
{
	struct balance_slot *old = balances->slots;
	size_t old_count = old == NULL ? 0 : (size_t)balances->mask + 1;
	if (old == NULL && getrandom(&balances->key, sizeof balances->key, GRND_NONBLOCK) < 0) {
		balances->key =
		    (uint64_t)(uintptr_t)balances->cells; /* no entropy yet: the address space is still random */
	}
	balances->mask = old == NULL ? SLOTS_AT_FIRST - 1 : balances->mask * 2 + 1;
	balances->slots = memory_allocate_zeroed((size_t)balances->mask + 1, sizeof *balances->slots);
	for (size_t i = 0; i < old_count; i++) {
		if (old[i].cell != 0) {
			*slot_of(balances, old[i].key) = old[i];
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

static uint32_t new_cell(struct balances *balances, uint32_t commodity)
{
	balances->cells =
	    memory_grow(balances->cells, balances->cell_count, &balances->cell_capacity, sizeof *balances->cells);
	balances->cells[balances->cell_count] = (struct balance_cell){AMOUNT_ZERO, commodity, BALANCE_NONE};
	return balances->cell_count++;
}

/* The cell of another commodity than the account's first. */
static struct balance_cell *further_cell(struct balances *balances, uint32_t account, uint32_t commodity)
{
	if (balances->slots == NULL || balances->used * 2 > balances->mask) {
		grow_slots(balances);
	}
	struct balance_slot *slot = slot_of(balances, key_of(account, commodity));
	if (slot->cell == 0) {
		uint32_t cell = new_cell(balances, commodity);
		struct balance_cell *first = &balances->cells[balances->first_cells[account]];
		balances->cells[cell].next = first->next;
		first->next = cell;
		*slot = (struct balance_slot){key_of(account, commodity), cell + 1};
		balances->used++;
	}
	return &balances->cells[slot->cell - 1];
}

bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount)
{
	if (account >= balances->account_count) {
		know_account(balances, account);
	}
	uint32_t first = balances->first_cells[account];
	if (first == BALANCE_NONE) {
		first = new_cell(balances, commodity);
		balances->first_cells[account] = first;
	}
	struct balance_cell *cell = &balances->cells[first];
	if (cell->commodity != commodity) {
		cell = further_cell(balances, account, commodity);
	}
	return amount_add(cell->total, *amount, &cell->total);
}

struct amount balances_get(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	uint32_t first = balances_first(balances, account);
	if (first == BALANCE_NONE) {
		return AMOUNT_ZERO;
	}
	if (balances->cells[first].commodity == commodity) {
		return balances->cells[first].total;
	}
	if (balances->slots == NULL) {
		return AMOUNT_ZERO;
	}
	const struct balance_slot *slot = slot_of(balances, key_of(account, commodity));
	return slot->cell == 0 ? AMOUNT_ZERO : balances->cells[slot->cell - 1].total;
}

uint32_t balances_first(const struct balances *balances, uint32_t account)
{
	return account < balances->account_count ? balances->first_cells[account] : BALANCE_NONE;
}
