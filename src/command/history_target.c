#include "command/history_target.h"

#include "model/setting.h"
#include "report/target.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <ctype.h>
#include <string.h>

/* As written before a colon, in either language; and how to say that there is none. */
static const struct {
	const char *word;
	const char *french;
	enum record_type type; /* RECORD_NONE: no record */
	const char *unknown;   /* N_(), with the name */
	const char *near;      /* N_(), with the name and the nearest one */
} kinds[HISTORY_KIND_COUNT] = {
    [HISTORY_OF_FUND] = {"fund", "fonds", RECORD_FUND, N_("there is no fund “%.*s”"),
			 N_("there is no fund “%.*s”; did you mean “%.*s”?")},
    [HISTORY_OF_ACTION] = {"action", "action", RECORD_ACTION, N_("there is no action “%.*s”"),
			   N_("there is no action “%.*s”; did you mean “%.*s”?")},
    [HISTORY_OF_CIRCLE] = {"circle", "cercle", RECORD_CIRCLE, N_("there is no circle “%.*s”"),
			   N_("there is no circle “%.*s”; did you mean “%.*s”?")},
    [HISTORY_OF_PERSON] = {"person", "personne", RECORD_PERSON, N_("there is no person or party “%.*s”"),
			   N_("there is no person or party “%.*s”; did you mean “%.*s”?")},
    [HISTORY_OF_RULE] = {"rule", "regle", RECORD_NONE, N_("there is no rule “%.*s”"),
			 N_("there is no rule “%.*s”; did you mean “%.*s”?")},
    [HISTORY_OF_ACCOUNT] = {"account", "compte", RECORD_NONE, "", ""},
};

/* The kind named before a colon, which is taken off; HISTORY_KIND_COUNT when none is. */
static enum history_kind kind_meant(struct slice *word)
{
	size_t colon = slice_find(*word, ':');
	struct slice name = slice_part(*word, 0, colon);
	for (size_t i = 0; colon < word->size && i < HISTORY_KIND_COUNT; i++) {
		if (slice_equal(name, slice_of(kinds[i].word)) || slice_equal(name, slice_of(kinds[i].french))) {
			*word = slice_from(*word, colon + 1);
			return (enum history_kind)i;
		}
	}
	return HISTORY_KIND_COUNT;
}

/* `Budget:littoral:velo-cargo` of `littoral/velo-cargo`. */
static struct slice envelope_named(struct arena *arena, struct slice word)
{
	char *bytes = (char *)arena_format(arena, "Budget:%.*s", SLICE_ARGUMENTS(word)).data;
	for (char *slash = strchr(bytes, '/'); slash != NULL; slash = strchr(slash, '/')) {
		*slash = ':';
	}
	return slice_of(bytes);
}

bool history_target_is_account(struct arena *arena, struct slice word, struct history_target *target)
{
	enum history_kind meant = kind_meant(&word);
	bool is_named = meant == HISTORY_OF_ACCOUNT;
	bool has_colon = slice_find(word, ':') < word.size;
	bool has_slash = slice_find(word, '/') < word.size;
	*target = (struct history_target){.kind = HISTORY_OF_ACCOUNT, .name = arena_copy(arena, word)};
	if (meant != HISTORY_KIND_COUNT && !is_named) {
		return false;
	}
	if (!is_named && slice_equal(word, SLICE("ledger"))) {
		target->name = SLICE("");
		return true;
	}
	if (!is_named && has_slash && !has_colon) {
		target->name = envelope_named(arena, word);
		target->is_envelope = true;
	}
	return is_named || has_colon || has_slash;
}

/* ---- names of the network ---- */

static bool is_of_kind(const struct model *model, enum history_kind kind, struct slice word, void **record)
{
	struct slice variant;
	*record = NULL;
	if (kind == HISTORY_OF_RULE) {
		return setting_by_name(word, &variant) < SETTING_COUNT;
	}
	if (kinds[kind].type != RECORD_NONE) {
		*record = model_find(model, kinds[kind].type, word);
	}
	return *record != NULL;
}

static struct slice nearest_of(const struct model *model, enum history_kind kind, struct slice word)
{
	return kind == HISTORY_OF_RULE ? setting_nearest_name(word) : model_nearest_id(model, kinds[kind].type, word);
}

static const struct failure *unknown(const struct model *model, enum history_kind kind, struct slice word)
{
	struct slice near = nearest_of(model, kind, word);
	return near.size == 0 ? failure_new(_(kinds[kind].unknown), SLICE_ARGUMENTS(word))
			      : failure_new(_(kinds[kind].near), SLICE_ARGUMENTS(word), SLICE_ARGUMENTS(near));
}

