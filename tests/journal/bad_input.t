#!/usr/bin/python3
"""What no one should write, and some will: souci says what is wrong, ends with the right code, in time, without
crashing. Each case is made here, since many are too large or too odd for a file."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOUCI = os.path.abspath(os.environ.get("SOUCI", os.path.join(HERE, "../../build/souci")))
SECONDS = 60
GOOD = b"2024-01-01 good\n    a  1 EUR\n    b\n"
count = 0
failed = 0


def ok(is_good, name, detail=""):
    global count, failed
    count += 1
    failed += not is_good
    print("%sok %d - %s" % ("" if is_good else "not ", count, name))
    if not is_good:
        print("".join("# %s\n" % line for line in str(detail).splitlines()[:20]), end="")


def run(*words, **more):
    return subprocess.run([SOUCI, *words], capture_output=True, timeout=SECONDS, check=False, **more)


def refused(name, content, finding, expected=1):
    """`check` finds it, and `balance` gives no figure."""
    with open("case.journal", "wb") as file:
        file.write(content)
    done = run("check", "-f", "case.journal")
    ok(done.returncode == expected and finding.encode() in done.stdout, name, done)
    shown = run("balance", "-f", "case.journal", "--format", "csv")
    ok(shown.returncode == 1 and shown.stdout == b"", name + ": no figures", shown)


def accepted(name, content, row):
    with open("case.journal", "wb") as file:
        file.write(content)
    done = run("balance", "-f", "case.journal", "--format", "csv")
    ok(done.returncode == 0 and row.encode() in done.stdout, name, done.stderr)


def bytes_and_lines():
    refused("a NUL byte", GOOD + b"\0\n", "file-nul-byte")
    refused("Latin-1", b"2024-01-01 caf\xe9\n    a  1 EUR\n    b\n", "file-not-utf8")
    refused("a character cut short at the end", GOOD + b"; \xe2\x82", "file-not-utf8")
    refused("a surrogate", GOOD + b"; \xed\xa0\x80\n", "file-not-utf8")
    refused("a carriage return alone", b"2024-01-01 x\r    a  1 EUR\n", "journal-lone-return")
    long = b"x" * (64 << 20)
    accepted("a comment of 64 MB", GOOD + b"; " + long + b"\n" + GOOD, "a,EUR,2")
    accepted("a description of 64 MB", b"2024-01-01 " + long + b"\n    a  1 EUR\n    b\n", "a,EUR,1")
    accepted("64 MB of spaces", GOOD + b" " * (64 << 20), "a,EUR,1")
    accepted("64 MB of digits after a comment mark", GOOD + b"; " + b"1" * (64 << 20), "a,EUR,1")
    refused("a number of 64 MB", b"2024-01-01 x\n    a  " + b"1" * (64 << 20), "journal-amount-too-large")
    refused("an account of blanks only", b"2024-01-01 x\n    ( )  1\n", "journal-account-missing")
    accepted("a million empty lines", b"\n" * 1000000 + GOOD, "a,EUR,1")
    refused("binary noise", bytes(range(256)) * 1000, "file-nul-byte")


def numbers_and_dates():
    for digits in (39, 400):
        number = b"9" * digits
        refused("%d digits" % digits, b"2024-01-01 x\n    a  " + number + b" EUR\n    b\n", "journal-amount-too-large")
    refused("255 decimals", b"2024-01-01 x\n    a  0." + b"1" * 255 + b" EUR\n    b\n", "journal-amount-too-large")
    nines = b"9" * 38
    posting = b"2024-01-01 x\n    a  " + nines + b" EUR\n    b\n\n"
    accepted("38 digits", posting, "a,EUR," + nines.decode())
    refused("a sum of more than 38 digits", posting * 2, "journal-amount-overflow")
    refused("a cost of more than 38 digits", b"2024-01-01 x\n    a  " + nines + b" USD @ 10 EUR\n    b\n",
            "journal-amount-overflow")
    refused("an exponent beyond reason", b"2024-01-01 x\n    a  1E9999 EUR\n    b\n", "journal-amount-too-large")
    for date in (b"0000-01-01", b"10000-01-01", b"99999999999999999999-01-01", b"2023-02-29", b"2024-04-31"):
        refused("the date " + date.decode(), date + b" x\n    a  1 EUR\n    b\n", "journal-date-no-such-day")


def unclosed():
    refused("an unclosed comment", GOOD + b"comment\n" + GOOD, "journal-block-unclosed")
    refused("an unclosed quote", b'2024-01-01 x\n    a  1 "ACME\n    b\n', "journal-quote-unclosed")
    refused("an unclosed code", b"2024-01-01 (12 x\n    a  1 EUR\n    b\n", "journal-code-unclosed")
    done = subprocess.run([SOUCI, "check", "-f", "-"], input=b"apply account X\n\n" + GOOD, capture_output=True)
    ok(done.returncode == 0 and b"journal-apply-unclosed" in done.stdout, "an unclosed apply is a warning", done)


def includes():
    for i in range(1000):
        with open("deep%d.journal" % i, "w", encoding="ascii") as file:
            file.write("include deep%d.journal\n" % (i + 1))
    refused("a thousand nested includes", b"include deep0.journal\n", "journal-include-deep")
    refused("a file that includes itself", b"include case.journal\n", "journal-include-cycle")
    os.symlink("case.journal", "link.journal")
    refused("a file that includes itself through a link", b"include link.journal\n", "journal-include-cycle")
    os.mkdir("folder")
    refused("a folder", b"include folder\n", "journal-include-unreadable")
    refused("a device", b"include /dev/zero\n", "journal-include-unreadable")
    os.mkfifo("pipe.journal")
    accepted("a pipe that nobody writes to", GOOD + b"include pipe.journal\n", "a,EUR,1")
    many = b"".join(b"include part%d.inc\n" % i for i in range(1000))
    for i in range(1000):
        with open("part%d.inc" % i, "wb") as file:
            file.write(GOOD)
    accepted("a thousand files side by side", many, "a,EUR,1000")


def patterns():
    evil = b"alias /^(a+)+$/=x\n\n2024-01-01 x\n    " + b"a" * 60 + b"!  1 EUR\n    b\n"
    refused("an alias that backtracks for ever", evil, "journal-alias-limit")
    word = b"a" * 60 + b"!"
    header = b"2024-01-01 (" + word + b") " + word + b" | " + word + b"  ; t: " + word
    with open("case.journal", "wb") as file:
        file.write(header + b"\n    " + word + b'  1 "' + word + b'"\n    b\n')
    for place in ("", "acct:", "desc:", "payee:", "note:", "code:", "cur:", "tag:t="):
        for command in ("balance", "register", "print"):
            done = run(command, "-f", "case.journal", place + "^(a+)+$")
            named = done.returncode == 2 and b"(a+)+" in done.stderr and done.stdout == b""
            ok(named, "%s with a pattern that does, %s" % (command, place or "alone"), done)
    done = run("balance", "-f", "case.journal", "desc:(")
    ok(done.returncode == 2 and done.stdout == b"", "a query that is no pattern", done)


def outputs():
    with open("case.journal", "wb") as file:
        file.write(GOOD.replace(b"good", b"good  ; tag: value") * 20000)
    for command in ("balance", "register", "print", "accounts", "payees", "tags", "commodities", "stats", "check"):
        for medium in ("text", "csv", "json", "html"):
            words = [SOUCI, command, "-f", "case.journal", "--format", medium]
            with open("/dev/full", "wb") as full:
                done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
            ok(done.returncode == 2 and done.stderr != b"", "a full disk: %s as %s" % (command, medium), done)
    page = run("print", "-f", "case.journal", "--format", "html").stdout
    ok(page.count(b">good<") == 40000 and b">20000<" in page, "print as html keeps the texts of its rows", page[-500:])
    process = subprocess.Popen([SOUCI, "register", "-f", "case.journal"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    process.stderr.read()
    ok(process.wait(SECONDS) in (0, 2), "a reader that goes away", process.returncode)
    done = run("balance", "-f", "missing.journal")
    ok(done.returncode == 1 and b"missing.journal" in done.stderr, "a file that is not there", done)


def hash_flooding():
    names = b"".join(b"2024-01-01 x\n    a%08x  1 EUR\n    b\n\n" % (i * 0x01000193 & 0xFFFFFFFF) for i in range(100000))
    accepted("100,000 accounts", names, "b,EUR,-100000")


def main():
    os.environ["LC_ALL"] = "C.UTF-8"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for part in (bytes_and_lines, numbers_and_dates, unclosed, includes, patterns, outputs, hash_flooding):
            part()
        os.chdir("/")
    print("1..%d" % count)
    return 1 if failed else 0


sys.exit(main())
