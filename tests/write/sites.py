"""A site to build into, and a look at what stands there. Also for programs of their own, so without pytest."""

import os
from hashlib import sha256
from pathlib import Path

from oeuvre.write import Folder

PAGES = [
    {"index.html": b"home", "a/index.html": b"A", "b/index.html": b"B", "flip": b"file", "same.css": b"css"},
    {"index.html": b"home", "a/index.html": b"A 2", "b/index.html": b"B", "flip": b"file", "same.css": b"css"},
    {"index.html": b"home 3" * 99, "a/index.html": b"A 2", "c/index.html": b"C", "flip/x": b"x", "same.css": b"css"},
]
FOREIGN = {"CNAME": b"example.org", "a/notes.txt": b"notes", ".git/HEAD": b"ref", ".git/objects/ab/cd": b"blob"}


class Site:
    """A site's folder; `build` makes its output hold exactly the pages it is given."""

    def __init__(self, home):
        self.home = Path(home)
        (self.home / "content").mkdir(parents=True, exist_ok=True)
        self.output = self.home / "output"
        self.cache = self.home / ".cache"

    def folder(self, output=None, **options):
        options = {"wait": 10.0, "cache": str(self.cache), **options}
        return Folder(str(output or self.output), options.pop("cache"), site=str(self.home), **options)

    def build(self, pages, **options):
        with self.folder(**options) as folder:
            fill(folder, pages)
            return folder.commit()

    def shown(self):
        """All that a visitor can see, manifest aside."""
        return {path: data for path, data in tree(self.output).items() if path != ".oeuvre-manifest.json"}

    def litter(self):
        """What lies in the site's folder and should not."""
        return sorted({path.name for path in self.home.iterdir()} - {"content", "output", ".cache"})


def fill(folder, pages):
    for path, data in pages.items():
        key = sha256(data).hexdigest()
        if not folder.keep(path, key):
            folder.put(path, key, data)


def tree(folder):
    """Every file below `folder` with its bytes, every link with where it leads, every empty folder."""
    found = {}
    for above, folders, files in os.walk(folder):
        where = Path(above).relative_to(folder)
        if not folders and not files and above != str(folder):
            found[f"{where.as_posix()}/"] = None
        for name in files + [name for name in folders if (Path(above) / name).is_symlink()]:
            path = Path(above) / name
            found[(where / name).as_posix()] = f"-> {path.readlink()}" if path.is_symlink() else path.read_bytes()
    return found


def options(mode):
    return {"in_place": mode == "in place", **({"cache": ""} if mode == "beside" else {})}


def prepare(home, mode):
    """A site that was built twice, with files of others in it; nothing where the mode is `first`."""
    site = Site(home)
    if mode == "first":
        return site
    site.build(PAGES[0], **options(mode))
    for path, data in FOREIGN.items():
        (site.output / path).parent.mkdir(parents=True, exist_ok=True)
        (site.output / path).write_bytes(data)
    (site.output / "link").symlink_to("CNAME")
    site.build(PAGES[1], **options(mode))
    return site


def build(site, mode, pages):
    with site.folder(**options(mode)) as folder:
        fill(folder, pages)
        folder.commit()