static const struct failure *ambiguous(const struct model *model, struct slice word)
{
	const char *prefixes[HISTORY_KIND_COUNT];
	size_t count = 0;
	void *record;
	for (size_t i = 0; i < HISTORY_OF_ACCOUNT; i++) {
		if (is_of_kind(model, (enum history_kind)i, word, &record)) {
			prefixes[count++] = kinds[i].word;
		}
	}
	return target_ambiguous(word, prefixes, count);
}

static struct slice guess(const struct model *model, struct slice word)
{
	struct slice names[HISTORY_OF_ACCOUNT];
	size_t count = 0;
	for (size_t i = 0; i < HISTORY_OF_ACCOUNT; i++) {
		struct slice near = nearest_of(model, (enum history_kind)i, word);
		if (near.size > 0) {
			names[count++] = near;
		}
	}
	size_t nearest = slice_nearest(word, names, count);
	return nearest < count ? names[nearest] : SLICE("");
}

const struct failure *history_target_find(const struct model *model, struct slice word, struct history_target *target)
{
	enum history_kind meant = kind_meant(&word);
	size_t found = 0;
	for (size_t i = 0; i < HISTORY_OF_ACCOUNT; i++) {
		void *record;
		bool may_be = meant == HISTORY_KIND_COUNT || meant == (enum history_kind)i;
		if (may_be && is_of_kind(model, (enum history_kind)i, word, &record)) {
			*target = (struct history_target){.kind = (enum history_kind)i, .name = word, .record = record};
			found++;
		}
	}
	if (found > 1) {
		return ambiguous(model, word);
	}
	if (found == 0 && meant != HISTORY_KIND_COUNT) {
		return unknown(model, meant, word);
	}
	if (found == 0) {
		*target =
		    (struct history_target){.kind = HISTORY_OF_ACCOUNT, .name = word, .guess = guess(model, word)};
	}
	return NULL;
}

/* ---- all of them ---- */

/* Whether nothing in a name means something to a shell: bash expands the names it completes. */
static bool is_plain(struct slice name)
{
	for (size_t i = 0; i < name.size; i++) {
		unsigned char byte = (unsigned char)name.data[i];
		if (byte < 0x80 && !isalnum(byte) && strchr("-._", byte) == NULL) {
			return false;
		}
	}
	return true;
}

static void add_name(const struct model *model, enum history_kind kind, struct slice name, struct buffer *out)
{
	if (!is_plain(name)) {
		return;
	}
	void *record;
	bool is_alone = !slice_equal(name, SLICE("ledger"));
	for (size_t i = 0; i < HISTORY_OF_ACCOUNT; i++) {
		is_alone = is_alone && (i == (size_t)kind || !is_of_kind(model, (enum history_kind)i, name, &record));
	}
	if (!is_alone) {
		buffer_format(out, "%s:", kinds[kind].word);
	}
	buffer_add(out, name);
	buffer_add_byte(out, '\n');
}

static void add_entries(const struct model *model, enum history_kind kind, struct buffer *out)
{
	struct named_records records = model_named(model, kinds[kind].type);
	for (size_t i = 0; i < records.list.count; i++) {
		if (kind != HISTORY_OF_PERSON || LIST_AT(records.list, struct party *, i)->is_person) {
			add_name(model, kind, named_id(&records, i), out);
		}
	}
}

/* A rule of a family, such as `rate.animation`, once. */
static void add_variant(const struct model *model, struct symbols *known, struct slice name, struct buffer *out)
{
	struct slice variant = SLICE("");
	if (setting_by_name(name, &variant) < SETTING_COUNT && variant.size > 0 &&
	    symbols_find(known, name) == SYMBOL_NONE) {
		symbols_intern(known, name);
		add_name(model, HISTORY_OF_RULE, name, out);
	}
}

static void add_rules(const struct model *model, struct buffer *out)
{
	struct symbols *known = symbols_new();
	for (int setting = 0; setting < SETTING_COUNT; setting++) {
		struct slice name = slice_of(setting_definition((enum setting)setting)->name);
		if (!slice_ends_with(name, SLICE("."))) {
			add_name(model, HISTORY_OF_RULE, name, out);
		}
	}
	for (size_t i = 0; i < model->rule_lines.count; i++) {
		add_variant(model, known, LIST_AT(model->rule_lines, struct rule_line *, i)->name, out);
	}
	for (size_t i = 0; i < model->meetings.count; i++) {
		struct list decisions = LIST_AT(model->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			add_variant(model, known, LIST_AT(decisions, struct decision *, j)->rule, out);
		}
	}
	symbols_free(known);
}

void history_targets_write(const struct model *model, struct buffer *out)
{
	buffer_add(out, SLICE("ledger\n"));
	for (size_t i = 0; i < HISTORY_OF_RULE; i++) {
		add_entries(model, (enum history_kind)i, out);
	}
	add_rules(model, out);
}
