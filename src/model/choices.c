#include "model/choices.h"

const struct choice language_choices[] = {{"en", "en"}, {"fr", "fr"}, {NULL, NULL}};
const struct choice decimal_choices[] = {{"point", "point"}, {"comma", "virgule"}, {NULL, NULL}};
const struct choice party_choices[] = {
    {"funder", "financeur"}, {"supplier", "fournisseur"}, {"host", "portage"}, {NULL, NULL}};
const struct choice meeting_status_choices[] = {
    {"draft", "brouillon"}, {"convened", "convoquee"}, {"adopted", "adoptee"}, {"cancelled", "annulee"}, {NULL, NULL}};
const struct choice outcome_choices[] = {
    {"adopted", "adoptee"}, {"rejected", "rejetee"}, {"postponed", "reportee"}, {NULL, NULL}};
const struct choice mode_choices[] = {{"consent", "consentement"},
				      {"majority", "majorite"},
				      {"two-thirds", "deux-tiers"},
				      {"unanimity", "unanimite"},
				      {NULL, NULL}};
const struct choice circle_status_choices[] = {
    {"emerging", "emergence"}, {"active", "actif"}, {"dormant", "sommeil"}, {"closed", "ferme"}, {NULL, NULL}};
const struct choice role_choices[] = {{"steward", "soucieux"},        {"contributor", "contributeur"},
				      {"participant", "participant"}, {"treasurer", "tresorier"},
				      {"support", "appui"},           {"auditor", "auditeur"},
				      {"secretary", "secretaire"},    {NULL, NULL}};
const struct choice level_choices[] = {{"error", "erreur"}, {"warning", "avertissement"}, {NULL, NULL}};
const struct choice evidence_choices[] = {{"invoice", "facture"},
					  {"payslip", "bulletin"},
					  {"expense-claim", "note-de-frais"},
					  {"receipt", "recu"},
					  {"quote", "devis"},
					  {"attendance", "emargement"},
					  {"report", "rapport"},
					  {"photo", "photo"},
					  {"other", "autre"},
					  {NULL, NULL}};
const struct choice kind_choices[] = {
    [KIND_FOUND] = {"found", "fonder"},
    [KIND_STATUS] = {"status", "statut"},
    [KIND_TERRITORY] = {"territory", "territoire"},
    [KIND_JOIN] = {"join", "accueillir"},
    [KIND_LEAVE] = {"leave", "quitter"},
    [KIND_MANDATE] = {"mandate", "mandater"},
    [KIND_END_MANDATE] = {"end-mandate", "fin-mandat"},
    [KIND_ADOPT_ACTION] = {"adopt-action", "adopter-action"},
    [KIND_CLOSE_ACTION] = {"close-action", "clore-action"},
    [KIND_AWARD] = {"award", "attribuer"},
    [KIND_AMEND_FUND] = {"amend-fund", "modifier-fonds"},
    [KIND_SHORTFALL] = {"shortfall", "minorer"},
    [KIND_REPAY] = {"repay", "reverser"},
    [KIND_CLOSE_FUND] = {"close-fund", "clore-fonds"},
    [KIND_GRANT] = {"grant", "doter"},
    [KIND_RETURN] = {"return", "rendre"},
    [KIND_ALLOCATE] = {"allocate", "affecter"},
    [KIND_REALLOCATE] = {"reallocate", "reaffecter"},
    [KIND_RETRIBUTE] = {"retribute", "retribuer"},
    [KIND_EXPENSE] = {"expense", "depense"},
    [KIND_SUBSTITUTE] = {"substitute", "substituer"},
    [KIND_RULE] = {"rule", "regle"},
    [KIND_CONSORTIUM] = {"consortium", "consortium"},
    [KIND_CANCEL] = {"cancel", "annuler"},
    [KIND_REGULARISE] = {"regularise", "regulariser"},
    [KIND_CLOSE_YEAR] = {"close-year", "clore-exercice"},
    [KIND_COUNT] = {NULL, NULL},
};
