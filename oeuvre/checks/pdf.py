"""What a search engine finds in a PDF: whether there is text, and what stands on its first page."""

from __future__ import annotations

from typing import NamedTuple

_PAGES = 3
"""How many pages are looked at: one without text can be a cover or a plate."""

_LETTERS = 20_000
"""How much of a page is read."""


class Look(NamedTuple):
    """What was seen in a PDF: its first page's text, whether there is text at all, and why it could not be read."""

    first: str = ""
    has_text: bool = False
    trouble: str = ""


def available() -> bool:
    """Whether PDFs can be looked into: that takes pypdfium2, the extra `pdf`."""
    try:
        import pypdfium2  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


def look(path: str) -> Look:
    """Look into a PDF; whatever is wrong with it is told in `trouble`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        locked = "password" in str(error).lower()
        return Look(trouble="asks for a password" if locked else "cannot be opened as a PDF")
    try:
        texts = [_text(document, number) for number in range(min(_PAGES, len(document)))]
    except pypdfium2.PdfiumError:
        return Look(trouble="has a page that cannot be opened")
    finally:
        document.close()
    return Look(texts[0] if texts else "", any(text.strip() for text in texts))


def _text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index] # pypdfium2 says nothing of types
    sheet = page.get_textpage()
    text = sheet.get_text_range(0, min(sheet.count_chars(), _LETTERS)) if sheet.count_chars() else ""
    sheet.close()
    page.close()
    return str(text)
