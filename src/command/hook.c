/* souci hook: what git and forges run by themselves. */
#include "command/hook.h"

#include "command/command.h"
#include "text/translate.h"

static const struct option hook_options[] = {
    {"server", 0, OPTION_FLAG, NULL, NULL, N_("install the hook of a server, which judges what is pushed to it"),
     offsetof(struct hook_options, server)},
    {"protect", 0, OPTION_LIST, "PATTERN", NULL,
     N_("with --server: branches besides the main one that are never deleted or rewritten"),
     offsetof(struct hook_options, protected)},
    {"sources", 0, OPTION_TEXT, "ADDRESS", NULL, N_("with ci: the git address that souci is built from"),
     offsetof(struct hook_options, sources)},
    {.name = NULL},
};

static const struct option_group hook_option_group = {N_("Options of hook"), hook_options, sizeof(struct hook_options)};

static const struct {
	const char *name;
	const struct failure *(*run)(struct run *run);
} actions[] = {
    {"install", hook_install},
    {"ci", hook_ci},
    {"pre-receive", hook_pre_receive},
    {"pre-push", hook_pre_push},
};

static const struct failure *run_hook(struct run *run)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (slice_equal(run->arguments[0], slice_of(actions[i].name))) {
			return actions[i].run(run);
		}
	}
	return failure_new(_("souci hook does not know “%.*s”; it knows install and ci"),
			   SLICE_ARGUMENTS(run->arguments[0]));
}

const struct command hook_command = {
    .name = "hook",
    .summary = N_("let git and forges check by themselves"),
    .arguments = "install | ci FORGE",
    .help = N_("install writes the hooks pre-commit (what is staged brings no error) and pre-push (nor does any commit "
	       "that is about to "
	       "leave). With --server, in the repository that others push to, it writes pre-receive: every commit "
	       "pushed is audited "
	       "before it is let in; the main branch and tags are never deleted or rewritten, nor the branches that "
	       "--protect names. "
	       "Hooks that somebody else wrote are left alone.\n"
	       "\n"
	       "ci writes the file that makes a forge check proposals and apply decisions on the main branch, for "
	       "those who work in its "
	       "web editor: github, gitlab, forgejo or woodpecker.\n"
	       "\n"
	       "Examples\n"
	       "  souci hook install\n"
	       "  souci hook install --server --protect 'release-*'\n"
	       "  souci hook ci gitlab > .gitlab-ci.yml"),
    .arguments_least = 1,
    .arguments_most = 2,
    .output = OUTPUT_FINDINGS,
    .argument_choices = "install ci github gitlab forgejo woodpecker",
    .options = &hook_option_group,
    .run = run_hook,
};
