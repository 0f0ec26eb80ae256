#include "decision/apply_kind.h"

/* Changes no state: findings that it names are shown as notices (src/rule/). */
void apply_regularise(struct fold *fold, struct decision *decision)
{
	(void)fold;
	(void)decision;
}
