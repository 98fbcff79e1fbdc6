"""The round trip of real papers: which of them come back equal from each format, through other people's parsers.

Run by hand: `python -m tests.exporters.samples FOLDER`. All .bib files below the folder are imported into one new site,
whose papers take the place of the invented ones in test_round_trip.
"""

import sys
import tempfile
from pathlib import Path

from oeuvre import sync
from oeuvre.citation_keys import citation_keys
from oeuvre.gather import gather
from tests.exporters import test_round_trip as trip

BIBTEX = (trip.test_bibtexparser_reads_back_what_was_written, trip.test_pybtex_reads_back_what_was_written)
WHOLE = {
    "RIS": trip.test_rispy_reads_back_what_was_written,
    "CSL-JSON": trip.test_csl_json_holds_what_was_written,
    "CSL-JSON, its schema": trip.test_the_csl_json_fits_the_schema,
    "EndNote": trip.test_every_endnote_line_is_a_tag_and_nothing_is_lost,
}


def main(folder):
    with tempfile.TemporaryDirectory() as site:
        (Path(site) / "content" / "papers").mkdir(parents=True)
        files = sorted(Path(folder).rglob("*.bib"))
        for path in files:
            for _ in sync.bring(site, "bibtex", [str(path)]):
                pass
        trip.PAPERS = list(gather(site, "", None).content.papers)
    trip.KEYS = citation_keys(trip.PAPERS)
    print(f"{len(files)} files, {len(trip.PAPERS)} papers")
    for name in ("bibtex", "bibtex-ascii"):
        for reads_back in BIBTEX:
            unlike = differing(reads_back, name)
            print(f"{name}, {reads_back.__name__}: {len(unlike)} differ")
            for title in unlike:
                print(f"    {title}")
    for label, reads_back in WHOLE.items():
        reads_back()
        print(f"{label}: all equal")


def differing(reads_back, name):
    """The titles of the papers that come back otherwise."""
    titles = []
    compare = trip.compare

    def count(found, expected):
        try:
            compare(found, expected)
        except AssertionError:
            titles.append(expected["title"])

    trip.compare = count
    try:
        reads_back(name)
    finally:
        trip.compare = compare
    return titles


if __name__ == "__main__":
    main(sys.argv[1])
