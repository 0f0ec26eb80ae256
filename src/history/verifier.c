#include "history/verifier.h"

#include "model/key.h"
#include "text/memory.h"
#include "text/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <nettle/base64.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DESCRIPTORS_OF_REMOVAL = 8, NAME_SIZE = 96, OUTPUT_SIZE_MAXIMUM = 1 << 16 };

/* A folder of its own for each run: gpg makes a key ring in it. */
struct workshop {
	char folder[NAME_SIZE];
	char output[NAME_SIZE + 16];
	const struct failure *failure;
};

static void path_in(const struct workshop *workshop, const char *name, char path[NAME_SIZE + 16])
{
	snprintf(path, NAME_SIZE + 16, "%s/%s", workshop->folder, name);
}

static void write_file(struct workshop *workshop, const char *name, struct slice bytes)
{
	char path[NAME_SIZE + 16];
	path_in(workshop, name, path);
	FILE *file = workshop->failure == NULL ? fopen(path, "w") : NULL;
	if (file == NULL || fwrite(bytes.data, 1, bytes.size, file) != bytes.size || fclose(file) != 0) {
		workshop->failure =
		    workshop->failure != NULL ? workshop->failure : failure_from_errno(_("cannot write %s"), path);
	}
}

static void open_workshop(struct workshop *workshop)
{
	snprintf(workshop->folder, sizeof workshop->folder, "%s/souci-XXXXXX", P_tmpdir);
	workshop->failure = NULL;
	if (mkdtemp(workshop->folder) == NULL) {
		workshop->failure = failure_from_errno(_("cannot make a folder in %s"), P_tmpdir);
		workshop->folder[0] = '\0';
	}
	path_in(workshop, "output", workshop->output);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static void close_workshop(const struct workshop *workshop)
{
	if (workshop->folder[0] != '\0') {
		nftw(workshop->folder, remove_one, DESCRIPTORS_OF_REMOVAL, FTW_DEPTH | FTW_PHYS);
	}
}

/* Runs a program found in the PATH with the signed text as its input and its output in a file; nothing of our
 * environment reaches it. Returns its exit status, -1 when it could not run or was stopped. */
static int run_program(struct workshop *workshop, char *const words[])
{
	static char language[] = "LC_ALL=C";
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
	char *const environment[] = {language, path, NULL};
	char payload[NAME_SIZE + 16];
	posix_spawn_file_actions_t actions;
	pid_t child = 0;
	int status = 0;
	path_in(workshop, "payload", payload);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, payload, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, workshop->output, O_WRONLY | O_CREAT | O_TRUNC,
					 S_IRUSR | S_IWUSR);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawnp(&child, words[0], &actions, NULL, words, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0) {
		workshop->failure =
		    failure_new(_("cannot run %s, which verifies signatures: %s"), words[0], strerror(error));
		return -1;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
	}
	if (!WIFEXITED(status)) { /* no word on the signature */
		workshop->failure =
		    failure_new(_("%s, which verifies signatures, was stopped before it ended"), words[0]);
		return -1;
	}
	return WEXITSTATUS(status);
}

/* ---- SSH ---- */

static bool verify_ssh(struct workshop *workshop, const struct signature_claim *claim)
{
	struct buffer signers = BUFFER_EMPTY;
	char allowed[NAME_SIZE + 16];
	char signature[NAME_SIZE + 16];
	char program[] = "ssh-keygen";
	char verb[] = "verify";
	char who[] = "souci";
	char space[] = "git";
	path_in(workshop, "allowed", allowed);
	path_in(workshop, "signature", signature);
	for (size_t i = 0; i < claim->keys.count; i++) {
		const struct signing_key *key = &LIST_AT(claim->keys, struct signing_key, i);
		if (!key->is_openpgp) {
			buffer_format(&signers, "souci namespaces=\"git\" %.*s\n", SLICE_ARGUMENTS(key->text));
		}
	}
	write_file(workshop, "allowed", buffer_view(&signers));
	bool has_keys = signers.size > 0;
	buffer_free(&signers);
	char *const words[] = {program, (char[]){"-Y"}, verb,  (char[]){"-f"}, allowed,   (char[]){"-I"},
			       who,     (char[]){"-n"}, space, (char[]){"-s"}, signature, NULL};
	return has_keys && workshop->failure == NULL && run_program(workshop, words) == 0;
}

