/* A transaction balances when, for each commodity, the costs of its postings sum to zero, to half of the last decimal
 * that its own amounts write. One amount in each group may be left out; two commodities without costs are each
 * other's price. Real postings are one group, [balanced virtual] ones another. */
#include "journal/reader.h"

#include "text/memory.h"

struct group {
	enum posting_kind kind;
	size_t missing_count;
	size_t missing; /* the index of the last posting whose amount is left out */
	bool has_costs;
};

static struct commodity_sum *sum_of(struct reader *reader, uint32_t commodity)
{
	for (size_t i = 0; i < reader->sum_count; i++) {
		if (reader->sums[i].commodity == commodity) {
			return &reader->sums[i];
		}
	}
	reader->sums = memory_grow(reader->sums, reader->sum_count, &reader->sum_capacity, sizeof *reader->sums);
	reader->sums[reader->sum_count] = (struct commodity_sum){.commodity = commodity};
	return &reader->sums[reader->sum_count++];
}

static bool report_overflow(struct reader *reader, const struct posting *posting)
{
	struct slice text = posting->amount_text.size > 0 ? posting->amount_text : posting->account_text;
	reader_report(reader, FINDING_JOURNAL_AMOUNT_OVERFLOW, text, text);
	return false;
}

bool posting_at_cost(const struct posting *posting, struct commodity_amount *amount)
{
	const struct posting_cost *cost = posting->cost;
	if (cost == NULL) {
		*amount = (struct commodity_amount){posting->quantity, posting->commodity};
		return true;
	}
	amount->commodity = cost->amount.commodity;
	if (!cost->is_total) {
		return amount_multiply(posting->quantity, cost->amount.quantity, &amount->quantity);
	}
	amount->quantity = cost->amount.quantity;
	if (amount_sign(posting->quantity) < 0) {
		amount->quantity = amount_negate(amount->quantity);
	}
	return true;
}

/* Adds a posting to the sums of its group; an own amount also says how many decimals count. */
static bool add_posting(struct reader *reader, const struct posting *posting)
{
	struct commodity_sum *own = sum_of(reader, posting->commodity);
	if (own->decimals < posting->quantity.scale) {
		own->decimals = posting->quantity.scale;
	}
	if (posting->cost == NULL) {
		return amount_add(own->total, posting->quantity, &own->total) || report_overflow(reader, posting);
	}
	struct commodity_amount at_cost;
	if (!posting_at_cost(posting, &at_cost)) {
		return report_overflow(reader, posting);
	}
	struct commodity_sum *sum = sum_of(reader, at_cost.commodity);
	return amount_add(sum->total, at_cost.quantity, &sum->total) || report_overflow(reader, posting);
}

static bool add_group(struct reader *reader, struct group *group)
{
	reader->sum_count = 0;
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		const struct posting *posting = &reader->postings[i];
		if (posting->kind != group->kind) {
			continue;
		}
		if (posting->is_inferred) {
			group->missing_count++;
			group->missing = i;
			continue;
		}
		group->has_costs = group->has_costs || posting->cost != NULL;
		if (!add_posting(reader, posting)) {
			return false;
		}
	}
	return true;
}

/* Whether the sum is at most half of its last written decimal. */
static bool is_as_good_as_zero(const struct commodity_sum *sum)
{
	if (sum->total.units == 0) {
		return true;
	}
	/* A commodity that only costs name has no decimals of its own: then the costs' sum is exact. */
	if (sum->total.scale <= sum->decimals) {
		return false;
	}
	int128 half = amount_power_of_ten((unsigned)(sum->total.scale - sum->decimals)) / 2;
	return sum->total.units <= half && sum->total.units >= -half;
}

/* The missing amount: what brings each commodity to zero, in one posting for each. */
static void infer_amounts(struct reader *reader, const struct group *group)
{
	size_t index = group->missing;
	uint32_t zero_commodity = reader->sum_count > 0 ? reader->sums[0].commodity : 0;
	bool is_first = true;
	reader->postings[index].commodity = zero_commodity;
	for (size_t i = 0; i < reader->sum_count; i++) {
		const struct commodity_sum *sum = &reader->sums[i];
		if (sum->total.units == 0) {
			continue;
		}
		struct posting *posting = &reader->postings[index];
		if (!is_first) {
			posting = reader_new_posting(reader);
			*posting = reader->postings[index];
			posting->assertion = NULL;
		}
		posting->quantity = amount_negate(sum->total);
		posting->commodity = sum->commodity;
		is_first = false;
	}
}

/* Exactly two commodities that do not sum to zero, of opposite sign. */
static bool find_conversion(const struct reader *reader, const struct commodity_sum *pair[2])
{
	size_t count = 0;
	for (size_t i = 0; i < reader->sum_count; i++) {
		if (is_as_good_as_zero(&reader->sums[i])) {
			continue;
		}
		if (count == 2) {
			return false;
		}
		pair[count++] = &reader->sums[i];
	}
	return count == 2 && amount_sign(pair[0]->total) == -amount_sign(pair[1]->total);
}

