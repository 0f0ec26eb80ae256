#!/bin/bash
# souci trace: the chain behind each euro, both ways, and where it is broken.
. tests/tap.sh
. tests/network.sh
example=$PWD
unset XDG_CONFIG_HOME

# What hangs where: kind and what names it, a line for each node, indented by its depth.
tree() {
	"$SOUCI" trace --format json "$@" | jq -r 'def show($depth): ($depth * "  ") + .link + " " + (.reference // .id // .account // .file // "") +
		(if .broken == [] then "" else " ! " + ([.broken[].id] | join(" ")) end), (.links[] | show($depth + 1)); show(0)' | sed 's/^null//; s/^\(\( \)*\)*null/\1/'
}
# broken TARGET…: the ids of all that is broken, once each.
broken() {
	"$SOUCI" trace --format json "$@" | jq -r '[.. | objects | .broken? // [] | .[].id] | unique | join(" ")'
}

# ---- the example, euro by euro ----
mkdir "$scratch/example" && cp -r circles ledger "$scratch/example" && cd "$scratch/example" || exit
# sum: of the numbers on standard input, with cents.
sum() {
	awk '{ s += $1 } END { printf "%.2f\n", s }'
}
for fund in $(sed -n 's/^Id: //p' circles/funds.rec); do
	"$SOUCI" trace "$fund" --format csv >"$scratch/expenses.csv"
	"$SOUCI" trace "$fund" --format json >"$scratch/chain.json"
	paid=$(jq -r .paid "$scratch/chain.json")
	is "$fund: payments add up to the bank's" "$(cat ledger/bank/*.journal | awk -v fund=":$fund" '$1 ~ /^Due:/ && substr($1, length($1) - length(fund) + 1) == fund { print $2 }' | sum)" \
		"$(python3 -c 'import csv, sys; print(*(row["amount"] for row in csv.DictReader(open(sys.argv[1]))), sep="\n")' "$scratch/expenses.csv" | sum)"
	is "$fund: and to what the tree says" "$paid" \
		"$(jq -r '.. | objects | select(.link == "payment") | .amount' "$scratch/chain.json" | sum)"
	is "$fund: what is left to pay is what souci balance says" "$("$SOUCI" balance "^Due:[^:]*:$fund\$" --format csv | sed 1d | cut -d, -f3 | awk '{ print -$1 }' | sum)" \
		"$(jq -r .left_to_pay "$scratch/chain.json")"
	is "$fund: so is what is left in the envelopes" "$("$SOUCI" balance "^Budget:.*:$fund\$|^Funds:$fund\$" --format csv | sed 1d | cut -d, -f3 | awk '{ print -$1 }' | sum)" \
		"$(jq -r '.left_to_grant, (.. | objects | select(.link == "circle") | .left_to_allocate), (.. | objects | select(.link == "action") | .left // empty)' "$scratch/chain.json" | sum)"
	is "$fund: each level adds up" "$(jq -r .decided "$scratch/chain.json")" \
		"$(jq -r '.. | objects | select(.link == "decision" and has("left_to_pay")) | .decided' "$scratch/chain.json" | sum)"
	if [ "${PEERS:-yes}" != no ] && command -v hledger >/dev/null; then
		is "$fund: hledger finds the same payments" "$(LC_ALL=C.UTF-8 hledger -f ledger/bank/2022.journal -f ledger/bank/2023.journal -f ledger/bank/2024.journal balance "^Due:.*:$fund\$" --no-total -O csv | sed 1d | tr -d '"' | cut -d, -f2 | sum)" "$paid"
	fi
done
is 'funds that are spent and accounted for have no broken link' '0 0' "$("$SOUCI" trace drac-2023 >/dev/null; echo $?) $("$SOUCI" trace fondation-2022 >/dev/null; echo $?)"
is 'one that is not received yet has' 'due-unpaid fund-advanced' "$(broken feder-2024)"
holds 'with what was advanced' 'not received yet: the network advanced 8883,63 EUR' "$("$SOUCI" trace feder-2024)"
is 'an earlier day' 0.00 "$("$SOUCI" trace feder-2024 --at 2024-02-28 --format json | jq -r .paid)"
is 'a circle' "$("$SOUCI" trace arles --format json | jq -r .paid)" "$("$SOUCI" trace arles --format csv | python3 -c 'import csv, sys; print(*(row["amount"] for row in csv.DictReader(sys.stdin)), sep="\n")' | sum)"
is 'an action' "$("$SOUCI" trace cartographie --format json | jq -r .paid)" "$("$SOUCI" trace cartographie --format json | jq -r '.. | objects | select(.link == "payment") | .amount' | sum)"
is 'a person' 1973.00 "$("$SOUCI" trace tom --format json | jq -r '.. | objects | select(.link == "payment") | .amount' | sum)"
is 'each payment in the bank is found from its fund, once' \
	"$(grep -n '^ .*Due:' ledger/bank/*.journal | sed 's/^\([^:]*:[0-9]*\):.*Due:[^:]*:\([a-z0-9-]*\) .*/\2 \1/' | sort)" \
	"$("$SOUCI" funds --format json | jq -r '.[].fund' | while read -r fund; do
		"$SOUCI" trace "fund:$fund" --format json |
			jq -r --arg fund "$fund" '.. | objects | select(.link == "payment") | "\($fund) \(.file):\(.line)"'
	done | sort)"
