"""A site's pictures: what is shown, what is told, and that what is kept is what would be made."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from oeuvre import pipeline, read
from oeuvre.errors import OutputError
from oeuvre.pictures import first_page, gallery, making, scaling, shelf
from oeuvre.pictures.gallery import survey
from tests.pictures.drawn import LOCKED, bomb, moving, noise, pdf, saved, scene, told

PAPER = "---\ntitle: Nets\nauthors: [Ada Quill]\ndate: 2025\nimage_alt: Nets with ears\n---\nWe listen.\n"
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><script>alert(1)</script></svg>'
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def site(tmp_path):
    """Write files into a site's content and give its folder; a picture `nets.png` gets its paper."""

    def write(files, settings=""):
        content = tmp_path / "site" / "content"
        text = {"profile.md": "---\nname: Ada Quill\n---\n", "site.yml": settings or "url: https://example.org/\n"}
        for name, data in {**text, **files}.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
            if name.startswith("papers/") and not name.endswith(".md"):
                (content / "papers" / f"{path.name.partition('.')[0]}.md").write_text(PAPER, encoding="utf-8")
        return str(tmp_path / "site")

    return write


def looked(folder, **options):
    """The pictures of a site and what is told of them."""
    content, _ = read.read(folder)
    shown, findings = survey(folder, content, **{"jobs": 1, **options})
    return shown, [f"{each.path} {each.severity} {each.rule}: {each.message}" for each in findings]


def without(monkeypatch, *modules):
    """As if those were not installed."""
    there = {"PIL": "has_pillow", "pypdfium2": "has_pdfium"}
    for name in modules:
        monkeypatch.setattr(f"oeuvre.pictures.{there[name]}", lambda: False)


def test_a_picture_is_made_in_the_widths_below_its_own(site):
    shown, said = looked(site({"papers/nets.jpg": saved(scene((800, 480)), "JPEG", exif=told(6))}))
    (picture,) = shown.pictures.values()
    assert (picture.use, picture.path) == ("teaser", "content/papers/nets.jpg")
    assert (picture.width, picture.height, picture.widths, picture.whole) == (480, 800, (320, 480), False)
    assert said == []


def test_a_flat_drawing_is_smallest_as_it_is(site):
    picture = scene((1800, 900))
    shown, _ = looked(site({"papers/nets.png": saved(picture.quantize(8), "PNG", optimize=True)}))
    (found,) = shown.pictures.values()
    assert found.whole == (len(found.widths) < 3)


def test_a_photo_is_cut_to_a_square_of_two_sizes(site):
    shown, _ = looked(site({"profile.jpg": saved(scene((900, 600)), "JPEG")}))
    assert [(each.use, each.widths) for each in shown.pictures.values()] == [("portrait", (160, 320))]


def test_the_first_page_of_a_pdf_is_shown_where_it_is_asked_for(site):
    files = {"papers/nets.pdf": pdf()}
    assert looked(site(files)) == (({}, frozenset()), [])
    shown, said = looked(site(files, "teasers: pdf\n"))
    (page,) = shown.pictures.values()
    assert (page.use, page.width, page.height, page.widths, said) == ("page", 640, 829, (320, 640), [])


def test_the_authors_picture_comes_before_the_pdf(site):
    shown, _ = looked(site({"papers/nets.pdf": pdf(), "papers/nets.png": saved(scene(), "PNG")}, "teasers: pdf\n"))
    assert [each.use for each in shown.pictures.values()] == ["teaser"]


def test_pictures_can_be_left_out(site):
    shown, _ = looked(site({"papers/nets.png": saved(scene(), "PNG")}, "teasers: none\n"))
    assert not shown.pictures


