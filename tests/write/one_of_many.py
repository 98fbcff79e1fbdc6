"""A build among several at once, a program of its own. Arguments: the site, `cache` or not, what fills its pages."""

import sys

from sites import Site

site, number = Site(sys.argv[1]), sys.argv[3].encode()
options = {} if sys.argv[2] == "cache" else {"cache": ""}
pages = {f"p/{n}/index.html": number * n for n in range(20)}
for turn in range(2):
    site.build(pages | {"turn": b"%d" % turn}, wait=60, **options)
