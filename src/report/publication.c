#include "report/publication.h"

#include "format/page.h"
#include "format/table.h"
#include "report/budget.h"
#include "report/circles.h"
#include "report/contributions.h"
#include "report/decisions.h"
#include "report/dues.h"
#include "report/funds.h"
#include "report/mandates.h"
#include "report/members.h"
#include "report/rules.h"
#include "text/digest.h"
#include "text/escape.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

static struct table *make_dues(struct subject *subject)
{
	return dues_report(subject, false);
}

static struct table *make_mandates(struct subject *subject)
{
	const struct mandates_options options = {.shows_ended = false};
	return mandates_report(subject, &options);
}

static struct table *make_members(struct subject *subject)
{
	return members_report(subject, false);
}

/* Every report that is published; a new one is a row. */
static const struct {
	const char *name;
	const char *heading;
	struct table *(*make)(struct subject *subject);
	bool is_of_circle; /* stands on the page of each circle too */
} reports[] = {
    {"budget", N_("Budget"), budget_report, true},
    {"circles", N_("Circles"), circles_report, false},
    {"contributions", N_("Contributions"), contributions_report, true},
    {"decisions", N_("Decisions"), decisions_report, true},
    {"dues", N_("Decided and not yet paid"), make_dues, true},
    {"funds", N_("Funds"), funds_report, false},
    {"mandates", N_("Mandates"), make_mandates, true},
    {"members", N_("Members"), make_members, true},
    {"rules", N_("Rules"), rules_report, false},
};

enum { REPORT_COUNT = sizeof reports / sizeof *reports };

struct publication {
	struct arena *arena;
	struct subject_source source;
	const char *language;
	struct text_look look;
	struct slice foot;
	struct generated_file *files;
	size_t count;
	size_t capacity;
};

/* Takes the text over. */
static void add_file(struct publication *publication, struct slice path, struct buffer *text)
{
	publication->files =
	    memory_grow(publication->files, publication->count, &publication->capacity, sizeof *publication->files);
	publication->files[publication->count++] =
	    (struct generated_file){path, arena_copy(publication->arena, buffer_view(text))};
	buffer_free(text);
}

/* What the reports are made of, so that an auditor can tell: the last meeting applied and a digest of all seals. */
static struct slice foot_of(struct arena *arena, const struct fold *fold)
{
	struct buffer seals = BUFFER_EMPTY;
	char digest[DIGEST_TEXT_SIZE];
	for (size_t i = 0; i < fold->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(fold->meetings, struct meeting *, i);
		buffer_add(&seals, meeting->seal == NULL ? SLICE("") : meeting->seal->entry.file->bytes);
	}
	digest_write(buffer_view(&seals), digest);
	buffer_free(&seals);
	return arena_format(arena,
			    _("Meetings applied: %zu. SHA-256 of their seals, in the order of the meetings: %s."),
			    fold->meetings.count, digest);
}

/* ---- one report in every medium ---- */

/* Pages link to each other; those of circles lie one folder deeper. */
static struct page_link *links_from(struct publication *publication, const char *up, size_t *count)
{
	struct page_link *links = arena_new_array(publication->arena, struct page_link, REPORT_COUNT + 1);
	links[0] = (struct page_link){arena_format(publication->arena, "%sindex.html", up), slice_of(_("Summary"))};
	for (size_t i = 0; i < REPORT_COUNT; i++) {
		links[i + 1] = (struct page_link){arena_format(publication->arena, "%s%s.html", up, reports[i].name),
						  slice_of(_(reports[i].heading))};
	}
	*count = REPORT_COUNT + 1;
	return links;
}

static void add_page(struct publication *publication, struct slice path, const char *up, struct slice title,
		     struct slice body)
{
	struct buffer text = BUFFER_EMPTY;
	struct page page = {.language = publication->language, .title = title, .body = body, .foot = publication->foot};
	page.links = links_from(publication, up, &page.link_count);
	page_write(&text, &page);
	add_file(publication, path, &text);
}

