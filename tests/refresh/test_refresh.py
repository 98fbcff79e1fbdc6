"""New counts are believed with care: what a service gets wrong changes nothing, and the last good value stays."""

import json
from pathlib import Path

import pytest
from werkzeug import Response

from oeuvre import read, refresh
from oeuvre.errors import FetchError
from oeuvre.model import Date
from oeuvre.refresh import renewing
from oeuvre.snapshot import PATH

TODAY = Date(2026, 11, 23)


@pytest.fixture
def site(tmp_path):
    """A site with papers a (DOI), b (DOI), c (arXiv) and d (neither)."""
    papers = tmp_path / "content" / "papers"
    papers.mkdir(parents=True)
    (tmp_path / "content" / "profile.md").write_text("---\nname: Ada Okafor\n---\n", encoding="utf-8")
    ids = {"a": "doi: 10.5555/A\n", "b": "doi: 10.5555/b\narxiv: '2401.00002'\n", "c": "arxiv: 2401.00003v2\n", "d": ""}
    for slug, line in ids.items():
        text = f"---\ntitle: {slug}\nauthors: Ada Okafor\ndate: 2024\n{line}---\n"
        (papers / f"{slug}.md").write_text(text, encoding="utf-8")
    return tmp_path


def works(**counts):
    dois = {"a": "10.5555/a", "b": "10.5555/B", "c": "10.48550/arXiv.2401.00003"}
    return {"results": [
        {"doi": f"https://doi.org/{dois[slug]}", "cited_by_count": count,
         "counts_by_year": [{"year": 2025, "cited_by_count": 1}, {"year": 2024, "cited_by_count": 2}, {"year": None}]}
        for slug, count in counts.items()
    ]}  # fmt: skip


def renew(site, answer, source="openalex", today=TODAY, dry_run=False):
    def get(service, path):
        found = answer(service, path) if callable(answer) else answer
        return found if found is None or isinstance(found, bytes) else json.dumps(found).encode()

    return refresh.refresh(str(site), read.read(site)[0].papers, source, today, get, dry_run=dry_run)


def saved(site):
    path = site / PATH
    return json.loads(path.read_text(encoding="utf-8"))["papers"] if path.exists() else None


def rules(report):
    return [finding.rule for finding in report.findings if finding.rule != "refresh/no-id"]


def test_counts_and_years_are_written_with_source_and_date(site):
    report = renew(site, works(a=7, b=3, c=0))
    assert saved(site)["doi:10.5555/a"] == {
        "as_of": "2026-11-23", "by_year": {"2024": 2, "2025": 1}, "count": 7, "source": "OpenAlex",
    }  # fmt: skip
    assert list(saved(site)) == ["arxiv:2401.00003", "doi:10.5555/a", "doi:10.5555/b"]
    assert str(report) == "OpenAlex: 3 papers asked for, 3 counted, 3 changed, 0 kept"
    content, findings = read.read(site)
    assert findings == []
    assert [paper.citations and paper.citations.total for paper in content.papers] == [7, 3, 0, None]


def test_the_same_answer_writes_the_same_file(site):
    renew(site, works(a=7, b=3, c=0))
    before = (site / PATH).read_bytes()
    assert renew(site, works(c=0, b=3, a=7)).diff == ""
    assert (site / PATH).read_bytes() == before


def test_a_paper_without_ids_is_told(site):
    (finding,) = renew(site, works(a=1)).findings
    assert str(finding) == (
        "content/papers/d.md:1:1: note: the paper has neither DOI nor arXiv id, so its citations cannot be asked for; "
        "add one, or citations [refresh/no-id]"
    )


def test_what_the_service_does_not_know_keeps_its_count_and_its_date(site):
    renew(site, works(a=7, b=3), today=Date(2025, 1, 1))
    report = renew(site, works(a=8))
    assert {key: one["as_of"] for key, one in saved(site).items()} == {
        "doi:10.5555/a": "2026-11-23", "doi:10.5555/b": "2025-01-01",
    }  # fmt: skip
    assert (report.changed, report.kept) == (1, 1)


