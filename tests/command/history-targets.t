#!/bin/bash
# `souci history` of funds, actions, circles, people and rules: what its rows come to at each commit is what `souci funds`,
# `budget`, `circles`, `mandates`, `members` and `rules` say of that commit alone, whose records and journals they read.
. tests/tap.sh
. tests/network.sh

SOUCI=$(realpath "$SOUCI")

# apply PERSON DAY MESSAGE: applies what was adopted and commits it.
apply() {
	"$SOUCI" apply >/dev/null || echo "# could not apply: $3"
	commit_as "$1" "$2" "$3"
}

# decide DATE: the beginning of a meeting's minutes; its decisions come on the standard input.
decide() {
	{ meeting "$1" && cat; } >"circles/arles/meetings/$1.rec"
}

# told TARGET [COMMIT]: its history as JSON.
told() {
	"$SOUCI" history "$1" --format json --at "${2:-HEAD}"
}

new_network "$scratch/arles"
printf '\nId: own\nName: Own means\n' >>circles/funds.rec
printf '\nId: fete\nName: The feast\n' >>circles/arles/programme.rec
printf '%%rec: Place\n\nId: mas\nName: Le Mas\n\nId: cure\nName: La Cure\n' >circles/places.rec
commit_as lea 2024-02-08 'More funds, actions and places'

decide 2024-02-13 <<'END'

Id: 1
Kind: retribute
Person: tom
Action: cafe
Fund: drac
Asked: 100.00 EUR
Amount: 80.00 EUR
Contribution: tom/2024-02-06

Id: 2
Kind: join
Person: nadia
Place: mas

Id: 3
Kind: rule
Rule: quorum
Value: 3

Id: 4
Kind: territory
Commune: Arles
Place: mas

Id: 5
Kind: award
Fund: own
Amount: 300.00 EUR

Id: 6
Kind: grant
Fund: own
Circle: arles
Amount: 200.00 EUR
END
apply zoe 2024-02-14 'February'
cat >>ledger/bank/2024.journal <<'END'

2024-02-20 * To Tom
    Due:tom:drac                      30.00 EUR
      ; pays: arles/2024-02-13/1
    Assets:Bank                      -30.00 EUR

2024-02-21 * From the DRAC
    Assets:Bank                      400.00 EUR
    Assets:Receivable:drac          -400.00 EUR
END
commit_as max 2024-02-22 'The bank of February'

decide 2024-03-12 <<'END'

Id: 1
Kind: adopt-action
Action: fete

Id: 2
Kind: allocate
Action: cafe
Fund: own
Amount: 150.00 EUR

Id: 3
Kind: reallocate
From: cafe
To: fete
Fund: drac
Amount: 120.00 EUR

Id: 4
Kind: mandate
Person: nadia
Role: contributor
Action: fete
Until: 2024-06-30

Id: 5
Kind: substitute
Of: arles/2024-02-13/1
From: drac
To: own
Amount: 80.00 EUR

Id: 6
Kind: return
Action: cafe
Fund: drac
Amount: 40.00 EUR

Id: 7
Kind: return
Fund: drac
Amount: 25.00 EUR

Id: 8
Kind: shortfall
Fund: drac
Amount: 60.00 EUR
Reason: The funder gives less.
END
apply zoe 2024-03-13 'March'

decide 2024-04-09 <<'END'

Id: 1
Kind: end-mandate
Person: tom
Role: contributor
Action: cafe

Id: 2
Kind: cancel
Of: arles/2024-03-12/3
Reason: The feast is put off.

Id: 3
Kind: status
Status: dormant

Id: 4
Kind: leave
Person: max
END
apply lea 2024-04-10 'April'

decide 2024-04-02 <<'END'

Id: 1
Kind: mandate
Person: nadia
Role: steward

Id: 2
Kind: rule
Rule: mode-override
Value: yes
END
apply lea 2024-04-12 'A meeting that came late'

git checkout -q -b side
decide 2024-05-14 <<'END'

Id: 1
Kind: cancel
Of: arles/2024-04-09/1
Reason: Tom goes on.

Id: 2
Kind: rule
Rule: quorum
Value: 2
END
apply zoe 2024-05-15 'May'
git checkout -q main
printf '\nId: ines\n' >>circles/people.rec && commit_as lea 2024-05-16 'A newcomer'
git -c user.name=lea -c user.email=lea@example.org merge -q --no-commit side >/dev/null 2>&1
commit_as lea 2024-05-17 'Merge May'

