"""Text and the small languages inside it: these rooms know no papers."""
