"""LaTeX math to MathML at build time (by math-core), and to readable plain text.

math-core is strict and escapes all that it prints. This module adds the macros that it lacks, bounds what it is given
(it ends the process on deep nesting) and makes its output fit for pages whose security policy forbids `style=`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre.text import mathml_plain, mathml_style
from oeuvre.text.html_text import attribute, escape
from oeuvre.text.patterns import pattern
from oeuvre.text.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 10_000
"""The longest expression in characters; a page-filling matrix has about 2,000."""
DEEPEST = 200
"""The deepest nesting. math-core 0.9 overflows a stack of 1 MB (Windows) between 300 and 1,000 levels."""
MOST_OPEN = 14
"""Brackets that one formula may open and never close: 14 take 1 ms, 24 half a second, 40 all memory."""
_SHALLOW = 250
"""An expression of so few characters cannot nest too deeply."""

_MACROS = {
    "mbox": r"\text{#1}", "substack": r"\begin{matrix}#1\end{matrix}", "pmb": r"\boldsymbol{#1}", "smash": "#1",
    "mathbbm": r"\mathbb{#1}", "mathds": r"\mathbb{#1}", "varinjlim": r"\underrightarrow{\lim}",
    "varprojlim": r"\underleftarrow{\lim}", "AA": r"\text{Å}", "ensuremath": "#1", "xspace": "", "protect": "",
    "R": r"\mathbb{R}", "N": r"\mathbb{N}", "Z": r"\mathbb{Z}", "Q": r"\mathbb{Q}", "C": r"\mathbb{C}",
    "abs": r"\left|#1\right|", "norm": r"\left\|#1\right\|", "ce": r"\mathrm{#1}", "SI": r"#1\,\mathrm{#2}",
    "qty": r"#1\,\mathrm{#2}", "num": "#1", "si": r"\mathrm{#1}", "unit": r"\mathrm{#1}",
}  # fmt: skip
"""What math-core 0.9 does not know and abstracts use. A site's own macros come after these, and win."""


class Math(NamedTuple):
    """One expression: `html` is MathML, or its escaped source in `<code class="math-error">` with the problem."""

    html: str
    plain: str
    problem: Problem | None


def mathml(source: str, display: bool, macros: Iterable[tuple[str, str]] = ()) -> tuple[str, Problem | None]:
    """The MathML of a LaTeX expression without its dollars; the problem's offset counts into `source`."""
    math = render(source, tuple(macros), display=display)
    return math.html, math.problem


@lru_cache(maxsize=8192)
def render(source: str, macros: tuple[tuple[str, str], ...] = (), *, display: bool = False) -> Math:
    """Both renderings of a LaTeX expression. `display` sets it on a line of its own."""
    problem = _too_much(source)
    if problem is None:
        convert, error = _converter(macros)
        try:
            made = convert(_for_math_core(source), displaystyle=display)
        except error as fault:
            problem = _told(str(fault), source)
        else:
            html = mathml_style.without_styles(made)
            alttext = attribute(" ".join(source.split()))
            return Math(f'<math alttext="{alttext}"{html[5:]}', mathml_plain.plain(html), None)
    return Math(f'<code class="math-error">{escape(source.strip())}</code>', " ".join(source.split()), problem)


def closing(source: str, at: int, end: int) -> tuple[int, int, bool] | None:
    r"""Where the math ends that a `$` at `at` opens: (end of its content, end of all, display); None if it is money.

    The rule is Pandoc's (`tex_math_dollars`): no space after the opening dollar, none before the closing one, and no
    digit after that. The next unescaped dollar decides, unless it stands in braces, as in `$x \text{ if $y$}$`.
    """
    if source.startswith("$$", at):
        close = _dollar(source, at + 2, end, "$$")
        return (close, close + 2, True) if close > 0 and source[at + 2 : close].strip() else None
    if at + 1 >= end or source[at + 1].isspace():
        return None
    if source[at + 1].isdigit() and source[at - 1 : at].isalpha():
        return None  # US$5
    first = close = _dollar(source, at + 1, end)
    for _ in range(6):
        if close < 0 or _balanced(source[at + 1 : close]):
            break
        close = _dollar(source, close + 1, end)
    if close < 0 or not _closes(source, close, end):
        close = first  # braces that nobody closes are the math's fault
    return (close, close + 1, False) if close > 0 and _closes(source, close, end) else None


