#!/bin/bash
# A treasurer who means ill, and knows git: each attempt is told by souci audit and refused by the hook of the server, or
# changes nothing for anybody.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

for key in max new-max zoe; do
	ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$scratch/$key"
done

# git_as PERSON DAY ARGUMENT…: git by that person on that day, who signs where there is a key of theirs.
git_as() {
	local person=$1 day=$2
	shift 2
	GIT_AUTHOR_DATE="${day}T12:00:00+0000" GIT_COMMITTER_DATE="${day}T12:00:00+0000" git -c user.name="$person" \
		-c user.email="$person@example.org" -c gpg.format=ssh -c user.signingkey="$scratch/${with_key:-$person}" \
		-c commit.gpgsign="$([ -e "$scratch/${with_key:-$person}" ] && echo true || echo false)" "$@"
}

# commit PERSON DAY MESSAGE: all that changed.
commit() {
	git add -A && git_as "$1" "$2" commit -q --allow-empty -m "$3"
}

# merge PERSON DAY BRANCH [OPTION…]
merge() {
	git_as "$1" "$2" merge -q --no-ff -m "Merge $3" "${@:4}" "$3" >/dev/null 2>&1
}

entry() {
	printf '\n%s * Consulting\n    Assets:Bank    -10.00 EUR\n    Equity    10.00 EUR\n' "$1" >>ledger/bank/2024.journal
}

minutes=circles/arles/meetings/2024-03-12.rec
evidence=circles/arles/evidence/2024/list.txt
mkdir -p "$(dirname $evidence)" && printf 'Forty people came.\n' >$evidence
contribution 2024-03-01 80.00 && printf 'Evidence: attendance evidence/2024/list.txt\n' >>circles/arles/contributions/2024/tom.rec
{ meeting 2024-03-12 && retribution 1 2024-03-01 80.00; } >$minutes
sed -i "s|^Email: max@.*|&\nKey: $(cat "$scratch/max.pub") until 2024-06-30|; s|^Email: zoe@.*|&\nKey: $(cat "$scratch/zoe.pub")|" circles/people.rec
printf '\n%%rec: Rule\n\nRule: rate.animation\nValue: 25.00 EUR/h\n' >>circles/network.rec
printf 'Authority: default\n' | sed -i '/^Name: Arles/r /dev/stdin' circles/network.rec
git rm -q --cached circles/arles/sealed/2024-01-09.rec && rm circles/arles/sealed/2024-01-09.rec
git checkout -q --orphan honest && "$SOUCI" apply >/dev/null && commit lea 2024-03-13 'Begin'
git branch -q -D main && git branch -q -M main
commit lea 2024-03-13 'Go on' && git tag sound
says 'an honest history' 0 'Pas de souci.' "$SOUCI" audit
git init -q --bare -b main "$scratch/server.git"
"$SOUCI" -C "$scratch/server.git" hook install --server >/dev/null
git remote add origin "$scratch/server.git" && git push -q origin main sound

audit() {
	"$SOUCI" audit --format json "${@:-sound..HEAD}" | jq -r '.[] | "\(.severity) \(.id) \(.file) \(.message)"'
}

back() {
	git checkout -q -f main && git reset -q --hard sound && git clean -q -f -d
	git for-each-ref --format='%(refname:short)' refs/heads | grep -v '^main$' | xargs -r git branch -q -D
}

# told NAME PATTERN: what main came to is an error of the audit that matches, the server refuses it, and it is undone.
told() {
	local said
	said=$(audit)
	matches "$1" "^error $2" "$said"
	holds "$1: refused by the server" 'Nothing of this push was taken' "$(git push -q origin main 2>&1)"
	back
}

# matches NAME PATTERN TEXT
matches() {
	grep -qE -- "$2" <<<"$3"
	result "$1" $? "no $2 in: $3"
}

# ---- what was decided ----

