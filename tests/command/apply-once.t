#!/bin/bash
# souci apply: what it writes, that twice is once, what stands in its way, what it mends.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

# findings: the ids of errors and warnings, one a line; notices too with an argument.
findings() {
	souci check --format json 2>/dev/null |
		jq -r --arg all "${1:-}" '.[] | select($all != "" or .severity != "notice") | .file + " " + .id'
}

(
	new_repository "$scratch/once"
	says 'apply applies every adopted meeting, council first on a day, by date' 0 \
		'Applied network/2024-01-10 (3 decisions).
Applied north/2024-02-01 (2 decisions).
Applied south/2024-02-02 (2 decisions).
Applied network/2024-02-06 (2 decisions).
Applied north/2024-03-07 (2 decisions).
Applied south/2024-03-08 (1 decision).
Files written: 14.' souci apply
	says 'then nothing is wrong' 0 'Pas de souci.' souci check
	is 'a seal holds the digest that sha256sum gives' \
		"$(sha256sum circles/north/meetings/2024-03-07.rec | cut -d ' ' -f 1)" \
		"$(recsel -t Seal -P Bytes circles/north/sealed/2024-03-07.rec)"
	is 'recsel reads the registers' 220.00 \
		"$(recsel -t Envelope -e "Action = 'garden'" -P Left circles/north/register.rec | cut -d ' ' -f 1)"
	says 'hledger finds nothing to say about the journals' 0 '' hledger -f ledger/main.journal check --strict
	once=$(tree_digest)
	says 'applying twice is applying once' 0 'Nothing to apply.' souci apply
	is 'no file changes' "$once" "$(tree_digest)"
	says 'plan has nothing to tell' 0 'There is nothing to apply.' souci plan
	says 'naming what is applied already changes nothing' 0 'Nothing to apply.' souci apply north/2024-03-07

	# Files that only apply writes
	rm circles/north/register.rec
	echo '; mine' >>ledger/circles/north/2024-03-07.journal
	cp ledger/circles/north/2024-03-07.journal ledger/circles/north/2024-05-05.journal
	: >ledger/generated.journal
	is 'generated files that are gone, edited, extra or empty are found' \
		'circles/north/register.rec generated-file-missing
ledger/circles/north/2024-03-07.journal generated-file-stale
ledger/circles/north/2024-05-05.journal generated-file-extra
ledger/generated.journal generated-file-stale' "$(findings)"
	says 'apply mends them' 0 'Files written: 4.' souci apply
	is 'all is as it was' "$once" "$(tree_digest)"
	mkdir ledger/circles/notes && echo 'mine' >ledger/circles/notes/mine.journal
	is 'what somebody else put there is named' \
		'ledger/circles/notes/mine.journal generated-folder-foreign' "$(findings)"
	souci apply >/dev/null 2>&1
	is 'and left alone' 'mine' "$(cat ledger/circles/notes/mine.journal)"
	rm -r ledger/circles/notes

	# Sealed meetings
	sed -i '1i # A word of thanks' circles/north/meetings/2024-03-07.rec
	sed -i 's/^Kind: retribute/Nature: retribuer/; s/^Present: lea/Present: lea,tom/; /^Present: tom/d' \
		circles/north/meetings/2024-03-07.rec
	is 'another layout of a sealed meeting is a notice' \
		'circles/north/meetings/2024-03-07.rec sealed-meeting-layout' "$(findings all)"
	says 'apply notes its new digest' 0 'Files written: 1.' souci apply
	is 'then nothing is to be said' '' "$(findings all)"
	git checkout -q circles/north/meetings/2024-03-07.rec && souci apply >/dev/null
	echo $tests_run >"$scratch/count"
)
tests_run=$(cat "$scratch/count")

