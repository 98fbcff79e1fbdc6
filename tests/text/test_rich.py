"""A text is rendered as the files in `cases/` say, the short way as the long one, and nothing that is typed does harm."""

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

WORDS = ["word", "two words", "A", "é", "–", "王", "2019", "10.5", ". ", ", ", " ", "  ", "\n", "\n\n", " \n", "'", '"', "%", "@", "^"]
MARKS = ["*", "**", "_", "__", "***", "`", "``", "[", "]", "(", ")", "![", "#", "# h", "- ", "1. ", "> ", "|", "\t", ":", "=", "---\n", "!", "+"]
SPANS = [
    "*em*", "**strong**", "_em_", "__st__", "***x***", "*a b*", "*a*b*c", "a_b_c", "snake_case_x", " * ", " _ ", "**a**b", "**a**, _b_.", "*a **b** c*",
    "[l](http://x.org)", "[l](https://x.org/a?b=1&c=2)", "](http://x.org/a_b)", "](y.md)", "[a *b* c](http://x.org)", "*[a](http://x.org)*",
    "[$x$](http://x.org)", "[`c`](http://x.org)", '[a](http://x.org "t")', "[^1]", "`code`", "\n```\n", "\n    code",
]  # fmt: skip
LATEX = [
    "$x$", "$x_1*y$", "$", "$5", "\\$", "$$z$$", "\\(q\\)", "\\[1\\]", "\\", "\\\\", "\\*", "\\_", "\\%", "\\&", '\\"o', "\\'e", "\\textbf{b}", "\\emph{e *x*}",
    "\\foo{x}", "\\foo", "\\H{o}", "{", "}", "{G}", "{1, 2}", "~", "a~b", "--", "---", "``q''", "`s'", "\\href{http://x.org}{y}", "\\url{http://q.org/~z}",
    "\\ldots ", "\\ce{H2O}", "\\,", "\\ ", "\\-", "\\\n", "\\\\ ", "\\textsuperscript{2}", "\\begin{equation}x\\end{equation}", "\\item ",
]  # fmt: skip
HTML = [
    "<", "<b>", "</b>", "<i>x</i>", "<br>", "<foo>", "a<b", ">", "&", "&amp;", "&copy;", "&x", "&#10;", "<http://z.org>", "<m@x.org>", "<!-- c -->",
    "http://a.org/x_y", "https://b.org.", "<div>", "\n<div>\n", "\n</div>\n", "<a href='x'>", "\u00a0", "\u202f", "\x00", "\u202e", "\r\n", "\ufdd01\ufdd1",
]  # fmt: skip

typed = st.lists(st.sampled_from(WORDS * 2 + MARKS + SPANS * 2 + LATEX + HTML), max_size=12).map("".join)
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


PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" onmouseover=alert(1) x="', "` onerror=alert(1)", "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)>", "<math><mtext></mtext><script>alert(1)</script></math>",
    "<noscript><style></noscript><img src=x onerror=alert(1)>", "<style>@import '//example.org/x'</style>", "<link rel=stylesheet href=//example.org/x>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href=//example.org>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>", "<video src=//example.org/x.mp4>", "<img src='\\\\example.org/x'>",
    "<img srcset='//example.org/x 1x'>", "<p style='background:url(//example.org/x)'>y</p>", "<input autofocus onfocus=alert(1)>", "<body onload=alert(1)>",
    "<a href='java\nscript:alert(1)'>x</a>", "<a href='&#x6A;avascript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>", "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>", "<?xml version='1.0'?><x onclick=alert(1)>", "</p></div><script>alert(1)</script>", "<<script>alert(1)//<</script>",
    "[x](javascript:alert(1))", "[x]( JaVaScRiPt:alert(1))", "[x](<javascript:alert(1)>)", "[x](java&#x0A;script:alert(1))", "[x](javascript&#58;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)", "![x](x\"onerror=\"alert(1))", "![x](javascript:alert(1))", "[x][1]\n\n[1]: javascript:alert(1)", "<javascript:alert(1)>",
    '[x](https://example.org "t\\" onmouseover=alert(1) x=\\"")', '```"><script>alert(1)</script>\nx\n```', '~~~ x" onmouseover="alert(1)\ny\n~~~',
    "[^1]: <img src=x onerror=alert(1)>\n\nx[^1]", "| a |\n|---|\n| <img src=x onerror=alert(1)> |", "# x {onclick=alert(1)}", '<div markdown="1"><script>alert(1)</script></div>',
    "\\<script\\>alert(1)\\</script\\>", "$\\href{javascript:alert(1)}{x}$", '$\\class{x" onclick="alert(1)}{y}$', "$\\style{background:url(//example.org)}{x}$",
    "$\\text{</mtext></math><script>alert(1)</script>}$", "\\(<img src=x onerror=alert(1)>\\)", "$$\\begin{array}{c}<svg onload=alert(1)>\\end{array}$$",
    "\\href{javascript:alert(1)}{x}", "\\url{javascript:alert(1)}", "{\\textless}script{\\textgreater}alert(1){\\textless}/script{\\textgreater}", "$<$img src=x onerror=alert(1)$>$",
    '{\\"<}script>alert(1)', "\\texttt{<script>alert(1)</script>}", "\\verb|<script>alert(1)</script>|", "\\ce{<script>alert(1)</script>}", "`<script>alert(1)</script>`",
    "\ufdd00\ufdd1<script>", "\ufdd20\ufdd3<script>", "<a id=main name=location>", "<img name=getElementById src=x>", "[<script>](https://example.org)", "<a\x0chref=javascript:alert(1)>x</a>",
]  # fmt: skip


