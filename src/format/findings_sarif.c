/* Findings in SARIF 2.1.0 (OASIS), the format of code scanning: one run, the rules that were broken, one result a
 * finding. */
#include "format/findings_writer.h"

#include "format/json_value.h"
#include "text/digest.h"
#include "text/translate.h"

static const char *sarif_level(enum severity severity)
{
	static const char *const levels[] = {"note", "warning", "error"};
	return levels[severity];
}

static json_t *json_message(struct slice text)
{
	json_t *message = json_object();
	json_object_set_new(message, "text", json_text(text));
	return message;
}

/* A path as a relative URI (RFC 3986): all but unreserved characters and slashes are percent-encoded. */
static struct slice uri_of_path(struct arena *arena, struct slice path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
	struct buffer uri = BUFFER_EMPTY;
	for (size_t i = 0; i < path.size; i++) {
		if (slice_find(slice_of(plain), path.data[i]) < sizeof plain - 1) {
			buffer_add_byte(&uri, path.data[i]);
		} else {
			buffer_format(&uri, "%%%02X", (unsigned)(unsigned char)path.data[i]);
		}
	}
	struct slice copy = arena_copy(arena, buffer_view(&uri));
	buffer_free(&uri);
	return copy;
}

static void add_location(struct arena *arena, json_t *locations, struct location location)
{
	if (location.file == NULL) {
		return;
	}
	json_t *artifact = json_object();
	json_t *physical = json_object();
	json_t *item = json_object();
	struct position position = position_of(location);
	json_object_set_new(artifact, "uri", json_text(uri_of_path(arena, location.file->path)));
	json_object_set_new(physical, "artifactLocation", artifact);
	if (position.line > 0) {
		json_t *region = json_object();
		json_object_set_new(region, "startLine", json_integer((json_int_t)position.line));
		json_object_set_new(region, "startColumn", json_integer((json_int_t)position.column));
		json_object_set_new(physical, "region", region);
	}
	json_object_set_new(item, "physicalLocation", physical);
	json_array_append_new(locations, item);
}

static json_t *json_locations(struct arena *arena, const struct finding *findings, size_t count)
{
	json_t *locations = json_array();
	for (size_t i = 0; i < count; i++) {
		add_location(arena, locations, findings[i].location);
	}
	return locations;
}

static json_t *json_rule(enum finding_id id)
{
	const struct finding_definition *definition = finding_definition(id);
	json_t *rule = json_object();
	json_t *configuration = json_object();
	json_object_set_new(configuration, "level", json_text(slice_of(sarif_level(definition->severity))));
	json_object_set_new(rule, "id", json_text(slice_of(definition->id)));
	json_object_set_new(rule, "fullDescription", json_message(slice_of(_(definition->explanation))));
	json_object_set_new(rule, "defaultConfiguration", configuration);
	return rule;
}

static json_t *json_result(struct arena *arena, const struct finding *finding, struct slice identity)
{
	char digest[DIGEST_TEXT_SIZE];
	struct slice message = finding_message(arena, finding);
	struct slice hint = finding_hint(arena, finding);
	if (hint.size > 0) {
		message = arena_format(arena, "%.*s\n%.*s", SLICE_ARGUMENTS(message), SLICE_ARGUMENTS(hint));
	}
	json_t *result = json_object();
	json_t *fingerprints = json_object();
	json_object_set_new(fingerprints, "souci/v1", json_text(slice_of(digest_write(identity, digest))));
	json_object_set_new(result, "ruleId", json_text(slice_of(finding_definition(finding->id)->id)));
	json_object_set_new(result, "level", json_text(slice_of(sarif_level(finding->severity))));
	json_object_set_new(result, "message", json_message(message));
	json_object_set_new(result, "locations", json_locations(arena, finding, 1));
	if (finding->alike_count > 0) {
		json_object_set_new(result, "relatedLocations",
				    json_locations(arena, finding->alike, finding->alike_count));
	}
	json_object_set_new(result, "partialFingerprints", fingerprints);
	return result;
}

/* The tool, with the rules that some finding broke, in the order of the table. */
static json_t *json_tool(struct findings *findings)
{
	bool is_broken[FINDING_COUNT] = {false};
	json_t *rules = json_array();
	json_t *driver = json_object();
	json_t *tool = json_object();
	for (size_t i = 0; i < findings_count(findings); i++) {
		is_broken[findings_at(findings, i)->id] = true;
	}
	for (int id = 0; id < FINDING_COUNT; id++) {
		if (is_broken[id]) {
			json_array_append_new(rules, json_rule((enum finding_id)id));
		}
	}
	json_object_set_new(driver, "name", json_text(SLICE("souci")));
	json_object_set_new(driver, "rules", rules);
	json_object_set_new(tool, "driver", driver);
	return tool;
}

void findings_write_sarif(struct findings *findings, struct text_look look, struct buffer *out)
{
	(void)look;
	struct arena *arena = arena_new();
	const struct slice *identities = findings_identities(arena, findings);
	json_t *results = json_array();
	for (size_t i = 0; i < findings_count(findings); i++) {
		json_array_append_new(results, json_result(arena, findings_at(findings, i), identities[i]));
	}
	json_t *run = json_object();
	json_object_set_new(run, "tool", json_tool(findings));
	json_object_set_new(run, "columnKind", json_text(SLICE("unicodeCodePoints")));
	json_object_set_new(run, "results", results);
	json_t *runs = json_array();
	json_array_append_new(runs, run);
	json_t *log = json_object();
	json_object_set_new(log, "$schema", json_text(SLICE("https://json.schemastore.org/sarif-2.1.0.json")));
	json_object_set_new(log, "version", json_text(SLICE("2.1.0")));
	json_object_set_new(log, "runs", runs);
	json_add_document(out, log);
	arena_free(arena);
}
