#!/bin/sh
# A contribution is paid in two parts by a payment that names no decision; then the second part is cancelled: the money is
# to come back, the first part stays, and all reports say so.
. tests/tap.sh
. tests/command/network.sh
new_repository "$scratch/network"
cat >>circles/north/contributions/2024/tom.rec <<'RECORD'

Date: 2024-03-20
Action: garden
Time: 6h
Asked: 120.00 EUR
Report: Sown.
RECORD
meeting north 2024-04-04 <<'RECORD'
Kind: retribute
Contribution: tom/2024-03-20
Fund: region-2024
Amount: 70.00 EUR
Time: 4h
Partial: yes
RECORD
meeting north 2024-05-02 <<'RECORD'
Kind: retribute
Contribution: tom/2024-03-20
Fund: region-2024
Amount: 50.00 EUR
Time: 5h
RECORD
cat >>ledger/bank/2024.journal <<'JOURNAL'

2024-05-20 * Paid to Tom
    Due:tom:region-2024                    120.00 EUR
    Assets:Bank
JOURNAL
"$SOUCI" apply >"$scratch/apply"

# row REPORT KEY COLUMNS: those cells of the row of a report that holds the key.
row() {
	"$SOUCI" $1 --format json | jq -r ".[] | select(.$2) | [$3] | map(. // \"-\") | join(\" \")"
}
contribution='contributions contribution=="tom/2024-03-20" .validated,.granted,.paid,.decision,.state'
is 'both parts are paid' '300 120.00 120.00 north/2024-05-02/1 paid' "$(row $contribution)"

meeting north 2024-06-06 <<'RECORD'
Kind: cancel
Of: north/2024-05-02/1
Reason: Decided twice.
RECORD
holds 'whoever cancels is told that it was paid' 'north/2024-05-02/1 was paid already' "$("$SOUCI" check)"
"$SOUCI" apply >"$scratch/apply"
is 'the first part stands, with its time; what was paid is still out' '240 70.00 120.00 north/2024-04-04/1 paid' "$(row $contribution)"
is 'the second is to come back' '0.00 50.00 -50.00' \
	"$(row 'dues --all' 'decision=="north/2024-05-02/1"' '.amount,.paid,.left')"
is 'as the accounts say' '50.00' "$("$SOUCI" balance Due --format csv | sed -n 's/^Due:tom:region-2024,EUR,//p')"
meeting north 2024-06-13 <<'RECORD'
Kind: retribute
Contribution: tom/2024-03-20
Fund: region-2024
Amount: 50.00 EUR
RECORD
"$SOUCI" apply >"$scratch/apply"
is 'what is decided next is paid by what came too early' '0' "$("$SOUCI" dues --format json | jq length)"
is 'and the contribution is settled again' '240 120.00 120.00 north/2024-06-13/1 paid' "$(row $contribution)"
holds 'and nothing is to come back any more' 'Pas de souci. (1 notice)' "$("$SOUCI" check)"
done_testing
