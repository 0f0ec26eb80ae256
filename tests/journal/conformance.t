#!/usr/bin/python3
"""Reads every journal of cases/ with souci, hledger and ledger, and compares.

A case is NAME.journal and NAME.expected. The latter begins with what the other two programs make of it:

    hledger: same | differs | refuses | accepts
    ledger: same | differs | refuses | accepts

then a blank line and what souci says: its balances as CSV, or, when it refuses the journal, the ids and places of
its findings. Warnings stand before the balances. `same` means the same balances, or refused by both; a program `differs`
when it gives others and `accepts` what souci refuses; docs/journal.md lists those cases. With REWRITE=1 in the environment the files are written anew."""

import concurrent.futures
import csv
import fractions
import glob
import io
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOUCI = os.environ.get("SOUCI", os.path.join(HERE, "../../build/souci"))
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", HOME=HERE)


def run(*words):
    done = subprocess.run(words, capture_output=True, env=ENVIRONMENT, cwd=os.path.join(HERE, "cases"))
    return done.returncode, done.stdout.decode("utf-8", "replace")


def sums(postings):
    """Balances without zeros, from (account, commodity, quantity)."""
    total = {}
    for account, commodity, quantity in postings:
        total[account, commodity] = total.get((account, commodity), 0) + fractions.Fraction(quantity)
    return {key: value for key, value in total.items() if value != 0}


def souci(path):
    status, text = run(SOUCI, "check", "-f", path, "--format", "json")
    lines = ["%s %s:%s" % (finding["id"], finding["line"], finding["column"]) for finding in json.loads(text)]
    if status != 0:
        return lines, None
    status, text = run(SOUCI, "balance", "-f", path, "--format", "csv")
    if status != 0:
        return lines + ["balance failed"], None
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return lines + text.splitlines(), sums(tuple(row) for row in rows)


def long_numbers(path):
    """hledger's JSON leaves out numbers of more than eighteen digits; its CSV has them, here in plain `1.5 EUR`."""
    text = run("hledger", "-f", path, "balance", "--flat", "--no-total", "-O", "csv")[1]
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return sums((account, *reversed(amount.split(" "))) for account, amount in rows)


def hledger(path):
    status, text = run("hledger", "-f", path, "balance", "--flat", "-O", "json")
    if status != 0:
        return None
    postings = []
    for account, _, _, amounts in json.loads(text)[0]:
        for amount in amounts:
            number = amount["aquantity"]
            if not isinstance(number["decimalMantissa"], int) or number["decimalPlaces"] > 18:
                return long_numbers(path)
            quantity = fractions.Fraction(number["decimalMantissa"], 10 ** number["decimalPlaces"])
            postings.append((re.sub(r"^\((.*)\)$|^\[(.*)\]$", r"\1\2", account), amount["acommodity"], quantity))
    return sums(postings)


def ledger(path):
    form = "%(account)\\t%(commodity(amount))\\t%(quantity(amount))\\n"
    status, text = run("ledger", "--init-file", "/dev/null", "-f", path, "register", "--no-rounding", "--format", form)
    if status != 0:
        return None
    postings = []
    for line in text.splitlines():
        if line.count("\t") != 2:
            continue  # printed by a program inside the journal
        account, commodity, quantity = line.split("\t")
        account = re.sub(r"^\((.*)\)$|^\[(.*)\]$", r"\1\2", account)
        if quantity.strip():
            postings.append((account, commodity.strip('"'), quantity.replace(",", "")))
    return sums(postings)


def verdict(theirs, ours):
    if theirs is None:
        return "same" if ours is None else "refuses"
    if ours is None:
        return "accepts"
    return "same" if theirs == ours else "differs"


def judge(path):
    name = os.path.basename(path)
    lines, ours = souci(name)
    head = ["hledger: " + verdict(hledger(name), ours), "ledger: " + verdict(ledger(name), ours), ""]
    return "\n".join(head + lines) + "\n"


def main():
    cases = sorted(glob.glob(os.path.join(HERE, "cases", "*.journal")))
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
