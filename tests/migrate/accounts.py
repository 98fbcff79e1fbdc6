"""The account of old sites: records in and out, and how much of them an independent reader finds too.

Run by hand: `python tests/migrate/accounts.py FOLDER [-v]`, with folders of sites below `FOLDER/alfolio/`,
`FOLDER/academicpages/` and `FOLDER/hugoblox/`. Each is migrated into a new site, which is checked. PyYAML and tomllib
read front matter, pybtex (bibtexparser where pybtex refuses the file) the .bib files; titles, authors, years, DOIs and
links are compared letter by letter. A file that they refuse is counted, and not compared.
"""

import html
import re
import sys
import tempfile
import tomllib
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "importers"))

import accounts as bibliographies  # the comparison of .bib files that imports have

from oeuvre import migrate, pipeline
from oeuvre.importers import bibtex
from oeuvre.importers.decoding import decode
from oeuvre.text import edit, frontmatter, names, rich

PARTS = ("title", "authors", "year", "doi", "links")
KINDS = {"alfolio": "al-folio", "academicpages": "academicpages", "hugoblox": "hugoblox"}
URLS = (
    "paperurl",
    "slidesurl",
    "codeurl",
    "url_pdf",
    "url_code",
    "url_dataset",
    "url_slides",
    "url_video",
    "url_poster",
    "url_project",
    "url_source",
    "url_preprint",
    "external_link",
)


def letters(text):
    text = unicodedata.normalize("NFKD", text.translate(bibliographies.LETTERS))
    return re.sub(r"[\W_]+", "", "".join(one for one in text if not unicodedata.combining(one))).casefold()


def person(text):
    return sorted(found for word in re.split(r"[\s,~.-]+", text) if (found := letters(word)))


def ours(path):
    """The fields of a file of the new site."""
    document = frontmatter.parse(path.read_bytes())
    return {key.text: edit.value(node) for key, node in document.fields.entries}


