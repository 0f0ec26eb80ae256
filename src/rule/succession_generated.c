/* The generated files as they come: each commit brings those that changed, and no others. */
#include "rule/succession_parts.h"

#include "decision/decision_journal.h"
#include "decision/register.h"
#include "text/memory.h"

#include <stdlib.h>

/* ---- what was given ---- */

static const struct growth *find_given(const struct succession *succession, struct slice path)
{
	for (size_t i = 0; i < succession->generated.count; i++) {
		if (slice_equal(succession->generated.items[i].path, path)) {
			return &succession->generated.items[i];
		}
	}
	return NULL;
}

/* How many of those given are what they should be so far; whether one was missing or is not. */
struct comparison {
	const struct succession *succession;
	struct arena *arena;
	size_t matched;
	bool is_fine;
};

static void expect(struct comparison *comparison, struct slice path, struct slice text)
{
	const struct growth *given = find_given(comparison->succession, path);
	comparison->matched += given != NULL;
	comparison->is_fine = comparison->is_fine && given != NULL && slice_equal(given->whole, text);
}

/* The same of a file that need not have been given when it did not change. */
static void expect_if_given(struct comparison *comparison, struct slice path, struct slice text)
{
	if (find_given(comparison->succession, path) != NULL) {
		expect(comparison, path, text);
	}
}

/* ---- the journals of decisions ---- */

static void expect_journals(struct comparison *comparison, struct succession *succession, size_t first_entry)
{
	const struct fold *fold = succession->applied;
	while (first_entry < fold->entries.count) {
		const struct meeting *meeting = LIST_AT(fold->entries, struct entries, first_entry).decision->meeting;
		struct buffer text = BUFFER_EMPTY;
		struct slice path = decision_journal_path(comparison->arena, meeting);
		first_entry = decision_journal_write(&text, fold, meeting, first_entry);
		decision_journal_index_add(&succession->includes, path);
		expect(comparison, path, buffer_view(&text));
		buffer_free(&text);
	}
}

static void write_accounts(struct succession *succession)
{
	succession->accounts.size = 0;
	succession->account_count = succession->applied->accounts.count;
	decision_journal_index_begin(&succession->accounts, succession->applied);
}

static void expect_index(struct comparison *comparison, struct succession *succession, bool has_entries)
{
	struct slice path = SLICE("ledger/generated.journal");
	const struct growth *given = find_given(succession, path);
	bool is_changed = has_entries;
	if (succession->account_count != succession->applied->accounts.count) {
		write_accounts(succession);
		is_changed = true;
	}
	if (given == NULL) {
		comparison->is_fine = comparison->is_fine && !is_changed;
		return;
	}
	struct slice accounts = buffer_view(&succession->accounts);
	comparison->matched++;
	comparison->is_fine = comparison->is_fine && slice_starts_with(given->whole, accounts) &&
			      slice_equal(slice_from(given->whole, accounts.size), buffer_view(&succession->includes));
}

bool generated_read(struct succession *succession, size_t first_entry)
{
	const struct fold *fold = succession->decided;
	struct arena *arena = arena_new();
	bool is_fine = true;
	while (is_fine && first_entry < fold->entries.count) {
		const struct meeting *meeting = LIST_AT(fold->entries, struct entries, first_entry).decision->meeting;
		struct buffer text = BUFFER_EMPTY;
		first_entry = decision_journal_write(&text, fold, meeting, first_entry);
		is_fine = bank_takes(succession, decision_journal_path(arena, meeting), buffer_view(&text));
		buffer_free(&text);
	}
	arena_free(arena);
	return is_fine;
}

/* ---- the registers ---- */

static struct buffer write_register(const struct fold *fold, const struct circle *circle)
{
	struct buffer text = BUFFER_EMPTY;
	if (fold->founded[circle->index] != NULL) {
		register_write(&text, fold, circle);
	}
	return text;
}

static void expect_register(struct comparison *comparison, struct succession *succession, const struct circle *circle,
			    bool is_applied)
{
	struct buffer *known = &succession->registers[circle->index];
	struct slice path = circle_path(comparison->arena, circle, SLICE("register.rec"));
	struct buffer now = is_applied ? write_register(succession->applied, circle) : BUFFER_EMPTY;
	if (is_applied && !slice_equal(buffer_view(&now), buffer_view(known))) {
		expect(comparison, path, buffer_view(&now));
		buffer_free(known);
		*known = now;
	} else {
		buffer_free(&now);
		expect_if_given(comparison, path, buffer_view(known));
	}
}

/* ---- all of them ---- */

bool generated_follow(struct succession *succession, size_t first_entry, bool is_applied)
{
	if (succession->generated.count == 0 && !is_applied) {
		return true;
	}
	struct comparison comparison = {.succession = succession, .arena = arena_new(), .is_fine = true};
	struct list circles = succession->model->circles;
	bool has_entries = first_entry < succession->applied->entries.count;
	expect_journals(&comparison, succession, first_entry);
	for (size_t i = 0; i < circles.count; i++) {
		expect_register(&comparison, succession, LIST_AT(circles, struct circle *, i), is_applied);
	}
	expect_index(&comparison, succession, has_entries);
	arena_free(comparison.arena);
	return comparison.is_fine && comparison.matched == succession->generated.count;
}

void generated_begin(struct succession *succession)
{
	const struct fold *fold = succession->applied;
	struct list circles = succession->model->circles;
	struct arena *arena = arena_new();
	const struct meeting *latest = NULL;
	succession->registers = memory_allocate_zeroed(circles.count, sizeof *succession->registers);
	for (size_t i = 0; i < circles.count; i++) {
		succession->registers[i] = write_register(fold, LIST_AT(circles, struct circle *, i));
	}
	write_accounts(succession);
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct meeting *meeting = LIST_AT(fold->entries, struct entries, i).decision->meeting;
		if (meeting != latest) {
			decision_journal_index_add(&succession->includes, decision_journal_path(arena, meeting));
		}
		latest = meeting;
	}
	arena_free(arena);
}
