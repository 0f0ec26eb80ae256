/* Failures: what stops a run (a folder that is no repository, a file that cannot be written, a git error).
 * They are not findings, which are about what the user wrote and never stop the reading.
 * A function that can fail returns NULL for success; on failure it leaves its outputs untouched.
 * Only the command line prints failures, in one place, and ends with code 2. */
#ifndef SOUCI_TEXT_FAILURE_H
#define SOUCI_TEXT_FAILURE_H

struct failure {
	char text[1024]; /* one sentence for the user, without a final newline */
};

/* The calling thread's failure, overwritten by the next one. Never NULL. */
const struct failure *failure_new(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Like failure_new(), with ": " and the text of `errno` behind it. */
const struct failure *failure_from_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
