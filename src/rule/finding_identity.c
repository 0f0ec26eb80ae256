#include "souci/finding.h"
#include "text/symbols.h"

static struct slice identity_of(struct arena *arena, const struct finding *finding)
{
	struct slice path = finding->location.file == NULL ? SLICE("") : finding->location.file->path;
	struct finding alone = *finding;
	alone.alike_count = 0; /* their number changes with each of them */
	return arena_format(arena, "%s|%.*s|%.*s", finding_definition(finding->id)->id, SLICE_ARGUMENTS(path),
			    SLICE_ARGUMENTS(finding_message(arena, &alone)));
}

struct slice *findings_identities(struct arena *arena, struct findings *findings)
{
	size_t count = findings_count(findings);
	struct slice *identities = arena_new_array(arena, struct slice, count);
	size_t *times_seen = arena_new_array(arena, size_t, count);
	struct symbols *symbols = symbols_new();
	for (size_t i = 0; i < count; i++) {
		struct slice identity = identity_of(arena, findings_at(findings, i));
		size_t nth = ++times_seen[symbols_intern(symbols, identity)];
		identities[i] = arena_format(arena, "%.*s|%zu", SLICE_ARGUMENTS(identity), nth);
	}
	symbols_free(symbols);
	return identities;
}
