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

# check judges the network as it was: on each day of the example what was wrong then, and nothing that came later.
cd "$scratch/whole" || exit
ids_on() {
	"$SOUCI" check --format json --at "$@" | jq -r '.[] | select(.severity == "error") | "\(.file):\(.line) \(.id)"'
}
for day in 2020-12-31 2021-06-01 2022-02-22 2022-09-06 2023-01-19 2023-07-11 2023-09-25 2024-03-19 2024-06-20 2024-12-03 2030-01-01; do
	is "$day: check finds nothing" '' "$(ids_on $day)"
done
for day in 2023-09-26 2024-03-18; do
	is "$day: what the council acknowledged on 2024-03-19 is still wrong" \
		'circles/douaisis-pevele/meetings/2023-09-26.rec:34 report-missing' "$(ids_on $day)"
done
[ "$("$SOUCI" check --at 2023-09-01 --format json | jq 'map(select(.id == "generated-file-stale" or .id == "generated-file-extra")) | length')" = 0 ] &&
	[ "$("$SOUCI" check --at 2023-09-01 -C circles/arles)" = "$("$SOUCI" check --at 2023-09-01)" ]
result 'registers are those of the last day, and not compared' $?

echo '; mine' >>ledger/circles/littoral/2024-06-27.journal
is 'a journal that was tampered with, but of later' '' "$(ids_on 2024-06-26)"
is 'and on its day' 'ledger/circles/littoral/2024-06-27.journal:1 generated-file-stale' "$(ids_on 2024-06-27)"
git checkout -q ledger

# Slips of 2024-05-02 and later, in records, minutes, seals and journals, each in its place.
sed -i 's/^Demande: 250,00 €$/Demande: deux/' circles/arles/contributions/2023/anouk.rec # of 2023-08-28
printf '\nDate: 2024-05-02\nAction: nulle-part\nTemps: 1h\n\nDate: 2024-05-09\nTemps: 1h\n' >>circles/arles/contributions/2024/anouk.rec
printf 'Spoken: yes\n' >>circles/arles/meetings/2024-05-07.rec
printf 'Spoken: yes\n' >>circles/arles/sealed/2024-05-07.rec
printf '\n2024-05-03 Achat\n    Assets:Bank  -5.00 EUR\n    Equity:Free  4.00 EUR\n' >>ledger/bank/2024.journal
mkdir -p circles/arles/contributions/2026 && echo Name >circles/arles/contributions/2026/nobody.rec
later='2024/anouk|2024-05-07|bank/2024|/2026/'
early='circles/arles/contributions/2023/anouk.rec:8'
is 'a day before both slips' '' "$(ids_on 2023-08-01)"
holds 'the slip of before' "$early" "$(ids_on 2024-05-01)"
is 'no slip of later' '' "$(ids_on 2024-05-01 | grep -E 'anouk.rec:[0-9]{2}|/2024|/2026')"
"$SOUCI" check --format json | jq -r '.[] | "\(.file):\(.line)"' | grep -E "$later" | sort -u >"$scratch/later"
is 'the slips of later, once it is their day' "$(grep -v /2026/ "$scratch/later")" \
	"$("$SOUCI" check --format json --at 2024-12-31 | jq -r '.[] | "\(.file):\(.line)"' | grep -E "$later" | sort -u)"
is 'all of them but the year to come' 4 "$(cut -d: -f1 "$scratch/later" | grep -v /2026/ | sort -u | wc -l)"
is 'a change is judged on that day too' '' "$("$SOUCI" check --since HEAD --at 2023-08-01 --format json | jq -r '.[].id')"
holds 'and says what it brought' 'contributions/2023/anouk.rec' "$("$SOUCI" check --since HEAD --at 2024-05-01)"
done_testing
