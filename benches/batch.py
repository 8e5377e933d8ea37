#!/usr/bin/env python3
"""Measures `torikumi convert` on a folder of many documents: pages a second, processors, memory.

    cargo build --release && python3 benches/make_corpus.py --out target/corpus
    python3 benches/batch.py target/corpus --jobs 1 2 --documents 1000 10000

Each run is a fresh one into a folder of its own. Memory is that of the program and its workers
together, as resident, looked up all the time (Linux only); time is by the clock and of the processors.
`--beside pdfium,pdfplumber,camelot` measures on some PDFs of the folder, one thread, the processor
time of the whole of torikumi against the bare text of pdfium (pypdfium2) and the tables alone of
pdfplumber and Camelot, each in one process that reads all files; its start with an empty list is
taken off, except for torikumi's.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parent.parent

OTHERS = {
    "pdfium": """
import sys, pypdfium2
for path in sys.argv[1:]:
    for page in pypdfium2.PdfDocument(path): page.get_textpage().get_text_bounded()
""",
    "pdfplumber": """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as document:
        for page in document.pages: page.extract_tables()
""",
    "camelot": """
import sys, camelot
for path in sys.argv[1:]: camelot.read_pdf(path, pages="all", flavor="lattice", suppress_stdout=True)
""",
}


def resident(process):
    """Resident memory of a process and its children in bytes."""
    total = 0
    try:
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
        # A worker's parent is the thread that started it.
        for task in pathlib.Path(f"/proc/{process}/task").iterdir():
            children += (task / "children").read_text().split()
        for one in {str(process), *children}:
            for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return total


def measured(command):
    """Seconds by the clock, seconds of processors, peak of resident memory in bytes."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, over = [0], threading.Event()

    def look():
        while not over.wait(0.05):
            peak[0] = max(peak[0], resident(process.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.monotonic() - start
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[:6]} ended with {process.returncode}")
    return taken, usage.ru_utime + usage.ru_stime, peak[0]


def batch(arguments, files, jobs, folder):
    """One run over some files; the second run over them, which finds all done."""
    listed = folder / "list"
    listed.write_text("".join(f"{file}\n" for file in files))
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [arguments.torikumi, "convert", f"@{listed}", "-o", out, "--quiet", "--jobs", str(jobs)]
    clock, processors, memory = measured(command)
    lines = [json.loads(line) for line in (out / "manifest.jsonl").open()]
    pages = sum(line["pages"] or 1 for line in lines if line["status"] != "refused")
    again, _, _ = measured(command)
    print(
        f"| {len(files)} | {jobs} | {pages} | {clock:.1f} s | {processors:.1f} s | {pages / clock:.0f} |"
        f" {pages / processors:.0f} | {memory / 2**20:.0f} MiB | {again:.2f} s |",
        flush=True,
    )


def beside(arguments, files, folder):
    """Processor time of torikumi and of the others on the same PDFs, in turns."""
    pdfs = [file for file in files if file.suffix == ".pdf"][: arguments.pdfs]
    runs = {name: [] for name in ["torikumi", *arguments.beside.split(",")]}
    for _ in range(3):
        for name in runs:
            if name == "torikumi":
                out = tempfile.mkdtemp(dir=folder)
                command = [arguments.torikumi, "convert", *pdfs, "-o", out, "--quiet", "--jobs", "1"]
                runs[name].append(measured(command)[1])
            else:
                script = [sys.executable, "-c", OTHERS[name]]
                runs[name].append(measured([*script, *pdfs])[1] - measured(script)[1])
    for name, taken in runs.items():
        middle = sorted(taken)[len(taken) // 2]
        ours = sorted(runs["torikumi"])[len(taken) // 2]
        print(f"| {name} | {len(pdfs)} PDFs | {middle:.2f} s | torikumi takes {ours / middle:.2f} of it |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--torikumi", default=str(TOP / "target/release/torikumi"))
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--documents", type=int, nargs="*", default=[])
    parser.add_argument("--beside", default="")
    parser.add_argument("--pdfs", type=int, default=50)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.corpus.rglob("*") if path.suffix in (".pdf", ".txt"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if arguments.documents:
            print("| documents | jobs | pages | clock | processors | pages/s | pages/s of processor | memory | again |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for documents in arguments.documents:
            for jobs in arguments.jobs:
                batch(arguments, files[:documents], jobs, folder)
        if arguments.beside:
            beside(arguments, files, folder)


if __name__ == "__main__":
    main()
