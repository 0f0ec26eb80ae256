/* Interned names of accounts and commodities, made for reading millions of them: equal bytes give the same small
 * number, in the order of first use. The hash is keyed at random, so that no file can choose names that collide.
 * Unlike text/symbols.h the look-up is inlined and the bytes are borrowed when they outlive the table. */
#ifndef SOUCI_JOURNAL_NAMES_H
#define SOUCI_JOURNAL_NAMES_H

#include "text/arena.h"

#include <string.h>

#define NAME_NONE UINT32_MAX

enum { NAME_WORDS = 6, NAME_BYTES_USUAL = NAME_WORDS * sizeof(uint64_t) }; /* hashed and compared without a loop */

struct name_slot {
	uint32_t tag;     /* half of the hash; its lower bits say where the slot belongs */
	uint32_t number;  /* of the name, plus one; zero when the slot is free */
	const char *name; /* its bytes, behind their size as a size_t: one place in memory to look at */
};

struct names {
	struct arena *arena; /* borrowed: where names are copied to */
	struct slice *list;
	uint32_t count;
	uint32_t mask; /* slots - 1; a power of two of them, at most half full */
	struct name_slot *slots;
	size_t capacity;
	uint64_t key[NAME_WORDS]; /* secret, so that no file can choose names that collide */
};

/* Makes an empty table that copies its names into `arena`. Free with names_release(). */
void names_prepare(struct names *names, struct arena *arena);
void names_release(struct names *names);

/* Adds a name that names_find() does not know, with its hash. */
uint32_t names_add(struct names *names, struct slice name, uint64_t hash);

static inline uint64_t names_mix(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t names_load(const char *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	return word;
}

/* Eight bytes of a name shorter than that, the missing ones zero. */
static inline uint64_t names_load_short(const char *bytes, size_t size)
{
	if (size >= 4) {
		uint32_t first;
		uint32_t last;
		memcpy(&first, bytes, sizeof first);
		memcpy(&last, bytes + size - 4, sizeof last);
		return (uint64_t)first << 32 | last;
	}
	if (size == 0) {
		return 0;
	}
	unsigned char first = (unsigned char)bytes[0];
	unsigned char middle = (unsigned char)bytes[size / 2];
	unsigned char last = (unsigned char)bytes[size - 1];
	return (uint64_t)first << 16 | (uint64_t)middle << 8 | last;
}

/* The eight bytes of a name of at least that many from `place` on, or its last eight: so a name is covered by words
 * that overlap, and any two of one size are the same when all their words are. */
static inline uint64_t names_word(const char *bytes, size_t size, size_t place)
{
	size_t last = size - sizeof(uint64_t);
	return names_load(bytes + (place < last ? place : last));
}

/* A keyed hash by folded multiplication (Wang Yi, “wyhash”). Usual names of all sizes take the same steps, so that the
 * processor need not guess how many; longer ones go on by sixteen bytes. */
static inline uint64_t names_hash(const struct names *names, struct slice name)
{
	const uint64_t *key = names->key;
	const char *bytes = name.data;
	size_t size = name.size;
	if (size < sizeof(uint64_t)) {
		return names_mix(names_load_short(bytes, size) ^ key[0], key[1] ^ size);
	}
	uint64_t state = names_mix(names_word(bytes, size, 0) ^ key[0], names_word(bytes, size, 8) ^ key[1]) ^
			 names_mix(names_word(bytes, size, 16) ^ key[2], names_word(bytes, size, 24) ^ key[3]) ^
			 names_mix(names_word(bytes, size, 32) ^ key[4], names_word(bytes, size, 40) ^ key[5]);
	for (size_t place = NAME_BYTES_USUAL; place < size; place += 16) {
		state = names_mix(names_word(bytes, size, place) ^ key[0], names_word(bytes, size, place + 8) ^ state);
	}
	return names_mix(state ^ size, key[1]);
}

/* Whether `size` bytes are the same: names are short, and a call costs more than comparing them. */
static inline bool names_equal(const char *a, const char *b, size_t size)
{
	if (size < sizeof(uint64_t)) {
		return memcmp(a, b, size) == 0;
	}
	uint64_t difference = 0;
	for (unsigned i = 0; i < NAME_WORDS; i++) {
		difference |= names_word(a, size, i * sizeof(uint64_t)) ^ names_word(b, size, i * sizeof(uint64_t));
	}
	for (size_t place = NAME_BYTES_USUAL; place < size; place += sizeof(uint64_t)) {
		difference |= names_word(a, size, place) ^ names_word(b, size, place);
	}
	return difference == 0;
}

/* The size that stands before the bytes of an interned name. */
static inline size_t names_size(const char *name)
{
	size_t size;
	memcpy(&size, name - sizeof size, sizeof size);
	return size;
}

static inline uint32_t names_tag(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

/* The number of `name`, whose hash is given, or NAME_NONE. */
static inline uint32_t names_find_hashed(const struct names *names, struct slice name, uint64_t hash)
{
	uint32_t tag = names_tag(hash);
	for (uint32_t slot = tag & names->mask;; slot = (slot + 1) & names->mask) {
		struct name_slot candidate = names->slots[slot];
		if (candidate.number == 0) {
			return NAME_NONE;
		}
		if (candidate.tag == tag && names_size(candidate.name) == name.size &&
		    names_equal(candidate.name, name.data, name.size)) {
			return candidate.number - 1;
		}
	}
}

/* Asks for the slot that a hash leads to before it is looked at: with very many names it is far away. */
static inline void names_prefetch_slot(const struct names *names, uint64_t hash)
{
	__builtin_prefetch(&names->slots[names_tag(hash) & names->mask]);
}

/* Once the slot is there, asks for the name in it, most likely the one looked for. */
static inline void names_prefetch_name(const struct names *names, uint64_t hash)
{
	const char *name = names->slots[names_tag(hash) & names->mask].name;
	if (name != NULL) {
		__builtin_prefetch(name - sizeof(size_t));
	}
}

/* The number of `name`, or NAME_NONE. */
static inline uint32_t names_find(const struct names *names, struct slice name)
{
	return names_find_hashed(names, name, names_hash(names, name));
}

/* The number of `name`, added when new. */
static inline uint32_t names_intern(struct names *names, struct slice name)
{
	uint64_t hash = names_hash(names, name);
	uint32_t number = names_find_hashed(names, name, hash);
	return number != NAME_NONE ? number : names_add(names, name, hash);
}

#endif