git checkout -q -b side && sed -i 's/80.00 EUR/800.00 EUR/' $minutes && commit max 2024-03-14 'Tidy'
git checkout -q main && commit lea 2024-03-14 'Meanwhile' && merge lea 2024-03-15 side
told 'an amount changed on a branch that is merged' 'audit-invalid .*says something else'
git checkout -q -b side && commit max 2024-03-14 'Nothing' && git checkout -q main && commit lea 2024-03-14 'Meanwhile'
merge max 2024-03-15 side --no-commit
sed -i 's/80.00 EUR/800.00 EUR/' $minutes && commit max 2024-03-15 'Merge side'
told 'an amount changed within a merge' 'audit-invalid .*says something else'
sed -i 's/^Amount: 80/Amount: 70/' $minutes && rm circles/arles/sealed/2024-03-12.rec && "$SOUCI" apply >/dev/null
commit max 2024-03-14 'Apply'
told 'sealed anew' 'audit-seal-replaced'
git mv $minutes circles/arles/meetings/2024-03-11.rec
sed -i 's/^Date: .*/Date: 2024-03-11/' circles/arles/meetings/2024-03-11.rec
git rm -q circles/arles/sealed/2024-03-12.rec && "$SOUCI" apply >/dev/null && commit max 2024-03-14 'The day before'
told 'sealed minutes renamed to another day' 'audit-sealed-removed'
mkdir -p circles/other && git mv circles/arles/meetings circles/other/meetings && commit max 2024-03-14 'Move'
told 'minutes moved to another circle' 'audit-sealed-removed'
sed -i 's/25.00 EUR/250.00 EUR/' circles/network.rec && commit max 2024-03-14 'Mend'
sed -i 's/250.00 EUR/25.00 EUR/' circles/network.rec && commit max 2024-03-14 'Mend again'
told 'a rate changed, and restored' 'audit-unauthorised .*touches rule .Rule rate.animation'
sed -i 's/^Due:/&/; s/-80.00 EUR/-90.00 EUR/; s/ 80.00 EUR/ 90.00 EUR/' ledger/circles/arles/2024-03-12.journal
commit max 2024-03-14 'Round'
told 'a generated journal edited' 'audit-invalid ledger/circles/arles/2024-03-12.journal'

# ---- evidence ----

git rm -q $evidence && commit max 2024-03-14 'Make room'
told 'evidence deleted' 'audit-invalid'
git rm -q $evidence && commit max 2024-03-14 'Make room' && git_as max 2024-03-14 revert --no-edit HEAD >/dev/null 2>&1
told 'evidence deleted and restored' 'audit-invalid'
printf 'Four hundred people came.\n' >$evidence && commit max 2024-03-14 'Count again'
told 'evidence altered' 'audit-invalid'
mkdir -p hidden && cp $evidence hidden/list.txt && ln -sf ../../../../hidden/list.txt $evidence && commit max 2024-03-14 'Share'
told 'a link in the place of evidence' 'audit-invalid'
git rm -q $evidence && git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),$evidence" && git_as max 2024-03-14 commit -q -m 'Elsewhere'
told 'a submodule in the place of evidence' 'audit-invalid'
git rm -q -r circles/arles/evidence && git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),circles/arles/evidence" &&
	git_as max 2024-03-14 commit -q -m 'Elsewhere'
told 'a submodule in the place of its folder' 'audit-invalid'
git rm -q -r --cached ledger && git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),ledger" && git_as max 2024-03-14 commit -q -m 'Elsewhere'
told 'a submodule in the place of the books' 'audit-invalid'
git rm -q -r --cached circles && git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),circles" && git_as max 2024-03-14 commit -q -m 'Elsewhere'
told 'a submodule in the place of the network' 'audit-(seal-removed|sealed-removed|invalid)'
git mv circles/arles/meetings kept && ln -s ../../kept circles/arles/meetings && commit max 2024-03-14 'Link'
told 'a link in the place of the folder of minutes' 'audit-sealed-removed'
blob=$(sed 's/80.00 EUR/800.00 EUR/' $minutes | git hash-object -w --stdin)
git update-index --add --cacheinfo "100644,$blob,circles/arles/meetings/2024-03-12.REC" && git_as max 2024-03-14 commit -q -m 'Shout'
told 'minutes that differ in the case of their path' 'audit-path-case circles/arles/meetings/2024-03-12.REC'
git update-index --add --cacheinfo "100644,$blob,circles/Arles/meetings/2024-03-12.rec" && git_as max 2024-03-14 commit -q -m 'Shout'
told 'a circle that does' 'audit-path-case circles/Arles'
git update-index --add --cacheinfo "100644,$blob,Circles/arles/meetings/2024-03-12.rec" && git_as max 2024-03-14 commit -q -m 'Shout'
told 'a network that does' 'audit-path-case Circles'
git update-index --add --cacheinfo "100644,$blob,circles/arles/Evidence/2024/list.txt" && git_as max 2024-03-14 commit -q -m 'Shout'
told 'evidence that does' 'audit-path-case circles/arles/Evidence'
for name in 'circles/arles/evidence/2024/\303\211t\303\251.txt' 'circles/arles/evidence/2024/e\314\201te\314\201.txt'; do
	git update-index --add --cacheinfo "100644,$blob,$(printf "$name")"
