#include "journal/writer.h"

#include "text/utf8.h"

#include <string.h>

enum { INDENT = 4, AMOUNT_GAP = 2 };

/* Adds `text` with each `forbidden` byte, and every line end, as a space. */
static void add_without(struct buffer *out, struct slice text, char forbidden)
{
	size_t start = out->size;
	buffer_add(out, text);
	for (char *byte = out->data + start; byte < out->data + out->size; byte++) {
		if (*byte == '\n' || *byte == '\r' || *byte == forbidden) {
			*byte = ' ';
		}
	}
}

static bool is_for_amounts(char byte)
{
	return byte != '\0' && strchr(" \t0123456789!&()*+,-./:;<=>?@[]^{|}~\\", byte) != NULL;
}

static bool needs_quotes(struct slice commodity)
{
	for (size_t i = 0; i < commodity.size; i++) {
		bool is_letter = (commodity.data[i] | 0x20) >= 'a' && (commodity.data[i] | 0x20) <= 'z';
		if (!is_letter && is_for_amounts(commodity.data[i])) {
			return true;
		}
	}
	return false;
}

void journal_write_commodity(struct buffer *out, struct slice commodity)
{
	if (!needs_quotes(commodity)) {
		buffer_add(out, commodity);
		return;
	}
	buffer_add_byte(out, '"');
	buffer_add(out, commodity);
	buffer_add_byte(out, '"');
}

void journal_write_amount(struct buffer *out, struct amount quantity, struct slice commodity)
{
	char number[AMOUNT_TEXT_SIZE];
	buffer_add(out, slice_of(amount_write(quantity, number)));
	if (commodity.size > 0) {
		buffer_add_byte(out, ' ');
		journal_write_commodity(out, commodity);
	}
}

void journal_write_header(struct buffer *out, struct date date, struct date secondary, enum entry_mark mark,
			  struct slice code, struct slice description)
{
	char text[DATE_TEXT_SIZE];
	buffer_add(out, slice_of(date_write(date, text)));
	if (secondary.days != DATE_MINIMUM.days) {
		buffer_add_byte(out, '=');
		buffer_add(out, slice_of(date_write(secondary, text)));
	}
	if (mark != ENTRY_UNMARKED) {
		buffer_add(out, mark == ENTRY_CLEARED ? SLICE(" *") : SLICE(" !"));
	}
	/* An empty code keeps a description that begins with a bracket or a mark from being read as one. */
	bool is_misread = description.size > 0 && strchr("(*!", description.data[0]) != NULL;
	if (code.size > 0 || is_misread) {
		buffer_add(out, SLICE(" ("));
		add_without(out, code, ')');
		buffer_add_byte(out, ')');
	}
	if (description.size > 0) {
		buffer_add_byte(out, ' ');
		add_without(out, description, ';');
	}
}

static void write_tag(struct buffer *out, const struct tag *tag)
{
	buffer_add_repeated(out, ' ', INDENT);
	buffer_add(out, SLICE("; "));
	buffer_add(out, tag->name);
	buffer_add(out, SLICE(": "));
	add_without(out, tag->value, ',');
	buffer_add_byte(out, '\n');
}

/* Columns taken by the widest account and by the widest number. */
struct widths {
	size_t account;
	size_t number;
};

static struct widths measure(const struct written_transaction *transaction)
{
	struct widths widths = {0, 0};
	for (size_t i = 0; i < transaction->posting_count; i++) {
		char number[AMOUNT_TEXT_SIZE];
		size_t account = utf8_width(transaction->postings[i].account);
		size_t digits = strlen(amount_write(transaction->postings[i].quantity, number));
		widths.account = account > widths.account ? account : widths.account;
		widths.number = digits > widths.number ? digits : widths.number;
	}
	return widths;
}

static void write_posting(struct buffer *out, const struct written_posting *posting, struct widths widths)
{
	char number[AMOUNT_TEXT_SIZE];
	size_t digits = strlen(amount_write(posting->quantity, number));
	buffer_add_repeated(out, ' ', INDENT);
	buffer_add(out, posting->account);
	buffer_add_repeated(out, ' ',
			    widths.account - utf8_width(posting->account) + AMOUNT_GAP + widths.number - digits);
	journal_write_amount(out, posting->quantity, posting->commodity);
	if (posting->comment.size > 0) {
		buffer_add(out, SLICE("  ; "));
		add_without(out, posting->comment, '\n');
	}
	buffer_add_byte(out, '\n');
}

void journal_write_transaction(struct buffer *out, const struct written_transaction *transaction)
{
	journal_write_header(out, transaction->date, DATE_MINIMUM, transaction->mark, transaction->code,
			     transaction->description);
	buffer_add_byte(out, '\n');
	for (size_t i = 0; i < transaction->tag_count; i++) {
		write_tag(out, &transaction->tags[i]);
	}
	struct widths widths = measure(transaction);
	for (size_t i = 0; i < transaction->posting_count; i++) {
		write_posting(out, &transaction->postings[i], widths);
	}
	buffer_add_byte(out, '\n');
}
