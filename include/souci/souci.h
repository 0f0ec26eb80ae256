/* souci as a library: read a network, check it, ask what its envelopes hold. Link with libsouci.a and the libraries
 * that `pkg-config` names in the Makefile. Nothing here prints, exits or reads the environment; strings are UTF-8,
 * ended by a NUL, and live as long as the network they came from. A network belongs to one thread at a time. */
#ifndef SOUCI_SOUCI_H
#define SOUCI_SOUCI_H

#include <stddef.h>

struct souci_network; /* opaque */

enum souci_status {
	SOUCI_OK = 0,
	SOUCI_FAILED = 2, /* souci_failure() says why */
};

enum souci_severity {
	SOUCI_NOTICE,
	SOUCI_WARNING,
	SOUCI_ERROR,
};

/* What is wrong, where, and how to mend it. */
struct souci_finding {
	const char *id; /* stable: "budget-overspent" */
	enum souci_severity severity;
	const char *file; /* relative to the folder of the network; "" when it is about none */
	size_t line;      /* from 1; 0 when it is about the file as a whole */
	size_t column;    /* in characters, from 1; 0 likewise */
	const char *message;
	const char *hint; /* "" for none */
};

/* Money available on an account of funds or envelopes, or owed on one of dues: plain decimals, "1200.00". */
struct souci_balance {
	const char *account; /* "Budget:metropole-lilloise:cartographie:feder-2024" */
	const char *amount;
	const char *currency; /* "EUR" */
};

/* Reads the network in `folder` or above it: the files as they are, or, with a `revision` ("HEAD", a tag, an id), those
 * of that commit. On success sets `network`, to be freed with souci_close(). */
enum souci_status souci_open(const char *folder, const char *revision, struct souci_network **network);

/* NULL is allowed. */
void souci_close(struct souci_network *network);

/* Why the last call of this thread failed: one sentence, without a final newline. */
const char *souci_failure(void);

/* Checks everything, once; returns how many findings there are, notices included. */
size_t souci_check(struct souci_network *network);

/* The finding of that index, in their stable order; souci_check() comes first. */
struct souci_finding souci_finding_at(struct souci_network *network, size_t index);

/* The balances that applied decisions made, up to and including a day ("2024-06-30"; NULL for all), zero ones left out;
 * sets `count`. SOUCI_FAILED when the day is no date. The array lives as long as the network. */
enum souci_status souci_balances(struct souci_network *network, const char *day, const struct souci_balance **balances,
				 size_t *count);

#endif