is 'and leads back to it, its award and its programme' '7 7 7' \
	"$("$SOUCI" trace fabrique-2024 --format json | jq -r '.. | objects | select(.link == "payment") | "\(.file):\(.line)"' |
		while read -r line; do "$SOUCI" trace "$line" --format json; done |
		jq -sr '[["fund", "award", "action"][] as $part | map([.. | objects | .link?, .kind?] | index($part) | select(. != null)) | length] | join(" ")')"
is 'without a repository links carry no commit' null "$("$SOUCI" trace feder-2024 --format json | jq -r .commit)"
is 'a payment of two dues' '2 transaction' "$("$SOUCI" trace ledger/bank/2024.journal:36 --format json | jq -r '"\(.links | length) \(.link)"')"
is 'one of them' 'payment 97.00' "$("$SOUCI" trace ledger/bank/2024.journal:37 --format json | jq -r '"\(.link) \(.amount)"')"
is 'by its code' "$("$SOUCI" trace ledger/bank/2024.journal:36)" "$("$SOUCI" trace V24-006)"
is 'by its date and description' "$("$SOUCI" trace V24-006)" "$("$SOUCI" trace '2024-03-05 Virement Benoît Caron')"
is 'from another folder' "$("$SOUCI" trace V24-006)" "$(cd ledger/bank && "$SOUCI" trace 2024.journal:36)"
says 'a line that pays nothing decided' 2 'souci: ledger/bank/2024.journal:8 pays nothing that a decision owes and receives nothing that was awarded' "$SOUCI" trace ledger/bank/2024.journal:8
is 'what a funder paid' 'receipt fund-advanced' "$("$SOUCI" trace "ledger/bank/2024.journal:$(grep -n 'Receivable:feder-2024' ledger/bank/2024.journal | head -n 1 | cut -d: -f1)" --format json | jq -r '"\(.link) \(.links[0].broken[0].id)"')"
holds 'objections that were lifted are told' 'Rien ne sera accordé à Arles avant le versement' "$("$SOUCI" trace drac-2023)"
cd "$example" || exit

# ---- a small network, with its commits ----
new_network "$scratch/network" || exit
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
"$SOUCI" apply >/dev/null && commit_as zoe 2024-02-14 'Regulate in February'
receive() {
	printf '\n%s * The DRAC pays\n    Assets:Bank   1000.00 EUR\n    Assets:Receivable:drac   -1000.00 EUR\n' "$1" >>ledger/bank/2024.journal
}
# pay DATE CODE AMOUNT [DECISION]: to tom.
pay() {
	printf '\n%s * (%s) Paid to Tom\n    Due:tom:drac   %s EUR\n' "$1" "$2" "$3" >>ledger/bank/2024.journal
	[ -z "$4" ] || printf '    ; pays: %s\n' "$4" >>ledger/bank/2024.journal
	printf '    Assets:Bank   -%s EUR\n' "$3" >>ledger/bank/2024.journal
}
receive 2024-02-15 && pay 2024-02-20 V1 60.00 arles/2024-02-13/1 && commit_as max 2024-02-20 'Pay some'

is 'a payment, up to its fund' 'payment Due:tom:drac
  due Due:tom:drac ! due-unpaid
    decision arles/2024-02-13/1
      contribution tom/2024-02-06
      action cafe
        decision arles/2024-01-09/6
        decision arles/2024-01-09/8
        fund drac
          decision arles/2024-01-09/4' "$(tree V1)"
"$SOUCI" trace V1 >/dev/null
is 'a due that is not paid ends with 1' 1 $?
holds 'and says so' '✗ 40.00 EUR are not paid' "$("$SOUCI" trace V1)"
is 'each link has its commit, author and day' 'payment: Pay some, max 2024-02-20 none
decision: Regulate in February, zoe 2024-02-14 none
contribution: Tell of the coffee, tom 2024-02-07 none
action: Write down how it began, lea 2024-01-10 none
decision: Write down how it began, lea 2024-01-10 none
decision: Write down how it began, lea 2024-01-10 none
fund: Write down how it began, lea 2024-01-10 none
decision: Write down how it began, lea 2024-01-10 none' "$("$SOUCI" trace V1 --format json | jq -r '.. | objects | select(has("commit")) | "\(.link) \(.commit) \(.commit_author) \(.commit_date) \(.signature)"' |
	while read -r link commit rest; do echo "$link: $(git log -1 --format=%s "$commit"), $rest"; done)"
