"""The statistics: charts of the papers, each with its numbers as a table.

`statistics.html` is given `heading` and `figures`: each with `name`, `title`, `notes` (texts), `picture` (HTML) and
`table`, whose `head` and `rows` are cells of HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.pages.page import Page, canonical, digests, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer

PATH = "statistics/index.html"


def pages(library: Library) -> Iterator[Page]:
    """The one page, where there is enough to show."""
    if library.statistics:
        yield Page(PATH, (*shared(library), *digests(library, library.papers)), statistics)


def statistics(renderer: Renderer) -> str:
    """Fill `statistics.html`."""
    from oeuvre.charts import CHARTS

    library, words = renderer.library, renderer.words
    figures = (draw(library, words) for draw in CHARTS.values())
    return renderer.template(
        "statistics.html",
        root(PATH),
        heading=words("statistics"),
        description=f"{words('statistics')} · {library.owner.display}",
        canonical=canonical(library, PATH),
        current=PATH,
        figures=[figure for figure in figures if figure is not None],
    )
