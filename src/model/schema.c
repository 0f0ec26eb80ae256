#include "model/schema.h"

#include "model/nearest.h"
#include "model/records.h"
#include "text/translate.h"

/* clang-format off */
#define ROW(member, name, french, kind, flags, reference, choices, explanation) \
	{name, french, kind, flags, offsetof(struct STRUCTURE, member), reference, choices, explanation}
#define PLAIN(member, name, french, kind, flags, explanation) \
	ROW(member, name, french, kind, flags, RECORD_NONE, NULL, explanation)
#define TO(member, name, french, flags, reference, explanation) \
	ROW(member, name, french, FIELD_REFERENCE, flags, reference, NULL, explanation)
#define CHOICE(member, name, french, flags, choices, explanation) \
	ROW(member, name, french, FIELD_CHOICE, flags, RECORD_NONE, choices, explanation)

#define STRUCTURE network
static const struct field_definition network_fields[] = {
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("What the network is called.")),
	CHOICE(language, "Language", "Langue", 0, language_choices, N_("The language souci writes in hand-written files and committed reports: en or fr.")),
	PLAIN(currency, "Currency", "Monnaie", FIELD_LINE, 0, N_("The one currency of the network, EUR when not said.")),
	CHOICE(decimal_mark, "Decimal", "Decimale", 0, decimal_choices, N_("How people write decimals: point (1200.00 EUR) or comma (1 200,00 €).")),
	PLAIN(description, "Description", "Description", FIELD_PROSE, 0, N_("What the network is.")),
	PLAIN(links, "Link", "Lien", FIELD_LINE, FIELD_REPEATED, N_("An address people can read more at.")),
	PLAIN(authority, "Authority", "Autorite", FIELD_LINE, FIELD_REPEATED, N_("Who may commit what: bank treasurer, meeting steward secretary, or default. See docs/audit.md.")),
};
#undef STRUCTURE

#define STRUCTURE rule_line
static const struct field_definition rule_fields[] = {
	PLAIN(name, "Rule", "Regle", FIELD_LINE, FIELD_REQUIRED, N_("The name of the rule; souci explain lists them.")),
	PLAIN(value, "Value", "Valeur", FIELD_LINE, FIELD_REQUIRED, N_("What the rule is set to.")),
	CHOICE(level, "Level", "Niveau", 0, level_choices, N_("Whether breaking the rule is an error (the default) or a warning.")),
	PLAIN(firm, "Firm", "Ferme", FIELD_YES_NO, 0, N_("yes: circles can only tighten this rule of the council.")),
};
#undef STRUCTURE

#define STRUCTURE party
static const struct field_definition person_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, FIELD_REQUIRED, N_("A short name that never changes, such as tom.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, 0, N_("The person's name, if it may be public.")),
	PLAIN(emails, "Email", "Courriel", FIELD_LINE, FIELD_REPEATED, N_("An address the person commits with.")),
	PLAIN(keys, "Key", "Cle", FIELD_LINE, FIELD_REPEATED, N_("A public signing key, SSH or OpenPGP.")),
	TO(place, "Place", "Lieu", 0, RECORD_PLACE, N_("The third place the person belongs to.")),
	TO(payee, "Payee", "Beneficiaire", 0, RECORD_PARTY, N_("The structure the person is usually paid through.")),
	PLAIN(note, "Note", "Note", FIELD_PROSE, 0, N_("Anything worth knowing.")),
};
static const struct field_definition party_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, FIELD_REQUIRED, N_("A short name that never changes, shared with no person.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("The organisation's name.")),
	CHOICE(kind, "Kind", "Nature", 0, party_choices, N_("What it is to the network: funder, supplier or host (a structure people are paid through).")),
	PLAIN(emails, "Email", "Courriel", FIELD_LINE, FIELD_REPEATED, N_("An address to write to.")),
	PLAIN(note, "Note", "Note", FIELD_PROSE, 0, N_("Anything worth knowing.")),
};
#undef STRUCTURE

