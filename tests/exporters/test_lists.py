"""Lists for a CV in Markdown, LaTeX and Typst: word for word, and with every character standing for itself."""

import html
import json
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.citations import STYLES
from oeuvre.exporters import LISTS
from oeuvre.model import Text
from oeuvre.text import marks
from tests.works import WORKS, work

CASES = Path(__file__).parent / "cases"
SHOWN = ["journal article", "conference paper", "eastern name", "forthcoming article", "title with quotation marks",
         "retracted article", "corrected article", "blog post", "book"]  # fmt: skip


def cite(paper):
    return STYLES["apa"].line(paper, lambda author: author.name.family == "Okafor")


def dumps(name, papers, group="year"):
    return LISTS[name].dumps(papers, cite, group)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_written_word_for_word(name, golden):
    golden(dumps(name, [WORKS[case] for case in SHOWN], "type"), CASES / f"list{LISTS[name].extension}")


@pytest.mark.parametrize("name", LISTS)
def test_years_stand_newest_first_and_forthcoming_before_all(name):
    written = dumps(name, [WORKS["book"], WORKS["forthcoming article"], WORKS["journal article"]])
    assert re.findall(r"(?m)^(?:## |= |\\section\*\{)(\w+)", written) == ["Forthcoming", "2021", "2012"]


@pytest.mark.parametrize("name", LISTS)
def test_types_stand_in_the_order_of_their_table(name):
    written = dumps(name, [WORKS["book"], WORKS["talk"], WORKS["journal article"]], "type")
    assert re.findall(r"(?m)^(?:## |= |\\section\*\{)(\w+)", written) == ["Articles", "Books", "Talks"]


@pytest.mark.parametrize("name", LISTS)
def test_without_groups_there_is_no_heading(name):
    written = dumps(name, [WORKS["book"], WORKS["talk"]], "")
    assert not re.search(r"(?m)^(?:## |= |\\section)", written)


@pytest.mark.parametrize("name", LISTS)
def test_no_papers_make_an_empty_list(name):
    assert dumps(name, []) == ""


# What is typed is what is read: one title in a list, seen through each language's own reader.

NASTY = [
    "*bold* _it_ `code` ~~gone~~ ==mark==", "# no heading", "- no list", "+ no list", "1. no list", "1) no list",
    "= no head", "> no quote", "[link](https://x.example) ![image](x.png) <b>tag</b> &amp; &copy; &#65;",
    "https://x.example/a_b_c", "$x$ $$y$$ \\(z\\) \\alpha {} }{ %comment ^ ~ | \\",
    "@cite #func #let x = 1; // comment /* more */ --- -- ... 'a' \"b\"", "``tex'' !` ?` --- <<x>>", "/ term: text",
    "---", "***", ": definition", "#[inject] $inject$ `raw` <label> @ref ~ \\ * _", "end\\", "\\", "}", "{", "]", "[",
    "a\\\nb", "<!-- no comment -->", "<script>alert(1)</script>",
]  # fmt: skip
ALPHABET = "ab1 *_`~#-+=>[]()!<&;\"'\\$%{}^|@/.:,?–“王"
titles = st.one_of(st.sampled_from(NASTY), st.text(alphabet=ALPHABET, min_size=1, max_size=14))


def entry(name, title):
    paper = work(Text(r"\relax", "", title), "", "2020")
    return LISTS[name].item(marks.title(marks.clean(title)), paper)


def words(text):
    return " ".join(text.split())


@settings(max_examples=150, deadline=None)
@given(titles.filter(str.strip))
def test_markdown_shows_the_letters_themselves(title):
    page = markdown.markdown("1. x\n2. " + entry("markdown", title) + "\n", extensions=["extra", "sane_lists"])
    [found] = re.findall(r"<li>x</li>\n<li>(.*)</li>", page, re.DOTALL)
    assert "<" not in found
    assert words(html.unescape(found)) == words(marks.clean(title))


@settings(max_examples=150, deadline=None)
@given(titles.filter(str.strip))
def test_markdown_shows_the_letters_themselves_to_commonmark_too(title):
    commonmark = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    reader = commonmark.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = reader.render("1. x\n2. " + entry("markdown", title))
    [found] = re.findall(r"<li>x</li>\n<li>(.*)</li>", page, re.DOTALL)
    assert "<" not in found
    assert words(html.unescape(found)) == words(marks.clean(title))


TEX = re.compile(
    r"\\text(backslash|asciitilde|asciicircum|less|greater|bar|quotedbl)\{\}|\\([{}$&#%_])|(`|'|!|\?|-)\{\}|([^\\{}$&#%_~^<>|\"])"
)
TEX_LETTERS = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "less": "<", "greater": ">", "bar": "|",
               "quotedbl": '"'}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(titles)
def test_latex_is_made_of_letters_and_known_escapes_alone(title):
    shown = marks.clean(title)
    written = LISTS["latex"].item(marks.bold(shown), WORKS["book"])
    inside = written.removeprefix("\\textbf{").removesuffix("}")
    found = list(TEX.finditer(inside))
    assert "".join(match[0] for match in found) == inside
    assert "".join(TEX_LETTERS.get(m[1]) or m[2] or m[3] or m[4] for m in found) == shown


def typst_text(content):
    """The letters of a piece of Typst content; anything but text, spaces and symbols shows as its name."""
    kind = content["func"]
    if kind == "sequence":
        return "".join(map(typst_text, content["children"]))
    return {"text": content.get("text"), "symbol": content.get("text"), "space": " "}.get(kind, f"<{kind}>")


@settings(max_examples=10, deadline=None)
@given(st.lists(titles.filter(str.strip), min_size=1, max_size=12))
def test_typst_shows_the_letters_themselves(shown):
    typst = pytest.importorskip("typst", reason="the extra typst is not installed")
    items = "\n".join(f"+ {entry('typst', title)}" for title in shown)
    source = f"#let list = [\n{items}\n]\n#metadata(list) <list>\n".encode()
    [found] = json.loads(typst.query(source, "<list>", field="value"))
    read = [words(typst_text(child["body"])) for child in found["children"] if child["func"] == "item"]
    assert read == [words(marks.clean(title)) for title in shown]


def test_typst_compiles_a_whole_list():
    typst = pytest.importorskip("typst", reason="the extra typst is not installed")
    assert typst.compile(dumps("typst", WORKS.values()).encode()).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("markdown", "“On ‘more,’”"), ("latex", "“On ‘more,’”"), ("typst", "“On ‘more,’”")],
)
@pytest.mark.parametrize("title", ["On 'more'", "On “more”"])
def test_a_comma_stands_inside_both_quotation_marks(name, shown, title):
    paper = work(title, "Okafor, Ada", "2020", type="article", venue="Words")
    written = LISTS[name].dumps([paper], STYLES["ieee"].line, "")
    assert shown in written.replace("\\’", "’")
