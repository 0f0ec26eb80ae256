#!/bin/bash
# What check writes for forges: each medium by its own rules, whatever stands in a file.
. tests/tap.sh
. tests/network.sh
new_network "$scratch/n,e:t" || exit

says 'nothing to say to GitHub' 0 '' "$SOUCI" check --format github
says 'nothing to say to GitLab' 0 '[]' "$SOUCI" check --format gitlab
is 'a test that passed for JUnit' 'Pas de souci.' "$("$SOUCI" check --format junit |
	python3 -c 'import sys, xml.etree.ElementTree as tree; print(tree.parse(sys.stdin).find(".//testcase").get("name"))')"

# A field nobody knows, whose name and value try each medium: % : , < & " ]]> and a control character.
printf '\nContact_100: "<b>&amp;]]>", 50%%::error::%%0A\001\n' >>circles/arles/circle.rec
printf '\nDate: 2024-13-45\nAction: "<b>&]]>", 50%%::error::%%0A\n' >>circles/arles/contributions/2024/tom.rec
for format in github gitlab sarif junit json; do
	"$SOUCI" check --format $format >"$scratch/$format"
	is "$format: ends with 1" 1 $?
done

is 'GitHub: one command a line' '' "$(grep -vE '^::(error|warning|notice) (file=[^:,]*,(line=[0-9]+,col=[0-9]+,)?)?title=[a-z-]+::' "$scratch/github")"
is 'GitHub: a per cent sign is escaped' '' "$(grep -oE '%.{2}' "$scratch/github" | grep -vxE '%(25|0A|0D|3A|2C)')"
holds 'GitHub: what stands in a file is shown as written' '50%25::error::%250A' "$(cat "$scratch/github")"

is 'GitLab: each issue says what it must' True "$(python3 - "$scratch/gitlab" <<'END'
import json, sys
issues = json.load(open(sys.argv[1]))
print(len(issues) > 0 and len({issue["fingerprint"] for issue in issues}) == len(issues)
      and all(issue["description"] and issue["check_name"] and issue["location"]["path"]
              and issue["location"]["lines"]["begin"] >= 1
              and issue["severity"] in ("info", "minor", "major", "critical", "blocker") for issue in issues))
END
)"
is 'SARIF: results name rules that are there' True "$(python3 - "$scratch/sarif" <<'END'
import json, sys
log = json.load(open(sys.argv[1]))
run = log["runs"][0]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
print(log["version"] == "2.1.0" and len(rules) == len(set(rules)) and len(run["results"]) > 0
      and all(result["ruleId"] in rules and result["level"] in ("error", "warning", "note")
              and result["message"]["text"]
              and all(place["physicalLocation"]["region"]["startLine"] >= 1 for place in result["locations"])
              for result in run["results"]))
END
)"
is 'JUnit: counts agree with what is there' True "$(python3 - "$scratch/junit" <<'END'
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).find("testsuite")
failures = suite.findall("testcase/failure")
print(int(suite.get("tests")) == len(suite.findall("testcase")) and int(suite.get("failures")) == len(failures) > 0
      and all(failure.get("message") and failure.get("type") for failure in failures))
END
)"
is 'all tell the same findings' "$(jq length "$scratch/json") $(jq length "$scratch/json") $(jq length "$scratch/json")" \
	"$(wc -l <"$scratch/github") $(jq length "$scratch/gitlab") $(jq '.runs[0].results | length' "$scratch/sarif")"

git mv circles/arles/meetings/2024-01-09.rec 'circles/arles/meetings/été 100%.rec'
holds 'SARIF: a path is a URI' 'circles/arles/meetings/%C3%A9t%C3%A9%20100%25.rec' "$("$SOUCI" check --format sarif)"
done_testing
