/* Which postings a report is about: hledger's query words. `desc:` `payee:` `note:` `acct:` `cur:` `tag:` take regular
 * expressions (PCRE2, letter case ignored), `date:` a period or `FROM..TO`, `amt:` a comparison, `status:` a mark,
 * `code:` a regular expression, `real:` 1 or 0, `depth:` a number of levels; a word without a prefix is an account.
 * Words of accounts are alternatives of each other, so are those of descriptions and of marks; all the rest must hold.
 * `not:` before a word turns it round. */
#ifndef SOUCI_JOURNAL_QUERY_H
#define SOUCI_JOURNAL_QUERY_H

#include "journal/journal.h"
#include "text/failure.h"

struct query;

/* Reads query words; fails, naming the word, when one cannot be read. Free with query_free(). */
const struct failure *query_new(const struct slice *words, size_t count, struct query **query);

/* NULL is allowed. */
void query_free(struct query *query);

/* Before the postings come again, of a journal read anew: its accounts may bear other numbers. */
void query_restart(struct query *query);

/* Whether it may leave postings out. */
bool query_is_choosy(const struct query *query);

/* Whether the posting is asked for. */
bool query_accepts(struct query *query, const struct journal *journal, const struct posting *posting);

/* Whether it says how many levels of accounts to tell apart; the least when it says so several times. */
bool query_depth(const struct query *query, size_t *depth);

/* Whether a tag of an accepted posting is one that was asked for: a `tag:` names it, or none is there. */
bool query_names_tag(struct query *query, const struct tag *tag);

/* Narrows the days from `*first` up to the one before `*end` to those that `date:` asks for, and asks for them no more:
 * a report shows these days and may count what came before. `not:date:` stays. */
void query_take_dates(struct query *query, struct date *first, struct date *end);

/* What went wrong while matching (a pattern that backtracks too much), or NULL. */
const struct failure *query_failure(const struct query *query);

#endif
