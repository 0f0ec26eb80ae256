#include "history/fact_collector.h"

#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

/* To add a kind: a row here, and the function that collects its facts. Phrases stand below the name of the circle that
 * they are about, or of the network. */
const struct fact_kind fact_kinds[] = {
    {"network",
     collect_network,
     {N_("the network is described"), "", NULL, N_("the network is described no more")},
     false},
    {"person",
     collect_people,
     {N_("{name} is added to the people"), "", NULL, N_("{name} is taken off the people")},
     false},
    {"party",
     collect_parties,
     {N_("{name} is added to the parties"), "", NULL, N_("{name} is taken off the parties")},
     false},
    {"place",
     collect_places,
     {N_("{name} is added to the places"), "", NULL, N_("{name} is taken off the places")},
     false},
    {"fund",
     collect_funds,
     {N_("the fund {name} is described"), "", NULL, N_("the fund {name} is described no more")},
     false},
    {"circle",
     collect_circles,
     {N_("the circle {name} is described"), "", NULL, N_("the circle {name} is described no more")},
     false},
    {"status",
     collect_statuses,
     {N_("the circle is {after}"), N_("the circle was {before} and is {after}"), NULL,
      N_("the circle was {before} and is founded no more")},
     false},
    {"territory",
     collect_territories,
     {N_("{name} comes into the territory"), "", NULL, N_("{name} leaves the territory")},
     false},
    {"member",
     collect_members,
     {N_("{person} is a member {after}"), N_("{person} is a member {after}, and no longer {before}"),
      N_("{person} is no longer a member after {end}"), N_("{person} is no longer a member {before}")},
     false},
    {"mandate",
     collect_mandates,
     {N_("{person} is {name} {after}"), N_("{person} is {name} {after}, and no longer {before}"),
      N_("{person} is no longer {name} after {end}"), N_("{person} is no longer {name} {before}")},
     false},
    {"programme",
     collect_programme,
     {N_("{action} is in the programme {after}"), N_("{action} is in the programme {after}, and no longer {before}"),
      N_("{action} is no longer in the programme after {end}"), N_("{action} is no longer in the programme {before}")},
     false},
    {"action",
     collect_actions,
     {N_("the action {name} is described"), "", NULL, N_("the action {name} is described no more")},
     false},
    {"rule",
     collect_rules,
     {N_("the rule {name} is set to {after}"), N_("the rule {name} goes from {before} to {after}"), NULL,
      N_("the rule {name} was {before} and is set no more")},
     false},
    {"consortium",
     collect_consortiums,
     {N_("the consortium {name} stands {after}: {label}"),
      N_("the consortium {name} stands {after}, and no longer {before}"), N_("the consortium {name} ends after {end}"),
      N_("the consortium {name} no longer stands {before}")},
     false},
    {"award", collect_awards, {"", N_("the award of {fund} goes from {before} to {after}"), NULL, ""}, true},
    {"terms",
     collect_terms,
     {N_("the fund {fund} may be spent {after}"), N_("the fund {fund} may be spent {after}, and no longer {before}"),
      NULL, N_("the fund {fund} may no longer be spent only {before}")},
     false},
    {"closed-fund",
     collect_closed_funds,
     {N_("the fund {fund} is closed"), "", NULL, N_("the fund {fund} is open again")},
     false},
    {"closed-year",
     collect_years,
     {N_("the year {name} is closed"), "", NULL, N_("the year {name} is open again")},
     false},
    {"envelope", collect_envelopes, {"", N_("{name}, fund {fund}, goes from {before} to {after}"), NULL, ""}, true},
    {"contribution",
     collect_contributions,
     {N_("{person} recorded {name}: {label}"), "", NULL, N_("the contribution {name} is gone: {label}")},
     false},
    {"meeting",
     collect_meetings,
     {N_("the meeting {name} is {after}"), N_("the meeting {name} was {before} and is {after}"), NULL,
      N_("the meeting {name} is gone; it was {before}")},
     false},
    {"minutes", collect_minutes, {"", "", NULL, ""}, false},
    {"decision",
     collect_decisions,
     {N_("the decision {name} is {after}: {label}"), N_("the decision {name} was {before} and is {after}: {label}"),
      NULL, N_("the decision {name} is gone; it was {before}: {label}")},
     false},
    {"account", collect_accounts, {"", N_("the account {name} goes from {before} to {after}"), NULL, ""}, true},
    {.name = NULL},
};

