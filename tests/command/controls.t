#!/bin/bash
# What nobody sees in a text is told, and never reaches whoever looks at a report as it is.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_network "$scratch/network"
git init -q .
escape=$(printf '\033')
bell=$(printf '\007')
override=$(printf '\342\200\256')
cancel=$(printf '\302\233')
sed -i "s/^Name: A garden/Name: =A$escape[31m garden$override$cancel/" circles/north/programme.rec
sed -i "s/^Report: .*/Report: =HYPERLINK(\"x\")$bell/" circles/north/contributions/2024/tom.rec
sed -i "s/^Task: .*//; /^Time:/a Task: @dig" circles/north/contributions/2024/tom.rec
sed -i "s/Paid to Tom/=Paid$escape to Tom/" ledger/bank/2024.journal
sed -i "s/^Name: The south/Name: -5.00/" circles/south/circle.rec

found=$(souci check --format json | jq -r '.[] | select(.id == "file-control-character") | "\(.file):\(.line):\(.column) \(.message)"')
is 'each is told, once a line' 'circles/north/contributions/2024/tom.rec:8:24 a character stands here that nobody sees: U+0007
circles/north/programme.rec:4:9 a character stands here that nobody sees: U+001B
ledger/bank/2024.journal:5:19 a character stands here that nobody sees: U+001B' "$found"

# clean NAME: whether standard input holds none of them.
clean() {
	is "$1" '' "$(LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae|\xc2\x9b' | cat -v)"
}
sed -i "s/^Fund: region-2024/Fund: region$override$escape/" circles/south/meetings/2024-03-08.rec
for format in text json github gitlab sarif junit; do
	output=$(souci check --format $format)
	holds "check --format $format tells" reference-unknown "$output"
	clean "check --format $format is clean" <<<"$output"
done
sed -i "s/^Fund: region.*/Fund: region-2024/" circles/south/meetings/2024-03-08.rec
for report in contributions decisions budget circles funds mandates dues 'agenda north' 'trace tom' balance status; do
	for format in text csv json; do
		[ "$report $format" = 'status csv' ] && continue
		# shellcheck disable=SC2086
		clean "$report --format $format is clean" <<<"$(souci $report --format $format 2>&1)"
	done
done
souci apply >/dev/null
souci report >/dev/null
found=$(LC_ALL=C grep -rlP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae|\xc2\x9b' reports)
is 'so is every file of the reports' '' "$found"
holds 'a page shows it escaped' '=A\x1b[31m garden\u{202e}\u{9b}' "$(cat reports/*.html reports/*/*.html)"

# Spreadsheets
csv=$(souci contributions --format csv)
holds 'CSV: a name is no formula' ",'@dig," "$csv"
holds 'CSV: nor is prose' "\"'=HYPERLINK(\"\"x\"\")\\x07\"" "$(souci trace tom --format csv)"
holds 'CSV: a register is the journal as it is' ",,=Paid" "$(souci register --format csv)"
holds 'CSV: figures are as they are' 'Funds:region-2024,EUR,-200.00' "$(souci balance --format csv)"
done_testing