def _closes(source: str, dollar: int, end: int) -> bool:
    return not source[dollar - 1].isspace() and not (dollar + 1 < end and source[dollar + 1].isdigit())


def _balanced(content: str) -> bool:
    if "{" not in content:
        return True
    return content.count("{") - content.count("\\{") <= content.count("}") - content.count("\\}")


def _dollar(source: str, start: int, end: int, dollar: str = "$") -> int:
    """The next dollar that no backslash escapes, or -1."""
    at = source.find(dollar, start, end)
    while at > 0 and _slashes(source, at) % 2:
        at = source.find(dollar, at + 1, end)
    return at


def _slashes(source: str, at: int) -> int:
    """How many backslashes stand right before `at`."""
    start = at
    while start and source[start - 1] == "\\":
        start -= 1
    return at - start


# --- what math-core is given

_NEWER = {
    "align": "aligned", "gather": "gathered", "split": "aligned", "multline": "gathered", "flalign": "aligned",
    "eqnarray": "aligned", "alignat": "aligned", "equation": "", "displaymath": "", "math": "",
}  # fmt: skip
"""Environments that number their equations or start a paragraph, and what sets the same inside math."""
_NUMBERED = pattern(rf"\\(begin|end)\{{({'|'.join(_NEWER)})\*?\}}(?:(?<=at\}})\{{\d+\}}|(?<=at\*\}})\{{\d+\}})?")
_MEANINGLESS = pattern(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_DOLLARS_IN_TEXT = pattern(r"\\(?:text|mbox|textrm)\{([^{}$]*)\$([^$]*)\$([^{}$]*)\}")


def _for_math_core(source: str) -> str:
    r"""The same expression in what math-core knows: no equation numbers, no `$` within `\text`."""
    if "\\begin" in source or "\\label" in source or "\\no" in source:
        source = _NUMBERED.sub(lambda m: f"\\{m[1]}{{{_NEWER[m[2]]}}}" if _NEWER[m[2]] else "", source)
        source = _MEANINGLESS.sub("", source)
    if "$" in source:
        source = _DOLLARS_IN_TEXT.sub(r"\\text{\1}\2\\text{\3}", source)
    return source


_DEFINITION = pattern(r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![A-Za-z])")
_PART = pattern(
    r"\\(left|begin)(?![A-Za-z])|\\(right|end)(?![A-Za-z])|(\\[A-Za-z]+|\\.|[_^])|(\{)|(\})|[^\s\\{}_^]", re.DOTALL
)


def _too_much(source: str) -> Problem | None:
    if len(source) > LONGEST:
        return Problem(0, f"math of {len(source):,} characters is too long to set; split it", "text/math")
    if len(source) > _SHALLOW and depth(source) > DEEPEST:
        return Problem(0, f"math is nested more than {DEEPEST} levels deep; simplify it", "text/math")
    if len(source) > MOST_OPEN and unclosed(source) > MOST_OPEN:
        return Problem(0, f"math opens more than {MOST_OPEN} brackets that it never closes; close them", "text/math")
    defined = _DEFINITION.search(source)
    if defined:
        message = f'"{defined[0]}" defines a macro inside math; define it under "macros" in site.yml instead'
        return Problem(defined.start(), message, "text/math")
    return None


def depth(source: str) -> int:
    r"""How deeply a parser may have to nest at most: braces, `\left`, `\begin`, and chains such as `\hat\hat\hat x`."""
    outer: list[int] = []
    chain = deepest = below = atoms = 0
    for left, right, command, opened, closed in _PART.findall(source):
        if left or opened:
            outer.append(chain + 1)
            below += chain + 1
            chain = atoms = 0
        elif right or closed:
            if outer:
                chain = 0
                below -= outer.pop()
        elif command:
            chain, atoms = chain + 1, 0
        else:
            atoms += 1
            chain = chain if atoms < 2 else 0
        deepest = max(deepest, below + chain)
    return deepest


_OPENING = "angle brace brack floor ceil vert Vert group moustache Brace Angle lbracket lcorner lparenthesis langle"
_BRACKET = pattern(
    r"\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|[^\s{}])?"  # these are no trouble
    rf"|(\\\{{|\\(?:l(?:{'|'.join(_OPENING.split())})|ulcorner)(?![A-Za-z])|[(\[⌈⌊⌜⌞⎰❲⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼])"
    rf"|(\\\}}|\\(?:r(?:{'|'.join(_OPENING.replace(' l', ' r').split())})|urcorner|lrcorner)(?![A-Za-z])"
    r"|[)\]⌉⌋⌝⌟⎱❳⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽])"
    r"|(\{)|(\})|\\[A-Za-z]+|\\.",
    re.DOTALL,
)


def unclosed(source: str) -> int:
    """How many brackets are opened and not closed in one group of braces: math-core 0.9 takes 2 to that power steps."""
    outer: list[int] = []
    most = here = 0
    for opened, closed, group, end in _BRACKET.findall(source):
        if opened:
            here += 1
        elif closed:
            here = max(0, here - 1)
        elif group:
            outer.append(here)
            here = 0
        elif end:
            most = max(most, here)
            here = outer.pop() if outer else 0
    return max(most, here, *outer)


@lru_cache(maxsize=8)
def _converter(macros: tuple[tuple[str, str], ...]) -> tuple[Any, type[Exception]]:
    from math_core import LatexError, LatexToMathML

    known = dict(_MACROS)
    for name, value in macros:
        if depth(value) <= 10 and _DEFINITION.search(value) is None:
            known[name.lstrip("\\")] = value
    made = None
    while made is None:
        try:
            made = LatexToMathML(
                macros=known, fancy_error=False, allow_unreliable_rendering=True, max_expansions=100, id_prefix="math-"
            )
        except LatexError:  # one of the site's macros: try which, so that the others work
            known = {name: value for name, value in known.items() if _works(name, value)}
    return made.convert_with_local_state, LatexError


def _works(name: str, value: str) -> bool:
    from math_core import LatexError, LatexToMathML

    try:
        LatexToMathML(macros={name: value})
    except LatexError:
        return False
    return True


# --- what math-core says

_SAYS = pattern(r"(\d+): (.*)", re.DOTALL)
_UNKNOWN = pattern(r'Unknown (command|environment) "([^"]*)"')
_MISSING = pattern(r'Expected (?:closing )?token "(.*)", but')


def _told(fault: str, source: str) -> Problem:
    """A fault of math-core in the house's words, with its offset into the source as typed."""
    found = _SAYS.match(fault)
    offset, reason = (int(found[1]), found[2]) if found else (0, fault)
    if found := _UNKNOWN.match(reason):
        name = found[2]
        typed = source.find(name)
        offset = typed if typed >= 0 else offset
        message = f'unknown math {found[1]} "{name}"; correct it'
        if found[1] == "command":
            message += ', or define it under "macros" in site.yml'
    elif found := _MISSING.match(reason):
        message = f'"{found[1]}" is missing in math; add it'
    else:
        message = f"math cannot be read: {_lowered(reason)}; correct it"
    return Problem(min(offset, len(source)), message, "text/math")


def _lowered(reason: str) -> str:
    reason = " ".join(reason.rstrip(". ").split())
    return reason[:1].lower() + reason[1:]
