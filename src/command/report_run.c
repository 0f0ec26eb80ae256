#include "command/report_run.h"

#include "report/receipts.h"
#include "text/translate.h"

struct date report_day(const struct network_input *input, const struct fold *fold)
{
	return input->until.days != DATE_MAXIMUM.days ? input->until : fold->latest;
}

static void warn_of_errors(struct run *run, const struct findings *findings)
{
	size_t errors = findings_count_from(findings, SEVERITY_ERROR);
	if (errors > 0) {
		buffer_format(&run->complaint,
			      ngettext("souci check finds %zu error: figures may be wrong until it is mended\n",
				       "souci check finds %zu errors: figures may be wrong until they are mended\n",
				       errors),
			      errors);
		run->exit_code = EXIT_CODE_FINDINGS;
	}
}

/* Reports tell of what was applied: say so when adopted meetings wait. */
static void tell_of_pending(struct run *run, const struct model *model)
{
	size_t pending = 0;
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		pending += meeting_is_pending(meeting);
	}
	if (pending > 0) {
		buffer_format(&run->complaint,
			      ngettext("%zu adopted meeting is not applied yet and not counted here: souci apply\n",
				       "%zu adopted meetings are not applied yet and not counted here: souci apply\n",
				       pending),
			      pending);
	}
}

static const struct failure *show(struct run *run, struct subject_source source, report_maker *make)
{
	struct subject *subject = NULL;
	const struct failure *failure = subject_new(source, &run->filter, &subject);
	if (failure != NULL) {
		return failure;
	}
	struct table *table = make(subject, run->options);
	failure = subject_failure(subject);
	if (failure == NULL && table->row_count == 0) {
		failure = subject_unknown_name(subject);
	}
	if (failure == NULL) {
		run_add_table(run, table);
	}
	table_free(table);
	subject_free(subject);
	return failure;
}

const struct failure *run_report(struct run *run, report_maker *make)
{
	struct network_input input;
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		struct fold *fold = snapshot_fold(input.snapshot, input.until);
		struct list receipts = receipts_read(run->arena, input.snapshot->hand_written);
		struct subject_source source = {fold, receipts.items, receipts.count, report_day(&input, fold)};
		failure = show(run, source, make);
		fold_free(fold);
	}
	if (failure == NULL) {
		if (!snapshot_is_as_applied(input.snapshot)) { /* else apply found the figures right */
			snapshot_check(input.snapshot);
		}
		warn_of_errors(run, input.findings);
		tell_of_pending(run, input.snapshot->model);
	}
	network_input_release(&input);
	return failure;
}
