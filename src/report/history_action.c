/* An action at each commit, by what the ledger says of its envelopes: one in each circle and of each fund that pays. */
#include "report/history_money.h"

#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <stdlib.h>

enum action_column {
	COLUMN_CIRCLE,
	COLUMN_FUND,
	COLUMN_ALLOCATED,
	COLUMN_DECIDED,
	COLUMN_LEFT,
	COLUMN_LEFT_IN_ALL,
	COLUMN_OF_COMMODITY,
	COLUMN_COUNT,
};

static const struct report_column columns[COLUMN_COUNT] = {
    [COLUMN_CIRCLE] = {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_FUND] = {"fund", N_("Fund"), COLUMN_ID, READERS_ALL},
    [COLUMN_ALLOCATED] = {"allocated", N_("Allocated"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_DECIDED] = {"decided", N_("Decided"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_LEFT] = {"left", N_("Left"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_LEFT_IN_ALL] = {"left_in_all", N_("Left in all"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_OF_COMMODITY] = {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

/* What an envelope came to. */
struct envelope {
	struct amount allocated;
	struct amount decided;
	struct slice decisions; /* of the commit being told */
	bool is_touched;        /* by it */
};

struct action_telling {
	const struct history_source *source;
	const struct action *action;
	struct told_history *told;
	struct buffer name;         /* of the posting being sorted */
	struct symbols *accounts;   /* of envelopes */
	struct envelope *envelopes; /* by symbol */
	size_t count;
	size_t capacity;
	struct sparkline *lines[COLUMN_COUNT];
};

/* ---- what an entry means ---- */

/* `+Budget:arles:cafe:drac` for what comes to an envelope from its fund, `-` for what is spent of it. */
static struct slice sort(void *context, struct slice account, struct slice opposite)
{
	struct action_telling *telling = context;
	if (!account_is_below(account, SLICE("Budget")) ||
	    !slice_equal(account_part(account, 2), telling->action->id)) {
		return SLICE("");
	}
	struct slice fund = account_part(account, 3);
	telling->name.size = 0;
	buffer_add_byte(&telling->name, envelope_is_spent(opposite, fund) ? '-' : '+');
	buffer_add(&telling->name, account);
	return buffer_view(&telling->name);
}

/* ---- rows ---- */

static struct envelope *envelope_named(struct action_telling *telling, struct slice account)
{
	uint32_t symbol = symbols_intern(telling->accounts, account);
	if (symbol == telling->count) {
		const struct amount zero = {0, MONEY_SCALE};
		telling->envelopes =
		    memory_grow(telling->envelopes, telling->count, &telling->capacity, sizeof *telling->envelopes);
		telling->envelopes[telling->count++] = (struct envelope){.allocated = zero, .decided = zero};
	}
	return &telling->envelopes[symbol];
}

/* What all envelopes came to. */
static bool find_sum(const struct action_telling *telling, struct envelope *sum)
{
	*sum = (struct envelope){.allocated = {0, MONEY_SCALE}, .decided = {0, MONEY_SCALE}};
	bool fits = true;
	for (size_t i = 0; i < telling->count && fits; i++) {
		fits = amount_add(sum->allocated, telling->envelopes[i].allocated, &sum->allocated) &&
		       amount_add(sum->decided, telling->envelopes[i].decided, &sum->decided);
	}
	return fits;
}

static const struct failure *add_envelope(struct action_telling *telling, const struct walked_commit *commit,
					  struct slice account, const struct envelope *envelope,
					  struct amount left_in_all)
{
	const struct model *model = telling->source->end->model;
	struct slice circle_id = arena_copy(telling->told->table->arena, account_part(account, 1));
	const struct circle *circle = model_find_circle(model, circle_id);
	struct amount left;
	if (!amount_subtract(envelope->allocated, envelope->decided, &left)) {
		return history_too_large();
	}
	struct cell *cells = history_add_row(telling->told, commit, envelope->decisions, SLICE(""));
	cells[COLUMN_CIRCLE] = circle == NULL ? cell_text(circle_id) : cell_circle(circle);
	cells[COLUMN_FUND] = cell_text(arena_copy(telling->told->table->arena, account_part(account, 3)));
	cells[COLUMN_ALLOCATED] = cell_amount(envelope->allocated, SLICE(""));
	cells[COLUMN_DECIDED] = cell_amount(envelope->decided, SLICE(""));
	cells[COLUMN_LEFT] = cell_amount(left, SLICE(""));
	cells[COLUMN_LEFT_IN_ALL] = cell_amount(left_in_all, SLICE(""));
	cells[COLUMN_OF_COMMODITY] = cell_text(model->style.currency);
	return NULL;
}

static const struct failure *add_touched(struct action_telling *telling, const struct walked_commit *commit)
{
	struct envelope sum;
	struct amount left;
	const struct failure *failure = NULL;
	if (!find_sum(telling, &sum) || !amount_subtract(sum.allocated, sum.decided, &left)) {
		return history_too_large();
	}
	for (size_t i = 0; i < telling->count && failure == NULL; i++) {
		if (telling->envelopes[i].is_touched) {
			failure = add_envelope(telling, commit, symbols_name(telling->accounts, (uint32_t)i),
					       &telling->envelopes[i], left);
		}
	}
	sparkline_add(telling->lines[COLUMN_ALLOCATED], sum.allocated);
	sparkline_add(telling->lines[COLUMN_DECIDED], sum.decided);
	sparkline_add(telling->lines[COLUMN_LEFT], left);
	return failure;
}

/* Money available is a credit. */
static void note_change(struct action_telling *telling, const struct balance_change *change)
{
	struct envelope *envelope = envelope_named(telling, slice_from(change->account, 1));
	if (change->account.data[0] == '+') {
		envelope->allocated = amount_negate(change->value);
	} else {
		envelope->decided = change->value;
	}
	envelope->decisions =
	    history_add_decisions(telling->told->table->arena, envelope->decisions, change->decisions);
	envelope->is_touched = true;
}

static const struct failure *tell_step(void *context, const struct balance_step *step)
{
	struct action_telling *telling = context;
	const struct failure *failure = NULL;
	for (size_t i = 0; i < telling->count; i++) {
		telling->envelopes[i].is_touched = false;
		telling->envelopes[i].decisions = SLICE("");
	}
	for (size_t i = 0; i < step->change_count; i++) {
		if (slice_equal(step->changes[i].commodity, telling->source->end->model->style.currency)) {
			note_change(telling, &step->changes[i]);
		}
	}
	if (history_is_within(telling->source->filter, step->commit)) {
		failure = add_touched(telling, step->commit);
	}
	return failure;
}

const struct failure *history_of_action(const struct history_source *source, const struct action *action,
					struct told_history *told)
{
	struct action_telling telling = {.source = source, .action = action, .told = told, .name = BUFFER_EMPTY};
	const struct posting_sorter sorter = {&telling, sort};
	history_open(told, columns, COLUMN_COUNT);
	history_set_title(told, source, _("The action %.*s, in %.*s"), action->id);
	telling.accounts = symbols_new();
	for (size_t i = COLUMN_ALLOCATED; i <= COLUMN_LEFT; i++) {
		telling.lines[i] = history_draw(told, columns[i].heading);
	}
	const struct failure *failure = history_follow_money(source, told, &sorter, tell_step, &telling);
	symbols_free(telling.accounts);
	free(telling.envelopes);
	buffer_free(&telling.name);
	return failure;
}
