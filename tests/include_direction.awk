# Prints each include that goes up the layers, or sideways: a layer may include itself and those of a lower rank.
# `format` stands apart: it knows tables and findings, and only those that make or show tables include it.
BEGIN {
	rank["text"] = 0; rank["source"] = 1; rank["record"] = 2; rank["journal"] = 2; rank["model"] = 3
	rank["decision"] = 4; rank["rule"] = 5; rank["history"] = 6; rank["report"] = 7; rank["exchange"] = 8
	rank["command"] = 9
	uses_format["report"] = uses_format["exchange"] = uses_format["command"] = 1
}

FNR == 1 {
	parts = split(FILENAME, path, "/")
	layer = path[1] == "include" ? "public" : parts == 2 ? "main" : path[2]
}

function complain(why) {
	print FILENAME ":" FNR ": " layer " includes " target why
}

/^#include "/ {
	target = $2
	gsub(/"/, "", target)
	split(target, pieces, "/")
	included = pieces[1]
	if (included == "souci" || included == layer || layer == "main") {
		next
	}
	if (layer == "public" || layer == "format") {
		if (included != "text") {
			complain(", and may include only text")
		}
	} else if (included == "format") {
		if (!(layer in uses_format)) {
			complain(", and makes no tables")
		}
	} else if (!(included in rank) || !(layer in rank)) {
		complain(", and one of them is no known layer")
	} else if (rank[included] >= rank[layer]) {
		complain(", which is not below it")
	}
}
