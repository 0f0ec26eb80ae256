/* souci trace: the chain behind each euro, both ways. */
#include "report/trace.h"

#include "command/file_argument.h"
#include "command/origin_input.h"
#include "text/translate.h"

/* People read the tree, JSON nests it; CSV and HTML are lists, of payments. */
static void show(struct run *run, const struct trace *trace)
{
	struct slice format = run->general.format;
	if (format.size == 0 || slice_equal(format, SLICE("text"))) {
		outline_write_text(trace->outline, run->look, &run->output);
	} else if (slice_equal(format, SLICE("json"))) {
		outline_write_json(trace->outline, &run->output);
	} else {
		run_add_table(run, trace->payments);
	}
	if (trace->outline->break_count > 0) {
		run->exit_code = EXIT_CODE_FINDINGS;
	}
}

/* The file of `FILE:LINE` may be named from the current folder: the word with its path below the root. Other words stay
 * as they are. */
static const struct failure *read_word(const struct run *run, const struct network_input *input, struct slice *word)
{
	size_t colon = slice_find_last(*word, ':');
	struct slice name = slice_part(*word, 0, colon);
	const struct text_file *file = NULL;
	enum source_kind kind;
	if (colon == word->size || !slice_ends_with(name, SLICE(".journal"))) {
		return NULL;
	}
	const struct failure *failure = file_argument_find(run->arena, input->root, input->source, name, &kind, &file);
	if (failure == NULL && kind != SOURCE_FILE) {
		failure = failure_new(_("there is no file %.*s"), SLICE_ARGUMENTS(name));
	}
	if (failure == NULL) {
		*word = arena_format(run->arena, "%.*s%.*s", SLICE_ARGUMENTS(file->path),
				     SLICE_ARGUMENTS(slice_from(*word, colon)));
	}
	return failure;
}

/* Lines of the bank come first: no id is written like one. */
static const struct failure *make(struct trace_source source, struct slice word, struct trace *trace)
{
	const struct failure *failure = trace_bank(source, word, trace);
	struct target target;
	if (failure != NULL || trace->outline != NULL) {
		return failure;
	}
	failure = target_find(source.fold->model, word, &target);
	return failure != NULL ? failure : trace_record(source, target, trace);
}

static const struct failure *trace_network(struct run *run, const struct network_input *input, struct origins *origins)
{
	struct trace trace = {NULL, NULL};
	struct fold *fold = snapshot_fold(input->snapshot, input->until);
	struct trace_source source = {input->snapshot, fold, input->until, origins, run->general.strict};
	struct slice word = run->arguments[0];
	const struct failure *failure = read_word(run, input, &word);
	if (failure == NULL) {
		failure = make(source, word, &trace);
	}
	if (failure == NULL) {
		show(run, &trace);
	}
	trace_free(&trace);
	fold_free(fold);
	return failure;
}

static const struct failure *run_trace(struct run *run)
{
	struct origin_input input;
	const struct failure *failure = origin_input_read(run, &input);
	if (failure == NULL) {
		failure = trace_network(run, &input.network, input.origins);
	}
	origin_input_release(&input);
	return failure;
}

const struct command trace_command = {
    .name = "trace",
    .summary = N_("show the chain behind each euro, both ways"),
    .arguments = "TARGET",
    .help =
	N_("From a payment to the due it paid, the decision that owed it (its meeting, who was present, objections "
	   "lifted), the contribution, report and evidence it was taken on, the action in its programme, the fund "
	   "and its award; and from a fund, a circle, an action or a person down to every payment, with sums that "
	   "add up at each level. Each link tells the commit that brought it, its author, and whether it is "
	   "signed.\n"
	   "\n"
	   "TARGET is a decision (circle/date/number), contribution (person/date), meeting, fund, action, circle or "
	   "person, where several have the same id as in fund:feder-2024; or a payment: FILE:LINE, the code of its "
	   "transaction, or its date and description. Text and JSON show the chain as a tree, CSV and HTML list the "
	   "payments with all that is behind each.\n"
	   "\n"
	   "Where the chain is broken, it says so (✗), and ends with 1: a payment that does not say what it pays "
	   "or pays nothing owed; a due that is not paid, or paid too much; a report or evidence that the rules ask "
	   "for and is missing (with --strict, even where no rule asks); a file that is not there or is not what "
	   "was sealed; a meeting not applied; a fund not received yet, of which some was spent.\n"
	   "\n"
	   "Examples\n"
	   "  souci trace feder-2024\n"
	   "  souci trace ledger/bank/2024.journal:36\n"
	   "  souci trace littoral/2024-02-22/10\n"
	   "  souci trace fund:feder-2024 --format csv > expenses.csv"),
    .arguments_least = 1,
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .run = run_trace,
};
