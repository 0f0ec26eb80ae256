#!/bin/bash
# souci apply --commit: one commit of what was written, and of nothing else.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_repository "$scratch/commit"
before=$(git rev-parse HEAD)

# Work of others, on its way
echo 'staged' >staged.txt && git add staged.txt
echo 'loose' >loose.txt
echo '# a note' >>circles/people.rec

output=$(souci apply --commit)
is 'apply --commit succeeds' 0 $?
is 'it says which commit' "Committed as $(git rev-parse HEAD | cut -c1-10)." "$(echo "$output" | tail -n 1)"
is 'it makes one commit' "$before" "$(git rev-parse HEAD^)"
is 'by who git says' 'Léa Martin <lea@example.org>' "$(git log -1 --format='%an <%ae>')"
is 'the title' 'Apply 6 meetings' "$(git log -1 --format=%s)"
is 'trailers name the meetings' 'network/2024-01-10
north/2024-02-01
south/2024-02-02
network/2024-02-06
north/2024-03-07
south/2024-03-08' "$(git log -1 --format='%(trailers:key=Souci-Meeting,valueonly)' | grep .)"
holds 'the message tells the decisions' 'north/2024-03-07/2 Retribution of tom for garden' "$(git log -1 --format=%b)"
is 'it holds seals, registers and journals only' '' \
	"$(git show --name-only --format= | grep -vE '^circles/[a-z]+/(sealed/.*|register)[.]rec$|^ledger/(circles/.*|generated)[.]journal$')"
is 'what others staged stays staged' 'A  staged.txt' "$(git status --short staged.txt)"
is 'what others changed stays as it is' ' M circles/people.rec
?? loose.txt' "$(git status --short circles ledger loose.txt)"
is 'the commit is whole' 'Pas de souci.' "$(souci check --at HEAD)"
is 'git finds nothing wrong' '' "$(git fsck --strict 2>&1 | grep -v dangling)"
again=$(git rev-parse HEAD)
says 'twice makes no second commit' 0 'Nothing to apply.' souci apply --commit
is 'HEAD stays' "$again" "$(git rev-parse HEAD)"

# Removed files
git rm -q --cached staged.txt
cp ledger/circles/north/2024-03-07.journal ledger/circles/north/2024-09-09.journal
git add ledger/circles/north/2024-09-09.journal && git commit -q -m 'Add a stray journal'
souci apply --commit >/dev/null
is 'a file that apply removes is removed in the commit' 'D	ledger/circles/north/2024-09-09.journal' \
	"$(git show --name-status --format=)"
is 'and its title says so' 'Write the generated files again' "$(git log -1 --format=%s)"

# One meeting
meeting north 2024-04-04 <<'RECORD'
Id: 1
Kind: return
Fund: region-2024
Action: garden
Amount: 20.00 EUR
RECORD
digest=$(tree_digest)
says 'minutes must be committed first' 2 \
	'souci: circles/north/meetings/2024-04-04.rec is not committed yet; git add and git commit it first' souci apply --commit
is 'nothing is written then' "$digest" "$(tree_digest)"
git add circles/north/meetings && git commit -q -m 'Write the minutes of April'
echo '# later' >>circles/north/meetings/2024-04-04.rec
says 'as they stand' 2 \
	'souci: circles/north/meetings/2024-04-04.rec is not committed yet; git add and git commit it first' souci apply --commit
git checkout -q circles/north/meetings
git config --unset user.email
digest=$(tree_digest)
head=$(git rev-parse HEAD)
holds 'git must know who commits' 'git does not know who you are' "$(souci apply --commit 2>&1)"
is 'without, nothing is written' "$digest $head" "$(tree_digest) $(git rev-parse HEAD)"
git config user.email lea@example.org
souci apply --commit >/dev/null
is 'the title of one meeting' 'Apply north/2024-04-04' "$(git log -1 --format=%s)"

# A folder below the work tree
mkdir "$scratch/above" && cd "$scratch/above" && git init -q -b main . || exit 1
git config user.name 'Léa Martin'
git config user.email lea@example.org
new_network below
git add -A && git commit -q -m 'Write the network in a folder'
souci apply --commit >/dev/null
is 'a network may stand below the top of its repository' '14 below' \
	"$(git show --name-only --format= | cut -d / -f 1 | sort | uniq -c | sed 's/^ *//')"
is 'nothing is left over' '' "$(git status --short)"

# An empty repository
new_network "$scratch/unborn" && git init -q -b main . || exit 1
git config user.name 'Léa Martin'
git config user.email lea@example.org
holds 'before the first commit, the minutes are not committed' 'is not committed yet' "$(souci apply --commit 2>&1)"

# A run killed between writing and committing
new_repository "$scratch/killed"
souci apply >/dev/null
says 'what was applied and not committed is committed by the next run' 0 'Nothing to apply.' sh -c '"$SOUCI" --lang en apply --commit | head -n 1'
is 'then nothing is left to commit' '' "$(git status --porcelain)"
is 'and HEAD is whole' 'Pas de souci.' "$(souci check --at HEAD | tail -n 1)"
is 'once' "$(git rev-list --count HEAD)" "$(souci apply --commit >/dev/null; git rev-list --count HEAD)"

# An index that git holds, or left locked when it was killed
new_repository "$scratch/locked"
before=$(git rev-parse HEAD) state=$(git status --short)
: >.git/index.lock
holds 'a locked index stops it, and is named' 'index.lock is there' "$(souci apply --commit 2>&1)"
is 'nothing was committed' "$before" "$(git rev-parse HEAD)"
is 'nothing was written' "$state" "$(git status --short)"
rm .git/index.lock
holds 'once it is gone it commits' 'Committed as' "$(souci apply --commit)"
is 'of all it wrote' '' "$(git status --short)"

# What git commit would end, or sign
new_repository "$scratch/picking"
git checkout -q -b side && echo side >note.txt && git add note.txt && git commit -q -m Side && git checkout -q main &&
	echo main >note.txt && git add note.txt && git commit -q -m Main
state=$(git rev-parse HEAD)
git cherry-pick side >/dev/null 2>&1
says 'not in the midst of a cherry-pick' 2 \
	'souci: git is in the midst of a cherry-pick; run souci apply, then git add and git commit' souci apply --commit
git cherry-pick --abort && git revert --no-commit HEAD
says 'nor of a revert' 2 'souci: git is in the midst of a revert; run souci apply, then git add and git commit' souci apply --commit
git revert --abort
is 'HEAD stays' "$state" "$(git rev-parse HEAD)"
git checkout -q --detach
ssh-keygen -q -t ed25519 -N '' -f "$scratch/key" && git config gpg.format ssh && git config user.signingkey "$scratch/key.pub" && git config commit.gpgsign true
echo staged >staged.txt && git add staged.txt
output=$(souci apply --commit)
holds 'a commit that should be signed and is not says so' 'It is not signed' "$output"
is 'a detached HEAD moves' "$state" "$(git rev-parse HEAD^)"
eval "$(grep -o 'git commit .*-S' <<<"$output")" >/dev/null
is 'what it says signs it' '-----BEGIN SSH SIGNATURE-----' "$(git cat-file commit HEAD | grep -o -e '-----BEGIN.*')"
is 'and takes in nothing that was staged' 'A  staged.txt' "$(git status --short)"
done_testing
