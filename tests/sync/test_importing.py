"""An import, again and again: nothing twice, nothing lost, and what a person wrote stays."""

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre import sync
from oeuvre.errors import UsageError
from oeuvre.importers.record import Parsed, Record, Refusal, ordered
from oeuvre.text import edit, emit, frontmatter

ORDER = ["title", "authors", "date", "type", "venue", "doi", "arxiv", "links", "note", "extra"]


def record(key="", abstract="", line=0, **fields):
    whole = {"title": "Looms and cards", "authors": ["Ada Lovelace"], "date": "2020", "type": "article"} | fields
    return Record(key, line, ordered({name: value for name, value in whole.items() if value}), abstract)


def run(site, *records, source="bibtex", **options):
    return sync.run(site, source, Parsed(records), **options)


def tree(site):
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(Path(site).rglob("*")) if path.is_file()}


def fields(path):
    document = frontmatter.parse(Path(path).read_bytes())
    return {key.text: edit.value(node) for key, node in document.fields.entries}


def papers(site):
    return sorted(path.name for path in Path(site, "content/papers").iterdir())


def change(path, **values):
    """A person's edit."""
    changes = {(name,): value for name, value in values.items()}
    Path(path).write_bytes(edit.apply(Path(path).read_bytes(), changes, ORDER))


def test_a_new_paper_is_written(tmp_path):
    account = run(tmp_path, record("lovelace2020", "We weave.", doi="10.5555/1"))
    text = (tmp_path / "content/papers/lovelace2020looms.md").read_text(encoding="utf-8")
    assert text == """\
---
title: Looms and cards
authors:
  - Ada Lovelace
date: 2020
type: article
doi: '10.5555/1'
---

We weave.
"""
    assert str(account) == "bibtex: 1 record = 1 written + 0 merged + 0 unchanged + 0 refused"
    assert list(map(str, account.outcomes)) == ["written lovelace2020 → content/papers/lovelace2020looms.md"]


def test_every_record_is_accounted_for(tmp_path):
    records = (record("a", line=3), record("b", line=5, title="Other"))
    account = sync.run(tmp_path, "bibtex", Parsed(records, (Refusal("c", 4, "line 4: it is broken"),)))
    kinds = [(outcome.key, outcome.kind) for outcome in account.outcomes]
    assert kinds == [("a", "written"), ("c", "refused"), ("b", "written")]


def test_a_dry_run_touches_nothing_and_shows_the_difference(tmp_path):
    run(tmp_path, record(doi="10.5555/1"))
    before = tree(tmp_path)
    account = run(tmp_path, record(doi="10.5555/1", venue="Loom Letters"), record(title="New one"), dry_run=True)
    assert tree(tmp_path) == before
    assert account.diff == """\
--- a/content/papers/lovelace2020looms.md
+++ b/content/papers/lovelace2020looms.md
@@ -4,5 +4,6 @@
   - Ada Lovelace
 date: 2020
 type: article
+venue: Loom Letters
 doi: '10.5555/1'
 ---
--- /dev/null
+++ b/content/papers/lovelace2020new.md
@@ -0,0 +1,7 @@
+---
+title: New one
+authors:
+  - Ada Lovelace
+date: 2020
+type: article
+---
"""
    assert run(tmp_path, record(doi="10.5555/1", venue="Loom Letters"), record(title="New one")).diff == account.diff


def test_what_the_source_corrects_is_corrected(tmp_path):
    run(tmp_path, record("k", pages="1–2", venue="Lom Letters"))
    account = run(tmp_path, record("k", pages="1–3", venue="Loom Letters"))
    found = fields(tmp_path / "content/papers/lovelace2020looms.md")
    assert (found["pages"], found["venue"]) == ("1–3", "Loom Letters")
    assert account.outcomes[0].kind == "merged"
    assert account.outcomes[0].fields == ("venue", "pages")


