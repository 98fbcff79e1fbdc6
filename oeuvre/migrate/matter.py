"""Files of an old site as values: front matter in YAML, TOML or JSON, and data files, whatever is wrong with them.

There are no types: a scalar is the text that was written. What cannot be read as YAML is read field by field, and
each field that is lost is told with its line.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.importers.decoding import decode
from oeuvre.text import frontmatter

if TYPE_CHECKING:
    from oeuvre.migrate.old import Old, Place
    from oeuvre.text.emit import Value

_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML_LINE = re.compile(r"""[ \t]*([\w-]+)[ \t]*=[ \t]*(?:"(.*)"[ \t]*$|'(.*)'[ \t]*$|(\[[^\[\]\n]*\])|([^\n#]*))""")
_MACRO = re.compile(r"(?<!\\)\\(?=[A-Za-z]{2,}|[&%_#{}|,;])")
LATEX_IN_QUOTES = "in double quotes "
"""So begins what is told of a macro of LaTeX between double quotes, where YAML reads something else."""

_EMPTY = re.compile(r"(?:~|null)\Z")
_FAULTS = ("error",)


class Fault(NamedTuple):
    """What is wrong with a file as a text: its line from 1, and what was found."""

    line: int
    message: str


class Matter(NamedTuple):
    """A Markdown file: its fields, its body, the line on which that begins, and what could not be read.

    `lines` are the lines of its fields.
    """

    path: str
    fields: dict[str, Value]
    body: str
    body_line: int
    faults: tuple[Fault, ...] = ()
    lines: dict[str, int] = {}  # noqa: RUF012 - a NamedTuple's default is never changed here

    def text(self, *names: str) -> str:
        """The first of these fields that holds a text, on one line."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
        return ""

    def texts(self, name: str) -> list[str]:
        """A field as a list of texts, whether it is one or a list."""
        return texts(self.fields.get(name))

    def flag(self, name: str) -> bool:
        """Whether a field says yes."""
        return self.text(name).lower() in ("true", "yes", "on", "1")

    def refuses(self, name: str) -> bool:
        """Whether a field says no."""
        return self.text(name).lower() in ("false", "no", "off", "0")


def texts(value: Value | None) -> list[str]:
    """A value as a list of texts."""
    items = value if isinstance(value, list) else [value]
    return [" ".join(item.split()) for item in items if isinstance(item, str) and item.strip()]


def mapping(value: Value | None) -> dict[str, Value]:
    """A value that is a mapping; an empty one for all else."""
    return value if isinstance(value, dict) else {}


def at(value: Value | None, *names: str) -> str:
    """The text that stands in mappings under these names, one within the other; empty if there is none."""
    for name in names:
        value = mapping(value).get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def parse(path: str, data: bytes) -> Matter:
    """A Markdown or HTML file. Never raises: what cannot be read is a fault."""
    text, told = decode(data, path)
    faults = [Fault(max(finding.line, 1), finding.message) for finding in told]
    toml = _TOML.match(text)
    if toml:
        fields, more = _toml(toml[1], 2 + text[: toml.start(1)].count("\n") - 1)
        line = text.count("\n", 0, toml.end()) + 1
        return Matter(path, fields, text[toml.end() :].strip("\n"), line, (*faults, *more))
    if text.lstrip().startswith("{"):
        found = _json_front(text)
        if found:
            return Matter(
                path, found[0], text[found[1] :].strip("\n"), text.count("\n", 0, found[1]) + 1, tuple(faults)
            )
    return _yaml_front(path, text, faults)


def _yaml_front(path: str, text: str, faults: list[Fault]) -> Matter:
    text = text.replace("\t", "    ") if "\t" in text.partition("\n---")[0] else text
    document = frontmatter.parse(text.encode("utf-8", "replace"))
    if any(one.message.startswith(LATEX_IN_QUOTES) for one in document.problems):
        head, mark, tail = text.partition("\n---")
        meant = frontmatter.parse((_MACRO.sub(r"\\\\", head) + mark + tail).encode("utf-8", "replace"))
        if not any(one.severity in _FAULTS for one in meant.problems):
            document = meant._replace(problems=document.problems)
    begins = not any(problem.rule == "frontmatter/missing" for problem in document.problems)
    if begins:
        faults += [Fault(one.line, one.message) for one in document.problems if one.severity in _FAULTS]
    fields = {key.text: _value(node) for key, node in document.fields.entries}
    lines = {key.text: key.line for key, _ in document.fields.entries}
    return Matter(path, fields, document.body, document.body_line, tuple(faults), lines)


def _value(node: frontmatter.Node) -> Value:
    """The plain value of a node; `~` and `null` without quotes are nothing."""
    if isinstance(node, frontmatter.Scalar):
        return "" if node.plain and _EMPTY.match(node.text) else node.text
    if isinstance(node, frontmatter.Sequence):
        return [_value(item) for item in node.items]
    return {key.text: _value(item) for key, item in node.entries}


_ANCHOR = re.compile(r"^([ \t]*(?:- )?[\w.-]+[ \t]*:[ \t]+)&([\w-]+)[ \t]+(\S[^\n]*)$", re.MULTILINE)
_ALIAS = re.compile(r"^([ \t]*(?:- )?[\w.-]+[ \t]*:[ \t]+)\*([\w-]+)[ \t]*(?=#|$)", re.MULTILINE)


def _without_anchors(text: str) -> str:
    """YAML whose values do not refer to each other: `name: &name "Ada"` and `author: *name` both say "Ada"."""
    known = {name: value for _, name, value in _ANCHOR.findall(text)}
    text = _ANCHOR.sub(r"\1\3", text)
    return _ALIAS.sub(lambda found: found[1] + known.get(found[2], f"'*{found[2]}'"), text)


def data(old: Old, path: str) -> tuple[Value, tuple[Fault, ...]]:
    """What a data file holds (YAML, TOML or JSON, by its ending); an empty mapping if it cannot be read at all."""
    whole = old.read(path)
    text, told = decode(whole, path)
    faults = [Fault(max(finding.line, 1), finding.message) for finding in told]
    if path.endswith(".toml"):
        fields, more = _toml(text, 1)
        return fields, (*faults, *more)
    if path.endswith(".json"):
        try:
            return _plain(json.loads(text)), tuple(faults)
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
            return {}, (*faults, Fault(line, "the file is not JSON and was not read"))
    text = _without_anchors(text) if "&" in text else text
    if text.lstrip().startswith("- ") or re.match(r"(?:\s*(?:#.*)?\n)*-\s", text):
        text = "list:\n" + text.replace("\t", "    ")
        document = frontmatter.parse_yaml(text.encode("utf-8", "replace"))
        fields = {key.text: _value(node) for key, node in document.fields.entries}
        faults += [Fault(max(one.line - 1, 1), one.message) for one in document.problems if one.severity in _FAULTS]
        return fields.get("list", []), tuple(faults)
    document = frontmatter.parse_yaml(text.replace("\t", "    ").encode("utf-8", "replace"))
    faults += [Fault(one.line, one.message) for one in document.problems if one.severity in _FAULTS]
    return {key.text: _value(node) for key, node in document.fields.entries}, tuple(faults)


def place(matter: Matter, field: str = "") -> Place:
    """Where a field of a file stands, or the file."""
    from oeuvre.migrate.old import Place

    return Place(matter.path, matter.lines.get(field, 1))


def _toml(text: str, first: int) -> tuple[dict[str, Value], list[Fault]]:
    """TOML, as a whole or, where it has a fault, line by line."""
    import tomllib

    try:
        return mapping(_plain(tomllib.loads(text))), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = first + (int(found[1]) - 1 if found else 0)
    fields: dict[str, Value] = {}
    for each in text.split("\n"):
        match = _TOML_LINE.match(each)
        if not match or match[1] in fields:
            continue
        if match[4] is not None:
            fields[match[1]] = [part.strip(" \"'") for part in match[4][1:-1].split(",") if part.strip(" \"'")]
        else:
            fields[match[1]] = next((part for part in match.groups()[1:] if part is not None), "").strip()
    return fields, [Fault(line, "this is not TOML; the fields were read line by line, see that all are there")]


def _json_front(text: str) -> tuple[dict[str, Value], int] | None:
    """Front matter in JSON, as Hugo takes it, and where it ends."""
    start = len(text) - len(text.lstrip())
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return (mapping(_plain(found)), end) if isinstance(found, dict) else None


def _plain(value: object) -> Value:
    """What TOML or JSON gave, as texts."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    iso = getattr(value, "isoformat", None)
    return str(iso() if iso else value)
