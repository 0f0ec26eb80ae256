#include "history/origin.h"

#include "history/audited.h"
#include "history/lineage.h"
#include "history/signature.h"
#include "text/line_ends.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <stdlib.h>

/* What a line that is not committed has for an origin, among the numbers of found commits. */
#define NOT_COMMITTED UINT32_MAX

struct asked_file {
	struct slice path;  /* relative to the root */
	struct slice bytes; /* borrowed */
	bool is_whole;
	bool is_looked_for;
	uint32_t *commits; /* by line: its origin, an index into `found` */
	size_t line_count;
};

struct found_commit {
	git_oid id;
	struct origin origin;
};

struct origins {
	struct arena *arena;
	git_repository *repository; /* NULL: there is none */
	git_mailmap *mailmap;
	bool has_tip; /* false before the first commit */
	git_oid tip;
	git_diff *renames;     /* between it and the files as they are; made when one of them is not in it */
	struct slice prefix;   /* of the root in the repository */
	struct symbols *paths; /* numbers index `files` */
	struct asked_file *files;
	size_t file_capacity;
	struct symbols *ids;         /* of commits; numbers index `found` */
	struct found_commit **found; /* in the order they were met */
	size_t found_capacity;
	size_t verified; /* commits whose signature was looked at */
};

/* ---- opening ---- */

static bool is_in_repository(struct slice root)
{
	struct arena *arena = arena_new();
	git_buf path = {NULL, 0, 0};
	bool is = git_repository_discover(&path, arena_copy(arena, root).data, 0, NULL) != GIT_ENOTFOUND;
	git_buf_dispose(&path);
	arena_free(arena);
	return is;
}

static const struct failure *find_tip(struct origins *origins, struct slice revision)
{
	bool is_unborn;
	const struct failure *failure = repository_head_is_unborn(origins->repository, &is_unborn);
	if (failure != NULL) {
		return failure;
	}
	if (revision.size > 0) {
		failure = repository_find_commit(origins->repository, arena_copy(origins->arena, revision).data,
						 &origins->tip);
	} else if (is_unborn) {
		return NULL;
	} else {
		failure = repository_find_commit(origins->repository, "HEAD", &origins->tip);
	}
	origins->has_tip = failure == NULL;
	return failure;
}

static const struct failure *open_history(struct origins *origins, struct slice root, struct slice revision)
{
	const struct failure *failure = repository_open(root, &origins->repository);
	if (failure == NULL && git_repository_workdir(origins->repository) != NULL) {
		failure = repository_prefix(origins->repository, root, origins->arena, &origins->prefix);
	}
	if (failure == NULL) {
		git_mailmap_from_repository(&origins->mailmap, origins->repository);
		failure = find_tip(origins, revision);
	}
	return failure;
}

const struct failure *origins_open(struct slice root, struct slice revision, struct origins **origins)
{
	const struct failure *failure = libgit2_start(); /* for as long as they live */
	if (failure != NULL) {
		return failure;
	}
	struct origins *opened = memory_allocate_zeroed(1, sizeof *opened);
	opened->arena = arena_new();
	opened->prefix = SLICE("");
	opened->paths = symbols_new();
	opened->ids = symbols_new();
	failure = is_in_repository(root) ? open_history(opened, root, revision) : NULL;
	if (failure != NULL) {
		origins_free(opened);
		return failure;
	}
	*origins = opened;
	return NULL;
}

void origins_free(struct origins *origins)
{
	if (origins == NULL) {
		return;
	}
	git_diff_free(origins->renames);
	git_mailmap_free(origins->mailmap);
	repository_close(origins->repository);
	symbols_free(origins->paths);
	symbols_free(origins->ids);
	free(origins->files);
	free(origins->found);
	arena_free(origins->arena);
	free(origins);
	libgit2_stop();
}

bool origins_are_known(const struct origins *origins)
{
	return origins->repository != NULL;
}

/* ---- asking ---- */

void origins_ask(struct origins *origins, struct slice path, struct slice bytes, bool is_whole)
{
	uint32_t known = symbols_count(origins->paths);
	uint32_t symbol = symbols_intern(origins->paths, path);
	if (symbol < known) {
		return;
	}
	size_t lines = is_whole ? 1 : line_count(bytes);
	struct asked_file file = {symbols_name(origins->paths, symbol), bytes, is_whole, false, NULL, lines};
	file.commits = arena_new_array(origins->arena, uint32_t, lines);
	for (size_t i = 0; i < lines; i++) {
		file.commits[i] = NOT_COMMITTED;
	}
	origins->files = memory_grow(origins->files, symbol, &origins->file_capacity, sizeof *origins->files);
	origins->files[symbol] = file;
}

