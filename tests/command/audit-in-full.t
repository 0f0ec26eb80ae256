#!/bin/bash
# souci audit judges of a commit what it adds; souci audit --in-full judges all its files anew. Both say the same of
# random histories, sound and unsound, and of one that has all that an audit follows with care: newcomers, drafts that
# become minutes, cancelled decisions, errors that stay while others work on.
. tests/tap.sh
. tests/network.sh

seeds=${SEEDS:-1 2 3}
steps=${STEPS:-18}

# choose NUMBER: a random number below it.
choose() {
	echo $((RANDOM % $1))
}

# day NAME NUMBER: sets it to the day that many days behind the beginning.
beginning=$(date -u -d 2024-02-08 +%s)
day() {
	TZ=UTC printf -v "$1" '%(%F)T' $((beginning + 86400 * $2))
}

# today: the day of the commit being made, and yesterday of the work.
next_day() {
	number=$((number + 1 + RANDOM % 3))
	day today "$number"
	day yesterday $((number - 1))
}

commit_today() {
	commit_as "${2:-lea}" "$today" "$1"
}

bank_line() {
	printf '\n%s * Rent\n    Expenses:Rent    %s EUR\n    Assets:Bank    -%s EUR\n' "$today" "$1" "$1" >>ledger/bank/2024.journal
}

# payment AMOUNT [DECISION]
payment() {
	printf '\n%s * To tom\n    Due:tom:drac    %s EUR\n' "$today" "$1" >>ledger/bank/2024.journal
	[ -z "$2" ] || printf '    ; pays: %s\n' "$2" >>ledger/bank/2024.journal
	printf '    Assets:Bank    -%s EUR\n' "$1" >>ledger/bank/2024.journal
}

# Minutes of today that pay tom for yesterday.
minutes() {
	contribution "$yesterday" 10.00
	{
		meeting "$today"
		retribution 1 "$yesterday" 10.00
	} >"circles/arles/meetings/$today.rec"
	last_decision=arles/$today/1
}

apply_quietly() {
	"$SOUCI" apply >/dev/null 2>&1
}

some_sealed() {
	git ls-files 'circles/arles/sealed' | shuf -n 1 --random-source=<(yes "$number")
}

# step [NUMBER]: one of what can happen, at random when no number is given.
step() {
	next_day
	case ${1:-$(choose 34)} in
	0 | 1 | 2) bank_line 5.00 && commit_today Bank ;;
	3) contribution "$yesterday" 20.00 && commit_today Contribution tom ;;
	4 | 5 | 6 | 7) minutes && apply_quietly && commit_today 'Minutes, applied' ;;
	8) minutes && commit_today Minutes && apply_quietly && commit_today Apply ;;
	9) [ -z "$last_decision" ] || payment 10.00 "$last_decision" && commit_today Payment ;;
	10) payment 4.00 && commit_today 'Payment of the oldest' ;;
	11) payment 400.00 "$last_decision" && commit_today 'Payment beyond the due' ;;
	12) echo '# edited' >>circles/arles/register.rec && commit_today 'Edit a register' ;;
	13) sed -i '0,/10.00/s//11.00/' circles/arles/contributions/2024/tom.rec && commit_today 'Edit a contribution' ;;
	14) sed -i 's/^Meaning: ./Meaning: f/' "$(some_sealed)" && commit_today 'Forge a seal' ;;
	15) git rm -q "$(some_sealed)" && commit_today 'Remove a seal' ;;
	16) git revert --no-commit HEAD >/dev/null 2>&1 && commit_today Revert ;;
	17) late_minutes ;;
	18) merge_aside ;;
	19) mkdir -p circles/arles/evidence && echo "$today" >"circles/arles/evidence/$today.txt" && commit_today Evidence ;;
	20) printf '\nId: p%s\nName: P\nEmail: p%s@example.org\n' "$number" "$number" >>circles/people.rec && commit_today 'A person' ;;
	21) echo "$today" >>README && commit_today 'Not about the network' ;;
	22) refused_minutes ;;
	23) mend ;;
	24) newcomers && commit_today Newcomers ;;
	25) meeting "$today" | sed 's/adopted/draft/' >"circles/arles/meetings/$today.rec" && draft=$today && commit_today Draft ;;
	26) adopt_draft ;;
	27) cancel_last ;;
	28) printf 'Colour: green\n' >>circles/arles/circle.rec && commit_today 'A field nobody knows' ;;
	29) dangling=$today && contribution "$yesterday" 10.00 && refer_to_nothing && commit_today 'A draft about what is not there' ;;
	30) contribution "${dangling:-$yesterday}" 12.00 && commit_today 'What was missing comes' tom ;;
	31) printf '\n%s * Wrong\n    Expenses:Rent    3.00 EUR\n    Assets:Bank    -2.00 EUR\n' "$today" >>ledger/bank/2024.journal && commit_today 'Unbalanced' ;;
	32) payment 3.00 arles/2024-12-31/1 && commit_today 'A payment of nothing' ;;
	33) sed -i '/^Colour/d' circles/arles/circle.rec && commit_today 'No such field any more' ;;
	esac
}

