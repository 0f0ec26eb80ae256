"""What souci, hledger and ledger make of a journal, as exact balances that can be compared."""

import csv
import fractions
import io
import json
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SOUCI = os.path.abspath(os.environ.get("SOUCI", os.path.join(HERE, "../../build/souci")))
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", HOME=HERE)


def run(*words, given=""):
    done = subprocess.run(words, input=given.encode(), capture_output=True, env=ENVIRONMENT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def sums(postings):
    """Balances without zeros, from (account, commodity, quantity)."""
    total = {}
    for account, commodity, quantity in postings:
        total[account, commodity] = total.get((account, commodity), 0) + fractions.Fraction(quantity)
    return {key: value for key, value in total.items() if value != 0}


def balances_of(text):
    return sums(tuple(row) for row in list(csv.reader(io.StringIO(text)))[1:])


def printed_faults(path, balances):
    """What is wrong with what `print` writes: it must be read as the same balances, and print likewise."""
    printed = run(SOUCI, "print", "-f", path)[1]
    again = balances_of(run(SOUCI, "balance", "-f", "-", "--format", "csv", given=printed)[1])
    faults = [] if again == balances else ["printed: other balances"]
    return faults if run(SOUCI, "print", "-f", "-", given=printed)[1] == printed else faults + ["printed: not as before"]


def souci(path):
    status, text = run(SOUCI, "check", "-f", path, "--format", "json")
    lines = ["%s %s:%s" % (finding["id"], finding["line"], finding["column"]) for finding in json.loads(text)]
    if status != 0:
        return lines, None
    status, text = run(SOUCI, "balance", "-f", path, "--format", "csv")
    if status != 0:
        return lines + ["balance failed"], None
    balances = balances_of(text)
    return lines + text.splitlines() + printed_faults(path, balances), balances


def long_numbers(path, words):
    """hledger's JSON leaves out numbers of more than eighteen digits; its CSV has them, here in plain `1.5 EUR`."""
    text = run("hledger", "-f", path, "balance", "--flat", "--no-total", "-O", "csv", *words)[1]
    rows = list(csv.reader(io.StringIO(text)))[1:]
    parts = [(account, amount.partition(" ")) for account, amount in rows]
    return sums((account, commodity, quantity) for account, (quantity, _, commodity) in parts)


def hledger_balances(path, *words):
    """Balances by hledger's `balance`, or None when it refuses the journal."""
    status, text = run("hledger", "-f", path, "balance", "--flat", "-O", "json", *words)
    if status != 0:
        return None
    postings = []
    for account, _, _, amounts in json.loads(text)[0]:
        for amount in amounts:
            number = amount["aquantity"]
            if not isinstance(number["decimalMantissa"], int) or number["decimalPlaces"] > 18:
                return long_numbers(path, words)
            quantity = fractions.Fraction(number["decimalMantissa"], 10 ** number["decimalPlaces"])
            postings.append((re.sub(r"^\((.*)\)$|^\[(.*)\]$", r"\1\2", account), amount["acommodity"], quantity))
    return sums(postings)


def hledger(path):
    return hledger_balances(path)


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
        if quantity.strip():
            postings.append((account, commodity.strip('"'), quantity.replace(",", "")))
    return sums(postings)
