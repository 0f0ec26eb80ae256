#!/bin/sh
# `souci diff`: what changed in meaning between two states, and what is no change.
. tests/tap.sh
. tests/network.sh

souci() {
	"$SOUCI" "$@"
}

new_network "$scratch/arles"
say_nothing='Nothing changed in meaning.'

says 'what apply made of what people wrote' 0 'The network
  ~ the award of drac goes from 0.00 EUR to 1000.00 EUR
  ~ the account Assets:Receivable:drac goes from 0.00 EUR to 1000.00 EUR
  ~ the account Funds:drac goes from 0.00 EUR to 200.00 EUR

Arles
  + the circle is active
  + lea is a member from 2024-01-09 on
  + max is a member from 2024-01-09 on
  + tom is a member from 2024-01-09 on
  + zoe is a member from 2024-01-09 on
  + lea is steward from 2024-01-09 on
  + max is treasurer from 2024-01-09 on
  + tom is contributor for cafe from 2024-01-09 on
  + zoe is secretary from 2024-01-09 on
  + cafe is in the programme from 2024-01-09 on
  ~ the envelope cafe, fund drac, goes from 0.00 EUR to 500.00 EUR
  ~ what is not given to an action, fund drac, goes from 0.00 EUR to 300.00 EUR
  ~ the meeting arles/2024-01-09 was pending and is applied
  ~ the decision arles/2024-01-09/1 was pending and is sealed: Foundation of arles
  ~ the decision arles/2024-01-09/2 was pending and is sealed: zoe becomes secretary
  ~ the decision arles/2024-01-09/3 was pending and is sealed: max becomes treasurer
  ~ the decision arles/2024-01-09/4 was pending and is sealed: Award of drac, 1000.00 EUR
  ~ the decision arles/2024-01-09/5 was pending and is sealed: Grant to arles, 800.00 EUR
  ~ the decision arles/2024-01-09/6 was pending and is sealed: Adoption of cafe
  ~ the decision arles/2024-01-09/7 was pending and is sealed: tom becomes contributor
  ~ the decision arles/2024-01-09/8 was pending and is sealed: Allocation to cafe, 500.00 EUR' \
	souci diff HEAD~2..HEAD~1

says 'from one commit to HEAD' 0 'Arles
  + tom recorded tom/2024-02-06: for cafe, 2h, 100.00 EUR asked' souci diff HEAD~1..
says 'nothing that is not committed' 0 "$say_nothing" souci diff

# ---- what is no change ----

cat >circles/people.rec <<'END'
# The people of Arles, in French and in another order.
%rec: Personne

Nom: nadia
Id: nadia
Email: nadia@example.org

# Who keeps the money.
Id: max
Nom: max
Courriel: max@example.org
END
for person in zoe tom lea; do
	printf '\nId: %s\nName:   %s\nEmail: %s@example.org\n' $person $person $person >>circles/people.rec
done
printf '\n; A remark.\n' >>ledger/bank/2024.journal
says 'moved lines, comments, layout and the language of fields are silent' 0 "$say_nothing" souci diff
git checkout -q .

# ---- the files as they are ----

sed -i 's/^Name: tom$/Name: Tom Petit/' circles/people.rec
printf '\nId: ines\nName: Inès\n' >>circles/people.rec
printf '\nDate: 2024-02-13\nAction: cafe\nTime: 1h30\nReport: Washed up.\n' >>circles/arles/contributions/2024/tom.rec
sed -i 's/^Asked: 100.00 EUR/Asked: 120.00 EUR/' circles/arles/contributions/2024/tom.rec
meeting 2024-03-05 >circles/arles/meetings/2024-03-05.rec
retribution 1 2024-02-06 80.00 >>circles/arles/meetings/2024-03-05.rec
says 'the files as they are, compared with HEAD' 0 'The network
  + ines is added to the people
  ~ tom: Name was “tom” and is “Tom Petit”

Arles
  ~ tom/2024-02-06: Asked was “100.00 EUR” and is “120.00 EUR”
  + tom recorded tom/2024-02-13: for cafe, 1h30
  + the meeting arles/2024-03-05 is pending
  + the decision arles/2024-03-05/1 is pending: Retribution of tom for cafe, 80.00 EUR' souci diff
says 'only one person' 0 'The network
  + ines is added to the people' souci diff --person ines
says 'what is staged, which is nothing yet' 0 "$say_nothing" souci diff --staged
git add circles/people.rec
says 'what is staged' 0 'The network
  + ines is added to the people
  ~ tom: Name was “tom” and is “Tom Petit”' souci diff HEAD --staged
git reset -q && git checkout -q circles/people.rec
sed -i 's/^Asked: 120.00 EUR/Asked: 100.00 EUR/' circles/arles/contributions/2024/tom.rec
souci apply >/dev/null && commit_as lea 2024-03-06 'Apply arles/2024-03-05'

# ---- money, ends and cancellations ----

{
	meeting 2024-04-02
	printf '\nId: 1\nKind: leave\nPerson: zoe\n'
	printf '\nId: 2\nKind: cancel\nOf: arles/2024-03-05/1\nReason: Counted twice.\n'
	printf '\nId: 3\nKind: rule\nRule: quorum\nValue: 3\n'
	printf '\nId: 4\nKind: end-mandate\nPerson: tom\nRole: contributor\nAction: cafe\n'
} >circles/arles/meetings/2024-04-02.rec
souci apply >/dev/null && commit_as lea 2024-04-03 'Apply arles/2024-04-02'
says 'who leaves, what ends, what is cancelled' 0 'The network
  ~ the account Due:tom:drac goes from 80.00 EUR to 0.00 EUR

