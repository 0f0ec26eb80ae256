#include "history/checkpoint.h"

#include "history/audited.h"
#include "history/state.h"
#include "text/digest.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

enum line { LINE_COMMIT, LINE_DATE, LINE_CIRCLES, LINE_LEDGER, LINE_BALANCES, LINE_SEALS };

static const char *const names[CHECKPOINT_LINES] = {"Commit", "Date", "Circles", "Ledger", "Balances", "Seals"};

/* ---- stating ---- */

static struct slice id_text(struct arena *arena, const git_oid *id)
{
	char text[GIT_OID_HEXSZ + 1];
	return arena_copy(arena, slice_of(git_oid_tostr(text, sizeof text, id)));
}

static struct slice folder_id(struct arena *arena, const git_tree *tree, const char *folder)
{
	const git_tree_entry *entry = tree == NULL ? NULL : git_tree_entry_byname(tree, folder);
	return entry == NULL ? SLICE("none") : id_text(arena, git_tree_entry_id(entry));
}

static struct slice digest_of(struct arena *arena, struct slice text)
{
	char digest[DIGEST_TEXT_SIZE];
	return arena_copy(arena, slice_of(digest_write(text, digest)));
}

static int compare_slices(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

static struct slice digest_of_balances(struct arena *arena, struct snapshot *snapshot)
{
	struct findings *unheard = findings_new();
	struct books *books = books_read(snapshot->source, snapshot_generate(snapshot), unheard);
	const struct journal *journal = books_journal(books);
	struct slice *lines = arena_new_array(arena, struct slice, journal->balances.cell_count);
	size_t count = 0;
	for (size_t i = 0; i < journal->balances.cell_count; i++) {
		const struct balance_cell *cell = &journal->balances.cells[i];
		struct slice commodity = journal_commodity(journal, cell->commodity);
		char number[AMOUNT_TEXT_SIZE];
		if (cell->units != 0) {
			lines[count++] = arena_format(
			    arena, "%.*s %s %.*s\n", SLICE_ARGUMENTS(journal_account(journal, cell->account)),
			    amount_write(balance_cell_total(cell), number), SLICE_ARGUMENTS(commodity));
		}
	}
	if (count > 1) {
		qsort(lines, count, sizeof *lines, compare_slices);
	}
	struct slice digest = digest_of(arena, arena_join(arena, lines, count, SLICE("")));
	books_free(books);
	findings_free(unheard);
	return digest;
}

/* The lines that sha256sum prints of the seals, in byte order of their paths. */
static struct slice digest_of_seals(struct arena *arena, const struct snapshot *snapshot)
{
	struct buffer text = BUFFER_EMPTY;
	struct source_list files = snapshot->model->files;
	for (size_t i = 0; i < files.count; i++) {
		const struct text_file *file;
		char digest[DIGEST_TEXT_SIZE];
		struct slice path = files.entries[i].path;
		if (path_is_seal(path) && source_read(snapshot->source, path, &file) == SOURCE_FILE) {
			buffer_format(&text, "%s  %.*s\n", digest_write(file->bytes, digest), SLICE_ARGUMENTS(path));
		}
	}
	struct slice digest = digest_of(arena, buffer_view(&text));
	buffer_free(&text);
	return digest;
}

static const struct failure *state_tree(struct arena *arena, git_repository *repository, const git_tree *tree,
					struct checkpoint *checkpoint)
{
	struct states *states = states_new(repository);
	struct state *state = NULL;
	const struct failure *failure = states_at(states, tree, &state);
	if (failure == NULL) {
		checkpoint->lines[LINE_CIRCLES] = folder_id(arena, tree, "circles");
		checkpoint->lines[LINE_LEDGER] = folder_id(arena, tree, "ledger");
		checkpoint->lines[LINE_BALANCES] = digest_of_balances(arena, state->snapshot);
		checkpoint->lines[LINE_SEALS] = digest_of_seals(arena, state->snapshot);
		failure = source_damage(state->source);
	}
	states_free(states);
	return failure;
}

const struct failure *checkpoint_of(struct arena *arena, struct network_home home, const git_oid *commit,
				    struct checkpoint *checkpoint)
{
	git_commit *opened = NULL;
	git_tree *tree = NULL;
	char day[DATE_TEXT_SIZE];
	int status = git_commit_lookup(&opened, home.repository, commit);
	const struct failure *failure = status == 0 ? network_tree_open(home, opened, &tree)
						    : repository_object_failure(home.repository, commit, status);
	if (failure == NULL) {
		git_time time = {git_commit_time(opened), git_commit_time_offset(opened), '+'};
		checkpoint->lines[LINE_COMMIT] = id_text(arena, commit);
		checkpoint->lines[LINE_DATE] = arena_copy(arena, slice_of(date_write(day_of_time(time), day)));
		failure = state_tree(arena, home.repository, tree, checkpoint);
	}
	git_tree_free(tree);
	git_commit_free(opened);
	return failure;
}

/* ---- the statement ---- */

void checkpoint_write(struct buffer *out, const struct checkpoint *checkpoint)
{
	buffer_add(out, SLICE("%rec: Checkpoint\n\n"));
	for (size_t i = 0; i < CHECKPOINT_LINES; i++) {
		buffer_format(out, "%s: %.*s\n", names[i], SLICE_ARGUMENTS(checkpoint->lines[i]));
	}
}

const struct failure *checkpoint_read(struct slice text, struct checkpoint *checkpoint)
{
	*checkpoint = (struct checkpoint){0};
	while (text.size > 0) {
		struct slice line = slice_part(text, 0, slice_find(text, '\n'));
		size_t colon = slice_find(line, ':');
		text = slice_from(text, line.size + 1);
		for (size_t i = 0; i < CHECKPOINT_LINES; i++) {
			if (slice_equal(slice_trim(slice_part(line, 0, colon)), slice_of(names[i]))) {
				checkpoint->lines[i] = slice_trim(slice_from(line, colon + 1));
			}
		}
	}
	return checkpoint->lines[LINE_COMMIT].size == GIT_OID_HEXSZ
		   ? NULL
		   : failure_new(_("this is no checkpoint: it has no line “Commit:” with a full id"));
}

/* ---- verifying ---- */

/* Whether a commit is the one named, or led to it. */
static bool is_in_history(git_repository *repository, const git_oid *commit, const git_oid *tip)
{
	git_commit *opened = NULL;
	bool is_here = git_commit_lookup(&opened, repository, commit) == 0 &&
		       (git_oid_equal(commit, tip) || git_graph_descendant_of(repository, tip, commit) == 1);
	git_commit_free(opened);
	return is_here;
}

static bool holds_same(struct network_home home, const git_oid *id, const struct checkpoint *checkpoint)
{
	struct arena *arena = arena_new();
	struct checkpoint here = {0};
	git_tree *tree = NULL;
	bool is_same = network_tree_find(home, id, &tree) == NULL &&
		       slice_equal(folder_id(arena, tree, "ledger"), checkpoint->lines[LINE_LEDGER]) &&
		       state_tree(arena, home.repository, tree, &here) == NULL &&
		       slice_equal(here.lines[LINE_BALANCES], checkpoint->lines[LINE_BALANCES]) &&
		       slice_equal(here.lines[LINE_SEALS], checkpoint->lines[LINE_SEALS]);
	git_tree_free(tree);
	arena_free(arena);
	return is_same;
}

static bool find_same_state(struct network_home home, const struct checkpoint *checkpoint, const git_oid *tip,
			    git_oid *start)
{
	git_revwalk *walk = NULL;
	git_oid id;
	bool found = false;
	if (git_revwalk_new(&walk, home.repository) == 0 && git_revwalk_push(walk, tip) == 0) {
		while (!found && git_revwalk_next(&id, walk) == 0) {
			found = holds_same(home, &id, checkpoint);
		}
	}
	git_revwalk_free(walk);
	if (found) {
		git_oid_cpy(start, &id);
	}
	return found;
}

static const struct failure *compare(struct network_home home, const struct checkpoint *checkpoint,
				     const git_oid *commit, struct findings *findings)
{
	struct arena *arena = arena_new();
	struct checkpoint now = {0};
	struct location nowhere = {NULL, 0, 0};
	const struct failure *failure = checkpoint_of(arena, home, commit, &now);
	for (size_t i = 0; failure == NULL && i < CHECKPOINT_LINES; i++) {
		if (!slice_equal(now.lines[i], checkpoint->lines[i])) {
			findings_add(findings, FINDING_CHECKPOINT_DIFFERS, nowhere, slice_of(names[i]),
				     checkpoint->lines[i], now.lines[i]);
		}
	}
	arena_free(arena);
	return failure;
}

/* A history that was rewritten may still lead back to the commit stated, by a merge that kept nothing of it. */
static const struct failure *find_lost_seal(struct network_home home, const git_oid *commit, const git_oid *tip,
					    struct findings *findings)
{
	struct arena *arena = arena_new();
	struct slice path = SLICE("");
	char text[GIT_OID_HEXSZ + 1];
	const struct failure *failure = find_broken_seal(home, commit, tip, arena, &path);
	if (path.size > 0) {
		findings_add(findings, FINDING_CHECKPOINT_SEAL_LOST, ((struct location){NULL, 0, 0}), path,
			     slice_of(git_oid_tostr(text, sizeof text, tip)));
	}
	arena_free(arena);
	return failure;
}

const struct failure *checkpoint_verify(struct network_home home, const struct checkpoint *checkpoint,
					const git_oid *tip, struct findings *findings, git_oid *start, bool *found)
{
	git_oid commit;
	char text[GIT_OID_HEXSZ + 1];
	struct location nowhere = {NULL, 0, 0};
	struct slice said = checkpoint->lines[LINE_COMMIT];
	const struct failure *failure = NULL;
	if (git_oid_fromstrn(&commit, said.data, said.size) == 0 && is_in_history(home.repository, &commit, tip)) {
		git_oid_cpy(start, &commit);
		*found = true;
		failure = compare(home, checkpoint, &commit, findings);
		return failure != NULL ? failure : find_lost_seal(home, &commit, tip, findings);
	}
	*found = find_same_state(home, checkpoint, tip, start);
	if (*found) {
		findings_add(findings, FINDING_CHECKPOINT_MOVED, nowhere, said,
			     slice_of(git_oid_tostr(text, sizeof text, start)));
	} else {
		findings_add(findings, FINDING_CHECKPOINT_REWRITTEN, nowhere, said);
	}
	return NULL;
}
