#include "report/columns.h"

#include "model/choice_words.h"
#include "model/spoken.h"
#include "text/translate.h"

void table_add_columns(struct table *table, const struct report_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct slice heading = columns[i].heading[0] == '\0' ? SLICE("") : slice_of(_(columns[i].heading));
		table_add_column(
		    table, (struct column){slice_of(columns[i].name), heading, columns[i].kind, columns[i].readers});
	}
}

static struct cell cell_named(struct slice id, struct slice name)
{
	return cell_text_shown(id, name.size > 0 ? name : id);
}

struct cell cell_circle(const struct circle *circle)
{
	return circle == NULL ? cell_empty() : cell_named(circle->id, circle->name);
}

struct cell cell_action(const struct action *action)
{
	return action == NULL ? cell_empty() : cell_named(action->id, action->name);
}

struct cell cell_party(const struct party *party)
{
	return party == NULL ? cell_empty() : cell_named(party->id, party->name);
}

struct cell cell_fund(const struct fund *fund)
{
	return fund == NULL ? cell_empty() : cell_text(fund->id);
}

struct named_texts named_texts_new(struct arena *arena, size_t capacity)
{
	return (struct named_texts){arena_new_array(arena, struct slice, capacity),
				    arena_new_array(arena, struct slice, capacity), 0};
}

void named_texts_add(struct named_texts *texts, struct slice id, struct slice name)
{
	texts->ids[texts->count] = id;
	texts->names[texts->count] = name.size > 0 ? name : id;
	texts->count++;
}

struct cell cell_named_texts(struct arena *arena, const struct named_texts *texts)
{
	if (texts->count == 0) {
		return cell_empty();
	}
	return cell_text_shown(arena_join(arena, texts->ids, texts->count, SLICE(" ")),
			       arena_join(arena, texts->names, texts->count, SLICE(", ")));
}

struct cell cell_people(struct arena *arena, const struct list *people)
{
	struct named_texts texts = named_texts_new(arena, people->count);
	for (size_t i = 0; i < people->count; i++) {
		const struct party *party = LIST_AT(*people, struct party *, i);
		if (party != NULL) {
			named_texts_add(&texts, party->id, party->name);
		}
	}
	return cell_named_texts(arena, &texts);
}

struct cell cell_places(struct arena *arena, struct list places)
{
	struct named_texts named = named_texts_new(arena, places.count);
	for (size_t i = 0; i < places.count; i++) {
		const struct place *place = LIST_AT(places, struct place *, i);
		if (place != NULL) {
			named_texts_add(&named, place->id, place->name);
		}
	}
	return cell_named_texts(arena, &named);
}

struct cell cell_communes(struct arena *arena, struct list communes)
{
	return communes.count == 0 ? cell_empty()
				   : cell_text(arena_join(arena, communes.items, communes.count, SLICE(", ")));
}

struct cell cell_line(struct slice text)
{
	return text.size == 0 ? cell_empty() : cell_text(text);
}

struct cell cell_word(const char *word)
{
	return cell_text_shown(slice_of(word), slice_of(_(word)));
}

/* What records say stays as it is for machines. */
static struct cell cell_choice(const struct choice *choices, int choice)
{
	return choice < 0 ? cell_empty()
			  : cell_text_shown(slice_of(choices[choice].name), choice_shown(choices, choice));
}

struct cell cell_role(int role)
{
	return cell_choice(role_choices, role);
}

struct cell cell_status(int status)
{
	return cell_choice(circle_status_choices, status);
}

struct cell cell_outcome(int outcome)
{
	return cell_choice(outcome_choices, outcome);
}

struct cell cell_mode(int mode)
{
	return cell_choice(mode_choices, mode);
}

struct cell cell_kind(int kind)
{
	return cell_choice(kind_choices, kind);
}

struct cell cell_evidence(int kind)
{
	return cell_choice(evidence_choices, kind);
}

struct cell cell_field_value(const struct field_definition *field, struct slice value)
{
	int choice = field->choices == NULL ? -1 : choice_by_name(field->choices, value);
	if (choice < 0) {
		return cell_text(value);
	}
	if (field->choices == role_choices) {
		return cell_text_shown(value, cell_role(choice).shown);
	}
	if (field->choices == circle_status_choices) {
		return cell_text_shown(value, cell_status(choice).shown);
	}
	return cell_text_shown(value, word_shown(&field->choices[choice]));
}

struct cell cell_day(struct date date)
{
	return date.days == DATE_NONE.days || date.days == DATE_MAXIMUM.days ? cell_empty() : cell_date(date);
}

struct cell cell_last_day(struct date end)
{
	return end.days == DATE_MAXIMUM.days ? cell_empty() : cell_day(date_add_days(end, -1));
}

struct cell cell_money(struct amount amount)
{
	return cell_amount(amount, SLICE(""));
}

struct slice title_on_day(struct arena *arena, const char *title, const char *title_on, const struct subject *subject)
{
	return subject->date.days == DATE_NONE.days
		   ? slice_of(title)
		   : arena_format(arena, title_on, SLICE_ARGUMENTS(date_text(arena, subject->date)));
}

struct slice title_with_currency(struct arena *arena, const char *title, const struct subject *subject)
{
	return arena_format(arena, _("%s, in %.*s"), title, SLICE_ARGUMENTS(subject_currency(subject)));
}
