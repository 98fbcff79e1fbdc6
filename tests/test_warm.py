"""A build beside a full cache gives what a build without one gives, to the byte, whatever happened in between.

A history is a row of random edits: files are added, edited, renamed and deleted, some so quickly that no clock can
tell. After each, the site is built with its cache and, elsewhere, without one. `make soak` makes 500 histories.
"""

import os
import random
import shutil

import pytest

from oeuvre import cache, pipeline
from oeuvre.errors import OeuvreError
from oeuvre.preview import Preview
from oeuvre.write.entries import MANIFEST
from tests.conftest import oeuvre
from tests.pictures.drawn import saved, scene
from tests.soak import times

HISTORIES = times(25, 500)
STEPS = 3

SITE = "title: Quill\nhome_papers: {home}\nauthors_shown: {shown}\nlanguage: {lang}\nmacros: {{'\\R': '{macro}'}}\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title></info>
<citation><layout><text variable="title"/></layout></citation></style>"""
NAMES = ("Ada Quill", "Bo Ek", "A. Quill", "José Árbol", "'{The Ear Group}'", "Chen Wei", "B. Ek")
TITLES = ("Nets", "Ears that listen", "On $\\R$")
SLUGS = [f"paper-{letter}" for letter in "abcdefg"]


def paper(dice):
    fields = [f"title: {dice.choice(TITLES)} {dice.randrange(9)}", "authors:"]
    fields += [f"  - {name}" for name in dice.sample(NAMES, dice.randrange(1, 4))]
    fields += [f"date: {dice.choice((2019, 2020, 2021))}", f"category: {dice.choice(('cs.CL', 'cs.LG', 'hep-th'))}"]
    if dice.random() < 0.3:
        fields.append(f"selected: {dice.choice(('true', 'false'))}")
    if dice.random() < 0.2:
        fields.append(f"aliases: [old/{dice.randrange(3)}]")
    if dice.random() < 0.2:
        fields.append("draft: true")
    return "---\n" + "\n".join(fields) + f"\n---\nWe *hear* {dice.randrange(99)}.\n"


def page(dice):
    return f"---\ntitle: Page {dice.randrange(9)}\norder: {dice.randrange(3)}\n---\nWords {dice.randrange(9)}.\n"


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def some(dice, folder, pattern):
    found = sorted(folder.glob(pattern))
    return dice.choice(found) if found else None


def add_paper(dice, content):
    put(content / "papers" / f"{dice.choice(SLUGS)}.md", paper(dice))


def drop_file(dice, content):
    path = some(dice, content, dice.choice(("papers/*", "people/*", "pages/*", "news/*", "files/*")))
    if path:
        path.unlink()


def rename_paper(dice, content):
    path = some(dice, content, "papers/*.md")
    if path:
        path.rename(content / "papers" / f"{dice.choice(SLUGS)}.md")


def rewrite_at_once(dice, content):
    """The same size, and the same time where that was within the clock's grain."""
    path = some(dice, content, "papers/*.md")
    if path:
        before = path.stat()
        text = path.read_text(encoding="utf-8")
        put(path, text.replace("Nets", "Nest").replace("We", "Me"))
        if path.stat().st_mtime_ns - before.st_mtime_ns < cache.GRAIN / 2:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def translate(dice, content):
    path = some(dice, content, "papers/paper-?.md")
    if path:
        put(path.with_suffix(".de.md"), f"---\ntitle: Netze {dice.randrange(9)}\n---\nWir hören.\n")


def accompany(dice, content):
    path = some(dice, content, "papers/paper-?.md")
    if path:
        put(path.with_suffix(dice.choice((".txt", ".slides.txt", ".bib"))), f"file {dice.randrange(99)}")


def settings(dice, content):
    values = {"home": dice.choice((1, 3, "all")), "shown": dice.choice((1, 2, 9)), "lang": dice.choice(("en", "de"))}
    style = dice.choice(
        ("", "citation_style: ieee\n", "font: serif\n", "feeds: false\n", "order: title\n", "search: false\n",
         "theme: compact\n", "order: citations\n")
    )  # fmt: skip
    put(content / "site.yml", SITE.format(**values, macro=dice.choice("AB")) + style)


def template(dice, content):
    by_jinja = "{% macro m() %}<p>{{ owner.display }}</p>{% endmacro %}{{ m() }}\n"  # the others need no Jinja
    text = dice.choice(("", f"<p>{dice.randrange(9)}</p>\n", "<p>{{ site_title }}</p>\n", by_jinja))
    path = content.parent / "templates" / "_colophon.html"
    put(path, text) if text else path.unlink(missing_ok=True)


