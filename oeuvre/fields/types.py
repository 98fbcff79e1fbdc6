"""The reader of a kind of work, by our word for it or by that of another system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.fields.simple import scalar, suggestion, told

if TYPE_CHECKING:
    from oeuvre.fields.report import Report
    from oeuvre.text.nodes import Node

OTHER_NAMES = {
    "article-journal": "article",
    "journal": "article",
    "journal-article": "article",
    "paper-conference": "inproceedings",
    "conference": "inproceedings",
    "conference-paper": "inproceedings",
    "phdthesis": "thesis",
    "masterthesis": "mastersthesis",
    "mathesis": "mastersthesis",
    "inbook": "chapter",
    "incollection": "chapter",
    "bookinbook": "chapter",
    "booklet": "book",
    "collection": "book",
    "mvbook": "book",
    "techreport": "report",
    "manual": "report",
    "misc": "other",
    "unpublished": "manuscript",
    "speech": "talk",
    "presentation": "talk",
    "article-magazine": "magazine",
    "article-newspaper": "magazine",
    "post-weblog": "blog",
}
"""What BibTeX, biblatex and CSL call kinds of works, where that is not our word."""


def entry_type(node: Node, report: Report) -> str | None:
    """A kind of work, by our word or by another system's."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip().lower().replace(" ", "-").replace("_", "-")
    known = OTHER_NAMES.get(text, text)
    if known in ENTRY_TYPES:
        return known
    report.error(node, f"type {told(node)} is not known; {suggestion(text, ENTRY_TYPES, OTHER_NAMES)}")
    return None
