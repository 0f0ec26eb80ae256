#include "history/commit_text.h"

#include <stdlib.h>
#include <string.h>

enum { PARENT_LINE_SIZE = sizeof "parent " - 1 + GIT_OID_HEXSZ + 1, SECONDS_PER_DAY = 86400, SECONDS_PER_MINUTE = 60 };

/* Takes the value of the line `NAME VALUE` at the start of `rest`; false when it has another name. */
static bool take_line(struct slice *rest, struct slice name, struct slice *value)
{
	if (!slice_starts_with(*rest, name) || rest->size == name.size || rest->data[name.size] != ' ') {
		return false;
	}
	size_t end = slice_find(*rest, '\n');
	*value = slice_part(*rest, name.size + 1, end - name.size - 1);
	*rest = slice_from(*rest, end + 1);
	return true;
}

static bool take_id(struct slice *rest, struct slice name, git_oid *id)
{
	struct slice after = *rest;
	struct slice value;
	if (!take_line(&after, name, &value) || value.size != GIT_OID_HEXSZ ||
	    git_oid_fromstrn(id, value.data, value.size) != 0) {
		return false;
	}
	*rest = after;
	return true;
}

/* `SECONDS +HHMM`; what is not a number counts as 0. Followed by a line feed. */
static git_time read_time(struct slice text)
{
	char *end = NULL;
	git_time time = {0, 0, '+'};
	if (slice_trim(text).size == 0) {
		return time;
	}
	time.time = strtoll(text.data, &end, 10);
	struct slice zone = slice_trim(slice_from(text, (size_t)(end - text.data)));
	uint64_t number = 0;
	if (zone.size > 1 && slice_to_number(slice_from(zone, 1), 9999, &number)) {
		int minutes = (int)(number / 100 * 60 + number % 100);
		time.sign = zone.data[0] == '-' ? '-' : '+';
		time.offset = time.sign == '-' ? -minutes : minutes;
	}
	return time;
}

static struct commit_signature read_signature(struct slice line)
{
	size_t open = slice_find(line, '<');
	size_t close = slice_find_last(line, '>');
	if (open == line.size || close == line.size || close < open) {
		return (struct commit_signature){slice_trim(line), SLICE(""), {0, 0, '+'}};
	}
	return (struct commit_signature){
	    .name = slice_trim(slice_part(line, 0, open)),
	    .address = slice_part(line, open + 1, close - open - 1),
	    .time = read_time(slice_from(line, close + 1)),
	};
}

/* What follows the first empty line. */
static struct slice find_message(struct slice rest)
{
	const char *empty = rest.size > 0 && rest.data[0] == '\n' ? rest.data : memmem(rest.data, rest.size, "\n\n", 2);
	if (empty == NULL) {
		return SLICE("");
	}
	return slice_from(rest, (size_t)(empty - rest.data) + (empty == rest.data && rest.data[0] == '\n' ? 1 : 2));
}

bool commit_text_read(struct slice text, struct commit_text *commit)
{
	struct slice rest = text;
	struct slice author;
	struct slice committer;
	git_oid parent;
	*commit = (struct commit_text){.parent_count = 0};
	if (!take_id(&rest, SLICE("tree"), &commit->tree)) {
		return false;
	}
	commit->parents = rest;
	while (take_id(&rest, SLICE("parent"), &parent)) {
		commit->parent_count++;
	}
	commit->parents.size -= rest.size;
	if (!take_line(&rest, SLICE("author"), &author) || !take_line(&rest, SLICE("committer"), &committer)) {
		return false;
	}
	commit->author = read_signature(author);
	commit->committer = read_signature(committer);
	commit->message = find_message(rest);
	commit->headers = slice_part(rest, 0, rest.size - commit->message.size);
	return true;
}

bool commit_text_header(const struct commit_text *commit, struct slice name, struct slice *value)
{
	struct slice rest = commit->headers;
	while (rest.size > 0) {
		if (take_line(&rest, name, value)) {
			return true;
		}
		rest = slice_from(rest, slice_find(rest, '\n') + 1);
	}
	return false;
}

git_oid commit_text_parent(const struct commit_text *commit, size_t index)
{
	git_oid id = {{0}};
	struct slice line = slice_from(commit->parents, index * PARENT_LINE_SIZE);
	git_oid_fromstrn(&id, slice_from(line, sizeof "parent " - 1).data, GIT_OID_HEXSZ);
	return id;
}

struct date day_of_time(git_time time)
{
	int64_t seconds = time.time + (int64_t)time.offset * SECONDS_PER_MINUTE;
	int64_t days = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0 ? 1 : 0);
	return (struct date){days > INT32_MAX ? INT32_MAX : days < 0 ? 0 : (int32_t)days};
}
