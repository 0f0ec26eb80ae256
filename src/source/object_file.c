#include "source/object_file.h"

#include "text/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const words_of_faults[] = {
    [OBJECT_MISSING] = N_("the object file %s is missing"),
    [OBJECT_UNREADABLE] = N_("the object file %s cannot be read"),
    [OBJECT_CUT_SHORT] = N_("the object file %s is cut short"),
    [OBJECT_GARBLED] = N_("the object file %s is garbled"),
    [OBJECT_WITHOUT_HEADER] = N_("the object file %s does not begin as an object of git"),
    [OBJECT_OF_OTHER_SIZE] = N_("the object file %s does not hold as much as it says"),
    [OBJECT_WITH_REST] = N_("the object file %s holds something behind its object"),
};

const char *object_fault_words(enum object_fault fault)
{
	return _(words_of_faults[fault]);
}

/* ---- inflating ---- */

/* Makes sure that there is something to inflate. */
static enum object_fault fill_input(struct object_file *file)
{
	ssize_t count = 0;
	if (file->stream.avail_in > 0) {
		return OBJECT_SOUND;
	}
	do {
		count = read(file->descriptor, file->input, sizeof file->input);
	} while (count < 0 && errno == EINTR);
	if (count <= 0) {
		return count == 0 ? OBJECT_CUT_SHORT : OBJECT_UNREADABLE;
	}
	file->stream.next_in = file->input;
	file->stream.avail_in = (unsigned)count;
	return OBJECT_SOUND;
}

/* Inflates `size` bytes, or what there is of them: `*got`. */
static enum object_fault inflate_some(struct object_file *file, char *output, size_t size, size_t *got)
{
	z_stream *stream = &file->stream;
	*got = 0;
	while (*got < size && !file->is_at_end) {
		enum object_fault fault = fill_input(file);
		if (fault != OBJECT_SOUND) {
			return fault;
		}
		unsigned room = size - *got < UINT_MAX ? (unsigned)(size - *got) : UINT_MAX;
		stream->next_out = (unsigned char *)output + *got;
		stream->avail_out = room;
		int status = inflate(stream, Z_NO_FLUSH);
		if (status != Z_OK && status != Z_STREAM_END) {
			return OBJECT_GARBLED;
		}
		*got += room - stream->avail_out;
		file->is_at_end = status == Z_STREAM_END;
	}
	return OBJECT_SOUND;
}

/* ---- the header ---- */

static git_object_t type_of_word(struct slice word)
{
	static const struct {
		const char *word;
		git_object_t type;
	} types[] = {
	    {"blob", GIT_OBJECT_BLOB},
	    {"tree", GIT_OBJECT_TREE},
	    {"commit", GIT_OBJECT_COMMIT},
	    {"tag", GIT_OBJECT_TAG},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (slice_equal(word, slice_of(types[i].word))) {
			return types[i].type;
		}
	}
	return GIT_OBJECT_INVALID;
}

static enum object_fault read_header(struct object_file *file)
{
	size_t got = 0;
	uint64_t size = 0;
	enum object_fault fault = inflate_some(file, file->head, sizeof file->head, &got);
	if (fault != OBJECT_SOUND) {
		return fault;
	}
	struct slice head = {file->head, got};
	struct slice words = slice_part(head, 0, slice_find(head, '\0'));
	size_t space = slice_find(words, ' ');
	file->type = type_of_word(slice_part(words, 0, space));
	if (words.size == head.size || file->type == GIT_OBJECT_INVALID ||
	    !slice_to_number(slice_from(words, space + 1), PTRDIFF_MAX, &size)) {
		return OBJECT_WITHOUT_HEADER;
	}
	file->size = (size_t)size;
	file->ahead = slice_from(head, words.size + 1);
	return OBJECT_SOUND;
}

/* ---- the file ---- */

/* Whether a file of that size can hold as much as its header says: deflate makes a byte of at most 1032 (zlib's
 * technical notes). Told before anybody refuses it for being too large. */
static enum object_fault compare_sizes(const struct object_file *file)
{
	enum { EXPANSION_MAXIMUM = 1032 };
	struct stat status;
	if (fstat(file->descriptor, &status) != 0) {
		return OBJECT_UNREADABLE;
	}
	return file->size / EXPANSION_MAXIMUM > (size_t)status.st_size ? OBJECT_OF_OTHER_SIZE : OBJECT_SOUND;
}

enum object_fault object_file_open(struct object_file *file, const char *path)
{
	file->stream = (z_stream){0};
	file->is_at_end = false;
	file->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not wait for a writer */
	if (file->descriptor < 0) {
		return errno == ENOENT || errno == ENOTDIR ? OBJECT_MISSING : OBJECT_UNREADABLE;
	}
	enum object_fault fault = inflateInit(&file->stream) == Z_OK ? read_header(file) : OBJECT_UNREADABLE;
	return fault == OBJECT_SOUND ? compare_sizes(file) : fault;
}

enum object_fault object_file_read(struct object_file *file, char *content)
{
	size_t got = 0;
	char more;
	if (file->ahead.size > file->size) {
		return OBJECT_OF_OTHER_SIZE;
	}
	memcpy(content, file->ahead.data, file->ahead.size);
	size_t rest = file->size - file->ahead.size;
	enum object_fault fault = inflate_some(file, content + file->ahead.size, rest, &got);
	if (fault == OBJECT_SOUND && got < rest) {
		return OBJECT_OF_OTHER_SIZE;
	}
	/* The stream ends with a checksum, which is compared when one more byte is asked for. */
	if (fault == OBJECT_SOUND) {
		fault = inflate_some(file, &more, 1, &got);
	}
	if (fault == OBJECT_SOUND && got > 0) {
		return OBJECT_OF_OTHER_SIZE;
	}
	return fault == OBJECT_SOUND && fill_input(file) != OBJECT_CUT_SHORT ? OBJECT_WITH_REST : fault;
}

void object_file_close(struct object_file *file)
{
	if (file->descriptor >= 0) {
		inflateEnd(&file->stream);
		close(file->descriptor);
	}
}
