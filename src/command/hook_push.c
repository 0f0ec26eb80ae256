/* What the hooks pre-receive and pre-push run: git tells on standard input what would change. */
#include "command/hook.h"
#include "command/network_input.h"
#include "history/push.h"
#include "text/translate.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { INPUT_SIZE_MAXIMUM = 16 << 20 };

static const struct failure *read_input(struct buffer *input)
{
	char bytes[4096];
	ssize_t size = 0;
	while ((size = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
		if (size < 0 && errno == EINTR) {
			continue;
		}
		if (size < 0 || input->size > INPUT_SIZE_MAXIMUM) {
			return failure_from_errno(_("cannot read what git says"));
		}
		buffer_add(input, (struct slice){bytes, (size_t)size});
	}
	return NULL;
}

static void say(struct run *run, struct push *push, const char *what_to_do)
{
	if (findings_count_from(push->findings, SEVERITY_ERROR) > 0) {
		run_add_findings(run, push->findings);
		buffer_add(&run->output, slice_of(what_to_do));
	}
}

const struct failure *hook_pre_receive(struct run *run)
{
	const struct hook_options *options = run->options;
	struct push_rules rules = {options->protected.items, options->protected.count};
	struct buffer input = BUFFER_EMPTY;
	struct list refs = {NULL, 0};
	struct push push = {.findings = NULL};
	struct network_home home = {NULL, SLICE("")};
	const struct failure *failure = read_input(&input);
	if (failure == NULL) {
		failure = repository_open(SLICE("."), &home.repository); /* git's variables name the quarantine */
	}
	if (failure == NULL) {
		failure = push_read_received(run->arena, buffer_view(&input), &refs);
	}
	if (failure == NULL) {
		failure = push_find_root(run->arena, home.repository, refs, &home.root);
	}
	if (failure == NULL) {
		failure = push_judge_received(home, refs, rules, &push);
	}
	if (failure == NULL) {
		say(run, &push,
		    _("Nothing of this push was taken. Mend the commits named (git rebase -i, or git commit --amend "
		      "for the last "
		      "one) and push again.\n"));
	}
	push_free(&push);
	repository_close(home.repository);
	buffer_free(&input);
	return failure;
}

const struct failure *hook_pre_push(struct run *run)
{
	struct buffer input = BUFFER_EMPTY;
	struct list refs = {NULL, 0};
	struct push push = {.findings = NULL};
	struct network_home home = {NULL, SLICE("")};
	const struct failure *failure = read_input(&input);
	if (failure == NULL) {
		failure = repository_open(SLICE("."), &home.repository);
	}
	if (failure == NULL) {
		failure = run_find_prefix(run, home.repository, &home.root);
	}
	if (failure == NULL) {
		failure = push_read_sent(run->arena, buffer_view(&input), &refs);
	}
	if (failure == NULL) {
		failure = push_judge_sent(home, refs, &push);
	}
	if (failure == NULL) {
		say(run, &push,
		    _("Nothing was pushed. Mend the commits named (git rebase -i, or git commit --amend for the last "
		      "one) and push "
		      "again; git push --no-verify pushes all the same.\n"));
	}
	push_free(&push);
	repository_close(home.repository);
	buffer_free(&input);
	return failure;
}
