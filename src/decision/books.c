#include "decision/books.h"

#include "journal/loader.h"
#include "text/memory.h"

#include <stdlib.h>

struct books {
	struct arena *arena;
	struct journal_loader *below; /* reads the source */
	struct journal_loader loader; /* puts the generated files in front of it */
	struct list generated;
	struct text_file **files; /* those given out so far, by index into `generated`, then the empty ones */
	struct journal *journal;
	struct findings *findings; /* only while it is read */
};

static const struct text_file *generated_text(struct books *books, struct slice path)
{
	const struct generated_file *found = generated_file_find(books->generated, path);
	struct text_file *file = arena_new_object(books->arena, struct text_file);
	*file = (struct text_file){arena_copy(books->arena, path), found == NULL ? SLICE("") : found->bytes};
	if (found == NULL) {
		return file;
	}
	/* The same pointer for the same file, so that an include cycle is seen. */
	size_t index = (size_t)(found - (const struct generated_file *)books->generated.items);
	books->files[index] = books->files[index] == NULL ? file : books->files[index];
	return books->files[index];
}

/* In the place of a file of which all there is to say is said. */
static const struct text_file *without_text(struct books *books, const struct text_file *file)
{
	struct text_file *empty = arena_new_object(books->arena, struct text_file);
	*empty = (struct text_file){file->path, SLICE("")};
	return empty;
}

static const struct text_file *load(void *context, struct slice path, struct slice *reason)
{
	struct books *books = context;
	if (is_generated_journal(path)) {
		return generated_text(books, path);
	}
	const struct text_file *file = books->below->load(books->below->context, path, reason);
	return file != NULL && findings_add_unreadable(books->findings, file) ? without_text(books, file) : file;
}

static size_t list_paths(void *context, struct slice pattern, struct slice **paths)
{
	struct books *books = context;
	return books->below->list == NULL ? 0 : books->below->list(books->below->context, pattern, paths);
}

struct slice books_main_path(struct source *source)
{
	const struct text_file *file;
	static const char *const paths[] = {"ledger/main.journal", "ledger/generated.journal"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (source_read(source, slice_of(paths[i]), &file) != SOURCE_MISSING) {
			return slice_of(paths[i]);
		}
	}
	return SLICE("");
}

struct books *books_read(struct source *source, struct list generated, struct findings *findings)
{
	struct books *books = memory_allocate_zeroed(1, sizeof *books);
	struct slice path = books_main_path(source);
	bool has_path = path.size > 0 || generated.count > 0;
	books->arena = arena_new();
	books->generated = generated;
	books->files = arena_new_array(books->arena, struct text_file *, generated.count);
	books->below = journal_loader_from_source(source);
	books->loader = (struct journal_loader){.load = load, .list = list_paths, .context = books, .is_rooted = true};
	path = path.size > 0 ? path : SLICE("ledger/generated.journal");
	books->findings = findings;
	books->journal = journal_read(&books->loader, &path, has_path ? 1 : 0, NULL, findings);
	return books;
}

void books_free(struct books *books)
{
	if (books == NULL) {
		return;
	}
	journal_free(books->journal);
	journal_loader_free(books->below);
	arena_free(books->arena);
	free(books);
}

const struct journal *books_journal(const struct books *books)
{
	return books->journal;
}

static int compare_payments(const void *left, const void *right)
{
	const struct payment *a = left;
	const struct payment *b = right;
	int order = date_compare(a->date, b->date);
	return order != 0 ? order : (a->location.start > b->location.start) - (a->location.start < b->location.start);
}

static bool is_due_by_hand(const struct journal *journal, const struct posting *posting)
{
	struct slice account = journal_account(journal, posting->account);
	return slice_starts_with(account, SLICE("Due:")) && !is_generated_journal(posting->transaction->file->path);
}

bool posting_is_payment(const struct journal *journal, const struct posting *posting)
{
	return amount_sign(posting->quantity) > 0 && is_due_by_hand(journal, posting);
}

struct payment posting_payment(const struct journal *journal, const struct posting *posting)
{
	struct payment payment = {.date = posting->date,
				  .account = journal_account(journal, posting->account),
				  .decision = SLICE(""),
				  .amount = posting->quantity,
				  .location = transaction_locate(posting->transaction, posting->account_text)};
	tag_find(posting->tags, SLICE("pays"), &payment.decision);
	return payment;
}

static size_t count_postings(const struct journal *journal)
{
	size_t count = 0;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		count += journal->transactions[i]->posting_count;
	}
	return count;
}

struct list books_payments(struct arena *arena, const struct books *books)
{
	const struct journal *journal = books->journal;
	struct payment *payments = arena_new_array(arena, struct payment, count_postings(journal));
	size_t count = 0;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			if (amount_sign(posting->quantity) != 0 && is_due_by_hand(journal, posting)) {
				payments[count++] = posting_payment(journal, posting);
			}
		}
	}
	if (count > 1) {
		qsort(payments, count, sizeof *payments, compare_payments);
	}
	return (struct list){payments, count};
}