def style_sheet(dice, content):
    put(content.parent / "templates" / "assets" / "style.css", f"p{{margin:{dice.randrange(9)}px}}")


def person(dice, content):
    text = f"---\nname: {dice.choice(NAMES[:4])}\npage: true\n---\nLife {dice.randrange(9)}.\n"
    put(content / "people" / f"{dice.choice(('bo', 'jo'))}.md", text)


def profile(dice, content):
    put(content / "profile.md", f"---\nname: {dice.choice(('Ada Quill', 'Bo Ek'))}\n---\nBio {dice.randrange(9)}.\n")


def further(dice, content):
    put(content / "pages" / f"{dice.choice(('teaching', 'contact'))}.md", page(dice))


def news(dice, content):
    put(content / "news" / f"2021-0{dice.randrange(1, 9)}-01-x.md", f"---\ntitle: N{dice.randrange(9)}\n---\nNew.\n")


def copied(dice, content):
    put(content / "files" / "cv.txt", f"{dice.randrange(99)}")


def picture(dice, content):
    """One of a paper or a person; some are broken."""
    path = some(dice, content, dice.choice(("papers/paper-?.md", "profile.md", "people/*.md")))
    if path:
        data = saved(scene((dice.choice((100, 400)), 200)), dice.choice(("PNG", "JPEG")))
        path.with_suffix(dice.choice((".png", ".jpg"))).write_bytes(dice.choice((data, data, data[:300])))


def pictured(dice, content):
    teasers, lists, cards = (dice.choice(words) for words in (("images", "none"), ("yes", "no"), ("yes", "no")))
    settings = f"teasers: {teasers}\nlist_teasers: {lists}\nurl: https://example.org/\nsocial_cards: {cards}\n"
    put(content / "site.yml", settings)


def nothing(_dice, _content):
    """Two builds in a row."""


EDITS = (add_paper, add_paper, add_paper, drop_file, rename_paper, rewrite_at_once, translate, accompany, settings,
         template, style_sheet, person, profile, further, news, copied, picture, pictured, nothing)  # fmt: skip


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(site, output, **options):
    """All files of the output and what was told, or what kept the site from being built."""
    try:
        report = pipeline.build(str(site), output=str(output), **options)
    except OeuvreError as error:
        return str(error), None
    return list(report.findings), tree(output) if report.written is not None else None


def same_as_cold(site, tmp_path, **options):
    """Build the site with its cache and a copy of it without one."""
    bare = tmp_path / "bare"
    shutil.copytree(site, bare, ignore=shutil.ignore_patterns(".cache", "output"))
    told, warm = built(site, site / "output", **options)
    told_cold, cold = built(bare, bare / "output", **options)
    shutil.rmtree(bare)
    if isinstance(told, str):
        assert told == told_cold.replace("bare", "site")
    else:
        assert told == told_cold
    assert warm == cold


def begin(dice, folder):
    content = folder / "content"
    profile(dice, content)
    settings(dice, content)
    for _ in range(3):
        add_paper(dice, content)
    return content


