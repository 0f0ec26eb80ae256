/* souci history: an account, an envelope or a fund at each commit that changed it. */
#include "history/balance_history.h"

#include "command/general_options.h"
#include "command/network_input.h"
#include "command/row_output.h"
#include "history/commit_words.h"
#include "report/subject.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

struct history_options {
	struct filter_options choices;
};

#define MEMBER(member) offsetof(struct history_options, member)

static const struct option history_options[] = {
    {"from", 0, OPTION_TEXT, "DATE", NULL, N_("from this day on, or from the start of a month, quarter or year"),
     MEMBER(choices.from)},
    {"to", 0, OPTION_TEXT, "DATE", NULL, N_("up to this day (included), or to the end of a month, quarter or year"),
     MEMBER(choices.to)},
    {"period", 0, OPTION_TEXT, "PERIOD", NULL, N_("within a period: 2024, 2024-Q2, 2024-04 or 2024-04-11"),
     MEMBER(choices.period)},
    {.name = NULL},
};

static const struct option_group history_option_group = {N_("Options of history"), history_options,
							 sizeof(struct history_options)};

enum {
	COLUMN_COMMIT,
	COLUMN_SHORT,
	COLUMN_DAY,
	COLUMN_AUTHOR,
	COLUMN_ACCOUNT,
	COLUMN_VALUE,
	COLUMN_CHANGE,
	COLUMN_COMMODITY,
	COLUMN_DECISIONS,
	COLUMN_NOTE,
	COLUMN_COUNT
};

static const struct {
	const char *name;
	const char *heading;
	enum column_kind kind;
	enum column_readers readers;
	size_t width;
} columns[COLUMN_COUNT] = {
    [COLUMN_COMMIT] = {"commit", "", COLUMN_ID, READERS_MACHINES, 0},
    [COLUMN_SHORT] = {"", N_("Commit"), COLUMN_ID, READERS_PEOPLE, 10},
    [COLUMN_DAY] = {"date", N_("Date"), COLUMN_DATE, READERS_ALL, 10},
    [COLUMN_AUTHOR] = {"author", N_("Author"), COLUMN_TEXT, READERS_ALL, 16},
    [COLUMN_ACCOUNT] = {"account", N_("Account"), COLUMN_ID, READERS_ALL, 40},
    [COLUMN_VALUE] = {"value", N_("Value"), COLUMN_AMOUNT, READERS_ALL, 16},
    [COLUMN_CHANGE] = {"change", N_("Change"), COLUMN_AMOUNT, READERS_ALL, 16},
    [COLUMN_COMMODITY] = {"commodity", "", COLUMN_ID, READERS_MACHINES, 0},
    [COLUMN_DECISIONS] = {"decisions", N_("Decisions"), COLUMN_ID, READERS_ALL, 30},
    [COLUMN_NOTE] = {"note", N_("Note"), COLUMN_TEXT, READERS_ALL, 30},
};

/* What is followed, and its value so far. */
struct following {
	struct run *run;
	struct balance_history *history;
	struct row_output rows;
	struct filter filter;
	struct slice account; /* the name; empty: each account of the ledger by itself */
	bool is_credit;       /* shown the natural way round: money available is a credit */
	bool is_met;
	struct list values; /* struct commodity_value */
	size_t value_capacity;
	struct list drawn; /* struct amount: of the first commodity, row by row */
	size_t drawn_capacity;
};

struct commodity_value {
	struct slice commodity;
	struct amount value;
	struct amount change; /* by the commit being told */
	struct slice decisions;
};

/* ---- what is asked for ---- */

/* `ledger`, an account, `circle/action[/fund]`, or the id of a fund. */
static void read_target(struct following *following, struct slice target)
{
	struct arena *arena = following->run->arena;
	if (slice_equal(target, SLICE("ledger"))) {
		following->account = SLICE("");
		return;
	}
	struct slice account = arena_copy(arena, target);
	if (slice_find(target, '/') < target.size && slice_find(target, ':') == target.size) {
		char *bytes = (char *)arena_format(arena, "Budget:%.*s", SLICE_ARGUMENTS(target)).data;
		for (char *slash = strchr(bytes, '/'); slash != NULL; slash = strchr(slash, '/')) {
			*slash = ':';
		}
		account = slice_of(bytes);
		following->is_credit = true;
	}
	following->account = account;
}

static bool is_followed(const struct following *following, struct slice account)
{
	struct slice asked = following->account;
	return slice_starts_with(account, asked) && (account.size == asked.size || account.data[asked.size] == ':');
}

/* ---- rows ---- */

static bool is_within_days(const struct following *following, struct date day)
{
	return day.days >= following->filter.first.days && day.days < following->filter.end.days;
}

