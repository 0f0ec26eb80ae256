#include "history/lineage.h"

#include "source/repository.h"
#include "text/line_ends.h"
#include "text/memory.h"
#include "text/translate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_SIZE_FOLLOWED = 64 << 20 }; /* larger ones are one thing */

/* The suspects of a commit that was not looked at yet. */
struct bag {
	git_oid commit;
	int64_t time;
	struct suspects suspects;
};

/* What became of a suspect in a parent. */
enum fate { FATE_SAME, FATE_CHANGED, FATE_MISSING };

struct verdict_of_parent {
	enum fate fate;
	git_oid blob; /* of the parent, when changed */
};

struct walk {
	git_repository *repository;
	struct arena *arena; /* of paths */
	struct bag *queue;   /* a heap, the newest commit first */
	size_t count;
	size_t capacity;
	lineage_blame *blame;
	void *context;
};

/* A commit and one of its parents, with what each suspect is there. */
struct parent {
	git_commit *commit;
	git_tree *tree;
	struct suspects suspects; /* that go to it */
	git_diff *renames;        /* made when a file is missing */
};

struct step {
	struct walk *walk;
	git_commit *commit;
	git_tree *tree;
	struct suspects suspects;
	struct verdict_of_parent *verdicts; /* of one parent, by suspect */
	struct parent *parents;
	size_t parent_count;
	bool is_cut;
	bool is_unreadable; /* a folder that there is could not be opened */
};

/* ---- suspects ---- */

void suspect_free(struct suspect *suspect)
{
	git_blob_free(suspect->content);
	free(suspect->runs.items);
}

void suspects_add(struct suspects *suspects, struct suspect suspect)
{
	suspects->items = memory_grow(suspects->items, suspects->count, &suspects->capacity, sizeof *suspects->items);
	suspects->items[suspects->count++] = suspect;
}

static void suspects_free(struct suspects *suspects)
{
	for (size_t i = 0; i < suspects->count; i++) {
		suspect_free(&suspects->items[i]);
	}
	free(suspects->items);
}

static int compare_suspects(const void *left, const void *right)
{
	const struct suspect *a = left;
	const struct suspect *b = right;
	int order = slice_compare(a->path, b->path);
	return order != 0 ? order : (a->subject > b->subject) - (a->subject < b->subject);
}

static void sort_suspects(struct suspects *suspects)
{
	for (size_t i = 1; i < suspects->count; i++) {
		if (compare_suspects(&suspects->items[i - 1], &suspects->items[i]) > 0) {
			qsort(suspects->items, suspects->count, sizeof *suspects->items, compare_suspects);
			return;
		}
	}
}

/* ---- runs ---- */

static void append_run(struct list *runs, size_t *capacity, struct line_run run)
{
	struct line_run *last = runs->count == 0 ? NULL : &LIST_AT(*runs, struct line_run, runs->count - 1);
	if (last != NULL && last->here + last->count == run.here && last->there + last->count == run.there) {
		last->count += run.count;
		return;
	}
	runs->items = memory_grow(runs->items, runs->count, capacity, sizeof run);
	LIST_AT(*runs, struct line_run, runs->count++) = run;
}

static int compare_runs(const void *left, const void *right)
{
	const struct line_run *a = left;
	const struct line_run *b = right;
	return a->here != b->here ? (a->here > b->here) - (a->here < b->here)
				  : (a->there > b->there) - (a->there < b->there);
}

static void sort_runs(struct list *runs)
{
	if (runs->count > 1) {
		qsort(runs->items, runs->count, sizeof(struct line_run), compare_runs);
	}
}

