#!/usr/bin/env python3
"""Every sort of file of a network crossed with everything that may stand in its place: check ends, says one thing and says
it of that file; no figure is shown that is wrong without a word; apply mends what souci wrote, refuses the rest, and changes
nothing that a person wrote.

BAD_FILES_STEP=1 tries every crossing, not some of each sort (in minutes); BAD_FILES_ONLY=PATTERN those whose name matches."""
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile

from tap import finish, result

ROOT = os.getcwd()
SOUCI = os.path.abspath(os.environ.get("SOUCI", "build/souci"))
STEP = int(os.environ.get("BAD_FILES_STEP", "10"))
ONLY = os.environ.get("BAD_FILES_ONLY", "")
SECONDS_MAXIMUM = 10
OUTPUT_MAXIMUM = 20_000  # bytes that a person is shown, however long a line is
NOBODY = 65534

# ---- sorts of files ----

MINUTES = "circles/rives/meetings/2024-03-28.rec"
EVIDENCE = "circles/rives/evidence/2024/facture-quincaillerie.txt"
HAND_WRITTEN = {
    "network": "circles/network.rec",
    "people": "circles/people.rec",
    "places": "circles/places.rec",
    "parties": "circles/parties.rec",
    "funds": "circles/funds.rec",
    "circle": "circles/rives/circle.rec",
    "council": "circles/network/circle.rec",
    "programme": "circles/rives/programme.rec",
    "minutes that wait": "circles/rives/meetings/2024-06-20.rec",
    "minutes that are sealed": MINUTES,
    "minutes of the council": "circles/network/meetings/2024-02-06.rec",
    "contributions": "circles/rives/contributions/2024/mei.rec",
    "evidence": EVIDENCE,
    "evidence that waits": "circles/rives/evidence/2024/tissus.txt",
    "main journal": "ledger/main.journal",
    "bank journal": "ledger/bank/2024.journal",
    "included journal": "ledger/other/interest.journal",
    "opening journal": "ledger/opening.journal",
}
GENERATED = {
    "seal": "circles/rives/sealed/2024-03-28.rec",
    "seal of the council": "circles/network/sealed/2024-02-06.rec",
    "register": "circles/rives/register.rec",
    "list of journals": "ledger/generated.journal",
    "decision journal": "ledger/circles/rives/2024-03-28.journal",
}
REPORT = {"report": "reports/budget.csv"}


# ---- what may stand there ----