def theirs(path):
    """The front matter of an old file as YAML or TOML readers have it; None where they refuse it."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    toml = re.match(r"\+\+\+\n(.*?)^\+\+\+", text, re.DOTALL | re.MULTILINE)
    try:
        if toml:
            return tomllib.loads(toml[1])
        found = re.match(r"---\n(.*?)^---", text, re.DOTALL | re.MULTILINE)
        return yaml.safe_load(found[1]) if found else None
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return None


def plain(text):
    return re.sub(r"<[^<>]+>|\*", "", html.unescape(str(text)))


def same(address, fields, files):
    """Whether the paper has this address, the id that it spells out, or the file that it named."""
    bare = unquote(address).lower().rstrip("/").rstrip(".")
    name = bare.rpartition("/")[2]
    values = [*flat(fields.get("links", {})), *flat(fields.get("extra", {})), *flat(fields.get("aliases", []))]
    ids = [fields.get(one, "").lower() for one in ("doi", "arxiv", "acl")]
    ids += [text.lower() for text in flat(fields.get("versions", [])) if "/" in text]
    return (
        any(bare.removeprefix("/") in unquote(one).lower() for one in values)
        or any(one and (re.sub(r"v\d+\Z", "", one) in bare) for one in ids if len(one) < 80)
        or (fields.get("arxiv", "?").lower().partition("v")[0] in bare)
        or any(name in file for file in files)
    )


def flat(value):
    if isinstance(value, str):
        return [value]
    return [text for item in (value.values() if isinstance(value, dict) else value) for text in flat(item)]


def compare(old, new, files, people):
    """Each part that the independent reader has: whether the new file says the same, and both values."""
    if old.get("title"):
        title = letters(plain(old["title"]))
        yield "title", letters(rich.inline(new.get("title", ""))[0].plain) == title, old["title"], new.get("title")
    listed = old.get("authors")
    listed = listed if isinstance(listed, list) else re.split(r",\s*(?!Jr)|\sand\s", listed) if listed else []
    if listed:
        wanted = [
            person(people.get(str(one), str(one))) for one in listed if letters(str(one)) not in ("", "others", "etal")
        ]
        got = [one["name"] if isinstance(one, dict) else one for one in new.get("authors", [])]
        yield "authors", [person(names.display(names.parse(one))) for one in got] == wanted, listed, got
    elif old.get("citation"):
        head = letters(plain(re.split(r"\d{4}|[“\"]", plain(old["citation"]))[0]))
        got = [names.parse(one["name"] if isinstance(one, dict) else one) for one in new.get("authors", [])]
        yield "authors", bool(got) and all(letters(one.family) in head for one in got), old["citation"][:90], got
    year = re.search(r"\d{4}", str(old.get("date") or old.get("year") or ""))
    if year:
        yield (
            "year",
            year[0] in (new.get("date", "")[:4], *(one.get("date", "")[:4] for one in new.get("versions", []))),
            year[0],
            new.get("date"),
        )
    doi = str(old.get("doi") or (old.get("hugoblox") or {}).get("ids", {}).get("doi", "") or "")
    doi = re.search(r"10\.\d{4,9}/\S+", doi)
    if doi:
        yield "doi", new.get("doi", "").lower() == doi[0].lower(), doi[0], new.get("doi")
    links = [str(old[name]) for name in URLS if old.get(name)]
    listed = [str(one.get("url") or "") for one in old.get("links") or [] if isinstance(one, dict)]
    links = [one for one in (*links, *listed) if one not in ("", "#")]
    if links:
        yield "links", all(same(one, new, files) for one in links), links, new.get("links")


def markdown(folder, site, report, sums, differences):
    """Papers that have a file of their own."""
    people = {
        "admin": ours(site / "content" / "profile.md")["name"],
        "me": ours(site / "content" / "profile.md")["name"],
    }
    for item in report.items:
        path = folder / item.place.path
        if item.kind != "paper" or item.outcome == "refused" or path.suffix == ".bib" or item.path.count(".") > 1:
            continue
        old = theirs(path)
        if old is None:
            sums["refused by the other reader"] = sums.get("refused by the other reader", 0) + 1
            continue
        new = ours(site / item.path)
        files = [one.name.lower() for one in (site / "content").rglob("*") if one.is_file()]
        for part, equal, one, other in compare(old, new, files, people):
            count(sums, differences, part, equal, f"{item.place.path}: {part}: {one} | {other}")


def entries(folder, site, report, sums, differences):
    """Papers that stand in .bib files."""
    by_place = {(item.place.path, item.place.line): item.path for item in report.items if item.outcome != "refused"}
    for path in sorted({path for path, _ in by_place if path.endswith(".bib")}):
        data = (folder / path).read_bytes()
        readings, _ = bibliographies.independently(decode(data, path)[0])
        waiting = {}
        for record in bibtex.parse(data, path).records:
            waiting.setdefault(record.key.lower(), []).append(record.line)
        for reading in readings:
            lines = waiting.get(str(reading.key).lower())
            if not lines:
                differences.append(f"{path}: {reading.key}: not among the records")
                continue
            new = ours(site / by_place[path, lines.pop(0)])
            for part, equal, one, other in bibliographies.compare(reading, new):
                count(sums, differences, part, equal, f"{reading.key}: {part}: {one} | {other}")


def count(sums, differences, part, equal, told):
    right, whole = sums.get(part, (0, 0))
    sums[part] = (right + bool(equal), whole + 1)
    if not equal:
        differences.append(told)


def main(top, *, verbose):
    totals = {}
    for group, source in KINDS.items():
        for folder in sorted(one for one in (top / group).iterdir() if one.is_dir()):
            with tempfile.TemporaryDirectory() as temporary:
                site = Path(temporary) / "new"
                before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                report = migrate.bring(source, str(folder), str(site))
                assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                errors = [one for one in pipeline.check(str(site)) if one.severity == "error"]
                sums, differences = {}, []
                (entries if source == "al-folio" else markdown)(folder, site, report, sums, differences)
            print(f"{group}/{folder.name}: {'; '.join(report.lines())}; {len(errors)} errors")
            print(
                "    "
                + ", ".join(
                    f"{part} {'/'.join(map(str, value)) if isinstance(value, tuple) else value}"
                    for part, value in sums.items()
                )
            )
            told = [f"refused {item.place}: {item.reason}" for item in report.items if item.outcome == "refused"]
            for line in [*map(str, errors), *differences, *(told if verbose else ())]:
                print(f"    {line}")
            for part in PARTS:
                one, other = totals.get(part, (0, 0)), sums.get(part, (0, 0))
                totals[part] = one[0] + other[0], one[1] + other[1]
    for part, (equal, whole) in totals.items():
        print(f"{part:8} {equal}/{whole} = {100 * equal / max(whole, 1):.2f} %")


if __name__ == "__main__":
    main(Path(next(one for one in sys.argv[1:] if not one.startswith("-"))), verbose="-v" in sys.argv)
