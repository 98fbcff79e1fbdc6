"""References to read: six styles, word for word, and what holds for all of them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.citations import STYLES
from oeuvre.model import Author, Date, Name, Paper, Text
from oeuvre.text import marks
from tests.works import WORKS, work

CASES = Path(__file__).parent / "cases"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a & b < c > d",
    "line\nbreak\r\n\ttab",
    "marks \x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10 in it",
    "'\"` &amp; &lt;",
    "javascript:alert(1)",
    "https://x.example/\" onclick=\"alert(1)",
    "\ud800 \x00 \u2028",
]


class Reading(HTMLParser):
    """What a browser would see: tags with their attributes, and the text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.words = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_of_work_is_cited_word_for_word(style, golden):
    lines = [f"{case}\n    {STYLES[style].cite(paper).html}\n" for case, paper in WORKS.items()]
    golden("\n".join(lines), CASES / f"{style}.txt")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", sorted(WORKS.keys() - {"title with markup"}))  # whose renderings were made by hand
def test_the_plain_text_is_what_the_html_shows(style, case):
    reference = STYLES[style].cite(WORKS[case])
    assert reference.plain == Reading(reference.html).text


@pytest.mark.parametrize("style", STYLES)
def test_a_title_is_printed_as_its_author_wrote_it(style):
    reference = STYLES[style].cite(work("On eBPF in VIENNA", "Okafor, Ada", "2020", type="article", venue="Words"))
    assert "On eBPF in VIENNA" in reference.plain


@pytest.mark.parametrize("style", STYLES)
def test_a_titles_own_html_is_shown_as_it_is(style):
    reference = STYLES[style].cite(WORKS["title with markup"])
    assert "On <math><mi>H</mi></math> &amp; <em>E. coli</em>" in reference.html
    assert "On H∞ & E. coli" in reference.plain


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", ["retracted article", "withdrawn preprint"])
def test_a_retracted_paper_is_never_cited_unmarked(style, case):
    paper = WORKS[case]
    reference = STYLES[style].cite(paper)
    word = paper.status.kind
    assert f"{word.upper()}: {paper.title.plain}" in reference.plain
    assert f"[{word.capitalize()}" in reference.plain


@pytest.mark.parametrize("style", STYLES)
def test_a_correction_is_said_with_its_date(style):
    assert STYLES[style].cite(WORKS["corrected article"]).plain.endswith("[Corrected 2015]")


@pytest.mark.parametrize("style", STYLES)
def test_the_owners_name_stands_in_bold(style):
    paper = WORKS["journal article"]
    html = STYLES[style].cite(paper, lambda author: author.name.family == "Lindqvist").html
    bold = re.findall("<b>(.*?)</b>", html)
    assert len(bold) == 1
    assert "Lindqvist" in bold[0]
    assert "Okafor" not in bold[0]


@pytest.mark.parametrize("style", STYLES)
def test_a_doi_is_a_link_to_doi_org_even_with_letters_that_no_address_holds(style):
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    html = STYLES[style].cite(work("Old times", "Okafor, Ada", "1998", type="article", venue="Words", doi=doi)).html
    [link] = [attrs["href"] for tag, attrs in Reading(html).tags if tag == "a"]
    assert link == "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2"


@pytest.mark.parametrize(
    ("style", "count", "shown", "last"),
    [
        ("apa", 20, 20, "F19"), ("apa", 21, 20, "F20"), ("ieee", 6, 6, "F5"), ("ieee", 7, 1, "F0"),
        ("acm", 25, 25, "F24"), ("chicago", 10, 10, "F9"), ("chicago", 11, 7, "F6"), ("mla", 2, 2, "F1"),
        ("mla", 3, 1, "F0"), ("vancouver", 6, 6, "F5"), ("vancouver", 7, 6, "F5"),
    ],
)  # fmt: skip
def test_each_style_lists_as_many_names_as_its_manual_says(style, count, shown, last):
    people = "; ".join(f"F{at}, G" for at in range(count))
    plain = STYLES[style].cite(work("T", people, "2020", type="article", venue="Words")).plain
    names = re.findall(r"F\d+", plain)
    assert (len(names), names[-1]) == (shown, last)
    assert ("et al." in plain) == (shown < count and style != "apa")


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ("García Márquez, Gabriel; {The Aurora Collaboration}", "García Márquez G; The Aurora Collaboration."),
        ("{The Aurora Team}; {Open Lab}; Sato, Ken; Costa, Ana", "The Aurora Team; Open Lab; Sato K, Costa A."),
        ("سلمان, محمد بن; Okafor, Ada", "محمد بن سلمان, Okafor A."),
        ("כהן, דוד", "דוד כהן."),
        ("Иванов, Пётр Ильич", "Иванов ПИ."),
    ],
)
def test_vancouver_sets_off_organisations_and_makes_initials_of_capitals_alone(people, line):
    plain = STYLES["vancouver"].cite(work("T", people, "2020", type="article", venue="Words")).plain
    assert re.sub("[\u2066-\u2069]", "", plain).startswith(line)


