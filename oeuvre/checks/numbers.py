"""Metrics that cannot be: more papers cited than there are, shares above 100 %, sums below their parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, short, told
from oeuvre.metrics import METRICS
from oeuvre.metrics.citations import measure as sum_of_citations
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Metric, Person

_NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_RANGE = pattern(r"\s*([+-]?\d+(?:\.\d+)?)\s*(?:-|–|—|\.\.\.?|…|to)\s*([+-]?\d+(?:\.\d+)?)\D*", re.ASCII)
_COUNTS = frozenset(("papers", "citations", "h-index", "i10-index", "coauthors"))

_Values = dict[str, tuple[str, float]]
"""By a metric's name the field where its value stands, and the value."""


def h_index_above_papers(library: Library, _: Occasion) -> Iterator[Fault]:
    """No more papers can have h citations than there are."""
    return _above_papers(library, "h-index")


def i10_index_above_papers(library: Library, _: Occasion) -> Iterator[Fault]:
    """No more papers can have ten citations than there are."""
    return _above_papers(library, "i10-index")


def h_index_above_citations(library: Library, _: Occasion) -> Iterator[Fault]:
    """An h-index of h takes h papers with h citations each."""
    for person, values in _people(library):
        h = values.get("h-index")
        if h:
            yield from _needs_citations(person, values, "h-index", h[1] ** 2)


def i10_index_above_citations(library: Library, _: Occasion) -> Iterator[Fault]:
    """An i10-index of i takes i papers with ten citations each."""
    for person, values in _people(library):
        i10 = values.get("i10-index")
        if i10:
            yield from _needs_citations(person, values, "i10-index", i10[1] * 10)


def citations_below_sum(library: Library, _: Occasion) -> Iterator[Fault]:
    """All papers together are cited at least as often as those on the site."""
    total, parts = _values(library.owner, library).get("citations"), sum_of_citations(library)
    if total and parts is not None and total[1] < parts:
        message = f"citations is {_whole(total[1])}, but the papers here have {parts}; correct it, or write computed"
        yield Fault(library.owner.path, total[0], message)


def papers_below_site(library: Library, _: Occasion) -> Iterator[Fault]:
    """There are at least as many papers as the site lists."""
    total, listed = _values(library.owner, library).get("papers"), METRICS["papers"](library)
    if total and listed is not None and total[1] < listed:
        message = f"papers is {_whole(total[1])}, but the site lists {listed}; correct it, or write computed"
        yield Fault(library.owner.path, total[0], message)


def below_zero(library: Library, _: Occasion) -> Iterator[Fault]:
    """Nothing that is counted is less than nothing."""
    for person, values in _people(library):
        for name in sorted(_COUNTS & values.keys()):
            field, value = values[name]
            if value < 0:
                yield Fault(person.path, field, f"{name} is {_whole(value)}, and cannot be below 0; correct it")


def percent(library: Library, _: Occasion) -> Iterator[Fault]:
    """A share lies between 0 and 100 %, where no other range is given."""
    for person, place, metric in _metrics(library):
        value = _number(metric.value)
        if metric.unit.strip() == "%" and not metric.range and value is not None and not 0 <= value <= 100:
            message = f"{metric.name} is {metric.value} %, and lies between 0 and 100 %; correct it, or give its range"
            yield Fault(person.path, f"metrics.{place}.value", message)


def outside_range(library: Library, _: Occasion) -> Iterator[Fault]:
    """A value lies in the range that is given beside it."""
    for person, place, metric in _metrics(library):
        value, limits = _number(metric.value), _RANGE.fullmatch(metric.range)
        if value is not None and limits and not float(limits[1]) <= value <= float(limits[2]):
            message = f"{metric.name} is {metric.value}, outside its range {told(metric.range)}; correct one of them"
            yield Fault(person.path, f"metrics.{place}.value", message)


