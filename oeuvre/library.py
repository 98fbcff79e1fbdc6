"""All papers of a site, sorted and indexed once, and who is who on them (see `people`)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from oeuvre.citation_keys import citation_keys
from oeuvre.model import Curriculum, Picture
from oeuvre.people import People, named
from oeuvre.text import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Author, Content, Gallery, MarkdownPage, Name, News, Paper, Person, Site
    from oeuvre.people import Known

FORTHCOMING = "forthcoming"

_LAST = (10_000, 0, 0)
"""Forthcoming is later than every date."""

_MANY = 1000
"""Papers that a curriculum has at most, unless the settings ask for one."""

_PAPERS, _YEARS = 5, 3
"""Dated papers and their years that are worth charts."""

_HOMEPAGES = ("homepage", "website", "web", "home", "url")


class Credit(NamedTuple):
    """One author as a list shows them.

    `person` is the id of a known person, `href` leads to them: from the site's top (`people/zhen/index.html`) or to
    another site. `gap` says that authors were left out before this one.
    """

    author: Author
    text: str
    person: str
    href: str
    owner: bool
    equal: bool
    corresponding: bool
    gap: bool


class Byline(NamedTuple):
    """Who is shown: `A, B, C, …, **You** et al. · Org`. `hidden` counts the authors left out."""

    credits: tuple[Credit, ...]
    hidden: int
    et_al: bool
    organization: str


class Coauthor(NamedTuple):
    """Somebody with whom the owner wrote `papers`; `name` as the first of them prints it."""

    id: str
    name: str
    person: Person | None
    papers: tuple[Paper, ...]


class Library:
    """See the module. What is said of papers holds for the published ones, and for drafts only where asked for.

    `papers` are in the site's order; `years` are (label, papers) with the newest first, forthcoming before all;
    `categories` maps a code to its papers, codes with most papers first; `people` maps an id to a Person other than
    the owner.

    Newest first means by date and then by title; a paper of which only the year is known closes that year, because
    nothing says that it came before another. In the order `listed`, what has no place comes last, newest first; in the
    order `citations`, what has no count does. `quiet` maps a paper's file to the rules that it quietens, with reasons.
    `gallery` has the pictures, where somebody looked at them.
    """

    def __init__(self, content: Content, *, drafts: bool = False, gallery: Gallery | None = None) -> None:
        self.site: Site = content.site
        self.owner: Person = content.owner
        self.people: dict[str, Person] = {person.id: person for person in content.people}
        self.pages: tuple[MarkdownPage, ...] = tuple(page for page in content.pages if drafts or not page.draft)
        self.news: tuple[News, ...] = _newest_news(item for item in content.news if drafts or not item.draft)
        self.files = content.files
        self.gallery = gallery
        self.quiet: dict[str, tuple[tuple[str, str], ...]] = {
            paper.path: paper.quiet for paper in content.papers if paper.quiet
        }
        self._people = People([*content.people, content.owner])
        newest = _newest([_whole(paper, self._people) for paper in content.papers if drafts or not paper.draft])
        self.papers: tuple[Paper, ...] = tuple(_ordered(newest, self.site.order))
        self.years: tuple[tuple[str, tuple[Paper, ...]], ...] = _years(newest)
        self.categories: dict[str, tuple[Paper, ...]] = _categories(self.papers)

    @cached_property
    def by_slug(self) -> dict[str, Paper]:
        """The papers by their slugs."""
        return {paper.slug: paper for paper in self.papers}

    @cached_property
    def keys(self) -> dict[str, str]:
        """Every paper's citation key, by slug: made for all at once, since keys are unique among them."""
        return citation_keys(self.papers)

    def known(self, paper: Paper) -> tuple[Known, ...]:
        """A paper's authors with who they are: a known person or None, and an id that is theirs on every page."""
        return self._people.known(paper.authors)

    def person_of(self, author: Author) -> Person | None:
        """The known person whose name this is, or None; beside another name that could be theirs, ask `known`."""
        return self._people.find(author)

    def people_on(self, authors: Sequence[Author]) -> tuple[Person | None, ...]:
        """The known persons among the authors of one paper, in their order."""
        return self._people.on(authors)

    def people_named(self, authors: Sequence[Author]) -> list[Person | None]:
        """The known persons whose names these are, as far as each name alone can tell: one person can come twice."""
        return self._people.each(authors)

    @cached_property
    def unclear(self) -> dict[Name, list[Person]]:
        """Names on papers that can be several known people's, where the paper must say which."""
        for paper in self.papers:
            self._people.each(paper.authors)
        return self._people.unclear

    def people_like(self, person: Person) -> list[Person]:
        """Everybody else who could be the same person, by one of their names."""
        found = {other.id: other for name in (person.name, *person.other_names) for other in self._people.like(name)}
        return [other for other in found.values() if other.id != person.id]

    def author_id(self, author: Author) -> str:
        """What identifies whoever this is over all papers: letters, digits and hyphens."""
        return self._people.id_of(author, self._people.find(author))

    def is_owner(self, author: Author) -> bool:
        """Whether this name is the owner's."""
        person = self._people.find(author)
        return person is not None and person.owner

    @cached_property
    def curriculum(self) -> tuple[Paper, ...]:
        """The papers of the page `cv/`; none where there is no such page, or another one has its place.

        The last years are counted from the newest paper: what a site shows does not depend on the day of its build. A
        very long list has a curriculum only where the settings ask for one.
        """
        wanted = self.site.cv
        many = wanted == Curriculum() and len(self.papers) > _MANY
        if not wanted.wanted or many or any(page.slug.casefold() == "cv" for page in self.pages):
            return ()
        first = max((paper.date.year for paper in self.papers), default=0) - wanted.years + 1 if wanted.years else 0
        papers = [paper for paper in self.papers if not paper.date.year or paper.date.year >= first]
        return tuple([paper for paper in papers if paper.selected or not wanted.selected])

    def teaser(self, paper: Paper) -> Picture | None:
        """The picture of a paper: its author's, or else the first page of its PDF where the settings ask for that."""
        wanted = self.site.teasers
        if wanted == "none" or not (paper.files or paper.image):
            return None
        if beside := paper.file("image"):
            return self._picture("teaser", beside.path)
        if paper.image and "://" not in paper.image:
            return self._picture("teaser", f"content/{unquote(paper.image)}")
        pdf = paper.file("pdf")
        return self._picture("page", pdf.path) if pdf and wanted == "pdf" and self.gallery else None

    def portrait(self, person: Person) -> Picture | None:
        """The photo of a person."""
        return self._picture("portrait", f"content/{person.photo}") if person.photo else None

    def _picture(self, use: str, path: str) -> Picture | None:
        """A picture that can be shown; one of unknown size where nobody looked at it."""
        return Picture(use, path, "", 0, 0) if self.gallery is None else self.gallery.pictures.get((use, path))

    @cached_property
    def statistics(self) -> bool:
        """Whether there is a page `statistics/`: enough papers over enough years, and no other page in its place."""
        if not self.site.statistics or any(page.slug.casefold() == "statistics" for page in self.pages):
            return False
        years = [paper.date.year for paper in self.papers if paper.date.year]
        return len(years) >= _PAPERS and len({*years}) >= _YEARS

    def papers_by(self, person: str) -> tuple[Paper, ...]:
        """The papers of a known person, in the site's order."""
        return self._papers_by.get(person, ())

    @cached_property
    def _papers_by(self) -> dict[str, tuple[Paper, ...]]:
        found: dict[str, list[Paper]] = {}
        for paper in self.papers:
            for theirs in {person.id: None for person in self._people.on(paper.authors) if person is not None}:
                found.setdefault(theirs, []).append(paper)
        return {person: tuple(papers) for person, papers in found.items()}

    @cached_property
    def coauthors(self) -> tuple[Coauthor, ...]:
        """Everybody with whom the owner wrote, groups apart; the closest first."""
        on_paper = [(paper, self.known(paper)) for paper in self.papers]
        one_orcid = self._one_orcid(known for _, authors in on_paper for known in authors)
        found: dict[str, tuple[Known, list[Paper]]] = {}
        for paper, authors in on_paper:
            for known in authors:
                if not (known.author.name.group or (known.person and known.person.owner)):
                    found.setdefault(one_orcid.get(known.id, known.id), (known, []))[1].append(paper)
        everybody = (
            Coauthor(key, names.display(known.author.name), known.person, tuple(papers))
            for key, (known, papers) in found.items()
        )
        return tuple(sorted(everybody, key=lambda each: (-len(each.papers), each.name.casefold(), each.id)))

    def _one_orcid(self, everybody: Iterable[Known]) -> dict[str, str]:
        """By name's id the ORCID's, where all who bear the name and have an ORCID iD have one and the same."""
        found: dict[str, set[str]] = {}
        for author, person, key in everybody:
            if author.orcid and person is None:
                found.setdefault(self._people.id_of(author._replace(orcid=""), None), set()).add(key)
        return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}

    def byline(self, paper: Paper, shown: int | None = None) -> Byline:
        """The first `shown` authors (by default as many as the site says), and the owner wherever they stand."""
        limit = self.site.authors_shown if shown is None else shown
        authors, people = paper.authors, self._people.on(paper.authors)
        credited = [_credit(author, person) for author, person in zip(authors[:limit], people[:limit], strict=True)]
        for place, person in enumerate(people[limit:], limit):
            if person is not None and person.owner:
                credited.append(_credit(authors[place], person, gap=place > limit))
                break
        hidden = len(authors) - len(credited)
        return Byline(tuple(credited), hidden, paper.et_al or hidden > 0, paper.organization)


