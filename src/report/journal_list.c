#include "report/journal_list.h"

#include "report/ranking.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

struct list_fold {
	const struct list_options *options;
	struct arena *arena;
	struct names names;
};

static void forget(void *context)
{
	struct list_fold *fold = context;
	query_restart(fold->options->view.query);
	names_release(&fold->names);
	names_prepare(&fold->names, fold->arena);
}

struct list_fold *list_fold_new(const struct list_options *options)
{
	struct list_fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	fold->options = options;
	fold->arena = arena_new();
	names_prepare(&fold->names, fold->arena);
	return fold;
}

void list_fold_free(struct list_fold *fold)
{
	if (fold != NULL) {
		names_release(&fold->names);
		arena_free(fold->arena);
		free(fold);
	}
}

static void add_tags(struct list_fold *fold, struct tag_list tags)
{
	for (size_t i = 0; i < tags.count; i++) {
		const struct tag *tag = &tags.items[i];
		if (query_names_tag(fold->options->view.query, tag)) {
			names_intern(&fold->names, fold->options->is_of_values ? tag->value : tag->name);
		}
	}
}

static void add_account(struct list_fold *fold, const struct journal *journal, uint32_t account)
{
	names_intern(&fold->names, view_account(&fold->options->view, journal_account(journal, account)));
}

/* What a transaction without postings, a note, brings. */
static void add_note(struct list_fold *fold, const struct transaction *transaction)
{
	if (fold->options->kind == LIST_PAYEES) {
		names_intern(&fold->names, transaction_payee(transaction));
	} else if (fold->options->kind == LIST_TAGS) {
		add_tags(fold, transaction->tags);
	}
}

static void add_posting(struct list_fold *fold, const struct journal *journal, const struct posting *posting)
{
	switch (fold->options->kind) {
	case LIST_ACCOUNTS: add_account(fold, journal, posting->account); break;
	case LIST_PAYEES: names_intern(&fold->names, transaction_payee(posting->transaction)); break;
	case LIST_TAGS:
		add_tags(fold, posting->tags);
		add_tags(fold, posting->transaction->tags);
		break;
	case LIST_COMMODITIES:
		names_intern(&fold->names, journal_commodity(journal, posting->commodity));
		if (posting->cost != NULL) {
			names_intern(&fold->names, journal_commodity(journal, posting->cost->amount.commodity));
		}
		break;
	}
}

static void add_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	struct list_fold *fold = context;
	if (fold->options->is_declared_only) {
		return;
	}
	if (transaction->posting_count == 0 && !view_is_choosy(&fold->options->view)) {
		add_note(fold, transaction);
	}
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (view_accepts(&fold->options->view, journal, &transaction->postings[i])) {
			add_posting(fold, journal, &transaction->postings[i]);
		}
	}
}

struct journal_options list_fold_options(struct list_fold *fold)
{
	return (struct journal_options){.is_folded = true, .sink = add_transaction, .restart = forget, .context = fold};
}

static void add_all(struct names *names, const struct names *more)
{
	for (uint32_t i = 0; i < more->count; i++) {
		if (more->list[i].size > 0) {
			names_intern(names, more->list[i]);
		}
	}
}

static void add_declared(struct list_fold *fold, const struct journal *journal)
{
	switch (fold->options->kind) {
	case LIST_ACCOUNTS:
		for (size_t i = 0; i < journal->declared_account_count; i++) {
			add_account(fold, journal, journal->declared_accounts[i].account);
		}
		break;
	case LIST_PAYEES: add_all(&fold->names, &journal->payees); break;
	case LIST_TAGS:
		if (!fold->options->is_of_values) {
			add_all(&fold->names, &journal->tags);
		}
		for (size_t i = 0; i < journal->declared_account_count; i++) {
			add_tags(fold, journal->declared_accounts[i].tags);
		}
		break;
	case LIST_COMMODITIES:
		for (size_t i = 0; i < journal->declared_commodity_count; i++) {
			names_intern(&fold->names,
				     journal_commodity(journal, journal->declared_commodities[i].commodity));
		}
		break;
	}
}

/* Names that a directive brings: those that it declares and, unless only these are asked for, commodities of prices and
 * of `D`. */
static void add_of_directives(struct list_fold *fold, const struct journal *journal)
{
	if (fold->options->kind == LIST_COMMODITIES && !fold->options->is_declared_only) {
		add_all(&fold->names, &journal->commodities);
	} else {
		add_declared(fold, journal);
	}
}

static struct column column_for(enum list_kind kind)
{
	switch (kind) {
	case LIST_ACCOUNTS: return (struct column){SLICE("account"), slice_of(_("Account")), COLUMN_ID, READERS_ALL};
	case LIST_PAYEES: return (struct column){SLICE("payee"), slice_of(_("Payee")), COLUMN_ID, READERS_ALL};
	case LIST_TAGS: return (struct column){SLICE("tag"), slice_of(_("Tag")), COLUMN_ID, READERS_ALL};
	case LIST_COMMODITIES: break;
	}
	return (struct column){SLICE("commodity"), slice_of(_("Commodity")), COLUMN_ID, READERS_ALL};
}

const struct failure *list_fold_table(struct list_fold *fold, const struct journal *journal, struct table **table)
{
	const struct failure *failure = query_failure(fold->options->view.query);
	if (failure != NULL) {
		return failure;
	}
	const struct list_options *options = fold->options;
	if (options->is_declared_only || (!options->is_used_only && !view_is_choosy(&options->view))) {
		add_of_directives(fold, journal);
	}
	*table = table_new(SLICE(""));
	table_add_column(*table, column_for(fold->options->kind));
	struct ranking ranking = ranking_of(&fold->names, false);
	for (uint32_t i = 0; i < fold->names.count; i++) {
		struct slice name = fold->names.list[ranking.order[i]];
		if (name.size > 0) {
			table_add_row(*table, ROW_VALUES)->cells[0] = cell_text(name);
		}
	}
	ranking_release(&ranking);
	return NULL;
}