enum { SHARE_DECIMALS_MAXIMUM = 12 };

/* `total` × `part` / `whole`, the last two of one commodity, with up to twelve decimals more than `total` has. */
static bool share_of(struct amount total, struct amount part, struct amount whole, struct amount *share)
{
	uint8_t scale = part.scale > whole.scale ? part.scale : whole.scale;
	if (!amount_rescale(part, scale, &part) || !amount_rescale(whole, scale, &whole)) {
		return false;
	}
	for (uint8_t extra = SHARE_DECIMALS_MAXIMUM + 1; extra-- > 0;) {
		struct amount wide;
		int128 product;
		if (total.scale + extra > AMOUNT_SCALE_MAXIMUM ||
		    !amount_rescale(total, (uint8_t)(total.scale + extra), &wide) ||
		    __builtin_mul_overflow(wide.units, part.units, &product)) {
			continue;
		}
		*share = amount_strip((struct amount){product / whole.units, wide.scale});
		return share->scale >= total.scale || amount_rescale(*share, total.scale, share);
	}
	return false;
}

/* Gives the postings of the first commodity a total cost in the second: each its share, the last one what is left, so
 * that the costs sum exactly. */
static bool infer_costs(struct reader *reader, const struct group *group, const struct commodity_sum *pair[2])
{
	struct amount total = amount_negate(pair[1]->total);
	struct amount given = AMOUNT_ZERO;
	struct amount so_far = AMOUNT_ZERO;
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		struct posting *posting = &reader->postings[i];
		struct amount share;
		struct amount until;
		if (posting->kind != group->kind || posting->commodity != pair[0]->commodity ||
		    posting->quantity.units == 0) {
			continue;
		}
		if (!amount_add(so_far, posting->quantity, &so_far) ||
		    !share_of(total, so_far, pair[0]->total, &until) || !amount_subtract(until, given, &share)) {
			return report_overflow(reader, posting);
		}
		given = until;
		if (amount_sign(posting->quantity) < 0) {
			share = amount_negate(share); /* a total cost has the sign of its posting */
		}
		posting->cost = &reader->costs[i];
		*posting->cost = (struct posting_cost){{share, pair[1]->commodity}, true, true};
	}
	return true;
}

/* `12.00 EUR and -3 USD` of what is left over. */
static struct slice describe_sums(const struct reader *reader)
{
	struct arena *arena = reader->journal->arena;
	struct slice text = SLICE("");
	for (size_t i = 0; i < reader->sum_count; i++) {
		const struct commodity_sum *sum = &reader->sums[i];
		if (is_as_good_as_zero(sum)) {
			continue;
		}
		char number[AMOUNT_TEXT_SIZE];
		struct slice name = journal_commodity(reader->journal, sum->commodity);
		text = arena_format(arena, "%.*s%s%s%s%.*s", SLICE_ARGUMENTS(text), text.size > 0 ? ", " : "",
				    amount_write(sum->total, number), name.size > 0 ? " " : "", SLICE_ARGUMENTS(name));
	}
	return text;
}

static struct slice header_of(const struct transaction *transaction)
{
	return slice_part(transaction->text, 0, slice_find(transaction->text, '\n'));
}

static bool balance_group(struct reader *reader, enum posting_kind kind)
{
	struct group group = {.kind = kind};
	if (!add_group(reader, &group)) {
		return false;
	}
	if (group.missing_count > 1) {
		struct slice name = reader->postings[group.missing].account_text;
		reader_report(reader, FINDING_JOURNAL_AMOUNTS_MISSING, name, name);
		return false;
	}
	if (group.missing_count == 1) {
		infer_amounts(reader, &group);
		return true;
	}
	bool is_balanced = true;
	for (size_t i = 0; i < reader->sum_count && is_balanced; i++) {
		is_balanced = is_as_good_as_zero(&reader->sums[i]);
	}
	const struct commodity_sum *pair[2];
	if (is_balanced) {
		return true;
	}
	if (!group.has_costs && find_conversion(reader, pair)) {
		return infer_costs(reader, &group, pair);
	}
	struct slice header = header_of(&reader->transaction);
	reader_report(reader, FINDING_JOURNAL_UNBALANCED, header, describe_sums(reader));
	return false;
}

/* Virtual postings without an amount are zero. */
static bool has_balanced_virtual(const struct reader *reader)
{
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		if (reader->postings[i].kind == POSTING_BALANCED_VIRTUAL) {
			return true;
		}
	}
	return false;
}

bool reader_balance_transaction(struct reader *reader)
{
	return balance_group(reader, POSTING_REAL) &&
	       (!has_balanced_virtual(reader) || balance_group(reader, POSTING_BALANCED_VIRTUAL));
}
