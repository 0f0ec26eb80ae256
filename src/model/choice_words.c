#include "model/choice_words.h"

#include "model/choices.h"
#include "model/spoken.h"
#include "text/translate.h"

static const char *const roles[] = {N_("steward"), N_("contributor"), N_("participant"), N_("treasurer"),
				    N_("support"), N_("auditor"),     N_("secretary")};
static const char *const statuses[] = {N_("emerging"), N_("active"), N_("dormant"), N_("closed")};
static const char *const outcomes[] = {N_("adopted"), N_("rejected"), N_("postponed")};
static const char *const modes[] = {N_("consent"), N_("majority"), N_("two thirds"), N_("unanimity")};
static const char *const kinds[] = {
    N_("foundation"),     N_("status"),         N_("territory"),      N_("arrival"),       N_("departure"),
    N_("mandate"),        N_("end of mandate"), N_("action adopted"), N_("action closed"), N_("award"),
    N_("fund amended"),   N_("shortfall"),      N_("repayment"),      N_("fund closed"),   N_("grant"),
    N_("return"),         N_("allocation"),     N_("reallocation"),   N_("retribution"),   N_("expense"),
    N_("substitution"),   N_("rule"),           N_("consortium"),     N_("cancellation"),  N_("regularisation"),
    N_("closing of year")};
static const char *const documents[] = {N_("invoice"), N_("payslip"),    N_("expense claim"),
					N_("receipt"), N_("quote"),      N_("attendance sheet"),
					N_("report"),  N_("photograph"), N_("other evidence")};

/* In the order of the choices. */
static const struct {
	const struct choice *choices;
	const char *const *words;
} known[] = {
    {role_choices, roles}, {circle_status_choices, statuses}, {outcome_choices, outcomes}, {mode_choices, modes},
    {kind_choices, kinds}, {evidence_choices, documents},
};

struct slice choice_shown(const struct choice *choices, int choice)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].choices == choices) {
			return slice_of(_(known[i].words[choice]));
		}
	}
	return word_shown(&choices[choice]);
}

struct slice choices_shown(struct arena *arena, const struct choice *choices, unsigned set)
{
	enum { BITS = 8 * sizeof set };
	struct slice words[BITS];
	size_t count = 0;
	for (int i = 0; i < BITS; i++) {
		if ((set >> i & 1U) != 0) {
			words[count++] = choice_shown(choices, i);
		}
	}
	return arena_join(arena, words, count, SLICE(", "));
}
