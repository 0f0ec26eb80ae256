/* Records that people wrote. */
#include "history/written.h"

#include "history/unit.h"
#include "text/phrase.h"
#include "text/translate.h"

#include <string.h>

/* By the types that people write. `{name}` is the id, `{person}` the person, `{fields}` the names of what changed,
 * `{told}` what a contribution says in a few words. */
static const struct {
	const char *kind;
	const char *added;
	const char *changed;
	const char *removed;
} phrases[RECORD_TYPE_COUNT] = {
    [RECORD_NETWORK] = {"network", N_("described the network"), N_("changed the network: {fields}"),
			N_("took away the description of the network")},
    [RECORD_RULE] = {"rule", N_("set the first rule {name} to {value}"), N_("changed the first rule {name}: {fields}"),
		     N_("dropped the first rule {name}")},
    [RECORD_PERSON] = {"person", N_("added {name} to the people"), N_("changed what is said of {name}: {fields}"),
		       N_("took {name} off the people")},
    [RECORD_PARTY] = {"party", N_("added {name} to the parties"), N_("changed what is said of {name}: {fields}"),
		      N_("took {name} off the parties")},
    [RECORD_FUND] = {"fund", N_("described the fund {name}"), N_("changed what is said of the fund {name}: {fields}"),
		     N_("took away the description of the fund {name}")},
    [RECORD_PLACE] = {"place", N_("added {name} to the places"), N_("changed what is said of {name}: {fields}"),
		      N_("took {name} off the places")},
    [RECORD_CIRCLE] = {"circle", N_("described the circle {circle}"),
		       N_("changed what is said of the circle {circle}: {fields}"),
		       N_("took away the description of the circle {circle}")},
    [RECORD_ACTION] = {"action", N_("described the action {name}"),
		       N_("changed what is said of the action {name}: {fields}"),
		       N_("took away the description of the action {name}")},
    [RECORD_CONTRIBUTION] = {"contribution", N_("recorded the contribution {name}: {told}"),
			     N_("changed the contribution {name}: {fields}"), N_("took away the contribution {name}")},
};

/* The type and the id that a unit's key is made of: `Person tom`. */
static enum record_type type_of(const struct unit *unit, struct slice *id)
{
	size_t space = slice_find(unit->key, ' ');
	*id = slice_from(unit->key, space + 1);
	return record_type_by_name(slice_part(unit->key, 0, space));
}

/* What a contribution says in a few words: action, time, what is asked. */
static struct slice told_of(struct arena *arena, const struct unit *unit)
{
	struct slice parts[3];
	size_t count = 0;
	struct slice action = unit_value(unit, SLICE("Action"));
	struct slice time = unit_value(unit, SLICE("Time"));
	struct slice asked = unit_value(unit, SLICE("Asked"));
	parts[count++] = arena_format(arena, _("for %.*s"), SLICE_ARGUMENTS(action));
	if (time.size > 0) {
		parts[count++] = time;
	}
	if (asked.size > 0) {
		parts[count++] = arena_format(arena, _("%.*s asked"), SLICE_ARGUMENTS(asked));
	}
	return arena_join(arena, parts, count, SLICE(", "));
}

static void set_subjects(struct event *event, enum record_type type, const struct unit *unit, struct slice id)
{
	event->about.circle = unit->circle;
	event->about.person = type == RECORD_PARTY ? id : unit->owner;
	event->about.fund = type == RECORD_FUND ? id : SLICE("");
	event->about.action = type == RECORD_ACTION         ? id
			      : type == RECORD_CONTRIBUTION ? unit_value(unit, SLICE("Action"))
							    : SLICE("");
	event->name = id;
}

/* Either may be NULL, not both. */
static void add_record(struct event_list *events, const struct unit *before, const struct unit *after)
{
	struct slice id;
	const struct unit *unit = after != NULL ? after : before;
	enum record_type type = type_of(unit, &id);
	if (type == RECORD_NONE || phrases[type].kind == NULL) {
		return;
	}
	enum event_change change = before == NULL ? EVENT_ADDED : after == NULL ? EVENT_REMOVED : EVENT_CHANGED;
	const char *const by_change[] = {phrases[type].added, phrases[type].changed, phrases[type].removed};
	struct event *event = event_add(events, phrases[type].kind, change);
	set_subjects(event, type, unit, id);
	if (type == RECORD_CONTRIBUTION) {
		event->name =
		    arena_format(events->arena, "%.*s/%.*s", SLICE_ARGUMENTS(unit->owner), SLICE_ARGUMENTS(id));
	}
	const struct phrase_value values[] = {
	    {"name", event->name},
	    {"circle", unit->circle},
	    {"value", unit_value(unit, SLICE("Value"))},
	    {"told", type == RECORD_CONTRIBUTION ? told_of(events->arena, unit) : SLICE("")},
	    {"fields", change == EVENT_CHANGED ? unit_changes(events->arena, before, after) : SLICE("")},
	};
	event->what =
	    phrase_fill(events->arena, slice_of(_(by_change[change])), values, sizeof values / sizeof *values);
}

