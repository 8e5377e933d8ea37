#!/usr/bin/env python3
"""Whole-process CPU time and peak memory of torikumi and pdfium, run in turns, for BENCHMARKS.md.

    cargo build --release && python3 benches/make_documents.py && python3 benches/side_by_side.py

Needs pypdfium2 (which brings pdfium) and, for the sizes, pikepdf. Where there is a C compiler,
pdfium.c is run against the same library: pdfium without Python. The other way is Python's: its
own start-up and that of the import are measured by an empty run and taken off.

Each contestant reads the whole file in one process on one thread and gives text with positions
and rulings. CPU time is user and system time of the process; figures are medians.
"""

import argparse
import importlib.util
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent

# The same questions as pdfium.c asks.
BY_PYTHON = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as raw
if len(sys.argv) < 2: raise SystemExit
document = pypdfium2.PdfDocument(sys.argv[1])
left, right, bottom, top = (ctypes.c_double() for _ in range(4))
for page in document:
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    for at in range(count):
        raw.FPDFText_GetUnicode(text, at)
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]): path.get_bounds()
"""


def measured(command):
    """User and system time in seconds and peak memory in bytes of a command, its output thrown away."""
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: something is to be said about the file; it was read all the same.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def in_turns(commands, runs):
    """Medians of (time, memory) for each command, after a run that is not counted."""
    taken = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = measured(command)
            if turn:
                taken[name].append(result)
    return {name: tuple(map(statistics.median, zip(*results))) for name, results in taken.items()}


def pdfium_in_c(folder):
    """The program of pdfium.c, or none where it cannot be built."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    package = importlib.util.find_spec("pypdfium2_raw")
    library = next(pathlib.Path(package.origin).parent.glob("libpdfium*"), None) if package else None
    if library is None:
        return None
    program = folder / "pdfium"
    command = [compiler, "-O2", "-o", program, TOP / "benches/pdfium.c", library, f"-Wl,-rpath,{library.parent}"]
    built = subprocess.run(command, capture_output=True, check=False)
    return program if built.returncode == 0 else None


# Pages, and the bytes of the file with every stream unpacked that is not a picture, object streams included.
UNPACKED = """
import os, sys, pikepdf
with pikepdf.open(sys.argv[1]) as document:
    document.save(sys.argv[2], compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
                  object_stream_mode=pikepdf.ObjectStreamMode.disable)
    print(len(document.pages), os.path.getsize(sys.argv[2]))
"""


def unpacked(path, folder):
    """Pages and unpacked size; by another process, for a process begins with its parent's peak of memory."""
    command = [sys.executable, "-c", UNPACKED, path, folder / "plain.pdf"]
    return map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="default: target/bench/*.pdf")
    parser.add_argument("--binary", type=pathlib.Path, default=TOP / "target/release/torikumi")
    parser.add_argument("--arguments", default="text --format json", help="what torikumi is told, before the file")
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    files = arguments.files or sorted((TOP / "target/bench").glob("*.pdf"))
    if not files:
        raise SystemExit("no documents: run benches/make_documents.py first")
    subcommand, *options = arguments.arguments.split()
    print("| document | pages | torikumi, ms | pdfium in C, printed, ms | ratio | not printed, ms | ratio "
          "| pdfium in Python, ms | ratio | peak, MiB | file unpacked, MiB | ratio |")
    print("| --- " * 12 + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = pdfium_in_c(folder)
        for path in files:
            python = [sys.executable, "-c", BY_PYTHON]
            commands = {"own": [arguments.binary, subcommand, path, *options], "python": [*python, path], "empty": python}
            if program:
                commands |= {"printed": [program, path, "print"], "asked": [program, path]}
            print(line(path, in_turns(commands, arguments.runs), *unpacked(path, folder)))
            sys.stdout.flush()


def line(path, results, pages, unpacked):
    own, memory = results["own"]
    python = results["python"][0] - results["empty"][0]

    def against(other):
        return f"{other * 1000:.0f} | {own / other:.2f}" if other else "- | -"

    printed, asked = (results.get(way, (None,))[0] for way in ("printed", "asked"))
    mib = 1 << 20
    return (
        f"| {path.name} | {pages} | {own * 1000:.0f} | {against(printed)} | {against(asked)} | {against(python)} "
        f"| {memory / mib:.1f} | {unpacked / mib:.1f} | {memory / unpacked:.2f} |"
    )


if __name__ == "__main__":
    main()
