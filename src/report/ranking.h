/* Names in byte order, for sorted output. */
#ifndef SOUCI_REPORT_RANKING_H
#define SOUCI_REPORT_RANKING_H

#include "journal/names.h"

struct ranking {
	uint32_t *order; /* the numbers of the names, sorted */
	uint32_t *ranks; /* by number: its place among them */
};

/* Sorts the names of a table; as a tree each comes below its parent, before the parent's next sibling. Free with
 * ranking_release(). */
struct ranking ranking_of(struct names *names, bool is_tree);
void ranking_release(struct ranking *ranking);

#endif