def test_what_a_person_edited_stays_and_is_told_once(tmp_path):
    run(tmp_path, record("k", venue="Loom Letters", note="First"))
    path = tmp_path / "content/papers/lovelace2020looms.md"
    change(path, venue="Letters of the Loom Society")
    quiet = run(tmp_path, record("k", venue="Loom Letters", note="First"))
    assert (quiet.outcomes[0].kind, quiet.outcomes[0].kept, quiet.findings) == ("unchanged", ("venue",), ())
    told = run(tmp_path, record("k", venue="Loom Lett.", note="Second"))
    assert "\n".join(map(str, told.findings)) == (
        'content/papers/lovelace2020looms.md:7:8: note: venue is "Letters of the Loom Society" and bibtex says '
        '"Loom Lett."; yours was kept: take the other if it is right [import/kept-yours]'
    )
    assert fields(path)["venue"] == "Letters of the Loom Society"
    assert fields(path)["note"] == "Second"
    assert run(tmp_path, record("k", venue="Loom Lett.", note="Second")).findings == ()


def test_what_a_person_took_out_stays_out(tmp_path):
    run(tmp_path, record("k", note="Noise", links={"html": "https://example.org"}))
    path = tmp_path / "content/papers/lovelace2020looms.md"
    change(path, note=None, links=None)
    account = run(tmp_path, record("k", note="Noise", links={"html": "https://example.org"}))
    assert account.outcomes[0].kept == ("links.html", "note")
    assert "note" not in fields(path)


def test_comments_order_and_quotes_of_a_person_stay(tmp_path):
    run(tmp_path, record("k", volume="1", doi="10.5555/1"))
    path = tmp_path / "content/papers/lovelace2020looms.md"
    before = """\
---
# mine
date: "2020"
title:   Looms and cards # as printed
authors: [Ada Lovelace]
volume: 1
doi: 10.5555/1
type: article
selected: true
---

My words.
"""
    path.write_bytes(before.replace("\n", "\r\n").encode())
    run(tmp_path, record("k", "The source's abstract.", volume="2", doi="10.5555/1", pages="1–2"))
    after = before.replace("volume: 1", "volume: 2\npages: 1–2")
    assert path.read_bytes().decode() == after.replace("\n", "\r\n")


def test_a_file_written_by_hand_is_only_added_to(tmp_path):
    folder = tmp_path / "content/papers"
    folder.mkdir(parents=True)
    written = "---\ntitle: Looms & cards\nauthors: [A. Lovelace]\ndate: 2020-05\n---\n"
    (folder / "looms.md").write_text(written, encoding="utf-8")
    account = run(tmp_path, record("k", doi="10.5555/1", title="Looms \\& Cards"))
    assert papers(tmp_path) == ["looms.md"]
    added = written.replace("-05\n", "-05\ntype: article\ndoi: '10.5555/1'\n")
    assert (folder / "looms.md").read_text(encoding="utf-8") == added
    assert account.findings == ()


def test_a_field_belongs_to_the_source_that_wrote_it(tmp_path):
    run(tmp_path, record("k", doi="10.5555/1", venue="Loom Letters"))
    first = run(tmp_path, record("W1", doi="10.5555/1", venue="LOOMLET", pages="1–2"), source="openalex")
    assert first.outcomes[0].fields == ("pages",)
    assert "\n".join(finding.message for finding in first.findings) == (
        'venue is "Loom Letters" and openalex says "LOOMLET"; what bibtex said before was kept: '
        "change it by hand if it is wrong"
    )
    again = run(tmp_path, record("W1", doi="10.5555/1", venue="LOOMLET", pages="1–2"), source="openalex")
    assert (again.outcomes[0].kind, again.findings) == ("unchanged", ())
    assert run(tmp_path, record("k", doi="10.5555/1", venue="Loom Letters")).outcomes[0].kind == "unchanged"


