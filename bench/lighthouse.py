"""Lighthouse's four figures for the home page and a paper's page of this repository's site, on loopback.

    npm install lighthouse            # anywhere; it needs Node.js 18 and Chromium
    python bench/lighthouse.py node_modules/lighthouse/cli/index.js
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("", "papers/mazo/", "statistics/", "cv/")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main(lighthouse):
    with tempfile.TemporaryDirectory() as folder:
        handler = functools.partial(Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_address[1]}/output/"
            build = [sys.executable, "-m", "oeuvre", "build", ROOT, "-q", "--base-url", address]
            subprocess.run([*build, "-o", Path(folder) / "output"], cwd=ROOT, check=True)
            for page in PAGES:
                print(f"{page or 'home':16}", *figures(lighthouse, address + page, Path(folder) / "report.json"))
            server.shutdown()


def figures(lighthouse, address, report):
    """The four figures of a page, and the audits that cost points."""
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    environment = {**os.environ, "CHROME_PATH": chrome or ""}
    subprocess.run(["node", lighthouse, address, *options], env=environment, check=True)
    told = json.loads(report.read_text(encoding="utf-8"))
    for name, category in told["categories"].items():
        counted = [told["audits"][audit["id"]] for audit in category["auditRefs"] if audit["weight"]]
        missed = [audit["id"] for audit in counted if audit["score"] is not None and audit["score"] < 0.9]
        yield f"{name} {category['score'] * 100:.0f}" + (f" ({', '.join(missed)})" if missed else "")


if __name__ == "__main__":
    main(sys.argv[1])
