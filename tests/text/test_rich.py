"""A text is rendered as the files in `cases/` say, the short way as the long one; nothing that is typed does harm."""

import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oeuvre.model import NO_TEXT
from oeuvre.text import rich
from tests.text import case_files
from tests.text.markup import faults

INLINE = case_files.read("inline.txt")
BLOCK = case_files.read("block.txt")
PAGE = case_files.read("page.txt")

PARTS = case_files.listed("fragments.json")
HOSTILE = case_files.listed("hostile.json")
MARKUP = PARTS["words"] * 2 + PARTS["marks"] + PARTS["spans"] * 2 + PARTS["latex"] + PARTS["html"]

typed = st.lists(st.sampled_from(MARKUP), max_size=12).map("".join)
anything = st.text(st.characters(exclude_categories=()), max_size=80)
texts = st.one_of(typed, anything, st.tuples(typed, anything).map("".join))


def ids(cases):
    return [case.name for case in cases]


@pytest.mark.parametrize("case", INLINE, ids=ids(INLINE))
def test_a_line_is_rendered_as_its_case_says(case):
    text, problems = rich.inline(case.source)
    assert text.source == case.source
    assert text.html == case.parts["html"]
    assert text.plain == case.parts["plain"]
    assert case_files.told(problems) == case.parts.get("problems", "")


@pytest.mark.parametrize("case", BLOCK, ids=ids(BLOCK))
def test_a_text_of_paragraphs_is_rendered_as_its_case_says(case):
    text, problems = rich.block(case.source)
    assert text.source == case.source
    assert text.html == case.parts["html"]
    assert text.plain == case.parts["plain"]
    assert case_files.told(problems) == case.parts.get("problems", "")


@pytest.mark.parametrize("case", PAGE, ids=ids(PAGE))
def test_a_page_is_rendered_as_its_case_says(case):
    text, problems = rich.block(case.source, page=True)
    assert text.html == case.parts["html"]
    assert text.plain == case.parts["plain"]
    assert case_files.told(problems) == case.parts.get("problems", "")


@pytest.mark.parametrize("case", [*BLOCK, *PAGE], ids=ids([*BLOCK, *PAGE]))
def test_the_short_way_gives_for_each_case_what_the_long_one_gives(case):
    assert rich.block(case.source) == rich._block(case.source, (), page=False, short=False)


@settings(max_examples=250, deadline=None)
@given(texts)
@example("a\\\\\nb")
@example("\\ > no quote")
@example("x<!-- c -->> y")
@example("a \n\u00a0")
@example("\\noindent")
@example("a<b and c>d")
def test_the_short_way_gives_what_the_long_one_gives(source):
    assert rich.block(source) == rich._block(source, (), page=False, short=False)
    assert rich.block(source, page=True) == rich._block(source, (), page=True, short=False)


@settings(max_examples=250, deadline=None)
@given(texts)
def test_nothing_that_is_typed_can_run_or_break_the_page(source):
    for text, problems in (rich.block(source), rich.block(source, page=True), rich.inline(source, links=True)):
        assert faults(text.html) == []
        assert "\ufdd0" not in text.html + text.plain
        assert "\ufdd2" not in text.html + text.plain
        text.html.encode("utf-8")
        text.plain.encode("utf-8")
        assert all(0 <= problem.offset <= len(source) for problem in problems)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_plain_text_of_a_line_has_single_spaces_and_no_link_is_in_its_html(source):
    text, _ = rich.inline(source)
    assert text.plain == " ".join(text.plain.split())
    assert "<a " not in text.html


def test_an_empty_text_is_no_text():
    assert rich.inline("")[0] == NO_TEXT
    assert rich.block("") == (NO_TEXT, ())
    assert rich.block(" \n\n ")[0] == (" \n\n ", "", "")