# Seals that go, come back, and come back otherwise: whatever stands in a commit counts there.
rm circles/arles/sealed/2024-04-09.rec circles/arles/sealed/2024-05-14.rec
sed -i 's/^Status: adopted/Status: draft/' circles/arles/meetings/2024-0[45]-[01][49].rec
"$SOUCI" apply >/dev/null
git checkout -q HEAD -- circles/arles/meetings
commit_as max 2024-05-18 'Take two seals away'
sed -i 's/^Place: mas$/Place: cure/; s/^Value: 3$/Value: 1/' circles/arles/meetings/2024-02-13.rec
rm circles/arles/sealed/2024-02-13.rec
apply max 2024-05-19 'Another February'
git checkout -q HEAD~2 -- circles ledger
commit_as lea 2024-05-20 'As it was'
"$SOUCI" fmt >/dev/null
printf '\n# Read aloud.\n' >>circles/arles/meetings/2024-02-13.rec
"$SOUCI" fmt >/dev/null
commit_as lea 2024-05-21 'Layout alone'

# ---- the same as each commit alone ----

commits=$(git rev-list --first-parent --reverse HEAD)
mkdir "$scratch/funds" "$scratch/budget" "$scratch/circles" "$scratch/mandates" "$scratch/members" "$scratch/rules"
for commit in $commits; do
	for report in funds budget circles 'mandates --all' members rules; do
		alone=$scratch/${report%% *}/$commit
		# shellcheck disable=SC2086
		"$SOUCI" $report --format json --at "$commit" 2>/dev/null >"$alone"
		[ -s "$alone" ] || echo '[]' >"$alone"
	done
done

# What the rows of a history up to a commit come to (`$rows`), and what the commit alone says; each as jq tells it.
figures='[.awarded, .received, .granted, .decided, .paid, .left]'
fund_told='last // empty | '$figures
fund_alone='.[] | select(.fund == $name and .state != "not awarded") | '$figures
action_told='map({key: "\(.circle) \(.fund)", value: .}) | from_entries | .[] |
	select(.allocated != "0.00" or .decided != "0.00") | [.circle, .fund, .allocated, .decided, .left]'
action_alone='.[] | select(.action == $name) | [.circle, .fund, .allocated, .decided, .left]'
circle_told='last // empty | [.status, .members, .places, .communes]'
circle_alone='.[] | select(.circle == $name and .status != null) | [.status, .members, .places, .communes]'
mandates_told='map({key: "\(.circle) \(.role) \(.action) \(.from)", value: .}) | from_entries | .[] |
	select(.change != "undone" and .role != "member") | [.circle, .role, .action, .from, .until]'
mandates_alone='.[] | select(.person == $name) | [.circle, .role, .actions, .from, .until]'
members_told='map(select(.role == "member") | {key: "\(.circle) \(.from)", value: .}) | from_entries | .[] |
	select(.change != "undone" and .until == null) | [.circle, .from]'
members_alone='.[] | select(.person == $name) | [.circle, .from]'
rule_told='last // empty | select(.origin != null) | [.value, .level, .since, .origin]'
rule_alone='.[] | select(.rule == $name and .circle == null and .origin != "default") | [.value, .level, .since, .origin]'

