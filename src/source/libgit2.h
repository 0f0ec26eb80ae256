/* libgit2, loaded when git is first asked. It brings seventeen libraries of its own (TLS, SSH, Kerberos), and loading
 * them takes longer than reading a small network, which needs no git. Whoever calls libgit2 includes this header
 * instead of git2.h; a function that is not in libgit2_functions.def yet does not link. */
#ifndef SOUCI_SOURCE_LIBGIT2_H
#define SOUCI_SOURCE_LIBGIT2_H

#include "text/failure.h"

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/* With late loading the functions go by another name in the objects: it leads to the loaded one, and does not hide
 * that of a program that embeds us and calls libgit2 itself. Where it is not known how to write the way, libgit2 is
 * linked as any other library. */
#if defined(__x86_64__) && defined(__ELF__) && defined(__LP64__)
#define LIBGIT2_IS_LATE 1
#define LIBGIT2_FUNCTION(name) extern __typeof__(name) name __asm__("souci_" #name);
#include "source/libgit2_functions.def"
#undef LIBGIT2_FUNCTION
#else
#define LIBGIT2_IS_LATE 0
#endif

/* Loads libgit2 when that has not happened and starts it; to be called before any of its functions. Each success is
 * ended with libgit2_stop(). Fails when it is not installed. */
const struct failure *libgit2_start(void);
void libgit2_stop(void);

#endif
