"""The account of a folder of .bib files: records in and out, and how much of them an independent reader finds too.

Run by hand: `python tests/importers/accounts.py FOLDER [-v]` (or with the folder in OEUVRE_SAMPLES). Each file is
imported twice into a new site; pybtex (bibtexparser where pybtex refuses the file) reads it as well, pylatexenc decodes
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
from urllib.parse import unquote

import bibtexparser
import pybtex.database
import pybtex.errors
from pylatexenc.latex2text import LatexNodes2Text

from oeuvre import sync
from oeuvre.importers import bibtex
from oeuvre.importers.bibtex_names import split
from oeuvre.importers.decoding import decode
from oeuvre.text import names, rich

PARTS = ("title", "authors", "year", "doi", "links")
LINKS = ("url", "html", "pdf", "code", "slides", "poster", "video", "website", "blog", "supp")
DECODE = LatexNodes2Text(math_mode="text", strict_latex_spaces=True)


class Reading(dict):
    """An entry as the independent reader has it: raw fields in lower case, and `people`, names as texts."""

    people: tuple = ()


def independently(text):
    """Entries in order, read by pybtex or else by bibtexparser, and the reader's name."""
    pybtex.errors.set_strict_mode(True)
    try:
        found = []
        for entry in pybtex.database.parse_string(text, "bibtex").entries.values():
            reading = Reading({name.lower(): value for name, value in entry.fields.items()})
            reading.people = tuple(" ".join(one.first_names + one.middle_names + one.prelast_names + one.last_names + one.lineage_names) for one in entry.persons.get("author", ()))
            found.append((entry.key, reading))
    except Exception:  # noqa: BLE001 - whatever it cannot read
        pass
    else:
        return found, "pybtex"
    logging.disable(logging.CRITICAL)
    library = bibtexparser.parse_string(text, parse_stack=[bibtexparser.middlewares.ResolveStringReferencesMiddleware(), bibtexparser.middlewares.RemoveEnclosingMiddleware()])
    logging.disable(logging.NOTSET)
    blocks = [getattr(block, "ignore_error_block", block) for block in library.blocks]
    found = []
    for entry in blocks:
        if isinstance(entry, bibtexparser.model.Entry):
            reading = Reading()
            for field in entry.fields:
                reading.setdefault(field.key.lower(), str(field.value).strip('{}"') if field.value[:1] in '{"' else str(field.value))
            reading.people = tuple(split(reading.get("author", "")))
            found.append((entry.key, reading))
    return found, "bibtexparser"


def decoded(latex):
    try:
        return DECODE.latex_to_text(re.sub(r"\\((?:La|Bib)?TeX)", r"\1", re.sub(r"(?<!\\)%", r"\\%", latex)))
    except Exception:  # noqa: BLE001 - it raises IndexError and others
        return latex


def letters(text):
    """Letters and digits only, without accents and case: the measure of equal texts."""
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    return re.sub(r"[\W_]+", "", "".join(letter for letter in text if not unicodedata.combining(letter))).casefold()


def shown(latex):
    return letters(rich.inline(latex)[0].plain)


def person(text):
    """The letters of a name in alphabetical order of its words: given names first or last is the same."""
    return sorted(letters(word) for word in re.split(r"[\s,~.-]+", text) if letters(word))


def addresses(reading):
    found = []
    for name in LINKS:
        for part in re.findall(r"https?://[^\s{}]+", re.sub(r"\\([_%&#$~])", r"\1", reading.get(name, ""))):
            found.append(part.rstrip(".,;"))
    return found


def carried(address, fields):
    """Whether the record has this address, or the id that it spells out."""
    links = fields.get("links", {})
    extra = fields.get("extra", {})
    bare = unquote(address).lower()
    values = [unquote(str(value)).lower() for value in [*links.values(), *extra.values()]]
    ids = [fields.get(name, "").lower() for name in ("doi", "arxiv", "acl")]
    return any(bare.rstrip("/") == value.rstrip("/") for value in values) or any(one and one.partition("v")[0] in bare for one in ids)


