#!/usr/bin/env python3
"""Filters, alone and crossed: what a report shows under several of them is what each lets pass of the whole, with the same
figures; the balances of the books under them are what hledger makes of the same journal."""
import csv
import io
import itertools
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from decimal import Decimal

from tap import finish, result

SOUCI = os.environ.get("SOUCI", os.path.abspath("build/souci"))
# A sample of what can be crossed, in turn, so that each filter meets some days and others; FILTERS_STEP=1 tries all, in minutes.
PAIR_STEP = int(os.environ.get("FILTERS_STEP", "24"))  # every so many pairs of filters
DAY_STEP = min(PAIR_STEP, 4)  # every so many filters, of those tried on another day than today
BOOKS_STEP = min(PAIR_STEP, 3)  # every so many days, of those on which filtered balances are compared with hledger's
ROOT = os.getcwd()


def run(*words):
    return subprocess.run([SOUCI, "--lang", "en", *words], capture_output=True, text=True, check=False)


def souci(*words):
    """The rows of a report."""
    ran = run(*words, "--format", "csv")
    if ran.returncode != 0:
        raise RuntimeError(f"souci {' '.join(words)}: {ran.stderr}")
    return list(csv.DictReader(io.StringIO(ran.stdout)))


# ---- reports on circles ----

PERIODS = [["--period", "2024-Q2"], ["--from", "2024-03"], ["--to", "2024-03-31"]]
DAY = ["--at", "2024-04-10"]

# For each report: what makes a row what it is; the filters that choose rows; those that change figures (which are then
# those of all rows); whether it takes periods.
REPORTS = {
    "budget": (["circle", "action", "fund"], ["circle", "action", "fund", "pattern"], [], True),
    "contributions": (["contribution"], ["circle", "action", "person", "pattern"], ["fund"], True),
    "decisions": (["decision"], ["circle", "action", "fund", "person", "pattern"], [], True),
    "dues --all": (["decision", "payee", "fund"], ["circle", "action", "fund", "person", "pattern"], [], True),
    "mandates --all": (["person", "role", "circle", "from", "decision"], ["circle", "person", "pattern"], ["action"], True),
    "members": (["circle", "person", "from"], ["circle", "person", "pattern"], [], False),
    "circles": (["circle"], ["circle", "pattern"], [], False),
    "funds": (["fund"], ["fund", "pattern"], ["circle", "action", "person"], True),
    "rules": (["rule"], ["pattern"], ["circle"], False),
}
VALUES = {
    "circle": ["rives", "estuaire", "network"],
    "action": ["jardin", "veillee"],
    "fund": ["region-2024", "fonds-propres"],
    "person": ["zoe", "paul"],
    "pattern": ["Région|é", "^[j-z]"],
}
# Columns that hold what a filter asks for, as they stand.
COLUMNS = {"budget": ["circle", "action", "fund"], "contributions": ["circle", "action", "person"],
           "dues --all": ["circle", "action", "fund", "person"], "members": ["circle", "person"], "circles": ["circle"],
           "funds": ["fund"], "mandates --all": ["circle", "person"]}


def words_of(chosen):
    name, value = chosen
    return [value] if name == "pattern" else ["--" + name, value]


def all_words(chosen):
    return [word for one in chosen for word in words_of(one)]