def aged(site):
    """Everything as if it had been written an hour ago: what is fresh is never taken from a cache."""
    for path in site.rglob("*"):
        if ".cache" not in path.parts and "output" not in path.parts:
            status = path.stat()
            os.utime(path, ns=(status.st_mtime_ns - 3_600_000_000_000,) * 2)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_warm_build_is_a_cold_build(tmp_path, seed, monkeypatch):
    if seed % 2:
        monkeypatch.setattr(cache, "GRAIN", 0)  # also what was written just now is remembered
    dice = random.Random(seed)
    site = tmp_path / "site"
    content = begin(dice, site)
    for _ in range(STEPS):
        for _ in range(dice.randrange(1, 4)):
            edit = dice.choice([each for each in EDITS if not (seed % 2 and each is rewrite_at_once)])
            edit(dice, content)
        if dice.random() < 0.5:
            aged(site)
        same_as_cold(site, tmp_path, drafts=dice.random() < 0.2)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(HISTORIES // 5))
def test_a_long_preview_shows_what_is_built(tmp_path, seed, monkeypatch):
    monkeypatch.setattr(cache, "GRAIN", 0)
    dice = random.Random(1000 + seed)
    site = tmp_path / "site"
    content = begin(dice, site)
    preview = Preview(str(site))
    for _ in range(STEPS):
        edit = dice.choice([each for each in EDITS if each is not rewrite_at_once])
        edit(dice, content)
        try:
            snapshot = preview.refresh()
            shown = {path: snapshot.get(path)[0] for path in snapshot.paths()}
        except OeuvreError:
            continue
        _, whole = built(site, tmp_path / "output", use_cache=False)
        if whole is not None:
            assert shown == {path: data for path, data in whole.items() if path != MANIFEST}


@pytest.fixture
def site(tmp_path):
    dice = random.Random(7)
    content = begin(dice, tmp_path / "site")
    for edit in (*EDITS[:3], translate, accompany, person, further, news, copied) * 2:
        edit(dice, content)
    aged(tmp_path / "site")
    return tmp_path / "site"


def test_an_unchanged_site_is_not_written_and_says_the_same(site, monkeypatch):
    monkeypatch.setattr(cache, "GRAIN", 0)
    first = pipeline.build(str(site))
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    again = pipeline.build(str(site))
    assert (again.written, again.unchanged, again.papers) == (0, first.written, first.papers)
    assert list(again.findings) == list(first.findings)
    assert before == {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}


def test_of_a_site_in_which_one_paper_changed_only_that_is_read_and_looked_at_again(site, monkeypatch):
    from oeuvre import gather, render

    monkeypatch.setattr(cache, "GRAIN", 0)
    for slug in "vwxyz":
        put(site / "content" / "papers" / f"{slug}.md", paper(random.Random(slug)).replace("draft: true\n", ""))
    pipeline.build(str(site))
    content = (site / "content" / "papers" / "v.md").read_text(encoding="utf-8")
    put(site / "content" / "papers" / "v.md", content + "\nMore.\n")
    again, shown = [], []
    read, fill = gather.read.read_files, render.Renderer._fill
    monkeypatch.setattr(gather.read, "read_files", lambda *a: again.append(a[1].slug) or read(*a))
    monkeypatch.setattr(render.Renderer, "_fill", lambda r, name, names: shown.append(name) or fill(r, name, names))
    pipeline.build(str(site))
    assert again == ["v"]
    assert shown.count("_entry.html") + shown.count("_line.html") <= 2


def test_a_site_whose_output_was_touched_is_mended(site, monkeypatch):
    monkeypatch.setattr(cache, "GRAIN", 0)
    pipeline.build(str(site))
    whole = tree(site / "output")
    (site / "output" / "index.html").write_text("other", encoding="utf-8")
    (site / "output" / "robots.txt").unlink()
    pipeline.build(str(site))
    assert tree(site / "output") == whole


@pytest.mark.parametrize("damage", [b"", b"rubbish", None, "cut", "flipped"])
def test_a_damaged_cache_is_harmless(site, tmp_path, damage, monkeypatch):
    monkeypatch.setattr(cache, "GRAIN", 0)
    pipeline.build(str(site))
    for file in (site / ".cache").rglob("*"):
        if not file.is_file() or file.name == "lock":
            continue
        data = file.read_bytes()
        if damage is None:
            file.unlink()
        elif damage == "cut":
            file.write_bytes(data[: len(data) // 2])
        elif damage == "flipped":
            file.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:] if len(data) > 9 else b"x")
        else:
            file.write_bytes(damage)
    add_paper(random.Random(1), site / "content")
    same_as_cold(site, tmp_path)


def test_the_cache_of_another_engine_is_harmless(site, tmp_path, monkeypatch):
    with monkeypatch.context() as other:
        other.setattr(cache, "engine_digest", lambda: "another")
        pipeline.build(str(site))
    same_as_cold(site, tmp_path)


def test_a_style_of_citations_is_an_input_of_the_pages_that_cite_in_it(site, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "GRAIN", 0)
    pytest.importorskip("citeproc")
    put(site / "content" / "files" / "own.csl", STYLE)
    put(site / "content" / "site.yml", "citation_style: own.csl\n")
    same_as_cold(site, tmp_path)
    put(site / "content" / "files" / "own.csl", STYLE.replace("title\"/>", "DOI\"/>"))
    same_as_cold(site, tmp_path)


@pytest.mark.parametrize("jobs", [2, 4])
def test_any_number_of_processes_gives_the_same_bytes(site, tmp_path, jobs):
    one = built(site, tmp_path / "one", jobs=1, use_cache=False)
    assert built(site, tmp_path / "many", jobs=jobs, use_cache=False) == one


def test_neither_hash_seed_nor_locale_nor_time_zone_shows(site, tmp_path):
    settings = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "UTC"})
    trees = []
    for number, environment in enumerate(settings):
        oeuvre("build", site, "-q", "-o", tmp_path / str(number), "--no-cache", **environment)
        trees.append(tree(tmp_path / str(number)))
    assert trees[0] == trees[1]
