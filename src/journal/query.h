/* Which postings a report is about: hledger's query words. `desc:` `payee:` `note:` `acct:` `cur:` `tag:` take regular
 * expressions (PCRE2, letter case ignored), `date:` a period or `FROM..TO`, `amt:` a comparison, `status:` a mark,
 * `code:` a regular expression, `real:` 1 or 0; a word without a prefix is an account. Words of accounts are
 * alternatives of each other, so are those of descriptions and of marks; all the rest must hold. `not:` before a word
 * turns it round. */
#ifndef SOUCI_JOURNAL_QUERY_H
#define SOUCI_JOURNAL_QUERY_H

#include "journal/journal.h"
#include "text/failure.h"

struct query;

/* Reads query words; fails, naming the word, when one cannot be read. Free with query_free(). */
const struct failure *query_new(const struct slice *words, size_t count, struct query **query);

/* NULL is allowed. */
void query_free(struct query *query);

/* Whether it asks for nothing: every posting passes. */
bool query_is_open(const struct query *query);

/* Whether the posting is asked for. */
bool query_accepts(struct query *query, const struct journal *journal, const struct posting *posting);

/* What went wrong while matching (a pattern that backtracks too much), or NULL. */
const struct failure *query_failure(const struct query *query);

#endif
