#include "report/about.h"

static bool holds_one(struct text_list asked, struct slice ids)
{
	struct slice id;
	while (slice_next_word(&ids, " ", &id)) {
		if (filter_list_accepts(asked, id)) {
			return true;
		}
	}
	return asked.count == 0;
}

bool filter_accepts_subjects(const struct filter *filter, const struct subjects *subjects)
{
	return holds_one(filter->circles, subjects->circle) && holds_one(filter->actions, subjects->action) &&
	       holds_one(filter->funds, subjects->fund) && holds_one(filter->people, subjects->person);
}
