"""Findings as the browser shows them: a list for the overlay's script, or a page where there is nothing beneath."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.errors import Finding
    from oeuvre.serve.stage import Response

MOST = 200
"""So many findings are listed; the terminal has all of them."""

_PAGE = """<!DOCTYPE html>
<html lang="en" data-oeuvre-preview>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ max-width: 48rem; margin: 12vh auto; padding: 0 1.5rem }}
h1 {{ font-size: 1.4rem }}
li {{ margin: 0 0 1rem }}
code {{ font: 0.95em ui-monospace, monospace; overflow-wrap: anywhere }}
</style>
</head>
<body>
<h1>{title}</h1>
{items}
<p>This page renews itself.</p>
</body>
</html>
"""


class Row(TypedDict):
    """One finding; `href` opens its place in an editor, or is empty."""

    place: str
    href: str
    severity: str
    message: str
    rule: str


class Report(TypedDict):
    """What the overlay's script gets; `more` findings are not listed."""

    title: str
    errors: int
    more: int
    findings: list[Row]


def report(findings: Sequence[Finding], folder: str, *, editor: bool) -> Report:
    """Findings for the overlay. With `editor` their places are links, which tell where the site lies."""
    counts = {severity: sum(f.severity == severity for f in findings) for severity in ("error", "warning", "note")}
    rows: list[Row] = [
        {
            "place": place(finding),
            "href": link(finding, folder) if editor and finding.path else "",
            "severity": finding.severity,
            "message": finding.message,
            "rule": finding.rule,
        }
        for finding in findings[:MOST]
    ]
    title = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)
    return {"title": title, "errors": counts["error"], "more": max(0, len(findings) - MOST), "findings": rows}


def place(finding: Finding) -> str:
    """Where a finding is, as far as it is known: `content/papers/nets.md:4:7`."""
    if not finding.line:
        return finding.path
    return f"{finding.path}:{finding.line}:{finding.column or 1}"


def link(finding: Finding, folder: str) -> str:
    """The address that opens the place in Visual Studio Code and its kin."""
    path = os.path.abspath(os.path.join(folder, finding.path)).replace(os.sep, "/")
    return f"vscode://file/{quote(path.lstrip('/'), safe='/:')}:{finding.line or 1}:{finding.column or 1}"


def page(title: str, found: Report | None = None) -> Response:
    """A page of its own, where there is no page of the site to show."""
    items = "".join(map(_item, found["findings"] if found else ()))
    return _PAGE.format(title=html.escape(title), items=f"<ul>{items}</ul>" if items else "").encode(), "text/html"


def _item(row: Row) -> str:
    place = f"<code>{html.escape(row['place'])}</code>"
    place = f'<a href="{html.escape(row["href"])}">{place}</a>' if row["href"] else place
    return f"<li>{place}<br><b>{row['severity']}:</b> {html.escape(row['message'])}</li>"
