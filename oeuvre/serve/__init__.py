"""The live preview: shows the site while it is written. Start reading at `server.run`.

watcher and sweep: what changed in the folders.
stage: what is on show, the last good site, and what is wrong.
gate: who may ask. address: a request's path as a path of the site.
inject: the preview's scripts into a page. overlay: findings as the browser shows them.
handlers and listener: all this as Tornado's and livereload's handlers, within bounds. sockets: a free port.
telling: what the terminal hears. server: threads, start and end.
"""

from oeuvre.serve.server import run

__all__ = ["run"]
