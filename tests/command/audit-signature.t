#!/bin/bash
# Signatures: where a person declares keys, only a signature by one of them counts, on the days it holds.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/network" || exit

audit() {
	"$SOUCI" audit --format json "$@" | jq -r '.[] | "\(.id) \(.commit[0:10])"' |
		while read -r id commit; do
			echo "$id $(git log -1 --format=%s "$commit")"
		done
}

# signed_as PERSON DAY MESSAGE OPTION…: a commit signed as git is told by the options.
signed_as() {
	person=$1 day=$2 message=$3
	shift 3
	git add -A && GIT_AUTHOR_DATE="${day}T12:00:00+0000" GIT_COMMITTER_DATE="${day}T12:00:00+0000" git \
		-c user.name="$person" -c user.email="$person@example.org" "$@" commit -q -S --allow-empty -m "$message"
}

ssh_as() {
	key=$1
	shift
	signed_as "$@" -c gpg.format=ssh -c user.signingkey="$scratch/$key"
}

for key in tom new-tom lea; do
	ssh-keygen -q -t ed25519 -N '' -C "$key's key" -f "$scratch/$key"
done
mkdir -m 700 "$scratch/gnupg"
export GNUPGHOME=$scratch/gnupg
gpg --batch --quiet --faked-system-time 20240101T000000 --passphrase '' --quick-generate-key 'Lea <lea@example.org>' ed25519 sign never 2>/dev/null
gpg --batch --quiet --faked-system-time 20240101T000000 --passphrase '' --quick-generate-key 'Other <other@example.org>' ed25519 sign never 2>/dev/null
printf '#!/bin/sh\nexec gpg --faked-system-time 20240302T000000 "$@"\n' >"$scratch/gpg" && chmod +x "$scratch/gpg"

# declare PERSON KEY: adds the key to the person's record.
declare_key() {
	sed -i "s|^Email: $1@example.org|&\nKey: $2|" circles/people.rec
}

declare_key tom "$(cat "$scratch/tom.pub") until 2024-03-10"
declare_key lea "openpgp $(gpg --export lea@example.org | base64 -w0)"
printf 'Authority: default\n' >>circles/network.rec
says 'keys can be read' 0 'Pas de souci.' "$SOUCI" check
commit_as tom 2024-02-08 'Set authority and keys'
says 'the commit that declares a key need not be signed by it' 0 'Pas de souci.' "$SOUCI" audit

contribution 2024-03-01 10.00 && ssh_as tom tom 2024-03-01 'Signed with SSH'
says 'a commit signed with SSH' 0 'Pas de souci.' "$SOUCI" audit
contribution 2024-03-02 10.00 && commit_as tom 2024-03-02 'Not signed'
is 'one that is not' 'audit-signature-missing Not signed' "$(audit)"
git reset -q --hard HEAD~1
contribution 2024-03-02 10.00 && ssh_as lea tom 2024-03-02 'Signed by another'
is 'one signed with the key of another' 'audit-signature-bad Signed by another' "$(audit)"
git reset -q --hard HEAD~1

contribution 2024-03-02 10.00 && ssh_as tom tom 2024-03-02 'Signed'
forged=$(git cat-file commit HEAD | sed 's/^Signed$/Signed something else/' | git hash-object -t commit -w --stdin)
git reset -q --hard "$forged"
is 'one that was changed after it was signed' 'audit-signature-bad Signed something else' "$(audit)"
git reset -q --hard HEAD~1

