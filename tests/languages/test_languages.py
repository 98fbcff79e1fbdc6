"""The interface's words: complete in every language, and asked for in one way."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from oeuvre import languages
from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.languages import UnknownWordError, direction, words
from oeuvre.languages.en import STRINGS
from oeuvre.metrics import METRICS
from oeuvre.theme import engine_templates

FOLDER = Path(languages.__file__).parent
CODES = languages.known()
CASES = Path(__file__).parent / "cases"
_PLACE = re.compile(r"\{(\w+)\}")


def test_a_word_is_asked_for_by_its_key():
    assert words("en")("abstract") == "Abstract"


def test_a_count_picks_the_plural():
    t = words("en")
    assert [t("papers", n=n) for n in (0, 1, 2)] == ["0 papers", "1 paper", "2 papers"]


def test_a_language_that_nobody_has_translated_is_english():
    assert words("tlh")("abstract") == "Abstract"
    assert words("../x")("abstract") == "Abstract"
    assert words("en-GB")("abstract") == "Abstract"


def test_a_label_that_is_not_known_is_shown_as_typed():
    assert words("en").get("link.choir", "Choir") == "Choir"


def test_a_place_on_the_web_is_called_the_same_everywhere():
    assert {words(code).get("link.github", "") for code in CODES} == {"GitHub"}


def test_an_unknown_key_is_a_fault():
    with pytest.raises(UnknownWordError):
        words("en")("nothing")


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_word_and_keeps_its_places(code):
    strings = import_module(f"oeuvre.languages.{code}").STRINGS
    assert strings.keys() == STRINGS.keys()
    for key, entry in strings.items():
        assert (type(entry) is tuple) == (type(STRINGS[key]) is tuple), key
        english = set(_PLACE.findall(str(STRINGS[key])))
        forms = [entry] if type(entry) is str else entry
        assert all(set(_PLACE.findall(form)) | {"n"} == english | {"n"} for form in forms), key
        assert "n" not in english or "n" in _PLACE.findall(forms[-1]), key
        assert all(form.strip() for form in forms), key


@pytest.mark.parametrize("code", CODES)
def test_every_plural_has_a_number_and_every_number_a_plural(code):
    module = import_module(f"oeuvre.languages.{code}")
    forms = {len(entry) for entry in module.STRINGS.values() if type(entry) is tuple}
    assert forms == {len({module.PLURAL(n) for n in range(1000)})}


def rows(name):
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("|"))


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, *said in rows("plurals.txt")])
def test_a_language_counts_as_its_speakers_do(code, said):
    assert [words(code)("papers", n=n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1234)] == said


def test_every_language_has_its_case():
    assert {row[0] for row in rows("plurals.txt")} == {row[0] for row in rows("numbers.txt")} == {*CODES}


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, *said in rows("numbers.txt")])
def test_a_number_is_written_as_its_language_does(code, said):
    found = [words(code).number(n) for n in ("7", "1234", "12345", "1234567", "-1234", "12.5", "1234.56")]
    assert [each.replace("\u202f", "_") for each in found] == said


@pytest.mark.parametrize("code", CODES)
def test_a_languages_words_use_its_signs(code):
    """French spaces, no straight quotes, full-width punctuation between Chinese and Japanese."""
    for key, entry in import_module(f"oeuvre.languages.{code}").STRINGS.items():
        for form in [entry] if type(entry) is str else entry:
            assert '"' not in form, key
            assert code == "en" or "'" not in form, key
            assert code != "fr" or not re.search(r"[^\u00a0]:|[^\u202f][;?!]", form), key
            assert code not in {"zh", "ja"} or not re.search(r"[\u3040-\u9fff][:;!?,](?! )", form), key


def test_a_word_without_a_number_is_the_word_for_many():
    assert words("en").counted("metric.papers", "1", "") == "paper"
    assert words("en").counted("metric.papers", "", "") == "papers"
    assert words("en").counted("metric.h-index", "1", "") == "h-index"
    assert words("en").counted("metric.reach", "1", "Reach") == "Reach"


def test_every_word_is_used_and_every_word_used_is_there():
    package = FOLDER.parent
    sources = [*package.rglob("*.py"), *Path(engine_templates()).rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.parent != FOLDER)
    asked = set(re.findall(r"""\b(?:t|words)\(\s*["']([\w.]+)["']""", code)) - {"link"}
    assert asked <= STRINGS.keys()
    prefixes = {"link", "status", "version", "order", "type", "types", "metric", "definition", "chart", "search"}
    made = {key for key in STRINGS if key.split(".")[0] in prefixes}
    assert STRINGS.keys() - asked - made == set()


def test_every_kind_of_work_has_its_words():
    kinds = {*ENTRY_TYPES}
    assert all(STRINGS[f"type.{kind}"] == row.label for kind, row in ENTRY_TYPES.items())
    assert all(STRINGS[f"types.{kind}"] == row.plural for kind, row in ENTRY_TYPES.items())
    assert {key.removeprefix("type.") for key in STRINGS if key.startswith("type.")} == kinds
    assert {key.removeprefix("types.") for key in STRINGS if key.startswith("types.")} == kinds | {"paper"}
    assert {key.removeprefix("metric.") for key in STRINGS if key.startswith("metric.")} == {*METRICS}
    assert {key.removeprefix("definition.") for key in STRINGS if key.startswith("definition.")} == {*METRICS}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("az-Arab", "rtl"), ("ks-Latn", "ltr"), ("", "ltr")],
)
def test_the_direction_follows_the_script(tag, expected):
    assert direction(tag) == expected
