#include "decision/sentence.h"

#include "decision/fold.h"
#include "text/buffer.h"

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

static struct slice field_text(struct arena *arena, const struct decision *decision, struct slice name, int language)
{
	static const char *const names[] = {"person", "action", "circle", "fund", "from", "to",     "of",
					    "rule",   "value",  "name",   "year", "role", "status", "here"};
	const struct slice values[] = {party_id(decision),
				       actions_text(arena, decision),
				       circle_id(decision),
				       decision->fund == NULL ? SLICE("?") : decision->fund->id,
				       decision->from,
				       decision->to,
				       decision->of,
				       decision->rule,
				       decision->value,
				       decision->name,
				       arena_format(arena, "%lld", (long long)decision->year),
				       choice_text(role_choices, decision->role, language),
				       choice_text(circle_status_choices, decision->circle_status, language),
				       decision->meeting->circle->id};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (slice_equal(name, slice_of(names[i]))) {
			return values[i];
		}
	}
	return SLICE("?");
}

struct slice decision_sentence(struct arena *arena, const struct decision *decision, int language)
{
	struct buffer text = BUFFER_EMPTY;
	if (decision->kind < 0) {
		return SLICE("?");
	}
	struct slice rest = slice_of(phrases[decision->kind][language == LANGUAGE_FRENCH ? 1 : 0]);
	while (rest.size > 0) {
		size_t open = slice_find(rest, '{');
		size_t close = slice_find(rest, '}');
		buffer_add(&text, slice_part(rest, 0, open));
		if (open < rest.size) {
			buffer_add(&text,
				   field_text(arena, decision, slice_part(rest, open + 1, close - open - 1), language));
		}
		rest = slice_from(rest, open < rest.size ? close + 1 : rest.size);
	}
	struct slice sentence = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return sentence;
}

struct slice decision_label(struct arena *arena, const struct decision *decision, int language)
{
	return decision->title.size > 0 ? decision->title : decision_sentence(arena, decision, language);
}
