#include "decision/decision_journal.h"

#include "decision/seal.h"
#include "decision/sentence.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>

struct slice decision_journal_path(struct arena *arena, const struct meeting *meeting)
{
	return arena_format(arena, "ledger/circles/%.*s/%.*s.journal", SLICE_ARGUMENTS(meeting->circle->id),
			    SLICE_ARGUMENTS(meeting->id));
}

/* A description ends at `;`, and `|` parts payee from note: neither may come from a title. */
static void add_description(struct buffer *text, struct slice label)
{
	for (size_t i = 0; i < label.size; i++) {
		char byte = label.data[i];
		buffer_add_byte(text, byte == ';' ? ',' : byte == '|' ? '/' : byte);
	}
}

static void add_tag(struct buffer *text, const char *name, struct slice value)
{
	if (value.size > 0) {
		buffer_add(text, SLICE("    ; "));
		buffer_add(text, slice_of(name));
		buffer_add(text, SLICE(": "));
		buffer_add(text, value);
		buffer_add_byte(text, '\n');
	}
}

enum { AMOUNT_COLUMN = 64 };

static void add_posting(struct buffer *text, const struct account *account, struct amount amount, struct slice currency)
{
	char number[AMOUNT_TEXT_SIZE];
	struct slice written = slice_of(amount_write(amount, number));
	size_t width = account->name.size + written.size;
	buffer_add(text, SLICE("    "));
	buffer_add(text, account->name);
	buffer_add_repeated(text, ' ', width < AMOUNT_COLUMN ? AMOUNT_COLUMN - width + 2 : 2);
	buffer_add(text, written);
	buffer_add_byte(text, ' ');
	buffer_add(text, currency);
	buffer_add_byte(text, '\n');
}

/* One transaction a pair of lines, so that each has one fund and one tag for it. */
static void add_transaction(struct buffer *text, const struct fold *fold, const struct entries *entries, size_t line)
{
	struct arena *arena = arena_new();
	const struct decision *decision = entries->decision;
	const struct account *accounts = fold->accounts.items;
	const struct account *debited = &accounts[entries->lines[line].account];
	const struct account *credited = &accounts[entries->lines[line + 1].account];
	const struct account *told = credited->fund != NULL ? credited : debited;
	const struct action *action = credited->action != NULL ? credited->action : debited->action;
	buffer_format(text, "\n%.*s * (%.*s) ", SLICE_ARGUMENTS(date_text(arena, entries->date)),
		      SLICE_ARGUMENTS(decision->reference));
	add_description(text, decision_label(arena, decision, fold->model->language));
	buffer_add_byte(text, '\n');
	add_tag(text, "decision", decision->reference);
	add_tag(text, "kind", slice_of(kind_choices[decision->kind].name));
	add_tag(text, "fund", told->fund->id);
	add_tag(text, "action", action == NULL ? SLICE("") : action->id);
	add_posting(text, debited, entries->lines[line].amount, fold->model->style.currency);
	add_posting(text, credited, entries->lines[line + 1].amount, fold->model->style.currency);
	arena_free(arena);
}

size_t decision_journal_write(struct buffer *text, const struct fold *fold, const struct meeting *meeting, size_t first)
{
	size_t i = first;
	for (; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		if (entries->decision->meeting != meeting) {
			break;
		}
		if (i == first) {
			buffer_add(text, slice_of(generated_header));
		}
		for (size_t line = 0; line + 1 < entries->count; line += 2) {
			add_transaction(text, fold, entries, line);
		}
	}
	return i;
}

static int compare_names(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

void decision_journal_index_begin(struct buffer *text, const struct fold *fold)
{
	struct slice *names = memory_allocate_zeroed(fold->accounts.count, sizeof *names);
	for (size_t i = 0; i < fold->accounts.count; i++) {
		names[i] = LIST_AT(fold->accounts, struct account, i).name;
	}
	if (fold->accounts.count > 1) {
		qsort(names, fold->accounts.count, sizeof *names, compare_names);
	}
	buffer_add(text, slice_of(generated_header));
	buffer_add_byte(text, '\n');
	for (size_t i = 0; i < fold->accounts.count; i++) {
		buffer_format(text, "account %.*s\n", SLICE_ARGUMENTS(names[i]));
	}
	buffer_add_byte(text, '\n');
	free(names);
}

void decision_journal_index_add(struct buffer *text, struct slice path)
{
	struct slice below = slice_from(path, sizeof "ledger/" - 1);
	buffer_format(text, "include %.*s\n", SLICE_ARGUMENTS(below));
}
