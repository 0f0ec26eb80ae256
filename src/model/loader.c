/* Loading all files below circles/ into a model: which file holds what. */
#include "model/bind.h"
#include "model/index.h"
#include "model/model.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a file is about, by its path. */
struct file_context {
	const struct text_file *file;
	struct circle *circle;   /* the circle whose folder it is in, or NULL */
	struct slice name;       /* the file's name without .rec */
	struct slice folder;     /* the last folder on the way: a year for contributions */
	struct meeting *meeting; /* read in this file */
	unsigned allowed;        /* set of record types, as bits */
	enum record_type single; /* the type of which it holds exactly one, or RECORD_NONE */
};

struct loader {
	struct model *model;
	struct binder binder;
	size_t capacities[RECORD_TYPE_COUNT];
};

#define TYPE_BIT(type) (1U << (type))

static struct slice types_text(struct arena *arena, unsigned allowed)
{
	struct slice names[RECORD_TYPE_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		if ((allowed & TYPE_BIT(i)) != 0) {
			names[count++] = slice_of(record_definition((enum record_type)i)->name);
		}
	}
	return arena_join(arena, names, count, SLICE(", "));
}

/* ---- collecting records ---- */

static struct list *list_of_type(struct model *model, enum record_type type)
{
	switch (type) {
	case RECORD_RULE: return &model->rule_lines;
	case RECORD_PERSON:
	case RECORD_PARTY: return &model->parties;
	case RECORD_FUND: return &model->funds;
	case RECORD_PLACE: return &model->places;
	case RECORD_CIRCLE: return &model->circles;
	case RECORD_ACTION: return &model->actions;
	case RECORD_CONTRIBUTION: return &model->contributions;
	case RECORD_MEETING: return &model->meetings;
	case RECORD_SEAL: return &model->seals;
	default: return NULL;
	}
}

/* Lists grow in ordinary memory while loading; settle_lists() moves them to the arena. */
static uint32_t append(struct loader *loader, enum record_type type, void *record)
{
	struct list *list = list_of_type(loader->model, type);
	enum record_type slot = type == RECORD_PERSON ? RECORD_PARTY : type;
	list->items = memory_grow(list->items, list->count, &loader->capacities[slot], sizeof(void *));
	LIST_AT(*list, void *, list->count) = record;
	return (uint32_t)list->count++;
}

static void settle_list(struct model *model, struct list *list)
{
	void **items = arena_new_array(model->arena, void *, list->count);
	if (list->count > 0) {
		memcpy(items, list->items, list->count * sizeof *items);
	}
	free(list->items);
	list->items = items;
}

static struct slice position_text(struct arena *arena, const struct entry *entry)
{
	struct position position = position_of(record_location(entry->record));
	return arena_format(arena, "%.*s:%zu", SLICE_ARGUMENTS(entry->file->path), position.line);
}

static void add_id(struct loader *loader, enum record_type type, struct slice id, struct entry *entry,
		   struct location location)
{
	if (id.size == 0) {
		return;
	}
	struct entry *other = id_index_add(loader->model->indexes[type], id, entry);
	if (other != NULL) {
		findings_add(loader->model->findings, FINDING_ID_DUPLICATE, location, id,
			     position_text(loader->model->arena, other));
	}
}

static void add_party(struct loader *loader, struct party *party, bool is_person)
{
	party->is_person = is_person;
	party->kind = is_person ? -1 : party->kind;
	party->index = append(loader, RECORD_PARTY, party);
	add_id(loader, RECORD_PARTY, party->id, &party->entry, ENTRY_PLACE(party, id, 0));
}

static void add_action(struct loader *loader, const struct file_context *context, struct action *action)
{
	action->circle = context->circle;
	action->index = append(loader, RECORD_ACTION, action);
	add_id(loader, RECORD_ACTION, action->id, &action->entry, ENTRY_PLACE(action, id, 0));
}

