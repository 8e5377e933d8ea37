#!/usr/bin/env python3
"""Makes a folder of many documents out of seeds/ and fixtures/, for measuring `torikumi convert` on it.

    python3 benches/make_corpus.py --out target/corpus --documents 10000

Three documents in ten are texts, the others PDFs of one to eight pages, set by reportlab (`pip
install reportlab`) with headings, paragraphs and ruled tables; without it all are texts. There are
a few dozen different ones; each copy of one bears its number, so that no two files are alike. The
same arguments give the same files. Nothing that is made here is kept in the repository.
"""

import argparse
import itertools
import pathlib

TOP = pathlib.Path(__file__).resolve().parent.parent
# Documents of one folder, as one municipality would have them.
A_FOLDER = 50
# Lines of text that make a PDF, so that its pages are one to eight.
LENGTHS = (30, 60, 90, 150, 240)


def texts():
    """The texts of the project."""
    paths = sorted((TOP / "fixtures").glob("*/input.txt")) + sorted((TOP / "seeds").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def pdf(lines, path):
    """Sets lines into a PDF; lines with TABs become tables. Gives False where nothing can set them."""
    try:
        from reportlab import rl_config
        from reportlab.lib import colors
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
    except ImportError:
        return False
    from xml.sax.saxutils import escape

    rl_config.invariant = 1
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    style = ParagraphStyle("text", fontName="HeiseiKakuGo-W5", fontSize=9, leading=14, wordWrap="CJK")
    story = []
    for tabbed, group in itertools.groupby(lines, key=lambda line: "\t" in line):
        if not tabbed:
            story.extend(Paragraph(escape(line), style) for line in group)
            continue
        rows = [line.split("\t") for line in group]
        width = max(map(len, rows))
        cells = [[Paragraph(escape(cell[:200]), style) for cell in row + [""] * (width - len(row))] for row in rows]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        story.append(Table(cells, colWidths=[451 / width] * width, style=grid, repeatRows=1))
    SimpleDocTemplate(str(path), title="corpus").build(story)
    return True


def originals(folder):
    """The different documents: (extension, bytes)."""
    made = [(".txt", text.encode()) for text in texts()]
    path = folder / "one.pdf"
    lines = [line for text in texts() for line in text.splitlines() if line.strip()]
    for number, length in enumerate(itertools.islice(itertools.cycle(LENGTHS), 30)):
        at = number * 37 % max(1, len(lines) - length)
        if not pdf(lines[at : at + length], path):
            print("note: reportlab is not there: texts only")
            return made, []
        made.append((".pdf", path.read_bytes()))
    path.unlink()
    return [one for one in made if one[0] == ".txt"], [one for one in made if one[0] == ".pdf"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=TOP / "target/corpus")
    parser.add_argument("--documents", type=int, default=10_000)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    some_texts, some_pdfs = originals(arguments.out)
    for number in range(arguments.documents):
        kinds = some_pdfs if some_pdfs and number % 10 >= 3 else some_texts
        extension, content = kinds[number // 2 % len(kinds)]
        # Behind %%EOF a line that begins with % is nobody's; in a text it is a line of its own.
        mark = b"%% %d\n" if extension == ".pdf" else "\n写し%d\n".encode()
        folder = arguments.out / f"{number // A_FOLDER:04}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:06}{extension}").write_bytes(content + mark % number)


if __name__ == "__main__":
    main()
