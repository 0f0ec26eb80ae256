#!/bin/sh
# The day a report tells the state at: that of --at, else of --today, else of the last meeting that was applied.
. tests/tap.sh
. tests/command/network.sh

mkdir "$scratch/begun" && cd "$scratch/begun" && git init -q . || exit 1
"$SOUCI" init --name Begun --circle jardin --today 2024-01-01 >init
for command in members mandates rules circles budget funds dues decisions contributions status; do
	"$SOUCI" $command --format text >output 2>&1
	is "$command can be run before any meeting" 0 $?
done
says 'nobody is a member before any meeting' 0 'Members

Nothing to show.' "$SOUCI" members
says 'nobody is a member before any meeting, on a day' 0 'Members on 2024-02-01

Nothing to show.' "$SOUCI" members --today 2024-02-01
"$SOUCI" report >output
says 'reports made before any meeting are proved' 0 'All 37 reports are what the files give.' "$SOUCI" report --verify

new_network "$scratch/network"
meeting north 2024-04-04 <<'RECORD'
Id: 1
Kind: mandate
Person: lea
Role: steward
Effective: 2024-05-01
RECORD
"$SOUCI" apply >output
says 'a meeting that is not applied gives no day' 0 'Mandates' sh -c "rm -r circles/*/sealed; '$SOUCI' mandates 2>/dev/null | head -n 1"
"$SOUCI" apply >output

# money NAME DAY EXPECTED: what status tells of money on a day, by --at and by --today.
money() {
	is "$1, by --at" "$3" "$("$SOUCI" status --at "$2" | sed -n '/^Left/,/^Decided/p')"
	is "$1, by --today" "$3" "$("$SOUCI" status --today "$2" | sed -n '/^Left/,/^Decided/p')"
}
money 'nothing is given to circles yet' 2024-02-05 'Left in the envelopes: 0.00 EUR
Decided and not yet paid: 0.00 EUR'
money 'a later payment does not lower what was owed before it' 2024-03-07 'Left in the envelopes: 720.00 EUR
Decided and not yet paid: 80.00 EUR'
money 'what is paid is owed no more' 2024-03-20 'Left in the envelopes: 720.00 EUR
Decided and not yet paid: 0.00 EUR'

for command in budget contributions 'dues --all' decisions mandates members circles funds rules balance register print accounts payees \
	tags stats status 'agenda north' 'trace region-2024' 'budget --quarterly' 'balance --tree'; do
	is "souci $command tells the same by --today as by --at" "$("$SOUCI" $command --at 2024-03-07)" \
		"$("$SOUCI" $command --today 2024-03-07)"
done
holds 'what comes after today is not known yet' 'Due:tom:region-2024,EUR,-80.00' \
	"$("$SOUCI" balance --today 2024-03-10 --format csv)"
is 'the agenda of a day is that of its meeting' "$("$SOUCI" agenda north --today 2024-03-07)" "$("$SOUCI" agenda north --at 2024-03-07)"

"$SOUCI" report --today 2024-02-01 >output
says 'reports of a day are written' 0 'Reports removed: 1.' sh -c "'$SOUCI' report >output; '$SOUCI' report --today 2024-02-01 | tail -n 1"
is 'they tell its state' 'Members on 2024-02-01' "$(head -n 1 reports/members.txt)"
is 'and nothing after it' 0 "$(grep -c 2024-03 reports/decisions.csv)"
holds 'they are proved for that day' 'reports are what the files give.' "$("$SOUCI" report --verify --today 2024-02-01)"
rm -r reports

is 'a mandate to come is listed on a day asked for' "$("$SOUCI" mandates --today 2024-04-04 --format csv)" \
	"$("$SOUCI" mandates --at 2024-04-04 --format csv)"
holds 'and said to be to come' 'lea,steward,north,,2024-05-01,,,to come' "$("$SOUCI" mandates --at 2024-04-04 --format csv)"
is 'it is not known before it was decided' '' "$("$SOUCI" mandates --at 2024-04-03 --format csv | grep '^lea,')"
is 'nor within dates before it begins' '' "$("$SOUCI" mandates --to 2024-04 --format csv | grep '^lea,')"
done_testing
