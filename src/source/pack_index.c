#include "source/pack_index.h"

#include "source/libgit2.h"
#include "text/arena.h"
#include "text/translate.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* git help gitformat-pack: a header of 8 bytes (none in version 1), for each first byte of an id how many ids go up to
 * it, then ids, checksums and offsets (in version 1 each offset before its id), offsets that need 8 bytes, two digests.
 */
enum {
	HEADER_SIZE = 8,
	FANOUT_COUNT = 256,
	FANOUT_SIZE = FANOUT_COUNT * 4,
	ROW_SIZE_1 = 4 + GIT_OID_RAWSZ,
	ROW_SIZE_2 = GIT_OID_RAWSZ + 4 + 4,
	LARGE_SIZE = 8,
	DIGESTS_SIZE = 2 * GIT_OID_RAWSZ,
	PACK_HEADER_SIZE = 12,
};

static uint32_t number_at(struct slice bytes, size_t offset)
{
	const unsigned char *at = (const unsigned char *)bytes.data + offset;
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* How many objects; false when the counts go down. */
static bool read_count(struct slice fanout, size_t *count)
{
	uint32_t before = 0;
	for (size_t i = 0; i < FANOUT_COUNT; i++) {
		uint32_t upto = number_at(fanout, i * 4);
		if (upto < before) {
			return false;
		}
		before = upto;
	}
	*count = before;
	return true;
}

static bool is_in_pack(uint64_t offset, uint64_t pack_size)
{
	return offset >= PACK_HEADER_SIZE && offset + GIT_OID_RAWSZ < pack_size;
}

/* `large`: the table of offsets that need 8 bytes. */
static bool leads_into_pack(uint32_t offset, struct slice large, uint64_t pack_size)
{
	const uint32_t is_large = UINT32_C(1) << 31;
	if ((offset & is_large) == 0) {
		return is_in_pack(offset, pack_size);
	}
	size_t place = (size_t)(offset & ~is_large) * LARGE_SIZE;
	return place + LARGE_SIZE <= large.size &&
	       is_in_pack((uint64_t)number_at(large, place) << 32 | number_at(large, place + 4), pack_size);
}

bool pack_index_is_sound(struct slice index, uint64_t pack_size)
{
	bool is_second = slice_starts_with(index, SLICE("\377tOc"));
	size_t header = is_second ? HEADER_SIZE : 0;
	size_t row = is_second ? ROW_SIZE_2 : ROW_SIZE_1;
	size_t fixed = header + FANOUT_SIZE + DIGESTS_SIZE;
	size_t count = 0;
	if (index.size < fixed || (is_second && number_at(index, 4) != 2) ||
	    !read_count(slice_from(index, header), &count) || (index.size - fixed) / row < count) {
		return false;
	}
	size_t rows = header + FANOUT_SIZE;
	size_t first = is_second ? rows + count * (GIT_OID_RAWSZ + 4) : rows;
	size_t step = is_second ? 4 : row;
	size_t end = rows + count * row;
	struct slice large = slice_part(index, end, index.size - DIGESTS_SIZE - end);
	for (size_t i = 0; i < count; i++) {
		if (!leads_into_pack(number_at(index, first + i * step), large, pack_size)) {
			return false;
		}
	}
	return true;
}

/* An index whose pack or which itself cannot be opened is left to libgit2, which says so. */
static bool is_file_sound(const char *index_path, const char *pack_path)
{
	struct stat index;
	struct stat pack;
	bool is_sound = true;
	int descriptor = open(index_path, O_RDONLY | O_CLOEXEC);
	if (descriptor >= 0 && fstat(descriptor, &index) == 0 && index.st_size > 0 && stat(pack_path, &pack) == 0) {
		size_t size = (size_t)index.st_size;
		void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
		if (bytes != MAP_FAILED) {
			is_sound = pack_index_is_sound((struct slice){bytes, size}, (uint64_t)pack.st_size);
			munmap(bytes, size);
		}
	}
	if (descriptor >= 0) {
		close(descriptor);
	}
	return is_sound;
}

bool pack_indexes_are_sound(struct slice folder)
{
	struct arena *arena = arena_new();
	bool are_sound = true;
	DIR *packs = opendir(arena_format(arena, "%.*s/pack", SLICE_ARGUMENTS(folder)).data);
	for (struct dirent *entry = packs == NULL ? NULL : readdir(packs); entry != NULL && are_sound;
	     entry = readdir(packs)) {
		struct slice name = slice_of(entry->d_name);
		if (!slice_ends_with(name, SLICE(".idx"))) {
			continue;
		}
		struct slice stem = slice_part(name, 0, name.size - strlen(".idx"));
		struct slice pack =
		    arena_format(arena, "%.*s/pack/%.*s.pack", SLICE_ARGUMENTS(folder), SLICE_ARGUMENTS(stem));
		struct slice index = arena_format(arena, "%.*s/pack/%s", SLICE_ARGUMENTS(folder), entry->d_name);
		are_sound = is_file_sound(index.data, pack.data);
		if (!are_sound) {
			git_error_set_str(GIT_ERROR_ODB,
					  arena_format(arena,
						       _("the index %s of a pack is damaged; remove it, then git "
							 "index-pack %s makes it anew"),
						       index.data, pack.data)
					      .data);
		}
	}
	if (packs != NULL) {
		closedir(packs);
	}
	arena_free(arena);
	return are_sound;
}
