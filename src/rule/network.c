/* What people, places and programmes say, apart from any decision. */
#include "rule/families.h"

#include "model/key.h"
#include "text/address.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/utf8.h"

/* ---- ids that look alike ---- */

/* The id as the eye reads it: l and i are 1, o is 0, hyphens are nothing. */
static struct slice as_seen(struct arena *arena, struct slice id)
{
	char *seen = arena_allocate(arena, id.size + 1, 1);
	size_t size = 0;
	for (size_t i = 0; i < id.size; i++) {
		char byte = id.data[i];
		if (byte == '-') {
			continue;
		}
		seen[size++] = byte == 'l' || byte == 'i' ? '1' : byte == 'o' ? '0' : byte;
	}
	return (struct slice){seen, size};
}

static const struct entry *entry_of(const struct named_records *records, size_t index)
{
	return LIST_AT(records->list, const struct entry *, index);
}

static void judge_look_alikes(struct judgement *judgement, const struct named_records *records)
{
	struct symbols *seen = symbols_new();
	size_t *first = arena_new_array(judgement->arena, size_t, records->list.count);
	for (size_t i = 0; i < records->list.count; i++) {
		struct slice id = named_id(records, i);
		uint32_t known = symbols_count(seen);
		uint32_t symbol = id.size == 0 ? known : symbols_intern(seen, as_seen(judgement->arena, id));
		if (id.size == 0) {
			continue;
		}
		if (symbol == known) {
			first[symbol] = i;
		} else if (!slice_equal(id, named_id(records, first[symbol]))) {
			const struct entry *other = entry_of(records, first[symbol]);
			struct location place = entry_place(other, records->id_offset, 0);
			findings_add(judgement->findings, FINDING_ID_LOOK_ALIKE,
				     entry_place(entry_of(records, i), records->id_offset, 0), id,
				     named_id(records, first[symbol]), location_text(judgement->arena, place));
		}
	}
	symbols_free(seen);
}

/* ---- people and places ---- */

static bool is_email(struct slice text)
{
	size_t at = slice_find(text, '@');
	struct slice domain = slice_from(text, at + 1);
	bool has_blank = slice_find(text, ' ') < text.size || slice_find(text, '\t') < text.size;
	return at > 0 && at < text.size && domain.size > 2 && slice_find(domain, '@') == domain.size && !has_blank &&
	       slice_find(domain, '.') > 0 && slice_find_last(domain, '.') + 1 < domain.size;
}

/* E-mails are what history knows people by: each must belong to one. Where history gives authority, it must. */
static void judge_owner(struct judgement *judgement, const struct party *person, size_t index)
{
	const struct network *network = judgement->model->network;
	struct slice email = LIST_AT(person->emails, struct slice, index);
	uint32_t known = symbols_count(judgement->addresses);
	uint32_t symbol = symbols_intern(judgement->addresses, address_folded(judgement->arena, email));
	if (symbol == known) {
		judgement->address_owners = memory_grow(judgement->address_owners, known, &judgement->address_capacity,
							sizeof *judgement->address_owners);
		judgement->address_owners[symbol] = person;
	} else if (judgement->address_owners[symbol] != person) {
		struct finding *finding =
		    findings_add(judgement->findings, FINDING_EMAIL_REPEATED, ENTRY_PLACE(person, emails, index), email,
				 judgement->address_owners[symbol]->id);
		bool gives_authority = network != NULL && network->authority.count > 0;
		finding->severity = gives_authority ? SEVERITY_ERROR : finding->severity;
	}
}

static void judge_emails(struct judgement *judgement, size_t first)
{
	struct list parties = judgement->model->parties;
	for (size_t i = first; i < parties.count; i++) {
		const struct party *party = LIST_AT(parties, struct party *, i);
		for (size_t j = 0; j < party->emails.count; j++) {
			struct slice email = LIST_AT(party->emails, struct slice, j);
			if (!is_email(email)) {
				findings_add(judgement->findings, FINDING_EMAIL_MALFORMED,
					     ENTRY_PLACE(party, emails, j), email);
			} else if (party->is_person) {
				judge_owner(judgement, party, j);
			}
		}
	}
}

/* A decimal number of degrees between -limit and limit. */
static bool is_degrees(struct slice text, int64_t limit)
{
	struct amount degrees;
	struct amount most = {limit, 0};
	return amount_parse(text, &degrees) && amount_compare(degrees, most) <= 0 &&
	       amount_compare(degrees, amount_negate(most)) >= 0;
}

static bool is_coordinates(struct slice text)
{
	struct slice latitude;
	struct slice longitude;
	struct slice more;
	return slice_next_word(&text, " ,", &latitude) && slice_next_word(&text, " ,", &longitude) &&
	       !slice_next_word(&text, " ,", &more) && is_degrees(latitude, 90) && is_degrees(longitude, 180);
}

