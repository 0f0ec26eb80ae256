#!/bin/bash
# The commands of README.md, run on a copy of the example in their order, print what README.md shows. Blocks marked `sh` are run,
# in those marked `console` the lines behind `$ ` are, and what they print is compared.
. tests/tap.sh
export HOME=$scratch XDG_CONFIG_HOME=$scratch GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 LANGUAGE=

readme=$PWD/README.md
mkdir "$scratch/network" && cp -r circles ledger "$scratch/network" && cd "$scratch/network" || exit 1
mkdir build && ln -s "$SOUCI" build/souci && echo build >.gitignore
git init -q . && git add -A && git -c user.name=Test -c user.email=test@example.org commit -q -m 'The example'

block=
command=
expected=

# Compares what the command before should have printed.
finish() {
	if [ -n "$command" ]; then
		is "$command" "$expected" "$(eval "$command" 2>&1)"
	fi
	command=
	expected=
}

while IFS= read -r line; do
	case $block:$line in
	:'```sh') block=sh ;;
	:'```console') block=console ;;
	:'```'?*) block=other ;;
	sh:'```')
		eval "$command"
		command=
		block=
		;;
	console:'```')
		finish
		block=
		;;
	other:'```') block= ;;
	sh:*) command="$command$line
" ;;
	console:'$ '*)
		finish
		command=${line#'$ '}
		;;
	console:*) expected="$expected${expected:+
}$line" ;;
	esac
done <"$readme"
result 'README.md has commands' "$([ "$tests_run" -ge 10 ]; echo $?)"

done_testing