PICTURES = {
    "cut.jpg": saved(scene(), "JPEG")[:3000],
    "cut.png": saved(scene(), "PNG")[:300],
    "none.png": b"GIF? no",
    "empty.webp": b"",
    "html.svg": b"<html>404</html>",
    "bomb.png": bomb(50_000, 50_000),
    "script.svg": SCRIPT,
    "lies.png": saved(scene(), "JPEG"),
    "moves.gif": moving(),
    "cmyk.jpg": saved(scene(mode="CMYK"), "JPEG"),
    "deep.png": saved(scene().convert("L").convert("I;16"), "PNG"),
    "drawn.svg": DRAWING,
    "modern.avif": saved(scene(), "AVIF"),
    "broken.pdf": b"%PDF-1.4\nrubbish",
    "cut.pdf": pdf()[:200],
    "locked.pdf": pdf(extra=LOCKED),
    "none.pdf": pdf(pages=0),
    "long.pdf": pdf(box="0 0 100 9000"),
    "huge.pdf": pdf(box="0 0 900000 900000"),
    "many.pdf": pdf(pages=10_000),
}
CASES = (Path(__file__).parent / "cases" / "trouble.txt").read_text(encoding="utf-8").splitlines()
SAID = {name: said.strip() for name, _, said in (line.partition(":") for line in CASES if line and line[0] != "#")}


@pytest.mark.parametrize(("name", "said"), SAID.items())
def test_what_is_wrong_with_a_picture_is_told(site, name, said):
    shown, findings = looked(site({f"papers/{name}": PICTURES[name]}, "teasers: pdf\n"))
    assert findings == ([f"content/papers/{name} {said}"] if said else [])
    assert bool(shown.pictures) == (not said or "picture/ending" in said or "picture/moving" in said)


def test_every_picture_has_its_line():
    assert SAID.keys() == PICTURES.keys()


@pytest.mark.parametrize("name", SAID)
def test_what_is_told_once_is_told_again_from_the_shelf(site, name, monkeypatch):
    folder = site({f"papers/{name}": PICTURES[name]}, "teasers: pdf\n")
    first = looked(folder)
    monkeypatch.setattr(making, "_picture", None)
    monkeypatch.setattr(making, "_page", None)
    assert looked(folder) == first


def test_a_drawing_with_a_script_is_not_published_wherever_it_stands_beside(site):
    folder = site({"papers/nets.png": saved(scene(), "PNG"), "papers/nets.more.svg": SCRIPT})
    shown, said = looked(folder)
    assert shown.refused == {"content/papers/nets.more.svg"}
    assert len(said) == 1
    pipeline.build(folder)
    assert sorted(os.listdir(f"{folder}/output/papers/nets")) == ["index.html", "nets.png"]


def test_a_file_of_many_bytes_is_not_read(site, monkeypatch):
    monkeypatch.setattr(making, "MOST_BYTES", 1000)
    _, said = looked(site({"papers/nets.png": saved(noise((30, 30)), "PNG")}))
    assert said[0].endswith("the file has 2,798 bytes, and pictures may have 1,000, so it is left out; make it smaller")


def test_a_pdf_that_takes_too_long_is_told_and_asked_again(site, monkeypatch):
    folder = site({"papers/nets.pdf": pdf()}, "teasers: pdf\n")
    with monkeypatch.context() as slow:
        slow.setattr(first_page, "SECONDS", 0.001)
        assert "takes longer than" in looked(folder)[1][0]
    assert looked(folder)[1] == []


def test_what_breaks_the_library_of_pdfs_breaks_nothing_else(site, monkeypatch):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert "the PDF cannot be drawn" in looked(site({"papers/nets.pdf": pdf()}, "teasers: pdf\n"))[1][0]


def test_without_the_extras_pictures_are_shown_as_they_are_and_one_note_says_so(site, monkeypatch):
    without(monkeypatch, "PIL")
    files = {"papers/nets.jpg": saved(scene(), "JPEG", exif=told(6)), "papers/ears.png": saved(scene(), "PNG"),
             "papers/talk.pdf": pdf()}  # fmt: skip
    shown, said = looked(site(files, "teasers: pdf\nsocial_cards: true\n"))
    sizes = {each.path: (each.width, each.height, each.widths) for each in shown.pictures.values()}
    assert sizes == {"content/papers/nets.jpg": (240, 400, ()), "content/papers/ears.png": (400, 240, ())}
    undone = "2 pictures are shown as they are, social cards are not made, and the first page of 1 PDF is not shown"
    remedy = 'to have that done: pip install "oeuvre[images]"'
    assert said == [f"content/site.yml note picture/skipped: {undone}; {remedy}"]


