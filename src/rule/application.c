#include "rule/application.h"

#include "decision/seal.h"
#include "decision/sentence.h"
#include "text/translate.h"

/* ---- which meetings ---- */

/* `circle/meeting` out of `circles/circle/meetings/meeting.rec`. */
static struct slice reference_of_name(struct arena *arena, struct slice name)
{
	struct slice start = SLICE("circles/");
	struct slice middle = SLICE("/meetings/");
	if (!slice_starts_with(name, start) || !slice_ends_with(name, SLICE(".rec"))) {
		return name;
	}
	struct slice below = slice_part(name, start.size, name.size - start.size - 4);
	struct slice circle = slice_part(below, 0, slice_find(below, '/'));
	struct slice rest = slice_from(below, circle.size);
	if (!slice_starts_with(rest, middle)) {
		return name;
	}
	return arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(circle),
			    SLICE_ARGUMENTS(slice_from(rest, middle.size)));
}

static const struct failure *select_named(struct snapshot *snapshot, struct slice name)
{
	struct slice reference = reference_of_name(snapshot->arena, name);
	struct meeting *meeting = model_find_meeting(snapshot->model, reference);
	if (meeting == NULL) {
		struct slice near = model_nearest_id(snapshot->model, RECORD_MEETING, reference);
		return near.size > 0 ? failure_new(_("there is no meeting %.*s; did you mean %.*s?"),
						   SLICE_ARGUMENTS(reference), SLICE_ARGUMENTS(near))
				     : failure_new(_("there is no meeting %.*s"), SLICE_ARGUMENTS(reference));
	}
	if (meeting->status != MEETING_ADOPTED) {
		return failure_new(_("the meeting %.*s is not adopted: only adopted minutes can be applied"),
				   SLICE_ARGUMENTS(reference));
	}
	meeting->is_being_sealed = meeting_is_pending(meeting);
	return NULL;
}

static void select_all(struct model *model)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		meeting->is_being_sealed = meeting_is_pending(meeting);
	}
}

/* An earlier adopted meeting of the same circle or of the council, neither sealed nor named (design, “Seals”). */
static const struct meeting *left_out_before(const struct model *model, const struct meeting *meeting)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *other = LIST_AT(model->meetings, struct meeting *, i);
		bool concerns = other->circle == meeting->circle || other->circle->is_council;
		int order = date_compare(other->date, meeting->date);
		bool is_earlier =
		    order < 0 || (order == 0 && other != meeting &&
				  (other->circle != meeting->circle || slice_compare(other->id, meeting->id) < 0));
		if (concerns && is_earlier && meeting_is_pending(other) && !other->is_being_sealed) {
			return other;
		}
	}
	return NULL;
}

static const struct failure *require_earlier(const struct model *model)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		const struct meeting *earlier = meeting->is_being_sealed ? left_out_before(model, meeting) : NULL;
		if (earlier != NULL) {
			return failure_new(_("%.*s/%.*s comes before %.*s/%.*s and is not applied yet; name it too"),
					   SLICE_ARGUMENTS(earlier->circle->id), SLICE_ARGUMENTS(earlier->id),
					   SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id));
		}
	}
	return NULL;
}

/* ---- what changes ---- */

static bool stands_already(struct snapshot *snapshot, struct slice path, struct slice bytes)
{
	const struct text_file *file;
	return source_read(snapshot->source, path, &file) == SOURCE_FILE && slice_equal(file->bytes, bytes);
}

static void add_change(struct application *application, struct slice path, struct slice bytes, bool is_removed)
{
	LIST_AT(application->changes, struct file_change, application->changes.count++) =
	    (struct file_change){path, bytes, is_removed};
}

/* A file as it is to stand, which is a change where something else stands now. */
static void add_file(struct snapshot *snapshot, struct application *application, struct slice path, struct slice bytes)
{
	LIST_AT(application->files, struct file_change, application->files.count++) =
	    (struct file_change){path, bytes, false};
	if (!stands_already(snapshot, path, bytes)) {
		add_change(application, path, bytes, false);
	}
}

/* Seals of the meetings being applied, of those applied before, and of those whose layout alone changed. */
static void add_seals(struct snapshot *snapshot, const struct fold *fold, struct application *application)
{
	application->sealed = fold->meetings;
	application->sealed.items = arena_new_array(snapshot->arena, struct meeting *, fold->meetings.count);
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(fold->meetings, struct meeting *, i);
		struct buffer text = BUFFER_EMPTY;
		seal_write(&text, fold, meeting);
		LIST_AT(application->sealed, struct meeting *, i) = meeting;
		add_file(snapshot, application, seal_path(snapshot->arena, meeting),
			 arena_copy(snapshot->arena, buffer_view(&text)));
		buffer_free(&text);
		if (meeting->is_being_sealed) {
			LIST_AT(application->meetings, struct meeting *, application->meetings.count++) = meeting;
		}
	}
}

