"""Blocks of several lines that are taken as a whole: code, display math, comments, HTML.

Each function looks at line `at` of some lines, whose words start at `body`, and gives the block with the index of the
line after it, or None where no such block starts.
"""

from __future__ import annotations

import re

from oeuvre.text import math
from oeuvre.text.atoms import Atom
from oeuvre.text.html_text import attribute, escape
from oeuvre.text.latex_tables import MATH_ENVIRONMENTS
from oeuvre.text.lines import Line, Lines, place
from oeuvre.text.problems import Problem
from oeuvre.text.shield import TAG, Shield

_FENCE = re.compile(r"(?P<ticks>`{3,})[ \t]*(?P<info>[^`\n]*)|(?P<tildes>~{3,})[ \t]*(?P<words>.*)")
_LANGUAGE = re.compile(r"[\w+#-]{1,30}")
_DISPLAY = re.compile(rf"(\$\$|\\\[|\\begin\{{({'|'.join(sorted(MATH_ENVIRONMENTS))})(\*?)\}})")
_CLOSED = re.compile(r"[ \t.,;]*")
_HTML = re.compile(
    r"<(/?)(address|article|aside|blockquote|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|frameset|h[1-6]|header|hr|iframe|legend|li|main|menu|nav|object|ol|p|section|summary|"
    r"svg|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|(pre|script|style|textarea))(?=[\s/>]|$)",
    re.IGNORECASE,
)


def fence(lines: Lines, content: list[Line], at: int, body: int) -> tuple[Atom, int] | None:
    """Code between fences, as far as the end of the text if the closing one is missing."""
    start, end = content[at]
    found = _FENCE.fullmatch(lines.source, body, end)
    if not found:
        return None
    mark = found["ticks"] or found["tildes"]
    closing = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*")
    indent = body - start
    code: list[str] = []
    stop = at + 1
    while stop < len(content) and not closing.fullmatch(lines.source, *content[stop]):
        line = lines.source[slice(*content[stop])]
        code.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
        stop += 1
    if stop == len(content):
        message = f'code fence "{mark}" is not closed; close it with "{mark}" on a line of its own'
        lines.problems.append(Problem(body, message, "text/fence"))
    return _code(code, found["info"] or found["words"] or ""), min(stop + 1, len(content))


def indented(lines: Lines, content: list[Line], at: int, width: int) -> tuple[Atom, int]:
    """Code that is indented by `width` columns at least."""
    code: list[str] = []
    stop = at
    while stop < len(content):
        line = lines.source[slice(*content[stop])].expandtabs(4)
        if line.strip(" ") and not line.startswith(" " * width):
            break
        code.append(line)
        stop += 1
    while not code[-1].strip(" "):
        code.pop()
        stop -= 1
    if width > 4:  # within a list some people indent by four for its level
        width += min(3, *(len(line) - len(line.lstrip(" ")) - width for line in code if line.strip(" ")))
    return _code([line[width:] for line in code], ""), stop


def display(lines: Lines, content: list[Line], at: int, body: int) -> tuple[Atom, int] | None:
    """Math over several lines. On one line, or followed by words, it is left to the reading of the line."""
    source = lines.source
    end = content[at][1]
    found = _DISPLAY.match(source, body, end)
    if not found:
        return None
    closing = {"$$": "$$", "\\[": "\\]"}.get(found[1], f"\\end{{{found[2]}{found[3]}}}")
    if closing in lines.unclosed or source.find(closing, found.end(), end) >= 0:
        return None
    for stop in range(at + 1, len(content)):
        close = source.find(closing, *content[stop])
        if close >= 0:
            break
    else:
        lines.unclosed.add(closing)
        return None
    rest = close + len(closing)
    if not _CLOSED.fullmatch(source, rest, content[stop][1]):
        return None
    first = body if found[2] else found.end()
    inner = [(first, end), *content[at + 1 : stop], (content[stop][0], rest if found[2] else close)]
    made = math.render("\n".join(source[slice(*line)] for line in inner), lines.macros, display=True)
    if made.problem:
        lines.problems.append(made.problem._replace(offset=place(inner, made.problem.offset)))
    after = source[rest : content[stop][1]].strip()
    typed = "\n".join(source[slice(*line)] for line in content[at : stop + 1])
    return Atom(made.html + after, made.plain + after, typed), stop + 1


def comment(lines: Lines, content: list[Line], at: int, body: int) -> int:
    """Where a comment of its own ends, 0 if there is none."""
    if "-->" in lines.unclosed or not lines.source.startswith("<!--", body):
        return 0
    for stop in range(at, len(content)):
        start, end = content[stop]
        close = lines.source.find("-->", max(start, body + 4), end)
        if close >= 0:
            return 0 if close + 3 < end else stop + 1
    lines.unclosed.add("-->")
    return 0


def html(lines: Lines, content: list[Line], at: int, body: int) -> tuple[str, int] | None:
    """HTML that lays out a part of the page: up to the end of its element, or to the next blank line as in CommonMark.

    So Markdown has its meaning again after a blank line: `<details>`, blank line, code, blank line, `</details>`.
    """
    source = lines.source
    found = _HTML.match(source, body, content[at][1])
    if not found or not TAG.match(source, body):
        return None
    name = found[2].lower()
    tag = re.compile(rf"<(/?){name}\b", re.IGNORECASE)
    verbatim = bool(found[3]) and not found[1]
    if verbatim and name in lines.unclosed:
        return None
    depth, stop = 0, at
    while stop < len(content):
        start, end = content[stop]
        if not verbatim and not source[start:end].strip():
            break
        depth += sum(-1 if match[1] else 1 for match in tag.finditer(source, start, end))
        stop += 1
        if depth <= 0:
            break
    else:
        if verbatim:
            lines.unclosed.add(name)
            lines.problems.append(Problem(body, f'<{name}> is not closed; close it with "</{name}>"', "text/html"))
            return None
    taken = content[at:stop]
    text = "\n".join(source[slice(*line)] for line in taken)
    told = len(lines.problems)
    if name != "pre":
        text = Shield(text, lines.problems, lines.macros, lines.atoms).shielded_html()
    lines.problems[told:] = [problem._replace(offset=place(taken, problem.offset)) for problem in lines.problems[told:]]
    return lines.atoms.typed_html(text, block=True), stop


def _code(lines: list[str], info: str) -> Atom:
    code = "".join(f"{line}\n" for line in lines)
    language = _LANGUAGE.match(info.strip())
    mark = f' class="language-{attribute(language[0])}"' if language else ""
    return Atom(f"<pre><code{mark}>{escape(code)}</code></pre>", code.rstrip("\n"), code, block=True)
