"""Build this folder's site: `python build.py [build|serve|check|new|import|export|...] [ARGS]`."""

import os
import sys

try:
    from oeuvre.cli import command
except ModuleNotFoundError as missing:
    if missing.name in {"oeuvre", None}:
        raise
    sys.exit(f"build.py: the package {missing.name} is not installed; run: python -m pip install -e .")

if __name__ == "__main__":
    command(home=os.path.dirname(os.path.realpath(__file__)))