static void add_removed(struct application *application, struct list paths)
{
	for (size_t i = 0; i < paths.count; i++) {
		struct slice path = LIST_AT(paths, struct slice, i);
		LIST_AT(application->files, struct file_change, application->files.count++) =
		    (struct file_change){path, SLICE(""), true};
		add_change(application, path, SLICE(""), true);
	}
}

static const struct failure *gather(struct snapshot *snapshot, struct fold *fold, struct application *application)
{
	struct list generated = generate(snapshot->arena, fold);
	struct list extra = {NULL, 0};
	const struct failure *failure = generated_extra(snapshot->arena, snapshot->model, generated, &extra);
	if (failure != NULL) {
		return failure;
	}
	size_t most = fold->meetings.count + generated.count + extra.count;
	application->meetings.items = arena_new_array(snapshot->arena, struct meeting *, fold->meetings.count);
	application->changes.items = arena_new_array(snapshot->arena, struct file_change, most);
	application->files.items = arena_new_array(snapshot->arena, struct file_change, most);
	add_seals(snapshot, fold, application);
	for (size_t i = 0; i < generated.count; i++) {
		const struct generated_file *file = &LIST_AT(generated, struct generated_file, i);
		add_file(snapshot, application, file->path, file->bytes);
	}
	add_removed(application, extra);
	return NULL;
}

const struct failure *application_prepare(struct snapshot *snapshot, const struct slice *names, size_t count,
					  struct application *application)
{
	const struct failure *failure = NULL;
	*application = (struct application){0};
	for (size_t i = 0; failure == NULL && i < count; i++) {
		failure = select_named(snapshot, names[i]);
	}
	if (count == 0) {
		select_all(snapshot->model);
	}
	if (failure == NULL) {
		failure = require_earlier(snapshot->model);
	}
	if (failure != NULL) {
		return failure;
	}
	snapshot_check(snapshot);
	struct fold *fold = snapshot_fold(snapshot, DATE_MAXIMUM);
	failure = gather(snapshot, fold, application);
	fold_free(fold);
	return failure;
}

/* ---- what stands in the way ---- */

/* What apply writes again, conflict markers and all: seals too. */
static bool is_about_generated(const struct finding *finding)
{
	bool is_conflict = finding->id == FINDING_FILE_IN_CONFLICT;
	return is_about_generated_files(finding->id) ||
	       (is_conflict && slice_contains(finding->location.file->path, SLICE("/sealed/")));
}

/* A meeting that is neither sealed nor being applied has no say in this. */
static bool is_about_other_pending(const struct snapshot *snapshot, const struct finding *finding)
{
	if (finding->location.file == NULL) {
		return false;
	}
	struct meeting *meeting =
	    model_find_meeting(snapshot->model, reference_of_name(snapshot->arena, finding->location.file->path));
	return meeting != NULL && meeting->seal == NULL && !meeting->is_being_sealed;
}

size_t application_obstacles(const struct snapshot *snapshot, struct findings *obstacles)
{
	for (size_t i = 0; i < findings_count(snapshot->findings); i++) {
		const struct finding *finding = findings_at(snapshot->findings, i);
		if (finding->severity == SEVERITY_ERROR && !is_about_generated(finding) &&
		    !is_about_other_pending(snapshot, finding)) {
			findings_copy(obstacles, finding);
		}
	}
	return findings_count(obstacles);
}

/* ---- the message of the commit ---- */

struct slice application_message(struct arena *arena, const struct snapshot *snapshot,
				 const struct application *application)
{
	struct buffer text = BUFFER_EMPTY;
	int language = snapshot->model->language;
	if (application->meetings.count == 1) {
		const struct meeting *meeting = LIST_AT(application->meetings, struct meeting *, 0);
		buffer_format(&text, "Apply %.*s/%.*s\n", SLICE_ARGUMENTS(meeting->circle->id),
			      SLICE_ARGUMENTS(meeting->id));
	} else if (application->meetings.count > 1) {
		buffer_format(&text, "Apply %zu meetings\n", application->meetings.count);
	} else {
		buffer_add(&text, SLICE("Write the generated files again\n"));
	}
	for (size_t i = 0; i < application->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(application->meetings, struct meeting *, i);
		buffer_add(&text, SLICE("\n"));
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			buffer_format(&text, "%.*s %.*s\n", SLICE_ARGUMENTS(decision->reference),
				      SLICE_ARGUMENTS(decision_label(arena, decision, language)));
		}
	}
	for (size_t i = 0; i < application->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(application->meetings, struct meeting *, i);
		buffer_format(&text, "%sSouci-Meeting: %.*s/%.*s\n", i == 0 ? "\n" : "",
			      SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id));
	}
	struct slice message = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return message;
}
