#!/bin/bash
# Two branches that both applied: git merges what people wrote, souci apply mends what it wrote itself.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

# April in the north on one branch, in the south on the other; each applied and committed there.
diverge() {
	new_repository "$1"
	souci apply --commit >/dev/null
	git checkout -q -b south
	meeting south 2024-04-05 <<'RECORD'
Id: 1
Kind: allocate
Action: kitchen
Fund: region-2024
Amount: 50.00 EUR
RECORD
	git add -A && git commit -q -m 'Write the minutes of the south' && souci apply --commit >/dev/null
	git checkout -q main
	meeting north 2024-04-04 <<'RECORD'
Id: 1
Kind: return
Fund: region-2024
Action: garden
Amount: 20.00 EUR
RECORD
	git add -A && git commit -q -m 'Write the minutes of the north' && souci apply --commit >/dev/null
}

diverge "$scratch/merge"
git merge south >"$scratch/log" 2>&1
is 'git finds a conflict' 1 $?
is 'only in a generated file' 'UU ledger/generated.journal' "$(git status --short | grep -E '^(U|AA|.U)')"
holds 'check finds what is not as it should be' 'ledger/generated.journal' "$(souci check)"
says 'apply mends it, whatever stands there' 0 'Files written: 1.' souci apply
says 'then nothing is wrong' 0 'Pas de souci.' souci check
before=$(git rev-parse HEAD)
says 'a commit in the midst of a merge would lose the other branch' 2 \
	'souci: git is in the midst of a merge; run souci apply, then git add and git commit' souci apply --commit
is 'no commit is made' "$before" "$(git rev-parse HEAD)"
git add -A && git commit -q -m 'Merge the south'
says 'the merge is whole' 0 'Pas de souci.' souci check --at HEAD
is 'both meetings are applied' '50.00 20.00' "$(awk '/Budget:south:kitchen/ && /-/ { print -$2 }' ledger/circles/south/2024-04-05.journal \
	| xargs printf '%.2f') $(awk '/Budget:north:garden/ { print $2 }' ledger/circles/north/2024-04-04.journal)"

# The same with every generated file in conflict
git reset -q --hard HEAD^1
git merge south >/dev/null 2>&1
for file in $(git ls-files 'ledger/circles/*' 'circles/*/register.rec'); do
	printf '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> south\n' >"$file"
done
souci apply >/dev/null
is 'conflict markers in any generated file are written over' 'Pas de souci.' "$(souci check)"

# A merge that is committed as it came, conflict and all, then mended by a commit
git reset -q --hard
git merge south >/dev/null 2>&1
git add -A && git commit -q -m 'Merge the south, markers and all'
souci apply --commit >/dev/null
is 'apply --commit mends a merge that was committed' 'Pas de souci.' "$(souci check --at HEAD)"
is 'by one commit more' 'Write the generated files again' "$(git log -1 --format=%s)"
is 'of one parent' 1 "$(git log -1 --format=%P | wc -w)"

# Both branches applied the same meeting
cd "$scratch" || exit 1
new_repository "$scratch/same"
git branch other
souci apply --commit >/dev/null
git checkout -q other
souci apply >/dev/null
git add -A && git commit -q -m 'Apply here too'
git merge main >/dev/null 2>&1
is 'what both branches applied alike merges without conflict' 0 $?
is 'and is right' 'Pas de souci.' "$(souci check)"

# A seal in conflict
seal=circles/north/sealed/2024-03-07.rec
printf '<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> other\n' "$(cat $seal)" "$(cat $seal)" >$seal
souci apply >/dev/null
is 'a seal in conflict is written again' 'Pas de souci.' "$(souci check)"
git status --short >"$scratch/status"
is 'as it was' '' "$(cat "$scratch/status")"

done_testing
