#include "command/network_input.h"

#include "source/day.h"
#include "source/network_tree.h"
#include "text/translate.h"

#include <stdlib.h>

/* The option that asks for something else than the files as they are, without its dashes; NULL when none does. */
static const char *source_option(const struct run *run)
{
	const struct general_options *general = &run->general;
	return general->at.size > 0             ? "at"
	       : general->staged                ? "staged"
	       : general->committed_by.is_given ? "committed-by"
						: NULL;
}

const struct failure *run_refuse_source(const struct run *run)
{
	const char *option = source_option(run);
	return option == NULL ? NULL
			      : failure_new(_("souci %s works on the files as they are; it takes no --%s"),
					    run->command->name, option);
}

/* The files, what is staged, and a revision are one or the other; a day goes with each. */
static const struct failure *check_source_options(const struct run *run, bool is_day)
{
	const struct general_options *general = &run->general;
	bool has_revision = general->at.size > 0 && !is_day;
	if (has_revision + general->staged + general->committed_by.is_given > 1) {
		return failure_new(_("a revision with --at, --staged and --committed-by exclude each other; a day with "
				     "--at goes with each"));
	}
	if (run->command->source == FROM_COMMITS && (is_day || general->staged)) {
		return failure_new(
		    _("souci %s is about commits: it takes a revision with --at, or --committed-by DATE"),
		    run->command->name);
	}
	if (general->files.count > 0 && (has_revision || general->staged || general->committed_by.is_given)) {
		return failure_new(_("-f reads files, not a repository: it takes no --%s"), source_option(run));
	}
	return NULL;
}

static const struct failure *find_commit_by(struct run *run, struct date day)
{
	git_repository *repository = NULL;
	git_oid id;
	char text[GIT_OID_HEXSZ + 1];
	const struct failure *failure = repository_open(SLICE("."), &repository);
	if (failure == NULL) {
		failure = repository_commit_by(repository, day, &id);
	}
	if (failure == NULL) {
		git_oid_tostr(text, sizeof text, &id);
		run->revision = arena_copy(run->arena, slice_of(text));
	}
	repository_close(repository);
	return failure;
}

const struct failure *run_choose_source(struct run *run)
{
	const struct failure *failure = run->command->source == FROM_FILES ? run_refuse_source(run) : NULL;
	bool is_day = date_parse(run->general.at, &run->until);
	if (!is_day) {
		run->until = DATE_MAXIMUM;
		run->revision = run->general.at;
	}
	if (failure == NULL) {
		failure = check_source_options(run, is_day);
	}
	if (failure == NULL && run->general.committed_by.is_given) {
		failure = find_commit_by(run, run->general.committed_by.date);
	}
	return failure;
}

struct date run_last_day(const struct run *run)
{
	bool is_today = run->until.days == DATE_MAXIMUM.days && run->general.today.is_given;
	return is_today ? run->general.today.date : run->until;
}

/* A bare repository has revisions and no files: a day is that of HEAD there. */
static const struct failure *find_bare(const struct failure *without_files, char **root, struct slice *revision)
{
	git_repository *repository = NULL;
	const struct failure *failure = NULL;
	char *here = realpath(".", NULL);
	if (here == NULL) {
		return failure_from_errno(_("cannot open the folder"));
	}
	if (revision->size == 0) {
		struct failure reason = *without_files; /* the next failure takes its place */
		failure = repository_open(slice_of(here), &repository);
		if (failure != NULL || git_repository_is_bare(repository) != 1) {
			failure = failure_new("%s", reason.text);
		}
		*revision = SLICE("HEAD");
		repository_close(repository);
	}
	if (failure == NULL) {
		*root = here;
	} else {
		free(here);
	}
	return failure;
}

const struct failure *run_open_source(const struct run *run, char **root, struct source **source)
{
	struct slice revision = run->revision;
	const struct failure *failure = source_find_root(SLICE("."), root);
	if (failure != NULL && source_option(run) != NULL) {
		failure = find_bare(failure, root, &revision);
	}
	if (failure != NULL) {
		return failure;
	}
	if (run->general.staged) {
		return source_open_index(slice_of(*root), source);
	}
	return revision.size > 0 ? source_open_revision(slice_of(*root), revision, source)
				 : source_open_folder(slice_of(*root), source);
}

/* In a repository without files of its own. */
static const struct failure *find_prefix_in_commit(const struct run *run, git_repository *repository,
						   struct slice *prefix)
{
	git_oid commit;
	bool is_there = false;
	if (run->revision.size == 0 && git_repository_head_unborn(repository) == 1) {
		return NULL;
	}
	const char *revision = run->revision.size > 0 ? arena_copy(run->arena, run->revision).data : "HEAD";
	const struct failure *failure = repository_find_commit(repository, revision, &commit);
	return failure != NULL ? failure : network_tree_root_at(run->arena, repository, &commit, prefix, &is_there);
}

const struct failure *run_find_prefix(const struct run *run, git_repository *repository, struct slice *prefix)
{
	char *folder = NULL;
	*prefix = SLICE("");
	if (git_repository_workdir(repository) == NULL) {
		return find_prefix_in_commit(run, repository, prefix);
	}
	if (source_find_root(SLICE("."), &folder) != NULL) {
		return NULL;
	}
	const struct failure *failure = repository_prefix(repository, slice_of(folder), run->arena, prefix);
	free(folder);
	return failure;
}

struct source *run_source_of_day(const struct run *run, struct source *whole)
{
	return run->until.days == DATE_MAXIMUM.days ? whole : source_on_day(whole, run->until);
}

static const struct failure *read_network(struct run *run, struct network_input *input, bool is_of_day)
{
	*input = (struct network_input){.findings = findings_new(), .until = run_last_day(run)};
	const struct failure *failure = run_open_source(run, &input->root, &input->source);
	if (failure == NULL) {
		input->source = is_of_day ? run_source_of_day(run, input->source) : input->source;
		failure = snapshot_read(input->source, input->findings, &input->snapshot);
	}
	if (failure == NULL) {
		run->look.comma = input->snapshot->model->style.writes_comma;
		failure = source_damage(input->source);
	}
	return failure;
}

const struct failure *network_input_read(struct run *run, struct network_input *input)
{
	return read_network(run, input, false);
}

const struct failure *network_input_read_day(struct run *run, struct network_input *input)
{
	return read_network(run, input, true);
}

void network_input_release(struct network_input *input)
{
	snapshot_free(input->snapshot);
	findings_free(input->findings);
	source_free(input->source);
	free(input->root);
}