def test_a_dry_run_shows_the_diff_and_writes_nothing(site):
    report = renew(site, works(a=7), dry_run=True)
    assert '+"doi:10.5555/a": ' in report.diff
    assert saved(site) is None


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"{}", b"null", {"results": None}, {"results": {}}, {"error": "x"}, b"[" * 99999, None],
)
@pytest.mark.parametrize("source", ["openalex", "crossref"])
def test_an_answer_of_another_shape_is_a_failure_and_changes_nothing(site, answer, source):
    renew(site, works(a=7))
    before = (site / PATH).read_bytes()
    with pytest.raises(FetchError, match=r"sent an answer that is no list of works; try again later"):
        renew(site, answer, source)
    assert (site / PATH).read_bytes() == before


@pytest.mark.parametrize("count", [-1, None, "7", 1.5, True, 10**12, [], {}])
def test_what_is_no_count_is_not_taken_for_one(site, count):
    renew(site, works(a=7))
    before = (site / PATH).read_bytes()
    renew(site, works(a=count))
    assert (site / PATH).read_bytes() == before


def test_an_answer_in_which_nobody_is_cited_is_refused(site):
    report = renew(site, works(a=0, b=0))
    assert [finding.severity for finding in report.findings if finding.rule == "refresh/all-zero"] == ["warning"]
    assert saved(site) is None
    renew(site, works(a=7, b=3))
    before = (site / PATH).read_bytes()
    report = renew(site, works(a=0, b=0, c=0))
    assert "content/citations.json:1:1: error: OpenAlex says that no paper is cited; nothing was changed: " in str(
        report.findings[-1]
    )
    assert (site / PATH).read_bytes() == before


@pytest.mark.parametrize(("now", "refused"), [(70, False), (69, True), (200, False)])
def test_a_fall_of_more_than_thirty_per_cent_is_refused(site, now, refused):
    renew(site, works(a=50, b=50))
    report = renew(site, works(a=now - 10, b=10))
    assert rules(report) == (["refresh/fell"] if refused else [])
    assert saved(site)["doi:10.5555/a"]["count"] == (50 if refused else now - 10)


def test_what_the_service_does_not_know_any_more_is_no_fall(site):
    renew(site, works(a=500, b=50))
    assert rules(renew(site, works(b=50))) == []


def test_a_paper_that_falls_to_zero_keeps_its_count(site):
    renew(site, works(a=100, b=5), today=Date(2025, 1, 1))
    report = renew(site, works(a=110, b=0))
    assert rules(report) == ["refresh/fell-to-zero"]
    assert str(report.findings[-1]) == (
        "content/citations.json:1:1: warning: doi:10.5555/b had 5 citations and now has none at OpenAlex; "
        "the old count was kept [refresh/fell-to-zero]"
    )
    assert saved(site)["doi:10.5555/b"] == {
        "as_of": "2025-01-01", "by_year": {"2024": 2, "2025": 1}, "count": 5, "source": "OpenAlex",
    }  # fmt: skip
    assert saved(site)["doi:10.5555/a"]["count"] == 110


def test_a_damaged_snapshot_is_told_and_not_replaced(site):
    (site / PATH).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    report = renew(site, works(a=7))
    assert [finding.rule for finding in report.findings] == ["file/citations"]
    assert (site / PATH).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_paper_that_is_gone_loses_its_line_and_one_that_cannot_be_read_does_not(site, oeuvre, httpserver):
    renew(site, works(a=7, b=3))
    httpserver.expect_request("/works").respond_with_json(works(a=7))
    path = site / "content" / "papers" / "b.md"
    path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    oeuvre("refresh", site, OEUVRE_OPENALEX_URL=httpserver.url_for("/"))
    assert "doi:10.5555/b" in saved(site)
    path.unlink()
    oeuvre("refresh", site, OEUVRE_OPENALEX_URL=httpserver.url_for("/"))
    assert "doi:10.5555/b" not in saved(site)


