#include "model/nearest.h"

#include "text/utf8.h"

/* Words people write for those of the tables. One that fits two of them stands by the likelier. */
static const struct {
	const char *name;
	const char *others; /* parted by spaces, in plain small letters */
} synonyms[] = {
    /* kinds of decisions */
    {"found", "create constitute establish"},
    {"fonder", "creer constituer instituer fondation"},
    {"territory", "area perimeter"},
    {"territoire", "perimetre zone"},
    {"join", "welcome admit add-member enter member"},
    {"accueillir", "admettre adherer rejoindre adhesion entrer membre integrer"},
    {"leave", "resign quit exit"},
    {"quitter", "partir demissionner demission sortir depart"},
    {"mandate", "appoint elect nominate"},
    {"mandater", "nommer elire designer mandat nomination"},
    {"end-mandate", "dismiss revoke release"},
    {"fin-mandat", "revoquer relever demettre"},
    {"adopt-action", "adopt add-action start-action"},
    {"adopter-action", "adopter ajouter-action lancer-action"},
    {"close-action", "end-action finish-action stop-action"},
    {"clore-action", "fermer-action terminer-action arreter-action"},
    {"award", "receive subsidy subsidise"},
    {"attribuer", "subvention subventionner notifier attribution"},
    {"amend-fund", "amend change-fund"},
    {"modifier-fonds", "avenant modifier amender"},
    {"shortfall", "reduce cut"},
    {"minorer", "reduire diminuer baisser"},
    {"repay", "pay-back give-back"},
    {"reverser", "restituer rembourser-financeur"},
    {"close-fund", "end-fund"},
    {"clore-fonds", "fermer-fonds solder"},
    {"grant", "give fund endow"},
    {"doter", "accorder octroyer donner verser financer dotation"},
    {"return", "hand-back"},
    {"rendre", "retourner remettre"},
    {"allocate", "assign budget"},
    {"affecter", "allouer budgeter affectation"},
    {"reallocate", "transfer move"},
    {"reaffecter", "transferer virer deplacer reallouer virement"},
    {"retribute", "pay reward remunerate compensate"},
    {"retribuer", "payer remunerer indemniser retribution remuneration"},
    {"expense", "buy purchase refund reimburse spend"},
    {"depense", "depenser acheter achat rembourser remboursement frais"},
    {"substitute", "replace swap"},
    {"substituer", "remplacer basculer"},
    {"cancel", "undo void annul withdraw"},
    {"annuler", "retirer revenir defaire"},
    {"regularise", "regularize acknowledge forgive"},
    {"regulariser", "constater pardonner"},
    {"close-year", "end-year"},
    {"clore-exercice", "cloturer cloture clore-annee fermer-annee"},

    /* records and their fields */
    {"Meeting", "session assembly regulation"},
    {"Reunion", "seance assemblee regulation rencontre"},
    {"Id", "number numero identifiant identifier reference"},
    {"Action", "project projet activity activite atelier"},
    {"Role", "mandate mandat function fonction"},
    {"Person", "member user people who name"},
    {"Personne", "membre qui gens nom"},
    {"Party", "organisation organization company supplier"},
    {"Tiers", "structure entreprise fournisseur partenaire"},
    {"Fund", "envelope budget grant subsidy"},
    {"Fonds", "enveloppe subvention financement"},
    {"Kind", "type sort category"},
    {"Nature", "genre sorte categorie"},
    {"Status", "state"},
    {"Statut", "etat"},
    {"Amount", "sum price total granted"},
    {"Montant", "somme prix accorde"},
    {"Asked", "requested request"},
    {"Demande", "sollicite"},
    {"Present", "attendees attending participants attendance"},
    {"Presents", "presence participant participante"},
    {"Excused", "absent apologies"},
    {"Excuses", "absents absentes"},
    {"Proxy", "represented representative"},
    {"Pouvoir", "procuration represente"},
    {"Facilitator", "chair host moderator"},
    {"Animation", "animateur animatrice facilitateur facilitatrice president"},
    {"Secretariat", "secretaire"},
    {"Secretary", "scribe notetaker"},
    {"Time", "duration hours"},
    {"Temps", "duree heures"},
    {"Report", "summary description"},
    {"Rapport", "compterendu resume bilan"},
    {"Evidence", "proof document receipt invoice"},
    {"Justificatif", "preuve piece facture"},
    {"Payee", "beneficiary party supplier vendor recipient"},
    {"Title", "subject label"},
    {"Titre", "intitule libelle sujet"},
    {"Text", "content minutes notes"},
    {"Texte", "contenu compterendu notes"},
    {"Outcome", "result"},
    {"Issue", "resultat"},
    {"Beneficiaire", "tiers fournisseur prestataire destinataire"},
    {"Reason", "because motive why"},
    {"Motif", "raison pourquoi"},
    {"Effective", "starting since from start date"},
    {"Effet", "depuis applicable debut date"},
    {"Until", "ending deadline end"},
    {"Jusque", "echeance terme fin jusqua jusqu'a jusquau jusqu'au"},
    {"Email", "mail e_mail"},
    {"Courriel", "adresse"},
    {"Lead", "responsible leader"},
    {"Pilote", "responsable referent referente"},
    {"Commune", "town city ville"},

    /* the words of fields */
    {"adopted", "approved accepted validated final agreed"},
    {"adoptee", "approuvee acceptee validee definitive acceptes"},
    {"convened", "planned scheduled"},
    {"convoquee", "prevue planifiee"},
    {"cancelled", "abandoned"},
    {"annulee", "abandonnee"},
    {"rejected", "refused denied"},
    {"rejetee", "refusee"},
    {"postponed", "deferred delayed"},
    {"reportee", "differee ajournee"},
    {"steward", "coordinator referent"},
    {"soucieux", "referent referente coordinateur coordinatrice animateur animatrice"},
    {"supplier", "vendor"},
    {"fournisseur", "prestataire"},
    {"host", "structure"},
    {"portage", "porteur porteuse"},
    {"active", "open running"},
    {"actif", "ouvert active"},

    /* rules */
    {"mode", "vote majority majorite consentement"},
    {"notice-days", "notice preavis delai convocation"},
    {"proxies", "proxy procurations pouvoirs"},
    {"voice", "voix"},
    {"voters", "votants electeurs"},
    {"cap.decision", "cap plafond maximum"},
    {"cap.person", "plafond-personne"},
    {"rate.", "rate rates taux bareme grille tarif"},
    {"raise", "exceed depassement"},
    {"report-required", "report rapport rapport-obligatoire"},
    {"evidence-required", "evidence justificatif justificatif-obligatoire"},
    {"contribution-age-days", "age anciennete"},
    {"retroactive-days", "retroactive retroactivite"},
    {"day", "jour journee"},
    {"volunteer-value", "benevolat volunteer"},
};

