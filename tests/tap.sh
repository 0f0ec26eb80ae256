# What shell tests share: `. tests/tap.sh`, checks, then `done_testing`. Tests run in the root of the sources; $SOUCI is
# the program.
SOUCI=${SOUCI:-$PWD/build/souci}
# What `make setup-test` installed, before another python3 that may be a slow wrapper or lack the module for YAML.
PATH=/usr/bin:$PATH
unset LANG LANGUAGE LC_ALL LC_MESSAGES NO_COLOR COLUMNS PAGER SOUCI_LOCALE_DIR
# git packs nothing behind a test's back, which would be one more program for each commit.
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=maintenance.auto GIT_CONFIG_VALUE_0=false GIT_CONFIG_KEY_1=receive.autogc \
	GIT_CONFIG_VALUE_1=false
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tests_run=0

# result NAME OK [EXPLANATION]: one line of TAP; OK is 0 when the check passed.
result() {
	tests_run=$((tests_run + 1))
	if [ "$2" = 0 ]; then
		echo "ok $tests_run - $1"
	else
		echo "not ok $tests_run - $1"
		printf '%s\n' "$3" | sed 's/^/# /'
	fi
}

# is NAME EXPECTED ACTUAL
is() {
	[ "$2" = "$3" ]
	result "$1" $? "expected: $2
actual:   $3"
}

# says NAME EXIT_CODE EXPECTED COMMAND…: what a command writes on both streams, and its exit code.
says() {
	says_name=$1
	says_code=$2
	says_expected=$3
	shift 3
	says_actual=$("$@" 2>&1 </dev/null)
	is "$says_name" "$says_code: $says_expected" "$?: $says_actual"
}

# holds NAME PART TEXT: the text holds the part.
holds() {
	case $3 in
	*"$2"*) result "$1" 0 ;;
	*) result "$1" 1 "no “$2” in: $3" ;;
	esac
}

done_testing() {
	echo "1..$tests_run"
}
