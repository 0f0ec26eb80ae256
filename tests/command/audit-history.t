#!/bin/bash
# souci audit: what a commit did stays seen, whatever a later one does.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

# audit ARGUMENT…: what souci audit says, one line a finding, without the names of commits.
audit() {
	"$SOUCI" audit --format json "$@" | jq -r '.[] | "\(.severity) \(.id) \(.file) \(.commit[0:10])"' |
		while read -r severity id file commit; do
			echo "$severity $id $file $(git log -1 --format=%s "$commit")"
		done
}

# merge_side [OPTION…]: merges the branch side; a conflict is left to resolve.
merge_side() {
	GIT_AUTHOR_DATE=2024-03-20T12:00:00+0000 GIT_COMMITTER_DATE=2024-03-20T12:00:00+0000 git -c user.name=lea \
		-c user.email=lea@example.org merge -q --no-edit "$@" side >/dev/null 2>&1
}

says 'a sound history' 0 'Pas de souci.' "$SOUCI" audit
git tag sound

sed -i 's/500.00/700.00/' circles/arles/meetings/2024-01-09.rec
commit_as tom 2024-02-08 'Say another amount'
git checkout -q sound -- circles && commit_as tom 2024-02-09 'Restore it'
is 'sealed minutes that were changed and restored' 'error audit-invalid circles/arles/meetings/2024-01-09.rec Say another amount' "$(audit)"
says 'while the files as they are have nothing' 0 'Pas de souci.' "$SOUCI" check
holds 'the message says which error, who, and when' \
	'by tom <tom@example.org> of 2024-02-08 brought an error: the meeting 2024-01-09 of arles says something else' "$("$SOUCI" audit)"
is 'only the range asked for is judged' '' "$(audit HEAD~1..HEAD)"

git reset -q --hard sound
git rm -q circles/arles/sealed/2024-01-09.rec && commit_as tom 2024-02-08 'Remove a seal'
git checkout -q sound -- circles && commit_as tom 2024-02-09 'Restore it'
holds 'a seal that was removed and restored' 'error audit-seal-removed circles/arles/sealed/2024-01-09.rec Remove a seal' "$(audit)"

git reset -q --hard sound
sed -i 's/500.00/700.00/' circles/arles/meetings/2024-01-09.rec
git rm -q circles/arles/sealed/2024-01-09.rec && "$SOUCI" apply >/dev/null
commit_as tom 2024-02-08 'Seal it anew'
says 'replaced minutes and seal are sound as they are' 0 'Pas de souci.' "$SOUCI" check
is 'but not in history' 'error audit-seal-replaced circles/arles/sealed/2024-01-09.rec Seal it anew' "$(audit)"

git reset -q --hard sound
git rm -q circles/arles/meetings/2024-01-09.rec && commit_as tom 2024-02-08 'Remove minutes'
holds 'sealed minutes that were removed' 'error audit-sealed-removed circles/arles/meetings/2024-01-09.rec Remove minutes' "$(audit)"

git reset -q --hard sound
sed -i '1i # A comment' circles/arles/meetings/2024-01-09.rec && "$SOUCI" apply >/dev/null
commit_as lea 2024-02-08 'Comment on the minutes'
says 'a new layout, with its digest, is no fault' 0 'Pas de souci.' "$SOUCI" audit

git reset -q --hard sound
sed -i 's/^Bytes: ./Bytes: x/' circles/arles/sealed/2024-01-09.rec && commit_as lea 2024-02-08 'Say other bytes'
holds 'a digest of bytes that is not that of the minutes' \
	'error audit-seal-replaced circles/arles/sealed/2024-01-09.rec Say other bytes' "$(audit)"

git reset -q --hard sound
commit_as lea 2024-03-01 'In March'
commit_as lea 2024-02-10 'Back in February'
is 'a date that runs back' 'error audit-date-backwards null Back in February' "$(audit)"
is 'within the tolerance' '' "$(audit --date-tolerance 30)"

# write_on DAY MESSAGE: a commit of 2024-03-01 whose author's date is that day.
write_on() {
	GIT_AUTHOR_DATE="$1T12:00:00+0000" GIT_COMMITTER_DATE=2024-03-01T12:00:00+0000 git -c user.name=lea \
		-c user.email=lea@example.org commit -q --allow-empty -m "$2"
}

git reset -q --hard sound
write_on 2024-02-29 'A day before' && write_on 2024-03-02 'A day after'
is 'a date of the author that is near the one of the committer' '' "$(audit)"
write_on 2024-02-28 'Long before' && write_on 2024-03-03 'Long after'
is 'one that is far from it' $'warning audit-author-date null Long before\nwarning audit-author-date null Long after' "$(audit)"
holds 'the message says both days' 'was committed on 2024-03-01, and says that it was written on 2024-02-28' "$("$SOUCI" audit)"

git reset -q --hard sound
echo 'edited' >>circles/arles/register.rec && commit_as tom 2024-02-08 'Edit a register'
is 'a generated file that was edited' 'error audit-invalid circles/arles/register.rec Edit a register' "$(audit)"