void runs_split(struct list runs, struct list known, struct list *passed, struct list *rest)
{
	size_t passed_capacity = 0;
	size_t rest_capacity = 0;
	size_t next = 0;
	*passed = (struct list){NULL, 0};
	*rest = (struct list){NULL, 0};
	for (size_t i = 0; i < runs.count; i++) {
		struct line_run run = LIST_AT(runs, struct line_run, i);
		while (run.count > 0) {
			const struct line_run *old = next < known.count ? &LIST_AT(known, struct line_run, next) : NULL;
			if (old != NULL && old->here + old->count <= run.here) {
				next++;
				continue;
			}
			bool is_known = old != NULL && old->here <= run.here;
			uint32_t end = old == NULL ? UINT32_MAX : is_known ? old->here + old->count : old->here;
			uint32_t count = end - run.here < run.count ? end - run.here : run.count;
			struct line_run part = {run.here, run.there, count};
			if (is_known) {
				part.here = old->there + (run.here - old->here);
				append_run(passed, &passed_capacity, part);
			} else {
				append_run(rest, &rest_capacity, part);
			}
			run = (struct line_run){run.here + count, run.there + count, run.count - count};
		}
	}
	sort_runs(passed);
}

/* ---- the commits that wait ---- */

static bool comes_before(const struct bag *a, const struct bag *b)
{
	return a->time != b->time ? a->time > b->time : git_oid_cmp(&a->commit, &b->commit) < 0;
}

static void queue_push(struct walk *walk, const git_commit *commit, struct suspects suspects)
{
	if (suspects.count == 0) {
		free(suspects.items);
		return;
	}
	struct bag bag = {.time = git_commit_time(commit), .suspects = suspects};
	git_oid_cpy(&bag.commit, git_commit_id(commit));
	walk->queue = memory_grow(walk->queue, walk->count, &walk->capacity, sizeof *walk->queue);
	size_t place = walk->count++;
	while (place > 0 && comes_before(&bag, &walk->queue[(place - 1) / 2])) {
		walk->queue[place] = walk->queue[(place - 1) / 2];
		place = (place - 1) / 2;
	}
	walk->queue[place] = bag;
}

static struct bag queue_pop_one(struct walk *walk)
{
	struct bag first = walk->queue[0];
	struct bag last = walk->queue[--walk->count];
	size_t place = 0;
	for (;;) {
		size_t child = 2 * place + 1;
		if (child >= walk->count) {
			break;
		}
		child += child + 1 < walk->count && comes_before(&walk->queue[child + 1], &walk->queue[child]);
		if (!comes_before(&walk->queue[child], &last)) {
			break;
		}
		walk->queue[place] = walk->queue[child];
		place = child;
	}
	walk->queue[place] = last;
	return first;
}

/* Two suspects of the same file become one. */
static void join_suspects(struct suspects *suspects)
{
	size_t kept = 0;
	for (size_t i = 0; i < suspects->count; i++) {
		struct suspect *suspect = &suspects->items[i];
		struct suspect *last = kept == 0 ? NULL : &suspects->items[kept - 1];
		if (last == NULL || compare_suspects(last, suspect) != 0) {
			suspects->items[kept++] = *suspect;
			continue;
		}
		size_t capacity = last->runs.count;
		for (size_t j = 0; j < suspect->runs.count; j++) {
			append_run(&last->runs, &capacity, LIST_AT(suspect->runs, struct line_run, j));
		}
		sort_runs(&last->runs);
		suspect_free(suspect);
	}
	suspects->count = kept;
}

/* The newest commit, with all suspects that its children gave it. */
static struct bag queue_pop(struct walk *walk)
{
	struct bag bag = queue_pop_one(walk);
	bool is_joined = false;
	while (walk->count > 0 && git_oid_equal(&walk->queue[0].commit, &bag.commit)) {
		struct bag other = queue_pop_one(walk);
		for (size_t i = 0; i < other.suspects.count; i++) {
			suspects_add(&bag.suspects, other.suspects.items[i]);
		}
		free(other.suspects.items);
		is_joined = true;
	}
	sort_suspects(&bag.suspects);
	if (is_joined) {
		join_suspects(&bag.suspects);
	}
	return bag;
}

/* ---- comparing trees ---- */

static const git_tree_entry *entry_named(const git_tree *tree, struct slice name)
{
	char text[NAME_MAX + 1];
	if (tree == NULL || name.size >= sizeof text) {
		return NULL;
	}
	memcpy(text, name.data, name.size);
	text[name.size] = '\0';
	return git_tree_entry_byname(tree, text);
}

static bool is_folder(const git_tree_entry *entry)
{
	return entry != NULL && git_tree_entry_type(entry) == GIT_OBJECT_TREE;
}

