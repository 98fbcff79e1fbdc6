"""The settings of a site, `content/site.yml`, read and checked once. An empty file, or none, is a valid site."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre.errors import UsageError
from oeuvre.fields import reading
from oeuvre.fields.report import Report
from oeuvre.fields.settings import base_address
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


def with_url(site: Site, url: str) -> Site:
    """The settings with another address of the site, as the command line gives it. Raises UsageError."""
    try:
        return site._replace(url=base_address(url.strip()))
    except ValueError as error:
        raise UsageError(str(error)) from None
