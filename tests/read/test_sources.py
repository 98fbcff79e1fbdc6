"""What lies in `content/` is found by its name, in the same order everywhere, and nothing is lost without a word."""

import os
import unicodedata

import pytest

from oeuvre import read
from oeuvre.errors import UsageError
from oeuvre.read.sources import scan

PAPER = "---\ntitle: Words\nauthors: [Ada Okafor]\ndate: 2024\n---\n"


@pytest.fixture
def site(tmp_path):
    """Makes files below `content/` and gives back the site's folder."""

    def make(*names):
        for name in names:
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "---\nname: Ada Okafor\n---\n" if name.startswith(("profile", "people")) else PAPER
            path.write_text(text, encoding="utf-8")
        return tmp_path

    (tmp_path / "content").mkdir()
    return make


def told(sources):
    """What is told about names: path, severity, message and rule; there is no place in a file to tell."""
    assert all((found.line, found.column) == (1, 1) for found in sources.findings)
    return [(f.path.removeprefix("content/"), f.severity, f.message, f.rule) for f in sources.findings]


def test_a_folder_without_content_is_not_a_site(tmp_path):
    with pytest.raises(UsageError) as error:
        scan(tmp_path)
    assert str(error.value) == f'{tmp_path} is not a site: it has no folder "content"; begin one with "oeuvre new"'


def test_the_files_of_a_paper_are_found_by_its_name(site):
    sources = scan(
        site("papers/nets.md", "papers/nets.de.md", "papers/nets.pt-BR.md", "papers/nets.pdf", "papers/nets.slides.pdf",
             "papers/nets.PNG", "papers/nets.bib", "papers/nets.code.tar.gz", "papers/nets.zip", "papers/nets-2.md")
    )  # fmt: skip
    nets = sources.papers["nets"]
    assert nets.main.path == "content/papers/nets.md"
    assert [(lang, file.name) for lang, file in nets.translations] == [("de", "nets.de.md"), ("pt-BR", "nets.pt-BR.md")]
    assert [(kind, name) for kind, name, _ in nets.companions] == [
        ("image", "nets.PNG"), ("bib", "nets.bib"), ("code.tar", "nets.code.tar.gz"), ("pdf", "nets.pdf"),
        ("slides", "nets.slides.pdf"), ("zip", "nets.zip"),
    ]  # fmt: skip
    assert sources.papers["nets-2"].companions == ()
    assert told(sources) == []


def test_a_companion_belongs_to_the_longest_name(site):
    sources = scan(site("papers/2401.00010.md", "papers/2401.md", "papers/2401.00010.pdf", "papers/2401.poster.pdf"))
    assert [name for _, name, _ in sources.papers["2401.00010"].companions] == ["2401.00010.pdf"]
    assert [name for _, name, _ in sources.papers["2401"].companions] == ["2401.poster.pdf"]


@pytest.mark.parametrize("slug", ["nets.v2", "nets.abc", "a.b.c"])
def test_a_dot_in_a_name_makes_no_translation_where_there_is_no_original(site, slug):
    sources = scan(site(f"papers/{slug}.md"))
    assert list(sources.papers) == [slug]
    assert told(sources) == []


def test_a_translation_without_its_paper_is_told(site):
    assert told(scan(site("papers/nets.de.md"))) == [
        (
            "papers/nets.de.md",
            "error",
            'the name is that of a translation of "nets.md", which is not there; rename the file',
            "file/orphan",
        ),
    ]


def test_companions_of_no_paper_are_told(site):
    assert told(scan(site("papers/attention.md", "papers/atention.pdf", "papers/x.pdf"))) == [
        (
            "papers/atention.pdf",
            "warning",
            'the file belongs to no paper by its name; did you mean the paper "attention"?',
            "file/orphan",
        ),
        (
            "papers/x.pdf",
            "warning",
            "the file belongs to no paper by its name; name it like its paper, or move it to content/files/",
            "file/orphan",
        ),
    ]


def test_two_companions_cannot_have_one_name(site):
    sources = scan(site("papers/nets.md", "papers/nets.pdf", "papers/nets.PDF"))
    if len(os.listdir(site() / "content" / "papers")) == 3:  # not on macOS and Windows
        assert told(sources) == [
            (
                "papers/nets.pdf",
                "error",
                'two files have the name "nets.pdf" beside the paper; rename one of them',
                "file/clash",
            ),
        ]


def test_what_editors_and_systems_leave_behind_is_no_content(site):
    sources = scan(
        site("papers/nets.md", "papers/nets.md~", "papers/.nets.md.swp", "papers/#nets.md#", "papers/.#nets.md",
             "papers/README.md", "papers/.DS_Store", "papers/Thumbs.db", "papers/~$nets.docx", ".hidden/x.md",
             "pages/.x.md", "files/.x")
    )  # fmt: skip
    assert list(sources.papers) == ["nets"]
    assert (sources.pages, sources.files, told(sources)) == ({}, (), [])


