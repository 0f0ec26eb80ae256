#include "model/authority.h"

#include "text/buffer.h"

static const struct choice subject_choices[] = {
    [SUBJECT_CONTRIBUTION] = {"contribution", "contribution"},
    [SUBJECT_EVIDENCE] = {"evidence", "justificatif"},
    [SUBJECT_MEETING] = {"meeting", "reunion"},
    [SUBJECT_SEAL] = {"seal", "sceau"},
    [SUBJECT_PROGRAMME] = {"programme", "programme"},
    [SUBJECT_CIRCLE] = {"circle", "cercle"},
    [SUBJECT_BANK] = {"bank", "banque"},
    [SUBJECT_LEDGER] = {"ledger", "livre"},
    [SUBJECT_PERSON] = {"person", "personne"},
    [SUBJECT_PARTY] = {"party", "tiers"},
    [SUBJECT_FUND] = {"fund", "fonds"},
    [SUBJECT_PLACE] = {"place", "lieu"},
    [SUBJECT_NETWORK] = {"network", "reseau"},
    [SUBJECT_RULE] = {"rule", "regle"},
    [SUBJECT_REPORT] = {"report", "rapport"},
    [SUBJECT_OTHER] = {"other", "autre"},
    [SUBJECT_COUNT] = {NULL, NULL},
};

enum { BEARER_FIRST_BIT = 16 };

/* In the order of enum bearer. */
static const struct choice bearer_choices[] = {
    {"self", "soi"},         {"member", "membre"},   {"known", "connu"},
    {"anyone", "quiconque"}, {"nobody", "personne"}, {NULL, NULL},
};

static const struct choice default_choices[] = {{"default", "defaut"}, {NULL, NULL}};

#define ROLE_BIT(role) (1U << (role))

/* The lines that `Authority: default` stands for (design, “Authority”; docs/audit.md says why). */
static const unsigned default_bearers[SUBJECT_COUNT] = {
    [SUBJECT_CONTRIBUTION] = BEARER_SELF,
    [SUBJECT_EVIDENCE] = BEARER_MEMBER | ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_CONTRIBUTOR) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_MEETING] = ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_SEAL] =
	ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_SECRETARY) | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_TREASURER),
    [SUBJECT_PROGRAMME] = ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_CONTRIBUTOR) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_CIRCLE] = ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_BANK] = ROLE_BIT(ROLE_TREASURER),
    [SUBJECT_LEDGER] = ROLE_BIT(ROLE_TREASURER),
    [SUBJECT_PERSON] = BEARER_SELF | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_PARTY] = ROLE_BIT(ROLE_TREASURER) | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_FUND] = ROLE_BIT(ROLE_TREASURER) | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_PLACE] = ROLE_BIT(ROLE_STEWARD) | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_NETWORK] = ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_SECRETARY),
    [SUBJECT_RULE] = BEARER_NOBODY,
    [SUBJECT_REPORT] = BEARER_KNOWN,
    [SUBJECT_OTHER] = BEARER_KNOWN,
};

struct line_reader {
	const struct model *model;
	struct findings *findings;
	struct location location;
};

static void complain(const struct line_reader *reader, enum finding_id id, struct slice word, struct slice near)
{
	if (reader->findings != NULL) {
		findings_add(reader->findings, id, reader->location, word, near);
	}
}

static void add_person(const struct line_reader *reader, struct slice id, struct authority_line *line)
{
	struct party *person = model_find_party(reader->model, id);
	if (person == NULL || !person->is_person) {
		complain(reader, FINDING_AUTHORITY_PERSON, id, model_nearest_id(reader->model, RECORD_PERSON, id));
		return;
	}
	struct party **persons = arena_new_array(reader->model->arena, struct party *, line->persons.count + 1);
	for (size_t i = 0; i < line->persons.count; i++) {
		persons[i] = LIST_AT(line->persons, struct party *, i);
	}
	persons[line->persons.count] = person;
	line->persons = (struct list){persons, line->persons.count + 1};
}

