"""The first page of a PDF as pixels, drawn by another process: a PDF that ends or outlasts it harms no build.

Run as a script (`first_page.py FILE WIDTH`) it writes a line with width, height and bytes to a row, and the rows; or
a line that says what is wrong. Needs pypdfium2.
"""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

SECONDS = 20.0
"""How long a page may take: most take 0.02 s, dense plots 2 s."""

MOST_BYTES = 1_500_000_000
"""Memory that the process may use, where the system knows such limits; the library alone maps 0.3 GB."""

MOST_RATIO = 4.0
"""How much longer than wide a page may be."""


class Sheet(NamedTuple):
    """A drawn page: rows of blue, green and red; or `trouble`, as in "asks for a password"."""

    width: int = 0
    height: int = 0
    pixels: bytes = b""
    trouble: str = ""
    late: bool = False
    """Whether it took too long, which another machine may not need."""


def first_page(path: str, width: int) -> Sheet:
    """Draw the first page of a PDF, `width` pixels wide."""
    command = [sys.executable, "-I", __file__, path, str(width)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        return Sheet(trouble=f"takes longer than {SECONDS:.0f} s to draw", late=True)
    line, _, rows = done.stdout.partition(b"\n")
    said = line.decode("utf-8", "replace")
    numbers = said.split()
    if done.returncode or len(numbers) != 3 or not all(number.isdigit() for number in numbers):
        return Sheet(trouble=said if not done.returncode and said else "cannot be drawn")
    across, down, stride = map(int, numbers)
    if len(rows) < stride * down:
        return Sheet(trouble="cannot be drawn")
    return Sheet(across, down, b"".join([rows[row * stride : row * stride + 3 * across] for row in range(down)]))


def _draw(path: str, width: int) -> tuple[str, bytes]:
    """What the process writes: a line, and the rows."""
    import pypdfium2  # ours is not the process that reads this module first

    try:
        document = pypdfium2.PdfDocument(path)
        if not len(document):
            return "has no page", b""
        page = document[0]
        across, down = page.get_size()
        if not (across > 0 and down > 0 and down / across <= MOST_RATIO and across / down <= MOST_RATIO):
            return "has a first page of an odd shape", b""
        drawn = page.render(scale=width / across, draw_annots=False, may_draw_forms=False)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return ("asks for a password" if locked else "cannot be opened as a PDF"), b""
    return f"{drawn.width} {drawn.height} {drawn.stride}", bytes(drawn.buffer)


def _limit() -> None:
    """Bound this process's memory, where that can be done."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    except (ImportError, ValueError, OSError):
        pass


if __name__ == "__main__":
    _limit()
    said, rows = _draw(sys.argv[1], int(sys.argv[2]))
    sys.stdout.buffer.write(said.encode() + b"\n" + rows)
