"""The repository's own page holds what its source printed, field by field."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.pages.tree import parse

SOURCE = (Path(__file__).parent / "seed" / "profile.txt").read_text(encoding="utf-8")
CATEGORIES = {"AI": "cs.AI", "CL": "cs.CL", "SD": "cs.SD", "AS": "eess.AS", "LG": "cs.LG"}
ENTRY = r"(?m)^(AI|CL|SD|AS|LG)([A-Z][a-z]{2} \d\d?, \d{4})\n(.+)\n\n(.+?) et al\.(?: · (.+))?\n\n(.+)$"


def listed():
    """The twelve papers as the source prints them, in its order."""
    papers = SOURCE.partition("12 Papers\n")[2]
    for category, date, title, authors, organization, abstract in re.findall(ENTRY, papers):
        yield {
            "category": category,
            "date": datetime.strptime(date, "%b %d, %Y").replace(tzinfo=UTC).date().isoformat(),
            "title": title,
            "byline": f"{authors} et al." + (f" · {organization}" if organization else ""),
            "authors": authors.split(", "),
            "abstract": re.sub(r"\\textbf\{(.+?)\}", r"\1", abstract).replace(r"\%", "%"),
        }


LISTED = list(listed())


@pytest.fixture(scope="module")
def home(seed_site):
    return parse((seed_site / "index.html").read_text(encoding="utf-8"))


def shown(entry):
    """What an entry of a list shows."""
    return {
        "category": entry.one(".badge").text.partition(":")[0],
        "date": entry.one("time")["datetime"],
        "title": entry.one("h3").text,
        "byline": entry.one(".by").text,
        "abstract": entry.one(".abstract").text,
    }


def expected(paper):
    return {key: paper[key] for key in ("category", "date", "title", "byline", "abstract")}


def test_the_source_lists_twelve_papers():
    assert len(LISTED) == 12


def numbers(home):
    """The metrics of the header; beside them stands a picture of the papers per year."""
    *metrics, picture = home.all(".metrics div")
    assert picture.one("svg")
    return metrics


def test_the_header_shows_the_name_the_badge_and_the_five_metrics(home):
    assert home.one("h1").text == "Nathan Susanj"
    assert home.one(".profile .badge").text == "CL: Computation and Language"
    metrics = {each.one("dt").text: each.one("summary").text for each in numbers(home)}
    assert metrics == {"h-index": "6", "papers": "12", "citations": "153", "Novelty": "54%", "AI Score": "44"}


def test_every_metric_has_its_source_and_its_date(home):
    for each in numbers(home):
        assert re.search(r"Source: .+\. As of 23 November 2026\.$", each.one(".why").text)
    assert "prints 61" in numbers(home)[0].one(".why").text


def test_the_home_page_shows_every_paper_as_its_source_does(home):
    by_title = {paper["title"]: expected(paper) for paper in LISTED}
    entries = [shown(entry) for entry in home.all("article.entry")]
    assert len(entries) == 12
    for entry in entries:
        assert entry == by_title.pop(entry["title"])
    assert not by_title


def test_the_home_page_groups_by_year_with_the_newest_first(home):
    assert home.texts(".year h2") == ["2025", "2023", "2022", "2021"]
    dates = [time["datetime"] for time in home.all("article.entry time")]
    assert dates == sorted((paper["date"] for paper in LISTED), reverse=True)


def test_the_order_of_the_source_is_offered_too(home, seed_site):
    assert home.one(".orders a")["href"] == "listed/index.html"
    page = parse((seed_site / "listed" / "index.html").read_text(encoding="utf-8"))
    assert [shown(entry) for entry in page.all("article.entry")] == [expected(paper) for paper in LISTED]


def test_every_paper_has_a_page_that_says_the_same(home, seed_site):
    by_title = {paper["title"]: paper for paper in LISTED}
    links = [link["href"] for link in home.all("article.entry h3 a")]
    assert len(set(links)) == 12
    for link in links:
        page = parse((seed_site / link).read_text(encoding="utf-8"))
        paper = by_title.pop(page.one("h1").text)
        assert page.one(".badge").text.startswith(f"{paper['category']}:")
        assert page.one(".badge")["href"] == f"../../categories/{CATEGORIES[paper['category']]}/index.html"
        assert page.one("time")["datetime"] == paper["date"]
        assert page.one(".by").text == paper["byline"]
        assert page.one(".abstract p").text == paper["abstract"]
        tags = [meta["content"] for meta in page.all("meta") if meta.get("name") == "citation_author"]
        assert tags == paper["authors"]


def test_latex_in_an_abstract_is_rendered(seed_site):
    page = parse((seed_site / "papers" / "wanda-plus-plus" / "index.html").read_text(encoding="utf-8"))
    assert page.texts(".abstract strong") == ["regional"]
    assert "perplexity by up to 32% over" in page.one(".abstract").text


def test_the_number_that_the_source_misprints_is_found_by_the_check(tmp_path, oeuvre):
    content = tmp_path / "content"
    content.mkdir()
    profile = (Path(__file__).parent.parent / "content" / "profile.md").read_text(encoding="utf-8")
    (content / "profile.md").write_text(profile.replace("value: 6", "value: 61"), encoding="utf-8")
    done = oeuvre("check", tmp_path, "--strict", check=False)
    assert done.returncode == 1
    place = "content/profile.md:6:12: warning: "
    assert [line.partition(" [")[0] for line in done.stdout.splitlines()[:2]] == [
        f"{place}h-index is 61 with 12 papers, and is at most 12; correct one of them",
        f"{place}h-index is 61 with 153 citations, and needs at least 3721; correct one of them",
    ]