/* In plain small letters; 0 when it does not fit. Other alphabets stay as they are. */
static size_t make_plain(struct slice text, char plain[NEAREST_SIZE_MAXIMUM])
{
	size_t used = 0;
	size_t size = 1;
	if (utf8_find_invalid(text) < text.size) {
		return 0;
	}
	for (size_t i = 0; i < text.size; i += size) {
		uint32_t character = utf8_decode(slice_from(text, i), &size);
		char letter = utf8_ascii_look_alike(character);
		if (used == NEAREST_SIZE_MAXIMUM) {
			return 0;
		}
		plain[used++] = letter != 0 ? letter : text.data[i];
	}
	return used;
}

/* A third of the letters may be wrong, and never more than three. */
static size_t distance_allowed(size_t size)
{
	enum { MOST = 3 };
	size_t third = (size + 1) / 3;
	return third < MOST ? third : MOST;
}

struct nearest nearest_to(struct slice word)
{
	struct nearest nearest = {.best = SLICE("")};
	nearest.plain_size = make_plain(slice_trim(word), nearest.plain);
	nearest.distance = distance_allowed(nearest.plain_size) + 1;
	return nearest;
}

/* `approuvee`, `approuves`: without what French puts behind a word for number and gender. */
static struct slice stem(struct slice plain)
{
	enum { LEAST = 3 };
	while (plain.size > LEAST && (plain.data[plain.size - 1] == 's' || plain.data[plain.size - 1] == 'e')) {
		plain.size--;
	}
	return plain;
}

static bool is_synonym(struct slice plain, struct slice name)
{
	for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
		struct slice rest = slice_of(synonyms[i].others);
		struct slice other;
		while (slice_equal(slice_of(synonyms[i].name), name) && slice_next_word(&rest, " ", &other)) {
			if (slice_equal(stem(other), stem(plain))) {
				return true;
			}
		}
	}
	return false;
}

void nearest_consider(struct nearest *nearest, struct slice candidate)
{
	char plain[NEAREST_SIZE_MAXIMUM];
	struct slice word = {nearest->plain, nearest->plain_size};
	struct slice other = {plain, make_plain(candidate, plain)};
	if (word.size == 0 || other.size == 0 || nearest->distance == 0) {
		return;
	}
	size_t distance = is_synonym(word, candidate) ? 0 : slice_distance(word, other, nearest->distance);
	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->best = candidate;
	}
}
