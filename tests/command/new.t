#!/bin/bash
# souci init and souci new: the beginnings of a network and of its records.
. tests/tap.sh
. tests/command/network.sh
smallest=$PWD/tests/example

souci() {
	"$SOUCI" --lang en --today 2024-03-05 "$@"
}

mkdir "$scratch/new" && cd "$scratch/new" || exit 1
says 'a network begins in a git repository' 2 'souci: this is no git repository; run git init first' souci init --name x
git init -q .
says 'it has a name' 2 'souci: say what the network is called: souci init --name NAME' souci init
says 'init lists what it writes' 0 'circles/network.rec
circles/jardin/circle.rec
ledger/main.journal
ledger/bank/2024.journal
.gitattributes' souci init --name 'Le jardin' --language fr --circle jardin
is 'in the language of the network' '%rec: Reseau

Nom: Le jardin
Langue: fr
Monnaie: EUR
Decimale: virgule' "$(cat circles/network.rec)"
mkdir other && git -C other init -q .
"$SOUCI" -C other --lang fr init --name 'Le verger' >/dev/null
holds 'who reads French messages begins in French' 'Langue: fr' "$(cat other/circles/network.rec)"
rm -rf other
git init -q other
echo '* text=auto' >other/.gitattributes
is 'attributes that are there stay' '' "$("$SOUCI" -C other init --name 'Le verger' | grep gitattributes)"
is 'as they are' '* text=auto' "$(cat other/.gitattributes)"
rm -rf other
digest=$(tree_digest)
says 'init writes over nothing' 2 'souci: there is a circles/network.rec already' souci init --name x --circle other
is 'not in part either' "$digest" "$(tree_digest)"
says 'nothing is wrong with it' 0 'Pas de souci.' souci check

says 'a person' 0 circles/people.rec souci new person ana
says 'another, with a name' 0 circles/people.rec souci new person bob 'Name=Bob Loiseau'
is 'they follow each other' '%rec: Personne

Id: ana

Id: bob
Nom: Bob Loiseau' "$(cat circles/people.rec)"
souci new fund tirelire Name='La tirelire' >/dev/null
says 'an action' 0 circles/jardin/programme.rec souci new action jardin potager Nom=Potager
says 'a contribution' 0 circles/jardin/contributions/2024/ana.rec \
	souci new contribution jardin ana potager Temps=3h 'Demande=80,00 €'
says 'a contribution of another year' 0 circles/jardin/contributions/2023/bob.rec \
	souci new contribution jardin bob potager Date=2023-12-20
says 'a meeting of another day' 0 circles/jardin/meetings/2024-02-06.rec souci new meeting jardin Date=2024-02-06
says 'a meeting' 0 circles/jardin/meetings/2024-03-05.rec souci new meeting jardin
is 'is a draft' 'Statut: brouillon' "$(grep Statut circles/jardin/meetings/2024-03-05.rec)"
souci new party mairie Nature=financeur >/dev/null
souci new place grange >/dev/null
souci new circle cuisine >/dev/null
is 'nothing in it is wrong' '' "$(souci check --strict | grep -E ': (error|warning):')"
says 'and laid out' 0 '' souci fmt --check
is 'GNU recutils agrees' '' "$(find circles -name '*.rec' -exec recfix --check {} \; 2>&1)"

digest=$(tree_digest)
says 'an id is given once' 2 'souci: there is a Person “ana” already' souci new person ana
says 'people and parties share their ids' 2 'souci: there is a Party “ana” already' souci new party ana
says 'an id is plain' 2 'souci: “Léa B.” cannot be an id; write it like “lea-b”' souci new person 'Léa B.'
says 'what is named must be there' 2 'souci: there is no Circle “jardon”; did you mean “jardin”?' souci new action jardon x
says 'a field must exist' 2 'souci: a Person has no field “Nmo”; did you mean “Nom”?' souci new person c Nmo=C
says 'a meeting is held once a day' 2 'souci: there is a circles/jardin/meetings/2024-03-05.rec already' \
	souci new meeting jardin
says 'words are counted' 2 'souci: a new action needs the id of its Action' souci new action jardin
says 'more words are refused' 2 'souci: “more” is one word too many; fields are given as Name=value' souci new person c more
holds 'templates are listed' 'circle person party fund place action meeting contribution' "$(souci new bird 2>&1)"
# What check would find wrong is not written. refused ID WORDS…
refused() {
	local id=$1
	shift
	output=$(souci new "$@" 2>&1)
	is "$id in “${*//$'\n'/ }”: exit code" 2 $?
	holds "$id in “${*//$'\n'/ }”" "[$id]" "$output"
	holds "$id in “${*//$'\n'/ }” is why nothing was written" 'souci: nothing was written' "$output"
}
refused record-line-backslash person eve 'Nom=a\'
refused field-repeated person eve Nom=a Name=b
refused field-not-one-line person eve $'Nom=a\nb'
refused file-not-utf8 person eve $'Nom=a\xff'
refused id-duplicate person eve Id=ana
refused id-malformed person eve Id=Ève
refused id-look-alike person b0b
refused email-malformed person eve Email=eve
refused reference-unknown fund caisse Financeur=nobody
refused time-malformed contribution jardin bob potager Temps=xx
refused amount-ambiguous contribution jardin bob potager 'Demande=1,000 €'
refused amount-too-large contribution jardin bob potager "Demande=$(printf '9%.0s' {1..40}),00 €"
refused date-not-real contribution jardin bob potager Date=2023-02-29
refused word-unknown meeting cuisine Statut=adopté
is 'nothing was written' "$digest" "$(tree_digest)"
mkdir "$scratch/bare" && cd "$scratch/bare" && git init -q .
digest=$(tree_digest)
for name in 'x\' $'x\ny' $'x\xff'; do
	souci init --name "$name" >/dev/null 2>&1
	is 'nor does a network begin with a name that is wrong' "2 $digest" "$? $(tree_digest)"
done
souci init --name x --currency euro >/dev/null 2>&1
is 'nor with a currency that is none' "2 $digest" "$? $(tree_digest)"

# The smallest networks: the design's sizes, lines that say something being counted
smallest() {
	cp -r "$smallest/$1" "$scratch/$1" && cd "$scratch/$1" && git init -q . || exit 1
	files=$(find . -name .git -prune -o -type f -print | wc -l)
	lines=$(find . -name .git -prune -o -type f -print0 | xargs -0 cat | grep -c .)
	result "$1: $files files, $lines lines" "$([ "$files" -le "$2" ] && [ "$lines" -le "$3" ]; echo $?)"
	souci apply >/dev/null
	is "$1: it can be applied" 0 $?
	is "$1: then nothing is wrong" '' "$(souci check --strict | grep -E ': (error|warning):')"
}
smallest smallest-circle 5 40
smallest smallest-collective 3 15

done_testing
