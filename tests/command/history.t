#!/bin/bash
# `souci history`: each row is what hledger says of a checkout of that commit.
. tests/tap.sh

SOUCI=$(realpath "$SOUCI")
repository=$scratch/books
git init -q -b main "$repository"
cd "$repository" || exit 1
git config user.name Tom
git config user.email tom@example.org
git config commit.gpgsign false

commit() {
	git add -A
	GIT_AUTHOR_DATE="2024-01-${1}T12:00:00Z" GIT_COMMITTER_DATE="2024-01-${1}T12:00:00Z" git commit -qm "Day $1"
}

# entry DATE AMOUNT ACCOUNT: a transaction with the bank.
entry() {
	printf '%s * Something\n    %s  %s EUR\n    Assets:Bank\n\n' "$1" "$3" "$2"
}

mkdir -p circles ledger/bank
printf 'commodity 1000.00 EUR\n\ninclude bank/a.journal\n' > ledger/main.journal
entry 2024-01-01 10.00 Expenses:Rent > ledger/bank/a.journal
commit 01
entry 2024-01-02 20.00 Expenses:Rent >> ledger/bank/a.journal
entry 2024-01-02 1.50 Expenses:Paper >> ledger/bank/a.journal
commit 02
sed -i 's/^\(.*Rent  \)10.00/\111.25/' ledger/bank/a.journal
commit 03
entry 2024-01-04 -99.00 Income:Fees > ledger/bank/b.journal
echo 'include bank/b.journal' >> ledger/main.journal
commit 04
entry 2024-01-05 -1.00 Income:Fees >> ledger/bank/b.journal
echo 'include b.journal' >> ledger/bank/a.journal
commit 05
sed -i '/include/d' ledger/bank/a.journal
{ entry 2023-12-31 5.00 Expenses:Paper; cat ledger/bank/a.journal; } > a && mv a ledger/bank/a.journal
commit 06
git checkout -q -b side HEAD~1
entry 2024-01-07 7.00 Expenses:Tea > ledger/bank/c.journal
echo 'include bank/c.journal' >> ledger/main.journal
commit 07
git checkout -q main
entry 2024-01-08 8.00 Expenses:Rent >> ledger/bank/b.journal
commit 08
GIT_COMMITTER_DATE=2024-01-09T12:00:00Z GIT_AUTHOR_DATE=2024-01-09T12:00:00Z git merge -q --no-edit side
printf '\n2024-01-10 Lost\n    Expenses:Rent  3.00 EUR\n    Assets:Bank  -2.00 EUR\n' > ledger/bank/lost
cp ledger/bank/b.journal "$scratch/b.journal"
cat ledger/bank/lost >> ledger/bank/b.journal
rm ledger/bank/lost
commit 10
cp "$scratch/b.journal" ledger/bank/b.journal
entry 2024-01-11 0.10 Expenses:Rent >> ledger/bank/b.journal
commit 11
printf 'alias Expenses:Rent=Expenses:House\n' | cat - ledger/main.journal > m && mv m ledger/main.journal
commit 12
entry 2024-01-13 4.00 Expenses:Rent >> ledger/bank/a.journal
commit 13
sed -i 1d ledger/main.journal
git rm -q ledger/bank/c.journal
sed -i /c.journal/d ledger/main.journal
commit 14

# What the rows up to a commit say every account holds.
told() {
	"$SOUCI" history ledger --format csv --at "$1" |
		awk -F, 'NR > 1 && $5 != "" { value[$4] = $5 } END { for (a in value) if (value[a] + 0 != 0) print a, value[a] }' |
		LC_ALL=C sort
}

oracle() {
	hledger -f ledger/main.journal balance --flat --no-total -O csv |
		sed '1d; s/"//g; s/,/ /; s/ EUR$//' | LC_ALL=C sort
}

same=0
compared=0
for revision in $(git rev-list --first-parent main); do
	git checkout -q "$revision"
	[ "$(git log -1 --format=%s)" != 'Day 10' ] || continue
	[ "${PEERS:-yes}" = no ] || [ "$(told "$revision")" = "$(oracle)" ] || { same=1; echo "# not at $(git log -1 --format=%s)"; }
	compared=$((compared + 1))
done
git checkout -q main
is 'as hledger says at every commit: appended, edited, included, moved, merged, renamed by alias, removed' "12 0" "$compared $same"

is 'an account with those below it, and a commit whose ledger is not valid' '2024-01-01,Expenses,10.00,10.00,EUR,,
2024-01-02,Expenses,31.50,21.50,EUR,,
2024-01-03,Expenses,32.75,1.25,EUR,,
2024-01-06,Expenses,37.75,5.00,EUR,,
2024-01-08,Expenses,45.75,8.00,EUR,,
2024-01-09,Expenses,52.75,7.00,EUR,,
2024-01-10,Expenses,,,,,the ledger of this commit could not be read
2024-01-11,Expenses,52.85,0.10,EUR,,
2024-01-13,Expenses,56.85,4.00,EUR,,
2024-01-14,Expenses,49.85,-7.00,EUR,,' "$("$SOUCI" history Expenses --format csv | sed 1d | cut -d, -f2,4-)"

is 'between two days' '2024-01-08
2024-01-09' "$("$SOUCI" history Expenses --from 2024-01-07 --to 2024-01-09 --format csv | sed 1d | cut -d, -f2)"

holds 'a line of blocks below the table' '▁' "$("$SOUCI" history Expenses | tail -n 1)"

says 'an account that never was' 2 \
	'souci: no commit ever had an account “Expenses:Rant”; did you mean “Expenses:Rent”?' "$SOUCI" history Expenses:Rant

git clone -q --bare . "$scratch/bare.git"
cd "$scratch/bare.git" || exit 1
is 'in a bare repository' 49.85 "$("$SOUCI" history Expenses --format csv | tail -n 1 | cut -d, -f5)"
git clone -q --bare --depth 3 "file://$repository" "$scratch/shallow.git"
cd "$scratch/shallow.git" || exit 1
says 'a shallow clone' 2 \
	'souci: this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest' \
	"$SOUCI" history Expenses

done_testing
