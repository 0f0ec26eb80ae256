#!/bin/bash
# souci audit and merges: of many sides, across each other, and those that say what no side said.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit
git tag sound

# audit ARGUMENT…: what souci audit says, one line a finding, with the first line of the commit's message.
audit() {
	"$SOUCI" audit --format json "$@" | jq -r '.[] | "\(.severity) \(.id) \(.file) \(.commit[0:10])"' |
		while read -r severity id file commit; do
			echo "$severity $id $file $(git log -1 --format=%s "$commit")"
		done
}

# both NAME EXPECTED: souci audit, and the same in full.
both() {
	is "$1" "$2" "$(audit)"
	is "$1, judged in full" "$2" "$(audit --in-full)"
}

# evidence NAME DAY: a branch from `sound` that brings one file, and a change of its own.
branch() {
	git checkout -q -B "$1" "${3:-sound}" && mkdir -p circles/arles/evidence && echo "$1" >"circles/arles/evidence/$1.txt" &&
		commit_as lea "$2" "Bring $1"
}

# merge_of MESSAGE DAY PARENT…: commits what stands in the index as a merge of these, on the current branch.
merge_of() {
	local message=$1 day=$2 parents=() parent
	shift 2
	for parent; do
		parents+=(-p "$parent")
	done
	git reset -q --hard "$(GIT_AUTHOR_DATE="${day}T12:00:00+0000" GIT_COMMITTER_DATE="${day}T12:00:00+0000" git -c user.name=lea \
		-c user.email=lea@example.org commit-tree "${parents[@]}" -m "$message" "$(git write-tree)")"
}

# take COMMIT PATH…: the index has these files as in the commit.
take() {
	git checkout -q "$@"
}

# ---- many sides ----

for name in one two three; do branch $name 2024-02-10; done
git checkout -q -B main sound
take one -- circles/arles/evidence/one.txt && take two -- circles/arles/evidence/two.txt && take three -- circles/arles/evidence/three.txt
merge_of Octopus 2024-02-11 sound one two three
both 'an octopus that keeps what each side brought' ''
git checkout -q -B main sound
take one -- circles/arles/evidence/one.txt && take three -- circles/arles/evidence/three.txt
merge_of Octopus 2024-02-11 sound one two three
both 'one that lost what the third parent brought' 'error audit-merge-lost circles/arles/evidence/two.txt Octopus'
git checkout -q one && printf '\nmore\n' >>circles/arles/evidence/one.txt && git add -A
take two -- circles/arles/evidence/two.txt && take three -- circles/arles/evidence/three.txt
merge_of Octopus 2024-02-11 one two three
both 'one that adds of its own loses nothing' ''

# ---- across each other ----

branch left 2024-02-10 && branch right 2024-02-10
git checkout -q -B cross-left left && take right -- circles/arles/evidence/right.txt && merge_of 'Cross to the left' 2024-02-11 left right
git checkout -q -B cross-right right && take left -- circles/arles/evidence/left.txt && merge_of 'Cross to the right' 2024-02-11 right left
echo 'and more' >circles/arles/evidence/more.txt && commit_as lea 2024-02-12 'Bring more'
is 'the histories crossed' 2 "$(git merge-base --all cross-left cross-right | wc -l)"
git checkout -q -B main cross-left && take cross-right -- circles/arles/evidence/more.txt
merge_of Uncross 2024-02-13 cross-left cross-right
both 'a merge of histories that crossed' ''
git checkout -q -B main cross-left && merge_of Uncross 2024-02-13 cross-left cross-right
both 'one that lost what came after they crossed' 'error audit-merge-lost circles/arles/evidence/more.txt Uncross'
git checkout -q -B main cross-left && take cross-right -- circles/arles/evidence/more.txt && git rm -q circles/arles/evidence/left.txt
merge_of Uncross 2024-02-13 cross-left cross-right
both 'what both had, and neither removed, is gone' 'error audit-merge-removed circles/arles/evidence/left.txt Uncross'

# ---- what no side said ----

seal=circles/arles/sealed/2024-01-09.rec
minutes=circles/arles/meetings/2024-01-09.rec
branch side 2024-02-10
git checkout -q -B main sound && commit_as lea 2024-02-10 'Go on'
take side -- circles/arles/evidence && sed -i 's/500.00/700.00/' $minutes && git add -A && merge_of 'Merge side' 2024-02-11 main side
take sound -- $minutes && commit_as lea 2024-02-12 'Restore it'
both 'sealed minutes that a merge alone changed, though restored' "error audit-invalid $minutes Merge side"

