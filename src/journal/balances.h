/* Running balances: for each account and commodity an exact sum, found by a hash of the two. */
#ifndef SOUCI_JOURNAL_BALANCES_H
#define SOUCI_JOURNAL_BALANCES_H

#include "text/amount.h"

#include <stddef.h>

#define BALANCE_NONE UINT32_MAX

/* The sum of one account and commodity: half of what the processor fetches at once. */
struct balance_cell {
	int128 units;
	uint32_t account;
	uint32_t commodity;
	uint8_t scale;
};

struct balance_slot {
	uint32_t hash; /* its lower bits say where the slot belongs */
	uint32_t cell; /* plus one; zero when the slot is free */
};

/* The cell that an account had first, most often its only one: found without a search. */
struct balance_first {
	uint32_t commodity;
	uint32_t cell; /* plus one; zero when there is none yet */
};

struct balances {
	struct balance_cell *cells; /* in the order of first use */
	uint32_t cell_count;
	size_t cell_capacity;
	struct balance_slot *slots;   /* NULL at first */
	uint32_t mask;                /* slots - 1; a power of two of them, at most four fifths full */
	struct balance_first *firsts; /* by account, of those noted; NULL when none is */
	uint32_t first_count;
	uint64_t key; /* secret, so that no file can choose pairs that collide */
};

#define BALANCES_EMPTY ((struct balances){0})

void balances_release(struct balances *balances);

/* Adds to the sum of an account and commodity; false, leaving it alone, when it cannot be held. */
bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount);

/* Where the search for the cell of an account and commodity begins, before it is cut to the number of slots. */
static inline uint32_t balances_hash(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	uint64_t pair = (uint64_t)account << 32 | commodity;
	uint128 product = (uint128)(pair ^ balances->key) * (balances->key | 1);
	return (uint32_t)((uint64_t)product ^ (uint64_t)(product >> 64));
}

/* The cell of an account and commodity, plus one, when it is the account's first; else zero: it may have another. It is
 * on its way when this returns. */
static inline uint32_t balances_first_cell(const struct balances *balances, uint32_t account, uint32_t commodity)
{
	if (account >= balances->first_count || balances->firsts[account].commodity != commodity ||
	    balances->firsts[account].cell == 0) {
		return 0;
	}
	uint32_t cell = balances->firsts[account].cell;
	__builtin_prefetch(&balances->cells[cell - 1]);
	return cell;
}

/* Asks for the slot that a hash leads to before it is looked at: with very many cells it is far away. */
static inline void balances_prefetch_slot(const struct balances *balances, uint32_t hash)
{
	if (balances->slots != NULL) {
		__builtin_prefetch(&balances->slots[hash & balances->mask]);
	}
}

/* Once the slot is there: the cell of the account and commodity with this hash, plus one, zero when there is none; very
 * rarely that of others. It is on its way when this returns. */
static inline uint32_t balances_likely_cell(const struct balances *balances, uint32_t hash)
{
	if (balances->slots == NULL) {
		return 0;
	}
	uint32_t place = hash & balances->mask;
	while (balances->slots[place].cell != 0 && balances->slots[place].hash != hash) {
		place = (place + 1) & balances->mask;
	}
	uint32_t cell = balances->slots[place].cell;
	__builtin_prefetch(&balances->cells[cell == 0 ? balances->cell_count : cell - 1]);
	return cell;
}

/* After balances_add(): if that made a cell, remembers it as its account's first unless that has one. */
void balances_note_first(struct balances *balances, uint32_t account, uint32_t commodity);

/* The same as balances_add() for a small amount whose likely cell is known, mostly of as many decimals as before. */
static inline bool balances_add_small(struct balances *balances, struct balance_cell added, uint32_t likely)
{
	const int128 bound = (int128)1 << 100; /* far below what an amount holds */
	if (likely != 0) {
		struct balance_cell *cell = &balances->cells[likely - 1];
		int128 sum = cell->units + added.units;
		bool is_same = cell->account == added.account && cell->commodity == added.commodity;
		if (is_same && cell->scale == added.scale && sum < bound && sum > -bound) {
			cell->units = sum;
			return true;
		}
	}
	const struct amount amount = {added.units, added.scale};
	if (!balances_add(balances, added.account, added.commodity, &amount)) {
		return false;
	}
	if (likely == 0) {
		balances_note_first(balances, added.account, added.commodity);
	}
	return true;
}

/* The sum of an account and commodity; zero when nothing was added. */
struct amount balances_get(const struct balances *balances, uint32_t account, uint32_t commodity);

static inline struct amount balance_cell_total(const struct balance_cell *cell)
{
	return (struct amount){cell->units, cell->scale};
}

#endif
