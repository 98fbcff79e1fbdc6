"""All papers of a site, sorted and indexed once, and who is who on them.

A name on a paper is not a person. `person_of` says whose it is: by the id that the paper gives, by ORCID, or because it
can be the name of one known person (the owner, or somebody in `content/people/`) and of no other; two people are never
merged. Everybody else is known by name alone, and has an id all the same (`author_id`), equal for equal names.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre.citation_keys import citation_keys
from oeuvre.text import dates, names
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.model import Author, Content, MarkdownPage, News, Paper, Person, Site

FORTHCOMING = "forthcoming"


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


class Library:
    """See the module. What is said of papers holds for the published ones, and for drafts only where asked for.

    `papers` are in the site's order; `years` are (label, papers) with the newest first, forthcoming before all;
    `categories` maps a code to its papers, codes with most papers first; `people` maps an id to a Person other than
    the owner.
    """

    def __init__(self, content: Content, *, drafts: bool = False) -> None:
        self.site: Site = content.site
        self.owner: Person = content.owner
        self.people: dict[str, Person] = {person.id: person for person in content.people}
        self.pages: tuple[MarkdownPage, ...] = tuple(page for page in content.pages if drafts or not page.draft)
        self.news: tuple[News, ...] = tuple(
            sorted((item for item in content.news if drafts or not item.draft), key=_newest_news)
        )
        self.files = content.files
        self._matches = _Matches([content.owner, *content.people])
        shown = [paper for paper in content.papers if drafts or not paper.draft]
        newest = sorted(shown, key=_newest)
        self.papers: tuple[Paper, ...] = tuple(_ordered(newest, self.site.order))
        self.by_slug: dict[str, Paper] = {paper.slug: paper for paper in self.papers}
        self.years: tuple[tuple[str, tuple[Paper, ...]], ...] = _years(newest)
        self.categories: dict[str, tuple[Paper, ...]] = _categories(self.papers)
        self._papers_of: dict[str, tuple[Paper, ...]] = self._index(self.papers)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_matches": _Matches(self._matches.people)}

    def _index(self, papers: Iterable[Paper]) -> dict[str, tuple[Paper, ...]]:
        found: dict[str, list[Paper]] = {}
        for paper in papers:
            for key in {person.id: None for author in paper.authors if (person := self.person_of(author))}:
                found.setdefault(key, []).append(paper)
        return {key: tuple(theirs) for key, theirs in found.items()}

    def person_of(self, author: Author) -> Person | None:
        """The known person whose name this is, or None."""
        return self._matches.find(author)

    def author_id(self, author: Author) -> str:
        """What identifies whoever this is over all papers: letters, digits and hyphens."""
        person = self.person_of(author)
        if person is not None:
            return person.id
        if author.orcid:
            return f"orcid-{author.orcid}"
        slug = slugify(names.display(author.name)) or "unnamed"
        return f"{slug}-by-name" if self._matches.knows(slug) else slug

    def papers_by(self, person: str) -> tuple[Paper, ...]:
        """The papers of a known person, in the site's order."""
        return self._papers_of.get(person, ())

    def is_owner(self, author: Author) -> bool:
        """Whether this name is the owner's."""
        person = self.person_of(author)
        return person is not None and person.owner

    def byline(self, paper: Paper, shown: int | None = None) -> Byline:
        """The first `shown` authors (by default as many as the site says), and the owner wherever they stand."""
        limit = self.site.authors_shown if shown is None else shown
        shown_credits = [self._credit(author) for author in paper.authors[:limit]]
        rest = paper.authors[limit:]
        for place, author in enumerate(rest):
            if self.is_owner(author):
                shown_credits.append(self._credit(author)._replace(gap=place > 0))
                break
        hidden = len(paper.authors) - len(shown_credits)
        return Byline(tuple(shown_credits), hidden, paper.et_al or hidden > 0, paper.organization)

    def _credit(self, author: Author) -> Credit:
        person = self.person_of(author)
        return Credit(
            author=author,
            text=names.display(author.name),
            person=person.id if person else "",
            href=_address(person) if person else "",
            owner=person is not None and person.owner,
            equal=author.equal,
            corresponding=author.corresponding,
            gap=False,
        )

    @cached_property
    def keys(self) -> dict[str, str]:
        """Every paper's citation key, by slug: made for all at once, since keys are unique among them."""
        return citation_keys(self.papers)

    def coauthors(self) -> dict[str, list[Paper]]:
        """The papers that the owner wrote with each author, by author id; the closest first."""
        found: dict[str, list[Paper]] = {}
        for paper in self.papers:
            others = {self.author_id(author): None for author in paper.authors if not self.is_owner(author)}
            for key in others:
                found.setdefault(key, []).append(paper)
        return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


