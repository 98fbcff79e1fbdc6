"""Preprint, conference and journal versions are one work: shown once, under one key, with the way to each."""

import json

import pytest

from oeuvre.exporters import FORMATS
from oeuvre.model import Date, Version
from tests.pages.site import built, library, page, paper

VERSIONS = (
    Version("preprint", Date(2024, 1), arxiv="2401.00010"),
    Version("conference", Date(2024, 7), "Proceedings of Nets", doi="10.5555/conf", url="https://example.org/talk"),
)


def work():
    return paper(type="article", venue="Journal of Examples", doi="10.5555/journal", versions=VERSIONS)


@pytest.mark.parametrize("path", ["index.html", "categories/cs.CL/index.html"])
def test_a_list_shows_the_work_once(path):
    assert page(library(work()), path).texts("article h3") == ["Nets that listen"]


def test_the_page_leads_to_each_version():
    shown = page(library(work()), "papers/nets/index.html")
    facts = {each.one("dt").text: each.one("dd") for each in shown.all(".facts div")}
    assert facts["Preprint"].one("a")["href"] == "https://arxiv.org/abs/2401.00010"
    assert facts["Conference"].text == "Proceedings of Nets, July 2024"
    assert facts["Conference"].one("a")["href"] == "https://doi.org/10.5555/conf"


def test_the_tags_are_those_of_the_published_one_with_its_preprints_id():
    head = page(library(work()), "papers/nets/index.html").one("head")
    tags = [(meta.get("name"), meta.get("content")) for meta in head.all("meta")]
    assert [value for name, value in tags if name == "citation_doi"] == ["10.5555/journal"]
    assert [value for name, value in tags if name == "citation_arxiv_id"] == ["2401.00010"]
    assert len([name for name, _ in tags if name == "citation_title"]) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_is_one_with_both_ids(name):
    shown = library(work())
    text = FORMATS[name].dumps(shown.papers, shown.keys)
    assert "10.5555/journal" in text
    assert "2401.00010" in text
    assert "10.5555/conf" not in text
    if name == "csl-json":
        assert len(json.loads(text)) == 1


def test_feeds_tell_of_the_work_once():
    assert [item["title"] for item in json.loads(built(library(work()))["feed.json"])["items"]] == ["Nets that listen"]
