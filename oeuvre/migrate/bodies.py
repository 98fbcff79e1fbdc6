"""The texts of an old site as Markdown that a page here understands; what was changed or left out is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.migrate import html_in, liquid, shortcodes
from oeuvre.migrate.old import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.matter import Matter
    from oeuvre.text.emit import Value


def of_jekyll(matter: Matter, site: Value, ledger: Ledger, of: str) -> str:
    """The body of a file of Jekyll's, its Liquid read with the site's settings and the file's own fields."""
    tell = _teller(matter, ledger, of)
    return html_in.read(liquid.read(matter.body, {"site": site, "page": matter.fields}, tell), tell).strip()


def of_hugo(matter: Matter, ledger: Ledger, of: str, text: str | None = None) -> str:
    """The body of a file of Hugo's, or another text of that file."""
    tell = _teller(matter, ledger, of)
    return html_in.read(shortcodes.read(matter.body if text is None else text, tell), tell).strip()


def _teller(matter: Matter, ledger: Ledger, of: str) -> Callable[[int, str], None]:
    def tell(offset: int, what: str) -> None:
        line = matter.body_line + matter.body.count("\n", 0, max(offset, 0))
        ledger.left(of, "text", what, Place(matter.path, line))

    return tell