static const struct failure *add_media(struct publication *publication, size_t report, struct subject *subject)
{
	struct table *table = reports[report].make(subject);
	const struct failure *failure = subject_failure(subject);
	for (const struct table_medium *medium = table_media; failure == NULL && medium->name != NULL; medium++) {
		bool is_text = strcmp(medium->name, "text") == 0;
		struct slice path = arena_format(publication->arena, "reports/%s.%s", reports[report].name,
						 is_text ? "txt" : medium->name);
		struct buffer text = BUFFER_EMPTY;
		medium->write(table, publication->look, &text);
		if (strcmp(medium->name, "html") == 0) {
			add_page(publication, path, "", slice_of(_(reports[report].heading)), buffer_view(&text));
			buffer_free(&text);
		} else {
			add_file(publication, path, &text);
		}
	}
	table_free(table);
	return failure;
}

static const struct failure *add_reports(struct publication *publication)
{
	const struct filter filter = filter_open();
	const struct failure *failure = NULL;
	for (size_t i = 0; failure == NULL && i < REPORT_COUNT; i++) {
		struct subject *subject = NULL;
		failure = subject_new(publication->source, &filter, &subject);
		if (failure == NULL) {
			failure = add_media(publication, i, subject);
		}
		subject_free(subject);
	}
	return failure;
}

/* ---- a page for each circle, and the first one ---- */

static const struct failure *add_circle(struct publication *publication, const struct circle *circle)
{
	struct filter filter = filter_open();
	struct buffer body = BUFFER_EMPTY;
	const struct failure *failure = NULL;
	filter.circles = (struct text_list){&circle->id, 1};
	page_add_prose(&body, circle->description);
	for (size_t i = 0; failure == NULL && i < REPORT_COUNT; i++) {
		struct subject *subject = NULL;
		failure = reports[i].is_of_circle ? subject_new(publication->source, &filter, &subject) : NULL;
		if (failure == NULL && reports[i].is_of_circle) {
			struct table *table = reports[i].make(subject);
			table_write_html(table, publication->look, &body);
			table_free(table);
			failure = subject_failure(subject);
		}
		subject_free(subject);
	}
	if (failure == NULL) {
		struct slice path =
		    arena_format(publication->arena, "reports/circles/%.*s.html", SLICE_ARGUMENTS(circle->id));
		add_page(publication, path, "../", circle->name, buffer_view(&body));
	}
	buffer_free(&body);
	return failure;
}

static void add_circle_links(struct publication *publication, struct buffer *body)
{
	const struct fold *fold = publication->source.fold;
	buffer_add(body, SLICE("<ul>\n"));
	for (size_t i = 0; i < fold->model->circles.count; i++) {
		const struct circle *circle = LIST_AT(fold->model->circles, struct circle *, i);
		if (fold->founded[i] != NULL) {
			struct slice name = escape_for_html(publication->arena, circle->name);
			buffer_format(body, "<li><a href=\"circles/%.*s.html\">%.*s</a></li>\n",
				      SLICE_ARGUMENTS(circle->id), SLICE_ARGUMENTS(name));
		}
	}
	buffer_add(body, SLICE("</ul>\n"));
}

static const struct failure *add_index(struct publication *publication)
{
	const struct network *network = publication->source.fold->model->network;
	const struct filter filter = filter_open();
	struct buffer body = BUFFER_EMPTY;
	struct subject *subject = NULL;
	const struct failure *failure = subject_new(publication->source, &filter, &subject);
	if (failure == NULL) {
		struct table *funds = funds_report(subject);
		page_add_prose(&body, network == NULL ? SLICE("") : network->description);
		add_circle_links(publication, &body);
		table_write_html(funds, publication->look, &body);
		table_free(funds);
		add_page(publication, SLICE("reports/index.html"), "", network == NULL ? SLICE("souci") : network->name,
			 buffer_view(&body));
	}
	subject_free(subject);
	buffer_free(&body);
	return failure;
}

const struct failure *publication_make(struct arena *arena, struct subject_source source, const char *language,
				       struct list *files)
{
	const struct model *model = source.fold->model;
	struct publication publication = {
	    .arena = arena, .source = source, .language = language, .look = {.comma = model->style.writes_comma}};
	publication.foot = foot_of(arena, source.fold);
	const struct failure *failure = add_reports(&publication);
	for (size_t i = 0; failure == NULL && i < model->circles.count; i++) {
		if (source.fold->founded[i] != NULL) {
			failure = add_circle(&publication, LIST_AT(model->circles, struct circle *, i));
		}
	}
	if (failure == NULL) {
		failure = add_index(&publication);
	}
	if (failure == NULL) {
		*files = generated_files_sorted(arena, publication.files, publication.count);
	}
	free(publication.files);
	return failure;
}