def compare(reading, record):
    """For each part: None if the independent reader has none, else whether the record says the same."""
    fields = record.fields
    found = dict.fromkeys(PARTS)
    title = reading.get("title", "")
    if title.strip():
        whole = letters(decoded(title))
        found["title"] = shown(fields.get("title", "")) in (whole, whole + letters(decoded(reading.get("subtitle", "")))) or letters(title_letters(title)) == shown(fields.get("title", ""))
    people = [person(decoded(name)) for name in reading.people if letters(name) not in ("others", "etal")]
    if people:
        ours = fields.get("authors", [])
        ours = [person(names.display(names.parse(one["name"] if isinstance(one, dict) else one))) for one in ours]
        found["authors"] = ours == people
    year = re.search(r"\d{4}", reading.get("year", "") or reading.get("date", ""))
    if year:
        found["year"] = fields.get("date", "")[:4] == year[0]
    doi = re.search(r"10\.\d{4,9}/\S+", re.sub(r"\\([_&#%$])", r"\1", reading.get("doi", "")))
    if doi:
        found["doi"] = fields.get("doi", "").lower() == unquote(doi[0]).rstrip(".,;}").lower()
    links = addresses(reading)
    if links:
        found["links"] = all(carried(address, fields) for address in links)
    return found


def title_letters(title):
    """The title without its macros' names: for macros that the independent reader does not know."""
    return decoded(re.sub(r"\\(?:ch|SI|ce|chem|mathrm|mathbf|em|emph|it)\b", "", title))


def files(folder):
    """Each .bib file and each bibliography in a .feature file: name, bytes."""
    for path in sorted(folder.rglob("*.bib")):
        yield str(path.relative_to(folder)), path.read_bytes()
    for path in sorted(folder.rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        for number, part in enumerate(re.findall(r'"""\n(.*?)"""', text, re.DOTALL), 1):
            if re.search(r"@\w+\s*\{", part) and "{%" not in part:
                yield f"{path.relative_to(folder)}#{number}", part.encode()


def account(name, data):
    parsed = bibtex.parse(data, name)
    text = decode(data, name)[0]
    entries, reader = independently(text)
    with tempfile.TemporaryDirectory() as site:
        first = sync.run(site, "bibtex", parsed)
        before = {path: path.read_bytes() for path in Path(site).rglob("*") if path.is_file()}
        second = sync.run(site, "bibtex", parsed)
        stable = all(path.read_bytes() == data for path, data in before.items()) and second.count("written") == 0
    sums, differences = {part: [0, 0] for part in PARTS}, []
    waiting = {}
    for record in parsed.records:
        waiting.setdefault(record.key.lower(), []).append(record)
    missing = 0
    for key, reading in entries:
        same = waiting.get(str(key).lower()) or waiting.get("") or []
        if not same:
            missing += 1
            differences.append(f"{key}: not among the records")
            continue
        record = same.pop(0)
        for part, equal in compare(reading, record).items():
            if equal is not None:
                sums[part][0] += equal
                sums[part][1] += 1
                if not equal:
                    theirs = {"authors": reading.people, "year": (reading.get("year"), reading.get("date")), "links": addresses(reading)}
                    ours = {"year": record.fields.get("date"), "links": (record.fields.get("links"), record.fields.get("doi"))}
                    differences.append(f"{key}: {part}: {theirs.get(part, reading.get(part))} | {ours.get(part, record.fields.get(part))}")
    return first, second, stable, sums, differences, reader, len(entries), parsed


def main(folder, verbose):
    totals = {part: [0, 0] for part in PARTS}
    counts = dict.fromkeys(("in", "written", "merged", "unchanged", "refused"), 0)
    print(f"{'file':70} {'in':>5} {'new':>5} {'merg':>4} {'same':>4} {'ref':>4} {'again':>5}  reader       {'found':>5}  title authors year doi links")
    for name, data in files(folder):
        first, second, stable, sums, differences, reader, found, parsed = account(name, data)
        counts["in"] += len(first.outcomes)
        for kind in ("written", "merged", "unchanged", "refused"):
            counts[kind] += first.count(kind)
        assert len(first.outcomes) == sum(map(first.count, ("written", "merged", "unchanged", "refused"))), name
        row = " ".join("-" if not whole else f"{equal}/{whole}" for equal, whole in sums.values())
        print(
            f"{name[-70:]:70} {len(first.outcomes):5} {first.count('written'):5} {first.count('merged'):4} "
            f"{first.count('unchanged'):4} {first.count('refused'):4} {'same' if stable else 'OTHER':>5}  {reader:12} {found:5}  {row}"
        )
        for part, (equal, whole) in sums.items():
            totals[part][0] += equal
            totals[part][1] += whole
        for outcome in first.outcomes:
            if outcome.kind == "refused":
                print(f"    refused {outcome.key or 'without a key'}: {outcome.reason}")
        for difference in differences:
            print(f"    differs {difference}")
        if verbose:
            for finding in (*first.findings,):
                print(f"    {finding}")
    print(counts)
    for part, (equal, whole) in totals.items():
        print(f"{part:8} {equal}/{whole} = {100 * equal / max(whole, 1):.2f} %")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(arguments[0] if arguments else os.environ["OEUVRE_SAMPLES"]), "-v" in sys.argv)
