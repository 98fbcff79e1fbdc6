"""A Markdown file into its fields and its body.

The fields stand at the top between two lines of three hyphens. Nothing here raises: whatever the bytes are, there
is a `Document`, and its `problems` tell what a person has to change.
"""

from __future__ import annotations

import re

from oeuvre.text import decode, simple_yaml
from oeuvre.text.nodes import Document, Mapping, Node, Problem, Scalar, Sequence

__all__ = ["RULES", "Document", "Mapping", "Node", "Problem", "Scalar", "Sequence", "parse", "parse_yaml", "place_in"]

RULES = {
    "frontmatter/missing": "a file does not begin with front matter",
    "frontmatter/unclosed": "the line --- that ends the front matter is missing",
    "frontmatter/too-long": "the front matter is longer than anybody's",
    "frontmatter/many": "the file has so many faults that not all of them are told",
}
"""The rules of this room; `rules()` has those of the rooms that it is made of as well."""

_MOST_CHARACTERS = 256_000
_MOST_PROBLEMS = 100
_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_NEARLY = r"(?m)^[-–—]{1,6}[ \t]*(?:\n|\Z)"
_LIKE_A_FIELD = r"[ \t]*(?:[\w-]+:(?!//)|-[ \t]|#|\Z)|[ \t]+\S"


def parse(data: bytes) -> Document:
    """The fields and the body of a Markdown file, with all that is wrong with it as a text."""
    text, problems = decode.decode(data)
    opening = _OPENING.match(text)
    if not opening:
        return _without_fields(text, problems)
    first = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    if closing:
        end, start = closing.span()
    else:
        end, start, problem = _unclosed(text, opening.end(), first)
        problems = (*problems, problem)
    fields, found, unread = _fields(text[opening.end() : end], first)
    body, body_line = _body(text, start)
    return Document(fields, body, body_line, _limited((*problems, *found)), unread)


def parse_yaml(data: bytes) -> Document:
    """A file of settings: all of it is fields, and the body is empty."""
    text, problems = decode.decode(data)
    fields, found, unread = _fields(text, 1)
    return Document(fields, "", text.count("\n") + 1, _limited((*problems, *found)), unread)


def place_in(data: bytes, node: Scalar, offset: int) -> tuple[int, int]:
    """Line and column of the character at `offset` in the text of `node`, which was read from `data`.

    The text may be folded, indented and escaped in the file, so what stands at `offset` is looked up by its words;
    the beginning of the node where they are not found.
    """
    text, _ = decode.decode(data)
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: node.line - 1]) + node.column - 1
    words = re.match(r"\S{1,20}", node.text[offset:])
    if not words:
        return node.line, node.column
    at = start - 1
    for _ in range(node.text.count(words[0], 0, offset) + 1):
        at = text.find(words[0], at + 1)
        if at < 0:
            return node.line, node.column
    return decode.place(text, at)


def rules() -> dict[str, str]:
    """Every rule about files and front matter as texts, with what it is about."""
    from oeuvre.text import mend_yaml, yaml_slips, yaml_tree

    return dict(sorted((decode.RULES | RULES | yaml_tree.RULES | yaml_slips.RULES | mend_yaml.RULES).items()))


def _fields(text: str, first: int) -> tuple[Mapping, tuple[Problem, ...], tuple[str, ...]]:
    if len(text) > _MOST_CHARACTERS:
        message = f"the front matter has {len(text)} characters and is not read; close it with --- after the last field"
        return Mapping((), first, 1), (Problem(first, 1, "error", message, "frontmatter/too-long"),), ()
    simple = simple_yaml.read(text, first)
    if simple is not None:
        return simple, (), ()
    from oeuvre.text import yaml_tree

    try:
        root, problems = yaml_tree.compose(text, first)
        if root is None or (isinstance(root, Scalar) and not root.text):
            return Mapping((), first, 1), tuple(problems), ()
        if isinstance(root, Mapping):
            return root, tuple(problems), ()
        error = yaml_tree.YamlError("no field begins here", (root.line, root.column))
    except yaml_tree.YamlError as refused:
        error = refused
    from oeuvre.text import mend_yaml

    fields, problems, unread = mend_yaml.mend(text, first, error)
    return fields, tuple(sorted(problems)), tuple(unread)


def _without_fields(text: str, problems: tuple[Problem, ...]) -> Document:
    line = text.lstrip().split("\n", 1)[0].rstrip()
    body, body_line = _body(text, 0)
    if line == "+++":
        message = 'the front matter is TOML ("+++"), which is not read; write it as YAML between two lines "---"'
    elif line.startswith("{"):
        message = 'the front matter is JSON, which is not read; write it as YAML between two lines "---"'
    elif re.fullmatch(_NEARLY, line):
        message = f'the front matter begins with "{line}"; write three hyphens: "---"'
    elif not line:
        message = 'the file is empty; begin it with a line "---", the fields, and a line "---"'
    else:
        message = 'the file does not begin with front matter; begin it with a line "---", the fields, and a line "---"'
    problem = Problem(body_line, 1, "error", message, "frontmatter/missing")
    return Document(Mapping((), 1, 1), body, body_line, (*problems, problem))


def _unclosed(text: str, start: int, first: int) -> tuple[int, int, Problem]:
    """Where fields most likely end that no line --- ends: end of the fields, start of the body, and the problem."""
    nearly = re.compile(_NEARLY).search(text, start)
    if nearly:
        line, _ = decode.place(text, nearly.start())
        message = f'the front matter ends with "{nearly[0].strip()}"; write three hyphens: "---"'
        return nearly.start(), nearly.end(), Problem(line, 1, "error", message, "frontmatter/unclosed")
    end = start
    for below in text[start:].split("\n"):
        if not re.match(_LIKE_A_FIELD, below):
            break
        end += len(below) + 1
    end = min(end, len(text))
    message = 'the front matter that begins here does not end; add a line "---" after its last field'
    return end, end, Problem(first - 1, 1, "error", message, "frontmatter/unclosed")


def _body(text: str, start: int) -> tuple[str, int]:
    """The body without blank lines around it, and the line on which it begins."""
    body = text[start:].rstrip()
    kept = body.lstrip("\n")
    return kept, text.count("\n", 0, start) + 1 + len(body) - len(kept)


def _limited(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    last = problems[_MOST_PROBLEMS]
    message = f"{len(problems) - _MOST_PROBLEMS} more faults follow; mend those above first"
    return (*problems[:_MOST_PROBLEMS], Problem(last.line, last.column, "error", message, "frontmatter/many"))
