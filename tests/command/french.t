#!/bin/sh
# With --lang fr people read French: no word of ours is left in English in what the reports show of the worked example.
. tests/tap.sh

english='consent|majority|yes|members|steward|contributor|treasurer|support|secretary|auditor|emerging|active|dormant|adopted|rejected|postponed|sealed|pending|invoice|payslip|expense claim|receipt|attendance|warning|default|Person|Asked|Amount|Fund|Until|Rule|Value|Reason|Nothing|Total of'

# shows_no_english NAME TEXT: lines that hold an English word, ids and file names left out.
shows_no_english() {
	is "$1" '' "$(printf '%s\n' "$2" | sed 's|[a-z0-9-]*/[^ <"]*||g' | grep -wE -- "$english" | head -n 5)"
}

mandated=$("$SOUCI" decisions --format csv | awk -F, '$4 == "mandate" { print $2; exit }')
retributed=$("$SOUCI" decisions --format csv | awk -F, '$4 == "retribute" { print $2; exit }')
for command in 'status --today 2024-12-01' 'rules' 'mandates --all' 'members' 'circles' 'funds' 'dues --all' 'budget' \
	'contributions' 'decisions' "decisions $mandated" "decisions $retributed" 'agenda littoral --today 2024-12-01' \
	'trace V24-002' 'diff' 'plan' 'stats' 'balance nothing-is-called-so'; do
	shows_no_english "souci $command" "$("$SOUCI" --lang fr $command 2>&1)"
done
for command in rules 'mandates --all' members circles funds budget decisions "decisions $mandated"; do
	shows_no_english "souci $command, in HTML" "$("$SOUCI" --lang fr $command --format html | sed 's/<[^>]*>/ /g')"
done
for command in $("$SOUCI" completion commands); do
	is "souci $command --help is in French" '' "$("$SOUCI" --lang fr help "$command" | grep -wE 'the|which|Examples|instead|only|with' | grep -v '^  souci')"
done
is 'machines read the same in both languages' "$("$SOUCI" --lang en rules --format csv)" "$("$SOUCI" --lang fr rules --format csv)"
is 'signs of two parts stand behind a no-break space' '' "$("$SOUCI" --lang fr status --today 2024-12-01 | grep '[a-z] [:;!?]')"

mkdir "$scratch/slip" && cp -r circles ledger "$scratch/slip" && mkdir "$scratch/slip/.git"
printf 'Comune: Lille\n' >>"$scratch/slip/circles/places.rec"
holds 'one souci is not many' 'remédier à 1 souci : souci check' "$("$SOUCI" -C "$scratch/slip" --lang fr)"
done_testing
