#include "history/file_cache.h"

#include "text/memory.h"

#include <stdlib.h>

enum {
	SLOT_COUNT = 1024,
	BYTES_KEPT = 32 << 20, /* between two commits */
};

struct file_cache {
	git_repository *repository;
	git_odb *objects;
	git_blob *slots[SLOT_COUNT]; /* by the first bytes of their ids */
	size_t size;                 /* of what stands in the slots */
	git_blob **retired;          /* no longer in a slot, and perhaps still looked at */
	size_t retired_count;
	size_t retired_capacity;
};

struct file_cache *file_cache_new(git_repository *repository)
{
	struct file_cache *cache = memory_allocate_zeroed(1, sizeof *cache);
	cache->repository = repository;
	return cache;
}

static void retire(struct file_cache *cache, git_blob **slot)
{
	if (*slot != NULL) {
		cache->retired =
		    memory_grow(cache->retired, cache->retired_count, &cache->retired_capacity, sizeof(git_blob *));
		cache->retired[cache->retired_count++] = *slot;
		cache->size -= (size_t)git_blob_rawsize(*slot);
		*slot = NULL;
	}
}

void file_cache_settle(struct file_cache *cache)
{
	for (size_t i = 0; cache->size > BYTES_KEPT && i < SLOT_COUNT; i++) {
		retire(cache, &cache->slots[i]);
	}
	for (size_t i = 0; i < cache->retired_count; i++) {
		git_blob_free(cache->retired[i]);
	}
	cache->retired_count = 0;
}

void file_cache_free(struct file_cache *cache)
{
	if (cache == NULL) {
		return;
	}
	for (size_t i = 0; i < SLOT_COUNT; i++) {
		retire(cache, &cache->slots[i]);
	}
	file_cache_settle(cache);
	git_odb_free(cache->objects);
	free(cache->retired);
	free(cache);
}

/* Its size is known before it is read. */
static bool is_small_blob(struct file_cache *cache, const git_oid *id)
{
	size_t size = 0;
	git_object_t type;
	return repository_read_header(cache->repository, &cache->objects, id, &size, &type) &&
	       type == GIT_OBJECT_BLOB && size <= FILE_SIZE_READ;
}

bool file_cache_read(struct file_cache *cache, const git_oid *id, struct slice *bytes)
{
	git_blob **slot = &cache->slots[(id->id[0] | (unsigned)id->id[1] << 8) % SLOT_COUNT];
	if (*slot == NULL || !git_oid_equal(git_blob_id(*slot), id)) {
		git_blob *blob = NULL;
		if (!is_small_blob(cache, id) || git_blob_lookup(&blob, cache->repository, id) != 0) {
			return false;
		}
		retire(cache, slot);
		*slot = blob;
		cache->size += (size_t)git_blob_rawsize(blob);
	}
	*bytes = (struct slice){git_blob_rawcontent(*slot), (size_t)git_blob_rawsize(*slot)};
	return true;
}
