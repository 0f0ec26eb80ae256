#include "journal/journal.h"

#include "journal/strict.h"
#include "journal/writer.h"
#include "text/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Files held in memory, found by their paths. */
struct shelf {
	struct text_file files[4];
	size_t count;
};

static const struct text_file *load(void *context, struct slice path, struct slice *reason)
{
	struct shelf *shelf = context;
	for (size_t i = 0; i < shelf->count; i++) {
		if (slice_equal(shelf->files[i].path, path)) {
			return &shelf->files[i];
		}
	}
	*reason = SLICE("it is not on the shelf");
	return NULL;
}

struct reading {
	struct shelf shelf;
	struct findings *findings;
	struct journal *journal;
};

static void put(struct reading *reading, const char *path, const char *text)
{
	reading->shelf.files[reading->shelf.count++] = (struct text_file){slice_of(path), slice_of(text)};
}

static void read_main(struct reading *reading, const struct journal_options *options)
{
	const struct journal_loader loader = {.load = load, .context = &reading->shelf, .is_rooted = true};
	const struct slice path = SLICE("ledger/main.journal");
	reading->findings = findings_new();
	reading->journal = journal_read(&loader, &path, 1, options, reading->findings);
}

static struct reading read_text(const char *text)
{
	static struct reading reading; /* its address is the loader's context */
	reading = (struct reading){0};
	put(&reading, "ledger/main.journal", text);
	read_main(&reading, NULL);
	return reading;
}

static void close_reading(struct reading *reading)
{
	journal_free(reading->journal);
	findings_free(reading->findings);
}

static enum finding_id only_finding(const struct reading *reading)
{
	assert_int_equal(findings_count(reading->findings), 1);
	return findings_at(reading->findings, 0)->id;
}

static void assert_slice(struct slice found, const char *expected)
{
	assert_true(slice_equal(found, slice_of(expected)));
}

static const char example[] = "2024-04-11=2024-04-12 * (12) Payee | note  ; kind: allocate\n"
			      "    ; decision: circle/2024-04-11/1\n"
			      "    Assets:Bank   1200.00 EUR  ; pays: tom/2024-04-02\n"
			      "    Equity:Free\n";

static void keeps_every_part_of_a_transaction(void **unused)
{
	(void)unused;
	struct reading reading = read_text(example);
	assert_int_equal(findings_count(reading.findings), 0);
	assert_int_equal(reading.journal->transaction_count, 1);
	const struct transaction *transaction = reading.journal->transactions[0];
	char date[DATE_TEXT_SIZE];
	assert_string_equal(date_write(transaction->date, date), "2024-04-11");
	assert_string_equal(date_write(transaction->secondary_date, date), "2024-04-12");
	assert_int_equal(transaction->mark, ENTRY_CLEARED);
	assert_slice(transaction->code, "12");
	assert_slice(transaction_payee(transaction), "Payee");
	assert_slice(transaction_note(transaction), "note");
	assert_int_equal(transaction->posting_count, 2);
	const struct posting *posting = &transaction->postings[1];
	assert_slice(journal_account(reading.journal, posting->account), "Equity:Free");
	assert_slice(journal_commodity(reading.journal, posting->commodity), "EUR");
	assert_true(posting->quantity.units == -120000 && posting->quantity.scale == 2 && posting->is_inferred);
	close_reading(&reading);
}

static void finds_tags_on_postings_and_their_transaction(void **unused)
{
	(void)unused;
	struct reading reading = read_text(example);
	const struct posting *posting = &reading.journal->transactions[0]->postings[0];
	struct slice value = SLICE("unchanged");
	assert_false(posting_tag(posting, SLICE("absent"), &value));
	assert_slice(value, "unchanged");
	assert_true(posting_tag(posting, SLICE("pays"), &value));
	assert_slice(value, "tom/2024-04-02");
	assert_true(posting_tag(posting, SLICE("decision"), &value));
	assert_slice(value, "circle/2024-04-11/1");
	assert_true(tag_find(posting->transaction->tags, SLICE("Kind"), &value));
	assert_slice(value, "allocate");
	close_reading(&reading);
}

static void knows_where_each_part_stands(void **unused)
{
	(void)unused;
	struct reading reading = read_text(example);
	const struct transaction *transaction = reading.journal->transactions[0];
	struct position position = position_of(transaction_locate(transaction, transaction->postings[0].amount_text));
	assert_int_equal(position.line, 3);
	assert_int_equal(position.column, 19);
	position = position_of(transaction_locate(transaction, transaction->postings[1].account_text));
	assert_int_equal(position.line, 4);
	assert_int_equal(position.column, 5);
	close_reading(&reading);
}

static void includes_are_relative_and_stay_inside(void **unused)
{
	(void)unused;
	static struct reading reading;
	reading = (struct reading){0};
	put(&reading, "ledger/main.journal", "include bank/2024.journal\n\ninclude ../../outside.journal\n");
	put(&reading, "ledger/bank/2024.journal", "include ../more.journal\n");
	put(&reading, "ledger/more.journal", "2024-01-01 x\n    a  1 EUR\n    b\n");
	read_main(&reading, NULL);
	assert_int_equal(only_finding(&reading), FINDING_JOURNAL_INCLUDE_OUTSIDE);
	assert_int_equal(reading.journal->transaction_count, 1);
	assert_int_equal(reading.journal->file_count, 3);
	close_reading(&reading);
}

static void count_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	(void)journal;
	(void)transaction;
	*(int *)context += 1;
}

static void start_again(void *context)
{
	*(int *)context = 0;
}

