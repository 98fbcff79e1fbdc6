"""oeuvre: a static site generator for an academic's publication page."""

__version__ = "0.1.0"
