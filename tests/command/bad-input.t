#!/bin/bash
# Whatever stands in the files: a finding or an error with its place, and exit code 1 or 2; never a crash, never a hang.
. tests/tap.sh
. tests/command/network.sh

souci() {
	timeout -s KILL 20 "$SOUCI" --lang en "$@"
}

new_network "$scratch/good"
git init -q .
souci apply >/dev/null
cd "$scratch" || exit 1

# fresh: goes to a new copy of the network.
fresh() {
	cd "$scratch" && rm -rf bad && cp -r good bad && cd bad || exit 1
}

# finds NAME PLACE_AND_ID: check ends with 1 and says it, at that place, in text and in JSON.
finds() {
	output=$(souci check --format json 2>&1)
	code=$?
	found=$(printf '%s' "$output" | jq -r '.[] | "\(.file):\(.line):\(.column) \(.id)"' 2>&1)
	is "$1: exit code" 1 $code
	holds "$1" "$2
" "$found
"
	fresh
}
fresh

# Lines of records
people=circles/people.rec
march=circles/north/meetings/2024-03-07.rec
echo 'no colon here' >>$people
finds 'a line that is no field' "$people:8:1 record-line-malformed"
printf '  Name: indented\n' >>$people
finds 'an indented line' "$people:8:1 record-line-malformed"
printf 'Name: Sam \\\n' >>$people
finds 'a line that ends in a backslash' "$people:8:11 record-line-backslash"
printf '\n+ lost\n' >>$people
finds 'a continuation of nothing' "$people:9:1 record-continuation-orphan"
printf 'Prénom: Sam\n' >>$people
finds 'an accent in a field name' "$people:8:1 field-name-malformed"
sed -i '1d' $people
finds 'records without a type' "$people:2:1 record-type-missing"
sed -i '2d' $people
finds 'no blank line behind the type' "$people:2:1 record-blank-line-missing"
printf '\n%%rec: Person\n\nId: max\n' >>$people
finds 'a type twice' "$people:9:7 record-type-repeated"
printf '\n%%rec: Bird\n\nId: max\n' >>$people
finds 'a type that is none' "$people:9:7 record-type-unknown"
printf '\n%%key: Id\n' >>$people
finds 'a special line' "$people:9:1 record-special-unknown"
printf 'Nmae: Sam\n' >>$people
finds 'a field that is none' "$people:8:1 field-unknown"
printf 'Id: max\n' >>$people
finds 'a field twice' "$people:8:1 field-repeated"
printf 'Name:\n' >>$people
finds 'a field that says nothing' "$people:8:1 field-empty"
printf '<<<<<<< HEAD\n=======\n>>>>>>> x\n' >>$people
finds 'a conflict of git' "$people:8:1 file-in-conflict"

# Bytes
printf 'Name: caf\351\n' >>$people
finds 'Latin-1' "$people:8:10 file-not-utf8"
printf 'Name: S\0m\n' >>$people
finds 'a NUL byte' "$people:8:8 file-nul-byte"
printf '\377\376I\0d\0' >$people
finds 'UTF-16' "$people:1:1 file-not-utf8"
printf 'Name: \355\240\200\n' >>$people
finds 'half a surrogate' "$people:8:7 file-not-utf8"
head -c 300000 /dev/zero >$people
finds 'zeros' "$people:1:1 file-nul-byte"
head -c 100000 /dev/zero | tr '\0' '\377' >$people
finds 'no text at all' "$people:1:1 file-not-utf8"

# Values
sed -i 's/^Date: 2024-02-20/Date: 2023-02-29/' circles/north/contributions/2024/tom.rec
finds 'a day that does not exist' 'circles/north/contributions/2024/tom.rec:3:7 date-not-real'
sed -i 's/^Date: 2024-02-20/Date: 20 February/' circles/north/contributions/2024/tom.rec
finds 'no date' 'circles/north/contributions/2024/tom.rec:3:7 date-malformed'
sed -i 's/^Asked: .*/Asked: 1,000 EUR/' circles/north/contributions/2024/tom.rec
finds 'thousands or decimals' 'circles/north/contributions/2024/tom.rec:6:8 amount-ambiguous'
sed -i 's/^Asked: .*/Asked: 99999999999999999999999999999999999999999.00 EUR/' circles/north/contributions/2024/tom.rec
finds 'an amount too large' 'circles/north/contributions/2024/tom.rec:6:8 amount-too-large'
sed -i 's/^Asked: .*/Asked: 80.001 EUR/' circles/north/contributions/2024/tom.rec
finds 'one mark and three digits' 'circles/north/contributions/2024/tom.rec:6:8 amount-ambiguous'
sed -i 's/^Asked: .*/Asked: -80.00 EUR/' circles/north/contributions/2024/tom.rec
finds 'a negative amount' 'circles/north/contributions/2024/tom.rec:6:8 amount-negative'
sed -i 's/^Asked: .*/Asked: 80.00/' circles/north/contributions/2024/tom.rec
finds 'an amount of nothing' 'circles/north/contributions/2024/tom.rec:6:8 amount-without-currency'
sed -i 's/^Asked: .*/Asked: 1,000/' circles/north/contributions/2024/tom.rec
finds 'thousands or decimals of nothing: a currency would not mend it' 'circles/north/contributions/2024/tom.rec:6:8 amount-ambiguous'
sed -i 's/^Time: .*/Time: 3h99/' circles/north/contributions/2024/tom.rec
finds 'no time' 'circles/north/contributions/2024/tom.rec:5:7 time-malformed'
printf '\nId: t\320\276m\n' >>$people
finds 'an id with a letter that looks like another' "$people:9:5 id-malformed"
printf '\nId: free\n' >>$people
finds 'a reserved id' "$people:9:5 id-reserved"
printf '\nId: sam\n' >>$people
finds 'an id twice' "$people:9:5 id-duplicate"
printf '\nId: %041d\n' 0 >>$people
finds 'an id too long' "$people:9:5 id-malformed"

