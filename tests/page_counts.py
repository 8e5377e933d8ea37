#!/usr/bin/env python3
"""Files in which we find another number of pages than pdfium.

usage: tests/page_counts.py BINARY FOLDER [--known FILE]

Runs `BINARY text --format json` on every PDF below FOLDER and counts its pages; a page that two readers count
differently is a page that one of them lost. A line is printed for each file that differs: its name, pdfium's
count (`refused` where pdfium does not open it), ours (or why we refuse it), and what is known of it. Files that
both refuse are equal. Ends with status 1 where one differs that is not in the list of those that were looked at
(--known: tab-separated, the file's name without `.pdf`, and the reason), or where one of that list does not differ
any more. Without pypdfium2 (pip install pypdfium2) it says so and ends with status 0. Every file is read in a
process of its own, with 20 s and 2 GiB.
"""
import argparse, glob, json, os, resource, signal, subprocess, sys

SECONDS, BYTES = 20, 2 << 30
REFUSED = "refused"


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def ours(binary, path):
    """The number of our pages, or why there are none."""
    try:
        done = subprocess.run([binary, "text", "--format", "json", path], capture_output=True, timeout=SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return "timeout"
    try:
        return len(json.loads(done.stdout)["pages"])
    except (ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return said[0].split(": ", 1)[-1] if said else f"status {done.returncode}"


def pdfium(path):
    """The number of pdfium's pages, in a child: damaged files may end the process."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.close(inlet)
        try:
            os.write(outlet, str(len(pypdfium2.PdfDocument(path))).encode())
        finally:
            os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return int(said) if said else REFUSED


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--known")
    args = parser.parse_args()
    named = {}
    if args.known:
        lines = open(args.known, encoding="utf-8").read().splitlines()
        named = dict(line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))
    read, differing, new, seen = 0, 0, 0, set()
    for path in sorted(glob.glob(args.folder + "/**/*.pdf", recursive=True)):
        read += 1
        theirs, own = pdfium(path), ours(args.binary, path)
        if theirs == own or (theirs == REFUSED and not isinstance(own, int)):
            continue
        differing += 1
        name = os.path.basename(path).removesuffix(".pdf")
        seen.add(name)
        new += name not in named
        print(f"{name}\tpdfium {theirs}\tours {own}\t{named.get(name, 'NOT KNOWN')}", flush=True)
    gone = sorted(set(named) - seen)
    for name in gone:
        print(f"{name}\tdoes not differ any more: strike it out\t{named[name]}")
    print(f"{read} files: {differing} with another number of pages than pdfium's, {new} of them not known")
    sys.exit(int(args.known is not None and (new > 0 or bool(gone))))


try:
    import pypdfium2
except ImportError:
    print("note: pypdfium2 is not there: the pages were not counted against pdfium's")
    sys.exit(0)
main()
