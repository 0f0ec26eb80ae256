#include "rule/snapshot.h"

#include "decision/seal.h"
#include "journal/strict.h"
#include "model/authority.h"
#include "model/key.h"
#include "model/unread.h"
#include "rule/judge.h"
#include "rule/late.h"
#include "rule/ledger.h"
#include "rule/missing_minutes.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>

/* The files that errors stand in. */
static void note_faulty_files(struct findings *findings, struct symbols *paths)
{
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->severity == SEVERITY_ERROR && finding->location.file != NULL) {
			symbols_intern(paths, finding->location.file->path);
		}
	}
}

/* Of a journal that pays who or what nobody knows it is not known what it pays. */
static void note_payments_to_nobody(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->payments.count; i++) {
		const struct payment *payment = &LIST_AT(snapshot->payments, struct payment, i);
		if (!ledger_names_due(snapshot->model, payment->account)) {
			symbols_intern(snapshot->model->doubtful_journals, payment->location.file->path);
			symbols_intern(snapshot->model->told_journals, payment->location.file->path);
		}
	}
}

/* The hand-written journals alone, for their payments: what is wrong with them is said by snapshot_check(), which reads
 * them together with the generated ones. */
static void read_payments(struct snapshot *snapshot)
{
	struct findings *unheard = findings_new();
	snapshot->hand_written = books_read(snapshot->source, (struct list){NULL, 0}, unheard);
	snapshot->payments = books_payments(snapshot->arena, snapshot->hand_written);
	note_faulty_files(unheard, snapshot->model->doubtful_journals);
	note_payments_to_nobody(snapshot);
	inclusion_doubt_left_out(snapshot->model, books_journal(snapshot->hand_written));
	snapshot->has_journal_errors = findings_count_from(unheard, SEVERITY_ERROR) > 0;
	strict_check_subset(books_journal(snapshot->hand_written), ledger_governs, unheard);
	note_faulty_files(unheard, snapshot->model->told_journals);
	findings_free(unheard);
}

const struct failure *snapshot_read(struct source *source, struct findings *findings, struct snapshot **result)
{
	struct snapshot *snapshot = memory_allocate_zeroed(1, sizeof *snapshot);
	snapshot->arena = arena_new();
	snapshot->source = source;
	snapshot->findings = findings;
	const struct failure *failure = model_load(source, findings, &snapshot->model);
	if (failure != NULL) {
		snapshot_free(snapshot);
		return failure;
	}
	read_payments(snapshot);
	*result = snapshot;
	return NULL;
}

void snapshot_free(struct snapshot *snapshot)
{
	if (snapshot == NULL) {
		return;
	}
	books_free(snapshot->books);
	books_free(snapshot->hand_written);
	model_free(snapshot->model);
	arena_free(snapshot->arena);
	free(snapshot);
}

struct fold *snapshot_fold(struct snapshot *snapshot, struct date until)
{
	struct fold_options options = {.until = until,
				       .sealed_only = true,
				       .payments = snapshot->payments.items,
				       .payment_count = snapshot->payments.count};
	return fold_new(snapshot->model, options);
}

bool snapshot_is_as_applied(const struct snapshot *snapshot)
{
	return findings_count_from(snapshot->findings, SEVERITY_ERROR) == 0 && !snapshot->has_journal_errors &&
	       seals_match_bytes(snapshot->model);
}

struct list snapshot_generate(struct snapshot *snapshot)
{
	struct fold *fold = snapshot_fold(snapshot, DATE_MAXIMUM);
	struct list files = generate(snapshot->arena, fold);
	fold_free(fold);
	return files;
}

static bool is_all_applied(const struct model *model)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		if (meeting_is_pending(LIST_AT(model->meetings, struct meeting *, i))) {
			return false;
		}
	}
	return true;
}

/* The bank's journals are judged beside what all adopted decisions give, applied or not: that is what was decided. */
static void check_books(struct snapshot *snapshot, const struct fold *fold, struct list decided)
{
	snapshot->books = books_read(snapshot->source, decided, snapshot->findings);
	if (!unread_has_any(snapshot->model)) { /* else what the decisions would declare is not known */
		strict_check_subset(books_journal(snapshot->books), ledger_governs, snapshot->findings);
	}
	ledger_check(snapshot->model, fold, books_journal(snapshot->books));
}

struct judgement *snapshot_judge(struct snapshot *snapshot)
{
	struct authority authority;
	seals_check(snapshot->model);
	missing_minutes_tell(snapshot->model, snapshot->payments.items, snapshot->payments.count);
	struct judgement *judgement = judge_open(snapshot->model, snapshot->payments.items, snapshot->payments.count);
	struct fold *fold = judge_fold(judgement);
	late_meetings_judge(fold);
	struct list decided = generate(snapshot->arena, fold);
	/* Where nothing waits and nothing was left out for a fault, what is applied is what was decided. */
	bool is_same = is_all_applied(snapshot->model) && findings_count_from(snapshot->findings, SEVERITY_ERROR) == 0;
	struct fold *applied = is_same ? fold : snapshot_fold(snapshot, DATE_MAXIMUM);
	authority_read(snapshot->model, &authority, snapshot->findings);
	keys_check(snapshot->model, 0, snapshot->findings);
	seals_check_posts(fold);
	check_books(snapshot, fold, decided);
	generated_check(applied, is_same ? decided : generate(snapshot->arena, applied));
	if (!is_same) {
		fold_free(applied);
	}
	return judgement;
}

void snapshot_check(struct snapshot *snapshot)
{
	struct judgement *judgement = snapshot_judge(snapshot);
	struct fold *fold = judge_fold(judgement);
	judge_close(judgement);
	fold_free(fold);
}