def check_report(report, identity, selecting, changing, takes_periods):
    words = report.split()

    def key(row):
        return tuple(row[column] for column in identity)

    singles = [(name, value) for name in selecting for value in VALUES[name]]
    passing = {one: {key(row) for row in souci(*words, *words_of(one))} for one in singles}
    changers = [[]] + [words_of((name, value)) for name in changing for value in VALUES[name]]
    days = [[], DAY] + (PERIODS if takes_periods else [])
    pairs = [list(pair) for pair in itertools.combinations(singles, 2) if pair[0][0] != pair[1][0]]
    difference = []
    seen = 0
    for turn, (changer, day) in enumerate(itertools.product(changers, days)):
        base = souci(*words, *changer, *day)
        at_day = passing if day != DAY else None
        tried = singles[turn % DAY_STEP::DAY_STEP] if day else singles
        for chosen in [[one] for one in tried] + pairs[turn % PAIR_STEP::PAIR_STEP]:
            if at_day is None and len(chosen) > 1:
                continue
            shown = souci(*words, *changer, *day, *all_words(chosen))
            if at_day is None:  # a state may hold rows of another day: what a column says decides
                name, value = chosen[0]
                if name not in COLUMNS.get(report, []):
                    continue
                expected = [row for row in base if row[name] == value]
            else:
                expected = [row for row in base if all(key(row) in passing[one] for one in chosen)]
            seen += len(shown)
            if shown != expected:
                difference.append((changer + day + all_words(chosen), len(expected), len(shown)))
    result(f"{report}: filters crossed show what each lets pass", difference)
    result(f"{report}: there is something to compare", seen == 0)
    whole = souci(*words)
    difference = [one for one in singles if one[0] in COLUMNS.get(report, []) and
                  passing[one] != {key(row) for row in whole if row[one[0]] == one[1]}]
    result(f"{report}: a filter passes the rows that name what it asks for", difference)
    several = [word for value in VALUES["circle"][:2] for word in ("--circle", value)]
    if "circle" in selecting:
        either = passing["circle", VALUES["circle"][0]] | passing["circle", VALUES["circle"][1]]
        result(f"{report}: a filter given twice passes either", {key(row) for row in souci(*words, *several)} ^ either)
    text = run(*words, *words_of(("circle", "rives")), "zzzz").stdout
    result(f"{report}: says that there is nothing to show", "Nothing to show." not in text and text)


def check_names():
    """What the network does not have is refused by every command that takes the filter, with the nearest name."""
    for command in ("budget", "contributions", "decisions", "dues", "mandates", "members", "circles", "funds", "rules",
                    "balance", "register", "print", "accounts", "payees", "tags", "commodities", "stats", "log", "diff"):
        usage = run("help", command).stdout
        for option, wrong, right in (("circle", "rivse", "rives"), ("action", "jardni", "jardin"),
                                     ("fund", "region-2023", "region-2024"), ("person", "zoee", "zoe")):
            refused = run(command, "--" + option, wrong)
            expected = f"did you mean “{right}”?" if f"--{option} {option.upper()}" in usage else f"takes no --{option}"
            result(f"{command} --{option} {wrong} is refused",
                   (refused.returncode != 2 or expected not in refused.stderr or refused.stdout) and refused)
    for option, wrong, expected in (("circle", "zzzzzzzz", "; souci circles lists them"), ("fund", "zzzzzzzz", "; souci funds lists them")):
        refused = run("dues", "--" + option, wrong)
        result(f"dues --{option} {wrong} tells where they are listed", expected not in refused.stderr and refused)


with tempfile.TemporaryDirectory() as scratch:
    for folder in ("circles", "ledger"):
        shutil.copytree(os.path.join(ROOT, "tests/command/report-network", folder), os.path.join(scratch, folder))
    os.chdir(scratch)
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run([SOUCI, "apply"], stdout=subprocess.DEVNULL, check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "Begin"], check=True)
    for report_name, description in REPORTS.items():
        check_report(report_name, *description)
    check_names()
    os.chdir(ROOT)


# ---- the books, beside hledger ----

def plain(amount):
    return Decimal(re.sub(r"[^-0-9.]", "", amount) or "0")


