#!/usr/bin/env python3
"""Sets the text of seeds/ into long PDFs, for BENCHMARKS.md: prose, lists and ruled tables, tagged.

    python3 benches/make_documents.py [--out target/bench] [--pages 100]

Three typesetters, each used where it is installed and passed over with a message where not:
  typst        the `typst` package of Python (`pip install typst`)
  chromium     chromium, chromium-browser, google-chrome or chrome on the path
  libreoffice  soffice or libreoffice on the path
A Japanese font must be installed (Noto Sans CJK JP, IPAexGothic or IPAGothic). `qpdf`-like checks
are not needed: the number of pages is read by pypdfium2 or pypdf, and the text is repeated until
it is reached. Nothing that is made here is kept in the repository.
"""

import argparse
import html
import itertools
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
FONTS = ["Noto Sans CJK JP", "IPAexGothic", "IPAGothic"]
# A line no longer than this, and without a full stop, is set as a heading.
HEADING = 24


def blocks():
    """The seeds' text as ("heading" | "item" | "text", line) and ("table", rows)."""
    lines = itertools.chain.from_iterable(seed.read_text(encoding="utf-8").splitlines() for seed in seeds())
    lines = (line for line in lines if line.strip())
    for tabbed, group in itertools.groupby(lines, key=lambda line: "\t" in line):
        if tabbed:
            rows = [[cell.strip() for cell in line.split("\t")] for line in group]
            width = max(map(len, rows))
            yield "table", [row + [""] * (width - len(row)) for row in rows]
            continue
        for line in map(str.strip, group):
            if line[0] in "・○〇■□▶-●":
                yield "item", line.lstrip("- ")
            elif len(line) <= HEADING and not line.endswith(("。", "、", "：")):
                yield "heading", line
            else:
                yield "text", line


def seeds():
    return sorted(path for path in (TOP / "seeds").iterdir() if path.suffix in (".txt", ".md"))


# ---- the three forms of the text


def as_typst(times):
    def string(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    fonts = ", ".join(string(font) for font in FONTS)
    yield f'#set text(font: ({fonts},), size: 10pt, lang: "ja")'
    yield '#set page(paper: "a4", numbering: "1")'
    for part in range(1, times + 1):
        yield f"#heading(level: 1, {string(f'第{part}部')})"
        for kind, content in blocks():
            if kind == "table":
                cells = ", ".join(string(cell) for row in content for cell in row)
                yield f"#table(columns: {len(content[0])}, {cells})"
            elif kind == "heading":
                yield f"#heading(level: 2, {string(content)})"
            elif kind == "item":
                yield f"#list({string(content)})"
            else:
                yield f"#par({string(content)})"


def as_html(times):
    fonts = ", ".join(f"'{font}'" for font in FONTS)
    yield "<!DOCTYPE html><html lang='ja'><meta charset='utf-8'><title>計画書</title><style>"
    yield f"@page {{ size: A4; margin: 20mm }} body {{ font: 10pt/1.6 {fonts} }} h1 {{ break-before: page }}"
    yield "table { border-collapse: collapse } td { border: 0.5pt solid black; padding: 2pt; vertical-align: top }"
    yield "</style><body>"
    for part in range(1, times + 1):
        yield f"<h1>第{part}部</h1>"
        for kind, content in blocks():
            if kind == "table":
                rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in content)
                yield "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
            else:
                tag = {"heading": "h3", "item": "li", "text": "p"}[kind]
                yield f"<{tag}>{html.escape(content)}</{tag}>"
    yield "</body></html>"


NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")]
) + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def as_odt(times):
    """A flat OpenDocument text."""
    font = f'style:font-name-asian="{FONTS[0]}" fo:font-family="{FONTS[0]}" style:font-family-asian="{FONTS[0]}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
    yield 'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
    yield f'<style:default-style style:family="paragraph"><style:text-properties {font} fo:font-size="10pt" '
    yield 'style:font-size-asian="10pt" fo:language="ja" fo:country="JP" style:language-asian="ja"/></style:default-style>'
    yield "</office:styles><office:automatic-styles>"
    yield '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
    yield 'fo:border="0.5pt solid #000000" fo:padding="1mm"/></style:style></office:automatic-styles>'
    yield "<office:body><office:text>"
    for part in range(1, times + 1):
        yield f'<text:h text:outline-level="1">第{part}部</text:h>'
        for kind, content in blocks():
            if kind == "table":
                yield f'<table:table><table:table-column table:number-columns-repeated="{len(content[0])}"/>'
                for row in content:
                    cells = (f"<text:p>{html.escape(cell)}</text:p>" for cell in row)
                    cells = (f'<table:table-cell table:style-name="Cell">{cell}</table:table-cell>' for cell in cells)
                    yield f"<table:table-row>{''.join(cells)}</table:table-row>"
                yield "</table:table>"
            elif kind == "heading":
                yield f'<text:h text:outline-level="2">{html.escape(content)}</text:h>'
            elif kind == "item":
                yield f"<text:list><text:list-item><text:p>{html.escape(content)}</text:p></text:list-item></text:list>"
            else:
                yield f"<text:p>{html.escape(content)}</text:p>"
    yield "</office:text></office:body></office:document>"


# ---- the three typesetters: each writes a PDF, or says why not


def typst(times, target, folder):
    try:
        import typst
    except ImportError:
        return "the Python package typst is not installed"
    source = folder / "in.typ"
    source.write_text("\n".join(as_typst(times)), encoding="utf-8")
    typst.compile(str(source), output=str(target))
    return None


def chromium(times, target, folder):
    program = found("chromium", "chromium-browser", "google-chrome", "chrome")
    if program is None:
        return "no Chromium on the path"
    source = folder / "in.html"
    source.write_text("\n".join(as_html(times)), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile"]
    return run([program, *flags, f"--print-to-pdf={target}", source.as_uri()])


def libreoffice(times, target, folder):
    program = found("soffice", "libreoffice")
    if program is None:
        return "no LibreOffice on the path"
    source = folder / f"{target.stem}.fodt"
    source.write_text("".join(as_odt(times)), encoding="utf-8")
    # Tagged, as its newer versions do unasked.
    export = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{folder}/profile"
    return run([program, profile, "--headless", "--convert-to", export, "--outdir", str(target.parent), str(source)])


def found(*names):
    return next(filter(None, map(shutil.which, names)), None)


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    return None if done.returncode == 0 else f"{command[0]} failed: {done.stderr.strip()[-300:]}"


def pages(path):
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def make(setter, target, least):
    times = 2
    for _ in range(4):
        with tempfile.TemporaryDirectory() as folder:
            trouble = setter(times, target, pathlib.Path(folder))
        if trouble:
            return f"passed over: {trouble}"
        count = pages(target)
        if count >= least:
            return f"{count} pages, {target.stat().st_size:,} bytes"
        times = -(-times * least * 21 // (count * 20))
    return f"passed over: {count} pages only"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=TOP / "target" / "bench")
    parser.add_argument("--pages", type=int, default=100)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for setter in (typst, chromium, libreoffice):
        target = (arguments.out / f"{setter.__name__}.pdf").resolve()
        print(f"{target.name:16} {make(setter, target, arguments.pages)}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
