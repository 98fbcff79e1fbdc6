"""MathML as readable text for titles, descriptions, feeds and search: x², 𝒪(N²), √s = 13.

Reading the MathML rather than the LaTeX means that every command and macro is already understood.
"""

from __future__ import annotations

import unicodedata

from oeuvre.text.patterns import pattern

_TAG = pattern(r"<(/?)([a-z]+)([^>]*?)(/?)>|([^<]+)")
_WIDTH = pattern(r'width="([\d.]+)em"')

_RELATIONS = frozenset("=≠≈≃≅≡∼<>≤≥≪≫≲≳∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶⟹∝∣⊥⊢≺≻:≔")
_BINARY = frozenset("+−-±∓×÷·⋅∗*∪∩⊕⊗⊙∘∧∨∖⋉⋊")
_INVISIBLE = {"\u2061": " ", "\u2062": "", "\u2063": "", "\u2064": ""}
_SUPERSCRIPTS = dict(zip("0123456789+−-=()nia", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_OVER = {"ˆ": "\u0302", "\u0302": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304", "\u0332": "\u0305",
         "˙": "\u0307", "¨": "\u0308", "\u20d7": "\u20d7", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300",
         "˚": "\u030a", "˘": "\u0306"}  # fmt: skip
_ROOTS = {"3": "∛", "4": "∜"}
_STYLED = pattern("[\U0001d400-\U0001d49b\U0001d5a0-\U0001d7d7\U0001d7e2-\U0001d7ff]")
"""Bold, slanted, sans-serif and typewriter letters: a style, unlike script, Fraktur and double-struck ones."""
_UNESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))

Part = tuple[str, str]  # an element's name and its text


def plain(mathml: str) -> str:
    """The text of one `<math>` element."""
    open_: list[tuple[str, str, list[Part]]] = [("math", "", [])]
    for closes, name, attributes, empty, text in _TAG.findall(mathml):
        if text:
            for entity, character in _UNESCAPED if "&" in text else ():
                text = text.replace(entity, character)  # noqa: PLW2901 - few texts have any
            open_[-1][2].append(("", text))
        elif closes:
            if len(open_) > 1:
                name, attributes, parts = open_.pop()  # noqa: PLW2901 - the tag that is closed here
                open_[-1][2].append((name, _element(name, attributes, parts)))
        elif empty:
            open_[-1][2].append((name, _space(attributes) if name == "mspace" else ""))
        else:
            open_.append((name, attributes, []))
    text = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _row(open_[0][2]))
    return " ".join(text.replace("\ufe00", "").replace("\ufe01", "").split())


def _element(name: str, attributes: str, parts: list[Part]) -> str:
    texts = [text for _, text in parts]
    if name in ("mi", "mn", "mo", "mtext"):
        return "".join(texts)
    if name == "mfrac" and len(texts) == 2:
        if 'linethickness="0"' in attributes:
            return f"{texts[0].strip()} choose {texts[1].strip()}"
        return f"{_wrapped(texts[0])}/{_wrapped(texts[1])}"
    if name in ("msup", "mover", "msub", "munder", "msubsup", "munderover"):
        return _scripted(name, 'accent="true"' in attributes or 'accentunder="true"' in attributes, texts)
    if name == "msqrt":
        return "√" + _wrapped(_row(parts))
    if name == "mroot" and len(texts) == 2:
        return _ROOTS.get(texts[1], _script(texts[1], _SUPERSCRIPTS, "") + "√") + _wrapped(texts[0])
    if name == "mphantom":
        return ""
    if name == "mtable":
        return "; ".join(text.strip() for text in texts)
    if name == "mtr":
        return " ".join(text.strip() for text in texts)
    return _row(parts)


def _row(parts: list[Part]) -> str:
    """Parts side by side: relations with spaces, and binary operators too where they stand between operands."""
    made = ""
    for index, (name, text) in enumerate(parts):
        if name != "mo" or not text:
            made += text
        elif text in _RELATIONS or (text in _BINARY and made and made[-1] not in " ([{⟨|,"):
            made += f" {text} "
        elif text in ",;":
            among_digits = "0" <= made[-1:] <= "9" and index + 1 < len(parts) and parts[index + 1][0] == "mn"
            made += text if among_digits else f"{text} "
        else:
            made += _INVISIBLE.get(text, text)
    return made


def _scripted(name: str, accent: bool, texts: list[str]) -> str:
    if not texts:
        return ""
    base, scripts = texts[0], texts[1:]
    if accent and scripts:
        if name == "munder":
            return base + "\u0332" if scripts[0] == "\u0332" and len(base) == 1 else base
        mark = _OVER.get(scripts[0], "")
        return unicodedata.normalize("NFC", base + mark) if len(base) == 1 else base
    if name in ("msup", "mover"):
        scripts = ["", *scripts]
    below = scripts[0] if scripts else ""
    above = scripts[1] if len(scripts) > 1 else ""
    return base + _script(below, _SUBSCRIPTS, "_") + _script(above, _SUPERSCRIPTS, "^")


def _script(text: str, small: dict[str, str], sign: str) -> str:
    """A script in small characters where Unicode has them and they read well, else after a sign."""
    text = text.replace(" ", "")
    if not text or text in "′″‴⁗":
        return text
    if all(character in small for character in text) and (len(text) < 4 or not any(map(str.isalpha, text))):
        return "".join(small[character] for character in text)
    return sign + (text if len(text) == 1 or text.isalnum() else f"({text})")


def small(text: str, *, above: bool) -> str:
    """Digits and signs raised or lowered; other text as it is."""
    known = _SUPERSCRIPTS if above else _SUBSCRIPTS
    if all(character in known and not character.isalpha() for character in text):
        return "".join(known[character] for character in text)
    return text


def script(text: str, *, above: bool) -> str:
    """A superscript or subscript as plain text."""
    return _script(text, _SUPERSCRIPTS, "^") if above else _script(text, _SUBSCRIPTS, "_")


def _wrapped(text: str) -> str:
    text = text.strip()
    simple = len(text) < 2 or not any(character in " +−-/,=" for character in text)
    return text if simple else f"({text})"


def _space(attributes: str) -> str:
    width = _WIDTH.search(attributes)
    return " " if width and float(width[1]) > 0.1 else ""