static void add_row(struct following *following, const struct walked_commit *commit, struct slice account,
		    const struct balance_change *change)
{
	struct arena *arena = following->run->arena;
	struct date day = day_of_time(commit->text.author.time);
	char id[GIT_OID_HEXSZ + 1];
	enum { ABBREVIATED = 10 };
	if (!is_within_days(following, day)) {
		return;
	}
	struct slice whole = arena_copy(arena, slice_of(git_oid_tostr(id, sizeof id, &commit->id)));
	struct slice author = arena_copy(arena, commit_words(arena, commit->text.author.name, SLICE("")));
	struct cell cells[COLUMN_COUNT] = {
	    [COLUMN_COMMIT] = cell_text(whole),
	    [COLUMN_SHORT] = cell_text(slice_part(whole, 0, ABBREVIATED)),
	    [COLUMN_DAY] = cell_date(day),
	    [COLUMN_AUTHOR] = cell_text(author),
	    [COLUMN_ACCOUNT] = cell_text(arena_copy(arena, account)),
	    [COLUMN_VALUE] = cell_empty(),
	    [COLUMN_CHANGE] = cell_empty(),
	    [COLUMN_COMMODITY] = cell_empty(),
	    [COLUMN_DECISIONS] = cell_empty(),
	    [COLUMN_NOTE] = cell_empty(),
	};
	if (change == NULL) {
		cells[COLUMN_NOTE] = cell_text(slice_of(_("the ledger of this commit could not be read")));
	} else {
		struct slice commodity = arena_copy(arena, change->commodity);
		bool is_turned = following->is_credit;
		cells[COLUMN_VALUE] = cell_amount(is_turned ? amount_negate(change->value) : change->value, commodity);
		cells[COLUMN_CHANGE] =
		    cell_amount(is_turned ? amount_negate(change->change) : change->change, commodity);
		cells[COLUMN_COMMODITY] = cell_text(commodity);
		cells[COLUMN_DECISIONS] =
		    change->decisions.size == 0 ? cell_empty() : cell_text(arena_copy(arena, change->decisions));
	}
	row_output_add(&following->rows, cells);
}

static struct commodity_value *find_value(struct following *following, struct slice commodity)
{
	for (size_t i = 0; i < following->values.count; i++) {
		struct commodity_value *value = &LIST_AT(following->values, struct commodity_value, i);
		if (slice_equal(value->commodity, commodity)) {
			return value;
		}
	}
	struct commodity_value *items =
	    memory_grow(following->values.items, following->values.count, &following->value_capacity, sizeof *items);
	following->values.items = items;
	struct commodity_value *added = &items[following->values.count++];
	*added = (struct commodity_value){.commodity = arena_copy(following->run->arena, commodity),
					  .value = AMOUNT_ZERO,
					  .change = AMOUNT_ZERO,
					  .decisions = SLICE("")};
	return added;
}

static void draw(struct following *following, struct amount value)
{
	struct amount *items =
	    memory_grow(following->drawn.items, following->drawn.count, &following->drawn_capacity, sizeof *items);
	items[following->drawn.count++] = following->is_credit ? amount_negate(value) : value;
	following->drawn.items = items;
}

/* The sum of the accounts followed, commodity by commodity. */
static const struct failure *tell_sum(struct following *following, const struct balance_step *step)
{
	for (size_t i = 0; i < step->change_count; i++) {
		const struct balance_change *change = &step->changes[i];
		if (!is_followed(following, change->account)) {
			continue;
		}
		following->is_met = true;
		struct commodity_value *value = find_value(following, change->commodity);
		if (!amount_add(value->value, change->change, &value->value) ||
		    !amount_add(value->change, change->change, &value->change)) {
			return failure_new(_("an amount of the history is too large"));
		}
		value->decisions = value->decisions.size > 0 ? value->decisions : change->decisions;
	}
	for (size_t i = 0; i < following->values.count; i++) {
		struct commodity_value *value = &LIST_AT(following->values, struct commodity_value, i);
		if (amount_sign(value->change) != 0) {
			const struct balance_change told = {following->account, value->commodity, value->value,
							    value->change, value->decisions};
			add_row(following, step->commit, following->account, &told);
			if (i == 0) {
				draw(following, value->value);
			}
		}
		value->change = AMOUNT_ZERO;
		value->decisions = SLICE("");
	}
	return NULL;
}

static const struct failure *tell_step(struct following *following, const struct balance_step *step)
{
	if (!step->is_readable) {
		add_row(following, step->commit, following->account, NULL);
		return NULL;
	}
	if (following->account.size > 0) {
		return tell_sum(following, step);
	}
	following->is_met = true;
	for (size_t i = 0; i < step->change_count; i++) {
		add_row(following, step->commit, step->changes[i].account, &step->changes[i]);
	}
	return NULL;
}

/* ---- a line of blocks ---- */

/* Where a value lies between the least and the most, in eighths. */
static size_t height_of(struct amount value, struct amount least, struct amount most)
{
	enum { HEIGHTS = 8 };
	struct amount range;
	struct amount above;
	uint8_t scale = value.scale > most.scale ? value.scale : most.scale;
	scale = least.scale > scale ? least.scale : scale;
	if (!amount_subtract(most, least, &range) || !amount_subtract(value, least, &above) ||
	    !amount_rescale(range, scale, &range) || !amount_rescale(above, scale, &above) || range.units == 0) {
		return 0;
	}
	bool is_small = range.units < amount_power_of_ten(AMOUNT_DIGITS_MAXIMUM - 1) / HEIGHTS;
	return (size_t)(is_small ? above.units * (HEIGHTS - 1) / range.units
				 : above.units / (range.units / (HEIGHTS - 1) + 1));
}

