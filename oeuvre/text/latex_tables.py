"""What the macros of LaTeX text mean: accents, letters, symbols, styles.

Sources: Lamport, LaTeX: A Document Preparation System (2nd ed.), 3.2.2 and C.15; the encodings T1 and TS1 (encguide,
`textcomp`); inputenc's utf8enc.dfu. Names are without their backslash.
"""

from __future__ import annotations


def _words(rows: str) -> list[str]:
    return rows.split()


def _pairs(rows: str) -> dict[str, str]:
    words = _words(rows)
    return dict(zip(words[::2], words[1::2], strict=True))


ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "f": "\u0311",
    "d": "\u0323", "textcommabelow": "\u0326", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""Accent macros to the combining character that follows the letter in Unicode."""

SPACING_ACCENTS = {"`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", ".": "˙", '"': "¨"}
r"""What an accent shows over nothing: `\~{}` is how LaTeX writes a tilde."""

LETTERS = _pairs("""
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ i ı j ȷ ij ĳ IJ Ĳ
    textschwa ə textcrh ħ textcrH Ħ
""")

TEXT_SYMBOLS = _pairs(r"""
    ldots … dots … textellipsis … copyright © textcopyright © textregistered ® texttrademark ™ S § P ¶ dag † ddag ‡
    textsection § textparagraph ¶ textdagger † textdaggerdbl ‡ textdegree ° textcelsius ℃ texttimes × textdiv ÷
    textpm ± textmu µ textohm Ω textmho ℧ texteuro € euro € EUR € pounds £ textsterling £ textyen ¥ textcent ¢
    textwon ₩ textcurrency ¤ textflorin ƒ textendash – textemdash — texthyphen - textquoteleft ‘ textquoteright ’
    textquotedblleft “ textquotedblright ” textquotesingle ' textquotedbl " quotesinglbase ‚ quotedblbase „
    guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright › lq ‘ rq ’
    textbackslash \ textasciitilde ~ textasciicircum ^ textasciigrave ` textunderscore _ textbraceleft {
    textbraceright } textdollar $ textbar | textbardbl ‖ textbrokenbar ¦ textless < textgreater > textlangle 〈
    textrangle 〉 textbullet • textperiodcentered · textasteriskcentered * textexclamdown ¡ textquestiondown ¿
    textordfeminine ª textordmasculine º textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹
    texttwosuperior ² textthreesuperior ³ textnumero № textperthousand ‰ textpertenthousand ‱ textinterrobang ‽
    textestimated ℮ textreferencemark ※ textmusicalnote ♪ textservicemark ℠ textleftarrow ← textuparrow ↑
    textrightarrow → textdownarrow ↓ textlnot ¬ textsurd √ textminus − textfractionsolidus ⁄ textvisiblespace ␣
    textasciidieresis ¨ textasciiacute ´ textasciimacron ¯ textasciicaron ˇ textasciibreve ˘ slash / and &
    checkmark ✓ LaTeX LaTeX TeX TeX BibTeX BibTeX LaTeXe LaTeX2e XeTeX XeTeX LuaTeX LuaTeX textalpha α textbeta β
    textgamma γ textdelta δ textepsilon ε textlambda λ textpi π textsigma σ textomega ω textOmega Ω textDelta Δ
""")
"""Macros for one character of text."""

MATH_SYMBOLS = _pairs(r"""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ pi π rho ρ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ
    Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω upmu μ micro µ times × pm ± mp ∓ div ÷ cdot ·
    sim ∼ approx ≈ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ infty ∞ to → rightarrow → leftarrow ← leftrightarrow ↔
    Rightarrow ⇒ circ ° degree ° celsius ℃ deg ° ell ℓ hbar ħ partial ∂ nabla ∇ in ∈ prime ′ bullet • star ⋆ ast *
    dagger † ddagger ‡ ll ≪ gg ≫ propto ∝ equiv ≡ langle ⟨ rangle ⟩ sum ∑ int ∫ prod ∏ cup ∪ cap ∩ subset ⊂
    emptyset ∅ forall ∀ exists ∃ neg ¬ mid | vert | backslash \ lbrace { rbrace } sharp ♯ flat ♭
""")
"""Macros of math that many a .bib file uses without its dollars."""

SYMBOLS = {**TEXT_SYMBOLS, "textcompwordmark": "\u200c", **MATH_SYMBOLS}
"""Macros for one character."""

SPACES = {
    ",": "\u202f", " ": " ", "\n": " ", "\t": " ", "/": "", "thinspace": "\u202f",
    "space": " ", "nobreakspace": "\u00a0", "enspace": "\u2002", "quad": "\u2003", "qquad": "\u2003\u2003",
}  # fmt: skip

STYLES = {
    "textbf": "strong", "textit": "em", "emph": "em", "textsl": "em", "texttt": "code", "textsc": "small-caps",
    "textsuperscript": "sup", "textsubscript": "sub", "textup": "", "textmd": "", "textsf": "", "textrm": "",
    "textnormal": "", "textlf": "", "text": "", "mbox": "", "hbox": "", "fbox": "", "makebox": "", "underline": "u",
    "uline": "u", "sout": "s", "st": "s", "enquote": "quoted", "foreignlanguage": "", "bibstring": "", "autocap": "",
}  # fmt: skip
"""Macros that set their argument in a style, to the style: an HTML element, `small-caps`, `quoted` or nothing."""

DECLARATIONS = {
    "bf": "strong", "bfseries": "strong", "it": "em", "itshape": "em", "sl": "em", "slshape": "em", "em": "em",
    "tt": "code", "ttfamily": "code", "sc": "small-caps", "scshape": "small-caps", "rm": "", "sf": "", "normalfont": "",
    "rmfamily": "", "sffamily": "", "upshape": "", "mdseries": "",
}  # fmt: skip
r"""Macros that set the rest of their group in a style: `{\bf x}`."""

CASES = {"uppercase": str.upper, "MakeUppercase": str.upper, "lowercase": str.lower, "MakeLowercase": str.lower}

IGNORED = frozenset(
    _words("""noindent indent centering raggedright tiny scriptsize footnotesize small normalsize large Large LARGE
    huge Huge displaystyle textstyle protect relax leavevmode xspace sloppy bigskip medskip smallskip newblock null
    allowbreak nobreak goodbreak hfill vfill limits nolimits boldmath unboldmath maketitle clearpage newpage""")
)
"""Macros that change nothing that a page shows."""

DROPPED = frozenset(_words("label index vspace hspace color phantom hphantom vphantom selectlanguage pdfbookmark"))
"""Macros whose argument is not meant to be read either."""

BREAKS = frozenset(_words("par newline linebreak break"))

MATH_ENVIRONMENTS = frozenset(
    _words("equation align gather multline eqnarray displaymath math flalign alignat subequations")
)
"""Environments of display math; their starred forms are the same to us."""
