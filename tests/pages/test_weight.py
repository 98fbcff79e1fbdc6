"""The seed's home page with all that it needs fits one round trip."""

import gzip

BUDGET = 14_000
"""Bytes that a server sends before it waits for an answer (RFC 6928: ten segments), less the headers."""


def test_the_seeds_home_page_fits_one_round_trip(seed_site):
    parts = [seed_site / "index.html", *(seed_site / "assets").iterdir()]
    weights = {part.name: len(gzip.compress(part.read_bytes(), 9)) for part in parts}
    assert sum(weights.values()) <= BUDGET, weights
