"""What an import tells is known beforehand, and the docs explain it."""

import re
from pathlib import Path

import pytest

from oeuvre.importers import RULES, SOURCES
from oeuvre.sync import account

ROOT = Path(__file__).parent.parent.parent
DOCS = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
CASES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/importers/cases").rglob("*.txt"))


@pytest.mark.parametrize("rule", RULES | account.RULES)
def test_the_docs_name_every_rule(rule):
    assert f"`{rule.removeprefix('import/')}`" in DOCS


def test_every_rule_that_a_case_tells_is_known():
    assert set(re.findall(r"\[(import/[a-z-]+)\]", CASES)) <= RULES.keys()


@pytest.mark.parametrize("source", SOURCES)
def test_the_docs_name_every_source(source):
    assert f"oeuvre import {source} " in DOCS
