/* HTML pages that stand alone: no script, nothing fetched from elsewhere. */
#ifndef SOUCI_FORMAT_PAGE_H
#define SOUCI_FORMAT_PAGE_H

#include "text/buffer.h"

struct page_link {
	struct slice address; /* relative to the page */
	struct slice name;
};

struct page {
	const char *language; /* of its text: "fr" */
	struct slice title;
	const struct page_link *links; /* to its sisters */
	size_t link_count;
	struct slice body; /* HTML */
	struct slice foot; /* plain text at the end of the page */
};

/* Adds a whole page. */
void page_write(struct buffer *out, const struct page *page);

/* Adds Markdown as HTML, by cmark; HTML written in it and unsafe addresses are left out. */
void page_add_prose(struct buffer *out, struct slice markdown);

#endif
