#!/bin/bash
# souci check --since: what a proposal brought, and nothing else.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

printf 'Colour: green\n' >>circles/arles/circle.rec
commit_as tom 2024-02-08 'Say a colour'
git tag base
says 'an old fault is not the fault of the proposal' 0 'Pas de souci.' "$SOUCI" check --since base

sed -i '1i # A comment that moves every line.' circles/arles/circle.rec
says 'nor when its line moved' 0 'Pas de souci.' "$SOUCI" check --since base

printf 'Color: green\n' >>circles/arles/circle.rec
output=$("$SOUCI" check --since base)
is 'a new fault is' 1 $?
holds 'it is named' 'Color' "$output"
holds 'alone' '1 souci (1 error)' "$output"
git checkout -q circles

echo '# edited by hand' >>circles/arles/register.rec
output=$("$SOUCI" check --since base)
is 'a stale generated file alone is no error of a proposal' 0 $?
holds 'it is a notice' 'notice: this generated file' "$output"
"$SOUCI" check >"$scratch/full"
is 'it is one of the whole' 1 $?
printf 'Color: green\n' >>circles/arles/circle.rec
holds 'and beside another fault' 'error: this generated file' "$("$SOUCI" check --since base)"
git checkout -q circles

{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
output=$("$SOUCI" check --since base)
is 'a meeting to apply is no error' 0 $?
holds 'it is a notice too' 'meeting-pending' "$output"
git clean -fdq

git checkout -q -b other base
sed -i '/Colour/d' circles/arles/circle.rec
commit_as lea 2024-02-15 'Mend the colour'
git checkout -q -b late base
says 'a proposal is compared with where it parted' 0 'Pas de souci.' "$SOUCI" check --since other
says 'a revision is judged too' 0 'Pas de souci.' "$SOUCI" check --at other --since base
says 'a base that is not there' 2 'souci: no revision “nowhere” in this repository' "$SOUCI" check --since nowhere
done_testing
