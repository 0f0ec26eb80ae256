#include "journal/parallel.h"

#include "text/memory.h"

#include <pthread.h>
#include <stdlib.h>

enum {
	THREADS_MAXIMUM = 16,
	PART_BYTES_LEAST = 4 << 20, /* below this a thread costs more than it saves */
};

struct worker {
	struct reader reader;
	pthread_t thread;
	bool is_running;
	const char *start;
};

struct parallel {
	struct worker workers[THREADS_MAXIMUM];
	size_t count;
	const char *end; /* of the whole file */
};

/* The first line from `at` on that begins with a digit, or `end`. */
static const char *find_cut(const char *at, const char *end)
{
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		if (newline == NULL || newline + 1 == end) {
			return end;
		}
		at = newline + 1;
		if (scan_is_digit(*at)) {
			return at;
		}
	}
	return end;
}

static void copy_names(struct names *to, const struct names *from)
{
	for (uint32_t i = 0; i < from->count; i++) {
		names_intern(to, from->list[i]);
	}
}

/* A reader of its own for a part, with the same names and styles so far under the same numbers. */
static void prepare_worker(struct worker *worker, const struct reader *main, const char *start, const char *end)
{
	struct reader *reader = &worker->reader;
	worker->start = start;
	*reader = (struct reader){
	    .journal = journal_new(),
	    .findings = findings_new(),
	    .loader = main->loader,
	    .options = main->options,
	    .state = main->state,
	    .open = main->open,
	    .file = main->file,
	    .cursor = start,
	    .end = end,
	    .latest = DATE_MINIMUM,
	    .is_worker = true,
	};
	reader->bytes.checked = (size_t)(start - main->file->bytes.data);
	copy_names(&reader->journal->accounts, &main->journal->accounts);
	copy_names(&reader->journal->commodities, &main->journal->commodities);
	for (uint32_t i = 0; i < main->style_count; i++) {
		if (main->styles[i].is_known) {
			reader_set_style(reader, i, main->styles[i].style);
		}
	}
}

static void *run_worker(void *context)
{
	struct worker *worker = context;
	reader_read_entries(&worker->reader);
	return NULL;
}

static void release_worker(struct worker *worker)
{
	journal_free(worker->reader.journal);
	findings_free(worker->reader.findings);
	reader_release(&worker->reader);
}

static size_t choose_count(const struct reader *reader)
{
	size_t parts = (size_t)(reader->end - reader->cursor) / PART_BYTES_LEAST;
	size_t threads = reader->options.threads < THREADS_MAXIMUM ? reader->options.threads : THREADS_MAXIMUM;
	return parts < threads ? parts : threads;
}

void parallel_start(struct reader *reader)
{
	size_t count = choose_count(reader);
	reader->is_parallel_tried = true;
	if (count < 2) {
		return;
	}
	struct parallel *parallel = memory_allocate_zeroed(1, sizeof *parallel);
	size_t size = (size_t)(reader->end - reader->cursor);
	parallel->end = reader->end;
	const char *cuts[THREADS_MAXIMUM + 1];
	for (size_t i = 1; i < count; i++) {
		cuts[i] = find_cut(reader->cursor + size / count * i, reader->end);
	}
	cuts[count] = reader->end;
	for (size_t i = 1; i < count; i++) {
		struct worker *worker = &parallel->workers[parallel->count];
		prepare_worker(worker, reader, cuts[i], cuts[i + 1]);
		worker->is_running = pthread_create(&worker->thread, NULL, run_worker, worker) == 0;
		if (!worker->is_running) {
			release_worker(worker);
			cuts[i] = reader->end;
			break; /* the parts from here on are left to the main reader */
		}
		parallel->count++;
	}
	reader->parallel = parallel;
	reader->end = parallel->count == 0 ? reader->end : parallel->workers[0].start;
}

/* The kind of fault of the bytes that a finding is about, or BYTES_SOUND. */
static enum bytes_fault fault_of(const struct finding *finding)
{
	switch (finding->id) {
	case FINDING_FILE_NOT_UTF8: return BYTES_NOT_UTF8;
	case FINDING_FILE_NUL_BYTE: return BYTES_NUL;
	case FINDING_JOURNAL_LONE_RETURN: return BYTES_LONE_RETURN;
	default: return BYTES_SOUND;
	}
}

/* Takes over the findings of a part up to where its reading stopped; a fault of the bytes only if it is the first. */
static void take_findings(struct reader *reader, struct worker *worker)
{
	size_t stop = (size_t)(worker->reader.cursor - reader->file->bytes.data);
	for (size_t i = 0; i < findings_count(worker->reader.findings); i++) {
		const struct finding *finding = findings_at(worker->reader.findings, i);
		enum bytes_fault fault = fault_of(finding);
		if (finding->location.start < stop && !reader->bytes.is_reported[fault]) {
			findings_move(reader->findings, finding);
			reader->bytes.is_reported[fault] = fault != BYTES_SOUND;
		}
	}
}

static void take_balances(struct reader *reader, const struct worker *worker)
{
	const struct journal *journal = worker->reader.journal;
	const struct balances *balances = &worker->reader.balances;
	for (uint32_t i = 0; i < balances->cell_count; i++) {
		const struct balance_cell *cell = &balances->cells[i];
		struct slice name = journal_account(journal, cell->account);
		uint32_t account = names_intern(&reader->journal->accounts, name);
		uint32_t commodity =
		    names_intern(&reader->journal->commodities, journal_commodity(journal, cell->commodity));
		struct amount total = balance_cell_total(cell);
		if (!balances_add(&reader->balances, account, commodity, &total)) {
			struct slice place = {worker->start, 1};
			reader_report(reader, FINDING_JOURNAL_AMOUNT_OVERFLOW, place, name);
		}
	}
}

static void take_over(struct reader *reader, struct worker *worker)
{
	const struct reader *read = &worker->reader;
	take_findings(reader, worker);
	take_balances(reader, worker);
	if (read->latest.days != DATE_MINIMUM.days) {
		reader->is_out_of_order |= read->is_out_of_order || date_compare(read->first, reader->latest) < 0;
		reader->latest = read->latest;
	}
	reader->cursor = read->cursor;
	reader->bytes.checked = (size_t)(read->cursor - reader->file->bytes.data);
}

/* Waits for all threads; takes over the parts in turn as long as each was read to its end. */
static void join(struct reader *reader, bool is_wanted)
{
	struct parallel *parallel = reader->parallel;
	for (size_t i = 0; i < parallel->count; i++) {
		struct worker *worker = &parallel->workers[i];
		__atomic_store_n(&worker->reader.is_cancelled, !is_wanted, __ATOMIC_RELAXED);
		pthread_join(worker->thread, NULL);
		if (is_wanted) {
			take_over(reader, worker);
			is_wanted = worker->reader.cursor == worker->reader.end;
		}
		release_worker(worker);
	}
	reader->end = parallel->end;
	reader->parallel = NULL;
	window_close(&reader->window);
	free(parallel);
}

void parallel_finish(struct reader *reader)
{
	join(reader, true);
}

void parallel_cancel(struct reader *reader)
{
	join(reader, false);
}

void parallel_give_up(struct reader *reader, const char *place)
{
	reader->cursor = place;
	reader->is_stopped = true;
}
