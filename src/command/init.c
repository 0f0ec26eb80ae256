/* souci init: begins a network. */
#include "command/language.h"
#include "command/writing.h"
#include "model/model.h"
#include "model/template.h"
#include "source/repository.h"
#include "text/translate.h"

struct init_options {
	struct slice name;
	struct slice language;
	struct slice currency;
	struct slice circle;
};

#define INIT(member) offsetof(struct init_options, member)

static const struct option init_options[] = {
    {"name", 0, OPTION_TEXT, "NAME", NULL, N_("what the network is called (needed)"), INIT(name)},
    {"language", 0, OPTION_TEXT, "LANGUAGE", "en fr", N_("the language of its records; that of messages when not said"),
     INIT(language)},
    {"currency", 0, OPTION_TEXT, "CODE", NULL, N_("its currency; EUR when not said"), INIT(currency)},
    {"circle", 0, OPTION_TEXT, "ID", NULL, N_("its first circle; its council, called network, when not said"),
     INIT(circle)},
    {.name = NULL},
};

static const struct option_group init_option_group = {N_("Options of init"), init_options, sizeof(struct init_options)};

enum { FILE_COUNT = 5 };

struct beginning {
	struct run *run;
	const struct init_options *options;
	int language;
	struct slice circle;
	struct slice currency;
	struct buffer texts[FILE_COUNT];
	struct file_change changes[FILE_COUNT];
	size_t count;
};

static struct buffer *add_file(struct beginning *beginning, struct slice path)
{
	beginning->changes[beginning->count].path = path;
	return &beginning->texts[beginning->count++];
}

static void add_network(struct beginning *beginning)
{
	static const struct template network = {.type = RECORD_NETWORK, .fields = ""};
	struct pair fields[] = {
	    {SLICE("Name"), beginning->options->name},
	    {SLICE("Language"), slice_of(language_choices[beginning->language].name)},
	    {SLICE("Currency"), beginning->currency},
	    {SLICE("Decimal"), SLICE("comma")},
	};
	struct list list = {fields, beginning->language == LANGUAGE_FRENCH ? 4 : 3};
	template_write(add_file(beginning, SLICE("circles/network.rec")), &network, NULL, DATE_NONE, list,
		       beginning->language, true);
}

/* The council speaks for the network and has its name. */
static void add_circle(struct beginning *beginning)
{
	const struct template *circle = template_by_name(SLICE("circle"));
	struct slice path = template_fill(beginning->run->arena, circle->path, &beginning->circle, DATE_NONE);
	struct pair name = {SLICE("Name"), beginning->options->name};
	bool is_council = slice_equal(beginning->circle, SLICE("network"));
	template_write(add_file(beginning, path), circle, &beginning->circle, DATE_NONE,
		       (struct list){&name, is_council ? 1 : 0}, beginning->language, true);
}

/* The types of accounts, and the files the books are made of. */
static void add_journals(struct beginning *beginning)
{
	static const char accounts[] = "account Assets  ; type: A\n"
				       "account Assets:Bank\n"
				       "account Equity  ; type: E\n"
				       "account Funds  ; type: L\n"
				       "account Budget  ; type: L\n"
				       "account Due  ; type: L\n";
	int year = date_year(run_today(beginning->run));
	struct slice bank = arena_format(beginning->run->arena, "ledger/bank/%d.journal", year);
	struct buffer *main_journal = add_file(beginning, SLICE("ledger/main.journal"));
	buffer_format(main_journal, "commodity 1000.00 %.*s\n\n%s\n", SLICE_ARGUMENTS(beginning->currency), accounts);
	buffer_format(main_journal, "include generated.journal\ninclude bank/%d.journal\n", year);
	buffer_format(add_file(beginning, bank), "; %s\n", _("Money in and out of the bank, by date."));
}

