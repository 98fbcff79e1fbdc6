"""Lines with marks in them: what stands in a mark's place in each rendering."""

import pytest

from oeuvre.text import marks

LINK = marks.link("https://x.example/?a&b", "x<y")
LINE = f"{marks.bold('A & B')}. {marks.title('T <1>')}. {marks.italic('J, 2')}. {LINK}"


def test_a_line_becomes_safe_html():
    assert marks.render(LINE, marks.HTML, "T <i>1</i>") == (
        '<b>A &amp; B</b>. T <i>1</i>. <i>J, 2</i>. <a href="https://x.example/?a&amp;b">x&lt;y</a>'
    )


def test_a_line_becomes_plain_text():
    assert marks.plain(LINE) == "A & B. T <1>. J, 2. x<y"


def test_an_address_that_could_do_harm_is_no_link():
    assert marks.link("javascript:alert(1)", "go") == "go"


@pytest.mark.parametrize(
    ("title", "stop", "expected"),
    [
        ("Nets", ",", "“Nets,”"),
        ("Nets?", ",", "“Nets?”"),
        ("Nets etc.", ".", "“Nets etc.”"),
        ("Nets etc.", ",", "“Nets etc.,”"),
        ("On “nets”", ".", "“On ‘nets.’”"),
        ('On "nets"', ".", "“On ‘nets.’”"),
    ],
)
def test_a_quoted_title_holds_its_stop_and_single_quotes(title, stop, expected):
    assert marks.plain(marks.quoted(title, stop)) == expected


def test_the_quotes_of_attributes_in_a_titles_html_stay():
    html = 'On <math alttext="x">x</math> &quot;nets&quot; and "words"'
    shown = marks.render(marks.quoted("On x", "."), marks.HTML, html)
    assert shown == '“On <math alttext="x">x</math> ‘nets’ and ‘words’.”'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\r\n lines\t", "two lines"),
        ("no\xa0break", "no\xa0break"),
        ("bell\x07 \x00null", "bell null"),
        ("a\u2028b\x85c", "a b c"),
        ("lone \ud800", "lone \ufffd"),
        ("王小明 🙂 e\u0301", "王小明 🙂 e\u0301"),
    ],
)
def test_a_clean_text_is_one_line(text, expected):
    assert marks.clean(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("A", "A."), ("A.", "A."), ("A?", "A?"), ("“A?”", "“A?”"), (marks.italic("A."), marks.italic("A.")), ("", "")],
)
def test_no_stop_is_doubled(line, expected):
    assert marks.stop(line) == expected
