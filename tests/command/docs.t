#!/bin/bash
# The commands that docs/*.md shows, run on the example in a terminal of 104 columns. It is one commit there, so that the
# ids of commits are not compared. What stands below an indented `$ souci …` is what it prints; an `…` alone at the end
# stands for the rest of it. What is shown of another network ends in `# illustration` and is not run. An indented
# `souci …` without `$` can be run.
. tests/tap.sh
export HOME=$scratch XDG_CONFIG_HOME=$scratch GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 LANGUAGE= COLUMNS=104
export GIT_AUTHOR_DATE='2024-12-20T12:00:00Z' GIT_COMMITTER_DATE='2024-12-20T12:00:00Z'

docs=$PWD/docs
mkdir "$scratch/network" "$scratch/bin" && cp -r circles ledger "$scratch/network" && cd "$scratch/network" || exit 1
ln -s "$SOUCI" "$scratch/bin/souci"
PATH=$scratch/bin:$PATH
git init -q . && git add -A
git -c user.name='Nadia Kaci' -c user.email=nadia@example.org commit -q -m 'The example'
git tag v1

# Spaces at the end of a line are none of a text that is shown.
without_ids() { sed -E 's/\b[0-9a-f]{10}\b/COMMIT/g; s/ +$//'; }

# Compares what the command before should have printed.
finish() {
	[ -n "$command" ] || return
	printed=$(eval "$command" 2>&1 | without_ids)
	shown=$(printf '%s' "$expected" | without_ids)
	shown=${shown%"${shown##*[![:space:]]}"}
	if [ "${shown%…}" != "$shown" ]; then
		shown=${shown%…}
		shown=${shown%"${shown##*[![:space:]]}"}
		printed=$(printf '%s\n' "$printed" | head -n "$(printf '%s\n' "$shown" | wc -l)")
	fi
	is "$file: $command" "$shown" "$printed"
	run=$((run + 1))
	command=
}

# can_run LINE: a command, two spaces and what it is for. One that names a FILE, or several ways to go on, is no command yet.
can_run() {
	words=${1%%  *}
	case $words in *FILE* | *' | '*) return ;; esac
	eval "$words" >"$scratch/printed" 2>&1
	code=$?
	[ $code -ne 2 ]
	result "$file: $words can be run" $? "$(cat "$scratch/printed")"
}

run=0
command=
expected=
for path in "$docs"/*.md; do
	file=docs/${path##*/}
	while IFS= read -r line; do
		case $line in
		'    $ '*'# illustration')
			finish
			;;
		'    $ souci '*)
			finish
			command=${line#'    $ '}
			expected=
			;;
		'    souci '*)
			finish
			can_run "${line#'    '}"
			;;
		'    '* | '')
			expected="$expected${line#'    '}
"
			;;
		*) finish ;;
		esac
	done <"$path"
	finish
done
[ "$run" -ge 4 ]
result 'docs/ shows commands' $? "$run were run"

unknown=
for word in $(grep -hoE '`souci [a-z]+' "$docs"/*.md | sed 's/.* //' | sort -u); do
	souci help "$word" >"$scratch/printed" 2>&1 || unknown="$unknown $word"
done
is 'every command that docs/ names is there' '' "$unknown"
done_testing
