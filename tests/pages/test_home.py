"""The home page as its readers meet it."""

import pytest

from oeuvre.model import Citations, Date, Link, News, Status
from tests.pages.site import OWNER, author, block, built, library, listed, metric, page, paper, text
from tests.pages.tree import parse

NAMES = "A One, B Two, C Three, D Four, Ada Quill, E Six"


def owner(**fields):
    return OWNER._replace(**fields)


def test_the_header_names_the_person_with_badge_role_and_links():
    shown = owner(
        category="cs.CL",
        role="Professor",
        affiliation="Example University",
        email="ada@example.org",
        orcid="0000-0002-1825-0097",
        links=(Link("github", "https://example.org/ada"), Link("Choir", "https://example.org/choir")),
    )
    header = page(library(paper(), owner=shown)).one(".profile")
    assert header.one("h1").text == "Ada Quill"
    assert header.one(".badge").text == "CL: Computation and Language"
    assert header.one(".badge")["title"] == "Computation and Language"
    assert header.one(".role").text == "Professor, Example University"
    assert [(link.text, link["href"]) for link in header.all(".links a")] == [
        ("ada@example.org", "mailto:ada@example.org"),
        ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("GitHub", "https://example.org/ada"),
        ("Choir", "https://example.org/choir"),
    ]


def test_an_orcid_id_that_nobody_signed_in_for_says_so():
    header = page(library(owner=owner(orcid="0000-0002-1825-0097"))).one(".profile")
    assert "https://orcid.org/0000-0002-1825-0097 (unauthenticated)" in header.text


def test_the_photo_stands_beside_the_name_and_says_whose_it_is():
    photo = page(library(owner=owner(photo="files/ada.jpg"))).one(".profile img")
    assert (photo["src"], photo["alt"]) == ("files/ada.jpg", "Photo of Ada Quill")
    assert not page(library()).all("img")


def test_the_owners_links_are_marked_as_their_own():
    header = page(library(owner=owner(links=(Link("mastodon", "https://example.org/@ada"),)))).one(".profile")
    assert header.one(".links a")["rel"] == "me"


def test_metrics_are_a_list_of_names_and_values_with_units():
    metrics = (metric("Depth", "6"), metric("Novelty", "54", unit="%"))
    found = page(library(owner=owner(metrics=metrics))).one("dl.metrics")
    assert [(each.one("dt").text, each.one("dd").text) for each in found.all("div")] == [
        ("Depth", "6"),
        ("Novelty", "54%"),
    ]


def test_a_metric_explains_itself_without_script():
    shown = metric(
        "h-index",
        "6",
        definition="the largest number h of papers with at least h citations each",
        range="0 to 100",
        source="own count",
        as_of=Date(2026, 11, 23),
    )
    details = page(library(owner=owner(metrics=(shown,)))).one(".metrics details")
    assert details.one("summary")["aria-label"] == "h-index: 6"
    assert details.one(".why").text == (
        "The largest number h of papers with at least h citations each. Range: 0 to 100. "
        "Source: own count. As of 23 November 2026."
    )


def test_a_metric_that_is_not_known_is_unknown_and_not_zero():
    value = page(library(owner=owner(metrics=(metric("citations"),)))).one(".metrics dd")
    assert value.text == "—unknown"
    assert value.one("span")["aria-hidden"] == "true"


def test_the_site_says_which_metrics_are_shown_and_in_which_order():
    shown = owner(metrics=(metric("h-index", "6"), metric("papers", "12"), metric("Novelty", "54")))
    found = page(library(owner=shown, metrics=("novelty", "h-index"))).texts(".metrics dt")
    assert found == ["Novelty", "h-index"]


def test_papers_stand_under_their_years_newest_first():
    shown = library(
        paper("old", date="2019"),
        paper("new", date="2025-03"),
        paper("newer", date="2025-10-01"),
        paper("coming", date="forthcoming"),
    )
    years = page(shown).all("section.year")
    assert [(year.one("h2").text, [entry["id"] for entry in year.all(".entry")]) for year in years] == [
        ("Forthcoming", ["coming"]),
        ("2025", ["newer", "new"]),
        ("2019", ["old"]),
    ]


def test_the_years_lead_to_their_papers():
    home = page(library(paper("a", date="2025"), paper("b", date="2025"), paper("c", date="2019")))
    links = home.all(".years li")
    assert [link.text for link in links] == ["2025 2", "2019 1"]
    for link in home.all(".years a"):
        assert link["href"].removeprefix("#") in [section.get("id") for section in home.all("section")]


