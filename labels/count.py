#!/usr/bin/env python3
"""Counts on the labelled tables of this folder what lexicon/labels.tsv and lexicon/evidence.toml say in weights.

    labels/count.py --run target/debug/torikumi            the counts, and what they suggest
    labels/count.py --run target/debug/torikumi --check    exit status 1 where counts and weights clearly disagree

Three things are counted, each from `roles.tsv`:
  labels   how often the word of a line of labels.tsv stands in a label of its role, and how often in one of another
  fit      what the values below a role look like (torikumi explain --table 1 --json tells their looks)
  order    which role stands behind which
A suggestion is 100 * ln of how much oftener something is seen under the role than elsewhere, as evidence.toml has it.
Few tables say little: a suggestion is shown from LEAST places on, and none is written into the data files by itself.
"""

import argparse
import collections
import json
import math
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
LEXICON = HERE.parent / "lexicon"
# Places from which on a count is shown, and hundredths of a nat from which on it speaks against a weight.
LEAST, APART = 5, 200
# Roles that labels say and that weights are about.
NOT_WEIGHED = {"-", "stage", "kind", "unread"}
# Dates and units are no part of a label's words.
DATES = re.compile(r"(令和|平成|昭和)?(元|\d+)年度?|\((千円|円|%|人|件)\)|\(\)")


def squeezed(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def tables():
    lines = [line for line in (HERE / "roles.tsv").read_text().splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        name, of, roles = line.split("\t")
        rows = [row.split("\t") for row in (HERE / f"{name}.txt").read_text().splitlines() if "\t" in row]
        yield name, of, roles.split(" "), [squeezed(label) for label in rows[0]]


def facts():
    for number, line in enumerate((LEXICON / "labels.tsv").read_text().splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 6 or cells[0] == "word":
            continue
        yield number, cells[0], cells[1], cells[2]


def stands(word, how, label):
    return {
        "whole": label == word,
        "end": label.endswith(word),
        "start": label.startswith(word),
        "inside": word in label,
    }[how]


def count_labels():
    """Lines of labels.tsv with how often they were right and wrong."""
    counts = collections.defaultdict(lambda: [0, 0])
    every = list(facts())
    for _, _, roles, labels in tables():
        for role, label in zip(roles, labels):
            words = DATES.sub("", label)
            for number, word, told, how in every:
                if role not in NOT_WEIGHED and stands(word, how, words):
                    counts[(number, word, told, how)][0 if told == role else 1] += 1
    return counts


def looks_of(run, name, roles):
    """What the values of each column look like: the header is the first row, and the table stands upright."""
    command = [run, "explain", str(HERE / f"{name}.txt"), "--table", "1", "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.decode().strip()}")
    ways = json.loads(done.stdout)["ways"]
    plain = [way for way in ways if not way["turned"] and (way["titles"], way["header"]) == (0, 1)]
    if not plain or len(plain[0]["columns"]) != len(roles):
        sys.exit(f"{name}: the table has not the columns of roles.tsv")
    return [column["looks"] for column in plain[0]["columns"]]


def odds(hits, of, others, of_others):
    return round(100 * math.log(((hits + 1) / (of + 2)) / ((others + 1) / (of_others + 2))))


def count_fit(run):
    """For each role and look: how often it was seen there, of how many, and what that suggests."""
    seen = collections.defaultdict(collections.Counter)
    for name, _, roles, _ in tables():
        for role, looks in zip(roles, looks_of(run, name, roles)):
            if role not in NOT_WEIGHED:
                seen[role].update(looks)
    total = sum(seen.values(), collections.Counter())
    everything = sum(total.values())
    for role in sorted(seen):
        of = sum(seen[role].values())
        for look in sorted(total):
            hits = seen[role][look]
            suggested = odds(hits, of, total[look] - hits, everything - of)
            yield (role, look), hits, of, suggested


def count_order():
    """For each two roles side by side: how often, of how many, and what that suggests."""
    pairs, firsts, seconds = collections.Counter(), collections.Counter(), collections.Counter()
    for _, of, roles, _ in tables():
        for before, behind in zip(roles, roles[1:]):
            if of != "none" and not {before, behind} & NOT_WEIGHED:
                pairs[before, behind] += 1
                firsts[before] += 1
                seconds[behind] += 1
    every = sum(pairs.values())
    for (before, behind), hits in sorted(pairs.items()):
        of = firsts[before]
        yield (before, behind), hits, of, odds(hits, of, seconds[behind] - hits, every - of)


def tell(title, counts, weights):
    """Prints what was counted beside what evidence.toml says; gives the lines that clearly disagree."""
    print(f"# {title}: seen, of, suggested, in evidence.toml")
    apart = []
    for (first, second), hits, of, suggested in counts:
        known = weights.get(first, {}).get(second, 0)
        if hits >= LEAST:
            line = f"{first}\t{second}\t{hits}\t{of}\t{suggested}\t{known}"
            wrong = abs(suggested - known) >= APART and suggested * known <= 0
            print(line + ("\t!" if wrong else ""))
            apart += [line] if wrong else []
    print()
    return apart


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True, help="the program torikumi")
    parser.add_argument("--check", action="store_true", help="exit status 1 where counts and weights clearly disagree")
    asked = parser.parse_args()
    evidence = tomllib.loads((LEXICON / "evidence.toml").read_text())
    print("# labels: line, word, role, how, right, wrong in the tables of this folder")
    wrong = []
    for (number, word, role, how), (right, against) in sorted(count_labels().items()):
        line = f"{number}\t{word}\t{role}\t{how}\t{right}\t{against}"
        is_wrong = how == "whole" and against >= LEAST > right
        print(line + ("\t!" if is_wrong else ""))
        wrong += [line] if is_wrong else []
    print()
    wrong += tell("fit", count_fit(asked.run), evidence["fit"])
    wrong += tell("order", count_order(), evidence["order"])
    if wrong:
        print("# counts and weights disagree (!):", len(wrong))
    sys.exit(1 if asked.check and wrong else 0)


if __name__ == "__main__":
    main()
