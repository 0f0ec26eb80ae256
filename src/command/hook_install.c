/* souci hook install */
#include "command/hook.h"
#include "command/network_input.h"
#include "source/network_tree.h"
#include "text/translate.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "# Written by souci hook install."

static const char pre_commit_text[] = "git rev-parse -q --verify HEAD >/dev/null && since='--since HEAD'\n"
				      "exec \"$souci\" check --staged $since\n";
static const char pre_push_text[] = "exec \"$souci\" hook pre-push\n";
static const char pre_receive_text[] = "exec \"$souci\" hook pre-receive";

struct hook_file {
	const char *name;
	struct slice text;
	struct slice path;
};

/* A word for the shell, whatever it holds. */
static void add_quoted(struct buffer *text, struct slice word)
{
	buffer_add_byte(text, '\'');
	for (size_t i = 0; i < word.size; i++) {
		if (word.data[i] == '\'') {
			buffer_add(text, SLICE("'\\''"));
		} else {
			buffer_add_byte(text, word.data[i]);
		}
	}
	buffer_add_byte(text, '\'');
}

/* git runs hooks at the top of the repository, and may name the index from there. A branch without that folder has
 * nothing to check. */
static void add_way_to(struct buffer *text, struct slice root)
{
	if (root.size > 0) {
		buffer_add(text, SLICE("[ -z \"$GIT_INDEX_FILE\" ] || export GIT_INDEX_FILE=\"$(realpath "
				       "\"$GIT_INDEX_FILE\")\"\ncd "));
		add_quoted(text, root);
		buffer_add(text, SLICE(" 2>/dev/null && [ -d circles ] || exit 0\n"));
	}
}

/* The script: souci as the PATH has it, else the very program that wrote it, run where the network lies. */
static struct slice script(struct arena *arena, struct slice root, const char *command)
{
	char self[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", self, sizeof self);
	struct slice program = size > 0 ? (struct slice){self, (size_t)size} : SLICE("souci");
	struct buffer text = BUFFER_EMPTY;
	buffer_add(&text, SLICE("#!/bin/sh\n" MARK "\nsouci=$(command -v souci || echo "));
	add_quoted(&text, program);
	buffer_add(&text, SLICE(")\n"));
	add_way_to(&text, root);
	buffer_add(&text, slice_of(command));
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return copy;
}

static const char *server_command(struct run *run)
{
	const struct hook_options *options = run->options;
	struct buffer text = BUFFER_EMPTY;
	buffer_add(&text, slice_of(pre_receive_text));
	for (size_t i = 0; i < options->protected.count; i++) {
		buffer_add(&text, SLICE(" --protect "));
		add_quoted(&text, options->protected.items[i]);
	}
	buffer_add_byte(&text, '\n');
	struct slice copy = arena_copy(run->arena, buffer_view(&text));
	buffer_free(&text);
	return copy.data;
}

/* Where git looks for hooks: core.hooksPath, else hooks/ in the repository that linked worktrees share. */
static struct slice hooks_folder(struct arena *arena, git_repository *repository)
{
	git_config *config = NULL;
	git_buf configured = {NULL, 0, 0};
	struct slice folder = arena_format(arena, "%shooks", git_repository_commondir(repository));
	if (git_repository_config_snapshot(&config, repository) == 0 &&
	    git_config_get_path(&configured, config, "core.hooksPath") == 0) {
		const char *base = git_repository_workdir(repository);
		base = base == NULL ? git_repository_path(repository) : base;
		folder = configured.ptr[0] == '/' ? arena_copy(arena, slice_of(configured.ptr))
						  : arena_format(arena, "%s%s", base, configured.ptr);
	}
	git_buf_dispose(&configured);
	git_config_free(config);
	return folder;
}

/* Whether nothing stands there, or a hook of ours. */
static const struct failure *require_ours(struct slice path)
{
	char begin[256] = "";
	FILE *file = fopen(path.data, "r");
	if (file == NULL) {
		return errno == ENOENT ? NULL : failure_from_errno(_("cannot read %s"), path.data);
	}
	size_t size = fread(begin, 1, sizeof begin - 1, file);
	fclose(file);
	if (slice_contains((struct slice){begin, size}, SLICE(MARK))) {
		return NULL;
	}
	return failure_new(
	    _("%s is a hook that somebody else wrote; nothing was changed. Call souci from it, or move it away"),
	    path.data);
}

static const struct failure *write_hook(const struct hook_file *hook)
{
	FILE *file = fopen(hook->path.data, "w");
	if (file == NULL) {
		return failure_from_errno(_("cannot write %s"), hook->path.data);
	}
	bool is_written = fwrite(hook->text.data, 1, hook->text.size, file) == hook->text.size;
	is_written = fclose(file) == 0 && is_written &&
		     chmod(hook->path.data, S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH) == 0;
	return is_written ? NULL : failure_from_errno(_("cannot write %s"), hook->path.data);
}

static const struct failure *write_hooks(struct run *run, struct slice folder, struct hook_file *hooks, size_t count)
{
	const struct failure *failure = NULL;
	if (mkdir(folder.data, S_IRWXU | S_IRWXG | S_IROTH | S_IXOTH) != 0 && errno != EEXIST) {
		return failure_from_errno(_("cannot make the folder %s"), folder.data);
	}
	for (size_t i = 0; failure == NULL && i < count; i++) {
		hooks[i].path = arena_format(run->arena, "%s/%s", folder.data, hooks[i].name);
		failure = require_ours(hooks[i].path);
	}
	for (size_t i = 0; failure == NULL && i < count; i++) {
		failure = write_hook(&hooks[i]);
		if (failure == NULL) {
			buffer_format(&run->output, _("Wrote %s.\n"), hooks[i].path.data);
		}
	}
	return failure;
}

static const struct failure *install_on_server(struct run *run, git_repository *repository)
{
	struct hook_file hook = {"pre-receive", script(run->arena, SLICE(""), server_command(run)), SLICE("")};
	return write_hooks(run, hooks_folder(run->arena, repository), &hook, 1);
}

/* For the network of the current folder; above it, for the one that the last commit holds. */
static const struct failure *find_network(struct run *run, git_repository *repository, struct slice *root)
{
	git_oid head;
	bool is_there = false;
	const struct failure *failure = run_find_prefix(run, repository, root);
	return failure == NULL && root->size == 0 && git_reference_name_to_id(&head, repository, "HEAD") == 0
		   ? network_tree_root_at(run->arena, repository, &head, root, &is_there)
		   : failure;
}

static const struct failure *install_for_member(struct run *run, git_repository *repository)
{
	struct slice root = SLICE("");
	const struct failure *failure = find_network(run, repository, &root);
	struct hook_file hooks[] = {
	    {"pre-commit", script(run->arena, root, pre_commit_text), SLICE("")},
	    {"pre-push", script(run->arena, root, pre_push_text), SLICE("")},
	};
	return failure != NULL ? failure : write_hooks(run, hooks_folder(run->arena, repository), hooks, 2);
}

const struct failure *hook_install(struct run *run)
{
	const struct hook_options *options = run->options;
	git_repository *repository = NULL;
	if (options->protected.count > 0 && !options->server) {
		return failure_new(_("--protect is for the hook of a server: add --server"));
	}
	const struct failure *failure = repository_open(SLICE("."), &repository);
	if (failure == NULL) {
		failure = options->server ? install_on_server(run, repository) : install_for_member(run, repository);
	}
	repository_close(repository);
	return failure;
}
