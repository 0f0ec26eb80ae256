#include "model/bind.h"

#include "model/currency.h"
#include "model/decimal_mark.h"
#include "model/meant.h"
#include "model/misread.h"
#include "model/spoken.h"
#include "model/unread.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>
#include <string.h>

/* ---- names of fields ---- */

static void index_field_names(struct binder *binder, enum record_type type)
{
	const struct record_definition *definition = record_definition(type);
	binder->field_names[type] = symbols_new();
	binder->field_of_name[type] = memory_allocate_zeroed(definition->field_count * 2, sizeof(void *));
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *names[] = {field->name, field->french};
		for (size_t j = 0; j < 2; j++) {
			uint32_t symbol = symbols_intern(binder->field_names[type], slice_of(names[j]));
			if (binder->field_of_name[type][symbol] == NULL) {
				binder->field_of_name[type][symbol] = field;
			}
		}
	}
}

void binder_start(struct binder *binder, struct model *model)
{
	*binder = (struct binder){.model = model};
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		index_field_names(binder, (enum record_type)i);
	}
}

void binder_end(struct binder *binder)
{
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		symbols_free(binder->field_names[i]);
		free(binder->field_of_name[i]);
	}
	free(binder->pending);
}

/* ---- one record being bound ---- */

struct binding {
	struct binder *binder;
	struct model *model;
	struct findings *findings;
	const struct record *record;
	const struct record_definition *definition;
	char *structure;
	bool is_whole;
	bool is_doubtful;
};

static void *member(const struct binding *binding, const struct field_definition *field)
{
	return binding->structure + field->offset;
}

/* The place of a piece of a value; of the whole value when it was joined from several lines. */
static struct location place_in_value(const struct binding *binding, const struct record_field *field,
				      struct slice piece)
{
	struct slice bytes = binding->record->file->bytes;
	bool in_file = piece.data >= bytes.data && piece.data + piece.size <= bytes.data + bytes.size;
	return in_file && piece.size > 0 ? location_of(binding->record->file, piece)
					 : record_value_location(binding->record, field);
}

static void complain(struct binding *binding, enum finding_id id, struct location location, struct slice value,
		     struct slice hint)
{
	findings_add(binding->findings, id, location, value, hint);
	binding->is_whole = false;
}

/* How many values of a field the record gives: lists of ids may stand several on a line. */
static size_t count_values(const struct record *record, const struct field_definition *field)
{
	size_t count = 0;
	for (size_t i = 0; i < record->count; i++) {
		if (record->fields[i].definition != field) {
			continue;
		}
		struct slice rest = record->fields[i].value;
		struct slice word;
		if (field->kind != FIELD_REFERENCE) {
			count++;
			continue;
		}
		while (slice_next_word(&rest, " ,\t\n", &word)) {
			count++;
		}
	}
	return count;
}

/* Room for the next value of a list. */
static void *next_item(struct binding *binding, const struct field_definition *field)
{
	struct list *list = member(binding, field);
	size_t size = field_value_size(field->kind);
	if (list->items == NULL) {
		list->items = arena_allocate(binding->model->arena, count_values(binding->record, field), size);
	}
	return (char *)list->items + size * list->count++;
}

/* ---- objections ---- */

/* Whether what belongs to an objection stands there without the line that opens it, or with one that is misspelt. */
static bool has_unopened_objection(const struct binding *binding)
{
	const struct field_definition *opening = field_by_name(binding->definition, SLICE("Objection"));
	const struct field_definition *answer = field_by_name(binding->definition, SLICE("Lifted"));
	return opening != NULL && !record_says(binding->record, opening) &&
	       (record_says(binding->record, answer) || record_misnames(binding->record, binding->definition, opening));
}

/* ---- values by kind ---- */

static void add_reference(struct binding *binding, const struct field_definition *field, struct slice id,
			  struct location location, void **target)
{
	struct binder *binder = binding->binder;
	binder->pending =
	    memory_grow(binder->pending, binder->pending_count, &binder->pending_capacity, sizeof *binder->pending);
	binder->pending[binder->pending_count++] = (struct pending_reference){
	    (struct entry *)(void *)binding->structure,           field, id, location, target,
	    cut_is_at(binder->cut, location) ? binder->cut : NULL};
}

