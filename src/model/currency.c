#include "model/currency.h"

#include "model/meant.h"
#include "model/spoken.h"

void currency_set(struct model *model, const struct network *network)
{
	if (model->currency.meant.size == 0 && value_is_currency(network->currency)) {
		model->style.currency = network->currency;
	}
}

static void note_own(struct currency_use *use, struct location place)
{
	use->first = use->own == 0 ? place : use->first;
	use->own++;
}

static void note_other(struct currency_use *use, struct slice currency)
{
	use->other_currency = use->other == 0 ? currency : use->other_currency;
	use->other += slice_equal(currency, use->other_currency);
}

void currency_note(struct model *model, struct slice text, struct location place, enum value_problem problem)
{
	struct slice currency = slice_from(text, text.size < 3 ? 0 : text.size - 3);
	if (problem == VALUE_FINE) {
		note_own(&model->currency, place);
	} else if (problem == VALUE_OTHER_CURRENCY && value_is_currency(currency)) {
		note_other(&model->currency, currency);
	}
}

struct slice currency_meant(const struct model *model)
{
	const struct currency_use *use = &model->currency;
	return use->other > use->own ? use->other_currency : SLICE("");
}

void currency_tell(struct model *model)
{
	const struct currency_use *use = &model->currency;
	const struct network *network = model->network;
	const struct record_definition *definition = record_definition(RECORD_NETWORK);
	const struct field_definition *field = field_by_name(definition, SLICE("Currency"));
	if (use->meant.size == 0 || network == NULL) {
		return;
	}
	const struct record *record = network->entry.record;
	bool is_told = record_says(record, field) ? !value_is_currency(network->currency)
						  : record_misnames(record, definition, field);
	if (!is_told) {
		findings_add(
		    model->findings, FINDING_CURRENCY_UNLIKE_AMOUNTS, ENTRY_PLACE(network, currency, 0), use->meant,
		    location_text(model->arena, use->first), arena_format(model->arena, "%zu", use->own),
		    record_says(record, field) ? network->currency : SLICE("EUR"), spoken_field_name(record, field));
	}
}
