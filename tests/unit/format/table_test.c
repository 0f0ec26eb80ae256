#include "format/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct text_look plain = {.width = 0};

static struct cell euros(const char *text)
{
	struct amount amount = AMOUNT_ZERO;
	assert_true(amount_parse(slice_of(text), &amount));
	return cell_amount(amount, SLICE("EUR"));
}

static struct table *budget(void)
{
	struct table *table = table_new(SLICE("Budget"));
	table_add_column(table, (struct column){SLICE("action"), SLICE("Action"), COLUMN_TEXT, READERS_ALL});
	table_add_column(table, (struct column){SLICE("commodity"), SLICE(""), COLUMN_ID, READERS_MACHINES});
	table_add_column(table, (struct column){SLICE("left"), SLICE("Left"), COLUMN_AMOUNT, READERS_ALL});
	table_add_column(table, (struct column){SLICE("used"), SLICE("Used"), COLUMN_SHARE, READERS_ALL});
	return table;
}

static void add(struct table *table, enum row_kind kind, unsigned depth, const char *action, const char *left)
{
	struct row *row = table_add_row(table, kind);
	row->depth = depth;
	row->cells[0] = cell_text(slice_of(action));
	row->cells[1] = cell_text(SLICE("EUR"));
	row->cells[2] = euros(left);
}

static void assert_written(const struct table *table,
			   void (*write)(const struct table *, struct text_look, struct buffer *),
			   struct text_look look, const char *expected)
{
	struct buffer out = BUFFER_EMPTY;
	write(table, look, &out);
	buffer_add_byte(&out, '\0');
	assert_string_equal(out.data, expected);
	buffer_free(&out);
}

static void text_lines_up_accents_and_wide_characters(void **state)
{
	(void)state;
	struct table *table = budget();
	add(table, ROW_VALUES, 0, "Réunions d'été", "1200.00");
	add(table, ROW_VALUES, 1, "地図", "-3.50");
	add(table, ROW_TOTAL, 0, "", "1196.50");
	assert_written(table, table_write_text, plain,
		       "Budget\n"
		       "\n"
		       "Action                 Left  Used\n"
		       "──────────────  ───────────  ────\n"
		       "Réunions d'été  1200.00 EUR\n"
		       "  地図            -3.50 EUR\n"
		       "──────────────  ───────────  ────\n"
		       "                1196.50 EUR\n");
	table_free(table);
}

static void text_fits_the_terminal_by_shortening_prose_never_amounts(void **state)
{
	(void)state;
	struct table *table = budget();
	add(table, ROW_VALUES, 0, "Une carte des lieux de l'Artois", "123456789.00");
	struct buffer out = BUFFER_EMPTY;
	table_write_text(table, (struct text_look){.width = 44}, &out);
	buffer_add_byte(&out, '\0');
	assert_non_null(strstr(out.data, "\nUne carte des lieux de l'…  123456789.00 EUR\n"));
	buffer_free(&out);
	table_free(table);
}

static void text_leaves_out_empty_columns_and_wraps_headings_before_it_shortens(void **state)
{
	(void)state;
	struct table *table = table_new(SLICE(""));
	table_add_column(table, (struct column){SLICE("who"), SLICE("Who"), COLUMN_TEXT, READERS_ALL});
	table_add_column(table, (struct column){SLICE("until"), SLICE("Until"), COLUMN_DATE, READERS_ALL});
	table_add_column(table, (struct column){SLICE("left"), SLICE("Left to pay"), COLUMN_AMOUNT, READERS_ALL});
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	cells[0] = cell_text(SLICE("Lea Vandamme"));
	cells[2] = cell_amount((struct amount){100, 2}, SLICE(""));
	assert_written(table, table_write_text, plain,
		       "Who           Until  Left to pay\n"
		       "────────────  ─────  ───────────\n"
		       "Lea Vandamme                1.00\n");
	assert_written(table, table_write_text, (struct text_look){.width = 31},
		       "Who           Left to pay\n"
		       "────────────  ───────────\n"
		       "Lea Vandamme         1.00\n");
	assert_written(table, table_write_text, (struct text_look){.width = 24},
		       "Who           Left\n"
		       "                to\n"
		       "               pay\n"
		       "────────────  ────\n"
		       "Lea Vandamme  1.00\n");
	assert_written(table, table_write_text, (struct text_look){.width = 17},
		       "Who          Left\n"
		       "               to\n"
		       "              pay\n"
		       "───────────  ────\n"
		       "Lea Vandam…  1.00\n");
	table_free(table);
}