git checkout -q -B main sound && commit_as lea 2024-02-10 'Go on'
take side -- circles/arles/evidence && sed -i 's/500.00/700.00/' $minutes && git rm -q $seal && "$SOUCI" apply >/dev/null && git add -A
merge_of 'Merge side' 2024-02-11 main side
says 'minutes and seal that a merge replaced together are sound as they are' 0 'Pas de souci.' "$SOUCI" check
both 'but not in history' "error audit-seal-replaced $seal Merge side"
take sound -- . && commit_as lea 2024-02-12 'Restore it'
both 'even when a later commit restored them' "error audit-seal-replaced $seal Merge side
error audit-seal-replaced $seal Restore it"

git checkout -q -B main sound && commit_as lea 2024-02-10 'Go on'
take side -- circles/arles/evidence && git rm -q $seal && merge_of 'Merge side' 2024-02-11 main side
take sound -- $seal && commit_as lea 2024-02-12 'Restore it'
holds 'a seal that a merge alone removed' "error audit-seal-removed $seal Merge side" "$(audit)"

# Altered on a side, and restored by the merge.
git checkout -q -B forged sound
sed -i 's/^Meaning: ./Meaning: f/' $seal && commit_as tom 2024-02-10 'Forge a seal'
git checkout -q -B main sound && commit_as lea 2024-02-10 'Go on' && merge_of 'Merge without the forgery' 2024-02-11 main forged
is 'a seal altered on a side and restored by the merge' "error audit-invalid $minutes Forge a seal
error audit-seal-replaced $seal Forge a seal" "$(audit | sort)"
git checkout -q -B main sound && commit_as lea 2024-02-10 'Go on' && take forged -- $seal && merge_of 'Merge with the forgery' 2024-02-11 main forged
holds 'one that the merge let in is told of the merge too' "error audit-seal-replaced $seal Merge with the forgery" "$(audit)"

# A seal that only a side has may be dropped, and applied again.
git checkout -q -B later sound
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
"$SOUCI" apply >/dev/null && commit_as zoe 2024-02-14 'Apply arles/2024-02-13'
git checkout -q -B main sound && commit_as lea 2024-02-14 'Go on'
take later -- circles/arles/meetings && merge_of 'Merge without the seal' 2024-02-15 main later
"$SOUCI" apply >/dev/null && commit_as lea 2024-02-16 'Apply it again'
both 'a seal that only a side had may be dropped and applied again' ''
git checkout -q -B main later && commit_as lea 2024-02-14 'Go on' && git rm -q circles/arles/sealed/2024-02-13.rec &&
	merge_of 'Merge without the seal' 2024-02-15 main side
holds 'one that the first parent had may not' 'error audit-seal-removed circles/arles/sealed/2024-02-13.rec Merge without the seal' "$(audit)"

# ---- objects that git shows in place of others ----

git checkout -q -B main sound
git rm -q $seal && commit_as tom 2024-02-08 'Remove a seal' && bad=$(git rev-parse HEAD)
git checkout -q sound -- . && commit_as tom 2024-02-09 'Restore it'
good=$(git -c user.name=tom -c user.email=tom@example.org commit-tree -p sound -m 'Nothing to see' 'sound^{tree}')
git replace "$bad" "$good"
is 'git shows another commit' 'Nothing to see' "$(git log -1 --format=%s HEAD~1)"
holds 'the audit sees the one that is there' "audit-seal-removed" "$("$SOUCI" audit --format json)"
holds 'and says that git does not' "git shows $(echo "$good" | cut -c1-10) in place of $(echo "$bad" | cut -c1-10)" "$("$SOUCI" audit)"

git replace -d "$bad" >/dev/null
echo "$(git rev-parse HEAD) $(git rev-parse sound)" >.git/info/grafts
is 'git leaves a commit out' 'Restore it' "$(git log --format=%s sound..HEAD 2>/dev/null)"
holds 'the audit follows the parents that commits name' "audit-seal-removed" "$("$SOUCI" audit --format json)"
holds 'and says that git does not' "git shows commit $(git rev-parse HEAD | cut -c1-10) with other parents" "$("$SOUCI" audit)"
echo '# nothing left out' >.git/info/grafts
is 'a comment grafts nothing' 0 "$("$SOUCI" audit --format json | grep -c audit-grafted)"
rm .git/info/grafts
done_testing
