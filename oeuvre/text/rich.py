"""One text, all its renderings: what was typed, safe HTML, and plain text, with everything that is wrong in it.

Most abstracts have no markup at all, and most others only math and a little emphasis. Such texts are rendered here in
some microseconds; for all others `_parsed` asks Python-Markdown and nh3, which are not even loaded before. Tests hold
that both ways give the same, so the short way is never more than a matter of speed.
"""

from __future__ import annotations

import re

from oeuvre.model import NO_TEXT, Text
from oeuvre.text import simple_markdown
from oeuvre.text.atoms import TOKEN, Atom, Atoms
from oeuvre.text.characters import Clean, clean, odd
from oeuvre.text.html_text import escape
from oeuvre.text.problems import Problem, TooComplexError

__all__ = ["Problem", "block", "inline"]

LONGEST_LINE = 20_000
LONGEST = 1_000_000
"""In characters. What is longer is shown as typed, with a problem: no title and no page has so many."""
MOST_SPECIALS = 50_000
"""How many dollars, backslashes, braces and the like one text may have."""
LONGEST_MARKDOWN = 500_000
MOST_LINES = 10_000
MOST_MARKS = 20_000
MOST_NOTES_IN_ALL = 5_000
MOST_NOTES = 100
"""What Python-Markdown is given at most: it takes about 1 s for so much of anything, on a slow machine.

References to one footnote cost the square of their number.
"""

Macros = tuple[tuple[str, str], ...]

_SPECIAL_IN_LINE = re.compile(r"[\\`{}~<&$\r\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\`*_{}\[\]~<&$\t\r\x00-\x08\x0b-\x1f\x7f]")
_LINE = r"(?:[ \t<#>|:+=*_~`-]|\d+[.)](?:[ \t]|\n|\Z))"
_WIDE_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NEXT_WIDE = re.compile(f"\n[{_WIDE_SPACES}]")
_FIRST_LINE = re.compile(_LINE)
_NEXT_LINE = re.compile("\n" + _LINE)
_SPECIALS = (*"\\$`{}~<&[]", "--", "://")
_NOTE = re.compile(r"\[\^([^\]\n]{1,200})\]")
_TOO_COMPLEX = re.compile(r"([\[*>_])\1{100}")


def inline(source: str, macros: Macros = (), *, links: bool = False) -> tuple[Text, tuple[Problem, ...]]:
    """A text of one line with LaTeX macros and math: a title, a venue, a note.

    The elements i, b, em, strong, sub and sup are let through, all else is text. Addresses become links only with
    `links`: a title mostly stands in a link already. `macros` are the site's own, for math.
    """
    if len(source) <= LONGEST_LINE and not _special(_SPECIAL_IN_LINE, source):
        return Text(source, escape(source.strip()), " ".join(source.split())), ()
    from oeuvre.text import inline as line

    cleaned = clean(source)
    problems: list[Problem] = []
    try:
        if len(source) > LONGEST_LINE:
            raise TooComplexError(0, f"one line of {len(source):,} characters")
        html, plain = line.render(cleaned.text, problems, tuple(macros), links=links)
    except TooComplexError as fault:
        problems.append(fault.problem)
        html, plain = escape(cleaned.text), " ".join(cleaned.text.split())
    return Text(source, html.strip(), plain), _told(problems, cleaned)


def block(source: str, macros: Macros = (), *, page: bool = False) -> tuple[Text, tuple[Problem, ...]]:
    """A text of paragraphs in Markdown with LaTeX macros and math: an abstract, a biography, a page.

    With `page`, headings are `h2` and lower and have ids; else they are paragraphs of the class `heading`, since nobody
    knows under which heading of a list the text will stand.
    """
    if not source or source.isspace():
        return Text(source, "", "") if source else NO_TEXT, ()
    if len(source) <= LONGEST and _plain(source):
        rendered = simple_markdown.render(source)
        if rendered:
            return Text(source, *rendered), ()
    return _block(source, tuple(macros), page=page)


def _plain(source: str) -> bool:
    """Whether a text has no character that anybody could read as markup."""
    return not (_special(_SPECIAL, source) or _has_layout(source))


def _special(characters: re.Pattern[str], source: str) -> bool:
    if characters.search(source) or "--" in source or "://" in source:
        return True
    return not source.isascii() and odd(source)


def _has_layout(source: str) -> bool:
    """Whether a line starts as something else than a paragraph, or ends in the two spaces that break it."""
    if _FIRST_LINE.match(source):
        return True
    if source and source[0] in _WIDE_SPACES:
        return True
    if "\n" not in source:
        return False
    wide = not source.isascii() and _NEXT_WIDE.search(source) is not None
    return wide or _NEXT_LINE.search(source) is not None or "  \n" in source


