#!/bin/bash
# Lines that end in CR LF, as git checks them out on Windows or with core.autocrlf=true: all works as elsewhere.
. tests/tap.sh
. tests/command/network.sh
sources=$PWD

souci() {
	"$SOUCI" --lang en "$@"
}

# windows FOLDER: what git would check out there.
windows() {
	git clone -q -c core.autocrlf=true "$scratch/origin" "$1" && cd "$1" || exit 1
}

# found: the ids of what check finds in the working tree, notices apart.
found() {
	souci check | grep -oE ': (error|warning): .*' | grep -oE '\[[a-z-]+\]$' | sort -u
}

git config --global user.name 'Léa Martin'
git config --global user.email lea@example.org
git config --global init.defaultBranch main

mkdir "$scratch/origin" && cp -r circles ledger reports "$scratch/origin" && cd "$scratch/origin" || exit 1
git init -q .
git add -A
git commit -q -m 'Write the example'
souci trace drac-2023 >"$scratch/trace"
souci checkpoint >"$scratch/checkpoint"

# ---- a checkout ----

windows "$scratch/checkout"
result 'git writes CR LF' "$(grep -c $'\r$' circles/network.rec >/dev/null; echo $?)"
souci check >"$scratch/check"
is 'check finds nothing wrong' 0 $?
is 'but tells it once' 'Pas de souci. (2 notices)' "$(tail -n 1 "$scratch/check")"
holds 'with the number of files' "lines end in CR LF, as on Windows (record files: $(find circles -name '*.rec' ! -name register.rec | wc -l)) [file-crlf]" \
	"$(cat "$scratch/check")"
result 'even --strict' "$(souci check --strict >/dev/null; echo $?)"
is 'what is staged has LF' 'Pas de souci. (1 notice)' "$(souci check --staged | tail -n 1)"
says 'there is nothing to plan' 0 'There is nothing to apply.' souci plan
says 'nor to apply' 0 'Nothing to apply.' souci apply
says 'the reports are proved' 0 'All 50 reports are what the files give.' souci report --verify
says 'and not written again' 0 'Reports written: 0 of 50.' souci report
says 'the layout is right' 0 '' souci fmt --check
says 'the history is right' 0 'Pas de souci.' souci audit
is 'evidence is traced as it was sealed' '' "$(souci trace drac-2023 | diff "$scratch/trace" -)"
says 'the checkpoint is the same' 0 "$(cat "$scratch/checkpoint")" souci checkpoint
is 'blame sees no change' 0 "$(souci blame circles/people.rec | grep -c 'not committed')"
is 'all that left the files as they were' '' "$(git status --short)"

printf 'more\r\n' >>reports/index.html
is 'an edit of a report is told' 'reports/index.html: differs from what the files give' "$(souci report --verify)"
git checkout -q .

# ---- a meeting ----

souci new contribution flandres wim estaminet-partage --today 2024-11-15 Temps=4h Tache=animation 'Demande=108,00 €' \
	'Rapport=Veillée à Bailleul.' 'Justificatif=attendance evidence/2024/veillee-steenvoorde.md' >/dev/null
is 'what is written to has ends of one kind' 0 "$(grep -c $'\r$' circles/flandres/contributions/2024/wim.rec)"
record_file circles/flandres/meetings/2024-12-19.rec <<'RECORD'
%rec: Reunion

Cercle: flandres
Date: 2024-12-19
Titre: Régulation de décembre
Statut: adoptee
Presents: wim bernadette simon

%rec: Decision

Id: 1
Nature: retribuer
Contribution: wim/2024-11-15
Fonds: fonds-propres
Montant: 108,00 €
RECORD
sed -i 's/$/\r/' circles/flandres/meetings/2024-12-19.rec
is 'a meeting is planned' '1 meeting, 1 decision; 108,00 EUR become due. Files to write: 4.' "$(souci plan | tail -n 1)"
git add -A 2>/dev/null
git config core.safecrlf true # git itself refuses to stage LF then
git commit -q -m 'Write minutes'
is 'applied and committed' 'Files written: 4.' "$(souci apply --commit | sed -n 2p)"
git config core.safecrlf false
is 'all of it' '' "$(git status --short)"
is 'git stores LF' '' "$(git ls-files --eol | grep -v '^i/lf')"
says 'twice is the same as once' 0 'Nothing to apply.' souci apply --commit
is 'nothing is wrong then' 'Pas de souci. (2 notices)' "$(souci check | tail -n 1)"
is 'nor in the history' 'Pas de souci.' "$(souci audit)"
git clone -q -c core.autocrlf=false . "$scratch/elsewhere"
is 'nor where lines end in LF: the seal is that of both' 'Pas de souci. (1 notice)' "$(souci -C "$scratch/elsewhere" check | tail -n 1)"
souci hook install >/dev/null
echo "# a word" >>circles/flandres/meetings/2024-12-19.rec
git add -A 2>/dev/null
result 'the hook lets pass what is right' "$(git commit -q -m 'Say a word' >/dev/null 2>&1; echo $?)"
printf '\r\nNom: personne\r\n' >>circles/people.rec
git add -A 2>/dev/null
result 'and stops what is wrong' "$(git commit -q -m 'Name nobody' >/dev/null 2>&1; [ $? = 1 ]; echo $?)"
git reset -q --hard

# ---- a real edit is found ----

