#include "history/audit.h"

#include "history/audited.h"
#include "history/regularised.h"
#include "history/signing.h"
#include "text/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { SECONDS_PER_DAY = 86400 };

/* ---- one commit ---- */

struct auditor {
	struct audit *audit;
	struct network_home home;
	struct audit_options options;
	struct tree_comparer *comparer;
	struct file_cache *cache;
	struct states *states;
	struct regularisations *regularisations;
	struct signing *signing;
};

/* Whether a commit only left behind what `apply` writes: it changed what that follows from, not the file. */
static bool is_left_behind(const struct audited *audited, const struct standing_error *error)
{
	return is_about_generated_files(error->id) &&
	       (error->id == FINDING_GENERATED_LANGUAGE_OTHER || !paths_hold(audited->changed, error->path));
}

static void add_invalid(const struct audited *audited, const struct standing_error *error)
{
	if (is_left_behind(audited, error)) {
		audited_add(audited, FINDING_AUDIT_GENERATED_STALE, error->path, NULL, 0);
		return;
	}
	struct slice more[] = {error->message, slice_of(finding_definition(error->id)->id)};
	struct finding *finding = audited_add(audited, FINDING_AUDIT_TREE_INVALID, error->path, more, 2);
	finding->decision = arena_copy(audited->findings_arena, error->decision);
}

/* The errors that no parent had already. */
static const struct failure *judge_tree(const struct auditor *auditor, const struct audited *audited)
{
	const struct verdict *verdict = NULL;
	struct known_changes nothing = {.before = NULL};
	struct known_changes known =
	    audited->parent_count == 0 ? nothing
				       : (struct known_changes){audited->parents[0].tree, audited->parents[0].changes};
	const struct verdict **before = arena_new_array(audited->arena, const struct verdict *, audited->parent_count);
	const struct failure *failure = states_verdict(auditor->states, audited->tree, known, &verdict);
	for (size_t i = 0; failure == NULL && verdict->errors.count > 0 && i < audited->parent_count; i++) {
		failure = states_verdict(auditor->states, audited->parents[i].tree, nothing, &before[i]);
	}
	for (size_t i = 0; failure == NULL && i < verdict->errors.count; i++) {
		const struct standing_error *error = &LIST_AT(verdict->errors, struct standing_error, i);
		bool is_new = true;
		for (size_t j = 0; j < audited->parent_count; j++) {
			is_new = is_new && !verdict_holds(before[j], error->identity);
		}
		if (is_new) {
			add_invalid(audited, error);
		}
	}
	return failure;
}

static void judge_date(const struct auditor *auditor, const struct audited *audited)
{
	for (size_t i = 0; i < audited->parent_count; i++) {
		const git_commit *parent = audited->parents[i].commit;
		git_time_t back = git_commit_time(parent) - git_commit_time(audited->commit);
		if (back > auditor->options.date_tolerance_days * SECONDS_PER_DAY) {
			char day[DATE_TEXT_SIZE];
			git_time time = {git_commit_time(parent), git_commit_time_offset(parent), '+'};
			struct slice parent_day = slice_of(date_write(day_of_time(time), day));
			audited_add(audited, FINDING_AUDIT_DATE_BACKWARDS, SLICE(""), &parent_day, 1);
			return;
		}
	}
}

/* The log tells the author's day, which git lets anybody choose; mandates go by the committer's. */
static void judge_author_date(const struct auditor *auditor, const struct audited *audited)
{
	git_time authored = git_commit_author(audited->commit)->when;
	git_time_t apart = git_commit_time(audited->commit) - authored.time;
	int64_t tolerance = auditor->options.date_tolerance_days * SECONDS_PER_DAY;
	if (apart > tolerance || apart < -tolerance) {
		char day[DATE_TEXT_SIZE];
		struct slice authored_day = slice_of(date_write(day_of_time(authored), day));
		audited_add(audited, FINDING_AUDIT_AUTHOR_DATE, SLICE(""), &authored_day, 1);
	}
}

