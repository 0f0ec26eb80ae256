#include "command/terminal.h"

#include "text/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WIDTH_MAXIMUM = 10000 };

static struct slice environment(const char *name)
{
	return slice_of(getenv(name));
}

void terminal_prepare(void)
{
	/* Read only, so that writing to a stream that was closed still fails. */
	int descriptor = open("/dev/null", O_RDONLY);
	while (descriptor >= 0 && descriptor <= STDERR_FILENO) {
		descriptor = dup(descriptor);
	}
	if (descriptor >= 0) {
		close(descriptor);
	}
	signal(SIGPIPE, SIG_IGN);
}

static size_t terminal_width(void)
{
	uint64_t columns = 0;
	if (slice_to_number(environment("COLUMNS"), WIDTH_MAXIMUM, &columns) && columns > 0) {
		return (size_t)columns;
	}
	struct winsize size;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

struct text_look terminal_look(struct slice colour)
{
	struct text_look look = {.width = terminal_width()};
	if (slice_equal(colour, SLICE("always"))) {
		look.colour = true;
	} else if (!slice_equal(colour, SLICE("never"))) {
		look.colour = isatty(STDOUT_FILENO) && environment("NO_COLOR").size == 0 &&
			      !slice_equal(environment("TERM"), SLICE("dumb"));
	}
	return look;
}

/* All of it, or errno. */
static bool write_all(int descriptor, struct slice text)
{
	while (text.size > 0) {
		ssize_t written = write(descriptor, text.data, text.size);
		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written < 0) {
			return false;
		}
		text = slice_from(text, (size_t)written);
	}
	return true;
}

static enum show_result shown(bool is_written, const struct failure **failure)
{
	if (is_written) {
		return SHOW_DONE;
	}
	if (errno == EPIPE) {
		return SHOW_CLOSED;
	}
	*failure = failure_from_errno("%s", _("the output cannot be written"));
	return SHOW_FAILED;
}

enum show_result terminal_show_part(struct slice text, const struct failure **failure)
{
	return shown(write_all(STDOUT_FILENO, text), failure);
}

enum { SHELL_COMMAND_NOT_FOUND = 127 };

/* False when there is no such pager, and nothing was shown. */
static bool write_to_pager(const char *pager, struct slice text)
{
	FILE *pipe = popen(pager, "we");
	if (pipe == NULL) {
		return false;
	}
	/* A reader may quit before the end. */
	(void)!write_all(fileno(pipe), text);
	int status = pclose(pipe);
	return !(WIFEXITED(status) && WEXITSTATUS(status) == SHELL_COMMAND_NOT_FOUND);
}

/* The pager to use; empty for none. */
static const char *pager_for(bool is_wanted)
{
	if (!is_wanted || !isatty(STDOUT_FILENO)) {
		return "";
	}
	const char *pager = getenv("PAGER");
	return pager == NULL ? "less -FRX" : pager;
}

bool terminal_is_paged(bool is_wanted)
{
	return pager_for(is_wanted)[0] != '\0';
}

enum show_result terminal_show(struct slice text, bool is_paged, const struct failure **failure)
{
	const char *pager = pager_for(is_paged && text.size > 0);
	if (pager[0] != '\0' && write_to_pager(pager, text)) {
		return SHOW_DONE;
	}
	/* Closing tells of errors that writing does not, such as those of a network file system. */
	return shown(write_all(STDOUT_FILENO, text) && close(STDOUT_FILENO) == 0, failure);
}