pay 2024-02-27 V2 40.00 arles/2024-02-13/1
is 'a payment that is not committed' '' "$("$SOUCI" trace V2 --format json | jq -r .commit)"
holds 'in words' 'not committed yet' "$("$SOUCI" trace V2)"
says 'nothing is broken then' 0 '' sh -c '"$0" trace V2 | grep ✗; "$0" trace drac >/dev/null' "$SOUCI"
commit_as max 2024-02-28 'Pay the rest'
is 'the fund, down to the payments' 'fund drac
  decision arles/2024-01-09/4
  receipt Assets:Receivable:drac
  circle arles
    decision arles/2024-01-09/5
    action cafe
      decision arles/2024-01-09/6
      decision arles/2024-01-09/8
      decision arles/2024-02-13/1
        contribution tom/2024-02-06
        due Due:tom:drac
          payment Due:tom:drac
          payment Due:tom:drac' "$(tree drac)"
is 'a contribution, both ways' 'contribution tom/2024-02-06
  decision arles/2024-02-13/1
    due Due:tom:drac
      payment Due:tom:drac
      payment Due:tom:drac
    action cafe
      decision arles/2024-01-09/6
      decision arles/2024-01-09/8
      fund drac
        decision arles/2024-01-09/4' "$(tree tom/2024-02-06)"
is 'the list of expenses' '2024-02-20 60.00 drac-paca arles/2024-01-09/4 cafe arles/2024-02-13/1 lea tom zoe tom/2024-02-06 max zoe
2024-02-27 40.00 drac-paca arles/2024-01-09/4 cafe arles/2024-02-13/1 lea tom zoe tom/2024-02-06 max zoe' \
	"$("$SOUCI" trace drac --format csv | python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin): print(*(row[name] for name in "date amount funder award action decision present contributions payment_author decision_author".split()))')"
git tag whole

# ---- broken links ----
pay 2024-03-05 V3 10.00 arles/2024-02-13/9
is 'a payment of no decision' 'payment Due:tom:drac ! payment-unmatched' "$(tree V3)"
is 'is found from its fund too' '110.00 10.00 payment-unmatched' "$("$SOUCI" trace drac --format json | jq -r '"\(.paid) \(.paid_unmatched)"') $(broken drac)"
git reset -q --hard
sed -i '/pays:/d' ledger/bank/2024.journal
is 'payments that do not say what they pay' 'payment-by-age' "$(broken drac)"
git reset -q --hard && sed -i '/The DRAC pays/,/Receivable/d' ledger/bank/2024.journal
is 'a fund not received yet' 'fund-advanced' "$(broken drac)"
git reset -q --hard && contribution 2024-03-05 30.00 && sed -i '/^Date: 2024-03-05/,$s|^Report: .*|Evidence: photo evidence/2024/cafe.jpg|' circles/arles/contributions/2024/tom.rec
mkdir -p circles/arles/evidence/2024 && printf '\377\330\000\001' >circles/arles/evidence/2024/cafe.jpg
commit_as tom 2024-03-06 'Tell of March'
{ meeting 2024-03-12 && retribution 1 2024-03-05 30.00; } >circles/arles/meetings/2024-03-12.rec
is 'a contribution nobody decided on' 'not-decided' "$(broken tom/2024-03-05)"
is 'a meeting that is not applied' 'meeting-pending' "$(broken arles/2024-03-12/1)"
is 'is told by the fund' 'meeting-pending' "$(broken drac)"
"$SOUCI" apply >/dev/null && commit_as zoe 2024-03-13 'Regulate in March' && pay 2024-03-20 V4 30.00 arles/2024-03-12/1 && commit_as max 2024-03-20 'Pay March'
is 'evidence that is no text, sealed' 'evidence circles/arles/evidence/2024/cafe.jpg tom' \
	"$("$SOUCI" trace V4 --format json | jq -r '.. | objects | select(.link == "evidence") | "\(.link) \(.file) \(.commit_author)"')"
