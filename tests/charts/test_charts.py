"""Charts show what the papers say: their numbers, in the picture and in the table, are those that anybody can count."""

import re
from collections import Counter
from html import escape
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre import colours, theme
from oeuvre.charts import CHARTS, bars, citations, coauthors, papers, spark, topics
from oeuvre.charts.order import arranged, length
from oeuvre.languages import words
from oeuvre.model import Citations, Date
from tests.pages.site import OWNER, author, library, paper
from tests.pages.tree import parse

CASES = Path(__file__).parent / "cases"
WORDS = words("en")
CODES = ("cs.CL", "cs.SD", "cs.LG", "eess.AS", "stat.ML", "cs.CV", "cs.AI", "hep-th", "math.ST")
PEOPLE = [author(f"{given} {family}") for given in ("Jun", "Bo", "Ann") for family in ("Mori", "Ek", "Levi", "Kov")]

WORKS = st.lists(
    st.tuples(
        st.sampled_from(["forthcoming", *(f"{year}-03" for year in (1987, 2001, 2002, 2005, 2006, 2024))]),
        st.lists(st.sampled_from(CODES), max_size=3, unique=True),
        st.lists(st.sampled_from(["ears", "Ears", "nets", "noise", "a < b"]), max_size=3, unique=True),
        st.dictionaries(st.integers(2015, 2025), st.integers(0, 900), max_size=4),
        st.lists(st.sampled_from(PEOPLE), max_size=6, unique=True),
    ),
    max_size=12,
)


def shelf(works):
    """A library of these works."""
    return library(
        *(
            paper(
                f"p{number}",
                f"Paper {number}",
                [author("Ada Quill"), *people],
                date,
                categories=tuple(codes),
                keywords=tuple(keywords),
                citations=Citations(sum(by_year.values()), "OpenAlex", Date(2025, 11), tuple(by_year.items())),
            )
            for number, (date, codes, keywords, by_year, people) in enumerate(works)
        )
    )


def cells(figure):
    """The table's rows as text, by their first cell."""
    rows = [[parse(f"<p>{cell}</p>").text for cell in row] for row in figure.table.rows]
    return {first: rest for first, *rest in rows}


def whole(text):
    return int(text.replace(",", "") or 0)


def drawn(figure):
    """Heights of the bars by their place from the left, in pixels."""
    heights = Counter()
    for bar in parse(figure.picture).all("rect"):
        heights[bar["x"]] += float(bar["height"])
    return list(heights.values())


@given(WORKS)
@settings(max_examples=60, deadline=None)
def test_papers_per_year_are_those_that_have_a_date(works):
    figure = papers.draw(shelf(works), WORDS)
    expected = Counter(date[:4] for date, *_ in works if date != "forthcoming")
    if not expected:
        assert figure is None
        return
    assert {year: whole(row[-1]) for year, row in cells(figure).items()} == expected
    assert all(sum(map(whole, row[:-1])) in {0, whole(row[-1])} for row in cells(figure).values())
    unit = bars.unit(max(expected.values()))
    assert sum(drawn(figure)) == pytest.approx(sum(expected.values()) * unit, abs=0.2)


@given(WORKS)
@settings(max_examples=60, deadline=None)
def test_citations_per_year_are_the_sums_of_what_the_papers_know(works):
    figure = citations.draw(shelf(works), WORDS)
    expected = Counter()
    for *_, by_year, _people in works:
        expected.update({str(year): number for year, number in by_year.items() if number})
    if len(expected) < 2:
        assert figure is None
        return
    assert {year: whole(row[0]) for year, row in cells(figure).items()} == expected
    unit = bars.unit(max(expected.values()))
    assert sum(drawn(figure)) == pytest.approx(sum(expected.values()) * unit, abs=0.2)


@given(WORKS)
@settings(max_examples=60, deadline=None)
def test_coauthors_and_their_ties_are_counted_from_the_papers(works):
    shown = shelf(works)
    figure = coauthors.draw(shown, WORDS)
    expected = Counter(f"{each.name.given} {each.name.family}" for *_, people in works for each in people)
    if len(expected) < coauthors.LEAST:
        assert figure is None
        return
    assert {name: whole(row[0]) for name, row in cells(figure).items()} == expected
    pairs = Counter()
    for *_, people in works:
        pairs.update(combinations(sorted(each.name.given + each.name.family for each in people), 2))
    everybody = shown.coauthors
    found = {
        tuple(sorted(everybody[place].name.replace(" ", "") for place in pair)): weight
        for pair, weight in coauthors.together(everybody).items()
    }
    assert found == pairs
    assert len(parse(figure.picture).all("path")) == len(pairs)
    assert len(parse(figure.picture).all("circle")) == len(parse(figure.picture).all("li")) == len(expected)