@pytest.mark.parametrize(
    ("style", "count", "place", "shown"),
    [
        ("apa", 22, 20, "F18, G., . . . **F20, G.**, . . . F21, G. (2020). T."),
        ("ieee", 8, 4, "G. F0, …, **G. F4**, et al., “T,”"),
        ("ieee", 8, 1, "G. F0, **G. F1**, et al., “T,”"),
        ("ieee", 8, 7, "G. F0, …, **G. F7**, “T,”"),
        ("chicago", 12, 9, "G F6, …, **G F9**, et al. 2020."),
        ("chicago", 12, 7, "G F6, **G F7**, et al. 2020."),
        ("mla", 4, 2, "F0, G, …, **G F2**, et al. “T.”"),
        ("mla", 3, 2, "F0, G, …, **G F2**. “T.”"),
        ("vancouver", 9, 7, "F5 G, …, **F7 G**, et al. T."),
        ("vancouver", 7, 6, "F5 G, **F6 G**. T."),
        ("vancouver", 9, 2, "F1 G, **F2 G**, F3 G, F4 G, F5 G, et al. T."),
    ],
)
def test_the_owners_own_list_names_the_owner_whom_the_style_would_not(style, count, place, shown):
    paper = work("T", "; ".join(f"F{at}, G" for at in range(count)), "2020", type="article", venue="Words")
    line = STYLES[style].own(paper, lambda author: author.name.family == f"F{place}")
    assert shown in marks.plain(line.replace(marks.BOLD, "**").replace(marks.LIGHT, "**"))


texts = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.text(max_size=12))
dates = st.sampled_from([Date(0), Date(2020), Date(2020, 2), Date(2020, 2, 29)])
names = st.builds(Name, texts, texts.filter(bool), texts, texts, st.booleans())
people = st.lists(st.builds(Author, names), max_size=4).map(tuple)
types = st.sampled_from(sorted({paper.type for paper in WORKS.values()}))
hostile_papers = st.builds(
    Paper, st.just("slug"), st.just("content/papers/slug.md"), st.just(""),
    st.just(Text("T", "T", "T")), people, dates, type=types, et_al=st.booleans(), venue=texts, volume=texts,
    issue=texts, pages=texts, publisher=texts, editor=people, series=texts, institution=texts, number=texts,
    edition=texts, address=texts, doi=texts, arxiv=texts, pmid=texts, acl=texts,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(hostile_papers)
def test_no_field_can_bring_in_markup(paper):
    for style in STYLES.values():
        reference = style.cite(paper)
        seen = Reading(reference.html)
        assert {tag for tag, _ in seen.tags} <= {"i", "b", "a", "bdi"}
        for tag, attributes in seen.tags:
            assert set(attributes) == ({"href"} if tag == "a" else set())
            assert attributes.get("href", "https://").startswith("https://")
        assert seen.text == reference.plain
        assert not re.search("[\x00-\x1f\x7f\ud800-\udfff]", reference.html)


optional = st.sampled_from(["", "7"])
sparse_papers = st.builds(
    Paper, st.just("slug"), st.just("content/papers/slug.md"), st.just(""),
    st.sampled_from([Text(t, t, t) for t in ("Nets", "Nets?", "Nets!", "Nets etc.", "Nets…", "Do “nets” dream")]),
    st.sampled_from([paper.authors for paper in WORKS.values()]), dates, type=types, et_al=st.booleans(),
    venue=st.sampled_from(["", "Words", "Words Inc."]), volume=optional, issue=optional,
    pages=st.sampled_from(["", "3", "3–9"]), publisher=st.sampled_from(["", "Press", "Press Co."]),
    editor=st.sampled_from([(), WORKS["edited book"].editor]), series=st.sampled_from(["", "Notes"]),
    institution=st.sampled_from(["", "University"]), number=optional,
    edition=st.sampled_from(["", "1", "2", "3rd ed."]),
    address=st.sampled_from(["", "Oslo"]), doi=st.sampled_from(["", "10.1000/x"]),
    arxiv=st.sampled_from(["", "2001.00001"]), pmid=optional,
)  # fmt: skip
UGLY = re.compile(
    r"(?<!\.)\.\.(?!\.)|,,|;;|::|[ (\[],| [.;:]| {2}|\(\)|\[\]|,\.|:\.|“”|\( | \)|[?!]\.|^[.,;: ]|[, ]$"
)


@settings(max_examples=200, deadline=None)
@given(sparse_papers)
def test_whatever_is_missing_the_punctuation_is_right(paper):
    for name, style in STYLES.items():
        plain = style.cite(paper).plain
        assert not UGLY.search(plain.replace(" . . . ", " ")), (name, plain)
        assert "None" not in plain