static void bind_references(struct binding *binding, const struct record_field *written,
			    const struct field_definition *field)
{
	struct slice rest = written->value;
	struct slice word;
	if ((field->flags & FIELD_REPEATED) == 0) {
		add_reference(binding, field, written->value, record_value_location(binding->record, written),
			      member(binding, field));
		return;
	}
	while (slice_next_word(&rest, " ,\t\n", &word)) {
		add_reference(binding, field, word, place_in_value(binding, written, word), next_item(binding, field));
	}
}

static void bind_date(struct binding *binding, struct slice value, struct location location, struct date *date)
{
	enum value_problem problem = value_parse_date(value, date);
	if (problem != VALUE_FINE) {
		misread_date(binding->model, location, value, problem);
		binding->is_whole = false;
	}
}

static bool bind_amount(struct binding *binding, struct slice value, struct location location, struct amount *amount)
{
	enum value_problem problem = value_parse_money(value, binding->model->style, amount);
	currency_note(binding->model, value, location, problem);
	if (problem != VALUE_FINE) {
		misread_money(binding->model, location, value, problem);
		binding->is_whole = false;
		return false;
	}
	if (amount_sign(*amount) <= 0) {
		complain(binding, amount_sign(*amount) == 0 ? FINDING_AMOUNT_ZERO : FINDING_AMOUNT_NEGATIVE, location,
			 value, SLICE(""));
		return false;
	}
	decimal_mark_note_amount(binding->model, value, location);
	return true;
}

static void bind_money(struct binding *binding, struct slice value, struct location location, struct money *money)
{
	money->given = bind_amount(binding, value, location, &money->amount);
}

static void bind_duration(struct binding *binding, struct slice value, struct location location,
			  struct duration *duration)
{
	enum value_problem problem = value_parse_duration(value, duration);
	if (problem != VALUE_FINE) {
		complain(binding,
			 problem == VALUE_TOO_PRECISE ? FINDING_TIME_NOT_WHOLE_MINUTES : FINDING_TIME_MALFORMED,
			 location, value, SLICE(""));
	}
}

static void bind_number(struct binding *binding, struct slice value, struct location location, int64_t *number)
{
	uint64_t read = 0;
	if (slice_to_number(value, 999999, &read)) {
		*number = (int64_t)read;
	} else {
		complain(binding, FINDING_NUMBER_MALFORMED, location, value, SLICE(""));
	}
}

static void bind_choice(struct binding *binding, const struct field_definition *field, struct slice value,
			struct location location, int *choice)
{
	*choice = choice_by_name(field->choices, value);
	if (*choice < 0) {
		misread_word(binding->model, binding->record, field, field->choices, value, location);
		binding->is_whole = false;
	}
}

/* `forge lea` as `forge -> lea`; empty for anything but two words. */
static struct slice two_words_as_pair(const struct binding *binding, struct slice value)
{
	struct slice rest = value;
	struct slice words[3] = {{"", 0}};
	size_t count = 0;
	while (count < 3 && slice_next_word(&rest, " ,\t", &words[count])) {
		count++;
	}
	return count == 2 ? arena_join(binding->model->arena, words, 2, SLICE(" -> ")) : SLICE("");
}

static void bind_pair(struct binding *binding, struct slice value, struct location location, struct pair *pair)
{
	for (size_t i = 0; i + 1 < value.size; i++) {
		if (value.data[i] == '-' && value.data[i + 1] == '>') {
			pair->first = slice_trim(slice_part(value, 0, i));
			pair->second = slice_trim(slice_from(value, i + 2));
			break;
		}
	}
	if (pair->first.size == 0 || pair->second.size == 0) {
		complain(binding, FINDING_PAIR_MALFORMED, location, value, two_words_as_pair(binding, value));
	}
}

static void bind_part(struct binding *binding, const struct record_field *written, const struct field_definition *field,
		      struct part *part)
{
	struct slice rest = written->value;
	struct slice id;
	if (!slice_next_word(&rest, " \t", &id) || slice_trim(rest).size == 0) {
		complain(binding, FINDING_PART_MALFORMED, record_value_location(binding->record, written),
			 written->value, SLICE(""));
		return;
	}
	struct slice amount = slice_trim(rest);
	add_reference(binding, field, id, place_in_value(binding, written, id), (void **)&part->fund);
	bind_amount(binding, amount, place_in_value(binding, written, amount), &part->amount);
}

