/* Opening the git repository around a folder. */
#ifndef SOUCI_SOURCE_REPOSITORY_H
#define SOUCI_SOURCE_REPOSITORY_H

#include "text/failure.h"
#include "text/slice.h"

#include <git2.h>

/* Opens the repository that `folder` lies in; starts libgit2 when needed. Free with repository_close(). */
const struct failure *repository_open(struct slice folder, git_repository **repository);

/* Closes it and lets libgit2 go; NULL is allowed. */
void repository_close(git_repository *repository);

/* A failure with the latest words of libgit2 behind `what`. */
const struct failure *repository_failure(const char *what);

#endif
