"""Sites written from examples such as `a.md: {title: Nets}`, and what the checks tell of them."""

import yaml

from oeuvre import making, read
from oeuvre.checks import CHECKS, run_all
from oeuvre.library import Library
from oeuvre.probe import UNKNOWN_HOST, Answer
from tests.invented import TODAY

SHEET = "/MediaBox [0 0 612 792]"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
ANSWERS = {
    "https://example.org/gone": Answer(404),
    "https://example.org/there": Answer(200),
    "https://example.org/moved": Answer(200, "https://example.org/new"),
    "https://example.org/shut": Answer(403),
    "https://nowhere.example/": Answer(0, "", UNKNOWN_HOST),
    "https://slow.example/": Answer(0, "", "it did not answer in 15 seconds"),
    "https://doi.org/10.1000/999": Answer(404),
    "https://arxiv.org/abs/2401.99999": Answer(404),
}
"""What other servers would say."""
OWN = ("templates/",)
FOLDERS = ("people/", "pages/", "news/", "files/", "profile.md", "site.yml")


def site(folder, example):
    """Write an example's files, with what every file must have."""
    files = {"profile.md": "{}", "site.yml": "{}", **dict(line.split(": ", 1) for line in example.split("\n"))}
    for name, text in files.items():
        place = name if name.startswith(FOLDERS) else f"papers/{name}"
        path = folder / name if name.startswith(OWN) else folder / "content" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        value = yaml.load(text, yaml.BaseLoader)
        if isinstance(value, str):
            path.write_text(f"{value}\n", encoding="utf-8")
            continue
        fields = {**standard(name), **value}
        if name.lower().endswith(".pdf"):
            path.write_bytes(pdf(**fields))
            continue
        front = yaml.safe_dump(fields, allow_unicode=True, default_style="'")
        path.write_text(front if name == "site.yml" else f"---\n{front}---\n", encoding="utf-8")
    (folder / "content" / "files").mkdir(exist_ok=True)
    (folder / "content" / "files" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def standard(name):
    if name == "profile.md":
        return {"name": "Kai Zhen"}
    if name == "site.yml":
        return {"url": "https://example.org/"}
    if not name.endswith(".md") or name.startswith(FOLDERS):
        return {}
    slug = name.removesuffix(".md")
    return {"title": f"The paper {slug}", "authors": ["Kai Zhen"], "date": "2025", "abstract": f"About {slug}."}


def pdf(shows, bytes=0):  # noqa: A002 - what the examples call it
    """A PDF of one page that shows a text, as large as is asked for; one that shows nothing has a line drawn on it."""
    letters = shows.replace("(", "\\(").replace(")", "\\)")
    drawn = f"BT /F1 24 Tf 72 720 Td ({letters}) Tj ET" if shows else "72 720 m 300 720 l S"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {SHEET} /Contents 4 0 R /Resources << /Font << /F1 {FONT} >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    body += f"%{'x' * (int(bytes) - len(body))}\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode("latin-1")


def told(folder, example, *, thorough=False):
    """What the checks tell of an example: files and their front matter, a line each."""
    site(folder, example)
    content, findings = read.read(folder)
    where = str(folder) if thorough else ""
    paths = {page.path for page in making.pages(Library(content))} if thorough else ()
    assert {finding.rule for finding in findings if finding.severity == "error"} <= {"paper/authors"}
    findings = run_all(Library(content), [], TODAY, where, paths, ANSWERS)
    return [finding for finding in findings if finding.rule in CHECKS]
