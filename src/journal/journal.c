#include "journal/reader.h"

#include "text/memory.h"

#include <stdlib.h>
#include <strings.h>

struct journal *journal_new(void)
{
	struct journal *journal = memory_allocate_zeroed(1, sizeof *journal);
	journal->arena = arena_new();
	names_prepare(&journal->accounts, journal->arena);
	names_prepare(&journal->commodities, journal->arena);
	names_prepare(&journal->payees, journal->arena);
	names_prepare(&journal->tags, journal->arena);
	names_intern(&journal->commodities, SLICE(""));
	return journal;
}

void journal_free(struct journal *journal)
{
	if (journal == NULL) {
		return;
	}
	names_release(&journal->accounts);
	names_release(&journal->commodities);
	names_release(&journal->payees);
	names_release(&journal->tags);
	balances_release(&journal->balances);
	free(journal->transactions);
	free(journal->declared_accounts);
	free(journal->declared_commodities);
	free(journal->reinterpretations);
	free(journal->prices);
	free(journal->files);
	arena_free(journal->arena);
	free(journal);
}

void reader_release(struct reader *reader)
{
	reader_forget_written_names(reader);
	if (reader->are_uuids_ready) {
		names_release(&reader->uuids);
	}
	for (size_t i = 0; i < reader->pattern_count; i++) {
		pattern_free(reader->patterns[i]);
	}
	free(reader->patterns);
	free(reader->written_accounts);
	free(reader->postings);
	free(reader->costs);
	free(reader->assertions);
	free(reader->tags);
	free(reader->sums);
	free(reader->styles);
	balances_release(&reader->balances);
	window_release(&reader->window);
}

static void read_path(struct reader *reader, struct slice path)
{
	struct slice reason = SLICE("");
	const struct text_file *file = reader->loader->load(reader->loader->context, path, &reason);
	if (file == NULL) {
		struct text_file *missing = arena_new_object(reader->journal->arena, struct text_file);
		missing->path = arena_copy(reader->journal->arena, path);
		findings_add(reader->findings, FINDING_FILE_UNREADABLE, ((struct location){missing, 0, 0}), reason);
		return;
	}
	reader->state = (struct reader_state){0};
	reader->style_count = 0;
	reader_note_file(reader, file);
	reader_read_file(reader, file);
}

/* One pass over all files. Says whether the transactions must be kept for the amounts to be known. */
static struct journal *read_once(const struct journal_loader *loader, const struct slice *paths, size_t count,
				 const struct journal_options *options, struct findings *findings,
				 bool *is_whole_needed)
{
	struct reader reader = {
	    .journal = journal_new(),
	    .findings = findings,
	    .loader = loader,
	    .options = *options,
	    .latest = DATE_MINIMUM,
	};
	for (size_t i = 0; i < count; i++) {
		read_path(&reader, paths[i]);
	}
	bool is_kept = !options->is_folded;
	bool is_order_needed = reader.has_assertions || options->is_ordered;
	*is_whole_needed =
	    reader.is_whole_needed || (is_kept ? reader.has_assertions : is_order_needed && reader.is_out_of_order);
	if (is_kept && *is_whole_needed) {
		reader_settle(&reader);
	}
	reader.journal->balances = reader.balances;
	reader.balances = BALANCES_EMPTY;
	reader_release(&reader);
	return reader.journal;
}

void findings_move(struct findings *to, const struct finding *finding)
{
	struct slice arguments[FINDING_ARGUMENTS_MAXIMUM + 1] = {{"", 0}};
	memcpy(arguments + 1, finding->arguments, sizeof finding->arguments);
	struct finding *moved =
	    findings_add_list(to, finding->id, finding->location, arguments, FINDING_ARGUMENTS_MAXIMUM + 1);
	moved->severity = finding->severity;
}

static void move_findings(struct findings *from, struct findings *to)
{
	for (size_t i = 0; i < findings_count(from); i++) {
		findings_move(to, findings_at(from, i));
	}
	findings_free(from);
}

/* Gives a sink the transactions of a journal that had to be kept. */
static void replay(struct journal *journal, const struct journal_options *options)
{
	options->restart(options->context);
	for (size_t i = 0; i < journal->transaction_count; i++) {
		options->sink(options->context, journal, journal->transactions[i]);
	}
}

struct journal *journal_read(const struct journal_loader *loader, const struct slice *paths, size_t count,
			     const struct journal_options *options, struct findings *findings)
{
	struct journal_options all = options == NULL ? (struct journal_options){0} : *options;
	bool is_whole_needed;
	if (!all.is_folded) {
		return read_once(loader, paths, count, &all, findings, &is_whole_needed);
	}
	struct findings *first = findings_new();
	struct journal *journal = read_once(loader, paths, count, &all, first, &is_whole_needed);
	if (!is_whole_needed) {
		move_findings(first, findings);
		return journal;
	}
	findings_free(first);
	journal_free(journal);
	struct journal_options kept = all;
	kept.is_folded = false;
	journal = read_once(loader, paths, count, &kept, findings, &is_whole_needed);
	if (all.sink != NULL) {
		replay(journal, &all);
	}
	return journal;
}

struct slice journal_account(const struct journal *journal, uint32_t account)
{
	return journal->accounts.list[account];
}

struct slice journal_commodity(const struct journal *journal, uint32_t commodity)
{
	return journal->commodities.list[commodity];
}

bool tag_find(struct tag_list tags, struct slice name, struct slice *value)
{
	for (size_t i = 0; i < tags.count; i++) {
		const struct tag *tag = &tags.items[i];
		if (tag->name.size == name.size && strncasecmp(tag->name.data, name.data, name.size) == 0) {
			*value = tag->value;
			return true;
		}
	}
	return false;
}

bool posting_tag(const struct posting *posting, struct slice name, struct slice *value)
{
	return tag_find(posting->tags, name, value) || tag_find(posting->transaction->tags, name, value);
}

struct location transaction_locate(const struct transaction *transaction, struct slice part)
{
	return location_of(transaction->file, part);
}

struct slice transaction_payee(const struct transaction *transaction)
{
	struct slice description = transaction->description;
	return slice_trim(slice_part(description, 0, slice_find(description, '|')));
}

struct slice transaction_note(const struct transaction *transaction)
{
	struct slice description = transaction->description;
	size_t bar = slice_find(description, '|');
	return bar == description.size ? description : slice_trim(slice_from(description, bar + 1));
}