AROUND = ["@", "a @ b", "*@*", "# @", "- @\n- x", "\\emph{@}", "[@](https://example.org)", "> @", "| @ |\n|--|\n| @ |"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs_wherever_it_stands(payload):
    for around in AROUND:
        source = around.replace("@", payload)
        for text, _ in (rich.block(source), rich.block(source, page=True), rich.inline(source, links=True)):
            assert faults(text.html) == []


REPEATED = ["[", "]", "[a](", "[a](b", "![", "*", "**a *b ", "_a __b ", "`", "`a``b```c", "$", "$a{", "\\(", "\\begin{align}", "{", "{a", "\\textbf{",
            "\\href{a}{", "\\", "~", "--", " --", "<", "<a ", "<a href=", "<!--", "<b>", "<i>", "<div>\n", "&", "&amp;", "http://a)", "> ", ">", "\n- a",
            "\n  - a", "\n1. a", "\n    a", "\n\n", "a\n\n", "\n# a", "|a|b|\n|-|-|\n", "\na\n: b", "[^1]", "\n[^1]: a", "\n[a]: b", "[a][b]", "\n```\n",
            "\n$$\n", "``x", ":\\a", "\\verb|", "\\foo[", "\x00", "\r\n", "\u202e", "===\n", "a\n-\n", "- ", "<table><tr><td>", "$\\hat ", "\\left("]  # fmt: skip


@pytest.mark.parametrize("size", [10_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", REPEATED)
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
        "500 error: lists nest more than 20 levels deep; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.inline("a" * 20_001)[1]) == (
        "0 error: one line of 20,001 characters; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.block("a" * 1_000_001)[1]) == (
        "0 error: 1,000,001 characters in one text; the text is shown as typed [text/too-complex]"
    )
    assert case_files.told(rich.block("a " + "*" * 101 + "b")[1]) == (
        '0 error: more than 100 "*" in a row; the text is shown as typed [text/too-complex]'
    )


def test_a_text_that_is_too_complex_keeps_its_words_and_its_paragraphs():
    text, _ = rich.block("a <b> & c\n\n" + ">" * 30 + " d")
    assert text.html == "<p>a &lt;b&gt; &amp; c</p>\n<p>" + "&gt;" * 30 + " d</p>"
    assert text.plain == "a <b> & c\n\n" + ">" * 30 + " d"


def test_a_simple_text_loads_neither_markdown_nor_the_sanitiser():
    program = (
        "import sys; from oeuvre.text import rich; rich.block('Plain words.\\n\\nAnd $x$, *so*, `c`, [l](https://example.org), 5\\\\%.');"
        "print([name for name in ('markdown', 'nh3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_same_text_gives_the_same_bytes_in_every_process():
    program = "from oeuvre.text import rich; print(ascii(rich.block('# a\\n\\nb[^1] <img src=x title=t alt=u>\\n\\n[^1]: c', page=True)))"
    made = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
    }
    assert len(made) == 1
