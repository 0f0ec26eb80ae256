#!/bin/bash
# The hooks, with the real git: a member's repository and a server's.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/member" || exit
export GIT_AUTHOR_NAME=tom GIT_AUTHOR_EMAIL=tom@example.org GIT_COMMITTER_NAME=tom GIT_COMMITTER_EMAIL=tom@example.org

# Installing
says 'the hooks of a member' 0 "Wrote $PWD/.git/hooks/pre-commit.
Wrote $PWD/.git/hooks/pre-push." "$SOUCI" hook install
says 'may be installed again' 0 "Wrote $PWD/.git/hooks/pre-commit.
Wrote $PWD/.git/hooks/pre-push." "$SOUCI" hook install
echo 'echo mine' >.git/hooks/pre-push
says 'a hook of somebody else is left alone' 2 \
	"souci: $PWD/.git/hooks/pre-push is a hook that somebody else wrote; nothing was changed. Call souci from it, or move it away" \
	"$SOUCI" hook install
is 'as it was' 'echo mine' "$(cat .git/hooks/pre-push)"
rm .git/hooks/pre-push && "$SOUCI" hook install >/dev/null
git config core.hooksPath hooks-of-ours
holds 'core.hooksPath is where they go' "Wrote $PWD/hooks-of-ours/pre-commit." "$("$SOUCI" hook install)"
git config --unset core.hooksPath && rm -r hooks-of-ours
says '--protect is for servers' 2 'souci: --protect is for the hook of a server: add --server' "$SOUCI" hook install --protect x
says 'an action that is none' 2 'souci: souci hook does not know “remove”; it knows install and ci' "$SOUCI" hook remove

# A server
git init -q --bare -b main "$scratch/server.git"
says 'the hook of a server' 0 "Wrote $scratch/server.git/hooks/pre-receive." \
	"$SOUCI" -C "$scratch/server.git" hook install --server --protect 'release-*'
git remote add origin "$scratch/server.git"

# push CODE NAME [ARGUMENT…]: pushes; its exit code is as expected. What it said is in $said.
push() {
	code=$1
	name=$2
	shift 2
	said=$(git push --no-verify -q "$@" 2>&1)
	is "$name" "$code" $?
}

push 0 'a sound history is taken' origin main
contribution 2024-03-05 80.00 && commit_as tom 2024-03-05 'Tell of March'
push 0 'and what follows it' origin main
is 'in silence' '' "$said"

printf 'Colour: green\n' >>circles/arles/circle.rec && commit_as tom 2024-03-06 'Say a colour'
push 1 'a commit that brings an error is refused' origin main
holds 'with the file' 'circles/arles/circle.rec: error: commit' "$said"
holds 'the hint' 'souci explain field-unknown says how' "$said"
holds 'and what to do next' 'Nothing of this push was taken. Mend the commits named' "$said"
is 'nothing came in' "$(git rev-parse HEAD~1)" "$(git -C "$scratch/server.git" rev-parse main)"
sed -i '/Colour/d' circles/arles/circle.rec && commit_as tom 2024-03-07 'Say no colour'
push 1 'mending it behind is not enough' origin main
git reset -q --hard HEAD~2

git rm -q circles/arles/sealed/2024-01-09.rec && commit_as tom 2024-03-06 'Remove a seal'
push 1 'a seal cannot be removed' origin main
holds 'which is said' 'removed this seal' "$said"
push 1 'not by way of another branch either' origin HEAD:refs/heads/other
git reset -q --hard HEAD~1

# References
push 0 'a branch of one’s own' origin main:draft
git commit -q --no-verify --amend -m 'Tell of March, better'
push 0 'may be rewritten' -f origin main:draft
push 1 'the main branch may not' -f origin main
holds 'the pusher is told what to do' 'refs/heads/main cannot be rewritten here' "$said"
holds 'in words' 'git pull, then' "$said"
push 1 'nor be deleted' origin :main
holds 'which is said' 'refs/heads/main cannot be deleted here' "$said"
push 0 'one’s own may' origin :draft
git reset -q --hard origin/main
push 0 'a protected branch' origin main:release-1
push 1 'is not deleted' origin :release-1
git tag v1 && push 0 'a tag' origin v1
git tag -f v1 HEAD~1 >/dev/null && push 1 'does not move' -f origin v1
holds 'which is said' 'refs/tags/v1 is here already' "$said"
push 1 'nor go' origin :v1
printf 'Colour: green\n' >>circles/arles/circle.rec && commit_as tom 2024-03-06 'Say a colour'
git branch -q good HEAD~1
push 1 'one bad branch among several' origin good:one main:two
is 'refuses all' '' "$(git -C "$scratch/server.git" branch --list one two)"
git reset -q --hard HEAD~1

