"""Addresses: what a path means, and that no form of it leads out of the site."""

import os
from pathlib import Path

import pytest

from oeuvre.serve import address


@pytest.mark.parametrize(
    ("raw", "base", "path"),
    [
        ("/", "/", "index.html"),
        ("/index.html", "/", "index.html"),
        ("/papers/nets/", "/", "papers/nets/index.html"),
        ("/papers/nets", "/", "papers/nets"),
        ("/papers/nets/nets.pdf", "/", "papers/nets/nets.pdf"),
        ("/repo/", "/repo/", "index.html"),
        ("/repo/papers/nets/", "/repo/", "papers/nets/index.html"),
        ("/other/", "/repo/", None),
        ("/repository/", "/repo/", None),
        ("/papers/gr%C3%B6%C3%9Fe/", "/", "papers/größe/index.html"),
        ("/papers/gr\xc3\xb6\xc3\x9fe/", "/", "papers/größe/index.html"),
        ("/a%20b/", "/", "a b/index.html"),
        ("/100%25/", "/", "100%/index.html"),
        ("/100%/", "/", "100%/index.html"),
        ("/.well-known/security.txt", "/", ".well-known/security.txt"),
        ("/.well-known/", "/", ".well-known/index.html"),
    ],
)
def test_a_path_means_a_file_of_the_site(raw, base, path):
    assert address.inside(raw, base) == path


def test_a_base_path_has_one_form():
    assert {address.base(path) for path in ("repo", "/repo", "repo/", "/repo/", "//repo//")} == {"/repo/"}
    assert {address.base(path) for path in ("", "/", "//")} == {"/"}


@pytest.mark.parametrize(
    ("path", "given", "kind"),
    [
        ("index.html", "", "text/html; charset=utf-8"),
        ("style.css", "", "text/css; charset=utf-8"),
        ("feed.xml", "application/atom+xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json", "application/feed+json"),
        ("a.json", "", "application/json; charset=utf-8"),
        ("a.svg", "", "image/svg+xml; charset=utf-8"),
        ("a.png", "", "image/png"),
        ("a.webp", "image/webp", "image/webp"),
        ("a.pdf", "", "application/pdf"),
        ("a.tar.gz", "", "application/octet-stream"),
        ("a.unheard-of", "", "application/octet-stream"),
        (".nojekyll", "", "application/octet-stream"),
        ("publications.bib", "text/x-bibtex", "text/x-bibtex; charset=utf-8"),
        ("old.html", "text/html; charset=iso-8859-1", "text/html; charset=iso-8859-1"),
    ],
)
def test_a_file_has_its_media_type_with_charset(path, given, kind):
    assert address.media_type(path, given) == kind


def test_scripts_are_scripts_whatever_the_system_says():
    assert address.media_type("a.js") in {"text/javascript; charset=utf-8", "application/javascript; charset=utf-8"}

def cases(name):
    lines = (Path(__file__).parent / "cases" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


UP, SLASHES = cases("ways_up"), cases("slashes")
OUT = [
    *[f"/{up}{slash}{up}{slash}{up}{slash}secret.txt" for up in UP for slash in SLASHES],
    *[f"/papers/nets/{up}{slash}{up}{slash}{up}{slash}{up}{slash}secret.txt" for up in UP[:6] for slash in SLASHES],
    *cases("paths_out"),
    *["", "/" + "a/" * 2000, "/" + "a" * 8000, f"/{'../' * 2000}secret.txt", f"/{'%2e%2e%2f' * 1000}secret.txt"],
]


def test_there_are_enough_forms():
    assert len(set(OUT)) >= 200


@pytest.mark.parametrize("raw", OUT)
def test_what_is_asked_of_the_site_is_a_plain_relative_path(raw):
    path = address.inside(raw, "/")
    if path is not None:
        assert not path.startswith("/")
        assert "\\" not in path
        assert path.isprintable() or not path.isascii()
        assert not [part for part in path.removeprefix(".well-known/").split("/") if not part or part.startswith(".")]


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_no_path_leads_out_of_the_site(folder, serving, base):
    secret = "the family silver"
    for place in (folder.parent / "secret.txt", folder / "secret.txt", folder / ".git" / "config", folder / ".env"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(secret, encoding="utf-8")
    os.symlink(folder / "secret.txt", folder / "content" / "link.txt")
    os.symlink(folder, folder / "content" / "papers" / "link")
    live = serving(base_path=base)
    for path in OUT:
        for target in {path, base + path.removeprefix("/")}:
            request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            if target.isprintable() and " " not in target:
                answer = live.raw(request.encode())
                status = answer[9:12]
                assert secret.encode() not in answer, target
                assert b"root:" not in answer, target
                if target not in {"", "/", base}:
                    assert status in {b"404", b"400", b"302", b""}, (target, answer)
                if status == b"302":
                    assert f"Location: {base}".encode() in answer, (target, answer)


def test_the_site_stands_under_its_base_path(serving):
    live = serving(base_path="/repo/")
    for door in ("/", "/repo"):
        status, headers, _ = live.get(door)
        assert (status, headers["Location"]) == (302, "/repo/")
    assert live.get("/repo/")[0] == 200
    assert live.get("/repo/papers/nets/")[0] == 200
    assert live.get("/papers/nets/")[0] == 404
    assert live.server.url == f"http://127.0.0.1:{live.port}/repo/"


def test_a_folder_without_its_slash_is_redirected_and_keeps_the_query(live):
    status, headers, _ = live.get("/papers/nets?q=1&r=2")
    assert (status, headers["Location"]) == (302, "/papers/nets/?q=1&r=2")


def test_a_redirect_never_leads_to_another_host(live):
    for path in ("//evil.example/%2e%2e", "//evil.example", "/\\evil.example", "//papers/nets", "/%2f/papers/nets"):
        status, headers, _ = live.get(path)
        assert (status, headers["Location"]) == (404, None)


def test_a_page_without_html_is_found_as_on_pages(live):
    assert live.get("/404")[0] == 200


def test_a_missing_page_shows_the_sites_own_404(live):
    status, headers, body = live.get("/papers/nowhere/")
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h1>Nothing here</h1>" in body


def test_head_has_the_headers_and_no_body(live):
    _, headers, body = live.get("/papers/nets/")
    status, head, nothing = live.get("/papers/nets/", method="HEAD")
    assert (status, nothing) == (200, b"")
    assert head["Content-Length"] == headers["Content-Length"] == str(len(body))
    assert head["Content-Type"] == headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_file_that_has_not_changed_is_not_sent_again(live):
    _, headers, _ = live.get("/style.css")
    assert headers["Cache-Control"] == "no-cache"
    status, _, body = live.get("/style.css", If_None_Match=headers["Etag"])
    assert (status, body) == (304, b"")


@pytest.mark.parametrize(
    "ranges",
    ["bytes=0-10", "bytes=-1", "bytes=5-1", "bytes=0-", "lines=1-2", "bytes=" + "0-1," * 2000, "bytes=9999999999999-"],
)
def test_ranges_do_no_harm(live, ranges):
    status, _, body = live.get("/files/data.bin", Range=ranges)
    assert (status, body) == (200, bytes(range(256)))
