#!/usr/bin/env python3
"""Every figure of a report has a second way to it: the journals that apply wrote, or another report. Checked to the cent
on the small network of the tests and on the worked example, also as they were on earlier days."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from decimal import Decimal

from tap import finish, result

SOUCI = os.environ.get("SOUCI", os.path.abspath("build/souci"))
ROOT = os.getcwd()


def souci(*words):
    """The rows of a report."""
    run = subprocess.run([SOUCI, *words, "--format", "csv"], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def balances(*words):
    """What accounts hold by the journals, credits being positive."""
    return {row["account"]: -Decimal(row["quantity"]) for row in souci("balance", *words)}


def amount(row, column):
    return Decimal(row[column] or "0")


def total(rows, column):
    return sum((amount(row, column) for row in rows), Decimal(0))


def sums(rows, key, column):
    groups = defaultdict(Decimal)
    for row in rows:
        groups[row[key]] += amount(row, column)
    return groups


def unequal(left, right):
    """The entries in which two tables of amounts differ; those that are zero need not be there."""
    keys = set(left) | set(right)
    return {key: (left.get(key, 0), right.get(key, 0)) for key in keys if left.get(key, 0) != right.get(key, 0)}


def account_of(row):
    return f"Budget:{row['circle']}:{row['action']}:{row['fund']}" if row["circle"] else f"Funds:{row['fund']}"


def check_on_a_day(network, when):
    """With the journals up to a day, and the reports at it."""
    at = ["--at", when] if when else []
    to = ["--to", when] if when else []
    name = f"{network}, {when or 'all told'}: "
    budget = souci("budget", *at)
    books = balances(*to)
    left = {account_of(row): amount(row, "left") for row in budget}
    held = {account: held for account, held in books.items() if account.startswith(("Budget:", "Funds:"))}
    result(name + "what is left of each envelope is the balance of its account", unequal(left, held))
    dues = souci("dues", "--all", *at)
    owed = defaultdict(Decimal)
    for row in dues:
        owed[f"Due:{row['payee']}:{row['fund']}"] += amount(row, "left")
    due_accounts = {account: held for account, held in books.items() if account.startswith("Due:")}
    result(name + "what is left to pay is the balance of what is due", unequal(owed, due_accounts))
    funds = {row["fund"]: row for row in souci("funds", *at)}
    to_receive = {f"Assets:Receivable:{fund}": amount(row, "to_receive") for fund, row in funds.items()}
    receivable = {account: -held for account, held in books.items() if account.startswith("Assets:Receivable:")}
    result(name + "what is to be received is the balance of receivables", unequal(to_receive, receivable))
    for column in ("decided", "paid"):
        of_funds = {fund: amount(row, column) for fund, row in funds.items()}
        result(name + f"{column} is the same by fund and by envelope", unequal(of_funds, sums(budget, "fund", column)))
    unpaid = {fund: amount(row, "decided") - amount(row, "paid") for fund, row in funds.items()}
    result(name + "decided less paid is what is due, fund by fund", unequal(unpaid, sums(dues, "fund", "left")))
    difference = total(budget, "awarded") - total(budget, "decided") - total(budget, "left")
    result(name + "awarded less decided is left", difference)
    result(name + "a report at a day is the report up to it", [row for row in souci("budget", *to) if row not in budget])
    result(name + "there is something to compare", not (budget and held))


def check_circles(network):
    """Of one circle or action, funds tell what its envelopes do."""
    budget = souci("budget")
    for option, key in (("--circle", "circle"), ("--action", "action")):
        difference = {}
        for name in sorted({row[key] for row in budget} - {"", "free"}):
            rows = [row for row in budget if row[key] == name]
            funds = {row["fund"]: row for row in souci("funds", option, name)}
            for column in ("granted", "decided", "paid") if key == "circle" else ("decided", "paid"):
                told = {fund: amount(row, column) for fund, row in funds.items()}
                difference.update(unequal(told, sums(rows, "fund", column)))
        result(f"{network}: funds {option} are the sums of its envelopes", difference)


def check_contributions(network):
    contributions = souci("contributions")
    decisions = souci("decisions")
    retributions = [row for row in decisions
                    if row["kind"] == "retribute" and row["outcome"] == "adopted" and row["state"] == "sealed"]
    difference = total(contributions, "granted") - total(retributions, "amount")
    result(f"{network}: contributions are granted what retributions grant", difference)
    funds = [row["fund"] for row in souci("funds")]
    for column in ("granted", "paid"):
        parts = defaultdict(Decimal)
        for fund in funds:
            for row in souci("contributions", "--fund", fund):
                parts[row["contribution"]] += amount(row, column)
        whole = {row["contribution"]: amount(row, column) for row in contributions}
        result(f"{network}: {column} of funds add up to that of each contribution", unequal(parts, whole))
    costs = souci("dues", "--all")
    retributed = {row["decision"] for row in retributions}
    moved = {row["decision"] for row in decisions if row["kind"] == "substitute"}
    if not moved:
        paid = sum((amount(row, "paid") for row in costs if row["decision"] in retributed), Decimal(0))
        result(f"{network}: contributions are paid what dues are", paid - total(contributions, "paid"))
    for interval in ("--monthly", "--quarterly", "--yearly"):
        grouped = souci("contributions", interval)
        difference = {}
        for column in ("granted", "declared"):
            spans = [name for name in grouped[0] if name.endswith(" " + column)]
            difference.update(unequal(
                {(row["circle"], row["person"]): sum(amount(row, span) for span in spans) for row in grouped},
                {(row["circle"], row["person"]): amount(row, column) for row in grouped}))
            if total(grouped, column) != total(contributions, column):
                difference[column] = "total"
        result(f"{network}: columns of contributions {interval} add up", difference)
        budget = souci("budget", interval)
        spans = [name for name in budget[0] if name[:2] == "20"]
        difference = {account_of(row): row for row in budget
                      if sum(amount(row, span) for span in spans) != amount(row, "decided")}
        result(f"{network}: columns of budget {interval} add up", difference)


def check_periods(network, years):
    """What happened in the years, one by one, is what happened in all."""
    whole = {account_of(row): row for row in souci("budget")}
    for column in ("awarded", "granted", "allocated", "decided", "paid"):
        parts = defaultdict(Decimal)
        for year in years:
            for row in souci("budget", "--period", year):
                parts[account_of(row)] += amount(row, column)
        result(f"{network}: {column} of years add up",
               unequal(parts, {account: amount(row, column) for account, row in whole.items()}))


def check_media(network):
    """CSV and JSON hold the same; what is absent is null in JSON, never an empty string, and numbers are plain."""
    reports = ["budget", "contributions", "dues", "decisions", "mandates", "members", "circles", "funds", "rules", "balance",
               "register", "print", "contributions --quarterly", "balance --yearly"]
    for report in reports:
        words = report.split()
        run = subprocess.run([SOUCI, *words, "--format", "json"], capture_output=True, text=True, check=True)
        rows = json.loads(run.stdout)
        difference = [row for row in rows if "" in row.values()][:1]
        told = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
        difference += [pair for pair in zip(told, souci(*words)) if pair[0] != pair[1]][:1]
        difference += [(name, value) for row in told for name, value in row.items()
                       if name in ("quantity", "balance", "left", "granted") and not re.fullmatch(r"(-?\d+(\.\d+)?)?", value)][:1]
        result(f"{network}: {report} in JSON", difference or (not rows and report != "dues" and "no rows"))


def check_network(network, days, years, *folders):
    with tempfile.TemporaryDirectory() as scratch:
        for folder in folders:
            shutil.copytree(folder, os.path.join(scratch, os.path.basename(folder)))
        os.chdir(scratch)
        applied = subprocess.run([SOUCI, "apply"], capture_output=True, text=True, check=False)
        result(f"{network}: can be applied", applied.returncode and applied.stderr)
        for day in days:
            check_on_a_day(network, day)
        check_contributions(network)
        check_circles(network)
        check_periods(network, years)
        check_media(network)
        os.chdir(ROOT)


def test_network(name):
    return os.path.join(ROOT, "tests/command/report-network", name)


check_network("small network", ["2024-02-22", "2024-04-05", "2024-04-25", None], ["2024"],
              test_network("circles"), test_network("ledger"))
check_network("example", ["2022-12-31", "2023-06-30", "2024-05-15", None], ["2022", "2023", "2024"],
              os.path.join(ROOT, "circles"), os.path.join(ROOT, "ledger"))
finish()