def not_computable(library: Library, _: Occasion) -> Iterator[Fault]:
    """Only some numbers can be computed, and only for the owner."""
    for person, place, metric in _metrics(library):
        if metric.value == "computed" and not (person.owner and metric.name in METRICS):
            names = ", ".join(METRICS)
            whose = f"it is none of {names}" if person.owner else "papers are counted for the owner alone"
            message = f"{metric.name} cannot be computed, because {whose}; write its value"
            yield Fault(person.path, f"metrics.{place}.value", message)


def not_computed(library: Library, _: Occasion) -> Iterator[Fault]:
    """A number that is to be computed is unknown as long as the papers do not tell it."""
    for place, metric in enumerate(library.owner.metrics):
        measure = METRICS.get(metric.name) if metric.value == "computed" else None
        if measure and measure(library) is None:
            why = "no paper has citations; add them, or run oeuvre refresh"
            if metric.name == "coauthors":
                why = "some papers do not name all of their authors; name them, or write its value"
            yield Fault(library.owner.path, f"metrics.{place}.value", f"{metric.name} is not known yet, because {why}")


def no_source(library: Library, _: Occasion) -> Iterator[Fault]:
    """A number that somebody typed says whose count it is."""
    for person, place, metric in _metrics(library):
        if metric.value not in {"", "computed"} and not metric.source:
            message = f"{metric.name} has no source; say whose count it is: source: …"
            yield Fault(person.path, f"metrics.{place}", message)


def _above_papers(library: Library, name: str) -> Iterator[Fault]:
    for person, values in _people(library):
        index, papers = values.get(name), values.get("papers")
        if index and papers and index[1] > papers[1]:
            most = _whole(papers[1])
            with_papers = counted(papers[1], "paper")
            message = f"{name} is {_whole(index[1])} with {with_papers}, and is at most {most}; correct one of them"
            yield Fault(person.path, index[0], message)


def _needs_citations(person: Person, values: _Values, name: str, least: float) -> Iterator[Fault]:
    index, citations = values[name], values.get("citations")
    if citations and index[1] > 0 and citations[1] < least:
        with_citations = counted(citations[1], "citation")
        message = (
            f"{name} is {_whole(index[1])} with {with_citations}, and needs at least {_whole(least)}; "
            "correct one of them"
        )
        yield Fault(person.path, index[0], message)


def not_there(library: Library, _: Occasion) -> Iterator[Fault]:
    """The settings name numbers to show, and the profile has them."""
    names = {metric.name.casefold(): metric.name for metric in library.owner.metrics}
    for place, name in enumerate(library.site.metrics):
        if name.casefold() not in names:
            from difflib import get_close_matches

            near = get_close_matches(name.casefold()[:60], names, 1, 0.7)
            likely = f'did you mean "{short(names[near[0]])}"?' if near else ""
            remedy = likely or "add it to content/profile.md, or remove it"
            message = f'metrics "{short(name)}" is not in the profile; {remedy}'
            yield Fault("content/site.yml", f"metrics.{place}", message)


def _people(library: Library) -> Iterator[tuple[Person, _Values]]:
    for person in (library.owner, *library.people.values()):
        if person.metrics:
            yield person, _values(person, library)


def _metrics(library: Library) -> Iterator[tuple[Person, int, Metric]]:
    """Everybody's metrics with their places, their texts short enough for a message."""
    for person in (library.owner, *library.people.values()):
        for place, metric in enumerate(person.metrics):
            yield person, place, metric._replace(name=short(metric.name), value=short(metric.value))


def _values(person: Person, library: Library) -> _Values:
    """The person's numbers, those to be computed as they are now."""
    values: _Values = {}
    for place, metric in enumerate(person.metrics):
        value = _number(metric.value)
        if metric.value == "computed" and person.owner and metric.name in METRICS:
            measured = METRICS[metric.name](library)
            value = None if measured is None else float(measured)
        if value is not None:
            values.setdefault(metric.name.casefold(), (f"metrics.{place}.value", value))
    return values


def _number(text: str) -> float | None:
    return float(text) if len(text) <= 30 and _NUMBER.fullmatch(text) else None


def counted(value: float, noun: str) -> str:
    """A number with what it counts: `1 paper`, `12 papers`."""
    return f"{_whole(value)} {noun}{'' if value == 1 else 's'}"


def _whole(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