static git_tree *open_folder(struct step *step, const git_tree_entry *entry)
{
	git_tree *tree = NULL;
	if (is_folder(entry) && git_tree_lookup(&tree, step->walk->repository, git_tree_entry_id(entry)) != 0) {
		step->is_unreadable = true;
	}
	return tree;
}

static const struct failure *unreadable(void)
{
	return repository_failure(_("cannot read the history: something of it is missing or damaged"));
}

/* The suspects from `first` on whose paths go on like that of the first one behind `known` bytes: those of one entry of
 * a folder. Returns the index behind the last. */
static size_t end_of_entry(const struct suspects *suspects, size_t first, size_t end, struct slice start)
{
	size_t next = first + 1;
	while (next < end) {
		struct slice path = suspects->items[next].path;
		bool is_below =
		    slice_starts_with(path, start) && (path.size == start.size || path.data[start.size] == '/');
		if (!is_below) {
			break;
		}
		next++;
	}
	return next;
}

/* The trees of a commit and of a parent, or of a folder in both. */
struct tree_pair {
	const git_tree *child;
	const git_tree *parent; /* NULL: there is no such folder */
	size_t known;           /* bytes of the paths that lead here */
};

static void compare_folder(struct step *step, struct tree_pair pair, size_t first, size_t end);

static void compare_entry(struct step *step, struct tree_pair pair, struct slice name, size_t first, size_t end)
{
	const struct suspect *suspect = &step->suspects.items[first];
	const git_tree_entry *mine = entry_named(pair.child, name);
	const git_tree_entry *theirs = entry_named(pair.parent, name);
	bool is_same =
	    mine != NULL && theirs != NULL && git_oid_equal(git_tree_entry_id(mine), git_tree_entry_id(theirs));
	size_t known = pair.known + name.size;
	if (!is_same && known < suspect->path.size) {
		git_tree *child = open_folder(step, mine);
		git_tree *parent = open_folder(step, theirs);
		compare_folder(step, (struct tree_pair){child, parent, known + 1}, first, end);
		git_tree_free(child);
		git_tree_free(parent);
		return;
	}
	for (size_t i = first; i < end; i++) {
		struct verdict_of_parent *verdict = &step->verdicts[i];
		bool is_file = theirs != NULL && git_tree_entry_type(theirs) == GIT_OBJECT_BLOB;
		verdict->fate = is_same ? FATE_SAME : is_file ? FATE_CHANGED : FATE_MISSING;
		if (verdict->fate == FATE_CHANGED) {
			git_oid_cpy(&verdict->blob, git_tree_entry_id(theirs));
		}
	}
}

static void compare_folder(struct step *step, struct tree_pair pair, size_t first, size_t end)
{
	while (first < end) {
		struct slice path = step->suspects.items[first].path;
		struct slice name = slice_from(path, pair.known);
		name.size = slice_find(name, '/');
		size_t next = end_of_entry(&step->suspects, first, end, slice_part(path, 0, pair.known + name.size));
		compare_entry(step, pair, name, first, next);
		first = next;
	}
}

static const struct failure *judge_suspects(struct step *step, const struct parent *parent)
{
	for (size_t i = 0; i < step->suspects.count; i++) {
		step->verdicts[i].fate = FATE_MISSING;
	}
	compare_folder(step, (struct tree_pair){step->tree, parent->tree, 0}, 0, step->suspects.count);
	return step->is_unreadable ? unreadable() : NULL;
}

/* ---- passing suspects on ---- */

/* What is as it was goes to the first parent that has it. */
static void pass_same(struct step *step, struct parent *parent)
{
	size_t kept = 0;
	for (size_t i = 0; i < step->suspects.count; i++) {
		struct suspect suspect = step->suspects.items[i];
		if (step->verdicts[i].fate == FATE_SAME) {
			suspects_add(&parent->suspects, suspect);
		} else {
			step->suspects.items[kept++] = suspect;
		}
	}
	step->suspects.count = kept;
}

