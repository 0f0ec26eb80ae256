/* souci checkpoint: a statement to print into minutes. */
#include "history/checkpoint.h"

#include "command/command.h"
#include "command/network_input.h"
#include "text/translate.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct checkpoint_options {
	struct slice tag;
};

static const struct option checkpoint_options[] = {
    {"tag", 0, OPTION_TEXT, "NAME", NULL, N_("put it into a signed tag too, by the key that git is configured with"),
     offsetof(struct checkpoint_options, tag)},
    {.name = NULL},
};

static const struct option_group checkpoint_option_group = {N_("Options of checkpoint"), checkpoint_options,
							    sizeof(struct checkpoint_options)};

/* git itself signs: it knows the keys and programs of whoever runs it. */
static const struct failure *make_tag(struct run *run, struct slice name, const git_oid *commit)
{
	char id[GIT_OID_HEXSZ + 1];
	char *statement = (char *)arena_copy(run->arena, buffer_view(&run->output)).data;
	char *tag = (char *)arena_copy(run->arena, name).data;
	char *const words[] = {(char[]){"git"},
			       (char[]){"tag"},
			       (char[]){"-s"},
			       (char[]){"--cleanup=verbatim"},
			       (char[]){"-m"},
			       statement,
			       (char[]){"--"},
			       tag,
			       git_oid_tostr(id, sizeof id, commit),
			       NULL};
	pid_t child = 0;
	int status = 0;
	int error = posix_spawnp(&child, words[0], NULL, NULL, words, environ);
	if (error != 0) {
		return failure_new(_("cannot run git: %s"), strerror(error));
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0
		   ? NULL
		   : failure_new(_("git did not make the signed tag %s; what it said stands above"), tag);
}

static const struct failure *state_commit(struct run *run, struct network_home home)
{
	const struct checkpoint_options *options = run->options;
	struct slice revision = run->revision.size > 0 ? run->revision : SLICE("HEAD");
	struct checkpoint checkpoint;
	git_oid commit;
	const struct failure *failure =
	    repository_find_commit(home.repository, arena_copy(run->arena, revision).data, &commit);
	if (failure == NULL) {
		failure = checkpoint_of(run->arena, home, &commit, &checkpoint);
	}
	if (failure == NULL) {
		checkpoint_write(&run->output, &checkpoint);
	}
	if (failure == NULL && options->tag.size > 0) {
		failure = make_tag(run, options->tag, &commit);
	}
	return failure;
}

static const struct failure *run_checkpoint(struct run *run)
{
	struct network_home home = {NULL, SLICE("")};
	const struct failure *failure = repository_open(SLICE("."), &home.repository);
	if (failure == NULL) {
		failure = run_find_prefix(run, home.repository, &home.root);
	}
	if (failure == NULL) {
		failure = state_commit(run, home);
	}
	repository_close(home.repository);
	return failure;
}

const struct command checkpoint_command = {
    .name = "checkpoint",
    .summary = N_("state the network in a few lines, to print into minutes"),
    .arguments = "",
    .help = N_("Writes a statement of HEAD, or of the commit that --at names: its id and day, the ids of circles/ and "
	       "ledger/, and digests "
	       "of every balance and of every seal. Printed into minutes or sent to a funder, it shows later whether "
	       "the history was "
	       "rewritten since: souci audit --since-checkpoint FILE.\n"
	       "\n"
	       "Examples\n"
	       "  souci checkpoint > checkpoint-2024.rec\n"
	       "  souci checkpoint --at v1 --tag closing-2024\n"
	       "  souci audit --since-checkpoint checkpoint-2024.rec"),
    .output = OUTPUT_PROSE,
    .source = FROM_COMMITS,
    .options = &checkpoint_option_group,
    .run = run_checkpoint,
};
