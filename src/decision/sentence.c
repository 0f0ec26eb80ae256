#include "decision/sentence.h"

#include "decision/fold.h"
#include "text/phrase.h"

/* {person} stands for the person or payee, {action}, {circle} and {fund} for what the decision names, {from}, {to},
 * {of}, {rule}, {value}, {name}, {year}, {role} and {status} for the fields of those names. These phrases are part of
 * format 1 of generated journals: they are not translated by catalogues, which a machine may lack. */
static const char *const phrases[KIND_COUNT][2] = {
    [KIND_FOUND] = {"Foundation of {here}", "Fondation de {here}"},
    [KIND_STATUS] = {"{here} becomes {status}", "{here} passe au statut {status}"},
    [KIND_TERRITORY] = {"New territory of {here}", "Nouveau territoire de {here}"},
    [KIND_JOIN] = {"{person} joins", "Arrivée de {person}"},
    [KIND_LEAVE] = {"{person} leaves", "Départ de {person}"},
    [KIND_MANDATE] = {"{person} becomes {role}", "Mandat de {role} pour {person}"},
    [KIND_END_MANDATE] = {"{person} is no longer {role}", "Fin du mandat de {role} de {person}"},
    [KIND_ADOPT_ACTION] = {"Adoption of {action}", "Adoption de {action}"},
    [KIND_CLOSE_ACTION] = {"Closing of {action}", "Clôture de {action}"},
    [KIND_AWARD] = {"Award of {fund}", "Attribution de {fund}"},
    [KIND_AMEND_FUND] = {"Amendment of {fund}", "Avenant à {fund}"},
    [KIND_SHORTFALL] = {"Shortfall of {fund}", "Minoration de {fund}"},
    [KIND_REPAY] = {"Repayment of {fund} to its funder", "Reversement de {fund} à son financeur"},
    [KIND_CLOSE_FUND] = {"Closing of {fund}", "Clôture de {fund}"},
    [KIND_GRANT] = {"Grant to {circle}", "Dotation à {circle}"},
    [KIND_RETURN] = {"Return of money", "Retour de crédits"},
    [KIND_ALLOCATE] = {"Allocation to {action}", "Affectation à {action}"},
    [KIND_REALLOCATE] = {"Reallocation from {from} to {to}", "Réaffectation de {from} vers {to}"},
    [KIND_RETRIBUTE] = {"Retribution of {person} for {action}", "Rétribution de {person} pour {action}"},
    [KIND_EXPENSE] = {"Expense to {person} for {action}", "Dépense à {person} pour {action}"},
    [KIND_SUBSTITUTE] = {"Cost of {of} moves from {from} to {to}", "Le coût de {of} passe de {from} à {to}"},
    [KIND_RULE] = {"Rule {rule} becomes {value}", "La règle {rule} devient {value}"},
    [KIND_CONSORTIUM] = {"Consortium {name}", "Consortium {name}"},
    [KIND_CANCEL] = {"Cancellation of {of}", "Annulation de {of}"},
    [KIND_REGULARISE] = {"Regularisation of {of}", "Régularisation de {of}"},
    [KIND_CLOSE_YEAR] = {"Closing of the year {year}", "Clôture de l'exercice {year}"},
};

static struct slice party_id(const struct decision *decision)
{
	const struct party *party = decision->kind == KIND_EXPENSE ? decision->payee : decision->person;
	return party == NULL ? SLICE("?") : party->id;
}

static struct slice choice_text(const struct choice *choices, int choice, int language)
{
	if (choice < 0) {
		return SLICE("?");
	}
	return slice_of(language == LANGUAGE_FRENCH ? choices[choice].french : choices[choice].name);
}

static struct slice actions_text(struct arena *arena, const struct decision *decision)
{
	struct slice *ids = arena_new_array(arena, struct slice, decision->actions.count);
	for (size_t i = 0; i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		ids[i] = action == NULL ? SLICE("?") : action->id;
	}
	return arena_join(arena, ids, decision->actions.count, SLICE(", "));
}

static struct slice circle_id(const struct decision *decision)
{
	const struct circle *circle =
	    decision->circles.count == 0 ? NULL : LIST_AT(decision->circles, struct circle *, 0);
	return circle == NULL ? SLICE("?") : circle->id;
}

struct slice decision_sentence(struct arena *arena, const struct decision *decision, int language)
{
	if (decision->kind < 0) {
		return SLICE("?");
	}
	const struct phrase_value values[] = {
	    {"person", party_id(decision)},
	    {"action", actions_text(arena, decision)},
	    {"circle", circle_id(decision)},
	    {"fund", decision->fund == NULL ? SLICE("?") : decision->fund->id},
	    {"from", decision->from},
	    {"to", decision->to},
	    {"of", decision->of},
	    {"rule", decision->rule},
	    {"value", decision->value},
	    {"name", decision->name},
	    {"year", arena_format(arena, "%lld", (long long)decision->year)},
	    {"role", choice_text(role_choices, decision->role, language)},
	    {"status", choice_text(circle_status_choices, decision->circle_status, language)},
	    {"here", decision->meeting->circle->id},
	};
	struct slice phrase = slice_of(phrases[decision->kind][language == LANGUAGE_FRENCH ? 1 : 0]);
	return phrase_fill(arena, phrase, values, sizeof values / sizeof *values);
}

struct slice decision_label(struct arena *arena, const struct decision *decision, int language)
{
	return decision->title.size > 0 ? decision->title : decision_sentence(arena, decision, language);
}
