#!/bin/bash
# souci apply when it is killed, when the disk is full, when it may not write, when another one is at work: each file is
# the old one or the new one, and the next run mends what is left.
. tests/tap.sh
. tests/command/network.sh

"${CC:-cc}" -shared -fPIC -O1 -D_GNU_SOURCE -o "$scratch/interrupt.so" tests/command/interrupt.c -ldl || exit 1

souci() {
	"$SOUCI" --lang en "$@"
}

# interrupted NUMBER [full]: apply, interrupted at that call.
interrupted() {
	LD_PRELOAD=$scratch/interrupt.so INTERRUPT_AT=$1 ${2:+env INTERRUPT_WITH=$2} "$SOUCI" --lang en apply >"$scratch/log" 2>&1
}

# contents: every file that is no leftover, with its digest.
contents() {
	find . -name .git -prune -o -type f ! -name '.souci-*.new' -exec sha256sum {} + | LC_ALL=C sort
}

# The old state: all but one meeting applied, a stray file left. The new one: all, without the stray.
new_network "$scratch/old"
mkdir .git # where the search for the network ends
: >ledger/bank/2024.journal
mv circles/south/meetings/2024-03-08.rec "$scratch/last.rec"
souci apply >/dev/null
mv "$scratch/last.rec" circles/south/meetings/2024-03-08.rec
sed 1q ledger/generated.journal >ledger/circles/stray.journal
contents >"$scratch/old.list"
cp -r "$scratch/old" "$scratch/new"
cd "$scratch/new" || exit 1
LD_PRELOAD=$scratch/interrupt.so INTERRUPT_COUNT=$scratch/calls "$SOUCI" apply >/dev/null
contents >"$scratch/new.list"
calls=$(cat "$scratch/calls")
cat "$scratch/old.list" "$scratch/new.list" | LC_ALL=C sort -u >"$scratch/either.list"
result "there are moments to be killed at ($calls)" "$([ "$calls" -ge 20 ]; echo $?)"

half=
unmended=
for at in $(seq 1 "$calls"); do
	rm -rf "$scratch/run" && cp -r "$scratch/old" "$scratch/run" && cd "$scratch/run" || exit 1
	{ interrupted "$at"; } 2>/dev/null # the shell's own word about it
	[ -z "$(contents | LC_ALL=C comm -13 "$scratch/either.list" -)" ] || half="$half $at"
	[ -e circles/south/register.rec ] || half="$half $at(lost)"
	souci apply >/dev/null 2>&1
	[ "$(contents)" = "$(cat "$scratch/new.list")" ] || unmended="$unmended $at"
	[ -z "$(find . -name '.souci-*.new')" ] || unmended="$unmended $at(leftover)"
done
is 'killed at any moment, each file is the old or the new one' '' "$half"
is 'and the next run mends' '' "$unmended"

half=
unmended=
silent=
for at in $(seq 1 $((calls - 1))); do
	rm -rf "$scratch/run" && cp -r "$scratch/old" "$scratch/run" && cd "$scratch/run" || exit 1
	if interrupted "$at" full; then
		cmp -s <(contents) "$scratch/new.list" || silent="$silent $at"
	else
		[ $? = 2 ] || silent="$silent $at(code)"
		grep -q 'No space left on device' "$scratch/log" || silent="$silent $at(sentence)"
	fi
	[ -z "$(contents | LC_ALL=C comm -13 "$scratch/either.list" -)" ] || half="$half $at"
	souci apply >/dev/null 2>&1
	[ "$(contents)" = "$(cat "$scratch/new.list")" ] || unmended="$unmended $at"
	[ -z "$(find . -name '.souci-*.new')" ] || unmended="$unmended $at(leftover)"
done
is 'with a full disk, each file is the old or the new one' '' "$half"
is 'it is said' '' "$silent"
is 'and with room again the next run mends' '' "$unmended"

# A full file system, for real
if mkdir "$scratch/small" && mount -t tmpfs -o size=128k tmpfs "$scratch/small" 2>/dev/null; then
	cp -r "$scratch/old" "$scratch/small/network" && cd "$scratch/small/network" || exit 1
	dd if=/dev/zero of="$scratch/small/filling" bs=1k 2>/dev/null
	output=$(souci apply 2>&1)
	is 'a full file system is a failure' 2 $?
	holds 'it is named' 'No space left on device' "$output"
	is 'nothing changed' "$(cat "$scratch/old.list")" "$(contents)"
	rm "$scratch/small/filling"
	cd "$scratch" && umount "$scratch/small"
fi

# Another one at work
rm -rf "$scratch/run" && cp -r "$scratch/old" "$scratch/run" && cd "$scratch/run" || exit 1
exec 9<. && flock -x 9
says 'two at once exclude each other' 2 'souci: another souci is writing here; try again in a moment' souci apply
is 'the second changes nothing' "$(cat "$scratch/old.list")" "$(contents)"
exec 9<&-

# Folders that cannot be written
if [ "$(id -u)" != 0 ]; then
	chmod a-w circles/south ledger/circles
	holds 'a folder without permission is a failure' 'Permission denied' "$(souci apply 2>&1)"
	is 'then nothing changes' "$(cat "$scratch/old.list")" "$(contents)"
	chmod u+w circles/south ledger/circles
fi
mkdir "$scratch/elsewhere" && ln -s "$scratch/elsewhere" ledger/circles/south
holds 'a link in the way is not followed' 'ledger/circles/south' "$(souci apply 2>&1)"
is 'nothing is written behind it' '' "$(ls "$scratch/elsewhere")"
is 'and nothing else is' "$(cat "$scratch/old.list")" "$(contents)"

done_testing