static void text_takes_several_lines_a_row_where_the_terminal_is_narrow(void **state)
{
	(void)state;
	struct table *table = budget();
	struct buffer out = BUFFER_EMPTY;
	add(table, ROW_VALUES, 0, "Une carte des lieux de l'Artois", "123456789.00");
	add(table, ROW_VALUES, 0, "地図", "-3.50");
	table_write_text(table, (struct text_look){.width = 24}, &out);
	buffer_add_byte(&out, '\0');
	assert_string_equal(out.data, "Budget\n"
				      "\n"
				      "Action\n"
				      "              Left\n"
				      "────────────────────────\n"
				      "Une carte des lieux de …\n"
				      "  123456789.00 EUR\n"
				      "地図\n"
				      "         -3.50 EUR\n");
	buffer_free(&out);
	table_free(table);
}

static void text_draws_shares_with_blocks(void **state)
{
	(void)state;
	struct table *table = table_new(SLICE(""));
	table_add_column(table, (struct column){SLICE("used"), SLICE("Used"), COLUMN_SHARE, READERS_ALL});
	const char *const parts[] = {"0", "1", "2.5", "10", "12", "-1"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct cell whole = euros("10.00");
		table_add_row(table, ROW_VALUES)->cells[0] = cell_share(euros(parts[i]).amount, whole.amount);
	}
	assert_written(table, table_write_text, (struct text_look){.width = 10},
		       "Used\n"
		       "──────────\n"
		       "       0 %\n"
		       "▍     10 %\n"
		       "█     25 %\n"
		       "████ 100 %\n"
		       "████ 120 %\n"
		       "     -10 %\n");
	table_free(table);
}

static void text_shows_no_control_characters(void **state)
{
	(void)state;
	struct table *table = table_new(SLICE("a\x1b[2Jb"));
	table_add_column(table, (struct column){SLICE("x"), SLICE("X"), COLUMN_TEXT, READERS_ALL});
	table_add_row(table, ROW_VALUES)->cells[0] = cell_text(SLICE("\xff\n"));
	assert_written(table, table_write_text, plain, "a\\x1b[2Jb\n\nX\n────────\n\\xff\\x0a\n");
	table_free(table);
}

static void text_of_an_empty_table_says_so(void **state)
{
	(void)state;
	struct table *table = budget();
	assert_written(table, table_write_text, plain, "Budget\n\nNothing to show.\n");
	assert_written(table, table_write_csv, plain, "action,commodity,left,used\n");
	assert_written(table, table_write_json, plain, "[]\n");
	table_free(table);
}

static void colour_marks_headings_and_negative_amounts(void **state)
{
	(void)state;
	struct table *table = table_new(SLICE(""));
	table_add_column(table, (struct column){SLICE("x"), SLICE("X"), COLUMN_AMOUNT, READERS_ALL});
	table_add_row(table, ROW_VALUES)->cells[0] = euros("-1");
	assert_written(table, table_write_text, (struct text_look){.colour = true},
		       "     \x1b[1mX\x1b[0m\n──────\n\x1b[31m-1 EUR\x1b[0m\n");
	table_free(table);
}

static void csv_quotes_only_where_it_must(void **state)
{
	(void)state;
	struct table *table = budget();
	table_add_section(table, SLICE("Littoral"));
	add(table, ROW_VALUES, 1, "dire \"oui\", ou non", "-0.05");
	table->rows[1].cells[3] = cell_share(euros("1").amount, euros("3").amount);
	add(table, ROW_TOTAL, 0, "", "-0.05");
	assert_written(table, table_write_csv, plain,
		       "action,commodity,left,used\n\"dire \"\"oui\"\", ou non\",EUR,-0.05,33.3\n");
	table_free(table);
}

static void json_keeps_amounts_exact_and_numbers_whole(void **state)
{
	(void)state;
	struct table *table = table_new(SLICE(""));
	table_add_column(table, (struct column){SLICE("day"), SLICE("Day"), COLUMN_DATE, READERS_ALL});
	table_add_column(table, (struct column){SLICE("time"), SLICE("Time"), COLUMN_MINUTES, READERS_ALL});
	table_add_column(table, (struct column){SLICE("quantity"), SLICE(""), COLUMN_AMOUNT, READERS_ALL});
	table_add_column(table, (struct column){SLICE("name"), SLICE(""), COLUMN_TEXT, READERS_ALL});
	struct row *row = table_add_row(table, ROW_VALUES);
	date_from_civil(2024, 2, 29, &row->cells[0].date);
	row->cells[0] = cell_date(row->cells[0].date);
	row->cells[1] = cell_minutes(210);
	row->cells[2] = euros("12345678901234567890.10");
	row->cells[3] = cell_text(SLICE("L\xe9"
					"a \"é\""));
	table_add_row(table, ROW_VALUES)->cells[3] = cell_text(SLICE(""));
	assert_written(table, table_write_json, plain,
		       "[\n  {\"day\": \"2024-02-29\", \"time\": 210, \"quantity\": \"12345678901234567890.10\", "
		       "\"name\": \"L\xEF\xBF\xBD"
		       "a \\\"é\\\"\"},\n"
		       "  {\"day\": null, \"time\": null, \"quantity\": null, \"name\": null}\n]\n");
	table_free(table);
}