is 'no rule asks for reports' '' "$(broken V4)"
is 'a controller does' 'report-missing' "$(broken V4 --strict)"
is 'and for evidence' 'evidence-missing' "$(broken V1 --strict)"
printf x >>circles/arles/evidence/2024/cafe.jpg
is 'evidence that was changed' 'evidence-changed' "$(broken V4)"
rm circles/arles/evidence/2024/cafe.jpg
is 'evidence that is not there' 'evidence-absent' "$(broken V4)"
git reset -q --hard && sed -i 's/^Time: 2h/Time: 3h/' circles/arles/contributions/2024/tom.rec
is 'a contribution that was changed' 'contribution-changed' "$(broken V4)"
git reset -q --hard && sed -i 's/^Present: zoe/Present: max/' circles/arles/meetings/2024-03-12.rec
is 'minutes that were changed' 'meeting-changed' "$(broken V4)"
git reset -q --hard && pay 2024-03-21 V5 5.00 arles/2024-03-12/1
is 'paid too much' 'due-overpaid' "$(broken drac)"
printf '\n2024-03-25 * Tom gives it back\n    Due:tom:drac   -5.00 EUR\n    ; pays: arles/2024-03-12/1\n    Assets:Bank   5.00 EUR\n' >>ledger/bank/2024.journal
is 'and given back' '130.00 ' "$("$SOUCI" trace drac --format json | jq -r .paid) $(broken drac)"
git reset -q --hard

# ---- signatures ----
ssh-keygen -q -t ed25519 -N '' -C max -f "$scratch/key"
sed -i "s|^Email: max@example.org|&\nKey: $(cut -d' ' -f1,2 "$scratch/key.pub")|" circles/people.rec && commit_as lea 2024-03-26 'Declare a key'
{ meeting 2024-04-09 && printf '\nId: 1\nKind: expense\nAction: cafe\nFund: drac\nPayee: zoe\nAmount: 20.00 EUR\nTitle: Coffee\nEvidence: invoice evidence/2024/coffee.txt\n'; } >circles/arles/meetings/2024-04-09.rec
echo 'Coffee, 20 EUR' >circles/arles/evidence/2024/coffee.txt
"$SOUCI" apply >/dev/null && commit_as max 2024-04-10 'Regulate, unsigned'
printf '\n2024-04-12 * (V6) Paid to Zoe\n    Due:zoe:drac   20.00 EUR\n    ; pays: arles/2024-04-09/1\n    Assets:Bank   -20.00 EUR\n' >>ledger/bank/2024.journal
git add -A && GIT_AUTHOR_DATE=2024-04-12T12:00:00+0000 GIT_COMMITTER_DATE=2024-04-12T12:00:00+0000 git -c user.name=max -c user.email=max@example.org \
	-c gpg.format=ssh -c user.signingkey="$scratch/key" commit -q -S -m 'Pay Zoe, signed'
is 'who signed what' 'payment good
decision missing' "$("$SOUCI" trace V6 --format json | jq -r '.. | objects | select(has("signature")) | "\(.link) \(.signature)"' | head -n 2)"
holds 'in words' 'signed by its author' "$("$SOUCI" trace V6)"
is 'an expense has its chain too' 'expense zoe circles/arles/evidence/2024/coffee.txt as it was sealed' "$("$SOUCI" trace V6 --format csv | python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin): print(row["kind"], row["payee"], row["evidence"], row["evidence_state"])')"

# ---- other sources ----
is 'a revision' 100.00 "$("$SOUCI" trace drac --at whole --format json | jq -r .paid)"
is 'with its own history' 'max' "$("$SOUCI" trace V2 --at whole --format json | jq -r .commit_author)"
pay 2024-04-20 V7 1.00 && git add -A
is 'what is staged' 'payment-unmatched' "$(broken V7 --staged)"
git reset -q --hard
git clone -q --bare . "$scratch/bare.git"
is 'a bare repository' 'max' "$("$SOUCI" -C "$scratch/bare.git" trace V1 --at main --format json | jq -r .commit_author)"
git worktree add -q "$scratch/linked" whole
is 'a linked worktree' 'max' "$("$SOUCI" -C "$scratch/linked" trace V1 --format json | jq -r .commit_author)"

# ---- what cannot be traced ----
says 'no such decision' 2 'souci: there is no decision, contribution, meeting, fund, action, circle or person “arles/2024-02-13/7”; did you mean “arles/2024-02-13/1”?' \
	"$SOUCI" trace arles/2024-02-13/7
says 'no such file' 2 'souci: there is no file ledger/bank/1999.journal' "$SOUCI" trace ledger/bank/1999.journal:3
says 'a file outside' 2 "souci: ../bank.journal is not a file of the network in $scratch/network" "$SOUCI" trace ../bank.journal:3
says 'a line that is not there' 2 'souci: ledger/bank/2024.journal:9999 pays nothing that a decision owes and receives nothing that was awarded' \
	"$SOUCI" trace ledger/bank/2024.journal:9999
pay 2024-04-20 V1 1.00
says 'several payments of one code' 2 'souci: “V1” names 2 payments; say which: ledger/bank/2024.journal:8, ledger/bank/2024.journal:28' "$SOUCI" trace V1
sed -i 's/Paid to Tom/Paid \x1b[31m to Tom/' ledger/bank/2024.journal
result 'hostile bytes are made harmless' "$("$SOUCI" trace drac | grep -c "$(printf '\033')")"

done_testing
