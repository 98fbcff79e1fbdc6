"""The wing of checks: what is wrong between the papers, the people and the numbers of a site.

What is wrong within one field is told when it is read; see `oeuvre.fields`.

To add a check: 1. write a function here, in the file of its concern, that yields a `Fault` for each thing to tell;
2. add a line to CHECKS with front matter that breaks the rule and that does not; 3. add cases to `tests/checks/cases/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks import (
    aliases,
    authors,
    categories,
    duplicates,
    future,
    language,
    leads,
    numbers,
    online,
    pages,
    people,
    pictures,
    quiet,
    records,
    scholar,
    templates,
)
from oeuvre.checks.check import Check, Fault, Occasion
from oeuvre.checks.clock import latest_today
from oeuvre.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from oeuvre.library import Library
    from oeuvre.model import Date
    from oeuvre.probe import Answer

__all__ = ["CHECKS", "Check", "Fault", "Occasion", "run", "run_all"]

CHECKS: dict[str, Check] = {
    "paper/duplicate-doi": Check(
        "warning",
        duplicates.doi,
        "two papers have one DOI",
        "a.md: {doi: 10.1000/182}\nb.md: {doi: 10.1000/182}",
        "a.md: {doi: 10.1000/182}\nb.md: {doi: 10.1000/183}",
    ),
    "paper/duplicate-arxiv": Check(
        "warning",
        duplicates.arxiv,
        "two papers have one arXiv id, whatever its version",
        "a.md: {arxiv: 2401.00010v1}\nb.md: {arxiv: 2401.00010v2}",
        "a.md: {arxiv: 2401.00010v2}\nb.md: {arxiv: 2401.00011}",
    ),
    "paper/duplicate-title": Check(
        "warning",
        duplicates.title,
        "two papers of about the same time have one title",
        "a.md: {title: Attention in small networks}\nb.md: {title: Attention in Small Networks}",
        "a.md: {title: Attention in small networks, versions: [{kind: preprint, arxiv: 2401.00010}]}",
    ),
    "paper/future-date": Check(
        "warning",
        future.papers,
        "a paper, a version, a notice or a count has a date that has not come yet",
        "a.md: {date: 2999}",
        "a.md: {date: forthcoming}",
    ),
    "paper/pages-backwards": Check(
        "warning",
        pages.backwards,
        "a paper's last page is before its first",
        "a.md: {pages: 134-101}",
        "a.md: {pages: 134-41}",
    ),
    "paper/owner-missing": Check(
        "warning",
        people.owner_missing,
        "no author of a paper is the owner of the site",
        "profile.md: {name: Kai Zhen}\na.md: {authors: [Ada Lovelace]}",
        "profile.md: {name: Kai Zhen}\na.md: {authors: [Ada Lovelace, K. Zhen]}",
    ),
    "paper/unclear-author": Check(
        "warning",
        people.unclear,
        "an author's name can be several people's",
        "people/john.md: {name: John Smith, role: Student}\npeople/jane.md: {name: Jane Smith, role: Student}\n"
        "a.md: {authors: [Kai Zhen, J. Smith]}",
        "people/john.md: {name: John Smith, role: Student}\npeople/jane.md: {name: Jane Smith, role: Student}\n"
        "a.md: {authors: [Kai Zhen, {name: J. Smith, id: jane}]}",
    ),
    "paper/author-form": Check(
        "warning",
        authors.author_form,
        "an author's name is not a name alone, or looks like a family name and initials without a comma",
        "a.md: {authors: [Kai Zhen, Dr. Ada Byron (MIT), Smith JA]}",
        "a.md: {authors: [Kai Zhen, {name: Ada Byron, affiliation: MIT}, 'Smith, J. A.']}",
    ),
    "paper/author-twice": Check(
        "warning",
        people.twice,
        "one person stands among the authors twice, or two names can be one person's",
        "a.md: {authors: [Kai Zhen, Ada Lovelace, Ada Lovelace]}",
        "a.md: {authors: [Kai Zhen, Ada Lovelace]}",
    ),
    "paper/unknown-person": Check(
        "error",
        people.unknown_id,
        "an author is given by an id that nobody has",
        "people/ada.md: {name: Ada Lovelace}\na.md: {authors: [Kai Zhen, ada, {name: B. Byte, id: bob}]}",
        "people/ada.md: {name: Ada Lovelace}\na.md: {authors: [Kai Zhen, ada, B. Byte]}",
    ),
    "paper/owner-orcid": Check(
        "warning",
        people.owner_orcid,
        "somebody of another name has the owner's ORCID iD",
        "profile.md: {name: Kai Zhen, orcid: 0000-0002-1825-0097}\n"
        "a.md: {authors: [Kai Zhen, {name: Ada Lovelace, orcid: 0000-0002-1825-0097}]}",
        "profile.md: {name: Kai Zhen, orcid: 0000-0002-1825-0097}\n"
        "a.md: {authors: [{name: Kai Zhen, orcid: 0000-0002-1825-0097}, Ada Lovelace]}",
    ),
    "paper/citation-key-twice": Check(
        "warning",
        records.key_twice,
        "two papers give themselves one citation key",
        "a.md: {citation_key: zhen2025}\nb.md: {citation_key: Zhen2025}",
        "a.md: {citation_key: zhen2025a}\nb.md: {citation_key: zhen2025b}",
    ),
    "paper/own-bibtex": Check(
        "warning",
        records.own_entry,
        "an own BibTeX entry is not one whole entry, so a generated one is handed out",
        "a.md: {bibtex: '@article{key, title = {Open'}",
        "a.md: {bibtex: '@article{key, title = {Closed}}'}",
    ),
    "paper/image-alt": Check(
        "warning",
        pictures.alt,
        "a picture has no words in its place",
        "a.md: {image: files/a.png}",
        "a.md: {image: files/a.png, image_alt: Errors fall as networks grow}",
    ),
    "paper/image-missing": Check(
        "warning",
        pictures.missing,
        "a picture that a paper names is not there",
        "a.md: {image: files/gone.png, image_alt: Errors fall}",
        "a.md: {image: files/a.png, image_alt: Errors fall}",
    ),
    "picture/letters": Check(
        "note",
        pictures.letters,
        "a page has a letter that the fonts of social cards lack, and so no card",
        "site.yml: {url: 'https://example.org/', social_cards: 'true'}\na.md: {title: 學習, date: 2025}",
        "site.yml: {url: 'https://example.org/', social_cards: 'true'}\na.md: {title: Learning ∀ ears, date: 2025}",
    ),
    "picture/cards": Check(
        "note",
        pictures.addresses,
        "social cards are asked for, but the site's address is not known",
        "site.yml: {url: '', social_cards: 'true'}\na.md: {}",
        "site.yml: {url: 'https://example.org/', social_cards: 'true'}\na.md: {}",
    ),
    "paper/alias-taken": Check(
        "warning",
        aliases.taken,
        "an alias is the address of another page, or another page has it too",
        "a.md: {aliases: [/papers/b/]}\nb.md: {}",
        "a.md: {aliases: [/publications/a/]}\nb.md: {}",
    ),
    "person/unused": Check(
        "warning",
        people.unused,
        "somebody has a file, but no paper and no biography",
        "people/ada.md: {name: Ada Lovelace}\na.md: {authors: [Kai Zhen, A. Byron]}",
        "people/ada.md: {name: Ada Lovelace, other_names: [A. Byron]}\na.md: {authors: [Kai Zhen, A. Byron]}",
    ),
    "person/double": Check(
        "warning",
        people.double,
        "two files can be one person's",
        "people/ada.md: {name: Ada Lovelace}\npeople/al.md: {name: A. Lovelace}\na.md: {authors: [Kai Zhen, ada, al]}",
        "people/ada.md: {name: Ada Lovelace, other_names: [A. Lovelace]}\na.md: {authors: [Kai Zhen, ada]}",
    ),
    "category/unused": Check(
        "warning",
        categories.unused,
        "the settings declare a category that nothing has",
        "site.yml: {categories: {robots: {label: Robotics}}}\na.md: {}",
        "site.yml: {categories: {robots: {label: Robotics}}}\na.md: {category: robots}",
    ),
    "language/no-words": Check(
        "warning",
        language.unspoken,
        "the site is in a language whose words for headings and links nobody wrote yet; they are English",
        "site.yml: {language: eu}\na.md: {}",
        "site.yml: {language: fr}\na.md: {}",
    ),
    "metrics/h-index-above-papers": Check(
        "warning",
        numbers.h_index_above_papers,
        "the h-index is above the number of papers",
        "profile.md: {metrics: [{name: h-index, value: 61, source: S}, {name: papers, value: 12, source: S}]}",
        "profile.md: {metrics: [{name: h-index, value: 6, source: S}, {name: papers, value: 12, source: S}]}",
    ),
    "metrics/h-index-above-citations": Check(
        "warning",
        numbers.h_index_above_citations,
        "the h-index needs more citations than there are: its square",
        "profile.md: {metrics: [{name: h-index, value: 61, source: S}, {name: citations, value: 153, source: S}]}",
        "profile.md: {metrics: [{name: h-index, value: 6, source: S}, {name: citations, value: 153, source: S}]}",
    ),
    "metrics/i10-index-above-papers": Check(
        "warning",
        numbers.i10_index_above_papers,
        "the i10-index is above the number of papers",
        "profile.md: {metrics: [{name: i10-index, value: 13, source: S}, {name: papers, value: 12, source: S}]}",
        "profile.md: {metrics: [{name: i10-index, value: 12, source: S}, {name: papers, value: 12, source: S}]}",
    ),
    "metrics/i10-index-above-citations": Check(
        "warning",
        numbers.i10_index_above_citations,
        "the i10-index needs more citations than there are: ten for each",
        "profile.md: {metrics: [{name: i10-index, value: 5, source: S}, {name: citations, value: 49, source: S}]}",
        "profile.md: {metrics: [{name: i10-index, value: 5, source: S}, {name: citations, value: 50, source: S}]}",
    ),
    "metrics/citations-below-papers": Check(
        "warning",
        numbers.citations_below_sum,
        "the citations are fewer than those of the papers together",
        "profile.md: {metrics: [{name: citations, value: 9, source: S}]}\na.md: {citations: 10}",
        "profile.md: {metrics: [{name: citations, value: computed}]}\na.md: {citations: 10}",
    ),
    "metrics/papers-below-site": Check(
        "warning",
        numbers.papers_below_site,
        "the papers are fewer than the site lists",
        "profile.md: {metrics: [{name: papers, value: 1, source: S}]}\na.md: {}\nb.md: {}",
        "profile.md: {metrics: [{name: papers, value: computed}]}\na.md: {}\nb.md: {}",
    ),
    "metrics/below-zero": Check(
        "warning",
        numbers.below_zero,
        "a count is below 0",
        "profile.md: {metrics: [{name: citations, value: -3, source: S}]}",
        "profile.md: {metrics: [{name: citations, value: 3, source: S}]}",
    ),
    "metrics/percent": Check(
        "warning",
        numbers.percent,
        "a share is not between 0 and 100 %",
        "profile.md: {metrics: [{name: Novelty, value: 540, unit: '%', source: S}]}",
        "profile.md: {metrics: [{name: Novelty, value: 54, unit: '%', source: S}]}",
    ),
    "metrics/range": Check(
        "warning",
        numbers.outside_range,
        "a value lies outside the range that is given with it",
        "profile.md: {metrics: [{name: AI Score, value: 144, range: 0-100, source: S}]}",
        "profile.md: {metrics: [{name: AI Score, value: 44, range: 0-100, source: S}]}",
    ),
    "metrics/not-computable": Check(
        "error",
        numbers.not_computable,
        "a number is to be computed that nobody knows how to compute",
        "profile.md: {metrics: [{name: AI Score, value: computed}]}",
        "profile.md: {metrics: [{name: papers, value: computed}]}",
    ),
    "metrics/not-computed": Check(
        "note",
        numbers.not_computed,
        "a number is to be computed, but the papers do not tell it yet; it is shown as unknown",
        "profile.md: {metrics: [{name: h-index, value: computed}]}\na.md: {}",
        "profile.md: {metrics: [{name: h-index, value: computed}]}\na.md: {citations: 3}",
    ),
    "metrics/not-there": Check(
        "warning",
        numbers.not_there,
        "the settings name a number to show that the profile does not have",
        "site.yml: {metrics: [h-index, papers]}\nprofile.md: {metrics: [{name: papers, value: computed}]}\na.md: {}",
        "site.yml: {metrics: [papers]}\nprofile.md: {metrics: [{name: papers, value: computed}]}\na.md: {}",
    ),
    "metrics/no-source": Check(
        "note",
        numbers.no_source,
        "a number does not say whose count it is",
        "profile.md: {metrics: [{name: citations, value: 153}]}",
        "profile.md: {metrics: [{name: citations, value: 153, source: OpenAlex}]}",
    ),
    "metrics/future-date": Check(
        "warning",
        future.metrics,
        "a number was counted on a day that has not come yet",
        "profile.md: {metrics: [{name: citations, value: 153, source: S, as_of: 2999}]}",
        "profile.md: {metrics: [{name: citations, value: 153, source: S, as_of: 2025}]}",
    ),
    "news/future-date": Check(
        "note",
        future.news,
        "a piece of news is shown before its date",
        "news/2999-01-01-talk.md: {title: A talk}",
        "news/2999-01-01-talk.md: {title: A talk, draft: true}",
    ),
    "link/nowhere": Check(
        "warning",
        leads.nowhere,
        "a link or picture within the site leads to no page and no file",
        "a.md: {links: {slides: files/gone.pdf}}",
        "a.md: {links: {slides: files/a.png}}",
        thorough=True,
    ),
    "link/anchor": Check(
        "warning",
        leads.anchor,
        "a link leads to a place that its page does not have",
        "pages/lab.md: {title: Lab}\na.md: {abstract: 'See [the lab](../pages/lab.md#rooms).'}",
        "pages/lab.md: {title: Lab}\na.md: {abstract: 'See [the lab](../pages/lab.md).'}",
        thorough=True,
    ),
    "link/image-alt": Check(
        "warning",
        leads.image_alt,
        "a picture in a text has no words in its place",
        "a.md: {abstract: 'It looks so: ![](../files/a.png)'}",
        "a.md: {abstract: 'It looks so: ![A falling curve](../files/a.png)'}",
        thorough=True,
    ),
    "link/gone": Check(
        "warning",
        online.gone,
        "an address elsewhere leads to nothing (told with `--online`)",
        "a.md: {links: {code: 'https://example.org/gone'}}",
        "a.md: {links: {code: 'https://example.org/there'}}",
        thorough=True,
    ),
    "link/moved": Check(
        "note",
        online.moved,
        "an address elsewhere has moved for good (told with `--online`)",
        "a.md: {links: {code: 'https://example.org/moved'}}",
        "a.md: {links: {code: 'https://example.org/there'}}",
        thorough=True,
    ),
    "link/unchecked": Check(
        "note",
        online.unchecked,
        "nobody knows what became of an address, since its server does not tell (told with `--online`)",
        "a.md: {links: {code: 'https://example.org/shut'}}",
        "a.md: {links: {code: 'https://example.org/there'}}",
        thorough=True,
    ),
    "template/unused": Check(
        "warning",
        templates.unused,
        "a template of the site is used by no page",
        "templates/yaer.html: ''\na.md: {}",
        "templates/year.html: '{# from oeuvre 0.1.0 year.html 72a40501 #}'\na.md: {}",
        thorough=True,
    ),
    "template/drift": Check(
        "note",
        templates.drift,
        "a template was copied from ours, and ours has changed since",
        "templates/year.html: '{# from oeuvre 0.0.9 year.html 00000000 #}'\na.md: {}",
        "templates/year.html: '{# from oeuvre 0.1.0 year.html 72a40501 #}'\na.md: {}",
        thorough=True,
    ),
    "template/unmarked": Check(
        "note",
        templates.unmarked,
        "a template takes the place of ours and does not say which version of ours it knows",
        "templates/year.html: ''\na.md: {}",
        "templates/year.html: '{# from oeuvre 0.1.0 year.html 72a40501 #}'\na.md: {}",
        thorough=True,
    ),
    "scholar/date": Check(
        "note",
        scholar.date,
        "a paper has no date yet, and Google Scholar takes none without",
        "a.md: {date: forthcoming}",
        "a.md: {date: 2025}",
        thorough=True,
    ),
    "scholar/authors": Check(
        "note",
        scholar.authors,
        "a book has editors and no authors, and Google Scholar takes no paper without",
        "a.md: {type: book, authors: '', editor: [Kai Zhen]}",
        "a.md: {type: book, authors: [Kai Zhen], editor: [Kai Zhen]}",
        thorough=True,
    ),
    "scholar/abstract": Check(
        "note",
        scholar.something_to_read,
        "a paper's page has neither its abstract nor its PDF",
        "a.md: {abstract: ''}",
        "a.md: {abstract: We show that networks listen.}",
        thorough=True,
    ),
    "scholar/pdf-elsewhere": Check(
        "note",
        scholar.pdf_elsewhere,
        "the PDF of a paper is not beside its page, where Google Scholar wants it",
        "a.md: {links: {pdf: 'https://example.org/a.pdf'}}",
        "a.md: {links: {pdf: 'https://example.org/a.pdf'}}\na.pdf: {shows: The paper a}",
        thorough=True,
    ),
    "scholar/pdf-size": Check(
        "warning",
        scholar.pdf_size,
        "a PDF has more than 5 MB",
        "a.md: {}\na.pdf: {shows: The paper a, bytes: 6100000}",
        "a.md: {}\na.pdf: {shows: The paper a, bytes: 4900000}",
        thorough=True,
    ),
    "scholar/pdf-name": Check(
        "warning",
        scholar.pdf_name,
        "the name of a PDF does not end in .pdf",
        "a.md: {}\na.PDF: {shows: The paper a}",
        "a.md: {}\na.pdf: {shows: The paper a}",
        thorough=True,
    ),
    "scholar/pdf-text": Check(
        "warning",
        scholar.pdf_text,
        "a PDF has no text that can be searched, or cannot be opened",
        "a.md: {}\na.pdf: {shows: ''}",
        "a.md: {}\na.pdf: {shows: The paper a}",
        thorough=True,
    ),
    "scholar/pdf-title": Check(
        "warning",
        scholar.pdf_title,
        "the first page of a PDF does not show the paper's title",
        "a.md: {title: Networks that listen}\na.pdf: {shows: Quantization of speech}",
        "a.md: {title: Networks that listen}\na.pdf: {shows: NETWORKS THAT LISTEN}",
        thorough=True,
    ),
    "scholar/pdf-unseen": Check(
        "note",
        scholar.unseen,
        "the extra that looks into PDFs is not installed, so their text and titles were not checked",
        "a.md: {}\na.pdf: {shows: The paper a}",
        "a.md: {}",
        thorough=True,
    ),
    "scholar/url": Check(
        "note",
        scholar.url,
        "the site has PDFs, but no address, which search engines are to be told with them",
        "site.yml: {url: ''}\na.md: {}\na.pdf: {shows: The paper a}",
        "site.yml: {url: 'https://example.org/'}\na.md: {}\na.pdf: {shows: The paper a}",
        thorough=True,
    ),
    "scholar/unlinked": Check(
        "warning",
        scholar.unlinked,
        "no plain links lead from the home page to every paper",
        "site.yml: {sections: [biography], cv: 'false'}\na.md: {}",
        "site.yml: {sections: [biography, papers]}\na.md: {}",
        thorough=True,
    ),
    "scholar/robots": Check(
        "warning",
        scholar.robots,
        "a robots.txt lies where no robot reads it",
        "files/robots.txt: {Disallow: /}\na.md: {}",
        "a.md: {}",
        thorough=True,
    ),
    quiet.RULE: Check(
        "note",
        quiet.nothing,
        "a rule is quietened that would tell nothing, or that is an error and is told all the same",
        "a.md: {quiet: {paper/future-date: announced}}",
        "a.md: {date: 2999, quiet: {paper/future-date: announced}}",
    ),
}
"""Every rule by its id. Examples stand for files in `content/` (papers without their folder) and their front matter."""


def run(
    rule: str,
    library: Library,
    today: Date,
    folder: str = "",
    paths: Collection[str] = (),
    answers: Mapping[str, Answer] | None = None,
) -> Iterator[Finding]:
    """What one rule finds; the place is told by a field, and its line is found by `read.locate`."""
    check = CHECKS[rule]
    for path, field, message in check.find(library, Occasion(today, folder, paths, answers or {})):
        yield Finding(path, 0, 0, check.severity, message, rule, field)


def run_all(
    library: Library,
    found: Iterable[Finding] = (),
    today: Date | None = None,
    folder: str = "",
    paths: Collection[str] = (),
    answers: Mapping[str, Answer] | None = None,
) -> list[Finding]:
    """All that is to be told of a site: what reading `found` and what the checks do, without what is quietened.

    Where reading has told an error of a field, no check tells another of it. `today` is by default the latest date
    that it is anywhere on Earth. With the site's `folder` the thorough rules are told as well, which may know
    the `paths` of all that the site will have, and the `answers` of other servers about addresses.
    """
    told = list(found)
    wrong = {(finding.path, finding.field) for finding in told if finding.severity == "error" and finding.field}
    day = today or latest_today()
    rules = [rule for rule, check in CHECKS.items() if folder or not check.thorough]
    for rule in rules:
        findings = run(rule, library, day, folder, paths, answers)
        told += [finding for finding in findings if (finding.path, finding.field) not in wrong]
    return quiet.quietened(told, library, unknown=CHECKS.keys() - set(rules))