def test_crossref_is_asked_by_doi(site):
    asked = []

    def answer(service, path):
        asked.append(f"{service}/{path}")
        return {"message": {"items": [{"DOI": "10.5555/A", "is-referenced-by-count": 4}]}}

    renew(site, answer, "crossref")
    assert asked == [
        "crossref/works?filter=doi:10.5555/a,doi:10.5555/b&select=DOI,is-referenced-by-count&rows=100"
    ]
    assert saved(site) == {"doi:10.5555/a": {"as_of": "2026-11-23", "count": 4, "source": "Crossref"}}


def test_semantic_scholar_is_asked_one_by_one(site):
    answers = {
        "graph/v1/paper/ARXIV:2401.00003?fields=citationCount": {"paperId": "x", "citationCount": 2},
        "graph/v1/paper/DOI:10.5555/a?fields=citationCount": {"paperId": "y", "citationCount": 9},
    }
    report = renew(site, lambda _, path: answers.get(path), "semanticscholar")
    assert {key: one["count"] for key, one in saved(site).items()} == {"arxiv:2401.00003": 2, "doi:10.5555/a": 9}
    assert (report.asked, report.found) == (3, 2)


def test_openalex_is_asked_fifty_at_once(site):
    for number in range(100):
        text = f"---\ntitle: T{number}\nauthors: Ada Okafor\ndate: 2024\ndoi: 10.5555/x{number}\n---\n"
        (site / "content" / "papers" / f"x{number}.md").write_text(text, encoding="utf-8")
    asked = []
    renew(site, lambda _, path: asked.append(path) or works(a=1))
    assert len(asked) == 3
    assert asked[0].startswith("works?filter=doi:10.48550/arxiv.2401.00003|10.5555/a|10.5555/b|")


def test_the_docs_name_every_source_and_every_rule():
    docs = (Path(__file__).parent.parent.parent / "docs" / "refresh.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in docs for name in (*refresh.SOURCES, *renewing.RULES))


def test_the_command_asks_writes_and_tells(site, oeuvre, httpserver):
    httpserver.expect_request("/works").respond_with_json(works(a=7, b=3))
    address = httpserver.url_for("/")
    dry = oeuvre("refresh", site, "--dry-run", OEUVRE_OPENALEX_URL=address, SOURCE_DATE_EPOCH="1795000000")
    assert '"as_of": "2026-11-18"' in dry.stdout
    assert saved(site) is None
    done = oeuvre("refresh", site, OEUVRE_OPENALEX_URL=address)
    assert done.stdout == "OpenAlex: 3 papers asked for, 2 counted, 2 changed, 0 kept\n"
    assert len(saved(site)) == 2


def test_a_service_that_fails_gives_one_line_and_changes_nothing(site, oeuvre, httpserver):
    httpserver.expect_request("/works").respond_with_handler(lambda _: Response(status=401))
    done = oeuvre("refresh", site, check=False, OEUVRE_OPENALEX_URL=httpserver.url_for("/"), OPENALEX_API_KEY="x")
    assert (done.returncode, done.stderr) == (
        1, "oeuvre: OpenAlex refuses the key in OPENALEX_API_KEY; see that it is right\n",
    )  # fmt: skip
    assert saved(site) is None


def test_the_built_pages_show_the_snapshot(site, oeuvre, httpserver):
    httpserver.expect_request("/works").respond_with_json(works(a=7654))
    oeuvre("refresh", site, OEUVRE_OPENALEX_URL=httpserver.url_for("/"))
    oeuvre("build", site)
    page = (site / "output" / "papers" / "a" / "index.html").read_text(encoding="utf-8")
    assert "7654" in page.replace(",", "")
    assert "OpenAlex" in page
