/* souci status, also run by souci alone: the state of the network and what to do next. */
#include "command/network_input.h"
#include "decision/dues.h"
#include "report/columns.h"
#include "report/costs.h"
#include "text/escape.h"
#include "text/translate.h"

enum { DAYS_AHEAD = 60 };

struct telling {
	struct run *run;
	struct model *model;
	struct fold *fold;
	struct date today;
	size_t steps; /* things to do told so far */
};

static void add_step(struct telling *telling, struct slice text)
{
	if (telling->steps++ == 0) {
		buffer_format(&telling->run->output, "\n%s\n", _("What to do next"));
	}
	text = escape_for_terminal(telling->run->arena, text);
	buffer_format(&telling->run->output, "  - %.*s\n", SLICE_ARGUMENTS(text));
}

enum { STATUS_COUNT = CIRCLE_CLOSED + 1 };

static struct slice counted(struct arena *arena, enum circle_status status, size_t count)
{
	switch (status) {
	case CIRCLE_EMERGING: return arena_format(arena, ngettext("%zu emerging", "%zu emerging", count), count);
	case CIRCLE_ACTIVE: return arena_format(arena, ngettext("%zu active", "%zu active", count), count);
	case CIRCLE_DORMANT: return arena_format(arena, ngettext("%zu dormant", "%zu dormant", count), count);
	case CIRCLE_CLOSED: return arena_format(arena, ngettext("%zu closed", "%zu closed", count), count);
	}
	return SLICE("");
}

static void tell_circles(struct telling *telling)
{
	size_t counts[STATUS_COUNT] = {0};
	struct slice parts[STATUS_COUNT];
	size_t part_count = 0;
	struct arena *arena = telling->run->arena;
	for (size_t i = 0; i < telling->model->circles.count; i++) {
		const struct circle *circle = LIST_AT(telling->model->circles, struct circle *, i);
		int status = fold_status(telling->fold, circle, telling->today);
		if (status >= 0 && (!circle->is_council || telling->model->circles.count == 1)) {
			counts[status]++;
		}
	}
	for (size_t i = 0; i < STATUS_COUNT; i++) {
		if (counts[i] > 0) {
			parts[part_count++] = counted(arena, (enum circle_status)i, counts[i]);
		}
	}
	struct slice told =
	    part_count > 0 ? arena_join(arena, parts, part_count, SLICE(", ")) : slice_of(_("none is founded yet"));
	buffer_format(&telling->run->output, _("%s: %.*s\n"), _("Circles"), SLICE_ARGUMENTS(told));
}

/* What the envelopes of circles and actions hold on the day. */
static struct amount left_in_envelopes(const struct telling *telling)
{
	const struct fold *fold = telling->fold;
	struct amount left = NO_MONEY;
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		for (size_t j = 0; date_compare(entries->date, telling->today) <= 0 && j < entries->count; j++) {
			const struct entry_line *line = &entries->lines[j];
			enum account_kind kind = LIST_AT(fold->accounts, struct account, line->account).kind;
			if (kind == ACCOUNT_CIRCLE || kind == ACCOUNT_ACTION) {
				sum_subtract(&left, line->amount);
			}
		}
	}
	return left;
}

static void tell_amount(struct telling *telling, const char *what, struct amount amount)
{
	struct slice text = money_for_people(telling->run->arena, amount, telling->model->style);
	buffer_format(&telling->run->output, _("%s: %.*s\n"), what, SLICE_ARGUMENTS(text));
}

/* What is owed and what was paid too much are not each other's: they are told apart. */
static void tell_money(struct telling *telling)
{
	struct amount owed = NO_MONEY;
	struct amount to_come_back = NO_MONEY;
	struct list dues = dues_until(telling->run->arena, telling->fold, telling->today);
	for (size_t i = 0; i < dues.count; i++) {
		struct amount left = due_remaining(&LIST_AT(dues, struct due, i));
		if (amount_sign(left) > 0) {
			sum_add(&owed, left);
		} else {
			sum_subtract(&to_come_back, left);
		}
	}
	tell_amount(telling, _("Left in the envelopes"), left_in_envelopes(telling));
	tell_amount(telling, _("Decided and not yet paid"), owed);
	if (amount_sign(to_come_back) > 0) {
		tell_amount(telling, _("Paid too much, to come back"), to_come_back);
	}
}

static void tell_findings(struct telling *telling, struct findings *findings)
{
	findings_fold(findings);
	size_t soucis = findings_count_from(findings, SEVERITY_WARNING);
	buffer_format(&telling->run->output, "%s\n", soucis == 0 ? "Pas de souci." : "");
	if (soucis > 0) {
		add_step(telling,
			 arena_format(telling->run->arena,
				      ngettext("mend %zu souci: souci check", "mend %zu soucis: souci check", soucis),
				      soucis));
	}
}