#define STRUCTURE fund
static const struct field_definition fund_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, FIELD_REQUIRED, N_("A short name that never changes, such as feder-2024.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("The fund's name.")),
	PLAIN(description, "Description", "Description", FIELD_PROSE, 0, N_("What the fund is for; amounts come from decisions.")),
	TO(funder, "Funder", "Financeur", 0, RECORD_PARTY, N_("Who grants it; absent for the network's own means.")),
	PLAIN(number, "Number", "Numero", FIELD_LINE, 0, N_("The number of the grant agreement.")),
	PLAIN(links, "Link", "Lien", FIELD_LINE, FIELD_REPEATED, N_("An address people can read more at.")),
};
#undef STRUCTURE

#define STRUCTURE place
static const struct field_definition place_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, FIELD_REQUIRED, N_("A short name that never changes.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("The third place's name.")),
	PLAIN(commune, "Commune", "Commune", FIELD_LINE, 0, N_("The commune it stands in.")),
	PLAIN(coordinates, "Coordinates", "Coordonnees", FIELD_LINE, 0, N_("Latitude and longitude in degrees, such as 50.6292 3.0573.")),
	PLAIN(description, "Description", "Description", FIELD_PROSE, 0, N_("What happens there.")),
	PLAIN(links, "Link", "Lien", FIELD_LINE, FIELD_REPEATED, N_("An address people can read more at.")),
};
#undef STRUCTURE

#define STRUCTURE circle
static const struct field_definition circle_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, 0, N_("The name of the circle's folder; need not be said.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("The circle's name.")),
	PLAIN(description, "Description", "Description", FIELD_PROSE, 0, N_("Who the circle is.")),
	PLAIN(links, "Link", "Lien", FIELD_LINE, FIELD_REPEATED, N_("An address people can read more at.")),
	PLAIN(contacts, "Contact", "Contact", FIELD_LINE, FIELD_REPEATED, N_("How to reach the circle.")),
};
#undef STRUCTURE

#define STRUCTURE action
static const struct field_definition action_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_ID, FIELD_REQUIRED, N_("A short name that never changes, such as cartographie.")),
	PLAIN(name, "Name", "Nom", FIELD_LINE, FIELD_REQUIRED, N_("The action's name.")),
	PLAIN(description, "Description", "Description", FIELD_PROSE, 0, N_("What is to be done.")),
	PLAIN(cost, "Cost", "Cout", FIELD_MONEY, 0, N_("What it would cost.")),
	PLAIN(time, "Time", "Temps", FIELD_DURATION, 0, N_("The time it would take.")),
	PLAIN(start, "Start", "Debut", FIELD_DATE, 0, N_("When it should begin.")),
	PLAIN(end, "End", "Fin", FIELD_DATE, 0, N_("When it should be done.")),
	TO(lead, "Lead", "Pilote", 0, RECORD_PERSON, N_("Who carries it.")),
	TO(with, "With", "Avec", FIELD_REPEATED, RECORD_CIRCLE, N_("Another circle that pays for it from its own envelope.")),
};
#undef STRUCTURE