static bool contribution_id_is_well_formed(struct slice id, struct date *date)
{
	bool has_letter = id.size == 12 && id.data[10] == '-' && id.data[11] >= 'b' && id.data[11] <= 'z';
	return (id.size == 10 || has_letter) && date_parse(slice_part(id, 0, 10), date);
}

static void add_contribution(struct loader *loader, const struct file_context *context,
			     struct contribution *contribution)
{
	struct model *model = loader->model;
	struct date date_of_id = DATE_NONE;
	contribution->circle = context->circle;
	contribution->index = append(loader, RECORD_CONTRIBUTION, contribution);
	if (contribution->id.size == 0) {
		contribution->id =
		    contribution->date.days == DATE_NONE.days ? SLICE("") : date_text(model->arena, contribution->date);
	} else if (!contribution_id_is_well_formed(contribution->id, &date_of_id) ||
		   (contribution->date.days != DATE_NONE.days && date_of_id.days != contribution->date.days)) {
		findings_add(model->findings, FINDING_CONTRIBUTION_ID_MALFORMED, ENTRY_PLACE(contribution, id, 0),
			     contribution->id,
			     date_text(model->arena, contribution->date.days == DATE_NONE.days ? (struct date){0}
											       : contribution->date));
	}
	struct date first = DATE_NONE;
	struct date end = DATE_NONE;
	if (date_parse_period(context->folder, &first, &end) && contribution->date.days != DATE_NONE.days &&
	    (contribution->date.days < first.days || contribution->date.days >= end.days)) {
		findings_add(model->findings, FINDING_CONTRIBUTION_YEAR_MISMATCH, ENTRY_PLACE(contribution, date, 0),
			     context->folder);
	}
	contribution->reference =
	    arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(context->name), SLICE_ARGUMENTS(contribution->id));
	if (contribution->id.size > 0) {
		add_id(loader, RECORD_CONTRIBUTION, contribution->reference, &contribution->entry,
		       ENTRY_PLACE(contribution, date, 0));
	}
}

static void add_decision(struct loader *loader, struct file_context *context, struct decision *decision, bool is_whole)
{
	struct meeting *meeting = context->meeting;
	if (meeting == NULL) {
		return; /* said once for the file: its Meeting is missing */
	}
	decision->meeting = meeting;
	decision->is_malformed |= !is_whole;
	decision->reference = arena_format(loader->model->arena, "%.*s/%.*s/%lld", SLICE_ARGUMENTS(context->circle->id),
					   SLICE_ARGUMENTS(context->name), (long long)decision->number);
	struct list *decisions = &meeting->decisions;
	LIST_AT(*decisions, struct decision *, decisions->count++) = decision;
	if (decision->number >= 0) {
		add_id(loader, RECORD_DECISION, decision->reference, &decision->entry,
		       ENTRY_PLACE(decision, number, 0));
	}
}

/* `2024-04-11` or `2024-04-11-b`. */
static bool meeting_id_is_well_formed(struct slice id, struct date *date)
{
	return contribution_id_is_well_formed(id, date);
}

static void add_meeting(struct loader *loader, struct file_context *context, struct meeting *meeting,
			size_t decision_count)
{
	struct model *model = loader->model;
	struct date date_of_name = DATE_NONE;
	context->meeting = meeting;
	meeting->id = context->name;
	meeting->index = append(loader, RECORD_MEETING, meeting);
	meeting->decisions.items = arena_new_array(model->arena, struct decision *, decision_count);
	if (meeting_id_is_well_formed(context->name, &date_of_name)) {
		if (meeting->date.days == DATE_NONE.days) {
			meeting->date = date_of_name; /* its malformed or missing Date is a finding already */
		} else if (meeting->date.days != date_of_name.days) {
			findings_add(model->findings, FINDING_MEETING_DATE_MISMATCH, ENTRY_PLACE(meeting, date, 0),
				     context->name);
		}
	} else {
		findings_add(model->findings, FINDING_MEETING_NAME_MALFORMED, location_of_file(context->file),
			     context->name);
	}
	struct slice reference = arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(context->circle->id),
					      SLICE_ARGUMENTS(context->name));
	id_index_add(model->indexes[RECORD_MEETING], reference, meeting);
}

