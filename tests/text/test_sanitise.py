"""Nothing that people type as HTML or as an address gets further than the lists allow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.text import sanitise
from tests.text import case_files
from tests.text.markup import faults

FINE = [
    ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
    ("HTTP://example.org", "HTTP://example.org"),
    ("mailto:ada@example.org", "mailto:ada@example.org"),
    ("files/x.pdf", "files/x.pdf"),
    ("../papers/nets.md#a", "../papers/nets.md#a"),
    ("#methods", "#methods"),
    ("", ""),
    ("//example.org/x", "//example.org/x"),
    ("a b.pdf", "a%20b.pdf"),
    (" https://example.org ", "https://example.org"),
    ("papers/a:b.pdf", "papers/a:b.pdf"),
    ("?q=a:b", "?q=a:b"),
    ("https://example.org/\r\nx", "https://example.org/x"),
]
REFUSED = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "  javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:x",
    "\x00javascript:x", "\x01\x1fjavascript:x", "javascript\u200b:x", "\ufeffjavascript:x", "data:text/html,x",
    "data:image/svg+xml,x", "vbscript:x", "blob:https://x", "file:///etc/passwd", "view-source:https://x",
    "feed:https://x", "tel:123", "ftp://example.org", "a:b.pdf", "irc://x",
]  # fmt: skip


@pytest.mark.parametrize(("url", "expected"), FINE)
def test_an_address_to_the_web_to_mail_or_into_the_site_is_fine(url, expected):
    assert sanitise.address(url) == expected


@pytest.mark.parametrize("url", REFUSED)
def test_any_other_address_is_refused(url):
    assert sanitise.address(url) is None


@pytest.mark.parametrize("url", ["https://x", "HTTP://x", "//x", "\\\\x", "/\\x", " //x", "\t/\n/x", "http:x"])
def test_what_a_browser_would_ask_another_host_for_is_known(url):
    assert sanitise.elsewhere(url)


@pytest.mark.parametrize("url", ["x", "/x", "files/x.png", "../x", "#x", "", "x//y", "httpx"])
def test_what_lies_in_the_site_is_known(url):
    assert not sanitise.elsewhere(url)


@pytest.mark.parametrize("payload", case_files.listed("hostile.json")["payloads"])
def test_raw_payloads_are_neutral(payload):
    cleaned = sanitise.clean(payload)
    assert [fault for fault in faults(cleaned) if "asks another host" not in fault] == []
    assert "alert(1)" not in cleaned or "<" not in cleaned.partition("alert(1)")[0].rpartition(">")[2]


PIECES = [*case_files.listed("hostile.json")["payloads"], "<p>", "</p>", "<table>", "<td>", "&lt;", '"', "'"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_cleaned_html_is_well_formed(html):
    cleaned = sanitise.clean(html)
    known = ("asks another host", "twice", "a link in a link")  # `assemble` sees to these
    assert [fault for fault in faults(cleaned) if not any(word in fault for word in known)] == []


def test_names_of_classes_and_styles_are_not_the_content_s_to_give():
    html = '<p class="hero" style="position:fixed"><a class="footnote-ref x" href="#fn">1</a></p>'
    assert sanitise.clean(html) == '<p><a class="footnote-ref" href="#fn">1</a></p>'


def test_a_space_that_does_not_break_is_no_entity_that_a_feed_lacks():
    assert sanitise.clean("<p>a&nbsp;b</p>") == "<p>a\u00a0b</p>"
