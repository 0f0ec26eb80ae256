/* souci hook ci: the files that make a forge check proposals and apply decisions. `@SOURCES@` stands for the address of
 * souci's sources. */
#include "command/hook.h"
#include "text/translate.h"

#define INSTALL_COMMANDS(indent)                                                                                       \
	indent "apt-get update -q && apt-get install -q -y --no-install-recommends ca-certificates git make\n" indent  \
	       "git clone -q --depth 1 \"$SOUCI_SOURCES\" /tmp/souci\n" indent                                         \
	       "make -C /tmp/souci setup install\n" indent "git config --global --add safe.directory '*'\n"

#define ACTIONS(image_comment, runner)                                                                                 \
	"# Written by souci hook ci: checks every proposal; on the main branch applies what was decided.\n"            \
	"name: souci\n"                                                                                                \
	"on:\n"                                                                                                        \
	"  pull_request:\n"                                                                                            \
	"  push:\n"                                                                                                    \
	"    branches: [main]\n"                                                                                       \
	"env:\n"                                                                                                       \
	"  SOUCI_SOURCES: '@SOURCES@'\n"                                                                               \
	"jobs:\n"                                                                                                      \
	"  check:\n"                                                                                                   \
	"    if: github.event_name == 'pull_request'\n"                                                                \
	"    runs-on: " runner "\n"                                                                                    \
	"    container: node:20-bookworm" image_comment "\n"                                                           \
	"    permissions:\n"                                                                                           \
	"      contents: read\n"                                                                                       \
	"    env:\n"                                                                                                   \
	"      BASE: ${{ github.event.pull_request.base.sha }}\n"                                                      \
	"      HEAD: ${{ github.event.pull_request.head.sha }}\n"                                                      \
	"    steps:\n"                                                                                                 \
	"      - uses: actions/checkout@v4\n"                                                                          \
	"        with:\n"                                                                                              \
	"          fetch-depth: 0\n"                                                                                   \
	"      - run: |\n" INSTALL_COMMANDS(                                                                           \
	    "          ") "      - run: souci check --at \"$HEAD\" --since \"$BASE\" --format github\n"                \
			  "      - run: souci audit \"$BASE..$HEAD\" --format github\n"                                \
			  "  apply:\n"                                                                                 \
			  "    if: github.event_name == 'push'\n"                                                      \
			  "    runs-on: " runner "\n"                                                                  \
			  "    container: node:20-bookworm\n"                                                          \
			  "    permissions:\n"                                                                         \
			  "      contents: write\n"                                                                    \
			  "    concurrency: souci-apply\n"                                                             \
			  "    steps:\n"                                                                               \
			  "      - uses: actions/checkout@v4\n"                                                        \
			  "        with:\n"                                                                            \
			  "          fetch-depth: 0\n"                                                                 \
			  "      - run: |\n" INSTALL_COMMANDS(                                                         \
			      "          ") "      - run: |\n"                                                         \
					    "          git config user.name souci\n"                                   \
					    "          git config user.email souci@localhost\n"                        \
					    "          souci apply --commit\n"                                         \
					    "          git push origin HEAD:main\n"                                    \
					    "      - run: souci check --format github\n"

static const char github_text[] = ACTIONS(" # Debian 12", "ubuntu-latest");
static const char forgejo_text[] = ACTIONS(" # Debian 12, with the node that checkout needs", "docker");

static const char gitlab_text[] =
    "# Written by souci hook ci: checks every proposal; on the main branch applies what was decided.\n"
    "# SOUCI_TOKEN, a masked variable of the project, is an access token that may write to the repository.\n"
    "image: debian:12\n"
    "variables:\n"
    "  GIT_DEPTH: 0\n"
    "  SOUCI_SOURCES: '@SOURCES@'\n"
    "before_script:\n"
    "  - |\n" INSTALL_COMMANDS(
	"    ") "souci-check:\n"
		"  rules:\n"
		"    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'\n"
		"  script:\n"
		"    - souci check --since \"$CI_MERGE_REQUEST_DIFF_BASE_SHA\" --format gitlab > "
		"gl-code-quality-report.json || true\n"
		"    - souci check --since \"$CI_MERGE_REQUEST_DIFF_BASE_SHA\"\n"
		"    - souci audit \"$CI_MERGE_REQUEST_DIFF_BASE_SHA..HEAD\"\n"
		"  artifacts:\n"
		"    when: always\n"
		"    reports:\n"
		"      codequality: gl-code-quality-report.json\n"
		"souci-apply:\n"
		"  rules:\n"
		"    - if: $CI_PIPELINE_SOURCE == 'push' && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n"
		"  resource_group: souci-apply\n"
		"  script:\n"
		"    - git config user.name souci\n"
		"    - git config user.email souci@localhost\n"
		"    - git checkout -q -B \"$CI_COMMIT_BRANCH\"\n"
		"    - souci apply --commit\n"
		"    - git push \"https://souci:$SOUCI_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git\" "
		"\"HEAD:$CI_COMMIT_BRANCH\"\n"
		"    - souci check\n";

