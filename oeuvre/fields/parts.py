"""What readers of composed fields share: the parts of a mapping, and the items of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from oeuvre.fields.simple import address, empty, label, shape, suggestion, told
from oeuvre.text.addresses import file_of
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oeuvre.fields.report import Report

T = TypeVar("T")
D = TypeVar("D")



class Parts(NamedTuple):
    """The parts of a mapping by name; those without a value are left out.

    `known` is false if a name was not: then a part that is missing is most likely this one, and told already.
    """

    nodes: dict[str, Node]
    report: Report
    within: str
    known: bool

    def lacks(self, name: str) -> bool:
        """Whether a part is missing, and not only misspelt."""
        return self.known and name not in self.nodes

    def read(self, name: str, reader: Callable[[Node, Report, str], T | None], default: D) -> T | D:
        """The value of a part; the default if it is not there, or is wrong (which the reader tells)."""
        node = self.nodes.get(name)
        value = None if node is None else reader(node, self.report, f"{self.within}.{name}")
        return default if value is None else value


def parts(node: Node, report: Report, names: tuple[str, ...], within: str = "") -> Parts | None:
    """The parts of a mapping; unknown names are told."""
    if not isinstance(node, Mapping):
        report.error(node, f"{label(report, within)} is {shape(node)}; write {{{', '.join(names)}}}", within)
        return None
    found = {}
    known = True
    for key, value in node.entries:
        if key.text not in names:
            known = False
            what = f'"{key.text}" is not a part of {label(report, within)}'
            report.error(key, f"{what}; {suggestion(key.text, names)}", f"{within}.{key.text}")
        elif not empty(value):
            found[key.text] = value
    return Parts(found, report, within, known)


def items(node: Node, report: Report) -> Iterator[tuple[str, Node]]:
    """The items of a list, or the one value that stands in its place; each with where it is in the field."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if empty(item):
                report.error(item, f"{label(report, f'.{index}')} is empty; write it or remove its line", f".{index}")
            else:
                yield f".{index}", item
    else:
        yield "", node


def words(node: Node, report: Report) -> tuple[str, ...] | None:
    """A list of short texts; one text with commas or semicolons is a list too, because it can mean nothing else."""
    if isinstance(node, Scalar):
        return tuple(word for part in re.split("[,;]", node.text) if (word := " ".join(part.split())))
    found = []
    for within, item in items(node, report):
        if isinstance(item, Scalar):
            found.append(" ".join(item.text.split()))
        else:
            report.error(item, f"{label(report, within)} is {shape(item)}; write one text", within)
    return tuple(found)


def paths(node: Node, report: Report) -> tuple[str, ...] | None:
    """Addresses within the site, as a list or one."""
    found = []
    for within, item in items(node, report):
        path = address(item, report, within)
        if path and ("://" in path or path.startswith("mailto:")):
            what = f"{label(report, within)} {told(item)} is not on this site"
            report.error(item, f'{what}; write a path such as "/old/page/"', within)
        elif path and (bare := re.split("[?#]", path, maxsplit=1)[0]) != path:
            what = f"{label(report, within)} {told(item)} is more than a path"
            report.error(item, f'{what}; leave out "{path[len(bare) :][:60]}"', within)
        elif path and (reason := _unfit(path)):
            what = f"{label(report, within)} {told(item)} cannot be a page's address"
            report.error(item, f'{what}: {reason}; write a path such as "/old/page/"', within)
        elif path:
            found.append(path)
    return tuple(found)


def _unfit(path: str) -> str:
    """Why no page can stand at an address, or `""`: the same that the sink of a build would say."""
    from oeuvre.write.names import fault

    file = file_of(path)
    return "nothing stands between two of its slashes" if "//" in file else fault(file)


def pairs(node: Node, report: Report, example: str) -> Iterator[tuple[Scalar, Scalar]]:
    """The names and texts of a mapping of texts."""
    if not isinstance(node, Mapping):
        report.error(node, f"{report.field} is {shape(node)}; write {example}")
        return
    for key, value in node.entries:
        if not isinstance(value, Scalar):
            report.error(value, f"{report.field}.{key.text} is {shape(value)}; write {example}", f".{key.text}")
        elif empty(value):
            report.error(key, f"{report.field}.{key.text} is empty; write {example}", f".{key.text}")
        else:
            yield key, value


def free(node: Node) -> object:
    """A tree of a person's own: true, false, null and whole numbers are what they look like, all else is text."""
    if isinstance(node, Sequence):
        return tuple(free(item) for item in node.items)
    if isinstance(node, Mapping):
        return {key.text: free(value) for key, value in node.entries}
    if node.plain:
        if node.text in {"true", "false"}:
            return node.text == "true"
        if node.text in {"", "~", "null"}:
            return None
        if re.fullmatch(r"-?(?:0|[1-9]\d{0,17})", node.text, re.ASCII):
            return int(node.text)
    return node.text


def quiet(node: Node, report: Report) -> tuple[tuple[str, str], ...] | None:
    """Rules that are not to be told, each with the reason."""
    example = '{rule: reason}, such as {paper/venue: "self-published"}'
    found = []
    for key, reason in pairs(node, report, example):
        if "/" in key.text:
            found.append((key.text, " ".join(reason.text.split())))
        else:
            report.error(key, f"quiet {told(key)} is not the id of a rule; write {example}", f".{key.text}")
    return tuple(found)


def extra(node: Node, report: Report) -> dict[str, object] | None:
    """Fields of a person's own, for their templates."""
    if isinstance(node, Mapping):
        return {key.text: free(value) for key, value in node.entries}
    report.error(node, f"extra is {shape(node)}; write your own fields below it, each as name: value")
    return None
