"""`docs/trust.md` names what there is: its tests and inputs exist, and its rows are those of the scoreboard."""

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d", line)]


def test_every_row_is_there_with_a_verdict():
    numbers = [number for row in ROWS for number in _numbers(row[0])]
    assert numbers == list(range(1, 29))
    for row in ROWS:
        assert re.match(r"met|partly|not tried", row[4]), row


def _numbers(cell):
    first, _, last = cell.strip("| ").partition("–")
    return range(int(first), int(last or first) + 1)


def test_every_test_that_is_named_exists():
    for path in re.findall(r"`(tests/[\w./-]+)`", PAGE):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"`(found/[\w./-]+)`", PAGE):
        assert (ROOT / "tests" / "fuzz" / path).exists(), path
    whole = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for name in re.findall(r"`(test_\w+)`", PAGE):
        assert f"def {name}(" in whole, name
