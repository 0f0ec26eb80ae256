/* souci new: writes the beginning of a record. */
#include "command/network_input.h"
#include "command/writing.h"
#include "model/spoken.h"
#include "model/template.h"
#include "record/record.h"
#include "text/translate.h"

struct creation {
	struct run *run;
	struct snapshot *snapshot;
	const struct template *template;
	struct slice words[TEMPLATE_WORDS_MAXIMUM];
	size_t word_count;
	struct list fields; /* struct pair: those given as FIELD=VALUE */
	struct date today;  /* or the Date that is given */
};

static const struct failure *find_template(struct creation *creation)
{
	struct slice name = creation->run->arguments[0];
	struct slice names[16];
	size_t count = 0;
	creation->template = template_by_name(name);
	if (creation->template != NULL) {
		return NULL;
	}
	for (; templates[count].name != NULL; count++) {
		names[count] = slice_of(templates[count].name);
	}
	struct slice all = arena_join(creation->run->arena, names, count, SLICE(" "));
	return failure_new(_("there is no template for “%.*s”; choose one of: %.*s"), SLICE_ARGUMENTS(name),
			   SLICE_ARGUMENTS(all));
}

/* ---- the words ---- */

static const struct failure *add_field(struct creation *creation, struct slice word, size_t equals)
{
	const struct record_definition *definition = record_definition(creation->template->type);
	struct pair pair = {slice_part(word, 0, equals), slice_trim(slice_from(word, equals + 1))};
	const struct field_definition *field = field_by_name(definition, pair.first);
	if (field == NULL) {
		struct slice type = type_name_shown(creation->template->type);
		struct slice near = field_nearest_name(definition, pair.first);
		if (near.size > 0) {
			return failure_new(_("a %.*s has no field “%.*s”; did you mean “%.*s”?"), SLICE_ARGUMENTS(type),
					   SLICE_ARGUMENTS(pair.first), SLICE_ARGUMENTS(near));
		}
		return failure_new(_("a %.*s has no field “%.*s”"), SLICE_ARGUMENTS(type), SLICE_ARGUMENTS(pair.first));
	}
	if (pair.second.size == 0) {
		return failure_new(_("“%.*s” needs a value"), SLICE_ARGUMENTS(pair.first));
	}
	if (field_by_name(definition, SLICE("Date")) == field) {
		date_parse(pair.second, &creation->today); /* the file's name follows; what is no date is told below */
	}
	LIST_AT(creation->fields, struct pair, creation->fields.count++) = pair;
	return NULL;
}

static bool exists(const struct creation *creation, enum record_type type, struct slice id)
{
	bool is_party = type == RECORD_PERSON || type == RECORD_PARTY;
	return model_find(creation->snapshot->model, is_party ? RECORD_PARTY : type, id) != NULL;
}

/* A new id is well-formed and not taken. */
static const struct failure *require_new(const struct creation *creation, enum record_type type, struct slice id)
{
	if (!id_is_well_formed(id) || slice_equal(id, SLICE("free"))) {
		struct slice suggestion = id_suggestion(creation->run->arena, id);
		return failure_new(_("“%.*s” cannot be an id; write it like “%.*s”"), SLICE_ARGUMENTS(id),
				   SLICE_ARGUMENTS(suggestion.size > 0 ? suggestion : SLICE("mon-cercle-2")));
	}
	if (exists(creation, type, id)) {
		return failure_new(_("there is a %s “%.*s” already"), record_definition(type)->name,
				   SLICE_ARGUMENTS(id));
	}
	return NULL;
}

static const struct failure *require_known(const struct creation *creation, enum record_type type, struct slice id)
{
	const char *name = record_definition(type)->name;
	if (exists(creation, type, id)) {
		return NULL;
	}
	enum record_type space = type == RECORD_PERSON ? RECORD_PARTY : type;
	struct slice near = model_nearest_id(creation->snapshot->model, space, id);
	if (near.size > 0) {
		return failure_new(_("there is no %s “%.*s”; did you mean “%.*s”?"), name, SLICE_ARGUMENTS(id),
				   SLICE_ARGUMENTS(near));
	}
	return failure_new(_("there is no %s “%.*s”"), name, SLICE_ARGUMENTS(id));
}

static const struct failure *add_word(struct creation *creation, struct slice word)
{
	const struct template_word *expected = &creation->template->words[creation->word_count];
	const struct failure *failure = expected->is_new ? require_new(creation, expected->type, word)
							 : require_known(creation, expected->type, word);
	creation->words[creation->word_count++] = word;
	return failure;
}

static size_t words_needed(const struct template *template)
{
	size_t count = 0;
	while (count < TEMPLATE_WORDS_MAXIMUM && template->words[count].type != RECORD_NONE) {
		count++;
	}
	return count;
}

