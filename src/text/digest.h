/* SHA-256, as `sha256sum` prints it. */
#ifndef SOUCI_TEXT_DIGEST_H
#define SOUCI_TEXT_DIGEST_H

#include "text/slice.h"

enum { DIGEST_TEXT_SIZE = 64 + 1 };

/* Writes the digest of `bytes` as 64 lower-case hexadecimal digits and a NUL. Returns `text`. */
char *digest_write(struct slice bytes, char text[DIGEST_TEXT_SIZE]);

#endif
