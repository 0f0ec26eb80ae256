/* What journals grow by: transactions behind those that were there. They are read with the declarations of all
 * journals in front of them; whatever could make them mean something else there (aliases, assertions, another default
 * year) is left to judging in full. */
#include "rule/bank.h"
#include "rule/succession_parts.h"

#include "journal/strict.h"
#include "text/memory.h"

#include <string.h>

/* ---- texts that grow ---- */

struct growing_text *text_known(const struct growing_texts *texts, struct slice path)
{
	uint32_t symbol = symbols_find(texts->paths, path);
	return symbol == SYMBOL_NONE ? NULL : &texts->texts[symbol];
}

struct growing_text *text_of(struct growing_texts *texts, struct slice path)
{
	uint32_t known = symbols_count(texts->paths);
	uint32_t symbol = symbols_intern(texts->paths, path);
	if (symbol == known) {
		texts->texts = memory_grow(texts->texts, known, &texts->capacity, sizeof *texts->texts);
		texts->texts[symbol] = (struct growing_text){BUFFER_EMPTY, DATE_MINIMUM};
	}
	return &texts->texts[symbol];
}

/* ---- the lines of journals ---- */

struct line_notes {
	struct succession *succession;
	struct symbols *includes;
	bool is_main;
	bool is_declaring; /* the line before belongs to a declaration */
};

static bool is_plain_include(struct slice path)
{
	static const char unusual[] = "*?[\\~";
	for (size_t i = 0; i < path.size; i++) {
		if (strchr(unusual, path.data[i]) != NULL) {
			return false;
		}
	}
	return path.size > 0 && path.data[0] != '.' && path.data[0] != '/' &&
	       !slice_starts_with(path, SLICE("circles/"));
}

static bool note_directive(struct line_notes *notes, struct slice line)
{
	struct slice include = SLICE("include ");
	bool is_commodity = slice_starts_with(line, SLICE("commodity "));
	notes->is_declaring = is_commodity || slice_starts_with(line, SLICE("account "));
	if (notes->is_declaring) {
		notes->succession->has_commodity |= is_commodity;
		buffer_add(&notes->succession->declarations, line);
		buffer_add_byte(&notes->succession->declarations, '\n');
		return true;
	}
	struct slice path = slice_trim(slice_from(line, include.size));
	uint32_t known = symbols_count(notes->includes);
	return notes->is_main && slice_starts_with(line, include) && is_plain_include(path) &&
	       symbols_intern(notes->includes, path) == known;
}

static bool is_entry_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == ' ' || byte == '\t' || byte == ';' || byte == '#';
}

static bool note_line(struct line_notes *notes, struct slice line)
{
	if (line.size > 0 && !is_entry_byte(line.data[0])) {
		return note_directive(notes, line);
	}
	bool is_indented = line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
	notes->is_declaring = notes->is_declaring && is_indented;
	if (notes->is_declaring) {
		buffer_add(&notes->succession->declarations, line);
		buffer_add_byte(&notes->succession->declarations, '\n');
	}
	return true;
}

static bool note_lines(struct line_notes *notes, struct slice text)
{
	bool is_plain = slice_find(text, '\r') == text.size && slice_find(text, '\0') == text.size;
	notes->is_declaring = false;
	while (is_plain && text.size > 0) {
		size_t end = slice_find(text, '\n');
		is_plain = note_line(notes, slice_part(text, 0, end));
		text = slice_from(text, end + 1);
	}
	return is_plain;
}

/* All hand-written journals, each included once, by ledger/main.journal; and the generated ones behind one name. */
static bool note_journals(struct succession *succession, const struct journal *journal)
{
	struct line_notes notes = {.succession = succession, .includes = symbols_new()};
	bool is_fine = true;
	for (size_t i = 0; is_fine && i < journal->file_count; i++) {
		const struct text_file *file = journal->files[i];
		if (!is_generated_journal(file->path)) {
			notes.is_main = slice_equal(file->path, SLICE("ledger/main.journal"));
			is_fine = note_lines(&notes, file->bytes);
			buffer_add(&text_of(&succession->known_journals, file->path)->bytes, file->bytes);
		}
	}
	uint32_t count = symbols_count(succession->known_journals.paths);
	is_fine = is_fine && (count == 0 || (symbols_count(notes.includes) == count &&
					     symbols_find(notes.includes, SLICE("generated.journal")) != SYMBOL_NONE));
	symbols_free(notes.includes);
	return is_fine;
}

