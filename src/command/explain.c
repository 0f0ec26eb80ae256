/* What the words of souci mean: findings, kinds of decisions, rules, records and their fields. */
#include "command/command.h"

#include "command/explainer.h"
#include "command/prose.h"
#include "model/nearest.h"
#include "text/translate.h"

#include <string.h>

static const struct explainer *const explainers[] = {
    &finding_explainer, &kind_explainer, &rule_explainer, &record_explainer, &field_explainer, NULL,
};

void explain_add_heading(struct run *run, const char *name, const char *french)
{
	buffer_format(&run->output, "%s%s%s", run->look.colour ? "\x1b[1m" : "", name,
		      run->look.colour ? "\x1b[0m" : "");
	if (french != NULL && strcmp(name, french) != 0) {
		buffer_format(&run->output, " (%s)", french);
	}
	buffer_add_byte(&run->output, '\n');
}

void explain_add_paragraph(struct run *run, struct slice text)
{
	buffer_add_byte(&run->output, '\n');
	prose_add(&run->output, text, 0);
}

void explain_add_field(struct run *run, const struct field_definition *field, const char *note, const char *explanation)
{
	enum { EXPLANATION_COLUMN = 4 };
	buffer_format(&run->output, "  %s", field->name);
	if (strcmp(field->name, field->french) != 0) {
		buffer_format(&run->output, " (%s)", field->french);
	}
	buffer_format(&run->output, "%s%s\n", note[0] == '\0' ? "" : ", ", note);
	buffer_add_repeated(&run->output, ' ', EXPLANATION_COLUMN);
	prose_add(&run->output, slice_of(_(explanation)), EXPLANATION_COLUMN);
}

/* Every id once, although a record and a field may share theirs; returns how many. */
static size_t collect_ids(struct run *run, struct slice **ids)
{
	size_t count = 0;
	for (size_t i = 0; explainers[i] != NULL; i++) {
		count += explainers[i]->count();
	}
	*ids = arena_new_array(run->arena, struct slice, count);
	count = 0;
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count(); j++) {
			struct slice id = slice_of(explainers[i]->id(j));
			size_t known = 0;
			while (known < count && !slice_equal((*ids)[known], id)) {
				known++;
			}
			(*ids)[known] = id;
			count += known == count ? 1 : 0;
		}
	}
	return count;
}

static void list_ids(struct run *run)
{
	struct slice *ids;
	size_t count = collect_ids(run, &ids);
	for (size_t i = 0; i < count; i++) {
		buffer_format(&run->output, "%.*s\n", SLICE_ARGUMENTS(ids[i]));
	}
}

static const struct failure *unknown_id(struct slice id)
{
	struct nearest nearest = nearest_to(id);
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count(); j++) {
			nearest_consider(&nearest, slice_of(explainers[i]->id(j)));
			if (explainers[i]->french != NULL) {
				nearest_consider(&nearest, slice_of(explainers[i]->french(j)));
			}
		}
	}
	if (nearest.best.size == 0) {
		return failure_new(_("nothing is called “%.*s”; souci explain lists the ids"), SLICE_ARGUMENTS(id));
	}
	return failure_new(_("nothing is called “%.*s”; did you mean “%.*s”?"), SLICE_ARGUMENTS(id),
			   SLICE_ARGUMENTS(nearest.best));
}

/* A name may mean something in several tables: each says what. */
static const struct failure *explain(struct run *run, struct slice name)
{
	size_t found = 0;
	for (size_t i = 0; explainers[i] != NULL; i++) {
		for (size_t j = 0; j < explainers[i]->count(); j++) {
			if (explainers[i]->is_named(j, name)) {
				buffer_add(&run->output, found++ > 0 ? SLICE("\n") : SLICE(""));
				explainers[i]->explain(run, j);
			}
		}
	}
	return found == 0 ? unknown_id(name) : NULL;
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
    .summary = N_("tell what a finding, decision, rule or field means, and how to mend it"),
    .arguments = "[ID]",
    .help = N_("Explains a finding (its id stands in brackets at the end of its line), a kind of decision, a rule, a "
	       "type of record or a field, by its English or French name. Alone, lists all ids, one a line.\n"
	       "\n"
	       "Examples\n"
	       "  souci explain\n"
	       "  souci explain file-not-utf8\n"
	       "  souci explain retribute\n"
	       "  souci explain Meeting"),
    .arguments_most = 1,
    .argument_source = "explain",
    .run = run_explain,
};