struct fact *fact_add(struct fact_collector *collector, const struct circle *circle, struct slice key)
{
	collector->facts =
	    memory_grow(collector->facts, collector->count, &collector->capacity, sizeof *collector->facts);
	struct fact *fact = &collector->facts[collector->count++];
	*fact =
	    (struct fact){.kind = collector->kind, .about.circle = circle == NULL ? SLICE("") : circle->id, .key = key};
	return fact;
}

void fact_say(struct fact *fact, struct slice value)
{
	fact->value = value;
	fact->shown = value;
}

bool fact_is_told(const struct fact_collector *collector, const struct span *span)
{
	return date_compare(span->from, span->until) < 0 && date_compare(span->from, collector->until) <= 0;
}

void fact_last(struct fact_collector *collector, struct fact *fact, const struct span *span)
{
	struct arena *arena = collector->arena;
	struct slice from = date_text(arena, span->from);
	fact->has_end = span->until.days != DATE_MAXIMUM.days;
	fact->end = fact->has_end ? date_text(arena, date_add_days(span->until, -1)) : SLICE("");
	fact->value = arena_format(arena, "%.*s..%.*s", SLICE_ARGUMENTS(from), SLICE_ARGUMENTS(fact->end));
	fact->shown = fact->has_end ? arena_format(arena, _("from %.*s to %.*s"), SLICE_ARGUMENTS(from),
						   SLICE_ARGUMENTS(fact->end))
				    : arena_format(arena, _("from %.*s on"), SLICE_ARGUMENTS(from));
	fact->decision = span->ended == NULL ? span->since->reference : span->ended->reference;
}

int fact_compare(const struct fact *a, const struct fact *b)
{
	int order = slice_compare(a->about.circle, b->about.circle);
	if (order == 0) {
		order = (a->kind > b->kind) - (a->kind < b->kind);
	}
	if (order == 0) {
		order = slice_compare(a->key, b->key);
	}
	return order != 0 ? order : (a->nth > b->nth) - (a->nth < b->nth);
}

static int compare_facts(const void *left, const void *right)
{
	return fact_compare(left, right);
}

/* Facts with the same key were numbered in the order they were found; among those of one key that number is made to
 * begin at 0. */
static void number_alike(struct fact *facts, size_t count)
{
	size_t first = 0;
	for (size_t i = 1; i < count; i++) {
		bool is_alike = facts[i].kind == facts[first].kind &&
				slice_equal(facts[i].about.circle, facts[first].about.circle) &&
				slice_equal(facts[i].key, facts[first].key);
		first = is_alike ? first : i;
		facts[i].nth = i - first;
	}
	if (count > 0) {
		facts[0].nth = 0;
	}
}

static struct fact_list collect(struct fact_collector *collector)
{
	for (const struct fact_kind *kind = fact_kinds; kind->name != NULL; kind++) {
		collector->kind = kind;
		kind->collect(collector);
	}
	struct fact_list list = {arena_new_array(collector->arena, struct fact, collector->count), collector->count};
	if (list.count > 0) {
		memcpy(list.facts, collector->facts, list.count * sizeof *list.facts);
	}
	for (size_t i = 0; i < list.count; i++) {
		list.facts[i].nth = i;
	}
	if (list.count > 1) {
		qsort(list.facts, list.count, sizeof *list.facts, compare_facts);
	}
	number_alike(list.facts, list.count);
	free(collector->facts);
	return list;
}

struct fact_list facts_of_network(struct arena *arena, struct snapshot *snapshot, struct date until)
{
	struct findings *unheard = findings_new();
	struct fold *fold = snapshot_fold(snapshot, until);
	struct list generated = generate(snapshot->arena, fold);
	struct books *books = books_read(snapshot->source, generated, unheard);
	struct fact_collector collector = {
	    .arena = arena,
	    .fold = fold,
	    .model = snapshot->model,
	    .journal = books_journal(books),
	    .until = until,
	};
	struct fact_list list = collect(&collector);
	books_free(books);
	fold_free(fold);
	findings_free(unheard);
	return list;
}