# Somebody joins, with a place, an organisation, an action and a fund that nobody had.
newcomers() {
	printf '\nId: n%s\nName: N\nEmail: n%s@example.org\n' "$number" "$number" >>circles/people.rec
	printf '\nId: shop%s\nName: Shop\nKind: supplier\n' "$number" >>circles/parties.rec
	printf '\nId: idea%s\nName: Idea\n' "$number" >>circles/arles/programme.rec
	printf '\nId: fund%s\nName: Fund\nFunder: drac-paca\n' "$number" >>circles/funds.rec
	[ -e circles/places.rec ] || printf '%%rec: Place\n' >circles/places.rec
	printf '\nId: place%s\nName: Place\n' "$number" >>circles/places.rec
	{
		meeting "$today"
		printf '\nId: 1\nKind: join\nPerson: n%s\n' "$number"
		printf '\nId: 2\nKind: adopt-action\nAction: idea%s\n' "$number"
		printf '\nId: 3\nKind: award\nFund: fund%s\nAmount: 50.00 EUR\n' "$number"
	} >"circles/arles/meetings/$today.rec"
	apply_quietly
}

adopt_draft() {
	[ -n "$draft" ] || return
	contribution "$yesterday" 9.00
	{
		meeting "$draft"
		printf '\nId: 1\nKind: allocate\nAction: cafe\nFund: drac\nAmount: 2.00 EUR\n'
	} >"circles/arles/meetings/$draft.rec"
	[ "$((number % 2))" = 0 ] || apply_quietly
	draft=
	commit_today 'Adopt a draft'
}

cancel_last() {
	[ -n "$last_decision" ] || return
	{
		meeting "$today"
		printf '\nId: 1\nKind: cancel\nOf: %s\nReason: Not done.\n' "$last_decision"
	} >"circles/arles/meetings/$today.rec"
	apply_quietly
	commit_today 'Cancel the last'
}

# A draft that pays for a contribution which is not there.
refer_to_nothing() {
	{
		meeting "$today"
		retribution 1 "$today" 12.00
	} | sed 's/adopted/draft/' >"circles/arles/meetings/$today.rec"
}

# Minutes of a day before others that were applied.
late_minutes() {
	local day
	day=$(date -u -d "2024-02-08 + $((number / 2)) days" +%F)
	[ -e "circles/arles/meetings/$day.rec" ] || { meeting "$day"; printf '\nId: 1\nKind: allocate\nAction: cafe\nFund: drac\nAmount: 1.00 EUR\n'; } >"circles/arles/meetings/$day.rec"
	apply_quietly
	commit_today 'Late minutes'
}

# Minutes that spend what there is not, or what was paid already.
refused_minutes() {
	{
		meeting "$today"
		printf '\nId: 1\nKind: allocate\nAction: cafe\nFund: drac\nAmount: %s.00 EUR\n' "$((100 * $(choose 9) + 100))"
		retribution 2 2024-02-06 100.00
	} >"circles/arles/meetings/$today.rec"
	apply_quietly
	commit_today 'Minutes in doubt'
}

# A branch that grows beside the main one, and is merged.
merge_aside() {
	git checkout -q -b aside
	contribution "$yesterday" 30.00 && commit_today 'Aside' tom
	git checkout -q main
	bank_line 6.00 && commit_today 'Meanwhile'
	GIT_AUTHOR_DATE=${today}T13:00:00+0000 GIT_COMMITTER_DATE=${today}T13:00:00+0000 git -c user.name=lea \
		-c user.email=lea@example.org merge -q --no-edit aside >/dev/null 2>&1 || git merge --abort
	git branch -q -D aside
}

# What apply makes of the files, or they as they were when nothing was wrong.
mend() {
	apply_quietly
	"$SOUCI" check >/dev/null 2>&1 || git read-tree -u --reset sound
	commit_today Mend
}

# begin NAME: a network to go on with.
begin() {
	number=0 last_decision='' draft='' dangling=''
	mkdir -p "$scratch/$1"
	new_network "$scratch/$1" || exit
	printf 'account Expenses:Rent  ; type: X\n' >>ledger/main.journal && commit_as lea 2024-02-08 Accounts && git tag sound
}

begin script
RANDOM=7
for happening in 4 24 0 4 9 25 26 4 27 0 10 25 0 26 4 28 0 4 24 3 19 27 33 4 29 0 30 4 31 0 4 9 32 0 4 4 11 0 3 24 4 12 0 3; do
	step $happening >/dev/null 2>&1
done
is 'a history with all of it: the same findings' "$("$SOUCI" audit --in-full --format json)" "$("$SOUCI" audit --format json)"
cd "$scratch" || exit

for seed in $seeds; do
	begin "$seed"
	RANDOM=$seed
	for ((i = 0; i < steps; i++)); do
		step >/dev/null 2>&1
		git reset -q --hard && git clean -qfd
		if "$SOUCI" check >/dev/null 2>&1; then
			git tag -f sound >/dev/null
		elif [ "$(choose 2)" = 0 ]; then
			next_day
			mend >/dev/null 2>&1
		fi
	done
	is "history $seed: the same findings" "$("$SOUCI" audit --in-full --format json)" "$("$SOUCI" audit --format json)"
	cd "$scratch" || exit
done
done_testing
