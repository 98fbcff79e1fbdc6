"""The settings of a site, `content/site.yml`, read and checked once. An empty file, or none, is a valid site."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre.fields import reading
from oeuvre.fields.report import Report
from oeuvre.model import Site
from oeuvre.text import frontmatter

if TYPE_CHECKING:
    from oeuvre.errors import Finding


def read_site(path: str, data: bytes) -> tuple[Site, list[Finding]]:
    """The settings in a file, every other one at its default, and all that is wrong in it.

    `path` is only told in findings. A setting that is wrong has its default.
    """
    report = Report(path, "site", data)
    document = frontmatter.parse_yaml(data)
    report.problems(document)
    values: dict[str, Any] = reading.read(document, report)
    if values.get("home_papers") == "all":
        values["home_papers"] = None
    return Site(digest=blake2b(data, digest_size=16).hexdigest(), **values), report.findings
