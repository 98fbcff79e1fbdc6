"""Findings for the browser: counted, placed, escaped, and linked only for the one who has the files."""

import os

import pytest

from oeuvre.errors import Finding, OeuvreError, TemplateError
from oeuvre.serve import overlay, stage

ERROR = Finding("content/papers/nets.md", 4, 7, "error", 'date "2023-13" is not a date; write YYYY', "paper/date")
WARNING = ERROR._replace(severity="warning", rule="paper/doi", line=0, column=0)


def test_findings_are_counted_and_placed():
    report = overlay.report([ERROR, WARNING, WARNING], "/home/kai/site", editor=False)
    assert report["title"] == "1 error, 2 warnings"
    assert (report["errors"], report["more"]) == (1, 0)
    assert report["findings"][:2] == [
        {
            "place": "content/papers/nets.md:4:7",
            "href": "",
            "severity": "error",
            "message": 'date "2023-13" is not a date; write YYYY',
            "rule": "paper/date",
        },
        {
            "place": "content/papers/nets.md",
            "href": "",
            "severity": "warning",
            "message": 'date "2023-13" is not a date; write YYYY',
            "rule": "paper/doi",
        },
    ]


def test_ten_thousand_findings_are_not_all_sent():
    report = overlay.report([ERROR] * 10_000, "/site", editor=False)
    assert (len(report["findings"]), report["more"], report["title"]) == (200, 9_800, "10000 errors")


@pytest.mark.skipif(os.name == "nt", reason="paths of this system")
@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("content/papers/nets.md", "vscode://file/home/kai/site/content/papers/nets.md:4:7"),
        ("content/papers/a b#ü?.md", "vscode://file/home/kai/site/content/papers/a%20b%23%C3%BC%3F.md:4:7"),
        ("/usr/lib/oeuvre/templates/page.html", "vscode://file/usr/lib/oeuvre/templates/page.html:4:7"),
        ('x"><script>', "vscode://file/home/kai/site/x%22%3E%3Cscript%3E:4:7"),
    ],
)
def test_a_place_opens_in_an_editor(path, href):
    assert overlay.report([ERROR._replace(path=path)], "/home/kai/site", editor=True)["findings"][0]["href"] == href


def test_a_page_of_errors_is_escaped():
    hostile = ERROR._replace(path="<script>a</script>", message="<img src=x onerror=alert(1)>")
    page = overlay.page("<b>", overlay.report([hostile], "/site", editor=True))[0].decode()
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize(
    ("error", "finding"),
    [
        (TemplateError("templates/a.html", 3, "unknown tag"), "templates/a.html:3:1: error: unknown tag [template]"),
        (OeuvreError("content is missing"), ":0:0: error: content is missing [site]"),
        (ValueError("oh"), ":0:0: error: ValueError: oh; this is a fault in oeuvre itself [bug]"),
    ],
)
def test_trouble_is_told_as_a_finding(error, finding):
    assert str(stage.fault(error)) == finding