/* ---- transactions ---- */

/* Sums of amounts below 10^18 of at most 6 decimals cannot overflow. */
static bool is_moderate(struct amount amount)
{
	const int128 limit = amount_power_of_ten(18);
	return amount.scale <= 6 && amount.units < limit && amount.units > -limit;
}

/* Whether nothing in it depends on other transactions, nor they on it. */
static bool stands_alone(const struct transaction *transaction)
{
	struct slice uuid;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		if (posting->assertion != NULL || !is_moderate(posting->quantity)) {
			return false;
		}
	}
	return !tag_find(transaction->tags, SLICE("UUID"), &uuid);
}

/* The fund whose receivable an account is, or NULL. */
static const struct fund *fund_received(const struct succession *succession, struct slice account)
{
	return slice_starts_with(account, SLICE("Assets:Receivable:"))
		   ? model_find_fund(succession->model, part_of_account(account, 2))
		   : NULL;
}

static void note_receipt(struct succession *succession, const struct fund *fund, struct amount quantity)
{
	amount_subtract(succession->received[fund->index], quantity, &succession->received[fund->index]);
	succession->gave_back[fund->index] |= amount_sign(quantity) > 0;
}

void bank_make_room(struct succession *succession)
{
	size_t count = succession->model->funds.count;
	size_t known = succession->funds_seen;
	struct arena *arena = succession->arena;
	succession->received = arena_lengthen(arena, succession->received, known, count, sizeof *succession->received);
	succession->gave_back =
	    arena_lengthen(arena, succession->gave_back, known, count, sizeof *succession->gave_back);
	succession->funds_seen = count;
}

bool bank_begin(struct succession *succession)
{
	const struct journal *journal = books_journal(succession->snapshot->books);
	if (!note_journals(succession, journal)) {
		return false;
	}
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		if (!stands_alone(transaction)) {
			return false;
		}
		struct growing_text *text = text_known(&succession->known_journals, transaction->file->path);
		for (size_t j = 0; text != NULL && j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			const struct fund *fund = fund_received(succession, journal_account(journal, posting->account));
			if (fund != NULL) {
				note_receipt(succession, fund, posting->quantity);
			}
		}
		if (text != NULL) {
			text->latest = transaction->date;
		}
	}
	return true;
}

/* ---- what comes ---- */

static const struct text_file *give(void *context, struct slice path, struct slice *reason)
{
	(void)path;
	(void)reason;
	return context;
}

/* Reads a text as if it stood behind all that was read before. The text of the journal is `buffer`. */
static struct journal *read_behind(struct succession *succession, struct slice path, struct slice text,
				   struct buffer *buffer, struct text_file *file)
{
	struct journal_loader loader = {.load = give, .context = file, .is_rooted = true};
	buffer_add(buffer, buffer_view(&succession->declarations));
	if (fold_find_account(succession->decided, SLICE("Equity:Free")) != NULL) {
		buffer_add(buffer, SLICE("account Equity:Free\n"));
	}
	buffer_add_byte(buffer, '\n');
	buffer_add(buffer, text);
	buffer_add_byte(buffer, '\0'); /* behind the text, as behind that of every file */
	*file = (struct text_file){path, slice_part(buffer_view(buffer), 0, buffer->size - 1)};
	struct journal *journal = journal_read(&loader, &path, 1, NULL, succession->findings);
	strict_check_subset(journal, ledger_governs, succession->findings);
	return journal;
}

static bool follow_receipt(struct succession *succession, const struct fund *fund, const struct posting *posting)
{
	struct amount quantity = posting->quantity;
	if (fund == NULL || amount_sign(quantity) > 0 || succession->gave_back[fund->index]) {
		return false;
	}
	const struct decision *award = succession->decided->funds[fund->index].award;
	if (award == NULL || date_compare(posting->date, award->meeting->date) < 0) {
		return false;
	}
	struct amount awarded =
	    fund->funder == NULL ? (struct amount){0, MONEY_SCALE} : succession->decided->funds[fund->index].awarded;
	note_receipt(succession, fund, quantity);
	return amount_compare(succession->received[fund->index], awarded) <= 0;
}