#define STRUCTURE contribution
static const struct field_definition contribution_fields[] = {
	PLAIN(id, "Id", "Id", FIELD_LINE, 0, N_("The date, with -b, -c … for a second one that day; the date when not said.")),
	TO(person, "Person", "Personne", 0, RECORD_PERSON, N_("Who contributed: the name of the file; need not be said.")),
	PLAIN(date, "Date", "Date", FIELD_DATE, FIELD_REQUIRED, N_("The first day of the work.")),
	PLAIN(until, "Until", "Jusque", FIELD_DATE, 0, N_("The last day of the work, when it took several.")),
	TO(action, "Action", "Action", FIELD_REQUIRED, RECORD_ACTION, N_("The action of the programme it was for.")),
	PLAIN(task, "Task", "Tache", FIELD_LINE, 0, N_("The kind of task, a line of the rate grid (rule rate.TASK).")),
	PLAIN(time, "Time", "Temps", FIELD_DURATION, 0, N_("The time declared: 3h30, 3.5 h or 0.5 d. Unpaid when nothing is asked.")),
	PLAIN(volunteer, "Volunteer", "Benevolat", FIELD_DURATION, 0, N_("Time given on top, for which nothing is asked.")),
	PLAIN(asked, "Asked", "Demande", FIELD_MONEY, 0, N_("The amount asked for; absent for unpaid work.")),
	TO(payee, "Payee", "Beneficiaire", 0, RECORD_PARTY, N_("Who is to be paid, when not the person.")),
	PLAIN(report, "Report", "Rapport", FIELD_PROSE, 0, N_("What was done, in a few lines.")),
	PLAIN(evidence, "Evidence", "Justificatif", FIELD_EVIDENCE, FIELD_REPEATED, N_("A kind of document and its path in the circle's folder: invoice evidence/2024/printer.txt.")),
};
#undef STRUCTURE

#define STRUCTURE meeting
static const struct field_definition meeting_fields[] = {
	TO(circle, "Circle", "Cercle", 0, RECORD_CIRCLE, N_("The circle that meets: the name of its folder; need not be said.")),
	PLAIN(date, "Date", "Date", FIELD_DATE, FIELD_REQUIRED, N_("The day of the meeting, as in the file's name.")),
	PLAIN(title, "Title", "Titre", FIELD_LINE, 0, N_("What the meeting is called.")),
	CHOICE(status, "Status", "Statut", FIELD_REQUIRED, meeting_status_choices, N_("draft, convened, adopted or cancelled; only adopted minutes count.")),
	PLAIN(adopted, "Adopted", "Adoption", FIELD_DATE, 0, N_("The day the minutes were adopted, when later than the meeting.")),
	PLAIN(convened, "Convened", "Convocation", FIELD_DATE, 0, N_("The day the meeting was convened (rule notice-days).")),
	TO(facilitator, "Facilitator", "Animation", 0, RECORD_PERSON, N_("Who ran the meeting.")),
	TO(secretary, "Secretary", "Secretariat", 0, RECORD_PERSON, N_("Who took the minutes.")),
	TO(place, "Place", "Lieu", 0, RECORD_PLACE, N_("Where it was held.")),
	TO(present, "Present", "Presents", FIELD_REPEATED, RECORD_PERSON, N_("A member who was there.")),
	TO(excused, "Excused", "Excuses", FIELD_REPEATED, RECORD_PERSON, N_("A member who sent apologies.")),
	PLAIN(guests, "Guest", "Invites", FIELD_LINE, FIELD_REPEATED, N_("Someone who was there and decides nothing.")),
	ROW(proxies, "Proxy", "Pouvoir", FIELD_PAIR, FIELD_REPEATED, RECORD_PERSON, NULL, N_("lea -> samira: lea is represented by samira.")),
	PLAIN(minutes_text, "Text", "Texte", FIELD_PROSE, 0, N_("The minutes in prose.")),
};
#undef STRUCTURE