/* Its bytes as those who read the file have them: lines that only end otherwise are the same. */
static const struct failure *read_content(struct arena *arena, git_repository *repository, const git_oid *id,
					  git_blob **content, struct slice *bytes)
{
	if (*content == NULL && git_blob_lookup(content, repository, id) != 0) {
		return unreadable();
	}
	struct slice stored = {git_blob_rawcontent(*content), (size_t)git_blob_rawsize(*content)};
	*bytes = text_with_line_feeds(arena, stored);
	return NULL;
}

/* Gives the parent the lines that its version has; what is left stays. */
static const struct failure *pass_lines(struct step *step, struct parent *parent, struct suspect *suspect,
					struct slice path, const git_oid *blob)
{
	struct arena *arena = arena_new();
	struct suspect earlier = {.subject = suspect->subject, .path = path};
	struct list known = {NULL, 0};
	struct list rest = {NULL, 0};
	struct slice before = SLICE("");
	struct slice after = SLICE("");
	git_oid_cpy(&earlier.blob, blob);
	const struct failure *failure =
	    read_content(arena, step->walk->repository, &suspect->blob, &suspect->content, &after);
	if (failure == NULL) {
		failure = read_content(arena, step->walk->repository, blob, &earlier.content, &before);
	}
	if (failure == NULL && before.size <= FILE_SIZE_FOLLOWED && after.size <= FILE_SIZE_FOLLOWED) {
		failure = line_map(arena, before, after, &known);
	}
	if (failure == NULL && known.count > 0) {
		runs_split(suspect->runs, known, &earlier.runs, &rest);
		free(suspect->runs.items);
		suspect->runs = rest;
	}
	if (earlier.runs.count > 0) {
		suspects_add(&parent->suspects, earlier);
	} else {
		suspect_free(&earlier);
	}
	arena_free(arena);
	return failure;
}

/* What the parent had and the commit has not, beside what it added: where a missing file may have been. */
static const struct failure *find_renames(struct step *step, struct parent *parent)
{
	git_diff_options options;
	git_diff_find_options similar;
	if (parent->renames != NULL) {
		return NULL;
	}
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	git_diff_find_options_init(&similar, GIT_DIFF_FIND_OPTIONS_VERSION);
	similar.flags = GIT_DIFF_FIND_RENAMES;
	options.flags = GIT_DIFF_SKIP_BINARY_CHECK;
	if (git_diff_tree_to_tree(&parent->renames, step->walk->repository, parent->tree, step->tree, &options) != 0 ||
	    (git_diff_num_deltas_of_type(parent->renames, GIT_DELTA_DELETED) > 0 &&
	     git_diff_find_similar(parent->renames, &similar) != 0)) {
		return repository_failure(_("cannot compare two commits"));
	}
	return NULL;
}

static const git_diff_delta *rename_of(const struct parent *parent, struct slice path)
{
	size_t count = git_diff_num_deltas_of_type(parent->renames, GIT_DELTA_RENAMED);
	for (size_t i = 0; count > 0 && i < git_diff_num_deltas(parent->renames); i++) {
		const git_diff_delta *delta = git_diff_get_delta(parent->renames, i);
		if (delta->status == GIT_DELTA_RENAMED && slice_equal(slice_of(delta->new_file.path), path)) {
			return delta;
		}
	}
	return NULL;
}

static const struct failure *pass_renamed(struct step *step, struct parent *parent, struct suspect *suspect)
{
	const struct failure *failure = find_renames(step, parent);
	const git_diff_delta *delta = failure == NULL ? rename_of(parent, suspect->path) : NULL;
	if (delta == NULL) {
		return failure;
	}
	struct slice path = arena_copy(step->walk->arena, slice_of(delta->old_file.path));
	if (!git_oid_equal(&delta->old_file.id, &suspect->blob)) {
		return suspect->is_whole ? NULL : pass_lines(step, parent, suspect, path, &delta->old_file.id);
	}
	struct suspect same = *suspect;
	same.path = path;
	suspects_add(&parent->suspects, same);
	suspect->content = NULL;
	suspect->runs = (struct list){NULL, 0};
	return NULL;
}

