#include "format/page.h"

#include "text/escape.h"

#include <cmark.h>
#include <stdlib.h>

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:0 auto;padding:1rem;color:#222;background:#fff}"
    "nav a{margin-right:1rem}table{border-collapse:collapse;margin:1rem 0;font-size:.9rem}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}th,td{padding:.2rem "
    ".6rem;text-align:left;vertical-align:top}"
    "thead th{border-bottom:2px solid #444}td{border-bottom:1px solid #ddd}tr.total td{font-weight:bold;border-top:2px "
    "solid #444}"
    "td.amount,td.minutes,td.integer{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "td.date,td.id{white-space:nowrap}th[scope=rowgroup]{padding-top:1rem;font-size:1rem}"
    "footer{margin-top:2rem;color:#555;font-size:.85rem;overflow-wrap:anywhere}"
    "@media print{nav{display:none}body{max-width:none}}";

static void add_escaped(struct buffer *out, struct arena *arena, struct slice text)
{
	buffer_add(out, escape_for_html(arena, text));
}

static void add_links(struct buffer *out, struct arena *arena, const struct page *page)
{
	buffer_add(out, SLICE("<nav>"));
	for (size_t i = 0; i < page->link_count; i++) {
		buffer_add(out, SLICE("<a href=\""));
		add_escaped(out, arena, page->links[i].address);
		buffer_add(out, SLICE("\">"));
		add_escaped(out, arena, page->links[i].name);
		buffer_add(out, SLICE("</a>\n"));
	}
	buffer_add(out, SLICE("</nav>\n"));
}

void page_write(struct buffer *out, const struct page *page)
{
	struct arena *arena = arena_new();
	buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", page->language);
	buffer_add(out, SLICE("<meta name=\"generator\" content=\"souci\">\n<meta name=\"viewport\" "
			      "content=\"width=device-width\">\n<title>"));
	add_escaped(out, arena, page->title);
	buffer_format(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
	add_links(out, arena, page);
	buffer_add(out, SLICE("<h1>"));
	add_escaped(out, arena, page->title);
	buffer_add(out, SLICE("</h1>\n"));
	buffer_add(out, page->body);
	buffer_add(out, SLICE("<footer>"));
	add_escaped(out, arena, page->foot);
	buffer_add(out, SLICE("</footer>\n</body>\n</html>\n"));
	arena_free(arena);
}

void page_add_prose(struct buffer *out, struct slice markdown)
{
	struct arena *arena = arena_new();
	struct slice text = escape_controls(arena, markdown);
	char *html = cmark_markdown_to_html(text.size == 0 ? "" : text.data, text.size, CMARK_OPT_DEFAULT);
	buffer_add(out, slice_of(html));
	free(html);
	arena_free(arena);
}
