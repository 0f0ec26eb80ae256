#!/bin/bash
# souci blame: each field of a record and each entry of a journal, with the commit it comes from.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

# blame ARGUMENT…: line, field, the message of its commit, author, date and decision of each row.
blame() {
	"$SOUCI" blame --format json "$@" | jq -r '.[] | [.line, .field, .commit, .author, .date, .decision] | map(if . == null or . == "" then "-" else . end) | join("|")' |
		while IFS='|' read -r line field commit author date decision; do
			[ "$commit" = - ] || commit=$(git log -1 --format=%s "$commit")
			echo "$line $field: ${commit:--}, $author $date, $decision"
		done
}
tom=circles/arles/contributions/2024/tom.rec

is 'a record: each field, and no decision yet' '3 Date: Tell of the coffee, tom 2024-02-07, -
4 Action: Tell of the coffee, tom 2024-02-07, -
5 Time: Tell of the coffee, tom 2024-02-07, -
6 Asked: Tell of the coffee, tom 2024-02-07, -
7 Report: Tell of the coffee, tom 2024-02-07, -' "$(blame $tom)"

{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00 && printf 'Text: We thank tom\n+ for the coffee.\n'; } >circles/arles/meetings/2024-02-13.rec
"$SOUCI" apply >/dev/null && commit_as zoe 2024-02-14 'Regulate in February'
printf '\n2024-02-20 * (V1) Paid to Tom\n    Due:tom:drac   60.00 EUR\n    ; pays: arles/2024-02-13/1\n    Assets:Bank   -60.00 EUR\n' >>ledger/bank/2024.journal
commit_as max 2024-02-20 'Pay Tom'
sed -i 's/^+ for the coffee/+ for the hot coffee/' circles/arles/meetings/2024-02-13.rec
sed -i 's/^Report: .*/Report: The monthly coffee of February./' $tom
commit_as lea 2024-02-21 'Say it better'

is 'a contribution that was decided on' '7 Report: Say it better, lea 2024-02-21, arles/2024-02-13/1' "$(blame tom/2024-02-06 | grep Report)"
is 'a decision: its fields, continuation lines with theirs' '12 Id: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
13 Kind: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
14 Person: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
15 Action: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
16 Fund: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
17 Asked: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
18 Amount: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
19 Contribution: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1
20 Text: Say it better, lea 2024-02-21, arles/2024-02-13/1' "$(blame arles/2024-02-13/1)"
is 'a bank journal: an entry, and the decision it pays' '3 2024-02-20: Pay Tom, max 2024-02-20, arles/2024-02-13/1' "$(blame ledger/bank/2024.journal)"
is 'a generated journal, and the decision it comes from' '3 2024-02-13: Regulate in February, zoe 2024-02-14, arles/2024-02-13/1' \
	"$(blame ledger/circles/arles/2024-02-13.journal)"
is 'directives of the main journal' '10 include: Write down how it began, lea 2024-01-10, -' "$(blame ledger/main.journal | tail -n 1 | sed 's/^1[0-9]/10/')"
is 'a fund, with the decision that awarded it' 'Id: Write down how it began, lea 2024-01-10, arles/2024-01-09/4' "$(blame drac | head -n 1 | cut -d' ' -f2-)"
is 'an action, with the decision that adopted it' 'Id: Write down how it began, lea 2024-01-10, arles/2024-01-09/6' "$(blame cafe | head -n 1 | cut -d' ' -f2-)"
is 'a person' 'Id: Write down how it began, lea 2024-01-10, -' "$(blame zoe | head -n 1 | cut -d' ' -f2-)"
is 'a register says its decisions' 'Since: Apply arles/2024-01-09, lea 2024-01-10, arles/2024-01-09/1' \
	"$(blame circles/arles/register.rec | grep Since | head -n 1 | cut -d' ' -f2-)"
head=$(git rev-parse --short=10 HEAD) && before=$(git rev-parse --short=10 HEAD~2)
is 'for people' " 12 Id 1 $before zoe 2024-02-14 arles/2024-02-13/1
 20 Text We thank tom for the hot coffee. $head lea 2024-02-21 arles/2024-02-13/1" \
	"$("$SOUCI" blame arles/2024-02-13/1 | grep 'Id\|Text' | tr -s ' ')"

