"""Numbers about the owner are what the papers give, and unknown where they give none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.metrics import METRICS
from tests.invented import library, paper


def measured(*counts, **fields):
    papers = [paper(f"p{place}", citations=count, **fields) for place, count in enumerate(counts)]
    return {name: measure(library(*papers)) for name, measure in METRICS.items()}


@pytest.mark.parametrize(
    ("counts", "citations", "h_index", "i10_index"),
    [
        ([], None, None, None),
        ([None, None], None, None, None),
        ([0], 0, 0, 0),
        ([0, 0, 0], 0, 0, 0),
        ([1], 1, 1, 0),
        ([100], 100, 1, 1),
        ([10, 8, 5, 4, 3], 30, 4, 1),
        ([25, 8, 5, 3, 3], 44, 3, 1),
        ([3, 10, 10, None, 9], 32, 3, 2),
        ([10] * 10, 100, 10, 10),
        ([9] * 10, 90, 9, 0),
    ],
)
def test_the_numbers_are_those_of_their_definitions(counts, citations, h_index, i10_index):
    numbers = measured(*counts)
    assert numbers == {
        "papers": len(counts), "citations": citations, "h-index": h_index, "i10-index": i10_index, "coauthors": 0,
    }  # fmt: skip


@given(st.lists(st.integers(0, 200) | st.none(), max_size=30))
def test_the_numbers_fit_each_other(counts):
    numbers = measured(*counts)
    if numbers["citations"] is not None:
        assert numbers["h-index"] <= numbers["papers"]
        assert numbers["h-index"] ** 2 <= numbers["citations"]
        assert numbers["i10-index"] * 10 <= numbers["citations"]
        known = [count for count in counts if count is not None]
        h = numbers["h-index"]
        assert sum(count >= h for count in known) >= h
        assert sum(count >= h + 1 for count in known) < h + 1


def test_drafts_do_not_count_even_where_they_are_shown():
    shown = library(paper("a", citations=5), paper("b", citations=50, draft=True), drafts=True)
    assert (METRICS["papers"](shown), METRICS["citations"](shown)) == (1, 5)


def test_coauthors_are_people_and_unknown_where_not_all_are_named():
    papers = [paper("a", "Kai Zhen; Ada Lovelace; {Group}"), paper("b", "K. Zhen; A. Byron; Ada Lovelace")]
    assert METRICS["coauthors"](library(*papers)) == 2
    assert METRICS["coauthors"](library(*papers, paper("c", et_al=True))) is None
