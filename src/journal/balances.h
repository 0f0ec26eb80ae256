/* Running balances: for each account and commodity an exact sum. The first commodity of an account is found at once;
 * further ones are in a hash table. */
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

struct balances {
	struct balance_cell *cells; /* in the order of first use */
	uint32_t cell_count;
	size_t cell_capacity;
	uint32_t *first_cells; /* by account: its first cell, or BALANCE_NONE */
	size_t account_count;
	uint32_t *slots; /* of all cells but the first one of each account: the cell plus one, zero when free */
	uint32_t mask;
	uint32_t used;
	uint64_t key; /* secret, so that no file can choose pairs that collide */
};

#define BALANCES_EMPTY ((struct balances){0})

void balances_release(struct balances *balances);

/* Adds to the sum of an account and commodity; false, leaving it alone, when it cannot be held. */
bool balances_add(struct balances *balances, uint32_t account, uint32_t commodity, const struct amount *amount);

/* The same for small amounts, mostly of an account's first commodity and of as many decimals as before. */
static inline bool balances_add_small(struct balances *balances, uint32_t account, uint32_t commodity, int64_t units,
				      uint8_t scale)
{
	const int128 bound = (int128)1 << 100; /* far below what an amount holds */
	if (account < balances->account_count && balances->first_cells[account] != BALANCE_NONE) {
		struct balance_cell *cell = &balances->cells[balances->first_cells[account]];
		int128 sum = cell->units + units;
		if (cell->commodity == commodity && cell->scale == scale && sum < bound && sum > -bound) {
			cell->units = sum;
			return true;
		}
	}
	const struct amount amount = {units, scale};
	return balances_add(balances, account, commodity, &amount);
}

/* The sum of an account and commodity; zero when nothing was added. */
struct amount balances_get(const struct balances *balances, uint32_t account, uint32_t commodity);

static inline struct amount balance_cell_total(const struct balance_cell *cell)
{
	return (struct amount){cell->units, cell->scale};
}

#endif
