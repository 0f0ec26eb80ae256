#include "command/journal_options.h"

#include "command/network_input.h"
#include "report/subject.h"

/* What comes after the day of --at or --today is not known yet. */
static void end_at(const struct run *run, struct filter *filter)
{
	struct date last = run_last_day(run);
	if (date_compare(last, filter->end) < 0) { /* else it has no day after it, or that day is not asked for */
		filter->end = date_add_days(last, 1);
	}
}

/* Fails on a circle, action, fund or person that the network does not have. A journal alone names none. The look of the
 * run stays that of a journal, whose amounts are shown as they stand in it. */
static const struct failure *check_names(const struct run *run)
{
	if (run->general.files.count > 0 || !filter_names_any(&run->filter)) {
		return NULL;
	}
	struct network_input input;
	struct run reading = *run;
	const struct failure *failure = network_input_read(&reading, &input);
	if (failure == NULL) {
		const struct model *const model = input.snapshot->model;
		failure = subject_check_filter(&model, 1, &run->filter);
	}
	network_input_release(&input);
	return failure;
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
	    .is_clipped = options->depth.is_given,
	    .depth = (size_t)options->depth.number,
	};
	const struct failure *failure = check_names(run);
	if (failure == NULL) {
		failure = query_new(filter->patterns.items, filter->patterns.count, &view->query);
	}
	if (failure != NULL) {
		return failure;
	}
	query_take_dates(view->query, &filter->first, &filter->end);
	size_t depth;
	if (query_depth(view->query, &depth)) {
		view->depth = view->is_clipped && view->depth < depth ? view->depth : depth;
		view->is_clipped = true;
	}
	return NULL;
}
