#!/usr/bin/env python3
"""CPU time of text with tables beside pdfplumber and PyMuPDF, on the same PDFs, run in turns.

    cargo build --release && python3 benches/tables.py FILE.pdf...

Needs pdfplumber and pymupdf; their import is measured by itself and taken off. One thread each; torikumi starts
anew for each file, the others read all files in one process.
"""

import os
import pathlib
import statistics
import subprocess
import sys

BINARY = pathlib.Path(__file__).resolve().parent.parent / "target/release/torikumi"

PDFPLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    for page in pdfplumber.open(path).pages:
        page.extract_text(), page.extract_tables()
"""

PYMUPDF = """
import sys, pymupdf
for path in sys.argv[1:]:
    for page in pymupdf.open(path):
        page.get_text(), page.find_tables().tables
"""


def processor_time(command):
    """User and system time of a command, in seconds."""
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime


def python(program, module, files):
    """A Python program over all files, without the import."""
    run = [sys.executable, "-c"]
    return processor_time([*run, program, *files]) - processor_time([*run, f"import {module}"])


def main():
    files = sys.argv[1:] or sys.exit(__doc__)
    ours = lambda what: sum(processor_time([BINARY, what, file, "--format", "json"]) for file in files)
    runs = {
        "torikumi text": lambda: ours("text"),
        "torikumi tables": lambda: ours("tables"),
        "pdfplumber": lambda: python(PDFPLUMBER, "pdfplumber", files),
        "PyMuPDF": lambda: python(PYMUPDF, "pymupdf", files),
    }
    taken = {name: [] for name in runs}
    for _ in range(3):
        for name, run in runs.items():
            taken[name].append(run())
    base = statistics.median(taken["torikumi tables"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:16} {middle:8.2f} s {middle / base:8.2f} times torikumi tables")


if __name__ == "__main__":
    main()
