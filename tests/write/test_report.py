"""What is told after a build."""

from oeuvre.write import Report


def test_findings_are_notes_at_their_files():
    report = Report(1, 2, 3, ("CNAME", ".git/"), ("papers/a/index.html",), "it is on a disk of its own")
    assert "\n".join(map(str, report.findings("output"))) == (
        'output/CNAME:0:0: note: "CNAME" is not oeuvre\'s; it was kept [output/foreign]\n'
        'output/.git/:0:0: note: ".git/" is not oeuvre\'s; it was kept [output/foreign]\n'
        'output/papers/a/index.html:0:0: note: "papers/a/index.html" was changed by somebody else and is written anew; '
        "change content/ or templates/ instead [output/edited]\n"
        "output:0:0: note: the files were replaced one by one, since it is on a disk of its own; "
        "a reader may have met both sites [output/in-place]"
    )


def test_there_is_nothing_to_tell_of_a_plain_build():
    assert Report(1, 2, 3).findings("output") == []