def _block(source: str, macros: Macros, *, page: bool, short: bool = True) -> tuple[Text, tuple[Problem, ...]]:
    """The same without the shortest way; without `short`, by Python-Markdown whatever the text."""
    cleaned = clean(source)
    problems: list[Problem] = []
    try:
        html, plain = _rendered(cleaned.text, macros, problems, page=page, short=short)
    except TooComplexError as fault:
        problems.append(fault.problem)
        html, plain = _as_typed(cleaned.text)
    return Text(source, html, plain), _told(problems, cleaned)


def _rendered(text: str, macros: Macros, problems: list[Problem], *, page: bool, short: bool) -> tuple[str, str]:
    if len(text) > LONGEST:
        raise TooComplexError(0, f"{len(text):,} characters in one text")
    if len(text) > MOST_SPECIALS and sum(map(text.count, _SPECIALS)) > MOST_SPECIALS:
        raise TooComplexError(0, f"more than {MOST_SPECIALS:,} special characters in one text")
    from oeuvre.text.shield import Shield

    atoms = Atoms()
    flat = text.replace("\t", " ")
    if short and not _has_layout(flat):
        shielded = Shield(flat, problems, macros, atoms).shielded()
        rendered = None if _has_layout(shielded) else simple_markdown.render(shielded)
        if rendered and not atoms.typed:
            return _filled(*rendered, atoms.atoms) if atoms.atoms else rendered
    else:
        if text.count("\n") > MOST_LINES:
            raise TooComplexError(0, f"more than {MOST_LINES:,} lines of Markdown")
        from oeuvre.text import blocks
        from oeuvre.text.lines import Lines

        lines = Lines(text, problems, macros, atoms)
        normalised = blocks.normalise(lines)
        told = len(problems)
        shielded = Shield(normalised, problems, macros, atoms).shielded()
        problems[told:] = [problem._replace(offset=lines.origin(problem.offset)) for problem in problems[told:]]
    return _parsed(text, shielded, atoms, problems, page=page)


def _filled(html: str, plain: str, atoms: list[Atom]) -> tuple[str, str]:
    """Tokens replaced in what has no tags that could mind."""
    html = TOKEN.sub(lambda found: atoms[int(found[1])].html, html)
    plain = TOKEN.sub(lambda found: atoms[int(found[1])].plain, plain)
    if all(atom.plain and atom.plain == " ".join(atom.plain.split()) for atom in atoms):
        return html, plain
    return html, "\n\n".join(filter(None, [" ".join(paragraph.split()) for paragraph in plain.split("\n\n")]))


def _parsed(text: str, shielded: str, atoms: Atoms, problems: list[Problem], *, page: bool) -> tuple[str, str]:
    """By Python-Markdown and nh3."""
    from oeuvre.text import markdown, sanitise
    from oeuvre.text.assemble import Assembly
    from oeuvre.text.inline import shortened

    bound(shielded)
    try:
        made = sanitise.clean(atoms.with_typed_html(markdown.render(shielded)))
    except RecursionError as fault:
        raise TooComplexError(0, "the text nests too deeply") from fault
    assembly = Assembly(atoms.atoms, _identity(text), page=page)
    assembly.take(made)
    for image in assembly.images:
        place = max(text.find(image), 0)
        message = f'image "{shortened(image)}" is on another host; put it into content/files/'
        problems.append(Problem(place, message, "text/external-image"))
    return "".join(assembly.html).strip(), assembly.text()


def bound(markdown: str) -> None:
    """Refuses what would keep Python-Markdown busy for longer than a text can be worth."""
    if len(markdown) > LONGEST_MARKDOWN:
        raise TooComplexError(0, f"{len(markdown):,} characters of Markdown")
    if sum(map(markdown.count, "*_[<|")) > MOST_MARKS:
        raise TooComplexError(0, f"more than {MOST_MARKS:,} marks of Markdown in one text")
    notes = markdown.count("[^")
    if notes > MOST_NOTES_IN_ALL:
        raise TooComplexError(0, f"more than {MOST_NOTES_IN_ALL:,} footnotes in one text")
    if notes > MOST_NOTES:
        from collections import Counter

        often = Counter(_NOTE.findall(markdown)).most_common(1)
        if often and often[0][1] > MOST_NOTES:
            raise TooComplexError(0, f"more than {MOST_NOTES} references to one footnote")
    run = _TOO_COMPLEX.search(markdown)
    if run:
        raise TooComplexError(0, f'more than 100 "{run[1]}" in a row')


def _identity(text: str) -> str:
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "replace"), digest_size=3).hexdigest()


def _as_typed(text: str) -> tuple[str, str]:
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n[ \t]*\n", text)]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    html = "\n".join([f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs])
    return html, "\n\n".join([" ".join(paragraph.split()) for paragraph in paragraphs])


def _told(problems: list[Problem], cleaned: Clean) -> tuple[Problem, ...]:
    if not problems and not cleaned.problems:
        return ()
    if cleaned.removed:
        problems = [problem._replace(offset=cleaned.origin(problem.offset)) for problem in problems]
    return tuple(sorted((*cleaned.problems, *problems), key=lambda problem: problem.offset))
