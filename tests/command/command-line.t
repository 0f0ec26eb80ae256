#!/bin/bash
# The command line itself: words, options, languages, terminals, pipes.
. tests/tap.sh

says 'an unknown command names the nearest' 2 'souci: there is no command “explane”; did you mean “explain”?' \
	"$SOUCI" explane
says 'a command like no other is told where the list is' 2 \
	'souci: there is no command “zzzzzzzz”; souci help lists them' "$SOUCI" zzzzzzzz
says 'an unknown option names the nearest' 2 'souci: unknown option --fromat; did you mean --format?' \
	"$SOUCI" explain --fromat csv
says 'an option of other commands is told apart' 2 'souci: souci budget takes no --person, which is for: contributions, dues, decisions, mandates, members, funds (souci help budget lists what it takes)' \
	"$SOUCI" budget --person tom
says 'with a value behind =, too' 2 'souci: souci rules takes no --depth, which is for: balance, register, print, accounts, payees, tags (souci help rules lists what it takes)' \
	"$SOUCI" rules --depth=2
says 'what a command takes as a word is said' 2 'souci: souci agenda takes no --circle; write: souci agenda CIRCLE' \
	"$SOUCI" agenda --circle rives
says 'an option of commands goes behind one' 2 'souci: --circle goes behind the command: souci COMMAND --circle' \
	"$SOUCI" --circle rives budget
says 'options may stand before the command' 0 'file-bom' sh -c '"$1" -C / --lang=en explain | grep -x file-bom' - "$SOUCI"
says 'a day that does not exist is refused' 2 \
	'souci: --today needs a day that exists, written 2023-02-28, not “2023-02-29”' "$SOUCI" explain --today=2023-02-29
says 'a folder that is not there is refused' 2 "souci: cannot work in $scratch/no: No such file or directory" \
	"$SOUCI" -C "$scratch/no" explain
says 'a superfluous word is refused' 2 'souci: souci version does not take “now”' "$SOUCI" version now
says 'a format the command does not write is refused' 2 'souci: souci explain does not write csv' \
	"$SOUCI" explain --format csv
says 'what is after -- is no option' 2 'souci: nothing is called “--help”; souci explain lists the ids' \
	"$SOUCI" explain -- --help
says 'control characters of the command line do not reach the terminal' 2 \
	'souci: there is no command “\x1b[2J\x0azzzzzz”; souci help lists them' "$SOUCI" "$(printf '\033[2J\nzzzzzz')"

for command in $("$SOUCI" completion commands); do
	holds "souci $command --help shows its usage" "  souci $command [OPTIONS]" "$("$SOUCI" "$command" --help)"
	says "souci help $command says the same" 0 "$("$SOUCI" "$command" --help)" "$SOUCI" help "$command"
done

# Languages
says '--lang fr' 2 "souci: option inconnue --zzzzzzzzz" "$SOUCI" --lang fr --zzzzzzzzz
says '--lang=fr behind what goes wrong' 2 "souci: option inconnue --zzzzzzzzz" "$SOUCI" --zzzzzzzzz --lang=fr
says 'LANG' 2 "souci: option inconnue --zzzzzzzzz" env LANG=fr_FR.UTF-8 "$SOUCI" --zzzzzzzzz
says 'LC_ALL goes before LANG' 2 "souci: unknown option --zzzzzzzzz" env LC_ALL=C LANG=fr_FR.UTF-8 "$SOUCI" --zzzzzzzzz
says '--lang goes before LC_ALL' 2 "souci: unknown option --zzzzzzzzz" env LC_ALL=fr_FR "$SOUCI" --lang en --zzzzzzzzz
says 'LANGUAGE alone changes nothing' 2 "souci: unknown option --zzzzzzzzz" env LANGUAGE=fr "$SOUCI" --zzzzzzzzz
says 'a language without catalogue is English' 2 "souci: unknown option --zzzzzzzzz" env LANG=br_FR "$SOUCI" --zzzzzzzzz
says '--lang takes the languages there are' 2 'souci: --lang cannot be “br”; choose one of: en fr' "$SOUCI" --lang br help

# Explanations
is 'souci explain lists ids, one a line' '' "$("$SOUCI" explain | grep -vE '^[A-Za-z0-9._-]+$')"
holds 'an explanation says how to mend it' 'To mend it: run souci fmt' "$("$SOUCI" explain file-bom)"
holds 'a kind is explained by its French name too' 'retribute (retribuer)' "$("$SOUCI" explain retribuer)"
holds 'a record lists its fields' 'Facilitator (Animation)' "$("$SOUCI" explain Reunion)"
holds 'a field lists its words' 'convened (convoquee)' "$("$SOUCI" explain Status)"
holds 'a rule of a family is explained' 'rate grid' "$("$SOUCI" explain rate.animation)"
says 'an unknown id names the nearest' 2 'souci: nothing is called “file-bon”; did you mean “file-bom”?' \
	"$SOUCI" explain file-bon
