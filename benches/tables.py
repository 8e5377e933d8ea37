#!/usr/bin/env python3
"""CPU time of text with tables beside pdfplumber and PyMuPDF, on the same PDFs, run in turns.

    cargo build --release && python3 benches/tables.py FILE.pdf...
    python3 benches/tables.py --segments

With `--segments` a page of 100,000 line segments and 2,000 words by torikumi alone, lines any way and level and upright.
Needs pdfplumber and pymupdf; their import is measured by itself and taken off. One thread each; torikumi starts
anew for each file, the others read all files in one process.
"""

import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

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


def drawing(level):
    """A PDF of one page with many segments and words, the same on every run."""
    dice = random.Random(7)
    place = lambda: (dice.uniform(20, 570), dice.uniform(20, 820))
    content = []
    for _ in range(100_000):
        (x, y), (u, v) = place(), place()
        content.append(f"{x:.1f} {y:.1f} m {u if not level or y > v else x:.1f} {v if not level or y <= v else y:.1f} l S")
    words = (f"1 0 0 1 {x:.1f} {y:.1f} Tm (word) Tj" for x, y in (place() for _ in range(2_000)))
    data = "\n".join([*content, "BT /F 8 Tf", *words, "ET"])
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    objects += [f"<< /Length {len(data)} >>\nstream\n{data}\nendstream", font]
    text, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 6\n0000000000 65535 f \n{table}{end}"


def segments():
    for name, level in [("any way", False), ("level and upright", True)]:
        with tempfile.NamedTemporaryFile("w", suffix=".pdf") as file:
            file.write(drawing(level))
            file.flush()
            taken = [processor_time([BINARY, "tables", file.name, "--format", "json"]) for _ in range(5)]
            print(f"{name:20} {statistics.median(taken):.2f} s")


def main():
    if sys.argv[1:] == ["--segments"]:
        return segments()
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
