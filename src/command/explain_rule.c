/* `souci explain` for the rules a network or a circle can set. */
#include "command/explainer.h"

#include "model/setting.h"
#include "text/translate.h"

static size_t rule_count(void)
{
	return SETTING_COUNT;
}

static const char *rule_id(size_t row)
{
	return setting_definition((enum setting)row)->name;
}

/* Also by a member of a family: rate.animation is explained as rate. is. */
static bool is_rule_named(size_t row, struct slice name)
{
	struct slice variant;
	return slice_equal(slice_of(rule_id(row)), name) || setting_by_name(name, &variant) == (enum setting)row;
}

static void add_example(struct run *run, const struct setting_definition *rule)
{
	explain_add_paragraph(run, slice_of(_("For example, as a decision:")));
	buffer_format(&run->output, "  Kind: rule\n  Rule: %s%s\n  Value: %s\n", rule->name, rule->example_variant,
		      rule->example);
}

static void explain_rule(struct run *run, size_t row)
{
	const struct setting_definition *rule = setting_definition((enum setting)row);
	explain_add_heading(run, rule->name, NULL);
	explain_add_paragraph(run,
			      slice_of(_("A rule, set in circles/network.rec or by a decision of the kind “rule”.")));
	explain_add_paragraph(run, slice_of(_(rule->explanation)));
	if (rule->fallback != NULL) {
		explain_add_paragraph(run,
				      arena_format(run->arena, _("Unless a rule says otherwise: %s"), rule->fallback));
	}
	if (rule->stricter != 0) {
		explain_add_paragraph(run, slice_of(rule->stricter > 0
							? _("A larger value is stricter: a circle may go "
							    "beyond what a firm rule of the council says.")
							: _("A smaller value is stricter: a circle may "
							    "stay below what a firm rule of the council says.")));
	}
	add_example(run, rule);
}

const struct explainer rule_explainer = {rule_count, rule_id, NULL, is_rule_named, explain_rule};