def test_one_year_needs_no_navigation():
    assert not page(library(paper("a"), paper("b"))).all(".years")


def test_an_entry_tells_all_that_is_known_without_script():
    shown = paper(
        people=[author("Ada Quill", equal=True), author("Jun Mori", equal=True)],
        venue="Journal of Examples",
        volume="12",
        issue="3",
        pages="101-112",
        award="Best paper award",
        note=text("Presented in May."),
        organization="Example Labs",
        doi="10.1000/xyz",
        arxiv="2503.00001",
        links=(Link("code", "https://example.org/code"), Link("Press release", "https://example.org/press")),
    )
    entry = page(library(shown)).one(".entry")
    assert entry.one(".badge").text == "CL: Computation and Language"
    assert entry.one("time")["datetime"] == "2025-03-17"
    assert entry.one("time").text == "17 March 2025"
    assert entry.one("h3 a")["href"] == "papers/nets/index.html"
    assert entry.one(".by").text == "Ada Quill*, Jun Mori* · Example Labs"
    assert entry.one(".by b").text == "Ada Quill"
    assert entry.one(".venue").text == "Journal of Examples, 12(3), pp. 101–112"
    assert entry.one(".award").text == "Best paper award"
    assert entry.one(".note").text == "Presented in May."
    assert entry.one(".abstract").text == "We study nets."
    assert [(link.text, link["href"]) for link in entry.all(".links a")] == [
        ("Code", "https://example.org/code"),
        ("Press release", "https://example.org/press"),
        ("DOI", "https://doi.org/10.1000/xyz"),
        ("arXiv", "https://arxiv.org/abs/2503.00001"),
    ]
    assert entry.one("details pre").text.startswith("@article{quill2025nets,")


def test_the_owner_is_never_swallowed_by_et_al():
    byline = page(library(paper(people=NAMES))).one(".by")
    assert byline.text == "A One, B Two, C Three, …, Ada Quill et al."
    assert byline.one("b").text == "Ada Quill"


def test_a_list_that_its_source_cut_says_et_al_before_the_organization():
    byline = page(library(paper(people="A One, B Two", et_al=True, organization="Example Labs"))).one(".by")
    assert byline.text == "A One, B Two et al. · Example Labs"


@pytest.mark.parametrize(
    ("date", "shown"), [("2025", "2025"), ("2025-03", "March 2025"), ("2025-03-07", "7 March 2025")]
)
def test_a_date_is_as_precise_as_it_is_known(date, shown):
    time = page(library(paper(date=date))).one(".entry time")
    assert (time["datetime"], time.text) == (date, shown)


def test_a_paper_without_abstract_has_no_empty_place_for_it():
    assert not page(library(paper(abstract=text("")))).all(".entry .abstract")


def test_what_a_user_typed_is_shown_and_never_run():
    evil = "<script>alert(1)</script>\" onclick='x'"
    shown = paper(title=evil, people=[author(f"Eve {evil}")], venue=evil, award=evil, organization=evil)
    html = built(library(shown, owner=owner(role=evil, metrics=(metric(evil, evil, source=evil),)), title=evil))
    for path in ("index.html", "papers/nets/index.html", "categories/cs.CL/index.html"):
        for element in parse(html[path]).walk():
            data = element.get("type") == "application/ld+json"
            assert element.tag != "script" or element.get("src") or data, f"{path} runs a script of its content"
            assert not any(name.startswith("on") for name in element.attributes), f"{path} obeys an attribute"


def test_the_order_of_the_source_is_offered_beside_the_order_by_year():
    places = {"a": ("2021", 2), "b": ("2025", 3), "c": ("2023", 1)}
    shown = library(*(paper(slug, date=date, listed=place) for slug, (date, place) in places.items()))
    home = page(shown)
    assert home.one(".orders").text == "Order: by year, as listed"
    assert home.one(".orders a")["href"] == "listed/index.html"
    other = page(shown, "listed/index.html")
    assert [entry["id"] for entry in other.all(".entry")] == ["c", "a", "b"]
    assert other.one(".orders a")["href"] == "../index.html"


def test_papers_without_a_place_in_the_source_come_last_in_its_order():
    shown = library(paper("a", date="2025"), paper("b", date="2024", listed=1))
    assert [entry["id"] for entry in page(shown, "listed/index.html").all(".entry")] == ["b", "a"]


def test_without_a_source_order_there_is_one_order():
    shown = library(paper())
    assert "listed/index.html" not in listed(shown)
    assert not page(shown).all(".orders")


