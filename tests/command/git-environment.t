#!/bin/bash
# Git's own variables: hooks set them, and people do. souci reads the repository, the index and the objects that they
# name, and commits by whom and when they say.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_repository "$scratch/network"
souci apply --commit >/dev/null
balance=$(souci balance)
head=$(git rev-parse HEAD)
git clone -q --bare . "$scratch/bare.git"

# The repository
mkdir "$scratch/elsewhere" && cd "$scratch/elsewhere" || exit 1
says 'GIT_DIR names the repository' 0 "$balance" env GIT_DIR="$scratch/network/.git" "$SOUCI" --lang en balance --at HEAD
says 'a bare one too' 0 "$balance" env GIT_DIR="$scratch/bare.git" "$SOUCI" --lang en balance --at HEAD
says 'GIT_DIR of nothing' 2 "souci: GIT_DIR names $scratch/none, which is no git repository" \
	env GIT_DIR="$scratch/none" "$SOUCI" --lang en log
cp -a "$scratch/network/circles" "$scratch/network/ledger" . && echo '# changed' >>circles/people.rec
is 'GIT_WORK_TREE names its files' "$balance" \
	"$(cd / && GIT_DIR=$scratch/network/.git GIT_WORK_TREE=$scratch/elsewhere "$SOUCI" -C "$scratch/elsewhere" --lang en balance --staged)"
is 'without it they are those of the current folder' "$balance" "$(GIT_DIR=$scratch/network/.git "$SOUCI" --lang en balance --staged)"
git init -q "$scratch/above" && cp -a "$scratch/network" "$scratch/above/below" && rm -rf "$scratch/above/below/.git"
says 'no repository is looked for above GIT_CEILING_DIRECTORIES' 2 \
	"souci: $scratch/above/below is not in a git repository; git init makes one" \
	env GIT_CEILING_DIRECTORIES="$scratch/above" "$SOUCI" -C "$scratch/above/below" --lang en check --at HEAD

# The index
cd "$scratch/network" || exit 1
cp .git/index "$scratch/index" && echo 'rubbish' >circles/rubbish.rec
GIT_INDEX_FILE=$scratch/index git add circles/rubbish.rec
holds 'GIT_INDEX_FILE names what is staged' 'circles/rubbish.rec' "$(GIT_INDEX_FILE=$scratch/index souci check --staged)"
is 'the own index does not know of it' 'Pas de souci.' "$(souci check --staged)"
cp "$scratch/index" other-index
holds 'its path is one from the top' 'circles/rubbish.rec' "$(cd circles && GIT_INDEX_FILE=other-index souci check --staged)"
rm circles/rubbish.rec other-index
cat >.git/hooks/pre-commit <<HOOK
#!/bin/sh
exec "$SOUCI" check --strict --staged
HOOK
chmod +x .git/hooks/pre-commit
echo 'rubbish' >circles/rubbish.rec && git add circles/rubbish.rec && echo '# a note' >>circles/people.rec
is 'a commit of one file is judged by that file' 0 "$(git commit -q -m 'A note' circles/people.rec >/dev/null 2>&1; echo $?)"
is 'and one of all by all' 1 "$(echo '# more' >>circles/people.rec; git commit -q -a -m 'More' >/dev/null 2>&1; echo $?)"
git rm -q --cached circles/rubbish.rec && rm circles/rubbish.rec
is 'commit -a is judged by what it takes' 0 "$(git commit -q -a -m 'More' >/dev/null 2>&1; echo $?)"
rm .git/hooks/pre-commit

# Objects
git init -q "$scratch/empty" && cd "$scratch/empty" || exit 1
says 'GIT_ALTERNATE_OBJECT_DIRECTORIES lends objects' 0 "$balance" \
	env GIT_ALTERNATE_OBJECT_DIRECTORIES="$scratch/none:$scratch/network/.git/objects" "$SOUCI" --lang en balance --at "$head"
says 'GIT_OBJECT_DIRECTORY takes the place of its own' 0 "$balance" \
	env GIT_OBJECT_DIRECTORY="$scratch/network/.git/objects" "$SOUCI" --lang en balance --at "$head"
holds 'which are seen no more then' 'missing' "$(cd "$scratch/network" && GIT_OBJECT_DIRECTORY=$scratch/empty/.git/objects "$SOUCI" --lang en balance --at HEAD 2>&1)"

# Who commits, and when
fresh() {
	rm -rf "$scratch/fresh" && new_repository "$scratch/fresh"
}
who() {
	git log -1 --format='%an <%ae> %ad | %cn <%ce> %cd' --date=raw
}
fresh && GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org GIT_AUTHOR_DATE='@1711111111 +0100' GIT_COMMITTER_NAME=Bea \
	GIT_COMMITTER_EMAIL=bea@example.org GIT_COMMITTER_DATE='2024-04-11T09:30:00+02:00' souci apply --commit >/dev/null
is 'the variables say who commits and when' 'Ada <ada@example.org> 1711111111 +0100 | Bea <bea@example.org> 1712820600 +0200' "$(who)"
fresh && git config author.name Cle && git config committer.email dan@example.org && souci apply --commit >/dev/null
is 'then the configuration' 'Cle <lea@example.org> 1717243200 +0000 | Léa Martin <dan@example.org> 1717243200 +0000' "$(who)"
fresh && git config --unset user.email && EMAIL=eve@example.org souci apply --commit >/dev/null
is 'then EMAIL' 'Léa Martin <eve@example.org>' "$(git log -1 --format='%an <%ae>')"
while IFS='|' read -r date; do
	fresh && GIT_COMMITTER_DATE=$date souci apply --commit >/dev/null
	souci_says=$(git log -1 --format=%cd --date=raw)
	GIT_COMMITTER_DATE=$date git commit -q --allow-empty -m 'By git'
	is "git reads the same in: $date" "$(git log -1 --format=%cd --date=raw)" "$souci_says"
done <<'DATES'
1711111111 -0330
2024-04-11 09:30
Thu, 11 Apr 2024 09:30:00 +0200
11 Apr 2024 09:30:00 GMT
2024-04-11T09:30:00.5Z
DATES
for date in yesterday '2024-02-30T10:00:00Z' '04/11/2024' '12 +0000'; do
	fresh && digest=$(tree_digest)
	holds "a date that is none: $date" "2: souci: GIT_COMMITTER_DATE: “$date” is no date" \
		"$(text=$(GIT_COMMITTER_DATE=$date souci apply --commit 2>&1); echo "$?: $text")"
	is 'nothing is written' "$digest" "$(tree_digest)"
done

done_testing
