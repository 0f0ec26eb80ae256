/* Running the programs that know how to verify signatures. For src/history/ only. */
#ifndef SOUCI_HISTORY_VERIFIER_H
#define SOUCI_HISTORY_VERIFIER_H

#include "history/signature.h"

/* Whether one of the keys of the claim made its signature. May be called by several threads at once. Fails when the
 * program is not installed or a temporary folder cannot be made. */
const struct failure *verifier_run(const struct signature_claim *claim, bool *is_good);

#endif
