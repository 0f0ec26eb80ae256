/* Loading all files below circles/ into a model: which file holds what. */
#include "model/loader.h"

#include "model/currency.h"
#include "model/decimal_mark.h"
#include "model/spoken.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <stdlib.h>

static struct slice types_text(struct arena *arena, unsigned allowed)
{
	struct slice names[RECORD_TYPE_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		if ((allowed & TYPE_BIT(i)) != 0) {
			names[count++] = type_name_shown((enum record_type)i);
		}
	}
	return arena_join(arena, names, count, SLICE(", "));
}

/* ---- one file ---- */

static enum finding_id finding_of_kind(enum source_kind kind)
{
	switch (kind) {
	case SOURCE_FOLDER: return FINDING_FILE_IS_DIRECTORY;
	case SOURCE_LINK: return FINDING_FILE_IS_LINK;
	case SOURCE_SPECIAL: return FINDING_FILE_IS_SPECIAL;
	case SOURCE_TOO_LARGE: return FINDING_FILE_TOO_LARGE;
	default: return FINDING_FILE_UNREADABLE;
	}
}

/* What more there is to say of it. */
static struct slice reason_for(enum source_kind kind)
{
	switch (kind) {
	case SOURCE_TOO_LARGE: return SLICE("128 MiB");
	case SOURCE_DAMAGED: return slice_of(_("its object in the repository is missing or damaged"));
	default: return slice_of(_("permission denied"));
	}
}

void model_tell_unread(struct model *model, const struct text_file *file, enum source_kind kind)
{
	findings_add(model->findings, finding_of_kind(kind), location_of_file(file), reason_for(kind));
}

static void note_unread(struct model *model, const struct file_context *context)
{
	unread_note(model, context->allowed, context->circle, context->name);
}

static size_t count_of_type(const struct record_file *records, enum record_type type)
{
	size_t count = 0;
	for (size_t i = 0; i < records->count; i++) {
		count += record_type_by_name(records->records[i].type) == type;
	}
	return count;
}

/* Said once for the line that announces the type, whatever follows it. */
static void report_unknown_type(struct model *model, const struct record_file *records, size_t index, unsigned allowed)
{
	struct slice type = records->records[index].type;
	if (index == 0 || records->records[index - 1].type.data != type.data) {
		findings_add(model->findings, FINDING_RECORD_TYPE_UNKNOWN, location_of(records->file, type), type,
			     record_nearest_type(type), types_text(model->arena, allowed));
	}
}

static struct entry *bind_in(struct loader *loader, const struct file_context *context, const struct record *record,
			     enum record_type type)
{
	struct entry *entry = bind_record(&loader->binder, record, type);
	if (context->cut != NULL && context->cut->record == record) {
		context->cut->entry = entry;
	}
	if (context->is_doubtful && (TYPE_BIT(type) & MINUTES_TYPES) == 0) {
		entry->is_told = entry->is_doubtful = true; /* any of them may be what cannot be read */
	}
	return entry;
}

/* The single record comes first whatever its place in the file: decisions need their meeting. */
static void load_records_of(struct loader *loader, struct file_context *context, const struct record_file *records,
			    bool singles)
{
	struct model *model = loader->model;
	bool had_single = false;
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = &records->records[i];
		enum record_type type = record_type_by_name(record->type);
		bool is_allowed = type != RECORD_NONE && (context->allowed & TYPE_BIT(type)) != 0;
		bool is_single = is_allowed && type == context->single;
		if (is_single != singles || (type == RECORD_NONE && record->type.size == 0)) {
			continue;
		}
		if (type == RECORD_NONE) {
			report_unknown_type(model, records, i, context->allowed);
			continue;
		}
		bool is_one_too_many = is_single && had_single;
		if (is_one_too_many && context->is_doubtful) {
			continue; /* of another type, most likely, which cannot be read */
		}
		if (!is_allowed || is_one_too_many) {
			findings_add(
			    model->findings, is_single ? FINDING_RECORD_REPEATED : FINDING_RECORD_TYPE_MISPLACED,
			    record_location(record), type_name_shown(type), types_text(model->arena, context->allowed));
			continue;
		}
		had_single |= is_single;
		struct entry *entry = bind_in(loader, context, record, type);
		if (type == RECORD_CIRCLE) {
			adopt_circle(context->circle, (struct circle *)(void *)entry, model);
		} else {
			collect_record(loader, context, type, entry, records->count);
		}
	}
}