done
git_as max 2024-03-14 commit -q -m 'An accent in one piece and in two'
told 'evidence whose accents and large letters differ' 'audit-path-case circles/arles/evidence/2024/'
yes '# Nobody is somebody else.' | head -c 1100000 >.mailmap && commit max 2024-03-14 'Bring a list of everybody'
told 'a .mailmap that is too large' 'audit-mailmap-large .mailmap'
printf 'A plan.\n' >circles/arles/evidence/2024/Plan.txt && commit lea 2024-03-14 'Keep a plan'
git mv circles/arles/evidence/2024/Plan.txt circles/arles/evidence/2024/plan.txt && commit lea 2024-03-14 'Write it small'
says 'to write a name in small letters is no such thing' 0 'Pas de souci.' "$SOUCI" audit && back

# ---- who it was, and when ----

entry 2024-03-10 && commit max 2024-03-10 'Before the meeting'
told 'a commit dated back' 'audit-date-backwards'
entry 2024-03-14 && git add -A && with_key=none git_as max 2024-03-14 commit -q -m $'Pay\n\nSigned-off-by: max <max@example.org>\ngpgsig: good'
told 'a trailer in the place of a signature' 'audit-signature-missing'
entry 2024-03-14 && with_key=zoe commit max 2024-03-14 'Pay'
told 'a signature with the key of another' 'audit-signature-bad'
sed -i 's/^Asked: 80/&/; s/^Amount: 80/Amount: 70/' $minutes && with_key=max commit zoe 2024-03-14 'Correct'
told 'the name of another with one’s own key' 'audit-signature-bad'
sed -i "s|^Key: .* max until.*|Key: $(cat "$scratch/new-max.pub")|" circles/people.rec && entry 2024-03-14
with_key=new-max commit max 2024-03-14 'Pay, with my new key'
told 'a key declared by the commit that it signs' 'audit-signature-bad'
entry 2024-07-01 && commit max 2024-07-01 'Pay'
told 'a key past its last day' 'audit-signature-bad'
sed -i 's/ until 2024-06-30/ until 2024-12-31/' circles/people.rec && commit max 2024-07-01 'Lengthen my key'
told 'which does not lengthen itself' 'audit-signature-bad'
sed -i '/^Key: .* max until/d' circles/people.rec && with_key=none commit max 2024-03-14 'I have no key'
told 'a key taken away without it' 'audit-signature-missing'
printf 'zoe <zoe@example.org> <max@example.org>\n' >.mailmap && commit max 2024-03-14 'I am the secretary'
told 'another name by .mailmap' 'audit-unauthorised .mailmap'
printf '[user]\n\temail = zoe@example.org\n' >.gitconfig && printf '* merge=ours export-subst\n' >.gitattributes
sed -i 's/80.00 EUR/800.00 EUR/' $minutes && commit max 2024-03-14 'Attributes'
told 'attributes of git' 'audit-invalid'

# ---- merges ----

