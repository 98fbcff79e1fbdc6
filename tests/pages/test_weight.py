"""The seed's home page with all that it needs fits one round trip."""

import gzip
import re

BUDGET = 14_000
"""Bytes that a server sends before it waits for an answer (RFC 6928: ten segments), less the headers."""

LOADED = re.compile(r'(?:<link rel="(?:icon|stylesheet)" href|<script src)="(assets/[^"]+)"')
"""What a browser loads with the page: style sheet, script and icon. The search loads its own when it is first used."""


def test_the_seeds_home_page_fits_one_round_trip(seed_site):
    home = (seed_site / "index.html").read_text(encoding="utf-8")
    parts = [seed_site / "index.html", *(seed_site / path for path in LOADED.findall(home))]
    assert len(parts) == 4, parts
    weights = {part.name: len(gzip.compress(part.read_bytes(), 9)) for part in parts}
    assert sum(weights.values()) <= BUDGET, weights
