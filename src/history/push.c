#include "history/push.h"

#include "history/audited.h"
#include "text/memory.h"
#include "text/translate.h"

#include <fnmatch.h>
#include <stdlib.h>

/* ---- reading what git tells hooks ---- */

struct line_words {
	struct slice words[4];
	size_t count;
};

static bool next_line(struct slice *lines, struct line_words *line)
{
	while (lines->size > 0) {
		struct slice rest = slice_part(*lines, 0, slice_find(*lines, '\n'));
		*lines = slice_from(*lines, rest.size + 1);
		line->count = 0;
		while (line->count < 4 && slice_next_word(&rest, " ", &line->words[line->count])) {
			line->count++;
		}
		if (line->count > 0) {
			return true;
		}
	}
	return false;
}

static bool read_id(struct slice word, git_oid *id)
{
	return word.size == GIT_OID_HEXSZ && git_oid_fromstrn(id, word.data, word.size) == 0;
}

/* The places of the words of a line: where the two ids and the name stand. */
struct line_shape {
	size_t count;
	size_t before;
	size_t after;
	size_t name;
};

static const struct failure *read_lines(struct arena *arena, struct slice lines, struct line_shape shape,
					struct list *refs)
{
	struct line_words line;
	size_t capacity = 1;
	for (size_t i = 0; i < lines.size; i++) {
		capacity += lines.data[i] == '\n' ? 1 : 0;
	}
	*refs = (struct list){arena_new_array(arena, struct pushed_ref, capacity), 0};
	while (next_line(&lines, &line)) {
		struct pushed_ref *ref = &LIST_AT(*refs, struct pushed_ref, refs->count);
		if (line.count != shape.count || !read_id(line.words[shape.before], &ref->before) ||
		    !read_id(line.words[shape.after], &ref->after)) {
			return failure_new(_("this is not what git tells a hook; only git runs it"));
		}
		ref->name = arena_copy(arena, line.words[shape.name]);
		refs->count++;
	}
	return NULL;
}

/* Ids are read by libgit2, which nothing else has started yet. */
static const struct failure *read_refs(struct arena *arena, struct slice lines, struct line_shape shape,
				       struct list *refs)
{
	const struct failure *failure = libgit2_start();
	if (failure == NULL) {
		failure = read_lines(arena, lines, shape, refs);
		libgit2_stop();
	}
	return failure;
}

const struct failure *push_read_received(struct arena *arena, struct slice lines, struct list *refs)
{
	return read_refs(arena, lines, (struct line_shape){.count = 3, .before = 0, .after = 1, .name = 2}, refs);
}

const struct failure *push_read_sent(struct arena *arena, struct slice lines, struct list *refs)
{
	return read_refs(arena, lines, (struct line_shape){.count = 4, .before = 3, .after = 1, .name = 2}, refs);
}

/* ---- rules of references ---- */

static bool is_tag(const struct pushed_ref *ref)
{
	return slice_starts_with(ref->name, SLICE("refs/tags/"));
}

static bool is_main_branch(git_repository *repository, struct slice name)
{
	git_reference *head = NULL;
	bool is_main = git_reference_lookup(&head, repository, "HEAD") == 0 &&
		       git_reference_type(head) == GIT_REFERENCE_SYMBOLIC &&
		       slice_equal(slice_of(git_reference_symbolic_target(head)), name);
	git_reference_free(head);
	return is_main;
}

static bool is_protected_branch(git_repository *repository, const struct pushed_ref *ref, struct push_rules rules)
{
	struct slice heads = SLICE("refs/heads/");
	if (!slice_starts_with(ref->name, heads)) {
		return false;
	}
	for (size_t i = 0; i < rules.protected_count; i++) {
		if (fnmatch(rules.protected[i].data, slice_from(ref->name, heads.size).data, 0) == 0) {
			return true;
		}
	}
	return is_main_branch(repository, ref->name);
}

static void refuse(struct push *push, enum finding_id id, const struct pushed_ref *ref)
{
	struct location nowhere = {NULL, 0, 0};
	findings_add(push->findings, id, nowhere, ref->name);
}

/* The commit that a reference names, whatever tags stand between; false when it names something else. */
static bool peel_to_commit(git_repository *repository, const git_oid *id, git_oid *commit_id)
{
	git_object *object = NULL;
	git_object *commit = NULL;
	bool found = git_object_lookup(&object, repository, id, GIT_OBJECT_ANY) == 0 &&
		     git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
	if (found) {
		git_oid_cpy(commit_id, git_object_id(commit));
	}
	git_object_free(commit);
	git_object_free(object);
	return found;
}

/* Whether the reference may change at all. */
static bool may_change(git_repository *repository, const struct pushed_ref *ref, bool is_protected, struct push *push)
{
	if (!git_oid_is_zero(&ref->after) && slice_starts_with(ref->name, SLICE("refs/replace/"))) {
		refuse(push, FINDING_PUSH_REPLACES, ref);
		return false;
	}
	if (git_oid_is_zero(&ref->before) || (!is_protected && !is_tag(ref))) {
		return true;
	}
	if (git_oid_is_zero(&ref->after)) {
		refuse(push, FINDING_PUSH_DELETES, ref);
		return false;
	}
	if (is_tag(ref)) {
		refuse(push, FINDING_PUSH_MOVES_TAG, ref);
		return false;
	}
	if (git_graph_descendant_of(repository, &ref->after, &ref->before) != 1) {
		refuse(push, FINDING_PUSH_REWRITES, ref);
		return false;
	}
	return true;
}

