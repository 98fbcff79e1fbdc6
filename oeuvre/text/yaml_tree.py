"""YAML into a tree of texts with their places, by PyYAML's parser.

The tree is built from parsing events: libyaml's own composer overflows the stack at deep nesting, follows aliases
and guesses types. Here nesting ends at `DEPTH`, and anchors, aliases, tags and merge keys are faults: they make one
text stand for another, which nobody expects in front matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from oeuvre.text.decode import place
from oeuvre.text.escapes import changed, cleaned
from oeuvre.text.nodes import Mapping, Node, Problem, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.errors import Severity

DEPTH = 50
"""How many lists and mappings may stand inside each other."""

RULES = {
    "frontmatter/backslash": "a backslash in double quotes changed the text",
    "frontmatter/comment": "a text ends at a # that may belong to it",
    "frontmatter/dash": "an item of a list has no space after its dash",
    "frontmatter/depth": "lists and mappings stand too deep inside each other",
    "frontmatter/documents": "a file of settings holds several documents, parted by ---",
    "frontmatter/duplicate-key": "a field stands twice",
    "frontmatter/key": "the name of a field is not a text",
    "frontmatter/start": "a text begins with a character that means something in YAML",
}

_COMMENT = re.compile(r"([ \t]+)#(.*)")
_FIELD_BELOW = re.compile(r"\n(?:[ \t]*- )?[A-Za-z_][\w -]*:(?:[ \t\n]|\Z)")
_DASH_BELOW = re.compile(r"\n[ \t]*(?=- )")
_QUOTES = frozenset("\"'")
_TIGHT_KEY = re.compile(r"[^\W\d]\w*:(?!//)")
_NOT_PROSE = re.compile(r"(?i:true|false|yes|no|null|~)|[\d.,:/+-]*")


def shortened(text: str, most: int = 40) -> str:
    """The text for a message: on one line, and not longer than `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def quoted(text: str) -> str:
    """The text in YAML's quotes, single ones if it can be: nothing but ' has a meaning in them."""
    return "'" + text.replace("'", "''") + "'"


def start_message(source: str) -> str:
    """What to do about a text without quotes whose first character means something in YAML."""
    return f'a text cannot begin with "{source[0]}" unless it is in quotes; write {quoted(shortened(source))}'


class YamlError(Exception):
    """The text is not YAML. Places count from 1; `since` is where the part begins that could not be read.

    `rule` is set where `problem` is a message of ours and no slip is to be looked for.
    """

    def __init__(self, problem: str, at: tuple[int, int], since: tuple[int, int] | None = None, rule: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.since = since or at
        self.rule = rule


def compose(text: str, first: int) -> tuple[Node | None, list[Problem]]:
    """The tree of a text whose first line is line `first` of its file (None if it is empty), and what is odd in it.

    Raises YamlError. Time and memory are linear in the length of the text.
    """
    return _Composer(text, first).document()


class _Composer:
    """One text on its way into a tree."""

    def __init__(self, text: str, first: int) -> None:
        import yaml

        self.yaml: Any = yaml
        self.parser: Any = self.yaml.cyaml.CParser(text) if yaml.__with_libyaml__ else yaml.Loader(text)
        self.text = text
        self.first = first
        self.problems: list[Problem] = []
        self.has_comment = " #" in text or "\t#" in text
        self.has_backslash = "\\" in text

    def document(self) -> tuple[Node | None, list[Problem]]:
        root: Node | None = None
        while event := self.event():
            if isinstance(event, self.yaml.NodeEvent):
                if root is not None:
                    message = 'a second document begins here; delete the line "---" above it'
                    self.tell(self.place(event.start_mark), message, "frontmatter/documents")
                    break
                root = self.node(event, 1)
        return root, self.problems

    def node(self, event: Any, depth: int) -> Node:
        line, column = self.place(event.start_mark)
        if isinstance(event, self.yaml.AliasEvent):
            self.indicator(event)
            return Scalar(f"*{event.anchor}", line, column)
        if event.anchor or event.tag:
            self.indicator(event)
        if isinstance(event, self.yaml.ScalarEvent):
            return Scalar(self.scalar(event), line, column, plain=not event.style)
        if depth > DEPTH:
            message = f"lists and mappings stand more than {DEPTH} deep inside each other here; write them flatter"
            raise YamlError(message, self.place(event.start_mark), rule="frontmatter/depth")
        if isinstance(event, self.yaml.SequenceStartEvent):
            return Sequence(tuple(self.items(depth)), line, column)
        return Mapping(tuple(self.entries(depth)), line, column)

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self.event(), self.yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}
        while not isinstance(event := self.event(), self.yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(self.event(), depth + 1)
            if isinstance(key, Scalar) and key.plain and _TIGHT_KEY.match(key.text):
                self.fail("found a colon in a key", event.start_mark)
            if not isinstance(key, Scalar) or not key.text:
                message = 'the name of a field must be a text; write "name: value"'
                self.tell(self.place(event.start_mark), message, "frontmatter/key")
            elif key.text == "<<" and key.plain:
                message = 'the YAML merge key "<<" is not followed; write the fields out'
                self.tell(self.place(event.start_mark), message, "frontmatter/key")
            elif key.text in lines:
                message = f'"{key.text}" stands in line {lines[key.text]} already; keep one of the two'
                self.tell(self.place(event.start_mark), message, "frontmatter/duplicate-key")
            else:
                lines[key.text] = key.line
                if isinstance(value, Scalar) and value.plain and value.line > key.line:
                    self.check_dash(value)
                yield key, value

    def scalar(self, event: Any) -> str:
        """The text of a scalar, after a look at what YAML did to it."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        if not event.style:
            if event.end_mark.line > event.start_mark.line and (dash := _DASH_BELOW.search(self.text, start, end)):
                line, column = place(self.text[start:end], dash.end() - start)
                at = event.start_mark.line + self.first + line - 1, column
                raise YamlError("found an item of a list in a text", at, self.place(event.start_mark))
            if self.has_comment:
                self.check_comment(text, event.end_mark)
            if text[-1:] in _QUOTES and text.count(text[-1]) == 1:
                self.check_quote(text, event.end_mark)
        elif event.style in "\"'":
            if event.end_mark.line > event.start_mark.line and _FIELD_BELOW.search(self.text, start, end):
                self.fail("found a field in a quoted scalar", event.start_mark)
            if self.has_backslash and event.style == '"':
                self.check_backslashes(self.text[start:end], event.start_mark)
                text = cleaned(text)
        return text

    def check_backslashes(self, source: str, mark: Any) -> None:
        if found := changed(source):
            offset, message = found
            line, column = place(source, offset)
            first, before = self.place(mark)
            self.tell((first + line - 1, column if line > 1 else before + column - 1), message, "frontmatter/backslash")

    def check_comment(self, text: str, mark: Any) -> None:
        """A text without quotes ends at ` #`; tell it, unless what follows looks like a comment that is meant."""
        match = _COMMENT.match(self.text, mark.index)
        if not match:
            return
        gap, comment = match.groups()
        looks_meant = comment[:1] in {"", " ", "!"} and (len(gap) > 1 or not text)
        if looks_meant or (text and _NOT_PROSE.fullmatch(text)):
            return
        line, column = self.place(mark)
        what = f'"{shortened("#" + comment)}" is a comment to YAML, not part of the text'
        message = f"{what}; put the whole text in quotes"
        self.tell((line, column + len(gap)), message, "frontmatter/comment", "warning")

    def check_quote(self, text: str, mark: Any) -> None:
        line, column = self.place(mark)
        what = f"the text ends with {text[-1]} but does not begin with it"
        message = f"{what}; delete it, or put the whole text in quotes"
        self.tell((line, column - 1), message, "frontmatter/quotes", "warning")

    def check_dash(self, value: Scalar) -> None:
        if value.text.startswith("-") and len(value.text) > 1:
            item = shortened(value.text[1:].split(" -")[0])
            message = f'"-{item}" has no space after its dash; write "- {item}"'
            self.tell((value.line, value.column), message, "frontmatter/dash")

    def indicator(self, event: Any) -> None:
        """Tell an anchor, alias or tag as what it nearly always is: a text that begins with & or * or !."""
        start = event.start_mark.index
        end = self.text.find("\n", start)
        source = self.text[start : end if end >= 0 else None]
        self.tell(self.place(event.start_mark), start_message(source), "frontmatter/start")

    def tell(self, where: tuple[int, int], message: str, rule: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(*where, severity, message, rule))

    def event(self) -> Any:
        try:
            return self.parser.get_event()
        except self.yaml.MarkedYAMLError as error:
            self.fail(error.problem or "", error.problem_mark or error.context_mark, error.context_mark)
        except self.yaml.reader.ReaderError as error:
            line, column = place(self.text, error.position)
            raise YamlError(error.reason, (line + self.first - 1, column)) from None
        except (ValueError, OverflowError) as error:  # without libyaml, at an escape beyond Unicode
            self.fail(str(error), self.parser.get_mark())

    def fail(self, problem: str, mark: Any, since: Any = None) -> NoReturn:
        raise YamlError(problem, self.place(mark), self.place(since or mark)) from None

    def place(self, mark: Any) -> tuple[int, int]:
        return mark.line + self.first, mark.column + 1
