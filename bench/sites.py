"""The same corpus as a site of each tool, each with a home page that lists every abstract and a page for each paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus import Paper

_HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title>{}</head><body>'
_HUGO_META = """<meta name="citation_title" content="{{ .Title }}">{{ range .Params.authors }}
<meta name="citation_author" content="{{ . }}">{{ end }}
<meta name="citation_publication_date" content="{{ .Date.Format "2006/01/02" }}">
<meta name="citation_doi" content="{{ .Params.doi }}">
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "ScholarlyArticle" "name" .Title
 "author" .Params.authors
 "datePublished" (.Date.Format "2006-01-02") "abstract" .Plain | jsonify | safeJS }}</script>"""
_HUGO_BIBTEX = """<pre>@article{ {{- .File.ContentBaseName }},
  author = { {{- delimit .Params.authors " and " -}} },
  title = { {{- .Title -}} },
  journal = { {{- .Params.venue -}} },
  year = { {{- .Date.Format "2006" -}} },
  doi = { {{- .Params.doi -}} }
}</pre>"""
_HUGO_ENTRY = """<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ delimit .Params.authors ", " }}</p>
<p><cite>{{ .Params.venue }}</cite> {{ .Date.Format "2 January 2006" }}</p>{{ .Content }}""" + _HUGO_BIBTEX
_NJK_ENTRY = """<h2><a href="{{ p.url }}">{{ p.data.title }}</a></h2><p>{{ p.data.authors | join(", ") }}</p>
<p><cite>{{ p.data.venue }}</cite> {{ p.data.day }}</p>{{ p.content | safe }}"""


def write(path: Path, text: str) -> None:
    """A file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def oeuvre(folder: Path, papers: Iterable[Paper]) -> None:
    """Ours, with the single long list that the others have."""
    write(folder / "content/site.yml", "title: Bench\nurl: https://example.org/\nhome_papers: all\n")
    write(folder / "content/profile.md", "---\nname: Ada Quill\n---\nPapers.\n")
    for paper in papers:
        fields = f"category: {paper.category}\nvenue: {paper.venue}\ndoi: {paper.doi}\ntype: article\n"
        write(folder / f"content/papers/{paper.slug}.md", _matter(paper, f"date: {paper.date}\n{fields}"))


def hugo(folder: Path, papers: Iterable[Paper]) -> None:
    """Hugo: pages, one list, BibTeX, the tags of Google Scholar, JSON-LD, a feed and a sitemap."""
    write(folder / "hugo.toml", 'baseURL = "https://example.org/"\ntitle = "Bench"\ndisableKinds = ["taxonomy"]\n')
    head = _HEAD.format("{{ .Title }}", _HUGO_META)
    write(folder / "layouts/_default/single.html", head + _HUGO_ENTRY + "</body></html>")
    home = _HEAD.format("Bench", "") + "{{ range where site.RegularPages \"Section\" \"papers\" }}"
    write(folder / "layouts/index.html", home + _HUGO_ENTRY + "{{ end }}</body></html>")
    write(folder / "layouts/_default/list.html", _HEAD.format("Papers", "") + "</body></html>")
    for paper in papers:
        fields = f"date: {paper.date}\nvenue: {paper.venue}\ndoi: {paper.doi}\n"
        write(folder / f"content/papers/{paper.slug}.md", _matter(paper, fields))


def pelican(folder: Path, papers: Iterable[Paper]) -> None:
    """Pelican with the theme `simple`: pages and one list, without BibTeX and JSON-LD."""
    settings = {"SITENAME": "Bench", "THEME": "simple", "PATH": "content", "DEFAULT_PAGINATION": False}
    settings |= {"DIRECT_TEMPLATES": ["index"], "TIMEZONE": "UTC", "OUTPUT_PATH": "public"}
    write(folder / "pelicanconf.py", "\n".join(f"{name} = {value!r}" for name, value in settings.items()) + "\n")
    for paper in papers:
        meta = f"Title: {paper.title}\nDate: {paper.date}\nSlug: {paper.slug}\nCategory: {paper.category}\n"
        write(folder / f"content/{paper.slug}.md", f"{meta}Authors: {'; '.join(paper.authors)}\n\n{paper.abstract}\n")


def eleventy(folder: Path, papers: Iterable[Paper]) -> None:
    """Eleventy with Nunjucks: pages and one list, without BibTeX and JSON-LD."""
    write(folder / "eleventy.config.cjs", 'module.exports = () => ({ dir: { input: "in", output: "public" } });\n')
    page = _HEAD.format("{{ title }}", "") + "<h1>{{ title }}</h1><p>{{ authors | join(', ') }}</p>{{ content | safe }}"
    write(folder / "in/_includes/paper.njk", page + "</body></html>")
    loop = "---\n---\n" + _HEAD.format("Bench", "") + "{% for p in collections.papers %}" + _NJK_ENTRY + "{% endfor %}"
    write(folder / "in/index.njk", loop + "</body></html>")
    write(folder / "in/papers/papers.json", json.dumps({"layout": "paper.njk", "tags": "papers"}))
    for paper in papers:
        fields = f"day: {paper.date}\nvenue: {paper.venue}\n"
        write(folder / f"in/papers/{paper.slug}.md", _matter(paper, fields))


def _matter(paper: Paper, fields: str) -> str:
    authors = "".join(f"  - {name}\n" for name in paper.authors)
    return f"---\ntitle: {paper.title}\nauthors:\n{authors}{fields}---\n{paper.abstract}\n"