# Merges
git reset -q --hard sound
git checkout -q -b side
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
commit_as zoe 2024-02-14 'Regulate in February'
git checkout -q main
contribution 2024-03-05 80.00 && commit_as tom 2024-03-05 'Tell of March'
merge_side
is 'a merge that keeps all is no fault' '' "$(audit)"
git reset -q --hard HEAD~1
merge_side -s ours
is 'a merge that lost minutes' "error audit-merge-lost circles/arles/meetings/2024-02-13.rec Merge branch 'side'
error audit-merge-lost circles/arles/meetings/2024-02-13.rec Merge branch 'side'" "$(audit)"
git checkout -q side
contribution 2024-03-12 30.00 && commit_as tom 2024-03-12 'Tell of the same file'
git checkout -q main && git reset -q --hard HEAD~1
merge_side
git checkout -q --ours circles/arles/contributions/2024/tom.rec && commit_as tom 2024-03-13 'Merge side'
is 'one record of several, lost when a conflict was resolved' \
	'error audit-merge-lost circles/arles/contributions/2024/tom.rec Merge side' "$(audit)"
holds 'is named' 'had brought: Contribution 2024-03-12' "$("$SOUCI" audit)"
git reset -q --hard HEAD~1
merge_side
sed -i '/^<<<<<<<\|^=======\|^>>>>>>>/d' circles/arles/contributions/2024/tom.rec
sed -i 's/^Date: 2024-03-12/\nDate: 2024-03-12/' circles/arles/contributions/2024/tom.rec
commit_as tom 2024-03-13 'Merge side'
is 'both kept' '' "$(audit | grep lost)"

git reset -q --hard sound
printf 'Colour: green\n' >>circles/arles/circle.rec && commit_as tom 2024-02-08 'Say a colour'
commit_as tom 2024-02-09 'Do nothing'
sed -i '/Colour/d' circles/arles/circle.rec && commit_as tom 2024-02-10 'Say no colour'
is 'an error is told once, with the commit that brought it' 'error audit-invalid circles/arles/circle.rec Say a colour' "$(audit)"
summary=$("$SOUCI" audit --summary)
is 'the summary of it is no success' 1 $?
is 'it counts what was not as asked' 'it brings no error 1' "$(grep 'it brings' <<<"$summary" | tr -s ' ')"
is 'and what was' 'it removes no seal 0' "$(grep 'removes no seal ' <<<"$summary" | tr -s ' ')"
holds 'it tells what is wrong' 'error: circles/arles/circle.rec: commit' "$summary"
holds 'says which network it was' 'Arles' "$summary"
is 'and states the end as a checkpoint does' "$("$SOUCI" checkpoint | grep -o '[0-9a-f]\{64\}')" \
	"$(grep SHA-256 <<<"$summary" | grep -o '[0-9a-f]\{64\}')"
holds 'there is a place to sign' 'Audited by:' "$summary"
is 'the same for machines' '1 1 6' "$("$SOUCI" audit --summary --format json |
	jq -r 'from_entries? // (map({key: .what, value}) | from_entries) | "\(.["audit-invalid"]) \(.errors) \(.commits)"')"

git reset -q --hard sound
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00 | sed 's/^Amount: .*/Amount: 150.00 EUR/'; } >circles/arles/meetings/2024-02-13.rec
commit_as zoe 2024-02-14 'Grant too much'
is 'a fault of a decision' 'error audit-invalid circles/arles/meetings/2024-02-13.rec Grant too much' "$(audit)"
{ meeting 2024-03-12 && printf '\nId: 1\nKind: regularise\nOf: arles/2024-02-13/1\nFinding: granted-exceeds-asked\nReason: It was paid.\n'; } \
	>circles/arles/meetings/2024-03-12.rec
"$SOUCI" apply >/dev/null && commit_as zoe 2024-03-13 'Regularise'
is 'that was regularised is a notice' 'notice audit-invalid circles/arles/meetings/2024-02-13.rec Grant too much
notice audit-regularised circles/arles/meetings/2024-02-13.rec Grant too much' "$(audit)"
holds 'which names both commits' "of commit $(git rev-parse HEAD~1 | cut -c1-10) by zoe <zoe@example.org> of 2024-02-14; its seal came with commit $(git rev-parse HEAD | cut -c1-10): It was paid." \
	"$("$SOUCI" audit)"

# Files of the repository that are not what their ids say.
git clone -q --no-hardlinks . "$scratch/damaged" && cd "$scratch/damaged" && git reset -q --hard sound && git unpack-objects -q < <(
	mv .git/objects/pack/*.pack "$scratch/pack" 2>/dev/null && cat "$scratch/pack") 2>/dev/null
object=$(git rev-parse HEAD:circles/people.rec | sed 's|^..|.git/objects/&/|')
chmod u+w "$object" && python3 -c '
import sys, zlib
text = zlib.decompress(open(sys.argv[1], "rb").read()).replace(b"Name: tom", b"Name: Tom")
open(sys.argv[1], "wb").write(zlib.compress(text))' "$object"
is 'git shows what was put in the place of an object' 'Name: Tom' "$(git show HEAD:circles/people.rec | grep Tom)"
says 'souci does not, and blames nobody' 2 \
	'souci: circles/people.rec: its object in the repository is missing or damaged; git fsck says more' "$SOUCI" --lang en audit
cd "$scratch/network" || exit

says 'no such revision' 2 'souci: no revision “nowhere” in this repository' "$SOUCI" audit nowhere..HEAD
git clone -q --bare . "$scratch/bare"
says 'a bare repository' 0 'Pas de souci.' "$SOUCI" -C "$scratch/bare" audit sound
git clone -q --depth 1 "file://$PWD" "$scratch/shallow"
says 'a shallow clone is told' 2 'souci: this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest' \
	"$SOUCI" -C "$scratch/shallow" audit
git init -q "$scratch/empty"
says 'no commit yet' 2 'souci: this repository has no commit yet' "$SOUCI" -C "$scratch/empty" audit
done_testing
