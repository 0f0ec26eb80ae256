/* souci decisions: show what was decided, or one decision in full. */
#include "report/decisions.h"

#include "command/report_run.h"
#include "text/translate.h"

/* One argument that names a decision asks for it in full. */
static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	struct text_list words = subject->filter.patterns;
	const struct decision *named =
	    words.count == 1 ? model_find_decision(subject->fold->model, words.items[0]) : NULL;
	return named != NULL ? decision_report(subject, named) : decisions_report(subject);
}

static const struct failure *run_decisions(struct run *run)
{
	return run_report(run, make);
}

const struct command decisions_command = {
    .name = "decisions",
    .summary = N_("show what was decided, or one decision in full"),
    .arguments = "[PATTERN…]",
    .help = N_("The decisions of adopted meetings with their outcome, how they were taken, what was asked and what was "
	       "given, and whether they are sealed, pending (not applied yet) or cancelled. Patterns are regular "
	       "expressions found in references, kinds, titles and texts. The reference of a decision alone "
	       "(circle/date/number) shows all there is to know of it.\n"
	       "\n"
	       "Examples\n"
	       "  souci decisions --circle littoral --period 2024-Q2\n"
	       "  souci decisions retribute --person tom\n"
	       "  souci decisions littoral/2024-04-11/2"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .run = run_decisions,
};
