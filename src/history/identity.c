#include "history/identity.h"

#include "text/address.h"

static bool has_address(struct arena *arena, const struct party *person, struct slice address)
{
	for (size_t i = 0; i < person->emails.count; i++) {
		struct slice email = slice_trim(LIST_AT(person->emails, struct slice, i));
		if (email.size == address.size && slice_equal(address_folded(arena, email), address)) {
			return true;
		}
	}
	return false;
}

/* The address of the author, once the folded mailmap of the state was looked up. */
static struct slice address_of_author(struct arena *arena, const struct state *state, const git_commit *commit)
{
	const git_signature *author = git_commit_author(commit);
	struct slice name = address_folded(arena, slice_of(author->name));
	struct slice address = address_folded(arena, slice_of(author->email));
	const char *real_name = NULL;
	const char *real_address = address.data;
	git_mailmap_resolve(&real_name, &real_address, state->mailmap, name.data, address.data);
	return slice_of(real_address);
}

struct identity identity_of_author(struct arena *arena, const struct state *state, const git_commit *commit)
{
	const struct model *model = state->snapshot->model;
	struct slice address = address_of_author(arena, state, commit);
	struct identity identity = {NULL, SLICE("")};
	const struct party *first = NULL;
	for (size_t i = 0; address.size > 0 && i < model->parties.count; i++) {
		const struct party *party = LIST_AT(model->parties, struct party *, i);
		if (!party->is_person || !has_address(arena, party, address)) {
			continue;
		}
		identity.person = first == NULL ? party : NULL;
		first = first == NULL ? party : first;
		identity.claimants = identity.claimants.size == 0
					 ? party->id
					 : arena_format(arena, "%.*s, %.*s", SLICE_ARGUMENTS(identity.claimants),
							SLICE_ARGUMENTS(party->id));
	}
	identity.claimants = identity.person != NULL ? SLICE("") : identity.claimants;
	return identity;
}

bool mailmap_is_read(git_repository *repository, const git_oid *id)
{
	git_odb *objects = NULL;
	size_t size = 0;
	git_object_t type;
	bool is_read = repository_read_header(repository, &objects, id, &size, &type) && type == GIT_OBJECT_BLOB &&
		       size <= MAILMAP_SIZE_READ;
	git_odb_free(objects);
	return is_read;
}
