#include "command/writing.h"

#include "history/proposal.h"
#include "rule/snapshot.h"
#include "source/changed.h"
#include "text/translate.h"

static bool is_about(const struct finding *finding, const struct file_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (finding->location.file != NULL && slice_equal(finding->location.file->path, changes[i].path)) {
			return true;
		}
	}
	return false;
}

/* Errors in what is written, and what nobody means to write. What it leads to elsewhere is for the next check to tell:
 * the action that nobody adopted yet, the second circle of a network without a council. */
static bool stands_in_the_way(const struct finding *finding, const struct file_change *changes, size_t count)
{
	return finding->id == FINDING_ID_LOOK_ALIKE ||
	       ((finding->severity == SEVERITY_ERROR || finding->id == FINDING_FILE_CONTROL_CHARACTER) &&
		is_about(finding, changes, count));
}

static const struct failure *judge(struct run *run, struct findings *before, struct findings *after,
				   const struct file_change *changes, size_t count)
{
	const struct failure *failure = NULL;
	struct findings *brought = findings_new();
	struct findings *faults = findings_new();
	proposal_brought(before, after, brought);
	for (size_t i = 0; i < findings_count(brought); i++) {
		struct finding *finding = findings_at(brought, i);
		if (stands_in_the_way(finding, changes, count)) {
			finding->severity = SEVERITY_ERROR;
			findings_copy(faults, finding);
		}
	}
	if (run_is_stopped_by(run, faults)) {
		failure = failure_new(_("nothing was written: this would be wrong"));
	}
	findings_free(faults);
	findings_free(brought);
	return failure;
}

const struct failure *run_write_files(struct run *run, const char *root, struct source *source, struct findings *before,
				      const struct file_change *changes, size_t count)
{
	struct source *changed = source_open_changed(source, changes, count);
	struct findings *after = findings_new();
	struct snapshot *snapshot = NULL;
	const struct failure *failure = snapshot_read(changed, after, &snapshot);
	if (failure == NULL) {
		snapshot_check(snapshot);
		failure = judge(run, before, after, changes, count);
	}
	snapshot_free(snapshot);
	findings_free(after);
	source_free(changed);
	return failure != NULL ? failure : replace_files(slice_of(root), changes, count);
}
