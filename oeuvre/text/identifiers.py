"""Identifiers in the form to keep, their check digits computed.

Each function takes what somebody typed or pasted, be it with a prefix or as an address; what cannot be right raises
ValueError with a message for the user: what was found; what to do.
"""

from __future__ import annotations

import re

from oeuvre.text.addresses import told, url
from oeuvre.text.patterns import pattern

__all__ = ["DoubtfulError", "acl", "arxiv", "doi", "isbn", "issn", "orcid", "pmid", "url"]

class DoubtfulError(ValueError):
    """The form is right, but no such id was ever given out; `value` is the id as it stands."""

    def __init__(self, value: str, message: str) -> None:
        super().__init__(message)
        self.value = value


_LONGEST = 400
"""Characters of an identifier at most; what is longer is a mistake, and is not searched."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))

_DOI = pattern(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_DOI_PREFIX = pattern(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/|(?:info:)?doi(?::\s*|/|\s+(?=10\.))", re.IGNORECASE)
_ARXIV_PREFIX = pattern(
    r"(?:https?://)?(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?10\.48550/arxiv\.|arxiv(?::\s*|\s+)",
    re.IGNORECASE,
)
_ARXIV_NEW = pattern(r"(\d\d)(\d\d)\.(\d{1,5})(v[1-9]\d*)?", re.ASCII)
_ARXIV_OLD = pattern(r"([A-Za-z]+(?:-[A-Za-z]+)?)(\.[A-Za-z-]+)?/(\d\d)(\d\d)(\d{3})(v[1-9]\d*)?", re.ASCII)
_ARXIV_ARCHIVES = frozenset(
    {
        *("acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph"),
        *("cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph"),
        *("hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph"),
        *("q-alg", "q-bio", "quant-ph", "solv-int", "supr-con"),
    }
)
"""The archives that had papers when ids began with their names, until March 2007."""
_ORCID_PREFIX = pattern(r"(?:https?://)?(?:www\.)?orcid\.org/|orcid(?:\s+id)?[:\s]\s*", re.IGNORECASE)
_ISBN_PREFIX = pattern(r"(?:urn:)?[ep]?-?isbn(?:-?1[03](?=\D))?[:\s]*", re.IGNORECASE)
_ISSN_PREFIX = pattern(r"(?:urn:)?[ep]?-?issn(?:-l)?[:\s]*", re.IGNORECASE)
_PMID_PREFIX = pattern(
    r"(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/|pmid[:\s]*", re.IGNORECASE
)
_ACL_PREFIX = pattern(r"(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/|acl:\s*", re.IGNORECASE)
_ACL = pattern(r"[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+", re.ASCII)


def doi(text: str) -> str:
    """A DOI, its case as printed: `10.1000/182` (ISO 26324; prefixes as Crossref registers them)."""
    found = _bare(text, _DOI_PREFIX)
    if "%" in found and "://" in text:
        from urllib.parse import unquote

        found = unquote(found)
    proper = found.translate(_DASHES)
    if _DOI.fullmatch(found) and found[-1] not in ".,;/" and found.isprintable() and found == proper:
        return found
    part = _DOI.search(re.split(r"[?#]", proper, maxsplit=1)[0])
    alone = "".join([letter for letter in part[0] if letter.isprintable()]).rstrip(".,;/") if part else ""
    if _DOI.fullmatch(alone):
        raise ValueError(f'doi "{told(text)}" is not a DOI alone; write "{alone}"')
    raise ValueError(f'doi "{told(text)}" is not a DOI; write it like "10.1000/182"')


def arxiv(text: str) -> str:
    """An arXiv id, its version kept: `2401.00010v2`, `hep-th/9901001` (info.arxiv.org/help/arxiv_identifier)."""
    found = _bare(text, _ARXIV_PREFIX).removesuffix(".pdf")
    if new := _ARXIV_NEW.fullmatch(found):
        _check_new_arxiv(found, *new.groups(default=""))
        return found
    old = _ARXIV_OLD.fullmatch(found)
    if not old:
        raise ValueError(f'arxiv "{told(text)}" is not an arXiv id; write it like "2401.00010" or "hep-th/9901001"')
    archive, _, year, month, number, _ = old.groups()
    if archive.lower() not in _ARXIV_ARCHIVES:
        raise ValueError(f'arxiv "{found}" names no archive of arXiv; write it like "hep-th/9901001"')
    _check_month(found, month)
    if not (year >= "91" or year + month <= "0703") or number == "000":
        raise ValueError(f'arxiv "{found}" is not an arXiv id; ids with an archive run from 1991 to March 2007')
    return archive.lower() + found[len(archive) :]


def _check_new_arxiv(found: str, year: str, month: str, number: str, version: str) -> None:
    _check_month(found, month)
    if year + month < "0704":
        raise ValueError(f'arxiv "{found}" is too early for its form; ids before April 2007 look like "hep-th/9901001"')
    digits = 5 if year >= "15" else 4
    if len(number) < digits:
        whole = f"{year}{month}.{number:0<{digits}}{version}"
        raise ValueError(
            f'arxiv "{found}" has {len(number)} digits after the dot where {digits} belong; '
            f'if zeros were lost at the end, write "{whole}"'
        )
    if len(number) > digits:
        message = f'arxiv "{found}" has {len(number)} digits after the dot; ids before 2015 have {digits}'
        raise DoubtfulError(found, message)
    if not int(number):
        raise DoubtfulError(found, f'arxiv "{found}" has the number 0; numbers begin with 1')


def _check_month(found: str, month: str) -> None:
    if not "01" <= month <= "12":
        raise ValueError(f'arxiv "{found}" has month {month}; the two digits after the year are a month, 01 to 12')


def orcid(text: str) -> str:
    """An ORCID iD with its hyphens: `0000-0002-1825-0097`, check digit by ISO 7064 MOD 11-2."""
    found = re.sub(r"[\s-]", "", _bare(text, _ORCID_PREFIX).translate(_DASHES)).upper()
    if not re.fullmatch(r"\d{15}[\dX]", found, re.ASCII):
        raise ValueError(f'orcid "{told(text)}" is not an ORCID iD; write it like "0000-0002-1825-0097"')
    total = 0
    for digit in found[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != found[15]:
        raise ValueError(f'orcid "{told(text)}" has a wrong check digit; look for a mistyped digit')
    return "-".join((found[:4], found[4:8], found[8:12], found[12:]))


def isbn(text: str) -> str:
    """An ISBN of 10 or 13 digits, its check digit sound and its hyphens where they were printed (ISO 2108)."""
    found = re.sub(r"[\s-]+", "-", _bare(text, _ISBN_PREFIX).translate(_DASHES)).upper()
    digits = found.replace("-", "")
    if not re.fullmatch(r"\d{9}[\dX]|\d{13}", digits, re.ASCII):
        raise ValueError(f'isbn "{told(text)}" is not an ISBN; it has 10 or 13 digits, like "978-3-16-148410-0"')
    if len(digits) == 10:
        sound = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits)) % 11 == 0
    elif digits[:3] not in {"978", "979"}:
        raise ValueError(f'isbn "{told(text)}" is not an ISBN; one of 13 digits begins with 978 or 979')
    else:
        sound = sum(int(digit) * (1 + place % 2 * 2) for place, digit in enumerate(digits)) % 10 == 0
    if not sound:
        raise ValueError(f'isbn "{told(text)}" has a wrong check digit; look for a mistyped digit')
    return found


def issn(text: str) -> str:
    """An ISSN with its hyphen: `0378-5955` (ISO 3297)."""
    found = re.sub(r"[\s-]", "", _bare(text, _ISSN_PREFIX).translate(_DASHES)).upper()
    if not re.fullmatch(r"\d{7}[\dX]", found, re.ASCII):
        raise ValueError(f'issn "{told(text)}" is not an ISSN; write it like "0378-5955"')
    if sum((8 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(found)) % 11:
        raise ValueError(f'issn "{told(text)}" has a wrong check digit; look for a mistyped digit')
    return f"{found[:4]}-{found[4:]}"


def pmid(text: str) -> str:
    """A PubMed id: a number of at most 8 digits."""
    found = _bare(text, _PMID_PREFIX)
    if re.fullmatch(r"[1-9]\d{0,7}", found, re.ASCII):
        return found
    if found.upper().startswith("PMC"):
        raise ValueError(f'pmid "{told(text)}" is an id of PubMed Central; write the PubMed id, a number')
    raise ValueError(f'pmid "{told(text)}" is not a PubMed id; write a number of at most 8 digits')


def acl(text: str) -> str:
    """An id of the ACL Anthology: `2020.acl-main.1`, or `P19-1001` for what appeared before 2020."""
    found = _bare(text, _ACL_PREFIX).removesuffix(".pdf").removesuffix(".bib")
    for form in (found, found.upper(), found.lower()):
        if _ACL.fullmatch(form):
            return form
    raise ValueError(f'acl "{told(text)}" is not an ACL Anthology id; write it like "2020.acl-main.1" or "P19-1001"')


def _bare(text: str, prefix: re.Pattern[str]) -> str:
    """The text without spaces at its ends and without the prefix; of an address also without query and fragment."""
    found = text.strip()
    if len(found) > _LONGEST:
        return found[:_LONGEST] + " …"
    start = prefix.match(found)
    if start:
        found = found[start.end() :]
        if start[0].endswith("/"):
            found = re.split(r"[?#]", found, maxsplit=1)[0].rstrip("/")
    return found