static void add_network(struct model *model, struct network *network)
{
	model->network = network;
	if (network->currency.size > 0) {
		model->style.currency = network->currency;
	}
	model->style.comma = network->decimal_mark == DECIMAL_COMMA;
}

static void add_record(struct loader *loader, struct file_context *context, enum record_type type, struct entry *entry,
		       bool is_whole, size_t decision_count)
{
	void *record = entry;
	switch (type) {
	case RECORD_NETWORK: add_network(loader->model, record); break;
	case RECORD_RULE:
	case RECORD_SEAL: append(loader, type, record); break;
	case RECORD_PERSON:
	case RECORD_PARTY: add_party(loader, record, type == RECORD_PERSON); break;
	case RECORD_FUND: {
		struct fund *fund = record;
		fund->index = append(loader, type, fund);
		add_id(loader, type, fund->id, entry, ENTRY_PLACE(fund, id, 0));
		break;
	}
	case RECORD_PLACE: {
		struct place *place = record;
		place->index = append(loader, type, place);
		add_id(loader, type, place->id, entry, ENTRY_PLACE(place, id, 0));
		break;
	}
	case RECORD_ACTION: add_action(loader, context, record); break;
	case RECORD_CONTRIBUTION: add_contribution(loader, context, record); break;
	case RECORD_MEETING: add_meeting(loader, context, record, decision_count); break;
	case RECORD_DECISION: add_decision(loader, context, record, is_whole); break;
	case RECORD_CIRCLE:
	case RECORD_TYPE_COUNT: break;
	}
}

/* ---- circles, seals, contributors ---- */

static struct circle *new_circle(struct loader *loader, struct slice path, struct slice id)
{
	struct model *model = loader->model;
	struct circle *circle = arena_new_object(model->arena, struct circle);
	struct text_file *file = arena_new_object(model->arena, struct text_file);
	*file = (struct text_file){arena_format(model->arena, "%.*s/circle.rec", SLICE_ARGUMENTS(path)), SLICE("")};
	circle->entry = (struct entry){RECORD_CIRCLE, file, NULL};
	circle->id = id;
	circle->name = id;
	circle->index = append(loader, RECORD_CIRCLE, circle);
	id_index_add(model->indexes[RECORD_CIRCLE], id, circle);
	if (!id_is_well_formed(id) || slice_equal(id, SLICE("free"))) {
		findings_add(model->findings, FINDING_CIRCLE_FOLDER_MALFORMED, location_of_file(file), id,
			     id_suggestion(model->arena, id));
	}
	return circle;
}

/* Puts what circle.rec says into the circle of its folder. */
static void adopt_circle(struct circle *circle, const struct circle *written, struct model *model)
{
	if (written->id.size > 0 && !slice_equal(written->id, circle->id)) {
		findings_add(model->findings, FINDING_CIRCLE_ID_MISMATCH, ENTRY_PLACE(written, id, 0), circle->id);
	}
	struct slice id = circle->id;
	uint32_t index = circle->index;
	*circle = *written;
	circle->id = id;
	circle->index = index;
	circle->name = circle->name.size > 0 ? circle->name : id;
}

/* ---- one file ---- */

static enum finding_id finding_of_kind(enum source_kind kind)
{
	switch (kind) {
	case SOURCE_FOLDER: return FINDING_FILE_IS_DIRECTORY;
	case SOURCE_LINK: return FINDING_FILE_IS_LINK;
	case SOURCE_SPECIAL: return FINDING_FILE_IS_SPECIAL;
	case SOURCE_TOO_LARGE: return FINDING_FILE_TOO_LARGE;
	default: return FINDING_FILE_UNREADABLE;
	}
}