# Seals of the protected branch bind on merges.
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
commit_as zoe 2024-03-08 'Regulate' && "$SOUCI" apply >/dev/null && commit_as zoe 2024-03-08 'Apply'
push 0 'a regulation applied' origin main
git checkout -q -b mine HEAD~2
commit_as tom 2024-03-08 'Work on my own'
GIT_AUTHOR_DATE=2024-03-09T12:00:00Z GIT_COMMITTER_DATE=2024-03-09T12:00:00Z git merge -q --no-commit --no-ff main >/dev/null 2>&1
git rm -q -f circles/arles/sealed/2024-02-13.rec && "$SOUCI" apply circles/arles/meetings/2024-01-09.rec >/dev/null
commit_as tom 2024-03-09 'Merge main without its seal'
push 1 'a merge cannot drop a seal of the main branch' origin mine:main
holds 'which is said' 'would remove or replace a seal that is in refs/heads/main' "$said"
git checkout -q -f main

# The member's hooks
printf 'Colour: green\n' >>circles/arles/circle.rec && git add -A
said=$(git commit -q -m 'Say a colour' 2>&1)
is 'pre-commit refuses what is staged' 1 $?
holds 'with the line' 'Colour: green' "$said"
git reset -q && git add circles/arles/programme.rec
git commit -q --allow-empty -m 'Something else'
is 'and not what is not' 0 $?
said=$(git commit -q -m 'Say a colour' circles/arles/circle.rec 2>&1)
is 'also of a commit of some files only' 1 $?
git checkout -q -f main
printf 'Colour: green\n' >>circles/arles/circle.rec && commit_as tom 2024-03-10 'Say a colour'
said=$(git push -q origin main 2>&1)
is 'pre-push refuses before anything leaves' 1 $?
holds 'and says so' 'Nothing was pushed.' "$said"

# Authority: what its author had no mandate to do stays out, whichever the branch.
unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
git reset -q --hard origin/main
printf 'Authority: default\n' >>circles/network.rec && commit_as lea 2024-03-11 'Set authority'
push 0 'who may do what is set' origin main
entry='\n2024-03-12 * The bank gives interest\n    Assets:Bank    1.00 EUR\n    Equity    -1.00 EUR\n'
printf "$entry" >>ledger/bank/2024.journal && commit_as tom 2024-03-12 'Note an interest'
push 1 'a line of the bank by who is no treasurer' origin main
holds 'which is said' 'touches bank' "$said"
holds 'with who may' 'which is for: treasurer' "$said"
push 1 'nor by way of a branch of its own' origin main:interest
git reset -q --hard HEAD~1
printf "$entry" >>ledger/bank/2024.journal && commit_as max 2024-03-12 'Note an interest'
push 0 'by the treasurer' origin main
printf "$entry" >>ledger/bank/2024.journal && commit_as stranger 2024-03-13 'Note an interest'
push 1 'by somebody nobody knows' origin main
holds 'which is said too' 'stranger@example.org' "$said"
git reset -q --hard HEAD~1

# CI files
for forge in github gitlab forgejo woodpecker; do
	"$SOUCI" hook ci $forge --sources "https://example.org/it's.git" >"$scratch/$forge.yml" 2>/dev/null
	is "$forge: the file is YAML with the address" "True" "$(python3 -c '
import sys, yaml
text = open(sys.argv[1]).read()
yaml.safe_load(text)
print("https://example.org/it" in text and "apply --commit" in text and "check --" in text)' "$scratch/$forge.yml")"
done
says 'a forge that is none' 2 'souci: no CI file for “svn”; there are github, gitlab, forgejo and woodpecker' "$SOUCI" hook ci svn
done_testing
