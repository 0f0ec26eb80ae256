/* Findings: what is wrong, or worth knowing, in the files people wrote. Each has a stable id, a severity, a place, a
 * sentence and a hint; all of them are rows of the tables in include/souci/findings/, one per family.
 * A finding never stops the reading. */
#ifndef SOUCI_FINDING_H
#define SOUCI_FINDING_H

#include "text/arena.h"
#include "text/file.h"

enum severity {
	SEVERITY_NOTICE,  /* worth knowing; never fails a run */
	SEVERITY_WARNING, /* fails a run only with --strict */
	SEVERITY_ERROR,
};

enum finding_id {
#define FINDING(name, id, severity, message, hint, explanation) FINDING_##name,
#include "souci/findings/all.def"
#undef FINDING
	FINDING_COUNT
};

/* A row of the table. In messages and hints `{1}` … `{9}` stand for the arguments of the finding. A hint may have
 * alternatives, one a line: the first that names no empty argument is shown. Texts are English, to be given to
 * gettext. */
struct finding_definition {
	const char *id;
	enum severity severity;
	const char *message;
	const char *hint;        /* "" for none */
	const char *explanation; /* for `souci explain` */
};

enum { FINDING_ARGUMENTS_MAXIMUM = 9 };

struct finding {
	enum finding_id id;
	enum severity severity;
	struct location location;
	struct slice decision;       /* `circle/meeting/id` it is about, or empty */
	struct slice regularised_by; /* the decision that acknowledged it, or empty; then it is a notice */
	struct slice arguments[FINDING_ARGUMENTS_MAXIMUM];
	struct slice commit;  /* hexadecimal id of the commit it is about, or empty */
	size_t history_place; /* of that commit among those audited, from 1; 0 without one */
	size_t sequence;      /* in the order they were found, the last tie-break */
	uint32_t cause;       /* shared by those that most likely have one cause; 0 for none */
	/* Those that were told together with it: see findings_fold(). */
	const struct finding *alike;
	size_t alike_count;
};

/* A growing collection of findings. */
struct findings;

/* An empty collection; free with findings_free(). The files that locations name must outlive it. */
struct findings *findings_new(void);
void findings_free(struct findings *findings);

/* Adds a finding without arguments; otherwise as findings_add(). */
struct finding *findings_add_plain(struct findings *findings, enum finding_id id, struct location location);

/* Adds a finding of the severity its row says, copying the arguments: findings_add(findings, FINDING_X, location,
 * slice, slice). Returns it, so that the caller may set its severity or decision; valid until the next addition. */
#define findings_add(findings, id, location, ...)                                                                      \
	findings_add_list((findings), (id), (location), (const struct slice[]){{"", 0}, __VA_ARGS__},                  \
			  sizeof((const struct slice[]){{"", 0}, __VA_ARGS__}) / sizeof(struct slice))

/* What findings_add() calls: `arguments[0]` is ignored, `{1}` is `arguments[1]`. */
struct finding *findings_add_list(struct findings *findings, enum finding_id id, struct location location,
				  const struct slice *arguments, size_t count);

/* Adds a copy of a finding of another collection. */
void findings_copy(struct findings *findings, const struct finding *finding);

/* Adds what people cannot see in a file of UTF-8 text, and what may show them something else than what is written: once
 * a line. */
void findings_add_controls(struct findings *findings, const struct text_file *file);

/* How git begins the line behind which two sides stand that it could not join. */
#define CONFLICT_BEGIN SLICE("<<<<<<< ")

/* Adds what leaves the whole of a text unread, if anything does: a conflict of git, lines that end in CR alone. Whether
 * there was such a thing. */
bool findings_add_unreadable(struct findings *findings, const struct text_file *file);

/* Removes all that have the id and the place of this one, which must not be one of them. */
void findings_remove_like(struct findings *findings, const struct finding *finding);

/* Drops all that were added since there were `count`. */
void findings_shorten(struct findings *findings, size_t count);

size_t findings_count(const struct findings *findings);
struct finding *findings_at(struct findings *findings, size_t index);

/* How many have at least this severity. */
size_t findings_count_from(const struct findings *findings, enum severity least);

/* Puts them in their stable order: commit, path, place in the file, id, order found. */
void findings_sort(struct findings *findings);

/* Puts the first of each FINDINGS_FOLDED_LEAST or more that share a cause and a severity in the place of all, in sorted
 * findings: it tells how many are like it, and keeps them in `alike`. What was regularised stays apart. */
void findings_fold(struct findings *findings);
enum { FINDINGS_FOLDED_LEAST = 5 };

/* The row of an id; never NULL. Defined in src/rule/finding_table.c. */
const struct finding_definition *finding_definition(enum finding_id id);

/* Finds a row by its id; FINDING_COUNT when there is none. */
enum finding_id finding_by_id(struct slice id);

/* The message (with how many are like it) and hint of a finding, `{n}` replaced, in the language gettext is set to,
 * safe to be shown anywhere: see escape_controls(). The hint of one that was regularised says by which decision. */
struct slice finding_message(struct arena *arena, const struct finding *finding);
struct slice finding_hint(struct arena *arena, const struct finding *finding);

/* Takes the next alternative off a hint of the table, translated or not; false when there is none left. */
bool finding_hint_next(struct slice *rest, struct slice *alternative);

/* What tells each finding from all others and stays when lines move: its id, path, message, and which of several that
 * are alike it is. An array in `arena`, one text a finding. */
struct slice *findings_identities(struct arena *arena, struct findings *findings);

/* "error", "warning" or "notice". */
const char *severity_name(enum severity severity);

#endif
