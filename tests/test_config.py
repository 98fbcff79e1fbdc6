"""The settings of a site: every one has a default, and a wrong one is told and has it too."""

from pathlib import Path

from oeuvre.config import read_site
from oeuvre.model import Category, Curriculum, Site

CASES = Path(__file__).parent / "read" / "cases" / "site"


def test_an_empty_file_is_a_valid_site():
    for data in (b"", b"\n# nothing\n", b"\xef\xbb\xbf", b"---\n"):
        site, findings = read_site("content/site.yml", data)
        assert findings == []
        assert site == Site(digest=site.digest)


def test_every_setting_comes_through():
    data = (CASES / "all-right.yml").read_bytes()
    site, findings = read_site("content/site.yml", data)
    assert findings == []
    assert site._replace(digest="", categories=()) == Site(
        digest="",
        title="Words",
        url="https://example.org/~ada/",
        language="pt-BR",
        description="All about words",
        theme="compact",
        accent="#1f5fae",
        font="serif",
        home_papers=None,
        authors_shown=3,
        order="listed",
        citation_style="ieee",
        sections=("papers",),
        feeds=False,
        quiet=(("paper/venue", "we print none"),),
        macros=(("\\R", "\\mathbb{R}"),),
        links=("pdf", "code"),
        metrics=("h-index",),
        cname="www.example.org",
        cv=Curriculum(years=10, selected=True),
        extra={"office": "B12"},
    )
    (category,) = site.categories
    assert category == Category("robots", "rob", "Robotics", category.hue, "#123456")


def test_wrong_settings_are_told_and_have_their_defaults():
    site, findings = read_site("content/site.yml", (CASES / "all-wrong.yml").read_bytes())
    assert len(findings) == 20
    assert site._replace(digest="", categories=(), macros=(), sections=(), links=()) == Site(
        digest="", categories=(), macros=(), sections=(), links=()
    )
    assert [category.code for category in site.categories] == ["robots", "x", "y"]


def test_the_digest_follows_the_bytes():
    one, other = (read_site("content/site.yml", data)[0].digest for data in (b"title: a\n", b"title: b\n"))
    assert one != other
