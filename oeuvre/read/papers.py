"""One paper out of its files: the Markdown file, its translations, and what lies beside it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre.errors import Finding
from oeuvre.fields import reading
from oeuvre.fields.report import Report, Settings
from oeuvre.model import NO_TEXT, File, Paper, Text, Translation
from oeuvre.read import files
from oeuvre.text import decode, frontmatter

if TYPE_CHECKING:
    from oeuvre.model import Site
    from oeuvre.read.listing import Source
    from oeuvre.read.sources import PaperFiles
    from oeuvre.text.nodes import Document


def read_files(folder: str, group: PaperFiles, site: Site) -> tuple[Paper | None, list[Finding]]:
    """The paper in a group of files, and all that is wrong in them.

    The result depends on the names and bytes of these files, on the site's categories and on its macros, and on
    nothing else. It is None where title, authors or date cannot be told.
    """
    findings: list[Finding] = []
    settings = Settings(site.categories, site.macros)
    opened = open_file(folder, group.main, "paper", settings, findings)
    if not opened:
        return None, findings
    report, document = opened
    whole = blake2b(f"{group.slug}\0".encode() + report.data, digest_size=16)
    values = _values(document, report)
    values["translations"] = tuple(_translations(folder, group, settings, whole, findings))
    values["files"] = tuple(_companions(folder, group, whole, findings))
    _bibtex(folder, group, values, report)
    findings += report.findings
    if "editor" in values:
        values.setdefault("authors", ())
    if not {"title", "authors", "date"} <= values.keys():
        return None, findings
    return Paper(slug=group.slug, path=group.main.path, digest=whole.hexdigest(), **values), findings


def open_file(
    folder: str, source: Source, room: str, settings: Settings, findings: list[Finding]
) -> tuple[Report, Document] | None:
    """A Markdown file, parsed, and the report on it; None, and a finding, where it cannot be read."""
    data = files.load(folder, source, findings)
    if data is None:
        return None
    document = frontmatter.parse(data)
    report = Report(source.path, room, data, settings)
    report.problems(document)
    return report, document


def _values(document: Document, report: Report) -> dict[str, Any]:
    """What the front matter and the body give, by the names of `Paper`."""
    values = reading.read(document, report)
    values["abstract"] = abstract(document, report, values.get("abstract"))
    codes = (*values.pop("category", ()), *values.get("categories", ()))
    if codes:
        values["categories"] = tuple(dict.fromkeys(codes))
    return values


def abstract(document: Document, report: Report, given: Text | None) -> Text:
    """The text below the front matter, or the one given as a field; both are one too many."""
    if not document.body:
        return given or NO_TEXT
    if given:
        key = next(key for key, _ in document.fields.entries if key.text == "abstract")
        report.field = "abstract"
        report.error(key, "the abstract stands here and below the front matter; keep one of the two")
    return prose(document, report)


def prose(document: Document, report: Report, *, page: bool = False) -> Text:
    """The text below the front matter in all its renderings; `page` if it is one with headings."""
    if not document.body:
        return NO_TEXT
    from oeuvre.text import rich

    text, problems = rich.block(document.body, report.settings.macros, page=page)
    report.body(document, problems)
    return text


def _translations(
    folder: str, group: PaperFiles, settings: Settings, whole: blake2b, findings: list[Finding]
) -> list[Translation]:
    found = []
    for lang, source in group.translations:
        if opened := open_file(folder, source, "translation", settings, findings):
            report, document = opened
            whole.update(f"\0{source.name}\0{len(report.data)}\0".encode())
            whole.update(report.data)
            values = reading.read(document, report)
            text = abstract(document, report, values.get("abstract"))
            findings += report.findings
            if "title" in values:
                found.append(Translation(lang, values["title"], text, source.path))
    return found


def _companions(folder: str, group: PaperFiles, whole: blake2b, findings: list[Finding]) -> list[File]:
    found = []
    for kind, name, source in group.companions:
        digest = files.digest(folder, source, findings)
        whole.update(f"\0{name}\0{digest}\0".encode())
        found.append(File(kind, source.path, name, source.size, digest))
    return found


def _bibtex(folder: str, group: PaperFiles, values: dict[str, Any], report: Report) -> None:
    """A `.bib` file beside the paper is the entry to hand out."""
    for kind, _, source in group.companions:
        if kind == "bib" and (data := files.load(folder, source, report.findings)) is not None:
            text, problems = decode.decode(data)
            report.findings += [Finding(source.path, *problem) for problem in problems]
            if "bibtex" in values:
                message = f'"bibtex" in {group.main.name} counts, and this file does not; keep one of the two'
                report.findings.append(Finding(source.path, 1, 1, "error", message, "paper/bibtex"))
            elif text.strip():
                values["bibtex"] = text.strip()
