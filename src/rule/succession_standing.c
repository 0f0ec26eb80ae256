/* Errors that stood when a succession began. A decision is judged once, at its own place in the order, and a file that
 * does not change reads as it did: they stay as they are, unless something that comes has to do with them. That is told
 * by names: an error that could be mended by what comes (a reference that leads nowhere, evidence that is not there)
 * names it. */
#include "decision/generate.h"
#include "rule/judgement.h"
#include "rule/succession_parts.h"

enum { STANDING_MOST = 64 }; /* with more of them, judging in full costs little in comparison */

/* Errors about what all files say together: what comes may change them without a word. */
static bool is_about_the_whole(enum finding_id id)
{
	switch (id) {
	case FINDING_JOURNAL_AMOUNT_OVERFLOW:
	case FINDING_JOURNAL_AMOUNT_TOO_LARGE:
	case FINDING_JOURNAL_ASSERTION_FAILED:
	case FINDING_JOURNAL_UUID_REPEATED:
	case FINDING_LEDGER_RECEIVED_TOO_MUCH:
	case FINDING_LEDGER_DATE_ORDER:
	case FINDING_LEDGER_FILE_LEFT_OUT:
	case FINDING_LEDGER_FILE_REPEATED:
	case FINDING_FUND_NOT_EMPTY:
	case FINDING_LATE_DECISION:
	case FINDING_LATE_MEETING:
	case FINDING_REGULARISE_UNKNOWN:
	case FINDING_REGULARISE_NOT_POSSIBLE: return true;
	default: return false;
	}
}

static bool is_about_generated(enum finding_id id)
{
	return is_about_generated_files(id) || id == FINDING_GENERATED_FOLDER_FOREIGN;
}

static bool is_about_payment(enum finding_id id)
{
	return id == FINDING_PAYMENT_EXCEEDS_DUE || id == FINDING_PAYMENT_WITHOUT_DUE || id == FINDING_PAYS_UNKNOWN ||
	       id == FINDING_PAYS_NOT_DUE || id == FINDING_PAYMENT_TOO_EARLY || id == FINDING_PAYMENT_NEGATIVE ||
	       id == FINDING_LEDGER_ACCOUNT_UNKNOWN;
}

bool standing_begin(struct succession *succession)
{
	struct findings *findings = succession->snapshot->findings;
	size_t count = findings_count_from(findings, SEVERITY_ERROR);
	if (count > STANDING_MOST) {
		return false;
	}
	succession->standing = (struct list){arena_new_array(succession->arena, const struct finding *, count), 0};
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->severity != SEVERITY_ERROR) {
			continue;
		}
		if (is_about_the_whole(finding->id)) {
			return false;
		}
		succession->stands_in_generated |= is_about_generated(finding->id);
		succession->stands_in_payments |= is_about_payment(finding->id);
		LIST_AT(succession->standing, const struct finding *, succession->standing.count++) = finding;
	}
	return true;
}

/* Whether an error names what comes, or the place where it comes. */
static bool names(const struct finding *finding, struct slice name)
{
	for (size_t i = 0; i < FINDING_ARGUMENTS_MAXIMUM; i++) {
		struct slice argument = finding->arguments[i];
		bool is_end_of_name = argument.size > 0 && slice_ends_with(name, argument);
		if (is_end_of_name || (name.size > 0 && slice_contains(argument, name))) {
			return true;
		}
	}
	return false;
}

static bool any_names(const struct succession *succession, struct slice name)
{
	for (size_t i = 0; i < succession->standing.count; i++) {
		if (names(LIST_AT(succession->standing, const struct finding *, i), name)) {
			return true;
		}
	}
	return false;
}

static bool any_lies_in(const struct succession *succession, struct slice path)
{
	for (size_t i = 0; i < succession->standing.count; i++) {
		const struct text_file *file = LIST_AT(succession->standing, const struct finding *, i)->location.file;
		if (file != NULL && slice_equal(file->path, path)) {
			return true;
		}
	}
	return false;
}

bool standing_lets_files_come(const struct succession *succession)
{
	const struct growth_list *generated = &succession->generated;
	if (succession->stands_in_generated && generated->count > 0) {
		return false;
	}
	for (size_t i = 0; succession->standing.count > 0 && i < succession->files.count; i++) {
		const struct later_file *file = &succession->files.items[i];
		if (file->is_new && (any_names(succession, file->path) || any_lies_in(succession, file->path))) {
			return false;
		}
	}
	for (size_t i = 0; i < generated->count; i++) {
		if (any_lies_in(succession, generated->items[i].path)) {
			return false;
		}
	}
	for (size_t i = 0; i < succession->records.count; i++) {
		const struct growth *growth = &succession->records.items[i];
		if (growth->replaced != NULL && any_lies_in(succession, growth->path)) {
			return false;
		}
	}
	return true;
}

bool standing_lets_records_come(const struct succession *succession, size_t first_contribution, size_t first_meeting)
{
	const struct model *model = succession->model;
	bool is_fine = true;
	if (succession->standing.count == 0) {
		return true;
	}
	for (size_t i = first_contribution; is_fine && i < model->contributions.count; i++) {
		is_fine = !any_names(succession, LIST_AT(model->contributions, struct contribution *, i)->reference);
	}
	for (size_t i = first_meeting; is_fine && i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		bool is_later = date_compare(meeting->date, succession->judgement->day) > 0;
		is_fine = is_later && !any_names(succession, meeting->id);
	}
	return is_fine;
}

bool standing_lets_money_move(const struct succession *succession, size_t accounts_before, bool is_applied)
{
	bool has_new_accounts = succession->decided->accounts.count > accounts_before;
	return !(succession->stands_in_generated && is_applied) &&
	       !(succession->stands_in_payments && has_new_accounts);
}
