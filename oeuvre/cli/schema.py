"""`oeuvre schema`: the JSON Schema of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "print the JSON Schema of the front matter, for editors"
EXAMPLES = ("oeuvre schema > schema.json", "oeuvre schema site")


def arguments(verb: argparse.ArgumentParser, _home: str) -> None:
    """What it takes."""
    kinds = ("paper", "translation", "person", "page", "news", "site")
    verb.add_argument("kind", metavar="KIND", nargs="?", choices=kinds, default="paper", help=", ".join(kinds))


def run(options: argparse.Namespace) -> int:
    """Print it."""
    import json

    from oeuvre.schema import schema

    print(json.dumps(schema(options.kind), ensure_ascii=False, indent=2))
    return 0
