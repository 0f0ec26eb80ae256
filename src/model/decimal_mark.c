#include "model/decimal_mark.h"

#include "model/meant.h"
#include "model/setting.h"
#include "model/spoken.h"

static struct money_style style_with(const struct model *model, bool comma)
{
	return (struct money_style){.currency = model->style.currency, .comma = comma};
}

void decimal_mark_begin(struct model *model)
{
	model->style = (struct money_style){.currency = SLICE("EUR"), .comma = true};
	model->unsaid_mark.is_unsaid = true;
}

void decimal_mark_set(struct model *model, const struct network *network)
{
	model->style.comma = network->decimal_mark != DECIMAL_POINT;
	model->style.writes_comma = network->decimal_mark == DECIMAL_COMMA;
	model->unsaid_mark.is_unsaid = network->decimal_mark < 0;
}

static void note(struct model *model, struct slice text, struct location place)
{
	struct unsaid_mark *mark = &model->unsaid_mark;
	if (mark->count++ == 0) {
		mark->amount = text;
		mark->place = place;
	}
}

void decimal_mark_note_amount(struct model *model, struct slice text, struct location place)
{
	struct amount amount;
	if (model->unsaid_mark.is_unsaid && value_parse_money(text, style_with(model, false), &amount) != VALUE_FINE) {
		note(model, text, place);
	}
}

void decimal_mark_note_rule(struct model *model, struct slice name, struct slice value, struct location place)
{
	struct slice variant;
	struct setting_value read;
	enum setting setting = model->unsaid_mark.is_unsaid ? setting_by_name(name, &variant) : SETTING_COUNT;
	if (setting < SETTING_COUNT && !setting_parse(setting, value, style_with(model, false), &read) &&
	    setting_parse(setting, value, style_with(model, true), &read)) {
		note(model, value, place);
	}
}

static void tell_at_network(struct model *model, const struct record *record, const struct field_definition *field)
{
	const struct unsaid_mark *mark = &model->unsaid_mark;
	findings_add(model->findings, FINDING_DECIMAL_MARK_MISSING, record_location(record), mark->amount,
		     location_text(model->arena, mark->place), arena_format(model->arena, "%zu", mark->count),
		     spoken_field_name(record, field), spoken_word(record, &decimal_choices[DECIMAL_COMMA]));
}

/* A file that is not there says nothing: neither the mark nor the rules. */
static void tell_without_network(struct model *model)
{
	const struct unsaid_mark *mark = &model->unsaid_mark;
	const struct text_file *file;
	source_read(model->source, SLICE("circles/network.rec"), &file);
	findings_add(model->findings, FINDING_DECIMAL_MARK_MISSING, location_of_file(file), mark->amount,
		     location_text(model->arena, mark->place), arena_format(model->arena, "%zu", mark->count),
		     SLICE(""), SLICE(""));
	model->incomplete[RECORD_NETWORK] = model->incomplete[RECORD_RULE] = true;
}

void decimal_mark_tell(struct model *model)
{
	const struct record_definition *definition = record_definition(RECORD_NETWORK);
	const struct field_definition *field = field_by_name(definition, SLICE("Decimal"));
	const struct record *record = model->network == NULL ? NULL : model->network->entry.record;
	if (model->unsaid_mark.count > 0 && record != NULL && !record_says(record, field) &&
	    !record_misnames(record, definition, field)) {
		tell_at_network(model, record, field);
	} else if (model->unsaid_mark.count > 0 && record == NULL && !model->incomplete[RECORD_NETWORK]) {
		tell_without_network(model);
	}
	model->unsaid_mark.count = 0;
}
