/* Interrupts a program at a chosen moment, by standing before its calls to the system (LD_PRELOAD): each call that
 * changes files is counted, and the one numbered INTERRUPT_AT kills the program or, with INTERRUPT_WITH=full, finds the
 * disk full. Without INTERRUPT_AT the calls are counted into the file INTERRUPT_COUNT. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static void note_count(void)
{
	const char *path = getenv("INTERRUPT_COUNT");
	FILE *file = path == NULL ? NULL : fopen(path, "w");
	if (file != NULL) {
		fprintf(file, "%ld\n", calls);
		fclose(file);
	}
}

/* Whether this call must fail. */
static int is_interrupted(void)
{
	const char *at = getenv("INTERRUPT_AT");
	const char *with = getenv("INTERRUPT_WITH");
	if (calls++ == 0) {
		atexit(note_count);
	}
	if (at == NULL || calls != strtol(at, NULL, 10)) {
		return 0;
	}
	if (with == NULL) {
		kill(getpid(), SIGKILL);
	}
	errno = ENOSPC;
	return 1;
}

#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return is_interrupted() ? -1 : REAL(renameat)(from_folder, from, to_folder, to);
}

int rename(const char *from, const char *to)
{
	return is_interrupted() ? -1 : REAL(rename)(from, to);
}

int unlinkat(int folder, const char *path, int flags)
{
	return is_interrupted() ? -1 : REAL(unlinkat)(folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	return is_interrupted() ? -1 : REAL(mkdirat)(folder, path, mode);
}

int fsync(int descriptor)
{
	return is_interrupted() ? -1 : REAL(fsync)(descriptor);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
	return is_interrupted() ? -1 : REAL(write)(descriptor, bytes, size);
}
