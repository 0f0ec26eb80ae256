/* Choosing facts and events by what they are about. */
#ifndef SOUCI_REPORT_ABOUT_H
#define SOUCI_REPORT_ABOUT_H

#include "history/subjects.h"
#include "report/filter.h"

/* Whether the filter asks for no circle, or for one of theirs; and the same for actions, funds and people. */
bool filter_accepts_subjects(const struct filter *filter, const struct subjects *subjects);

#endif