#define STRUCTURE decision
static const struct field_definition decision_fields[] = {
	PLAIN(number, "Id", "Id", FIELD_NUMBER, 0, N_("The decision's number in its meeting: 1, 2, 3 …; its place in the file when not said.")),
	CHOICE(kind, "Kind", "Nature", FIELD_REQUIRED, kind_choices, N_("What kind of decision it is; souci explain lists them.")),
	CHOICE(outcome, "Outcome", "Issue", 0, outcome_choices, N_("adopted (the default), rejected or postponed.")),
	CHOICE(mode, "Mode", "Mode", 0, mode_choices, N_("How it was decided, where the rule mode-override allows saying so.")),
	PLAIN(title, "Title", "Titre", FIELD_LINE, 0, N_("The decision in a line.")),
	PLAIN(text, "Text", "Texte", FIELD_PROSE, 0, N_("What was said about it.")),
	PLAIN(reason, "Reason", "Motif", FIELD_PROSE, 0, N_("Why; behind an Objection, the reason of that objection.")),
	PLAIN(objections, "Objection", "Objection", FIELD_OBJECTION, FIELD_REPEATED, N_("Who objects (or anonymous); followed by its Reason and, once answered, Lifted.")),
	PLAIN(objections, "Lifted", "Levee", FIELD_OBJECTION, FIELD_REPEATED, N_("How the objection before it was answered.")),
	TO(votes_for, "For", "Pour", FIELD_REPEATED, RECORD_PERSON, N_("A member who voted for.")),
	TO(votes_against, "Against", "Contre", FIELD_REPEATED, RECORD_PERSON, N_("A member who voted against.")),
	TO(abstentions, "Abstain", "Abstention", FIELD_REPEATED, RECORD_PERSON, N_("A member who abstained.")),
	PLAIN(effective, "Effective", "Effet", FIELD_DATE, 0, N_("When it takes effect, when not on the day of the meeting (a rule: from the circle's next meeting on). Money never moves before its meeting.")),
	PLAIN(until, "Until", "Jusque", FIELD_DATE, 0, N_("The last day of a mandate; it goes on until ended when not said.")),
	PLAIN(review, "Review", "Revoir", FIELD_DATE, 0, N_("When it comes back on the agenda.")),
	TO(person, "Person", "Personne", 0, RECORD_PERSON, N_("Who it is about.")),
	CHOICE(role, "Role", "Role", 0, role_choices, N_("The role of a mandate.")),
	TO(actions, "Action", "Action", FIELD_REPEATED, RECORD_ACTION, N_("The action it is about.")),
	TO(circles, "Circle", "Cercle", FIELD_REPEATED, RECORD_CIRCLE, N_("The circle it is about.")),
	TO(places, "Place", "Lieu", FIELD_REPEATED, RECORD_PLACE, N_("A third place.")),
	PLAIN(communes, "Commune", "Commune", FIELD_LINE, FIELD_REPEATED, N_("A commune of the territory.")),
	TO(members, "Member", "Membre", FIELD_REPEATED, RECORD_PERSON, N_("A first member.")),
	TO(stewards, "Steward", "Soucieux", FIELD_REPEATED, RECORD_PERSON, N_("A first steward.")),
	ROW(seats, "Seat", "Siege", FIELD_PAIR, FIELD_REPEATED, RECORD_PLACE, NULL, N_("la-grange -> tom: the place and who represents it in the consortium.")),
	CHOICE(circle_status, "Status", "Statut", 0, circle_status_choices, N_("emerging, active, dormant or closed.")),
	TO(fund, "Fund", "Fonds", 0, RECORD_FUND, N_("The fund the money belongs to.")),
	PLAIN(parts, "Part", "Part", FIELD_PART, FIELD_REPEATED, N_("A fund and an amount, when several funds share a cost: feder-2024 200.00 EUR.")),
	PLAIN(amount, "Amount", "Montant", FIELD_MONEY, 0, N_("The amount decided.")),
	PLAIN(asked, "Asked", "Demande", FIELD_MONEY, 0, N_("The amount that was asked for.")),
	PLAIN(time, "Time", "Temps", FIELD_DURATION, 0, N_("The time validated, when not the time declared.")),
	TO(contributions, "Contribution", "Contribution", FIELD_REPEATED, RECORD_CONTRIBUTION, N_("A contribution that is paid: tom/2024-04-02.")),
	PLAIN(partial, "Partial", "Partiel", FIELD_YES_NO, 0, N_("yes: pays a part, the contribution stays open for the rest.")),
	TO(payee, "Payee", "Beneficiaire", 0, RECORD_PARTY, N_("Who is paid, when not the person.")),
	PLAIN(evidence, "Evidence", "Justificatif", FIELD_EVIDENCE, FIELD_REPEATED, N_("A kind of document and its path in the circle's folder: invoice evidence/2024/printer.txt.")),
	PLAIN(from, "From", "De", FIELD_LINE, 0, N_("The action (reallocate) or the fund (substitute) that gives.")),
	PLAIN(to, "To", "Vers", FIELD_LINE, 0, N_("The action (reallocate) or the fund (substitute) that receives.")),
	PLAIN(of, "Of", "Objet", FIELD_DECISION, 0, N_("Another decision: circle/meeting/number.")),
	PLAIN(rule, "Rule", "Regle", FIELD_LINE, 0, N_("The name of the rule that changes.")),
	PLAIN(value, "Value", "Valeur", FIELD_LINE, 0, N_("What the rule becomes.")),
	CHOICE(level, "Level", "Niveau", 0, level_choices, N_("Whether breaking the rule is an error (the default) or a warning.")),
	PLAIN(firm, "Firm", "Ferme", FIELD_YES_NO, 0, N_("yes: circles can only tighten this rule of the council.")),
	PLAIN(start, "Start", "Debut", FIELD_DATE, 0, N_("The first day on which costs are eligible.")),
	PLAIN(end, "End", "Fin", FIELD_DATE, 0, N_("The last day on which costs are eligible.")),
	PLAIN(share, "Share", "Taux", FIELD_PERCENT, 0, N_("The most the fund pays of each cost, such as 60 %.")),
	PLAIN(name, "Name", "Nom", FIELD_ID, 0, N_("The id of the consortium.")),
	PLAIN(year, "Year", "Exercice", FIELD_NUMBER, 0, N_("The year that is closed.")),
	PLAIN(finding, "Finding", "Souci", FIELD_LINE, 0, N_("The id of the finding that is acknowledged.")),
};
#undef STRUCTURE

