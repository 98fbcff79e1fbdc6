"""When two descriptions are one work; the careful answer where it cannot be told."""

import pytest

from oeuvre.merge.identity import identity, same_work, shares_title, stage
from oeuvre.merge.rules import alike
from oeuvre.merge.versions import preprint, with_version

BASE = {"title": "Looms and cards", "authors": ["Ada Lovelace"], "date": "2020", "type": "article", "venue": "Looms"}


def described(**fields):
    return identity({name: value for name, value in {**BASE, **fields}.items() if value})


@pytest.mark.parametrize(
    ("other", "across", "in_one_list"),
    [
        ({}, True, True),
        ({"date": "2021"}, True, False),
        ({"date": "2022"}, False, False),
        ({"date": ""}, True, False),
        ({"date": "forthcoming"}, True, False),
        ({"authors": ["A. Lovelace"]}, True, True),
        ({"authors": ["Lovelace, Ada"]}, True, True),
        ({"authors": ["Charles Babbage"]}, False, False),
        ({"venue": "Journal of Looms"}, True, False),
        ({"venue": ""}, True, True),
        ({"type": "inproceedings", "venue": "LoomConf"}, False, False),
        ({"type": "talk"}, False, False),
        ({"type": "preprint", "venue": ""}, True, True),
        ({"doi": "10.5555/1"}, True, True),
    ],
)
def test_the_same_title_is_the_same_work_if_nothing_speaks_against_it(other, across, in_one_list):
    for one, two in ((described(), described(**other)), (described(**other), described())):
        assert same_work(one, two, one_list=False) is across
        assert same_work(one, two, one_list=True) is in_one_list


def test_two_dois_or_two_arxiv_ids_are_two_works():
    assert not same_work(described(doi="10.5555/1"), described(doi="10.5555/2"), one_list=False)
    assert not same_work(described(arxiv="2001.00001"), described(arxiv="2001.00002"), one_list=False)
    assert same_work(described(arxiv="2001.00001v1"), described(arxiv="2001.00001v3"), one_list=False)


def test_ids_are_those_of_the_versions_as_well():
    found = described(doi="10.48550/arXiv.2001.00001", versions=[{"kind": "preprint", "doi": "10.5555/V"}])
    assert {"doi:10.48550/arxiv.2001.00001", "arxiv:2001.00001", "doi:10.5555/v"} <= found.ids


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("Looms & cards", "Looms \\& Cards", True),
        ("Looms and cards", "Looms and Cards: A History of Weaving by Machine", True),
        ("Deep nets for speech", "Deep networks for speech recognition", True),
        ("Deep nets for speech", "Shallow wells of water", False),
        ("", "Anything", True),
    ],
)
def test_titles_of_one_work_may_differ(one, two, shared):
    assert shares_title(described(title=one), described(title=two)) is shared


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "preprint"}, "preprint"),
        ({"type": "preprint", "venue": "bioRxiv"}, "preprint"),
        ({"arxiv": "2001.00001"}, "preprint"),
        ({"arxiv": "2001.00001", "type": "article"}, "published"),
        ({"doi": "10.48550/arXiv.2001.00001"}, "preprint"),
        ({"doi": "10.5555/1"}, "published"),
        ({"type": "manuscript"}, "preprint"),
        ({"venue": "Looms"}, "published"),
    ],
)
def test_what_is_a_preprint(fields, expected):
    assert stage(fields) == expected


def test_a_preprint_is_listed_once_among_the_versions():
    version = preprint({"arxiv": "2001.00001", "date": "2020-01", "doi": "10.48550/arXiv.2001.00001"})
    assert version == {"kind": "preprint", "date": "2020-01", "arxiv": "2001.00001", "venue": "arXiv"}
    assert with_version(None, version) == [version]
    assert with_version([version], version | {"date": "2020"}) == [version]
    assert with_version(None, preprint({"date": "2020"})) == []


@pytest.mark.parametrize(
    ("field", "here", "there", "expected"),
    [
        ("title", "Looms & Cards", "looms — cards", True),
        ("title", "Looms", "Cards", False),
        ("pages", "1–2", "1--2", True),
        ("date", "2020-05", "2020", True),
        ("date", "2020", "2020-05", False),
        ("authors", ["A. Lovelace", "Babbage, Charles"], ["Ada Lovelace", "Charles Babbage"], True),
        ("authors", [{"name": "Ada Lovelace", "equal": "true"}], ["A. Lovelace"], True),
        ("authors", ["Ada Lovelace"], ["Ada Lovelace", "Charles Babbage"], False),
        ("keywords", ["a"], ["b"], False),
    ],
)
def test_values_that_say_the_same_are_no_difference(field, here, there, expected):
    assert alike(field, here, there) is expected
