#include "format/findings_writer.h"

#include "format/json_value.h"

static json_t *text_or_null(struct slice text)
{
	return text.size == 0 ? json_null() : json_text(text);
}

static json_t *number_or_null(size_t number)
{
	return number == 0 ? json_null() : json_integer((json_int_t)number);
}

static void add_place(json_t *object, const struct finding *finding)
{
	const struct text_file *file = finding->location.file;
	struct position position = position_of(finding->location);
	json_object_set_new(object, "file", text_or_null(file == NULL ? SLICE("") : file->path));
	json_object_set_new(object, "line", number_or_null(position.line));
	json_object_set_new(object, "column", number_or_null(position.column));
}

static json_t *json_alike(struct arena *arena, const struct finding *finding)
{
	json_t *array = json_array();
	for (size_t i = 0; i < finding->alike_count; i++) {
		json_t *object = json_object();
		add_place(object, &finding->alike[i]);
		json_object_set_new(object, "message", json_text(finding_message(arena, &finding->alike[i])));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_finding(struct arena *arena, const struct finding *finding)
{
	json_t *object = json_object();
	json_object_set_new(object, "id", json_text(slice_of(finding_definition(finding->id)->id)));
	json_object_set_new(object, "severity", json_text(slice_of(severity_name(finding->severity))));
	add_place(object, finding);
	json_object_set_new(object, "message", json_text(finding_message(arena, finding)));
	json_object_set_new(object, "hint", text_or_null(finding_hint(arena, finding)));
	if (finding->commit.size > 0) {
		json_object_set_new(object, "commit", json_text(finding->commit));
	}
	if (finding->alike_count > 0) {
		json_object_set_new(object, "alike", json_alike(arena, finding));
	}
	return object;
}

void findings_write_json(struct findings *findings, struct text_look look, struct buffer *out)
{
	(void)look;
	size_t count = 0;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < findings_count(findings); i++) {
		json_add_item(out, &count, json_finding(arena, findings_at(findings, i)));
	}
	json_end_items(out, count);
	arena_free(arena);
}
