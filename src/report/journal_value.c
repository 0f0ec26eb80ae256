#include "report/journal_value.h"

#include "text/memory.h"

#include <stdlib.h>

enum { DIVISION_DECIMALS = 8 };

/* One of `from` costs `price` of `to`. */
struct edge {
	uint32_t from;
	uint32_t to;
	struct date date;
	size_t sequence; /* of the directive */
	struct amount price;
};

/* The first step from a commodity towards the target. */
struct step {
	const struct edge *edge; /* NULL when there is no way */
	bool is_inverse;
};

struct valuation {
	uint32_t target;
	size_t commodity_count;
	struct edge *edges; /* the latest of each pair, by `to`, then `from` */
	size_t edge_count;
	struct step *by_prices;  /* by commodity: the way along prices alone */
	struct step *by_inverse; /* likewise along inverses too */
};

static int compare_edges(const void *a, const void *b)
{
	const struct edge *left = a;
	const struct edge *right = b;
	if (left->to != right->to) {
		return left->to < right->to ? -1 : 1;
	}
	if (left->from != right->from) {
		return left->from < right->from ? -1 : 1;
	}
	int order = date_compare(left->date, right->date);
	return order != 0 ? order : (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

/* Of two prices of a day the later one in the file counts. */
static void gather_edges(struct valuation *valuation, const struct journal *journal, struct date date)
{
	size_t count = 0;
	valuation->edges = memory_allocate((journal->price_count + 1) * sizeof *valuation->edges);
	for (size_t i = 0; i < journal->price_count; i++) {
		const struct market_price *price = &journal->prices[i];
		if (date_compare(price->date, date) <= 0 && price->commodity != price->price.commodity) {
			valuation->edges[count++] = (struct edge){price->commodity, price->price.commodity, price->date,
								  i, price->price.quantity};
		}
	}
	if (count > 0) {
		qsort(valuation->edges, count, sizeof *valuation->edges, compare_edges);
	}
	for (size_t i = 0; i < count; i++) {
		struct edge *edge = &valuation->edges[i];
		bool is_latest = i + 1 == count || edge[1].to != edge->to || edge[1].from != edge->from;
		if (is_latest) {
			valuation->edges[valuation->edge_count++] = *edge;
		}
	}
}

/* The first edge that leads to `to` from `from` or a later commodity. */
static size_t first_edge(const struct valuation *valuation, uint32_t to, uint32_t from)
{
	size_t low = 0;
	size_t high = valuation->edge_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct edge *edge = &valuation->edges[middle];
		if (edge->to < to || (edge->to == to && edge->from < from)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

static const struct edge *edge_between(const struct valuation *valuation, uint32_t from, uint32_t to)
{
	size_t place = first_edge(valuation, to, from);
	const struct edge *edge = &valuation->edges[place];
	return place < valuation->edge_count && edge->from == from && edge->to == to ? edge : NULL;
}

/* Without a target each commodity goes to where its latest price leads. */
static void step_by_latest(struct valuation *valuation)
{
	for (size_t i = 0; i < valuation->edge_count; i++) {
		const struct edge *edge = &valuation->edges[i];
		struct step *step = &valuation->by_prices[edge->from];
		int order = step->edge == NULL ? 1 : date_compare(edge->date, step->edge->date);
		if (order > 0 || (order == 0 && edge->sequence > step->edge->sequence)) {
			*step = (struct step){edge, false};
		}
	}
}

/* Commodities whose way to the target is known, in the order of its length. */
struct search {
	struct valuation *valuation;
	struct step *steps;
	uint32_t *queue;
	size_t count;
};

static void reach(struct search *search, uint32_t commodity, struct step step)
{
	if (search->steps[commodity].edge == NULL && commodity != search->valuation->target) {
		search->steps[commodity] = step;
		search->queue[search->count++] = commodity;
	}
}

/* A price is only turned round where there is none the other way. */
static void reach_by_inverses(struct search *search, uint32_t from)
{
	const struct valuation *valuation = search->valuation;
	for (size_t i = 0; i < valuation->edge_count; i++) {
		const struct edge *edge = &valuation->edges[i];
		if (edge->from == from && edge->price.units != 0 && edge_between(valuation, edge->to, from) == NULL) {
			reach(search, edge->to, (struct step){edge, true});
		}
	}
}

/* Goes back from the target, the nearest commodities first. */
static void search_steps(struct valuation *valuation, struct step *steps, bool is_inverse_allowed)
{
	struct search search = {valuation, steps, memory_allocate((valuation->commodity_count + 1) * sizeof(uint32_t)),
				1};
	search.queue[0] = valuation->target;
	for (size_t next = 0; next < search.count; next++) {
		uint32_t to = search.queue[next];
		for (size_t i = first_edge(valuation, to, 0); i < valuation->edge_count && valuation->edges[i].to == to;
		     i++) {
			reach(&search, valuation->edges[i].from, (struct step){&valuation->edges[i], false});
		}
		if (is_inverse_allowed) {
			reach_by_inverses(&search, to);
		}
	}
	free(search.queue);
}

struct valuation *valuation_new(const struct journal *journal, struct date date, uint32_t target)
{
	struct valuation *valuation = memory_allocate_zeroed(1, sizeof *valuation);
	valuation->target = target;
	valuation->commodity_count = journal->commodities.count;
	valuation->by_prices = memory_allocate_zeroed(valuation->commodity_count + 1, sizeof(struct step));
	valuation->by_inverse = memory_allocate_zeroed(valuation->commodity_count + 1, sizeof(struct step));
	gather_edges(valuation, journal, date);
	if (target == NAME_NONE) {
		step_by_latest(valuation);
	} else {
		search_steps(valuation, valuation->by_prices, false);
		search_steps(valuation, valuation->by_inverse, true);
	}
	return valuation;
}

void valuation_free(struct valuation *valuation)
{
	if (valuation != NULL) {
		free(valuation->edges);
		free(valuation->by_prices);
		free(valuation->by_inverse);
		free(valuation);
	}
}

/* An inverse of one step goes before a chain of prices. */
static const struct step *choose_steps(const struct valuation *valuation, uint32_t commodity)
{
	const struct step *inverse = &valuation->by_inverse[commodity];
	const struct step *prices = &valuation->by_prices[commodity];
	bool is_direct_inverse =
	    inverse->edge != NULL && inverse->is_inverse && inverse->edge->from == valuation->target;
	return prices->edge == NULL || is_direct_inverse ? valuation->by_inverse : valuation->by_prices;
}

static uint128 common_divisor(uint128 a, uint128 b)
{
	while (b != 0) {
		uint128 rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

static uint128 magnitude(int128 number)
{
	return number < 0 ? -(uint128)number : (uint128)number;
}

/* `amount` / `divisor`, exact where it ends within the decimals kept. */
static bool divide(struct amount amount, struct amount divisor, struct amount *quotient)
{
	uint128 common = common_divisor(magnitude(amount.units), magnitude(divisor.units));
	int128 dividend = amount.units / (int128)common;
	int128 by = divisor.units / (int128)common;
	unsigned decimals = amount.scale > DIVISION_DECIMALS ? amount.scale : DIVISION_DECIMALS;
	/* dividend / 10^amount.scale / (by / 10^divisor.scale), in units of 10^-decimals */
	unsigned shift = decimals + divisor.scale - amount.scale;
	if (shift > AMOUNT_DIGITS_MAXIMUM || __builtin_mul_overflow(dividend, amount_power_of_ten(shift), &dividend)) {
		return false;
	}
	int128 units = dividend / by;
	uint128 rest = magnitude(dividend % by);
	if (rest >= magnitude(by) - rest) {
		units += (dividend < 0) == (by < 0) ? 1 : -1;
	}
	*quotient = amount_strip((struct amount){units, (uint8_t)decimals});
	return true;
}

bool valuation_apply(const struct valuation *valuation, struct commodity_amount *amount)
{
	if (amount->commodity == valuation->target) {
		return true;
	}
	const struct step *steps = choose_steps(valuation, amount->commodity);
	struct amount divisor = {1, 0};
	struct amount product = amount->quantity;
	uint32_t commodity = amount->commodity;
	while (commodity != valuation->target && steps[commodity].edge != NULL) {
		const struct edge *edge = steps[commodity].edge;
		struct amount *factor = steps[commodity].is_inverse ? &divisor : &product;
		if (!amount_multiply(*factor, edge->price, factor)) {
			return false;
		}
		commodity = steps[commodity].is_inverse ? edge->from : edge->to;
		if (valuation->target == NAME_NONE) {
			break;
		}
	}
	bool is_divided = divisor.units != 1 || divisor.scale != 0;
	if (is_divided && product.units != 0 && !divide(product, divisor, &product)) {
		return false;
	}
	*amount = (struct commodity_amount){product, commodity};
	return true;
}
