"""What every reference says: where the work stands, and what became of it."""

import pytest

from oeuvre.model import Date, Link, Status, Version
from oeuvre.reference import address, arxiv, doi_address, fate, locator, pdf, warning
from tests.works import work


def paper(**fields):
    return work("Nets", "Okafor, Ada", "2020", **fields)


def links(**urls):
    return tuple(Link(label, url) for label, url in urls.items())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"doi": "10.1000/x"}, ""),
        ({"arxiv": "2001.00001"}, "https://arxiv.org/abs/2001.00001"),
        ({"acl": "2020.acl-1.1", "arxiv": "2001.00001"}, "https://aclanthology.org/2020.acl-1.1/"),
        ({"links": links(html="https://a.example/1"), "acl": "2020.acl-1.1"}, "https://a.example/1"),
        ({"links": links(video="https://v.example/1")}, ""),
        ({"links": links(pdf="nets.pdf")}, ""),
        ({"links": links(pdf="https://a.example/n.pdf")}, "https://a.example/n.pdf"),
        ({"links": links(code="https://c.example/n"), "type": "software"}, "https://c.example/n"),
        ({"links": links(code="https://c.example/n"), "type": "article"}, ""),
        ({"links": links(data="https://d.example/n"), "type": "dataset"}, "https://d.example/n"),
        ({"links": links(html='https://a.example/a b"<>{}\n')}, "https://a.example/a%20b%22%3C%3E%7B%7D%0A"),
        ({"links": links(html="javascript:alert(1)")}, ""),
    ],
)
def test_the_address_is_that_of_the_work_itself(fields, expected):
    assert address(paper(**fields)) == expected


def test_a_pdf_counts_only_on_another_server():
    assert pdf(paper(links=links(pdf="https://a.example/n.pdf", code="https://c.example"))) == "https://a.example/n.pdf"
    assert pdf(paper(links=links(pdf="nets.pdf"))) == ""


def test_a_reader_is_sent_to_the_doi_first():
    assert locator(paper(doi="10.1000/x", arxiv="2001.00001")) == "https://doi.org/10.1000/x"


def test_a_doi_of_old_times_becomes_an_address_that_works():
    assert doi_address("10.1002/(SICI)1<2::A>3.0.CO;2#") == "https://doi.org/10.1002/(SICI)1%3C2::A%3E3.0.CO;2%23"


def test_the_arxiv_id_may_be_that_of_a_version():
    assert arxiv(paper(versions=(Version("journal"), Version("preprint", arxiv="2001.00001")))) == "2001.00001"


@pytest.mark.parametrize(
    ("status", "mark", "said"),
    [
        (None, "", ""),
        (Status("retracted", Date(2021, 3)), "RETRACTED: ", "Retracted 2021-03"),
        (Status("withdrawn"), "WITHDRAWN: ", "Withdrawn"),
        (Status("corrected", Date(2021), "https://a.example", "Table 2"), "", "Corrected 2021: Table 2, https://a.example"),
    ],
)
def test_what_became_of_a_paper_is_said(status, mark, said):
    assert (warning(paper(status=status)), fate(paper(status=status))) == (mark, said)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Retracted: Nets", "retracted"), ("RETRACTED ARTICLE: Nets", "retracted"), ("[Retracted] Nets", "retracted"),
        ("withdrawn: Nets", "withdrawn"),
    ],
)  # fmt: skip
def test_a_title_that_says_retracted_itself_is_not_marked_twice(title, kind):
    assert warning(work(title, "Okafor, Ada", "2020", status=Status(kind))) == ""


@pytest.mark.parametrize(
    ("title", "kind", "mark"),
    [
        ("Retracted science and the retraction index", "retracted", "RETRACTED: "),
        ("Retracted papers: a history", "retracted", "RETRACTED: "),
        ("Withdrawn paper", "withdrawn", "WITHDRAWN: "),
        ("Withdrawn: a memoir", "retracted", "RETRACTED: "),
    ],
)
def test_a_title_that_merely_begins_with_the_word_is_marked(title, kind, mark):
    assert warning(work(title, "Okafor, Ada", "2020", status=Status(kind))) == mark
