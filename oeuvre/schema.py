"""The JSON Schema of what people write, for editors that complete and check while they type.

Source: JSON Schema 2020-12. The schema is a little milder than reading: an editor cannot know check digits, arXiv's
categories or which files there are.
"""

from __future__ import annotations

from typing import Any

from oeuvre.fields import TABLES, Field
from oeuvre.fields.kinds import KINDS

_FILES = {
    "paper": "content/papers/<slug>.md",
    "translation": "content/papers/<slug>.<lang>.md",
    "person": "content/profile.md and content/people/<id>.md",
    "page": "content/pages/<slug>.md",
    "news": "content/news/<date>-<slug>.md",
    "site": "content/site.yml",
}


def schema(room: str = "paper") -> dict[str, Any]:
    """The schema of one kind of file: paper, translation, person, page, news or site. Its `$defs` has them all."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"oeuvre: {_FILES[room]}",
        "$ref": f"#/$defs/{room}",
        "$defs": {name: _table(name) for name in TABLES},
    }


def snippets() -> dict[str, dict[str, Any]]:
    """The fields of a paper as snippets of VS Code, whose YAML checks do not look into Markdown files.

    Source: VS Code's documentation, "Snippets in Visual Studio Code"; `$`, `}` and the backslash are escaped.
    """
    found = {}
    for field in TABLES["paper"]:
        example = f"{field.name}: {field.example}".replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
        about = f"{field.doc[0].upper()}{field.doc[1:]}"
        found[field.name] = {"scope": "markdown", "prefix": field.name, "body": [example], "description": about}
    return found


def _table(room: str) -> dict[str, Any]:
    return {
        "description": f"The fields of {_FILES[room]}",
        "type": "object",
        "properties": {field.name: _property(field) for field in TABLES[room]},
        "required": [field.name for field in TABLES[room] if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    """What a field can be. An optional one may be left empty."""
    kind = KINDS[field.kind].schema
    about = {"description": f"{field.doc[0].upper()}{field.doc[1:]}. Example: {field.name}: {field.example}"}
    return about | (kind if field.required else {"anyOf": [kind, {"type": "null"}]})
