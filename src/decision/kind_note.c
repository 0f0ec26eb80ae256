/* What a field says in a decision of one kind, where that is more than it says in all of them. */
#include "decision/kind.h"

#include "text/translate.h"

/* clang-format off */
static const struct {
	int kind;
	const char *field;
	const char *explanation;
} notes[] = {
	{KIND_FOUND, "Status", N_("emerging (when not said), active, dormant or closed.")},
	{KIND_FOUND, "Place", N_("A third place of its territory.")},
	{KIND_TERRITORY, "Commune", N_("A commune of the territory; those not said belong to it no more.")},
	{KIND_TERRITORY, "Place", N_("A third place of the territory; those not said belong to it no more.")},
	{KIND_JOIN, "Person", N_("Who becomes a member.")},
	{KIND_JOIN, "Place", N_("The third place the person comes for; when not said, the one people.rec says.")},
	{KIND_LEAVE, "Person", N_("Who leaves.")},
	{KIND_LEAVE, "Effective", N_("The first day without the membership, when not the day of the meeting.")},
	{KIND_MANDATE, "Action", N_("An action that the contributor takes charge of.")},
	{KIND_MANDATE, "Effective", N_("The first day of the mandate, when not the day of the meeting.")},
	{KIND_END_MANDATE, "Action", N_("The action that the contributor gives up; all of them when not said.")},
	{KIND_END_MANDATE, "Effective", N_("The first day without the role, when not the day of the meeting.")},
	{KIND_AWARD, "Amount", N_("What is awarded.")},
	{KIND_AWARD, "Circle", N_("A circle that may spend it; any circle when none is said.")},
	{KIND_AWARD, "Action", N_("An action it may be spent on; any action when none is said.")},
	{KIND_AMEND_FUND, "Amount", N_("What is added to what was awarded.")},
	{KIND_AMEND_FUND, "Circle", N_("A circle that may spend it from now on; these replace those said before.")},
	{KIND_AMEND_FUND, "Action", N_("An action it may be spent on from now on; these replace those said before.")},
	{KIND_SHORTFALL, "Amount", N_("What the funder will not pay after all.")},
	{KIND_REPAY, "Amount", N_("What is to be given back.")},
	{KIND_GRANT, "Circle", N_("The circle that receives it.")},
	{KIND_RETURN, "Action", N_("The action that gives back to its circle; without it, the circle gives back to the fund.")},
	{KIND_RETURN, "Circle", N_("The circle that gives back, where the council decides.")},
	{KIND_ALLOCATE, "Action", N_("The action that receives it.")},
	{KIND_REALLOCATE, "From", N_("The action that gives.")},
	{KIND_REALLOCATE, "To", N_("The action that receives.")},
	{KIND_RETRIBUTE, "Person", N_("Who did the work.")},
	{KIND_EXPENSE, "Payee", N_("The supplier, or whoever is refunded.")},
	{KIND_SUBSTITUTE, "Of", N_("The retribution or expense that moves: circle/meeting/number.")},
	{KIND_SUBSTITUTE, "From", N_("The fund that was to pay.")},
	{KIND_SUBSTITUTE, "To", N_("The fund that pays in its place.")},
	{KIND_RULE, "Effective", N_("The day it takes effect; from the next meeting on when not said.")},
	{KIND_CONSORTIUM, "Fund", N_("The fund it carries.")},
	{KIND_CANCEL, "Of", N_("The decision that is undone: circle/meeting/number.")},
	{KIND_REGULARISE, "Of", N_("The decision at fault: circle/meeting/number.")},
};
/* clang-format on */

const char *kind_field_explanation(int kind, const struct field_definition *field)
{
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		if (notes[i].kind == kind && slice_equal(slice_of(notes[i].field), slice_of(field->name))) {
			return notes[i].explanation;
		}
	}
	return field->explanation;
}
