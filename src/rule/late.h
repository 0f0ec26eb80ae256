/* Late meetings: minutes that come before meetings applied already. */
#ifndef SOUCI_RULE_LATE_H
#define SOUCI_RULE_LATE_H

#include "decision/fold.h"

/* After judge(): where an adopted meeting that is not applied yet makes applied decisions wrong, what was found of
 * those is taken out of the model's findings and one finding about the late meeting put in its place, which names both
 * and says, where that helps, from when on to let it take effect. `fold` is that of judge(), for the order of meetings.
 */
void late_meetings_judge(const struct fold *fold);

#endif
