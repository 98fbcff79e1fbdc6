"""Every rule has an example that breaks it and one that does not, read as a site's files are."""

import sys

import pytest

from oeuvre import read
from oeuvre.checks import CHECKS
from tests.checks.written import told


@pytest.fixture(autouse=True)
def what_is_installed(request, monkeypatch):
    """One rule speaks of what is not installed."""
    if request.node.name.endswith("[scholar/pdf-unseen]"):
        monkeypatch.setitem(sys.modules, "pypdfium2", None)


@pytest.mark.parametrize("rule", CHECKS)
def test_the_wrong_example_breaks_the_rule_and_no_other(rule, tmp_path):
    findings = told(tmp_path, CHECKS[rule].wrong, thorough=CHECKS[rule].thorough)
    assert {finding.rule for finding in findings} == {rule}
    assert {finding.severity for finding in findings} == {CHECKS[rule].severity}


@pytest.mark.parametrize("rule", CHECKS)
def test_the_right_example_breaks_nothing(rule, tmp_path):
    assert told(tmp_path, CHECKS[rule].right, thorough=CHECKS[rule].thorough) == []


@pytest.mark.parametrize("rule", CHECKS)
def test_every_finding_has_a_line_of_its_own_field(rule, tmp_path):
    for finding in told(tmp_path, CHECKS[rule].wrong, thorough=CHECKS[rule].thorough):
        place = read.locate(tmp_path, finding)
        line = (tmp_path / finding.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
        name = finding.field.split(".")[0]
        assert name in line or line.startswith(("-", "  ", "'")), finding


def test_rules_have_ids_of_two_parts_and_a_sentence_each():
    for rule, check in CHECKS.items():
        room, name = rule.split("/")
        assert room.isalpha()
        assert name.replace("-", "").isalnum()
        assert check.doc
        assert check.doc[0].islower()
        assert check.wrong != check.right


def test_no_rule_has_the_id_of_a_rule_of_reading():
    assert not CHECKS.keys() & read.rules().keys()
