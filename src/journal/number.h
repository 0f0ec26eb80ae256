/* Numbers as people write them in journals: decimal point or comma, grouping by `,` `.` `'` or a space. */
#ifndef SOUCI_JOURNAL_NUMBER_H
#define SOUCI_JOURNAL_NUMBER_H

#include "text/amount.h"

/* How a commodity's numbers are written, as directives say; zeros for what they do not. */
struct number_style {
	char decimal_mark;
	char group_mark;
	bool is_whole; /* no decimals, by a format that shows none */
};

enum number_status {
	NUMBER_READ,
	NUMBER_MISSING,   /* no number starts here */
	NUMBER_MALFORMED, /* marks where none can stand */
	NUMBER_TOO_LARGE, /* more digits than an amount holds */
};

/* A number before one knows whether its only mark is a decimal mark. */
struct raw_number {
	struct slice text;
	int128 units;        /* all digits, marks left out */
	unsigned decimals;   /* digits after the decimal mark, or after the only mark */
	int exponent;        /* after `E` */
	char mark;           /* the decimal mark, or the only mark; NUL when there is none */
	char group_mark;     /* NUL when there is none; '_' stands for all kinds of space */
	bool is_undecided;   /* `1,234` `1.5`: the mark may be either */
	bool has_last_group; /* three digits or more after the only mark, so that it may part groups */
};

/* Reads the number at the start of `*rest` and moves past it; leaves both alone when not NUMBER_READ. */
enum number_status number_scan(struct slice *rest, struct raw_number *number);

/* Gives the number its value, `style` deciding what an undecided mark is; NUMBER_MALFORMED when it must part groups and
 * cannot. Sets `is_ambiguous` when nothing decided and one mark is followed by three digits. */
enum number_status number_value(const struct raw_number *number, const struct number_style *style, struct amount *value,
				bool *is_ambiguous);

/* Whether the style leaves room for `mark` as the decimal mark. */
bool number_may_be_decimal(char mark, const struct number_style *style);

/* The style that a written number shows. */
struct number_style number_style_of(const struct raw_number *number, const struct number_style *known);

#endif
