#!/bin/bash
# souci checkpoint, and a history rewritten since.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit
"$SOUCI" checkpoint >"$scratch/statement"
is 'a statement names its commit' "Commit: $(git rev-parse HEAD)" "$(grep Commit "$scratch/statement")"
is 'its folders' "Circles: $(git rev-parse HEAD:circles) Ledger: $(git rev-parse HEAD:ledger)" \
	"$(grep -E 'Circles|Ledger' "$scratch/statement" | tr '\n' ' ' | sed 's/ $//')"
is 'and its seals, as sha256sum sees them' "Seals: $(sha256sum circles/*/sealed/*.rec | sha256sum | cut -c1-64)" \
	"$(grep Seals "$scratch/statement")"
is 'recsel reads it' "$(git rev-parse HEAD)" "$(recsel -P Commit "$scratch/statement")"
is 'the same commit gives the same statement' '' "$("$SOUCI" checkpoint | diff - "$scratch/statement")"
contribution 2024-03-05 80.00 && commit_as tom 2024-03-05 'Tell of March'
says 'what follows is audited' 0 'Pas de souci.' "$SOUCI" audit --since-checkpoint "$scratch/statement"

sed 's/^Balances: ./Balances: g/' "$scratch/statement" >"$scratch/changed"
output=$("$SOUCI" audit --since-checkpoint "$scratch/changed")
is 'a statement that was changed' 1 $?
holds 'is told, with the line' 'error: the checkpoint says Balances g' "$output"

git checkout -q --orphan other HEAD~1
sed -i 's/^Name: zoe/Name: Somebody/' circles/people.rec && commit_as lea 2024-02-07 'Erase a name from history'
output=$("$SOUCI" audit --since-checkpoint "$scratch/statement")
is 'a history rewritten to erase a name' 0 $?
holds 'still shows the same ledger and seals' "commit $(git rev-parse HEAD) holds the same ledger and seals" "$output"
sed -i 's/500.00/400.00/' circles/arles/meetings/2024-01-09.rec && git rm -q --cached circles/arles/sealed/2024-01-09.rec &&
	rm circles/arles/sealed/2024-01-09.rec && "$SOUCI" apply >/dev/null
git add -A && GIT_COMMITTER_NAME=lea GIT_COMMITTER_EMAIL=l@x GIT_AUTHOR_NAME=lea GIT_AUTHOR_EMAIL=l@x git commit -q --amend -m 'Begin otherwise'
output=$("$SOUCI" audit --since-checkpoint "$scratch/statement")
is 'a history whose money was rewritten' 1 $?
holds 'is found' 'no commit holds the same ledger and seals' "$output"

git -c user.name=lea -c user.email=lea@example.org merge -q -s ours --allow-unrelated-histories -m 'Lead back to what was stated' main
output=$("$SOUCI" audit --since-checkpoint "$scratch/statement" --format json)
is 'it is found where a merge leads back to the commit stated, too' 'circles/arles/sealed/2024-01-09.rec' \
	"$(jq -r '.[] | select(.id == "checkpoint-seal-lost").message' <<<"$output" | grep -o 'circles[^,]*rec')"

git checkout -q -f main
ssh-keygen -q -t ed25519 -N '' -f "$scratch/key"
git config gpg.format ssh && git config user.signingkey "$scratch/key"
git config user.name lea && git config user.email lea@example.org
"$SOUCI" checkpoint --tag closing >"$scratch/tagged"
is 'a signed tag' 0 $?
is 'holds the statement' "$(grep Commit "$scratch/tagged")" "$(git tag -l --format='%(contents:body)' closing | grep Commit)"
holds 'and a signature' 'BEGIN SSH SIGNATURE' "$(git cat-file tag closing)"
echo nothing >"$scratch/none"
says 'a file that is no statement' 2 'souci: this is no checkpoint: it has no line “Commit:” with a full id' \
	"$SOUCI" audit --since-checkpoint "$scratch/none"
done_testing