/* A folder of the network that was renamed begins anew here: what happened in it under its old name is not seen. */
static const struct failure *judge_move(const struct audited *audited)
{
	struct slice root = SLICE("");
	bool is_there = false;
	for (size_t i = 0; i < audited->parent_count; i++) {
		if (audited->tree == NULL || audited->parents[i].tree != NULL) {
			return NULL;
		}
	}
	for (size_t i = 0; !is_there && i < audited->parent_count; i++) {
		const git_oid *parent = git_commit_id(audited->parents[i].commit);
		const struct failure *failure =
		    network_tree_root_at(audited->arena, audited->home.repository, parent, &root, &is_there);
		if (failure != NULL && !is_there) { /* when it is, there were several: the first is named */
			return failure;
		}
	}
	if (is_there) {
		struct slice before = root.size == 0 ? SLICE(".") : root;
		audited_add(audited, FINDING_AUDIT_NETWORK_MOVED, SLICE(""), &before, 1);
	}
	return NULL;
}

static void count_commit(struct audit *audit, const struct audited *audited)
{
	if (audit->commit_count++ == 0) {
		git_oid_cpy(&audit->first, git_commit_id(audited->commit));
		audit->first_day = audited->day;
	}
	git_oid_cpy(&audit->last, git_commit_id(audited->commit));
	audit->last_day = audited->day;
	audit->merge_count += audited->parent_count > 1 ? 1 : 0;
}

/* Beside a network that lies in a folder, others do what they like. */
static bool is_of_network(const struct audited *audited)
{
	return audited->home.root.size == 0 || audited->changed.count > 0;
}

static const struct failure *judge_commit(struct auditor *auditor, const git_oid *id)
{
	struct audit *audit = auditor->audit;
	struct audited audited = {.home = auditor->home,
				  .comparer = auditor->comparer,
				  .cache = auditor->cache,
				  .place = audit->commit_count + 1,
				  .findings_arena = audit->arena,
				  .findings = audit->findings};
	const struct state *binding = NULL;
	const struct failure *failure = audited_open(&audited, id);
	if (failure == NULL) {
		count_commit(audit, &audited);
		judge_date(auditor, &audited);
		judge_author_date(auditor, &audited);
		judge_seals(&audited);
		failure = judge_merge(&audited);
	}
	if (failure == NULL) {
		failure = judge_paths(&audited);
	}
	if (failure == NULL) {
		failure = judge_move(&audited);
	}
	if (failure == NULL && is_of_network(&audited)) {
		failure = judge_authority(&audited, auditor->states, &binding);
	}
	audit->bound_count += binding != NULL;
	if (failure == NULL && binding != NULL) {
		failure = signing_add(auditor->signing, &audited, binding);
	}
	bool is_bound = binding != NULL; /* whose state turns into that of the commit now */
	if (failure == NULL) {
		failure = judge_tree(auditor, &audited);
	}
	if (failure == NULL && is_bound) {
		failure = judge_brought(&audited, auditor->states, auditor->signing);
	}
	if (failure == NULL) {
		regularisations_see(auditor->regularisations, &audited);
	}
	audited_close(&audited);
	file_cache_settle(auditor->cache);
	return failure;
}

/* ---- all of them ---- */

static const struct failure *walk_commits(struct auditor *auditor, struct commit_range range)
{
	git_revwalk *walk = NULL;
	git_oid id;
	int status = 0;
	const struct failure *failure = commit_range_walk(auditor->home.repository, range, &walk);
	while (failure == NULL && (status = git_revwalk_next(&id, walk)) == 0) {
		failure = judge_commit(auditor, &id);
	}
	if (failure == NULL && status != GIT_ITEROVER) {
		failure = commit_range_failure(auditor->home.repository);
	}
	git_revwalk_free(walk);
	return failure;
}

