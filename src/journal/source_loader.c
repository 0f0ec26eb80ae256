/* The loader over a network's files. */
#include "journal/glob.h"
#include "journal/loader.h"
#include "text/memory.h"

#include <stdlib.h>

struct source_loader {
	struct journal_loader loader;
	struct source *source;
	struct arena *arena;
};

static struct slice reason_for(enum source_kind kind)
{
	switch (kind) {
	case SOURCE_FOLDER: return SLICE("it is a folder");
	case SOURCE_LINK: return SLICE("it is a symbolic link");
	case SOURCE_SPECIAL: return SLICE("it is not a regular file");
	case SOURCE_DAMAGED: return SLICE("its object is missing or damaged");
	case SOURCE_UNREADABLE: return SLICE("the system refuses");
	case SOURCE_TOO_LARGE: return SLICE("it is too large");
	case SOURCE_FILE:
	case SOURCE_MISSING: break;
	}
	return SLICE("there is no such file");
}

static const struct text_file *load(void *context, struct slice path, struct slice *reason)
{
	struct source_loader *loader = context;
	const struct text_file *file;
	enum source_kind kind = source_read(loader->source, path, &file);
	if (kind != SOURCE_FILE) {
		*reason = reason_for(kind);
		return NULL;
	}
	return file;
}

static size_t list(void *context, struct slice pattern, struct slice **paths)
{
	struct source_loader *loader = context;
	struct source_list all;
	size_t count = 0;
	if (source_list(loader->source, SLICE(""), &all) != NULL) {
		return 0;
	}
	*paths = arena_new_array(loader->arena, struct slice, all.count + 1);
	for (size_t i = 0; i < all.count; i++) {
		if (all.entries[i].kind == SOURCE_FILE && glob_matches(pattern, all.entries[i].path)) {
			(*paths)[count++] = all.entries[i].path;
		}
	}
	return count;
}

static void release(void *context)
{
	struct source_loader *loader = context;
	arena_free(loader->arena);
	free(loader);
}

struct journal_loader *journal_loader_from_source(struct source *source)
{
	struct source_loader *loader = memory_allocate_zeroed(1, sizeof *loader);
	loader->source = source;
	loader->arena = arena_new();
	loader->loader = (struct journal_loader){
	    .load = load, .list = list, .release = release, .context = loader, .is_rooted = true};
	return &loader->loader;
}

void journal_loader_free(struct journal_loader *loader)
{
	if (loader != NULL) {
		loader->release(loader->context);
	}
}
