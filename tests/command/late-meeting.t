#!/bin/sh
# Minutes that come late are folded at their date. Where that would make a sealed decision wrong, apply refuses, names
# both and proposes a day from which on it does no harm; and a meeting is applied after those before it.
. tests/tap.sh
. tests/command/network.sh
new_repository "$scratch/network"

# Order
says 'a meeting is applied after those of its circle' 2 \
	'souci: network/2024-01-10 comes before north/2024-03-07 and is not applied yet; name it too' \
	"$SOUCI" apply north/2024-03-07
says 'and after those of the council' 2 \
	'souci: network/2024-01-10 comes before north/2024-02-01 and is not applied yet; name it too' \
	"$SOUCI" apply north/2024-02-01
says 'another circle need not be waited for' 0 'Applied network/2024-01-10 (3 decisions).
Applied north/2024-02-01 (2 decisions).
Files written: 6.' "$SOUCI" apply north/2024-02-01 network/2024-01-10
"$SOUCI" apply >"$scratch/apply"
before=$(tree_digest)

# apply_late: the minutes of a meeting of the north on 20 February, with the decision of standard input, are applied.
apply_late() {
	meeting north 2024-02-20
	late=$(cat circles/north/meetings/2024-02-20.rec)
	output=$("$SOUCI" apply 2>&1)
	code=$?
}

# refused NAME SEALED HINT: apply names the sealed decision and proposes the hint, and wrote nothing.
refused() {
	is "$1 is refused" 1 $code
	holds "$1: both are named" "comes before $2, which was applied, and makes it wrong" "$output"
	holds "$1: what helps" "hint: $3" "$output"
	is "$1: one finding" 1 "$(printf '%s\n' "$output" | grep -c 'error:')"
	rm circles/north/meetings/2024-02-20.rec
	is "$1: nothing was written" "$before" "$(tree_digest)"
}

apply_late <<'RECORD'
Id: 1
Kind: mandate
Person: lea
Role: participant

Id: 2
Kind: leave
Person: tom
RECORD
refused 'a member who left before the work that was paid' north/2024-03-07/2 \
	'let it take effect after that: “Effective: 2024-03-08”'
holds 'the decision that does it is named among others' 'north/2024-02-20/2 comes before' "$output"

apply_late <<'RECORD'
Id: 1
Kind: leave
Person: tom
Effective: 2024-03-08
RECORD
is 'from the day proposed it is applied' 0 $code
git clean -fdq circles/north/sealed/2024-02-20.rec circles/north/meetings/2024-02-20.rec
"$SOUCI" apply >"$scratch/apply"

apply_late <<'RECORD'
Nature: clore-action
Action: garden
RECORD
refused 'an action closed before money went to it' north/2024-03-07/1 \
	'let it take effect after that: “Effet: 2024-03-08”'

apply_late <<'RECORD'
Kind: return
Fund: region-2024
Amount: 200.00 EUR
RECORD
refused 'money that was spent since' north/2024-03-07/1 'decide it again in a meeting on 2024-03-08 or later'

# Two late meetings, each with its own fault; one without.
meeting south 2024-02-21 <<'RECORD'
Kind: return
Fund: region-2024
Amount: 300.00 EUR
RECORD
meeting north 2024-02-19 <<'RECORD'
Kind: rule
Rule: raise
Value: yes
RECORD
apply_late <<'RECORD'
Kind: return
Fund: region-2024
Amount: 200.00 EUR
RECORD
is 'each late meeting that does harm is named' 'north/2024-02-20 comes before north/2024-03-07/1
south/2024-02-21 comes before south/2024-03-08/1' "$(
	printf '%s\n' "$output" | sed -n 's/.*meeting \([a-z]*\/2024-02-[0-9]* comes before [^,]*\),.*/\1/p' | sort)"
output=$("$SOUCI" apply north/2024-02-19)
is 'one that does none is applied by itself' 'Applied north/2024-02-19 (1 decision).' "$(printf '%s\n' "$output" | head -n 1)"
done_testing
