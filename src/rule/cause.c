/* Faults that have one cause, such as a member whom a founding forgot: the first is told, and those that follow are
 * mended with it. What the council acknowledged does not stand for later faults, though. */
#include "rule/families.h"

#include "text/memory.h"
#include "text/symbols.h"

bool is_regularised(const struct judgement *judgement, const struct decision *decision)
{
	for (size_t i = 0; decision != NULL && i < judgement->regularised.count; i++) {
		if (slice_equal(LIST_AT(judgement->regularised, struct slice, i), decision->reference)) {
			return true;
		}
	}
	return false;
}

static bool is_told_for(struct judgement *judgement, const struct decision *decision, struct slice cause)
{
	uint32_t known = symbols_count(judgement->causes);
	uint32_t symbol = symbols_intern(judgement->causes, cause);
	if (symbol == known) {
		judgement->cause_decisions = memory_grow(judgement->cause_decisions, known, &judgement->cause_capacity,
							 sizeof(const struct decision *));
		judgement->cause_decisions[symbol] = decision;
		return false;
	}
	bool follows =
	    !is_regularised(judgement, judgement->cause_decisions[symbol]) && !is_regularised(judgement, decision);
	judgement->cause_decisions[symbol] = follows ? judgement->cause_decisions[symbol] : decision;
	return follows;
}

bool membership_is_told(struct judgement *judgement, const struct decision *decision, const struct circle *circle,
			const struct party *person)
{
	return is_told_for(judgement, decision,
			   arena_format(judgement->arena, "member %.*s %.*s", SLICE_ARGUMENTS(circle->id),
					SLICE_ARGUMENTS(person->id)));
}

bool mandate_is_told(struct judgement *judgement, const struct decision *decision, const struct party *person,
		     const struct action *action)
{
	return is_told_for(judgement, decision,
			   arena_format(judgement->arena, "mandate %.*s %.*s %.*s",
					SLICE_ARGUMENTS(decision->meeting->circle->id), SLICE_ARGUMENTS(person->id),
					SLICE_ARGUMENTS(action->id)));
}

static struct slice programme_cause(struct judgement *judgement, const struct circle *circle,
				    const struct action *action)
{
	return arena_format(judgement->arena, "programme %.*s %.*s", SLICE_ARGUMENTS(circle->id),
			    SLICE_ARGUMENTS(action->id));
}

bool action_is_told_unadopted(struct judgement *judgement, const struct circle *circle, const struct action *action)
{
	struct list adoptions = judgement->fold->adoptions;
	for (size_t i = 0; i < adoptions.count; i++) {
		if (LIST_AT(adoptions, struct adoption, i).action == action) {
			return false;
		}
	}
	return symbols_find(judgement->causes, programme_cause(judgement, circle, action)) != SYMBOL_NONE;
}

bool programme_is_told(struct judgement *judgement, const struct decision *decision, const struct circle *circle,
		       const struct action *action)
{
	return is_told_for(judgement, decision, programme_cause(judgement, circle, action));
}

bool eligibility_is_told(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
			 enum record_type type, struct slice id)
{
	return is_told_for(judgement, decision,
			   arena_format(judgement->arena, "fund %.*s %d %.*s", SLICE_ARGUMENTS(fund->id), (int)type,
					SLICE_ARGUMENTS(id)));
}