/* ---- what is committed of it ---- */

static struct list all_lines(size_t count)
{
	struct line_run *run = memory_allocate_zeroed(1, sizeof *run);
	*run = (struct line_run){0, 0, (uint32_t)count};
	return (struct list){run, count > 0 ? 1 : 0};
}

/* The lines that the tip has. */
static const struct failure *take_committed_lines(struct origins *origins, const struct asked_file *file,
						  struct suspect *suspect)
{
	struct arena *arena = arena_new();
	struct list known = {NULL, 0};
	struct list rest = {NULL, 0};
	struct list all = all_lines(file->line_count);
	const struct failure *failure = NULL;
	if (git_blob_lookup(&suspect->content, origins->repository, &suspect->blob) != 0) {
		failure = repository_failure(_("cannot read a file of a commit"));
	} else {
		struct slice committed = {git_blob_rawcontent(suspect->content),
					  (size_t)git_blob_rawsize(suspect->content)};
		failure = line_map(arena, text_with_line_feeds(arena, committed), file->bytes, &known);
	}
	if (failure == NULL) {
		runs_split(all, known, &suspect->runs, &rest);
	}
	free(all.items);
	free(rest.items);
	arena_free(arena);
	return failure;
}

/* ---- files that were renamed since the tip ---- */

/* What the files below the folders of the repository are, compared with the tip, renames told as such. */
static const struct failure *find_renames(struct origins *origins, git_tree *tree)
{
	git_diff_options options;
	git_diff_find_options similar;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	git_diff_find_options_init(&similar, GIT_DIFF_FIND_OPTIONS_VERSION);
	options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_SKIP_BINARY_CHECK;
	similar.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
	if (origins->renames == NULL &&
	    (git_diff_tree_to_workdir_with_index(&origins->renames, origins->repository, tree, &options) != 0 ||
	     git_diff_find_similar(origins->renames, &similar) != 0)) {
		return repository_failure(_("cannot compare the files with the last commit"));
	}
	return NULL;
}

/* Makes of a file that the tip has not the one that it was there; leaves it alone when it was none. */
static const struct failure *follow_rename(struct origins *origins, git_tree *tree, struct suspect *suspect)
{
	if (git_repository_workdir(origins->repository) == NULL) {
		return NULL;
	}
	const struct failure *failure = find_renames(origins, tree);
	size_t count = failure == NULL ? git_diff_num_deltas(origins->renames) : 0;
	for (size_t i = 0; i < count; i++) {
		const git_diff_delta *delta = git_diff_get_delta(origins->renames, i);
		if (delta->status == GIT_DELTA_RENAMED && slice_equal(slice_of(delta->new_file.path), suspect->path)) {
			suspect->path = arena_copy(origins->arena, slice_of(delta->old_file.path));
			suspect->blob = delta->old_file.id;
		}
	}
	return failure;
}

static const struct failure *suspect_file(struct origins *origins, git_tree *tree, uint32_t subject,
					  struct suspects *suspects)
{
	const struct asked_file *file = &origins->files[subject];
	struct suspect suspect = {.subject = subject, .is_whole = file->is_whole};
	const struct failure *failure = NULL;
	git_oid now;
	git_tree_entry *entry = NULL;
	suspect.path =
	    arena_format(origins->arena, "%.*s%.*s", SLICE_ARGUMENTS(origins->prefix), SLICE_ARGUMENTS(file->path));
	int status = git_tree_entry_bypath(&entry, tree, suspect.path.data);
	if (status == 0) {
		git_oid_cpy(&suspect.blob, git_tree_entry_id(entry));
		git_tree_entry_free(entry);
	} else if (!repository_is_absent(status)) {
		return repository_failure(_("cannot read a folder of a commit"));
	} else if (file->line_count > 0) {
		failure = follow_rename(origins, tree, &suspect);
	}
	if (failure != NULL || git_oid_is_zero(&suspect.blob) != 0) {
		return failure;
	}
	if (file->line_count == 0 || git_odb_hash(&now, file->bytes.data, file->bytes.size, GIT_OBJECT_BLOB) != 0) {
		return NULL;
	}
	if (git_oid_equal(&now, &suspect.blob)) {
		suspect.runs = all_lines(file->line_count);
	} else if (!file->is_whole) {
		failure = take_committed_lines(origins, file, &suspect);
	}
	if (suspect.runs.count > 0) {
		suspects_add(suspects, suspect);
	} else {
		suspect_free(&suspect);
	}
	return failure;
}

