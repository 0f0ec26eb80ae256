#!/bin/sh
# The reports on the network of tests/command/report-network, word for word: each file of report-transcripts holds
# commands (lines that begin with `$ `) and what they print. After a change that is meant, write them again with
# `sh tests/command/report-transcripts.t --write` and read the difference.
. tests/tap.sh
transcripts=$PWD/tests/command/report-transcripts
network=$PWD/tests/command/report-network

cp -r "$network" "$scratch/network"
cd "$scratch/network" || exit 1
"$SOUCI" apply >"$scratch/apply" 2>&1
is 'the network is applied' 0 $?
cp later/2024-06-20.rec circles/rives/meetings/ # adopted, and not applied yet

souci() {
	"$SOUCI" "$@"
}

# run_transcript FILE: its commands, each followed by what it prints now.
run_transcript() {
	grep '^\$ ' "$1" | while IFS= read -r line; do
		printf '%s\n' "$line"
		eval "${line#??}" 2>&1 </dev/null || echo "[exit code $?]"
		echo
	done
}

for file in "$transcripts"/*.txt; do
	name=$(basename "$file" .txt)
	run_transcript "$file" >"$scratch/$name"
	if [ "$1" = --write ]; then
		cp "$scratch/$name" "$file"
	fi
	difference=$(diff "$file" "$scratch/$name")
	result "souci $name prints what it should" $? "$difference"
done
done_testing
