"""Whatever the old site holds: no traceback, nothing lost without a word, and a new site that builds."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oeuvre import migrate, pipeline
from oeuvre.errors import UsageError
from oeuvre.migrate import account

PLACES = {
    "al-folio": (
        "_config.yml",
        "_bibliography/papers.bib",
        "_pages/about.md",
        "_pages/x.md",
        "_news/n.md",
        "_posts/2020-01-02-p.md",
        "_data/coauthors.yml",
        "_data/cv.yml",
        "_data/socials.yml",
        "_data/venues.yml",
        "_projects/p.md",
        "assets/json/resume.json",
    ),
    "academicpages": (
        "_config.yml",
        "_publications/2020-01-02-a.md",
        "_publications/b.md",
        "_pages/about.md",
        "_talks/t.md",
        "files/b.bib",
        "markdown_generator/publications.tsv",
        "_posts/2019-03-04-p.md",
        "_data/navigation.yml",
        "_data/cv.json",
        "_teaching/t.html",
    ),
    "hugoblox": (
        "config/_default/hugo.yaml",
        "config.toml",
        "content/publication/a/index.md",
        "content/publication/b.md",
        "content/publication/a/cite.bib",
        "content/authors/admin/_index.md",
        "data/authors/me.yaml",
        "content/_index.md",
        "content/post/p/index.md",
        "content/project/p/index.md",
        "content/home/about.md",
        "content/teaching.md",
    ),
}
SCRAPS = (
    "---\n",
    "+++\n",
    "title: ",
    "title = ",
    '"',
    "'",
    "{{ x | relative_url }}",
    "{% for a in b %}",
    "{% endfor %}",
    '{{< figure src="a" >}}',
    "{{% callout %}}",
    "<div>",
    "</div>",
    "<script>",
    "[a](b.pdf)",
    "![](../x)",
    "$",
    "$$\\foo{",
    "\\",
    "authors:\n- admin\n- ",
    "date: 2020-13-45\n",
    "date: 01/02/2003\n",
    "citation: 'A, B. (2001). \"T.\" <i>J</i>'\n",
    "links:\n- url: x\n",
    "permalink: /../..//a?b#c\n",
    "redirect_from: [/, /x]\n",
    "@article{k, title={A {B",
    "}\n",
    "\t",
    "\r\n",
    "\ufeff",
    "é",
    "\x00",
    "\u202e",
    "&amp;",
    "&#x0;",
    "%",
    "publication_types: ['9']\n",
    ": ",
    "- ",
    "featured: yes\n",
    "name: Ada Lovelace\n",
    "social:\n- icon: x\n  link: javascript:alert(1)\n",
    "aliases: /a\n",
    "x",
    "Ada Lovelace",
    "\n",
    "\n\n",
    "#",
    "{",
    "}",
    "[",
    "]",
    "|",
    ">",
    "```\n",
    "`",
    "*",
    "_",
    "&a ",
    "*a",
    "!!python/object",
    "menu: -1\n",
    "nav_order: 9999999999999\n",
    "lang: zz-\n",
)


def checked(source, site, into):
    """The report of a migration whose new site has no error, and whose account is whole."""
    report = migrate.bring(source, str(site), str(into))
    wrong = [str(one) for one in pipeline.check(str(into)) if one.severity == "error"]
    assert wrong == []
    for kind in account.KINDS:
        assert report.count(kind) == sum(report.count(kind, outcome) for outcome in ("written", "merged", "refused"))
    return report


def laid(folder, files):
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return folder


@pytest.mark.parametrize("source", PLACES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_site_of_scraps_becomes_one_that_builds(source, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("old")
    scraps = st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join)
    files = data.draw(st.dictionaries(st.sampled_from(PLACES[source]), scraps, min_size=1))
    laid(folder / "old", files)
    try:
        checked(source, folder / "old", folder / "new")
    except UsageError as error:
        if "holds nothing that a site of" not in str(error):
            raise


@pytest.mark.parametrize(
    "case", sorted((Path(__file__).parent / "cases").glob("*/*")), ids=lambda case: f"{case.parent.name}/{case.name}"
)
@pytest.mark.parametrize("seed", range(3))
def test_a_site_whose_files_are_damaged_becomes_one_that_builds(case, seed, tmp_path):
    chance = random.Random(seed)
    for path in sorted((case / "old").rglob("*")):
        if path.is_file():
            text = path.read_bytes()
            for _ in range(chance.randrange(4)):
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice(SCRAPS).encode() + text[at + chance.randrange(30) :]
            laid(tmp_path / "old", {path.relative_to(case / "old"): text})
    checked(case.parent.name, tmp_path / "old", tmp_path / "new")


PAPER = (
    "---\ntitle: Über Webstühle\nauthors: Ada Lovelace\ndate: 2020-05-06\ncollection: publications\n---\n\nWörter.\n"
)


@pytest.mark.parametrize(
    "data",
    [
        PAPER.encode("latin-1"),
        PAPER.encode("utf-8-sig"),
        PAPER.replace("\n", "\r\n").encode(),
        PAPER.encode("utf-16"),
        PAPER.replace("title: ", "title:\t").encode(),
        PAPER.replace("authors", "\tauthors").encode(),
    ],
    ids=["latin-1", "bom", "crlf", "utf-16", "tab", "indented by a tab"],
)
def test_a_file_in_any_encoding_is_read(data, tmp_path):
    laid(tmp_path / "old", {"_publications/looms.md": data})
    report = checked("academicpages", tmp_path / "old", tmp_path / "new")
    text = (tmp_path / "new" / report.items[0].path).read_text(encoding="utf-8")
    assert "title: Über Webstühle\n" in text
    assert "Wörter." in text


def test_links_out_of_the_old_site_are_not_followed(tmp_path):
    laid(tmp_path, {"secret.pdf": "%PDF secret", "old/_publications/a.md": PAPER})
    (tmp_path / "old" / "files").mkdir()
    os.symlink(tmp_path / "secret.pdf", tmp_path / "old" / "files" / "paper.pdf")
    os.symlink(tmp_path, tmp_path / "old" / "images")
    report = checked("academicpages", tmp_path / "old", tmp_path / "new")
    assert [one.path for one in report.findings if one.rule == "migrate/link"] == ["files/paper.pdf", "images"]
    assert not list((tmp_path / "new").rglob("*.pdf"))


def test_addresses_that_lead_out_of_the_old_site_lead_to_no_file(tmp_path):
    laid(
        tmp_path,
        {
            "secret.pdf": "%PDF",
            "old/_publications/a.md": PAPER.replace(
                "date", "paperurl: ../../secret.pdf\nslidesurl: /../secret.pdf\ndate"
            ),
        },
    )
    checked("academicpages", tmp_path / "old", tmp_path / "new")
    assert not list((tmp_path / "new").rglob("*.pdf"))


def test_papers_with_the_same_name_and_the_same_address_stay_apart(tmp_path):
    other = PAPER.replace("Über Webstühle", "Über Webstühle und mehr").replace("date", "permalink: /p/\ndate")
    laid(
        tmp_path / "old",
        {"_publications/a.md": PAPER.replace("date", "permalink: /p\ndate"), "_publications/b.md": other},
    )
    report = checked("academicpages", tmp_path / "old", tmp_path / "new")
    assert report.count("paper", "written") == 2
    assert [one.rule for one in report.findings if one.rule == "migrate/address"] == ["migrate/address"]


def test_nothing_is_written_where_something_is(tmp_path):
    laid(tmp_path, {"old/_publications/a.md": PAPER, "new/mine.txt": "mine"})
    with pytest.raises(UsageError, match="is there already and not empty; give the name of a new folder"):
        migrate.bring("academicpages", str(tmp_path / "old"), str(tmp_path / "new"))
    with pytest.raises(UsageError, match="lies in the old site, which stays as it is; give a folder beside it"):
        migrate.bring("academicpages", str(tmp_path / "old"), str(tmp_path / "old" / "inner"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["_publications", "a.md", "mine.txt", "new", "old"]


def test_a_folder_that_is_another_kind_of_site_is_told(tmp_path):
    laid(tmp_path / "old", {"_publications/a.md": PAPER})
    with pytest.raises(UsageError, match='this looks like a site of academicpages: "oeuvre migrate academicpages …"'):
        migrate.bring("hugoblox", str(tmp_path / "old"), str(tmp_path / "new"))
    with pytest.raises(UsageError, match="is not a folder; give the folder of the old site"):
        migrate.bring("hugoblox", str(tmp_path / "none"), str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_an_import_after_the_migration_knows_the_papers_again(tmp_path, oeuvre):
    bib = "@article{lovelace1843, author={Lovelace, Ada}, title={Notes}, year=1843, journal={Memoirs}}\n"
    laid(tmp_path / "old", {"_bibliography/papers.bib": bib})
    oeuvre("migrate", "al-folio", tmp_path / "old", "--into", tmp_path / "new")
    laid(tmp_path / "old", {"_bibliography/papers.bib": bib.replace("year=1843", "year=1843, volume=3")})
    done = oeuvre("import", "bibtex", tmp_path / "old/_bibliography/papers.bib", "--into", tmp_path / "new")
    assert done.stdout.endswith("bibtex: 1 record = 0 written + 1 merged + 0 unchanged + 0 refused\n")


def test_news_that_begins_with_a_rule_is_no_front_matter(tmp_path):
    laid(
        tmp_path / "old",
        {"_posts/2019-03-04-p.md": "---\ninline: true\n---\n\n---\nWords\n", "_publications/a.md": PAPER},
    )
    checked("academicpages", tmp_path / "old", tmp_path / "new")