def test_pages_of_pdfs_need_both_extras(site, monkeypatch):
    without(monkeypatch, "PIL", "pypdfium2")
    _, said = looked(site({"papers/talk.pdf": pdf()}, "teasers: pdf\n"))
    assert said[0].endswith('to have that done: pip install "oeuvre[images,pdf]"')


def test_what_leads_out_of_the_site_is_not_looked_at(site, tmp_path):
    folder = site({"papers/nets.md": PAPER})
    (tmp_path / "secret.png").write_bytes(saved(scene(), "PNG"))
    os.symlink(tmp_path / "secret.png", f"{folder}/content/papers/nets.png")
    assert looked(folder) == (({}, frozenset()), [])


def test_several_processes_make_the_same(site):
    files = {f"papers/p{number}.png": saved(scene((500 + number, 300)), "PNG") for number in range(4)}
    folder = site(files)
    one = looked(folder, afresh=True)
    blobs = [gallery.file(folder, picture, 0) for picture in one[0].pictures.values()]
    shutil.rmtree(f"{folder}/.cache")
    assert looked(folder, jobs=3) == one
    assert [gallery.file(folder, picture, 0) for picture in one[0].pictures.values()] == blobs


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "head"])
def test_a_damaged_shelf_is_made_again(site, damage):
    folder = site({"papers/nets.jpg": saved(scene((700, 500)), "JPEG")})
    (picture,) = looked(folder)[0].pictures.values()
    before = gallery.file(folder, picture, 1)
    (name,) = os.listdir(f"{folder}/{shelf.FOLDER}")
    path = f"{folder}/{shelf.FOLDER}/{name}"
    with open(path, "rb") as file:
        data = file.read()
    if damage == "gone":
        os.unlink(path)
    else:
        place = 40 if damage == "head" else len(data) - 9
        with open(path, "wb") as file:
            file.write(data[:place] + (b"" if damage == "cut" else bytes((data[place] ^ 1,)) + data[place + 1 :]))
    assert gallery.file(folder, picture, 1) == before
    assert looked(folder)[0].pictures == {("teaser", picture.path): picture}


def test_a_picture_that_changes_while_the_site_is_built_is_one_line(site):
    folder = site({"papers/nets.jpg": saved(scene((700, 500)), "JPEG")})
    (picture,) = looked(folder)[0].pictures.values()
    shutil.rmtree(f"{folder}/.cache")
    with open(f"{folder}/content/papers/nets.jpg", "wb") as file:
        file.write(b"")
    with pytest.raises(OutputError, match=r"content/papers/nets\.jpg changed while the site was built"):
        gallery.file(folder, picture, 0)


def test_what_nobody_asks_for_is_removed_from_the_shelf_in_time(site):
    folder = site({"papers/nets.jpg": saved(scene(), "JPEG")})
    looked(folder)
    (name,) = os.listdir(f"{folder}/{shelf.FOLDER}")
    os.utime(f"{folder}/{shelf.FOLDER}/{name}", (0, 0))
    shelf.tidy(folder)
    assert os.listdir(f"{folder}/{shelf.FOLDER}") == []


def test_a_shelf_that_cannot_be_written_is_no_fault(site):
    folder = site({"papers/nets.jpg": saved(scene(), "JPEG")})
    with open(f"{folder}/.cache", "w", encoding="utf-8") as file:
        file.write("no folder")
    (picture,) = looked(folder)[0].pictures.values()
    assert gallery.file(folder, picture, 0).startswith(b"RIFF")


def test_the_most_that_is_decoded_is_what_the_message_says():
    assert f"{scaling.MOST_PIXELS:,}" == "50,000,000"
