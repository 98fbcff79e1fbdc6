"""Sites written from examples such as `a.md: {title: Nets}`, and what the checks tell of them."""

import yaml

from oeuvre import read
from oeuvre.checks import CHECKS, run_all
from oeuvre.library import Library
from tests.invented import TODAY

FOLDERS = ("people/", "pages/", "news/", "profile.md", "site.yml")


def site(folder, example):
    """Write an example's files, with what every file must have."""
    files = {"profile.md": "{}", **dict(line.split(": ", 1) for line in example.split("\n"))}
    for name, text in files.items():
        path = folder / "content" / (name if name.startswith(FOLDERS) else f"papers/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        fields = {**standard(name), **yaml.load(text, yaml.BaseLoader)}
        front = yaml.safe_dump(fields, allow_unicode=True, default_style="'")
        path.write_text(front if name == "site.yml" else f"---\n{front}---\n", encoding="utf-8")
    (folder / "content" / "files").mkdir()
    (folder / "content" / "files" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def standard(name):
    if name == "profile.md":
        return {"name": "Kai Zhen"}
    if name.startswith(FOLDERS):
        return {}
    return {"title": f"The paper {name.removesuffix('.md')}", "authors": ["Kai Zhen"], "date": "2025"}


def told(folder, example):
    """What the checks tell of an example: files and their front matter, a line each."""
    site(folder, example)
    content, findings = read.read(folder)
    assert {finding.rule for finding in findings if finding.severity == "error"} <= {"paper/authors"}
    return [finding for finding in run_all(Library(content), [], TODAY) if finding.rule in CHECKS]
