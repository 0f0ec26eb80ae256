#!/bin/sh
# Measures souci and its peers and writes tests/bench/RESULTS.md. Usage: sh tests/bench/run.sh [SOUCI]
#
# SIZES (transactions, 10k to 10M in full), PEER_SIZE (what hledger and ledger are given, which take minutes for a
# million), RUNS (of which the median counts) and WAIT (seconds, at most, for the machine to be quiet) may be set in the
# environment. Journals are made in build/bench and kept.
set -e
souci=${1:-build/souci}
folder=$(dirname "$souci")/bench
mkdir -p "$folder"
gcc -O2 -o "$folder/generate_journal" tests/bench/generate_journal.c
SOUCI=$souci FOLDER=$folder python3 tests/bench/measure.py
