#include "decision/apply_kind.h"

static void end_mandates(struct fold *fold, struct decision *decision, struct date date)
{
	struct list indexes = fold->mandates_of[decision->meeting->circle->index];
	for (size_t i = 0; i < indexes.count; i++) {
		struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		if (mandate->person == decision->person) {
			span_end(&mandate->span, date, decision);
		}
	}
}

void apply_leave(struct fold *fold, struct decision *decision)
{
	struct date date = decision_effective(decision);
	struct list indexes = fold->memberships_of[decision->meeting->circle->index];
	for (size_t i = 0; i < indexes.count; i++) {
		struct membership *membership =
		    &LIST_AT(fold->memberships, struct membership, LIST_AT(indexes, uint32_t, i));
		if (membership->person == decision->person) {
			span_end(&membership->span, date, decision);
		}
	}
	end_mandates(fold, decision, date);
}
