"""`python -m oeuvre` is the command `oeuvre`."""

import sys

from oeuvre.cli import main

sys.exit(main())
