"""What a site looks like: its folders of templates, and the files that stand in `assets/`.

A template or asset is looked for in the site's own `templates/`, then in the theme that `site.yml` names
(`templates/themes/<theme>/`, the site's or ours), then in the default theme. The style sheet and the script carry a
digest in their names, so that a browser may keep them for ever. Colours that are settings (the accent, the badges) are
rules of that style sheet: the pages' policy forbids styles in the markup.
"""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import categories, colours
from oeuvre.errors import Finding, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from oeuvre.model import Category, Name, Site

PACKAGE = os.path.dirname(__file__)
_TEXT = (".html", ".css", ".js", ".svg")
FONTS = {
    "system": "",
    "serif": "",
    "sans": ":root{--text:var(--label)}",
}
"""Rules for the values of `font`; anything else is the name of a font that the reader's system may have."""

_SEARCH = re.compile(r"search/[^/]+\.js")
"""The files of the search: one block of script, in the order of their names, that pages load when it is first used."""

ADDED = "assets/extra.css"
"""The sheet that a theme, or a site, adds to the one that it builds on."""

_SPACE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s+""", re.DOTALL)
_AROUND = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s*([{};,])\s*|(?<=:)\s+""")


class Theme(NamedTuple):
    """The look of one site. `folders`: the first that has a template wins. `digest` covers all that is in it.

    `templates` maps a template's name to the folder that it lies in and its bytes, `addresses` an asset's plain name to
    its path in the output; `files` are those paths with their content.
    """

    folders: tuple[str, ...]
    templates: Mapping[str, tuple[str, bytes]]
    addresses: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...]
    digest: str


def load(site_folder: str, site: Site, owner: Name, used: Iterable[Category]) -> Theme:
    """Find the site's templates and make its assets; `used` are the categories whose badges are shown.

    Raises TemplateError for a file of the site's templates that cannot be used.
    """
    folders = tuple(_folders(site_folder, site.theme))
    digest = blake2b(digest_size=16)
    templates: dict[str, tuple[str, bytes]] = {}
    assets: dict[str, bytes] = {}
    added = ""
    for folder in reversed(folders):
        for name, data in _read(folder, site_folder):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
            if name == ADDED:
                added += data.decode("utf-8-sig") + "\n"
            elif name.startswith("assets/"):
                assets[name[7:]] = data
            elif name.endswith(".html"):
                templates[name] = (folder, data)
    settings = accent(site) + font(site.font) + badges(used)
    assets["style.css"] = compact(assets.get("style.css", b"").decode("utf-8-sig") + added + settings).encode()
    assets["script.js"] = compact_script(assets.get("script.js", b"").decode("utf-8-sig")).encode()
    code = b"".join(assets.pop(name) for name in sorted(assets) if _SEARCH.fullmatch(name))
    if site.search:
        assets["search.js"] = compact_script("{\n" + code.decode("utf-8-sig") + "}\n").encode()
        assets["search.css"] = compact(assets.get("search.css", b"").decode("utf-8-sig")).encode()
    else:
        assets.pop("search.css", None)
    assets.setdefault("icon.svg", icon(owner, site.accent).encode())
    addresses = {name: fingerprinted(name, data) for name, data in sorted(assets.items())}
    files = tuple((addresses[name], assets[name]) for name in addresses)
    digest.update(repr(addresses).encode())
    return Theme(folders, templates, addresses, files, digest.hexdigest())


def engine_templates() -> str:
    """The default theme's folder: inside an installed package, or beside it in the repository."""
    inside = os.path.join(PACKAGE, "templates")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "templates")


def themes(site_folder: str) -> list[str]:
    """The names that the setting `theme` can have."""
    found: set[str] = set()
    for folder in (os.path.join(site_folder, "templates"), engine_templates()):
        above = os.path.join(folder, "themes")
        if os.path.isdir(above):
            found.update(name for name in os.listdir(above) if os.path.isdir(os.path.join(above, name)))
    return sorted(found)


def missing(site_folder: str, site: Site) -> list[Finding]:
    """That the theme which the settings name is not there, if so."""
    if not site.theme or site.theme in (known := themes(site_folder)):
        return []
    there = ", ".join(known) or "there is none but the default, which has no name"
    message = f'theme "{site.theme}" is not in templates/themes/; choose one of: {there}'
    return [Finding("content/site.yml", 0, 0, "error", message, "site/theme", "theme")]


def accent(site: Site) -> str:
    """The rule for the site's accent, legible in light and in dark."""
    return f":root{{--accent:{colours.pair(site.accent)}}}" if site.accent else ""