static void a_sink_gets_each_transaction_once(void **unused)
{
	(void)unused;
	static struct reading reading;
	reading = (struct reading){0};
	int count = 0;
	const struct journal_options options = {
	    .is_folded = true, .sink = count_transaction, .restart = start_again, .context = &count};
	/* The assignment in the second one makes all of them come a second time. */
	put(&reading, "ledger/main.journal",
	    "2024-01-01 x\n    a  1 EUR\n    b\n\n2024-01-02 y\n    a  = 5 EUR\n    b\n\n2024-01-03 z\n    a  1 EUR\n  "
	    "  b\n");
	read_main(&reading, &options);
	assert_int_equal(findings_count(reading.findings), 0);
	assert_int_equal(count, 3);
	close_reading(&reading);
}

static const struct amount cents = {-35050, 2};

static void what_is_written_is_read_the_same(void **unused)
{
	(void)unused;
	const struct tag tags[] = {{SLICE("decision"), SLICE("circle/2024-04-11/2")},
				   {SLICE("kind"), SLICE("a, b\nc")}};
	const struct written_posting postings[] = {
	    {SLICE("Budget:café:free"), amount_negate(cents), SLICE("EUR"), SLICE("")},
	    {SLICE("Due:tom"), cents, SLICE("EUR"), SLICE("pays: x")},
	};
	struct buffer out = BUFFER_EMPTY;
	const struct written_transaction written = {
	    .mark = ENTRY_CLEARED,
	    .code = SLICE("a)b"),
	    .description = SLICE("(Tom; et Léa)"),
	    .tags = tags,
	    .tag_count = 2,
	    .postings = postings,
	    .posting_count = 2,
	};
	journal_write_transaction(&out, &written);
	buffer_add_byte(&out, '\0');
	struct reading reading = read_text(out.data);
	assert_int_equal(findings_count(reading.findings), 0);
	const struct transaction *transaction = reading.journal->transactions[0];
	struct slice value;
	assert_slice(transaction->code, "a b");
	assert_slice(transaction->description, "(Tom  et Léa)");
	assert_true(tag_find(transaction->tags, SLICE("kind"), &value));
	assert_slice(value, "a  b c");
	assert_true(amount_compare(transaction->postings[1].quantity, cents) == 0);
	assert_true(posting_tag(&transaction->postings[1], SLICE("pays"), &value));
	close_reading(&reading);
	buffer_free(&out);
}

#define DECLARED "account a\naccount b\n\n"

static void the_subset_refuses_what_the_two_programs_read_differently(void **unused)
{
	(void)unused;
	static const struct {
		const char *text;
		enum finding_id id;
	} cases[] = {
	    {DECLARED "2024-01-01 x\n    a  1,00 EUR\n    b  -1.00 EUR\n", FINDING_LEDGER_AMOUNT_FORM},
	    {DECLARED "2024-01-01 x\n    a  1.00 EUR @ 2.00 USD\n    b  -2.00 USD\n", FINDING_LEDGER_AMOUNT_FORM},
	    {DECLARED "2024-01-01 x\n    a  1.00 EUR\n    b  -0.99 EUR\n", FINDING_JOURNAL_UNBALANCED},
	    {DECLARED "2024-01-01 x\n    a  1.00 EUR\n    b\n    (a)  1.00 EUR\n", FINDING_LEDGER_VIRTUAL},
	    {DECLARED "2024-01-01 x  ; k: v, l: w\n    a  1.00 EUR\n    b\n", FINDING_LEDGER_TWO_TAGS},
	    {DECLARED "2024-01-02 x\n\n2024-01-01 x\n", FINDING_LEDGER_DATE_ORDER},
	    {DECLARED "2024-01-01 x\n    c  1.00 EUR\n    b\n", FINDING_JOURNAL_ACCOUNT_UNDECLARED},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct reading reading = read_text(cases[i].text);
		strict_check_subset(reading.journal, NULL, reading.findings);
		assert_int_equal(only_finding(&reading), cases[i].id);
		close_reading(&reading);
	}
}

static void the_subset_accepts_what_it_should(void **unused)
{
	(void)unused;
	struct reading reading = read_text(DECLARED "2024-01-01 * (1) x\n    ; k: v\n    ; l: w\n    a  -1.00 EUR\n    "
						    "b\n\n2024-01-01 y\n    a  2 EUR\n    b\n");
	strict_check_subset(reading.journal, NULL, reading.findings);
	assert_int_equal(findings_count(reading.findings), 0);
	close_reading(&reading);
}

static void costs_that_two_commodities_imply_sum_exactly(void **unused)
{
	(void)unused;
	struct reading reading =
	    read_text("2024-01-01 x\n    a  3 EUR\n    b  3 EUR\n    c  1 EUR\n    d  -10.00 USD\n");
	struct amount sum = AMOUNT_ZERO;
	for (size_t i = 0; i < 4; i++) {
		struct commodity_amount amount;
		assert_true(posting_at_cost(&reading.journal->transactions[0]->postings[i], &amount));
		assert_slice(journal_commodity(reading.journal, amount.commodity), "USD");
		assert_true(amount_add(sum, amount.quantity, &sum));
	}
	assert_int_equal(amount_sign(sum), 0);
	close_reading(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_every_part_of_a_transaction),
	    cmocka_unit_test(finds_tags_on_postings_and_their_transaction),
	    cmocka_unit_test(knows_where_each_part_stands),
	    cmocka_unit_test(includes_are_relative_and_stay_inside),
	    cmocka_unit_test(a_sink_gets_each_transaction_once),
	    cmocka_unit_test(what_is_written_is_read_the_same),
	    cmocka_unit_test(the_subset_refuses_what_the_two_programs_read_differently),
	    cmocka_unit_test(the_subset_accepts_what_it_should),
	    cmocka_unit_test(costs_that_two_commodities_imply_sum_exactly),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