git checkout -q -b side && { meeting 2024-03-19 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-03-19.rec
commit zoe 2024-03-20 'Regulate' && git checkout -q main && commit lea 2024-03-20 'Meanwhile'
merge max 2024-03-21 side -s ours
told 'minutes lost by a merge that takes ours' 'audit-merge-lost circles/arles/meetings/2024-03-19.rec'
git checkout -q -b side && entry 2024-03-14 && commit tom 2024-03-14 'Pay' && git checkout -q main && commit lea 2024-03-14 'Meanwhile'
merge max 2024-03-15 side -X theirs
told 'an entry of somebody else, by way of a branch of his' 'audit-unauthorised ledger/bank/2024.journal'
git checkout -q --orphan side && sed -i 's/^Authority: default/Authority: default\nAuthority: bank anyone/' circles/network.rec
entry 2024-03-14 && with_key=none commit eve 2024-03-14 'Another beginning' && commit tom 2024-03-14 'Go on'
git checkout -q -f main && commit lea 2024-03-14 'Meanwhile' && merge tom 2024-03-15 side --allow-unrelated-histories -s ours --no-commit
git checkout -q side -- ledger/bank && commit tom 2024-03-15 'Merge side'
told 'entries of a history that began elsewhere' 'audit-unauthorised ledger/bank'
git checkout -q --orphan side && entry 2024-03-14 && sed -i 's/^Authority: default/Authority: default\nAuthority: bank anyone/' circles/network.rec
with_key=none commit eve 2024-03-14 'Another beginning' && commit tom 2024-03-14 'Go on'
merge tom 2024-03-15 main --allow-unrelated-histories -s ours --no-commit
git checkout -q main -- circles/network.rec && commit tom 2024-03-15 'Merge main'
git branch -q -f main HEAD && git checkout -q -f main
told 'or of one that takes this one in' 'audit-unauthorised ledger/bank'

# end_mandate: in a meeting that is applied on main, max stops being the treasurer.
end_mandate() {
	{ meeting 2024-03-19 && printf '\nId: 1\nKind: end-mandate\nPerson: max\nRole: treasurer\n'; } >circles/arles/meetings/2024-03-19.rec
	commit zoe 2024-03-19 'Regulate' && "$SOUCI" apply >/dev/null && commit zoe 2024-03-19 'Apply'
}

git checkout -q -b side && entry 2024-03-14 && commit max 2024-03-14 'Pay in time'
git checkout -q main && end_mandate && merge lea 2024-03-21 side
says 'what was done while the mandate held may be merged later' 0 'Pas de souci.' "$SOUCI" audit && back
git checkout -q -b side && entry 2024-03-20 && commit max 2024-03-20 'Pay on the branch that does not know'
git checkout -q main && end_mandate && merge lea 2024-03-21 side
told 'a mandate that ended, on a branch from before' 'audit-lapsed null .*touches bank'
git checkout -q -b side && entry 2024-03-20 && commit max 2024-03-20 'Pay on the branch that does not know'
git checkout -q main && end_mandate && git checkout -q side && merge max 2024-03-21 main
git branch -q -f main side && git checkout -q -f main
told 'which takes main in instead' 'audit-lapsed null .*touches bank'
git checkout -q -b side && sed -i 's/^Id: nadia/Id: ninon\nEmail: ninon@example.org\n\n&/' circles/people.rec && commit zoe 2024-03-20 'Add ninon'
printf 'A picture.\n' >notes.txt && commit ninon 2024-03-20 'Keep a note'
git checkout -q main && end_mandate && merge lea 2024-03-21 side
says 'who came with the branch is known by the merge' 0 'Pas de souci.' "$SOUCI" audit && back

# ---- references ----

# refused NAME WORDS ARGUMENT…: the push is refused in those words.
refused() {
	local name=$1 words=$2 output
	shift 2
	output=$(git push -q "$@" 2>&1)
	is "$name is refused" 1 $?
	holds "$name: with the reason" "$words" "$output"
}

git_as max 2024-03-14 commit -q --amend --allow-empty -m 'Begin again'
refused 'a history rewritten' 'refs/heads/main cannot be rewritten here' -f origin main
back
refused 'a branch deleted' 'refs/heads/main cannot be deleted here' origin :main
git tag -f sound HEAD~1 >/dev/null && refused 'a tag moved' 'refs/tags/sound is here already' -f origin sound
git tag -f sound HEAD >/dev/null 2>&1; git tag -f sound origin/main >/dev/null
git checkout -q -b fine && commit lea 2024-03-14 'Fine' && git checkout -q -b bad && git rm -q $evidence && commit max 2024-03-15 'Make room'
refused 'one bad reference of several' 'Nothing of this push was taken' origin fine:refs/heads/fine bad:refs/heads/bad
is 'none came in' '' "$(git -C "$scratch/server.git" branch --list fine bad)"
refused 'a bad one by another name' 'Nothing of this push was taken' origin bad:refs/changes/1
back
good=$(git rev-parse HEAD) && blob=$(git rev-parse HEAD:$minutes)
git replace -f "$blob" "$(sed 's/80.00 EUR/800.00 EUR/' $minutes | git hash-object -w --stdin)"
matches 'what git replace shows is told' 'warning audit-replaced' "$(audit)"
refused 'a replacement' 'refs/replace/' origin "refs/replace/$blob"
git replace -d "$blob" >/dev/null
echo "$good" >.git/info/grafts
matches 'grafts are told' 'warning audit-grafted' "$(audit 2>/dev/null)"
rm .git/info/grafts
says 'and the history is the honest one again' 0 'Pas de souci.' "$SOUCI" audit
is 'as is that of the server' "$good" "$(git -C "$scratch/server.git" rev-parse main)"
done_testing
