#!/bin/bash
# souci report: what it gives and no more; files of somebody else stay.
. tests/tap.sh
. tests/command/network.sh

souci() {
	"$SOUCI" --lang en "$@"
}

new_repository "$scratch/reports"
souci apply >/dev/null
souci report >/dev/null
mkdir reports/2024 && echo 'mine' >reports/2024/bilan.odt && echo 'mine' >reports/circles/notes.html
sed 's/north/gone/g' reports/circles/north.html >reports/circles/gone.html
holds 'a page of a circle that is no more is found' 'reports/circles/gone.html: no report gives this file' \
	"$(souci report --verify)"
holds 'the files of others are named' "reports/2024/bilan.odt: somebody else's file: nothing is proved of it" \
	"$(souci report --verify)"
souci report >/dev/null
is 'the page is removed' 'gone' "$([ -e reports/circles/gone.html ] || echo gone)"
is 'the files of others stay' 'mine
mine' "$(cat reports/2024/bilan.odt reports/circles/notes.html)"
holds 'and do not make it false' 'All 40 reports are what the files give.' "$(souci report --verify)"
done_testing