static void add_bearer(const struct line_reader *reader, struct slice word, struct authority_line *line)
{
	int role = choice_by_name(role_choices, word);
	int bearer = choice_by_name(bearer_choices, word);
	if (word.data[0] == '@') {
		add_person(reader, slice_from(word, 1), line);
	} else if (role >= 0) {
		line->bearers |= ROLE_BIT((unsigned)role);
	} else if (bearer >= 0) {
		line->bearers |= 1U << (BEARER_FIRST_BIT + (unsigned)bearer);
	} else {
		struct slice near = choice_nearest_name(role_choices, word);
		complain(reader, FINDING_AUTHORITY_BEARER, word,
			 near.size > 0 ? near : choice_nearest_name(bearer_choices, word));
	}
}

static void read_line(const struct line_reader *reader, struct slice text, struct authority *authority,
		      bool is_said[SUBJECT_COUNT])
{
	struct slice word;
	if (!slice_next_word(&text, " ,\t\n", &word) || choice_by_name(default_choices, word) == 0) {
		return;
	}
	int subject = choice_by_name(subject_choices, word);
	if (subject < 0) {
		complain(reader, FINDING_AUTHORITY_SUBJECT, word, choice_nearest_name(subject_choices, word));
		return;
	}
	if (!is_said[subject]) {
		authority->lines[subject] = (struct authority_line){0, {NULL, 0}};
		is_said[subject] = true;
	}
	while (slice_next_word(&text, " ,\t\n", &word)) {
		add_bearer(reader, word, &authority->lines[subject]);
	}
}

static bool says_default(struct slice text)
{
	struct slice word;
	return slice_next_word(&text, " ,\t\n", &word) && choice_by_name(default_choices, word) == 0;
}

void authority_read(const struct model *model, struct authority *authority, struct findings *findings)
{
	bool is_said[SUBJECT_COUNT] = {false};
	*authority = (struct authority){.is_set = false};
	const struct network *network = model->network;
	for (size_t i = 0; network != NULL && i < network->authority.count; i++) {
		authority->is_set = true;
		for (size_t j = 0; says_default(LIST_AT(network->authority, struct slice, i)) && j < SUBJECT_COUNT;
		     j++) {
			authority->lines[j].bearers = default_bearers[j];
		}
	}
	for (size_t i = 0; network != NULL && i < network->authority.count; i++) {
		struct line_reader reader = {model, findings, ENTRY_PLACE(network, authority, i)};
		read_line(&reader, LIST_AT(network->authority, struct slice, i), authority, is_said);
	}
}

struct slice subject_name(enum subject subject)
{
	return slice_of(subject_choices[subject].name);
}

static void add_word(struct buffer *text, const char *sign, struct slice word)
{
	buffer_add(text, text->size > 0 ? SLICE(", ") : SLICE(""));
	buffer_add(text, slice_of(sign));
	buffer_add(text, word);
}

struct slice authority_words(struct arena *arena, const struct authority_line *line)
{
	struct buffer text = BUFFER_EMPTY;
	for (unsigned i = 0; role_choices[i].name != NULL; i++) {
		if ((line->bearers & ROLE_BIT(i)) != 0) {
			add_word(&text, "", slice_of(role_choices[i].name));
		}
	}
	for (unsigned i = 0; bearer_choices[i].name != NULL; i++) {
		if ((line->bearers & 1U << (BEARER_FIRST_BIT + i)) != 0) {
			add_word(&text, "", slice_of(bearer_choices[i].name));
		}
	}
	for (size_t i = 0; i < line->persons.count; i++) {
		add_word(&text, "@", LIST_AT(line->persons, struct party *, i)->id);
	}
	struct slice words = text.size > 0 ? arena_copy(arena, buffer_view(&text)) : SLICE("nobody");
	buffer_free(&text);
	return words;
}
