#!/bin/sh
# Checks that need no run of the program: layout, size, the direction of includes, clang-tidy, catalogues.
# Prints TAP. Usage: LINT_FLAGS="compiler flags" sh tests/lint.sh BUILD [deep]
#
# The path-sensitive analyser takes twenty times as long as all other checks together: only `deep` (make lint-deep) runs it.
#
# clang-tidy takes most of the time, so what it passed is remembered in BUILD/lint by the digest of the source and of
# everything its result depends on; a change to a header looks at every file again.
build=${1:-build}
if [ "${2:-}" = deep ]; then tidy_checks=; else tidy_checks=-clang-analyzer-*; fi
count=0
failed=0

# report NAME OUTPUT: the check passes when it had nothing to say.
report() {
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		failed=1
		echo "not ok $count - $1"
		printf '%s\n' "$2" | head -n 60 | sed 's/^/# /'
	fi
}

code=$(find src include tests -name '*.[ch]' | sort)
sources=$(find src tests/unit -name '*.c' | sort)
headers=$(find src include tests \( -name '*.h' -o -name '*.def' \) | sort)

report 'clang-format agrees with the layout' "$(clang-format --dry-run -Werror $code 2>&1 | grep 'error:')"

report 'no file is longer than 600 lines' "$(wc -l $(find src include -name '*.[ch]') | awk '$1 > 600 && $2 != "total"')"

report 'no line ends in a space' "$(grep -nE '[[:space:]]$' $code $headers)"

report 'nothing is left to be done' "$(grep -nwE 'TODO|FIXME|XXX' $code $headers)"

report 'includes go down the layers' "$(awk -f tests/include_direction.awk $(find src include -name '*.[ch]' -o -name '*.def'))"

report 'libgit2 is called through src/source/libgit2.h' "$(grep -n '<git2' $code | grep -v '^src/source/libgit2.h:')"

report 'only src/command prints, exits or reads the environment' "$(grep -nE \
	'(^|[^a-z_])(printf|puts|putchar|perror|exit|_exit|getenv|secure_getenv|isatty|getopt_long) *\(|[^a-z_](stdout|stderr|environ)[^a-z_]' \
	$(find src -name '*.[ch]' ! -path 'src/command/*' ! -path src/main.c) | grep -vE ':[0-9]+:[[:space:]]*(/?\*|//)')"

tidy() {
	common=$(cat .clang-tidy $headers | sha256sum)
	mkdir -p "$build/lint"
	for file in $sources; do
		stamp=$build/lint/$( (echo "$common $LINT_FLAGS $tidy_checks $file" && cat "$file") | sha256sum | cut -c1-32)
		[ -e "$stamp" ] || echo "$file $stamp"
	done | xargs -r -L 4 -P "$(nproc)" sh -c '
		while [ $# -gt 1 ]; do
			if output=$(clang-tidy --quiet --checks="'"$tidy_checks"'" "$1" -- '"$LINT_FLAGS"' -Itests/unit 2>/dev/null); then
				: > "$2"
			else
				printf "%s\n" "$output"
			fi
			shift 2
		done' sh
}
report 'clang-tidy has nothing to say' "$(tidy | grep -E 'error:')"

for catalogue in $(find po -name '*.po'); do
	report "$catalogue is well-formed" "$(msgfmt --check-format --check-domain -o /dev/null "$catalogue" 2>&1)"
done

report 'French spaces are French' "$(msgcat --no-wrap po/fr.po | awk -f tests/french_spaces.awk)"

echo "1..$count"
exit $failed
