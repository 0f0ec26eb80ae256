/* A circle at each commit: its status, how many members, who came and went, its territory. */
#include "report/history_decided.h"

#include "text/translate.h"
#include "text/words.h"

enum circle_column {
	COLUMN_STATUS,
	COLUMN_MEMBERS,
	COLUMN_JOINED,
	COLUMN_LEFT,
	COLUMN_PLACES,
	COLUMN_COMMUNES,
	COLUMN_COUNT,
};

static const struct report_column columns[COLUMN_COUNT] = {
    [COLUMN_STATUS] = {"status", N_("Status"), COLUMN_ID, READERS_ALL},
    [COLUMN_MEMBERS] = {"members", N_("Members"), COLUMN_INTEGER, READERS_ALL},
    [COLUMN_JOINED] = {"joined", N_("Joined"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_LEFT] = {"left", N_("Left it"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_PLACES] = {"places", N_("Places"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_COMMUNES] = {"communes", N_("Communes"), COLUMN_TEXT, READERS_ALL},
};

struct circle_telling {
	const struct history_source *source;
	struct slice id;
	struct told_history *told;
	struct sparkline *members;
	/* As told last. */
	struct slice member_ids; /* parted by spaces */
	struct slice summary;
};

static bool concerns(void *context, const struct decision *decision)
{
	const struct circle_telling *telling = context;
	bool is_of_kind = decision->kind == KIND_FOUND || decision->kind == KIND_STATUS ||
			  decision->kind == KIND_TERRITORY || decision->kind == KIND_JOIN ||
			  decision->kind == KIND_LEAVE;
	return is_of_kind && slice_equal(decision->meeting->circle->id, telling->id);
}

static struct slice members_of(struct arena *arena, const struct fold *fold, const struct circle *circle)
{
	struct list indexes = fold->memberships_of[circle->index];
	struct slice *ids = arena_new_array(arena, struct slice, indexes.count);
	size_t count = 0;
	for (size_t i = 0; i < indexes.count; i++) {
		const struct membership *membership =
		    &LIST_AT(fold->memberships, struct membership, LIST_AT(indexes, uint32_t, i));
		if (span_covers(&membership->span, DATE_OF_ALL)) {
			ids[count++] = membership->person->id;
		}
	}
	return arena_join(arena, ids, count, SLICE(" "));
}

/* The people of one list that are not in another. */
static struct cell people_missing(struct arena *arena, const struct model *model, struct slice ids, struct slice from)
{
	struct named_texts people = named_texts_new(arena, ids.size);
	struct slice id;
	while (slice_next_word(&ids, " ", &id)) {
		if (!words_hold(from, ' ', id)) {
			const struct party *party = model_find_party(model, id);
			named_texts_add(&people, id, party == NULL ? id : party->name);
		}
	}
	return cell_named_texts(arena, &people);
}

/* The cells that change when the circle does, as one text. */
static struct slice summary_of(struct arena *arena, const struct cell *cells, struct slice member_ids)
{
	const struct slice parts[] = {cells[COLUMN_STATUS].text, cells[COLUMN_PLACES].text, cells[COLUMN_COMMUNES].text,
				      member_ids};
	return arena_join(arena, parts, sizeof parts / sizeof *parts, SLICE("|"));
}

static void fill(struct circle_telling *telling, const struct fold *fold, struct cell *cells, struct slice *member_ids,
		 size_t *member_count)
{
	struct arena *arena = telling->told->table->arena;
	const struct circle *circle = model_find_circle(fold->model, telling->id);
	int status = circle == NULL ? -1 : fold_status(fold, circle, DATE_OF_ALL);
	const struct territory *territory = circle == NULL ? NULL : fold_territory(fold, circle, DATE_OF_ALL);
	*member_count = circle == NULL ? 0 : fold_member_count(fold, circle, DATE_OF_ALL);
	*member_ids = circle == NULL ? SLICE("") : members_of(arena, fold, circle);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		cells[i] = cell_empty();
	}
	cells[COLUMN_STATUS] =
	    status < 0 ? cell_text_shown(SLICE(""), slice_of(_("not founded"))) : cell_status(status);
	cells[COLUMN_MEMBERS] = cell_integer((int64_t)*member_count);
	if (territory != NULL) {
		cells[COLUMN_PLACES] = cell_places(arena, territory->places);
		cells[COLUMN_COMMUNES] = cell_communes(arena, territory->communes);
	}
	cells[COLUMN_JOINED] = people_missing(arena, telling->source->end->model, *member_ids, telling->member_ids);
	cells[COLUMN_LEFT] = people_missing(arena, telling->source->end->model, telling->member_ids, *member_ids);
}

static void tell(void *context, const struct decided_step *step)
{
	struct circle_telling *telling = context;
	struct arena *arena = telling->told->table->arena;
	struct cell cells[COLUMN_COUNT];
	struct slice member_ids;
	size_t member_count;
	fill(telling, step->fold, cells, &member_ids, &member_count);
	struct slice summary = arena_copy(arena, summary_of(arena, cells, member_ids));
	if (slice_equal(summary, telling->summary) && step->note.size == 0) {
		return;
	}
	telling->summary = summary;
	telling->member_ids = arena_copy(arena, member_ids);
	if (history_is_within(telling->source->filter, step->commit)) {
		struct cell *row = history_add_row(telling->told, step->commit, step->decisions, step->note);
		for (size_t i = 0; i < COLUMN_COUNT; i++) {
			row[i] = history_keep(telling->told, cells[i]);
		}
		sparkline_add(telling->members, (struct amount){(int128)member_count, 0});
	}
}

const struct failure *history_of_circle(const struct history_source *source, const struct circle *circle,
					struct told_history *told)
{
	struct circle_telling telling = {.source = source, .id = circle->id, .told = told};
	const struct decided_target target = {concerns, tell, &telling, false};
	history_open(told, columns, COLUMN_COUNT);
	history_set_title(told, source, _("The circle %.*s"), circle->id);
	telling.members = history_draw(told, columns[COLUMN_MEMBERS].heading);
	return history_follow_decisions(source, &target);
}
