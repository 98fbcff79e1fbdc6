"""The preview's scripts in a page, and the one rule by which its policy is opened."""

import pytest

from oeuvre.serve.inject import opened, preview

SOCKET = "ws://localhost:8000"
SCRIPTS = (
    b'<script src="/livereload.js?host=localhost&amp;port=8000&amp;mindelay=250&amp;maxdelay=2000&amp;snipver=7" defer>'
    b"</script>"
    b'<script src="/__oeuvre__/preview.js" defer></script>'
    b'<script src="/__oeuvre__/renew.js" defer></script>'
)


def shown(page):
    return preview(page, "localhost", "8000", 7)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", f"default-src 'none'; script-src 'self'; connect-src 'self' {SOCKET}"),
        ("default-src 'self'", f"default-src 'self'; script-src 'self'; connect-src 'self' {SOCKET}"),
        ("script-src 'none'", "script-src 'self'"),
        ("script-src 'sha256-a='; connect-src 'none'", f"script-src 'sha256-a=' 'self'; connect-src 'self' {SOCKET}"),
        ("SCRIPT-SRC 'NONE'", "script-src 'self'"),
        ("script-src 'self'; script-src *", "script-src 'self'"),
        ("img-src 'self'; base-uri 'none'", "img-src 'self'; base-uri 'none'"),
        ("upgrade-insecure-requests", "upgrade-insecure-requests"),
        ("default-src https:", f"default-src https:; script-src https: 'self'; connect-src https: 'self' {SOCKET}"),
        ("", ""),
        (" ; ;; ", ""),
    ],
)
def test_a_policy_is_opened_for_the_preview_alone(policy, expected):
    assert opened(policy, SOCKET) == expected


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">',
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">",
        '<META HTTP-EQUIV="content-security-policy" CONTENT="script-src &#39;none&#39;">',
        '<meta content="script-src &#x27;none&#x27;" http-equiv="Content-Security-Policy">',
        "<meta http-equiv='Content-Security-Policy' content='script-src &apos;none&apos;'>",
        '<meta\n http-equiv = "Content-Security-Policy"\n content = "script-src \'none\'" />',
    ],
)
def test_a_policy_is_found_however_it_is_written(meta):
    page = shown(f"<head>{meta}</head>".encode()).decode()
    assert "\"script-src 'self'\"" in page
    assert "none" not in page


def test_what_is_no_policy_stays():
    head = '<head><meta name="description" content="script-src \'none\'"><meta charset="utf-8">'
    assert shown(f"{head}</head>".encode()).decode().startswith(head)


def test_a_quotation_mark_in_a_policy_cannot_leave_its_attribute():
    meta = b'<meta http-equiv="Content-Security-Policy" content="script-src &quot;&gt;&lt;script&gt;">'
    page = shown(b"<head>" + meta + b"</head>")
    assert b'content="script-src &quot;&gt;&lt;script&gt; \'self\'"' in page


def test_the_scripts_stand_at_the_end_of_the_head():
    before, after = b"<head><title>x</title>", b"</head><body></head></body>"
    assert shown(before + after) == before + SCRIPTS + after


@pytest.mark.parametrize("page", [b"", b"no markup", b"<!DOCTYPE html><title>x</title><p>", b"\xef\xbb\xbf<p>\x80"])
def test_a_page_without_a_head_gets_them_too(page):
    assert shown(page) == page + SCRIPTS


def test_the_port_is_always_told_because_the_script_would_guess_another():
    assert b"port=80&amp;" in preview(b"", "localhost", "", 7)


def test_an_address_in_brackets_is_told_as_it_is():
    assert b"host=[::1]&amp;" in preview(b"", "[::1]", "8000", 7)


def test_a_hostile_head_takes_linear_time():
    for piece in (b"<meta ", b"<meta http-equiv=Content-Security-Policy content='", b"</head", b"<meta content"):
        assert shown(piece * 200_000)