#define WOODPECKER_INSTALL                                                                                             \
	"    image: debian:12\n"                                                                                       \
	"    environment:\n"                                                                                           \
	"      SOUCI_SOURCES: '@SOURCES@'\n"

static const char woodpecker_text[] =
    "# Written by souci hook ci: checks every proposal; on the main branch applies what was decided.\n"
    "# The secret souci_push is the address to push to, with a token: https://souci:TOKEN@forge.example/network.git\n"
    "when:\n"
    "  - event: pull_request\n"
    "  - event: push\n"
    "    branch: main\n"
    "clone:\n"
    "  git:\n"
    "    image: woodpeckerci/plugin-git\n"
    "    settings:\n"
    "      partial: false\n"
    "      depth: 0\n"
    "steps:\n"
    "  check:\n" WOODPECKER_INSTALL "    when:\n"
    "      - event: pull_request\n"
    "    commands:\n"
    "      - |\n" INSTALL_COMMANDS("        ") "      - git fetch -q origin "
					       "\"+refs/heads/$CI_COMMIT_TARGET_BRANCH:refs/remotes/origin/"
					       "$CI_COMMIT_TARGET_BRANCH\"\n"
					       "      - souci check --since \"origin/$CI_COMMIT_TARGET_BRANCH\"\n"
					       "      - souci audit \"origin/$CI_COMMIT_TARGET_BRANCH..HEAD\"\n"
					       "  apply:\n" WOODPECKER_INSTALL "      SOUCI_PUSH:\n"
					       "        from_secret: souci_push\n"
					       "    when:\n"
					       "      - event: push\n"
					       "    commands:\n"
					       "      - |\n" INSTALL_COMMANDS(
						   "        ") "      - git config user.name souci\n"
							       "      - git config user.email souci@localhost\n"
							       "      - git checkout -q -B main\n"
							       "      - souci apply --commit\n"
							       "      - git push \"$SOUCI_PUSH\" HEAD:main\n"
							       "      - souci check\n";

static const struct {
	const char *name;
	const char *file; /* where the forge looks for it */
	const char *text;
} forges[] = {
    {"github", ".github/workflows/souci.yml", github_text},
    {"gitlab", ".gitlab-ci.yml", gitlab_text},
    {"forgejo", ".forgejo/workflows/souci.yml", forgejo_text},
    {"woodpecker", ".woodpecker/souci.yml", woodpecker_text},
};

/* The text with the address in place, as the inside of a YAML word between single quotes. */
static void add_text(struct buffer *out, struct slice text, struct slice sources)
{
	struct slice mark = SLICE("@SOURCES@");
	while (text.size > 0) {
		if (!slice_starts_with(text, mark)) {
			buffer_add_byte(out, text.data[0]);
			text = slice_from(text, 1);
			continue;
		}
		for (size_t i = 0; i < sources.size; i++) {
			buffer_add(out, sources.data[i] == '\'' ? SLICE("''") : slice_part(sources, i, 1));
		}
		text = slice_from(text, mark.size);
	}
}

const struct failure *hook_ci(struct run *run)
{
	const struct hook_options *options = run->options;
	if (run->argument_count < 2) {
		return failure_new(_("for which forge? souci hook ci github, gitlab, forgejo or woodpecker"));
	}
	for (size_t i = 0; i < sizeof forges / sizeof *forges; i++) {
		if (!slice_equal(run->arguments[1], slice_of(forges[i].name))) {
			continue;
		}
		add_text(&run->output, slice_of(forges[i].text), options->sources);
		buffer_format(&run->complaint, _("Save it as %s.\n"), forges[i].file);
		if (options->sources.size == 0) {
			buffer_add(&run->complaint, slice_of(_("Fill in SOUCI_SOURCES, the git address that souci is "
							       "built from (or give --sources ADDRESS).\n")));
		}
		return NULL;
	}
	return failure_new(_("no CI file for “%.*s”; there are github, gitlab, forgejo and woodpecker"),
			   SLICE_ARGUMENTS(run->arguments[1]));
}
