#!/bin/sh
# How souci reads a long history, beside what git needs in the same run: COMMITS commits (10,000 when not said) of
# generate_history.py. Medians of RUNS runs (3), which take turns; the repository is kept when FOLDER is given.
#
#     histories.sh SOUCI [COMMITS [FOLDER]]
set -eu
souci=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
commits=${2:-10000}
work=${3:-$(mktemp -d)}
runs=${RUNS:-3}
[ -n "${3:-}" ] || trap 'rm -rf "$work"' EXIT

if [ ! -d "$work/history-$commits" ]; then
	git init -q --bare -b main "$work/history-$commits"
	python3 "$here/generate_history.py" "$souci" "$commits" | git -C "$work/history-$commits" fast-import --quiet
fi
cd "$work/history-$commits"
sizes=$(git cat-file --batch-all-objects --batch-check='%(objecttype) %(objectsize)' |
	awk '$1 == "blob" { size += $2 } END { printf "%d", size / 1000000 }')
printf "\n## A history\n\n"
echo "$commits commits, $sizes MB of files in $(du -sm . | cut -f1) MB."

all_blobs() {
	git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)' |
		sed -n 's/ blob$//p' | git cat-file --batch
}

checks() {
	for back in 1 $((commits / 2)) $((commits - 1)); do
		"$souci" check --at "HEAD~$back"
	done
}

measure() {
	case $1 in
	'git log --raw') git log --raw ;;
	'git cat-file --batch') all_blobs ;;
	'git log -p') git log -p ;;
	'souci log --decisions') "$souci" log --decisions --format csv ;;
	'souci history ledger') "$souci" history ledger --format csv ;;
	'souci audit') "$souci" audit ;;
	'souci check --at, three') checks ;;
	esac > "$work/output"
}

for run in $(seq "$runs"); do
	for name in 'git log --raw' 'git cat-file --batch' 'git log -p' 'souci log --decisions' 'souci history ledger' \
		'souci audit' 'souci check --at, three'; do
		start=$(date +%s%N)
		measure "$name"
		echo "$name	$((($(date +%s%N) - start) / 1000000))"
	done
done | sort -t '	' -k1,1 -k2,2n | awk -F '\t' '
	{ times[$1, ++count[$1]] = $2 }
	END {
		printf "\n| command | elapsed | to git log --raw | to git log -p |\n| --- | ---: | ---: | ---: |\n"
		for (name in count) median[name] = times[name, int((count[name] + 1) / 2)]
		for (name in median)
			printf "| %s | %.2f s | %.2f | %.2f |\n", name, median[name] / 1000,
				median[name] / median["git log --raw"], median[name] / median["git log -p"] | "sort"
	}'