/* A kind of document and a path, or the path alone. */
static void bind_evidence(struct binding *binding, const struct record_field *written,
			  const struct field_definition *field, struct evidence *evidence)
{
	struct slice value = written->value;
	struct slice rest = value;
	struct slice word = SLICE("");
	slice_next_word(&rest, " \t", &word);
	evidence->kind = choice_by_name(evidence_choices, word);
	bool may_be_kind = evidence->kind < 0 && slice_trim(rest).size > 0 && slice_find(word, '/') == word.size;
	if (may_be_kind && choice_nearest_name(evidence_choices, word).size > 0) {
		misread_word(binding->model, binding->record, field, evidence_choices, word,
			     place_in_value(binding, written, word));
		binding->is_whole = false;
		return;
	}
	evidence->path = evidence->kind >= 0 ? slice_trim(rest) : value;
	if (evidence->path.size == 0) {
		complain(binding, FINDING_EVIDENCE_MALFORMED, record_value_location(binding->record, written), value,
			 SLICE(""));
	}
}

static void bind_digest(struct binding *binding, struct slice value, struct location location, struct digest_line *line)
{
	size_t space = slice_find_last(value, ' ');
	line->subject = slice_trim(slice_part(value, 0, space));
	line->digest = slice_from(value, space + 1);
	if (line->digest.size != 64) {
		complain(binding, FINDING_SEAL_MALFORMED, location, value, SLICE(""));
	}
}

static void bind_id(struct binding *binding, struct slice value, struct location location, struct slice *id)
{
	*id = value;
	if (!id_is_well_formed(value)) {
		complain(binding, FINDING_ID_MALFORMED, location, value, id_suggestion(binding->model->arena, value));
		const struct entry *entry = (const struct entry *)(const void *)binding->structure;
		unread_note(binding->model, TYPE_BIT(entry->type), NULL, value); /* what is referred to may be it */
	} else if (slice_equal(value, SLICE("free"))) {
		findings_add_plain(binding->findings, FINDING_ID_RESERVED, location);
	}
}

/* `Objection: lea` opens an objection; `Lifted` and `Reason` behind it belong to it. */
static void bind_objection(struct binding *binding, const struct record_field *written,
			   const struct field_definition *field)
{
	struct list *objections = member(binding, field);
	if (strcmp(field->name, "Objection") == 0) {
		struct objection *objection = next_item(binding, field);
		bool is_named =
		    !slice_equal(written->value, SLICE("anonymous")) && !slice_equal(written->value, SLICE("anonyme"));
		objection->by = is_named ? written->value : SLICE("");
		objection->reason = SLICE("");
		objection->location = record_value_location(binding->record, written);
		return;
	}
	if (objections->count == 0) {
		if (record_misnames(binding->record, binding->definition,
				    field_by_name(binding->definition, SLICE("Objection")))) {
			binding->is_whole = false;
			return;
		}
		complain(binding, FINDING_OBJECTION_LIFTED_ALONE, record_name_location(binding->record, written),
			 written->value, SLICE(""));
		return;
	}
	struct objection *last = &LIST_AT(*objections, struct objection, objections->count - 1);
	last->lifted = written->value;
	last->is_lifted = true;
}

/* The last objection, when `field` is a Reason standing behind one. */
static struct objection *objection_of_reason(struct binding *binding, const struct field_definition *field)
{
	if (binding->definition != record_definition(RECORD_DECISION) || strcmp(field->name, "Reason") != 0) {
		return NULL;
	}
	struct decision *decision = (struct decision *)(void *)binding->structure;
	size_t count = decision->objections.count;
	return count == 0 ? NULL : &LIST_AT(decision->objections, struct objection, count - 1);
}

static void bind_value(struct binding *binding, const struct record_field *written,
		       const struct field_definition *field)
{
	struct location location = record_value_location(binding->record, written);
	bool repeated = (field->flags & FIELD_REPEATED) != 0;
	if (field->kind == FIELD_REFERENCE) {
		bind_references(binding, written, field);
		return;
	}
	if (field->kind == FIELD_OBJECTION) {
		bind_objection(binding, written, field);
		return;
	}
	struct objection *objection = objection_of_reason(binding, field);
	if (objection != NULL) {
		objection->reason = written->value;
		return;
	}
	void *target = repeated ? next_item(binding, field) : member(binding, field);
	switch (field->kind) {
	case FIELD_LINE:
	case FIELD_PROSE:
	case FIELD_DECISION: *(struct slice *)target = written->value; break;
	case FIELD_ID: bind_id(binding, written->value, location, target); break;
	case FIELD_DATE: bind_date(binding, written->value, location, target); break;
	case FIELD_MONEY: bind_money(binding, written->value, location, target); break;
	case FIELD_DURATION: bind_duration(binding, written->value, location, target); break;
	case FIELD_NUMBER: bind_number(binding, written->value, location, target); break;
	case FIELD_PERCENT:
		if (value_parse_percent(written->value, target) != VALUE_FINE) {
			complain(binding, FINDING_PERCENT_MALFORMED, location, written->value, SLICE(""));
		}
		break;
	case FIELD_CHOICE: bind_choice(binding, field, written->value, location, target); break;
	case FIELD_YES_NO:
		if (value_parse_yes_no(written->value, target) != VALUE_FINE) {
			complain(binding, FINDING_YES_NO_MALFORMED, location, written->value, SLICE(""));
		}
		break;
	case FIELD_PAIR: bind_pair(binding, written->value, location, target); break;
	case FIELD_PART: bind_part(binding, written, field, target); break;
	case FIELD_EVIDENCE: bind_evidence(binding, written, field, target); break;
	case FIELD_DIGEST: bind_digest(binding, written->value, location, target); break;
	case FIELD_REFERENCE:
	case FIELD_OBJECTION: break; /* done above */
	}
}

