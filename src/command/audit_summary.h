/* The page that an auditor signs. For audit.c only. */
#ifndef SOUCI_COMMAND_AUDIT_SUMMARY_H
#define SOUCI_COMMAND_AUDIT_SUMMARY_H

#include "command/command.h"
#include "history/checkpoint.h"

/* Adds to the output what was audited, what was asked of each commit and how often it was not so, the state at the last
 * commit, what is wrong, and where to sign; as JSON the same without the findings, which `souci audit` gives. Sets the
 * exit code. */
void audit_summary_add(struct run *run, const struct audit *audit, const struct checkpoint *state);

#endif
