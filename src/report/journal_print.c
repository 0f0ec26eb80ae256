#include "report/journal_print.h"

#include "journal/writer.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 4, AMOUNT_GAP = 2 };

/* The digits of a posting, and the columns its account takes. */
struct written_amount {
	char digits[AMOUNT_TEXT_SIZE];
	size_t size;
	size_t account_columns;
};

struct print_fold {
	const struct journal_view *view;
	struct buffer *out;
	void (*add)(void *context, const struct cell *cells);
	void (*forget)(void *context);
	void *context;
	size_t transaction_count;
	struct written_amount *amounts; /* of the transaction being written */
	size_t amount_capacity;
	bool is_sorting;
	struct transaction **waiting; /* all of them, because the journal is not in the order of its dates */
	size_t waiting_count;
	size_t waiting_capacity;
};

#define COLUMN(name, kind)                                                                                             \
	{                                                                                                              \
		{{name, sizeof(name) - 1}, {"", 0}, kind, READERS_ALL}, 0                                              \
	}

const struct stream_column print_columns[PRINT_COLUMNS] = {
    COLUMN("transaction", COLUMN_ID),
    COLUMN("date", COLUMN_DATE),
    COLUMN("date2", COLUMN_DATE),
    COLUMN("status", COLUMN_ID),
    COLUMN("code", COLUMN_ID),
    COLUMN("description", COLUMN_TEXT),
    COLUMN("comment", COLUMN_TEXT),
    COLUMN("account", COLUMN_ID),
    COLUMN("commodity", COLUMN_ID),
    COLUMN("quantity", COLUMN_AMOUNT),
    COLUMN("posting-date", COLUMN_DATE),
    COLUMN("posting-status", COLUMN_ID),
    COLUMN("posting-comment", COLUMN_TEXT),
};

struct print_fold *print_fold_new(const struct journal_view *view, struct buffer *out,
				  void (*add)(void *context, const struct cell *cells), void (*forget)(void *context),
				  void *context)
{
	struct print_fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	*fold = (struct print_fold){.view = view, .out = out, .add = add, .forget = forget, .context = context};
	return fold;
}

void print_fold_free(struct print_fold *fold)
{
	if (fold != NULL) {
		free(fold->waiting);
		free(fold->amounts);
		free(fold);
	}
}

/* The lines of a comment, each behind its own `;`. The first one goes on the line that is being written. */
static void write_comment(struct buffer *out, struct slice comment)
{
	for (bool is_first = true; comment.size > 0; is_first = false) {
		size_t end = slice_find(comment, '\n');
		struct slice line = slice_trim(slice_part(comment, 0, end));
		if (line.size > 0 && line.data[line.size - 1] == '\r') {
			line = slice_trim(slice_part(line, 0, line.size - 1));
		}
		comment = slice_from(comment, end + 1);
		if (is_first) {
			buffer_add(out, SLICE("  "));
		} else {
			buffer_add_byte(out, '\n');
			buffer_add_repeated(out, ' ', INDENT);
		}
		buffer_add(out, line);
	}
	buffer_add_byte(out, '\n');
}

/* Tags that stand in no comment of the transaction: those of `apply tag`. The first one goes on the line of the header
 * when no comment does, so that the outcome is written alike when it is read again. */
static void write_applied_tags(struct buffer *out, const struct transaction *transaction)
{
	const char *start = transaction->text.data;
	const char *end = start + transaction->text.size;
	bool is_on_header = transaction->comment.size == 0;
	for (size_t i = 0; i < transaction->tags.count; i++) {
		const struct tag *tag = &transaction->tags.items[i];
		if (tag->name.data < start || tag->name.data >= end) {
			buffer_add_repeated(out, ' ', is_on_header ? AMOUNT_GAP : INDENT);
			buffer_add(out, SLICE("; "));
			buffer_add(out, tag->name);
			buffer_add(out, tag->value.size > 0 ? SLICE(": ") : SLICE(":"));
			buffer_add(out, tag->value);
			buffer_add_byte(out, '\n');
			is_on_header = false;
		}
	}
	buffer_add(out, is_on_header ? SLICE("\n") : SLICE(""));
}

static size_t account_width(const struct journal *journal, const struct posting *posting)
{
	const char *brackets = posting->kind == POSTING_REAL ? "" : "()";
	size_t mark = posting->mark != posting->transaction->mark && posting->mark != ENTRY_UNMARKED ? 2 : 0;
	return utf8_width(journal_account(journal, posting->account)) + strlen(brackets) + mark;
}