/* Whether what was found in a file since `start` leaves it unknown which records it holds. */
static bool is_hard_to_read(const struct model *model, size_t start)
{
	for (size_t i = start; i < findings_count(model->findings); i++) {
		switch (findings_at(model->findings, i)->id) {
		case FINDING_FILE_NUL_BYTE:
		case FINDING_FILE_NOT_UTF8:
		case FINDING_RECORD_SPECIAL_UNKNOWN:
		case FINDING_RECORD_TYPE_MALFORMED:
		case FINDING_RECORD_TYPE_MISSING: return true;
		default: break;
		}
	}
	return false;
}

static void load_text(struct loader *loader, struct file_context *context)
{
	struct model *model = loader->model;
	if (findings_add_unreadable(model->findings, context->file)) {
		note_unread(model, context);
		return;
	}
	size_t start = findings_count(model->findings);
	const struct text_file *written = context->file;
	struct record_file records = record_read(model->arena, context->file, model->findings);
	context->is_doubtful = is_hard_to_read(model, start) || count_of_type(&records, RECORD_NONE) > 0;
	context->file = records.file;
	bool lacks_single = context->single != RECORD_NONE && count_of_type(&records, context->single) == 0;
	if (context->is_doubtful) {
		note_unread(model, context); /* what it lacks may be there: why it cannot be read is said */
	} else if (lacks_single) {
		findings_add(model->findings, FINDING_RECORD_MISSING, location_of_file(context->file),
			     type_name_shown(context->single));
		note_unread(model, context);
	}
	loader->binder.written = context->file == written ? SLICE("") : written->bytes;
	context->cut = cut_begin(
	    model,
	    (struct cut_file){
		.types = context->allowed, .circle = context->circle, .name = context->name, .first_finding = start},
	    &records);
	loader->binder.cut = context->cut;
	load_records_of(loader, context, &records, true);
	load_records_of(loader, context, &records, false);
	if (context->cut != NULL && cut_is_told(model, context->cut)) {
		cut_doubt(model, context->cut);
	}
}

static void note_line_ends(struct loader *loader, const struct text_file *file)
{
	if (source_stored(loader->model->source, file).size != file->bytes.size) {
		loader->crlf = loader->crlf == NULL ? file : loader->crlf;
		loader->crlf_count++;
	}
}

/* Once for all of them: git writes every file so, or none. */
static void tell_line_ends(const struct loader *loader)
{
	if (loader->crlf != NULL) {
		struct model *model = loader->model;
		findings_add(model->findings, FINDING_FILE_CRLF, location_of_file(loader->crlf),
			     arena_format(model->arena, "%zu", loader->crlf_count));
	}
}

static void load_file(struct loader *loader, struct slice path, struct file_context context)
{
	struct model *model = loader->model;
	enum source_kind kind = SOURCE_FILE;
	context.file = loader->given;
	if (context.file == NULL) {
		kind = source_read(model->source, path, &context.file);
	}
	if (kind == SOURCE_MISSING) {
		return; /* absent files are empty */
	}
	if (kind != SOURCE_FILE) {
		model_tell_unread(model, context.file, kind);
		note_unread(model, &context);
		return;
	}
	if (loader->given == NULL) {
		note_line_ends(loader, context.file);
	}
	load_text(loader, &context);
}

/* Seals are written by `apply`; one that cannot be read counts as absent, and `apply` writes it again. */
static void load_seal(struct loader *loader, struct circle *circle, struct slice path, struct slice name)
{
	struct model *model = loader->model;
	struct file_context context = {.circle = circle, .allowed = TYPE_BIT(RECORD_SEAL), .single = RECORD_SEAL};
	size_t before = model->seals.count;
	context.name = name;
	load_file(loader, path, context);
	if (model->seals.count > before) {
		struct seal *seal = LIST_AT(model->seals, struct seal *, model->seals.count - 1);
		seal->circle = circle;
		seal->name = name;
	}
}

