"""Math becomes MathML and plain text as `cases/math.txt` says; what cannot be read is shown as typed, and told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.text import math, mathml_style
from tests.text import case_files
from tests.text.markup import faults

CASES = case_files.read("math.txt")
PARTS = case_files.listed("fragments.json")["math"]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_expression_is_set_as_its_case_says(case):
    made = math.render(case.source)
    assert made.html == case.parts["mathml"]
    assert made.plain == case.parts["plain"]
    assert case_files.told(filter(None, [made.problem])) == case.parts.get("problem", "")


def test_a_display_expression_says_so():
    assert math.mathml("x", display=True) == ('<math alttext="x" display="block"><mi>x</mi></math>', None)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.text(max_size=30)))
def test_whatever_is_typed_as_math_is_safe_and_well_formed(source):
    source = source.replace("\x00", "")
    made = math.render(source)
    assert faults(made.html) == []
    assert ' style=' not in made.html
    assert made.problem is None or 0 <= made.problem.offset <= len(source)


@pytest.mark.parametrize("unit", case_files.listed("hostile.json")["deep math"])
@pytest.mark.parametrize("size", [250, 2_000, 10_000, 100_000])
def test_deep_and_long_math_neither_ends_the_process_nor_hangs(unit, size):
    """math-core 0.9 overflows the stack from some hundred levels on."""
    count = size // len(unit)
    for source in (unit * count, unit * count + "x" + "}" * count, unit * count + "x" + "\\right)" * count):
        assert math.render(source).html


def test_the_limits_are_told():
    assert math.render("x" * 10_001).problem.message == "math of 10,001 characters is too long to set; split it"
    assert math.render("{" * 300).problem.message == "math is nested more than 200 levels deep; simplify it"


def test_brackets_that_are_never_closed_are_bounded():
    """Each doubles the work of math-core 0.9: forty of them took all memory, and ended the process."""
    assert math.render("(" * 14).problem is None
    assert math.render("(" * 15).problem.message == (
        "math opens more than 14 brackets that it never closes; close them"
    )
    assert math.render("(a)[b)" * 200).problem is None
    assert math.render(r"\frac{(a)}{\left(b\right)}\{0, 1\} ]0, 1]" * 50).problem is None


def test_a_page_filling_matrix_is_set():
    row = " & ".join([r"\frac{\alpha_{1}}{\beta^{2}}"] * 8)
    made = math.render(r"\begin{pmatrix}" + r" \\ ".join([row] * 8) + r"\end{pmatrix}")
    assert made.problem is None


def test_macros_of_the_site_are_used_and_win_over_ours():
    macros = ((r"\R", r"\mathsf{R}"), ("vect", r"\boldsymbol{#1}"))
    assert math.render(r"\R \vect{x}", macros).html == r'<math alttext="\R \vect{x}"><mi>𝖱</mi><mi>𝒙</mi></math>'


def test_a_macro_that_cannot_work_leaves_the_others_alone():
    made = math.render(r"\good", ((r"\bad", r"\left("), (r"\worse", "#0{"), (r"\good", "x")))
    assert made.html == r'<math alttext="\good"><mi>x</mi></math>'


@pytest.mark.parametrize(
    "macros",
    [
        ((r"\a", r"x\a"),),
        ((r"\a", r"\b\b"), (r"\b", r"\a\a")),
        ((r"\a", r"\hat" * 1000 + "x"),),
        ((r"\a", r"\hat\hat\hat\hat\hat"), (r"\b", r"\a" * 40)),
        ((r"\a", r"\def\a{\a\a}"),),
    ],
)
def test_macros_that_call_themselves_or_nest_end(macros):
    assert math.render(r"\a \b x", macros).html
    assert math.render(r"\b" * 50 + "x", macros).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x$", (2, 3, False)),
        ("$x + y$.", (6, 7, False)),
        ("$$x$$", (3, 5, True)),
        ("$5 and $10", None),
        ("$5-$10", None),
        ("$ x$", None),
        ("$x $", None),
        ("$x$5", None),
        ("$x", None),
        ("$", None),
        ("$$", None),
        ("$$ $$", None),
        (r"$\$$", (3, 4, False)),
        (r"$x\$ y$", (6, 7, False)),
        (r"$x \text{ if $y$}$", (17, 18, False)),
        ("$x{$", (3, 4, False)),
    ],
)
def test_dollars_open_math_by_pandoc_s_rule(text, expected):
    assert math.closing(text, 0, len(text)) == expected


def test_a_price_in_dollars_of_a_country_is_no_math():
    assert math.closing("US$5 and A$", 2, 11) is None


def test_every_class_that_math_uses_is_one_of_the_listed():
    known = {*mathml_style.CLASSES.values(), *mathml_style.BOXES.values(), "math-error"}
    for case in CASES:
        for classes in case.parts["mathml"].split('class="')[1:]:
            assert set(classes.split('"')[0].split()) <= known