/* ---- OpenPGP ---- */

static struct slice decode_base64(struct buffer *out, struct slice text)
{
	struct base64_decode_ctx context;
	size_t size = BASE64_DECODE_LENGTH(text.size);
	uint8_t *bytes = memory_allocate(size + 1);
	base64_decode_init(&context);
	if (base64_decode_update(&context, &size, bytes, text.size, text.data) == 1 &&
	    base64_decode_final(&context) == 1) {
		buffer_add(out, (struct slice){(char *)bytes, size});
	}
	free(bytes);
	return buffer_view(out);
}

static bool output_holds(const struct workshop *workshop, struct slice part)
{
	char *bytes = memory_allocate(OUTPUT_SIZE_MAXIMUM);
	FILE *file = fopen(workshop->output, "r");
	size_t size = file == NULL ? 0 : fread(bytes, 1, OUTPUT_SIZE_MAXIMUM, file);
	bool holds = slice_contains((struct slice){bytes, size}, part);
	if (file != NULL) {
		fclose(file);
	}
	free(bytes);
	return holds;
}

/* Validity is judged by the days of the Key field: gpg's own view of an expired or revoked key counts for nothing. */
static bool verify_openpgp(struct workshop *workshop, const struct signature_claim *claim)
{
	struct buffer ring = BUFFER_EMPTY;
	char signature[NAME_SIZE + 16];
	char payload[NAME_SIZE + 16];
	char keys[NAME_SIZE + 16];
	path_in(workshop, "signature", signature);
	path_in(workshop, "payload", payload);
	path_in(workshop, "keys", keys);
	for (size_t i = 0; i < claim->keys.count; i++) {
		const struct signing_key *key = &LIST_AT(claim->keys, struct signing_key, i);
		if (key->is_openpgp) {
			decode_base64(&ring, key->text);
		}
	}
	write_file(workshop, "keys", buffer_view(&ring));
	bool has_keys = ring.size > 0;
	buffer_free(&ring);
	char *const import[] = {(char[]){"gpg"},
				(char[]){"--homedir"},
				workshop->folder,
				(char[]){"--batch"},
				(char[]){"--no-autostart"},
				(char[]){"--import"},
				keys,
				NULL};
	char *const verify[] = {(char[]){"gpg"},
				(char[]){"--homedir"},
				workshop->folder,
				(char[]){"--batch"},
				(char[]){"--no-autostart"},
				(char[]){"--trust-model"},
				(char[]){"always"},
				(char[]){"--ignore-time-conflict"},
				(char[]){"--status-fd"},
				(char[]){"1"},
				(char[]){"--verify"},
				signature,
				payload,
				NULL};
	if (!has_keys || workshop->failure != NULL || run_program(workshop, import) < 0 ||
	    run_program(workshop, verify) < 0) {
		return false;
	}
	return output_holds(workshop, SLICE("[GNUPG:] VALIDSIG "));
}

const struct failure *verifier_run(const struct signature_claim *claim, bool *is_good)
{
	struct workshop workshop;
	bool result = false;
	open_workshop(&workshop);
	write_file(&workshop, "payload", claim->payload);
	write_file(&workshop, "signature", claim->signature);
	if (workshop.failure == NULL) {
		bool is_ssh = slice_starts_with(claim->signature, SLICE("-----BEGIN SSH SIGNATURE-----"));
		result = is_ssh ? verify_ssh(&workshop, claim) : verify_openpgp(&workshop, claim);
	}
	close_workshop(&workshop);
	if (workshop.failure == NULL) {
		*is_good = result;
	}
	return workshop.failure;
}
