"""Counts from the committed snapshot: front matter wins, the digest covers them, and faults cost only themselves."""

import pytest

from oeuvre import read, snapshot
from oeuvre.model import Citations, Date

ENTRY = '"doi:10.5555/1": {"as_of": "2026-11-23", "by_year": {"2024": 2, "2025": 3}, "count": 7, "source": "OpenAlex"}'
WHOLE = Citations(7, "OpenAlex", Date(2026, 11, 23), ((2024, 2), (2025, 3)))


def site(folder, counts, front=""):
    papers = folder / "content" / "papers"
    papers.mkdir(parents=True)
    (folder / "content" / "profile.md").write_text("---\nname: Ada Okafor\n---\n", encoding="utf-8")
    text = f"---\ntitle: T\nauthors: Ada Okafor\ndate: 2024\n{front}---\n"
    (papers / "t.md").write_text(text, encoding="utf-8")
    if counts is not None:
        (folder / "content" / "citations.json").write_bytes(counts if isinstance(counts, bytes) else counts.encode())
    content, findings = read.read(folder)
    return content.papers[0], [str(finding) for finding in findings]


def listed(*entries):
    return '{"papers": {\n' + ",\n".join(entries) + "\n}}\n"


@pytest.mark.parametrize("front", ["doi: 10.5555/1\n", "doi: 10.5555/1\narxiv: '2401.00001'\n"])
def test_a_paper_without_a_count_gets_the_one_of_its_doi(tmp_path, front):
    paper, findings = site(tmp_path, listed(ENTRY), front)
    assert (paper.citations, findings) == (WHOLE, [])


def test_a_paper_without_doi_is_found_by_its_arxiv_id_whatever_the_version(tmp_path):
    paper, _ = site(tmp_path, listed('"arxiv:2401.00001": {"count": 3}'), "arxiv: '2401.00001v2'\n")
    assert paper.citations == Citations(3)


def test_front_matter_wins(tmp_path):
    paper, _ = site(tmp_path, listed(ENTRY), "doi: 10.5555/1\ncitations: 4\n")
    assert paper.citations == Citations(4)


def test_the_digest_changes_with_the_count_and_not_without(tmp_path):
    counts = [None, listed(ENTRY), listed(ENTRY.replace("7", "8")), listed('"doi:10.5555/2": {"count": 1}')]
    papers = [site(tmp_path / str(n), one, "doi: 10.5555/1\n")[0] for n, one in enumerate(counts)]
    digests = [paper.digest for paper in papers]
    assert len(set(digests)) == 3
    assert digests[0] == digests[3]


MEND = "mend it, or delete the file and run oeuvre refresh"
NO_LIST = 'this is no list of citations; it begins {"papers": {…}}, so delete the file and run oeuvre refresh'


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ("<<<<<<< HEAD\n", f"1:1: error: this is not JSON (Expecting value); {MEND}"),
        ("[]", f"1:1: error: {NO_LIST}"),
        ("{}", f"1:1: error: {NO_LIST}"),
        ('{"papers": 3}', f"1:1: error: {NO_LIST}"),
        (b"\xff", f"1:1: error: {NO_LIST}"),
        ("[" * 99999, f"1:1: error: {NO_LIST}"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(tmp_path, counts, told):
    paper, findings = site(tmp_path, counts, "doi: 10.5555/1\n")
    assert findings == [f"content/citations.json:{told} [file/citations]"]
    assert paper.citations is None


@pytest.mark.parametrize(
    "entry",
    [
        '"doi:10.5555/2": 3', '"doi:10.5555/2": {"count": -1}', '"doi:10.5555/2": {"count": true}',
        '"doi:10.5555/2": {"count": "3"}', '"doi:10.5555/2": {"count": 3, "as_of": "soon"}',
        '"doi:10.5555/2": {"count": 3, "as_of": 3}', '"doi:10.5555/2": {"count": 3, "by_year": {"x": 1}}',
        '"doi:10.5555/2": {"count": 3, "by_year": []}', '"doi:10.5555/2": {"count": 3, "source": []}',
        '"doi:10.5555/2": {"count": 1e400}',
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_at_its_line_and_costs_only_itself(tmp_path, entry):
    paper, findings = site(tmp_path, listed(ENTRY, entry), "doi: 10.5555/1\n")
    message = '"doi:10.5555/2" has no count that can be read; give it count, source and as_of, or delete its line'
    assert findings == [f"content/citations.json:3:1: error: {message} [file/citations]"]
    assert paper.citations == WHOLE


def test_what_is_written_is_read_back():
    text = snapshot.dumps(snapshot.Snapshot({"doi:10.5555/1": WHOLE, "arxiv:2401.00001": Citations(0)}))
    found, findings = snapshot.parse(text.encode())
    assert (found.counts, findings) == ({"doi:10.5555/1": WHOLE, "arxiv:2401.00001": Citations(0)}, [])
    assert snapshot.dumps(found) == text
    assert text.splitlines()[2] == ENTRY
