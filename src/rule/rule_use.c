/* Rules that most break: one word wrong in a rule, or one line lost, and everybody seems to break it. Such breaches
 * have one cause; those of a rule that most keep each have their own. */
#include "rule/judgement.h"

#include "text/memory.h"

#include <stdlib.h>

static struct rule_use *use_of(struct judgement *judgement, const struct rule_change *rule, enum finding_id id)
{
	struct rule_use *use = judgement->rule_uses[id];
	while (use != NULL && !(use->line == rule->line && use->decision == rule->decision &&
				use->setting == rule->setting && slice_equal(use->variant, rule->variant))) {
		use = use->next;
	}
	if (use == NULL) {
		use = arena_new_object(judgement->arena, struct rule_use);
		*use = (struct rule_use){.setting = rule->setting,
					 .variant = rule->variant,
					 .line = rule->line,
					 .decision = rule->decision,
					 .cause = ++judgement->model->cause_count,
					 .next = judgement->rule_uses[id]};
		judgement->rule_uses[id] = use;
	}
	return use;
}

void rule_is_asked(struct judgement *judgement, const struct rule_change *rule, enum finding_id id)
{
	use_of(judgement, rule, id)->asked++;
}

void blame_rule(struct judgement *judgement, const struct rule_change *rule, struct finding *finding)
{
	struct rule_use *use = use_of(judgement, rule, finding->id);
	use->broken++;
	finding->cause = use->cause;
	if (rule->level == LEVEL_WARNING && finding->severity == SEVERITY_ERROR) {
		finding->severity = SEVERITY_WARNING;
	}
}

void settle_rule_uses(struct judgement *judgement)
{
	bool *is_rare = memory_allocate_zeroed(judgement->model->cause_count + 1, sizeof *is_rare);
	for (size_t id = 0; id < FINDING_COUNT; id++) {
		for (const struct rule_use *use = judgement->rule_uses[id]; use != NULL; use = use->next) {
			is_rare[use->cause] = 2 * use->broken <= use->asked || use->asked == 0;
		}
	}
	for (size_t i = 0; i < findings_count(judgement->findings); i++) {
		struct finding *finding = findings_at(judgement->findings, i);
		finding->cause = is_rare[finding->cause] ? 0 : finding->cause;
	}
	free(is_rare);
}
