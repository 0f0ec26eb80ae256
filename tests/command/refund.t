#!/bin/sh
# A retribution that was paid is cancelled: what is to come back is told apart from what is owed, and once the bank has it,
# with the decision's name or without, nobody owes anything and nothing is said any more.
. tests/tap.sh
. tests/command/network.sh
new_network "$scratch/network"
meeting north 2024-04-04 <<'RECORD'
Id: 1
Kind: cancel
Of: north/2024-03-07/2
Reason: Decided twice.

Id: 2
Kind: mandate
Person: lea
Role: steward

Id: 3
Kind: expense
Payee: lea
Evidence: invoice evidence/spades.txt
Action: garden
Fund: region-2024
Amount: 30.00 EUR
RECORD
echo Spades. | record_file circles/north/evidence/spades.txt
"$SOUCI" apply >"$scratch/apply" 2>&1
is 'the cancellation is applied' 'Applied network/2024-01-10 (3 decisions).' "$(head -n 1 "$scratch/apply")"

# money NAME EXPECTED: what the headline tells of money on the last day of the year.
money() {
	is "$1" "$2" "$("$SOUCI" status --today 2024-12-31 | grep -i paid)"
}
# figures NAME EXPECTED: paid by the budget and the funds, by contributions, and what Tom owes.
figures() {
	is "$1" "$2" "$(for report in budget funds contributions; do
		"$SOUCI" $report --format json | jq -r '[.[] | .paid // "0"] | map(tonumber) | add'
	done | tr '\n' ' ')$("$SOUCI" dues --person tom --format json | jq -r '[.[] | .left] | join(" ")')"
}
money 'what is owed and what is to come back are told apart' 'Decided and not yet paid: 30.00 EUR
Paid too much, to come back: 80.00 EUR'
figures 'what was paid is in all reports' '80 80 80 -80.00'
holds 'the cancellation is warned of' 'cancel-of-paid' "$("$SOUCI" check 2>&1)"
holds 'dues tell them apart' 'Paid too much, to come back' "$("$SOUCI" dues)"

# refund AMOUNT [TAG]: Tom gives back that much.
cp ledger/bank/2024.journal "$scratch/bank"
refund() {
	cp "$scratch/bank" ledger/bank/2024.journal
	printf '\n2024-05-02 * Tom gives it back\n    Assets:Bank    %s EUR\n    Due:tom:region-2024    -%s EUR\n' "$1" "$1" \
		>>ledger/bank/2024.journal
	[ -z "$2" ] || printf '    ; pays: %s\n' "$2" >>ledger/bank/2024.journal
}
for tag in '' north/2024-03-07/2; do
	refund 50.00 $tag
	money "some of it came back${tag:+, by its name}" 'Decided and not yet paid: 30.00 EUR
Paid too much, to come back: 30.00 EUR'
	holds "the rest is waited for${tag:+, by its name}" 'cancel-of-paid' "$("$SOUCI" check 2>&1)"
	refund 80.00 $tag
	money "all of it came back${tag:+, by its name}" 'Decided and not yet paid: 30.00 EUR'
	figures "nothing is paid${tag:+, by its name}" '0 0 0 '
	is "the accounts say so too${tag:+, by its name}" 'Due:lea:region-2024,EUR,-30.00' \
		"$("$SOUCI" balance Due --format csv | tail -n 1)"
	is "and nothing is said any more${tag:+, by its name}" '' "$("$SOUCI" check 2>&1 | grep 'cancel-of-paid\|payment')"
	refund 80.01 $tag
	holds "more than was paid too much cannot come back${tag:+, by its name}" 'payment-negative' "$("$SOUCI" check 2>&1)"
done
done_testing
