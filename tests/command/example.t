#!/bin/bash
# The worked example, against what others read in it: recutils for records, hledger and ledger for journals.
. tests/tap.sh
export HOME=$scratch XDG_CONFIG_HOME=$scratch LC_ALL=C.UTF-8

example=$scratch/example
mkdir "$example" && cp -r circles ledger reports "$example" && mkdir "$example/.git" || exit 1
cd "$example" || exit 1

"$SOUCI" check --strict >"$scratch/check"
is 'nothing is wrong with the example' 0 $?
is 'but for a fault that a meeting acknowledged' 'Pas de souci. (1 notice)' "$(tail -n 1 "$scratch/check")"
says 'what is committed is what apply writes' 0 'Nothing to apply.' "$SOUCI" --lang en apply
"$SOUCI" apply >/dev/null
says 'it is laid out as fmt does it' 0 '' "$SOUCI" fmt --check

# Records; tests/unit/record/recutils_test.c compares their values
is 'recfix finds every file well-formed' '' "$(find circles -name '*.rec' -exec sh -c 'for file; do recfix --check "$file" || echo "$file"; done' - {} + 2>&1)"

# Journals
says 'hledger check --strict passes' 0 '' hledger -f ledger/main.journal check --strict accounts commodities ordereddates
"$SOUCI" balance --format csv | tail -n +2 | sed 's/,EUR,/,/' | LC_ALL=C sort >"$scratch/ours"
hledger -f ledger/main.journal balance --flat --no-total --output-format csv --commodity-style '1000.00 EUR' |
	tail -n +2 | sed 's/"//g; s/ EUR$//' | LC_ALL=C sort >"$scratch/hledger"
ledger -f ledger/main.journal balance --flat --no-total --balance-format '%(account),%(quantity(display_total))\n' |
	grep -v ',0$' | LC_ALL=C sort >"$scratch/ledger"
is 'hledger gives the same balances' '' "$(diff "$scratch/ours" "$scratch/hledger")"
# ledger drops the zeros at the end of decimals
perl -pi -e 's/(,-?\d+)$/$1.00/; s/(,-?\d+[.]\d)$/${1}0/' "$scratch/ledger"
is 'ledger gives the same balances' '' "$(diff "$scratch/ours" "$scratch/ledger")"
result 'there are many accounts' "$([ "$(wc -l <"$scratch/ours")" -gt 50 ]; echo $?)"

says 'the committed reports are what the files give' 0 'All 50 reports are what the files give.' "$SOUCI" -C "$example" --lang en report --verify

done_testing