/* ---- the network ---- */

const struct failure *push_find_root(struct arena *arena, git_repository *repository, struct list refs,
				     struct slice *root)
{
	git_oid commit;
	bool is_there = false;
	const struct failure *failure = NULL;
	*root = SLICE("");
	if (git_reference_name_to_id(&commit, repository, "HEAD") == 0) {
		failure = network_tree_root_at(arena, repository, &commit, root, &is_there);
	}
	for (size_t i = 0; failure == NULL && !is_there && i < refs.count; i++) {
		if (peel_to_commit(repository, &LIST_AT(refs, struct pushed_ref, i).after, &commit)) {
			failure = network_tree_root_at(arena, repository, &commit, root, &is_there);
		}
	}
	return failure;
}

/* ---- commits ---- */

static const struct failure *audit_commits(struct network_home home, struct push *push, struct commit_range range)
{
	struct audit_options options = {.date_tolerance_days = AUDIT_DATE_TOLERANCE_DAYS};
	struct audit *audit = &push->audits[push->audit_count++];
	const struct failure *failure = audit_run(home, range, options, audit);
	for (size_t i = 0; i < findings_count(audit->findings); i++) {
		findings_copy(push->findings, findings_at(audit->findings, i));
	}
	return failure;
}

/* The seals of a protected branch bind, whichever side of a merge it is. */
static const struct failure *judge_seals_of_branch(struct network_home home, const struct pushed_ref *ref,
						   struct push *push)
{
	struct arena *arena = arena_new();
	struct slice path = SLICE("");
	const struct failure *failure = find_broken_seal(home, &ref->before, &ref->after, arena, &path);
	if (path.size > 0) {
		refuse(push, FINDING_PUSH_UNSEALS, ref);
	}
	arena_free(arena);
	return failure;
}

/* Everything that is here already. */
struct known_commits {
	git_repository *repository;
	git_oid *ids;
	size_t count;
	size_t capacity;
	const char *pattern; /* of names; NULL for all */
};

static int add_known(const char *name, void *payload)
{
	struct known_commits *known = payload;
	git_oid id;
	git_oid commit;
	if ((known->pattern == NULL || fnmatch(known->pattern, name, 0) == 0) &&
	    git_reference_name_to_id(&id, known->repository, name) == 0 &&
	    peel_to_commit(known->repository, &id, &commit)) {
		known->ids = memory_grow(known->ids, known->count, &known->capacity, sizeof *known->ids);
		git_oid_cpy(&known->ids[known->count++], &commit);
	}
	return 0;
}

static const struct failure *judge_update(struct network_home home, const struct pushed_ref *ref, bool is_protected,
					  struct push *push)
{
	git_oid tip;
	git_oid before;
	if (git_oid_is_zero(&ref->after) || !peel_to_commit(home.repository, &ref->after, &tip)) {
		return NULL;
	}
	if (is_protected && !git_oid_is_zero(&ref->before)) {
		git_oid_cpy(&before, &ref->before);
		const struct failure *failure = judge_seals_of_branch(home, ref, push);
		return failure != NULL ? failure
				       : audit_commits(home, push, (struct commit_range){&tip, 1, &before, 1});
	}
	struct known_commits known = {.repository = home.repository};
	git_reference_foreach_name(home.repository, add_known, &known);
	size_t hidden = is_protected ? 0 : known.count;
	const struct failure *failure = audit_commits(home, push, (struct commit_range){&tip, 1, known.ids, hidden});
	free(known.ids);
	return failure;
}

static void start_push(struct push *push, size_t count)
{
	*push = (struct push){.findings = findings_new(),
			      .audits = memory_allocate_zeroed(count + 1, sizeof *push->audits)};
}

const struct failure *push_judge_received(struct network_home home, struct list refs, struct push_rules rules,
					  struct push *push)
{
	const struct failure *failure = NULL;
	start_push(push, refs.count);
	for (size_t i = 0; failure == NULL && i < refs.count; i++) {
		const struct pushed_ref *ref = &LIST_AT(refs, struct pushed_ref, i);
		bool is_protected = is_protected_branch(home.repository, ref, rules);
		if (may_change(home.repository, ref, is_protected, push)) {
			failure = judge_update(home, ref, is_protected, push);
		}
	}
	return failure;
}

const struct failure *push_judge_sent(struct network_home home, struct list refs, struct push *push)
{
	const struct failure *failure = NULL;
	struct known_commits known = {.repository = home.repository, .pattern = "refs/remotes/*"};
	start_push(push, refs.count);
	git_reference_foreach_name(home.repository, add_known, &known);
	for (size_t i = 0; failure == NULL && i < refs.count; i++) {
		const struct pushed_ref *ref = &LIST_AT(refs, struct pushed_ref, i);
		git_oid tip;
		if (!git_oid_is_zero(&ref->after) && peel_to_commit(home.repository, &ref->after, &tip)) {
			failure = audit_commits(home, push, (struct commit_range){&tip, 1, known.ids, known.count});
		}
	}
	free(known.ids);
	return failure;
}

void push_free(struct push *push)
{
	for (size_t i = 0; i < push->audit_count; i++) {
		audit_free(&push->audits[i]);
	}
	free(push->audits);
	findings_free(push->findings);
}
