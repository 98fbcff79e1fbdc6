"""Three processes that write one site between them; a program of its own, since a fork of pytest is not safe."""

import multiprocessing
import sys

from oeuvre.write import Folder


def write(part):
    writer, numbers, word = part
    return [writer.put(f"papers/{number}/index.html", "k", b"%s %d" % (word, number)) for number in numbers]


def main(method, home):
    context = multiprocessing.get_context(method)
    for word in (b"first", b"second"):
        with Folder(f"{home}/output", f"{home}/.cache", site=home) as folder, context.Pool(3) as pool:
            parts = [(folder.writer, range(start, 40, 3), word) for start in range(3)]
            for entries in pool.imap_unordered(write, parts):
                for entry in entries:
                    folder.add(entry)
            assert folder.commit().written == 40


if __name__ == "__main__":
    main(*sys.argv[1:])
