/* Makes journals to measure with: the same one for the same arguments, on any machine.
 *
 *     generate_journal COUNT [accounts=N] [commodities=N] [holders=N] [shuffled] [flooding]
 *
 * Each transaction has a header with a code and a payee beyond ASCII, a tag on a comment line, and two or three
 * postings, of which the last leaves its amount out half of the time. A commodity may be in any account, or only in as
 * many as it has holders. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 1000, FIRST_YEAR = 2022 };

struct shape {
	uint64_t count;
	uint64_t accounts;
	uint64_t commodities;
	uint64_t holders; /* accounts that a commodity is in; zero is any */
	bool is_shuffled; /* not in the order of dates */
	bool is_flooding; /* names that a plain hash would put together */
};

static uint64_t state = 1;

/* SplitMix64 (Steele, Lea and Flood). */
static uint64_t random_below(uint64_t bound)
{
	uint64_t mixed = state += 0x9E3779B97F4A7C15U;
	mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
	mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
	return (mixed ^ (mixed >> 31)) % bound;
}

static const char *const payees[] = {
    "Café des Épinettes",   "Samira Dubois",     "Léa Müller — facture",        "Compagnie des Tiers-Lieux",
    "Électricité de Lille", "Imprimerie Vauban", "Boulangerie « Au bon pain »", "Association Hors-Cadre",
};

static const char *const groups[] = {"Assets:Bank", "Budget:metropole-lilloise", "Funds", "Due", "Expenses:Loyer"};

static uint64_t choose_account(const struct shape *shape, uint64_t commodity)
{
	if (shape->holders == 0) {
		return random_below(shape->accounts);
	}
	return (commodity * shape->holders + random_below(shape->holders)) % shape->accounts;
}

static void write_account(const struct shape *shape, uint64_t commodity)
{
	uint64_t number = choose_account(shape, commodity);
	const char *group = groups[number % (sizeof groups / sizeof groups[0])];
	if (shape->is_flooding) {
		/* Pairs of letters with one sum under the classic 33 * hash + byte. */
		printf("    ");
		for (unsigned bit = 0; bit < 17; bit++) {
			fputs((number >> bit & 1) != 0 ? "Ab" : "BA", stdout);
		}
		return;
	}
	printf("    %s:café-%03d", group, (int)number);
}

static void write_amount(const struct shape *shape, uint64_t cents, bool is_negative, uint64_t commodity)
{
	printf("  %s%d.%02d ", is_negative ? "-" : "", (int)(cents / 100), (int)(cents % 100));
	if (shape->commodities == 1) {
		fputs("EUR", stdout);
		return;
	}
	char name[5] = {0};
	for (unsigned i = 0; i < 4; i++, commodity /= 26) {
		name[i] = (char)('A' + commodity % 26);
	}
	fputs(name, stdout);
}

static void write_date(uint64_t day)
{
	printf("%d-%02d-%02d", (int)(FIRST_YEAR + day / 336), (int)(1 + day / 28 % 12), (int)(1 + day % 28));
}

static void write_transaction(const struct shape *shape, uint64_t index)
{
	uint64_t first = 1 + random_below(2000000);
	uint64_t second = 1 + random_below(1000000);
	uint64_t commodity = random_below(shape->commodities);
	write_date(shape->is_shuffled ? random_below(DAYS) : index * DAYS / shape->count);
	printf(" * (%d) %s %d\n", (int)index, payees[random_below(sizeof payees / sizeof payees[0])],
	       (int)(index % 977));
	printf("    ; decision: circle-%d/2024-04-11/%d\n", (int)(index % 11), (int)(index % 7));
	write_account(shape, commodity);
	write_amount(shape, first, false, commodity);
	fputs("\n", stdout);
	write_account(shape, commodity);
	if (random_below(2) == 0) {
		write_amount(shape, first, true, commodity);
	} else {
		write_amount(shape, second, false, commodity);
		fputs("\n", stdout);
		write_account(shape, commodity);
	}
	fputs("\n\n", stdout);
}

int main(int count, char **words)
{
	struct shape shape = {.count = count > 1 ? strtoull(words[1], NULL, 10) : 0, .accounts = 500, .commodities = 1};
	for (int i = 2; i < count; i++) {
		if (strncmp(words[i], "accounts=", 9) == 0) {
			shape.accounts = strtoull(words[i] + 9, NULL, 10);
		} else if (strncmp(words[i], "commodities=", 12) == 0) {
			shape.commodities = strtoull(words[i] + 12, NULL, 10);
		} else if (strncmp(words[i], "holders=", 8) == 0) {
			shape.holders = strtoull(words[i] + 8, NULL, 10);
		}
		shape.is_shuffled = shape.is_shuffled || strcmp(words[i], "shuffled") == 0;
		shape.is_flooding = shape.is_flooding || strcmp(words[i], "flooding") == 0;
	}
	for (uint64_t i = 0; i < shape.count; i++) {
		write_transaction(&shape, i);
	}
	return ferror(stdout) != 0 || fflush(stdout) != 0;
}
