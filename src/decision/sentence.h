/* Decisions told in a sentence. */
#ifndef SOUCI_DECISION_SENTENCE_H
#define SOUCI_DECISION_SENTENCE_H

#include "model/model.h"

/* What a decision does, in one short phrase of the given language (enum language) without a full stop: “Rétribution de
 * tom pour cartographie”. Depends on the decision alone: generated journals carry it. */
struct slice decision_sentence(struct arena *arena, const struct decision *decision, int language);

/* Its Title when it has one, else the sentence. */
struct slice decision_label(struct arena *arena, const struct decision *decision, int language);

#endif
