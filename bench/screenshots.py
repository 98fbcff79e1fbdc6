"""The pictures of the docs, from this repository's sites: `make screenshots`, then look at every one of them."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
WIDE, PHONE = (1200, 900), (320, 700)

SHOTS = {
    # name: site, page, window, then what else: dark, noscript, print, whole (page), or words to search for
    "home": ("seed", "index.html", WIDE),
    "home-dark": ("seed", "index.html", WIDE, "dark"),
    "home-phone": ("seed", "index.html", PHONE),
    "home-print": ("seed", "index.html", (794, 1000), "print"),
    "search": ("seed", "index.html", WIDE, "search:zhen year:2022"),
    "paper": ("everything", "papers/listening/index.html", WIDE),
    "paper-phone": ("everything", "papers/listening/index.html", PHONE),
    "paper-without-script": ("everything", "papers/listening/index.html", WIDE, "noscript"),
    "retracted": ("everything", "papers/withdrawn/index.html", WIDE),
    "curriculum": ("everything", "cv/index.html", WIDE),
    "statistics": ("seed", "statistics/index.html", (1080, 900), "whole"),
    "arabic": ("arabic", "index.html", (1080, 1300)),
    "compact": ("compact", "index.html", WIDE),
    "compact-dark": ("compact", "index.html", WIDE, "dark"),
}


def main(wanted):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
        )
        built = {}
        for name in wanted or SHOTS:
            site, page, (width, height), *options = SHOTS[name]
            output = built.get(site) or built.setdefault(site, build(site, Path(folder) / site))
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if "dark" in options else "light",
                java_script_enabled="noscript" not in options,
            )
            shown = context.new_page()
            shown.goto((output / page).as_uri())
            if "print" in options:
                shown.emulate_media(media="print")
            for option in options:
                if option.startswith("search:"):
                    shown.get_by_role("searchbox").fill(option.removeprefix("search:"))
                    shown.get_by_role("status").filter(has_text="paper").wait_for()
            picture = Image.open(io.BytesIO(shown.screenshot(full_page="whole" in options)))
            picture.convert("RGB").quantize(96).save(IMAGES / f"{name}.png", optimize=True)
            context.close()
            print(name)
        browser.close()


def build(site, folder):
    """A site, built: the repository's own, one of the tests, or the repository's own in the second theme."""
    content = ROOT / "tests" / "sites" / site / "content" if site not in {"seed", "compact"} else ROOT / "content"
    shutil.copytree(content, folder / "content")
    if site == "compact":
        with open(folder / "content" / "site.yml", "a", encoding="utf-8") as settings:
            settings.write("\ntheme: compact\n")
    subprocess.run([sys.executable, "-m", "oeuvre", "build", folder, "-q"], cwd=ROOT, check=True)
    return folder / "output"


if __name__ == "__main__":
    main(sys.argv[1:])
