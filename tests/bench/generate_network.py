#!/usr/bin/env python3
"""Writes a network of any size, the same one every time, for benchmarks.

    generate_network.py FOLDER CIRCLES DECISIONS

Each circle has eight members, a steward, four actions and a meeting every two weeks that allocates money and
pays contributions until it has its share of the decisions. Nothing in it is wrong.
"""
import datetime
import os
import sys

ACTIONS_PER_CIRCLE = 4
MEMBERS_PER_CIRCLE = 8
DECISIONS_PER_MEETING = 10
FIRST_DAY = datetime.date(2020, 1, 6)


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def record(fields):
    return "".join(f"{name}: {value}\n" for name, value in fields)


def records(kind, items):
    return f"%rec: {kind}\n\n" + "\n".join(record(item) for item in items)


def meeting(circle, day, present, decisions):
    head = [("Circle", circle), ("Date", day), ("Status", "adopted")] + [("Present", person) for person in present]
    numbered = [[("Id", number + 1)] + fields for number, fields in enumerate(decisions)]
    return records("Meeting", [head]) + "\n" + records("Decision", numbered)


def members_of(circle):
    return [f"person-{circle}-{number}" for number in range(MEMBERS_PER_CIRCLE)]


def actions_of(circle):
    return [f"action-{circle}-{number}" for number in range(ACTIONS_PER_CIRCLE)]


def write_council(folder, circles, decisions):
    people = members_of("council")
    found = [[("Kind", "found")] + [("Member", person) for person in people] + [("Steward", people[0])]]
    award = [[("Kind", "award"), ("Fund", "grant"), ("Amount", f"{decisions * 100}.00 EUR")]]
    share = decisions * 100 // circles
    grants = [[("Kind", "grant"), ("Fund", "grant"), ("Circle", f"circle-{circle}"), ("Amount", f"{share}.00 EUR")]
              for circle in range(circles)]
    write(folder, "circles/network/circle.rec", records("Circle", [[("Name", "Council")]]))
    write(folder, f"circles/network/meetings/{FIRST_DAY}.rec", meeting("network", FIRST_DAY, people[:4], found + award))
    later = FIRST_DAY + datetime.timedelta(days=2)
    write(folder, f"circles/network/meetings/{later}.rec", meeting("network", later, people[:4], grants))


def first_decisions(circle):
    people = members_of(circle)
    found = [("Kind", "found"), ("Status", "active"), ("Steward", people[0])] + [("Member", person) for person in people]
    adopt = [("Kind", "adopt-action")] + [("Action", action) for action in actions_of(circle)]
    mandates = [[("Kind", "mandate"), ("Person", person), ("Role", "contributor")] +
                [("Action", action) for action in actions_of(circle)] for person in people[1:]]
    return [found, adopt] + mandates


def write_circle(folder, circle, decisions):
    name = f"circle-{circle}"
    people = members_of(circle)
    actions = actions_of(circle)
    contributions = {}
    day = FIRST_DAY + datetime.timedelta(days=1)
    write(folder, f"circles/{name}/circle.rec", records("Circle", [[("Name", f"Circle {circle}")]]))
    write(folder, f"circles/{name}/programme.rec",
          records("Action", [[("Id", action), ("Name", action)] for action in actions]))
    first = first_decisions(circle)
    write(folder, f"circles/{name}/meetings/{day}.rec", meeting(name, day, people[:5], first))
    left = decisions - len(first)
    number = 0
    day += datetime.timedelta(days=6)
    while left > 0:
        work_day = day - datetime.timedelta(days=3)
        taken = []
        for index in range(min(left, DECISIONS_PER_MEETING) // 2):
            person = people[1 + (number + index) % (MEMBERS_PER_CIRCLE - 1)]
            action = actions[(number + index) % ACTIONS_PER_CIRCLE]
            contributions.setdefault((work_day.year, person), []).append(
                [("Date", work_day), ("Action", action), ("Time", "2h"), ("Asked", "50.00 EUR")])
            taken.append([("Kind", "allocate"), ("Action", action), ("Fund", "grant"), ("Amount", "50.00 EUR")])
            taken.append([("Kind", "retribute"), ("Person", person), ("Action", action), ("Fund", "grant"),
                          ("Asked", "50.00 EUR"), ("Amount", "50.00 EUR"), ("Contribution", f"{person}/{work_day}")])
        if not taken:
            break
        write(folder, f"circles/{name}/meetings/{day}.rec", meeting(name, day, people[:5], taken))
        left -= len(taken)
        number += 1
        day += datetime.timedelta(days=14)
    for (year, person), items in contributions.items():
        write(folder, f"circles/{name}/contributions/{year}/{person}.rec", records("Contribution", items))


def main():
    folder, circles, decisions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    everyone = members_of("council") + [person for circle in range(circles) for person in members_of(circle)]
    write(folder, "circles/network.rec", records("Network", [[("Name", "Generated network")]]))
    write(folder, "circles/people.rec", records("Person", [[("Id", person), ("Name", person)] for person in everyone]))
    write(folder, "circles/parties.rec", records("Party", [[("Id", "funder"), ("Name", "Funder"), ("Kind", "funder")]]))
    write(folder, "circles/funds.rec", records("Fund", [[("Id", "grant"), ("Name", "Grant"), ("Funder", "funder")]]))
    write_council(folder, circles, decisions)
    for circle in range(circles):
        write_circle(folder, circle, decisions // circles)


if __name__ == "__main__":
    main()
