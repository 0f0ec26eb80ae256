/* First words of records: what `souci new` and `souci init` write for people to go on with. */
#ifndef SOUCI_MODEL_TEMPLATE_H
#define SOUCI_MODEL_TEMPLATE_H

#include "model/records.h"
#include "text/arena.h"
#include "text/buffer.h"

enum { TEMPLATE_WORDS_MAXIMUM = 3 };

/* A row of the table of templates. */
struct template
{
	const char *name; /* what is new: `action` */
	const char *french;
	enum record_type type;
	/* What each word given names: a record that is there, or the new one's own id. */
	struct template_word {
		enum record_type type; /* RECORD_NONE when the row needs no more words */
		bool is_new;
	} words[TEMPLATE_WORDS_MAXIMUM];
	const char *path;   /* {1} … {3} are the words, {today} and {year} the day */
	const char *fields; /* `Name=value` in English names, parted by `;` */
};

/* All of them, ended by a row without name. */
extern const struct template templates[];

/* The template of a name in either language, or NULL. */
const struct template *template_by_name(struct slice name);

/* Replaces {1} … {3}, {today} and {year}. */
struct slice template_fill(struct arena *arena, const char *text, const struct slice *words, struct date today);

/* Adds the record, `%rec: Type` first when `with_type`, with its names and fixed words in `language`. `more` are
 * further fields, struct pair, names in either language; one that the template gives too replaces it. */
void template_write(struct buffer *text, const struct template *template, const struct slice *words, struct date today,
		    struct list more, int language, bool with_type);

#endif
