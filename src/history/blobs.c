#include "history/blobs.h"

#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

enum { BLOBS_KEPT = 24 };

struct kept_blob {
	git_odb_object *object; /* NULL: empty */
	uint64_t used;          /* when it was last asked for */
};

struct blobs {
	git_repository *repository;
	git_odb *objects;
	struct kept_blob kept[BLOBS_KEPT];
	uint64_t clock;
};

const struct failure *blobs_new(git_repository *repository, struct blobs **blobs)
{
	struct blobs *made = memory_allocate_zeroed(1, sizeof *made);
	made->repository = repository;
	if (git_repository_odb(&made->objects, repository) != 0) {
		free(made);
		return repository_failure(_("cannot read the objects of the repository"));
	}
	*blobs = made;
	return NULL;
}

void blobs_free(struct blobs *blobs)
{
	if (blobs != NULL) {
		for (size_t i = 0; i < BLOBS_KEPT; i++) {
			git_odb_object_free(blobs->kept[i].object);
		}
		git_odb_free(blobs->objects);
		free(blobs);
	}
}

/* The one that holds the file, or the one least used. */
static struct kept_blob *find_place(struct blobs *blobs, const git_oid *id)
{
	struct kept_blob *oldest = &blobs->kept[0];
	for (size_t i = 0; i < BLOBS_KEPT; i++) {
		struct kept_blob *kept = &blobs->kept[i];
		if (kept->object != NULL && git_oid_equal(git_odb_object_id(kept->object), id)) {
			return kept;
		}
		oldest = kept->used < oldest->used ? kept : oldest;
	}
	git_odb_object_free(oldest->object);
	*oldest = (struct kept_blob){NULL, 0};
	return oldest;
}

static const struct failure *fetch(struct blobs *blobs, const git_oid *id, struct kept_blob *kept)
{
	size_t size = 0;
	git_object_t type;
	char text[GIT_OID_HEXSZ + 1];
	int status = git_odb_read_header(&size, &type, blobs->objects, id);
	if (status == 0 && type != GIT_OBJECT_BLOB) {
		return failure_new(_("the object %s is no file, though a folder names it as one; git fsck says more"),
				   git_oid_tostr(text, sizeof text, id));
	}
	if (status == 0 && size > SOURCE_FILE_SIZE_MAXIMUM) {
		return NULL;
	}
	status = status == 0 ? git_odb_read(&kept->object, blobs->objects, id) : status;
	return status == 0 ? NULL : repository_object_failure(blobs->repository, id, status);
}

const struct failure *blobs_read(struct blobs *blobs, const git_oid *id, uint32_t mode, struct slice *bytes)
{
	*bytes = SLICE("");
	if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE) {
		return NULL;
	}
	struct kept_blob *kept = find_place(blobs, id);
	const struct failure *failure = kept->object == NULL ? fetch(blobs, id, kept) : NULL;
	if (failure == NULL && kept->object != NULL) {
		kept->used = ++blobs->clock;
		*bytes = (struct slice){git_odb_object_data(kept->object), git_odb_object_size(kept->object)};
	}
	return failure;
}