static const struct failure *read_options(struct beginning *beginning)
{
	const struct init_options *options = beginning->options;
	beginning->circle = options->circle.size > 0 ? options->circle : SLICE("network");
	beginning->currency = options->currency.size > 0 ? options->currency : SLICE("EUR");
	struct slice language = options->language.size > 0 ? options->language : slice_of(language_in_use());
	beginning->language = slice_equal(language, SLICE("fr")) ? LANGUAGE_FRENCH : LANGUAGE_ENGLISH;
	if (slice_trim(options->name).size == 0) {
		return failure_new(_("say what the network is called: souci init --name NAME"));
	}
	if (!id_is_well_formed(beginning->circle) || slice_equal(beginning->circle, SLICE("free"))) {
		return failure_new(_("“%.*s” cannot be an id; write it like “%.*s”"),
				   SLICE_ARGUMENTS(beginning->circle), SLICE_ARGUMENTS(SLICE("metropole-lilloise")));
	}
	return NULL;
}

/* In a git repository, where nothing of this stands yet. */
static const struct failure *look_around(const struct beginning *beginning, struct source **source)
{
	git_repository *repository = NULL;
	const struct failure *failure = repository_open(SLICE("."), &repository);
	if (failure != NULL) {
		return failure_new(_("this is no git repository; run git init first"));
	}
	repository_close(repository);
	failure = source_open_folder(SLICE("."), source);
	for (size_t i = 0; failure == NULL && i < beginning->count; i++) {
		const struct text_file *file;
		if (source_read(*source, beginning->changes[i].path, &file) != SOURCE_MISSING) {
			failure =
			    failure_new(_("there is a %.*s already"), SLICE_ARGUMENTS(beginning->changes[i].path));
		}
	}
	return failure;
}

static void write_texts(struct beginning *beginning)
{
	add_network(beginning);
	add_circle(beginning);
	add_journals(beginning);
}

/* The same bytes on every machine: git would end lines with CR LF on Windows, which GNU recutils does not read. A
 * repository that says otherwise already keeps its word. */
static void add_attributes(struct beginning *beginning, struct source *source)
{
	struct slice path = SLICE(".gitattributes");
	const struct text_file *file;
	if (source_read(source, path, &file) == SOURCE_MISSING) {
		buffer_format(
		    add_file(beginning, path), "# %s\n* text=auto eol=lf\n# %s\ncircles/*/evidence/** -text\n",
		    _("Lines end in LF everywhere, on Windows too."), _("Evidence stays as it came, to the byte."));
	}
}

static void list_files(struct beginning *beginning)
{
	for (size_t i = 0; i < beginning->count; i++) {
		beginning->changes[i].bytes = buffer_view(&beginning->texts[i]);
		buffer_format(&beginning->run->output, "%.*s\n", SLICE_ARGUMENTS(beginning->changes[i].path));
	}
}

static const struct failure *run_init(struct run *run)
{
	struct beginning beginning = {.run = run, .options = run->options};
	struct source *source = NULL;
	struct findings *nothing = findings_new();
	const struct failure *failure = read_options(&beginning);
	if (failure == NULL) {
		write_texts(&beginning);
		failure = look_around(&beginning, &source);
	}
	if (failure == NULL) {
		add_attributes(&beginning, source);
		list_files(&beginning);
		failure = run_write_files(run, ".", source, nothing, beginning.changes, beginning.count);
	}
	findings_free(nothing);
	source_free(source);
	if (failure != NULL) {
		run->output.size = 0;
	}
	for (size_t i = 0; i < beginning.count; i++) {
		buffer_free(&beginning.texts[i]);
	}
	return failure;
}

const struct command init_command = {
    .name = "init",
    .summary = N_("begin a network in a git repository"),
    .arguments = "",
    .help = N_("Writes circles/network.rec, a first circle, the journals that the network's books begin with and a "
	       ".gitattributes, and lists them. "
	       "What is there already is never written over.\n"
	       "\n"
	       "Examples\n"
	       "  souci init --name \"La Compagnie\" --language fr\n"
	       "  souci init --name \"Our garden\" --circle garden"),
    .output = OUTPUT_PROSE,
    .source = FROM_FILES,
    .options = &init_option_group,
    .run = run_init,
};
