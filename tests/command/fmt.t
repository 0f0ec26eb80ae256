#!/bin/bash
# souci fmt: the layout of record files.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_repository "$scratch/fmt"
souci apply --commit >/dev/null
says 'fmt --check lists what would change' 1 'circles/network/meetings/2024-01-10.rec
circles/north/meetings/2024-02-01.rec
circles/south/meetings/2024-02-02.rec' souci fmt --check
is 'and changes nothing' '' "$(git status --short)"

printf '\357\273\277# People\r\n%%rec:  Person\r\nId:lea\r\nName:   Léa  \r\n\r\n\r\n# and Tom\r\n\r\nId: tom\r\n\r\nId: sam\r\n' >circles/people.rec
says 'a named file' 0 'circles/people.rec' souci fmt circles/people.rec
is 'has no mark, no carriage returns, one blank line' '# People
%rec: Person

Id: lea
Name: Léa

# and Tom

Id: tom

Id: sam' "$(cat circles/people.rec)"
cd circles/north || exit 1
says 'from within a folder' 0 'circles/north/meetings/2024-02-01.rec' souci fmt meetings/2024-02-01.rec
cd ../.. || exit 1
souci fmt >/dev/null
says 'twice is once' 0 '' souci fmt
says 'then --check is content' 0 '' souci fmt --check
says 'seals note the new digests: nothing is to be said' 0 'Pas de souci.' souci check
is 'recsel finds each id of a list' 2024-02-01 "$(recsel -t Meeting -e "Present = 'tom'" -P Date circles/north/meetings/2024-02-01.rec)"
is 'names stay in the language they are written in' '' "$(
	sed -i 's/^Present: lea/Presents: lea,tom/' circles/north/meetings/2024-03-07.rec
	souci fmt >/dev/null
	grep -L '^Presents: tom' circles/north/meetings/2024-03-07.rec)"

says 'generated files are not for fmt' 2 'souci: circles/north/register.rec is written by souci apply' \
	souci fmt circles/north/register.rec
says 'journals are not for fmt' 2 'souci: ledger/main.journal is no file of records' souci fmt ledger/main.journal
says 'a file that is not there' 2 'souci: cannot read circles/none.rec: No such file or directory' souci fmt circles/none.rec
echo 'Id: x' >"$scratch/outside.rec"
says 'a file outside' 2 "souci: $scratch/outside.rec is not in this network" souci fmt "$scratch/outside.rec"
printf '%%rec: Place\n\nId: caf\351\n' >circles/places.rec
digest=$(tree_digest)
holds 'a file that is not UTF-8 is left alone' '[file-not-utf8]' "$(souci fmt 2>&1)"
is 'as it was' "$digest" "$(tree_digest)"

done_testing
