#include "history/signature.h"

#include "history/audited.h"
#include "history/identity.h"
#include "history/verifier.h"
#include "model/key.h"
#include "text/digest.h"
#include "text/memory.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKERS_MOST = 8 };

/* ---- results found earlier ---- */

/* The file has a line for each: the digest of the commit and the keys, then `good` or `bad`. */
struct signatures {
	git_repository *repository;
	struct arena *arena;
	struct symbols *good;
	struct symbols *bad;
	struct buffer found; /* lines to add */
};

static struct slice cache_path(const struct signatures *signatures)
{
	return arena_format(signatures->arena, "%ssouci/signatures", git_repository_commondir(signatures->repository));
}

static void read_cache_line(struct signatures *signatures, struct slice line)
{
	struct slice digest = slice_part(line, 0, DIGEST_TEXT_SIZE - 1);
	struct slice result = slice_from(line, digest.size);
	if (slice_equal(result, SLICE(" good"))) {
		symbols_intern(signatures->good, digest);
	} else if (slice_equal(result, SLICE(" bad"))) {
		symbols_intern(signatures->bad, digest);
	}
}

static void read_cache(struct signatures *signatures)
{
	char line[DIGEST_TEXT_SIZE + sizeof " good\n"];
	FILE *file = fopen(cache_path(signatures).data, "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		struct slice text = slice_of(line);
		read_cache_line(signatures, slice_part(text, 0, slice_find(text, '\n')));
	}
	if (file != NULL) {
		fclose(file);
	}
}