# changed NAME FINDING FILE SED: an edit of what a seal covers is found, and apply refuses.
changed() {
	cp -r "$scratch/once" "$scratch/changed"
	cd "$scratch/changed" || exit 1
	sed -i "$4" "$3"
	before=$(tree_digest)
	is "$1 is found" "$3 $2" "$(findings)"
	refusal=$(souci apply 2>&1)
	is "$1: apply refuses" 1 $?
	holds "$1: apply names it" "[$2]" "$refusal"
	is "$1: apply writes nothing" "$before" "$(tree_digest)"
	cd - >/dev/null || exit 1
	rm -rf "$scratch/changed"
}
changed 'an amount changed after sealing' sealed-meeting-changed circles/north/meetings/2024-03-07.rec 's/300.00/310.00/'
changed 'a sealed meeting made a draft again' sealed-meeting-changed circles/south/meetings/2024-03-08.rec 's/adopted/draft/'
changed 'a contribution changed after it was paid' sealed-contribution-changed \
	circles/north/contributions/2024/tom.rec 's/Dug/Slept/'
changed 'an action changed after it was adopted' sealed-action-changed circles/north/programme.rec 's/A garden/A garden, really/'

# Some meetings only
(
	new_repository "$scratch/some"
	: >ledger/bank/2024.journal
	says 'a meeting needs every earlier one of its circle and of the council' 2 \
		'souci: network/2024-01-10 comes before north/2024-02-01 and is not applied yet; name it too' \
		souci apply north/2024-02-01
	says 'meetings can be named, also by their files' 0 'Applied network/2024-01-10 (3 decisions).
Applied north/2024-02-01 (2 decisions).
Files written: 6.' souci apply circles/north/meetings/2024-02-01.rec network/2024-01-10
	is 'the other circle waits' '' "$(ls circles/south/sealed 2>/dev/null)"
	says 'a meeting of its circle that is missing is named' 2 \
		'souci: network/2024-02-06 comes before south/2024-03-08 and is not applied yet; name it too' \
		souci apply south/2024-02-02 south/2024-03-08
	says 'a meeting that does not exist' 2 'souci: there is no meeting north/2024-03-08; did you mean north/2024-03-07?' \
		souci apply north/2024-03-08
	souci apply >/dev/null
	is 'in steps or at once is the same' "$(cd "$scratch/once" && git ls-files -o | grep -v bank | xargs sha256sum)" \
		"$(git ls-files -o | xargs sha256sum)"
	sed -i 's/adopted/draft/' circles/north/meetings/2024-03-07.rec && rm circles/north/sealed/2024-03-07.rec
	says 'a draft cannot be applied' 2 \
		'souci: the meeting north/2024-03-07 is not adopted: only adopted minutes can be applied' \
		souci apply north/2024-03-07
	says 'apply takes no revision' 2 'souci: souci apply works on the files as they are; it takes no --at' souci apply --at HEAD
	echo $tests_run >"$scratch/count"
)
tests_run=$(cat "$scratch/count")

# What stands in the way
(
	new_repository "$scratch/obstacle"
	sed -i 's/^Amount: 80.00 EUR/Amount: 1,000 EUR/' circles/north/meetings/2024-03-07.rec
	before=$(tree_digest)
	obstacle=$(souci apply 2>&1)
	is 'an error stands in the way' 1 $?
	holds 'apply says where and what' 'circles/north/meetings/2024-03-07.rec:24:9: error:' "$obstacle"
	holds 'apply says that nothing was applied' 'Nothing was applied: this stands in the way.' "$obstacle"
	is 'nothing is written' "$before" "$(tree_digest)"
	souci plan >"$scratch/plan" 2>"$scratch/way"
	is 'plan ends with 1 too' 1 $?
	holds 'plan shows what stands in the way' '[amount-' "$(cat "$scratch/way")"
	holds 'plan tells what it can' 'A garden enters the programme.' "$(cat "$scratch/plan")"
	echo $tests_run >"$scratch/count"
)
tests_run=$(cat "$scratch/count")

done_testing
