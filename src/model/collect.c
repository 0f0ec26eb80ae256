/* Collecting bound records: each into its list, its index, its meeting. */
#include "model/currency.h"
#include "model/decimal_mark.h"
#include "model/loader.h"
#include "model/setting.h"
#include "text/memory.h"

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

static uint32_t append(struct loader *loader, enum record_type type, void *record)
{
	struct list *list = list_of_type(loader->model, type);
	enum record_type slot = type == RECORD_PERSON ? RECORD_PARTY : type;
	list->items = memory_grow(list->items, list->count, &loader->model->room[slot], sizeof(void *));
	LIST_AT(*list, void *, list->count) = record;
	return (uint32_t)list->count++;
}

static void add_id(struct loader *loader, enum record_type type, struct slice id, struct entry *entry,
		   struct location location)
{
	if (id.size == 0) {
		return;
	}
	struct entry *other = id_index_add(loader->model->indexes[type], id, entry);
	if (other != NULL) {
		other->is_told = entry->is_told = true; /* which of them is meant is not known */
		findings_add(loader->model->findings, FINDING_ID_DUPLICATE, location, id,
			     location_text(loader->model->arena, record_location(other->record)));
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

/* `2024-04-11` or `2024-04-11-b`: the id of a meeting in its circle, of a contribution of its person. */
static bool day_id_is_well_formed(struct slice id, struct date *date)
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
	} else if (!day_id_is_well_formed(contribution->id, &date_of_id) ||
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
			     context->folder,
			     circle_path(model->arena, context->circle,
					 arena_format(model->arena, "contributions/%04d/%.*s.rec",
						      date_year(contribution->date), SLICE_ARGUMENTS(context->name))));
	}
	contribution->reference =
	    arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(context->name), SLICE_ARGUMENTS(contribution->id));
	if (contribution->id.size == 0) {
		unread_note(model, TYPE_BIT(RECORD_CONTRIBUTION), context->circle,
			    context->name); /* any of that person */
	} else {
		add_id(loader, RECORD_CONTRIBUTION, contribution->reference, &contribution->entry,
		       ENTRY_PLACE(contribution, date, 0));
	}
}

static void add_decision(struct loader *loader, struct file_context *context, struct decision *decision)
{
	struct meeting *meeting = context->meeting;
	if (meeting == NULL) {
		return; /* said once for the file: its Meeting is missing */
	}
	decision->meeting = meeting;
	decision->is_malformed |= decision->entry.is_told;
	if (decision->number < 0) { /* not said, or not to be read */
		decision->number = (int64_t)meeting->decisions.count + 1;
	}
	decision->reference = arena_format(loader->model->arena, "%.*s/%.*s/%lld", SLICE_ARGUMENTS(context->circle->id),
					   SLICE_ARGUMENTS(context->name), (long long)decision->number);
	if (decision->kind == KIND_RULE) {
		decimal_mark_note_rule(loader->model, decision->rule, decision->value, ENTRY_PLACE(decision, value, 0));
	}
	struct list *decisions = &meeting->decisions;
	LIST_AT(*decisions, struct decision *, decisions->count++) = decision;
	add_id(loader, RECORD_DECISION, decision->reference, &decision->entry, ENTRY_PLACE(decision, number, 0));
}

static void add_meeting(struct loader *loader, struct file_context *context, struct meeting *meeting,
			size_t decision_count)
{
	struct model *model = loader->model;
	struct date date_of_name = DATE_NONE;
	context->meeting = meeting;
	meeting->id = context->name;
	if (meeting->status < 0) {
		unread_note(model, MINUTES_TYPES, context->circle, context->name); /* adopted or not, who knows */
	}
	meeting->index = append(loader, RECORD_MEETING, meeting);
	meeting->decisions.items = arena_new_array(model->arena, struct decision *, decision_count);
	if (day_id_is_well_formed(context->name, &date_of_name)) {
		if (meeting->date.days == DATE_NONE.days) {
			meeting->date = date_of_name; /* its malformed or missing Date is a finding already */
		} else if (meeting->date.days != date_of_name.days) {
			findings_add(model->findings, FINDING_MEETING_DATE_MISMATCH, ENTRY_PLACE(meeting, date, 0),
				     context->name);
		}
	} else {
		findings_add(model->findings, FINDING_MEETING_NAME_MALFORMED, location_of_file(context->file),
			     context->name);
		unread_note(model, MINUTES_TYPES, context->circle, SLICE("")); /* those of a seal may be these */
	}
	struct slice reference = arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(context->circle->id),
					      SLICE_ARGUMENTS(context->name));
	id_index_add(model->indexes[RECORD_MEETING], reference, meeting);
}

static void add_network(struct model *model, struct network *network)
{
	model->network = network;
	currency_set(model, network);
	decimal_mark_set(model, network);
	model->language = network->language < 0 ? LANGUAGE_ENGLISH : network->language;
}

/* Whether it is known which rule a line sets, and to what: src/rule/rule_change.c tells what is not. */
static bool says_a_rule(const struct model *model, const struct rule_line *line)
{
	struct slice variant;
	struct setting_value value;
	enum setting setting = setting_by_name(line->name, &variant);
	return setting < SETTING_COUNT && setting_parse(setting, line->value, model->style, &value);
}

static void add_rule(struct model *model, const struct rule_line *line)
{
	model->incomplete[RECORD_RULE] |= line->entry.is_told || !says_a_rule(model, line);
	decimal_mark_note_rule(model, line->name, line->value, ENTRY_PLACE(line, value, 0));
}

void collect_record(struct loader *loader, struct file_context *context, enum record_type type, struct entry *entry,
		    size_t record_count)
{
	void *record = entry;
	switch (type) {
	case RECORD_NETWORK: add_network(loader->model, record); break;
	case RECORD_RULE:
		append(loader, type, record);
		add_rule(loader->model, record);
		break;
	case RECORD_SEAL: {
		struct seal *seal = record;
		seal->is_malformed = entry->is_told;
		append(loader, type, seal);
		break;
	}
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
	case RECORD_MEETING: add_meeting(loader, context, record, record_count); break;
	case RECORD_DECISION: add_decision(loader, context, record); break;
	case RECORD_CIRCLE:
	case RECORD_TYPE_COUNT: break;
	}
}

struct circle *collect_circle(struct loader *loader, struct slice path, struct slice id)
{
	struct model *model = loader->model;
	struct circle *circle = arena_new_object(model->arena, struct circle);
	struct text_file *file = arena_new_object(model->arena, struct text_file);
	*file = (struct text_file){arena_format(model->arena, "%.*s/circle.rec", SLICE_ARGUMENTS(path)), SLICE("")};
	circle->entry = (struct entry){.type = RECORD_CIRCLE, .file = file};
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

void adopt_circle(struct circle *circle, const struct circle *written, struct model *model)
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
