"""Called by run.sh: makes the journals, runs each program in turn, RUNS times, and writes the medians down."""

import hashlib
import os
import platform
import re
import statistics
import subprocess
import time

SOUCI = os.path.abspath(os.environ["SOUCI"])
FOLDER = os.environ["FOLDER"]
SIZES = [int(size) for size in os.environ.get("SIZES", "10000 100000 1000000").split()]
PEER_SIZE = int(os.environ.get("PEER_SIZE", "100000"))
WAIT = int(os.environ.get("WAIT", "60"))
RUNS = int(os.environ.get("RUNS", "5"))
ONE_MILLION = 1000000


def journal(count, *options):
    """The path of a generated journal, made when it is not there."""
    name = os.path.join(FOLDER, "-".join(["journal", str(count), *options]) + ".journal")
    if not os.path.exists(name):
        with open(name + ".part", "wb") as file:
            subprocess.run([os.path.join(FOLDER, "generate_journal"), str(count), *options], stdout=file, check=True)
        os.rename(name + ".part", name)
    return name


def split(path, parts):
    """The same journal in a folder of `parts` files and one that includes them all."""
    folder = path[: -len(".journal")] + "-in-%d" % parts
    main = os.path.join(folder, "main.journal")
    if not os.path.exists(main):
        os.makedirs(folder, exist_ok=True)
        with open(path, encoding="utf-8") as file:
            entries = file.read().split("\n\n")
        share = -(-len(entries) // parts)
        for i in range(parts):
            with open(os.path.join(folder, "part%d.inc" % i), "w", encoding="utf-8") as file:
                file.write("\n\n".join(entries[i * share : (i + 1) * share]) + "\n\n")
        with open(main, "w", encoding="utf-8") as file:
            file.writelines("include part%d.inc\n" % i for i in range(parts))
    return main


def once(words, output):
    """Seconds, seconds of processor and MiB of memory of one run."""
    with open(output, "wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=file)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
    if status != 0:
        raise SystemExit("%s ends with %d" % (" ".join(words), status))
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(commands, runs=RUNS):
    """Medians by name; the commands take turns, so that a busy machine is busy for all of them."""
    output = os.path.join(FOLDER, "output")
    samples = {name: [] for name in commands}
    digests = {}
    for _ in range(runs):
        for name, words in commands.items():
            samples[name].append(once(words, output))
            with open(output, "rb") as file:
                digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in samples.items()}
    return medians, digests


def balance(path, threads):
    return [SOUCI, "balance", "-f", path, "--format", "csv", "--threads", str(threads)]


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def head(*cells):
    return row(*cells) + row(*["---"] + ["---:"] * (len(cells) - 1))


def seconds(value):
    return "%.3f s" % value


def million():
    path = journal(ONE_MILLION)
    size = os.path.getsize(path)
    commands = {
        "git hash-object": ["git", "hash-object", path],
        "wc -l": ["wc", "-l", path],
        "souci balance, one thread": balance(path, 1),
        "souci balance, two threads": balance(path, 2),
        "souci balance, not in order": balance(journal(ONE_MILLION, "shuffled"), 1),
    }
    medians, digests = compare(commands)
    assert digests["souci balance, one thread"] == digests["souci balance, two threads"]
    base = medians["git hash-object"]
    text = "## A million transactions, %.0f MB\n\n" % (size / 1e6)
    text += head("command", "elapsed", "to git", "processor", "to git", "memory")
    for name, (elapsed, processor, memory) in medians.items():
        text += row(name, seconds(elapsed), "%.2f" % (elapsed / base[0]), seconds(processor),
                    "%.2f" % (processor / base[1]), "%.0f MiB" % memory)
    return text + "\nOne and two threads gave the same bytes.\n\n"


def growth():
    start_up = compare({"empty": balance(journal(0), 1)}, RUNS * 4)[0]["empty"][0]
    text = "## Time a transaction\n\nStart-up, with an empty journal: %s, taken off in the third column.\n\n" % seconds(start_up)
    text += head("transactions", "elapsed", "a transaction", "memory")
    for size in SIZES:
        path = journal(size)
        name = "{:,}".format(size)
        elapsed, _, memory = compare({name: balance(path, 1)}, RUNS * 2)[0][name]
        text += row(name, seconds(elapsed), "%.0f ns" % ((elapsed - start_up) / size * 1e9), "%.0f MiB" % memory)
    return text + "\n"


def odd_shapes():
    """Processor time too: it tells more than elapsed time where other programs run at the same time."""
    size = min(max(SIZES), ONE_MILLION)
    plain = journal(size)
    commands = {
        "500 accounts, one commodity, one file": balance(plain, 1),
        "100,000 accounts": balance(journal(size, "accounts=100000"), 1),
        "5,000 commodities, each in ten accounts": balance(journal(size, "commodities=5000", "holders=10"), 1),
        "5,000 commodities, each in any account": balance(journal(size, "commodities=5000"), 1),
        "1,000 included files": balance(split(plain, 1000), 1),
        "names that flood a plain hash": balance(journal(size, "accounts=100000", "flooding"), 1),
    }
    medians = compare(commands)[0]
    base = medians["500 accounts, one commodity, one file"]
    text = "## Odd shapes, {:,} transactions\n\n".format(size)
    text += head("journal", "elapsed", "to the first", "processor", "to the first")
    for name, (elapsed, processor, _) in medians.items():
        text += row(name, seconds(elapsed), "%.2f" % (elapsed / base[0]), seconds(processor), "%.2f" % (processor / base[1]))
    colliding = medians["names that flood a plain hash"][1] / medians["100,000 accounts"][1]
    return text + "\nThe flooding names are 100,000 too: %.2f times the processor time of those that do not collide.\n\n" % colliding


def peers():
    """Peers take minutes: each report of theirs is made once, and souci's before, between and after."""
    path = journal(PEER_SIZE)
    output = os.path.join(FOLDER, "output")
    text = "## Peers, {:,} transactions\n\n".format(PEER_SIZE)
    text += head("report", "souci", "ledger", "times", "hledger", "times")
    for report in ("balance", "register", "print"):
        own = [once([SOUCI, report, "-f", path], output)[0]]
        theirs = once(["ledger", "--init-file", "/dev/null", "-f", path, report], output)[0]
        own.append(once([SOUCI, report, "-f", path], output)[0])
        others = once(["hledger", "-f", path, report], output)[0]
        own.append(once([SOUCI, report, "-f", path], output)[0])
        middle = statistics.median(own)
        text += row(report, seconds(middle), seconds(theirs), "%.0f" % (theirs / middle), seconds(others), "%.0f" % (others / middle))
    return text + "\nSouci is run before, between and after the others; the median of the three counts.\n"


def wait_for_quiet():
    """Waits until little else runs, at most WAIT seconds; returns how busy the machine was then."""
    for _ in range(WAIT):
        if os.getloadavg()[0] < 0.5:
            break
        time.sleep(1)
    return os.getloadavg()[0]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        processor = re.search(r"model name\s*: (.*)", file.read()).group(1)
    versions = []
    for words in (["hledger", "--version"], ["ledger", "--version"], ["git", "--version"], ["gcc", "--version"]):
        versions.append(subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[0])
    return "%s, %d processors, Linux %s; %s.\n" % (
        processor, os.cpu_count(), platform.release().split("-", maxsplit=1)[0], "; ".join(versions))


def main():
    load = wait_for_quiet()
    text = "# What `make bench` measured\n\nMedians of %d runs, the programs taking turns. %s" % (RUNS, machine())
    text += "Load of the machine before: %.1f.\n\n" % load
    text += million() + growth() + odd_shapes() + peers()
    with open("tests/bench/RESULTS.md", "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


main()
