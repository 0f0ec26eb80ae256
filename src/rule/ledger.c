#include "rule/bank.h"

#include "model/spoken.h"
#include "model/unread.h"
#include "text/symbols.h"

struct slice bank_money(const struct bank_check *check, struct amount amount)
{
	struct amount cents = amount;
	amount_rescale(amount_strip(amount), MONEY_SCALE, &cents);
	return money_for_people(check->arena, cents, check->model->style);
}

struct slice bank_day(const struct bank_check *check, struct date date)
{
	return date_text(check->arena, date);
}

struct slice part_of_account(struct slice account, size_t nth)
{
	struct slice rest = account;
	for (size_t i = 0; i < nth; i++) {
		size_t colon = slice_find(rest, ':');
		rest = slice_from(rest, colon < rest.size ? colon + 1 : colon);
	}
	return slice_part(rest, 0, slice_find(rest, ':'));
}

/* ---- names in accounts ---- */

static bool names_record(struct bank_check *check, const struct posting *posting, struct slice id,
			 enum record_type type, enum record_type shown)
{
	if (model_find(check->model, type, id) != NULL || !unread_tell(check->model, type, id)) {
		return true;
	}
	findings_add(check->findings, FINDING_LEDGER_ACCOUNT_UNKNOWN,
		     transaction_locate(posting->transaction, posting->account_text),
		     journal_account(check->journal, posting->account), type_name_shown(shown),
		     model_nearest_id(check->model, type, id));
	return false;
}

/* ---- what is received: “Assets:Receivable:<fund>, awarded and not yet received” ---- */

/* What a funder sends before the award is not the fund's yet. */
static void judge_day_of_receipt(struct bank_check *check, const struct posting *posting, const struct fund *fund)
{
	const struct decision *award = check->fold->funds[fund->index].award;
	if (award != NULL && !check->awards_unknown && fund->funder != NULL && amount_sign(posting->quantity) < 0 &&
	    date_compare(posting->date, award->meeting->date) < 0) {
		findings_add(check->findings, FINDING_LEDGER_RECEIVED_TOO_EARLY,
			     transaction_locate(posting->transaction, posting->account_text), fund->id,
			     bank_day(check, posting->date), award->reference, bank_day(check, award->meeting->date));
	}
}

static void judge_receipt(struct bank_check *check, const struct posting *posting, const struct fund *fund)
{
	const struct fund_state *state = &check->fold->funds[fund->index];
	struct amount awarded = fund->funder == NULL ? (struct amount){0, MONEY_SCALE} : state->awarded;
	struct amount *received = &check->received[fund->index];
	amount_subtract(*received, posting->quantity, received);
	judge_day_of_receipt(check, posting, fund);
	if (amount_compare(*received, awarded) > 0 && !check->received_said[fund->index] && !state->is_doubtful) {
		check->received_said[fund->index] = true;
		if (fund->funder == NULL && check->model->council != NULL) {
			check->model->council->is_unsure = true; /* whose decision journals say where it comes from */
		}
		findings_add(check->findings, FINDING_LEDGER_RECEIVED_TOO_MUCH,
			     transaction_locate(posting->transaction, posting->account_text), fund->id,
			     bank_money(check, *received), bank_money(check, awarded));
	}
}

/* A fund is closed when all its accounts are zero: what was awarded must have been received. */
static void judge_receivables_of_closed_funds(struct bank_check *check)
{
	for (size_t i = 0; i < check->model->funds.count && !check->awards_unknown; i++) {
		const struct fund *fund = LIST_AT(check->model->funds, struct fund *, i);
		const struct fund_state *state = &check->fold->funds[i];
		struct amount left = state->awarded;
		if (state->closed == NULL || state->is_doubtful || fund->funder == NULL ||
		    !amount_subtract(left, check->received[i], &left) || amount_sign(left) <= 0) {
			continue;
		}
		struct finding *finding =
		    findings_add(check->findings, FINDING_FUND_NOT_EMPTY, ENTRY_PLACE(state->closed, fund, 0), fund->id,
				 arena_format(check->arena, "Assets:Receivable:%.*s: %.*s", SLICE_ARGUMENTS(fund->id),
					      SLICE_ARGUMENTS(bank_money(check, left))));
		finding->decision = state->closed->reference;
	}
}

/* The fund whose Receivable account moves by a posting, with the sign of its amount; empty for any other. */
static struct slice receivable_moved(const struct bank_check *check, const struct posting *posting, int sign)
{
	struct slice account = journal_account(check->journal, posting->account);
	bool moves = slice_starts_with(account, SLICE("Assets:Receivable:")) && amount_sign(posting->quantity) == sign;
	return moves ? part_of_account(account, 2) : SLICE("");
}

