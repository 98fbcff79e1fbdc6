"""One work as each source would tell it, with a payload wherever a text can stand."""

import json
from xml.sax.saxutils import escape


def bibtex(key, text):
    places = ["booktitle", "journal", "publisher", "series", "address", "institution"]
    names = ["title", *places, "note", "abstract", "keywords", "url"]
    fields = "".join(f"  {name} = {{{text}}},\n" for name in names)
    return f"@inproceedings{{{key},\n{fields}  author = {{{text} and Ada Quill}},\n  year = {{2020}}\n}}\n"


def ris(key, text):
    text = " ".join(text.split())
    fields = "".join(f"{tag}  - {text}\n" for tag in ("TI", "AU", "T2", "PB", "CY", "N1", "KW", "UR", "DA"))
    return f"TY  - CONF\nID  - {key}\n{fields}AU  - Quill, Ada\nPY  - 2020\nAB  - {text}\nER  - \n"


def csl(key, text):
    names = ("title", "container-title", "publisher", "publisher-place", "note", "abstract", "keyword", "URL", "volume")
    authors = [{"literal": text}, {"family": text, "given": text}]
    fields = {"id": key, "type": "paper-conference", "author": authors, "issued": {"date-parts": [[2020]]}}
    return fields | dict.fromkeys(names, text)


def crossref(key, text):
    work = csl(key, text) | {"title": [text], "subtitle": [text], "container-title": [text], "DOI": f"10.5555/{key}"}
    authors = [{"given": text, "family": text, "affiliation": [{"name": text}]}]
    return work | {"author": authors, "event": {"name": text}}


def openalex(key, text):
    place = {"landing_page_url": text, "pdf_url": text, "source": {"display_name": text, "type": "conference"}}
    return {
        "id": f"https://openalex.org/W{key[1:]}", "title": text, "publication_date": "2020-01-01", "type": "article",
        "authorships": [{"author": {"display_name": text}, "raw_affiliation_strings": [text]}],
        "primary_location": place, "best_oa_location": place, "biblio": dict.fromkeys(("volume", "issue"), text),
        "abstract_inverted_index": {text: [0]}, "keywords": [{"display_name": text}],
    }  # fmt: skip


def semanticscholar(key, text):
    return {
        "paperId": key, "url": text, "title": text, "year": 2020, "venue": text, "abstract": text,
        "journal": {"name": text, "volume": text, "pages": text}, "authors": [{"name": text}],
        "openAccessPdf": {"url": text},
    }  # fmt: skip


def orcid(key, text):
    value = {"value": text}
    work = {
        "put-code": int(key[1:]) + 1, "title": {"title": value, "subtitle": value}, "journal-title": value,
        "short-description": text, "type": "journal-article", "publication-date": {"year": {"value": "2020"}},
        "url": value, "contributors": {"contributor": [{"credit-name": value}]},
    }  # fmt: skip
    return {"external-ids": {"external-id": []}, "work-summary": [], "work": work}


def arxiv(key, text):
    text = escape("".join(letter for letter in text if letter >= " "))
    number = int(key[1:])
    return (
        f"<entry><id>http://arxiv.org/abs/2401.{number:05}v1</id><title>{text}</title><summary>{text}</summary>"
        f"<published>2020-01-01T00:00:00Z</published><author><name>{text}</name></author>"
        f'<comment xmlns="http://arxiv.org/schemas/atom">{text}</comment></entry>'
    )


def dblp(key, text):
    text = escape("".join(letter for letter in text if letter >= " "))
    return (
        f'<r><article key="{key}"><author>{text}</author><title>{text}</title><journal>{text}</journal>'
        f"<year>2020</year><pages>{text}</pages><ee>{text}</ee></article></r>"
    )


def _one_by_one(make):
    return lambda works: "\n\n".join(make(*work) for work in works)


def _listed(make, around):
    return lambda works: json.dumps(around([make(*work) for work in works]))


SOURCES = {
    "bibtex": _one_by_one(bibtex),
    "ris": _one_by_one(ris),
    "csl-json": _listed(csl, lambda works: works),
    "doi": _listed(crossref, lambda works: {"message": {"items": works}}),
    "openalex": _listed(openalex, lambda works: {"results": works}),
    "semanticscholar": _listed(semanticscholar, lambda works: {"data": works}),
    "orcid": _listed(orcid, lambda works: {"group": works}),
    "arxiv": lambda works: f'<feed xmlns="http://www.w3.org/2005/Atom">{_one_by_one(arxiv)(works)}</feed>',
    "dblp": lambda works: f"<dblpperson>{_one_by_one(dblp)(works)}</dblpperson>",
}
