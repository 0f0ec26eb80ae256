#!/bin/bash
# Authority: who may commit what, by the mandates of the commit before.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

audit() {
	"$SOUCI" audit --format json "$@" | jq -r '.[] | "\(.id) \(.file): \(.message)"' | sed 's/commit [0-9a-f]*/commit/'
}

# refused NAME EXPECTED: the last commit is refused with exactly that, and taken back.
refused() {
	is "$1" "$2" "$(audit HEAD~1..HEAD)"
	git reset -q --hard HEAD~1
}

# allowed NAME: the last commit has nothing, and is taken back.
allowed() {
	says "$1" 0 'Pas de souci.' "$SOUCI" audit HEAD~1..HEAD
	git reset -q --hard HEAD~1
}

pay() {
	printf '\n%s * Somebody\n    Expenses:Coffee    10.00 EUR\n    Assets:Bank\n' "$1" >>ledger/bank/2024.journal
	sed -i 's/^account Assets:Bank/account Assets:Bank\naccount Expenses:Coffee/' ledger/main.journal
}

sed -i 's/^account Assets:Bank/account Assets:Bank\naccount Expenses  ; type: X\naccount Expenses:Coffee/' ledger/main.journal
commit_as tom 2024-02-08 'Drink coffee'
says 'before Authority is set everybody may' 0 'Pas de souci.' "$SOUCI" audit

printf 'Authority: default\nAuthority: seal steward @nadia\n' >>circles/network.rec
commit_as tom 2024-02-08 'Set authority'
says 'the commit that sets it is not judged by it' 0 'Pas de souci.' "$SOUCI" audit

bank_line='
2024-02-09 * Somebody
    Expenses:Coffee        10.00 EUR
    Assets:Bank           -10.00 EUR
'
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as max 2024-02-09 'Pay a coffee'
allowed 'the bank by the treasurer'
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as tom 2024-02-09 'Pay a coffee'
refused 'the bank by another' 'audit-unauthorised ledger/bank/2024.journal: commit by tom <tom@example.org> of 2024-02-09 touches bank (2024-02-09 * Somebody), which is for: treasurer'
contribution 2024-03-05 80.00 && commit_as tom 2024-03-05 'Tell of March'
allowed 'a contribution by its person'
contribution 2024-03-05 80.00 && commit_as lea 2024-03-05 'Tell of March for tom'
refused 'a contribution by another' 'audit-unauthorised circles/arles/contributions/2024/tom.rec: commit by lea <lea@example.org> of 2024-03-05 touches contribution (Contribution 2024-03-05), which is for: self'
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
commit_as zoe 2024-02-14 'Regulate in February'
allowed 'minutes by the secretary'
{ meeting 2024-02-13 && retribution 1 2024-02-06 100.00; } >circles/arles/meetings/2024-02-13.rec
commit_as tom 2024-02-14 'Regulate in February'
holds 'minutes by the one they pay' 'touches meeting (Decision 1), which is for: steward, secretary' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1
sed -i 's/^Name: tom/Name: Tom/' circles/people.rec && commit_as tom 2024-02-14 'Spell my name'
allowed 'a record of people.rec by its person'
sed -i 's/^Name: lea/Name: Lea/' circles/people.rec && commit_as tom 2024-02-14 'Spell a name'
holds 'and not by another' 'touches person (Person lea), which is for: support, secretary, self' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1
printf '\n%%rec: Rule\n\nRule: quorum\nValue: 1\n' >>circles/network.rec && commit_as lea 2024-02-14 'Lower the quorum'
holds 'rules by a decision alone' 'touches rule (Rule quorum), which is for: nobody' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1
sed -i '/^Authority/d' circles/network.rec && commit_as tom 2024-02-14 'Free everybody'
holds 'authority itself is not for everybody' 'touches network (Network), which is for: support, secretary' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1
contribution 2024-03-05 80.00 && commit_as ann 2024-03-05 'Pretend'
refused 'an unknown author' 'audit-author-unknown circles/arles/contributions/2024/tom.rec: commit of 2024-03-05 touches contribution (Contribution 2024-03-05), and its author ann <ann@example.org> is nobody in people.rec'
printf 'tom <TOM@example.org> <ann@example.org>\n' >.mailmap && commit_as zoe 2024-03-01 'Ann is tom at work'
contribution 2024-03-05 80.00 && commit_as ann 2024-03-05 'Tell of March from work'
allowed '.mailmap says who is who'
printf 'tom <max@example.org> <tom@example.org>\n' >.mailmap && commit_as tom 2024-03-05 'Be the treasurer'
holds 'and is not for everybody' 'touches network' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~2
sed -i '1i # A comment' ledger/bank/2024.journal circles/people.rec && commit_as ann 2024-03-05 'Comment'
holds 'what changes no record is for any person' 'touches other (circles/people.rec)' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1

# Mandates end and begin with decisions.
{ meeting 2024-02-13 && printf '\nId: 1\nKind: end-mandate\nPerson: max\nRole: treasurer\nEffective: 2024-02-20\n\nId: 2\nKind: mandate\nPerson: tom\nRole: treasurer\nEffective: 2024-02-20\n'; } >circles/arles/meetings/2024-02-13.rec
commit_as zoe 2024-02-14 'Change the treasurer' && "$SOUCI" apply >/dev/null && commit_as nadia 2024-02-14 'Apply it'
says 'apply by the one person named for it' 0 'Pas de souci.' "$SOUCI" audit
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as max 2024-02-19 'Pay a coffee'
allowed 'the former treasurer until the day'
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as max 2024-02-20 'Pay a coffee'
holds 'and not from the day on' 'audit-unauthorised' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as tom 2024-02-20 'Pay a coffee'
allowed 'the new one from the day on'
printf '\n' >>circles/arles/sealed/2024-02-13.rec && commit_as max 2024-02-20 'Touch a seal'
holds 'a seal by another' 'touches seal (circles/arles/sealed/2024-02-13.rec), which is for: steward, @nadia' "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1

# A branch from before authority was set does not bring in what it forbids.
git checkout -q -b old HEAD~3
printf '%s' "$bank_line" >>ledger/bank/2024.journal && commit_as tom 2024-02-20 'Pay a coffee'
git checkout -q main
GIT_AUTHOR_DATE=2024-03-20T12:00:00+0000 GIT_COMMITTER_DATE=2024-03-20T12:00:00+0000 git -c user.name=lea \
	-c user.email=lea@example.org merge -q --no-edit old >/dev/null 2>&1
holds 'a merge answers for what came from before' "touches bank" "$(audit HEAD~1..HEAD)"
git reset -q --hard HEAD~1

# Lines that cannot be understood
sed -i 's/^Authority: seal.*/Authority: seel steward\nAutorite: banque tresorier\nAuthority: bank tresurer @nobody/' circles/network.rec
output=$("$SOUCI" check)
holds 'an unknown subject' '“seel” is nothing that authority can be over' "$output"
holds 'has a hint' 'did you mean “seal”?' "$output"
holds 'an unknown bearer' 'did you mean “treasurer”?' "$output"
holds 'an unknown person' 'there is no person “nobody” to be given authority' "$output"
done_testing