/* What cannot be kept is only found again. */
static void keep_found(const struct signatures *signatures)
{
	if (signatures->found.size == 0) {
		return;
	}
	struct slice folder =
	    arena_format(signatures->arena, "%ssouci", git_repository_commondir(signatures->repository));
	mkdir(folder.data, S_IRWXU | S_IRWXG | S_IROTH | S_IXOTH);
	int file = open(cache_path(signatures).data, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
			S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
	if (file >= 0) {
		(void)!write(file, signatures->found.data, signatures->found.size);
		close(file);
	}
}

struct signatures *signatures_new(git_repository *repository)
{
	struct signatures *signatures = memory_allocate_zeroed(1, sizeof *signatures);
	signatures->repository = repository;
	signatures->arena = arena_new();
	signatures->good = symbols_new();
	signatures->bad = symbols_new();
	read_cache(signatures);
	return signatures;
}

void signatures_free(struct signatures *signatures)
{
	if (signatures == NULL) {
		return;
	}
	keep_found(signatures);
	symbols_free(signatures->good);
	symbols_free(signatures->bad);
	buffer_free(&signatures->found);
	arena_free(signatures->arena);
	free(signatures);
}

/* ---- claims ---- */

static struct list keys_on(struct arena *arena, const struct party *person, struct date day)
{
	struct list keys = {arena_new_array(arena, struct signing_key, person->keys.count), 0};
	for (size_t i = 0; i < person->keys.count; i++) {
		struct signing_key key;
		if (key_read(LIST_AT(person->keys, struct slice, i), &key) && date_compare(key.from, day) <= 0 &&
		    date_compare(day, key.until) <= 0) {
			key.text = arena_copy(arena, key.text);
			LIST_AT(keys, struct signing_key, keys.count++) = key;
		}
	}
	return keys;
}

static void name_result(struct signature_claim *claim, const git_commit *commit)
{
	struct buffer text = BUFFER_EMPTY;
	char id[GIT_OID_HEXSZ + 1];
	buffer_format(&text, "%s\n", git_oid_tostr(id, sizeof id, git_commit_id(commit)));
	for (size_t i = 0; i < claim->keys.count; i++) {
		const struct signing_key *key = &LIST_AT(claim->keys, struct signing_key, i);
		buffer_format(&text, "%d %.*s\n", key->is_openpgp, SLICE_ARGUMENTS(key->text));
	}
	digest_write(buffer_view(&text), claim->digest);
	buffer_free(&text);
}

static void look_up(const struct signatures *signatures, struct signature_claim *claim)
{
	struct slice digest = slice_of(claim->digest);
	bool is_good = symbols_find(signatures->good, digest) != SYMBOL_NONE;
	bool is_bad = symbols_find(signatures->bad, digest) != SYMBOL_NONE;
	claim->is_open = is_good == is_bad; /* a file that says both says nothing */
	if (!claim->is_open) {
		claim->state = is_good ? SIGNATURE_GOOD : SIGNATURE_BAD;
	}
}

struct signature_claim signature_claim(const struct signatures *signatures, struct arena *arena,
				       const struct state *state, const git_commit *commit)
{
	struct signature_claim claim = {.state = SIGNATURE_NOT_DUE};
	const struct party *person = identity_of_author(arena, state, commit).person;
	git_buf signature = {NULL, 0, 0};
	git_buf payload = {NULL, 0, 0};
	git_oid id;
	if (person == NULL || person->keys.count == 0) {
		return claim;
	}
	git_oid_cpy(&id, git_commit_id(commit));
	git_time time = {git_commit_time(commit), git_commit_time_offset(commit), '+'};
	claim.state = SIGNATURE_MISSING;
	if (git_commit_extract_signature(&signature, &payload, signatures->repository, &id, NULL) == 0) {
		claim.state = SIGNATURE_BAD;
		claim.keys = keys_on(arena, person, day_of_time(time));
		claim.payload = arena_copy(arena, (struct slice){payload.ptr, payload.size});
		claim.signature = arena_copy(arena, (struct slice){signature.ptr, signature.size});
		name_result(&claim, commit);
		look_up(signatures, &claim);
	}
	git_buf_dispose(&signature);
	git_buf_dispose(&payload);
	return claim;
}

/* ---- verifying, one for each processor at a time ---- */

struct crew {
	pthread_mutex_t lock;
	struct signature_claim *claims;
	size_t count;
	size_t next;
	struct failure failure; /* the first, when it has a text */
};

/* The next open claim, or NULL when all are taken or something failed. */
static struct signature_claim *take_claim(struct crew *crew)
{
	struct signature_claim *claim = NULL;
	pthread_mutex_lock(&crew->lock);
	while (claim == NULL && crew->next < crew->count && crew->failure.text[0] == '\0') {
		claim = crew->claims[crew->next].is_open ? &crew->claims[crew->next] : NULL;
		crew->next++;
	}
	pthread_mutex_unlock(&crew->lock);
	return claim;
}

static void *work(void *context)
{
	struct crew *crew = context;
	struct signature_claim *claim = NULL;
	while ((claim = take_claim(crew)) != NULL) {
		bool is_good = false;
		const struct failure *failure = verifier_run(claim, &is_good);
		claim->state = is_good ? SIGNATURE_GOOD : SIGNATURE_BAD;
		if (failure != NULL) {
			pthread_mutex_lock(&crew->lock);
			crew->failure = *failure;
			pthread_mutex_unlock(&crew->lock);
		}
	}
	return NULL;
}

static size_t count_workers(size_t claim_count)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = processors < 1 ? 1 : processors > WORKERS_MOST ? WORKERS_MOST : (size_t)processors;
	return count < claim_count ? count : claim_count;
}

const struct failure *signatures_verify(struct signatures *signatures, struct signature_claim *claims, size_t count)
{
	struct crew crew = {.claims = claims, .count = count};
	pthread_t workers[WORKERS_MOST];
	size_t wanted = count_workers(count);
	size_t started = 0;
	pthread_mutex_init(&crew.lock, NULL);
	while (started < wanted && pthread_create(&workers[started], NULL, work, &crew) == 0) {
		started++;
	}
	if (started == 0) {
		work(&crew);
	}
	for (size_t i = 0; i < started; i++) {
		pthread_join(workers[i], NULL);
	}
	pthread_mutex_destroy(&crew.lock);
	if (crew.failure.text[0] != '\0') {
		return failure_new("%s", crew.failure.text);
	}
	for (size_t i = 0; i < count; i++) {
		if (claims[i].is_open) {
			bool is_good = claims[i].state == SIGNATURE_GOOD;
			buffer_format(&signatures->found, "%s %s\n", claims[i].digest, is_good ? "good" : "bad");
			symbols_intern(is_good ? signatures->good : signatures->bad, slice_of(claims[i].digest));
			claims[i].is_open = false;
		}
	}
	return NULL;
}