/* What git shows in place of other objects: libgit2 reads those that are there. */
static const struct failure *tell_replacements(struct audit *audit, git_repository *repository)
{
	enum { ABBREVIATED = 10, PREFIX_SIZE = sizeof "refs/replace/" - 1 };
	git_reference_iterator *references = NULL;
	git_reference *reference = NULL;
	if (git_reference_iterator_glob_new(&references, repository, "refs/replace/*") != 0) {
		return repository_reference_failure(repository, _("cannot read the references of the repository"));
	}
	while (git_reference_next(&reference, references) == 0) {
		char shown[GIT_OID_HEXSZ + 1];
		const git_oid *target = git_reference_target(reference);
		struct slice replaced = slice_from(slice_of(git_reference_name(reference)), PREFIX_SIZE);
		git_oid_tostr(shown, sizeof shown, target == NULL ? &(git_oid){{0}} : target);
		findings_add(audit->findings, FINDING_AUDIT_REPLACED, ((struct location){NULL, 0, 0}),
			     slice_part(replaced, 0, ABBREVIATED), slice_part(slice_of(shown), 0, ABBREVIATED));
		git_reference_free(reference);
	}
	git_reference_iterator_free(references);
	return NULL;
}

/* The parents that git shows in place of those a commit names; libgit2 reads those it names. */
static const struct failure *tell_grafts(struct audit *audit, git_repository *repository)
{
	enum { ABBREVIATED = 10 };
	char line[BUFSIZ];
	struct arena *arena = arena_new();
	FILE *file = fopen(arena_format(arena, "%sinfo/grafts", git_repository_commondir(repository)).data, "r");
	const struct failure *failure =
	    file == NULL && errno != ENOENT ? failure_from_errno(_("cannot read %s"), "info/grafts") : NULL;
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		git_oid id;
		if (strlen(line) >= GIT_OID_HEXSZ && git_oid_fromstrn(&id, line, GIT_OID_HEXSZ) == 0) {
			findings_add(audit->findings, FINDING_AUDIT_GRAFTED, ((struct location){NULL, 0, 0}),
				     ((struct slice){line, ABBREVIATED}));
		}
	}
	if (file != NULL) {
		fclose(file);
	}
	arena_free(arena);
	return failure;
}

/* The state at the end gives the name of the network; faults that its council acknowledged are notices. */
static const struct failure *conclude(struct auditor *auditor, struct commit_range range)
{
	git_tree *tree = NULL;
	struct state *state = NULL;
	const struct failure *failure = network_tree_find(auditor->home, &range.tips[0], &tree);
	if (failure == NULL) {
		if (findings_count_from(auditor->audit->findings, SEVERITY_ERROR) > 0) {
			states_forget(auditor->states); /* the meetings of a state that followed are in no order */
		}
		failure = states_at(auditor->states, tree, &state);
	}
	if (state != NULL) {
		const struct network *network = state->snapshot->model->network;
		auditor->audit->network =
		    network == NULL ? SLICE("") : arena_copy(auditor->audit->arena, network->name);
		regularisations_apply(auditor->regularisations, state->snapshot->model, auditor->audit);
	}
	git_tree_free(tree);
	return failure;
}

const struct failure *audit_run(struct network_home home, struct commit_range range, struct audit_options options,
				struct audit *audit)
{
	*audit = (struct audit){.arena = arena_new(), .findings = findings_new()};
	struct auditor auditor = {
	    .audit = audit,
	    .home = home,
	    .options = options,
	    .comparer = tree_comparer_new(home.repository, SLICE(""), NULL, 0),
	    .cache = file_cache_new(home.repository),
	    .states = states_new(home.repository),
	    .regularisations = regularisations_new(audit->arena),
	    .signing = signing_new(home.repository, audit),
	};
	states_follow_with(auditor.states, options.in_full ? NULL : auditor.cache);
	const struct failure *failure = walk_commits(&auditor, range);
	if (failure == NULL) {
		failure = tell_replacements(audit, home.repository);
	}
	if (failure == NULL) {
		failure = tell_grafts(audit, home.repository);
	}
	if (failure == NULL) {
		failure = signing_finish(auditor.signing);
	}
	if (failure == NULL) {
		failure = conclude(&auditor, range);
	}
	signing_free(auditor.signing);
	regularisations_free(auditor.regularisations);
	states_free(auditor.states);
	tree_comparer_free(auditor.comparer);
	file_cache_free(auditor.cache);
	return failure;
}

void audit_free(struct audit *audit)
{
	findings_free(audit->findings);
	arena_free(audit->arena);
}
