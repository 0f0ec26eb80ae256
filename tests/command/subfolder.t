#!/bin/bash
# A network in a folder of a repository that holds other things too: its history is audited, stated, signed and guarded as
# at the top, and what lies beside it is none of its business.
. tests/tap.sh
. tests/network.sh

# The history of a small network, below net/.
new_network "$scratch/plain" || exit
git init -q -b main "$scratch/whole"
git fast-export main | sed -E 's#^M ([0-9]+) (:[0-9]+) #M \1 \2 net/#' | git -C "$scratch/whole" fast-import --quiet
cd "$scratch/whole" && git reset -q --hard main && cd net || exit

findings() {
	"$SOUCI" "$@" --format json | jq -r '.[] | "\(.id) \(.file)"'
}

says 'a sound history' 0 'Pas de souci.' "$SOUCI" audit
says 'judged whole' 0 'Pas de souci.' "$SOUCI" audit --in-full
mkdir ../site && echo 'Hello' >../site/index.html && commit_as stranger 2024-02-08 'Build a site beside'
says 'a commit beside the network' 0 'Pas de souci.' "$SOUCI" audit
is 'is counted' 4 "$("$SOUCI" audit --summary --format json | jq -r '.[] | select(.what == "commits").value')"

# Checkpoints
"$SOUCI" checkpoint >"$scratch/statement"
is 'a statement names the folders of the network' "Circles: $(git rev-parse HEAD:net/circles) Ledger: $(git rev-parse HEAD:net/ledger)" \
	"$(grep -E 'Circles|Ledger' "$scratch/statement" | tr '\n' ' ' | sed 's/ $//')"
is 'its seals, as sha256sum sees them' "Seals: $(sha256sum circles/*/sealed/*.rec | sha256sum | cut -c1-64)" \
	"$(grep Seals "$scratch/statement")"
is 'the same balances as at the top' "$(cd "$scratch/plain" && "$SOUCI" checkpoint | grep Balances)" "$(grep Balances "$scratch/statement")"
says 'what follows is audited' 0 'Pas de souci.' "$SOUCI" audit --since-checkpoint "$scratch/statement"
before=$(git rev-parse HEAD)
git rm -q circles/arles/sealed/2024-01-09.rec && commit_as lea 2024-02-09 'Remove a seal'
is 'a seal that went' 'audit-seal-removed circles/arles/sealed/2024-01-09.rec' \
	"$(findings audit --since-checkpoint "$scratch/statement" | grep seal-removed)"
is 'from a folder below too' 'audit-seal-removed circles/arles/sealed/2024-01-09.rec' "$(cd circles/arles && findings audit | grep seal-removed)"
git reset -q --hard "$before"
git checkout -q -b aside && contribution 2024-02-20 10.00 && commit_as tom 2024-02-21 'Aside'
git checkout -q main && printf '\n2024-02-20 * Interest\n    Assets:Bank    1.00 EUR\n    Equity    -1.00 EUR\n' >>ledger/bank/2024.journal &&
	commit_as max 2024-02-21 'Interest'
GIT_AUTHOR_DATE=2024-02-22T12:00:00Z GIT_COMMITTER_DATE=2024-02-22T12:00:00Z git -c user.name=lea -c user.email=lea@example.org \
	merge -q -s ours -m 'Merge, and lose' aside
is 'a merge that loses what a side brought' 'audit-merge-lost circles/arles/contributions/2024/tom.rec' "$(findings audit)"
git reset -q --hard "$before"
git mv ../net ../elsewhere && commit_as lea 2024-02-09 'Move the network away' && cd ../elsewhere || exit
git mv ../elsewhere ../net && commit_as lea 2024-02-10 'Move it back' && cd ../net || exit
is 'a network that went for a while' 'audit-seal-removed circles/arles/sealed/2024-01-09.rec' "$(findings audit | grep seal-removed)"
git reset -q --hard "$before" && cd "$scratch/whole/net" || exit

# What a change brought
printf 'Colour: green\n' >>circles/arles/circle.rec
is 'check --since tells it' 'field-unknown circles/arles/circle.rec' "$(findings check --since HEAD)"
commit_as tom 2024-02-09 'Say a colour'
is 'from any folder below' 'field-unknown circles/arles/circle.rec' "$(cd circles && findings check --since HEAD~1)"
is 'and not what was there before' '' "$(findings check --since HEAD)"
git reset -q --hard HEAD~1

