"""TAP for the command tests in Python: tests/tap.sh is for those in shell."""

import sys

DIFFERENCE_SIZE_MAXIMUM = 2000
tests_run = 0
failed = False


def result(name, difference):
    """A test that passes when there is no difference."""
    global tests_run, failed
    tests_run += 1
    print(("not ok" if difference else "ok"), tests_run, "-", name)
    if difference:
        failed = True
        print("#", str(difference)[:DIFFERENCE_SIZE_MAXIMUM].replace("\n", "\n# "))


def finish():
    """Says how many tests there were, and ends the run."""
    print(f"1..{tests_run}")
    sys.exit(failed)