# Not committed, staged, moved, renamed
sed -i 's/^Asked: 100.00/Asked: 110.00/' $tom
is 'what is not committed says so' '6 Asked: -, - -, arles/2024-02-13/1' "$(blame $tom | grep Asked)"
holds 'in words' 'not committed yet' "$("$SOUCI" blame $tom)"
is 'what is staged is still what it was' 'Tell of the coffee' "$(blame $tom --staged | grep Asked | sed 's/.*: \(.*\), tom.*/\1/')"
git add $tom && sed -i 's/^Asked: .*/Asked: 120.00 EUR/' $tom
is 'until it is added' '110.00 EUR ' "$("$SOUCI" blame $tom --staged --format json | jq -r '.[] | select(.field == "Asked") | "\(.value) \(.commit // "")"')"
git reset -q --hard
printf '%%rec: Contribution\n\nDate: 2024-03-05\nAction: cafe\nTime: 1h\nReport: The coffee of March.\n\n' >"$scratch/new" && sed 1,2d $tom >>"$scratch/new" && cp "$scratch/new" $tom
is 'what moved down keeps its commit' 'Tell of the coffee' "$(blame tom/2024-02-06 | grep Time | sed 's/.*: \(.*\), tom.*/\1/')"
git reset -q --hard
sed -n '11,$p' circles/arles/meetings/2024-01-09.rec | awk 'BEGIN{RS="";ORS="\n\n"} {all[NR]=$0} END {print all[1]; for(i=NR;i>1;i--) print all[i]}' >"$scratch/turned"
{ sed -n '1,10p' circles/arles/meetings/2024-01-09.rec && cat "$scratch/turned"; } >"$scratch/minutes"
cp "$scratch/minutes" circles/arles/meetings/2024-01-09.rec
is 'records in another order keep theirs' 'Write down how it began' "$("$SOUCI" blame circles/arles/meetings/2024-01-09.rec --format json | jq -r '.[] | select(.record == "Decision 4") | .commit' |
	sort -u | while read -r commit; do git log -1 --format=%s "$commit"; done)"
git reset -q --hard
git mv ledger/bank/2024.journal ledger/bank/year-2024.journal && sed -i 's/2024.journal/year-2024.journal/' ledger/main.journal
paid='Pay Tom'
is 'a file renamed since the last commit keeps them' "$paid" "$(blame ledger/bank/year-2024.journal | sed 's/.*: \(.*\), max.*/\1/')"
git reset -q
is 'whether git was told or not' "$paid" "$(blame ledger/bank/year-2024.journal | sed 's/.*: \(.*\), max.*/\1/')"
commit_as max 2024-03-01 'Rename the journal'
is 'a renamed file keeps them' 'Pay Tom' "$(blame ledger/bank/year-2024.journal | sed 's/.*: \(.*\), max.*/\1/')"
git reset -q --hard HEAD~1

# Merges
git checkout -q -b side && contribution 2024-03-12 30.00 && commit_as tom 2024-03-12 'On a side'
git checkout -q main && sed -i 's/^Name: Arles/Name: Arles and around/' circles/arles/circle.rec && commit_as lea 2024-03-13 'Meanwhile'
GIT_COMMITTER_DATE=2024-03-14T12:00:00+0000 git -c user.name=lea -c user.email=lea@example.org merge -q --no-edit side
is 'a merge is no origin' 'On a side' "$(blame tom/2024-03-12 | grep Asked | sed 's/.*: \(.*\), tom.*/\1/')"