static bool follow_posting(struct succession *succession, const struct journal *journal, const struct posting *posting)
{
	struct slice account = journal_account(journal, posting->account);
	if (!ledger_governs(account)) {
		struct slice root = part_of_account(account, 0);
		return !slice_equal(root, SLICE("Budget")) && !slice_equal(root, SLICE("Funds")) &&
		       !slice_equal(root, SLICE("Due"));
	}
	if (slice_starts_with(account, SLICE("Assets:Receivable:"))) {
		return follow_receipt(succession, fund_received(succession, account), posting);
	}
	if (!posting_is_payment(journal, posting) || posting->tags.count > 1) { /* one that it pays, perhaps two */
		return false;
	}
	struct payment payment = posting_payment(journal, posting);
	return dues_pay(succession, &payment);
}

static bool is_in_closed_year(const struct succession *succession, struct date date)
{
	return fold_year_is_closed(succession->decided, date_year(date));
}

static bool follow_transaction(struct succession *succession, const struct journal *journal,
			       const struct transaction *transaction, struct growing_text *text)
{
	if (!stands_alone(transaction) || date_compare(transaction->date, text->latest) < 0 ||
	    is_in_closed_year(succession, transaction->date)) {
		return false;
	}
	text->latest = transaction->date;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (!follow_posting(succession, journal, &transaction->postings[i])) {
			return false;
		}
	}
	return true;
}

/* Only transactions and comments, the first line not belonging to what was there. */
static bool is_only_entries(struct slice text)
{
	bool is_fine = text.size == 0 || (text.data[0] != ' ' && text.data[0] != '\t');
	is_fine = is_fine && slice_find(text, '\r') == text.size;
	while (is_fine && text.size > 0) {
		is_fine = text.data[0] == '\n' || is_entry_byte(text.data[0]);
		text = slice_from(text, slice_find(text, '\n') + 1);
	}
	return is_fine;
}

/* The journals of a year that is closed do not change any more. */
static bool is_closed_journal(const struct succession *succession, struct slice path)
{
	struct list closings = succession->decided->closings;
	for (size_t i = 0; i < closings.count; i++) {
		const struct seal *seal = LIST_AT(closings, struct year_closing, i).decision->meeting->seal;
		for (size_t j = 0; seal != NULL && j < seal->journals.count; j++) {
			if (slice_equal(LIST_AT(seal->journals, struct digest_line, j).subject, path)) {
				return true;
			}
		}
	}
	return false;
}

static bool follow_journal(struct succession *succession, const struct growth *growth)
{
	struct slice added = slice_from(growth->whole, growth->known);
	struct growing_text *text = text_of(&succession->known_journals, growth->path);
	if (!succession->has_commodity || !is_only_entries(added) || is_closed_journal(succession, growth->path)) {
		return false;
	}
	struct buffer buffer = BUFFER_EMPTY;
	struct text_file file;
	struct journal *journal = read_behind(succession, growth->path, added, &buffer, &file);
	bool is_fine = true;
	for (size_t i = 0; is_fine && i < journal->transaction_count; i++) {
		is_fine = follow_transaction(succession, journal, journal->transactions[i], text);
	}
	journal_free(journal);
	buffer_free(&buffer);
	buffer_add(&text->bytes, added);
	return is_fine;
}

/* What was received of a fund that is worth less by now. */
static bool receipts_fit(const struct succession *succession)
{
	const struct model *model = succession->model;
	for (size_t i = 0; i < model->funds.count; i++) {
		const struct fund *fund = LIST_AT(model->funds, struct fund *, i);
		const struct fund_state *state = &succession->decided->funds[i];
		if (amount_sign(succession->received[i]) > 0 &&
		    (fund->funder == NULL || amount_compare(succession->received[i], state->awarded) > 0)) {
			return false;
		}
	}
	return true;
}

bool bank_follow(struct succession *succession)
{
	bool is_fine = receipts_fit(succession);
	for (size_t i = 0; is_fine && i < succession->journals.count; i++) {
		is_fine = follow_journal(succession, &succession->journals.items[i]);
	}
	return is_fine;
}

bool bank_takes(struct succession *succession, struct slice path, struct slice text)
{
	struct buffer buffer = BUFFER_EMPTY;
	struct text_file file;
	struct journal *journal = read_behind(succession, path, text, &buffer, &file);
	bool is_fine = true;
	for (size_t i = 0; is_fine && i < journal->transaction_count; i++) {
		is_fine = stands_alone(journal->transactions[i]);
	}
	journal_free(journal);
	buffer_free(&buffer);
	return is_fine;
}
