/* The reports that are committed beside the network: the same tables as the commands show, in every medium, and a page
 * for each circle. A pure function of the files: same tree, same bytes. */
#ifndef SOUCI_REPORT_PUBLICATION_H
#define SOUCI_REPORT_PUBLICATION_H

#include "decision/generate.h"
#include "report/subject.h"

/* Makes all reports (struct generated_file, paths below `reports/`, in byte order) from the state of `source`, in the
 * language gettext is set to, whose code (`fr`) is given. Everything lives in `arena`. */
const struct failure *publication_make(struct arena *arena, struct subject_source source, const char *language,
				       struct list *files);

#endif
