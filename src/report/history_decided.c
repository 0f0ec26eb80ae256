#include "report/history_decided.h"

const struct failure *history_follow_decisions(const struct history_source *source, const struct decided_target *target)
{
	struct decided_history *history = NULL;
	const struct decided_step *step = NULL;
	const struct decided_options options = {
	    .repository = source->repository,
	    .tip = source->tip,
	    .root = source->root,
	    .end = source->end,
	    .concerns = target->concerns,
	    .context = target->context,
	    .minds_first_rules = target->minds_first_rules,
	};
	const struct failure *failure = decided_history_new(&options, &history);
	if (failure == NULL) {
		failure = decided_history_next(history, &step);
	}
	while (failure == NULL && step != NULL) {
		target->tell(target->context, step);
		failure = decided_history_next(history, &step);
	}
	decided_history_free(history);
	return failure;
}

bool people_hold(struct list people, struct slice id)
{
	for (size_t i = 0; i < people.count; i++) {
		const struct party *party = LIST_AT(people, struct party *, i);
		if (party != NULL && slice_equal(party->id, id)) {
			return true;
		}
	}
	return false;
}