failed=
for id in $("$SOUCI" explain | awk 'NR % 10 == 1'); do
	"$SOUCI" --lang fr explain "$id" >>"$scratch/out" 2>&1 || failed="$failed $id"
done
is 'every tenth id has an explanation, without placeholders' '' "$failed$(grep '{[0-9]}' "$scratch/out")"

# Pipes, files and terminals
says 'a full disk is an error' 2 'souci: the output cannot be written: No space left on device' \
	sh -c '"$1" help >/dev/full' - "$SOUCI"
says 'a closed output is an error' 2 'souci: the output cannot be written: Bad file descriptor' \
	sh -c '"$1" help >&-' - "$SOUCI"
mkfifo "$scratch/pipe"
says 'a reader that goes away is no complaint' 2 '' bash -c '
	exec 8<>"$2" 9>"$2" 8>&-
	"$1" help >&9' - "$SOUCI" "$scratch/pipe"
is 'no colours in a pipe' "$("$SOUCI" help --color never | cat)" "$("$SOUCI" help | cat)"
holds '--color always' "$(printf '\033[1mUsage\033[0m')" "$("$SOUCI" help --color always | cat)"

# on_terminal COMMAND: what it writes on a terminal.
on_terminal() {
	TERM=${TERM_TYPE:-xterm} script -qec "$1" /dev/null </dev/null
}
escape=$(printf '\033')
export PAGER=cat
holds 'colours on a terminal' "$escape[1mUsage" "$(on_terminal "$SOUCI help")"
is 'NO_COLOR' 0 "$(NO_COLOR=1 on_terminal "$SOUCI help" | grep -c "$escape")"
is 'a dumb terminal gets no colours' 0 "$(TERM_TYPE=dumb on_terminal "$SOUCI help" | grep -c "$escape")"
export PAGER='sed s/^/paged:/'
holds '$PAGER pages on a terminal' 'paged:souci 0' "$(on_terminal "$SOUCI version")"
is '--no-pager' 0 "$(on_terminal "$SOUCI version --no-pager" | grep -c paged)"
is 'no pager in a pipe' 0 "$("$SOUCI" version | grep -c paged)"
export PAGER=/no/such/pager
holds 'a pager that is missing is done without' 'souci 0' "$(on_terminal "$SOUCI version")"
unset PAGER

# Completion
for shell in bash zsh fish; do
	"$SOUCI" completion $shell >"$scratch/completion.$shell"
	result "the completion of $shell is written" $?
	if command -v $shell >/dev/null; then
		says "$shell reads it" 0 '' $shell -n "$scratch/completion.$shell"
	fi
done
completes() {
	PATH=$(dirname "$SOUCI"):$PATH bash -c '
		source "$1"; shift
		COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _souci; echo "${COMPREPLY[*]}"' - "$scratch/completion.bash" "$@"
}
says 'bash completes commands' 0 'explain' completes souci expl
says 'bash completes options' 0 '--format' completes souci explain --form
says 'bash completes choices' 0 'auto always never' completes souci --color ''
says 'bash completes ids, passing over values of options' 0 'file-bom' completes souci -C / explain file-bo
says 'bash completes circles' 0 'flandres' completes souci budget --circle fla
says 'bash completes circles as arguments' 0 'littoral' completes souci agenda lit
says 'bash completes funds' 0 'feder-2024' completes souci funds --fund fed
says 'bash completes actions' 0 'estaminet-partage' completes souci budget --action esta
says 'bash completes people' 0 'wim' completes souci dues --person wi
mkdir "$scratch/sly" && cp -r circles ledger "$scratch/sly" && git -C "$scratch/sly" init -q
printf '\nId: $(touch${IFS}sly)\n' >>"$scratch/sly/circles/people.rec"
is 'nothing but ids is listed' '' "$("$SOUCI" -C "$scratch/sly" completion people 2>/dev/null | grep -v '^[a-z0-9-]*$')"
git -C "$scratch/sly" add -A
git -C "$scratch/sly" -c user.name=a -c user.email=a@b.org commit -qm sly
is 'nor by history' '' "$("$SOUCI" -C "$scratch/sly" history 2>/dev/null | grep sly)"
holds 'which lists all others' wim "$("$SOUCI" -C "$scratch/sly" history 2>/dev/null)"
holds 'all others are' wim "$("$SOUCI" -C "$scratch/sly" completion people 2>/dev/null)"

done_testing
