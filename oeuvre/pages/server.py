"""What a server and its robots look for: `robots.txt`, `sitemap.xml`, `.nojekyll`, `CNAME`.

Sources: the Robots Exclusion Protocol (RFC 9309), the Sitemap protocol 0.9 (sitemaps.org), GitHub's documentation of
Pages.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from oeuvre.pages import category, cv, home, markdown_page, news, paper, person, statistics, year
from oeuvre.pages.page import Page, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import Site
    from oeuvre.render import Renderer

SITEMAP_LIMIT = 50_000
"""URLs that one sitemap may hold."""

_KINDS = (home, paper, category, year, person, cv, statistics, markdown_page, news)


def pages(library: Library) -> Iterator[Page]:
    """The files; a sitemap needs the site's address, since it may hold no relative ones."""
    site = library.site
    yield Page(".nojekyll", (), lambda _renderer: "")
    yield Page("robots.txt", (site.url,), robots)
    if domain := own_domain(site):
        yield Page("CNAME", (domain,), lambda _renderer: domain + "\n")
    if site.url:
        addresses = tuple(addresses_of(library))
        yield from sitemaps(site.url, addresses)


def own_domain(site: Site) -> str:
    """The domain that GitHub Pages is to answer for: the one in the settings, or the address's, if it is one's own.

    An address below a path, or with a port, is not the whole of a domain.
    """
    if site.cname:
        return site.cname
    host = site.url.partition("://")[2].rstrip("/")
    shared_host = host.endswith((".github.io", ".gitlab.io", ".pages.dev", ".netlify.app", ".localhost"))
    return "" if shared_host or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", host, re.IGNORECASE) else host


def addresses_of(library: Library) -> Iterator[str]:
    """The canonical address of every page that a search engine should know."""
    for kind in _KINDS:
        for page in kind.pages(library):
            if page.path.endswith(".html"):
                yield canonical(library, page.path)


def robots(renderer: Renderer) -> str:
    """Everything may be read; the sitemap says where everything is."""
    url = renderer.library.site.url
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {url.rstrip('/')}/sitemap.xml\n" if url else "")


def sitemaps(url: str, addresses: tuple[str, ...]) -> Iterator[Page]:
    """One sitemap; of more addresses than one may hold several, and `sitemap.xml` is their index."""
    if len(addresses) <= SITEMAP_LIMIT:
        yield Page("sitemap.xml", addresses, partial(sitemap, addresses=addresses))
        return
    parts = [addresses[start : start + SITEMAP_LIMIT] for start in range(0, len(addresses), SITEMAP_LIMIT)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Page(name, part, partial(sitemap, addresses=part))
    places = tuple(f"{url.rstrip('/')}/{name}" for name in names)
    yield Page("sitemap.xml", places, partial(sitemap, addresses=places, kind="sitemapindex", one="sitemap"))


def sitemap(_renderer: Renderer, addresses: tuple[str, ...], kind: str = "urlset", one: str = "url") -> str:
    """The addresses as XML: of pages or, in an index, of sitemaps."""
    entries = "".join(f"<{one}><loc>{escape(address)}</loc></{one}>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</{kind}>\n'
    )
