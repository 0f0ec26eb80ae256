#!/bin/bash
# `souci log`: what each commit means.
. tests/tap.sh
. tests/network.sh

# A commit's ids depend on nothing but what the test writes; what is told is compared without them all the same.
told() {
	"$SOUCI" log "$@" 2>&1 | sed 's/^\(....-..-..\) [0-9a-f]\{10\} /\1 /'
}

new_network "$scratch/arles"
git tag applied HEAD~1
first='2024-01-10 lea, unsigned: Apply arles/2024-01-09
    founded the circle arles (arles/2024-01-09/1)
    zoe became secretary (arles/2024-01-09/2)
    max became treasurer (arles/2024-01-09/3)
    drac was awarded 1000.00 EUR (arles/2024-01-09/4)
    granted arles 800.00 EUR of drac (arles/2024-01-09/5)
    took cafe into the programme (arles/2024-01-09/6)
    tom became contributor for cafe (arles/2024-01-09/7)
    opened the envelope cafe with 500.00 EUR (arles/2024-01-09/8)'
is 'the newest first, decisions with the commit that applied them' "2024-02-07 tom, unsigned: Tell of the coffee
    recorded the contribution tom/2024-02-06: for cafe, 2h, 100.00 EUR asked
$first
2024-01-10 lea, unsigned: Write down how it began
    described the circle arles
    adopted the minutes of arles/2024-01-09
    described the action cafe
    described the fund drac
    described the network
    added drac-paca to the parties
    added lea to the people
    added max to the people
    added nadia to the people
    added tom to the people
    added zoe to the people
    changed what ledger/main.journal declares or includes" "$(told)"
is 'decisions alone' "$first" "$(told --decisions)"

# ---- minutes and money ----

{
	meeting 2024-03-05 | sed 's/^Status: adopted/Status: convened/'
} >circles/arles/meetings/2024-03-05.rec
commit_as lea 2024-03-01 'Convene'
{
	meeting 2024-03-05
	retribution 1 2024-02-06 80.00
	printf '\nId: 2\nKind: allocate\nAction: cafe\nFund: drac\nAmount: 50.00 EUR\n'
	printf '\nId: 3\nKind: rule\nRule: quorum\nValue: 3\nOutcome: rejected\n'
} >circles/arles/meetings/2024-03-05.rec
"$SOUCI" apply >/dev/null && commit_as zoe 2024-03-06 'Regulate'
is 'minutes are convened, then adopted and applied' '2024-03-06 zoe, unsigned: Regulate
    adopted the minutes of arles/2024-03-05
    granted tom 80.00 EUR for cafe (arles/2024-03-05/1)
    added 50.00 EUR to the envelope cafe (arles/2024-03-05/2)
    rejected “Rule quorum becomes 3” (arles/2024-03-05/3)
2024-03-01 lea, unsigned: Convene
    convened the meeting arles/2024-03-05' "$(told HEAD~2..)"

cat >>ledger/bank/2024.journal <<'END'

2024-03-10 * The state pays
    Assets:Bank                     500.00 EUR
    Assets:Receivable:drac

2024-03-12 * To Tom
    Due:tom:drac                     30.00 EUR
    ; pays: arles/2024-03-05/1
    Assets:Bank
END
commit_as max 2024-03-13 'Enter what the bank says'
cat >>ledger/bank/2024.journal <<'END'

2024-03-15 * To Tom, the rest
    Due:tom:drac                     50.00 EUR
    ; pays: arles/2024-03-05/1
    Assets:Bank

2024-03-16 * Bank charges
    Expenses:Bank                     4.20 EUR
    Assets:Bank
END
sed -i '/^account Assets:Bank/a account Expenses  ; type: X\naccount Expenses:Bank' ledger/main.journal
commit_as max 2024-03-17 'Enter the rest'
is 'what the bank says' '2024-03-17 max, unsigned: Enter the rest
    paid tom 50.00 EUR (arles/2024-03-05/1)
    entered “Bank charges”, 4.20 EUR
    changed what ledger/main.journal declares or includes
2024-03-13 max, unsigned: Enter what the bank says
    received 500.00 EUR of drac
    paid tom 30.00 EUR (arles/2024-03-05/1)' "$(told HEAD~2..)"

