/* Entries that people wrote into journals. */
#include "history/written.h"

#include "journal/writer.h"
#include "model/value.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"
#include "text/words.h"

#include <assert.h>
#include <stdlib.h>

/* ---- the part that differs ---- */

/* Whether an entry or a directive begins at a place: what stands before it does not change what it says. */
static bool begins_entry(struct slice bytes, size_t place)
{
	bool is_line_start = place == 0 || bytes.data[place - 1] == '\n';
	return is_line_start && (place == bytes.size || (bytes.data[place] >= '0' && bytes.data[place] <= '9'));
}

/* Drops what both sides begin with, up to the beginning of an entry. */
static void drop_common_beginning(struct slice *before, struct slice *after)
{
	size_t least = before->size < after->size ? before->size : after->size;
	size_t place = 0;
	while (place < least && before->data[place] == after->data[place]) {
		place++;
	}
	/* An entry may go on behind the last byte in common: the one before is read again, on both sides. */
	while (place > 0 && (place >= least || !begins_entry(*before, place) || !begins_entry(*after, place))) {
		place--;
	}
	*before = slice_from(*before, place);
	*after = slice_from(*after, place);
}

static void drop_common_end(struct slice *before, struct slice *after)
{
	size_t least = before->size < after->size ? before->size : after->size;
	size_t size = 0;
	while (size < least && before->data[before->size - 1 - size] == after->data[after->size - 1 - size]) {
		size++;
	}
	while (size > 0 && (!begins_entry(*before, before->size - size) || !begins_entry(*after, after->size - size))) {
		size--;
	}
	*before = slice_part(*before, 0, before->size - size);
	*after = slice_part(*after, 0, after->size - size);
}

/* ---- reading it ---- */

/* The one file of a fragment; what it includes is not looked at. */
static const struct text_file *load(void *context, struct slice path, struct slice *reason)
{
	const struct text_file *file = context;
	if (slice_equal(path, file->path)) {
		return file;
	}
	*reason = SLICE("");
	return NULL;
}

static struct journal *read_fragment(const struct journal_loader *loader, struct slice path)
{
	struct findings *unheard = findings_new();
	struct journal *journal = journal_read(loader, &path, 1, NULL, unheard);
	findings_free(unheard);
	return journal;
}

/* How two entries are compared, whatever their layout and comments. */
enum likeness {
	LIKENESS_NONE,
	LIKENESS_MEANING, /* all they say is the same */
	LIKENESS_EFFECT,  /* what they move, when and why is the same; their code, mark or description is not */
};

static struct slice meaning_of(struct arena *arena, const struct journal *journal,
			       const struct transaction *transaction, enum likeness likeness)
{
	struct buffer text = BUFFER_EMPTY;
	bool with_words = likeness == LIKENESS_MEANING;
	journal_write_header(
	    &text, transaction->date, transaction->secondary_date, with_words ? transaction->mark : ENTRY_UNMARKED,
	    with_words ? transaction->code : SLICE(""), with_words ? transaction->description : SLICE(""));
	for (size_t i = 0; i < transaction->tags.count; i++) {
		const struct tag *tag = &transaction->tags.items[i];
		buffer_format(&text, "\n%.*s:%.*s", SLICE_ARGUMENTS(tag->name), SLICE_ARGUMENTS(tag->value));
	}
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		struct slice account = journal_account(journal, posting->account);
		buffer_format(&text, "\n%d %.*s ", posting->kind, SLICE_ARGUMENTS(account));
		journal_write_amount(&text, posting->quantity, journal_commodity(journal, posting->commodity));
		for (size_t j = 0; j < posting->tags.count; j++) {
			const struct tag *tag = &posting->tags.items[j];
			buffer_format(&text, " %.*s:%.*s", SLICE_ARGUMENTS(tag->name), SLICE_ARGUMENTS(tag->value));
		}
	}
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return copy;
}

/* ---- telling it ---- */

struct entry_telling {
	struct event_list *events;
	const struct model *model;
	const struct journal *journal;
	const struct transaction *transaction;
	enum event_change change;
};

static struct slice part_of_account(struct slice account, size_t index)
{
	while (index-- > 0) {
		account = slice_from(account, slice_find(account, ':') + 1);
	}
	return slice_part(account, 0, slice_find(account, ':'));
}

/* The accounts of the whole entry. */
static struct slice accounts_of(const struct entry_telling *telling)
{
	const struct transaction *transaction = telling->transaction;
	struct slice accounts = SLICE("");
	for (size_t i = 0; i < transaction->posting_count; i++) {
		struct slice account = journal_account(telling->journal, transaction->postings[i].account);
		struct slice copy = arena_copy(telling->events->arena, account);
		accounts = words_add(telling->events->arena, accounts, ';', copy);
	}
	return accounts;
}

static struct event *add_event(const struct entry_telling *telling, const char *kind, const struct posting *posting)
{
	struct arena *arena = telling->events->arena;
	struct event *event = event_add(telling->events, kind, telling->change);
	int sign = amount_sign(posting->quantity);
	event->accounts = accounts_of(telling);
	event->name = arena_copy(arena, telling->transaction->description);
	event->amount = sign < 0 ? amount_negate(posting->quantity) : posting->quantity;
	event->commodity = arena_copy(arena, journal_commodity(telling->journal, posting->commodity));
	return event;
}

