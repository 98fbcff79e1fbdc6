"""The JSON Schema says of front matter what reading says of it, as far as a schema can."""

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from oeuvre.fields import TABLES
from oeuvre.schema import schema

CASES = Path(__file__).parent / "read" / "cases"
ROOMS = {"profile": "person"}
BEYOND = {
    "paper/category-unknown", "paper/category-misspelt-in-a-list", "paper/acl-wrong",
    "paper/arxiv-lost-its-zero", "paper/doi-wrong", "paper/isbn-check-digit", "paper/issn-check-digit",
    "paper/pmid-wrong", "paper/aliases-elsewhere", "paper/image-elsewhere", "paper/image-outside",
    "paper/links-a-doi", "paper/links-script", "paper/authors-and-others", "paper/authors-et-al",
    "paper/authors-id-of-nobody", "paper/authors-joined-by-and", "paper/authors-joined-by-commas",
    "paper/authors-two-in-an-item", "paper/quiet-not-a-rule", "paper/abstract-twice", "profile/other-names",
    "news/date-missing", "paper/authors-joined-with-braces", "paper/authors-two-in-full",
    "paper/authors-listed-in-full", "paper/authors-cut-at-the-comma",
    "site/category-with-two-faults", "paper/address-doi", "paper/aliases-no-path",
}  # fmt: skip
"""Faults that take more than a schema: check digits, names, colours, addresses, arXiv's categories, other files."""


class Editor(yaml.SafeLoader):
    """YAML as editors read it, by version 1.2: a date is a text, and so is `no`."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def faults(room, text):
    value = named(yaml.load(text, Editor) or {})
    return [error.message for error in Draft202012Validator(schema(room)).iter_errors(value)]


def named(value):
    """All keys as texts, which is what they are in JSON."""
    if isinstance(value, dict):
        return {str(key): named(item) for key, item in value.items()}
    return [named(item) for item in value] if isinstance(value, list) else value


def test_each_schema_is_one_and_has_all_tables():
    for room in TABLES:
        Draft202012Validator.check_schema(schema(room))
        assert schema(room)["$defs"].keys() == TABLES.keys()


@pytest.mark.parametrize("room", TABLES)
def test_the_example_of_every_field_is_valid(room):
    assert faults(room, "".join(f"{field.name}: {field.example}\n" for field in TABLES[room])) == []


@pytest.mark.parametrize("case", sorted(CASES.rglob("*.findings")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_refuses_what_reading_refuses_and_nothing_else(case):
    told = case.read_text(encoding="utf-8")
    room = ROOMS.get(case.parent.name, case.parent.name)
    file = case.with_suffix(".yml" if room == "site" else ".md")
    text = file.read_text(encoding="utf-8")
    if "frontmatter/" in told or (room == "news" and not text.startswith("---")):
        return
    front = text if room == "site" else text.split("---\n")[1]
    assert bool(faults(room, front)) == (f"[{room}/" in told and f"{case.parent.name}/{case.stem}" not in BEYOND), told