sed -i 's/^    Assets:Bank  *500/    Assets:Bank   500/; s/4.20 EUR/4.30 EUR/; 2i ; A remark.' ledger/bank/2024.journal
commit_as max 2024-03-18 'Mend the charges'
is 'an entry that was changed went and came; layout and comments are silent' '2024-03-18 max, unsigned: Mend the charges
    took out the entry “Bank charges”, 4.20 EUR
    entered “Bank charges”, 4.30 EUR' "$(told HEAD~1..)"

sed -i 's/^2024-03-12 \* To Tom/2024-03-12 * (V1) To Tom Petit/' ledger/bank/2024.journal
sed -i 's/^Present: lea$/Present: lea tom zoe/; /^Present: tom$/d; /^Present: zoe$/d' circles/arles/meetings/2024-03-05.rec
commit_as max 2024-03-18 'Say it better'
is 'an entry that moves the same, and the people of a list on one line' '2024-03-18 max, unsigned: Say it better
    described anew the entry “To Tom Petit”, 30.00 EUR' "$(told HEAD~1..)"
git reset -q --hard HEAD~1

# ---- what changes nothing ----

sed -i 's/^Email/Courriel/; 1i # The people.' circles/people.rec && echo Hello >README
commit_as lea 2024-03-19 'Write in French'
is 'comments and the language of fields are silent' '' "$(told HEAD~1..)"
is 'unless all are asked for' '2024-03-19 lea, unsigned: Write in French' "$(told --all HEAD~1..)"

git checkout -q -b silent
sed -i 's/^\(Time\|Temps\): 2h$/Time: 120 min/; s/^\(Asked\|Demande\): 100.00 EUR$/Asked: 100.00  EUR/' circles/arles/contributions/2024/tom.rec
sed -i '/^Present: lea$/d; s/^Present: zoe$/Present: zoe\nPresent: lea/; s/^Outcome: rejected$/Outcome: rejetee/' circles/arles/meetings/2024-03-05.rec
sed -i '/^Kind: retribute$/d; s/^Person: tom$/Person: tom\nKind: retribuer/' circles/arles/meetings/2024-03-05.rec
commit_as lea 2024-03-19 'Write the same otherwise'
is 'times, amounts, words, and the order of fields and of ids too' '' "$(told HEAD~1..)"
sed -i 's/^Time: 120 min$/Time: 3h/' circles/arles/contributions/2024/tom.rec
commit_as tom 2024-03-19 'Take longer'
holds 'but not another time' 'changed the contribution tom/2024-02-06: Time' "$(told HEAD~1..)"
git checkout -q main

# ---- filters ----

is 'a person' '2024-03-17 max, unsigned: Enter the rest
    paid tom 50.00 EUR (arles/2024-03-05/1)
2024-03-13 max, unsigned: Enter what the bank says
    paid tom 30.00 EUR (arles/2024-03-05/1)
2024-03-06 zoe, unsigned: Regulate
    granted tom 80.00 EUR for cafe (arles/2024-03-05/1)' "$(told --person tom --from 2024-03)"
is 'a decision, from its meeting to the bank' '2024-03-06 zoe, unsigned: Regulate
    granted tom 80.00 EUR for cafe (arles/2024-03-05/1)
2024-03-13 max, unsigned: Enter what the bank says
    paid tom 30.00 EUR (arles/2024-03-05/1)
2024-03-17 max, unsigned: Enter the rest
    paid tom 50.00 EUR (arles/2024-03-05/1)' "$(told --reverse --decision arles/2024-03-05/1)"
is 'the decisions of a meeting' 3 "$(told --decisions --decision arles/2024-03-05 | grep -c '^    ')"
is 'an account, and those below' '2024-03-17 max, unsigned: Enter the rest
    entered “Bank charges”, 4.20 EUR' "$(told --account Expenses --to 2024-03-17)"
is 'an account that decisions move' '2024-03-06 zoe, unsigned: Regulate
    granted tom 80.00 EUR for cafe (arles/2024-03-05/1)
    added 50.00 EUR to the envelope cafe (arles/2024-03-05/2)
2024-01-10 lea, unsigned: Apply arles/2024-01-09
    opened the envelope cafe with 500.00 EUR (arles/2024-01-09/8)' "$(told --account Budget:arles:cafe)"
is 'an action' '2024-02-07 tom, unsigned: Tell of the coffee
    recorded the contribution tom/2024-02-06: for cafe, 2h, 100.00 EUR asked' "$(told --action cafe --period 2024-02)"