def test_a_site_in_the_order_of_titles_has_no_years_on_its_home_page():
    shown = library(paper("b", title="B", date="2025"), paper("a", title="A", date="2019"), order="title")
    home = page(shown)
    assert [entry["id"] for entry in home.all(".entry")] == ["a", "b"]
    assert [link["href"] for link in home.all(".years a")] == ["years/2025/index.html", "years/2019/index.html"]
    assert "years/2019/index.html" in listed(shown)


def test_a_long_list_continues_on_pages_by_year():
    shown = library(*(paper(f"p{n}", date=str(2025 - n // 2)) for n in range(6)), home_papers=3)
    home = page(shown)
    assert [entry["id"] for entry in home.all(".entry")] == ["p0", "p1", "p2"]
    assert [(link.text, link["href"]) for link in home.all(".more a")] == [
        ("1 more paper from 2024", "years/2024/index.html"),
    ]
    assert [(link.text, link["href"]) for link in home.all(".earlier a")] == [("2023", "years/2023/index.html")]
    assert home.one(".papers h2").text == "6 papers"
    assert [entry["id"] for entry in page(shown, "years/2024/index.html").all(".entry")] == ["p2", "p3"]


def test_a_short_list_has_no_pages_by_year():
    assert not [path for path in listed(library(paper())) if path.startswith("years/")]


def test_sections_come_in_the_order_of_the_settings():
    shown = library(
        paper(selected=True),
        owner=owner(biography=block("I study nets.")),
        news=[News("prize", "content/news/x.md", "news", Date(2026, 10, 2), text("A prize"), block("We won."))],
        sections=("papers", "selected", "biography", "news"),
    )
    sections = [child for child in page(shown).one("main").children if getattr(child, "tag", "") in {"section", "div"}]
    assert [section.classes[0] for section in sections] == ["papers", "selected", "prose", "news"]


def test_selected_papers_are_shown_in_short_and_once_whole():
    home = page(library(paper(selected=True), paper("other")))
    assert [line.text for line in home.all(".selected h3")] == ["Nets that listen"]
    assert not home.all(".selected .abstract")
    ids = [element.get("id") for element in home.walk() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_no_papers_is_a_page_all_the_same():
    assert page(library()).one(".papers h2").text == "0 papers"


@pytest.mark.parametrize("kind", ["retracted", "withdrawn", "corrected"])
def test_what_became_of_a_paper_is_told_in_words(kind):
    fate = Status(kind, Date(2025, 11, 3), "https://example.org/notice", "an error in Lemma 4")
    entry = page(library(paper(status=fate))).one(".entry")
    assert kind in entry.classes
    assert entry.one(".status").text == f"{kind.capitalize()} 3 November 2025: an error in Lemma 4 · Notice"


def test_a_draft_that_is_shown_says_so():
    assert page(library(paper(draft=True), drafts=True)).one(".entry .draft").text == "Draft"


def test_a_title_in_another_language_says_which_and_runs_its_own_way():
    entry = page(library(paper(title="مقدمة", people="محمد الأحمد, Ada Quill", lang="ar"))).one(".entry")
    assert (entry.one("h3")["lang"], entry.one("h3")["dir"]) == ("ar", "rtl")
    assert entry.one(".abstract")["lang"] == "ar"
    assert entry.one(".by bdi").text == "محمد الأحمد"


def test_a_title_that_holds_a_link_leads_to_the_paper_alone():
    title = text("x")._replace(html='On <a href="https://example.org">this</a> thing')
    shown = paper()._replace(title=title)
    heading = page(library(shown)).one(".entry h3")
    assert [link["href"] for link in heading.all("a")] == ["papers/nets/index.html"]
    assert heading.text == "On this thing"


def test_a_computed_metric_says_how_from_whose_counts_and_since_when():
    counts = (Citations(4, "OpenAlex", Date(2025, 11, 2)), Citations(3, "Crossref", Date(2025, 10)))
    papers = [paper(f"p{number}", citations=count) for number, count in enumerate(counts)]
    shown = page(library(*papers, owner=owner(metrics=(metric("h-index", "computed"), metric("papers", "computed")))))
    h_index, papers = shown.texts(".why")
    assert h_index == (
        "The largest number h of papers with at least h citations each. Computed from the papers on this site. "
        "Source: Crossref, OpenAlex. As of October 2025."
    )
    assert papers == "The papers listed on this site. Computed from the papers on this site."


def test_a_number_from_elsewhere_is_not_explained_as_if_it_were_ours():
    shown = page(library(paper(), owner=owner(metrics=(metric("papers", "12"), metric("h-index", "6")))))
    assert shown.texts(".why") == ["The largest number h of papers with at least h citations each."]
