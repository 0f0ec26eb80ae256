/* Values of rules as people read them. */
#include "model/choice_words.h"
#include "model/setting.h"
#include "text/translate.h"

static struct slice money_per_period(struct arena *arena, const struct setting_value *value, struct money_style style)
{
	static const char *const formats[] = {N_("%.*s a month"), N_("%.*s a quarter"), N_("%.*s a year")};
	struct slice money = money_for_people(arena, value->amount, style);
	return arena_format(arena, _(formats[value->period]), SLICE_ARGUMENTS(money));
}

static struct slice money_per_time(struct arena *arena, const struct setting_value *value, struct money_style style)
{
	struct slice money = money_for_people(arena, value->amount, style);
	return arena_format(arena, value->per_day ? _("%.*s/d") : _("%.*s/h"), SLICE_ARGUMENTS(money));
}

struct slice setting_shown(struct arena *arena, enum setting setting, const struct setting_value *value,
			   struct money_style style)
{
	if (!value->is_set) {
		return value->text;
	}
	switch (setting_definition(setting)->kind) {
	case SETTING_KIND_MODE: return choice_shown(mode_choices, (int)value->number);
	case SETTING_KIND_YES_NO: return slice_of(value->number != 0 ? _("yes") : _("no"));
	case SETTING_KIND_VOICE: return slice_of(value->number == VOICE_PLACE ? _("place") : _("person"));
	case SETTING_KIND_VOTERS:
		return value->set == 0 ? slice_of(_("members")) : choices_shown(arena, role_choices, value->set);
	case SETTING_KIND_EVIDENCE: return choices_shown(arena, evidence_choices, value->set);
	case SETTING_KIND_MONEY: return money_for_people(arena, value->amount, style);
	case SETTING_KIND_RATE: return money_per_time(arena, value, style);
	case SETTING_KIND_MONEY_PER_PERIOD: return money_per_period(arena, value, style);
	default: return value->text;
	}
}

struct slice setting_text_shown(struct arena *arena, struct slice name, struct slice text, struct money_style style)
{
	struct setting_value value;
	struct slice variant;
	enum setting setting = setting_by_name(name, &variant);
	return setting != SETTING_COUNT && setting_parse(setting, text, style, &value)
		   ? setting_shown(arena, setting, &value, style)
		   : text;
}
