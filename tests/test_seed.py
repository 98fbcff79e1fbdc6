"""The repository's own page holds what its source printed, field by field."""

import re
from datetime import datetime
from pathlib import Path

import pytest

SOURCE = (Path(__file__).parent / "seed" / "profile.txt").read_text(encoding="utf-8")
CATEGORIES = {"AI": "cs.AI", "CL": "cs.CL", "SD": "cs.SD", "AS": "eess.AS", "LG": "cs.LG"}


def listed():
    """The twelve papers as the source prints them: category, date, title, byline, abstract."""
    _, _, papers = SOURCE.partition("12 Papers\n")
    found = re.findall(r"(?m)^(AI|CL|SD|AS|LG)([A-Z][a-z]{2} \d\d?, \d{4})\n(.+)\n\n(.+ et al\.(?: · .+)?)\n\n(.+)$", papers)
    return [(category, datetime.strptime(date, "%b %d, %Y").date(), *rest) for category, date, *rest in found]


def test_the_source_lists_twelve_papers():
    assert len(listed()) == 12
