#include "text/symbols.h"

#include "text/arena.h"
#include "text/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct symbols {
	struct arena *arena;
	struct slice *names;
	uint32_t count;
	size_t capacity;
	uint32_t *slots; /* symbol + 1, zero when free; a power of two of them, at most half full */
	uint32_t mask;
	uint64_t key[2]; /* secret, so that no file can choose names that collide */
};

static uint64_t rotate(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static void sip_round(uint64_t state[4])
{
	state[0] += state[1];
	state[1] = rotate(state[1], 13) ^ state[0];
	state[0] = rotate(state[0], 32);
	state[2] += state[3];
	state[3] = rotate(state[3], 16) ^ state[2];
	state[0] += state[3];
	state[3] = rotate(state[3], 21) ^ state[0];
	state[2] += state[1];
	state[1] = rotate(state[1], 17) ^ state[2];
	state[2] = rotate(state[2], 32);
}

/* SipHash-1-3 (Aumasson and Bernstein, “SipHash: a fast short-input PRF”). */
static uint64_t keyed_hash(const uint64_t key[2], struct slice name)
{
	uint64_t state[4] = {key[0] ^ 0x736f6d6570736575U, key[1] ^ 0x646f72616e646f6dU, key[0] ^ 0x6c7967656e657261U,
			     key[1] ^ 0x7465646279746573U};
	size_t whole = name.size & ~(size_t)7;
	for (size_t i = 0; i < whole; i += 8) {
		uint64_t word;
		memcpy(&word, name.data + i, sizeof word);
		state[3] ^= word;
		sip_round(state);
		state[0] ^= word;
	}
	uint64_t last = (uint64_t)name.size << 56;
	for (size_t i = whole; i < name.size; i++) {
		last |= (uint64_t)(unsigned char)name.data[i] << (8 * (i - whole));
	}
	state[3] ^= last;
	sip_round(state);
	state[0] ^= last;
	state[2] ^= 0xFF;
	sip_round(state);
	sip_round(state);
	sip_round(state);
	return state[0] ^ state[1] ^ state[2] ^ state[3];
}

struct symbols *symbols_new(void)
{
	struct symbols *symbols = memory_allocate_zeroed(1, sizeof *symbols);
	symbols->arena = arena_new();
	symbols->mask = 255;
	symbols->slots = memory_allocate_zeroed(symbols->mask + 1, sizeof *symbols->slots);
	if (getrandom(symbols->key, sizeof symbols->key, GRND_NONBLOCK) != (ssize_t)sizeof symbols->key) {
		symbols->key[0] = (uint64_t)(uintptr_t)symbols; /* no entropy yet: the address space is still random */
	}
	return symbols;
}

void symbols_free(struct symbols *symbols)
{
	if (symbols == NULL) {
		return;
	}
	arena_free(symbols->arena);
	free(symbols->names);
	free(symbols->slots);
	free(symbols);
}

/* The slot that holds `name`, or the free one where it would go. */
static uint32_t slot_of(const struct symbols *symbols, struct slice name)
{
	uint32_t slot = (uint32_t)keyed_hash(symbols->key, name) & symbols->mask;
	while (symbols->slots[slot] != 0 && !slice_equal(symbols->names[symbols->slots[slot] - 1], name)) {
		slot = (slot + 1) & symbols->mask;
	}
	return slot;
}

static void grow_slots(struct symbols *symbols)
{
	free(symbols->slots);
	symbols->mask = symbols->mask * 2 + 1;
	symbols->slots = memory_allocate_zeroed((size_t)symbols->mask + 1, sizeof *symbols->slots);
	for (uint32_t i = 0; i < symbols->count; i++) {
		symbols->slots[slot_of(symbols, symbols->names[i])] = i + 1;
	}
}

uint32_t symbols_intern(struct symbols *symbols, struct slice name)
{
	uint32_t slot = slot_of(symbols, name);
	if (symbols->slots[slot] != 0) {
		return symbols->slots[slot] - 1;
	}
	symbols->names = memory_grow(symbols->names, symbols->count, &symbols->capacity, sizeof *symbols->names);
	symbols->names[symbols->count] = arena_copy(symbols->arena, name);
	symbols->slots[slot] = ++symbols->count;
	if (symbols->count * 2 > symbols->mask) {
		grow_slots(symbols);
	}
	return symbols->count - 1;
}

uint32_t symbols_find(const struct symbols *symbols, struct slice name)
{
	return symbols->slots[slot_of(symbols, name)] - 1; /* zero, a free slot, becomes SYMBOL_NONE */
}

struct slice symbols_name(const struct symbols *symbols, uint32_t symbol)
{
	assert(symbol < symbols->count);
	return symbols->names[symbol];
}

uint32_t symbols_count(const struct symbols *symbols)
{
	return symbols->count;
}
