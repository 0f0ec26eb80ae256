#include "history/subjects.h"

#include "text/words.h"

void subjects_add(struct arena *arena, struct slice *ids, struct slice id)
{
	*ids = words_add(arena, *ids, ' ', id);
}

static void add_people(struct arena *arena, struct subjects *subjects, struct list people)
{
	for (size_t i = 0; i < people.count; i++) {
		const struct party *person = LIST_AT(people, struct party *, i);
		subjects_add(arena, &subjects->person, person == NULL ? SLICE("") : person->id);
	}
}

static void add_money(struct arena *arena, struct subjects *subjects, const struct decision *decision)
{
	subjects_add(arena, &subjects->fund, decision->fund == NULL ? SLICE("") : decision->fund->id);
	for (size_t i = 0; i < decision->parts.count; i++) {
		const struct fund *fund = LIST_AT(decision->parts, struct part, i).fund;
		subjects_add(arena, &subjects->fund, fund == NULL ? SLICE("") : fund->id);
	}
	if (decision->kind == KIND_REALLOCATE || decision->kind == KIND_SUBSTITUTE) {
		struct slice *moved = decision->kind == KIND_REALLOCATE ? &subjects->action : &subjects->fund;
		subjects_add(arena, moved, decision->from);
		subjects_add(arena, moved, decision->to);
	}
}

struct subjects decision_subjects(struct arena *arena, const struct decision *decision)
{
	struct subjects subjects = {.circle = decision->meeting->circle->id};
	for (size_t i = 0; i < decision->circles.count; i++) {
		const struct circle *circle = LIST_AT(decision->circles, struct circle *, i);
		subjects_add(arena, &subjects.circle, circle == NULL ? SLICE("") : circle->id);
	}
	for (size_t i = 0; i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		subjects_add(arena, &subjects.action, action == NULL ? SLICE("") : action->id);
	}
	subjects_add(arena, &subjects.person, decision->person == NULL ? SLICE("") : decision->person->id);
	subjects_add(arena, &subjects.person, decision->payee == NULL ? SLICE("") : decision->payee->id);
	add_people(arena, &subjects, decision->members);
	add_people(arena, &subjects, decision->stewards);
	add_money(arena, &subjects, decision);
	return subjects;
}