#define STRUCTURE seal
static const struct field_definition seal_fields[] = {
	PLAIN(meeting, "Meeting", "Reunion", FIELD_LINE, FIELD_REQUIRED, N_("The meeting that was sealed: circle/meeting.")),
	PLAIN(bytes_digest, "Bytes", "Octets", FIELD_LINE, FIELD_REQUIRED, N_("SHA-256 of the bytes of its file.")),
	PLAIN(meaning_digest, "Meaning", "Sens", FIELD_LINE, FIELD_REQUIRED, N_("SHA-256 of its meaning, whatever the language or layout.")),
	PLAIN(post, "Post", "Ecriture", FIELD_DATE, 0, N_("The day its money moves, when the meeting came late for a closed year.")),
	PLAIN(contributions, "Contribution", "Contribution", FIELD_DIGEST, FIELD_REPEATED, N_("A contribution it decided on, and the digest of its meaning.")),
	PLAIN(evidence, "Evidence", "Justificatif", FIELD_DIGEST, FIELD_REPEATED, N_("An evidence file it relied on, and the digest of its bytes.")),
	PLAIN(actions, "Action", "Action", FIELD_DIGEST, FIELD_REPEATED, N_("An action it adopted, and the digest of its meaning.")),
	PLAIN(journals, "Journal", "Journal", FIELD_DIGEST, FIELD_REPEATED, N_("A bank journal of a year it closed, and the digest of its bytes.")),
	PLAIN(rules, "Rules", "Regles", FIELD_DIGEST, FIELD_REPEATED, N_("The file of the network's first rules, and the digest of their meaning.")),
};
#undef STRUCTURE

#define DEFINITION(name, french, structure, fields, explanation) \
	{name, french, sizeof(struct structure), fields, sizeof fields / sizeof *fields, explanation}
