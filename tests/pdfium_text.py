#!/usr/bin/env python3
"""Files of which we read less than half of the text that pdfium reads.

usage: tests/pdfium_text.py BINARY FOLDER [--most N] [--known FILE] [--mean F1]

Runs `BINARY text` on every PDF below FOLDER and counts characters after NFKC, white space and controls left
out. Of pdfium's characters those count that it knows (others it prints as the code's number: its own
FPDFText_HasUnicodeMapError says which; private use says nothing either), that stand on the page's visible
part, and that are drawn to be seen, if any are. Files where it knows less than half of what it prints are
left out: it does not read them.

A line is printed for each file of which we have under half, and, marked `other`, for each where we have
enough characters but under half of them are pdfium's: one of the two is wrong there. Ends with status 1
where there are more than N files under half (--most), or where one is not in the list of those that were
looked at (--known: tab-separated, file name and reason), or where the mean of the files' F1 is below
--mean, files of less than 50 characters left out. Without pypdfium2 (pip install pypdfium2) it says
so and ends with status 0. Every file is read in a process of its own, with 10 s and 1 GiB.
"""
import argparse, collections, ctypes, glob, os, re, resource, signal, subprocess, sys, unicodedata

BLANK = re.compile(r"[\s\u0000-\u001f\u007f-\u009f\u00ad\u200b\ue000-\uf8ff\ufeff\ufff0-\uffff]")
SECONDS, BYTES = 10, 1 << 30
LEAST = 50  # characters of a file that has an F1


def counted(text):
    return collections.Counter(BLANK.sub("", unicodedata.normalize("NFKC", text)))


def ours(binary, path):
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        done = subprocess.run([binary, "text", path], capture_output=True, timeout=SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return collections.Counter(), "timeout"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return counted(done.stdout.decode("utf-8", "replace")), said[0].split(": ", 1)[-1] if said else ""


def on_page(page, text, at):
    """Whether a character's box touches the page's visible part."""
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, at, *box)
    left, right, bottom, top = (side.value for side in box)
    seen = page.get_bbox()
    return right >= seen[0] and left <= seen[2] and top >= seen[1] and bottom <= seen[3]


def known(page):
    """The page's characters that pdfium knows, and how many it does not know."""
    text = page.get_textpage()
    shown, unseen, unknown = [], [], 0
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1 or not on_page(page, text, at):
            continue
        if raw.FPDFText_HasUnicodeMapError(text, at) == 1:
            unknown += 1
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, at))
        (unseen if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE else shown).append(chr(code))
    return "".join(shown or unseen), unknown


def in_child(path, out):
    pages = [known(page) for page in pypdfium2.PdfDocument(path)]
    text, unknown = "".join(text for text, _ in pages), sum(unknown for _, unknown in pages)
    if len(text) > unknown:
        out.write(text.encode("utf-16", "surrogatepass"))


def pdfium(path):
    """The text by pdfium, in a child: damaged files may end the process."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.close(inlet)
        with os.fdopen(outlet, "wb") as out:
            try:
                in_child(path, out)
            finally:
                out.flush()
                os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as pipe:
        text = pipe.read().decode("utf-16", "replace")
    os.waitpid(child, 0)
    return counted(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--most", type=int)
    parser.add_argument("--known")
    parser.add_argument("--mean", type=float)
    args = parser.parse_args()
    named = {}
    if args.known:
        lines = open(args.known, encoding="utf-8").read().splitlines()
        named = dict(line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))
    read, under, other, new, scores = 0, 0, 0, 0, []
    for path in sorted(glob.glob(args.folder + "/**/*.pdf", recursive=True)):
        theirs = pdfium(path)
        if not theirs:
            continue
        read += 1
        text, said = ours(args.binary, path)
        total, amount, both = theirs.total(), text.total(), (theirs & text).total()
        if total >= LEAST:
            scores.append(2 * both / (total + amount))
        if 2 * both >= total:
            continue
        name, few = os.path.basename(path), 2 * amount < total
        under, other = under + few, other + (not few)
        new += args.known is not None and name not in named
        kind = "under half" if few else "other"
        print(f"{kind}\t{name}\tpdfium {total}, ours {amount}, both {both}\t{named.get(name, said)}")
    print(f"pdfium reads text in {read} files: {under} under half of it, {other} with other characters")
    mean = sum(scores) / max(1, len(scores))
    print(f"mean F1 of {len(scores)} files with {LEAST} characters and more: {mean:.4f}")
    below = args.mean is not None and mean < args.mean
    sys.exit(int(below or new > 0 or (args.most is not None and under > args.most)))


try:
    import pypdfium2
    import pypdfium2.raw as raw
except ImportError:
    print("note: pypdfium2 is not there: the text was not compared with pdfium's")
    sys.exit(0)
main()