is 'a fund' '2024-03-13 max, unsigned: Enter what the bank says
    received 500.00 EUR of drac
    paid tom 30.00 EUR (arles/2024-03-05/1)' "$(told --fund drac --period 2024-03-13)"
is 'a circle' '2024-03-01 lea, unsigned: Convene
    convened the meeting arles/2024-03-05' "$(told --circle arles --period 2024-03-01)"
is 'a pattern in what is told' '2024-01-10 lea, unsigned: Apply arles/2024-01-09
    zoe became secretary (arles/2024-01-09/2)' "$(told --grep 'became sec.*y$')"
is 'a pattern in the message' 2 "$(told --grep '^enter THE rest' --fund drac | wc -l)"
is 'a patch' '+2024-03-12 * To Tom' "$(told --patch HEAD~4..HEAD~3 | grep '^+2024-03-12')"
is 'CSV' 'payment,added,paid tom 30.00 EUR,arles,cafe,drac,tom,arles/2024-03-05/1,Due:tom:drac;Assets:Bank,To Tom,30.00,EUR,' \
	"$("$SOUCI" log --format csv --period 2024-03-13 | tr -d '\r' | sed -n 's/.*,\(payment,.*\)/\1/p')"
is 'JSON' 'tom@example.org unsigned contribution tom/2024-02-06' \
	"$("$SOUCI" log --format json --period 2024-02 | jq -r '.[] | "\(.address) \(.signature) \(.kind) \(.name)"')"
holds 'HTML' '<td class="id">paid tom 30.00 EUR</td>' "$("$SOUCI" log --format html --period 2024-03-13)"
holds 'in French' 'a versé 30.00 EUR à tom' \
	"$(SOUCI_LOCALE_DIR=$(dirname "$SOUCI")/locale "$SOUCI" log --lang fr --period 2024-03-13)"

# ---- seals that go, merges ----

git checkout -q -b undo
git revert --no-edit -n HEAD~4 >/dev/null 2>&1 && commit_as max 2024-03-20 'Undo the regulation'
is 'a commit that takes a seal away, and what it undid' '2024-03-20 max, unsigned: Undo the regulation
    took away the seal of arles/2024-03-05: its decisions count no more
2024-03-06 zoe, unsigned: Regulate
    granted tom 80.00 EUR for cafe (arles/2024-03-05/1)
    added 50.00 EUR to the envelope cafe (arles/2024-03-05/2)
    rejected “Rule quorum becomes 3” (arles/2024-03-05/3)' "$(told --decisions --from 2024-02)"
sed -i 's/^Meaning: .*/Meaning: 0000000000000000000000000000000000000000000000000000000000000000/' circles/arles/sealed/2024-01-09.rec
commit_as max 2024-03-21 'Replace a seal'
is 'a seal that was replaced' '2024-03-21 max, unsigned: Replace a seal
    replaced the seal of arles/2024-01-09' "$(told HEAD~1..)"
git checkout -q main
git checkout -q -b side && contribution 2024-03-21 10.00 && commit_as tom 2024-03-22 'On a side'
git checkout -q main && printf '\nId: ines\n' >>circles/people.rec && commit_as lea 2024-03-22 'On the main line'
git -c user.name=lea -c user.email=lea@example.org merge -q --no-commit side >/dev/null 2>&1
printf '\nId: paul\n' >>circles/people.rec && commit_as lea 2024-03-23 'Merge, and more'
is 'a merge tells only what it has from neither side' '2024-03-23 lea, unsigned: Merge, and more
    added paul to the people
2024-03-22 tom, unsigned: On a side
    recorded the contribution tom/2024-03-21: for cafe, 2h, 10.00 EUR asked
2024-03-22 lea, unsigned: On the main line
    added ines to the people' "$(told --from 2024-03-22)"

# ---- repositories of all kinds ----

expected=$(told)
git worktree add -q "$scratch/linked" HEAD
is 'a linked work tree' "$expected" "$(told -C "$scratch/linked")"
git clone -q --bare . "$scratch/bare.git"
is 'a bare repository' "$expected" "$(told -C "$scratch/bare.git")"
is 'a revision' "$first" "$(told --decisions --at applied)"
mkdir -p "$scratch/whole/network" && (cd "$scratch/whole" && git init -q -b main . && cp -r "$scratch/arles/circles" "$scratch/arles/ledger" network &&
	echo '# other' >circles.rec && commit_as lea 2024-04-01 'Bring the network in')
