#!/bin/bash
# The state at a day (--at DATE) of a network that went on is that of one which holds nothing later: minutes, contributions and
# entries of the bank that came after that day are taken out by hand, the rest is applied, and each report is compared.
. tests/tap.sh
. tests/network.sh
sources=$PWD

# leave_out_after DAY: takes out of the network in this folder what is later than the day.
leave_out_after() {
	python3 - "$1" <<'END'
import glob, os, re, sys
day = sys.argv[1]

def date_in(text, pattern):
    found = re.search(pattern, text, re.M)
    return found.group(1) if found else ""

def keep(path, pattern):
    records = re.split(r"\n\n+", open(path, encoding="utf-8").read().rstrip("\n"))
    kept = [record for record in records if date_in(record, pattern) <= day]
    open(path, "w", encoding="utf-8").write("\n\n".join(kept) + "\n")

for path in glob.glob("circles/*/meetings/*.rec"):
    if date_in(open(path, encoding="utf-8").read(), r"^Date: *(\S+)") > day:
        os.remove(path)
        seal = path.replace("/meetings/", "/sealed/")
        if os.path.exists(seal):
            os.remove(seal)
for path in glob.glob("circles/*/contributions/*/*.rec"):
    keep(path, r"^Date: *(\S+)")
for path in glob.glob("ledger/bank/*.journal"):
    keep(path, r"^(\d{4}-\d\d-\d\d)")
END
}

# told FOLDER ARGUMENT…: what a command says, without which commit each thing came from, and its exit code.
told() {
	(cd "$1" && shift && "$SOUCI" --lang en "$@" 2>&1 | grep -v 'Commit: ' && echo "${PIPESTATUS[0]}")
}

commands='budget
budget --format json
contributions
dues
dues --format csv
decisions
mandates
members
circles
funds
rules
balance
balance --tree --depth 2
register
print
payees
agenda arles
trace feder-2024
trace littoral
status'
for day in 2023-08-31 2024-06-18; do
	mkdir -p "$scratch/$day" && cp -r "$sources/circles" "$sources/ledger" "$scratch/$day" && cd "$scratch/$day" || exit
	leave_out_after $day
	"$SOUCI" apply >/dev/null
	is "$day: the network by hand is sound" 0 "$("$SOUCI" check --format json | jq '[.[] | select(.severity == "error")] | length')"
	git init -q . && commit_as lea "$day" 'Be there'
	mkdir -p "$scratch/whole" && cp -r "$sources/circles" "$sources/ledger" "$scratch/whole"
	git -C "$scratch/whole" init -q && (cd "$scratch/whole" && commit_as lea "$day" 'Be there')
	while read -r -a command; do
		is "$day: ${command[*]}" "$(told . "${command[@]}" --at $day)" "$(told "$scratch/whole" "${command[@]}" --at $day)"
	done <<<"$commands"
	for command in budget dues balance register; do
		is "$day: $command of what is there by hand" "$(told . $command)" "$(told "$scratch/whole" $command --at $day)"
	done
done
[ "$(told "$scratch/whole" budget)" != "$(told "$scratch/whole" budget --at 2024-06-18)" ]
result 'the whole network has gone on since' $?
done_testing
