#include "command/language.h"

#include "text/slice.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static const char *asked_on_command_line(int word_count, char **words)
{
	for (int i = 1; i < word_count && strcmp(words[i], "--") != 0; i++) {
		if (strncmp(words[i], "--lang=", strlen("--lang=")) == 0) {
			return words[i] + strlen("--lang=");
		}
		if (strcmp(words[i], "--lang") == 0 && i + 1 < word_count) {
			return words[i + 1];
		}
	}
	return NULL;
}

static const char *asked_by_environment(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (value != NULL && value[0] != '\0') {
			return value;
		}
	}
	return "en";
}

/* `locale` beside the executable, where a build leaves it, or `../share/locale`, where it is installed. */
static bool find_catalogues(char path[PATH_SIZE], const char *language)
{
	static const char *const folders[] = {"locale", "../share/locale"};
	char executable[PATH_SIZE];
	ssize_t size = readlink("/proc/self/exe", executable, sizeof executable - 1);
	if (size <= 0) {
		return false;
	}
	executable[size] = '\0';
	*strrchr(executable, '/') = '\0';
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char catalogue[PATH_SIZE + PATH_SIZE];
		int written = snprintf(path, PATH_SIZE, "%s/%s", executable, folders[i]);
		snprintf(catalogue, sizeof catalogue, "%s/%s/LC_MESSAGES/souci.mo", path, language);
		if (written < PATH_SIZE && access(catalogue, R_OK) == 0) {
			return true;
		}
	}
	return false;
}

static bool is_french; /* messages are */

/* The C library looks catalogues up by LANGUAGE once the locale is any other than "C"; C.UTF-8 is always there, so no
 * locale need be installed. */
static bool use_french(void)
{
	const char *folder = getenv("SOUCI_LOCALE_DIR");
	char found[PATH_SIZE];
	if (folder == NULL || folder[0] == '\0') {
		if (!find_catalogues(found, "fr")) {
			return false;
		}
		folder = found;
	}
	setenv("LANGUAGE", "fr", 1);
	setlocale(LC_MESSAGES, "C.UTF-8");
	bindtextdomain("souci", folder);
	bind_textdomain_codeset("souci", "UTF-8");
	textdomain("souci");
	is_french = true;
	return true;
}

const char *language_in_use(void)
{
	return is_french ? "fr" : "en";
}

void language_choose(int word_count, char **words)
{
	const char *asked = asked_on_command_line(word_count, words);
	struct slice language = slice_of(asked != NULL ? asked : asked_by_environment());
	language = slice_part(language, 0, slice_find(language, '_'));
	language = slice_part(language, 0, slice_find(language, '.'));
	if (!slice_equal(language, SLICE("fr"))) {
		return; /* English is in the program itself */
	}
	use_french();
}

const struct failure *language_set(const char *language)
{
	if (strcmp(language, "fr") == 0) {
		return use_french() ? NULL
				    : failure_new("the French catalogue of messages is not found beside the program");
	}
	/* A locale of this name never has catalogues: messages stay as they are in the program. */
	is_french = false;
	setenv("LANGUAGE", "C", 1);
	textdomain("souci-untranslated");
	return NULL;
}
