/* What funders paid, by the bank journals. */
#ifndef SOUCI_REPORT_RECEIPTS_H
#define SOUCI_REPORT_RECEIPTS_H

#include "decision/books.h"
#include "report/subject.h"

/* The postings on Assets:Receivable:<fund> (struct receipt), in the order of the journals. Lives in `arena`; the names
 * of accounts point into the books. Books must not hold the generated journals, which award funds on those accounts. */
struct list receipts_read(struct arena *arena, const struct books *hand_written);

#endif