void model_report_nobodys_file(struct model *model, struct location location, const struct circle *circle,
			       struct slice name)
{
	struct slice near = model_nearest_id(model, RECORD_PERSON, name);
	struct finding *finding =
	    findings_add(model->findings, FINDING_CONTRIBUTION_FILE_UNKNOWN_PERSON, location, name, near);
	model_share_cause(model, finding, RECORD_PERSON, name, near);
	/* Whose contributions they are is not known: others that are missing may be these. */
	unread_note(model, TYPE_BIT(RECORD_CONTRIBUTION), circle, SLICE(""));
}

static void check_contributor(struct loader *loader, const struct source_entry *entry, const struct circle *circle,
			      struct slice name)
{
	struct model *model = loader->model;
	struct party *person = model_find_party(model, name);
	if (person != NULL && person->is_person) {
		return;
	}
	struct text_file *file = arena_new_object(model->arena, struct text_file);
	*file = (struct text_file){entry->path, SLICE("")};
	struct location location = location_of_file(file);
	if (!cut_takes(model, RECORD_PERSON, name, location, circle) && unread_tell(model, RECORD_PERSON, name)) {
		model_report_nobodys_file(model, location, circle, name);
	}
}

/* ---- the tree of files ---- */

static const struct {
	const char *path;
	unsigned allowed;
	enum record_type single;
} network_files[] = {
    {"circles/network.rec", TYPE_BIT(RECORD_NETWORK) | TYPE_BIT(RECORD_RULE), RECORD_NETWORK},
    {"circles/people.rec", TYPE_BIT(RECORD_PERSON), RECORD_NONE},
    {"circles/parties.rec", TYPE_BIT(RECORD_PARTY), RECORD_NONE},
    {"circles/funds.rec", TYPE_BIT(RECORD_FUND), RECORD_NONE},
    {"circles/places.rec", TYPE_BIT(RECORD_PLACE), RECORD_NONE},
};

enum { NETWORK_FILE_COUNT = sizeof network_files / sizeof *network_files };

/* The place of a path among the files of the network itself; NETWORK_FILE_COUNT when it is none. */
static size_t find_network_file(struct slice path)
{
	size_t place = 0;
	while (place < NETWORK_FILE_COUNT && !slice_equal(path, slice_of(network_files[place].path))) {
		place++;
	}
	return place;
}

static bool is_network_file(struct slice path)
{
	return find_network_file(path) < NETWORK_FILE_COUNT;
}

static void load_network_file(struct loader *loader, size_t place)
{
	load_file(
	    loader, slice_of(network_files[place].path),
	    (struct file_context){.allowed = network_files[place].allowed, .single = network_files[place].single});
}

static struct slice without_extension(struct slice name)
{
	return slice_ends_with(name, SLICE(".rec")) ? slice_part(name, 0, name.size - 4) : name;
}

static void misplaced(struct loader *loader, const struct source_entry *entry)
{
	struct text_file *file = arena_new_object(loader->model->arena, struct text_file);
	*file = (struct text_file){entry->path, SLICE("")};
	findings_add_plain(loader->model->findings, FINDING_FILE_MISPLACED, location_of_file(file));
}

/* `rest` is the path inside the circle's folder. */
static void load_circle_file(struct loader *loader, struct circle *circle, const struct source_entry *entry,
			     struct slice rest)
{
	struct slice name =
	    slice_from(rest, slice_find_last(rest, '/') == rest.size ? 0 : slice_find_last(rest, '/') + 1);
	struct slice folder = slice_part(rest, 0, rest.size - name.size);
	struct file_context context = {.circle = circle, .name = without_extension(name), .single = RECORD_NONE};
	bool is_record = slice_ends_with(name, SLICE(".rec"));
	if (slice_starts_with(rest, SLICE("evidence/")) || slice_starts_with(name, SLICE("."))) {
		return;
	}
	if (slice_equal(rest, SLICE("circle.rec"))) {
		context.allowed = TYPE_BIT(RECORD_CIRCLE);
		context.single = RECORD_CIRCLE;
	} else if (slice_equal(rest, SLICE("programme.rec"))) {
		context.allowed = TYPE_BIT(RECORD_ACTION);
	} else if (slice_starts_with(folder, SLICE("contributions/")) && is_record && folder.size == 19) {
		context.allowed = TYPE_BIT(RECORD_CONTRIBUTION);
		context.folder = slice_part(folder, 14, 4);
	} else if (slice_equal(folder, SLICE("meetings/")) && is_record) {
		context.allowed = MINUTES_TYPES;
		context.single = RECORD_MEETING;
	} else if (slice_equal(folder, SLICE("sealed/")) && is_record) {
		load_seal(loader, circle, entry->path, context.name);
		return;
	} else {
		bool is_ours = is_record || folder.size > 0;
		if (is_ours && !slice_equal(rest, SLICE("register.rec"))) {
			misplaced(loader, entry);
		}
		return;
	}
	if (context.allowed == TYPE_BIT(RECORD_CONTRIBUTION)) {
		check_contributor(loader, entry, circle, context.name);
	}
	load_file(loader, entry->path, context);
}