@pytest.mark.parametrize("backwards", [False, True])
def test_preprint_and_published_version_become_one_work(tmp_path, backwards):
    preprint = record("p", "We weave.", type="preprint", arxiv="2001.00001v2", date="2020-01", title="Looms & Cards")
    published = record("j", venue="Loom Letters", doi="10.5555/1", date="2021-03")
    both = [published, preprint] if backwards else [preprint, published]
    run(tmp_path, *both)
    (name,) = papers(tmp_path)
    found = fields(tmp_path / "content/papers" / name)
    assert found["versions"] == [{"kind": "preprint", "date": "2020-01", "venue": "arXiv", "arxiv": "2001.00001v2"}]
    assert (found["date"], found["venue"], found["type"]) == ("2021-03", "Loom Letters", "article")
    assert (found["doi"], found["arxiv"]) == ("10.5555/1", "2001.00001v2")
    before = tree(tmp_path)
    account = run(tmp_path, *both)
    assert [outcome.kind for outcome in account.outcomes] == ["unchanged", "unchanged"]
    assert tree(tmp_path) == before


def test_a_hand_edited_preprint_keeps_the_edit_when_it_is_published(tmp_path):
    run(tmp_path, record("p", type="preprint", arxiv="2001.00001", date="2020-01", venue=""))
    path = tmp_path / "content/papers/lovelace2020looms.md"
    change(path, title="Looms and Cards, by me")
    account = run(tmp_path, record("j", arxiv="2001.00001", venue="Loom Letters", doi="10.5555/1", date="2021"))
    found = fields(path)
    assert (found["title"], found["date"]) == ("Looms and Cards, by me", "2021")
    assert account.outcomes[0].kept == ("title",)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Other looms"},
        {"authors": ["Charles Babbage"]},
        {"date": "2023"},
        {"type": "talk"},
        {"type": "inproceedings", "venue": "Conference on Looms"},
        {"venue": "Another journal"},
        {"doi": "10.5555/2"},
    ],
)
def test_different_works_of_one_list_stay_apart(tmp_path, other):
    first = record("a", venue="Loom Letters", doi="10.5555/1")
    run(tmp_path, first, record("b", **({"venue": "Loom Letters"} | other)))
    assert len(papers(tmp_path)) == 2
    before = tree(tmp_path)
    run(tmp_path, first, record("b", **({"venue": "Loom Letters"} | other)))
    assert tree(tmp_path) == before


def test_the_same_doi_under_another_title_is_told(tmp_path):
    other = record("b", doi="10.5555/1", title="Steam engines in the Alps")
    account = run(tmp_path, record("a", doi="10.5555/1"), other)
    assert len(papers(tmp_path)) == 2
    assert [finding.message for finding in account.findings] == [
        "content/papers/lovelace2020looms.md has the same id under another title; see which of the two is right"
    ]


def test_a_paper_without_ids_is_known_again_by_its_key(tmp_path):
    run(tmp_path, record("k", venue="Loom Letters"))
    run(tmp_path, record("k", venue="Letters on Looms", title="Looms and punched cards"))
    assert papers(tmp_path) == ["lovelace2020looms.md"]


def test_a_renamed_file_is_the_same_paper(tmp_path):
    run(tmp_path, record("k", pages="1"))
    folder = tmp_path / "content/papers"
    os.rename(folder / "lovelace2020looms.md", folder / "looms.md")
    account = run(tmp_path, record("k", pages="2"))
    assert account.outcomes[0].kind == "merged"
    assert fields(folder / "looms.md")["pages"] == "2"


def test_a_deleted_paper_does_not_come_back(tmp_path):
    run(tmp_path, record("k", doi="10.5555/1"), record("l", title="Another"))
    os.remove(tmp_path / "content/papers/lovelace2020looms.md")
    account = run(tmp_path, record("k", doi="10.5555/1"), record("l", title="Another"))
    assert papers(tmp_path) == ["lovelace2020another.md"]
    assert account.outcomes[0].reason == (
        "content/papers/lovelace2020looms.md was imported and is gone; "
        "to have it again, delete its line in content/imported.json"
    )


