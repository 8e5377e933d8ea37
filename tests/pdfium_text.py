#!/usr/bin/env python3
"""Files of which we read less than half of the text that pdfium reads.

usage: tests/pdfium_text.py BINARY FOLDER [--most N] [--known FILE]

Runs `BINARY text` on every PDF below FOLDER and counts how many of pdfium's characters we have too: as a
multiset, white space and controls left out. Prints a line for each file where that is under half. Ends with
status 1 where there are more than N of them (--most), or where one is not in the list of those that were
looked at (--known: tab-separated, file name and reason). Without pypdfium2 (pip install pypdfium2) it says
so and ends with status 0. Every file is read in a process of its own, with 10 s and 1 GiB.
"""
import argparse, collections, glob, os, re, resource, signal, subprocess, sys

BLANK = re.compile(r"[\s\u0000-\u001f\u007f-\u009f\ufffd-\uffff\u200b\ufeff]")
SECONDS, BYTES = 10, 1 << 30


def counted(text):
    return collections.Counter(BLANK.sub("", text))


def ours(binary, path):
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        done = subprocess.run([binary, "text", path], capture_output=True, timeout=SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return collections.Counter(), "timeout"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return counted(done.stdout.decode("utf-8", "replace")), said[0].split(": ", 1)[-1] if said else ""


def pdfium(path):
    """The text by pdfium, in a child: damaged files may end the process."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.close(inlet)
        with os.fdopen(outlet, "wb") as out:
            try:
                document = pypdfium2.PdfDocument(path)
                for page in document:
                    out.write(page.get_textpage().get_text_range().encode("utf-8", "replace"))
            finally:
                out.flush()
                os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as pipe:
        text = pipe.read().decode("utf-8", "replace")
    os.waitpid(child, 0)
    return counted(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--most", type=int)
    parser.add_argument("--known")
    args = parser.parse_args()
    known = {}
    if args.known:
        lines = open(args.known, encoding="utf-8").read().splitlines()
        known = dict(line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))
    read, under, new = 0, 0, 0
    for path in sorted(glob.glob(args.folder + "/**/*.pdf", recursive=True)):
        theirs = pdfium(path)
        if not theirs:
            continue
        read += 1
        text, said = ours(args.binary, path)
        total, both = theirs.total(), (theirs & text).total()
        if 2 * both >= total:
            continue
        under += 1
        name = os.path.basename(path)
        new += args.known is not None and name not in known
        print(f"{name}\tpdfium {total}, ours {text.total()}, both {both}\t{known.get(name, said)}")
    print(f"pdfium reads text in {read} files; under half of it in {under}")
    sys.exit(int(new > 0 or (args.most is not None and under > args.most)))


try:
    import pypdfium2
except ImportError:
    print("note: pypdfium2 is not there: the text was not compared with pdfium's")
    sys.exit(0)
main()