static void mark_incomplete(struct model *model, unsigned allowed)
{
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		model->incomplete[i] |= (allowed & TYPE_BIT(i)) != 0;
	}
}

static size_t count_of_type(const struct record_file *records, enum record_type type)
{
	size_t count = 0;
	for (size_t i = 0; i < records->count; i++) {
		count += record_type_by_name(records->records[i].type) == type;
	}
	return count;
}

/* The single record comes first whatever its place in the file: decisions need their meeting. */
static void load_records_of(struct loader *loader, struct file_context *context, const struct record_file *records,
			    bool singles)
{
	struct model *model = loader->model;
	bool had_single = false;
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = &records->records[i];
		enum record_type type = record_type_by_name(record->type);
		bool is_allowed = type != RECORD_NONE && (context->allowed & TYPE_BIT(type)) != 0;
		bool is_single = is_allowed && type == context->single;
		if (is_single != singles || (type == RECORD_NONE && record->type.size == 0)) {
			continue;
		}
		if (type == RECORD_NONE) {
			findings_add(model->findings, FINDING_RECORD_TYPE_UNKNOWN,
				     location_of(records->file, record->type), record->type,
				     record_nearest_type(record->type));
			continue;
		}
		if (!is_allowed || (is_single && had_single)) {
			findings_add(model->findings,
				     is_single ? FINDING_RECORD_REPEATED : FINDING_RECORD_TYPE_MISPLACED,
				     record_location(record), slice_of(record_definition(type)->name),
				     types_text(model->arena, context->allowed));
			continue;
		}
		had_single |= is_single;
		bool is_whole = true;
		struct entry *entry = bind_record(&loader->binder, record, type, &is_whole);
		if (type == RECORD_CIRCLE) {
			adopt_circle(context->circle, (struct circle *)(void *)entry, model);
		} else {
			add_record(loader, context, type, entry, is_whole, records->count);
		}
	}
}

/* The first conflict marker of git, at the start of a line; `bytes.size` when there is none. */
static size_t find_conflict(struct slice bytes)
{
	struct slice marker = SLICE("<<<<<<< ");
	for (size_t i = 0; i < bytes.size; i++) {
		struct slice rest = slice_from(bytes, i);
		if (slice_starts_with(rest, marker)) {
			return i;
		}
		i += slice_find(rest, '\n');
	}
	return bytes.size;
}

static void load_text(struct loader *loader, struct file_context *context)
{
	struct model *model = loader->model;
	size_t conflict = find_conflict(context->file->bytes);
	if (conflict < context->file->bytes.size) {
		findings_add_plain(model->findings, FINDING_FILE_IN_CONFLICT,
				   (struct location){context->file, conflict, 7});
		mark_incomplete(model, context->allowed);
		return;
	}
	struct record_file records = record_read(model->arena, context->file, model->findings);
	context->file = records.file;
	if (context->single != RECORD_NONE && count_of_type(&records, context->single) == 0) {
		findings_add(model->findings, FINDING_RECORD_MISSING, location_of_file(context->file),
			     slice_of(record_definition(context->single)->name));
		mark_incomplete(model, context->allowed);
	}
	load_records_of(loader, context, &records, true);
	load_records_of(loader, context, &records, false);
}

static void load_file(struct loader *loader, struct slice path, struct file_context context)
{
	struct model *model = loader->model;
	enum source_kind kind = source_read(model->source, path, &context.file);
	if (kind == SOURCE_MISSING) {
		return; /* absent files are empty */
	}
	if (kind != SOURCE_FILE) {
		struct slice limit = kind == SOURCE_TOO_LARGE ? SLICE("1 GiB") : SLICE("permission denied");
		findings_add(model->findings, finding_of_kind(kind), location_of_file(context.file), limit);
		mark_incomplete(model, context.allowed);
		return;
	}
	load_text(loader, &context);
}