/* What is paid: the decision that the entry names says for which action. */
static void set_paid(const struct entry_telling *telling, struct event *event, const struct posting *posting)
{
	struct arena *arena = telling->events->arena;
	struct slice pays = SLICE("");
	if (!tag_find(posting->tags, SLICE("pays"), &pays)) {
		return;
	}
	event->decision = arena_copy(arena, pays);
	event->about.circle = slice_part(event->decision, 0, slice_find(event->decision, '/'));
	const struct decision *decision = telling->model == NULL ? NULL : model_find_decision(telling->model, pays);
	for (size_t i = 0; decision != NULL && i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		subjects_add(arena, &event->about.action, action == NULL ? SLICE("") : action->id);
	}
}

static struct slice money_of(const struct entry_telling *telling, const struct event *event)
{
	bool comma = telling->model != NULL && telling->model->style.writes_comma;
	const struct money_style style = {.currency = event->commodity, .writes_comma = comma};
	return money_for_people(telling->events->arena, event->amount, style);
}

static void add_payment(const struct entry_telling *telling, const struct posting *posting, struct slice account)
{
	struct arena *arena = telling->events->arena;
	struct event *event = add_event(telling, "payment", posting);
	struct slice amount = money_of(telling, event);
	bool is_back = amount_sign(posting->quantity) < 0;
	const char *phrase = telling->change == EVENT_REMOVED ? _("took out: paid %.*s %.*s")
			     : is_back                        ? _("%.*s paid back %.*s")
							      : _("paid %.*s %.*s");
	event->about.person = arena_copy(arena, part_of_account(account, 1));
	event->about.fund = arena_copy(arena, part_of_account(account, 2));
	set_paid(telling, event, posting);
	event->what = arena_format(arena, phrase, SLICE_ARGUMENTS(event->about.person), SLICE_ARGUMENTS(amount));
}

static void add_receipt(const struct entry_telling *telling, const struct posting *posting, struct slice account)
{
	struct arena *arena = telling->events->arena;
	struct event *event = add_event(telling, "receipt", posting);
	struct slice amount = money_of(telling, event);
	const char *phrase = telling->change == EVENT_REMOVED     ? _("took out: received %.*s of %.*s")
			     : amount_sign(posting->quantity) < 0 ? _("received %.*s of %.*s")
								  : _("gave back %.*s of %.*s");
	event->about.fund = arena_copy(arena, part_of_account(account, 2));
	event->what = arena_format(arena, phrase, SLICE_ARGUMENTS(amount), SLICE_ARGUMENTS(event->about.fund));
}

/* An entry that neither pays what was decided nor receives what was awarded: by its description. */
static void add_other(const struct entry_telling *telling)
{
	struct arena *arena = telling->events->arena;
	const struct transaction *transaction = telling->transaction;
	const struct posting *posting = &transaction->postings[0];
	assert(transaction->posting_count > 0);
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (amount_sign(transaction->postings[i].quantity) > 0) {
			posting = &transaction->postings[i];
			break;
		}
	}
	struct event *event = add_event(telling, "entry", posting);
	struct slice amount = money_of(telling, event);
	const char *phrase = telling->change == EVENT_REMOVED   ? _("took out the entry “%.*s”, %.*s")
			     : telling->change == EVENT_CHANGED ? _("described anew the entry “%.*s”, %.*s")
								: _("entered “%.*s”, %.*s");
	event->what = arena_format(arena, phrase, SLICE_ARGUMENTS(event->name), SLICE_ARGUMENTS(amount));
}

static void add_transaction(const struct entry_telling *telling)
{
	const struct transaction *transaction = telling->transaction;
	size_t told = 0;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		struct slice account = journal_account(telling->journal, posting->account);
		if (slice_starts_with(account, SLICE("Due:"))) {
			add_payment(telling, posting, account);
			told++;
		} else if (slice_starts_with(account, SLICE("Assets:Receivable:"))) {
			add_receipt(telling, posting, account);
			told++;
		}
	}
	if (told == 0) {
		add_other(telling);
	}
}

/* ---- both sides ---- */

/* How often each meaning stands in a journal; numbers are symbols of `meanings`. */
struct tally {
	struct symbols *meanings;
	size_t *counts;
	size_t capacity;
};

static size_t *tally_of(struct tally *tally, struct slice meaning)
{
	uint32_t known = symbols_count(tally->meanings);
	uint32_t symbol = symbols_intern(tally->meanings, meaning);
	if (symbol == known) {
		tally->counts = memory_grow(tally->counts, known, &tally->capacity, sizeof *tally->counts);
		tally->counts[symbol] = 0;
	}
	return &tally->counts[symbol];
}

struct side {
	const struct journal *journal;
	enum likeness *alike; /* of each transaction, with one of the other side */
};

static struct side side_of(struct arena *arena, const struct journal *journal)
{
	return (struct side){journal, arena_new_array(arena, enum likeness, journal->transaction_count)};
}

