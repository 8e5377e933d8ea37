#!/usr/bin/env python3
"""Where glyphs stand, held against pdfium.

usage: tests/positions.py BINARY FOLDER... [--least SHARE]

Reads every PDF below the folders by `BINARY show --stage ink --format json` and by pdfium. Characters are
matched one to one on each page: the same character, nearest origins first. A pair agrees where both
coordinates differ by no more than 0.1 pt. Characters that one side has more of than the other (ligatures
taken apart, what is drawn twice, hidden layers) are left out and counted. In vertical writing we give where the
glyph hangs, pdfium where its upright form would begin: left by half the width and down by /DW2, .88 em.
Ends with status 1 where less than SHARE (say .999) agrees. Without pypdfium2 (pip install pypdfium2) it says
so and ends with status 0.
"""
import argparse, collections, ctypes, glob, json, subprocess, sys

NEAR = 0.1  # points
HANGS = 0.88  # em from a vertical glyph's origin down to its baseline (ISO 32000-2, table 115, /DW2)


def turned(x, y, box, rotation):
    """From pdfium's user space to points from the top left of the page as it is shown."""
    left, bottom, right, top = box
    x, y, width, height = x - left, y - bottom, right - left, top - bottom
    return {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}[rotation]


def theirs(page):
    text, found = page.get_textpage(), collections.defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    box, rotation = page.get_bbox(), page.get_rotation()
    for at in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        found[chr(raw.FPDFText_GetUnicode(text, at))].append(turned(x.value, y.value, box, rotation))
    return found


def ours(page):
    found, several = collections.defaultdict(list), 0
    for glyph in page["glyphs"]:
        x, y = glyph["origin"]
        if glyph["vertical"]:
            x, y = glyph["bbox"][0], y + HANGS * glyph["size"]
        if len(glyph["text"]) == 1:
            found[glyph["text"]].append((x, y))
        else:
            several += 1
    return found, several


def pairs(ours, theirs):
    """One to one, the nearest first: distances of the pairs."""
    def distance(a, b):
        return max(abs(a[0] - b[0]), abs(a[1] - b[1]))
    # On a grid of the tolerance most find their partner at once; the rest is few.
    cells = collections.defaultdict(list)
    for at, (x, y) in enumerate(theirs):
        cells[round(x / NEAR), round(y / NEAR)].append(at)
    used, rest, found = set(), [], []
    for glyph in ours:
        column, row = round(glyph[0] / NEAR), round(glyph[1] / NEAR)
        around = [at for i in (-1, 0, 1) for j in (-1, 0, 1) for at in cells.get((column + i, row + j), ())]
        free = [(distance(glyph, theirs[at]), at) for at in around if at not in used]
        if free and min(free)[0] <= NEAR:
            used.add(min(free)[1])
            found.append(min(free)[0])
        else:
            rest.append(glyph)
    free = [at for at in range(len(theirs)) if at not in used]
    for far, _, at in sorted((distance(glyph, theirs[at]), i, at) for i, glyph in enumerate(rest) for at in free):
        if len(found) == min(len(ours), len(theirs)):
            break
        if at not in used:
            used.add(at)
            found.append(far)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--least", type=float)
    args = parser.parse_args()
    paired, agreeing, left_out = 0, 0, 0
    for path in sorted(path for folder in args.folder for path in glob.glob(folder + "/**/*.pdf", recursive=True)):
        command = [args.binary, "show", "--stage", "ink", "--format", "json", path]
        try:
            document = pypdfium2.PdfDocument(path)
            pages = json.loads(subprocess.run(command, capture_output=True, timeout=60).stdout)["pages"]
        except (pypdfium2.PdfiumError, json.JSONDecodeError):
            continue  # a refusal of either side: there is nothing to compare
        far = []
        for page in pages:
            (mine, several), pdfium = ours(page), theirs(document[page["page"] - 1])
            marks = [mark for mark in {*mine, *pdfium} if not mark.isspace()]
            found = [(distance, mark) for mark in marks for distance in pairs(mine[mark], pdfium[mark])]
            paired += len(found)
            left_out += several + sum(len(mine[mark]) + len(pdfium[mark]) for mark in marks) - 2 * len(found)
            far += [(distance, mark, page["page"]) for distance, mark in found if not distance <= NEAR]
        agreeing -= len(far)
        if far:
            worst = " ".join(f"{mark} p{page} {distance:.2f}" for distance, mark, page in sorted(far, reverse=True)[:5])
            print(f"{path.rsplit('/', 1)[-1]}\t{len(far)} apart\t{worst}")
    agreeing += paired
    share = agreeing / max(1, paired)
    print(f"{agreeing} of {paired} glyphs within {NEAR} pt: {share:.5f}; {left_out} that one side has alone")
    sys.exit(int(args.least is not None and share < args.least))


try:
    import pypdfium2
    import pypdfium2.raw as raw
except ImportError:
    print("note: pypdfium2 is not there: no positions were compared with pdfium's")
    sys.exit(0)
main()