/* Seals are written by `apply`; one that cannot be read counts as absent, and `apply` writes it again. */
static void load_seal(struct loader *loader, struct circle *circle, struct slice path, struct slice name)
{
	struct model *model = loader->model;
	struct file_context context = {.circle = circle, .allowed = TYPE_BIT(RECORD_SEAL), .single = RECORD_SEAL};
	size_t before = model->seals.count;
	context.name = name;
	load_file(loader, path, context);
	if (model->seals.count > before) {
		struct seal *seal = LIST_AT(model->seals, struct seal *, model->seals.count - 1);
		seal->circle = circle;
		seal->name = name;
	}
}

static void check_contributor(struct loader *loader, const struct source_entry *entry, struct slice name)
{
	struct model *model = loader->model;
	struct party *person = model_find_party(model, name);
	if ((person == NULL || !person->is_person) && !model->incomplete[RECORD_PERSON]) {
		struct text_file *file = arena_new_object(model->arena, struct text_file);
		*file = (struct text_file){entry->path, SLICE("")};
		findings_add(model->findings, FINDING_CONTRIBUTION_FILE_UNKNOWN_PERSON, location_of_file(file), name,
			     model_nearest_id(model, RECORD_PERSON, name));
	}
}

/* ---- the tree of files ---- */

static const struct {
	const char *path;
	unsigned allowed;
	enum record_type single;
} network_files[] = {
    {"circles/network.rec", TYPE_BIT(RECORD_NETWORK) | TYPE_BIT(RECORD_RULE), RECORD_NETWORK},
    {"circles/people.rec", TYPE_BIT(RECORD_PERSON), RECORD_NONE},
    {"circles/parties.rec", TYPE_BIT(RECORD_PARTY), RECORD_NONE},
    {"circles/funds.rec", TYPE_BIT(RECORD_FUND), RECORD_NONE},
    {"circles/places.rec", TYPE_BIT(RECORD_PLACE), RECORD_NONE},
};

static bool is_network_file(struct slice path)
{
	for (size_t i = 0; i < sizeof network_files / sizeof *network_files; i++) {
		if (slice_equal(path, slice_of(network_files[i].path))) {
			return true;
		}
	}
	return false;
}

static struct slice without_extension(struct slice name)
{
	return slice_ends_with(name, SLICE(".rec")) ? slice_part(name, 0, name.size - 4) : name;
}

static void misplaced(struct loader *loader, const struct source_entry *entry)
{
	struct text_file *file = arena_new_object(loader->model->arena, struct text_file);
	*file = (struct text_file){entry->path, SLICE("")};
	findings_add_plain(loader->model->findings, FINDING_FILE_MISPLACED, location_of_file(file));
}

/* `rest` is the path inside the circle's folder. */
static void load_circle_file(struct loader *loader, struct circle *circle, const struct source_entry *entry,
			     struct slice rest)
{
	struct slice name =
	    slice_from(rest, slice_find_last(rest, '/') == rest.size ? 0 : slice_find_last(rest, '/') + 1);
	struct slice folder = slice_part(rest, 0, rest.size - name.size);
	struct file_context context = {.circle = circle, .name = without_extension(name), .single = RECORD_NONE};
	bool is_record = slice_ends_with(name, SLICE(".rec"));
	if (slice_starts_with(rest, SLICE("evidence/")) || slice_starts_with(name, SLICE("."))) {
		return;
	}
	if (slice_equal(rest, SLICE("circle.rec"))) {
		context.allowed = TYPE_BIT(RECORD_CIRCLE);
		context.single = RECORD_CIRCLE;
	} else if (slice_equal(rest, SLICE("programme.rec"))) {
		context.allowed = TYPE_BIT(RECORD_ACTION);
	} else if (slice_starts_with(folder, SLICE("contributions/")) && is_record && folder.size == 19) {
		context.allowed = TYPE_BIT(RECORD_CONTRIBUTION);
		context.folder = slice_part(folder, 14, 4);
	} else if (slice_equal(folder, SLICE("meetings/")) && is_record) {
		context.allowed = TYPE_BIT(RECORD_MEETING) | TYPE_BIT(RECORD_DECISION);
		context.single = RECORD_MEETING;
	} else if (slice_equal(folder, SLICE("sealed/")) && is_record) {
		load_seal(loader, circle, entry->path, context.name);
		return;
	} else {
		bool is_ours = is_record || folder.size > 0;
		if (is_ours && !slice_equal(rest, SLICE("register.rec"))) {
			misplaced(loader, entry);
		}
		return;
	}
	if (context.allowed == TYPE_BIT(RECORD_CONTRIBUTION)) {
		check_contributor(loader, entry, context.name);
	}
	load_file(loader, entry->path, context);
}

