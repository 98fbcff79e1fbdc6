"""How long the long tests are: `make soak` sets `OEUVRE_SOAK=1`, and everything else runs the short version.

`OEUVRE_SOAK=0.01` runs a hundredth of the long version, which shows in a minute that all of it still works.
"""

import os

SHARE = float(os.environ.get("OEUVRE_SOAK") or 0)


def times(short, long):
    """How often to do something: `short` times in `make test`, `long` times in `make soak`."""
    return max(short, round(long * SHARE)) if SHARE else short
