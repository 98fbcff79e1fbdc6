"""The library sorts and groups papers, and says who is shown."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.library import Library
from oeuvre.model import Date, MarkdownPage, News
from oeuvre.text import dates, names
from tests.invented import author, content, library, owner, paper, person, text


def slugs(papers):
    return [each.slug for each in papers]


def byline(paper, shown=None, **fields):
    """The byline as a text: the owner in asterisks, … for a gap."""
    line = library(paper, **fields).byline(paper, shown)
    who = [("…, " if each.gap else "") + (f"*{each.text}*" if each.owner else each.text) for each in line.credits]
    return ", ".join(who) + (" et al." if line.et_al else "") + (f" · {line.organization}" if line.organization else "")


# order and groups


def test_the_newest_paper_comes_first_and_a_bare_year_closes_its_year():
    dates = ["2024-12", "2025", "forthcoming", "2025-03-02", "2025-03-17", "2025-03", "2025-01"]
    found = library(*(paper(f"p{place}", date=date) for place, date in enumerate(dates)))
    order = ["forthcoming", "2025-03-17", "2025-03-02", "2025-03", "2025-01", "2025", "2024-12"]
    assert [str(each.date) for each in found.papers] == order


def test_papers_of_one_day_stand_by_title_then_by_slug():
    titles = {"c": "beta", "b": "Beta", "d": "alpha", "a": "Beta"}
    found = library(*(paper(slug, title=title) for slug, title in titles.items()))
    assert slugs(found.papers) == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("date", ["new", "mid", "old", "older"]),
        ("title", ["old", "new", "mid", "older"]),
        ("citations", ["older", "mid", "old", "new"]),
        ("listed", ["old", "older", "new", "mid"]),
    ],
)
def test_a_site_chooses_the_order_of_its_papers(order, expected):
    found = library(
        paper("new", date="2025", title="B"),
        paper("mid", date="2024", title="c", citations=3),
        paper("old", date="2023", title="A", citations=0, listed=1),
        paper("older", date="2022", title="D", citations=9, listed=2),
        order=order,
    )
    assert slugs(found.papers) == expected
    assert [label for label, _ in found.years] == ["2025", "2024", "2023", "2022"]


@given(st.randoms(), st.sampled_from(["date", "title", "citations", "listed"]))
def test_the_order_of_the_files_does_not_matter(shuffler, order):
    dates = ["2025", "2024-03", "forthcoming"]
    papers = [paper(f"p{n}", date=dates[n % 3], title="T" * (n % 2), citations=n % 2) for n in range(12)]
    mixed = papers[:]
    shuffler.shuffle(mixed)
    one, two = library(*papers, order=order), library(*mixed, order=order)
    assert (one.papers, one.years, one.categories) == (two.papers, two.years, two.categories)


def test_years_and_categories_hold_every_paper_under_its_own():
    found = library(
        paper("a", date="2024", categories=("cs.LG",)),
        paper("b", date="2025-02", categories=("cs.CL", "cs.LG")),
        paper("c", date="forthcoming"),
        paper("d", date="2025", categories=("cs.AI",)),
    )
    assert [(label, slugs(papers)) for label, papers in found.years] == [
        ("forthcoming", ["c"]), ("2025", ["b", "d"]), ("2024", ["a"]),
    ]  # fmt: skip
    assert {code: slugs(papers) for code, papers in found.categories.items()} == {
        "cs.LG": ["b", "a"], "cs.AI": ["d"], "cs.CL": ["b"],
    }  # fmt: skip
    assert list(found.categories) == ["cs.LG", "cs.AI", "cs.CL"]


def test_drafts_are_shown_only_when_they_are_asked_for():
    everything = {
        "pages": [MarkdownPage("p", "p.md", "", text("P"), text(""), draft=True)],
        "news": [News("n", "n.md", "", Date(2025), text("N"), text(""), draft=True)],
    }
    papers = [paper("a", draft=True), paper("b")]
    without, with_drafts = library(*papers, **everything), library(*papers, drafts=True, **everything)
    assert (slugs(without.papers), without.pages, without.news) == (["b"], (), ())
    assert (slugs(with_drafts.papers), len(with_drafts.pages), len(with_drafts.news)) == (["a", "b"], 1, 1)


def test_news_come_newest_first():
    items = [News(date, "n.md", "", dates.parse(date), text("N"), text("")) for date in ("2024", "2025-03", "2025")]
    assert slugs(library(news=items).news) == ["2025-03", "2025", "2024"]


def test_a_library_is_the_same_after_a_journey_to_another_process():
    found = library(paper("a", "Kai Zhen; Ada Lovelace"), people=[person("ada", "Ada Lovelace", page=True)])
    found.papers_by("ada")
    again = pickle.loads(pickle.dumps(found))
    assert (again.papers, again.papers_by("ada")) == (found.papers, found.papers_by("ada"))
    assert again.byline(again.papers[0]) == found.byline(found.papers[0])


# who is shown


@pytest.mark.parametrize(
    ("people", "shown", "expected"),
    [
        ("Kai Zhen", 3, "*Kai Zhen*"),
        ("A One; B Two; Kai Zhen", 3, "A One, B Two, *Kai Zhen*"),
        ("A One; B Two; C Three; Kai Zhen", 3, "A One, B Two, C Three, *Kai Zhen*"),
        ("A One; B Two; C Three; D Four; Kai Zhen", 3, "A One, B Two, C Three, …, *Kai Zhen* et al."),
        ("A One; B Two; C Three; D Four; Kai Zhen; E Five", 3, "A One, B Two, C Three, …, *Kai Zhen* et al."),
        ("A One; B Two; C Three; Kai Zhen; E Five", 3, "A One, B Two, C Three, *Kai Zhen* et al."),
        ("A One; B Two; C Three; D Four", 3, "A One, B Two, C Three et al."),
        ("A One; B Two; Kai Zhen", 1, "A One, …, *Kai Zhen* et al."),
    ],
)
def test_the_owner_is_never_swallowed_by_et_al(people, shown, expected):
    assert byline(paper("a", people), shown) == expected
    assert byline(paper("a", people), authors_shown=shown) == expected


def test_what_stands_after_the_names_is_kept():
    seed = paper("a", "{Example AGI}; A One; B Two", et_al=True, organization="example-science")
    assert byline(seed, 3) == "Example AGI, A One, B Two et al. · example-science"


def test_hidden_authors_are_counted():
    people = paper("a", "A One; B Two; C Three; Kai Zhen; E Five")
    assert library().byline(people, 2).hidden == 2
    assert library().byline(people, 9).hidden == 0
    assert not library().byline(people, 9).et_al


@given(st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_of_any_number_of_authors_the_first_ones_and_the_owner_are_shown(count, place, shown):
    people = [f"Author{chr(65 + n)} Family{chr(65 + n)}" for n in range(count)]
    if place < count:
        people[place] = "Kai Zhen"
    line = library().byline(paper("a", "; ".join(people)), shown)
    texts = [credit.text for credit in line.credits]
    assert texts[:shown] == people[:shown]
    assert [credit.owner for credit in line.credits].count(True) == (place < count)
    assert line.hidden + len(texts) == count
    assert line.et_al == (line.hidden > 0)


@pytest.mark.parametrize(
    "name", ["Kai Zhen", "K. Zhen", "Zhen, Kai", "ZHEN Kai", "Kai M. Zhen", "Zhen K", "Carlos Zhen-Ortiz", "kai zhen"]
)
def test_the_owner_is_known_under_every_form_of_the_name(name):
    assert byline(paper("a", name), me=owner(others=["Carlos Zhen-Ortiz"])) == f"*{names.display(names.parse(name))}*"


@pytest.mark.parametrize("name", ["Kim Zhen", "Kai Zhang", "{Kai Zhen}", "Zhen", "M. Zhen"])
def test_nobody_else_is_taken_for_the_owner(name):
    assert "*" not in byline(paper("a", name))


def test_marks_of_equal_contribution_and_correspondence_come_along():
    people = [author("A One", equal=True), author("Kai Zhen", equal=True, corresponding=True)]
    line = library().byline(paper("a", people))
    assert [(each.equal, each.corresponding) for each in line.credits] == [(True, False), (True, True)]


def test_people_are_linked_to_their_page_or_their_homepage():
    people = [
        person("ada", "Ada Lovelace", page=True, homepage="https://ada.example/"),
        person("bob", "Bob Byte", homepage="https://bob.example/"),
        person("cyd", "Cyd Core"),
    ]
    line = library(people=people).byline(paper("a", "Ada Lovelace; Bob Byte; Cyd Core; Dan Disk; Kai Zhen"), 9)
    assert [(each.person, each.href) for each in line.credits] == [
        ("ada", "people/ada/index.html"), ("bob", "https://bob.example/"), ("cyd", ""), ("", ""), ("me", "index.html"),
    ]  # fmt: skip


# who is who

JOHN, JANE = person("john", "John Smith"), person("jane", "Jane Smith", orcid="0000-0002-1825-0097")


def who(people, *authors, me=None):
    """The ids of known people on one paper with these authors, - for anybody else."""
    found = library(people=people, me=me or owner()).known(paper("a", list(authors)))
    return [each.person.id if each.person else "-" for each in found]


def test_a_name_that_can_be_one_person_is_that_person():
    assert who([JOHN], "J. Smith", "Jane Smith") == ["john", "-"]


def test_a_name_that_can_be_two_people_is_neither():
    assert who([JOHN, JANE], "J. Smith") == ["-"]
    assert who([JOHN, JANE], "John Smith", "Jane Smith") == ["john", "jane"]


def test_an_id_or_an_orcid_says_which():
    assert who([JOHN, JANE], author("J. Smith", person="jane")) == ["jane"]
    assert who([JOHN, JANE], author("J. Smith", orcid="0000-0002-1825-0097")) == ["jane"]
    assert who([JOHN, JANE], author("Whoever Else", person="john")) == ["john"]


def test_another_orcid_is_another_person():
    assert who([JOHN, JANE], author("Jane Smith", orcid="0000-0001-5109-3700")) == ["-"]
    assert who([JOHN, JANE], author("J. Smith", orcid="0000-0001-5109-3700")) == ["john"]


def test_an_id_that_nobody_has_is_nobody():
    assert who([JOHN], author("John Smith", person="jhon")) == ["-"]


def test_who_bears_exactly_the_name_comes_before_who_could():
    longer = person("longer", "John Quincy Smith")
    assert who([JOHN, longer], "John Smith", "John Quincy Smith", "John Q. Smith") == ["john", "longer", "-"]


def test_a_person_stands_on_a_paper_once():
    assert who([JOHN], "John Smith", "J. Smith") == ["john", "-"]
    assert who([JOHN], "J. Smith", "J. P. Smith") == ["-", "-"]
    assert who([JOHN], author("J. Smith", person="john"), "John Smith") == ["john", "-"]
    assert who([JANE], author("J. Smith", orcid=JANE.orcid), "Jane Smith") == ["jane", "-"]


def test_the_owner_beside_a_namesake_is_known_by_the_id():
    wei = owner("Wei Zhang")
    assert who([], "Wei Zhang", "Wei Zhang", me=wei) == ["-", "-"]
    assert who([], "Wei Zhang", author("Wei Zhang", person="me"), me=wei) == ["-", "me"]


def test_an_author_given_by_id_alone_has_the_persons_name():
    found = library(paper("a", [author("", person="john"), author("", person="nobody")]), people=[JOHN])
    assert [names.display(each.name) for each in found.papers[0].authors] == ["John Smith", "nobody"]


def ids(*authors, people=()):
    return [each.id for each in library(people=people).known(paper("a", list(authors)))]


def test_everybody_has_an_id_that_is_equal_for_equal_names():
    found = library(people=[JOHN])
    for one, two in [("Ada Lovelace", "Lovelace, Ada"), ("Ada Lovelace", "ADA LOVELACE"), ("J. Smith", "John Smith")]:
        assert found.author_id(author(one)) == found.author_id(author(two))
    assert ids("Kai Zhen", "Ada Lovelace") == ["me", "ada-lovelace"]
    assert ids(author("X", orcid=JANE.orcid)) == [f"orcid-{JANE.orcid}"]


def test_names_that_can_be_told_apart_never_share_an_id():
    different = ["José Peña", "Jose Pena", "Nguyễn Hà", "Nguyễn Hạ", "Лев Толстой", "王小明", "王大明", "!", "?", "🎉"]
    different += ["{" + "Long Collaboration Name " * 5 + end + "}" for end in "ab"]
    assert len(set(ids(*different))) == len(different)
    assert all(len(each) < 100 for each in ids(*different))


def test_a_name_that_looks_like_somebodys_id_is_not_that_person():
    assert ids("John", people=[person("john", "Ada Lovelace")]) == ["john-by-name"]


def test_two_authors_of_one_paper_never_share_an_id():
    assert ids("Wei Zhang", "Wei Zhang", "Wei Zhang") == ["wei-zhang", "wei-zhang-2", "wei-zhang-3"]


PEOPLE = st.lists(
    st.builds(
        author,
        st.sampled_from(["John Smith", "Jane Smith", "J. Smith", "Smith, J. Q.", "Wei Zhang", "Zhang Wei", "{Group}"]),
        person=st.sampled_from(["", "", "", "john", "jane", "nobody"]),
        orcid=st.sampled_from(["", "", "0000-0002-1825-0097", "0000-0001-5109-3700"]),
    ),
    max_size=6,
)


@given(PEOPLE)
def test_no_list_of_authors_merges_two_of_them(authors):
    found = library(people=[JOHN, JANE], me=owner("Wei Zhang")).known(paper("a", authors))
    assert [each.author for each in found] == authors
    assert len({each.id for each in found}) == len(authors)
    by_name = [each.person.id for each in found if each.person and not each.author.person and not each.author.orcid]
    assert len(set(by_name)) == len(by_name)


def test_papers_of_a_person_are_those_with_the_name_in_the_sites_order():
    papers = [paper("a", "J. Smith", "2024"), paper("b", "Jane Smith", "2023"), paper("c", "Smith, John", "2025")]
    found = library(*papers, people=[JOHN])
    assert slugs(found.papers_by("john")) == ["c", "a"]
    assert found.papers_by("me") == ()


def test_coauthors_are_counted_by_person_the_closest_first():
    found = library(
        paper("a", "Kai Zhen; Ada Lovelace; John Smith; {Some Group}", "2025"),
        paper("b", "J. Smith; K. Zhen", "2024"),
        paper("c", ["Kai Zhen", author("Ada Lovelace", orcid="0000-0001-5109-3700"), "Zoe Last"], "2023"),
        people=[JOHN],
    )
    assert [(each.id, each.name, len(each.papers)) for each in found.coauthors] == [
        ("orcid-0000-0001-5109-3700", "Ada Lovelace", 2), ("john", "John Smith", 2), ("zoe-last", "Zoe Last", 1),
    ]  # fmt: skip


def test_a_name_with_two_orcids_is_two_coauthors_and_who_has_none_is_neither():
    one, two = (author("Wei Zhang", orcid=each) for each in ("0000-0001-5109-3700", "0000-0002-1825-0097"))
    found = library(paper("a", ["Kai Zhen", one]), paper("b", ["Kai Zhen", two]), paper("c", "Kai Zhen; Wei Zhang"))
    assert len(found.coauthors) == 3


def test_a_library_of_nothing_is_no_trouble():
    found = Library(content())
    assert (found.papers, found.years, found.categories, found.coauthors, found.keys) == ((), (), {}, (), {})
