/* Signing keys as people.rec declares them, one line each:
 *
 *	Key: ssh-ed25519 AAAA… from 2024-01-01 until 2024-12-31
 *	Key: openpgp mDMEZ… until 2024-06-30
 *
 * A key holds from its first to its last day, both included; what it signed in that time stays good for ever. */
#ifndef SOUCI_MODEL_KEY_H
#define SOUCI_MODEL_KEY_H

#include "model/model.h"

struct signing_key {
	bool is_openpgp;   /* else SSH */
	struct slice text; /* `ssh-ed25519 AAAA…`, or the OpenPGP key in base64 */
	struct date from;
	struct date until;
};

/* Reads a key; false when it is not one. */
bool key_read(struct slice text, struct signing_key *key);

/* Adds a finding for each key that cannot be read of the people from the one with index `first` on. */
void keys_check(const struct model *model, size_t first, struct findings *findings);

#endif
