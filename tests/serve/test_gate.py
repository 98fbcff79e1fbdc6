"""Who may ask: a table of hosts and origins, first as a rule, then at a real socket."""

from pathlib import Path

import pytest

from oeuvre.serve import gate


def cases(name):
    lines = (Path(__file__).parent / "cases" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


OWN = cases("own_hosts")
FOREIGN = [*cases("foreign_hosts"), "", " ", "localhost\t", "localhost\x00", "a." * 400 + "localhost"]
FOREIGN_ORIGINS = [*cases("foreign_origins"), "", " http://localhost:8000", f"http://{'a' * 500}.localhost:8000"]


@pytest.mark.parametrize("host", OWN)
def test_an_own_host_is_answered(host):
    assert gate.refusal({"Host": host}, "127.0.0.1") is None


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_misdirected(host):
    refusal = gate.refusal({"Host": host}, "127.0.0.1")
    assert refusal is not None
    assert refusal.status == 421


def test_the_tables_are_large_enough():
    assert len(set(FOREIGN)) + len(set(FOREIGN_ORIGINS)) >= 60


def test_a_missing_host_is_misdirected():
    assert gate.refusal({}, "127.0.0.1").status == 421


def test_the_refusal_says_what_to_do():
    assert gate.refusal({"Host": "evil.example:8000"}, "127.0.0.1").message == (
        '"evil.example:8000" is not this preview; open it as localhost, or name the host with --host'
    )


@pytest.mark.parametrize(
    ("bound", "host", "answered"),
    [
        ("laptop.lan", "laptop.lan:8000", True),
        ("Laptop.LAN", "laptop.lan", True),
        ("laptop.lan", "other.lan", False),
        ("192.168.0.7", "192.168.0.7:8000", True),
        ("192.168.0.7", "192.168.0.8:8000", False),
        ("fd00::7", "[fd00::7]:8000", True),
        ("::1", "[::1]:8000", True),
        # bound everywhere, any address will do, but no name
        ("0.0.0.0", "192.168.0.7:8000", True),
        ("0.0.0.0", "0.0.0.0:8000", True),
        ("::", "[fd00::7]:8000", True),
        ("", "10.0.0.1", True),
        ("0.0.0.0", "evil.example:8000", False),
        ("0.0.0.0", "127.1", False),
        ("::", "rebound.example", False),
        ("laptop.lan", "0.0.0.0", False),
    ],
)
def test_the_host_that_was_asked_for_is_answered_too(bound, host, answered):
    assert (gate.refusal({"Host": host}, bound) is None) is answered


OWN_ORIGINS = ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000", "http://site.localhost:8000"]


@pytest.mark.parametrize("origin", OWN_ORIGINS)
def test_an_own_origin_is_trusted(origin):
    assert gate.refusal({"Host": "localhost:8000", "Origin": origin}, "127.0.0.1") is None


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_foreign_origin_is_refused(origin):
    assert gate.refusal({"Host": "localhost:8000", "Origin": origin}, "127.0.0.1").status == 403


@pytest.mark.parametrize(
    ("site", "mode", "dest", "answered"),
    [
        (None, None, None, True),
        ("none", "navigate", "document", True),
        ("same-origin", "navigate", "document", True),
        ("same-origin", "no-cors", "image", True),
        ("same-origin", "cors", "empty", True),
        # a link from elsewhere may be followed
        ("cross-site", "navigate", "document", True),
        ("same-site", "navigate", "document", True),
        # but nothing may be taken in the background or framed
        ("cross-site", None, None, False),
        ("cross-site", "no-cors", "script", False),
        ("cross-site", "no-cors", "image", False),
        ("cross-site", "cors", "empty", False),
        ("cross-site", "websocket", "websocket", False),
        ("cross-site", "navigate", "iframe", False),
        ("cross-site", "navigate", "embed", False),
        ("cross-site", "navigate", None, False),
        ("same-site", "no-cors", "script", False),
        ("Cross-Site", "no-cors", "script", False),
        ("nonsense", "no-cors", "script", False),
    ],
)
def test_a_page_of_another_site_may_only_link_here(site, mode, dest, answered):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    sent = {"Host": "localhost:8000", **{name: value for name, value in headers.items() if value is not None}}
    assert (gate.refusal(sent, "127.0.0.1") is None) is answered


def sendable(values):
    """Those that are still the same when a header has carried them."""
    return [value for value in values if value.isascii() and value.isprintable() and value == value.strip()]


def test_no_foreign_host_gets_anything_at_the_socket(live):
    for host in sendable(FOREIGN):
        for path in ("/", "/papers/nets/", "/livereload.js", "/__oeuvre__/findings.json", "/forcereload"):
            answer = live.raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            assert answer[9:12] in {b"421", b"400", b""}, (host, answer)
            assert b"first" not in answer
        with live.browser(Host=host, Origin=None) as browser:
            assert browser.status in {421, 400, 0}, host


def test_no_foreign_origin_gets_a_websocket_or_an_answer(live):
    own = f":{live.port}"
    for origin in [origin.replace(":8000", own) for origin in sendable(FOREIGN_ORIGINS)]:
        with live.browser(Origin=origin) as browser:
            assert browser.status == 403, origin
        assert live.get("/", Origin=origin)[0] == 403, origin


def test_a_foreign_origin_is_refused_even_if_it_claims_the_same_site(live):
    with live.browser(Origin="https://evil.example", Sec_Fetch_Site="same-origin") as browser:
        assert browser.status == 403


def test_two_hosts_are_none(live):
    answer = live.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert answer[9:12] in {b"400", b"421"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_nothing_but_reading_is_possible(live, method):
    head = f"{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    answer = live.raw(head.encode())
    assert answer[9:12] in {b"405", b"400", b"403"}


def test_force_reload_is_gone(live):
    with live.browser() as browser:
        assert live.get("/forcereload")[0] == 404
        assert browser.receive(0.1) is None


def test_answers_keep_other_sites_out(live):
    for path in ("/", "/papers/nets/", "/style.css", "/nothing", "/livereload.js", "/__oeuvre__/findings.json"):
        _, headers, _ = live.get(path)
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert not [name for name in headers if name.lower().startswith("access-control")]
