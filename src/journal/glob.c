#include "journal/glob.h"

#include "journal/scan.h"

#include <fnmatch.h>
#include <stdio.h>

enum { NAME_SIZE_MAXIMUM = 255 };

static struct slice take_name(struct slice *path)
{
	struct slice name = scan_part(path, slice_find(*path, '/'));
	scan_take(path, '/');
	return name;
}

static bool name_matches(struct slice pattern, struct slice name)
{
	char pattern_text[NAME_SIZE_MAXIMUM + 1];
	char name_text[NAME_SIZE_MAXIMUM + 1];
	if (pattern.size > NAME_SIZE_MAXIMUM || name.size > NAME_SIZE_MAXIMUM) {
		return false;
	}
	snprintf(pattern_text, sizeof pattern_text, "%.*s", SLICE_ARGUMENTS(pattern));
	snprintf(name_text, sizeof name_text, "%.*s", SLICE_ARGUMENTS(name));
	return fnmatch(pattern_text, name_text, FNM_PERIOD) == 0;
}

/* Name by name; `**` is tried against nothing first and takes one more name each time what follows it fails. */
bool glob_matches(struct slice pattern, struct slice path)
{
	struct slice retry_pattern = {NULL, 0};
	struct slice retry_path = {NULL, 0};
	while (path.size > 0 || pattern.size > 0) {
		struct slice rest = pattern;
		struct slice wanted = take_name(&rest);
		if (slice_equal(wanted, SLICE("**")) && rest.size > 0) {
			pattern = rest;
			retry_pattern = rest;
			retry_path = path;
			continue;
		}
		struct slice after = path;
		struct slice name = take_name(&after);
		if (path.size > 0 && pattern.size > 0 && name_matches(wanted, name)) {
			pattern = rest;
			path = after;
			continue;
		}
		if (retry_path.size == 0 || scan_peek(retry_path) == '.') {
			return false;
		}
		take_name(&retry_path);
		path = retry_path;
		pattern = retry_pattern;
	}
	return true;
}
