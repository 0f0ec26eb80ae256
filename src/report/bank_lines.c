#include "report/bank_lines.h"

#include "text/translate.h"

enum { NAMED_MOST = 4 }; /* how many of several transactions are named */

/* ---- reading ---- */

static size_t count_postings(const struct journal *journal)
{
	size_t count = 0;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		count += journal->transactions[i]->posting_count;
	}
	return count;
}

static size_t line_of(struct line_counter *counter, struct location location)
{
	if (counter->bytes.data != location.file->bytes.data) { /* the next file */
		*counter = (struct line_counter){location.file->bytes, 0, 1};
	}
	return line_counter_at(counter, location.start);
}

struct list bank_lines_read(struct arena *arena, const struct books *hand_written)
{
	const struct journal *journal = books_journal(hand_written);
	struct list lines = {arena_new_array(arena, struct bank_line, count_postings(journal)), 0};
	struct line_counter counter = {{NULL, 0}, 0, 1};
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			struct slice account = journal_account(journal, posting->account);
			bool is_receipt = slice_starts_with(account, SLICE("Assets:Receivable:"));
			if (is_receipt || slice_starts_with(account, SLICE("Due:"))) {
				struct location place = transaction_locate(transaction, posting->account_text);
				LIST_AT(lines, struct bank_line, lines.count++) = (struct bank_line){
				    transaction, posting, account, place, line_of(&counter, place), is_receipt};
			}
		}
	}
	return lines;
}

/* ---- finding ---- */

static void take_transaction(struct list lines, size_t first, struct list *found)
{
	const struct bank_line *line = &LIST_AT(lines, struct bank_line, first);
	size_t count = 1;
	while (first + count < lines.count && line[count].transaction == line->transaction) {
		count++;
	}
	*found = (struct list){(void *)(uintptr_t)line, count};
}

/* The first and last line of a transaction. */
static void span_of(const struct transaction *transaction, size_t *first, size_t *last)
{
	struct location place = transaction_locate(transaction, transaction->text);
	struct slice text = transaction->text;
	*first = position_of(place).line;
	*last = *first;
	while (text.size > 0) {
		size_t end = slice_find(text, '\n');
		text = slice_from(text, end + 1);
		*last += text.size > 0;
	}
}

static const struct failure *find_line(struct list lines, struct slice path, size_t number, struct list *found)
{
	for (size_t i = 0; i < lines.count; i++) {
		const struct bank_line *line = &LIST_AT(lines, struct bank_line, i);
		if (!slice_equal(line->transaction->file->path, path)) {
			continue;
		}
		if (line->line == number) {
			*found = (struct list){(void *)(uintptr_t)line, 1};
			return NULL;
		}
		size_t first;
		size_t last;
		span_of(line->transaction, &first, &last);
		if (found->count == 0 && first <= number && number <= last) {
			take_transaction(lines, i, found);
		}
	}
	return found->count > 0 ? NULL
				: failure_new(_("%.*s:%zu pays nothing that a decision owes and receives nothing "
						"that was awarded"),
					      SLICE_ARGUMENTS(path), number);
}

/* Whether a word is the code of a transaction, or its date with its description, with or without mark and code. */
static bool is_named(struct arena *arena, const struct transaction *transaction, struct slice word)
{
	if (transaction->code.size > 0 && slice_equal(transaction->code, word)) {
		return true;
	}
	struct slice header = slice_part(transaction->text, 0, slice_find(transaction->text, '\n'));
	struct slice plain = arena_format(arena, "%.*s %.*s", SLICE_ARGUMENTS(slice_part(header, 0, 10)),
					  SLICE_ARGUMENTS(transaction->description));
	return slice_equal(plain, word) || slice_equal(slice_trim(header), word);
}

static const struct failure *several(struct arena *arena, struct slice word, const struct slice *places, size_t count)
{
	size_t shown = count < NAMED_MOST ? count : NAMED_MOST;
	struct slice text = arena_join(arena, places, shown, SLICE(", "));
	return failure_new(_("“%.*s” names %zu payments; say which: %.*s%s"), SLICE_ARGUMENTS(word), count,
			   SLICE_ARGUMENTS(text), shown < count ? ", …" : "");
}

static const struct failure *find_named(struct arena *arena, struct list lines, struct slice word, struct list *found)
{
	struct slice *places = arena_new_array(arena, struct slice, lines.count + 1);
	const struct transaction *previous = NULL;
	size_t count = 0;
	struct list first = {NULL, 0};
	for (size_t i = 0; i < lines.count; i++) {
		const struct bank_line *line = &LIST_AT(lines, struct bank_line, i);
		if (line->transaction != previous && is_named(arena, line->transaction, word)) {
			places[count++] =
			    arena_format(arena, "%.*s:%zu", SLICE_ARGUMENTS(line->transaction->file->path), line->line);
			take_transaction(lines, i, &first);
		}
		previous = line->transaction;
	}
	if (count > 1) {
		return several(arena, word, places, count);
	}
	*found = first;
	return NULL;
}

const struct failure *bank_lines_find(struct arena *arena, struct list lines, struct slice word, struct list *found)
{
	size_t colon = slice_find_last(word, ':');
	uint64_t number = 0;
	*found = (struct list){NULL, 0};
	if (slice_to_number(slice_from(word, colon + 1), UINT32_MAX, &number) &&
	    slice_ends_with(slice_part(word, 0, colon), SLICE(".journal"))) {
		return find_line(lines, slice_part(word, 0, colon), (size_t)number, found);
	}
	return find_named(arena, lines, word, found);
}
