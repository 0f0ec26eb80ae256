#!/bin/sh
# Hints for people who write another word than ours, or another language, and how a new network begins.
. tests/tap.sh
. tests/command/network.sh
new_repository "$scratch/network"
minutes=circles/north/meetings/2024-04-04.rec

# hint_of LINES: the hints `check` gives for minutes in French with these lines in their decision.
hints_of() {
	{
		printf '%%rec: Reunion\n\nCercle: north\nDate: 2024-04-04\nStatut: adoptee\nPresents: lea, tom\n\n%%rec: Decision\n\nId: 1\n'
		printf '%s\n' "$@"
	} >$minutes
	"$SOUCI" check | grep -A3 "^$minutes:.*error" | grep -e '  hint' -e '\[field-missing\]'
}

is 'another word for a kind of decision' '  hint: did you mean “doter”?' "$(hints_of 'Nature: accorder')"
is 'in English too' '  hint: did you mean “retribute”?' "$(hints_of 'Kind: pay')"
is 'accents do not stand in the way' '  hint: did you mean “rejetee”?' "$(hints_of 'Nature: doter' 'Issue: rejetée')"
is 'another word for a field' '  hint: did you mean “Montant”?' "$(hints_of 'Nature: doter' 'Somme: 12.00 EUR')"
is 'small letters are near capitals' '  hint: did you mean “Fonds”?' "$(hints_of 'Nature: doter' 'fonds: region-2024')"
is 'an accent in the name of a field' '  hint: write “Beneficiaire”' \
	"$(hints_of 'Nature: quitter' 'Personne: lea' 'Bénéficiaire: lea')"
is 'a name that no field has, accents or not' \
	'  hint: souci explain Decision lists its fields; anything else goes in a comment: “# Présents: …”' \
	"$(hints_of 'Nature: quitter' 'Personne: lea' 'Présents: lea')"
leaving='Nature: quitter
Personne: lea'
is 'dates in other forms' '  hint: write it as year-month-day: 2026-12-31
  hint: write it as year-month-day: 2026-01-01
  hint: did you mean 2026-02-28?' "$(hints_of "$leaving" 'Effet: 31/12/2026' '' 'Id: 2' "$leaving" 'Effet: 1er janvier 2026' '' \
	'Id: 3' "$leaving" 'Effet: 2026-02-30')"
is 'a date that may be any' '  hint: write it as year-month-day: 2024-04-11' "$(hints_of "$leaving" 'Effet: demain')"
is 'an apostrophe in the name of a field' '  hint: write “Jusque”
  hint: write “Jusque”' "$(hints_of "$leaving" "Jusqu'au: 2026-12-31" '' 'Id: 2' "$leaving" 'Jusqu’à: 2026-12-31')"
is 'the word for who is paid' '  hint: did you mean “Beneficiaire”?' \
	"$(hints_of 'Nature: depense' 'Tiers: lea' 'Montant: 10.00 EUR' 'Fonds: region-2024')"
is 'in an English record its own, whatever the language of the word' '  hint: did you mean “Payee”?' \
	"$(hints_of 'Kind: expense' 'Tiers: lea' 'Fund: region-2024' 'Amount: 10.00 EUR' | tail -n 1)"
is 'a space before the colon' '  hint: write “Montant: 10.00 EUR”; to continue the line above: “+ Montant : 10.00 EUR”' \
	"$(hints_of "$leaving" 'Montant : 10.00 EUR')"
is 'a field of another kind of decision that is meant for one of this' '  hint: did you mean “Personne”?
  hint: did you mean “Jusque”?' "$(hints_of 'Nature: mandater' 'Nom: lea' 'Role: appui' '' 'Id: 2' 'Nature: mandater' 'Personne: lea' \
	'Role: soucieux' 'Fin: 2026-12-31')"
is 'words for men, women and several' '  hint: did you mean “rejetee”?' "$(hints_of "$leaving" 'Issue: refusés')"
is 'amounts as they are typed' '  hint: write 50.00 EUR
  hint: write it as 1250.50 EUR
  hint: write 1250.00 EUR if these are thousands, 1.25 EUR if they are decimals
  hint: amounts are in EUR' "$(hints_of "$leaving" 'Montant: 50 euros' '' 'Id: 2' "$leaving" 'Montant: EUR 1 250,50' '' \
	'Id: 3' "$leaving" 'Montant: 1.250 EUR' '' 'Id: 4' "$leaving" 'Montant: 50 USD')"
is 'a kind of document with a capital' '  hint: did you mean “facture”?' "$(hints_of "$leaving" 'Justificatif: Facture evidence/a.pdf')"
is 'a needed field that has a wrong name is not missing too' '  hint: did you mean “Kind”?' \
	"$(hints_of 'Type: doter')"
is 'what is missing is named in the language of the record' 'add a line “Nature: …”' \
	"$(hints_of 'Personne: lea' | sed -n 's/^  hint: //p')"