static void judge_places(struct judgement *judgement, size_t first)
{
	struct list places = judgement->model->places;
	for (size_t i = first; i < places.count; i++) {
		const struct place *place = LIST_AT(places, struct place *, i);
		if (place->coordinates.size > 0 && !is_coordinates(place->coordinates)) {
			findings_add(judgement->findings, FINDING_COORDINATES_MALFORMED,
				     ENTRY_PLACE(place, coordinates, 0), place->coordinates);
		}
	}
}

/* ---- programmes and contributions ---- */

static void judge_days(struct judgement *judgement, struct location location, struct date first, struct date last)
{
	if (first.days != DATE_NONE.days && last.days != DATE_NONE.days && last.days < first.days) {
		findings_add(judgement->findings, FINDING_PERIOD_REVERSED, location, text_of_day(judgement, last),
			     text_of_day(judgement, first));
	}
}

static void judge_periods(struct judgement *judgement, size_t first)
{
	struct list actions = judgement->model->actions;
	for (size_t i = first; i < actions.count; i++) {
		const struct action *action = LIST_AT(actions, struct action *, i);
		judge_days(judgement, ENTRY_PLACE(action, end, 0), action->start, action->end);
	}
}

/* Time that is given on top, beside the time that is declared. */
static void judge_given_time(struct judgement *judgement, const struct contribution *contribution)
{
	if (!contribution->volunteer.given || !contribution->time.given || contribution->entry.is_doubtful) {
		return;
	}
	struct location location = ENTRY_PLACE(contribution, volunteer, 0);
	int64_t day = fold_day_minutes(judgement->fold, contribution->circle, contribution->date);
	int64_t declared = duration_minutes(contribution->time, day);
	int64_t given = duration_minutes(contribution->volunteer, day);
	if (!contribution->asked.given) {
		findings_add(judgement->findings, FINDING_VOLUNTEER_COUNTED_TWICE, location, contribution->reference);
	} else if (given > declared) {
		findings_add(judgement->findings, FINDING_VOLUNTEER_EXCEEDS_TIME, location, contribution->reference,
			     duration_text(judgement->arena, declared), duration_text(judgement->arena, given));
	}
}

void judge_contributions(struct judgement *judgement, size_t first)
{
	struct list contributions = judgement->model->contributions;
	for (size_t i = first; i < contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(contributions, struct contribution *, i);
		judge_days(judgement, ENTRY_PLACE(contribution, until, 0), contribution->date, contribution->until);
		judge_given_time(judgement, contribution);
	}
	judge_files_of_contributions(judgement, first);
}

static void judge_paths(struct judgement *judgement)
{
	struct source_list files = judgement->model->files;
	for (size_t i = 0; i < files.count; i++) {
		if (utf8_find_invalid(files.entries[i].path) < files.entries[i].path.size) {
			struct text_file *file = arena_new_object(judgement->arena, struct text_file);
			*file = (struct text_file){files.entries[i].path, SLICE("")};
			findings_add_plain(judgement->findings, FINDING_FILE_PATH_NOT_UTF8, location_of_file(file));
		}
	}
}

void judge_network(struct judgement *judgement)
{
	struct model *model = judgement->model;
	static const enum record_type spaces[] = {RECORD_PARTY, RECORD_FUND, RECORD_PLACE, RECORD_ACTION,
						  RECORD_CIRCLE};
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
		struct named_records records = model_named(model, spaces[i]);
		judge_look_alikes(judgement, &records);
	}
	if (model->network != NULL && model->network->currency.size > 0 &&
	    !value_is_currency(model->network->currency)) {
		findings_add(judgement->findings, FINDING_CURRENCY_MALFORMED, ENTRY_PLACE(model->network, currency, 0),
			     model->network->currency);
	}
	judge_paths(judgement);
	judge_emails(judgement, 0);
	judge_places(judgement, 0);
	judge_periods(judgement, 0);
}

void judge_newcomers(struct judgement *judgement)
{
	judge_emails(judgement, judgement->parties_seen);
	keys_check(judgement->model, judgement->parties_seen, judgement->findings);
	judge_places(judgement, judgement->places_seen);
	judge_periods(judgement, judgement->actions_seen);
}

/* Work for an action that nobody adopted cannot be paid: better known early. Said once an action. */
void judge_unadopted_actions(struct judgement *judgement)
{
	struct model *model = judgement->model;
	bool *is_known = arena_new_array(judgement->arena, bool, model->actions.count);
	for (size_t i = 0; i < judgement->fold->adoptions.count; i++) {
		is_known[LIST_AT(judgement->fold->adoptions, struct adoption, i).action->index] = true;
	}
	for (size_t i = 0; i < model->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(model->contributions, struct contribution *, i);
		const struct action *action = contribution->action;
		if (action == NULL || is_known[action->index] || judgement->doubts[action->circle->index].actions ||
		    action_is_told_unadopted(judgement, action->circle, action)) {
			continue;
		}
		is_known[action->index] = true;
		findings_add(judgement->findings, FINDING_ACTION_NEVER_ADOPTED, ENTRY_PLACE(contribution, action, 0),
			     action->id, action->circle->id);
	}
}