# Authority and signatures
export GIT_CONFIG_COUNT=3 GIT_CONFIG_KEY_2=gpg.format GIT_CONFIG_VALUE_2=ssh
ssh-keygen -q -t ed25519 -N '' -C tom -f "$scratch/tom"
sed -i "s|^Email: tom@example.org|&\nKey: $(cat "$scratch/tom.pub")|" circles/people.rec
printf 'Authority: default\n' >>circles/network.rec && commit_as lea 2024-02-10 'Set authority'
signed_by_tom() {
	git add -A && GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name=tom -c user.email=tom@example.org \
		-c user.signingkey="$scratch/tom" commit -q -S -m "$2"
}
contribution 2024-02-11 10.00 && signed_by_tom 2024-02-11 'Tell of a day'
says 'a signature of the person whose record it is' 0 'Pas de souci.' "$SOUCI" audit
contribution 2024-02-12 10.00 && commit_as tom 2024-02-12 'Tell of another'
is 'none' 'audit-signature-missing null' "$(findings audit)"
git reset -q --hard HEAD~1
echo 'More' >>../site/index.html && commit_as tom 2024-02-12 'Work on the site'
says 'beside the network nobody is asked for one' 0 'Pas de souci.' "$SOUCI" audit
contribution 2024-02-13 10.00 && commit_as lea 2024-02-13 'Tell for tom'
is 'a record of somebody else' 'audit-unauthorised circles/arles/contributions/2024/tom.rec' "$(findings audit)"
git reset -q --hard HEAD~1

# Hooks
"$SOUCI" hook install >/dev/null
git config user.name tom && git config user.email tom@example.org && git config user.signingkey "$scratch/tom" && git config commit.gpgsign true
export GIT_AUTHOR_DATE=2024-02-14T12:00:00Z GIT_COMMITTER_DATE=2024-02-14T12:00:00Z
printf 'Colour: green\n' >>circles/arles/circle.rec && git add -A
said=$(git commit -q -m 'Say a colour' 2>&1)
is 'pre-commit refuses what is staged' 1 $?
holds 'with the line' 'Colour: green' "$said"
said=$(cd .. && git commit -q -m 'Say a colour' -a 2>&1)
is 'from the top too' 1 $?
said=$(git commit -q -m 'Say a colour' circles/arles/circle.rec 2>&1)
is 'and of some files only' 1 $?
git reset -q --hard
contribution 2024-02-14 10.00 && said=$(git commit -q -a -m 'Tell of a day' 2>&1)
is 'and takes what is sound' '0: Pas de souci.' "$?: $said"
git init -q --bare -b main "$scratch/server.git"
"$SOUCI" -C "$scratch/server.git" hook install --server >/dev/null
git remote add origin "$scratch/server.git"
said=$(git push -q origin main 2>&1)
is 'a push is taken' '0: ' "$?: $said"
says 'the server audits its own history' 0 'Pas de souci.' "$SOUCI" -C "$scratch/server.git" audit
is 'states it' "$("$SOUCI" checkpoint)" "$("$SOUCI" -C "$scratch/server.git" checkpoint)"
is 'and checks its files' 'Pas de souci.' "$("$SOUCI" -C "$scratch/server.git" check --at HEAD)"
git rm -q circles/arles/sealed/2024-01-09.rec && git commit -q --no-verify -m 'Remove a seal'
said=$(git push -q origin main 2>&1)
is 'pre-push refuses' 1 $?
said=$(git push -q --no-verify origin main 2>&1)
is 'and so does the server' 1 $?
holds 'which says why' 'removed this seal' "$said"
git reset -q --hard HEAD~1
git switch -q --orphan pages && echo Hello >index.html && git add index.html
said=$(git commit -q -m 'Pages' 2>&1)
is 'a branch without the network is left alone' '0: ' "$?: $said"

# A folder that gets another name
cd "$scratch/plain" && mkdir new && git mv circles ledger new/ && git rm -q -f new/circles/arles/sealed/2024-01-09.rec
sed -i 's/500.00/700.00/' new/circles/arles/meetings/2024-01-09.rec && "$SOUCI" -C new apply >/dev/null
commit_as max 2024-02-08 'Move it, and seal it anew'
is 'a network that moved' 'audit-network-moved null' "$(cd new && findings audit)"
holds 'the message says where it lay' 'before it a network lay in .: what was done there is not judged' "$("$SOUCI" -C new audit)"
done_testing
