"""What a server and its robots look for: `robots.txt`, `sitemap.xml`, `.nojekyll`, `CNAME`.

Sources: the Robots Exclusion Protocol (RFC 9309), the Sitemap protocol 0.9 (sitemaps.org), GitHub's documentation of
Pages.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from oeuvre.pages import category, cv, home, markdown_page, news, paper, person, year
from oeuvre.pages.page import Page, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import Site
    from oeuvre.render import Renderer

SITEMAP_LIMIT = 50_000
"""URLs that one sitemap may hold."""

_KINDS = (home, paper, category, year, person, cv, markdown_page, news)


def pages(library: Library) -> Iterator[Page]:
    """The files; a sitemap needs the site's address, since it may hold no relative ones."""
    site = library.site
    yield Page(".nojekyll", (), lambda _renderer: "")
    yield Page("robots.txt", (site.url,), robots)
    if domain := own_domain(site):
        yield Page("CNAME", (domain,), lambda _renderer: domain + "\n")
    if site.url:
        addresses = tuple(addresses_of(library))
        yield Page("sitemap.xml", addresses, partial(sitemap, addresses=addresses))


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


def sitemap(_renderer: Renderer, addresses: tuple[str, ...]) -> str:
    """The addresses as XML, as many as one sitemap may hold."""
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses[:SITEMAP_LIMIT])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
