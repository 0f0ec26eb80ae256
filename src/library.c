/* What include/souci/souci.h promises, on top of a snapshot. */
#include "souci/souci.h"

#include "rule/snapshot.h"
#include "text/memory.h"

#include <assert.h>
#include <stdlib.h>

struct souci_network {
	struct arena *arena;
	char *root;
	struct source *source;
	struct findings *findings;
	struct snapshot *snapshot;
	bool is_checked;
};

static _Thread_local struct failure last_failure;

const char *souci_failure(void)
{
	return last_failure.text;
}

static enum souci_status fail(const struct failure *failure)
{
	last_failure = *failure;
	return SOUCI_FAILED;
}

static const struct failure *open_network(struct souci_network *network, const char *folder, const char *revision)
{
	const struct failure *failure = source_find_root(slice_of(folder), &network->root);
	if (failure == NULL) {
		failure = revision == NULL
			      ? source_open_folder(slice_of(network->root), &network->source)
			      : source_open_revision(slice_of(network->root), slice_of(revision), &network->source);
	}
	if (failure == NULL) {
		failure = snapshot_read(network->source, network->findings, &network->snapshot);
	}
	return failure;
}

enum souci_status souci_open(const char *folder, const char *revision, struct souci_network **network)
{
	struct souci_network *opened = memory_allocate_zeroed(1, sizeof *opened);
	opened->arena = arena_new();
	opened->findings = findings_new();
	const struct failure *failure = open_network(opened, folder, revision);
	if (failure != NULL) {
		souci_close(opened);
		return fail(failure);
	}
	*network = opened;
	return SOUCI_OK;
}

void souci_close(struct souci_network *network)
{
	if (network == NULL) {
		return;
	}
	snapshot_free(network->snapshot);
	findings_free(network->findings);
	source_free(network->source);
	arena_free(network->arena);
	free(network->root);
	free(network);
}

size_t souci_check(struct souci_network *network)
{
	if (!network->is_checked) {
		snapshot_check(network->snapshot);
		findings_sort(network->findings);
		network->is_checked = true;
	}
	return findings_count(network->findings);
}

struct souci_finding souci_finding_at(struct souci_network *network, size_t index)
{
	assert(network->is_checked);
	const struct finding *finding = findings_at(network->findings, index);
	const struct text_file *file = finding->location.file;
	struct position position = position_of(finding->location);
	struct slice path = arena_copy(network->arena, file == NULL ? SLICE("") : file->path);
	struct slice hint = arena_copy(network->arena, finding_hint(network->arena, finding));
	return (struct souci_finding){.id = finding_definition(finding->id)->id,
				      .severity = (enum souci_severity)finding->severity,
				      .file = path.data,
				      .line = position.line,
				      .column = position.column,
				      .message = finding_message(network->arena, finding).data,
				      .hint = hint.data};
}

static int compare_balances(const void *left, const void *right)
{
	const struct souci_balance *a = left;
	const struct souci_balance *b = right;
	return slice_compare(slice_of(a->account), slice_of(b->account));
}

static struct souci_balance *list_balances(struct souci_network *network, const struct fold *fold, size_t *count)
{
	struct arena *arena = network->arena;
	struct souci_balance *list = arena_new_array(arena, struct souci_balance, fold->accounts.count);
	const char *currency = arena_copy(arena, network->snapshot->model->style.currency).data;
	char amount[AMOUNT_TEXT_SIZE];
	*count = 0;
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (amount_sign(account->balance) != 0) {
			amount_write(account->balance, amount);
			list[(*count)++] = (struct souci_balance){arena_copy(arena, account->name).data,
								  arena_copy(arena, slice_of(amount)).data, currency};
		}
	}
	if (*count > 1) {
		qsort(list, *count, sizeof *list, compare_balances);
	}
	return list;
}

enum souci_status souci_balances(struct souci_network *network, const char *day, const struct souci_balance **balances,
				 size_t *count)
{
	struct date until = DATE_MAXIMUM;
	if (day != NULL && !date_parse(slice_of(day), &until)) {
		return fail(failure_new("“%s” is not a day such as 2024-06-30", day));
	}
	struct fold *fold = snapshot_fold(network->snapshot, until);
	*balances = list_balances(network, fold, count);
	fold_free(fold);
	return SOUCI_OK;
}
