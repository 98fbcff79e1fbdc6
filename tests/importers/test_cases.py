"""Each case is a file: what somebody's export holds, and below a line the papers, refusals and findings it gives.

`pytest --update-golden` writes the lower halves anew.
"""

from pathlib import Path

import pytest

from oeuvre.importers import SOURCES
from oeuvre.text import emit

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))
LINE = "\n" + "=" * 60 + "\n"


def told(parsed):
    """All that an importer gives, as text."""
    parts = []
    for record in parsed.records:
        parts.append(f"# {record.key or 'no key'}, line {record.line}")
        parts.append(emit.document(record.fields, record.abstract).rstrip("\n"))
        parts += [f"file: {kind}: {name}" for kind, name in record.files]
    parts += [f"refused: {refusal.key or 'no key'}, {refusal.reason}" for refusal in parsed.refused]
    return "\n".join([*parts, *map(str, parsed.findings)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_source_gives_what_its_case_says(case, request):
    source, _, expected = case.read_text(encoding="utf-8").partition(LINE)
    found = told(SOURCES[case.parent.name].parse(source.encode(), "papers"))
    if request.config.getoption("--update-golden"):
        case.write_text(source + LINE + found, encoding="utf-8", newline="\n")
    else:
        assert found == expected


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_cases(source):
    assert any(case.parent.name == source for case in CASES)