/* ---- minutes ---- */

static struct slice meeting_of_path(struct arena *arena, struct slice path)
{
	struct slice circle = circle_of_path(path);
	struct slice file = slice_from(path, slice_find_last(path, '/') + 1);
	return arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(circle),
			    SLICE_ARGUMENTS(slice_part(file, 0, file.size - strlen(".rec"))));
}

/* The names of what changed in minutes: fields of the meeting, then decisions. */
static struct slice changes_of_minutes(struct arena *arena, const struct unit_list *before,
				       const struct unit_list *after)
{
	struct slice *changes = arena_new_array(arena, struct slice, before->count + after->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < after->count; i++) {
		const struct unit *unit = &after->units[i];
		const struct unit *former = unit_find(before, unit->key);
		bool is_meeting =
		    slice_equal(unit->key, SLICE("Meeting")) || slice_starts_with(unit->key, SLICE("Meeting "));
		if (!unit_equal(former, unit)) {
			changes[count++] = is_meeting && former != NULL ? unit_changes(arena, former, unit) : unit->key;
		}
	}
	for (size_t i = 0; i < before->count; i++) {
		if (unit_find(after, before->units[i].key) == NULL) {
			changes[count++] = before->units[i].key;
		}
	}
	return arena_join(arena, changes, count, SLICE(", "));
}

/* enum meeting_status, -1 when there is none. */
static int status_of(const struct unit_list *units)
{
	for (size_t i = 0; i < units->count; i++) {
		if (slice_starts_with(units->units[i].key, SLICE("Meeting"))) {
			return choice_by_name(meeting_status_choices, unit_value(&units->units[i], SLICE("Status")));
		}
	}
	return -1;
}

static const char *phrase_of_minutes(int before, int after)
{
	static const char *const by_status[] = {
	    [MEETING_DRAFT] = N_("drafted the meeting {name}"),
	    [MEETING_CONVENED] = N_("convened the meeting {name}"),
	    [MEETING_ADOPTED] = N_("adopted the minutes of {name}"),
	    [MEETING_CANCELLED] = N_("called off the meeting {name}"),
	};
	return after >= 0 && after != before ? by_status[after] : N_("changed the minutes of {name}: {fields}");
}

static void add_minutes(struct event_list *events, const struct written_file *file, const struct unit_list *before,
			const struct unit_list *after)
{
	struct slice changes = changes_of_minutes(events->arena, before, after);
	if (changes.size == 0) {
		return;
	}
	enum event_change change = !file->was_there ? EVENT_ADDED : !file->is_there ? EVENT_REMOVED : EVENT_CHANGED;
	struct event *event = event_add(events, "meeting", change);
	event->about.circle = circle_of_path(file->path);
	event->name = meeting_of_path(events->arena, file->path);
	event->decision = event->name;
	const char *phrase = change == EVENT_REMOVED ? N_("took away the minutes of {name}")
						     : phrase_of_minutes(status_of(before), status_of(after));
	const struct phrase_value values[] = {{"name", event->name}, {"fields", changes}};
	event->what = phrase_fill(events->arena, slice_of(_(phrase)), values, sizeof values / sizeof *values);
}

/* ---- files ---- */

void written_add_records(struct event_list *events, const struct written_file *file)
{
	struct unit_list before = units_read(events->arena, file->path, file->before);
	struct unit_list after = units_read(events->arena, file->path, file->after);
	if (path_is_meeting(file->path)) {
		add_minutes(events, file, &before, &after);
		return;
	}
	for (size_t i = 0; i < before.count; i++) {
		const struct unit *unit = unit_find(&after, before.units[i].key);
		if (unit == NULL) {
			add_record(events, &before.units[i], NULL);
		}
	}
	for (size_t i = 0; i < after.count; i++) {
		const struct unit *unit = unit_find(&before, after.units[i].key);
		if (!unit_equal(unit, &after.units[i])) {
			add_record(events, unit, &after.units[i]);
		}
	}
}

void written_add_file(struct event_list *events, const struct written_file *file)
{
	enum event_change change = !file->was_there ? EVENT_ADDED : !file->is_there ? EVENT_REMOVED : EVENT_CHANGED;
	static const char *const by_change[] = {N_("added the file {name}"), N_("changed the file {name}"),
						N_("took away the file {name}")};
	struct event *event = event_add(events, "file", change);
	event->about.circle = circle_of_path(file->path);
	event->name = file->path;
	const struct phrase_value values[] = {{"name", file->path}};
	event->what = phrase_fill(events->arena, slice_of(_(by_change[change])), values, 1);
}
