"""Which versions of libraries are installed, by the names of their folders: to import them and ask takes far longer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def versions(libraries: Collection[str]) -> list[str]:
    """Names such as `markdown-3.11.3.dist-info` of those of the libraries that are there, sorted."""
    found: dict[str, str] = {}
    for folder in sys.path:
        if os.path.basename(folder) in {"site-packages", "dist-packages"} and os.path.isdir(folder):
            for name in os.listdir(folder):
                library = name.partition("-")[0].lower()
                if name.endswith(".dist-info") and library in libraries:
                    found.setdefault(library, name)
    return sorted(found.values())
