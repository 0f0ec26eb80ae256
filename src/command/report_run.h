/* What the commands that report on circles share: reading the network, making the table, showing it. */
#ifndef SOUCI_COMMAND_REPORT_RUN_H
#define SOUCI_COMMAND_REPORT_RUN_H

#include "command/network_input.h"
#include "report/subject.h"

/* Makes the table of a report; `options` are those of the command. */
typedef struct table *report_maker(struct subject *subject, const void *options);

/* The day a report tells the state at: that of --at or --today, else that of the last meeting that was applied. */
struct date report_day(const struct network_input *input, const struct fold *fold);

/* Reads the network as --at says, makes the report with the filter of the run and adds it to the output. Errors in the
 * files are counted on standard error, and then the exit code is 1: figures may be wrong. */
const struct failure *run_report(struct run *run, report_maker *make);

#endif