is 'a network in a folder of its repository' 5 "$(told -C "$scratch/whole/network" --decisions | grep -c 'lea\|zoe\|max\|tom')"
git clone -q --depth 2 "file://$scratch/arles" "$scratch/shallow"
says 'a shallow clone' 2 'souci: this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest' \
	"$SOUCI" -C "$scratch/shallow" log
mkdir "$scratch/empty" && git -C "$scratch/empty" init -q
says 'a repository without commits' 2 'souci: this repository has no commit yet' "$SOUCI" -C "$scratch/empty" log
says 'no repository' 2 "souci: . is not in a git repository; git init makes one" "$SOUCI" -C "$scratch" log

# ---- what cannot be ----

says 'no such revision' 2 'souci: no revision “mian” in this repository; did you mean “main”?' "$SOUCI" log mian
says 'no such circle' 2 'souci: there is no circle “arle”; did you mean “arles”?' "$SOUCI" log --circle arle
says 'no such decision' 2 'souci: there is no decision nor meeting “arles/2024-01-09/99”' "$SOUCI" log --decision arles/2024-01-09/99
says 'no such day' 2 'souci: --from needs a year, quarter, month or day that exists, such as 2024, 2024-Q2, 2024-04 or 2024-04-11, not “2024-02-30”' \
	"$SOUCI" log --from 2024-02-30
says 'no regular expression' 2 'souci: “(” is not a regular expression: missing closing parenthesis' "$SOUCI" log --grep '('

# ---- what commits hold ----

printf '\nId: rose\nName: R\033[31m\n' >>circles/people.rec
commit_as lea 2024-04-02 Message
git reset -q --hard "$(git cat-file commit HEAD | sed "s/^Message$/Caf$(printf '\351 \033')[2J\tend/" | git hash-object -t commit -w --stdin)"
is 'bytes that are no text, and terminal escapes' '2024-04-02 lea, unsigned: Caf� \x1b[2J\x09end' "$(told HEAD~1.. | head -n 1)"
holds 'nothing that a patch holds can move the cursor' '+Name: R\x1b[31m' "$(told -p HEAD~1..)"
"$SOUCI" log --format json -p HEAD~1.. | jq -e '.[0].message' >/dev/null
result 'JSON stays well-formed' $?
printf '\nId: yves\n' >>circles/people.rec
git add -A && GIT_AUTHOR_DATE=2024-04-03T12:00:00+0000 git -c i18n.commitEncoding=ISO-8859-1 -c user.name="$(printf 'L\351a')" \
	-c user.email=lea@example.org commit -q -m "$(printf 'Caf\351')"
is 'another encoding, where the commit names it' '2024-04-03 Léa, unsigned: Café' "$(told HEAD~1.. | head -n 1)"

# ---- signatures ----

ssh-keygen -q -t ed25519 -N '' -C key -f "$scratch/key" && ssh-keygen -q -t ed25519 -N '' -C other -f "$scratch/other"
sed -i "s|^Courriel: tom@example.org|&\nKey: $(cat "$scratch/key.pub")|" circles/people.rec
commit_as tom 2024-04-04 'Declare a key'
for key in key other; do
	contribution "2024-04-0$((${#key}))" 10.00 && git add -A
	GIT_AUTHOR_DATE=2024-04-05T12:00:00+0000 GIT_COMMITTER_DATE=2024-04-05T12:00:00+0000 git -c user.name=tom -c user.email=tom@example.org \
		-c gpg.format=ssh -c user.signingkey="$scratch/$key" commit -q -S -m "Signed with $key"
done
is 'signed, and nobody looked yet' '2024-04-05 tom, signed, not checked: Signed with other
2024-04-05 tom, signed, not checked: Signed with key' "$(told HEAD~2.. | grep -v '^    ')"
verified='2024-04-05 tom, bad: Signed with other
2024-04-05 tom, good: Signed with key'
is 'verified' "$verified" "$(told --verify HEAD~2.. | grep -v '^    ')"
is 'what was verified stays known' "$verified" "$(told HEAD~2.. | grep -v '^    ')"

done_testing