static void add_sparkline(struct following *following)
{
	static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	enum { WIDTH = 60 };
	const struct amount *drawn = following->drawn.items;
	size_t count = following->drawn.count;
	if (count < 2) {
		return;
	}
	struct amount least = drawn[0];
	struct amount most = drawn[0];
	for (size_t i = 1; i < count; i++) {
		least = amount_compare(drawn[i], least) < 0 ? drawn[i] : least;
		most = amount_compare(drawn[i], most) > 0 ? drawn[i] : most;
	}
	size_t width = count < WIDTH ? count : WIDTH;
	buffer_add_byte(&following->run->output, '\n');
	for (size_t i = 0; i < width; i++) {
		struct amount value = drawn[(i + 1) * count / width - 1];
		buffer_add(&following->run->output, slice_of(blocks[height_of(value, least, most)]));
	}
	buffer_add_byte(&following->run->output, '\n');
}

/* ---- the command ---- */

static const struct failure *tell_all(struct following *following, struct slice target)
{
	const struct balance_step *step = NULL;
	const struct failure *failure = balance_history_next(following->history, &step);
	while (failure == NULL && step != NULL) {
		failure = tell_step(following, step);
		if (failure == NULL) {
			failure = balance_history_next(following->history, &step);
		}
	}
	if (failure != NULL || following->is_met) {
		return failure;
	}
	struct slice nearest = balance_history_nearest(following->history, following->account);
	return nearest.size == 0 ? failure_new(_("no commit ever had an account “%.*s”"), SLICE_ARGUMENTS(target))
				 : failure_new(_("no commit ever had an account “%.*s”; did you mean “%.*s”?"),
					       SLICE_ARGUMENTS(target), SLICE_ARGUMENTS(nearest));
}

static const struct failure *follow(struct following *following, git_repository *repository)
{
	struct run *run = following->run;
	struct commit_range range;
	struct slice root = SLICE("");
	const struct failure *failure = commit_range_read(run->arena, repository, run->general.at, &range);
	if (failure == NULL) {
		failure = run_find_prefix(run, repository, &root);
	}
	if (failure == NULL) {
		repository_verify_objects(false);
		failure = balance_history_new(repository, &range.tips[0], root, &following->history);
	}
	if (failure == NULL) {
		failure = tell_all(following, run->arguments[0]);
	}
	balance_history_free(following->history);
	return failure;
}

/* People need not be told again which account they asked for. */
static const struct stream_column *make_columns(struct arena *arena, bool is_one_account)
{
	struct stream_column *made = arena_new_array(arena, struct stream_column, COLUMN_COUNT);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		const char *heading = columns[i].heading[0] == '\0' ? "" : _(columns[i].heading);
		made[i] = (struct stream_column){
		    {slice_of(columns[i].name), slice_of(heading), columns[i].kind, columns[i].readers},
		    columns[i].width};
	}
	made[COLUMN_ACCOUNT].column.readers = is_one_account ? READERS_MACHINES : READERS_ALL;
	return made;
}

static const struct failure *run_history(struct run *run)
{
	const struct history_options *options = run->options;
	git_repository *repository = NULL;
	struct following following = {.run = run};
	read_target(&following, run->arguments[0]);
	following.rows = (struct row_output){
	    .run = run, .columns = make_columns(run->arena, following.account.size > 0), .column_count = COLUMN_COUNT};
	bool is_text = run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"));
	const struct failure *failure =
	    filter_from_options(&options->choices, (struct text_list){NULL, 0}, &following.filter);
	if (failure == NULL) {
		failure = repository_open(SLICE("."), &repository);
	}
	if (failure == NULL) {
		row_output_open(&following.rows);
		failure = follow(&following, repository);
		row_output_close(&following.rows, failure == NULL);
		if (failure == NULL && is_text) {
			add_sparkline(&following);
		}
	}
	free(following.values.items);
	free(following.drawn.items);
	repository_close(repository);
	return failure;
}

const struct command history_command = {
    .name = "history",
    .summary = N_("follow an account from commit to commit"),
    .arguments = "TARGET",
    .help = N_("The value of an account, with those below it, at each commit of HEAD's first-parent line that changed "
	       "it, the oldest first, and the decisions whose entries did. TARGET is an account, an envelope written "
	       "circle/action or circle/action/fund (money available, the natural way round), or ledger for each "
	       "account by itself. Where the ledger of a commit is not valid, the row says so. Dates are those of "
	       "the authors.\n"
	       "\n"
	       "Examples\n"
	       "  souci history littoral/velo-cargo\n"
	       "  souci history Assets:Bank --from 2024\n"
	       "  souci history ledger --format csv --at v1"),
    .arguments_least = 1,
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .source = FROM_COMMITS,
    .options = &history_option_group,
    .run = run_history,
};
