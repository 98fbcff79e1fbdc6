"""`docs/front-matter.md` and `docs/rules-of-reading.md` say what the tables say.

`pytest tests/test_field_docs.py --update-golden` writes them anew. In front-matter.md only what stands between
`<!-- table: … -->` and `<!-- end -->` is written: the rest is by hand.
"""

import re
from itertools import groupby

import pytest

from oeuvre import pictures, read
from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.fields import TABLES
from oeuvre.fields.kinds import KINDS
from oeuvre.text import problems
from tests.conftest import ROOT

FIELDS = ROOT / "docs" / "front-matter.md"
RULES = ROOT / "docs" / "rules-of-reading.md"

KIND_WORDS = {
    "text": "text, kept as written",
    "phrase": "text, with LaTeX macros",
    "raw": "text of several lines",
    "title": "text, with LaTeX and math",
    "note": "text, with LaTeX, math and links",
    "prose": "Markdown, with LaTeX and math",
    "flag": "true or false",
    "number": "whole number",
    "date": "[date](#dates)",
    "language": "language tag",
    "type": "[kind of work](#kinds-of-work)",
    "email": "e-mail address",
    "colour": "`#` and six digits, in quotes",
    "picture": "path in `content/`",
    "doi": "DOI",
    "arxiv": "arXiv id",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PubMed id",
    "acl": "ACL Anthology id",
    "orcid": "ORCID iD",
    "authors": "[list of names](#authors)",
    "name": "[name](#authors)",
    "names": "[list of names](#authors)",
    "id": "small letters, digits, hyphens",
    "categories": "one code, or a list",
    "category": "one code",
    "links": "labels with addresses",
    "citations": "[number, or parts](#citations)",
    "status": "[word, or parts](#status)",
    "versions": "[list of parts](#versions)",
    "words": "list of texts",
    "paths": "path on your site, or a list",
    "quiet": "rules with reasons",
    "extra": "names and values of your own",
    "metrics": "[list of parts](#metrics)",
    "base": "address with http or https",
    "count": "whole number, or `all`",
    "positive": "whole number from 1",
    "domain": "domain name",
    "order": "one of four words",
    "teasers": "one of three words",
    "sections": "list of section names",
    "style": "name of a style, or a file",
    "macros": "macros with what they stand for",
    "own categories": "codes with their parts",
    "cv": "parts, or false",
}


ROOMS = {
    "file": "Files",
    "frontmatter": "Front matter as YAML",
    "text": "Text, LaTeX and math",
    "paper": "Fields of a paper",
    "translation": "Fields of a paper in another language",
    "person": "Fields of a person",
    "page": "Fields of a page",
    "news": "Fields of a news item",
    "site": "Settings",
    "picture": "Pictures",
}

RULES_HEAD = """# The rules of reading

What a file of your site may hold, rule by rule. A finding ends in the id of its rule, in brackets: look it up here.
Rules about how papers, people and numbers fit together are in [checks.md](checks.md); what to do about the findings
that people meet first is in [troubleshooting.md](troubleshooting.md).

Most of these are errors. A warning can be quietened, with a reason; [checks.md](checks.md) says how.
"""


def cell(text):
    return text.replace("|", "\\|")


def code(text):
    fence = "``" if "`" in text else "`"
    return f"{fence}{cell(text)}{fence}"


def table(room):
    rows = ["| field | what it is | what to write | for example |", "|---|---|---|---|"]
    for field in TABLES[room]:
        name = f"**`{field.name}`** (required)" if field.required else f"`{field.name}`"
        example = code(f"{field.name}: {field.example}")
        rows.append(f"| {name} | {cell(field.doc)} | {KIND_WORDS[field.kind]} | {example} |")
    return "\n".join(rows)


def types():
    rows = ["| `type` | what it is | in BibTeX |", "|---|---|---|"]
    rows += [f"| `{row.type}` | {row.label} | `@{row.bibtex}` |" for row in ENTRY_TYPES.values()]
    return "\n".join(rows)


def rules_page():
    rules = read.rules() | problems.RULES | pictures.RULES
    ordered = sorted(rules, key=lambda rule: (list(ROOMS).index(rule.partition("/")[0]), rule))
    text = RULES_HEAD
    for room, ids in groupby(ordered, key=lambda rule: rule.partition("/")[0]):
        text += f"\n## {ROOMS[room]}\n\n| rule | what it is about |\n|---|---|\n"
        text += "".join(f"| `{rule}` | {cell(rules[rule])} |\n" for rule in ids)
    return text


def test_the_docs_have_every_field(golden):
    page = re.sub(
        r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}{types() if found[2] == 'types' else table(found[2])}\n{found[3]}",
        FIELDS.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    golden(page, FIELDS)


@pytest.mark.parametrize("room", TABLES)
def test_each_table_stands_in_the_docs(room):
    assert f"<!-- table: {room} -->\n" in FIELDS.read_text(encoding="utf-8")


def test_the_docs_have_every_rule(golden):
    golden(rules_page(), RULES)


def test_every_kind_of_value_has_its_words():
    assert KIND_WORDS.keys() == KINDS.keys()


def test_every_rule_about_texts_is_explained():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "oeuvre" / "text").glob("*.py"))
    assert set(re.findall(r'"(text/[a-z-]+)"', source)) == problems.RULES.keys()
