"""What a chart is: a picture, and the same numbers as a table."""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """The numbers of a chart: headings of columns, and rows whose first cell names the row. Cells are HTML."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(NamedTuple):
    """A chart ready to show. `title` and `notes` are text; `picture` is HTML that any page can hold."""

    name: str
    title: str
    notes: tuple[str, ...]
    picture: str
    table: Table
