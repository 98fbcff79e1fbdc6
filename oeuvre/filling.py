"""The templates of a theme as functions, filled without Jinja.

`compiling` makes a function of a template once. The functions of the engine's own templates are kept as Python keeps
compiled modules, beside the engine's, for every site; those of a site's templates in its cache. So a build whose
templates are known never loads jinja2: 60 ms, where a whole build of 12 papers should take 130.
"""

from __future__ import annotations

import marshal
import sys
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import CodeType

    Function = Callable[[dict[str, Any], dict[str, Any], list[str]], list[str]]

FORMAT = f"oeuvre templates 1 {sys.implementation.cache_tag} {sys.hexversion:x}\n".encode()


class Loop:
    """What `loop` is within a loop."""

    __slots__ = ("first", "index", "index0", "last", "length")

    def __init__(self, index: int, length: int) -> None:
        self.index0 = index
        self.index = index + 1
        self.length = length
        self.first = index == 0
        self.last = index == length - 1


def printed(value: object) -> str:
    """A value as `{{ value }}` shows it: escaped, unless it says itself how it looks as HTML."""
    if type(value) is not str:
        if hasattr(value, "__html__"):
            return str(value.__html__())
        value = str(value)
    if value.isalnum():
        return value
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("'", "&#39;").replace('"', "&#34;")


def part(value: Any, name: str) -> Any:
    """`value.name`: an attribute, or else an item."""
    try:
        return getattr(value, name)
    except AttributeError:
        return value[name]


def item(value: Any, key: Any) -> Any:
    """`value[key]`: an item, or else an attribute."""
    try:
        return value[key]
    except (AttributeError, LookupError, TypeError):
        return getattr(value, str(key))


def loops(items: Iterable[Any]) -> Iterator[tuple[Loop, Any]]:
    """The items, each with what `loop` says at it."""
    items = tuple(items)
    size = len(items)
    for index, each in enumerate(items):
        yield Loop(index, size), each


class Filling:
    """Fills the templates of one theme."""

    def __init__(self, codes: Mapping[str, CodeType]) -> None:
        self._codes = codes
        self._modules: dict[str, dict[str, Any]] = {}
        self._whole: dict[str, tuple[Function, dict[str, Function]]] = {}

    def fill(self, name: str, names: dict[str, Any]) -> str:
        """The template filled. Any exception at all means that Jinja must fill it, or say what is wrong."""
        root, blocks = self._whole.get(name) or self._made(name)
        return "".join(root(names, blocks, []))

    def _made(self, name: str) -> tuple[Function, dict[str, Function]]:
        """The template's outermost function and its blocks, its own before those of what it extends."""
        blocks: dict[str, Function] = {}
        parent, seen = name, set[str]()
        while parent not in seen:
            seen.add(parent)
            module = self._module(parent)
            blocks = {**module["BLOCKS"], **blocks}
            parent = module["PARENT"]
            if not parent:
                self._whole[name] = module["root"], blocks
                return self._whole[name]
        raise LookupError(name)

    def _module(self, name: str) -> dict[str, Any]:
        module = self._modules.get(name)
        if module is None:
            module = {"printed": printed, "part": part, "item": item, "loops": loops, "include": self.fill}
            exec(self._codes[name], module)  # noqa: S102 - made by `compiling`, as jinja2 does it
            self._modules[name] = module
        return module


Codes = dict[str, "CodeType | None"]
"""The code of templates by the digests of their sources; None for one that needs Jinja."""

_kept: dict[str, Codes] = {}
"""What this process has read from files, or written to them."""


def load(templates: Mapping[str, bytes], keepers: Sequence[str]) -> dict[str, CodeType]:
    """The code of some templates by their names; `keepers` are files to keep it in: the first that can be written."""
    digests = {name: blake2b(data, digest_size=16).hexdigest() for name, data in templates.items()}
    known: Codes = {}
    for path in keepers:
        known.update(_kept.get(path) or _read(path))
    missing = [name for name, digest in digests.items() if digest not in known]
    for name in missing:
        known[digests[name]] = _compiled(name, templates[name])
    codes = {digest: known[digest] for digest in digests.values()}
    for path in keepers:
        _kept[path] = codes
        if not missing or _write(path, codes):
            break
    return {name: code for name, digest in digests.items() if (code := codes[digest])}


def _compiled(name: str, data: bytes) -> CodeType | None:
    from oeuvre import compiling

    text = compiling.source(data.decode("utf-8-sig", "replace"))
    return compile(text, f"<{name}>", "exec", optimize=2) if text is not None else None


def _read(path: str) -> Codes:
    """What was kept, or nothing where it cannot be read or is not as it was written."""
    payload = sealed.read(path, FORMAT)
    kept: Codes = {} if payload is None else marshal.loads(payload)  # noqa: S302 - as Python's own .pyc, and sealed
    return kept


def _write(path: str, codes: Codes) -> bool:
    """Keep them, all at once, and say whether that could be done."""
    return sealed.write(path, FORMAT, marshal.dumps(codes))
