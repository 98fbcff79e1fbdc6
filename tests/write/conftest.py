"""A site to build into, and a look at what stands there."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from oeuvre.write import Folder


class Site:
    """A site's folder; `build` makes its output hold exactly the pages it is given."""

    def __init__(self, home):
        self.home = Path(home)
        (self.home / "content").mkdir(parents=True)
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


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture(name="tree", scope="session")
def tree_function():
    return tree


@pytest.fixture(name="fill", scope="session")
def fill_function():
    return fill