def test_a_paper_whose_file_has_faults_is_refused_and_left_alone(tmp_path):
    run(tmp_path, record("k", doi="10.5555/1"))
    path = tmp_path / "content/papers/lovelace2020looms.md"
    path.write_text("---\ntitle: Looms and cards\ndoi: 10.5555/1\ndoi: 10.5555/1\n---\n", encoding="utf-8")
    before = path.read_bytes()
    account = run(tmp_path, record("k", doi="10.5555/1", venue="Loom Letters"))
    assert path.read_bytes() == before
    assert account.outcomes[0].kind == "refused"
    assert account.outcomes[0].reason.startswith(
        "it belongs into content/papers/lovelace2020looms.md, which cannot be changed: line 4: "
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links take a privilege there")
def test_a_file_that_is_a_link_is_left_alone(tmp_path):
    run(tmp_path / "site", record("k"))
    path = tmp_path / "site/content/papers/lovelace2020looms.md"
    elsewhere = tmp_path / "elsewhere.md"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    (outcome,) = run(tmp_path / "site", record("k", pages="1")).outcomes
    assert elsewhere.read_bytes() == before
    assert outcome.reason == (
        "it belongs into content/papers/lovelace2020looms.md, which is a link; put the file itself there"
    )


def test_an_import_that_was_cut_off_is_finished_by_the_next(tmp_path):
    run(tmp_path, record("k", pages="1"))
    os.remove(tmp_path / "content/imported.json")
    run(tmp_path, record("k", pages="1"))
    assert run(tmp_path, record("k", pages="2")).outcomes[0].fields == ("pages",)


def test_files_that_did_not_come_along_are_kept_by_name_and_told(tmp_path):
    with_file = record("k")._replace(files=(("pdf", "old.pdf"), ("slides", "talk.pptx")))
    account = run(tmp_path, with_file)
    path = "content/papers/lovelace2020looms"
    assert fields(tmp_path / f"{path}.md")["extra"] == {"pdf": "old.pdf", "slides": "talk.pptx"}
    assert [finding.message for finding in account.findings] == [
        f'the file "old.pdf" (pdf) did not come along; lay it beside the paper as "{path}.pdf"',
        f'the file "talk.pptx" (slides) did not come along; lay it beside the paper as "{path}.slides.pptx"',
    ]
    assert run(tmp_path, with_file).findings == ()


def test_what_a_build_would_stop_at_is_written_otherwise_and_told(tmp_path):
    odd = record(
        "k",
        "Costs $\\foo$ and $$$.",
        title="Looms in $\\nosuch{R}$ and $x^2$",
        authors=["Ada Lovelace", "Babbage, C. and& Somerville, M."],
        lang="klingon!",
    )
    account = run(tmp_path, odd)
    assert (tmp_path / "content/papers/lovelace2020looms.md").read_text(encoding="utf-8") == """\
---
title: 'Looms in $\\nosuch{R}$ and $x^2$'
authors:
  - Ada Lovelace
  - '{Babbage, C. and& Somerville, M.}'
date: 2020
type: article
extra:
  lang: klingon!
---

Costs $\\foo$ and $$$.
"""
    assert [(finding.rule, finding.field) for finding in account.findings] == [
        ("import/mended", field) for field in ("authors", "lang")
    ]
    assert account.findings[1].message == (
        'lang "klingon!" is not a language tag, and was written otherwise than bibtex has it; correct it by hand'
    )
    again = run(tmp_path, odd)
    assert (again.outcomes[0].kind, again.findings) == ("unchanged", ())


def test_a_draft_is_none_once_the_field_is_there(tmp_path):
    run(tmp_path, record("k", date="", draft="true", doi="10.5555/1"))
    path = tmp_path / "content/papers/lovelacelooms.md"
    assert fields(path)["draft"] == "true"
    run(tmp_path, record("k", date="2020", doi="10.5555/1"))
    assert "draft" not in fields(path)
    assert fields(path)["date"] == "2020"


def test_a_damaged_memory_stops_the_import(tmp_path):
    run(tmp_path, record("k"))
    (tmp_path / "content/imported.json").write_text('{"papers": {\n<<<<<<< HEAD\n}}', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        run(tmp_path, record("k"))
    assert str(error.value) == (
        "content/imported.json:2:1: error: the memory of imports cannot be read; "
        "mend it, or delete it and every field counts as yours [import/memory]"
    )


def test_the_memory_is_one_line_a_paper(tmp_path):
    run(tmp_path, record("b", title="Another"), record("a"))
    lines = (tmp_path / "content/imported.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith('"content/papers/lovelace2020another.md": {"bibtex": {"authors": "')
    assert json.loads("\n".join(lines))["papers"].keys() == {
        "content/papers/lovelace2020another.md",
        "content/papers/lovelace2020looms.md",
    }


TITLES = ["Looms and cards", "Looms & Cards", "Engines of analysis", "On the notes", "Editorial", "Steam"]
RECORDS = st.builds(
    record,
    key=st.sampled_from(["", "a", "b", "c"]),
    abstract=st.sampled_from(["", "We weave.", "We weave more."]),
    title=st.sampled_from(TITLES),
    authors=st.sampled_from([["Ada Lovelace"], ["A. Lovelace", "Charles Babbage"], ["Mary Somerville"]]),
    date=st.sampled_from(["", "2020", "2020-05", "2021", "forthcoming"]),
    type=st.sampled_from(["article", "inproceedings", "preprint", "talk", "other"]),
    venue=st.sampled_from(["", "Loom Letters", "LoomConf"]),
    doi=st.sampled_from(["", "", "10.5555/1", "10.5555/2", "10.48550/arXiv.2001.00001"]),
    arxiv=st.sampled_from(["", "", "2001.00001", "2001.00001v2", "2002.00002"]),
    pages=st.sampled_from(["", "1–2", "3"]),
    links=st.sampled_from([{}, {"html": "https://example.org/1"}, {"html": "https://example.org/2", "pdf": "/x"}]),
    draft=st.sampled_from(["", "", "true"]),
)
LISTS = st.lists(RECORDS, max_size=6)


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_importing_twice_is_importing_once(records):
    with tempfile.TemporaryDirectory() as site:
        first = run(site, *records)
        before = tree(site)
        second = run(site, *records)
        assert tree(site) == before
        assert len(first.outcomes) == len(second.outcomes) == len(records)
        assert {outcome.kind for outcome in second.outcomes} <= {"unchanged"}
        assert [outcome.path for outcome in first.outcomes] == [outcome.path for outcome in second.outcomes]


EDITS = st.dictionaries(
    st.sampled_from(["title", "venue", "pages", "note", "date", "links", "doi"]),
    st.sampled_from([None, "Mine: 'own' words", "2019", {"html": "https://example.org/mine"}]),
    min_size=1,
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(LISTS.filter(bool), EDITS, LISTS)
def test_hand_edits_survive_every_import(records, edits, later):
    with tempfile.TemporaryDirectory() as site:
        path = os.path.join(site, run(site, *records).outcomes[0].path)
        edits = {
            name: value
            for name, value in edits.items()
            if value is None or (name == "links") is isinstance(value, dict)
        }
        was = fields(path)
        change(path, **edits)
        edited = {name for name in edits if fields(path).get(name) != was.get(name)}
        mine = {name: fields(path).get(name) for name in edited}
        for records_again in (records, later, records):
            run(site, *records_again)
            now = fields(path)
            for name, value in mine.items():
                if isinstance(value, dict):  # other labels may be added
                    assert value.items() <= now[name].items()
                elif name == "links" and value is None:
                    assert not was["links"].keys() & now.get("links", {}).keys()
                else:
                    assert now.get(name) == value


@settings(max_examples=50, deadline=None)
@given(LISTS, LISTS)
def test_nothing_that_was_there_is_deleted(records, later):
    with tempfile.TemporaryDirectory() as site:
        run(site, *records)
        before = {path: fields(os.path.join(site, path)) for path in tree(site) if path.endswith(".md")}
        account = run(site, *later)
        for path, there in before.items():
            now = fields(os.path.join(site, path))
            assert there.keys() - {"draft"} <= now.keys()
        assert len(account.outcomes) == len(later)


@settings(deadline=None)
@given(RECORDS)
def test_a_written_paper_says_what_the_record_says(one):
    with tempfile.TemporaryDirectory() as site:
        account = run(site, one)
        data = Path(site, account.outcomes[0].path).read_bytes()
        assert data == emit.document(one.fields, one.abstract).encode()
