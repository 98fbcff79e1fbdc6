"""Imports go downward only: the house stands as docs/design.md draws it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "oeuvre"

LAYERS = [
    {"model", "errors", "sealed"},
    {"text", "categories", "arxiv_taxonomy", "entry_types", "colours", "languages", "parallel"}
    | {"compiling", "filling", "installed"},
    {"people", "citation_keys", "reference", "snapshot", "fields", "fetch", "probe", "write"},
    {"library", "config"},
    {"importers", "exporters", "citations", "read", "schema", "theme", "metrics", "pictures"},
    {"markup", "printing", "copies"},
    {"cards", "framing"},
    {"render", "checks", "merge", "charts"},
    {"pages", "selection", "sync", "migrate", "refresh"},
    {"cache", "fragments", "gather", "making", "moved", "seal"},
    {"pipeline"},
    {"preview", "export"},
    {"serve", "new"},
    {"cli"},
]
"""From the bottom up: a room may import rooms of lower layers, and of its own where SIBLINGS allows it."""

SIBLINGS = {
    ("arxiv_taxonomy", "categories"),
    ("categories", "arxiv_taxonomy"),
    ("categories", "colours"),
    ("categories", "text"),
    ("text", "languages"),
    ("gather", "cache"),
    ("seal", "cache"),
    ("fragments", "cache"),
    ("making", "fragments"),
    ("making", "moved"),
    ("moved", "cache"),
    ("fetch", "write"),
    ("fields", "write"),
    ("probe", "write"),
    ("filling", "compiling"),
    ("migrate", "sync"),
}
"""Pairs (importer, imported) within one layer."""


def rooms():
    return sorted({path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")})


def layer(room):
    return next((number for number, names in enumerate(LAYERS) if room in names), None)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "oeuvre":
            parts = node.module.split(".")
            yield from ([parts[1]] if len(parts) > 1 else [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("oeuvre."):
                    yield alias.name.split(".")[1]


@pytest.mark.parametrize("room", [room for room in rooms() if room not in {"__init__", "__main__", "scaffold"}])
def test_a_room_imports_only_downward(room):
    assert layer(room) is not None, f"{room} stands in no layer; give it one here and in docs/design.md"
    paths = [PACKAGE / f"{room}.py"] if (PACKAGE / f"{room}.py").exists() else (PACKAGE / room).rglob("*.py")
    for path in paths:
        for other in imports(path):
            if other in {room, "__version__"}:
                continue
            downward = layer(other) < layer(room) or (room, other) in SIBLINGS
            assert downward, f"{path.relative_to(ROOT)} imports {other}, which is not below it"


def test_every_room_is_drawn_in_the_design():
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    for room in rooms():
        if not room.startswith("__"):
            assert f"`{room}.py`" in design or f"`{room}/`" in design, f"docs/design.md does not name {room}"


def test_build_py_is_a_thin_door():
    assert len((ROOT / "build.py").read_text(encoding="utf-8").splitlines()) < 20


def test_only_the_command_prints():
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id == "print"), f"{path.relative_to(ROOT)} prints"


def test_no_file_of_a_wing_imports_its_own_registry():
    for wing in ("pages", "importers", "exporters", "checks", "metrics", "citations"):
        for path in (PACKAGE / wing).glob("*.py"):
            if path.name == "__init__.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                assert not (isinstance(node, ast.ImportFrom) and node.module == f"oeuvre.{wing}" and not any(
                    (PACKAGE / wing / f"{alias.name}.py").exists() for alias in node.names
                )), f"{path.relative_to(ROOT)} imports its own __init__"