/* ---- the record as a whole ---- */

/* Whether something is judged by what a field says. Texts are for readers, but where they name a task or a rule, and
 * where they are what was reported. A name that is no field's (NULL) may mean any. */
static bool is_judged_by(const struct binding *binding, const struct field_definition *field)
{
	bool is_text = field != NULL && (field->kind == FIELD_LINE || field->kind == FIELD_PROSE);
	return !is_text || binding->definition == record_definition(RECORD_CONTRIBUTION) ||
	       binding->definition == record_definition(RECORD_RULE);
}

static void doubt_field(struct binding *binding, const struct field_definition *field)
{
	binding->is_whole = false;
	binding->is_doubtful |= is_judged_by(binding, field);
}

static void set_absent(char *structure, const struct field_definition *field)
{
	if ((field->flags & FIELD_REPEATED) != 0) {
		return;
	}
	switch (field->kind) {
	case FIELD_DATE: *(struct date *)(void *)(structure + field->offset) = DATE_NONE; break;
	case FIELD_CHOICE:
	case FIELD_YES_NO: *(int *)(void *)(structure + field->offset) = -1; break;
	case FIELD_NUMBER:
	case FIELD_PERCENT: *(int64_t *)(void *)(structure + field->offset) = -1; break;
	case FIELD_LINE:
	case FIELD_PROSE:
	case FIELD_ID:
	case FIELD_DECISION: *(struct slice *)(void *)(structure + field->offset) = SLICE(""); break;
	default: break;
	}
}

static const struct field_definition *definition_of(const struct binder *binder, enum record_type type,
						    struct slice name)
{
	uint32_t symbol = symbols_find(binder->field_names[type], name);
	return symbol == SYMBOL_NONE ? NULL : binder->field_of_name[type][symbol];
}

/* Whether bytes stand in a name or value that are no text: they are told, and what else could be said of it follows.
 */
static bool is_no_text(const struct binding *binding, struct slice value)
{
	struct slice written = binding->binder->written;
	struct slice bytes = binding->record->file->bytes;
	bool is_in_file = value.data >= bytes.data && value.data + value.size <= bytes.data + bytes.size;
	return written.size > 0 && is_in_file &&
	       memcmp(written.data + (value.data - bytes.data), value.data, value.size) != 0;
}

static void report_name(const struct binding *binding, const struct record_field *written)
{
	struct location place = record_name_location(binding->record, written);
	struct slice type = spoken_type_name(binding->record, binding->definition);
	struct slice meant = field_name_meant(binding->record, binding->definition, written->name);
	if (record_is_name(written->name)) {
		findings_add(binding->findings, FINDING_FIELD_UNKNOWN, place, written->name, type, meant);
	} else {
		findings_add(binding->findings, FINDING_FIELD_NAME_MALFORMED, place, written->name, meant, type);
	}
}

/* Names the fields of the record by the table; unknown ones become findings. */
static void recognise_fields(struct binding *binding, enum record_type type)
{
	for (size_t i = 0; i < binding->record->count; i++) {
		struct record_field *written = &binding->record->fields[i];
		written->definition = definition_of(binding->binder, type, written->name);
	}
	for (size_t i = 0; i < binding->record->count; i++) {
		const struct record_field *written = &binding->record->fields[i];
		if (written->definition != NULL) {
			continue;
		}
		if (!is_no_text(binding, written->name)) {
			report_name(binding, written);
		}
		doubt_field(binding, field_meant(binding->record, binding->definition, written->name));
	}
	for (size_t i = 0; i < binding->record->malformed_count; i++) {
		struct slice name = malformed_name(binding->record->malformed[i]);
		doubt_field(binding, field_meant(binding->record, binding->definition, name));
	}
}

