"""What importers ask services, and what they make of the answers: each id is answered or refused."""

import json

import pytest

from oeuvre.importers import SOURCES, collect

ASKED = [name for name, source in SOURCES.items() if source.ask]
GOOD = {
    "orcid": "0000-0002-1825-0097", "arxiv": "2401.00010", "doi": "10.5555/1", "openalex": "A1",
    "semanticscholar": "1", "dblp": "1/1",
}  # fmt: skip


def asked(name, ids, answers):
    """The import from answers by their paths (the longest that fits), and the paths asked."""
    paths = []

    def get(service, path):
        paths.append(f"{service}/{path}")
        fitting = [key for key in answers if path.startswith(key)]
        found = answers[max(fitting, key=len)] if fitting else None
        return found if found is None or isinstance(found, bytes) else json.dumps(found).encode()

    return collect(name, ids, get), paths


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("identifier", ["", "no id", "../../etc/passwd", "x" * 500, "é", "1\n2"])
def test_what_is_no_id_is_refused_and_never_asked_for(name, identifier):
    parsed, paths = asked(name, [identifier], {})
    assert (len(parsed.refused), parsed.records, paths) == (1, (), [])
    assert ";" in parsed.refused[0].reason


@pytest.mark.parametrize("name", ASKED)
def test_what_a_service_has_not_is_refused(name):
    parsed, paths = asked(name, [GOOD[name]], {})
    assert len(parsed.refused) == 1
    assert paths


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("body", [b"", b"<", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 9999, b"0", b'"x"'])
def test_an_answer_of_any_shape_is_read_or_refused(name, body):
    parsed, _ = asked(name, [GOOD[name]], {"": body})
    assert parsed.refused or parsed.findings
    assert not parsed.records


def test_arxiv_is_asked_for_a_hundred_at_once_and_what_is_missing_is_refused():
    ids = [f"2401.{number:05}" for number in range(1, 151)]
    entry = "<entry><id>http://arxiv.org/abs/2401.00001v3</id><title>T</title></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()
    parsed, paths = asked("arxiv", ids, {"": feed})
    assert len(paths) == 2
    assert len(parsed.records) == 1
    assert len(parsed.refused) == 149
    assert parsed.refused[0].reason == "arXiv has no paper of this id; see that it is right"


def test_a_doi_that_crossref_has_not_is_looked_for_at_doi_org():
    item = {"DOI": "10.5555/a(b)", "title": "A Dataset", "author": [{"family": "Lovelace"}], "type": "dataset"}
    parsed, paths = asked("doi", ["https://doi.org/10.5555/a(b)"], {"10.5555": item})
    assert paths == ["crossref/works/10.5555/a%28b%29", "doi/10.5555/a%28b%29"]
    assert parsed.records[0].fields["type"] == "dataset"


def test_openalex_is_asked_page_by_page():
    def page(number, cursor):
        return {"meta": {"next_cursor": cursor}, "results": [{"id": f"https://openalex.org/W{number}", "title": "T"}]}

    start = "works?filter=author.id:A1&per-page=200&cursor="
    parsed, paths = asked("openalex", ["a1"], {start + "%2A": page(1, "b="), start + "b%3D": page(2, None)})
    assert [record.key for record in parsed.records] == ["W1", "W2"]
    assert len(paths) == 2


def test_openalex_takes_an_orcid_id():
    _, paths = asked("openalex", ["https://orcid.org/0000-0002-1825-0097"], {"": {"results": []}})
    assert paths == ["openalex/works?filter=author.orcid:0000-0002-1825-0097&per-page=200&cursor=%2A"]


def test_semantic_scholar_is_asked_page_by_page_and_a_circle_ends():
    answers = {"": {"offset": 0, "next": 500, "data": [{"paperId": "a", "title": "T"}]}}
    parsed, paths = asked("semanticscholar", ["https://www.semanticscholar.org/author/A-Lovelace/1"], answers)
    assert len(paths) == 2
    assert len(parsed.records) == 1


def test_orcid_works_are_read_in_full_and_what_cannot_be_is_read_from_its_summary():
    def group(code):
        return {"work-summary": [{"put-code": code, "title": {"title": {"value": f"Summary {code}"}}}]}

    orcid = "0000-0002-1825-0097"
    whole = {"put-code": 1, "title": {"title": {"value": "Whole"}}}
    answers = {
        f"{orcid}/works": {"group": [group(1), group(2)]},
        f"{orcid}/works/1,2": {"bulk": [{"work": whole}, {"error": {}}]},
    }
    parsed, paths = asked("orcid", [orcid], answers)
    assert [record.fields["title"] for record in parsed.records] == ["Whole", "Summary 2"]
    assert paths == [f"orcid/{orcid}/works", f"orcid/{orcid}/works/1,2"]


def test_an_author_without_papers_is_told():
    parsed, _ = asked("orcid", [GOOD["orcid"]], {"": {"group": []}})
    assert str(parsed.findings[0]) == (
        "orcid:1:1: warning: ORCID has no papers there; see that the id is right [import/empty]"
    )
