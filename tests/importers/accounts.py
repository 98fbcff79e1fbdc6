"""The account of a folder of .bib files: records in and out, and how much of them an independent reader finds too.

Run by hand: `python tests/importers/accounts.py FOLDER [-v]` (or with the folder in OEUVRE_SAMPLES). Each file is
imported twice into a new site. pybtex (bibtexparser where pybtex refuses the file) reads it as well, pylatexenc decodes
its LaTeX, and titles, authors, years, DOIs and links are compared letter by letter. `.feature` files are searched for
entries between lines of three quotation marks.
"""

import logging
import os
import re
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import bibtexparser
import pybtex.database
from pylatexenc.latex2text import LatexNodes2Text

from oeuvre import sync
from oeuvre.importers import bibtex
from oeuvre.importers.bibtex_names import split
from oeuvre.importers.decoding import decode
from oeuvre.text import names, rich

PARTS = ("title", "authors", "year", "doi", "links")
KINDS = ("written", "merged", "unchanged", "refused")
LINKS = ("url", "html", "pdf", "code", "slides", "poster", "video", "website", "blog", "supp")
LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"})
UNKNOWN_MACROS = re.compile(r"\\(?:ch|SI|ce|chem|mathrm|mathbf|em|emph|it)\b")
DECODE = LatexNodes2Text(math_mode="text", strict_latex_spaces=True)


class Reading(NamedTuple):
    """An entry as the independent reader has it: its raw fields, and the names of its authors as texts."""

    key: str
    fields: dict
    people: tuple


class Result(NamedTuple):
    """One file: the account, whether a second import changed nothing, and what was compared."""

    account: sync.Account
    stable: bool
    reader: str
    found: int
    sums: dict
    differences: list


def independently(text):
    """All entries in order, and the name of the reader."""
    try:
        entries = pybtex.database.parse_string(text, "bibtex").entries.values()
        return [
            Reading(entry.key, lower(entry.fields.items()), tuple(map(str, entry.persons.get("author", ()))))
            for entry in entries
        ], "pybtex"
    except Exception:  # noqa: BLE001 - whatever it cannot read
        return by_bibtexparser(text), "bibtexparser"


def by_bibtexparser(text):
    logging.disable(logging.CRITICAL)
    middlewares = bibtexparser.middlewares
    stack = [middlewares.ResolveStringReferencesMiddleware(), middlewares.RemoveEnclosingMiddleware()]
    blocks = bibtexparser.parse_string(text, parse_stack=stack).blocks
    logging.disable(logging.NOTSET)
    found = []
    for block in blocks:
        entry = getattr(block, "ignore_error_block", block)  # it sets aside what stands twice
        if isinstance(entry, bibtexparser.model.Entry):
            pairs = ((one.key, re.sub(r'\A[{"]|[}"]\Z', "", str(one.value))) for one in reversed(entry.fields))
            fields = lower(pairs)
            found.append(Reading(entry.key, fields, tuple(split(fields.get("author", "")))))
    return found


def lower(pairs):
    return {name.lower(): value for name, value in pairs}


def decoded(latex):
    latex = re.sub(r"\\((?:La|Bib)?TeX)", r"\1", re.sub(r"(?<!\\)%", r"\\%", latex))
    try:
        return DECODE.latex_to_text(latex)
    except Exception:  # noqa: BLE001 - it raises IndexError and others
        return latex


def letters(text):
    """Letters and digits only, without accents and case: the measure of equal texts."""
    text = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return re.sub(r"[\W_]+", "", "".join(one for one in text if not unicodedata.combining(one))).casefold()


def person(text):
    """The words of a name in alphabetical order: given names first or last is the same."""
    return sorted(found for word in re.split(r"[\s,~.-]+", text) if (found := letters(word)))


def author(value):
    return person(names.display(names.parse(value["name"] if isinstance(value, dict) else value)))


def addresses(fields):
    texts = (re.sub(r"\\([_%&#$~])", r"\1", fields.get(name, "")) for name in LINKS)
    return [part.rstrip(".,;") for text in texts for part in re.findall(r"https?://[^\s{}]+", text)]


def carried(address, fields):
    """Whether the record has this address, or the id that it spells out."""
    bare = unquote(address).lower().rstrip("/")
    values = [*fields.get("links", {}).values(), *fields.get("extra", {}).values()]
    ids = [fields.get(name, "").lower() for name in ("doi", "arxiv", "acl")]
    return any(bare == unquote(value).lower().rstrip("/") for value in values) or any(
        one and re.sub(r"v\d+\Z", "", one) in bare for one in ids
    )


