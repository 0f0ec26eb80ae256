#include "command/journal_options.h"

/* `--at DATE` is the state at the end of that day. */
static void end_at(const struct run *run, struct filter *filter)
{
	bool is_day = run->until.days != DATE_MAXIMUM.days;
	if (is_day && date_compare(date_add_days(run->until, 1), filter->end) < 0) {
		filter->end = date_add_days(run->until, 1);
	}
}

const struct failure *view_from_options(const struct run *run, const struct view_options *options,
					struct journal_view *view)
{
	struct filter *filter = arena_new_object(run->arena, struct filter);
	*filter = run->filter;
	end_at(run, filter);
	*view = (struct journal_view){
	    .filter = filter,
	    .is_real_only = options->real,
	    .is_at_cost = options->cost,
	    .is_inverted = options->invert,
	    .is_marked = {options->unmarked, options->pending, options->cleared},
	    .depth = options->depth.is_given ? (size_t)options->depth.number : 0,
	};
	return query_new(filter->patterns.items, filter->patterns.count, &view->query);
}