static void people_read_minutes_as_hours(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct column column = {SLICE("time"), SLICE("Time"), COLUMN_MINUTES, READERS_ALL};
	const struct {
		int64_t minutes;
		const char *text;
	} cases[] = {{0, "0h00"}, {5, "0h05"}, {210, "3h30"}, {-61, "-1h01"}, {INT64_MIN, "-153722867280912930h08"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct cell cell = cell_minutes(cases[i].minutes);
		assert_true(slice_equal(cell_for_people(arena, &column, &cell, (struct text_look){0}),
					slice_of(cases[i].text)));
	}
	arena_free(arena);
}

static void assert_slice(struct slice text, const char *expected)
{
	assert_int_equal(text.size, strlen(expected));
	assert_memory_equal(text.data, expected, text.size);
}

/* `1200,00` where the network writes so; what machines read keeps the point. */
static void people_read_the_mark_of_their_network(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct text_look comma = {.comma = true};
	const struct column column = {SLICE("left"), SLICE("Left"), COLUMN_AMOUNT, READERS_ALL};
	const struct column id = {SLICE("id"), SLICE("Id"), COLUMN_ID, READERS_ALL};
	const struct column share = {SLICE("used"), SLICE("Used"), COLUMN_SHARE, READERS_ALL};
	const struct cell cell = cell_amount((struct amount){-120050, 2}, SLICE("EUR"));
	const struct cell whole = cell_amount((struct amount){12, 0}, SLICE(""));
	const struct cell text = cell_text(SLICE("1.5"));
	const struct cell part = cell_integer(823);
	assert_slice(cell_for_people(arena, &column, &cell, comma), "-1200,50 EUR");
	assert_slice(cell_for_people(arena, &column, &cell, (struct text_look){0}), "-1200.50 EUR");
	assert_slice(cell_for_people(arena, &column, &whole, comma), "12");
	assert_slice(cell_for_people(arena, &id, &text, comma), "1.5");
	assert_slice(cell_for_people(arena, &share, &part, comma), "82,3");
	assert_slice(cell_for_machines(arena, &column, &cell), "-1200.50");
	arena_free(arena);
}

static void html_is_escaped(void **state)
{
	(void)state;
	struct table *table = budget();
	table_add_section(table, SLICE("A & B"));
	add(table, ROW_VALUES, 1, "<script>", "1.00");
	struct buffer out = BUFFER_EMPTY;
	table_write_html(table, plain, &out);
	buffer_add_byte(&out, '\0');
	assert_non_null(strstr(out.data, "&lt;script&gt;"));
	assert_non_null(strstr(out.data, "<th scope=\"rowgroup\" colspan=\"3\">A &amp; B</th>"));
	assert_null(strstr(out.data, "<script>"));
	buffer_free(&out);
	table_free(table);
}

static void shares_of_huge_amounts_do_not_overflow(void **state)
{
	(void)state;
	struct amount most = {amount_power_of_ten(38) - 1, 0};
	assert_int_equal(cell_share(most, most).number, 1000);
	assert_int_equal(cell_share(amount_negate(most), most).number, -1000);
	assert_int_equal(cell_share(most, (struct amount){1, 0}).number, 1000000);
	assert_true(cell_share(most, AMOUNT_ZERO).is_empty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_lines_up_accents_and_wide_characters),
	    cmocka_unit_test(text_fits_the_terminal_by_shortening_prose_never_amounts),
	    cmocka_unit_test(text_leaves_out_empty_columns_and_wraps_headings_before_it_shortens),
	    cmocka_unit_test(text_takes_several_lines_a_row_where_the_terminal_is_narrow),
	    cmocka_unit_test(text_draws_shares_with_blocks),
	    cmocka_unit_test(text_shows_no_control_characters),
	    cmocka_unit_test(text_of_an_empty_table_says_so),
	    cmocka_unit_test(colour_marks_headings_and_negative_amounts),
	    cmocka_unit_test(csv_quotes_only_where_it_must),
	    cmocka_unit_test(json_keeps_amounts_exact_and_numbers_whole),
	    cmocka_unit_test(people_read_minutes_as_hours),
	    cmocka_unit_test(people_read_the_mark_of_their_network),
	    cmocka_unit_test(html_is_escaped),
	    cmocka_unit_test(shares_of_huge_amounts_do_not_overflow),
	};
	return cmocka_run_group_tests_name("format/table", tests, NULL, NULL);
}
