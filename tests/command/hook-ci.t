#!/bin/bash
# souci hook ci: what the written files make a forge run, run here: proposals are checked, the main branch applies.
. tests/tap.sh
. tests/network.sh

# jobs FORGE NAME: the shell of a job, without what installs souci.
jobs() {
	"$SOUCI" hook ci "$1" --sources https://example.org/souci.git 2>/dev/null | python3 -c '
import sys, yaml
forge, name = sys.argv[1:]
file = yaml.safe_load(sys.stdin)
if forge in ("github", "forgejo"):
    lines = [step["run"] for step in file["jobs"][name]["steps"] if "run" in step]
elif forge == "gitlab":
    lines = file["souci-" + name]["script"]
else:
    lines = file["steps"][name]["commands"]
print("set -e")
print("\n".join(line for line in lines if "apt-get" not in line))' "$1" "$2"
}

# forge_runs FORGE JOB: runs it in a clone of the forge, as the forge would; for a proposal, that of the branch proposal.
forge_runs() {
	rm -rf "$scratch/runner"
	case $2 in
	check) git clone -q -b proposal "$scratch/forge.git" "$scratch/runner" ;;
	*) git clone -q "$scratch/forge.git" "$scratch/runner" ;;
	esac
	(
		cd "$scratch/runner" || exit
		[ "$1" != woodpecker ] || git update-ref -d refs/remotes/origin/main # it fetches the proposal alone
		git checkout -q --detach
		export BASE HEAD CI_MERGE_REQUEST_DIFF_BASE_SHA CI_COMMIT_TARGET_BRANCH=main CI_COMMIT_BRANCH=main SOUCI_TOKEN=token \
			CI_SERVER_HOST=forge.example CI_PROJECT_PATH=network SOUCI_PUSH=$scratch/forge.git
		BASE=$(git -C "$scratch/forge.git" rev-parse main) HEAD=$(git rev-parse HEAD) CI_MERGE_REQUEST_DIFF_BASE_SHA=$BASE
		git config url."$scratch/forge.git".insteadOf https://souci:token@forge.example/network.git
		PATH=$(dirname "$SOUCI"):$PATH sh -c "$(jobs "$1" "$2")" 2>&1
	)
}

new_network "$scratch/member" || exit
git clone -q --bare . "$scratch/forge.git"
git remote add origin "$scratch/forge.git"
for forge in github gitlab forgejo woodpecker; do
	git checkout -q -B proposal main && git push -q -f origin main # without the commit of the job before, which is of today
	day=2024-03-02
	contribution "$day" 10.00
	{ meeting "$day" && retribution 1 "$day" 10.00; } >"circles/arles/meetings/$day.rec"
	commit_as zoe "$day" 'Regulate' && git push -q -f origin proposal
	output=$(forge_runs $forge check)
	is "$forge: a proposal with minutes to apply passes" 0 $?
	printf 'Colour: green\n' >>"circles/arles/meetings/$day.rec" && commit_as zoe "$day" 'Say a colour' && git push -q -f origin proposal
	output=$(forge_runs $forge check)
	is "$forge: one that brings an error fails" 1 $?
	holds "$forge: and says so" Colour "$output"
	git push -q -f origin HEAD~1:main
	output=$(forge_runs $forge apply)
	is "$forge: the main branch is applied" 0 $?
	is "$forge: in a commit that was pushed" "circles/arles/sealed/$day.rec" \
		"$(git -C "$scratch/forge.git" diff --name-only main~1 main | grep sealed)"
	before=$(git -C "$scratch/forge.git" rev-parse main)
	output=$(forge_runs $forge apply)
	is "$forge: and not again" "0 $before" "$? $(git -C "$scratch/forge.git" rev-parse main)"
done
done_testing
