#!/bin/sh
# Whatever is edited by hand in what apply wrote is found in the working tree, and apply does not build on it: one cause,
# one finding.
. tests/tap.sh
. tests/command/network.sh
new_repository "$scratch/network"
"$SOUCI" apply >"$scratch/apply" && git add -A && git commit -q -m 'Apply'
seal=circles/north/sealed/2024-03-07.rec
contribution=$(sed -n '/^Contribution/p' $seal)

# errors: the errors that check finds, one a line: path and id.
errors() {
	"$SOUCI" check | sed -n 's/^\([^ :]*\):.*error:.*\[\(.*\)\]$/\1 \2/p'
}

# found NAME EXPECTED APPLIES COMMAND: after that change check says so, and apply ends with that code.
found() {
	eval "$4"
	is "$1" "$2" "$(errors)"
	"$SOUCI" apply >"$scratch/apply" 2>&1
	is "$1: apply" "$3" $?
	git checkout -q . && git clean -fdq
}

for field in Bytes Meaning; do
	found "a $field that is no digest" "$seal seal-malformed" 1 "sed -i 's/^$field: ./$field: x/' $seal"
done
found 'another meaning' 'circles/north/meetings/2024-03-07.rec sealed-meeting-changed' 1 \
	"sed -i 's/^Meaning: .*/Meaning: $(printf '%064d' 0)/' $seal"
found 'another digest of a contribution' 'circles/north/contributions/2024/tom.rec sealed-contribution-changed' 1 \
	"sed -i 's/^\(Contribution: [^ ]* \).*/\1$(printf '%064d' 0)/' $seal"
found 'a contribution taken out' "$seal seal-edited" 1 "sed -i '/^Contribution/d' $seal"
found 'a contribution twice' "$seal seal-edited" 1 "echo '$contribution' >>$seal"
found 'a contribution that was not decided on' "$seal sealed-contribution-changed" 1 \
	"echo 'Contribution: tom/2024-02-21 $(printf '%064d' 0)' >>$seal"
found 'a day for its money' "$seal seal-edited" 1 "sed -i 's/^Meaning.*/&\nPost: 2025-01-01/' $seal"
found 'a comment' "$seal seal-edited" 1 "echo '# It was me.' >>$seal"
found 'lines in another order' "$seal seal-edited" 1 "{ grep -v ^Bytes $seal; grep ^Bytes $seal; } >x && mv x $seal"
found 'the header' "$seal seal-edited" 1 "sed -i 1d $seal"
found 'an empty seal' "$seal record-missing" 1 ": >$seal"
found 'the name of another meeting' "$seal seal-misplaced" 1 "sed -i 's,^Meeting: .*,Meeting: north/2024-02-01,' $seal"
found 'a seal in the folder of another circle' 'circles/south/sealed/2024-03-07.rec seal-misplaced' 1 \
	"mv $seal circles/south/sealed/"
found 'and with its name' 'circles/south/sealed/2024-03-07.rec seal-without-meeting' 1 \
	"sed -i s,north/,south/, $seal && mv $seal circles/south/sealed/"
found 'the seal of a meeting that never was' 'circles/north/sealed/2024-03-09.rec seal-without-meeting' 1 \
	"sed 's/2024-03-07/2024-03-09/' $seal >circles/north/sealed/2024-03-09.rec"
found 'a meeting that is gone' "$seal seal-without-meeting" 1 'rm circles/north/meetings/2024-03-07.rec'

# Reports say so when what they are made of is not what was applied.
sed -i 's/80.00/79.00/' circles/north/meetings/2024-03-07.rec
output=$("$SOUCI" budget 2>&1)
is 'figures out of changed minutes are doubtful' 1 $?
holds 'and that is said' 'figures may be wrong' "$output"
git checkout -q .
echo '2024-13-45 ?' >>ledger/bank/2024.journal
output=$("$SOUCI" funds 2>&1)
is 'so are those out of a journal that cannot be read' 1 $?
git checkout -q .
says 'without a fault nothing is said' 0 '' sh -c '"$1" budget 2>&1 >/dev/null' - "$SOUCI"

# What is only computed is written again.
found 'a register' 'circles/north/register.rec generated-file-stale' 0 "sed -i 's/tom/sam/' circles/north/register.rec"
found 'the journal of a meeting' 'ledger/circles/north/2024-03-07.journal generated-file-stale' 0 \
	"sed -i 's/80.00/81.00/' ledger/circles/north/2024-03-07.journal"
found 'the list of journals' 'ledger/generated.journal generated-file-stale' 0 "echo '; x' >>ledger/generated.journal"
found 'a register that is gone' 'circles/north/register.rec generated-file-missing' 0 'rm circles/north/register.rec'
found 'a journal of no meeting' 'ledger/circles/north/2024-03-30.journal generated-file-extra' 0 \
	'cp ledger/circles/north/2024-03-07.journal ledger/circles/north/2024-03-30.journal'
done_testing