static const struct failure *pass_changed(struct step *step, struct parent *parent)
{
	const struct failure *failure = NULL;
	size_t kept = 0;
	for (size_t i = 0; i < step->suspects.count; i++) {
		struct suspect *suspect = &step->suspects.items[i];
		const struct verdict_of_parent *verdict = &step->verdicts[i];
		if (failure == NULL && verdict->fate == FATE_CHANGED && !suspect->is_whole) {
			failure = pass_lines(step, parent, suspect, suspect->path, &verdict->blob);
		} else if (failure == NULL && verdict->fate == FATE_MISSING) {
			failure = pass_renamed(step, parent, suspect);
		}
		if (suspect->runs.count > 0) {
			step->suspects.items[kept++] = *suspect;
		} else {
			suspect_free(suspect);
		}
	}
	step->suspects.count = kept;
	return failure;
}

/* ---- one commit ---- */

static void open_parents(struct step *step)
{
	size_t count = git_commit_parentcount(step->commit);
	step->parents = memory_allocate_zeroed(count, sizeof *step->parents);
	for (unsigned i = 0; i < count; i++) {
		struct parent *parent = &step->parents[step->parent_count];
		if (git_commit_parent(&parent->commit, step->commit, i) != 0) {
			step->is_cut = true;
			continue;
		}
		step->parent_count++;
		step->is_unreadable |= git_commit_tree(&parent->tree, parent->commit) != 0;
	}
}

static const struct failure *pass_on(struct step *step)
{
	open_parents(step);
	const struct failure *failure = step->is_unreadable ? unreadable() : NULL;
	step->verdicts = memory_allocate_zeroed(step->suspects.count, sizeof *step->verdicts);
	for (size_t i = 0; failure == NULL && i < step->parent_count && step->suspects.count > 0; i++) {
		failure = judge_suspects(step, &step->parents[i]);
		if (failure == NULL) {
			pass_same(step, &step->parents[i]);
		}
	}
	for (size_t i = 0; failure == NULL && i < step->parent_count && step->suspects.count > 0; i++) {
		failure = judge_suspects(step, &step->parents[i]);
		if (failure == NULL) {
			failure = pass_changed(step, &step->parents[i]);
		}
	}
	for (size_t i = 0; failure == NULL && i < step->suspects.count; i++) {
		step->walk->blame(step->walk->context, step->commit, step->is_cut, &step->suspects.items[i]);
	}
	return failure;
}

static void step_close(struct step *step)
{
	for (size_t i = 0; i < step->parent_count; i++) {
		struct parent *parent = &step->parents[i];
		queue_push(step->walk, parent->commit, parent->suspects);
		git_diff_free(parent->renames);
		git_tree_free(parent->tree);
		git_commit_free(parent->commit);
	}
	suspects_free(&step->suspects);
	git_tree_free(step->tree);
	git_commit_free(step->commit);
	free(step->parents);
	free(step->verdicts);
}

static const struct failure *take_step(struct walk *walk)
{
	struct bag bag = queue_pop(walk);
	struct step step = {.walk = walk, .suspects = bag.suspects};
	const struct failure *failure = NULL;
	if (git_commit_lookup(&step.commit, walk->repository, &bag.commit) != 0 ||
	    git_commit_tree(&step.tree, step.commit) != 0) {
		failure = repository_failure(_("cannot read a commit"));
	} else {
		failure = pass_on(&step);
	}
	step_close(&step);
	return failure;
}

const struct failure *lineage_walk(git_repository *repository, const git_oid *tip, struct suspects suspects,
				   lineage_blame *blame, void *context)
{
	struct walk walk = {.repository = repository, .arena = arena_new(), .blame = blame, .context = context};
	git_commit *commit = NULL;
	const struct failure *failure = NULL;
	if (git_commit_lookup(&commit, repository, tip) != 0) {
		failure = repository_failure(_("cannot read a commit"));
		suspects_free(&suspects);
	} else {
		queue_push(&walk, commit, suspects);
	}
	git_commit_free(commit);
	while (failure == NULL && walk.count > 0) {
		failure = take_step(&walk);
	}
	for (size_t i = 0; i < walk.count; i++) {
		suspects_free(&walk.queue[i].suspects);
	}
	free(walk.queue);
	arena_free(walk.arena);
	return failure;
}
