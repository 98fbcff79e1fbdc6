"""The page of statistics: there where it says something, and linked from where it is looked for."""

from oeuvre.model import MarkdownPage
from tests.pages.site import OWNER, built, library, listed, metric, page, paper, text

YEARS = ("2021", "2022", "2022-03", "2023", "2025")


def works(years=YEARS):
    return [paper(f"p{number}", date=year) for number, year in enumerate(years)]


def test_five_papers_of_three_years_are_worth_a_page():
    assert "statistics/index.html" in listed(library(*works()))
    assert "statistics/index.html" not in listed(library(*works(YEARS[:4])))
    assert "statistics/index.html" not in listed(library(*works(("2021", "2021", "2022", "2022", "forthcoming"))))


def test_the_menu_leads_to_it_and_the_sitemap_knows_it():
    shown = library(*works())
    assert page(shown).texts(".masthead nav a") == ["Statistics"]
    assert "https://example.org/page/statistics/" in built(shown)["sitemap.xml"]
    assert page(library(*works(YEARS[:4]))).all(".masthead nav a") == []


def test_a_site_can_do_without():
    shown = library(*works(), statistics=False, owner=OWNER._replace(metrics=(metric("papers", "computed"),)))
    assert "statistics/index.html" not in listed(shown)
    assert not page(shown).all(".spark")


def test_a_page_of_ones_own_has_its_place():
    own = MarkdownPage("statistics", "content/pages/statistics.md", "", text("Statistics"), text("Mine."))
    shown = library(*works(), pages=[own])
    assert "Mine." in page(shown, "statistics/index.html").one(".prose").text
    assert page(shown).texts(".masthead nav a") == ["Statistics"]


def test_each_chart_has_its_numbers_as_a_table():
    papers = [paper(f"p{year}", "Ears", "Ada Quill, Jun Mori, Bo Ek, Ann Kov", f"{year}") for year in range(2019, 2025)]
    shown = page(library(*papers), "statistics/index.html")
    assert shown.texts("section h2") == ["Papers per year", "Co-authors"]
    for section in shown.all("section"):
        assert section.one("details summary").text == "The numbers as a table"
        assert section.all("table tbody tr")
        assert section.one("svg")["role"] == "img"


def test_the_sparkline_stands_beside_the_metrics_and_leads_there():
    shown = page(library(*works(), owner=OWNER._replace(metrics=(metric("papers", "computed"),))))
    last = shown.all(".metrics div")[-1]
    assert last.one("a")["href"] == "statistics/index.html"
    assert last.one("svg")["aria-label"] == "Papers per year, 2021–2025"


def test_without_metrics_there_is_no_sparkline():
    assert not page(library(*works())).all(".spark")


def test_the_page_depends_on_its_papers():
    before, after = (listed(library(*works(years)))["statistics/index.html"] for years in (YEARS, YEARS[::-1]))
    assert before.inputs != after.inputs