static void load_entry(struct loader *loader, const struct source_entry *entry, struct circle **circle)
{
	struct slice below = slice_from(entry->path, sizeof "circles/" - 1);
	size_t slash = slice_find(below, '/');
	struct slice first = slice_part(below, 0, slash);
	if (slash == below.size) {
		if (entry->kind == SOURCE_FOLDER && !is_network_file(entry->path)) {
			*circle = new_circle(loader, entry->path, first);
		} else if (slice_ends_with(first, SLICE(".rec")) && !is_network_file(entry->path)) {
			misplaced(loader, entry);
		}
		return;
	}
	if (entry->kind != SOURCE_FOLDER && *circle != NULL && slice_equal((*circle)->id, first)) {
		load_circle_file(loader, *circle, entry, slice_from(below, slash + 1));
	} else if (entry->kind == SOURCE_FOLDER && slice_ends_with(entry->path, SLICE(".rec"))) {
		struct text_file *file = arena_new_object(loader->model->arena, struct text_file);
		*file = (struct text_file){entry->path, SLICE("")};
		findings_add_plain(loader->model->findings, FINDING_FILE_IS_DIRECTORY, location_of_file(file));
	}
}

/* ---- what is known once all was read ---- */

static void link_contribution(struct model *model, struct contribution *contribution)
{
	struct slice name = slice_part(contribution->reference, 0, slice_find(contribution->reference, '/'));
	struct party *owner = model_find_party(model, name);
	if (contribution->person != NULL && contribution->person != owner) {
		findings_add(model->findings, FINDING_CONTRIBUTION_PERSON_MISMATCH,
			     ENTRY_PLACE(contribution, person, 0), name);
	}
	contribution->person = owner != NULL && owner->is_person ? owner : NULL;
}

static void link_meeting(struct model *model, struct meeting *meeting)
{
	struct slice path = meeting->entry.file->path;
	struct slice below = slice_from(path, sizeof "circles/" - 1);
	struct circle *owner = model_find_circle(model, slice_part(below, 0, slice_find(below, '/')));
	if (meeting->circle != NULL && meeting->circle != owner) {
		findings_add(model->findings, FINDING_MEETING_CIRCLE_MISMATCH, ENTRY_PLACE(meeting, circle, 0),
			     owner->id);
	}
	meeting->circle = owner;
}

static void link_seal(struct model *model, struct seal *seal)
{
	struct slice reference =
	    arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(seal->circle->id), SLICE_ARGUMENTS(seal->name));
	struct meeting *meeting = model_find_meeting(model, reference);
	if (!slice_equal(reference, seal->meeting)) {
		findings_add(model->findings, FINDING_SEAL_MISPLACED, ENTRY_PLACE(seal, meeting, 0), reference);
	} else if (meeting == NULL) {
		findings_add(model->findings, FINDING_SEAL_WITHOUT_MEETING, ENTRY_PLACE(seal, meeting, 0), reference);
	} else {
		meeting->seal = seal;
	}
}