retribution='Nature: retribuer
Fonds: region-2024
Montant: 10.00 EUR'
is 'a day that is a slip away' '  hint: did you mean tom/2024-02-20?' \
	"$(hints_of "$retribution" 'Contribution: tom/2024-02-21')"
is 'another day is not taken for it: what the person did is listed' \
	'  hint: name one of those there are: tom/2024-02-20' \
	"$(hints_of "$retribution" 'Contribution: tom/2024-05-13')"
is 'a word that is near none of the few' '  hint: write one of: adoptee, rejetee, reportee' \
	"$(hints_of 'Nature: doter' 'Issue: bof' | head -1)"
is 'a name is taken for its id' '  hint: did you mean lea?' "$(hints_of 'Nature: quitter' 'Personne: Léa')"
is 'an amount is shown as the network writes it' '  hint: write it as 1200.00 EUR' \
	"$(hints_of "$(echo "$retribution" | sed 's/10.00/1.200,00/')" 'Contribution: tom/2024-02-20')"
echo 'Decimal: comma' >>circles/network.rec
is 'with its decimal mark' '  hint: write it as 1200,00 EUR' \
	"$(hints_of "$(echo "$retribution" | sed 's/10.00/1.200,00/')" 'Contribution: tom/2024-02-20')"
sed -i '/^Decimal/d' circles/network.rec
hints_of 'Nature: doter' 'Issue: bof' >/dev/null
is 'a field is named in the language of the record' '“bof” is not a word that Issue knows' \
	"$("$SOUCI" check | grep -o '“bof” is not.* knows')"
rm $minutes
cp circles/south/programme.rec "$scratch/programme.rec"
printf '\nId: Free\nName: An action\n' >>circles/south/programme.rec
is 'the reserved word is not proposed' '  hint: write free-1' "$("$SOUCI" check | grep -A3 'id-malformed' | grep '  hint')"
cp "$scratch/programme.rec" circles/south/programme.rec

# Names on the command line
says 'explain knows other words' 2 'souci: nothing is called “accorder”; did you mean “doter”?' \
	"$SOUCI" explain accorder
says 'explain knows names in both languages' 2 'souci: nothing is called “Montantt”; did you mean “Montant”?' \
	"$SOUCI" explain Montantt
says 'explain knows rules by what they are about' 2 'souci: nothing is called “plafond”; did you mean “cap.decision”?' \
	"$SOUCI" explain plafond
"$SOUCI" apply >"$scratch/apply" 2>&1
says 'a decision that is not there' 2 'souci: nothing is called “north/2024-03-07/9”; did you mean “north/2024-03-07/1”?' \
	"$SOUCI" decisions north/2024-03-07/9
says 'a decision that is near none' 2 'souci: nothing here is called “circle/date/99” or speaks of it' \
	"$SOUCI" decisions circle/date/99
says 'a word that nothing has' 2 'souci: nothing is called “gardn”; did you mean “garden”?' \
	"$SOUCI" contributions gardn
says 'the same whatever the format' 2 'souci: nothing is called “gardn”; did you mean “garden”?' \
	"$SOUCI" contributions gardn --format json
says 'a name that exists shows nothing where there is nothing' 0 '[]' \
	"$SOUCI" contributions kitchen --format json
says 'a kind of decision is a word of ours' 0 '[]' "$SOUCI" decisions expense --format json
says 'a regular expression may find nothing' 0 '[]' "$SOUCI" decisions '^x+$' --format json
for filter in circle action fund person; do
	output=$("$SOUCI" contributions --$filter nowhere 2>&1)
	is "an unknown $filter in a filter" 2 $?
	holds "an unknown $filter is named" "no $filter" "$output"
done

# A payment that does not say what it pays: the decision that it was taken for is named, as it may be copied.
cp ledger/bank/2024.journal "$scratch/bank.journal"
sed -i '/; pays:/d' ledger/bank/2024.journal
guessed() { "$SOUCI" check | grep -A9 '\[payment-guessed\]' | grep -o 'are taken, [^[]*\|  hint.*'; }
is 'the decision guessed' 'are taken, north/2024-03-07/2 
  hint: add a line “; pays: north/2024-03-07/2” below it' "$(guessed)"
meeting north 2024-03-14 <<'RECORD'
Kind: expense
Action: garden
Fund: region-2024
Amount: 10.50 EUR
Payee: tom
Evidence: https://example.org/seeds
RECORD
sed -i 's/Due:tom:region-2024  .*/Due:tom:region-2024  90.50 EUR/' ledger/bank/2024.journal
is 'several' 'are taken, north/2024-03-07/2, north/2024-03-14/1 
  hint: write a posting for each, with such a line below: 80.00 EUR, pays: north/2024-03-07/2; 10.50 EUR, pays: north/2024-03-14/1' \
	"$(guessed)"
