/* Sparse checkouts: git leaves files out of the work tree that are in the repository all the same. */
#ifndef SOUCI_SOURCE_SPARSE_H
#define SOUCI_SOURCE_SPARSE_H

#include "text/failure.h"
#include "text/slice.h"

/* The failure when git left files of the network below `root` out of its work tree: what is read without them is
 * another network. NULL when they are all there, or when nobody asked git for a sparse checkout, which is found out
 * without libgit2. */
const struct failure *sparse_failure(struct slice root);

#endif