@given(WORKS)
@settings(max_examples=60, deadline=None)
def test_topics_are_counted_from_the_papers(works):
    figure = topics.draw(shelf(works), WORDS)
    dated = [(date, codes, keywords) for date, codes, keywords, *_ in works if date != "forthcoming"]
    by_keyword = Counter(key for *_, keywords in dated for key in {word.casefold() for word in keywords})
    if figure is None:
        return
    sums = {name.casefold(): whole(row[-1]) for name, row in cells(figure).items()}
    if sum(number > 1 for number in by_keyword.values()) >= topics.ENOUGH:
        assert sums == {key: number for key, number in by_keyword.items() if number > 1}
    else:
        assert sorted(sums.values()) == sorted(Counter(code for _, codes, _ in dated for code in codes).values())
    assert sum(sums.values()) >= len(parse(figure.picture).all("circle")) >= len(sums)


@given(WORKS, st.sampled_from(["en", "de", "ar"]))
@settings(max_examples=30, deadline=None)
def test_every_picture_says_what_it_shows_and_has_short_numbers(works, language):
    for draw in CHARTS.values():
        figure = draw(shelf(works), words(language))
        if figure is None:
            continue
        svg = parse(figure.picture).one("svg")
        assert svg["role"] == "img"
        assert svg["aria-label"].startswith(figure.title)
        lengths = re.findall(r' (?:x|y|width|height|c[xy]|r|[xy][12]|stroke-width)="([^"]*)"', figure.picture)
        assert all(re.fullmatch(r"\d+(\.\d{1,2})?(%|rem)?", each) for each in lengths)
        assert len(figure.table.head) == len(figure.table.rows[0])


