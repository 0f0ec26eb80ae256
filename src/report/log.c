#include "report/log.h"

#include "report/about.h"
#include "report/columns.h"
#include "text/escape.h"
#include "text/translate.h"

enum { ABBREVIATED = 10 };

#define BOLD "\x1b[1m"
#define RED "\x1b[31m"
#define GREEN "\x1b[32m"
#define YELLOW "\x1b[33m"
#define PLAIN "\x1b[0m"

/* ---- what is asked for ---- */

/* Whether one of the names asked for is `name`, or that of something above it: `arles/2024-01-09` is above
 * `arles/2024-01-09/1`. */
static bool is_at_or_below(struct text_list asked, struct slice name, char separator)
{
	for (size_t i = 0; i < asked.count; i++) {
		struct slice above = asked.items[i];
		bool is_same = slice_starts_with(name, above);
		if (is_same && (name.size == above.size || name.data[above.size] == separator)) {
			return true;
		}
	}
	return asked.count == 0;
}

static bool has_account(struct text_list asked, struct slice accounts)
{
	struct slice account;
	while (slice_next_word(&accounts, ";", &account)) {
		if (is_at_or_below(asked, account, ':')) {
			return true;
		}
	}
	return asked.count == 0;
}

static bool is_found(struct log_filter *filter, struct slice text)
{
	for (size_t i = 0; i < filter->pattern_count; i++) {
		enum pattern_match match = pattern_match(filter->patterns[i], text);
		filter->gave_up = filter->gave_up || match == PATTERN_LIMIT;
		if (match == PATTERN_MATCH) {
			return true;
		}
	}
	return filter->pattern_count == 0;
}

static bool is_asked_for(const struct log_filter *filter, const struct event *event)
{
	return filter_accepts_subjects(&filter->about, &event->about) &&
	       is_at_or_below(filter->decisions, event->decision, '/') &&
	       has_account(filter->accounts, event->accounts);
}

static bool asks_for_events(const struct log_filter *filter)
{
	const struct filter *about = &filter->about;
	return about->circles.count + about->actions.count + about->funds.count + about->people.count +
		   filter->decisions.count + filter->accounts.count >
	       0;
}

bool log_choose(struct log_filter *filter, struct arena *arena, const struct told_commit *told,
		struct logged_commit *logged)
{
	bool is_message_found = is_found(filter, told->message);
	*logged = (struct logged_commit){.told = told, .patch = SLICE("")};
	logged->events = arena_new_array(arena, const struct event *, told->event_count);
	for (size_t i = 0; i < told->event_count; i++) {
		const struct event *event = &told->events[i];
		if (is_asked_for(filter, event) && (is_message_found || is_found(filter, event->what))) {
			logged->events[logged->event_count++] = event;
		}
	}
	return logged->event_count > 0 || (filter->tells_all && is_message_found && !asks_for_events(filter));
}

/* ---- rows ---- */

enum log_column {
	LOG_COMMIT,
	LOG_DATE,
	LOG_AUTHOR,
	LOG_ADDRESS,
	LOG_SIGNATURE,
	LOG_MESSAGE,
	LOG_KIND,
	LOG_CHANGE,
	LOG_WHAT,
	LOG_CIRCLE,
	LOG_ACTION,
	LOG_FUND,
	LOG_PERSON,
	LOG_DECISION,
	LOG_ACCOUNTS,
	LOG_NAME,
	LOG_AMOUNT,
	LOG_COMMODITY,
	LOG_PATCH,
};
_Static_assert(LOG_PATCH + 1 == LOG_COLUMN_COUNT, "each column is named once");

