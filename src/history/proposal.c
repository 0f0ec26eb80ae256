#include "history/proposal.h"

#include "decision/generate.h"
#include "source/repository.h"
#include "text/symbols.h"
#include "text/translate.h"

static const struct failure *find_parting(git_repository *repository, const char *base, const char *head, git_oid *id)
{
	git_oid head_id;
	const struct failure *failure = repository_find_commit(repository, base, id);
	if (failure == NULL) {
		failure = repository_find_commit(repository, head, &head_id);
	}
	if (failure != NULL) {
		return failure;
	}
	git_oid parting;
	int status = git_merge_base(&parting, repository, id, &head_id);
	if (status == 0) {
		git_oid_cpy(id, &parting);
	}
	return status == 0 || status == GIT_ENOTFOUND ? NULL : repository_failure(_("cannot compare with the base"));
}

const struct failure *proposal_open_base(struct slice root, struct slice base, struct slice head,
					 struct source **source)
{
	git_repository *repository = NULL;
	git_oid id;
	struct arena *arena = arena_new();
	const struct failure *failure = repository_open(root, &repository);
	if (failure == NULL) {
		failure = find_parting(repository, arena_copy(arena, base).data,
				       head.size == 0 ? "HEAD" : arena_copy(arena, head).data, &id);
	}
	if (failure == NULL) {
		char text[GIT_OID_HEXSZ + 1];
		failure = source_open_revision(root, slice_of(git_oid_tostr(text, sizeof text, &id)), source);
	}
	repository_close(repository);
	arena_free(arena);
	return failure;
}

static void soften_stale_files(struct findings *findings)
{
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->severity == SEVERITY_ERROR && !is_about_generated_files(finding->id)) {
			return;
		}
	}
	for (size_t i = 0; i < findings_count(findings); i++) {
		struct finding *finding = findings_at(findings, i);
		finding->severity = is_about_generated_files(finding->id) ? SEVERITY_NOTICE : finding->severity;
	}
}

void proposal_brought(struct findings *before, struct findings *after, struct findings *brought)
{
	struct arena *arena = arena_new();
	struct symbols *known = symbols_new();
	const struct slice *identities = findings_identities(arena, before);
	for (size_t i = 0; i < findings_count(before); i++) {
		symbols_intern(known, identities[i]);
	}
	identities = findings_identities(arena, after);
	for (size_t i = 0; i < findings_count(after); i++) {
		if (symbols_find(known, identities[i]) == SYMBOL_NONE) {
			findings_copy(brought, findings_at(after, i));
		}
	}
	soften_stale_files(brought);
	symbols_free(known);
	arena_free(arena);
}
