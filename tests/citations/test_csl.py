"""Any CSL style by citeproc-py: linked, escaped, and with a clear word when it cannot be."""

import sys

import pytest

from oeuvre.citations import csl
from oeuvre.errors import OeuvreError
from oeuvre.exporters import csl_json
from tests.works import WORKS, work

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Small</title><id>small</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout suffix=".">
    <text variable="citation-number" prefix="[" suffix="] "/>
    <names variable="author" suffix=". "><name and="text" initialize-with=". "/></names>
    <text variable="title" suffix=". " font-style="italic"/>
    <text variable="container-title" suffix=", "/>
    <date variable="issued"><date-part name="year"/></date>
    <text variable="URL" prefix=". "/>
  </layout></bibliography>
</style>
"""


@pytest.fixture
def cite():
    pytest.importorskip("citeproc", reason="the extra csl is not installed")
    style = csl.load("small.csl", STYLE.encode())
    return lambda paper: style(csl_json.record(paper, "key"))


def test_a_style_of_ones_own_is_followed(cite):
    assert cite(WORKS["journal article"]).plain == (
        "A. Okafor and J.-E. Lindqvist. Neural coding of speech at low bitrates. Journal of Speech Research, 2021."
    )


def test_markup_in_a_title_does_not_come_alive(cite):
    paper = work("<script>alert(1)</script> & <b>1 < 2</b>", "Okafor, Ada", "2020", type="article", venue="<i>W</i>")
    reference = cite(paper)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;1 &lt; 2&lt;/b&gt;" in reference.html
    assert "&lt;i&gt;W&lt;/i&gt;" in reference.html
    assert "<script>alert(1)</script> & <b>1 < 2</b>" in reference.plain


def test_an_address_is_a_link(cite):
    assert cite(WORKS["blog post"]).html.endswith(
        '<a href="https://notes.example/whisper?a=1&amp;b=2">https://notes.example/whisper?a=1&amp;b=2</a>.'
    )


def test_a_title_that_begins_with_a_number_keeps_it(cite):
    assert cite(work("1984 again", "", "2020", type="article")).plain.startswith("1984 again")


def test_a_retracted_paper_is_marked(cite):
    assert "RETRACTED: Too good to be true" in cite(WORKS["retracted article"]).plain


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no xml", 'citation style "x.csl" cannot be read (…); take one from the CSL style repository'),
        (
            STYLE[: STYLE.index("<bibliography")].encode() + b"</style>",
            'citation style "x.csl" has no bibliography of its own; take the independent style that it names',
        ),
        (
            b'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + STYLE[39:].encode(),
            'citation style "x.csl" declares a DOCTYPE, which no style needs; remove it',
        ),
    ],
)
def test_a_file_that_is_no_style_is_told(data, message):
    pytest.importorskip("citeproc", reason="the extra csl is not installed")
    with pytest.raises(OeuvreError) as caught:
        csl.load("x.csl", data)
    begin, _, end = message.partition("…")  # the parser's own words stand between
    assert str(caught.value).startswith(begin)
    assert str(caught.value).endswith(end)


def test_without_the_extra_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(OeuvreError) as caught:
        csl.load("x.csl", STYLE.encode())
    assert str(caught.value) == 'citation style "x.csl" needs citeproc-py; run: pip install "oeuvre[csl]"'