static const struct report_column columns[] = {
    {"commit", N_("Commit"), COLUMN_ID, READERS_ALL},
    {"date", N_("Date"), COLUMN_DATE, READERS_ALL},
    {"author", N_("Author"), COLUMN_ID, READERS_ALL},
    {"address", "", COLUMN_ID, READERS_MACHINES},
    {"signature", N_("Signature"), COLUMN_ID, READERS_ALL},
    {"message", "", COLUMN_TEXT, READERS_MACHINES},
    {"kind", "", COLUMN_ID, READERS_MACHINES},
    {"change", "", COLUMN_ID, READERS_MACHINES},
    {"what", N_("What"), COLUMN_ID, READERS_ALL},
    {"circle", "", COLUMN_ID, READERS_MACHINES},
    {"action", "", COLUMN_ID, READERS_MACHINES},
    {"fund", "", COLUMN_ID, READERS_MACHINES},
    {"person", "", COLUMN_ID, READERS_MACHINES},
    {"decision", N_("Decision"), COLUMN_ID, READERS_ALL},
    {"accounts", "", COLUMN_ID, READERS_MACHINES},
    {"name", "", COLUMN_ID, READERS_MACHINES},
    {"amount", "", COLUMN_AMOUNT, READERS_MACHINES},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
    {"patch", "", COLUMN_ID, READERS_MACHINES},
};
_Static_assert(sizeof columns / sizeof *columns == LOG_COLUMN_COUNT, "each has a heading");

const struct stream_column *log_columns(struct arena *arena)
{
	struct stream_column *written = arena_new_array(arena, struct stream_column, LOG_COLUMN_COUNT);
	for (size_t i = 0; i < LOG_COLUMN_COUNT; i++) {
		const char *heading = columns[i].heading[0] == '\0' ? "" : _(columns[i].heading);
		written[i].column =
		    (struct column){slice_of(columns[i].name), slice_of(heading), columns[i].kind, columns[i].readers};
	}
	return written;
}

static const char *signature_word(enum told_signature signature)
{
	static const char *const words[] = {
	    [TOLD_UNSIGNED] = N_("unsigned"),
	    [TOLD_NOT_CHECKED] = N_("signed, not checked"),
	    [TOLD_GOOD] = N_("good"),
	    [TOLD_BAD] = N_("bad"),
	};
	return words[signature];
}

/* The first line of the message. */
static struct slice subject_of(struct slice message)
{
	return slice_trim(slice_part(message, 0, slice_find(message, '\n')));
}

static struct cell copied(struct arena *arena, struct slice text)
{
	return cell_line(arena_copy(arena, text));
}

static void fill_commit(struct arena *arena, const struct logged_commit *logged, struct cell *cells)
{
	char id[GIT_OID_HEXSZ + 1];
	const struct told_commit *told = logged->told;
	git_oid_tostr(id, sizeof id, &told->commit->id);
	for (size_t i = 0; i < LOG_COLUMN_COUNT; i++) {
		cells[i] = cell_empty();
	}
	cells[LOG_COMMIT] = cell_text(arena_copy(arena, slice_of(id)));
	cells[LOG_DATE] = cell_date(told->day);
	cells[LOG_AUTHOR] = copied(arena, told->author);
	cells[LOG_ADDRESS] = copied(arena, told->address);
	cells[LOG_SIGNATURE] = cell_word(signature_word(logged->signature));
	cells[LOG_MESSAGE] = copied(arena, subject_of(told->message));
	cells[LOG_PATCH] = copied(arena, logged->patch);
}

static void fill_event(struct arena *arena, const struct event *event, struct cell *cells)
{
	static const char *const changes[] = {
	    [EVENT_ADDED] = N_("added"), [EVENT_CHANGED] = N_("changed"), [EVENT_REMOVED] = N_("removed")};
	cells[LOG_KIND] = cell_text(slice_of(event->kind));
	cells[LOG_CHANGE] = cell_word(changes[event->change]);
	cells[LOG_WHAT] = copied(arena, event->what);
	cells[LOG_CIRCLE] = copied(arena, event->about.circle);
	cells[LOG_ACTION] = copied(arena, event->about.action);
	cells[LOG_FUND] = copied(arena, event->about.fund);
	cells[LOG_PERSON] = copied(arena, event->about.person);
	cells[LOG_DECISION] = copied(arena, event->decision);
	cells[LOG_ACCOUNTS] = copied(arena, event->accounts);
	cells[LOG_NAME] = copied(arena, event->name);
	if (event->commodity.size > 0) {
		cells[LOG_AMOUNT] = cell_amount(event->amount, SLICE(""));
		cells[LOG_COMMODITY] = copied(arena, event->commodity);
	} else {
		cells[LOG_AMOUNT] = cell_empty();
		cells[LOG_COMMODITY] = cell_empty();
	}
}

