"""`oeuvre import` as people call it: files and services, an account at the end, and an exit status that is true."""

import json

import pytest
from werkzeug import Response

from oeuvre import importers

BIB = "@article{lovelace1843, author={Lovelace, Ada}, title={Notes on the Engine}, year=1843, journal={Memoirs}}\n"
FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2401.00010v1</id>
<title>Looms</title><published>2024-01-02T00:00:00Z</published><author><name>Ada Lovelace</name></author>
</entry></feed>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yml").write_text("url: https://example.org/\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def papers(site):
    return lambda: sorted(path.name for path in (site / "content").rglob("*.md"))


def bib(site, text=BIB):
    path = site / "papers.bib"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_brought_in_and_accounted_for(oeuvre, site, papers):
    done = oeuvre("import", "bibtex", bib(site), "--into", site)
    assert done.stdout == (
        "written lovelace1843 → content/papers/lovelace1843notes.md\n"
        "bibtex: 1 record = 1 written + 0 merged + 0 unchanged + 0 refused\n"
    )
    assert papers() == ["lovelace1843notes.md"]
    again = oeuvre("import", "bibtex", bib(site), "--into", site)
    assert again.stdout == "bibtex: 1 record = 0 written + 0 merged + 1 unchanged + 0 refused\n"


def test_papers_that_were_deleted_stay_away_and_are_no_fault(oeuvre, site, papers):
    oeuvre("import", "bibtex", bib(site), "--into", site)
    (site / "content" / "papers" / "lovelace1843notes.md").unlink()
    done = oeuvre("import", "bibtex", bib(site), "--into", site)
    assert (done.returncode, papers()) == (0, [])
    refused = "refused lovelace1843: content/papers/lovelace1843notes.md was imported and is gone; "
    assert done.stdout.startswith(refused)


def test_a_dry_run_prints_the_diff_and_touches_nothing(oeuvre, site):
    path = bib(site)
    before = sorted(site.rglob("*"))
    done = oeuvre("import", "bibtex", path, "--into", site, "--dry-run")
    assert "+++ b/content/papers/lovelace1843notes.md" in done.stdout
    assert "+title: Notes on the Engine" in done.stdout
    assert done.stdout.endswith("+ 0 refused (dry run: no file was touched)\n")
    assert sorted(site.rglob("*")) == before


def test_the_folder_one_stands_in_is_the_site(oeuvre, site, papers):
    bib(site)
    oeuvre("import", "bibtex", "papers.bib", cwd=site)
    assert papers() == ["lovelace1843notes.md"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("csl-json", json.dumps([{"title": "Looms", "author": [{"family": "Lovelace"}], "issued": {"raw": "1843"}}])),
        ("ris", "TY  - JOUR\nAU  - Lovelace, Ada\nTI  - Looms\nPY  - 1843\nER  - \n"),
    ],
)
def test_every_kind_of_file_is_brought_in(oeuvre, site, papers, source, text):
    oeuvre("import", source, bib(site, text), "--into", site)
    assert papers() == ["lovelace1843looms.md"]


def test_what_is_refused_is_told_and_the_rest_is_there(oeuvre, site, papers):
    path = bib(site, '[{"title": "Looms", "author": [{"family": "L"}], "issued": {"raw": "1843"}}, 3]')
    done = oeuvre("import", "csl-json", path, "--into", site, check=False)
    assert done.returncode == 1
    assert "refused (line 1): line 1: this is no item; give it at least a title\n" in done.stdout
    assert len(papers()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bibtex", "nowhere.bib"], '"nowhere.bib" cannot be read'),
        (["bibtex"], "the following arguments are required: ARG"),
        (["endnote", "x"], "invalid choice: 'endnote'"),
    ],
)
def test_wrong_usage_is_told_in_one_line(oeuvre, site, arguments, message):
    done = oeuvre("import", *arguments, "--into", site, check=False)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_site_is_refused(oeuvre, tmp_path):
    done = oeuvre("import", "bibtex", bib(tmp_path), "--into", tmp_path, check=False)
    assert done.returncode == 2
    assert 'is not a site: it has no folder "content"' in done.stderr


def test_a_service_is_asked_in_the_site_s_name_and_only_once_an_hour(oeuvre, site, papers, httpserver):
    httpserver.expect_request("/query").respond_with_data(FEED)
    address = httpserver.url_for("/")
    for dry in (["--dry-run"], []):
        oeuvre("import", "arxiv", "2401.00010", "--into", site, *dry, OEUVRE_ARXIV_URL=address)
    assert papers() == ["lovelace2024looms.md"]
    ((request, _),) = httpserver.log
    assert request.args["id_list"] == "2401.00010"
    assert request.headers["User-Agent"].endswith(" (+https://example.org/)")
    offline = oeuvre("import", "arxiv", "2401.00010", "--into", site, "--offline", OEUVRE_ARXIV_URL=address)
    assert offline.stdout == "arxiv: 1 record = 0 written + 0 merged + 1 unchanged + 0 refused\n"


def test_a_service_that_fails_halfway_changes_nothing(oeuvre, site, papers, httpserver):
    works = {"group": [{"work-summary": [{"put-code": 1, "title": {"title": {"value": "T"}}}]}]}
    httpserver.expect_request("/0000-0002-1825-0097/works").respond_with_json(works)
    httpserver.expect_request("/0000-0002-1825-0097/works/1").respond_with_handler(lambda _: Response(status=500))
    arguments = ["import", "orcid", "0000-0002-1825-0097", "--into", site]
    done = oeuvre(*arguments, check=False, OEUVRE_ORCID_URL=httpserver.url_for("/"))
    assert done.returncode == 1
    assert done.stderr == (
        f"oeuvre: ORCID answers {httpserver.url_for('/0000-0002-1825-0097/works/1')} with status 500; try again later\n"
    )
    assert papers() == []


def test_the_command_and_the_registry_have_the_same_sources(oeuvre):
    shown = oeuvre("import", "--help").stdout
    assert all(source in shown for source in importers.SOURCES)
