"""What other systems call fields, so that whoever brings them is told our name and not only that theirs is unknown.

Sources: BibTeX and biblatex fields, and the front matter of al-folio, academicpages, Hugo Blox and Jekyll.
"""

from __future__ import annotations

_LINK = "links: {{{}: …}}"

PAPER = {
    "author": "authors",
    "year": "date",
    "month": "date",
    "published": "date",
    "publishdate": "date",
    "pubdate": "date",
    "journal": "venue",
    "journaltitle": "venue",
    "booktitle": "venue",
    "conference": "venue",
    "publication": "venue",
    "howpublished": "venue",
    "abbr": "venue_short",
    "publication_short": "venue_short",
    "school": "institution",
    "university": "institution",
    "organisation": "organization",
    "editors": "editor",
    "page": "pages",
    "location": "address",
    "eprint": "arxiv",
    "arxiv_id": "arxiv",
    "arxivid": "arxiv",
    "pubmed": "pmid",
    "summary": "abstract",
    "excerpt": "abstract",
    "description": "abstract",
    "tags": "keywords",
    "tag": "keywords",
    "keyword": "keywords",
    "primaryclass": "category",
    "subject": "category",
    "publication_types": "type",
    "publication_type": "type",
    "pubtype": "type",
    "entrytype": "type",
    "featured": "selected",
    "highlight": "selected",
    "weight": "listed",
    "language": "lang",
    "langid": "lang",
    "picture": "image",
    "thumbnail": "image",
    "teaser": "image",
    "preview": "image",
    "cover": "image",
    "alt": "image_alt",
    "caption": "image_alt",
    "awards": "award",
    "honors": "award",
    "annotation": "note",
    "comment": "note",
    "permalink": "aliases",
    "redirect_from": "aliases",
    "bib": "bibtex",
    "key": "citation_key",
    "citekey": "citation_key",
    "cite_key": "citation_key",
    "citation_count": "citations",
    "cited_by": "citations",
    "others": "et_al",
    "retracted": "status",
    "erratum": "status",
    "related": "versions",
} | {
    name: _LINK.format(label)
    for label, names in {
        "pdf": ("pdf", "paperurl", "url_pdf", "fulltext"),
        "code": ("code", "url_code", "github", "repo", "repository"),
        "data": ("data", "url_dataset", "dataset"),
        "slides": ("slides", "slidesurl", "url_slides"),
        "poster": ("poster", "posterurl", "url_poster"),
        "video": ("video", "url_video"),
        "project": ("project", "website", "url_project", "homepage"),
        "demo": ("demo", "url_demo"),
        "blog": ("blog", "url_blog"),
        "html": ("url", "link", "html", "external_url", "url_source"),
        "supplement": ("supp", "supplementary"),
    }.items()
    for name in names
}

PERSON = {
    "title": "role",
    "position": "role",
    "job": "role",
    "organization": "affiliation",
    "organizations": "affiliation",
    "institution": "affiliation",
    "avatar": "photo",
    "image": "photo",
    "picture": "photo",
    "aliases": "other_names",
    "also_known_as": "other_names",
    "mail": "email",
    "social": "links",
    "profiles": "links",
    "homepage": "links: {homepage: …}",
    "website": "links: {homepage: …}",
    "url": "links: {homepage: …}",
    "github": "links: {GitHub: …}",
    "scholar": "links: {Google Scholar: …}",
    "username": "id",
}

PAGE = {
    "name": "title",
    "summary": "description",
    "excerpt": "description",
    "weight": "order",
    "position": "order",
    "nav_order": "order",
    "nav": "menu",
    "permalink": "aliases",
    "redirect_from": "aliases",
    "language": "lang",
}

NEWS = {"name": "title", "headline": "title", "published": "date"}

SITE = {
    "name": "title",
    "baseurl": "url",
    "base_url": "url",
    "lang": "language",
    "locale": "language",
    "subtitle": "description",
    "tagline": "description",
    "color": "accent",
    "colour": "accent",
    "accent_color": "accent",
    "theme_color": "accent",
    "style": "citation_style",
    "domain": "cname",
    "max_authors": "authors_shown",
    "sort": "order",
}

NAMES = {"paper": PAPER, "person": PERSON, "page": PAGE, "news": NEWS, "site": SITE}

NEEDLESS = frozenset(
    ("layout", "collection", "math", "header", "toc", "comments", "share", "profile", "projects", "doi_url", "draft_id")
)
"""Fields that tell another system what to do, and us nothing."""
