#include "history/identity.h"

#include <strings.h>

static bool has_address(const struct party *person, const char *address)
{
	struct slice wanted = slice_of(address);
	for (size_t i = 0; i < person->emails.count; i++) {
		struct slice email = slice_trim(LIST_AT(person->emails, struct slice, i));
		if (email.size == wanted.size && strncasecmp(email.data, wanted.data, wanted.size) == 0) {
			return true;
		}
	}
	return false;
}

struct party *identity_of_author(const struct state *state, const git_commit *commit)
{
	const struct model *model = state->snapshot->model;
	const git_signature *author = git_commit_author(commit);
	const char *name = author->name;
	const char *address = author->email;
	git_mailmap_resolve(&name, &address, state->mailmap, author->name, author->email);
	for (size_t i = 0; address[0] != '\0' && i < model->parties.count; i++) {
		struct party *person = LIST_AT(model->parties, struct party *, i);
		if (person->is_person && has_address(person, address)) {
			return person;
		}
	}
	return NULL;
}
