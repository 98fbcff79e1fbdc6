"""The documentation is true: its links lead to files, its commands exist, its examples read as it says."""

import re

import pytest

from oeuvre import pipeline
from oeuvre.cli import parser
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
COMMAND = re.compile(r"(?:^|`|\n)\s*(?:\$ )?oeuvre ([a-z][a-z-]*)")
BASE = {"title": "title: Nets", "authors": "authors: [Ada Lovelace]", "date": "date: 2025"}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text(page):
    return page.read_text(encoding="utf-8")


def prose(page):
    return FENCE.sub("", text(page))


def anchors(page):
    """The ids that GitHub gives headings: small, without signs, spaces as hyphens."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(prose(page))}


@pages
def test_every_relative_link_leads_to_a_file_and_its_heading(page):
    for target in LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name}: {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{page.name}: {target}"


@pages
def test_every_file_of_the_project_that_is_named_is_there(page):
    """Words in capitals are places for a name."""
    named = re.findall(r"`((?:oeuvre|tests|docs)/[\w./-]+)`", text(page))
    assert [path for path in named if not re.search("[A-Z]{4}", path) and not (ROOT / path).exists()] == []


@pages
def test_every_command_in_the_docs_exists(page):
    named = set(COMMAND.findall(text(page)))
    assert named <= parser.VERBS.keys(), page.name


def test_every_command_is_in_the_docs():
    named = {name for page in PAGES for name in COMMAND.findall(text(page))}
    assert parser.VERBS.keys() <= named


def test_every_option_in_the_docs_exists(oeuvre):
    """Those that stand behind `oeuvre VERB` on one line."""
    helps = {verb: oeuvre(verb, "--help").stdout for verb in parser.VERBS}
    for page in PAGES:
        for verb, rest in re.findall(r"oeuvre ([a-z-]+)((?: [^\s`|]+)*)", text(page)):
            for option in re.findall(r"(?<= )--?[a-z][a-z-]*", rest):
                assert verb in helps, page.name
                assert option in helps[verb], f"{page.name}: oeuvre {verb} {option}"


# Examples


def check(folder, papers, others=()):
    """What `oeuvre check` tells of these papers, by their names, each as `severity: message [rule]`."""
    (folder / "content" / "papers").mkdir(parents=True)
    (folder / "content" / "site.yml").write_text("url: https://example.org/\n", encoding="utf-8")
    (folder / "content" / "people").mkdir()
    (folder / "content" / "profile.md").write_text("---\nname: Ada Lovelace\n---\n", encoding="utf-8")
    for path, source in [*((f"papers/{name}.md", source) for name, source in papers.items()), *others]:
        (folder / "content" / path).write_text(source, encoding="utf-8")
    told = {name: [] for name in papers}
    for finding in pipeline.check(str(folder)):
        name = finding.path.rpartition("/")[2].removesuffix(".md")
        told.setdefault(name, []).append(f"{finding.severity}: {finding.message} [{finding.rule}]")
    return told


def paper(lines):
    """The lines as a paper's front matter, with what a paper must have where they do not say it."""
    named = {line.partition(":")[0] for line in lines.split("\n")}
    others = "".join(f"{line}\n" for field, line in BASE.items() if field not in named)
    return f"---\n{others}{lines}---\n\nWe show it.\n"


def whole_files():
    for page in PAGES:
        for number, (_, kind, body) in enumerate(FENCE.findall(text(page))):
            if kind == "yaml" and body.startswith("---\n"):
                yield pytest.param(body, id=f"{page.stem}-{number}")


@pytest.mark.parametrize("body", list(whole_files()))
def test_the_whole_files_in_the_docs_read_without_a_fault(tmp_path, body):
    papers, others = {"nets": paper("")}, []
    if "\nname: Ada Lovelace\n" in body:
        others = [("profile.md", body)]
    elif "\nname:" in body:
        others = [("people/zhen.md", body)]
    else:
        papers["nets" if "\nauthors:" in body else "nets.de"] = body
    told = [line for lines in check(tmp_path / "site", papers, others).values() for line in lines]
    assert [line for line in told if not line.startswith("note")] == []


def troubles():
    """Each message of troubleshooting.md with the lines that it is about, and those after it."""
    parts = re.split(r"```yaml\n(.*?)```\n", text(ROOT / "docs" / "troubleshooting.md"), flags=re.DOTALL)
    for before, between, after in zip(parts[1::2], parts[2::2], [*parts[3::2], ""], strict=True):
        message = re.search(r"^    ((?:error|warning|note): .*)$", between, re.MULTILINE)
        if message:
            yield pytest.param(before, message[1], after, id=before.split("\n")[0])


@pytest.mark.parametrize(("wrong", "message", "right"), list(troubles()))
def test_what_people_meet_first_is_told_as_the_docs_say(tmp_path, wrong, message, right):
    assert message in check(tmp_path / "wrong", {"nets": paper(wrong)})["nets"]
    told = check(tmp_path / "right", {"nets": paper(right)})["nets"]
    assert [line for line in told if not line.startswith("note")] == []


def test_the_five_mistakes_of_the_guide_are_told_as_it_says(tmp_path):
    guide = text(ROOT / "docs" / "guide.md")
    source = re.search(r"```\n(---\n.*?)```", guide, re.DOTALL)[1]
    said = re.findall(r"^    content/papers/nets\.md:\d+:\d+: (.*)$", guide, re.MULTILINE)
    assert check(tmp_path / "site", {"nets": source})["nets"] == said
