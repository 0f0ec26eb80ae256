# A small network in a git repository of its own, with fixed people and days: `new_network FOLDER`, then `commit_as PERSON
# DAY MESSAGE` in it. After tests/tap.sh.
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0

# commit_as PERSON DAY MESSAGE: commits all that changed in the current folder, at noon of that day.
commit_as() {
	git add -A && GIT_AUTHOR_DATE="$2T12:00:00+0000" GIT_COMMITTER_DATE="$2T12:00:00+0000" git -c user.name="$1" \
		-c user.email="$1@example.org" -c commit.gpgsign=false -c core.hooksPath=/dev/null commit -q --allow-empty -m "$3"
}

people() {
	printf '%%rec: Person\n'
	for person in lea tom zoe max nadia; do
		printf '\nId: %s\nName: %s\nEmail: %s@example.org\n' $person $person $person
	done
}

founding() {
	cat <<'END'
%rec: Meeting

Circle: arles
Date: 2024-01-09
Status: adopted
Present: lea
Present: tom
Present: zoe
Present: max

%rec: Decision

Id: 1
Kind: found
Member: lea
Member: tom
Member: zoe
Member: max
Steward: lea
Status: active

Id: 2
Kind: mandate
Person: zoe
Role: secretary

Id: 3
Kind: mandate
Person: max
Role: treasurer

Id: 4
Kind: award
Fund: drac
Amount: 1000.00 EUR

Id: 5
Kind: grant
Fund: drac
Circle: arles
Amount: 800.00 EUR

Id: 6
Kind: adopt-action
Action: cafe

Id: 7
Kind: mandate
Person: tom
Role: contributor
Action: cafe

Id: 8
Kind: allocate
Action: cafe
Fund: drac
Amount: 500.00 EUR
END
}

# meeting DATE: the beginning of minutes; decisions follow.
meeting() {
	printf '%%rec: Meeting\n\nCircle: arles\nDate: %s\nStatus: adopted\nPresent: lea\nPresent: tom\nPresent: zoe\n\n%%rec: Decision\n' "$1"
}

# retribution NUMBER DATE AMOUNT: tom is paid that much for his contribution of that day.
retribution() {
	printf '\nId: %s\nKind: retribute\nPerson: tom\nAction: cafe\nFund: drac\nAsked: %s EUR\nAmount: %s EUR\nContribution: tom/%s\n' \
		"$1" "$3" "$3" "$2"
}

# contribution DATE AMOUNT: adds one of tom's.
contribution() {
	mkdir -p circles/arles/contributions/2024
	[ -e circles/arles/contributions/2024/tom.rec ] ||
		printf '%%rec: Contribution\n' >circles/arles/contributions/2024/tom.rec
	printf '\nDate: %s\nAction: cafe\nTime: 2h\nAsked: %s EUR\nReport: The monthly coffee.\n' "$1" "$2" \
		>>circles/arles/contributions/2024/tom.rec
}

# new_network FOLDER: three commits: what people wrote, what apply made of it, a first contribution. Goes into the folder.
new_network() {
	mkdir -p "$1" && cd "$1" || exit
	git init -q -b main .
	mkdir -p circles/arles/meetings ledger/bank
	printf '%%rec: Network\n\nName: Arles\n' >circles/network.rec
	people >circles/people.rec
	printf '%%rec: Party\n\nId: drac-paca\nName: DRAC PACA\nKind: funder\n' >circles/parties.rec
	printf '%%rec: Fund\n\nId: drac\nName: DRAC\nFunder: drac-paca\n' >circles/funds.rec
	printf '%%rec: Circle\n\nName: Arles\n' >circles/arles/circle.rec
	printf '%%rec: Action\n\nId: cafe\nName: The monthly coffee\n' >circles/arles/programme.rec
	founding >circles/arles/meetings/2024-01-09.rec
	printf 'commodity 1000.00 EUR\n\naccount Assets  ; type: A\naccount Equity  ; type: E\naccount Funds  ; type: L\naccount Budget  ; type: L\naccount Due  ; type: L\naccount Assets:Bank\n\ninclude generated.journal\ninclude bank/2024.journal\n' \
		>ledger/main.journal
	printf '; The bank in 2024.\n' >ledger/bank/2024.journal
	commit_as lea 2024-01-10 'Write down how it began'
	"$SOUCI" apply >/dev/null && commit_as lea 2024-01-10 'Apply arles/2024-01-09'
	contribution 2024-02-06 100.00
	commit_as tom 2024-02-07 'Tell of the coffee'
}