sed -i 's|Due:tom:region-2024  .*|Due:tom:region-2024  80.00 EUR\n    ; pays: north/2024-03-07/2\n    Due:tom:region-2024  10.50 EUR\n    ; pays: north/2024-03-14/1|' ledger/bank/2024.journal
"$SOUCI" apply >"$scratch/apply" 2>&1
is 'and followed, it is right' 'Pas de souci.' "$("$SOUCI" check)"
rm circles/north/*/2024-03-14.rec
cp "$scratch/bank.journal" ledger/bank/2024.journal
"$SOUCI" apply >"$scratch/apply" 2>&1

# What explain says of rules
holds 'a rule takes effect at the next meeting' 'from the next meeting on when not said' "$("$SOUCI" explain rule)"
holds 'a membership ends on a day' 'The first day without the membership' "$("$SOUCI" explain leave)"
holds 'a rule has an example' '  Rule: mode.retribute
  Value: two-thirds' "$("$SOUCI" explain mode.)"
refused=
for rule in $("$SOUCI" rules --format csv | sed '1d' | cut -d, -f2 | sort -u); do
	"$SOUCI" explain "$rule" >"$scratch/explained" 2>&1 || refused="$refused $rule"
done
is 'every rule in force is explained' '' "$refused"

# The examples of rules are decisions that check takes.
"$SOUCI" explain | while read -r id; do
	"$SOUCI" explain "$id" | sed -n '/^  Kind: rule$/,/^  Value: /s/^  //p'
done | awk '/^Kind: rule/ { printf "%sId: %d\n", (n++ ? "\n" : ""), n } { print }' >"$scratch/examples"
meeting network 2024-05-01 <"$scratch/examples"
is 'there is an example of every rule' 23 "$(grep -c '^Kind: rule' "$scratch/examples")"
holds 'and all of them can be decided' 'Pas de souci.' "$("$SOUCI" check)"

# A rule's value is told in words, and with the network's decimal mark.
rm circles/network/meetings/2024-05-01.rec
echo 'Decimal: comma' >>circles/network.rec
printf 'Kind: rule\nRule: rate.digging\nValue: 25.00 EUR/h\n\nKind: rule\nRule: mode.grant\nValue: two-thirds\n' | meeting network 2024-05-02
is 'in a plan' '  The rule rate.digging becomes 25,00 EUR/h.
  The rule mode.grant becomes two thirds.' "$("$SOUCI" plan | grep 'The rule')"
git init -q .
git add circles ledger
git -c user.name=Lea -c user.email=lea@example.org commit -q -m Before
"$SOUCI" apply >"$scratch/apply"
git add circles ledger
git -c user.name=Lea -c user.email=lea@example.org commit -q -m After
is 'in a difference' '  + the rule rate.digging is set to 25,00 EUR/h' "$("$SOUCI" diff HEAD~1..HEAD | grep 'rule rate.digging')"
is 'in a history' ' 25,00 EUR/h ' "$("$SOUCI" history rule:rate.digging | grep -o ' 25.00 EUR/h ')"
is 'for machines as it was written' '25.00 EUR/h' "$("$SOUCI" history rule:rate.digging --format csv | sed -n '2p' | cut -d, -f5)"

# A new network
mkdir "$scratch/new"
cd "$scratch/new" || exit 1
git init -q .
"$SOUCI" init --name 'La Compagnie' --language fr >"$scratch/init"
is 'the council has the name of its network' 'Nom: La Compagnie' "$(grep Nom circles/network/circle.rec)"
begins='La Compagnie

Circles: none is founded yet
Left in the envelopes: 0,00 EUR
Decided and not yet paid: 0,00 EUR
Pas de souci.

What to do next
'
says 'souci alone tells how a network begins' 0 "$begins  - name its people: souci new person ID
  - write its first minutes, which found it: souci new meeting network

souci help lists the commands." "$SOUCI"
"$SOUCI" new person lea >"$scratch/person"
"$SOUCI" new meeting network --today 2024-03-05 >"$scratch/meeting"
says 'and what comes next' 0 "$begins  - finish the minutes, still a draft: La Compagnie, 2024-03-05

souci help lists the commands." "$SOUCI"

# The first minutes, and a bank's line as it is typed in French
cat >circles/network/meetings/2024-03-05.rec <<'END'
%rec: Reunion

Cercle: network
Date: 2024-03-05
Statut: adoptee
Presents: lea

%rec: Decision

Nature: fonder
Membre: lea
END
is 'a plan that owes nothing says so to the cent' '1 meeting, 1 decision; 0,00 EUR become due. Files to write: 3.' \
	"$("$SOUCI" plan | tail -n 1)"
"$SOUCI" apply >"$scratch/apply"
mkdir -p ledger/bank
printf '2024-03-06 Adhésions\n    Assets:Bank  1 200,00 €\n    Equity:Opening\n' >ledger/bank/2024.journal
printf 'include bank/2024.journal\naccount Equity:Opening\n' >>ledger/main.journal
is 'an amount in another form is told once, with what the ledger takes' \
	'  hint: write digits, a point, two decimals, a space and EUR' "$("$SOUCI" check | grep '  hint')"
sed -i 's/1 200,00 €/1200.00 EUR/' ledger/bank/2024.journal
is 'and taken then' 'Pas de souci.' "$("$SOUCI" check)"
done_testing