/* ---- the walk ---- */

static void describe(struct origins *origins, const git_commit *commit, struct found_commit *found)
{
	git_signature *author = NULL;
	git_time time = {git_commit_time(commit), git_commit_time_offset(commit), '+'};
	git_oid_cpy(&found->id, git_commit_id(commit));
	git_oid_tostr(found->origin.commit, sizeof found->origin.commit, &found->id);
	if (git_commit_author_with_mailmap(&author, commit, origins->mailmap) == 0) {
		found->origin.author = arena_copy(origins->arena, slice_of(author->name));
		found->origin.address = arena_copy(origins->arena, slice_of(author->email));
	}
	git_signature_free(author);
	found->origin.day = day_of_time(time);
	found->origin.time = time.time;
}

static uint32_t number_of(struct origins *origins, const git_commit *commit, bool is_cut)
{
	char id[GIT_OID_HEXSZ + 1];
	uint32_t known = symbols_count(origins->ids);
	uint32_t symbol = symbols_intern(origins->ids, slice_of(git_oid_tostr(id, sizeof id, git_commit_id(commit))));
	if (symbol == known) {
		struct found_commit *found = arena_new_object(origins->arena, struct found_commit);
		describe(origins, commit, found);
		found->origin.place = symbol;
		found->origin.is_cut = is_cut;
		origins->found =
		    memory_grow(origins->found, known, &origins->found_capacity, sizeof(struct found_commit *));
		origins->found[symbol] = found;
	}
	return symbol;
}

static void blame(void *context, const git_commit *commit, bool is_cut, const struct suspect *suspect)
{
	struct origins *origins = context;
	uint32_t number = number_of(origins, commit, is_cut);
	for (size_t i = 0; i < suspect->runs.count; i++) {
		const struct line_run *run = &LIST_AT(suspect->runs, struct line_run, i);
		for (uint32_t j = 0; j < run->count; j++) {
			origins->files[suspect->subject].commits[run->there + j] = number;
		}
	}
}

const struct failure *origins_find(struct origins *origins)
{
	struct suspects suspects = {NULL, 0, 0};
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	const struct failure *failure = NULL;
	if (!origins->has_tip) {
		return NULL;
	}
	if (git_commit_lookup(&commit, origins->repository, &origins->tip) != 0 ||
	    git_commit_tree(&tree, commit) != 0) {
		failure = repository_failure(_("cannot read a commit"));
	}
	for (uint32_t i = 0; failure == NULL && i < symbols_count(origins->paths); i++) {
		if (!origins->files[i].is_looked_for) {
			origins->files[i].is_looked_for = true;
			failure = suspect_file(origins, tree, i, &suspects);
		}
	}
	git_tree_free(tree);
	git_commit_free(commit);
	const struct failure *walked = lineage_walk(origins->repository, &origins->tip, suspects, blame, origins);
	return failure != NULL ? failure : walked;
}

/* ---- answers ---- */

/* The newer of two commits: by their time, and met first in the walk when that is the same. */
static const struct origin *newer(const struct origin *a, const struct origin *b)
{
	if (a == NULL || b->time > a->time) {
		return b;
	}
	return b->time == a->time && b->place < a->place ? b : a;
}

const struct origin *origin_of_lines(const struct origins *origins, struct slice path, size_t first, size_t count)
{
	uint32_t symbol = symbols_find(origins->paths, path);
	const struct origin *newest = NULL;
	if (symbol == SYMBOL_NONE) {
		return NULL;
	}
	const struct asked_file *file = &origins->files[symbol];
	first = file->is_whole ? 1 : first;
	count = file->is_whole ? 1 : count;
	for (size_t i = first; i < first + count && i <= file->line_count; i++) {
		uint32_t number = file->commits[i - 1];
		if (number == NOT_COMMITTED) {
			return NULL;
		}
		newest = newer(newest, &origins->found[number]->origin);
	}
	return newest;
}

const struct origin *origin_of_file(const struct origins *origins, struct slice path)
{
	return origin_of_lines(origins, path, 1, SIZE_MAX - 1);
}

/* ---- signatures ---- */

struct verification {
	struct origins *origins;
	struct states *states;
	struct signatures *signatures;
	struct arena *arena;
	struct signature_claim *claims; /* of the commits from `origins->verified` on */
	git_oid people;                 /* people.rec of the state that was read last */
	git_oid mailmap;
	struct state *state;
};