def _credit(author: Author, person: Person | None, *, gap: bool = False) -> Credit:
    text = names.display(author.name)
    if person is None:
        return Credit(author, text, "", "", False, author.equal, author.corresponding, gap)  # noqa: FBT003 - in order
    return Credit(author, text, person.id, _address(person), person.owner, author.equal, author.corresponding, gap)


def _address(person: Person) -> str:
    """Where a known person's name leads: to the page here, else to the homepage, else to the first of their links."""
    if person.owner:
        return "index.html"
    if person.page:
        return f"people/{person.id}/index.html"
    links = {link.label.casefold(): link.url for link in person.links if link.url.startswith(("http:", "https:"))}
    return next((links[label] for label in _HOMEPAGES if label in links), next(iter(links.values()), ""))


def _whole(paper: Paper, people: People) -> Paper:
    """The paper with a name for every author and editor, also where it gave an id alone."""
    for author in (*paper.authors, *paper.editor):
        if not author.name.family:
            return paper._replace(authors=named(paper.authors, people), editor=named(paper.editor, people))
    return paper


def _newest(papers: Iterable[Paper]) -> list[Paper]:
    by_title = sorted(papers, key=lambda paper: (paper.title.plain.casefold(), paper.slug))
    return sorted(by_title, key=lambda paper: paper.date if paper.date.year else _LAST, reverse=True)


def _newest_news(items: Iterable[News]) -> tuple[News, ...]:
    by_slug = sorted(items, key=lambda item: item.slug)
    return tuple(sorted(by_slug, key=lambda item: item.date if item.date.year else _LAST, reverse=True))


def _ordered(newest: list[Paper], order: str) -> list[Paper]:
    if order == "citations":
        return sorted(newest, key=lambda paper: -paper.citations.total if paper.citations else 1)
    if order == "title":
        return sorted(newest, key=lambda paper: (paper.title.plain.casefold(), paper.slug))
    if order == "listed":
        return sorted(newest, key=lambda paper: (not paper.listed, paper.listed))
    return newest


def _years(newest: Sequence[Paper]) -> tuple[tuple[str, tuple[Paper, ...]], ...]:
    groups: dict[int, list[Paper]] = {}
    for paper in newest:
        groups.setdefault(paper.date.year, []).append(paper)
    return tuple((str(year) if year else FORTHCOMING, tuple(papers)) for year, papers in groups.items())


def _categories(papers: Iterable[Paper]) -> dict[str, tuple[Paper, ...]]:
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        for code in paper.categories:
            found.setdefault(code, []).append(paper)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {code: tuple(theirs) for code, theirs in ordered}
