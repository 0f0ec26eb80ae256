#!/bin/bash
# Every command that reads a network reads it from the files, the index, a revision and what HEAD held at a date alike.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_repository "$scratch/network"
souci apply --commit >/dev/null
souci report >/dev/null && git add -A && git commit -q -m 'Publish the reports'
git tag v1

# Each reads the network; what it writes must not depend on where it was read from.
reading='status --today 2024-06-01
check --format json
agenda north --today 2024-06-01
plan
fmt --check
budget
contributions
dues
decisions
mandates
members
circles
funds
rules
balance
register
print
accounts
payees
tags
commodities
stats
report --verify
trace north/2024-03-07/1'
about_commits='log
audit
checkpoint
history ledger
history circle:north
history rule:quorum'
writing='apply init new report fmt'
without_network='explain completion help version hook'
with_states_of_their_own='diff blame'

# Nobody forgets to say how a new command reads.
known=$(echo "$reading $about_commits $writing $without_network $with_states_of_their_own" |
	tr ' ' '\n' | cat - <(printf '%s\n' "$reading" "$about_commits" | cut -d' ' -f1) | sort -u)
is 'all commands are tried' '' "$(souci help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort -u | grep -vxF -- "$known")"

# told ARGUMENT…: what a command says on both streams, and its exit code.
told() {
	souci "$@" 2>&1
	echo "exit code $?"
}

# same NAME EXPECTED ARGUMENT…
same() {
	is "$1" "$2" "$(told "${@:3}")"
}

git worktree add -q "$scratch/linked" v1
git clone -q --bare . "$scratch/bare.git"
while read -r -a command; do
	name=${command[*]}
	files=$(told "${command[@]}")
	same "$name: what is staged" "$files" "${command[@]}" --staged
	same "$name: HEAD" "$files" "${command[@]}" --at HEAD
	same "$name: a tag" "$files" "${command[@]}" --at v1
	same "$name: what HEAD held" "$files" "${command[@]}" --committed-by 2024-06-01
	same "$name: a folder below" "$files" -C circles/north "${command[@]}" --at HEAD
	same "$name: a linked worktree" "$files" -C "$scratch/linked" "${command[@]}" --at HEAD
	same "$name: a bare repository" "$files" -C "$scratch/bare.git" "${command[@]}" --at HEAD
	same "$name: what a bare one held" "$files" -C "$scratch/bare.git" "${command[@]}" --committed-by 2024-06-01
	if [ "${command[0]}" != plan ]; then
		day=$(told "${command[@]}" --at 2024-04-01)
		same "$name: a day of what is staged" "$day" "${command[@]}" --staged --at 2024-04-01
		same "$name: a day of what HEAD held" "$day" "${command[@]}" --committed-by 2024-06-01 --at 2024-04-01
		same "$name: a day in a bare repository" "$day" -C "$scratch/bare.git" "${command[@]}" --at 2024-04-01
	fi
done <<<"$reading"

for command in $writing; do
	words=$command
	[ "$command" = new ] && words='new circle east'
	for source in '--at=HEAD' '--at=2024-04-01' --staged '--committed-by=2024-06-01'; do
		option=${source%%=*}
		says "$command refuses $source" 2 \
			"souci: souci $command works on the files as they are; it takes no $option" souci $words "$source"
	done
done
while read -r -a command; do
	same "${command[*]}: what HEAD held" "$(told "${command[@]}" --at HEAD)" "${command[@]}" --committed-by 2024-06-01
	says "${command[*]} refuses --staged" 2 \
		"souci: souci ${command[0]} is about commits: it takes a revision with --at, or --committed-by DATE" \
		souci "${command[@]}" --staged
done <<<"$about_commits"

# What compares or looks back has states of its own to start from.
blame='blame north/2024-03-07/1'
lines=$(told $blame)
holds 'blame knows the commit' "$(git log -1 --format=%h --abbrev=10 -- circles/north/meetings/2024-03-07.rec)" "$lines"
diff='diff HEAD~1'
changes=$(told $diff)
for source in --staged '--at HEAD' '--at v1' '--committed-by 2024-06-01'; do
	same "$blame: $source" "$lines" $blame $source
done
same "$blame: a folder below" "$lines" -C circles/north $blame --at HEAD
for place in linked bare.git; do
	same "$blame: $place" "$lines" -C "$scratch/$place" $blame --at HEAD
	same "$diff: $place" "$changes" -C "$scratch/$place" diff HEAD~1..HEAD
done
same "$diff: what is staged" "$changes" $diff --staged
same "$diff: a folder below" "$changes" -C circles/north $diff
same "$diff: two revisions" "$changes" diff HEAD~1..v1

# What HEAD held: the last commit of its first-parent line made up to that day, where its committer was.
mkdir "$scratch/dates" && cd "$scratch/dates" && git init -q && git config user.name Lea && git config user.email lea@example.org
mkdir circles
while read -r when name; do
	printf '%%rec: Network\n\nName: %s\n' "$name" >circles/network.rec
	git add -A && GIT_COMMITTER_DATE=$when git commit -q -m "$name"
done <<'DATES'
2024-01-10T12:00:00+0000 First
2024-02-10T23:30:00-0500 Second
2024-03-10T00:30:00+0200 Third
DATES
held() {
	souci status --committed-by "$1" --today 2024-06-01 2>&1 | head -n 1
}
says 'before the first commit' 2 'souci: this repository had no commit yet on 2024-01-09' souci status --committed-by 2024-01-09
holds 'on its day' First "$(held 2024-01-10)"
holds 'the day is that of the committer: late in the evening' First "$(held 2024-02-09)"
holds 'still the same day there' Second "$(held 2024-02-10)"
holds 'the day before' Second "$(held 2024-03-09)"
holds 'early in the morning' Third "$(held 2024-03-10)"
holds 'long after' Third "$(held 2030-01-01)"
git checkout -q -b side HEAD~2 && printf '%%rec: Network\n\nName: Side\n' >circles/network.rec
GIT_COMMITTER_DATE=2024-02-20T12:00:00Z git commit -q -a -m Side && git checkout -q - 2>/dev/null
GIT_COMMITTER_DATE=2024-04-10T12:00:00Z git merge -q -s ours -m Merge side
holds 'a side branch was not what HEAD held' Second "$(held 2024-02-25)"

# Together
says 'two sources exclude each other' 2 \
	'souci: a revision with --at, --staged and --committed-by exclude each other; a day with --at goes with each' \
	souci check --at HEAD --staged
says 'a journal is no repository' 2 'souci: -f reads files, not a repository: it takes no --staged' \
	souci balance -f circles/network.rec --staged
says 'a bare repository stages nothing' 2 'souci: this repository is bare: nothing is staged in it' \
	souci -C "$scratch/bare.git" check --staged

done_testing
