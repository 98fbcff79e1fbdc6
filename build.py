"""Build this folder's site: `python build.py [build|serve|check|new|import|export|...] [ARGS]`."""

import sys
from pathlib import Path

try:
    from oeuvre.cli import main
except ModuleNotFoundError as missing:
    if missing.name in {"oeuvre", None}:
        raise
    sys.exit(f"build.py: the package {missing.name} is not installed; run: python -m pip install -e .")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], home=Path(__file__).resolve().parent))