/* “Money stays in its fund”: an entry that takes from the receipts of one fund and adds to those of another. */
static void judge_moved_receipts(struct bank_check *check, const struct transaction *transaction)
{
	struct slice from = SLICE("");
	for (size_t i = 0; i < transaction->posting_count && from.size == 0; i++) {
		from = receivable_moved(check, &transaction->postings[i], 1);
	}
	for (size_t i = 0; i < transaction->posting_count && from.size > 0; i++) {
		const struct posting *posting = &transaction->postings[i];
		struct slice to = receivable_moved(check, posting, -1);
		if (to.size > 0 && !slice_equal(from, to)) {
			findings_add(check->findings, FINDING_LEDGER_RECEIVABLE_MOVED,
				     transaction_locate(transaction, posting->account_text), from, to);
			return;
		}
	}
}

/* ---- one posting ---- */

/* A posting pays one decision: a second tag would be ignored in silence. */
static void judge_payment_tags(struct bank_check *check, const struct posting *posting)
{
	struct slice first = SLICE("");
	for (size_t i = 0; i < posting->tags.count; i++) {
		struct tag_list one = {&posting->tags.items[i], 1};
		struct slice value;
		if (!tag_find(one, SLICE("pays"), &value)) {
			continue;
		}
		if (first.size > 0) {
			findings_add(check->findings, FINDING_PAYS_REPEATED,
				     transaction_locate(posting->transaction, value), first, value);
			return;
		}
		first = value;
	}
}

static void judge_posting(struct bank_check *check, const struct posting *posting)
{
	struct slice account = journal_account(check->journal, posting->account);
	struct slice root = part_of_account(account, 0);
	struct location location = transaction_locate(posting->transaction, posting->account_text);
	if (slice_equal(root, SLICE("Budget")) || slice_equal(root, SLICE("Funds"))) {
		findings_add(check->findings, FINDING_LEDGER_ENTRY_FORBIDDEN, location, account);
	} else if (slice_equal(root, SLICE("Due"))) {
		if (names_record(check, posting, part_of_account(account, 1), RECORD_PARTY, RECORD_PARTY)) {
			names_record(check, posting, part_of_account(account, 2), RECORD_FUND, RECORD_FUND);
		}
		judge_payment_tags(check, posting);
	} else if (slice_starts_with(account, SLICE("Assets:Receivable:"))) {
		struct slice id = part_of_account(account, 2);
		const struct fund *fund = model_find_fund(check->model, id);
		if (names_record(check, posting, id, RECORD_FUND, RECORD_FUND) && fund != NULL) {
			judge_receipt(check, posting, fund);
		}
	}
}

/* ---- closed years ---- */

static bool is_sealed_with(const struct seal *seal, struct slice path)
{
	for (size_t i = 0; i < seal->journals.count; i++) {
		if (slice_equal(LIST_AT(seal->journals, struct digest_line, i).subject, path)) {
			return true;
		}
	}
	return false;
}

/* The journals of a closed year are sealed as they are: an entry of that year in another file came later. */
static void judge_year(struct bank_check *check, const struct transaction *transaction)
{
	struct list closings = check->fold->closings;
	for (size_t i = 0; i < closings.count; i++) {
		const struct year_closing *closing = &LIST_AT(closings, struct year_closing, i);
		const struct seal *seal = closing->decision->meeting->seal;
		if (closing->year == date_year(transaction->date) && seal != NULL &&
		    !is_sealed_with(seal, transaction->file->path)) {
			findings_add(check->findings, FINDING_LEDGER_YEAR_CLOSED,
				     transaction_locate(transaction, slice_part(transaction->text, 0, 10)),
				     arena_format(check->arena, "%d", closing->year), closing->decision->reference);
		}
	}
}

bool ledger_names_due(const struct model *model, struct slice account)
{
	return model_find_party(model, part_of_account(account, 1)) != NULL &&
	       model_find_fund(model, part_of_account(account, 2)) != NULL;
}

bool ledger_governs(struct slice account)
{
	static const char *const starts[] = {"Budget:", "Due:", "Funds:", "Assets:Receivable:"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (slice_starts_with(account, slice_of(starts[i]))) {
			return true;
		}
	}
	return false;
}

void ledger_check(struct model *model, const struct fold *fold, const struct journal *journal)
{
	struct bank_check check = {.model = model,
				   .awards_unknown = unread_has(model, MINUTES_TYPES, model->council),
				   .dues_unknown = unread_has_any(model),
				   .fold = fold,
				   .journal = journal,
				   .findings = model->findings,
				   .arena = model->arena,
				   .received = arena_new_array(model->arena, struct amount, model->funds.count),
				   .received_said = arena_new_array(model->arena, bool, model->funds.count)};
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		if (is_generated_journal(transaction->file->path)) {
			continue;
		}
		judge_year(&check, transaction);
		judge_moved_receipts(&check, transaction);
		for (size_t j = 0; j < transaction->posting_count; j++) {
			judge_posting(&check, &transaction->postings[j]);
		}
	}
	judge_payments(&check);
	if (symbols_count(model->doubtful_journals) == 0) { /* else what was received and paid in all is not known */
		judge_receivables_of_closed_funds(&check);
		judge_cash(&check);
	}
	judge_inclusion(&check);
}
