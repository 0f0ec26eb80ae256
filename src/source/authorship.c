#include "source/authorship.h"

#include "source/environment.h"
#include "source/repository.h"
#include "text/moment.h"
#include "text/translate.h"

/* One of the two: the variables that name it and the places in the configuration. */
struct role {
	const struct git_person *person;
	const char *name_key; /* before user.name */
	const char *email_key;
	const char *date_variable;
};

static const char *configured(const git_config *config, const char *key)
{
	const char *value = NULL;
	return git_config_get_string(&value, config, key) == 0 ? value : NULL;
}

static const char *either(const char *first, const char *second)
{
	return first != NULL ? first : second;
}

static const struct failure *sign(const git_config *config, const struct role *role, git_signature **signature)
{
	const struct git_person *person = role->person;
	const char *own_name = either(person->name, configured(config, role->name_key));
	const char *own_email = either(person->email, configured(config, role->email_key));
	const char *name = either(own_name, configured(config, "user.name"));
	const char *email = either(either(own_email, configured(config, "user.email")), git_environment()->email);
	struct moment moment;
	int status;
	if (name == NULL || email == NULL) {
		return failure_new(
		    _("git does not know who you are; run git config user.name and git config user.email"));
	}
	if (person->date == NULL || person->date[0] == '\0') {
		status = git_signature_now(signature, name, email);
	} else if (moment_parse(slice_of(person->date), &moment)) {
		status = git_signature_new(signature, name, email, moment.seconds, moment.zone);
	} else {
		return failure_new(_("%s: “%s” is no date; write it as 2024-04-11T09:30:00+02:00 or @1712820600 +0200"),
				   role->date_variable, person->date);
	}
	return status == 0 ? NULL : repository_failure(_("cannot commit in your name"));
}

const struct failure *authorship_find(git_repository *repository, struct authorship *authorship)
{
	const struct git_environment *environment = git_environment();
	const struct role author = {&environment->author, "author.name", "author.email", "GIT_AUTHOR_DATE"};
	const struct role committer = {&environment->committer, "committer.name", "committer.email",
				       "GIT_COMMITTER_DATE"};
	git_config *config = NULL;
	if (git_repository_config_snapshot(&config, repository) != 0) {
		return repository_failure(_("cannot read your git identity"));
	}
	const struct failure *failure = sign(config, &author, &authorship->author);
	if (failure == NULL) {
		failure = sign(config, &committer, &authorship->committer);
	}
	git_config_free(config);
	return failure;
}

void authorship_free(struct authorship *authorship)
{
	git_signature_free(authorship->author);
	git_signature_free(authorship->committer);
}
