#!/usr/bin/python3
"""What reports show of a journal: queries, options and periods, compared with hledger's own. With CASE_STEP=N in the
environment every Nth query is tried."""

import csv
import io
import json
import os
import sys

from peers import HERE, SOUCI, hledger_balances, run, sums

JOURNAL = os.path.join(HERE, "queries.journal")
UNORDERED = os.path.join(HERE, "unordered.journal")
CASE_STEP = int(os.environ.get("CASE_STEP", "1"))
PRICES = os.path.join(HERE, "prices.journal")
TARGETS = ["", "EUR", "USD", "GBP", "XAU", "AAA", "BBB", "CCC", "DDD", "EEE", "none"]

# The words for souci, and those for hledger where they are not the same.
QUERIES = [
    ([], None),
    (["Assets"], None),
    (["acct:^Expenses"], None),
    (["Assets", "Expenses"], None),
    (["not:Assets"], None),
    (["desc:market"], None),
    (["desc:market", "desc:rent"], None),
    (["desc:market", "Assets"], None),
    (["not:desc:market"], None),
    (["payee:^shop$"], None),
    (["note:bread"], None),
    (["code:12"], None),
    (["cur:USD"], None),
    (["cur:U"], None),
    (["not:cur:EUR"], None),
    (["tag:project"], None),
    (["tag:project=garden"], None),
    (["not:tag:project"], None),
    (["tag:kind=cash"], None),
    (["status:*"], None),
    (["status:!"], None),
    (["status:"], None),
    (["status:*", "status:!"], None),
    (["status:1"], None),
    (["status:0"], None),
    (["date:2024-02"], None),
    (["date:2024-02..2024-04"], None),
    (["date:2024-03.."], None),
    (["date:..2024-02-10"], None),
    (["date:2024/02"], None),
    (["date:2024.02.10"], None),
    (["date:2024-2"], None),
    (["date:202402"], None),
    (["date:20240210"], None),
    (["date:2024Q1"], None),
    (["date:2024q2"], None),
    (["date:2024-1-10..2024/3"], None),
    (["amt:50"], None),
    (["amt:> 50"], None),
    (["amt:>50"], None),
    (["amt:<0"], None),
    (["amt:>=-20"], None),
    (["amt:+50"], None),
    (["real:1"], None),
    (["real:0"], None),
    (["--real"], None),
    (["--cleared"], None),
    (["--pending"], None),
    (["--unmarked"], None),
    (["--cost"], None),
    (["--invert"], None),
    (["--depth", "1"], None),
    (["--depth", "2"], None),
    (["--depth", "0"], None),
    (["depth:1"], None),
    (["depth:2", "--depth", "1", "Assets"], None),
    (["--from", "2024-02-01", "--to", "2024-03-31"], ["-b", "2024-02-01", "-e", "2024-04-01"]),
    (["--period", "2024-Q1"], ["-p", "2024Q1"]),
    (["--historical", "date:2024-03.."], None),
    (["--historical", "date:..2024-03", "date:2024-02..", "Assets"], None),
    (["--historical", "--from", "2024-03", "not:date:2024-02"], ["--historical", "-b", "2024-03", "not:date:2024-02"]),
    (["--value", "2024-02-15"], ["--value=2024-02-15"]),
    (["--value", "2024-04-01,EUR"], ["--value=2024-04-01,EUR"]),
]


# Of a journal that is read twice.
UNORDERED_QUERIES = [
    [],
    ["Assets"],
    ["Assets", "--depth", "1"],
    ["not:Expenses", "--depth", "2"],
    ["--depth", "0", "assets"],
    ["tag:kind", "depth:1"],
    ["tag:open"],
    ["date:2024-04"],
    ["date:2024-02", "Bank"],
]

LISTS = [["accounts"], ["accounts", "--depth", "1"], ["accounts", "--declared"], ["accounts", "--used"],
         ["accounts", "Assets", "--depth", "1"], ["payees"], ["payees", "--declared"], ["payees", "--used"], ["tags"],
         ["tags", "--values"], ["commodities"]]

# hledger's first word is the name of a tag, ours are queries.
TAGS = [
    (["Rent"], ["project"]),
    (["--values", "tag:project"], ["garden", "kitchen"]),
    (["--values", "tag:project=g"], ["garden"]),
    (["--used"], ["project"]),
    (["--declared"], ["kind"]),
    (["--values", "not:tag:project"], []),
]

# Dates, words and numbers that are not understood, or are another program's: the exit code is 2.
REFUSED = ["date:today", "date:2024-13", "date:2024-02-30", "date:2024Q5", "date:2024-1-2/3", "date:20241", "date:x",
           "depth:x", "not:depth:1", "type:A", "inacct:Assets", "expr:x", "status:2", "amt:>x", "acct:(", "tag:[=x"]


def souci_balances(words, journal=JOURNAL):
    status, text = run(SOUCI, "balance", "-f", journal, "--format", "csv", *words)
    return sums(tuple(row) for row in list(csv.reader(io.StringIO(text)))[1:]) if status == 0 else None


def by_period(rows):
    """{(period, account, commodity): quantity} of a table with a column for each period."""
    found = {}
    for row in rows[1:]:
        for period, quantity in zip(rows[0][2:], row[2:]):
            found[period, row[0], row[1]] = quantity
    return sums((period + " " + account, commodity, quantity) for (period, account, commodity), quantity in found.items())


def months(words):
    status, text = run(SOUCI, "balance", "-f", JOURNAL, "--format", "csv", "--monthly", *words)
    return by_period(list(csv.reader(io.StringIO(text)))) if status == 0 else None