static void write_account(struct buffer *out, const struct journal *journal, const struct posting *posting)
{
	static const char opening[] = {[POSTING_VIRTUAL] = '(', [POSTING_BALANCED_VIRTUAL] = '['};
	static const char closing[] = {[POSTING_VIRTUAL] = ')', [POSTING_BALANCED_VIRTUAL] = ']'};
	if (posting->mark != posting->transaction->mark && posting->mark != ENTRY_UNMARKED) {
		buffer_add(out, posting->mark == ENTRY_CLEARED ? SLICE("* ") : SLICE("! "));
	}
	if (posting->kind != POSTING_REAL) {
		buffer_add_byte(out, opening[posting->kind]);
	}
	buffer_add(out, journal_account(journal, posting->account));
	if (posting->kind != POSTING_REAL) {
		buffer_add_byte(out, closing[posting->kind]);
	}
}

/* A cost that two commodities imply is implied again when it is read. */
static void write_cost(struct buffer *out, const struct journal *journal, const struct posting *posting)
{
	const struct posting_cost *cost = posting->cost;
	if (cost != NULL && !cost->is_inferred) {
		buffer_add(out, cost->is_total ? SLICE(" @@ ") : SLICE(" @ "));
		journal_write_amount(out, cost->amount.quantity, journal_commodity(journal, cost->amount.commodity));
	}
}

/* An amount worked out from a balance was worked out before those that the transaction leaves out, and beside those of
 * other days: where these move the same account, the balance never was what it says, and is not said again. */
static bool is_overtaken(const struct posting *posting)
{
	const struct transaction *transaction = posting->transaction;
	for (size_t i = 0; posting->amount_text.size == 0 && i < transaction->posting_count; i++) {
		const struct posting *other = &transaction->postings[i];
		bool is_left_out =
		    other->amount_text.size == 0 && other->account_text.data != posting->account_text.data;
		bool is_of_account = other->account == posting->account || posting->assertion->is_inclusive;
		if (is_of_account && (other->has_own_date || is_left_out)) {
			return true;
		}
	}
	return false;
}

static void write_assertion(struct buffer *out, const struct journal *journal, const struct posting *posting)
{
	const struct posting_assertion *assertion = posting->assertion;
	if (assertion != NULL && !is_overtaken(posting)) {
		buffer_add(out, assertion->is_sole ? SLICE(" ==") : SLICE(" ="));
		buffer_add(out, assertion->is_inclusive ? SLICE("* ") : SLICE(" "));
		journal_write_amount(out, assertion->amount.quantity,
				     journal_commodity(journal, assertion->amount.commodity));
	}
}

static void write_posting(struct buffer *out, const struct journal *journal, const struct posting *posting,
			  const struct written_amount *amount, size_t padding)
{
	buffer_add_repeated(out, ' ', INDENT);
	write_account(out, journal, posting);
	buffer_add_repeated(out, ' ', padding);
	buffer_add(out, (struct slice){amount->digits, amount->size});
	struct slice commodity = journal_commodity(journal, posting->commodity);
	if (commodity.size > 0) {
		buffer_add_byte(out, ' ');
		journal_write_commodity(out, commodity);
	}
	write_cost(out, journal, posting);
	write_assertion(out, journal, posting);
	write_comment(out, posting->comment);
}

/* Accounts begin below each other, and numbers end so. */
static void write_postings(struct print_fold *fold, const struct journal *journal,
			   const struct transaction *transaction)
{
	size_t widest_account = 0;
	size_t widest_number = 0;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		fold->amounts = memory_grow(fold->amounts, i, &fold->amount_capacity, sizeof *fold->amounts);
		struct written_amount *amount = &fold->amounts[i];
		amount->size = strlen(amount_write(posting->quantity, amount->digits));
		amount->account_columns = account_width(journal, posting);
		widest_account = amount->account_columns > widest_account ? amount->account_columns : widest_account;
		widest_number = amount->size > widest_number ? amount->size : widest_number;
	}
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct written_amount *amount = &fold->amounts[i];
		size_t padding = widest_account - amount->account_columns + AMOUNT_GAP + widest_number - amount->size;
		write_posting(fold->out, journal, &transaction->postings[i], amount, padding);
	}
}