class _Matches:
    """Finds people by the names on papers; remembers every name that it has seen."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self._by_id = {person.id: person for person in people}
        self._by_orcid = {person.orcid: person for person in people if person.orcid}
        self._by_key: dict[str, list[Person]] = {}
        for person in people:
            for key in {key for name in (person.name, *person.other_names) for key in names.key(name)}:
                self._by_key.setdefault(key, []).append(person)
        self._seen: dict[Author, Person | None] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_seen": {}}

    def knows(self, key: str) -> bool:
        return key in self._by_id

    def find(self, author: Author) -> Person | None:
        try:
            return self._seen[author]
        except KeyError:
            found = self._seen[author] = self._find(author)
            return found

    def _find(self, author: Author) -> Person | None:
        if author.person:
            return self._by_id.get(author.person)
        if author.orcid and author.orcid in self._by_orcid:
            return self._by_orcid[author.orcid]
        keys = names.key(author.name)
        candidates = {person.id: person for key in keys for person in self._by_key.get(key, ())}
        found = [person for person in candidates.values() if _could_be(person, author)]
        return found[0] if len(found) == 1 else None


def _could_be(person: Person, author: Author) -> bool:
    if author.orcid and person.orcid:
        return False  # two different ORCID iDs: two people
    return any(names.same(author.name, name) for name in (person.name, *person.other_names))


def _address(person: Person) -> str:
    if person.owner:
        return "index.html"
    if person.page:
        return f"people/{person.id}/index.html"
    wanted = ("homepage", "website", "web", "home", "url")
    links = {link.label.lower(): link.url for link in person.links}
    return next((links[label] for label in wanted if label in links), person.links[0].url if person.links else "")


def _newest(paper: Paper) -> tuple[int, int, int, str, str]:
    """Sorts the newest first; of one day by title. 2025 comes after 2025-03, of which more is known."""
    year, month, day = dates.sort_key(paper.date)
    return -year, -month, -day, paper.title.plain.casefold(), paper.slug


def _newest_news(item: News) -> tuple[int, int, int, str]:
    year, month, day = dates.sort_key(item.date)
    return -year, -month, -day, item.slug


def _ordered(newest: list[Paper], order: str) -> list[Paper]:
    if order == "citations":
        return sorted(newest, key=lambda paper: -paper.citations.total if paper.citations else 1)
    if order == "title":
        return sorted(newest, key=lambda paper: (paper.title.plain.casefold(), paper.slug))
    if order == "listed":
        return sorted(newest, key=lambda paper: paper.listed or len(newest) + 1)
    return newest


def _years(newest: list[Paper]) -> tuple[tuple[str, tuple[Paper, ...]], ...]:
    groups: dict[str, list[Paper]] = {}
    for paper in newest:
        groups.setdefault(str(paper.date.year) if paper.date.year else FORTHCOMING, []).append(paper)
    return tuple((label, tuple(papers)) for label, papers in groups.items())


def _categories(papers: Iterable[Paper]) -> dict[str, tuple[Paper, ...]]:
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        for code in paper.categories:
            found.setdefault(code, []).append(paper)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {code: tuple(theirs) for code, theirs in ordered}
