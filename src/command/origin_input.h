/* A network and where its lines come from: what blame and trace work on. */
#ifndef SOUCI_COMMAND_ORIGIN_INPUT_H
#define SOUCI_COMMAND_ORIGIN_INPUT_H

#include "command/network_input.h"
#include "history/origin.h"

struct origin_input {
	struct network_input network;
	struct origins *origins; /* of HEAD, or of the revision of --at */
};

/* Reads both as network_input_read() does. Release with origin_input_release(), also after a failure. */
const struct failure *origin_input_read(struct run *run, struct origin_input *input);
void origin_input_release(struct origin_input *input);

#endif
