"""Citation keys: readable, unique, and the same tomorrow."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.citation_keys import citation_keys
from oeuvre.model import Author, Date, Name, Paper, Text
from tests.works import work


def key(title, people="Okafor, Ada", date="2022", **fields):
    paper = work(title, people, date, **fields)
    return citation_keys([paper])[paper.slug]


@pytest.mark.parametrize(
    ("title", "people", "date", "expected"),
    [
        ("Sub-8-bit quantization for speech", "Zhen, Kai", "2022-10-17", "zhen2022sub"),
        ("The Amazon of models", "{The Aurora Collaboration}", "2025", "aurora2025amazon"),
        ("What do we know?", "García Márquez, Íñigo", "1999", "garciamarquez1999we"),
        ("On nets", "van der|Berg, Jan", "forthcoming", "bergforthcomingnets"),
        ("L’été à Łódź", "O’Neill-Smith, Zoë", "2001", "oneillsmith2001lete"),
        ("Über Straßen", "Süß, Ann", "2001", "suss2001uber"),
        ("声调", "王, 小明; Okafor, Ada", "2014", "okafor2014"),
        ("声调", "王, 小明", "2014", "slug2014"),
        ("A", "Okafor, Ada", "2014", "okafor2014a"),
        ("$x$ {brace} @article{k, title={", "Okafor, Ada", "2014", "okafor2014x"),
    ],
)
def test_a_key_is_name_year_and_word_in_ascii(title, people, date, expected):
    assert key(title, people, date) == expected


def test_a_key_that_is_given_wins():
    assert key("Nets", citation_key="Okafor:Nets-22") == "Okafor:Nets-22"


def test_what_no_key_may_hold_is_left_out_of_a_given_key():
    assert key("Nets", citation_key=" my key,{}%#\\\n\"'=~") == "mykey"


def test_the_key_of_an_own_entry_is_kept():
    assert key("Nets", bibtex="@string{x = {y}}\n@Article{ Okafor:1,\n title={Nets}}") == "Okafor:1"


def papers(*rows):
    return [
        work(title, "Okafor, Ada", date)._replace(slug=slug, citation_key=given)
        for slug, title, date, given in rows
    ]


def test_papers_alike_get_letters_in_the_order_of_their_dates():
    rows = [("c", "Nets two", "2022-03", ""), ("a", "Nets three", "2022-05", ""), ("b", "Nets one", "2022-01", "")]
    assert citation_keys(papers(*rows)) == {"b": "okafor2022nets", "c": "okafor2022netsb", "a": "okafor2022netsc"}


def test_a_newer_paper_moves_no_key():
    rows = [("a", "Nets one", "2022-01", ""), ("b", "Nets two", "2022-03", "")]
    before = citation_keys(papers(*rows))
    after = citation_keys(papers(("new", "Nets again", "2022-09", ""), *rows, ("x", "Words", "2021", "")))
    assert before.items() <= after.items()


def test_keys_that_differ_in_case_alone_are_the_same_to_bibtex():
    rows = [("a", "x", "2020", "Nets"), ("b", "x", "2021", "nets")]
    assert citation_keys(papers(*rows)) == {"a": "Nets", "b": "netsb"}


def test_a_given_key_is_never_taken_by_another_paper():
    rows = [("a", "Nets", "2020", ""), ("b", "Words", "2021", "okafor2020nets")]
    assert citation_keys(papers(*rows)) == {"b": "okafor2020nets", "a": "okafor2020netsb"}


def test_more_papers_alike_than_letters_still_get_keys_of_their_own():
    keys = citation_keys(papers(*[(f"s{at:02}", "Nets", "2020", "") for at in range(60)]))
    assert len(set(keys.values())) == 60
    assert (keys["s25"], keys["s26"], keys["s59"]) == ("okafor2020netsz", "okafor2020netsaa", "okafor2020netsbh")


names = st.builds(Name, st.text(max_size=4), st.text(max_size=6))
anything = st.builds(
    Paper, st.integers(0, 10**6).map(str), st.just(""), st.just(""), st.text(max_size=8).map(lambda t: Text(t, t, t)),
    st.lists(st.builds(Author, names), max_size=2).map(tuple),
    st.builds(Date, st.integers(0, 2030), st.integers(0, 12), st.integers(0, 28)),
    citation_key=st.one_of(st.just(""), st.text(max_size=5)),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(anything, unique_by=lambda paper: paper.slug, max_size=12), st.randoms())
def test_keys_are_unique_well_formed_and_independent_of_order(papers, random):
    keys = citation_keys(papers)
    assert set(keys) == {paper.slug for paper in papers}
    assert len({key.lower() for key in keys.values()}) == len(papers)
    assert all(re.fullmatch(r"[^\s,{}\"#%~\\'()=@]+", key) for key in keys.values())
    shuffled = list(papers)
    random.shuffle(shuffled)
    assert citation_keys(shuffled) == keys