def test_links_in_a_note_are_links_where_they_are_wanted():
    source = r"See \href{https://example.org/a_b?c&d}{this}, \url{https://example.org} and https://example.org/x."
    assert rich.inline(source, links=True)[0].html == (
        'See <a href="https://example.org/a_b?c&amp;d">this</a>, <a href="https://example.org">https://example.org</a> '
        'and <a href="https://example.org/x">https://example.org/x</a>.'
    )


def test_a_site_s_own_macros_are_known_in_math():
    text, problems = rich.inline(r"$\RR^n$", ((r"\RR", r"\mathbb{R}"),))
    assert text.plain == "ℝⁿ"
    assert problems == ()




AROUND = ["@", "a @ b", "*@*", "# @", "- @\n- x", "\\emph{@}", "[@](https://example.org)", "> @", "| @ |\n|--|\n| @ |"]


@pytest.mark.parametrize("payload", HOSTILE["payloads"])
def test_no_payload_runs_wherever_it_stands(payload):
    for around in AROUND:
        source = around.replace("@", payload)
        for text, _ in (rich.block(source), rich.block(source, page=True), rich.inline(source, links=True)):
            assert faults(text.html) == []




@pytest.mark.parametrize("size", [4_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", HOSTILE["repeated"])
def test_a_text_of_one_thing_repeated_ends(unit, size):
    """Each of these takes minutes in some parser of Markdown, LaTeX or HTML, or ends it with an exception."""
    source = unit * (size // len(unit))
    assert rich.block(source)[0].source == source
    assert rich.block(f"x {source}\n\ny")[0].plain.strip()
    assert rich.inline(source)[0].source == source


DEEP = {
    "lists": "\n".join("  " * depth + "- a" for depth in range(200)),
    "quotes": ">" * 1000 + " a",
    "braces": "\\emph{" * 1000 + "a" + "}" * 1000,
    "items on one line": "- " * 1000 + "a",
    "asterisks": "a " + "*" * 1000 + "b",
    "brackets": "[" * 1000 + "a" + "](b)" * 1000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_told_and_shown_as_typed_or_flat(name):
    text, problems = rich.block(DEEP[name])
    assert faults(text.html) == []
    if name != "brackets":
        assert [problem.rule for problem in problems] == ["text/too-complex"]
        assert "a" in text.plain


def test_what_is_too_complex_is_told_with_the_reason():
    assert case_files.told(rich.block(DEEP["lists"])[1]) == (
        "500 warning: lists nest more than 20 levels deep; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.inline("a" * 20_001)[1]) == (
        "0 warning: one line of 20,001 characters; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.block("a" * 1_000_001)[1]) == (
        "0 warning: 1,000,001 characters in one text; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.block("a " + "*" * 101 + "b")[1]) == (
        '0 warning: more than 100 "*" in a row; the text is shown as typed [text/too-complex]'
    )


def test_a_text_that_is_too_complex_keeps_its_words_and_its_paragraphs():
    text, _ = rich.block("a <b> & c\n\n" + ">" * 30 + " d")
    assert text.html == "<p>a &lt;b&gt; &amp; c</p>\n<p>" + "&gt;" * 30 + " d</p>"
    assert text.plain == "a <b> & c\n\n" + ">" * 30 + " d"


def output_of(program, **environment):
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment).stdout


def test_a_simple_text_loads_neither_markdown_nor_the_sanitiser():
    text = "Plain words.\n\nAnd $x$, *so*, `c`, [l](https://example.org), 5\\%."
    program = (
        f"import sys; from oeuvre.text import rich; rich.block({text!r});"
        "print([name for name in ('markdown', 'nh3') if name in sys.modules])"
    )
    assert output_of(program) == "[]\n"


def test_the_same_text_gives_the_same_bytes_in_every_process():
    text = "# a\n\nb[^1] <img src=x title=t alt=u>\n\n[^1]: c"
    program = f"from oeuvre.text import rich; print(ascii(rich.block({text!r}, page=True)))"
    assert len({output_of(program, PYTHONHASHSEED=seed) for seed in ("0", "1", "2")}) == 1
