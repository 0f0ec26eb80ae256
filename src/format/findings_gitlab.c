/* Findings as a Code Quality report of GitLab: a JSON array of {description, check_name, fingerprint, severity,
 * location}. */
#include "format/findings_writer.h"

#include "format/json_value.h"
#include "text/digest.h"

static const char *gitlab_severity(enum severity severity)
{
	static const char *const names[] = {"info", "minor", "major"};
	return names[severity];
}

/* GitLab wants a path: what is about the network as a whole is shown at its first file. */
static struct slice path_of(const struct finding *finding)
{
	return finding->location.file == NULL ? SLICE("circles/network.rec") : finding->location.file->path;
}

static json_t *json_location(const struct finding *finding)
{
	struct position position = position_of(finding->location);
	json_t *lines = json_object();
	json_t *location = json_object();
	json_object_set_new(lines, "begin", json_integer(position.line == 0 ? 1 : (json_int_t)position.line));
	json_object_set_new(location, "path", json_text(path_of(finding)));
	json_object_set_new(location, "lines", lines);
	return location;
}

static json_t *json_issue(struct arena *arena, const struct finding *finding, struct slice fingerprint)
{
	struct slice message = finding_message(arena, finding);
	struct slice hint = finding_hint(arena, finding);
	struct slice description =
	    hint.size == 0 ? message
			   : arena_format(arena, "%.*s (%.*s)", SLICE_ARGUMENTS(message), SLICE_ARGUMENTS(hint));
	json_t *issue = json_object();
	json_object_set_new(issue, "description", json_text(description));
	json_object_set_new(issue, "check_name", json_text(slice_of(finding_definition(finding->id)->id)));
	json_object_set_new(issue, "fingerprint", json_text(fingerprint));
	json_object_set_new(issue, "severity", json_text(slice_of(gitlab_severity(finding->severity))));
	json_object_set_new(issue, "location", json_location(finding));
	return issue;
}

void findings_write_gitlab(struct findings *findings, struct text_look look, struct buffer *out)
{
	(void)look;
	size_t count = 0;
	struct arena *arena = arena_new();
	const struct slice *identities = findings_identities(arena, findings);
	for (size_t i = 0; i < findings_count(findings); i++) {
		char digest[DIGEST_TEXT_SIZE];
		digest_write(identities[i], digest);
		json_add_item(out, &count, json_issue(arena, findings_at(findings, i), slice_of(digest)));
	}
	json_end_items(out, count);
	arena_free(arena);
}