def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def in_the_middle(path, text):
    """Puts text at the end of a line in the middle."""
    content = read(path)
    place = content.index(b"\n", len(content) // 2)
    write(path, content[:place] + text + content[place:])


def folder(path):
    os.remove(path)
    os.mkdir(path)


def link(target):
    def make(path):
        os.rename(path, "elsewhere")
        if target == "inside":
            os.symlink(os.path.relpath("elsewhere", os.path.dirname(path)), path)
        else:
            os.symlink(target, path)
    return make


def pipe(path):
    os.remove(path)
    os.mkfifo(path)


def sparse(size):
    def make(path):
        os.remove(path)
        write(path, b"")
        os.truncate(path, size)
    return make


def conflict(path):
    lines = read(path).splitlines(True)
    middle = len(lines) // 2
    ours = b"<<<<<<< HEAD\n" + lines[middle] + b"=======\n; " + lines[middle] + b">>>>>>> theirs\n"
    write(path, b"".join(lines[:middle]) + ours + b"".join(lines[middle + 1:]))


def rename(change):
    def make(path):
        parent, name = os.path.split(os.fsencode(path))
        stem, extension = name.rsplit(b".", 1)
        os.rename(path, os.path.join(parent, change(stem) + b"." + extension))
    return make


def look_alike(stem):
    """The first letter or digit that has one is another's that looks the same."""
    for plain, other in ((b"e", "е"), (b"a", "а"), (b"o", "о"), (b"i", "і"), (b"s", "ѕ"), (b"0", "О")):
        if plain in stem:
            return stem.replace(plain, other.encode(), 1)
    raise ValueError(stem)


BAD = {
    "missing": os.remove,
    "a folder": folder,
    "unreadable": lambda path: os.chmod(path, 0),
    "empty": lambda path: write(path, b""),
    "one gigabyte": sparse(1_000_000_000),
    "more than it may be": sparse((1 << 30) + 1),
    "a NUL byte": lambda path: in_the_middle(path, b"\0"),
    "no UTF-8": lambda path: in_the_middle(path, b"\xe9"),
    "lines that end in CR": lambda path: write(path, read(path).replace(b"\n", b"\r")),
    "a link to a file inside": link("inside"),
    "a link out of the repository": link("/etc/passwd"),
    "a link to nothing": link("nowhere"),
    "a link to itself": lambda path: (os.remove(path), os.symlink(os.path.basename(path), path)),
    "a pipe": pipe,
    "a conflict": conflict,
    "a line of ten megabytes": lambda path: in_the_middle(path, b"\n" + b"x" * 10_000_000),
    "a name that looks alike": rename(look_alike),
    "a name that is no UTF-8": rename(lambda stem: stem + b"\xe9"),
    "a byte order mark": lambda path: write(path, b"\xef\xbb\xbf" + read(path)),
}


# ---- the network ----

def souci(*words, as_nobody=False):
    """Runs it; its exit code (None when it does not end), and what it says on both streams."""
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if as_nobody else {}
    try:
        program = os.path.join(SCRATCH, "souci") if as_nobody else SOUCI
        ran = subprocess.run([program, "--lang", "en", *words], capture_output=True, check=False, stdin=subprocess.DEVNULL,
                             timeout=SECONDS_MAXIMUM, **user)
    except subprocess.TimeoutExpired:
        return None, b"", b"it does not end"
    return ran.returncode, ran.stdout, ran.stderr


def make_network():
    example = os.path.join(ROOT, "tests/command/report-network")
    for part in ("circles", "ledger"):
        shutil.copytree(os.path.join(example, part), part)
    write("ledger/main.journal", read("ledger/main.journal").replace(
        b"include bank", b"account Assets:Cash\naccount Equity:Opening\naccount Income  ; type: R\naccount Income:Interest\n"
        b"include opening.journal\ninclude bank"))
    write("ledger/opening.journal",
          b"2024-01-01 * What there was\n    Assets:Cash    20.00 EUR\n    Equity:Opening    -20.00 EUR\n")
    write("ledger/bank/2024.journal", read("ledger/bank/2024.journal") + b"\ninclude ../other/interest.journal\n")
    os.mkdir("ledger/other")
    write("ledger/other/interest.journal",
          b"2024-05-31 * Interest\n    Assets:Bank    1.10 EUR\n    Income:Interest    -1.10 EUR\n")
    subprocess.run(["git", "init", "-q", "."], check=True)
    for command in ("apply", "report"):
        code, _, said = souci(command)
        result(f"the sound network: {command}", code != 0 and said)
    shutil.copy(os.path.join(example, "later/2024-06-20.rec"), "circles/rives/meetings")
    write("circles/rives/evidence/2024/tissus.txt", b"Fabric\n25.00 EUR\n")
    with open("circles/rives/meetings/2024-06-20.rec", "ab") as minutes:
        minutes.write(b"\nId: 2\nKind: expense\nPayee: quincaillerie\nAction: jardin\nFund: region-2024\nAmount: 25.00 EUR\n"
                      b"Evidence: invoice evidence/2024/tissus.txt\n")


def tree():
    """What stands at each path."""
    found = {}
    for parent, folders, files in os.walk("."):
        if ".git" in folders:
            folders.remove(".git")
        for name in folders + files:
            path = os.path.join(parent, name)[2:]
            status = os.lstat(path)
            if stat.S_ISREG(status.st_mode):
                found[path] = status.st_size if status.st_size > 100_000_000 else read(path)
            else:
                found[path] = stat.S_IFMT(status.st_mode)
    return found


def findings():
    """What check finds: exit code and findings; a text that says why there are none."""
    code, output, said = souci("check", "--format", "json", as_nobody=AS_NOBODY)
    if code not in (0, 1):
        return code, [], said.decode()
    return code, [f for f in json.loads(output) if f["severity"] != "notice"], said.decode()


def is_generated(path):
    return path.endswith("register.rec") or "/sealed" in path or path == "ledger/generated.journal" or \
        path.startswith("ledger/circles")


FIGURES = (("balance",), ("budget",), ("dues",), ("funds",))
AS_NOBODY = False


# What is told more than once, as there is more than one thing to tell: what refers to records that are gone, at its own
# place; a name that nobody expects and the file that is missing; a line that is none within a transaction or a seal.
GONE = ("missing", "empty", "a name that looks alike", "a name that is no UTF-8")
TOLD_MORE = {
    "journal: (a NUL byte|no UTF-8)": 4,
    "journal: a line of ten megabytes": 2,
    "seal.*: (a NUL byte|no UTF-8|a line of ten|a byte order)": 2,
    "people: (a NUL byte|no UTF-8)": 3,
    "minutes that wait: (a NUL byte|no UTF-8)": 2,
    "contributions: (a NUL byte|no UTF-8)": 2,
}
# What is as good as any other file of its sort: bytes of a document, prose of a circle, a journal without entries, a mark that journals may have.
SOUND = "waits: (empty|a NUL|no UTF-8|lines|a conflict|a line of ten|a byte order)|(circle|council|minutes that wait): missing|(included|opening) journal: empty|journal: a byte order mark"
# What apply cannot know the place of, or must not take away.
NOT_MENDED = "^seal|: a folder|: a name that"


def most_told(name, bad):
    return next((most for pattern, most in TOLD_MORE.items() if re.search(pattern, name)), 4 if bad in GONE else 1)


def is_about(finding, path):
    """Whether a finding stands in a file, or names it: where it is included or referred to."""
    return path in (finding["file"], os.path.basename(path)) or os.path.basename(path) in finding["message"]


def judge_check(name, path, bad):
    """What is wrong with what check says."""
    code, found, said = findings()
    told = [f"{f['severity']} {f['file']}:{f['line']} {f['id']}" for f in found]
    if code != 1 and not (code == 0 and all(f["severity"] == "warning" for f in found)):
        return [f"check ends with {code}: {said} {told}"]
    wrong = []
    if not (1 <= len(told) <= most_told(name, bad)) and not (not told and re.search(SOUND, name)):
        wrong.append(f"check finds {len(told)}: {told[:6]}")
    if told and bad not in GONE and not any(is_about(f, path) for f in found):
        wrong.append(f"check says nothing of the file: {told}")
    _, output, said = souci("check", as_nobody=AS_NOBODY)
    if len(output) + len(said) > OUTPUT_MAXIMUM:
        wrong.append(f"check says {len(output) + len(said)} bytes")
    return wrong


def judge_figures(name, true):
    """Figures are those of the sound network, or it is said that something is wrong."""
    wrong = []
    for words in FIGURES:
        code, output, said = souci(*words, "--format", "csv", as_nobody=AS_NOBODY)
        if code not in (0, 1, 2):
            wrong.append(f"{words[0]} ends with {code}: {said}")
        elif code == 0 and output != true[words] and not said and not re.search("(included|opening|bank|main) journal: empty", name):
            wrong.append(f"{words[0]} shows other figures without a word")
    return wrong


def judge_apply(name, path):
    before = tree()
    code, _, said = souci("apply", as_nobody=AS_NOBODY)
    after = tree()
    changed = sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
    wrong = []
    if code not in (0, 1, 2) or (code != 0 and not said):
        wrong.append(f"apply ends with {code}: {said}")
    if code != 0 and changed:
        wrong.append(f"apply refuses and changes {changed}")
    if [p for p in changed if not is_generated(p)]:
        wrong.append(f"apply changes {changed}")
    after.pop("elsewhere", None)  # where a link led to
    if path in GENERATED.values() and (code != 0 or after != APPLIED) and not re.search(NOT_MENDED, name):
        wrong.append(f"apply does not mend it: {said.decode()}")
    sealed = [p for p in changed if "/sealed/" in p and p in before and p != path]
    if sealed and not name.endswith("byte order mark"):  # of minutes that mean the same
        wrong.append(f"apply changes seals: {sealed}")
    if code == 0 and path not in GENERATED.values():
        again, found, _ = findings()
        if again != 0:
            wrong.append(f"apply passes over {found}")
    return wrong


def judge_report():
    """A generated report: --verify tells what is not as it was written, report writes it again or refuses."""
    wrong = []
    good = read("../reports/budget.csv")
    before = tree()
    code, output, said = souci("report", "--verify", as_nobody=AS_NOBODY)
    if code != 1 or b"budget.csv" not in output + said:
        wrong.append(f"report --verify ends with {code}: {output} {said}")
    code, output, said = souci("report", as_nobody=AS_NOBODY)
    if code == 0 and read("reports/budget.csv") != good:
        wrong.append("report does not mend it")
    changed = [p for p, then in tree().items() if before.get(p) != then and not p.endswith("/budget.csv")]
    if code not in (0, 2) or changed or (code == 2 and not os.path.isdir("reports/budget.csv")):
        wrong.append(f"report ends with {code} and changes {changed}: {said}")
    return wrong


def fresh(good):
    """A new copy of the sound network, entered."""
    os.chdir(SCRATCH)
    shutil.rmtree("bad", ignore_errors=True)
    shutil.copytree(good, "bad", symlinks=True)
    os.chdir("bad")


def give_to_nobody():
    for parent, folders, files in os.walk("."):
        for name in [".", *folders, *files]:
            os.chown(os.path.join(parent, name), NOBODY, NOBODY)


with tempfile.TemporaryDirectory() as SCRATCH:
    os.chmod(SCRATCH, 0o755)
    shutil.copy(SOUCI, SCRATCH)  # where nobody may run it
    shutil.copytree(os.path.join(os.path.dirname(SOUCI), "locale"), os.path.join(SCRATCH, "locale"))
    os.environ.update(HOME=SCRATCH, XDG_CONFIG_HOME=SCRATCH, GIT_CONFIG_NOSYSTEM="1")
    os.makedirs(os.path.join(SCRATCH, "good"))
    os.chdir(os.path.join(SCRATCH, "good"))
    make_network()
    os.rename("reports", "../reports")
    _, sound, said_then = findings()
    result("the sound network: check", sound and sound)
    true = {words: souci(*words, "--format", "csv")[1] for words in FIGURES}
    fresh("good")
    souci("apply")
    APPLIED = tree()
    crossings = [(sort, bad) for sort in {**HAND_WRITTEN, **GENERATED, **REPORT} for bad in BAD]
    for number, (sort, bad) in enumerate(crossings):
        name = f"{sort}: {bad}"
        if (ONLY and not re.search(ONLY, name)) or (not ONLY and number % STEP):
            continue
        path = {**HAND_WRITTEN, **GENERATED, **REPORT}[sort]
        fresh("good")
        if sort in REPORT:
            os.remove("circles/rives/meetings/2024-06-20.rec")  # which the reports are older than
            shutil.copytree("../reports", "reports")
        BAD[bad](path)
        AS_NOBODY = bad == "unreadable" and os.geteuid() == 0
        if AS_NOBODY:
            give_to_nobody()
        if sort in REPORT:
            wrong = judge_report()
        else:
            wrong = judge_check(name, path, bad) + judge_figures(name, true) + judge_apply(name, path)
        result(name, "\n".join(wrong))
    os.chdir(ROOT)
finish()
