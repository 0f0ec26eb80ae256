/* The library as a program that embeds it sees it: only souci/souci.h. */
#include "souci/souci.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/souci-library-XXXXXX";

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int make_network(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(system("mkdir -p circles/cafe/meetings"), 0);
	write_file("circles/network.rec", "%rec: Network\n\nName: Réseau d'essai\n");
	write_file("circles/people.rec", "%rec: Person\n\nId: lea\n\nId: tom\n");
	write_file("circles/cafe/circle.rec", "%rec: Circle\n\nName: Le café\n");
	return 0;
}

static int remove_network(void **state)
{
	(void)state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : 1;
}

static void write_meeting(const char *member)
{
	char text[256];
	snprintf(text, sizeof text,
		 "%%rec: Meeting\n\nCircle: cafe\nDate: 2024-01-02\nStatus: adopted\nPresent: lea tom\n\n"
		 "%%rec: Decision\n\nId: 1\nKind: found\nMember: %s\n",
		 member);
	write_file("circles/cafe/meetings/2024-01-02.rec", text);
}

static void a_clean_network_has_only_a_notice(void **state)
{
	(void)state;
	struct souci_network *network = NULL;
	write_meeting("lea tom");
	assert_int_equal(souci_open(folder, NULL, &network), SOUCI_OK);
	assert_int_equal(souci_check(network), 1);
	struct souci_finding finding = souci_finding_at(network, 0);
	assert_string_equal(finding.id, "meeting-pending");
	assert_int_equal(finding.severity, SOUCI_NOTICE);
	assert_string_equal(finding.file, "circles/cafe/meetings/2024-01-02.rec");
	souci_close(network);
}

static void a_finding_has_its_place(void **state)
{
	(void)state;
	struct souci_network *network = NULL;
	write_meeting("lea tomm");
	assert_int_equal(souci_open(folder, NULL, &network), SOUCI_OK);
	size_t count = souci_check(network);
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		struct souci_finding finding = souci_finding_at(network, i);
		if (strcmp(finding.id, "reference-unknown") == 0) {
			found++;
			assert_int_equal(finding.severity, SOUCI_ERROR);
			assert_int_equal(finding.line, 12);
			assert_int_equal(finding.column, 13);
			assert_string_equal(finding.hint, "did you mean tom?");
		}
	}
	assert_int_equal(found, 1);
	souci_close(network);
}

static void what_cannot_be_opened_says_why(void **state)
{
	(void)state;
	struct souci_network *network = NULL;
	assert_int_equal(souci_open("/nowhere/at/all", NULL, &network), SOUCI_FAILED);
	assert_null(network);
	assert_non_null(strstr(souci_failure(), "/nowhere/at/all"));
}

static void balances_want_a_day(void **state)
{
	(void)state;
	struct souci_network *network = NULL;
	const struct souci_balance *balances = NULL;
	size_t count = 1;
	write_meeting("lea tom");
	assert_int_equal(souci_open(folder, NULL, &network), SOUCI_OK);
	assert_int_equal(souci_balances(network, "2024-02-30", &balances, &count), SOUCI_FAILED);
	assert_int_equal(souci_balances(network, "2024-02-29", &balances, &count), SOUCI_OK);
	assert_int_equal(count, 0);
	souci_close(network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_clean_network_has_only_a_notice),
	    cmocka_unit_test(a_finding_has_its_place),
	    cmocka_unit_test(what_cannot_be_opened_says_why),
	    cmocka_unit_test(balances_want_a_day),
	};
	return cmocka_run_group_tests(tests, make_network, remove_network);
}