static const struct record_definition definitions[RECORD_TYPE_COUNT] = {
	[RECORD_NETWORK] = DEFINITION("Network", "Reseau", network, network_fields, N_("The network: circles/network.rec.")),
	[RECORD_RULE] = DEFINITION("Rule", "Regle", rule_line, rule_fields, N_("A first rule of the network: circles/network.rec. Later ones are decisions.")),
	[RECORD_PERSON] = DEFINITION("Person", "Personne", party, person_fields, N_("A person: circles/people.rec.")),
	[RECORD_PARTY] = DEFINITION("Party", "Tiers", party, party_fields, N_("An organisation that grants, sells or is paid: circles/parties.rec.")),
	[RECORD_FUND] = DEFINITION("Fund", "Fonds", fund, fund_fields, N_("A fund: circles/funds.rec. Its amounts come from decisions.")),
	[RECORD_PLACE] = DEFINITION("Place", "Lieu", place, place_fields, N_("A third place: circles/places.rec.")),
	[RECORD_CIRCLE] = DEFINITION("Circle", "Cercle", circle, circle_fields, N_("A circle: circles/ID/circle.rec.")),
	[RECORD_ACTION] = DEFINITION("Action", "Action", action, action_fields, N_("An action the circle wants to do: circles/ID/programme.rec.")),
	[RECORD_CONTRIBUTION] = DEFINITION("Contribution", "Contribution", contribution, contribution_fields, N_("What a person did: circles/ID/contributions/YEAR/PERSON.rec.")),
	[RECORD_MEETING] = DEFINITION("Meeting", "Reunion", meeting, meeting_fields, N_("A regulation meeting: circles/ID/meetings/DATE.rec.")),
	[RECORD_DECISION] = DEFINITION("Decision", "Decision", decision, decision_fields, N_("A decision of a meeting, in the meeting's file.")),
	[RECORD_SEAL] = DEFINITION("Seal", "Sceau", seal, seal_fields, N_("The seal of an applied meeting: circles/ID/sealed/DATE.rec, written by souci apply.")),
};
/* clang-format on */

const struct record_definition *record_definition(enum record_type type)
{
	return &definitions[type];
}

enum record_type record_type_by_name(struct slice name)
{
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		if (slice_equal(name, slice_of(definitions[i].name)) ||
		    slice_equal(name, slice_of(definitions[i].french))) {
			return (enum record_type)i;
		}
	}
	return RECORD_NONE;
}

const struct field_definition *field_by_name(const struct record_definition *definition, struct slice name)
{
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		if (slice_equal(name, slice_of(field->name)) || slice_equal(name, slice_of(field->french))) {
			return field;
		}
	}
	return NULL;
}

size_t field_value_size(enum field_kind kind)
{
	switch (kind) {
	case FIELD_REFERENCE: return sizeof(void *);
	case FIELD_PAIR: return sizeof(struct pair);
	case FIELD_PART: return sizeof(struct part);
	case FIELD_EVIDENCE: return sizeof(struct evidence);
	case FIELD_DIGEST: return sizeof(struct digest_line);
	case FIELD_OBJECTION: return sizeof(struct objection);
	default: return sizeof(struct slice);
	}
}

int choice_by_name(const struct choice *choices, struct slice name)
{
	for (int i = 0; choices[i].name != NULL; i++) {
		if (slice_equal(name, slice_of(choices[i].name)) || slice_equal(name, slice_of(choices[i].french))) {
			return i;
		}
	}
	return -1;
}

static void consider_both(struct nearest *nearest, const char *name, const char *french)
{
	nearest_consider(nearest, slice_of(name));
	nearest_consider(nearest, slice_of(french));
}

struct slice field_nearest_name(const struct record_definition *definition, struct slice name)
{
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < definition->field_count; i++) {
		consider_both(&nearest, definition->fields[i].name, definition->fields[i].french);
	}
	return nearest.best;
}

struct slice record_nearest_type(struct slice name)
{
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		consider_both(&nearest, definitions[i].name, definitions[i].french);
	}
	return nearest.best;
}

struct slice choice_nearest_name(const struct choice *choices, struct slice name)
{
	struct nearest nearest = nearest_to(name);
	for (int i = 0; choices[i].name != NULL; i++) {
		consider_both(&nearest, choices[i].name, choices[i].french);
	}
	return nearest.best;
}
