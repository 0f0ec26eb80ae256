#include "report/journal_view.h"

enum { PARTS_MAXIMUM = 4 };

static bool is_any_mark_asked(const struct journal_view *view)
{
	return view->is_marked[ENTRY_UNMARKED] || view->is_marked[ENTRY_PENDING] || view->is_marked[ENTRY_CLEARED];
}

bool view_is_choosy(const struct journal_view *view)
{
	const struct filter *filter = view->filter;
	return query_is_choosy(view->query) || view->is_real_only || is_any_mark_asked(view) ||
	       filter->first.days != DATE_MINIMUM.days || filter->end.days != DATE_MAXIMUM.days ||
	       filter_names_any(filter);
}

bool view_is_open(const struct journal_view *view)
{
	return !view_is_choosy(view) && !view->is_at_cost && !view->is_inverted && !view->is_clipped &&
	       view->filter->interval == INTERVAL_NONE;
}

/* The parts of an account between its colons; returns how many, at most PARTS_MAXIMUM. */
static size_t split_account(struct slice name, struct slice parts[PARTS_MAXIMUM])
{
	size_t count = 0;
	while (count < PARTS_MAXIMUM) {
		size_t colon = slice_find(name, ':');
		parts[count++] = slice_part(name, 0, colon);
		if (colon == name.size) {
			break;
		}
		name = slice_from(name, colon + 1);
	}
	return count;
}

/* Where the network's accounts name what a filter asks for: the place of each in `Budget:<circle>:<action>:<fund>`. */
struct account_shape {
	const char *first;
	const char *second; /* NULL: anything, it has a meaning */
	size_t circle;      /* 0: not named */
	size_t action;
	size_t fund;
	size_t person;
};

static const struct account_shape shapes[] = {
    {"Budget", NULL, 1, 2, 3, 0},
    {"Funds", NULL, 0, 0, 1, 0},
    {"Due", NULL, 0, 0, 2, 1},
    {"Assets", "Receivable", 0, 0, 2, 0},
};

static bool accepts_part(struct text_list list, const struct slice *parts, size_t count, size_t place)
{
	return list.count == 0 || (place > 0 && place < count && filter_list_accepts(list, parts[place]));
}

static bool accepts_account(const struct filter *filter, struct slice account)
{
	struct slice parts[PARTS_MAXIMUM];
	size_t count = split_account(account, parts);
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		const struct account_shape *shape = &shapes[i];
		if (slice_equal(parts[0], slice_of(shape->first)) &&
		    (shape->second == NULL || (count > 1 && slice_equal(parts[1], slice_of(shape->second))))) {
			return accepts_part(filter->circles, parts, count, shape->circle) &&
			       accepts_part(filter->actions, parts, count, shape->action) &&
			       accepts_part(filter->funds, parts, count, shape->fund) &&
			       accepts_part(filter->people, parts, count, shape->person);
		}
	}
	return false;
}

bool view_accepts_undated(const struct journal_view *view, const struct journal *journal, const struct posting *posting)
{
	if (view->is_real_only && posting->kind != POSTING_REAL) {
		return false;
	}
	if (is_any_mark_asked(view) && !view->is_marked[posting->mark]) {
		return false;
	}
	if (filter_names_any(view->filter) &&
	    !accepts_account(view->filter, journal_account(journal, posting->account))) {
		return false;
	}
	return query_accepts(view->query, journal, posting);
}

bool view_accepts(const struct journal_view *view, const struct journal *journal, const struct posting *posting)
{
	return filter_accepts_date(view->filter, posting->date) && view_accepts_undated(view, journal, posting);
}

bool view_amount(const struct journal_view *view, const struct posting *posting, struct commodity_amount *amount)
{
	*amount = (struct commodity_amount){posting->quantity, posting->commodity};
	if (view->is_at_cost && !posting_at_cost(posting, amount)) {
		return false;
	}
	if (view->is_inverted) {
		amount->quantity = amount_negate(amount->quantity);
	}
	return true;
}

struct slice view_account(const struct journal_view *view, struct slice name)
{
	if (!view->is_clipped) {
		return name;
	}
	if (view->depth == 0) {
		return SLICE("...");
	}
	size_t colons = 0;
	for (size_t i = 0; i < name.size; i++) {
		colons += name.data[i] == ':';
		if (colons == view->depth) {
			return slice_part(name, 0, i);
		}
	}
	return name;
}
