#!/usr/bin/python3
"""Random journals, made from a grammar, read by souci, hledger and ledger, which must agree on every balance; and by
souci in several ways, which must agree among themselves. What differs is cut down to a small journal before it is
shown. The same journals are made in every run; SEED and ROUNDS in the environment ask for others."""

import os
import random
import subprocess
import sys
import tempfile

from peers import SOUCI, hledger, ledger, run, souci

SEED = int(os.environ.get("SEED", "1"))
ROUNDS = int(os.environ.get("ROUNDS", "8"))
TRANSACTIONS = 40
NAMES = ["Assets:Bank", "Assets:Bank:Épargne", "Dépenses:Café crème", "Income", "Equity:Opening", "a", "a:b", "512 Banque"]
PAYEES = ["Café « Au coin »", "Léa | facture", "x", "", "Électricité, gaz & eau", "日本"]


class Common:
    """What hledger and ledger read alike."""

    commodities = ["EUR", "USD", "ACME"]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, units):
        return "%s%d.%02d" % ("-" if units < 0 else "", abs(units) // 100, abs(units) % 100)

    def amount(self, units, commodity):
        return "%s %s" % (self.number(units), commodity)

    def date(self, day):
        year, month, day = 2024, 1 + day // 28 % 12, 1 + day % 28
        return self.pick("%d-%02d-%02d", "%d/%02d/%02d", "%d/%d/%d") % (year, month, day)

    def header(self, day):
        mark = self.pick("", "", "* ", "! ")
        code = self.pick("", "", "(%d) " % day)
        return "%s %s%s%s" % (self.date(day), mark, code, self.random.choice(PAYEES))

    def posting(self, account, amount=""):
        comment = self.pick("", "", "  ; a comment", "  ; key: value")
        gap = self.pick("  ", "    ", "  \t") if amount else ""
        return "    %s%s%s%s" % (account, gap, amount, comment if amount else "")

    def account(self):
        return self.random.choice(NAMES)

    def balanced(self):
        commodity = self.random.choice(self.commodities)
        units = [self.random.randint(-100000, 100000) for _ in range(self.random.randint(1, 4))]
        lines = [self.posting(self.account(), self.amount(unit, commodity)) for unit in units]
        if self.random.random() < 0.5:
            return lines + [self.posting(self.account())]
        return lines + [self.posting(self.account(), self.amount(-sum(units), commodity))]

    def converted(self):
        units, price = self.random.randint(1, 1000) * 100, self.random.randint(1, 500)
        cost = units * price // 100
        kind = "@ " + self.amount(price, "EUR") if self.random.random() < 0.5 else "@@ " + self.amount(cost, "EUR")
        return [
            self.posting(self.account(), "%s %s" % (self.amount(units, "ACME"), kind)),
            self.posting(self.account(), self.amount(-cost, "EUR")),
        ]

    def several(self):
        return [
            self.posting(self.account(), self.amount(self.random.randint(1, 999), "EUR")),
            self.posting(self.account(), self.amount(self.random.randint(1, 999), "USD")),
            self.posting(self.account()),
        ]

    def virtual(self):
        return ["    (%s)  %s" % (self.account(), self.amount(self.random.randint(-999, 999), "EUR"))] + self.balanced()

    def shapes(self):
        return [self.balanced, self.balanced, self.balanced, self.converted, self.several, self.virtual]

    def transaction(self, day):
        notes = ["    ; note: %d" % day] if self.random.random() < 0.3 else []
        return "\n".join([self.header(day)] + notes + self.random.choice(self.shapes())()) + "\n\n"

    def directives(self):
        return ["", "; a comment\n\n", "account Assets:Bank\n\n", "comment\nnothing\nend comment\n\n"]

    def journal(self):
        days = sorted(self.random.randint(0, 300) for _ in range(TRANSACTIONS))
        if self.random.random() < 0.3:
            self.random.shuffle(days)
        entries = []
        for day in days:
            entries.append(self.random.choice(self.directives()) if self.random.random() < 0.1 else "")
            entries.append(self.transaction(day))
        return [entry for entry in entries if entry]


class Wide(Common):
    """What hledger reads, and souci like it."""

    commodities = ["EUR", "USD", "h", '"ACME 2"', "€", ""]

    def date(self, day):
        return Common.date(self, day) if self.random.random() < 0.7 else "2024.%d.%d" % (1 + day // 28 % 12, 1 + day % 28)

    def number(self, units):
        whole, cents = abs(units) // 100, abs(units) % 100
        grouped = "{:,}".format(whole)
        text = self.pick(
            "%d.%02d" % (whole, cents),
            "%d,%02d" % (whole, cents),
            "%s.%02d" % (grouped, cents),
            "%s,%02d" % (grouped.replace(",", "."), cents),
            "%s,%02d" % (grouped.replace(",", " "), cents),
            "%dE-2" % abs(units),
        )
        return ("-" if units < 0 else self.pick("", "", "+")) + text

    def amount(self, units, commodity):
        if commodity and self.random.random() < 0.3:
            return self.pick("%s %s", "%s%s") % (commodity, self.number(units))
        return self.pick("%s %s", "%s%s")[: 5 if commodity else 2].rstrip() % (
            (self.number(units), commodity) if commodity else self.number(units)
        )

    def dated(self):
        return [line + self.pick("", "  ; date: 2024-05-06", "  ; [2024-03-04]") for line in self.balanced()]

    def balanced_virtual(self):
        units = self.random.randint(1, 9999)
        return ["    [a]  %s" % self.amount(units, "EUR"), "    [a:b]"] + self.balanced()

    def shapes(self):
        return Common.shapes(self) + [self.dated, self.balanced_virtual]

    def directives(self):
        return Common.directives(self) + [
            "alias a=Z:z\n\n",
            "alias /b(.)/=B\\1\n\n",
            "end aliases\n\n",
            "apply account Top\n\n%send apply account\n\n" % self.transaction(5),
            "P 2024-01-01 USD 0.90 EUR\n\n",
        ]


def write(entries):
    with open("random.journal", "w", encoding="utf-8") as file:
        file.write("".join(entries))


def differs(entries, peer):
    write(entries)
    return souci("random.journal")[1] != peer("random.journal")


def shrink(entries, is_wrong):
    """The fewest entries that are still wrong: halves, quarters, … and single ones are left out in turn."""
    size = len(entries) // 2
    while size > 0:
        start = 0
        while start < len(entries):
            fewer = entries[:start] + entries[start + size :]
            if is_wrong(fewer):
                entries = fewer
            else:
                start += size
        size //= 2
    return entries


def report(number, name, entries, is_wrong):
    is_good = not is_wrong(entries)
    print("%sok %d - %s" % ("" if is_good else "not ", number, name))
    if not is_good:
        print("".join("# %s\n" % line for line in "".join(shrink(entries, is_wrong)).splitlines()), end="")
    return is_good


def csv_of(*words):
    return run(SOUCI, "balance", "--format", "csv", *words)


def is_inconsistent(entries):
    """Whether reading in one go, posting by posting, in memory, or what is printed gives other balances."""
    write(entries)
    plain = csv_of("-f", "random.journal")
    if plain[0] != 0:
        return True
    printed = subprocess.run([SOUCI, "print", "-f", "random.journal"], capture_output=True, check=False).stdout
    with open("printed.journal", "wb") as file:
        file.write(printed)
    again = run(SOUCI, "print", "-f", "printed.journal")[1]
    as_sink = csv_of("-f", "random.journal", "acct:.")
    return not (plain == as_sink == csv_of("-f", "printed.journal") and again.encode() == printed)


def threads_disagree(entries):
    write(entries)
    outputs = {csv_of("-f", "random.journal", "--threads", str(count)) for count in (1, 2, 3)}
    return len(outputs) != 1


def main():
    tests = []
    for i in range(ROUNDS):
        wide = Wide(SEED * 1000 + i).journal()
        common = Common(SEED * 1000 + i).journal()
        tests.append(("hledger agrees, journal %d" % i, wide, lambda entries: differs(entries, hledger)))
        tests.append(("hledger agrees on the common part, journal %d" % i, common, lambda e: differs(e, hledger)))
        tests.append(("ledger agrees, journal %d" % i, common, lambda entries: differs(entries, ledger)))
        tests.append(("souci agrees with itself, journal %d" % i, wide, is_inconsistent))
    large = sum((Common(SEED * 1000 + i).journal() for i in range(200)), []) * 16
    tests.append(("threads agree", large, threads_disagree))
    print("1..%d" % len(tests))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        results = [report(number, *test) for number, test in enumerate(tests, 1)]
        os.chdir("/")
    return 0 if all(results) else 1


sys.exit(main())