Arles
  - zoe is no longer a member after 2024-04-01
  - tom is no longer contributor for cafe after 2024-04-01
  - zoe is no longer secretary after 2024-04-01
  + the rule quorum is set to 3
  ~ the envelope cafe, fund drac, goes from 420.00 EUR to 500.00 EUR
  + the meeting arles/2024-04-02 is applied
  ~ the decision arles/2024-03-05/1 was sealed and is cancelled: Retribution of tom for cafe, 80.00 EUR
  + the decision arles/2024-04-02/1 is sealed: zoe leaves
  + the decision arles/2024-04-02/2 is sealed: Cancellation of arles/2024-03-05/1
  + the decision arles/2024-04-02/3 is sealed: Rule quorum becomes 3
  + the decision arles/2024-04-02/4 is sealed: tom is no longer contributor' souci diff HEAD~..HEAD
says 'days: what was decided from one to the other' 0 "$(souci diff HEAD~..HEAD)" souci diff 2024-03-31..2024-04-02
says 'a day compared with the files as they are' 0 "$(souci diff HEAD~..HEAD)" souci diff 2024-03-31
says 'the other way round, the seal is gone' 0 'Arles
  - the decision arles/2024-04-02/2 is gone; it was sealed: Cancellation of arles/2024-03-05/1' \
	sh -c '"$0" diff HEAD..HEAD~ | grep -e "^Arles" -e "is gone.*Cancellation"' "$SOUCI"
says 'one action' 0 'Arles
  - tom is no longer contributor for cafe after 2024-04-01
  ~ the envelope cafe, fund drac, goes from 420.00 EUR to 500.00 EUR
  ~ the decision arles/2024-03-05/1 was sealed and is cancelled: Retribution of tom for cafe, 80.00 EUR
  + the decision arles/2024-04-02/4 is sealed: tom is no longer contributor' souci diff HEAD~..HEAD --action cafe
says 'one fund and one person' 0 'The network
  ~ the account Due:tom:drac goes from 80.00 EUR to 0.00 EUR' \
	sh -c '"$0" diff HEAD~..HEAD --fund drac --person tom | head -n 2' "$SOUCI"
is 'CSV for machines: amounts without their currency' \
	'changed,arles,envelope,"the envelope cafe, fund drac, goes from 420.00 EUR to 500.00 EUR",cafe,drac,,Budget:arles:cafe:drac,,420.00,500.00,EUR,' \
	"$(souci diff HEAD~..HEAD --format csv | tr -d '\r' | grep ,envelope,)"
is 'JSON for machines' 'ended zoe 2024-01-09.. 2024-01-09..2024-04-01 arles/2024-04-02/1' \
	"$(souci diff HEAD~..HEAD --format json | jq -r '.[] | select(.kind == "member") | "\(.change) \(.person) \(.before) \(.after) \(.decision)"')"
holds 'HTML' '<td class="id">zoe is no longer a member after 2024-04-01</td>' "$(souci diff HEAD~..HEAD --format html)"
holds 'in French' 'zoe n'\''est plus membre après le 2024-04-01' "$(SOUCI_LOCALE_DIR=$(dirname "$SOUCI")/locale souci diff HEAD~..HEAD --lang fr)"

# ---- repositories of all kinds ----

git tag v1 HEAD~2
expected=$(souci diff v1..HEAD)
git worktree add -q "$scratch/linked" HEAD
says 'a linked work tree' 0 "$expected" souci -C "$scratch/linked" diff v1
git clone -q --bare . "$scratch/bare.git"
says 'a bare repository' 0 "$expected" souci -C "$scratch/bare.git" diff v1..main
says 'the files of a bare repository' 2 'souci: there is no circles/ folder here (.) nor above; souci init starts one' \
	souci -C "$scratch/bare.git" diff v1
git clone -q --depth 1 "file://$scratch/arles" "$scratch/shallow"
says 'a shallow clone has no commit before' 2 'souci: this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest' \
	souci -C "$scratch/shallow" diff HEAD~1
git clone -q . "$scratch/clone"

# ---- what cannot be ----

says 'no such revision' 2 'souci: no revision “maim” in this repository; did you mean “main”?' souci diff maim..HEAD
says 'three dots' 2 'souci: souci diff compares two states, A..B; where the two lines of A...B parted says git merge-base A B' \
	souci diff v1...HEAD
says 'no such person' 2 'souci: there is no person or party “zoo”; did you mean “zoe”?' souci diff --person zoo
says '--staged with two revisions' 2 'souci: --staged is a state of its own: give one revision to compare it with' \
	souci diff v1..HEAD --staged
mkdir "$scratch/empty" && cd "$scratch/empty" && git init -q -b main . && mkdir circles
says 'no commit yet' 2 'souci: this repository has no commit yet' souci diff

# ---- what files hold cannot move the cursor ----

cd "$scratch/clone" && sed -i "s/^Name: lea$/Name: L$(printf '\033')[2J/" circles/people.rec
is 'terminal escapes are shown' '  ~ lea: Name was “lea” and is “L\x1b[2J”' "$(souci diff | grep 'lea:')"
printf '\xff' >>circles/people.rec
souci diff | iconv -f UTF-8 -t UTF-8 >/dev/null
result 'what is not UTF-8 is not passed on' $?

done_testing
