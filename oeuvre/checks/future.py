"""Dates that have not come yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Date, Paper

_NUMBER = re.compile(r"\.(\d+)")


def papers(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """A paper appeared on a day that was; one to come is forthcoming. So for versions, notices and counts."""
    today = occasion.today
    for paper in library.papers:
        if paper.date > today and _is_future(paper.date, today):
            message = f"date {paper.date} is in the future; write forthcoming until it has appeared"
            yield Fault(paper.path, "date", message)
        if paper.versions or paper.status or paper.citations:
            for field, date in _further_dates(paper):
                if date is not None and _is_future(date, today):
                    shown = _NUMBER.sub(lambda found: f", item {int(found[1]) + 1}", field)
                    yield Fault(paper.path, field, f"{shown} is {date}, in the future; correct it")


def metrics(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """A number was counted on a day that was."""
    today = occasion.today
    for person in (library.owner, *library.people.values()):
        for place, metric in enumerate(person.metrics):
            if metric.as_of is not None and _is_future(metric.as_of, today):
                message = f"{short(metric.name)} is as of {metric.as_of}, in the future; correct it"
                yield Fault(person.path, f"metrics.{place}.as_of", message)


def news(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """News are shown at once, whatever their date."""
    today = occasion.today
    for item in library.news:
        if _is_future(item.date, today):
            message = f"date {item.date} is in the future, and the item is shown already; write draft: true until then"
            yield Fault(item.path, "date", message)


def _further_dates(paper: Paper) -> Iterator[tuple[str, Date | None]]:
    for place, version in enumerate(paper.versions):
        yield f"versions.{place}.date", version.date
    if paper.status:
        yield "status.date", paper.status.date
    if paper.citations:
        yield "citations.as_of", paper.citations.as_of


def _is_future(date: Date, today: Date) -> bool:
    """Whether the date, as far as it is known, lies after today."""
    if date.year != today.year or not date.month:
        return date.year > today.year
    if date.month != today.month or not date.day:
        return date.month > today.month
    return date.day > today.day
