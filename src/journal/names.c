#include "journal/names.h"

#include "text/memory.h"

#include <stdlib.h>
#include <sys/random.h>

enum { SLOTS_AT_FIRST = 1024 };

void names_prepare(struct names *names, struct arena *arena)
{
	*names = (struct names){.arena = arena, .mask = SLOTS_AT_FIRST - 1};
	names->slots = memory_allocate_zeroed(SLOTS_AT_FIRST, sizeof *names->slots);
	if (getrandom(names->key, sizeof names->key, GRND_NONBLOCK) != (ssize_t)sizeof names->key) {
		uint64_t word =
		    (uint64_t)(uintptr_t)names->slots; /* no entropy yet: the address space is still random */
		for (unsigned i = 0; i < NAME_WORDS; i++) {
			names->key[i] = word *= 0x9e3779b97f4a7c15U;
		}
	}
	names->key[1] |= 1; /* a zero would fold every name to zero */
}

void names_release(struct names *names)
{
	free(names->list);
	free(names->slots);
	*names = (struct names){0};
}

static void put_in_slot(struct names *names, struct name_slot slot)
{
	uint32_t place = slot.tag & names->mask;
	while (names->slots[place].number != 0) {
		place = (place + 1) & names->mask;
	}
	names->slots[place] = slot;
}

/* A slot's tag says where it goes: the names themselves, far apart in memory, are not looked at. */
static void double_slots(struct names *names)
{
	struct name_slot *old = names->slots;
	uint32_t old_mask = names->mask;
	names->mask = old_mask * 2 + 1;
	names->slots = memory_allocate_zeroed((size_t)names->mask + 1, sizeof *names->slots);
	for (size_t i = 0; i <= old_mask; i++) {
		if (old[i].number != 0) {
			put_in_slot(names, old[i]);
		}
	}
	free(old);
}

static struct slice copy_behind_size(struct arena *arena, struct slice name)
{
	char *room = arena_allocate(arena, sizeof name.size + name.size + 1, 1);
	memcpy(room, &name.size, sizeof name.size);
	if (name.size > 0) {
		memcpy(room + sizeof name.size, name.data, name.size);
	}
	return (struct slice){room + sizeof name.size, name.size};
}

uint32_t names_add(struct names *names, struct slice name, uint64_t hash)
{
	names->list = memory_grow(names->list, names->count, &names->capacity, sizeof *names->list);
	uint32_t number = names->count++;
	names->list[number] = copy_behind_size(names->arena, name);
	if (names->count * 2 > names->mask) {
		double_slots(names);
	}
	put_in_slot(names, (struct name_slot){names_tag(hash), number + 1, names->list[number].data});
	return number;
}