def hledger(*words):
    """The rows of `hledger balance`, those that are zero left out: account and amounts."""
    ran = subprocess.run(["hledger", "-f", "ledger/main.journal", "balance", "--flat", "--no-total", "-O", "csv", *words],
                         capture_output=True, text=True, check=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    rows = {row[0]: [plain(cell) for cell in row[1:]] for row in list(csv.reader(io.StringIO(ran.stdout)))[1:]}
    return {account: amounts for account, amounts in rows.items() if any(amounts)}


def balances(*words):
    rows = {row.pop("account"): row for row in souci("balance", *words)}
    amounts = {account: [plain(row[column]) for column in row if column != "commodity"] for account, row in rows.items()}
    return {account: held for account, held in amounts.items() if any(held)}


def of(circle="[^:]+", action="[^:]+", fund="[^:]+"):
    return f"^Budget:{circle}:{action}:{fund}$"


for turn, (ours, theirs) in enumerate((
        (["--circle", "flandres"], [of(circle="flandres")]),
        (["--action", "estaminet-partage"], [of(action="estaminet-partage")]),
        (["--fund", "drac-2023"], ["^(Budget:.*|Funds|Due:[^:]+|Assets:Receivable):drac-2023$"]),
        (["--person", "wim"], ["^Due:wim:"]),
        (["--circle", "arles", "--fund", "drac-2023"], [of(circle="arles", fund="drac-2023")]),
        (["--circle", "arles", "--circle", "flandres"], [of(circle="(arles|flandres)")]),
        (["--person", "nadia", "--fund", "region-2024"], ["^Due:nadia:region-2024$"]),
        (["--circle", "flandres", "--person", "wim"], ["^nothing$"]),
        (["Équity|[Bb]udget:.*drac"], ["Équity|[Bb]udget:.*drac"]),
        ([], []))):
    tried = slice(turn % BOOKS_STEP, None, BOOKS_STEP) if ours else slice(None)
    for our_dates, their_dates in (
            ([], []), (["--period", "2024-Q2"], ["-p", "2024Q2"]), (["--from", "2023-07"], ["-b", "2023-07-01"]),
            (["--to", "2023-06-15"], ["-e", "2023-06-16"]), (["--at", "2023-12-31"], ["-e", "2024-01-01"]),
            (["--from", "2023-02", "--to", "2024-05", "--monthly"], ["-b", "2023-02-01", "-e", "2024-06-01", "-M"]),
            (["--period", "2023", "--quarterly"], ["-p", "2023", "-Q"]), (["--yearly"], ["-Y"]),
            (["--period", "2023", "--quarterly", "--historical"], ["-p", "2023", "-Q", "-H"]))[tried]:
        ours_told = balances(*ours, *our_dates)
        theirs_told = hledger(*theirs, *their_dates)
        if "Y" in str(their_dates[:1]):  # only years in which something happened have a column in both
            ours_told = {account: sum(amounts) for account, amounts in ours_told.items()}
            theirs_told = {account: sum(amounts) for account, amounts in theirs_told.items()}
        result(f"balance {' '.join(ours + our_dates)} is hledger's", ours_told != theirs_told and
               [(account, ours_told.get(account), theirs_told.get(account)) for account in set(ours_told) | set(theirs_told)
                if ours_told.get(account) != theirs_told.get(account)][:5])

for depth in ("1", "2", "3"):
    result(f"balance --depth {depth} is hledger's", balances("--depth", depth) != hledger("--depth", depth))
    shown = balances("--depth", depth, "--tree")
    below = defaultdict(Decimal)
    for account, amounts in hledger("--depth", depth).items():
        parts = account.split(":")
        for level in range(1, len(parts) + 1):
            below[":".join(parts[:level])] += amounts[0]
    result(f"balance --tree --depth {depth} sums what is below",
           {account: amounts[0] for account, amounts in shown.items()} != {a: s for a, s in below.items() if s})

registered = subprocess.run(["hledger", "-f", "ledger/main.journal", "register", "-p", "2024Q2", "^Budget:flandres:", "-O",
                             "csv"], capture_output=True, text=True, check=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
theirs_told = [(row["date"], row["account"], plain(row["amount"]), plain(row["total"])) for row in csv.DictReader(io.StringIO(registered.stdout))]
ours_told = [(row["date"], row["account"], Decimal(row["quantity"]), Decimal(row["balance"]))
             for row in souci("register", "--circle", "flandres", "--period", "2024-Q2")]
result("register --circle --period is hledger's", ours_told != theirs_told and (ours_told[:3], theirs_told[:3]))
result("register --circle --period has something to compare", not ours_told)

finish()
