"""The owner's metrics as the header shows them: each with its unit, its source and what it means.

A number that is not known is shown as unknown and never as 0; `computed` ones are measured from the papers.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre.text.dates import long, sort_key

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Metric


_FROM_CITATIONS = frozenset({"citations", "h-index", "i10-index"})
"""Metrics that are computed from the citations of papers."""


class Number(NamedTuple):
    """A metric as templates get it. `html` is the value, `spoken` the same in words, `why` the sentences about it."""

    name: str
    html: str
    spoken: str
    why: tuple[str, ...]


def shown(library: Library, words: Words) -> list[Number]:
    """The metrics of the owner that the site shows, in its order."""
    metrics = library.owner.metrics
    if library.site.metrics:
        named = {metric.name.casefold(): metric for metric in metrics}
        wanted = (named.get(name.casefold()) for name in library.site.metrics)
        metrics = tuple(metric for metric in wanted if metric is not None)
    return [number(metric, library, words) for metric in metrics]


def number(metric: Metric, library: Library, words: Words) -> Number:
    """One metric, measured if it is to be computed."""
    value = measured(metric, library) if metric.value == "computed" else metric.value
    name = words.counted(f"metric.{metric.name}", value, metric.name)
    if not value:
        unknown = words("unknown")
        html = f'<span aria-hidden="true">—</span><span class="unseen">{escape(unknown)}</span>'
        return Number(name, html, unknown, why(metric, library, words))
    shown_value = words.number(value)
    unit = f"<small>{escape(metric.unit)}</small>" if metric.unit else ""
    return Number(name, escape(shown_value) + unit, shown_value + metric.unit, why(metric, library, words))


def measured(metric: Metric, library: Library) -> str:
    """A computed number in digits; empty where it cannot be known."""
    from oeuvre.metrics import METRICS

    measure = METRICS.get(metric.name)
    value = measure(library) if measure else None
    return "" if value is None else str(value)


def why(metric: Metric, library: Library, words: Words) -> tuple[str, ...]:
    """What the number means, its range, where it comes from and when that was, as sentences."""
    if metric.value == "computed" and metric.name in _FROM_CITATIONS and not metric.source:
        metric = metric._replace(**counted(library, words))
    said = [
        metric.definition or definition(metric, words),
        words("range", text=metric.range) if metric.range else "",
        words("computed") if metric.value == "computed" else "",
        words("source", text=metric.source) if metric.source else "",
        words("as_of", date=long(metric.as_of, words.language)) if metric.as_of else "",
    ]
    return tuple(sentence(text, words) for text in said if text)


def counted(library: Library, words: Words) -> dict[str, Any]:
    """Whose counts the citations of the papers are, and since when all of them hold."""
    counts = [paper.citations for paper in library.papers if paper.citations is not None]
    days = [count.as_of for count in counts if count.as_of is not None]
    sources = sorted({count.source for count in counts if count.source})
    return {"source": words("comma").join(sources), "as_of": min(days, key=sort_key, default=None)}


def definition(metric: Metric, words: Words) -> str:
    """What a metric that we know means: of a number from elsewhere only where all count alike."""
    everywhere = metric.name in {"h-index", "i10-index"}
    return words.get(f"definition.{metric.name}", "") if everywhere or metric.value == "computed" else ""


def sentence(text: str, words: Words) -> str:
    """The text with a capital and a full stop."""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "。", "؟", "！", "？")) else words("stop"))
