#include "model/cut.h"

#include "model/unread.h"

static struct cut_file *add_cut(struct model *model, struct cut_file like)
{
	struct cut_file *cut = arena_new_object(model->arena, struct cut_file);
	*cut = like;
	cut->next = model->cut_files;
	model->cut_files = cut;
	return cut;
}

struct cut_file *cut_begin(struct model *model, struct cut_file like, const struct record_file *records)
{
	struct slice bytes = records->file->bytes;
	size_t last_line = slice_find_last(bytes, '\n');
	last_line = last_line == bytes.size ? 0 : last_line + 1;
	bool is_whole = slice_trim(slice_from(bytes, last_line)).size == 0;
	if (is_whole && (records->count > 0 || like.circle == NULL)) {
		return NULL;
	}
	like.end =
	    is_whole ? location_of_file(records->file) : location_of(records->file, slice_from(bytes, last_line));
	like.record = records->count == 0 ? NULL : &records->records[records->count - 1];
	return add_cut(model, like);
}

bool cut_is_at(const struct cut_file *cut, struct location location)
{
	return cut != NULL && location.file == cut->end.file && location.start >= cut->end.start;
}

/* What a record lacks is told where it begins. */
static bool tells_of_last_record(const struct cut_file *cut, const struct finding *finding)
{
	return finding->id == FINDING_FIELD_MISSING && cut->record != NULL && finding->location.file == cut->end.file &&
	       finding->location.start >= record_location(cut->record).start;
}

bool cut_is_told(const struct model *model, const struct cut_file *cut)
{
	for (size_t i = cut->first_finding; i < findings_count(model->findings); i++) {
		const struct finding *finding = findings_at(model->findings, i);
		if (cut_is_at(cut, finding->location) || tells_of_last_record(cut, finding)) {
			return true;
		}
	}
	return false;
}

static void doubt_last_record(const struct cut_file *cut)
{
	if (cut->entry == NULL) {
		return;
	}
	cut->entry->is_told = cut->entry->is_doubtful = cut->entry->is_cut = true;
	if (cut->entry->type == RECORD_DECISION) {
		((struct decision *)(void *)cut->entry)->is_malformed = true;
	}
}

void cut_doubt(struct model *model, const struct cut_file *cut)
{
	unread_note(model, cut->types, cut->circle, cut->name);
	doubt_last_record(cut);
}

/* ---- references ---- */

/* `tom/2024-04-02` stands in contributions/2024/tom.rec. */
static bool may_hold_contribution(const struct cut_file *cut, struct slice id)
{
	size_t slash = slice_find(id, '/');
	struct slice year = slice_part(slice_from(id, slash + 1), 0, 4);
	struct slice path = cut->end.file->path;
	struct slice folder = slice_part(path, 0, slice_find_last(path, '/'));
	return slice_equal(slice_part(id, 0, slash), cut->name) && slice_ends_with(folder, year);
}

static bool may_hold(const struct cut_file *cut, enum record_type type, struct slice id)
{
	bool is_of_people = type == RECORD_PERSON || type == RECORD_PARTY;
	unsigned types = is_of_people ? TYPE_BIT(RECORD_PERSON) | TYPE_BIT(RECORD_PARTY) : TYPE_BIT(type);
	return (cut->types & types) != 0 && (type != RECORD_CONTRIBUTION || may_hold_contribution(cut, id));
}

static bool stands_in_folder_of(const struct cut_file *cut, struct location location)
{
	struct slice path = cut->end.file->path;
	return slice_starts_with(location.file->path, slice_part(path, 0, slice_find_last(path, '/') + 1));
}

/* Among those noted, in the folder above the place or (`is_anywhere`) in any. */
static struct cut_file *find_noted(const struct model *model, enum record_type type, struct slice id,
				   struct location location, bool is_anywhere)
{
	struct cut_file *cut = model->cut_files;
	while (cut != NULL && !(may_hold(cut, type, id) && (is_anywhere || stands_in_folder_of(cut, location)))) {
		cut = cut->next;
	}
	return cut;
}

/* Where a circle keeps an action, or the contribution of somebody; empty for what stands elsewhere. */
static struct slice path_for(const struct model *model, const struct circle *circle, enum record_type type,
			     struct slice id)
{
	if (type == RECORD_ACTION) {
		return circle_path(model->arena, circle, SLICE("programme.rec"));
	}
	size_t slash = slice_find(id, '/');
	struct slice person = slice_part(id, 0, slash);
	if (type != RECORD_CONTRIBUTION || model_find_party(model, person) == NULL) {
		return SLICE("");
	}
	return circle_path(model->arena, circle,
			   arena_format(model->arena, "contributions/%.*s/%.*s.rec",
					SLICE_ARGUMENTS(slice_part(slice_from(id, slash + 1), 0, 4)),
					SLICE_ARGUMENTS(person)));
}

/* The file that should hold what is named in a file of a circle, when it is not there; else NULL. */
static struct cut_file *note_absent(struct model *model, enum record_type type, struct slice id,
				    struct location location)
{
	const struct circle *circle = model_circle_of_path(model, location.file->path);
	struct slice path = circle == NULL ? SLICE("") : path_for(model, circle, type, id);
	const struct text_file *file;
	if (path.size == 0 || source_read(model->source, path, &file) != SOURCE_MISSING) {
		return NULL;
	}
	struct slice name = slice_part(id, 0, slice_find(id, '/'));
	return add_cut(model, (struct cut_file){.types = TYPE_BIT(type),
						.circle = circle,
						.name = name,
						.end = location_of_file(file),
						.first_finding = findings_count(model->findings)});
}

/* An action may be that of any circle: rather of the one that names it. */
static struct cut_file *find_holder(struct model *model, enum record_type type, struct slice id,
				    struct location location)
{
	struct cut_file *cut = find_noted(model, type, id, location, type != RECORD_ACTION);
	cut = cut == NULL ? note_absent(model, type, id, location) : cut;
	return cut == NULL ? find_noted(model, type, id, location, true) : cut;
}

bool cut_takes(struct model *model, enum record_type type, struct slice id, struct location location,
	       const struct circle *circle)
{
	if (unread_may_hold(model, type, id)) {
		return false;
	}
	struct cut_file *cut = find_holder(model, type, id, location);
	if (cut == NULL) {
		return false;
	}
	missing_add(model->arena, &cut->missing, (struct missing_reference){type, id, location, circle, NULL});
	return true;
}

/* ---- telling ---- */

static void report_missing(struct model *model, const struct missing_reference *missing)
{
	if (!unread_tell(model, missing->type, missing->id)) {
		return;
	}
	if (missing->circle == NULL) {
		model_report_unknown(model, missing->location, missing->type, missing->id);
	} else {
		model_report_nobodys_file(model, missing->location, missing->circle, missing->id);
	}
}

static void report_cut(struct model *model, const struct cut_file *cut)
{
	size_t count = 0;
	struct slice names = missing_names(model->arena, &cut->missing, &count);
	if (count > 1 && !cut_is_told(model, cut)) {
		findings_add(model->findings, FINDING_FILE_INCOMPLETE, cut->end, names, cut->end.file->path);
		cut_doubt(model, cut);
		return;
	}
	for (const struct missing_reference *missing = cut->missing.first; missing != NULL; missing = missing->next) {
		report_missing(model, missing);
		doubt_last_record(cut);
	}
}

void cut_report(struct model *model)
{
	for (struct cut_file *cut = model->cut_files; cut != NULL; cut = cut->next) {
		report_cut(model, cut);
		cut->missing = (struct missing_list){NULL, NULL};
	}
}