/* Marks the entries of one side that the other has too, each as often as it is there; those marked before are left
 * out. The marks of the side go to `marks`. */
static void mark_alike(struct arena *arena, const struct side *side, const struct side *other, enum likeness likeness,
		       enum likeness *marks)
{
	struct tally tally = {.meanings = symbols_new()};
	for (size_t i = 0; i < other->journal->transaction_count; i++) {
		if (other->alike[i] == LIKENESS_NONE) {
			++*tally_of(&tally,
				    meaning_of(arena, other->journal, other->journal->transactions[i], likeness));
		}
	}
	for (size_t i = 0; i < side->journal->transaction_count; i++) {
		marks[i] = side->alike[i];
		if (marks[i] == LIKENESS_NONE) {
			size_t *count = tally_of(
			    &tally, meaning_of(arena, side->journal, side->journal->transactions[i], likeness));
			marks[i] = *count > 0 ? likeness : LIKENESS_NONE;
			*count -= *count > 0 ? 1 : 0;
		}
	}
	symbols_free(tally.meanings);
	free(tally.counts);
}

static void mark_both(struct arena *arena, struct side *before, struct side *after, enum likeness likeness)
{
	enum likeness *old_marks = arena_new_array(arena, enum likeness, before->journal->transaction_count);
	enum likeness *new_marks = arena_new_array(arena, enum likeness, after->journal->transaction_count);
	mark_alike(arena, before, after, likeness, old_marks);
	mark_alike(arena, after, before, likeness, new_marks);
	before->alike = old_marks;
	after->alike = new_marks;
}

/* Tells the entries of a side that the other has not. */
static void add_missing(struct entry_telling *telling, const struct side *side)
{
	telling->journal = side->journal;
	for (size_t i = 0; i < side->journal->transaction_count; i++) {
		telling->transaction = side->journal->transactions[i];
		if (telling->transaction->posting_count == 0) {
			continue;
		}
		if (side->alike[i] == LIKENESS_NONE) {
			add_transaction(telling);
		} else if (side->alike[i] == LIKENESS_EFFECT && telling->change == EVENT_ADDED) {
			telling->change = EVENT_CHANGED;
			add_other(telling);
			telling->change = EVENT_ADDED;
		}
	}
}

static void compare_entries(struct entry_telling *telling, const struct journal *before, const struct journal *after)
{
	struct arena *arena = arena_new();
	struct side old_side = side_of(arena, before);
	struct side new_side = side_of(arena, after);
	mark_both(arena, &old_side, &new_side, LIKENESS_MEANING);
	mark_both(arena, &old_side, &new_side, LIKENESS_EFFECT);
	telling->change = EVENT_REMOVED;
	add_missing(telling, &old_side);
	telling->change = EVENT_ADDED;
	add_missing(telling, &new_side);
	arena_free(arena);
}

/* Takes the next line that is neither blank, a comment, an entry nor within one. */
static bool next_directive(struct slice *rest, struct slice *line)
{
	while (rest->size > 0) {
		*line = slice_part(*rest, 0, slice_find(*rest, '\n'));
		*rest = slice_from(*rest, line->size + 1);
		char first = line->size == 0 ? ' ' : line->data[0];
		bool is_other = first == ' ' || first == '\t' || first == ';' || first == '#' || first == '*' ||
				first == '\r' || (first >= '0' && first <= '9');
		if (!is_other) {
			return true;
		}
	}
	return false;
}

static bool has_other_directives(struct slice before, struct slice after)
{
	struct slice old_line = SLICE("");
	struct slice new_line = SLICE("");
	bool was = true;
	bool is = true;
	while (was && is && slice_equal(old_line, new_line)) {
		was = next_directive(&before, &old_line);
		is = next_directive(&after, &new_line);
	}
	return was || is;
}

static void add_directives(struct event_list *events, const struct written_file *file)
{
	enum event_change change = !file->was_there ? EVENT_ADDED : !file->is_there ? EVENT_REMOVED : EVENT_CHANGED;
	struct event *event = event_add(events, "journal", change);
	event->name = file->path;
	event->what =
	    arena_format(events->arena, _("changed what %.*s declares or includes"), SLICE_ARGUMENTS(file->path));
}

void written_add_entries(struct event_list *events, const struct written_file *file, const struct model *model)
{
	struct slice before = file->before;
	struct slice after = file->after;
	drop_common_beginning(&before, &after);
	drop_common_end(&before, &after);
	struct text_file old_file = {file->path, arena_copy(events->arena, before)};
	struct text_file new_file = {file->path, arena_copy(events->arena, after)};
	const struct journal_loader old_loader = {.load = load, .context = &old_file};
	const struct journal_loader new_loader = {.load = load, .context = &new_file};
	struct journal *old_journal = read_fragment(&old_loader, file->path);
	struct journal *new_journal = read_fragment(&new_loader, file->path);
	struct entry_telling telling = {.events = events, .model = model};
	compare_entries(&telling, old_journal, new_journal);
	if (has_other_directives(before, after)) {
		add_directives(events, file);
	}
	journal_free(old_journal);
	journal_free(new_journal);
}