/* Hands the records of each circle to it, in their order. */
static void share_out(struct model *model, struct list all, size_t circle_offset, size_t list_offset)
{
	size_t *counts = memory_allocate_zeroed(model->circles.count, sizeof *counts);
	for (size_t i = 0; i < all.count; i++) {
		char *record = LIST_AT(all, char *, i);
		counts[(*(struct circle **)(void *)(record + circle_offset))->index]++;
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		char *circle = LIST_AT(model->circles, char *, i);
		((struct list *)(void *)(circle + list_offset))->items =
		    arena_new_array(model->arena, void *, counts[i]);
	}
	for (size_t i = 0; i < all.count; i++) {
		char *record = LIST_AT(all, char *, i);
		char *circle = (char *)*(struct circle **)(void *)(record + circle_offset);
		struct list *list = (struct list *)(void *)(circle + list_offset);
		LIST_AT(*list, void *, list->count++) = record;
	}
	free(counts);
}

/* The council, or the only circle, which then holds its powers. */
static void choose_council(struct model *model)
{
	struct circle *council = model_find_circle(model, SLICE("network"));
	if (council == NULL && model->circles.count == 1) {
		council = LIST_AT(model->circles, struct circle *, 0);
	}
	if (council != NULL) {
		council->is_council = true;
	}
	model->council = council;
}

static void finish(struct loader *loader)
{
	struct model *model = loader->model;
	struct list *lists[] = {&model->rule_lines,    &model->parties,  &model->funds,
				&model->places,        &model->circles,  &model->actions,
				&model->contributions, &model->meetings, &model->seals};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		settle_list(model, lists[i]);
	}
	binder_resolve(&loader->binder);
	for (size_t i = 0; i < model->contributions.count; i++) {
		link_contribution(model, LIST_AT(model->contributions, struct contribution *, i));
	}
	for (size_t i = 0; i < model->meetings.count; i++) {
		link_meeting(model, LIST_AT(model->meetings, struct meeting *, i));
	}
	for (size_t i = 0; i < model->seals.count; i++) {
		link_seal(model, LIST_AT(model->seals, struct seal *, i));
	}
	share_out(model, model->actions, offsetof(struct action, circle), offsetof(struct circle, actions));
	share_out(model, model->meetings, offsetof(struct meeting, circle), offsetof(struct circle, meetings));
	choose_council(model);
}

static void require_files(struct model *model)
{
	const struct text_file *file;
	if (model->network == NULL &&
	    source_read(model->source, SLICE("circles/network.rec"), &file) == SOURCE_MISSING) {
		findings_add_plain(model->findings, FINDING_NETWORK_MISSING, location_of_file(file));
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		struct circle *circle = LIST_AT(model->circles, struct circle *, i);
		if (circle->entry.record == NULL && !model->incomplete[RECORD_CIRCLE]) {
			findings_add_plain(model->findings, FINDING_CIRCLE_FILE_MISSING,
					   location_of_file(circle->entry.file));
		}
	}
}

const struct failure *model_load(struct source *source, struct findings *findings, struct model **result)
{
	struct model *model = memory_allocate_zeroed(1, sizeof *model);
	model->arena = arena_new();
	model->source = source;
	model->findings = findings;
	model->style = (struct money_style){SLICE("EUR"), false};
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		model->indexes[i] = id_index_new();
	}
	const struct failure *failure = source_list(source, SLICE("circles"), &model->files);
	if (failure != NULL) {
		model_free(model);
		return failure;
	}
	struct loader loader = {.model = model};
	struct circle *circle = NULL;
	binder_start(&loader.binder, model);
	for (size_t i = 0; i < sizeof network_files / sizeof *network_files; i++) {
		load_file(
		    &loader, slice_of(network_files[i].path),
		    (struct file_context){.allowed = network_files[i].allowed, .single = network_files[i].single});
	}
	for (size_t i = 0; i < model->files.count; i++) {
		load_entry(&loader, &model->files.entries[i], &circle);
	}
	finish(&loader);
	require_files(model);
	binder_end(&loader.binder);
	*result = model;
	return NULL;
}