# Other sources
is 'a revision' 'The monthly coffee.' "$("$SOUCI" blame $tom --at HEAD~3 --format json | jq -r '.[] | select(.field == "Report") | .value')"
is 'a day' 'Date' "$(blame $tom --at 2024-01-31 | head -n 1 | cut -d' ' -f2 | tr -d :)"
cd circles/arles || exit
is 'from a folder below' Name: "$(blame circle.rec | cut -d' ' -f2)"
is 'or from the root' Name: "$(blame circles/arles/circle.rec | cut -d' ' -f2)"
cd ../..
git clone -q --bare . "$scratch/bare.git"
is 'a bare repository' 'lea' "$("$SOUCI" -C "$scratch/bare.git" blame circles/arles/circle.rec --at main --format json | jq -r '.[].author')"
git worktree add -q "$scratch/linked" HEAD~2
is 'a linked worktree' 'lea' "$("$SOUCI" -C "$scratch/linked" blame circles/arles/circle.rec --format json | jq -r '.[].author')"
git clone -q --depth 1 "file://$PWD" "$scratch/shallow"
holds 'a shallow clone marks where history is cut' "^$(git rev-parse --short=10 HEAD)" "$("$SOUCI" -C "$scratch/shallow" blame $tom)"
mkdir "$scratch/around" && cp -r circles ledger "$scratch/around" && cd "$scratch/around" && mkdir net && mv circles ledger net && git init -q -b main . &&
	commit_as nadia 2024-04-01 'A network in a folder'
is 'a network in a folder of its repository' 'nadia' "$("$SOUCI" -C net blame circles/arles/circle.rec --format json | jq -r '.[].author')"

# What cannot be blamed
git clone -q --no-local "$scratch/network" "$scratch/damaged" && cd "$scratch/damaged" || exit
id=$(git rev-parse "HEAD~4:$tom") && mkdir loose && mv .git/objects/pack/*.pack loose && for pack in loose/*.pack; do git unpack-objects -q <"$pack"; done
rm -f ".git/objects/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-)" .git/objects/pack/*.idx
holds 'a missing object is no origin' '2: souci: cannot read the history: something of it is missing or damaged' \
	"$(message=$("$SOUCI" blame circles/arles/contributions/2024/tom.rec 2>&1); echo "$?: $message")"
cd "$scratch/network" || exit
says 'no such decision' 2 'souci: there is no decision, contribution, meeting, fund, action, circle or person “arles/2024-02-13/9”; did you mean “arles/2024-02-13/1”?' \
	"$SOUCI" blame arles/2024-02-13/9
says 'no such file' 2 'souci: there is no file circles/nobody.rec' "$SOUCI" blame circles/nobody.rec
says 'a path outside' 2 "souci: ../other.rec is not a file of the network in $scratch/network" "$SOUCI" blame ../other.rec
says 'an absolute one' 2 "souci: /etc/passwd.rec is not a file of the network in $scratch/network" "$SOUCI" blame /etc/passwd.rec
says 'a folder' 2 'souci: circles/arles is a folder; name one of its files' "$SOUCI" blame circles/arles
echo text >notes.txt
says 'another kind of file' 2 'souci: notes.txt is neither a file of records (.rec) nor a journal (.journal)' "$SOUCI" blame notes.txt
head -c 300 /dev/zero >circles/binary.rec
says 'a binary file' 2 'souci: circles/binary.rec is not text' "$SOUCI" blame circles/binary.rec
: >ledger/empty.journal
is 'an empty file has nothing' '[]' "$("$SOUCI" blame ledger/empty.journal --format json)"
ln -s circle.rec circles/arles/link.rec
says 'a link' 2 'souci: circles/arles/link.rec cannot be read: it is not an ordinary file' "$SOUCI" blame circles/arles/link.rec
printf '%%rec: Circle\n\nName: \377\033[31mred\n' >circles/arles/circle.rec
result 'hostile bytes are made harmless' "$("$SOUCI" blame circles/arles/circle.rec | grep -c "$(printf '\033')")"
printf '%%rec: Fund\n\nId: cafe\nName: A fund like the action\n' >>circles/funds.rec
says 'several things of one name' 2 'souci: “cafe” names several things; say which: fund:cafe, action:cafe' "$SOUCI" blame cafe
is 'one of them' 'Id' "$("$SOUCI" blame fund:cafe --format csv | sed -n 2p | cut -d, -f4)"
cp -r "$scratch/around/net" "$scratch/plain"
says 'no repository' 2 "souci: $scratch/plain is not in a git repository: nothing tells who wrote what" "$SOUCI" -C "$scratch/plain" blame cafe

done_testing
