"""One imported record meets the library's files: is it a paper that is there, and what may change in its file."""