# Files
rm $people && mkdir $people
finds 'a folder in the place of a file' "$people:null:null file-is-directory"
mv $people elsewhere.rec && ln -s ../elsewhere.rec $people
finds 'a symbolic link' "$people:null:null file-is-link"
rm $people && mkfifo $people
finds 'a pipe' "$people:null:null file-is-special"
rm $people && ln -s people.rec $people
finds 'a link to itself' "$people:null:null file-is-link"
rm circles/funds.rec
finds 'a file that others refer to is gone' 'circles/network/meetings/2024-01-10.rec:18:7 reference-unknown'
: >circles/north/meetings/2024-05-05.rec
finds 'an empty meeting' 'circles/north/meetings/2024-05-05.rec:null:null record-missing'
mv $march circles/north/meetings/march.rec
finds 'a meeting without a date for its name' 'circles/north/meetings/march.rec:1:1 meeting-name-malformed'
truncate -s 1100M $people
finds 'a huge file' "$people:null:null file-too-large"
if [ "$(id -u)" != 0 ]; then
	chmod a-r $people
	finds 'a file that may not be read' "$people:null:null file-unreadable"
fi

# Journals
bank=ledger/bank/2024.journal
echo 'include 2024.journal' >>$bank
finds 'a journal that includes itself' "$bank:9:9 journal-include-cycle"
echo 'include ../../../outside.journal' >>$bank
finds 'a path that leaves the repository' "$bank:9:9 journal-include-outside"
echo 'include /etc/passwd' >>$bank
finds 'a path from the root' "$bank:9:9 journal-include-outside"
echo 'include none.journal' >>$bank
finds 'a journal that is not there' "$bank:9:9 journal-include-unreadable"
printf '2024-02-30 x\n    a  1.00 EUR\n    b\n' >>$bank
finds 'a transaction on no day' "$bank:9:1 journal-date-no-such-day"
printf '2024-04-01 x\n    Assets:Bank  1.00 EUR\n    Equity  1.00 EUR\n' >>$bank
finds 'a transaction that does not balance' "$bank:9:1 journal-unbalanced"

# Deep folders and long lines: answered, whatever is found
mkdir -p "circles/north/$(printf 'a/%.0s' $(seq 1 500))"
souci check >/dev/null 2>&1
is 'deep folders are nothing to it' 0 $?
fresh
{ printf 'Name: '; head -c 20000000 /dev/zero | tr '\0' 'x'; echo; } >>$people
souci check >/dev/null 2>&1
is 'nor a line of twenty million letters' 0 $?
fresh
{ for i in $(seq 1 20000); do printf '\nId: p%d\n' "$i"; done; } >>$people
souci check >/dev/null 2>&1
is 'nor twenty thousand people' 0 $?
fresh
{ printf 'Name: x\n'; yes '+ more' | head -n 300000; } >>$people
souci check >/dev/null 2>&1
is 'nor a name of many lines' 1 $?
fresh

# A file that cannot be read is one fault: what refers to its records is not blamed at every place.
# errors NAME EXPECTED COUNT: how many errors check finds, this one among them.
errors() {
	found=$(souci check --format json | jq -r '.[] | select(.severity == "error") | "\(.file) \(.id)"')
	holds "$1" "$2" "$found"
	is "$1: that alone" "$3" "$(printf '%s\n' "$found" | wc -l)"
	fresh
}
programme=circles/north/programme.rec
rm $programme && mkdir $programme
errors 'a folder in the place of a programme' "$programme file-is-directory" 1
sed -i 's/garden$/gar\x00den/' $programme
errors 'a NUL byte in an id' "$programme file-nul-byte" 1
sed -i 's/^Id: garden/Id: gar\xffden/' $programme
errors 'an id that is no UTF-8' "$programme file-not-utf8" 1
sed -i 's/^%rec: Action/%rec: Acton/' $programme
errors 'a type that is unknown' "$programme record-type-unknown" 1
rm circles/funds.rec
errors 'funds that are gone' 'circles/network/meetings/2024-01-10.rec reference-unknown' 1
: >circles/people.rec
errors 'people that are gone' 'circles/north/contributions/2024/tom.rec contribution-file-unknown-person' 1

# No network
cd "$scratch" && mkdir none && cd none || exit 1
souci check >/dev/null 2>&1
is 'a folder that is no network' 2 $?
mkdir circles
souci check >/dev/null 2>&1
is 'an empty network is no fault' 0 $?
holds 'apply --commit without a repository' 'souci: ' "$(souci apply --commit 2>&1)"
souci check --staged >/dev/null 2>&1
is 'what is staged needs a repository' 2 $?

done_testing