/* The types of records below a folder of a circle, by its path inside it. */
static unsigned types_below(struct slice rest)
{
	static const struct {
		const char *folder;
		unsigned types;
	} folders[] = {{"meetings", MINUTES_TYPES},
		       {"contributions", TYPE_BIT(RECORD_CONTRIBUTION)},
		       {"sealed", TYPE_BIT(RECORD_SEAL)}};
	unsigned all = TYPE_BIT(RECORD_ACTION);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (slice_equal(slice_part(rest, 0, slice_find(rest, '/')), slice_of(folders[i].folder))) {
			return folders[i].types;
		}
		all |= folders[i].types;
	}
	return rest.size == 0 ? all : 0;
}

/* A folder that may not be looked into: whatever it holds is unknown. */
static void miss_folder(struct loader *loader, const struct source_entry *entry, struct slice circle, struct slice rest)
{
	struct model *model = loader->model;
	unsigned types = types_below(rest);
	if (types != 0) {
		struct text_file *file = arena_new_object(model->arena, struct text_file);
		*file = (struct text_file){entry->path, SLICE("")};
		model_tell_unread(model, file, entry->kind);
		unread_note(model, types, model_find_circle(model, circle), SLICE(""));
	}
}

/* A file whose name is no text, which is said of all such files at once: it may be any that is not there. */
static void miss_nameless(struct loader *loader, struct slice circle, struct slice rest)
{
	struct model *model = loader->model;
	const struct text_file *file;
	unread_note(model, types_below(rest), model_find_circle(model, circle), SLICE(""));
	for (size_t i = 0; i < NETWORK_FILE_COUNT && rest.size == 0; i++) {
		if (source_read(model->source, slice_of(network_files[i].path), &file) == SOURCE_MISSING) {
			unread_note(model, network_files[i].allowed, NULL, SLICE(""));
		}
	}
}

void load_entry(struct loader *loader, const struct source_entry *entry, struct circle **circle)
{
	struct slice below = slice_from(entry->path, sizeof "circles/" - 1);
	size_t slash = slice_find(below, '/');
	struct slice first = slice_part(below, 0, slash);
	if (utf8_find_invalid(entry->path) < entry->path.size) {
		miss_nameless(loader, slash < below.size ? first : SLICE(""), slice_from(below, slash + 1));
		return;
	}
	if (entry->kind == SOURCE_UNREADABLE && !slice_ends_with(below, SLICE(".rec"))) {
		miss_folder(loader, entry, first, slice_from(below, slash + 1));
		return;
	}
	if (slash == below.size) {
		if (entry->kind == SOURCE_FOLDER && !is_network_file(entry->path)) {
			*circle = collect_circle(loader, entry->path, first);
		} else if (slice_ends_with(first, SLICE(".rec")) && !is_network_file(entry->path)) {
			misplaced(loader, entry);
		}
		return;
	}
	/* In byte order the folder of nord-est stands between that of nord and what is in it. */
	bool is_elsewhere = *circle == NULL || !slice_equal((*circle)->id, first);
	struct circle *owner = is_elsewhere ? model_find_circle(loader->model, first) : *circle;
	struct slice rest = slice_from(below, slash + 1);
	bool is_record = slice_ends_with(rest, SLICE(".rec")) && !slice_equal(rest, SLICE("register.rec"));
	if (owner != NULL && (entry->kind != SOURCE_FOLDER || is_record)) {
		load_circle_file(loader, owner, entry, rest);
	} else if (entry->kind == SOURCE_FOLDER && slice_ends_with(entry->path, SLICE(".rec"))) {
		struct text_file *file = arena_new_object(loader->model->arena, struct text_file);
		*file = (struct text_file){entry->path, SLICE("")};
		findings_add_plain(loader->model->findings, FINDING_FILE_IS_DIRECTORY, location_of_file(file));
	}
}

