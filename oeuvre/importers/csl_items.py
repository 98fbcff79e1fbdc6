"""The items of a CSL-JSON file with their lines; a fault of the JSON costs only what stands behind it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"\s*+")


def read(text: str) -> Iterator[tuple[object, int, str]]:
    """Each item with its line, or the fault that ends the reading."""
    decoder = json.JSONDecoder()
    start = _skip(text, 0)
    position = start
    try:
        if text[start : start + 1] != "[":
            whole, end = decoder.raw_decode(text, start)
            yield from _unwrapped(whole, text.count("\n", 0, start) + 1)
            return
        position = _skip(text, start + 1)
        line, counted = 1, 0
        while text[position : position + 1] != "]":
            line += text.count("\n", counted, position)
            counted = position
            item, end = decoder.raw_decode(text, position)
            yield item, line, ""
            position = _skip(text, end)
            if text[position : position + 1] == ",":
                position = _skip(text, position + 1)
            elif text[position : position + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, position)
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}: this is not JSON ({error.msg}); mend it: nothing behind it was read"
        yield None, error.lineno, reason
    except (RecursionError, ValueError):
        line = text.count("\n", 0, position) + 1
        reason = f"line {line}: this JSON nests too deeply or has too long a number; nothing behind it was read"
        yield None, line, reason


def _skip(text: str, position: int) -> int:
    return _SPACE.match(text, position).end()  # type: ignore[union-attr]  # matches the empty text


def _unwrapped(whole: object, line: int) -> Iterator[tuple[object, int, str]]:
    """The items in what is not a list."""
    if isinstance(whole, dict) and isinstance(whole.get("message"), dict):
        whole = whole["message"]
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        for item in whole["items"]:
            yield item, line, ""
    else:
        yield whole, line, ""