static void write_transaction(struct print_fold *fold, const struct journal *journal,
			      const struct transaction *transaction)
{
	journal_write_header(fold->out, transaction->date, transaction->secondary_date,
			     (enum entry_mark)transaction->mark, transaction->code, transaction->description);
	if (transaction->comment.size > 0) {
		write_comment(fold->out, transaction->comment);
	}
	write_applied_tags(fold->out, transaction);
	write_postings(fold, journal, transaction);
	buffer_add_byte(fold->out, '\n');
}

static struct slice mark_text(uint8_t mark)
{
	static const char *const texts[] = {[ENTRY_UNMARKED] = "", [ENTRY_PENDING] = "!", [ENTRY_CLEARED] = "*"};
	return slice_of(texts[mark]);
}

static void give_rows(struct print_fold *fold, const struct journal *journal, const struct transaction *transaction)
{
	char number[24];
	struct slice index = {number, (size_t)snprintf(number, sizeof number, "%zu", fold->transaction_count)};
	struct date secondary = transaction->secondary_date;
	bool has_secondary = secondary.days != DATE_MINIMUM.days;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		struct slice commodity = journal_commodity(journal, posting->commodity);
		const struct cell cells[PRINT_COLUMNS] = {
		    cell_text(index),
		    cell_date(transaction->date),
		    has_secondary ? cell_date(secondary) : cell_empty(),
		    cell_text(mark_text(transaction->mark)),
		    cell_text(transaction->code),
		    cell_text(transaction->description),
		    cell_text(transaction->comment),
		    cell_text(journal_account(journal, posting->account)),
		    cell_text(commodity),
		    cell_amount(posting->quantity, commodity),
		    cell_date(posting->date),
		    cell_text(mark_text(posting->mark)),
		    cell_text(posting->comment),
		};
		fold->add(fold->context, cells);
	}
}

static void give_transaction(struct print_fold *fold, const struct journal *journal,
			     const struct transaction *transaction)
{
	fold->transaction_count++;
	if (fold->add != NULL) {
		give_rows(fold, journal, transaction);
	} else {
		write_transaction(fold, journal, transaction);
	}
}

static bool is_shown(const struct print_fold *fold, const struct journal *journal,
		     const struct transaction *transaction)
{
	if (view_is_open(fold->view)) {
		return true;
	}
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (view_accepts(fold->view, journal, &transaction->postings[i])) {
			return true;
		}
	}
	return false;
}

static void take_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	struct print_fold *fold = context;
	if (!is_shown(fold, journal, transaction)) {
		return;
	}
	if (!fold->is_sorting) {
		give_transaction(fold, journal, transaction);
		return;
	}
	fold->waiting = memory_grow(fold->waiting, fold->waiting_count, &fold->waiting_capacity, sizeof *fold->waiting);
	fold->waiting[fold->waiting_count++] = transaction;
}

static void start_sorting(void *context)
{
	struct print_fold *fold = context;
	fold->forget(fold->context);
	query_restart(fold->view->query);
	fold->is_sorting = true;
	fold->transaction_count = 0;
}

struct journal_options print_fold_options(struct print_fold *fold)
{
	return (struct journal_options){
	    .is_folded = true, .is_ordered = true, .sink = take_transaction, .restart = start_sorting, .context = fold};
}

/* Transactions of a day stay in the order of the files: merging keeps it. */
static void merge_sort(struct transaction **list, struct transaction **room, size_t count)
{
	if (count < 2) {
		return;
	}
	size_t half = count / 2;
	merge_sort(list, room, half);
	merge_sort(list + half, room, count - half);
	memcpy(room, list, half * sizeof *list);
	size_t left = 0;
	size_t right = half;
	for (size_t i = 0; left < half; i++) {
		bool takes_right = right < count && date_compare(list[right]->date, room[left]->date) < 0;
		list[i] = takes_right ? list[right++] : room[left++];
	}
}

const struct failure *print_fold_end(struct print_fold *fold, const struct journal *journal)
{
	struct transaction **room = memory_allocate((fold->waiting_count + 1) * sizeof *room);
	merge_sort(fold->waiting, room, fold->waiting_count);
	free(room);
	for (size_t i = 0; i < fold->waiting_count; i++) {
		give_transaction(fold, journal, fold->waiting[i]);
	}
	return query_failure(fold->view->query);
}
