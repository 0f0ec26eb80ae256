#!/bin/bash
# Repositories that are damaged, unusual or of a kind libgit2 does not read: each command that reads git says so, and
# never tells a wrong figure.
. tests/tap.sh
. tests/command/network.sh

reading='check --at HEAD
balance --at HEAD
check --committed-by 2100-01-01
check --since HEAD
log
audit
checkpoint
diff HEAD
blame circles/people.rec
trace region-2024'

# told ARGUMENT…: the exit code and what is said on both streams; a crash has a code above 2.
told() {
	text=$(timeout 60 "$SOUCI" --lang en "$@" 2>&1 </dev/null)
	echo "$?: $text"
}

# each NAME PART: every command that reads git ends with 2 and says the part.
each() {
	while read -r -a command; do
		said=$(told "${command[@]}")
		case $said in
		"2: souci: "*"$2"*) result "$1: ${command[*]}" 0 ;;
		*) result "$1: ${command[*]}" 1 "no “2: souci: …$2” in: $said" ;;
		esac
	done <<<"$reading"
}

# sound NAME: no command crashes, hangs or fails.
sound() {
	while read -r -a command; do
		said=$(told "${command[@]}")
		case $said in
		[01]:*) result "$1: ${command[*]}" 0 ;;
		*) result "$1: ${command[*]}" 1 "$said" ;;
		esac
	done <<<"$reading"
}

# copy NAME: a copy of the sound repository, entered.
copy() {
	cd / && cp -a "$scratch/sound" "$scratch/$1" && cd "$scratch/$1" || exit 1
}

# object_file REVISION: the loose file of an object.
object_file() {
	git rev-parse "$1" | sed 's|^\(..\)|.git/objects/\1/|'
}

new_repository "$scratch/sound"
"$SOUCI" apply --commit >/dev/null
balance=$("$SOUCI" balance)
sound 'a sound repository'

# No commit
mkdir "$scratch/unborn" && cp -a "$scratch/sound/circles" "$scratch/sound/ledger" "$scratch/unborn" && cd "$scratch/unborn" && git init -q -b main .
reading_all=$reading
reading=$(grep -vE '^(blame|trace)' <<<"$reading_all")
each 'an unborn HEAD' 'no commit yet'
reading=$reading_all
git add -A
is 'an unborn HEAD: what is staged is read' "0: $balance" "$(told balance --staged)"

# HEAD
copy detached && git checkout -q --detach
sound 'a detached HEAD'
is 'a detached HEAD: the figures' "0: $balance" "$(told balance --at HEAD)"
copy nowhere && echo 'ref: refs/heads/none' >.git/HEAD
holds 'HEAD names a branch that is not there' 'no commit yet' "$(told check --at HEAD)"
copy garbled && echo 'rubbish' >.git/HEAD
each 'HEAD is rubbish' ''

# Objects
copy blobless && rm -f "$(object_file HEAD:circles/people.rec)"
for command in 'check --at HEAD' 'budget --at HEAD' 'diff HEAD' 'check --since HEAD' audit checkpoint 'report --verify --at HEAD'; do
	holds "a blob is missing: $command" '2: souci: circles/people.rec: its object in the repository is missing' "$(told $command)"
done
holds 'a blob is missing: log' '2: souci: the object ' "$(told log)"
is 'a blob is missing that balances do not need' "0: $balance" "$(told balance --at HEAD)"
copy treeless && rm -f "$(object_file HEAD:circles)"
for command in 'check --at HEAD' 'budget --at HEAD' 'check --committed-by 2100-01-01' 'check --since HEAD' log audit checkpoint 'diff HEAD'; do
	holds "a tree is missing: $command" '2: souci: ' "$(told $command)"
done
copy ledgerless && rm -f "$(object_file HEAD:ledger)"
for command in 'check --at HEAD' 'balance --at HEAD' 'register --at HEAD' 'budget --at HEAD' checkpoint log 'history ledger'; do
	holds "the tree of the ledger is missing: $command" '2: souci: ' "$(told $command)"
done
copy partless && rm -f "$(object_file HEAD:circles)"
for command in 'blame circles/people.rec' 'trace region-2024'; do
	holds "what is committed is not told when it cannot be read: $command" '2: souci: cannot read a folder of a commit' "$(told $command)"