def months_by_hledger(words):
    """One run a month; `--historical` is all up to its end."""
    found = {}
    for month in range(1, 6):
        begin = [] if words else ["-b", "2024-%02d-01" % month]
        balances = hledger_balances(JOURNAL, *begin, "-e", "2024-%02d-01" % (month + 1))
        for (account, commodity), quantity in balances.items():
            found["2024-%02d %s" % (month, account), commodity] = quantity
    return found


def register(words):
    status, text = run(SOUCI, "register", "-f", JOURNAL, "--format", "csv", *words)
    return [(row[0], row[3], row[4], row[5], row[6]) for row in list(csv.reader(io.StringIO(text)))[1:]]


def register_by_hledger(words):
    text = run("hledger", "-f", JOURNAL, "register", "-O", "csv", *words)[1]
    rows = list(csv.reader(io.StringIO(text)))[1:]
    plain = []
    for _, date, _, description, account, amount, _ in rows:
        quantity, _, commodity = amount.partition(" ")
        plain.append((date, description, account.strip("()[]"), commodity, quantity))
    return plain


def periods(interval, words):
    """What each account moved in each period, with the running totals, by souci."""
    status, text = run(SOUCI, "register", "-f", JOURNAL, "--format", "csv", interval, *words)
    rows = list(csv.reader(io.StringIO(text)))[1:] if status == 0 else []
    return {(row[0], row[4], row[5]): (row[6], row[7]) for row in rows}


def periods_by_hledger(interval, words):
    """hledger writes an account's commodities in one row, and all totals in each."""
    words = ["--begin" if word == "--from" else word for word in words]
    text = run("hledger", "-f", JOURNAL, "register", "-O", "csv", interval, *words)[1]
    found = {}
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        totals = dict(reversed(amount.split(" ")) for amount in row[6].split(", ") if amount != "0")
        for amount in row[5].split(", "):
            quantity, commodity = amount.split(" ")
            found[row[1], row[4].strip("()[]"), commodity] = (quantity, totals.get(commodity, "0.00"))
    return found


def values(words):
    """Holdings at market value, to eight decimals: where souci rounds what a division does not end."""
    status, text = run(SOUCI, "balance", "-f", PRICES, "--format", "csv", "Assets", *words)
    rows = list(csv.reader(io.StringIO(text)))[1:] if status == 0 else []
    return {tuple(row[:2]): round(float(row[2]), 7) for row in rows}


def values_by_hledger(words):
    text = run("hledger", "-f", PRICES, "balance", "-O", "json", "Assets", *words)[1]
    return {(account, amount["acommodity"]): round(float(amount["aquantity"]["floatingPoint"]), 7)
            for account, _, _, amounts in json.loads(text)[0] for amount in amounts}


def main():
    checks = []
    for target in TARGETS[::CASE_STEP]:
        for date in ("2024-01-02", "2024-03-01", "2024-07-01"):
            value = date + ("," + target if target else "")
            checks.append(("balance --value " + value, values(["--value", value]), values_by_hledger(["--value=" + value])))
    for interval in ("--monthly", "--quarterly", "--yearly"):
        # From the start of a period: hledger shows the first one whole whatever day is asked for.
        begin = {"--monthly": "2024-02", "--quarterly": "2024-04", "--yearly": "2024"}[interval]
        for words in ([], ["Assets"], ["--depth", "1"], ["--historical", "--from", begin], ["desc:market"]):
            name = "register " + " ".join([interval, *words])
            checks.append((name, periods(interval, words), periods_by_hledger(interval, words)))
    for words, theirs in QUERIES[::CASE_STEP]:
        name = "balance " + " ".join(words)
        checks.append((name, souci_balances(words), hledger_balances(JOURNAL, *(words if theirs is None else theirs))))
    checks.append(("balance --monthly", months([]), months_by_hledger([])))
    checks.append(("balance --monthly --historical", months(["--historical"]), months_by_hledger(["-H"])))
    for words in ([], ["Assets"], ["Expenses", "--related"], ["desc:market", "not:Assets"], ["date:2024-02.."], ["--historical", "date:2024-03.."]):
        checks.append(("register " + " ".join(words), register(words), register_by_hledger(words)))
    for words in UNORDERED_QUERIES[::CASE_STEP]:
        checks.append(("balance, read twice " + " ".join(words), souci_balances(words, UNORDERED),
                       hledger_balances(UNORDERED, *words)))
    first, second = os.path.join(HERE, "first.journal"), os.path.join(HERE, "second.journal")
    for one, other in ((first, second), (second, first)):
        checks.append(("balance of two files", souci_balances(["-f", other], one), hledger_balances(one, "-f", other)))
    # hledger: each file's assertions count its own entries only.
    checks.append(("a balance asserted counts all files", run(SOUCI, "check", "-f", second, "-f", second)[0], 1))
    for word in REFUSED:
        checks.append(("refused " + word, run(SOUCI, "balance", "-f", JOURNAL, word), (2, "")))
    for words in LISTS:
        for journal in (JOURNAL, UNORDERED):
            own = run(SOUCI, *words, "-f", journal)[1].splitlines()
            theirs = [line for line in run("hledger", "-f", journal, *words)[1].splitlines() if line.strip('"')]
            checks.append((" ".join(words), own, sorted(theirs)))
    for words, expected in TAGS:
        checks.append(("tags " + " ".join(words), run(SOUCI, "tags", "-f", JOURNAL, *words)[1].split(), expected))
    print("1..%d" % len(checks))
    failed = 0
    for number, (name, found, expected) in enumerate(checks, 1):
        is_good = found == expected
        failed += not is_good
        print("%sok %d - %s" % ("" if is_good else "not ", number, name))
        if not is_good:
            print("# expected: %s\n# found:    %s" % (expected, found))
    return 1 if failed else 0


sys.exit(main())
