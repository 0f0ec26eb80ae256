# A small network for tests of commands: a council and two circles, north and south, two meetings each. Shared by
# `. tests/command/network.sh` after tests/tap.sh.
export HOME=$scratch XDG_CONFIG_HOME=$scratch GIT_CONFIG_NOSYSTEM=1 # nobody's identity or settings but the test's own
export GIT_AUTHOR_DATE='2024-06-01T12:00:00Z' GIT_COMMITTER_DATE='2024-06-01T12:00:00Z'
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# record_file FILE: standard input becomes the file, its folders being made.
record_file() {
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}

# meeting CIRCLE DATE: the record of an adopted meeting; its decisions follow from standard input.
meeting() {
	{
		printf '%%rec: Meeting\n\nCircle: %s\nDate: %s\nStatus: adopted\nPresent: lea\nPresent: tom\nPresent: sam\n\n' "$1" "$2"
		printf '%%rec: Decision\n\n'
		cat
	} | record_file "circles/$1/meetings/$2.rec"
}

write_shared_records() {
	record_file circles/network.rec <<'RECORD'
%rec: Network

Name: Little network
RECORD
	record_file circles/people.rec <<'RECORD'
%rec: Person

Id: lea

Id: tom

Id: sam
RECORD
	record_file circles/parties.rec <<'RECORD'
%rec: Party

Id: region
Name: The region
Kind: funder
RECORD
	record_file circles/funds.rec <<'RECORD'
%rec: Fund

Id: region-2024
Name: Circles 2024
Funder: region
RECORD
	for circle in network north south; do
		printf '%%rec: Circle\n\nName: The %s\n' $circle | record_file circles/$circle/circle.rec
	done
	printf '%%rec: Action\n\nId: garden\nName: A garden\n' | record_file circles/north/programme.rec
	printf '%%rec: Action\n\nId: kitchen\nName: A kitchen\n' | record_file circles/south/programme.rec
	record_file circles/north/contributions/2024/tom.rec <<'RECORD'
%rec: Contribution

Date: 2024-02-20
Action: garden
Time: 3h
Asked: 80.00 EUR
Report: Dug.
RECORD
}

write_meetings() {
	meeting network 2024-01-10 <<'RECORD'
Id: 1
Kind: found
Member: lea tom sam

Id: 2
Kind: award
Fund: region-2024
Amount: 1000.00 EUR

Id: 3
Kind: mandate
Person: sam
Role: treasurer
RECORD
	meeting north 2024-02-01 <<'RECORD'
Id: 1
Kind: found
Member: lea tom sam
Steward: tom

Id: 2
Kind: adopt-action
Action: garden
RECORD
	meeting south 2024-02-02 <<'RECORD'
Id: 1
Kind: found
Member: lea tom sam

Id: 2
Kind: adopt-action
Action: kitchen
RECORD
	meeting network 2024-02-06 <<'RECORD'
Id: 1
Kind: grant
Fund: region-2024
Circle: north
Amount: 400.00 EUR

Id: 2
Kind: grant
Fund: region-2024
Circle: south
Amount: 400.00 EUR
RECORD
	meeting north 2024-03-07 <<'RECORD'
Id: 1
Kind: allocate
Action: garden
Fund: region-2024
Amount: 300.00 EUR

Id: 2
Kind: retribute
Person: tom
Action: garden
Contribution: tom/2024-02-20
Fund: region-2024
Amount: 80.00 EUR
RECORD
	meeting south 2024-03-08 <<'RECORD'
Id: 1
Kind: allocate
Action: kitchen
Fund: region-2024
Amount: 250.00 EUR
RECORD
}

write_ledger() {
	record_file ledger/main.journal <<'JOURNAL'
commodity 1000.00 EUR

account Assets  ; type: A
account Assets:Bank
account Equity  ; type: E
account Funds  ; type: L
account Budget  ; type: L
account Due  ; type: L

include generated.journal
include bank/2024.journal
JOURNAL
	record_file ledger/bank/2024.journal <<'JOURNAL'
2024-03-01 * The region pays
    Assets:Bank                            500.00 EUR
    Assets:Receivable:region-2024

2024-03-20 * Paid to Tom
    Due:tom:region-2024                     80.00 EUR
    ; pays: north/2024-03-07/2
    Assets:Bank
JOURNAL
}

# new_network FOLDER: makes the network in a new folder, without git, and goes there.
new_network() {
	mkdir -p "$1" && cd "$1" || exit 1
	write_shared_records
	write_meetings
	write_ledger
}

# new_repository FOLDER: the same in a git repository, committed.
new_repository() {
	new_network "$1"
	git init -q -b main .
	git config user.name 'Léa Martin'
	git config user.email lea@example.org
	git add -A
	git commit -q -m 'Write the network'
}

# tree_digest: one digest of all files and their names, git's own apart.
tree_digest() {
	find . -name .git -prune -o -type f -print | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum
}