ssh_as tom tom 2024-03-10 'On the last day'
says 'a key holds on its last day' 0 'Pas de souci.' "$SOUCI" audit
contribution 2024-03-11 10.00 && ssh_as tom tom 2024-03-11 'The day after'
is 'and not the day after' 'audit-signature-bad The day after' "$(audit)"
git reset -q --hard HEAD~1
declare_key tom "$(cat "$scratch/new-tom.pub") from 2024-03-11" && ssh_as tom tom 2024-03-10 'Declare a new key'
contribution 2024-03-11 10.00 && ssh_as new-tom tom 2024-03-11 'With the new key'
says 'a key follows another, whose older signatures stay good' 0 'Pas de souci.' "$SOUCI" audit
is 'the summary counts them' 'signed with a key of their author 4' \
	"$("$SOUCI" audit --summary | grep 'signed with' | tr -s ' ')"

signed_as lea 2024-03-12 'Signed with OpenPGP' -c gpg.program="$scratch/gpg" -c user.signingkey=lea@example.org
says 'a commit signed with OpenPGP' 0 'Pas de souci.' "$SOUCI" audit
signed_as lea 2024-03-13 'Signed with another OpenPGP key' -c gpg.program="$scratch/gpg" -c user.signingkey=other@example.org
is 'one by another OpenPGP key' 'audit-signature-bad Signed with another OpenPGP key' "$(audit)"
git reset -q --hard HEAD~1
ssh_as lea lea 2024-03-13 'Signed with SSH by lea'
is 'one by an SSH key that was not declared' 'audit-signature-bad Signed with SSH by lea' "$(audit)"
git reset -q --hard HEAD~1

