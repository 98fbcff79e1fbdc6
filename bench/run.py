"""Times whole builds of oeuvre beside whichever peers are installed, in turn, and writes docs/benchmarks.md.

    python bench/run.py [SIZE ...] [--runs N]

Sizes are numbers of papers, by default 12 and 1000. A peer is run where its command is found: HUGO, PELICAN and
ELEVENTY name it (ELEVENTY may be `node …/cmd.cjs`). See bench/README.md for what is measured, and how.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import sites
from corpus import papers

ROOT = Path(__file__).resolve().parent.parent
OURS = [sys.executable, str(ROOT / "build.py"), "build", ".", "-q"]
PEERS = {"hugo": ["--quiet"], "eleventy": ["--quiet"], "pelican": ["-q", "-s", "pelicanconf.py"]}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps compiled modules, as it does for everybody who does not forbid it."""

HEAD = ("| what | papers | wall s | CPU s | MiB | wall ÷ | CPU ÷ |", "|---|---|---|---|---|---|---|")
LONG = 200
"""Papers that a home page shows whole unless the settings say otherwise; above it such a site is timed as well."""
SHORT = "oeuvre, newest 200"
MADE = ("output", "public", "resources", ".cache", "__pycache__")


class Run(NamedTuple):
    """One build: seconds on the clock, seconds of CPU, and the memory of its largest process in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="Times builds beside installed peers.")
    parser.add_argument("sizes", metavar="SIZE", nargs="*", type=int, default=[12, 1000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    lines = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="oeuvre-bench-") as folder:
            lines += measure(Path(folder), size, options.runs)
    table = "\n".join([*HEAD, *lines])
    print(table)
    (ROOT / "docs" / "benchmarks.md").write_text(page(table, options.runs), encoding="utf-8")
    return 0


def measure(folder: Path, size: int, runs: int) -> list[str]:
    """The rows of one size: cold builds of every tool in turn, then ours with a cache."""
    commands = {"oeuvre": OURS} | {name: found for name in PEERS if (found := command(name))}
    if size > LONG:
        commands[SHORT] = OURS
    for name in commands:
        getattr(sites, name.partition(",")[0])(folder / name, papers(size))
    if size > LONG:
        settings = folder / SHORT / "content" / "site.yml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("home_papers: all\n", ""), encoding="utf-8")
    cold: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, words in commands.items():
            clean(folder / name)
            run = timed(words, folder / name)
            if turn:  # the first is not counted: it fills the disk's cache and compiles
                cold[name].append(run)
    time.sleep(3)  # what was written a moment ago is not trusted
    timed(OURS, folder / "oeuvre")
    warm = [timed(OURS, folder / "oeuvre") for _ in range(runs)]
    edited = [edit(folder / "oeuvre") for _ in range(runs)]
    ours = cold["oeuvre"]
    memory = {name: together(words, folder / name) for name, words in commands.items()}
    rows = [row("oeuvre, cold", size, ours, memory=memory["oeuvre"])]
    for name, runs_of_it in cold.items():
        if name == SHORT:
            rows.append(row(f"{name}; ÷ cold", size, runs_of_it, runs_of_it, ours, memory=memory[name]))
        elif name != "oeuvre":
            rows.append(row(f"{name}; oeuvre ÷ {name}", size, runs_of_it, ours, runs_of_it, memory=memory[name]))
    rows.append(row("nothing changed; ÷ cold", size, warm, warm, ours))
    return [*rows, row("one paper changed; ÷ cold", size, edited, edited, ours)]


def command(name: str) -> list[str]:
    """How a peer is called, or nothing where it is not installed."""
    words = shlex.split(os.environ.get(name.upper(), name))
    return [*words, *PEERS[name]] if words and shutil.which(words[0]) else []


def clean(folder: Path) -> None:
    """Remove all that a build made."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)


def edit(folder: Path) -> Run:
    """Add a line to one paper and build."""
    paper = min((folder / "content" / "papers").iterdir())
    with paper.open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    return timed(OURS, folder)


def timed(words: list[str], folder: Path) -> Run:
    """Run a build to its end."""
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=quiet, stderr=quiet) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: {shlex.join(words)} ended with status {process.returncode} in {folder}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def together(words: list[str], folder: Path) -> float:
    """The most memory that all processes of one more cold build have together, in MiB; 0 where nobody says."""
    clean(folder)
    quiet = subprocess.DEVNULL
    most = 0
    with subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=quiet, stderr=quiet) as process:
        while process.poll() is None:
            most = max(most, sum(map(share, family(process.pid))))
            time.sleep(0.02)
    return most / (1 << 10)


def family(process: int) -> list[int]:
    """The process and all that it started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [process, *(each for child in children for each in family(int(child)))]


def share(process: int) -> int:
    """A process's memory in KiB, of what several share its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def row(
    what: str,
    size: int,
    shown: list[Run],
    over: list[Run] | None = None,
    under: list[Run] | None = None,
    *,
    memory: float = 0,
) -> str:
    """A row: the figures of `shown`, and the ratios of the runs `over` and `under`, pair by pair."""
    figures = [spread([run.wall for run in shown]), spread([run.cpu for run in shown])]
    ratios = ["", ""]
    if over and under:
        pairs = list(zip(over, under, strict=True))
        ratios = [spread([a.wall / b.wall for a, b in pairs]), spread([a.cpu / b.cpu for a, b in pairs])]
    most = memory or max(run.memory for run in shown)
    return f"| {' | '.join([what, f'{size:,}', *figures, f'{most:.0f}', *ratios])} |"


def spread(values: list[float]) -> str:
    """The median, and the least and the most."""
    return f"**{statistics.median(values):.2f}** [{min(values):.2f}–{max(values):.2f}]"


def page(table: str, runs: int) -> str:
    """The page of the docs."""
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    return (
        "# Benchmarks\n\nWritten by `make bench`; `bench/README.md` says what is measured. "
        f"Medians of {runs} runs [least–most]; ratios are taken pair by pair, tools in turn. In a row of a peer the "
        "seconds are the peer's, and below 1 we are faster. Seconds compare only within one run: "
        f"{machine}. All sites have one list of all papers; `newest 200` is ours with the home page that a long list "
        "has by default, years and categories holding the rest. MiB of a cold build is the most that all its processes "
        "have together, else that of the largest one. The command: `python bench/run.py 12 1000 10000`.\n\n"
        f"{table}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