static void require_files(struct model *model)
{
	const struct text_file *file;
	if (model->network == NULL && !model->incomplete[RECORD_NETWORK] &&
	    source_read(model->source, SLICE("circles/network.rec"), &file) == SOURCE_MISSING) {
		findings_add_plain(model->findings, FINDING_NETWORK_MISSING, location_of_file(file));
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		struct circle *circle = LIST_AT(model->circles, struct circle *, i);
		if (circle->entry.record == NULL && !model->incomplete[RECORD_CIRCLE]) {
			findings_add_plain(model->findings, FINDING_CIRCLE_FILE_MISSING,
					   location_of_file(circle->entry.file));
		}
	}
}

void loader_start(struct loader *loader, struct model *model)
{
	*loader = (struct loader){.model = model,
				  .known_actions = model->actions.count,
				  .known_contributions = model->contributions.count,
				  .known_meetings = model->meetings.count,
				  .known_seals = model->seals.count};
	binder_start(&loader->binder, model);
}

static struct model *begin_model(struct source *source, struct findings *findings, struct slice currency)
{
	struct model *model = memory_allocate_zeroed(1, sizeof *model);
	model->arena = arena_new();
	model->source = source;
	model->findings = findings;
	decimal_mark_begin(model);
	if (currency.size > 0) {
		model->currency.meant = model->style.currency = arena_copy(model->arena, currency);
	}
	model->later_files = symbols_new();
	model->doubtful_journals = symbols_new();
	model->told_journals = symbols_new();
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		model->indexes[i] = id_index_new();
	}
	return model;
}

static void load_all(struct model *model)
{
	struct loader loader;
	struct circle *circle = NULL;
	loader_start(&loader, model);
	for (size_t i = 0; i < NETWORK_FILE_COUNT; i++) {
		load_network_file(&loader, i);
	}
	for (size_t i = 0; i < model->files.count; i++) {
		load_entry(&loader, &model->files.entries[i], &circle);
	}
	link_records(&loader);
	decimal_mark_tell(model);
	currency_tell(model);
	require_files(model);
	tell_line_ends(&loader);
	binder_end(&loader.binder);
}

/* Another currency is meant than was read: all is read once more. */
static void load_again(struct model **model, struct slice currency, size_t findings_before)
{
	struct model *first = *model;
	*model = begin_model(first->source, first->findings, currency);
	(*model)->files = first->files;
	findings_shorten(first->findings, findings_before);
	model_free(first);
	load_all(*model);
}

const struct failure *model_load(struct source *source, struct findings *findings, struct model **result)
{
	size_t findings_before = findings_count(findings);
	struct model *model = begin_model(source, findings, SLICE(""));
	const struct failure *failure = source_list(source, SLICE("circles"), &model->files);
	if (failure != NULL) {
		model_free(model);
		return failure;
	}
	load_all(model);
	if (currency_meant(model).size > 0) {
		load_again(&model, currency_meant(model), findings_before);
	}
	*result = model;
	return NULL;
}

void model_extend(struct model *model, struct text_file *const *files, size_t count)
{
	struct loader loader;
	loader_start(&loader, model);
	for (size_t i = 0; i < count; i++) {
		struct source_entry entry = {files[i]->path, SOURCE_FILE};
		struct circle *circle = NULL;
		size_t place = find_network_file(entry.path);
		loader.given = files[i];
		if (place < NETWORK_FILE_COUNT) {
			load_network_file(&loader, place);
		} else {
			load_entry(&loader, &entry, &circle);
		}
	}
	link_records(&loader);
	decimal_mark_tell(model);
	binder_end(&loader.binder);
}
