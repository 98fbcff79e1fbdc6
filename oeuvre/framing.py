"""Pictures in pages: `<img>` with its size, so that nothing moves when it comes, and the files that fit every screen.

A smaller file of a picture lies beside the page of its paper (`papers/nets/nets-320.webp`), or with the assets.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre import pictures, theme
from oeuvre.markup import ROOT
from oeuvre.pictures.lettering import lacking

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Paper, Person, Picture

TEASER, PAGE, SMALL, PORTRAIT = (640, 520), (240, 340), (128, 128), (160, 160)
"""The room that a picture has, in CSS pixels: on its paper's page, a PDF's page there, in a list, and a photo."""
ICONS = ("favicon.ico", "apple-touch-icon.png")
_LINKS = {"favicon.ico": 'rel="icon" sizes="32x32"', "apple-touch-icon.png": 'rel="apple-touch-icon"'}


def teaser_path(picture: Picture, slug: str, width: int) -> str:
    """Where a smaller file of a paper's picture lies in the output."""
    page = "-page" if picture.use == "page" else ""
    return f"papers/{slug}/{slug}{page}-{width}.webp"


def portrait_path(person: Person, width: int) -> str:
    """Where a smaller file of a photo lies in the output."""
    return f"assets/portrait-{person.id}-{width}.webp"


def teaser(library: Library, paper: Paper, words: Words) -> str:
    """A paper's picture on its page, in a link to the whole of it; empty where there is none."""
    picture = library.teaser(paper)
    if picture is None:
        return ""
    page = picture.use == "page"
    says = words("first_page", title=paper.title.plain) if page else paper.image_alt
    image = _teaser(picture, paper, says, PAGE if page else TEASER)
    if not says or not (picture.widths or page):
        return image
    return f'<a href="{ROOT}{quote(whole_path(picture, paper))}">{image}</a>'


def small_teaser(library: Library, paper: Paper) -> str:
    """A paper's picture in a list; a PDF's page shows nothing there that the title does not say."""
    if not library.site.list_teasers:
        return ""
    picture = library.teaser(paper)
    if picture is None:
        return ""
    return _teaser(picture, paper, "" if picture.use == "page" else paper.image_alt, SMALL)


def portrait(library: Library, person: Person, words: Words) -> str:
    """A person's photo; empty where there is none."""
    picture = library.portrait(person)
    if picture is None:
        return ""
    files = [ROOT + quote(portrait_path(person, width)) for width in picture.widths]
    source = files[0] if files else ROOT + quote(person.photo)
    larger = f' srcset="{files[1]} 2x"' if len(files) > 1 else ""
    says = escape(words("photo_of", name=person.display))
    return f'<img class="photo" src="{source}"{larger} width="{PORTRAIT[0]}" height="{PORTRAIT[1]}" alt="{says}">'


def whole_path(picture: Picture, paper: Paper) -> str:
    """Where the source of a paper's picture lies in the output: beside its page, or where the front matter says."""
    beside = next((file.name for file in paper.files if file.path == picture.path), "")
    return f"papers/{paper.slug}/{beside}" if beside else picture.path.removeprefix("content/")


def icons(library: Library) -> tuple[str, ...]:
    """The icons at the site's top: those in `content/files/`, or all of them where its initials can be drawn."""
    there = {path for path, _ in library.files}
    own = tuple(name for name in ICONS if f"content/files/{name}" in there)
    return ICONS if pictures.has_pillow() and not lacking(initials(library)[0]) else own


def initials(library: Library) -> tuple[str, str, str]:
    """What is drawn on icons: the owner's initials, the colour of their ground, and their own."""
    ground, ink = theme.icon_colours(library.site.accent)
    return theme.initials(library.owner.name), ground, ink


def icon_links(library: Library) -> str:
    """The elements of a page's head that name those icons."""
    return "".join(f'<link {_LINKS[name]} href="{ROOT}{name}">\n' for name in icons(library))


def fitted(size: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """A picture's size in CSS pixels, so that it fits into the room: never larger than it is, and of its shape."""
    scale = min(1.0, room[0] / size[0], room[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _teaser(picture: Picture, paper: Paper, says: str, room: tuple[int, int]) -> str:
    whole = whole_path(picture, paper)
    if not picture.width:
        return f'<img src="{ROOT}{quote(whole)}" alt="{escape(says)}">'
    width, height = fitted((picture.width, picture.height), room)
    files = [(teaser_path(picture, paper.slug, each), each) for each in picture.widths]
    if picture.whole:
        files.append((whole, picture.width))
    if room is SMALL and len(files) > 1:
        files = files[:1]  # large enough for every screen
    size = f'{_sources(files, whole, width)} width="{width}" height="{height}"'
    return f'<img{size} loading="lazy" decoding="async" alt="{escape(says)}">'


def _sources(files: list[tuple[str, int]], whole: str, shown: int) -> str:
    """The attributes that say where a picture is: in several widths, where there are such."""
    if not files:
        return f' src="{ROOT}{quote(whole)}"'
    named = [(ROOT + quote(path), width) for path, width in files]
    if len(named) == 1:
        return f' src="{named[0][0]}"'
    middle = next((path for path, width in named if width >= shown), named[-1][0])
    several = ", ".join(f"{path} {width}w" for path, width in named)
    return f' src="{middle}" srcset="{several}" sizes="(max-width: {shown + 40}px) 90vw, {shown}px"'
