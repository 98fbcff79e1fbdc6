"""Markdown keeps every word whatever the lines look like, and its parser gets no more than it can take."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oeuvre.text import blocks, rich, simple_markdown
from oeuvre.text.atoms import Atoms
from oeuvre.text.lines import Lines
from oeuvre.text.problems import TooComplexError

LISTS = ["- ", "  - ", "    - ", "* ", "1. ", "2) ", "   1. ", "> - ", ": "]
STARTS = ["", "", "", "  ", "    ", "        ", "> ", "> > ", "# ", "## ", "\t", *LISTS]
BETWEEN = ["\n", "\n", "\n\n", "\n\n\n"]
lines = st.lists(st.tuples(st.sampled_from(STARTS), st.sampled_from(BETWEEN)), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_no_word_is_lost_or_doubled_or_moved_by_the_layout_of_lines(layout):
    source = "".join(f"{start}word{index}{between}" for index, (start, between) in enumerate(layout))
    text, problems = rich.block(source)
    assert re.findall(r"word\d+", text.plain) == [f"word{index}" for index in range(len(layout))]
    assert problems == ()


EMPHASIS = st.lists(st.sampled_from(["*", "**", "***", "_", "__", "w", "x y", " ", "a", "."]), min_size=3, max_size=12)


@settings(max_examples=200, deadline=None)
@given(EMPHASIS.map("".join))
@example("*w**w. a*a.w")
@example("x*y**2. a*b.c")
@example("word****em* * `*a **b** c*")
def test_no_letter_is_lost_in_emphasis(source):
    """Python-Markdown 3.11.3 loses some."""
    assert re.sub("[^a-z]", "", rich.block(source)[0].plain) == re.sub("[^a-z]", "", source)


@settings(max_examples=200, deadline=None)
@given(lines)
def test_each_place_of_the_lines_as_put_anew_leads_back_to_the_same_word(layout):
    source = "".join(f"{start}word{index}{between}" for index, (start, between) in enumerate(layout))
    anew = Lines(source, [], (), Atoms())
    text = blocks.normalise(anew)
    for found in re.finditer(r"word\d+", text):
        assert source.startswith(found[0], anew.origin(found.start()))


@pytest.mark.parametrize("text", ["plain words", "a\n\nb", "1 < 2", "x_1", "2019. We"])
def test_a_text_without_special_lines_is_put_as_it_is(text):
    anew = Lines(text, [], (), Atoms())
    assert blocks.normalise(anew).replace("\\", "") == text


@pytest.mark.parametrize(
    "text",
    [
        "*a", "a*", "*a*b", "a*b*", "**a*", "*a **b** c*", "_a_b", "__a_", "a* b", "<b>",
        "[a]", "[a](b)", "![a](http://x.org)", "[a](http://x.org)[b]", '[a](http://x.org "t")',
    ],
)
def test_what_could_be_disputed_is_left_to_the_parser(text):
    assert simple_markdown.render(text) is None


@pytest.mark.parametrize("text", ["a" * 500_001, "*" * 101, "a*b " * 20_001])
def test_what_would_keep_the_parser_busy_is_refused(text):
    with pytest.raises(TooComplexError):
        rich.bound(text)


def test_a_long_page_of_words_is_no_trouble():
    rich.bound("A line of words, with *some* marks and [a link](https://example.org).\n" * 5_000)
