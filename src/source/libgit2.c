#include "source/libgit2.h"

#include "text/translate.h"

#if LIBGIT2_IS_LATE

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The version whose headers we were compiled with: the types of its functions are those of the calls. */
static const char library_name[] = "libgit2.so." LIBGIT2_SOVERSION;

typedef void (*function_place)(void); /* of whatever type */

/* Where every function is before libgit2 is loaded: enough to free what is NULL. Anything else comes after a success of
 * libgit2_start(), which opening a repository is. */
static void do_nothing(void)
{
}

/* For each function where it is, and the way there: whoever calls it jumps on with the arguments as they are. */
#define LIBGIT2_FUNCTION(name)                                                                                         \
	__attribute__((used, visibility("hidden"))) function_place souci_##name##_place = do_nothing;                  \
	__asm__(".pushsection .text\n"                                                                                 \
		".globl souci_" #name "\n"                                                                             \
		".hidden souci_" #name "\n"                                                                            \
		".type souci_" #name ", @function\n"                                                                   \
		"souci_" #name ": jmp *souci_" #name "_place(%rip)\n"                                                  \
		".size souci_" #name ", . - souci_" #name "\n"                                                         \
		".popsection");
#include "source/libgit2_functions.def"
#undef LIBGIT2_FUNCTION

static const struct {
	const char *name;
	function_place *place;
} functions[] = {
#define LIBGIT2_FUNCTION(name) {#name, &souci_##name##_place},
#include "source/libgit2_functions.def"
#undef LIBGIT2_FUNCTION
};

/* As it starts, libgit2 reads every certificate authority of the system, which takes longer than judging most networks.
 * We speak to no server: the executable exports these (see the Makefile), where they are found before those of mbedtls.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	return chain == NULL && path == NULL;
}

int mbedtls_x509_crt_parse_path(void *chain, const char *path)
{
	return mbedtls_x509_crt_parse_file(chain, path);
}

static pthread_once_t is_tried = PTHREAD_ONCE_INIT;
static char reason[256]; /* why it could not be loaded, or "" */

static void load(void)
{
	void *library = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
	for (size_t i = 0; library != NULL && i < sizeof functions / sizeof *functions; i++) {
		void *found = dlsym(library, functions[i].name);
		if (found == NULL) {
			library = NULL;
		} else {
			memcpy(functions[i].place, &found, sizeof found);
		}
	}
	if (library == NULL) {
		const char *words = dlerror();
		snprintf(reason, sizeof reason, "%s", words == NULL ? library_name : words);
	}
}

static const struct failure *load_once(void)
{
	pthread_once(&is_tried, load);
	return reason[0] == '\0'
		   ? NULL
		   : failure_new(_("libgit2, which reads git repositories, cannot be loaded: %s"), reason);
}

#else

static const struct failure *load_once(void)
{
	return NULL;
}

#endif

enum { CACHED_BYTES = 8 << 20 };

const struct failure *libgit2_start(void)
{
	const struct failure *failure = load_once();
	if (failure == NULL && git_libgit2_init() < 0) {
		failure = failure_new("%s", _("libgit2, which reads git repositories, does not start"));
	}
	if (failure == NULL) {
		/* It keeps every commit and small folder it read, up to 256 MB, though histories are read once. */
		git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHED_BYTES);
	}
	return failure;
}

void libgit2_stop(void)
{
	git_libgit2_shutdown();
}