def compare(reading, fields):
    """Each part that the independent reader has: whether the record says the same, and both values."""
    theirs = reading.fields
    title = theirs.get("title", "")
    if title.strip():
        ours = letters(rich.inline(fields.get("title", ""))[0].plain)
        whole = letters(decoded(title))
        other = letters(decoded(UNKNOWN_MACROS.sub("", title)))
        both = whole + letters(decoded(theirs.get("subtitle", "")))
        yield "title", ours in (whole, other, both), title, fields.get("title")
    people = [person(decoded(one)) for one in reading.people if letters(one) not in ("others", "etal")]
    if people:
        yield "authors", [author(one) for one in fields.get("authors", [])] == people, people, fields.get("authors")
    year = re.search(r"\d{4}", theirs.get("year", "") or theirs.get("date", ""))
    if year:
        yield "year", fields.get("date", "")[:4] == year[0], year[0], fields.get("date")
    doi = re.search(r"10\.\d{4,9}/\S+", re.sub(r"\\([_&#%$])", r"\1", theirs.get("doi", "")))
    if doi:
        bare = unquote(doi[0]).rstrip(".,;}")
        yield "doi", fields.get("doi", "").lower() == bare.lower(), bare, fields.get("doi")
    links = addresses(theirs)
    if links:
        yield "links", all(carried(one, fields) for one in links), links, fields.get("links")


def files(folder):
    """Each .bib file and each bibliography in a .feature file: name and bytes."""
    for path in sorted(folder.rglob("*.bib")):
        yield str(path.relative_to(folder)), path.read_bytes()
    for path in sorted(folder.rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        for number, part in enumerate(re.findall(r'"""\n(.*?)"""', text, re.DOTALL), 1):
            if re.search(r"@\w+\s*\{", part) and "{%" not in part:
                yield f"{path.relative_to(folder)}#{number}", part.encode()


def result(name, data):
    parsed = bibtex.parse(data, name)
    with tempfile.TemporaryDirectory() as site:
        account = sync.run(site, "bibtex", parsed)
        before = contents(site)
        sync.run(site, "bibtex", parsed)
        stable = contents(site) == before
    readings, reader = independently(decode(data, name)[0])
    sums = {part: [0, 0] for part in PARTS}
    differences = []
    waiting = {}
    for record in parsed.records:
        waiting.setdefault(record.key.lower(), []).append(record)
    for reading in readings:
        records = waiting.get(str(reading.key).lower()) or waiting.get("")
        if not records:
            differences.append(f"{reading.key}: not among the records")
            continue
        for part, equal, theirs, ours in compare(reading, records.pop(0).fields):
            sums[part][0] += equal
            sums[part][1] += 1
            if not equal:
                differences.append(f"{reading.key}: {part}: {theirs} | {ours}")
    return Result(account, stable, reader, len(readings), sums, differences)


def contents(site):
    return {path: path.read_bytes() for path in Path(site).rglob("*") if path.is_file()}


def main(folder, *, verbose):
    totals = {part: [0, 0] for part in PARTS}
    counts = dict.fromkeys(("in", *KINDS), 0)
    print(f"{'file':60}    in   new merged  same refused again reader       found  {' '.join(PARTS)}")
    for name, data in files(folder):
        found = result(name, data)
        account = found.account
        kinds = [account.count(kind) for kind in KINDS]
        assert sum(kinds) == len(account.outcomes), name
        shares = " ".join(f"{equal}/{whole}" if whole else "-" for equal, whole in found.sums.values())
        cells = "".join(f"{count:6}" for count in (len(account.outcomes), *kinds))
        again = "same" if found.stable else "OTHER"
        print(f"{name[-60:]:60}{cells}  {again}  {found.reader:12} {found.found:5}  {shares}")
        for key, count in zip(counts, (len(account.outcomes), *kinds), strict=True):
            counts[key] += count
        for part, sums in found.sums.items():
            totals[part] = [one + other for one, other in zip(totals[part], sums, strict=True)]
        lines = [str(outcome) for outcome in account.outcomes if outcome.kind == "refused"]
        lines += [f"differs {difference}" for difference in found.differences]
        lines += [str(finding) for finding in account.findings] if verbose else []
        for line in lines:
            print(f"    {line}")
    print(counts)
    for part, (equal, whole) in totals.items():
        print(f"{part:8} {equal}/{whole} = {100 * equal / max(whole, 1):.2f} %")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(arguments[0] if arguments else os.environ["OEUVRE_SAMPLES"]), verbose="-v" in sys.argv)
