"""A curriculum in data (JSON Resume, RenderCV, al-folio's and HugoBlox's own) as a page in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate.matter import at, mapping, texts
from oeuvre.migrate.taking import filled, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.text.emit import Value

_TITLES = (
    "studyType degree course area field position title job_title name company_name institution organization "
    "organisation company awarder issuer publisher fluency level"
)
_TIMES = (
    "startDate",
    "start_date",
    "date_start",
    "endDate",
    "end_date",
    "date_end",
    "date",
    "releaseDate",
    "year",
    "issueDate",
)
_HEADS = tuple(_TITLES.split())
_LISTS = frozenset(
    ("highlights", "items", "details", "summary", "description", "contents", "keywords", "courses", "tags")
)
_SILENT = frozenset(
    (
        "icon",
        "logo",
        "image",
        "button",
        "draft",
        "hidden",
        "color",
        "icon_pack",
        "type",
        "featured",
        "company_logo",
        "certificate_url",
        "width",
        "status",
    )
)
_HEADINGS = {"work": "Experience"}
_ABOUT = frozenset(("basics", "cv", "meta", "$schema", "settings", "design", "locale"))
"""What is about the person, whom the profile has, or about the look."""


def markdown(data: Value) -> str:
    """The curriculum, a heading a section and an item an entry; empty if there is nothing in it."""
    if isinstance(data, dict) and isinstance(data.get("cv"), dict):
        cv = mapping(data["cv"])
        data = mapping(cv.get("sections")) or cv
    return "\n\n".join(_sections(data))


def _sections(data: Value) -> Iterator[str]:
    if isinstance(data, list):  # al-folio: [{title, type, contents}]
        pairs = [(at(section, "title"), mapping(section).get("contents", "")) for section in data]
    else:
        pairs = [
            (_HEADINGS.get(name, _spelt(name)), value) for name, value in mapping(data).items() if name not in _ABOUT
        ]
    for heading, value in pairs:
        lines = list(_entries(value))
        if lines:
            yield (f"## {heading}\n\n" if heading else "") + "\n".join(lines)


def _entries(value: Value) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            if item.strip():
                yield f"- {' '.join(item.split())}"
        elif isinstance(item, list):
            yield from _entries(item)
        elif filled(item):
            yield from _entry(item)


def _entry(item: dict[str, Value]) -> Iterator[str]:
    """One entry: what and where on a line, with its time, and the rest as a list below it."""
    left = {name: value for name, value in item.items() if filled(value) and name not in _SILENT}
    if "value" in left and "name" in left and len(left) == 2:
        yield f"- **{_one(left['name'])}:** {_one(left['value'])}"
        return
    when = "–".join(dict.fromkeys(_one(left.pop(name)) for name in _TIMES if name in left))
    what = [_one(left.pop(name)) for name in _HEADS if name in left and isinstance(left[name], str)]
    address = next(
        (left.pop(name) for name in ("url", "link", "website", "company_url") if isinstance(left.get(name), str)), ""
    )
    shown = ", ".join(filter(None, what))
    if isinstance(address, str) and re.match(r"https?://\S+\Z", address.strip()):
        shown = (
            f"[{shown}]({address.strip()})" if shown and "[" not in shown else f"{shown} <{address.strip()}>".strip()
        )
    more: list[str] = []
    for name, value in left.items():
        if name in _LISTS:
            more += _listed(value)
        else:
            more.append(f"{_spelt(name)}: {', '.join(flat(value))}")
    if not shown and more:
        shown = more.pop(0)
    yield f"- {' · '.join(part for part in (when, shown) if part)}"
    yield from (f"    - {line}" for line in more)


def _listed(value: Value) -> list[str]:
    if isinstance(value, dict):
        return [", ".join(flat(value))]
    if isinstance(value, str):
        return [line.strip(" -*") for line in value.strip().split("\n") if line.strip(" -*")]
    return [
        text for item in value for text in (texts(item) if isinstance(item, str) else [", ".join(flat(item))]) if text
    ]


def _one(value: Value) -> str:
    return ", ".join(flat(value))


def _spelt(name: str) -> str:
    """A field's name as a heading: `startDate` is `Start date`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).strip().capitalize()