# compare NAME KIND TARGET REPORT: at every commit of the main line, of one history told at its end.
compare() {
	told_filter=$2_told
	alone_filter=$2_alone
	here=$("$SOUCI" history "$3" --format json | jq -c --arg commits "$commits" '. as $rows |
		($commits | split("\n")) as $all | range($all | length) as $until |
		$rows | map(select(.commit as $c | ($all | index($c)) <= $until)) | ['"${!told_filter}"'] | sort')
	# shellcheck disable=SC2086
	alone=$(cd "$scratch/$4" && jq -c --arg name "${3#*:}" '['"${!alone_filter}"'] | sort' $commits)
	is "$1" "15 commits
$alone" "$(printf '%s\n' "$here" | wc -l) commits
$here"
}

compare 'a fund that a funder gives' fund drac funds
compare 'a fund of own means' fund own funds
compare 'an action and its funds' action cafe budget
compare 'another action' action fete budget
compare 'a circle' circle circle:arles circles
compare 'mandates that end and go on' mandates tom mandates
compare 'mandates with a term' mandates nadia mandates
compare 'who joined' members person:nadia members
compare 'who left' members max members
compare 'a rule that was changed' rule quorum rules
compare 'a rule of a late meeting' rule mode-override rules


# ---- what is shown ----

is 'a fund, from commit to commit' '2024-01-10 1000.00 0.00 800.00 0.00 0.00 arles/2024-01-09/4 arles/2024-01-09/5
2024-02-14 1000.00 0.00 800.00 80.00 0.00 arles/2024-02-13/1
2024-02-22 1000.00 400.00 800.00 80.00 30.00 
2024-03-13 940.00 400.00 775.00 0.00 0.00 arles/2024-03-12/8 arles/2024-03-12/7 arles/2024-03-12/5' \
	"$(told fund:drac ':/March' | jq -r '.[] | "\(.date) \(.awarded) \(.received) \(.granted) \(.decided) \(.paid) \(.decisions // "")"')"
is 'who began and ended what, by which decision' '2024-01-10 began member  2024-01-09  arles/2024-01-09/1
2024-01-10 began treasurer  2024-01-09  arles/2024-01-09/3
2024-04-10 ended member  2024-01-09 2024-04-08 arles/2024-04-09/4
2024-04-10 ended treasurer  2024-01-09 2024-04-08 arles/2024-04-09/4' \
	"$(told max ':/late' | jq -r '.[] | "\(.date) \(.change) \(.role) \(.action // "") \(.from) \(.until // "") \(.decisions)"')"
is 'seals that were taken away, that came back' '2024-04-10 ended 2024-04-08 
2024-05-18 lasts null took away the seal of arles/2024-04-09: its decisions count no more
2024-05-19 ended 2024-04-08 ' \
	"$(told max | jq -r '.[] | select(.role == "member" and .change != "began") | "\(.date) \(.change) \(.until) \(.note // "")"')"

is 'a seal that was replaced' '2024-05-19 dormant 4 cure replaced the seal of arles/2024-02-13
2024-05-20 dormant 4 mas replaced the seal of arles/2024-02-13' \
	"$(told circle:arles | jq -r '.[-2:] | .[] | "\(.date) \(.status) \(.members) \(.places) \(.note // "")"')"
is 'a rule, whose it was, and who set it' '2024-02-14,,3,2,error,,2024-02-13,arles/2024-02-13/3,arles/2024-02-13/3,
2024-05-17,,2,3,error,,2024-05-14,arles/2024-05-14/2,arles/2024-05-14/2,' \
	"$("$SOUCI" history rule:quorum --format csv --at ':/Merge' | sed 1d | cut -d, -f2,4-)"
is 'between two days' 2024-03-13 "$("$SOUCI" history drac --format csv --period 2024-03 | sed 1d | cut -d, -f2)"
shown=$("$SOUCI" history action:cafe --at ':/late')
holds 'each figure is drawn below the table' 'Allocated  ▁▁▁█' "$shown"
holds 'how much is left in all the envelopes' 'drac     340.00     0.00  340.00       410.00' "$shown"
holds 'people are told by name' 'Left it' "$("$SOUCI" history circle:arles)"

# ---- names ----

says 'a name that nothing has' 2 'souci: no commit ever had an account “quorun”; did you mean “quorum”?' "$SOUCI" history quorun
says 'no such fund' 2 'souci: there is no fund “drak”; did you mean “drac”?' "$SOUCI" history fund:drak
says 'no such rule' 2 'souci: there is no rule “quorun”; did you mean “quorum”?' "$SOUCI" history rule:quorun
is 'in French too' "$("$SOUCI" history fund:drac --format csv)" "$("$SOUCI" history fonds:drac --format csv)"
printf '\nId: cafe\nName: A fund called like an action\n' >>circles/funds.rec
commit_as lea 2024-05-22 'A fund of the same name'
says 'two things of one name' 2 'souci: “cafe” names several things; say which: fund:cafe, action:cafe' "$SOUCI" history cafe
is 'alone, what can be followed' 'ledger drac own fund:cafe action:cafe fete arles lea' \
	"$("$SOUCI" history | head -n 8 | tr '\n' ' ' | sed 's/ $//')"
git clone -q --bare . "$scratch/bare.git"
is 'in a bare repository' "$(told drac | md5sum)" "$(cd "$scratch/bare.git" && told drac | md5sum)"

done_testing