/* In a network where nobody has met yet: how it begins. */
static void tell_beginning(struct telling *telling)
{
	const struct model *model = telling->model;
	if (model->meetings.count == 0 && model->council != NULL) {
		if (model->parties.count == 0) {
			add_step(telling, slice_of(_("name its people: souci new person ID")));
		}
		add_step(telling, arena_format(telling->run->arena,
					       _("write its first minutes, which found it: souci new meeting %.*s"),
					       SLICE_ARGUMENTS(model->council->id)));
	}
}

static void add_meeting_step(struct telling *telling, const char *step, const struct meeting *meeting)
{
	struct arena *arena = telling->run->arena;
	const struct slice parts[] = {slice_of(step), SLICE(" "), meeting->circle->name, SLICE(", "),
				      date_text(arena, meeting->date)};
	add_step(telling, arena_join(arena, parts, sizeof parts / sizeof *parts, SLICE("")));
}

static void tell_meetings(struct telling *telling)
{
	size_t pending = 0;
	for (size_t i = 0; i < telling->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(telling->model->meetings, struct meeting *, i);
		bool is_ahead = date_compare(meeting->date, telling->today) >= 0;
		if (date_compare(meeting->date, telling->run->until) > 0) {
			continue; /* on the day that --at asks for nobody knew of it */
		}
		pending += meeting_is_pending(meeting);
		if (meeting->status == MEETING_CONVENED && is_ahead) {
			add_meeting_step(telling, _("prepare the meeting:"), meeting);
		} else if (meeting->status == MEETING_DRAFT) {
			add_meeting_step(telling, _("finish the minutes, still a draft:"), meeting);
		}
	}
	if (pending > 0) {
		add_step(telling,
			 arena_format(telling->run->arena,
				      ngettext("apply %zu adopted meeting: souci plan, then souci apply",
					       "apply %zu adopted meetings: souci plan, then souci apply", pending),
				      pending));
	}
}

static void tell_mandates(struct telling *telling)
{
	struct date horizon = date_add_days(telling->today, DAYS_AHEAD);
	for (size_t i = 0; i < telling->fold->mandates.count; i++) {
		const struct mandate *mandate = &LIST_AT(telling->fold->mandates, struct mandate, i);
		if (span_covers(&mandate->span, telling->today) && date_compare(mandate->span.until, horizon) <= 0) {
			struct date last = date_add_days(mandate->span.until, -1);
			struct slice role = cell_role((int)mandate->role).shown;
			add_step(telling,
				 arena_format(telling->run->arena, _("the mandate of %.*s (%.*s, %.*s) ends on %.*s"),
					      SLICE_ARGUMENTS(mandate->person->id), SLICE_ARGUMENTS(role),
					      SLICE_ARGUMENTS(mandate->circle->name),
					      SLICE_ARGUMENTS(date_text(telling->run->arena, last))));
		}
	}
}

static void tell(struct telling *telling, struct findings *findings)
{
	const struct network *network = telling->model->network;
	struct slice name = network == NULL ? SLICE("souci") : network->name;
	name = escape_for_terminal(telling->run->arena, name);
	buffer_format(&telling->run->output, "%.*s\n\n", SLICE_ARGUMENTS(name));
	tell_circles(telling);
	tell_money(telling);
	tell_findings(telling, findings);
	tell_beginning(telling);
	tell_meetings(telling);
	tell_mandates(telling);
	buffer_format(&telling->run->output, "\n%s\n", _("souci help lists the commands."));
}

static const struct failure *run_status(struct run *run)
{
	struct network_input input;
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		snapshot_check(input.snapshot);
		/* All is told as of one day: that of --at, else that of --today or of the calendar. */
		struct date day = input.until.days == DATE_MAXIMUM.days ? run_today(run) : input.until;
		struct fold *fold = snapshot_fold(input.snapshot, day);
		struct telling telling = {run, input.snapshot->model, fold, day, 0};
		tell(&telling, input.findings);
		fold_free(fold);
	}
	network_input_release(&input);
	return failure;
}

const struct command status_command = {
    .name = "status",
    .summary = N_("tell the state of the network and what to do next"),
    .arguments = "",
    .help = N_(
	"What souci alone shows too: circles, money left and owed, and what is to be done: faults to mend, meetings to "
	"prepare or to apply, mandates that end within two months of today (--today).\n"
	"\n"
	"Examples\n"
	"  souci\n"
	"  souci status --today 2024-12-01"),
    .output = OUTPUT_PROSE,
    .run = run_status,
};