void log_add_rows(struct arena *arena, const struct logged_commit *logged,
		  void (*add)(void *context, const struct cell *cells), void *context)
{
	struct cell cells[LOG_COLUMN_COUNT];
	fill_commit(arena, logged, cells);
	for (size_t i = 0; i < logged->event_count; i++) {
		fill_event(arena, logged->events[i], cells);
		add(context, cells);
		cells[LOG_PATCH] = cell_empty(); /* of the commit: told once */
	}
	if (logged->event_count == 0) {
		add(context, cells);
	}
}

/* ---- prose ---- */

static void add_coloured(struct buffer *out, bool colour, const char *start, struct slice text)
{
	buffer_add(out, colour ? slice_of(start) : SLICE(""));
	buffer_add(out, text);
	buffer_add(out, colour ? SLICE(PLAIN) : SLICE(""));
}

/* `2024-02-07 1f0c2b9d3e tom, unsigned: Tell of the coffee`. */
static void add_heading(struct arena *arena, const struct logged_commit *logged, bool colour, struct buffer *out)
{
	char id[GIT_OID_HEXSZ + 1];
	char day[DATE_TEXT_SIZE];
	const struct told_commit *told = logged->told;
	struct slice author = escape_for_terminal(arena, told->author.size > 0 ? told->author : told->address);
	struct slice subject = escape_for_terminal(arena, subject_of(told->message));
	git_oid_tostr(id, sizeof id, &told->commit->id);
	add_coloured(out, colour, BOLD, slice_of(date_write(told->day, day)));
	buffer_add_byte(out, ' ');
	add_coloured(out, colour, YELLOW, (struct slice){id, ABBREVIATED});
	buffer_format(out, " %.*s, ", SLICE_ARGUMENTS(author));
	const char *signature_colour = logged->signature == TOLD_GOOD  ? GREEN
				       : logged->signature == TOLD_BAD ? RED
								       : PLAIN;
	add_coloured(out, colour, signature_colour, slice_of(_(signature_word(logged->signature))));
	buffer_format(out, ": %.*s\n", SLICE_ARGUMENTS(subject));
}

static void add_event(struct arena *arena, const struct event *event, struct buffer *out)
{
	struct slice what = escape_for_terminal(arena, event->what);
	buffer_format(out, "    %.*s", SLICE_ARGUMENTS(what));
	if (event->decision.size > 0 && !slice_contains(event->what, event->decision)) {
		struct slice decision = escape_for_terminal(arena, event->decision);
		buffer_format(out, " (%.*s)", SLICE_ARGUMENTS(decision));
	}
	buffer_add_byte(out, '\n');
}

static const char *colour_of_line(struct slice line)
{
	switch (line.size == 0 ? ' ' : line.data[0]) {
	case '+': return GREEN;
	case '-': return RED;
	case ' ':
	case '@': return PLAIN;
	default: return BOLD;
	}
}

/* Line by line; tabs stay, all else that could move the cursor is shown. */
static void add_patch(struct arena *arena, struct slice patch, bool colour, struct buffer *out)
{
	while (patch.size > 0) {
		struct slice line = slice_part(patch, 0, slice_find(patch, '\n'));
		struct slice rest = line;
		buffer_add(out, colour ? slice_of(colour_of_line(line)) : SLICE(""));
		for (;;) {
			struct slice part = slice_part(rest, 0, slice_find(rest, '\t'));
			buffer_add(out, escape_for_terminal(arena, part));
			if (part.size == rest.size) {
				break;
			}
			buffer_add_byte(out, '\t');
			rest = slice_from(rest, part.size + 1);
		}
		buffer_add(out, colour ? SLICE(PLAIN "\n") : SLICE("\n"));
		patch = slice_from(patch, line.size + 1);
	}
}

void log_write_text(const struct logged_commit *logged, struct text_look look, struct buffer *out)
{
	struct arena *arena = arena_new();
	add_heading(arena, logged, look.colour, out);
	for (size_t i = 0; i < logged->event_count; i++) {
		add_event(arena, logged->events[i], out);
	}
	if (logged->patch.size > 0) {
		buffer_add_byte(out, '\n');
		add_patch(arena, logged->patch, look.colour, out);
		buffer_add_byte(out, '\n');
	}
	arena_free(arena);
}
