/* What the words of souci mean: findings today, more tables as they come. */
#include "command/command.h"

#include "command/explainer.h"
#include "text/translate.h"

static const struct explainer *const explainers[] = {&finding_explainer, NULL};

static size_t count_ids(void)
{
	size_t count = 0;
	for (size_t i = 0; explainers[i] != NULL; i++) {
		count += explainers[i]->count;
	}
	return count;
}

static void list_ids(struct run *run)
{
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count; j++) {
			buffer_format(&run->output, "%s\n", explainers[i]->id(j));
		}
	}
}

static const struct failure *unknown_id(struct run *run, struct slice id)
{
	size_t count = 0;
	struct slice *ids = arena_new_array(run->arena, struct slice, count_ids());
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count; j++) {
			ids[count++] = slice_of(explainers[i]->id(j));
		}
	}
	size_t nearest = slice_nearest(id, ids, count);
	if (nearest == count) {
		return failure_new(_("nothing is called “%.*s”; souci explain lists the ids"), SLICE_ARGUMENTS(id));
	}
	return failure_new(_("nothing is called “%.*s”; did you mean “%.*s”?"), SLICE_ARGUMENTS(id),
			   SLICE_ARGUMENTS(ids[nearest]));
}

/* An id may mean something in several tables: each says what. */
static const struct failure *explain(struct run *run, struct slice id)
{
	size_t found = 0;
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count; j++) {
			if (slice_equal(slice_of(explainers[i]->id(j)), id)) {
				buffer_add(&run->output, found++ > 0 ? SLICE("\n") : SLICE(""));
				explainers[i]->explain(run, j);
			}
		}
	}
	return found == 0 ? unknown_id(run, id) : NULL;
}

static const struct failure *run_explain(struct run *run)
{
	if (run->argument_count == 0) {
		list_ids(run);
		return NULL;
	}
	return explain(run, run->arguments[0]);
}

const struct command explain_command = {
    .name = "explain",
    .summary = N_("tell what a finding means and how to mend it"),
    .arguments = "[ID]",
    .help = N_("The id of a finding stands in brackets at the end of its line. Alone, lists all ids,\n"
	       "one a line.\n"
	       "\n"
	       "Examples\n"
	       "  souci explain\n"
	       "  souci explain file-not-utf8"),
    .arguments_most = 1,
    .argument_source = "explain",
    .run = run_explain,
};