/* The files of the network in the commit before; NULL when there is none. */
static git_tree *tree_before(const struct origins *origins, git_commit *commit)
{
	git_commit *parent = NULL;
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	if (git_commit_parentcount(commit) == 0 || git_commit_parent(&parent, commit, 0) != 0 ||
	    git_commit_tree(&tree, parent) != 0) {
		git_commit_free(parent);
		return NULL;
	}
	git_commit_free(parent);
	if (origins->prefix.size == 0) {
		return tree;
	}
	struct slice folder = slice_part(origins->prefix, 0, origins->prefix.size - 1);
	git_tree *below = NULL;
	if (git_tree_entry_bypath(&entry, tree, arena_copy(origins->arena, folder).data) == 0 &&
	    git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
		git_tree_lookup(&below, origins->repository, git_tree_entry_id(entry));
	}
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return below;
}

/* People and their keys as they were: read again only when people.rec or .mailmap changed. */
static const struct failure *read_people(struct verification *verification, const git_tree *tree)
{
	git_oid people = {{0}};
	git_oid mailmap = {{0}};
	tree_entry_id(tree, SLICE("circles/people.rec"), verification->arena, &people);
	tree_entry_id(tree, SLICE(".mailmap"), verification->arena, &mailmap);
	if (verification->state != NULL && git_oid_equal(&people, &verification->people) &&
	    git_oid_equal(&mailmap, &verification->mailmap)) {
		return NULL;
	}
	git_oid_cpy(&verification->people, &people);
	git_oid_cpy(&verification->mailmap, &mailmap);
	return states_at(verification->states, tree, &verification->state);
}

static const struct failure *claim(struct verification *verification, const struct found_commit *found,
				   struct signature_claim *result)
{
	const struct origins *origins = verification->origins;
	git_commit *commit = NULL;
	const struct failure *failure = NULL;
	if (git_commit_lookup(&commit, origins->repository, &found->id) != 0) {
		return repository_failure(_("cannot read a commit"));
	}
	git_tree *tree = tree_before(origins, commit);
	*result = (struct signature_claim){.state = SIGNATURE_NOT_DUE};
	if (tree != NULL) {
		failure = read_people(verification, tree);
		if (failure == NULL) {
			*result =
			    signature_claim(verification->signatures, verification->arena, verification->state, commit);
		}
	}
	git_tree_free(tree);
	git_commit_free(commit);
	return failure;
}

static bool is_signed(const struct origins *origins, const git_oid *commit)
{
	git_buf signature = {NULL, 0, 0};
	git_buf payload = {NULL, 0, 0};
	git_oid id;
	git_oid_cpy(&id, commit);
	bool is = git_commit_extract_signature(&signature, &payload, origins->repository, &id, NULL) == 0;
	git_buf_dispose(&signature);
	git_buf_dispose(&payload);
	return is;
}

static enum origin_signature signature_of(const struct origins *origins, const struct found_commit *found,
					  enum signature_state state)
{
	switch (state) {
	case SIGNATURE_MISSING: return ORIGIN_SIGNATURE_MISSING;
	case SIGNATURE_BAD: return ORIGIN_SIGNATURE_BAD;
	case SIGNATURE_GOOD: return ORIGIN_SIGNATURE_GOOD;
	case SIGNATURE_NOT_DUE: break;
	}
	return is_signed(origins, &found->id) ? ORIGIN_SIGNATURE_UNKNOWN : ORIGIN_UNSIGNED;
}

static const struct failure *verify(struct verification *verification)
{
	struct origins *origins = verification->origins;
	size_t count = symbols_count(origins->ids) - origins->verified;
	struct found_commit **found = origins->found + origins->verified;
	const struct failure *failure = NULL;
	verification->claims = arena_new_array(verification->arena, struct signature_claim, count);
	for (size_t i = 0; failure == NULL && i < count; i++) {
		failure = claim(verification, found[i], &verification->claims[i]);
	}
	if (failure == NULL) {
		failure = signatures_verify(verification->signatures, verification->claims, count);
	}
	for (size_t i = 0; failure == NULL && i < count; i++) {
		found[i]->origin.signature = signature_of(origins, found[i], verification->claims[i].state);
	}
	origins->verified += failure == NULL ? count : 0;
	return failure;
}

const struct failure *origins_verify(struct origins *origins)
{
	if (origins->repository == NULL || symbols_count(origins->ids) == origins->verified) {
		return NULL;
	}
	struct verification verification = {.origins = origins, .arena = arena_new()};
	verification.states = states_new(origins->repository);
	verification.signatures = signatures_new(origins->repository);
	const struct failure *failure = verify(&verification);
	signatures_free(verification.signatures);
	states_free(verification.states);
	arena_free(verification.arena);
	return failure;
}
