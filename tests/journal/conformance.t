#!/usr/bin/python3
"""Reads every journal of cases/ with souci, hledger and ledger, and compares.

A case is NAME.journal and NAME.expected. The latter begins with what the other two programs make of it:

    hledger: same | differs | refuses | accepts
    ledger: same | differs | refuses | accepts

then a blank line and what souci says: its balances as CSV, or, when it refuses the journal, the ids and places of
its findings. Warnings stand before the balances. `same` means the same balances, or refused by both; a program `differs`
when it gives others and `accepts` what souci refuses; docs/journal.md lists those cases. With REWRITE=1 in the
environment the files are written anew; with CASE_STEP=N every Nth case is read."""

import concurrent.futures
import glob
import os
import sys

from peers import hledger, ledger, souci

HERE = os.path.dirname(os.path.abspath(__file__))


def verdict(theirs, ours):
    if theirs is None:
        return "same" if ours is None else "refuses"
    if ours is None:
        return "accepts"
    return "same" if theirs == ours else "differs"


def judge(path):
    name = os.path.basename(path)
    lines, ours = souci(name)
    if os.environ.get("PEERS") == "no": # the run before asked them, on the same journals
        with open(path[: -len("journal")] + "expected", encoding="utf-8") as file:
            return "".join(file.readlines()[:3]) + "\n".join(lines) + "\n"
    head = ["hledger: " + verdict(hledger(name), ours), "ledger: " + verdict(ledger(name), ours), ""]
    return "\n".join(head + lines) + "\n"


def main():
    os.chdir(os.path.join(HERE, "cases"))
    cases = sorted(glob.glob(os.path.join(HERE, "cases", "*.journal")))[:: int(os.environ.get("CASE_STEP", "1"))]
    print("1..%d" % len(cases))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (path, found) in enumerate(zip(cases, pool.map(judge, cases)), 1):
            expected_path = path[: -len("journal")] + "expected"
            if os.environ.get("REWRITE"):
                with open(expected_path, "w", encoding="utf-8") as file:
                    file.write(found)
            try:
                with open(expected_path, encoding="utf-8") as file:
                    expected = file.read()
            except FileNotFoundError:
                expected = ""
            name = os.path.basename(path)[: -len(".journal")]
            print("%sok %d - %s" % ("" if found == expected else "not ", number, name))
            if found != expected:
                failed += 1
                for title, text in (("expected", expected), ("found", found)):
                    print("# %s:" % title)
                    print("".join("#   %s\n" % line for line in text.splitlines()), end="")
    return 1 if failed else 0


sys.exit(main())
