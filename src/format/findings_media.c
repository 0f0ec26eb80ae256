#include "format/findings_writer.h"

const struct findings_medium findings_media[] = {
    {"text", findings_write_text},
    {"json", findings_write_json},
    {"github", findings_write_github},
    {"gitlab", findings_write_gitlab},
    {"sarif", findings_write_sarif},
    {"junit", findings_write_junit},
    {NULL, NULL},
};

struct slice finding_place(struct arena *arena, const struct finding *finding)
{
	if (finding->location.file == NULL) {
		return SLICE("");
	}
	struct slice path = finding->location.file->path;
	struct position position = position_of(finding->location);
	if (position.line == 0) {
		return path;
	}
	return arena_format(arena, "%.*s:%zu:%zu", SLICE_ARGUMENTS(path), position.line, position.column);
}
