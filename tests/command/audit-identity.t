#!/bin/bash
# Who an author is: by e-mail, through .mailmap, as both were in the commit before; an address of several people is nobody's.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

audit() {
	"$SOUCI" audit --format json "$@" | jq -r '.[] | "\(.id) \(.file): \(.message)"' | sed 's/commit [0-9a-f]*/commit/'
}

# back: takes the last commit back, or as many as told.
back() {
	git reset -q --hard "HEAD~${1:-1}"
}

# allowed NAME: the last commit has nothing.
allowed() {
	says "$1" 0 'Pas de souci.' "$SOUCI" audit HEAD~1..HEAD
}

# pay ADDRESS DAY: a line of the bank, which is for the treasurer, max, by the author with that address.
pay() {
	printf '\n%s * A gift\n    Assets:Bank    10.00 EUR\n    Equity    -10.00 EUR\n' "$2" >>ledger/bank/2024.journal
	git add -A && GIT_AUTHOR_DATE="$2T12:00:00Z" GIT_COMMITTER_DATE="$2T12:00:00Z" git -c user.name=somebody \
		-c user.email="$1" commit -q -m 'Note a gift'
}

# email PERSON ADDRESS: one more address in the person's record.
email() {
	sed -i "s|^Email: $1@example.org|&\nEmail: $2|" circles/people.rec
}

email max bureau@example.org
email max Max.Leroy@Example.org
email tom bureau@EXAMPLE.org
is 'check warns of an address of two people, whatever the case of its letters' \
	'warning email-repeated: bureau@example.org is the address of tom too' \
	"$("$SOUCI" check --format json | jq -r '.[] | "\(.severity) \(.id): \(.message)"')"
commit_as lea 2024-02-07 'Write down addresses'
says 'which is no fault in a history without authority' 0 'Pas de souci.' "$SOUCI" audit
sed -i 's/^Name: Max/&/; /^Name: Arles/a Authority: default' circles/network.rec
commit_as lea 2024-02-08 'Set authority'
is 'and one where it comes to count' \
	'audit-invalid circles/people.rec: commit by lea <lea@example.org> of 2024-02-08 brought an error: bureau@example.org is the address of tom too [email-repeated]' \
	"$(audit HEAD~1..HEAD)"

pay max@example.org 2024-02-09 && allowed 'the treasurer by his first address' && back
pay MAX@Example.ORG 2024-02-09 && allowed 'in any letters' && back
pay max.leroy@example.org 2024-02-09 && allowed 'by another of his addresses' && back
shared='touches bank (2024-02-09 * A gift), and the address of its author somebody <Bureau@example.org> is that of several people: tom, max'
pay Bureau@example.org 2024-02-09
is 'an address of two people is nobody’s, and both are named' \
	"audit-author-shared ledger/bank/2024.journal: commit of 2024-02-09 $shared" "$(audit HEAD~1..HEAD)"
back
printf 'max <BUREAU@example.org> <max@example.org>\n' >.mailmap && commit_as zoe 2024-02-08 'Max writes from the office'
pay max@example.org 2024-02-09
holds 'also by way of .mailmap' 'is that of several people: tom, max' "$(audit HEAD~1..HEAD)"
back 2

# Addresses in .mailmap, as git reads them.
printf 'max <MAX@example.org> <Home@Example.org>\nmax <max@example.org> Max at Work <shared@example.org>\n' >.mailmap
commit_as zoe 2024-02-08 'Max writes from home'
pay hOME@example.org 2024-02-09 && allowed '.mailmap is read as git reads it, whatever the case of letters'
is 'so does git' 'max@example.org' "$(git log -1 --format=%aE | tr A-Z a-z)"
back
pay shared@example.org 2024-02-09
holds 'a line with a name is for that name alone' 'audit-author-unknown' "$(audit HEAD~1..HEAD)"
git -c user.name='MAX AT work' -c user.email=Shared@example.org commit -q --amend --reset-author --no-edit --date=2024-02-09T12:00:00Z
GIT_COMMITTER_DATE=2024-02-09T12:00:00Z git -c user.name='MAX AT work' -c user.email=Shared@example.org commit -q --amend --no-edit
allowed 'and for it in any letters'
back 2

# Nobody becomes somebody else by what they commit.
printf 'max <max@example.org> <tom@example.org>\n' >.mailmap && pay tom@example.org 2024-02-09
said=$(audit HEAD~1..HEAD)
holds 'a commit is judged by the .mailmap before it: its line of the bank' 'touches bank' "$said"
holds 'and its .mailmap' 'touches network (max <max@example.org> <tom@example.org>), which is for: support, secretary' "$said"
printf '# A comment\n' >>ledger/bank/2024.journal && pay tom@example.org 2024-02-10
holds 'the commit that changed it stays told, whatever follows' 'touches network (max' "$(audit)"
back 2
git checkout -q -b side && printf 'max <max@example.org> <tom@example.org>\n' >.mailmap && commit_as tom 2024-02-09 'Be max'
git checkout -q main && commit_as lea 2024-02-09 'Something else'
GIT_AUTHOR_DATE=2024-02-10T12:00:00Z GIT_COMMITTER_DATE=2024-02-10T12:00:00Z \
	git -c user.name=tom -c user.email=tom@example.org merge -q --no-edit side
holds 'on a branch too' 'touches network (max' "$(audit HEAD~1..HEAD)"
back
sed -i 's/^Email: max@example.org/Email: old@example.org/; s/^Email: tom@example.org/&\nEmail: max@example.org/' circles/people.rec
pay tom@example.org 2024-02-09
said=$(audit HEAD~1..HEAD)
holds 'nor by people.rec: the other’s record is not theirs' 'touches person (Person max)' "$said"
holds 'and the line of the bank is told' 'touches bank' "$said"
back
email tom max@example.org && commit_as tom 2024-02-09 'Take the address of max'
is 'an address that is somebody’s is claimed by nobody else' \
	'audit-invalid circles/people.rec: commit by tom <tom@example.org> of 2024-02-09 brought an error: max@example.org is the address of tom too [email-repeated]' \
	"$(audit HEAD~1..HEAD)"
back
printf '\nId: eve\nName: Eve\nEmail: Max@example.org\n' >>circles/people.rec && commit_as zoe 2024-02-09 'Add eve'
said=$(audit)
holds 'nor by who comes new' 'by zoe <zoe@example.org> of 2024-02-09 brought an error: Max@example.org is the address of max too' "$said"
is 'which an audit in full finds too' "$said" "$(audit --in-full)"
done_testing
