#include "report/journal_value.h"

/* Of two prices of a day the later one in the file counts. */
static const struct market_price *find_price(const struct journal *journal, struct date date, uint32_t commodity,
					     uint32_t target)
{
	const struct market_price *found = NULL;
	for (size_t i = 0; i < journal->price_count; i++) {
		const struct market_price *price = &journal->prices[i];
		if (price->commodity == commodity && (target == NAME_NONE || price->price.commodity == target) &&
		    date_compare(price->date, date) <= 0 &&
		    (found == NULL || date_compare(price->date, found->date) >= 0)) {
			found = price;
		}
	}
	return found;
}

bool value_at(const struct journal *journal, struct date date, uint32_t target, struct commodity_amount *amount)
{
	if (amount->commodity == target) {
		return true;
	}
	const struct market_price *price = find_price(journal, date, amount->commodity, target);
	if (price == NULL) {
		return true;
	}
	amount->commodity = price->price.commodity;
	return amount_multiply(amount->quantity, price->price.quantity, &amount->quantity);
}