static bool stands_before(const struct binding *binding, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (binding->record->fields[i].definition == binding->record->fields[index].definition) {
			return true;
		}
	}
	return false;
}

static void bind_field(struct binding *binding, size_t index, const struct field_definition *field)
{
	const struct record_field *written = &binding->record->fields[index];
	bool is_of_objection = objection_of_reason(binding, field) != NULL ||
			       (strcmp(field->name, "Reason") == 0 && has_unopened_objection(binding));
	bool repeated = (field->flags & FIELD_REPEATED) != 0 || is_of_objection;
	bool is_empty = written->value.size == 0 && strcmp(field->name, "Objection") != 0;
	struct slice name = written->name;
	if (!repeated && stands_before(binding, index)) {
		complain(binding, FINDING_FIELD_REPEATED, record_name_location(binding->record, written), name,
			 SLICE(""));
	} else if (is_empty) {
		complain(binding, FINDING_FIELD_EMPTY, record_name_location(binding->record, written), name, SLICE(""));
	} else if (field->kind != FIELD_PROSE && field->kind != FIELD_REFERENCE && field->kind != FIELD_OBJECTION &&
		   slice_find(written->value, '\n') < written->value.size) {
		complain(binding, FINDING_FIELD_NOT_ONE_LINE, record_name_location(binding->record, written), name,
			 SLICE(""));
	} else if (is_no_text(binding, written->value)) {
		binding->is_whole = false;
	} else {
		bind_value(binding, written, field);
	}
}

/* Whether the record was cut off, which was told: what it lacks stood there. */
static bool is_cut_off(const struct binding *binding)
{
	const struct cut_file *cut = binding->binder->cut;
	return cut != NULL && cut->record == binding->record && cut_is_told(binding->model, cut);
}

static void require_fields(struct binding *binding)
{
	for (size_t i = 0; i < binding->definition->field_count; i++) {
		const struct field_definition *field = &binding->definition->fields[i];
		if ((field->flags & FIELD_REQUIRED) == 0 || record_says(binding->record, field)) {
			continue;
		}
		doubt_field(binding, field);
		if (!record_misnames(binding->record, binding->definition, field) && !is_cut_off(binding)) {
			complain(binding, FINDING_FIELD_MISSING, record_location(binding->record),
				 spoken_type_name(binding->record, binding->definition),
				 spoken_field_name(binding->record, field));
		}
	}
}

/* Where a record has no id that can be read, what is referred to may be it. */
static void miss_id(const struct binding *binding, enum record_type type)
{
	for (size_t i = 0; i < binding->definition->field_count; i++) {
		const struct field_definition *field = &binding->definition->fields[i];
		bool is_id = field->kind == FIELD_ID && (field->flags & FIELD_REQUIRED) != 0;
		if (is_id && ((const struct slice *)member(binding, field))->size == 0) {
			unread_note(binding->model, TYPE_BIT(type), NULL, SLICE(""));
		}
	}
}

struct entry *bind_record(struct binder *binder, const struct record *record, enum record_type type)
{
	const struct record_definition *definition = record_definition(type);
	struct binding binding = {.binder = binder,
				  .model = binder->model,
				  .findings = binder->model->findings,
				  .record = record,
				  .definition = definition,
				  .structure = arena_allocate(binder->model->arena, 1, definition->size),
				  .is_whole = true};
	struct entry *entry = (struct entry *)(void *)binding.structure;
	*entry = (struct entry){.type = type, .file = record->file, .record = record};
	for (size_t i = 0; i < definition->field_count; i++) {
		set_absent(binding.structure, &definition->fields[i]);
	}
	recognise_fields(&binding, type);
	for (size_t i = 0; i < record->count; i++) {
		const struct field_definition *field = record->fields[i].definition;
		bool was_whole = binding.is_whole;
		binding.is_whole = true;
		if (field != NULL) {
			bind_field(&binding, i, field);
		}
		if (!binding.is_whole) {
			doubt_field(&binding, field);
		}
		binding.is_whole &= was_whole;
	}
	require_fields(&binding);
	entry->is_told = !binding.is_whole;
	entry->is_doubtful = binding.is_doubtful;
	miss_id(&binding, type);
	return entry;
}
