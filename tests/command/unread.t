#!/bin/bash
# What could not be read hides nothing but what depends on it: all else is judged, and nobody is blamed for what may
# stand there.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

# A contribution of lea's, who has no mandate; an envelope overspent; a quorum missed: all in the south.
new_network "$scratch/good"
git init -q .
souci apply >/dev/null
meeting north 2024-03-28 <<'RECORD'
Id: 1
Kind: allocate
Action: garden
Fund: region-2024
Amount: 20.00 EUR
RECORD
record_file circles/south/contributions/2024/lea.rec <<'RECORD'
%rec: Contribution

Date: 2024-03-20
Action: kitchen
Time: 2h
Asked: 40.00 EUR
Report: Cooked.
RECORD
meeting south 2024-04-09 <<'RECORD'
Id: 1
Kind: retribute
Person: lea
Action: kitchen
Contribution: lea/2024-03-20
Fund: region-2024
Amount: 40.00 EUR

Id: 2
Kind: allocate
Action: kitchen
Fund: region-2024
Amount: 900.00 EUR

Id: 3
Kind: reallocate
From: kitchen
To: garden
Fund: region-2024
Amount: 250.00 EUR
RECORD
sed -i '/^Present: [ts]/d' circles/south/meetings/2024-04-09.rec
south='action-not-open
circle-overspent
mandate-missing
quorum-not-reached'
cd "$scratch" || exit 1

fresh() {
	cd "$scratch" && rm -rf bad && cp -r good bad && cd bad || exit 1
}

# errors_are NAME FILE EXPECTED: the errors of a file, or (`-FILE`) of all others.
errors_are() {
	local found
	case $2 in
	-*) found=$(souci check --format json | jq -r --arg f "${2#-}" '.[] | select(.severity == "error" and .file != $f) | .id' | sort) ;;
	*) found=$(souci check --format json | jq -r --arg f "$2" '.[] | select(.severity == "error" and .file == $f) | .id' | sort) ;;
	esac
	is "$1" "$3" "$found"
}
fresh
south_found=$(souci check --format json | jq -r '.[] | select(.severity == "error") | .id')
errors_are 'all that is wrong in the south' -x "$south"

# Minutes of the north, which can be read no more
north=circles/north/meetings/2024-03-28.rec
: >$north
errors_are 'empty minutes of the north: said once' $north record-missing
errors_are 'empty minutes of the north hide nothing of the south' -$north "$south"
rm $north && mkdir $north
errors_are 'a folder in the place of minutes: said once' $north file-is-directory
errors_are 'a folder in the place of minutes hides nothing of the south' -$north "$south"
fresh
rm $north && ln -s ../circle.rec $north
errors_are 'a link in the place of minutes: said once' $north file-is-link
errors_are 'a link in the place of minutes hides nothing of the south' -$north "$south"
fresh
sed -i 's/^%rec: Meeting/<<<<<<< HEAD/' $north
errors_are 'minutes in conflict: said once' $north file-in-conflict
errors_are 'minutes in conflict hide nothing of the south' -$north "$south"
fresh
sed -i 's/^%rec: Decision/%rec: Decison/' $north
errors_are 'minutes of another type: said once' $north record-type-unknown
errors_are 'minutes of another type hide nothing of the south' -$north "$south"
fresh
sed -i 's/^Status: adopted/Status: adpoted/' $north
errors_are 'minutes that may be adopted: said once' $north word-unknown
errors_are 'minutes that may be adopted hide nothing of the south' -$north "$south"
fresh
rm circles/north/meetings/2024-03-07.rec
errors_are 'minutes that are gone: said once, by their seal' circles/north/sealed/2024-03-07.rec seal-without-meeting
errors_are 'minutes that are gone hide nothing of the south' -circles/north/sealed/2024-03-07.rec "$south"
fresh

# What came before them is known; what comes after may follow from them
cp circles/south/meetings/2024-04-09.rec circles/north/meetings/2024-02-15.rec
sed -i '/^Id: 1/,$d; s/south/north/; s/04-09/02-15/' circles/north/meetings/2024-02-15.rec
printf 'Id: 1\nKind: status\nStatus: dormant\n' >>circles/north/meetings/2024-02-15.rec
cp circles/north/meetings/2024-02-15.rec circles/north/meetings/2024-04-15.rec
sed -i 's/02-15/04-15/' circles/north/meetings/2024-04-15.rec
: >$north
errors_are 'minutes before are judged' circles/north/meetings/2024-02-15.rec quorum-not-reached
errors_are 'those that come after are given the benefit of the doubt' circles/north/meetings/2024-04-15.rec ''
fresh

# The council's minutes: its rules and its money are everybody's, mandates are not
council=circles/network/meetings/2024-02-06.rec
: >$council
errors_are 'empty minutes of the council: said once' $council record-missing
errors_are 'minutes of the council may hold rules and money' -$council 'action-not-open
mandate-missing'
fresh

# Rules that cannot be read may say anything
rm circles/network.rec && mkdir circles/network.rec
errors_are 'first rules that cannot be read' -circles/network.rec 'action-not-open
circle-overspent
mandate-missing'
fresh

# A decision that cannot be read is one fault; another circle's money of the same fund is judged
sed -i 's/^Amount: 20.00 EUR/Amount: twenty/' $north
errors_are 'an amount that is none: said once' $north amount-malformed
errors_are 'an amount that is none hides nothing of the south' -$north "$south"
sed -i 's/^Kind: allocate/Kind: alocate/' $north
errors_are 'a kind that is none hides nothing of the south' -$north "$south"
fresh

# Without a main journal nothing of the bank is read: that is told, too
rm ledger/main.journal
errors_are 'books without a main journal leave out the bank' ledger/bank/2024.journal ledger-file-left-out
fresh

# A folder that may not be looked into; the superuser may, so somebody else tries, with a copy of the program
chmod 755 "$scratch"
cp "$SOUCI" "$scratch/souci"
as_nobody=
[ "$(id -u)" != 0 ] || as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups --'
# closed NAME FOLDER EXPECTED: all errors when the folder is closed.
closed() {
	[ -z "$as_nobody" ] || chown -R 65534:65534 .
	chmod 000 "$2"
	# shellcheck disable=SC2086
	found=$($as_nobody "$scratch/souci" --lang en check --format json | jq -r '.[] | select(.severity == "error") | "\(.file) \(.id)"')
	chmod 755 "$2"
	is "$1" "$3" "$(sed "s/^circles.south.* //" <<<"$found")"
	fresh
}
closed 'a closed folder of minutes is one fault' circles/north/meetings "circles/north/meetings file-unreadable
$south_found"
closed 'so is one of contributions' circles/north/contributions "circles/north/contributions file-unreadable
$south_found"
# What moves to an action of the north is unknown with it.
closed 'and one of a whole circle' circles/north 'circles/north file-unreadable
quorum-not-reached
mandate-missing'

# A payment of what such minutes may have decided is not blamed, one of what they cannot is
sed -i '$d' ledger/bank/2024.journal
printf '    Assets:Bank\n\n2024-03-21 * Paid to Lea\n    Due:lea:region-2024    5.00 EUR\n    ; pays: south/2024-03-08/9\n    Assets:Bank\n' \
	>>ledger/bank/2024.journal
: >circles/north/meetings/2024-03-07.rec
errors_are 'a payment of a decision that is nowhere' ledger/bank/2024.journal pays-unknown

done_testing
