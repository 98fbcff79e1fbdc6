"""Reads the files of cases: a source and all that is expected of it, together."""

import json
import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """`parts` are what stands under `--- name`."""

    name: str
    source: str
    parts: dict[str, str]


def read(file):
    text = (CASES / file).read_text(encoding="utf-8")
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)
    cases = []
    for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        source, *parts = re.split(r"^--- (\w+)\n", rest.removesuffix("\n"), flags=re.MULTILINE)
        named = dict(zip(parts[::2], parts[1::2], strict=True))
        cases.append(Case(name, source.removesuffix("\n"), {key: value.strip("\n") for key, value in named.items()}))
    return cases


def listed(file):
    return json.loads((CASES / file).read_text(encoding="utf-8"))


def told(problems):
    return "\n".join(f"{fault.offset} {fault.severity}: {fault.message} [{fault.rule}]" for fault in problems)