def font(name: str) -> str:
    """The rule for the text's font."""
    if name in FONTS:
        return FONTS[name]
    quoted = ",".join('"' + re.sub(r'["\\\n<]', "", part).strip() + '"' for part in name.split(","))
    return f":root{{--text:{quoted},serif}}"


def badges(used: Iterable[Category]) -> str:
    """One rule for each colour of a badge."""
    rules = {}
    for category in used:
        ink, wash = categories.badge_colours(category)
        rules[badge_class(category)] = f"--badge:light-dark({ink[0]},{ink[1]});--wash:light-dark({wash[0]},{wash[1]})"
    return "".join(f".{name}{{{rule}}}" for name, rule in sorted(rules.items()))


def badge_class(category: Category) -> str:
    """The class that gives a badge its colour: one for each hue, or for the colour that the owner chose."""
    if category.colour:
        return "k" + blake2b(category.colour.encode(), digest_size=4).hexdigest()
    return f"h{category.hue}"


def icon(owner: Name, colour: str) -> str:
    """The site's icon: the owner's initials on the accent."""
    letters, (ground, ink) = initials(owner), icon_colours(colour)
    size = 19 if len(letters) == 1 else 16
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="4" fill="{ground}"/><text x="16" y="{16 + size * 0.35:g}" fill="{ink}" '
        f'font-family="Palatino,Georgia,serif" font-size="{size}" text-anchor="middle">{escape(letters)}</text></svg>\n'
    )


def initials(owner: Name) -> str:
    """The letters of an icon."""
    return "".join(part[:1] for part in (owner.given, owner.family)).upper() or "·"


def icon_colours(colour: str) -> tuple[str, str]:
    """An icon's ground, which is the accent, and black or white, whichever can be read on it."""
    ground = colour if colours.is_hex(colour) else "#444444"
    return ground, max("#ffffff", "#000000", key=lambda ink: colours.contrast(ink, ground))


def fingerprinted(name: str, data: bytes) -> str:
    """Where an asset goes: `assets/style.1a2b3c4d.css`. What a style sheet may refer to by name keeps its name."""
    stem, ending = os.path.splitext(name)
    if (ending not in {".css", ".js"} and name != "icon.svg") or "/" in name:
        return f"assets/{name}"
    return f"assets/{stem}.{blake2b(data, digest_size=4).hexdigest()}{ending}"


def compact(css: str) -> str:
    """The style sheet without comments and needless space; strings are left alone."""
    css = _SPACE.sub(lambda found: found[1] or (" " if found[0][0] != "/" else ""), css)
    return _AROUND.sub(lambda found: found[1] or found[2] or "", css).replace(";}", "}").strip() + "\n"


def compact_script(script: str) -> str:
    """The script without indentation and lines of comment; one that holds text of several lines stays as it is."""
    lines = script.splitlines()
    if any(line.count("`") % 2 or line.endswith("\\") for line in lines):
        return script
    lines = [line.strip() for line in lines]
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _folders(site_folder: str, theme: str) -> Iterator[str]:
    own, engine = os.path.normpath(os.path.join(site_folder, "templates")), engine_templates()
    wanted = [own]
    if theme:
        wanted += [os.path.join(folder, "themes", theme) for folder in (own, engine)]
    seen = set()
    for folder in [*wanted, engine]:
        real = os.path.realpath(folder)
        if os.path.isdir(folder) and real not in seen:
            seen.add(real)
            yield folder


def told(path: str, site_folder: str) -> str:
    """A file's path as messages tell it: from the site's folder where it lies there, with forward slashes."""
    inside = os.path.relpath(path, site_folder)
    return (path if inside.startswith("..") else inside).replace(os.sep, "/")


def _read(folder: str, site_folder: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a theme with its name in it, sorted; other themes below it and hidden files are not part of it.

    Raises TemplateError for a file that cannot be read, is a link that leads out of the theme, or is no UTF-8 text.
    """
    for path, folders, names in os.walk(folder):
        hidden = "themes" if path == folder else ""
        folders[:] = sorted(name for name in folders if name != hidden and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                full = os.path.join(path, name)
                yield os.path.relpath(full, folder).replace(os.sep, "/"), _bytes(full, folder, told(full, site_folder))


def _bytes(path: str, folder: str, shown: str) -> bytes:
    if os.path.islink(path) and not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
        raise TemplateError(shown, 1, "is a link that leads out of the templates; put a copy in its place")
    try:
        with open(path, "rb") as file:
            data = file.read()
        if path.endswith(_TEXT):
            data.decode("utf-8")
    except OSError as error:
        raise TemplateError(shown, 1, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(shown, line, "is not UTF-8 text; save it as UTF-8") from error
    return data
