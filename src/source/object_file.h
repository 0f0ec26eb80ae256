/* The file of a loose object of git: a zlib stream of `blob 12`, a NUL, and the content. */
#ifndef SOUCI_SOURCE_OBJECT_FILE_H
#define SOUCI_SOURCE_OBJECT_FILE_H

#include "source/libgit2.h"
#include "text/slice.h"

#include <zlib.h>

enum {
	OBJECT_INPUT_SIZE = 16 << 10,
	OBJECT_HEAD_SIZE = 32, /* "commit 18446744073709551615" and its NUL are 28 */
};

/* What is wrong with a file. */
enum object_fault {
	OBJECT_SOUND,
	OBJECT_MISSING,
	OBJECT_UNREADABLE, /* `errno` says why */
	OBJECT_CUT_SHORT,
	OBJECT_GARBLED, /* no zlib stream, or its checksum is another one */
	OBJECT_WITHOUT_HEADER,
	OBJECT_OF_OTHER_SIZE, /* than its header says */
	OBJECT_WITH_REST,     /* something stands behind the stream */
};

struct object_file {
	git_object_t type;
	size_t size; /* of the content */
	/* Private. */
	int descriptor;
	z_stream stream;
	bool is_at_end;                         /* of the stream */
	unsigned char input[OBJECT_INPUT_SIZE]; /* read and not inflated yet */
	char head[OBJECT_HEAD_SIZE];            /* the first bytes of what was inflated */
	struct slice ahead;                     /* those of them that are content */
};

/* Opens a file and reads its header. End it with object_file_close() whatever is returned. */
enum object_fault object_file_open(struct object_file *file, const char *path);

/* Reads the content into `content`, which holds `file->size` bytes, and the file to its end. */
enum object_fault object_file_read(struct object_file *file, char *content);

void object_file_close(struct object_file *file);

/* A sentence about the fault: with one `%s` for the path. */
const char *object_fault_words(enum object_fault fault);

#endif
