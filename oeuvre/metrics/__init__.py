"""The wing of metrics: one file a number about the owner.

To add a metric: 1. write a file here with `measure(library)`, which gives a whole number, or None where it cannot be
known; 2. add a line to METRICS under the name that profiles use; 3. add cases to `tests/metrics/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.metrics import citations, coauthors, h_index, i10_index, papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.library import Library

METRICS: dict[str, Callable[[Library], int | None]] = {
    "papers": papers.measure,
    "citations": citations.measure,
    "h-index": h_index.measure,
    "i10-index": i10_index.measure,
    "coauthors": coauthors.measure,
}
"""What `value: computed` can stand for, by the metric's name."""