sed -i 's/108,00/107,00/' circles/flandres/meetings/2024-12-19.rec
is 'in sealed minutes' '[sealed-meeting-changed]' "$(found)"
git checkout -q .
printf 'more\r\n' >>circles/flandres/evidence/2024/veillee-steenvoorde.md
is 'in evidence' '[sealed-evidence-changed]' "$(found)"
git checkout -q .
sed -i '1s/\r$/\r\r/' circles/flandres/evidence/2024/veillee-steenvoorde.md
is 'a carriage return more' '[sealed-evidence-changed]' "$(found)"
git checkout -q .
printf '# more\r\n' >>circles/flandres/sealed/2024-05-02.rec
is 'in a seal' '[seal-edited]' "$(found)"
git checkout -q .
printf '# more\r\n' >>circles/flandres/register.rec
is 'in a register' '[generated-file-stale]' "$(found)"
git checkout -q .
sed -i '1s/\r$/ \r x\r/' circles/people.rec
is 'a carriage return alone is still told' '[file-control-character]' "$(found)"
git checkout -q .

sed -i 's/^%rec: Person\r$/%rec: Person x\r/' circles/people.rec
is 'whose contribution it was may be unknown' '[record-type-malformed]' "$(found)"
git checkout -q .

# ---- fmt writes LF ----

is 'fmt names what it writes' circles/people.rec "$(souci fmt circles/people.rec)"
is 'with LF' 0 "$(grep -c $'\r$' circles/people.rec)"
is 'which to git is no change' '' "$(git diff 2>/dev/null)"
is 'twice is once' '' "$(souci fmt circles/people.rec)"

# ---- a repository that stores CR LF ----

windows "$scratch/stored"
git config core.autocrlf false
git add --renormalize .
git commit -q -m 'Store CR LF'
is 'git stores CR LF' '' "$(git ls-files --eol | grep -v '^i/crlf')"
is 'a revision with CR LF is right' 'Pas de souci. (2 notices)' "$(souci check --at HEAD | tail -n 1)"
says 'of which the log has nothing to tell' 0 '' souci log HEAD~1..HEAD
is 'seals that end their lines otherwise are none that were replaced' 'Pas de souci.' "$(souci audit)"
says 'apply leaves them' 0 'Nothing to apply.' souci apply --commit
says 'and so does report' 0 'All 50 reports are what the files give.' souci report --verify
is 'blame sees no change' 0 "$(souci blame circles/people.rec | grep -c 'not committed')"
cp "$scratch/checkout/circles/flandres/contributions/2024/wim.rec" circles/flandres/contributions/2024/
cp "$scratch/checkout/circles/flandres/meetings/2024-12-19.rec" circles/flandres/meetings/
git add -A
git commit -q -m 'Write minutes'
is 'a meeting is committed' 'Files written: 4.' "$(souci apply --commit | sed -n 2p)"
is 'its four files, and no other' 4 "$(git show --name-only --format= | wc -l)"
is 'all of it' '' "$(git status --short)"

# What the finding says, word for word
echo '* text=auto eol=lf' >.gitattributes
git add .gitattributes
git add --renormalize .
git commit -q -m 'End lines with LF'
git rm -rq --cached . && git reset -q --hard
is 'the hint leaves nothing to be told' 'Pas de souci. (1 notice)' "$(souci check | tail -n 1)"
is 'nothing was replaced' 'Pas de souci.' "$(souci audit)"
is 'who wrote what stays' "$(git log --format=%h --abbrev=10 --grep 'Write minutes')" \
	"$(souci blame circles/flandres/meetings/2024-12-19.rec --format csv | grep -oE ',[0-9a-f]{10}[0-9a-f]*,' | cut -c2-11 | sort -u)"

# Evidence that came with CR LF, sealed when souci took its bytes as they were
cp -r "$sources/circles" "$sources/ledger" "$scratch/origin/" && cd "$scratch/origin" || exit 1
evidence=circles/flandres/evidence/2024/veillee-steenvoorde.md
before=$(sha256sum "$evidence" | cut -d' ' -f1)
sed -i 's/$/\r/' "$evidence"
is 'a digest of LF is that of CR LF' '' "$(found)"
sed -i "s/$before/$(sha256sum "$evidence" | cut -d' ' -f1)/" circles/flandres/sealed/*.rec
is 'a digest of CR LF too' '' "$(found)"
says 'such a seal stays as it is' 0 'Nothing to apply.' souci apply
holds 'trace knows it' 'veillee-steenvoorde.md, as it was sealed' "$(souci trace wim/2024-03-15)"
sed -i 's/\r$//' "$evidence"
is 'not of another text' '[sealed-evidence-changed]' "$(found)"

# The repository of a network that souci began
mkdir "$scratch/begun" && cd "$scratch/begun" && git init -q . || exit 1
souci init --name 'Our network' >/dev/null
mkdir -p circles/network/evidence && printf 'date;amount\r\n' >circles/network/evidence/bank.csv
git add -A
git commit -q -m 'Begin'
git clone -q -c core.autocrlf=true . "$scratch/begun-windows"
is 'has LF everywhere' '' "$(git -C "$scratch/begun-windows" ls-files --eol | grep -v 'w/lf' | grep -v evidence)"
is 'and evidence as it came' 'i/crlf w/crlf' "$(git -C "$scratch/begun-windows" ls-files --eol circles/network/evidence | awk '{ print $1, $2 }')"

done_testing