done
copy commitless && rm -f "$(object_file HEAD)"
each 'the commit of HEAD is missing' 'what “HEAD” names is missing from this repository'

# Loose objects that are damaged. libgit2 reads the ones cut short for ever, and writes behind its memory where an
# object holds more than its header says.
# damages FILE: each way it can be damaged, in a file of that name below $scratch/damaged.
damages() {
	mkdir -p "$scratch/damaged" && python3 - "$1" "$scratch/damaged" <<'PYTHON'
import os, sys, zlib
path, folder = sys.argv[1:]
whole = open(path, "rb").read()
header, content = zlib.decompress(whole).split(b"\0", 1)
kind, size = header.split(b" ")
again = lambda header: zlib.compress(header + b"\0" + content)
damaged = {
    "empty": b"", "one byte": whole[:1], "a header": whole[:12], "half": whole[:len(whole) // 2],
    "all but a byte": whole[:-1], "no checksum": whole[:-4], "another checksum": whole[:-1] + bytes([whole[-1] ^ 1]),
    "garbage": b"\xa5" * len(whole), "something behind": whole + b"x", "no NUL": zlib.compress(b"blob 12"),
    "a small size": again(kind + b" 1"), "a large size": again(kind + b" 999999999"), "no size": again(kind + b" x"),
    "no kind": again(b"blub " + size), "another kind": again((b"tag " if kind != b"tag" else b"blob ") + size),
    "another digest": zlib.compress(header + b"\0" + content[:-2] + bytes([content[-2] ^ 1]) + content[-1:]),
}
for how, content in damaged.items():
    open(os.path.join(folder, how), "wb").write(content)
PYTHON
}

# damage HOW FILE
damage() {
	chmod u+w "$2" && damages "$2" && cp "$scratch/damaged/$1" "$2"
}
copy loose
for revision in HEAD HEAD:circles HEAD:circles/people.rec; do
	file=$(object_file $revision) && cp "$file" "$scratch/kept" && chmod u+w "$file" && damages "$file"
	while read -r how; do
		cp "$scratch/damaged/$how" "$file"
		holds "$revision with $how" '2: souci: ' "$(told check --at HEAD)"
	done <<'DAMAGES'
empty
one byte
a header
half
all but a byte
no checksum
another checksum
garbage
something behind
no NUL
a small size
a large size
no size
no kind
another kind
another digest
DAMAGES
	cp "$scratch/kept" "$file"
done
file=$(object_file HEAD) && short=$(git rev-parse --short HEAD) && cp "$file" "$scratch/kept" && damage half "$file"
for command in "check --at $short" log audit checkpoint 'history ledger'; do
	holds "a commit cut short: $command" "the object file $PWD/$file is cut short" "$(told $command)"
done
cp "$scratch/kept" "$file"
git clone -q --shared "$scratch/sound" "$scratch/sharing" && cd "$scratch/sharing" || exit 1
is 'objects of an alternate are read' "0: $balance" "$(told balance --at HEAD)"
cd "$scratch/loose" && git clone -q --shared . "$scratch/sharing-loose" && damage half "$(object_file HEAD:circles)" && cd "$scratch/sharing-loose" || exit 1
holds 'and damaged ones are told' 'is cut short' "$(told check --at HEAD)"
echo "$PWD/.git/objects" >>"$scratch/loose/.git/objects/info/alternates"
holds 'also when alternates name one another' 'is cut short' "$(told check --at HEAD)"
cd "$scratch/loose" && git worktree add -q --no-checkout "$scratch/linked-loose" HEAD
holds 'and in a linked worktree' 'is cut short' "$(cd "$scratch/linked-loose" && told check --at HEAD)"
copy packed && git gc -q && chmod -R u+w .git/objects && pack=$(echo .git/objects/pack/*.pack) &&
	printf '\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377' | dd of="$pack" bs=1 seek=$(($(stat -c %s "$pack") / 2)) conv=notrunc 2>/dev/null
said=$(told balance --at HEAD)
case $said in
"2: souci: "* | "0: $balance") result 'a pack with flipped bytes: never a wrong figure' 0 ;;
*) result 'a pack with flipped bytes: never a wrong figure' 1 "$said" ;;
esac
for command in log audit checkpoint 'diff HEAD'; do
	case $(told $command) in
	[012]:*) result "a pack with flipped bytes: $command ends" 0 ;;
	*) result "a pack with flipped bytes: $command ends" 1 "$(told $command)" ;;
	esac
done
copy misled && git gc -q && chmod -R u+w .git/objects && index=$(echo .git/objects/pack/*.idx) && cp "$index" "$scratch/kept"
for offset in 08000000 ffffffff 00000000; do
	python3 - "$index" $offset <<'PYTHON'
import struct, sys
bytes_ = bytearray(open(sys.argv[1], "rb").read())
count = struct.unpack(">I", bytes_[8 + 255 * 4:8 + 256 * 4])[0]
for i in range(count):
    bytes_[1032 + 24 * count + 4 * i:1036 + 24 * count + 4 * i] = bytes.fromhex(sys.argv[2])
open(sys.argv[1], "wb").write(bytes_)
PYTHON
	holds "an index that leads out of its pack: $offset" "2: souci: cannot read the objects of the repository: the index $PWD/$index of a pack is damaged" "$(told log)"
	cp "$scratch/kept" "$index"
done
copy cut && git gc -q && chmod -R u+w .git/objects && truncate -s 100 .git/objects/pack/*.pack
each 'a pack cut short' ''

# Kinds of repository
git init -q --object-format=sha256 "$scratch/sha256" && cd "$scratch/sha256" && cp -a "$scratch/sound/circles" "$scratch/sound/ledger" . && git add -A &&
	git -c user.name=Lea -c user.email=lea@example.org commit -q -m 'A network'
each 'a SHA-256 repository' 'SHA-256'
is 'its files are read' "0: $balance" "$(told balance)"
copy reftable && git config core.repositoryformatversion 1 && git config extensions.refstorage reftable
each 'a reftable repository' 'reftable'
copy future && git config core.repositoryformatversion 1 && git config extensions.tomorrow yes
each 'an extension nobody knows' 'tomorrow'
copy broken && printf '[core\n' >.git/config
each 'a configuration that cannot be read' ''
if [ "$(id -u)" = 0 ]; then
	copy foreign && chown -R 12345:12345 .
	each 'a repository of someone else' 'safe.directory'
	is 'its files are read all the same' "0: $balance" "$(told balance)"
	git config --global safe.directory "$PWD"
	is 'and its history once its user is trusted' "0: $balance" "$(told balance --at HEAD)"
	git config --global --unset safe.directory
fi
mkdir "$scratch/pointing" && cp -a "$scratch/sound/circles" "$scratch/sound/ledger" "$scratch/pointing" && cd "$scratch/pointing" && echo 'gitdir: /nowhere/at/all' >.git
reading=$(grep -v '^trace' <<<"$reading_all") # a trace tells that nothing is known of commits
each 'a .git that points nowhere' ''
reading=$reading_all
is 'its files are read' "0: $balance" "$(told balance)"

# Shallow clones
git clone -q --depth 1 "file://$scratch/sound" "$scratch/shallow" && cd "$scratch/shallow" || exit 1
is 'a shallow clone: HEAD is here' "0: $balance" "$(told balance --at HEAD)"
holds 'what lies before is not' 'git fetch --unshallow' "$(told check --committed-by 2024-05-01)"
for command in log audit 'check --at HEAD~1' "check --at $(git -C "$scratch/sound" rev-parse HEAD~1)" 'diff HEAD~1'; do
	holds "a shallow clone: $command" '2: souci: this is a shallow clone' "$(told $command)"
done

# Partial clones
git -C "$scratch/sound" config uploadpack.allowFilter true
git clone -q --no-checkout --filter=blob:none "file://$scratch/sound" "$scratch/partial" && cd "$scratch/partial" || exit 1
for command in 'check --at HEAD' 'balance --at HEAD' log audit checkpoint 'diff HEAD~1..HEAD' 'history ledger'; do
	holds "a partial clone: $command" '2: souci: this is a partial clone' "$(told $command)"
done
git fetch -q --refetch --no-filter
is 'what the hint says brings the rest' "0: $balance" "$(told balance --at HEAD)"

# What a tree may hold
copy unusual
ln -s people.rec circles/parties-link.rec && chmod +x circles/people.rec && git add -A &&
	git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),circles/module" &&
	git commit -q -m "$(printf 'Un caf\351')" && printf 'x\n' >"circles/$(printf 'caf\351').txt" && git add -A && git commit -q -m 'A name that is no UTF-8'
sound 'links, executables, submodules, names and messages that are no UTF-8'
holds 'a link in the tree is not followed' 'parties-link.rec' "$(told check --at HEAD)"
is 'the figures stay' "0: $balance" "$(told balance --at HEAD)"

# Shapes of history
copy shapes
for side in one two three; do
	git checkout -q -b $side main && echo $side >$side.txt && git add -A && git commit -q -m "Side $side"
done
git checkout -q main && git merge -q -m 'An octopus' one two three
git checkout -q -b left main && echo l >l.txt && git add -A && git commit -q -m Left
git checkout -q -b right main && echo r >r.txt && git add -A && git commit -q -m Right
left=$(git rev-parse left) && git checkout -q left && git merge -q -m 'Cross' right && git checkout -q right && git merge -q -m 'Criss' "$left" &&
	git checkout -q left && git merge -q -m 'Criss-cross' right
sound 'an octopus and a criss-cross'
is 'the figures stay there' "0: $balance" "$(told balance --at HEAD)"
copy replaced && git replace HEAD HEAD~1
is 'replace refs change no figure' "0: $balance" "$(told balance --at HEAD)"
copy huge && truncate -s 1100M circles/north/meetings/huge.rec && git -c core.bigFileThreshold=1 -c core.compression=1 add circles && git commit -q -m 'A gigantic file'
holds 'a gigantic blob is refused by its size' 'huge.rec' "$(told check --at HEAD)"
case $(told check --at HEAD) in
1:*) result 'with 1' 0 ;;
*) result 'with 1' 1 "$(told check --at HEAD | head -c 300)" ;;
esac

# References that cannot be read are not none
copy packed && git pack-refs --all && truncate -s -1 .git/packed-refs
each 'a packed-refs cut short is named' 'packed/.git/packed-refs is damaged'
git pack-refs --all 2>/dev/null
rm .git/packed-refs
holds 'without any there is no commit' 'has no commit yet' "$(told log)"

# An index in two files
copy split && git update-index --split-index
for command in 'check --staged' 'apply --commit'; do
	holds "a split index is named, and its mend: $command" 'git update-index --no-split-index makes it one' "$(told $command)"
done
git update-index --no-split-index
is 'which mends it' '0: Pas de souci.' "$(told check --staged | tail -n 1)"

# Files that git left out of the work tree
copy sparse && git update-index -q --refresh && git sparse-checkout set circles/north ledger
for command in check plan budget fmt 'new person ada' 'report --verify'; do
	holds "a sparse checkout is no smaller network: $command" \
		"2: souci: this is a sparse checkout: $(git ls-files -t circles | grep -c ^S) files of the network are in git and not here, the first is circles/network/circle.rec; git sparse-checkout disable brings them" \
		"$(told $command)"
done
is 'what is committed is whole' "0: $balance" "$(told balance --at HEAD)"
is 'what is staged too' '0: Pas de souci.' "$(told check --staged | tail -n 1)"
git sparse-checkout set --sparse-index circles/north
holds 'a sparse index is named' 'git sparse-checkout disable makes both whole' "$(told check --staged)"
git sparse-checkout disable 2>/dev/null
is 'whole again' '0: Pas de souci.' "$(told check | tail -n 1)"
echo word >notes.txt && git add notes.txt && git commit -q -m 'Take notes' && git sparse-checkout set --no-cone '/*' '!notes.txt'
is 'files of nobody may be left out' '0: Pas de souci.' "$(told check | tail -n 1)"
git worktree add -q ../linked 2>/dev/null && cd ../linked && git sparse-checkout set circles/north
holds 'in a linked work tree too' '2: souci: this is a sparse checkout' "$(told check)"

done_testing
