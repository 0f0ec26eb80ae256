#!/usr/bin/env python3
"""Reports fit the terminal: on the worked example at 60, 80 and 100 columns no line is wider, and however narrow the
terminal is, no amount and no id is cut: a column is left out, and named, or shown in full; columns line up where names
have accents or wide characters."""
import fcntl
import itertools
import os
import pty
import re
import struct
import subprocess
import tempfile
import termios
import unicodedata

from tap import finish, result

SOUCI = os.environ.get("SOUCI", os.path.abspath("build/souci"))
REPORTS = ["budget", "contributions", "dues", "decisions", "mandates", "members", "circles", "funds", "rules",
           "agenda metropole-lilloise --today 2024-12-01", "budget --quarterly --period 2024", "balance", "register Due"]

WITHOUT_AMOUNTS = ("mandates", "members", "rules")
# One line a row: what a volunteer sees on a small screen. The last have more columns than it has room for.
TOO_WIDE = ["funds", "circles", "decisions", "contributions", "budget"]
ONE_LINE = ["dues", "mandates --circle flandres", "members", "rules --circle littoral", "budget --circle flandres", *TOO_WIDE]
LEFT_OUT = {"en": "Not shown, for want of room: ", "fr": "Faute de place, ne figurent pas\N{NO-BREAK SPACE}: "}


def environment():
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return dict(kept, TERM="xterm", NO_COLOR="1", PAGER="cat")


def on_terminal(columns, words, folder="."):
    """The lines a command writes on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    run = subprocess.Popen([SOUCI, "-C", folder, *words.split()], stdin=subprocess.DEVNULL, stdout=theirs,
                           stderr=subprocess.DEVNULL, env=environment())
    os.close(theirs)
    written = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not more:
            break
        written += more
    os.close(ours)
    run.wait()
    return written.decode().replace("\r\n", "\n").splitlines()


def width(text):
    return sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
               for letter in text)


def amounts(lines):
    """Those of columns: what prose says of money may be cut."""
    return sorted(re.findall(r"(?:^|  )(-?\d+[.,]\d\d)(?= EUR|  |$)", "\n".join(lines), re.MULTILINE))


def has_all_but(plain, shown):
    """Whether no amounts lack but those of columns that the last line says are left out."""
    missing = list(amounts(plain))
    for amount in amounts(shown):
        if amount not in missing:
            return False
        missing.remove(amount)
    return not missing or LEFT_OUT["en"] in note(shown)


def note(lines):
    """What follows the last blank line."""
    return " ".join("\n".join(lines).rpartition("\n\n")[2].splitlines())


def headings(lines):
    """Words of the headings, which stand over the first rule."""
    return set(" ".join(itertools.takewhile(lambda line: "──" not in line, lines[2:])).split())


for report in REPORTS:
    plain = subprocess.run([SOUCI, *report.split()], capture_output=True, text=True, env=environment()).stdout.splitlines()
    fitting = on_terminal(80, report)
    result(f"souci {report} fits 80 columns", [line for line in fitting if width(line) > 80][:3])
    narrow = on_terminal(40, report)
    result(f"souci {report} shows whole amounts in 80 and 40 columns",
           [lines[:5] for lines in (fitting, narrow) if not has_all_but(plain, lines)])
    result(f"souci {report} shows amounts at all", not (report in WITHOUT_AMOUNTS or amounts(plain)))
    if not report.startswith("register"):  # which always has a width
        result(f"souci {report} is left as it is by 400 columns", on_terminal(400, report) != plain)

for report in ONE_LINE:
    for language in ("en", "fr"):
        words = f"{report} --lang {language}"
        lines = on_terminal(80, words)
        result(f"souci {report} takes a line a row in 80 columns, in {language}", lines[:8] if "─" * 80 in lines else "")
    for columns in (60, 100):
        lines = on_terminal(columns, report)
        result(f"souci {report} fits {columns} columns", [line for line in lines if width(line) > columns][:3])
    lines = on_terminal(100, report)
    result(f"souci {report} takes a line a row in 100 columns", lines[:8] if "─" * 100 in lines else "")

for report in TOO_WIDE:
    for language in ("en", "fr"):
        words = f"{report} --lang {language}"
        plain, lines = on_terminal(0, words), on_terminal(80, words)
        said, _, named = note(lines).partition(LEFT_OUT[language])
        result(f"souci {words} names the columns it leaves out, and no others",
               said or headings(plain) - headings(lines) ^ set(named.replace(",", "").split()) - headings(lines))

references = re.findall(r"\S+/\d{4}-\d\d-\d\d/\d+", subprocess.run([SOUCI, "decisions"], capture_output=True, text=True,
                                                                   env=environment()).stdout)
shown = re.findall(r"\S+/\d{4}-\d\d-\d\d/\d+", "\n".join(on_terminal(40, "decisions")))
result("no reference of a decision is cut in 40 columns", set(references) - set(shown))

# Names of several alphabets: what stands to the right of them begins in one column.
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["git", "init", "-q", folder], check=True)
    os.makedirs(f"{folder}/circles/jardin/meetings")
    names = {"a": "Zoé Lefèvre-Dupré", "b": "山田 太郎", "c": "Noe\u0308lle", "d": "Ivan"}
    with open(f"{folder}/circles/people.rec", "w") as people:
        people.write("%rec: Person\n" + "".join(f"\nId: {id}\nName: {name}\n" for id, name in names.items()))
    with open(f"{folder}/circles/jardin/meetings/2024-03-05.rec", "w") as minutes:
        minutes.write("%rec: Meeting\n\nDate: 2024-03-05\nStatus: adopted\nPresent: a b c d\n\n%rec: Decision\n\n"
                      "Kind: found\nMember: a b c d\n")
    subprocess.run([SOUCI, "-C", folder, "apply"], stdout=subprocess.DEVNULL, check=True)
    for columns in (100, 50):
        lines = [line for line in on_terminal(columns, "members", folder) if "2024-03-05" in line and "Members" not in line]
        places = {width(line[:line.index("2024-03-05")]) for line in lines}
        result(f"columns line up beside accents and wide characters in {columns} columns",
               lines if len(places) != 1 or len(lines) != 4 else "")

finish()
