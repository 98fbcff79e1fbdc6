"""What servers, robots and browsers find beside the pages; and what holds for every page."""

import os
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from oeuvre.model import File, MarkdownPage
from oeuvre.pages import Copy, server
from oeuvre.theme import engine_templates
from tests.pages.site import block, built, library, page, paper, text

TEACHING = MarkdownPage("teaching", "content/pages/teaching.md", "t", text("Teaching"), block("Two courses."))


def whole():
    pdf = File("pdf", "content/papers/nets.pdf", "nets.pdf", 10)
    return library(
        paper(files=(pdf,), listed=1, selected=True, aliases=("old/",)),
        paper("b", date="2020", categories=("eess.AS",)),
        pages=[TEACHING],
        home_papers=1,
    )


def html_pages(shown):
    return {path: made for path, made in built(shown).items() if path.endswith(".html")}


def test_pages_need_no_jekyll():
    assert built(library())[".nojekyll"] == ""


def test_an_own_domain_is_named_in_cname():
    assert built(library(cname="ada.example"))["CNAME"] == "ada.example\n"
    assert "CNAME" not in built(library())


def test_robots_may_read_everything_and_are_shown_the_sitemap():
    assert built(library())["robots.txt"] == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/page/sitemap.xml\n"
    )
    assert "Sitemap" not in built(library(url=""))["robots.txt"]


def test_the_sitemap_names_every_page_once_by_its_canonical_address():
    pages = built(whole())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    addresses = [loc.text for loc in ElementTree.fromstring(pages["sitemap.xml"]).findall("s:url/s:loc", names)]
    assert len(addresses) == len(set(addresses))
    assert {
        "https://example.org/page/",
        "https://example.org/page/papers/nets/",
        "https://example.org/page/categories/eess.AS/",
        "https://example.org/page/years/2020/",
        "https://example.org/page/teaching/",
    } <= set(addresses)
    assert not [address for address in addresses if "404" in address or "old" in address]


def test_more_addresses_than_a_sitemap_may_hold_are_in_several_with_an_index():
    addresses = tuple(f"https://example.org/papers/p{number}/?a&b" for number in range(120_000))
    pages = server.sitemaps("https://example.org/", addresses)
    made = {page.path: ElementTree.fromstring(page.make(None)) for page in pages}
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = [loc.text for loc in made.pop("sitemap.xml").findall("s:sitemap/s:loc", names)]
    assert index == [f"https://example.org/{name}" for name in made]
    told = [[loc.text for loc in part.findall("s:url/s:loc", names)] for part in made.values()]
    assert [len(part) for part in told] == [50_000, 50_000, 20_000]
    assert tuple(address for part in told for address in part) == addresses


def test_without_an_address_there_is_no_sitemap_and_no_canonical_link():
    pages = built(library(paper(), url=""))
    assert "sitemap.xml" not in pages
    assert "canonical" not in pages["index.html"]


@pytest.mark.parametrize(
    ("url", "top"), [("https://a.example/", "/"), ("https://a.example/page/", "/page/"), ("", "/")]
)
def test_the_page_for_missing_pages_works_at_any_depth(url, top):
    missing = page(library(paper(), pages=[TEACHING], url=url), "404.html")
    addresses = [each.get("href") or each.get("src") for each in missing.walk() if each.get("href") or each.get("src")]
    inside = [address for address in addresses if not address.startswith("#")]
    assert inside
    assert all(address.startswith(top) for address in inside)


def test_links_inside_the_site_are_relative_and_lead_somewhere():
    pages = built(whole())
    missing = []
    for path, made in pages.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        folder = path.rpartition("/")[0]
        for address in re.findall(r'(?:href|src)="([^"#]+)', made):
            if address.startswith(("https://", "http://", "mailto:", "data:")):
                continue
            parts = folder.split("/") if folder else []
            for step in unquote(address).split("/"):
                parts = parts[:-1] if step == ".." else [*parts, step]
            target = "/".join(parts)
            if target not in pages and not target.startswith("assets/") and "publications" not in target:
                missing.append((path, address))
    assert missing == []


def test_no_page_asks_another_host_for_anything():
    for path, made in html_pages(whole()).items():
        for tag in re.findall(r"<(?:script|img|link|iframe|source)\b[^>]*>", made):
            if 'type="application/ld+json"' in tag:
                continue
            address = re.search(r'(?:src|href)="([^"]*)"', tag)
            allowed = 'rel="canonical"' in tag
            assert allowed or not address[1].startswith(("http", "//")), f"{path}: {tag}"


def test_every_page_forbids_what_it_does_not_need():
    for path, made in html_pages(whole()).items():
        assert "Content-Security-Policy\" content=\"default-src 'none';" in made, path
        assert " style=" not in made, path
        assert not re.search(r"<script(?! src=| type=\"application/ld\+json\")", made), path


def test_every_page_has_one_first_heading_a_language_and_a_title():
    for path in html_pages(whole()):
        if path in {"old/index.html"}:
            continue
        shown = page(whole(), path)
        assert len(shown.all("h1")) == 1, path
        assert shown.one("html")["lang"] == "en", path
        assert shown.one("title").text, path
        assert shown.one("a.skip")["href"] == "#" + shown.one("main")["id"], path


def test_ids_are_unique_on_every_page_whatever_papers_are_called():
    shown = library(*(paper(slug) for slug in ("main", "page", "year-2025", "2025", "nets")), paper("old", date="2019"))
    for path in html_pages(shown):
        ids = [element["id"] for element in page(shown, path).walk() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_the_same_library_gives_the_same_bytes():
    one, two = built(whole()), built(whole())
    assert one == two


def test_every_template_of_the_theme_is_used_or_extended():
    names = {name for name in os.listdir(engine_templates()) if name.endswith(".html")}
    kinds = {"home", "paper", "category", "year", "person", "markdown_page", "news", "notfound", "redirect", "listed"}
    assert names == {f"{kind}.html" for kind in kinds} | {
        "_base.html", "_masthead.html", "_colophon.html", "_entry.html", "_line.html", "_list.html", "list.html",
        "cv.html", "_search.html", "statistics.html",
    }  # fmt: skip


def test_the_guide_names_every_template():
    guide = (Path(engine_templates()).parent / "docs" / "templates.md").read_text(encoding="utf-8")
    for name in os.listdir(engine_templates()):
        if name.endswith(".html"):
            assert f"`{name}`" in guide, name


def test_copies_are_told_apart_from_pages():
    assert isinstance(built(whole())["papers/nets/nets.pdf"], Copy)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://ada.example.org/", "ada.example.org"),
        ("https://example.org/page/", None),
        ("https://ada.github.io/", None),
        ("http://localhost:8000/", None),
        ("http://127.0.0.1/", None),
        ("", None),
    ],
)
def test_an_address_of_one_s_own_names_its_domain(url, domain):
    site = library(paper()).site._replace(url=url, cname="")
    assert (server.own_domain(site) or None) == domain
