#!/bin/sh
# How `souci check` grows with the network: 100 circles, more and more decisions, all applied. Beside it, in the same run,
# what `git hash-object` needs to read the same files once. Medians of five runs.
#
#     networks.sh SOUCI [FOLDER]
set -eu
souci=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=${2:-$(mktemp -d)}
[ -n "${2:-}" ] || trap 'rm -rf "$work"' EXIT

# median COMMAND…: the middle of five wall-clock times, in milliseconds.
median() {
	for _ in 1 2 3 4 5; do
		start=$(date +%s%N)
		"$@" > /dev/null
		echo $((($(date +%s%N) - start) / 1000000))
	done | sort -n | sed -n 3p
}

hash_all() {
	find circles ledger -type f | git hash-object --stdin-paths
}

printf '%10s %8s %10s %12s %12s %8s\n' decisions files 'check ms' 'ms per 1000' 'git hash ms' ratio
for decisions in 2500 5000 10000 20000 40000; do
	rm -rf "$work/network"
	python3 "$here/generate_network.py" "$work/network" 100 $decisions
	cd "$work/network"
	"$souci" apply > /dev/null
	check=$(median "$souci" check)
	hash=$(median hash_all)
	files=$(find circles ledger -type f | wc -l)
	awk -v n="$decisions" -v f="$files" -v c="$check" -v h="$hash" 'BEGIN {
		printf "%10d %8d %10d %12.1f %12d %8.2f\n", n, f, c, c * 1000 / n, h, c / (h > 0 ? h : 1) }'
	cd "$here"
done
