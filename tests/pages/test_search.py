"""The index of the search: every paper once, in as few pieces as need be, the same bytes for the same papers."""

import json
from collections import Counter

import pytest

from oeuvre.languages import known, words
from oeuvre.model import Citations, Date, Person, Status, Translation
from oeuvre.pages import search
from tests.pages.site import author, block, built, library, listed, paper, text

BERG = Person("berg", "content/people/berg.md", "b", author("Jan Berg").name, "Jan Berg", page=True)


def value(script):
    """What a piece hands over."""
    assert script.startswith("oeuvreShard(")
    assert script.endswith(")\n")
    return json.loads(script[len("oeuvreShard(") : -2])


def pieces(shown):
    """The entry of an index, and all other pieces by their paths."""
    made = {path: text for path, text in built(shown).items() if path.startswith(search.FOLDER)}
    values = {path: value(text) for path, text in made.items()}
    return values.pop(search.ENTRY), values


def head(*papers, **settings):
    entry, values = pieces(library(*papers, **settings))
    return values[entry["head"]]


def numbered(count):
    return [paper(f"n{n}", f"Number {n}", date=f"{1900 + n % 100}-0{1 + n % 9}") for n in range(count)]


@pytest.mark.parametrize(("count", "home"), [(2, 200), (99, 200), (100, 20), (101, 20), (250, 20)])
def test_every_paper_stands_once_in_the_head_and_once_in_each_kind_of_piece(count, home):
    shown = library(*numbered(count), home_papers=home)
    entry, values = pieces(shown)
    rows = values[entry["head"]]["papers"]
    assert [row[0] for row in rows] == [each.slug for each in shown.papers]
    assert len({(row[9], row[10]) for row in rows}) == count
    texts = [values[path] for path in entry["texts"]]
    lists = [values[path] for path in entry["lists"]]
    assert sum(map(len, texts)) == count
    assert sum(map(len, lists)) == (count if count > home else 0)
    for slug, *_, piece, place in rows:
        assert texts[piece][place][0] == f"We study {slug}."
        assert not lists or f"papers/{slug}/index.html" in lists[piece][place]
    assert values.keys() == {entry["head"], *entry["texts"], *entry["lists"]}, "nothing is there that the entry misses"


def test_a_row_says_all_that_papers_are_found_and_counted_by():
    made = paper(
        "nets", "Nets & <ears>", [author("J. Berg"), author("Bo Ek", orcid="0000-0002-1825-0097"), author("Ada Quill")],
        "2025-03", type="article", venue="Journal", venue_short="J.", categories=("cs.CL", "stat.ML"),
        keywords=("Speech", "speech", "nets"), citations=Citations(7),
        status=Status("retracted", Date(2026)),
    )  # fmt: skip
    found = head(made, paper("other", keywords=("SPEECH",)), people=[BERG])
    slug, title, date, authors, codes, kind, venue, citations, keywords, *_, fate, said = found["papers"][1]
    assert (slug, title, date, citations) == ("nets", "Nets & <ears>", "2025-03", 7)
    assert (fate, said) == ("retracted", "Retracted")
    assert [found["names"][each] for each in authors] == [
        ["J. Berg", "berg", "Jan Berg"],
        ["Bo Ek", "0000-0002-1825-0097", "Bo Ek"],
        ["Ada Quill", "ada", "Ada Quill"],
    ]
    assert [found["categories"][each] for each in codes] == [
        ["cs.CL", "CL", "Computation and Language"],
        ["stat.ML", "ML", "Machine Learning"],
    ]
    assert found["types"][kind] == ["article", "Article"]
    assert found["venues"][venue] == "Journal J."
    assert Counter(found["keywords"][each] for each in keywords) == {"SPEECH": 1, "nets": 1}, "capitals are one keyword"


def test_what_is_not_known_is_not_made_up():
    row = head(paper("soon", date="forthcoming", categories=()), paper())["papers"][0]
    assert row[2:9] == ["", row[3], [], -1, -1, -1, []]


def test_translations_and_numbers_in_registers_are_searched_too():
    german = Translation("de", text("Netze"), block("Wir hören."), "content/papers/nets.de.md")
    entry, values = pieces(library(paper(translations=(german,), doi="10.1000/x", arxiv="2401.00001"), paper("other")))
    texts = values[entry["texts"][0]]
    assert ["We study nets.", "10.1000/x\n2401.00001\nNetze\nWir hören."] in texts


@pytest.mark.parametrize("shown", [library(paper(), search=False, home_papers=1), library(paper()), library()])
def test_where_there_is_nothing_to_search_there_is_no_index(shown):
    made = built(shown)
    assert not [path for path in made if path.startswith(search.FOLDER)]
    assert 'class="search"' not in made["index.html"]


def test_the_box_stands_where_a_list_is_worth_it():
    shown = library(*numbered(12), paper("lone", categories=("cs.SD",)))
    made = built(shown)
    assert 'class="search"' in made["index.html"]
    assert 'data-within="category=cs.CL"' in made["categories/cs.CL/index.html"]
    assert 'class="search"' not in made["categories/cs.SD/index.html"]
    assert 'class="search"' not in made["papers/lone/index.html"]


def test_the_same_papers_give_the_same_bytes_in_whatever_order_they_come():
    papers = numbered(120)
    one, two = (built(library(*order, home_papers=5)) for order in (papers, papers[::-1]))
    assert one == two


def test_a_new_paper_changes_the_last_pieces_alone():
    before = listed(library(*numbered(230), home_papers=5))
    after = listed(library(*numbered(230), paper("new", date="2026"), home_papers=5))
    gone = {path for path in before.keys() - after.keys() if path.startswith(search.FOLDER)}
    assert len(gone) == 3, "the head, a piece of texts and a piece of lists"


def test_a_changed_paper_gives_its_pieces_other_names():
    before, after = (
        pieces(library(paper(digest=digest), paper("other"), home_papers=1))[0] for digest in ("one", "two")
    )
    assert all(before[name] != after[name] for name in ("head", "texts", "lists"))


def test_other_settings_change_how_papers_look_and_not_their_texts():
    before, after = (pieces(library(paper(), paper("other"), home_papers=1, digest=digest))[0] for digest in "ab")
    assert before["texts"] == after["texts"]
    assert before["lists"] != after["lists"]


@pytest.mark.parametrize("language", known())
def test_the_counts_are_said_as_the_language_says_them(language):
    t = words(language)
    forms, which = search.plurals(t, "papers")
    for n in (0, 1, 2, 3, 5, 11, 21, 100, 101, 102, 103, 111, 199):
        assert forms[which[n]].replace("{n}", t.number(n)) == t("papers", n=n)
    for n in (200, 201, 311, 1002, 10000):
        assert forms[which[100 + n % 100]].replace("{n}", t.number(n)) == t("papers", n=n)


def test_no_text_can_end_the_script():
    hostile = 'x"]);alert(1)//\u2028</script>\\'
    entry, values = pieces(library(paper(title=hostile, keywords=(hostile,), abstract=block(hostile)), paper("other")))
    assert values[entry["head"]]["keywords"] == [hostile]
    assert values[entry["texts"][0]][0][0] == hostile
