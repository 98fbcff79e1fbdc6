"""The home page: the person, their numbers, and their papers.

`home.html` is given `person`, `badge`, `role`, `photo` (HTML), `links` (HTML), `metrics` (`name`, `html`, `spoken`,
`why`), `spark` (HTML, papers per year), `sections` (the site's, in order), `news` and `more_news`, `selected` (papers),
`total`, and what `_list.html` needs: `groups`, `years`, `earlier` (years that stand on pages of their own) and
`orders`. `listed.html`, which is given what `category.html` is, shows the same papers in the order of their own list,
where they have one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre import framing
from oeuvre.markup import ROOT, Anchor, moment, placed
from oeuvre.pages import groups, meta
from oeuvre.pages.contacts import contacts, role
from oeuvre.pages.numbers import shown
from oeuvre.pages.page import Page, canonical, digests, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import News, Paper
    from oeuvre.render import Renderer

NEWS_SHOWN = 5


class Item(NamedTuple):
    """A piece of news as templates get it, its texts as HTML."""

    slug: str
    date: str
    title: str
    body: str


def pages(library: Library) -> Iterator[Page]:
    """The home page, and the list in its own order where there is one."""
    inputs = (*shared(library), *digests(library, library.papers), *(item.digest for item in library.news))
    yield Page("index.html", inputs, home)
    if listed(library):
        yield Page("listed/index.html", inputs, in_listed_order)


def home(renderer: Renderer) -> str:
    """Fill `home.html`."""
    library, words = renderer.library, renderer.words
    site, owner = library.site, library.owner
    found, years = _papers(library, words)
    here = {group.label for group in found}
    return renderer.template(
        "home.html",
        heading=site.title or owner.display,
        description=site.description or words("papers_by", name=owner.display),
        canonical=canonical(library, "index.html"),
        head_meta=meta.home(library, [paper for group in found for paper in group.papers]),
        current="home",
        kind_of_page="profile",
        person=owner,
        biography=placed(owner.biography.html, owner.path),
        badge=renderer.badges((owner.category,)) if owner.category else "",
        role=role(owner, words),
        photo=framing.portrait(library, owner, words),
        links=contacts(owner, words),
        metrics=shown(library, words),
        spark=sparkline(library, words),
        sections=site.sections,
        news=[item(each, words) for each in library.news[:NEWS_SHOWN]],
        more_news=len(library.news) > NEWS_SHOWN,
        selected=[paper for paper in library.papers if paper.selected],
        total=len(library.papers),
        groups=found,
        years=years,
        earlier=[year for year in years if year.label not in here],
        orders=_orders(library, words, here=False),
    )


def sparkline(library: Library, words: Words) -> str:
    """Papers per year at a glance, beside the metrics, where there is more to see of them."""
    if not (library.statistics and library.owner.metrics):
        return ""
    from oeuvre.charts import spark

    return spark.draw(library, words)


def in_listed_order(renderer: Renderer) -> str:
    """Fill `listed.html`: the papers as their list has them, those without a place after all others."""
    library, words = renderer.library, renderer.words
    papers = sorted(library.papers, key=lambda paper: paper.listed or len(library.papers) + paper.listed + 1)
    path = "listed/index.html"
    return renderer.template(
        "listed.html",
        root(path),
        heading=library.site.title or library.owner.display,
        description=words("papers_by", name=library.owner.display),
        canonical=canonical(library, path),
        about="",
        links=[],
        files=[],
        total=len(papers),
        groups=[groups.Group("", "", papers, whole=not groups.long(library))],
        years=[],
        orders=_orders(library, words, here=True),
    )


def listed(library: Library) -> bool:
    """Whether the papers have a list of their own order, besides the one that the home page follows."""
    return library.site.order != "listed" and any(paper.listed for paper in library.papers)


def item(news: News, words: Words) -> Item:
    """A piece of news, ready to show."""
    return Item(news.slug, moment(news.date, words), news.title.html, placed(news.body.html, news.path))


def _papers(library: Library, words: Words) -> tuple[list[groups.Group], list[groups.Year]]:
    if library.site.order == "date":
        return groups.first(library, words)
    limit = library.site.home_papers
    papers: Sequence[Paper] = library.papers if limit is None else library.papers[:limit]
    rest = len(library.papers) - len(papers)
    years = [
        groups.Year(groups.label(key, words), len(part), ROOT + groups.year_path(key)) for key, part in library.years
    ]
    return [groups.Group("", "", papers, more=words("more_papers", n=rest) if rest else "")], years


def _orders(library: Library, words: Words, *, here: bool) -> list[Any]:
    if not listed(library):
        return []
    home, other = f"{ROOT}index.html", f"{ROOT}listed/index.html"
    label = words(f"order.{library.site.order}")
    return [Anchor(label, home if here else ""), Anchor(words("order.listed"), "" if here else other)]