@given(st.integers(1, 12).flatmap(lambda size: st.tuples(
    st.just(size),
    st.dictionaries(st.sampled_from([*combinations(range(size), 2), (0, 0)]), st.integers(1, 9)),
)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_exchange_of_neighbours_makes_the_ties_of_the_network_shorter(network):
    size, ties = network
    ties.pop((0, 0), None)
    order = arranged(size, ties)
    assert sorted(order) == list(range(size))
    for place in range(size - 1):
        other = [*order]
        other[place : place + 2] = reversed(other[place : place + 2])
        assert length(order, ties) <= length(other, ties)


def test_a_crowd_shows_only_its_strongest_ties_and_says_so():
    crowd = [author(f"A{chr(97 + number)} Person") for number in range(40)]
    works = [paper(f"p{number}", people=[author("Ada Quill"), *crowd]) for number in range(2)]
    works.append(paper("pair", people=[author("Ada Quill"), *crowd[:3], crowd[9]]))
    figure = coauthors.draw(library(*works), WORDS)
    assert len(parse(figure.picture).all("path")) == 6
    assert figure.notes[0] == "The 30 closest of 40."
    assert figure.notes[-1] == "A line stands for at least 3 papers together."


def test_a_crowd_of_equals_has_names_and_no_lines():
    crowd = [author(f"A{chr(97 + number)} Person") for number in range(30)]
    figure = coauthors.draw(library(paper(people=[author("Ada Quill"), *crowd])), WORDS)
    assert parse(figure.picture).all("path") == []
    assert len(parse(figure.picture).all("li")) == 30


def test_a_coauthor_leads_to_their_page_or_to_the_papers_written_together():
    kin = OWNER._replace(id="mori", owner=False, name=PEOPLE[0].name, display="Jun Mori", page=True)
    works = [paper(f"p{number}", people=[author("Ada Quill"), *PEOPLE[:3]]) for number in range(2)]
    figure = coauthors.draw(library(*works, people=[kin]), WORDS)
    links = {each.text: each["href"] for each in parse(figure.picture).all("li a")}
    assert links["Jun Mori"] == "\0people/mori/index.html"
    rows = {row[0]: row for row in figure.table.rows}
    told = next(cell for first, cell in ((row[0], row[2]) for row in rows.values()) if "Jun Ek" in first)
    assert links["Jun Ek"].removeprefix("#") in "".join(rows)
    assert [each["href"] for each in parse(told).all("a")] == ["\0papers/p1/index.html", "\0papers/p0/index.html"]


def test_text_from_papers_stays_text():
    evil = '"><script>alert(1)</script>'
    people = [author("Ada Quill"), author(f"{evil} X"), *PEOPLE[:3]]
    years = ("2019", "2020", "2021", "2022")
    works = [paper(f"p{year}", evil, people, year, keywords=(evil, "b", "c")) for year in years]
    shown = library(*works)
    for draw in CHARTS.values():
        figure = draw(shown, WORDS)
        if figure:
            html = figure.picture + "".join(cell for row in figure.table.rows for cell in row)
            assert "<script" not in html
    assert escape(evil) in topics.draw(shown, WORDS).picture


def test_small_categories_stand_together_and_papers_without_any_apart():
    works = [paper(f"p{place}", date=f"{2015 + place}", categories=(code,)) for place, code in enumerate(CODES)]
    works.append(paper("bare", date="2024", categories=()))
    head = [parse(f"<p>{cell}</p>").text for cell in papers.draw(library(*works), WORDS).table.head]
    assert len(head) == 1 + papers.SHOWN + 3
    assert head[-3:] == ["Others", "No category", "Total"]


def test_one_category_needs_no_key():
    figure = papers.draw(library(paper()), WORDS)
    assert "<ul" not in figure.picture
    assert figure.table.head == ("Year", "Total")
    assert figure.notes == ("In all 1; most in 2025: 1.",)


def test_what_is_forthcoming_is_not_counted_and_said():
    figure = papers.draw(library(paper(), paper("soon", date="forthcoming")), WORDS)
    assert figure.notes[-1] == "1 forthcoming paper is not counted."


def test_the_year_that_is_not_over_is_drawn_open():
    count = Citations(9, "OpenAlex", Date(2025, 11, 2), ((2024, 4), (2025, 3)))
    figure = citations.draw(library(paper(citations=count)), WORDS)
    assert [bar.get("class") for bar in parse(figure.picture).all("rect")] == [None, "open"]
    assert " ".join(figure.notes) == (
        "In all 7; most in 2024: 4. The years of 7 citations of 9 are known. Source: OpenAlex. As of 2 November 2025."
    )


def test_colours_that_are_hard_to_tell_apart_are_told_apart_by_stripes():
    works = [paper(f"p{place}", date="2024", categories=(code,)) for place, code in enumerate(("eess.AS", "cs.LG"))]
    assert papers.draw(library(*works), WORDS).picture.count("<pattern") == 1


def test_every_mark_can_be_seen_in_light_and_in_dark():
    sheet = Path(theme.engine_templates(), "assets", "charts.css").read_text(encoding="utf-8")
    pairs = re.findall(r"light-dark\((#\w+), ?(#\w+)\)", sheet)
    assert pairs
    for pair in pairs:
        assert all(colours.contrast(mark, ground) >= 3 for mark, ground in zip(pair, colours.PAPER, strict=True))


def test_years_of_a_thousand_years_name_only_a_few():
    figure = papers.draw(library(paper("old", date="1003"), paper("new", date="2024")), WORDS)
    assert len(figure.picture) < 2000
    assert len(figure.table.rows) == 2


def test_a_sparkline_is_small():
    works = [paper(f"p{year}", date=str(year)) for year in range(1970, 2025)]
    drawing = spark.draw(library(*works), WORDS)
    assert len(drawing) < 600
    assert parse(drawing).one("svg")["aria-label"] == "Papers per year, 1995–2024"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_before(name, golden):
    works = [
        ("2021-03", ["cs.CL"], ["ears", "nets"], {2021: 1, 2022: 5}, PEOPLE[:2]),
        ("2022-03", ["cs.SD", "cs.CL"], ["ears", "noise"], {2023: 7}, PEOPLE[:3]),
        ("2022-03", ["cs.CL"], ["nets", "noise"], {}, PEOPLE[3:5]),
        ("2025-03", [], ["Ears"], {2025: 2}, PEOPLE[:1]),
        ("forthcoming", ["cs.CL"], [], {}, []),
    ]
    figure = CHARTS[name](shelf(works), WORDS)
    table = [" | ".join(row) for row in (figure.table.head, *figure.table.rows)]
    text = "\n".join((figure.title, *figure.notes, figure.picture.replace("><", ">\n<"), *table))
    golden(text.replace("\0", "../") + "\n", CASES / f"{name}.txt")