def test_names_that_make_the_same_address_are_told_and_neither_is_overwritten(site):
    folder = site("papers/Nets.md", "papers/nets.md")
    if len(os.listdir(folder / "content" / "papers")) == 2:  # not on macOS and Windows
        sources = scan(folder)
        assert list(sources.papers) == ["Nets"]
        assert told(sources) == [
            (
                "papers/nets.md",
                "error",
                '"Nets.md" and "nets.md" make the same address; rename one of them',
                "file/clash",
            ),
        ]


def test_names_in_two_unicode_forms_are_one(site):
    composed, decomposed = (unicodedata.normalize(form, "müller.md") for form in ("NFC", "NFD"))
    folder = site(f"papers/{composed}", f"papers/{decomposed}", f"papers/{decomposed[:-3]}.pdf")
    sources = scan(folder)
    assert list(sources.papers) == ["muller"]
    assert [name for _, name, _ in sources.papers["muller"].companions] == ["muller.pdf"]
    if len(os.listdir(folder / "content" / "papers")) == 3:
        assert "make the same address" in told(sources)[-1][2]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("My Paper", "my-paper"),
        ("Müller 2020", "muller-2020"),
        ("con", "_con"),
        ("nets.", "nets"),
        ("a+b", "a-plus-b"),
        ("x" * 210, "x" * 80),
        ("<script>", "script"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows does not let such files be")
def test_a_name_that_some_systems_cannot_have_gets_a_safe_slug_and_is_told(site, name, slug):
    sources = scan(site(f"papers/{name}.md"))
    assert list(sources.papers) == [slug]
    assert told(sources) == [
        (
            f"papers/{name}.md",
            "warning",
            f'the name makes an awkward address; rename the file to "{slug}.md"',
            "file/name",
        ),
    ]


@pytest.mark.parametrize("name", ["nets", "Nets_2", "2401.00010", "论文", "zhen2025-attention", "_con"])
def test_a_usual_name_is_the_slug(site, name):
    sources = scan(site(f"papers/{name}.md"))
    assert list(sources.papers) == [name]
    assert told(sources) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let such files be")
def test_a_name_of_which_nothing_is_left_is_told(site):
    sources = scan(site("papers/!!!.md"))
    assert sources.papers == {}
    assert told(sources) == [
        ("papers/!!!.md", "error", 'the name makes no address; rename the file, as in "my-paper.md"', "file/name"),
    ]


def test_a_page_cannot_have_the_address_of_a_folder_of_the_site(site):
    sources = scan(site("pages/papers.md", "pages/teaching.md"))
    assert list(sources.pages) == ["teaching"]
    assert told(sources) == [
        (
            "pages/papers.md",
            "error",
            '"papers" is a folder of every site; rename the file, as in "my-papers.md"',
            "file/name",
        ),
    ]


def test_what_nothing_reads_is_told(site):
    sources = scan(
        site("site.yaml", "papers/2024/nets.md", "publications/nets.md", "refs.bib", "notes.txt", "people/zhen.pdf",
             "pages/a.markdown")
    )  # fmt: skip
    assert told(sources) == [
        (
            "papers/2024",
            "warning",
            "the folder is not read; papers are files in content/papers/ itself",
            "file/unknown",
        ),
        (
            "notes.txt",
            "warning",
            'the file is not read; rename it so that it ends in ".md" if it is to be read',
            "file/unknown",
        ),
        (
            "refs.bib",
            "warning",
            'the file is not read; bring its entries in with "oeuvre import bibtex"',
            "file/unknown",
        ),
        ("site.yaml", "error", 'the settings are read from "site.yml"; rename the file', "file/unknown"),
        (
            "publications",
            "warning",
            "the folder is not read; those that are: papers, people, pages, news, files",
            "file/unknown",
        ),
        (
            "people/zhen.pdf",
            "warning",
            "the file is not read; move it to content/files/ if it is to be on the site",
            "file/unknown",
        ),
        (
            "pages/a.markdown",
            "warning",
            'the file is not read; rename it so that it ends in ".md" if it is to be read',
            "file/unknown",
        ),
    ]


def link(target, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


def test_links_out_of_the_site_are_told_and_not_followed(site, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    folder = site("papers/nets.md")
    link(secret, folder / "content" / "papers" / "secret.md")
    link(secret, folder / "content" / "papers" / "nets.pdf")
    link(secret.parent, folder / "content" / "files")
    link(folder / "nowhere", folder / "content" / "papers" / "gone.md")
    link(folder / "content", folder / "content" / "pages")
    sources = scan(folder)
    assert list(sources.papers) == ["nets"]
    assert (sources.papers["nets"].companions, sources.files, sources.pages) == ((), (), {})
    out = "the link leads out of the site and is not followed; put the file itself here", "file/link"
    assert told(sources) == [
        ("files", "error", *out),
        (
            "pages",
            "error",
            "the link leads to a folder and is not followed; put the files themselves here",
            "file/link",
        ),
        ("papers/gone.md", "error", "the link leads nowhere; remove it", "file/link"),
        ("papers/nets.pdf", "error", *out),
        ("papers/secret.md", "error", *out),
    ]


def test_a_link_within_the_site_is_followed(site):
    folder = site("papers/nets.md", "files/shared.pdf")
    link(folder / "content" / "files" / "shared.pdf", folder / "content" / "papers" / "nets.pdf")
    sources = scan(folder)
    assert [kind for kind, _, _ in sources.papers["nets"].companions] == ["pdf"]
    assert told(sources) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_told_and_not_waited_for(site):
    folder = site("papers/nets.md")
    os.mkfifo(folder / "content" / "papers" / "pipe.md")
    assert told(scan(folder)) == [
        ("papers/pipe.md", "error", "this is no file, but a device or a pipe; remove it", "file/unreadable"),
    ]


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode here")
def test_a_name_that_is_not_unicode_is_told(site):
    folder = site("papers/nets.md")
    with open(os.fsencode(folder / "content" / "papers") + b"/caf\xe9.md", "wb"):
        pass
    assert told(scan(folder)) == [
        ("papers/caf\\udce9.md", "error", "the name is not Unicode; rename the file", "file/unreadable"),
    ]


def test_files_are_copied_whole_with_their_folders(site):
    sources = scan(site("files/cv.pdf", "files/talks/2024/slides.pdf", "files/a b.txt"))
    assert [source.path for source in sources.files] == [
        "content/files/a b.txt", "content/files/cv.pdf", "content/files/talks/2024/slides.pdf",
    ]  # fmt: skip
    assert told(sources) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let such files be")
def test_names_of_copied_files_that_other_systems_cannot_have_are_told(site):
    folder = site("files/aux.txt", "files/CV.pdf", "files/cv.pdf")
    if len(os.listdir(folder / "content" / "files")) == 3:
        assert told(scan(folder)) == [
            (
                "files/aux.txt",
                "warning",
                'some systems do not allow this name; rename the file, as in "_aux.txt"',
                "file/name",
            ),
            (
                "files/cv.pdf",
                "error",
                '"content/files/CV.pdf" has the same name to some systems; rename one of them',
                "file/clash",
            ),
        ]


def test_everything_is_in_the_order_of_names(site):
    sources = scan(site("papers/b.md", "papers/a.md", "papers/B2.md", "papers/é.md"))
    assert list(sources.papers) == ["B2", "a", "b", "e"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions mean nothing here")
def test_what_may_not_be_read_is_told(site):
    folder = site("papers/nets.md", "people/zhen.md")
    (folder / "content" / "papers" / "nets.md").chmod(0)
    (folder / "content" / "people").chmod(0)
    _, findings = read.read(folder)
    (folder / "content" / "people").chmod(0o755)
    assert [finding.rule for finding in findings if finding.rule == "file/unreadable"] == ["file/unreadable"] * 2


def test_a_file_that_goes_while_it_is_read_is_told(site):
    folder = site("papers/nets.md", "papers/nets.pdf", "profile.md")
    sources = scan(folder)
    (folder / "content" / "papers" / "nets.pdf").unlink()
    paper, findings = read.read_paper(sources, "nets", read.read_settings(sources)[0])
    assert paper
    assert [(finding.path, finding.rule) for finding in findings] == [("content/papers/nets.pdf", "file/unreadable")]
    (folder / "content" / "papers" / "nets.md").unlink()
    paper, findings = read.read_paper(sources, "nets", read.read_settings(sources)[0])
    assert paper is None
    assert [(f.path.removeprefix("content/"), f.severity, f.message, f.rule) for f in findings] == [
        (
            "papers/nets.md",
            "error",
            "the file cannot be read (No such file or directory); look at its permissions",
            "file/unreadable",
        ),
    ]


def test_a_text_of_megabytes_is_told_and_not_read(site):
    folder = site("profile.md")
    (folder / "content" / "papers").mkdir()
    (folder / "content" / "papers" / "nets.md").write_bytes(b"x" * 10_000_000)
    _, findings = read.read(folder)
    assert [(f.path.removeprefix("content/"), f.severity, f.message, f.rule) for f in findings] == [
        (
            "papers/nets.md",
            "error",
            "the file has 10,000,000 bytes; a text may have 2,000,000, so put the rest elsewhere",
            "file/too-large",
        ),
    ]
