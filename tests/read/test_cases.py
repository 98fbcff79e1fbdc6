"""Every fault that a person can make in a file of a site, told word for word at its place.

A case is a file, `cases/<folder>/<name>.md` or `.yml`, and what is to be told about it, `<name>.findings` beside it.
"""

from pathlib import Path

import pytest
import yaml

from oeuvre import read

CASES = Path(__file__).parent / "cases"
PLACES = {
    "paper": "papers/{}.md",
    "translation": "papers/words.de.md",
    "profile": "profile.md",
    "page": "pages/{}.md",
    "news": "news/{}.md",
    "site": "site.yml",
}
FILES = sorted(path for path in CASES.rglob("*") if path.suffix in {".md", ".yml"})


def told(case, folder):
    """What is told about a case's file, in a site that is right but for it."""
    content = folder / "content"
    (content / "papers").mkdir(parents=True)
    (content / "profile.md").write_text("---\nname: Ada Okafor\n---\n", encoding="utf-8")
    (content / "papers" / "words.md").write_text("---\ntitle: W\nauthors: Ada\ndate: 2024\n---\n", encoding="utf-8")
    place = PLACES[case.parent.name].format(case.stem)
    (content / place).parent.mkdir(exist_ok=True)
    (content / place).write_bytes(case.read_bytes())
    _, findings = read.read(folder)
    path = f"content/{place}"
    assert {finding.path for finding in findings} <= {path}
    return [str(finding).removeprefix(f"{path}:") for finding in findings]


def expected(case):
    return case.with_suffix(".findings").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_fault_is_told_word_for_word(case, tmp_path):
    assert "".join(f"{line}\n" for line in told(case, tmp_path)) == expected(case)


BROKEN = [case for case in FILES if "[frontmatter/" in expected(case)]


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_faults_of_yaml_are_told_in_the_same_words_without_libyaml(case, tmp_path, monkeypatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert "".join(f"{line}\n" for line in told(case, tmp_path)) == expected(case)


def test_every_rule_about_a_file_s_text_has_a_case():
    texts = "".join(path.read_text(encoding="utf-8") for path in CASES.rglob("*.findings"))
    elsewhere = {"frontmatter/many", "frontmatter/too-long"}  # in test_frontmatter.py; file/ in test_sources.py
    elsewhere |= {"text/bidi", "text/control-character"}  # in a file, the rules of files tell these first
    rules = [rule for rule in read.rules() if rule not in elsewhere and not rule.startswith("file/")]
    assert [rule for rule in rules if f"[{rule}]" not in texts] == []


def test_every_finding_has_a_rule_that_is_documented():
    texts = "".join(path.read_text(encoding="utf-8") for path in CASES.rglob("*.findings"))
    told_rules = {line.rpartition("[")[2].rstrip("]") for line in texts.splitlines()}
    assert told_rules <= read.rules().keys()
