"""A file's name is content: it says an address, a person's id or the date of news. What it names is made again."""

import pytest

from oeuvre import pipeline

FILES = {
    "profile.md": "---\nname: Ada Quill\n---\n",
    "papers/nets.md": "---\ntitle: Nets\nauthors: [Ada Quill, Grace Byte]\ndate: 2025\n---\nWe show it.\n",
    "people/byte.md": "---\nname: Grace Byte\n---\nAn engineer.\n",
    "pages/teaching.md": "---\ntitle: Teaching\n---\nCourses.\n",
    "news/2025-03-01-prize.md": "A prize.\n",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("papers/nets.md", "papers/webs.md"),
        ("people/byte.md", "people/grace.md"),
        ("pages/teaching.md", "pages/courses.md"),
        ("news/2025-03-01-prize.md", "news/2025-04-01-prize.md"),
    ],
)
def test_after_a_file_was_renamed_no_page_shows_its_old_name(tmp_path, old, new):
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pipeline.build(str(tmp_path))
    (tmp_path / "content" / old).rename(tmp_path / "content" / new)
    pipeline.build(str(tmp_path))
    pipeline.build(str(tmp_path), output=str(tmp_path / "fresh"), use_cache=False)
    assert pages(tmp_path / "output") == pages(tmp_path / "fresh")


def pages(folder):
    """The text of every page by its path."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
