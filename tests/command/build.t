#!/usr/bin/env python3
"""A second `make` does nothing, and a changed header builds again what includes it, by whatever way, and nothing else. In a
copy of the sources and of what was built, so that nobody's build is touched."""
import glob
import os
import re
import subprocess
import sys
import tempfile

from tap import finish, result

NEEDED = ["Makefile", "src", "include", "po"]
BUILT = ["build/obj", "build/locale", "build/flags", "build/libsouci.a", "build/souci"]


def copy(path, folder):
    target = os.path.join(folder, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    subprocess.run(["cp", "-a", path, target], check=True)


def make(folder, *words):
    kept = {name: value for name, value in os.environ.items()
            if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "CFLAGS", "LDFLAGS", "CC", "BUILD")}
    return subprocess.run(["make", "-C", folder, *words], capture_output=True, text=True, env=kept)


def includes(path):
    """What a file includes of ours, found where the compiler looks."""
    with open(path) as source:
        names = re.findall(r'^#include "([^"]+)"', source.read(), re.MULTILINE)
    return [found for name in names for found in (f"src/{name}", f"include/{name}") if os.path.exists(found)]


def dependants(header):
    """The sources that include the header, straight or through others."""
    reached = {}

    def reaches(path):
        if path not in reached:
            reached[path] = False  # a cycle ends here
            reached[path] = path == header or any(reaches(other) for other in includes(path))
        return reached[path]

    return {path for path in glob.glob("src/**/*.c", recursive=True) if reaches(path)}


if not all(os.path.exists(path) for path in BUILT):
    print("1..0 # SKIP nothing is built in build/")
    sys.exit(0)

with tempfile.TemporaryDirectory() as scratch:
    for path in NEEDED + BUILT:
        copy(path, scratch)
    result("make", make(scratch, "all").returncode)
    again = make(scratch, "all")
    result("a second make does nothing", again.stdout if "Nothing to be done" not in again.stdout else "")
    result("and knows it", make(scratch, "-q", "all").returncode)
    os.chdir(scratch)
    every = set(glob.glob("src/**/*.c", recursive=True))
    headers = ["src/report/ranking.h", "src/decision/fold.h", "src/text/slice.h", "include/souci/finding.h",
               "include/souci/findings/seal.def", "src/command/commands.def"]
    for header in headers:
        before = os.stat(header)
        os.utime(header)
        planned = make(".", "-n", "all").stdout
        compiled = set(re.findall(r" -c -o \S+ (src/\S+\.c)", planned))
        result(f"{header} builds what includes it, {len(compiled)} of {len(every)} files",
               compiled ^ dependants(header) or (not compiled and "nothing is built"))
        os.utime(header, ns=(before.st_atime_ns, before.st_mtime_ns))
    result("with the header as it was, nothing", make(".", "-q", "all").returncode)
    flags = make(".", "-n", "all", "CFLAGS=-O1").stdout
    result("other flags build everything", every ^ set(re.findall(r" -c -o \S+ (src/\S+\.c)", flags)))
    os.chdir("/")

finish()