# Of an OpenPGP key the days that people.rec gives count, not its own: one that expired since, that was revoked since, a subkey.
fingerprint_of() {
	gpg --batch --with-colons --list-keys "$1" | sed -n 's/^fpr:*\([0-9A-F]*\):$/\1/p' | head -n 1
}
for key in 'expired sign 2024-06-01' 'revoked sign never' 'subkey cert never'; do
	gpg --batch --quiet --faked-system-time 20240101T000000 --passphrase '' \
		--quick-generate-key "Max <${key%% *}@example.org>" ed25519 ${key#* } 2>/dev/null
done
gpg --batch --quiet --faked-system-time 20240101T000000 --passphrase '' --quick-add-key "$(fingerprint_of subkey@example.org)" ed25519 sign never
mkdir -m 700 "$scratch/revoking" # where it is revoked: here it goes on to sign
sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$(fingerprint_of revoked@example.org).rev" >"$scratch/revocation"
gpg --export revoked@example.org | gpg --homedir "$scratch/revoking" --batch --quiet --import 2>/dev/null
gpg --homedir "$scratch/revoking" --batch --quiet --import "$scratch/revocation" 2>/dev/null
for key in expired:e revoked:r subkey:-; do
	name=${key%:*} home=$GNUPGHOME
	[ $name != revoked ] || home=$scratch/revoking
	gpg --homedir "$home" --export "$name@example.org" >"$scratch/exported"
	holds "$name: gpg says so" "pub:${key#*:}:" "$(gpg --batch --with-colons --show-keys "$scratch/exported" | sed 's/^pub:[oqfu]*:/pub:-:/')"
	declare_key max "openpgp $(base64 -w0 "$scratch/exported") until 2024-03-14"
	commit_as max 2024-03-13 'Declare a key'
	signed_as max 2024-03-14 'Signed in time' -c gpg.program="$scratch/gpg" -c user.signingkey="$name@example.org"
	is "$name: what it signed on its days is good" '' "$(audit)"
	signed_as max 2024-03-15 'Signed late' -c gpg.program="$scratch/gpg" -c user.signingkey="$name@example.org"
	is "$name: and not afterwards" 'audit-signature-bad Signed late' "$(audit)"
	git reset -q --hard HEAD~3
done

# A key that is revoked on the main branch, and one that follows it there, beside a branch from before.
ssh-keygen -q -t ed25519 -N '' -C "max's key" -f "$scratch/max" && ssh-keygen -q -t ed25519 -N '' -C "max's next key" -f "$scratch/next-max"
main=$(git symbolic-ref --short HEAD)
declare_key max "$(cat "$scratch/max.pub")" && commit_as max 2024-03-13 'Declare a key of max'
git branch honest && git checkout -q -b stale && mkdir -p circles/arles/contributions/2024
printf '%%rec: Contribution\n\nDate: 2024-03-12\nAction: cafe\nTime: 1h\nReport: One.\n' >circles/arles/contributions/2024/max.rec
ssh_as max max 2024-03-14 'On a branch, before'
printf '\nDate: 2024-03-13\nAction: cafe\nTime: 1h\nReport: Two.\n' >>circles/arles/contributions/2024/max.rec
ssh_as max max 2024-03-17 'With the stolen key'
is 'a branch is judged by the keys that it knows' '' "$(audit)"
git checkout -q "$main" && sed -i 's|^\(Key: .*max.s key\)$|\1 until 2024-03-15|' circles/people.rec
declare_key max "$(cat "$scratch/next-max.pub") from 2024-03-16" && ssh_as max max 2024-03-15 'Revoke the key of max'
merge_into_main() {
	GIT_AUTHOR_DATE=2024-03-18T12:00:00Z GIT_COMMITTER_DATE=2024-03-18T12:00:00Z git -c user.name=lea -c user.email=lea@example.org \
		-c gpg.program="$scratch/gpg" -c user.signingkey=lea@example.org merge -q -S --no-ff --no-edit -m "Merge $1" "$1"
}
merge_into_main stale
is 'a merge that brings what a revoked key signed tells it, and not what it signed before' 'audit-key-lapsed With the stolen key' "$(audit)"
is 'from what is kept too' 'audit-key-lapsed With the stolen key' "$(audit)"
holds 'with the merge' "of the merge $(git rev-parse --short=10 HEAD) knows that" "$("$SOUCI" audit)"
git reset -q --hard HEAD~1 && git checkout -q stale && git -c user.name=lea -c user.email=lea@example.org -c gpg.program="$scratch/gpg" \
	-c user.signingkey=lea@example.org merge -q -S --no-ff -m 'Take main in' "$main" 2>/dev/null
is 'and one into the branch does' 'audit-key-lapsed With the stolen key' "$(audit | grep lapsed)"
git checkout -q honest && declare_key max "$(cat "$scratch/lea.pub")" && ssh_as max max 2024-03-14 'Declare another key on a branch'
ssh_as lea max 2024-03-17 'With that key' && git checkout -q "$main"
git -c user.name=lea -c user.email=lea@example.org merge -q -X theirs --no-ff --no-commit honest >/dev/null 2>&1
signed_as lea 2024-03-18 'Merge honest' -c gpg.program="$scratch/gpg" -c user.signingkey=lea@example.org
is 'a key that the branch declared itself is known to the merge' '2 ' "$(git rev-list HEAD^1..HEAD^2 | wc -l) $(audit | grep lapsed)"
git reset -q --hard HEAD~2

# A key that is revoked, from a day before its last signature: what was good when it was made stays good.
ssh-keygen -q -t ed25519 -N '' -C "zoe's key" -f "$scratch/zoe"
declare_key zoe "$(cat "$scratch/zoe.pub")" && commit_as zoe 2024-03-13 'Declare a key' && ssh_as zoe zoe 2024-03-14 'Before it was lost'
sed -i 's|^\(Key: .*zoe.s key\)$|\1 until 2024-03-13|' circles/people.rec && ssh_as zoe zoe 2024-03-15 'Revoke the key'
says 'what a key signed before it was revoked stays good' 0 'Pas de souci.' "$SOUCI" audit
rm -r .git/souci
says 'and is found so again' 0 'Pas de souci.' "$SOUCI" audit
ssh_as zoe zoe 2024-03-16 'With the lost key'
is 'what it signs afterwards is not' 'audit-signature-bad With the lost key' "$(audit)"
ssh_as zoe zoe 2024-03-13 'With the lost key, dated back'
is 'a commit that is dated back is told' 'audit-date-backwards With the lost key, dated back
audit-signature-bad With the lost key' "$(audit | sort)"
git reset -q --hard HEAD~2

is 'results are kept' '' "$(grep -vE '^[0-9a-f]{64} (good|bad)$' .git/souci/signatures)"
is 'once each' '' "$(sort .git/souci/signatures | uniq -d)"
says 'and serve where the programs are missing' 0 'Pas de souci.' env PATH=/nowhere "$SOUCI" audit
rm -r .git/souci
says 'which else is told' 2 'souci: cannot run ssh-keygen, which verifies signatures: No such file or directory' \
	env PATH=/nowhere "$SOUCI" audit HEAD~8..HEAD~7
says 'they can be deleted' 0 'Pas de souci.' "$SOUCI" audit

# Whatever became of the results that were kept, the outcome is the same, with the signature of another among the commits.
kept=.git/souci/signatures
contribution 2024-03-17 10.00 && ssh_as zoe tom 2024-03-17 'Signed by zoe for tom'
right='audit-signature-bad Signed by zoe for tom'
is 'a bad signature is told' "$right" "$(audit)"
is 'from what is kept too' "$right" "$(audit)"
cp $kept "$scratch/kept"
printf 'rubbish\0\377\n%s good\nbad\n' "$(head -c 64 /dev/zero | tr '\0' z)" >$kept
is 'rubbish in the place of results' "$right" "$(audit)"
is 'and behind it' "$right" "$(audit)"
head -c -9 "$scratch/kept" >$kept
is 'a file that was cut off' "$right" "$(audit)"
is 'and went on behind the cut' "$right" "$(audit)"
head -c 300000 /dev/zero | tr '\0' a >$kept
is 'a line without end' "$right" "$(audit)"
{ cat "$scratch/kept" && sed 's/good$/BAD/; s/bad$/good/; s/BAD$/bad/' "$scratch/kept"; } >$kept
is 'one that says both good and bad of each' "$right" "$(audit)"
: >$kept && chmod 0 $kept
is 'one that may not be read or written' "$right" "$(audit)"
rm -f $kept && mkdir $kept
is 'a folder in its place' "$right" "$(audit)"
rm -r .git/souci && : >.git/souci
is 'a file in the place of its folder' "$right" "$(audit)"
rm .git/souci
for run in 1 2 3; do
	audit >"$scratch/run-$run" &
done
wait
for run in 1 2 3; do
	is "several audits at once: $run" "$right" "$(cat "$scratch/run-$run")"
done
is 'keep whole lines' '' "$(grep -vE '^[0-9a-f]{64} (good|bad)$' $kept)"
is 'that serve' "$right" "$(audit)"
mkdir -p "$scratch/killed" && printf '#!/bin/sh\nkill -9 $$\n' >"$scratch/killed/ssh-keygen" && chmod +x "$scratch/killed/ssh-keygen"
rm -r .git/souci
says 'a verifier that is killed says nothing of the signature' 2 'souci: ssh-keygen, which verifies signatures, was stopped before it ended' \
	env PATH="$scratch/killed:$PATH" "$SOUCI" audit HEAD~1..HEAD
is 'and nothing is kept of it' "$right" "$(audit)"
git reset -q --hard HEAD~1
is 'nothing is left behind' '' "$(find /tmp -maxdepth 1 -name 'souci-??????' -newer "$scratch/gpg" 2>/dev/null)"

declare_key zoe 'ssh-ed25519'
declare_key max 'ssh-ed25519 AAAA from 2024-02-30'
declare_key nadia 'ssh-ed25519 AAAA from 2024-03-01 until 2024-02-01'
is 'a key that cannot be read is a finding' 'key-malformed key-malformed key-malformed' \
	"$("$SOUCI" check --format json | jq -r '.[].id' | tr '\n' ' ' | sed 's/ $//')"
done_testing
