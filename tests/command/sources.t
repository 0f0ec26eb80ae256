#!/bin/bash
# One way to the network, whatever it is read from: the files, what is staged, a revision, a day.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

# ids: the ids of errors on standard input, one a line.
ids() {
	jq -r '.[] | select(.severity == "error") | .id' | LC_ALL=C sort -u
}

new_repository "$scratch/sources"
souci apply --commit >/dev/null
git tag v1
meeting north 2024-05-02 <<'RECORD'
Id: 1
Kind: return
Fund: region-2024
Action: garden
Amount: 20.00 EUR
RECORD
git add -A && git commit -q -m 'Write the minutes of May' && souci apply --commit >/dev/null

garden() {
	souci balance --format csv "$@" | sed -n 's/^Budget:north:garden:region-2024,EUR,//p'
}
is 'the files' -200.00 "$(garden)"
is 'a revision' -220.00 "$(garden --at HEAD~2)"
is 'a tag' -220.00 "$(garden --at v1)"
is 'an id' -200.00 "$(garden --at "$(git rev-parse --short HEAD)")"
is 'a day' -220.00 "$(garden --at 2024-04-30)"
is 'a day before' '' "$(garden --at 2024-03-06)"
is 'the day itself' -200.00 "$(garden --at 2024-05-02)"
says 'a revision that is not there' 2 'souci: no revision “v2” in this repository' souci check --at v2

# Wrong in the files, right in the index, and the other way round
sed -i 's/^Amount: 20.00/Amount: 30.00/' circles/north/meetings/2024-05-02.rec
is 'the files are at fault' sealed-meeting-changed "$(souci check --format json | ids)"
says 'what is staged is not' 0 'Pas de souci.' souci check --staged
says 'nor is a revision' 0 'Pas de souci.' souci check --at HEAD
git add -A && git show HEAD:circles/north/meetings/2024-05-02.rec >circles/north/meetings/2024-05-02.rec
says 'now the files are right' 0 'Pas de souci.' souci check
is 'and what is staged is not' sealed-meeting-changed "$(souci check --staged --format json | ids)"
git reset -q --hard

# Before the last apply
is 'the revision before apply waits for it' meeting-pending "$(souci check --at HEAD~1 --format json | jq -r '.[].id')"
holds 'plan of a revision' 'Envelope of A garden (Circles 2024): from 220.00 EUR to 200.00 EUR.' "$(souci plan --at HEAD~1)"

# Where the network is found
cd circles/north/meetings || exit 1
says 'from a folder below' 0 'Pas de souci.' souci check
cd / || exit 1
says 'with -C' 0 'Pas de souci.' souci -C "$scratch/sources" check
git clone -q --bare "$scratch/sources" "$scratch/bare.git"
says 'a bare repository has revisions' 0 'Pas de souci.' souci -C "$scratch/bare.git" check --at main
git init -q "$scratch/around" && cp -r "$scratch/sources/circles" "$scratch/sources/ledger" "$scratch/around" && mkdir "$scratch/around/net" &&
	mv "$scratch/around/circles" "$scratch/around/ledger" "$scratch/around/net" && cd "$scratch/around" && git add -A && git -c user.name=Lea -c user.email=lea@example.org commit -q -m 'A network in a folder'
says 'a network in a folder of its repository: a revision' 0 'Pas de souci.' souci -C "$scratch/around/net" check --at HEAD
says 'and what is staged there' 0 'Pas de souci.' souci -C "$scratch/around/net" check --staged
cd / || exit 1
mkdir "$scratch/nothing"
holds 'a folder without a network is a failure' 'souci: ' "$(souci -C "$scratch/nothing" check 2>&1)"
souci -C "$scratch/nothing" check >/dev/null 2>&1
is 'of the run' 2 $?
mkdir "$scratch/nothing/.git-less" && cd "$scratch/nothing/.git-less" || exit 1
souci check >/dev/null 2>&1
is 'also deeper' 2 $?

# From any folder of the network, those that hold a circles/ of their own included
new_repository "$scratch/folders"
"$SOUCI" --lang en apply >/dev/null && "$SOUCI" --lang en report >/dev/null
whole=$("$SOUCI" --lang en budget)
for folder in ledger ledger/circles ledger/circles/north reports reports/circles circles circles/north/meetings; do
	is "the network, from $folder" "$whole" "$("$SOUCI" --lang en -C "$folder" budget)"
done

# Without libgit2
version=$(sed -n 's/^#define LIBGIT2_SOVERSION *"\(.*\)"/\1/p' "$(pkg-config --variable=includedir libgit2)/git2/version.h")
mkdir "$scratch/broken" && : >"$scratch/broken/libgit2.so.$version"
if ! ldd "$SOUCI" | grep -q libgit2; then
	cd "$scratch/sources" || exit 1
	export LD_LIBRARY_PATH=$scratch/broken
	says 'the files need no libgit2' 0 'Pas de souci.' souci check
	souci check --at HEAD >/dev/null 2>"$scratch/told"
	is 'a revision does' 2 $?
	holds 'and that is said' 'libgit2, which reads git repositories, cannot be loaded: ' "$(cat "$scratch/told")"
	unset LD_LIBRARY_PATH
fi

done_testing