static const struct failure *read_words(struct creation *creation)
{
	const struct run *run = creation->run;
	const struct failure *failure = NULL;
	size_t needed = words_needed(creation->template);
	creation->fields.items = arena_new_array(run->arena, struct pair, run->argument_count);
	for (size_t i = 1; failure == NULL && i < run->argument_count; i++) {
		struct slice word = run->arguments[i];
		size_t equals = slice_find(word, '=');
		if (equals < word.size) {
			failure = add_field(creation, word, equals);
		} else if (creation->word_count < needed) {
			failure = add_word(creation, word);
		} else {
			failure = failure_new(_("“%.*s” is one word too many; fields are given as Name=value"),
					      SLICE_ARGUMENTS(word));
		}
	}
	if (failure == NULL && creation->word_count < needed) {
		const struct template_word *missing = &creation->template->words[creation->word_count];
		failure = failure_new(_("a new %s needs the id of its %s"), creation->template->name,
				      record_definition(missing->type)->name);
	}
	return failure;
}

/* ---- the file ---- */

/* The type announced last in a file: new records go behind its. */
static enum record_type last_type(struct arena *arena, const struct text_file *file)
{
	struct findings *findings = findings_new();
	struct record_file records = record_read(arena, file, findings);
	findings_free(findings);
	return records.count == 0 ? RECORD_NONE : record_type_by_name(records.records[records.count - 1].type);
}

static const struct failure *compose(struct creation *creation, struct slice path, struct buffer *text)
{
	const struct text_file *file;
	struct arena *arena = creation->run->arena;
	enum source_kind kind = source_read(creation->snapshot->source, path, &file);
	enum record_type type = creation->template->type;
	bool stands_alone = type == RECORD_CIRCLE || type == RECORD_MEETING;
	if (kind != SOURCE_MISSING && (kind != SOURCE_FILE || stands_alone)) {
		return failure_new(_("there is a %.*s already"), SLICE_ARGUMENTS(path));
	}
	enum record_type last = last_type(arena, file);
	if (last != RECORD_NONE && last != type) {
		return failure_new(_("%.*s ends with other records; add this one by hand"), SLICE_ARGUMENTS(path));
	}
	buffer_add(text, file->bytes);
	if (text->size > 0) {
		buffer_add(text, slice_ends_with(buffer_view(text), SLICE("\n")) ? SLICE("\n") : SLICE("\n\n"));
	}
	template_write(text, creation->template, creation->words, creation->today, creation->fields,
		       creation->snapshot->model->language, last == RECORD_NONE);
	return NULL;
}

static const struct failure *create(struct creation *creation, const char *root)
{
	const struct failure *failure = find_template(creation);
	struct buffer text = BUFFER_EMPTY;
	if (failure == NULL) {
		failure = read_words(creation);
	}
	if (failure == NULL) {
		struct slice path =
		    template_fill(creation->run->arena, creation->template->path, creation->words, creation->today);
		failure = compose(creation, path, &text);
		if (failure == NULL) {
			struct file_change change = {path, buffer_view(&text), false};
			struct snapshot *snapshot = creation->snapshot;
			snapshot_check(snapshot);
			failure =
			    run_write_files(creation->run, root, snapshot->source, snapshot->findings, &change, 1);
		}
		if (failure == NULL) {
			buffer_format(&creation->run->output, "%.*s\n", SLICE_ARGUMENTS(path));
		}
	}
	buffer_free(&text);
	return failure;
}

static const struct failure *run_new(struct run *run)
{
	struct network_input input;
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		struct creation creation = {.run = run, .snapshot = input.snapshot, .today = run_today(run)};
		failure = create(&creation, input.root);
	}
	network_input_release(&input);
	return failure;
}

const struct command new_command = {
    .name = "new",
    .summary = N_("write the beginning of a record"),
    .arguments = "WHAT ID… [FIELD=VALUE…]",
    .help = N_("Adds a record where it belongs, in the network's language, and prints the file to go on writing in: "
	       "circle ID, "
	       "person ID, party ID, fund ID, place ID, action CIRCLE ID, meeting CIRCLE, contribution CIRCLE PERSON "
	       "ACTION. Dates "
	       "are today's, those of --today, or the Date given. What is there already is refused.\n"
	       "\n"
	       "Examples\n"
	       "  souci new person lea Name=\"Léa Martin\"\n"
	       "  souci new meeting metropole-lilloise --today 2024-04-11\n"
	       "  souci new contribution metropole-lilloise lea cartographie Time=3h30 Asked=\"80.00 EUR\""),
    .arguments_least = 1,
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_PROSE,
    .source = FROM_FILES,
    .argument_choices = "circle person party fund place action meeting contribution",
    .run = run_new,
};
