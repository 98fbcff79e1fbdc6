"""Invented works of every kind, for the tests of exports and citations."""

from html import escape

from oeuvre.model import Author, Date, Name, Paper, Status, Text, Version

Link = tuple[str, str]


def name(text):
    """`van der|Berg, Jan, Jr.` has the particle before the bar; `{The ATLAS Collaboration}` is a group."""
    if text.startswith("{"):
        return Name("", text[1:-1], group=True)
    family, _, rest = text.partition(", ")
    given, _, suffix = rest.partition(", ")
    particle, bar, last = family.partition("|")
    return Name(given, last if bar else family, particle if bar else "", suffix)


def authors(text):
    return tuple(Author(name(each.strip())) for each in text.split(";")) if text else ()


def text(source, html=None, plain=None):
    return Text(source, escape(source, quote=False) if html is None else html, source if plain is None else plain)


def work(title, people, date, **fields):
    """A paper from short forms: names divided by semicolons, a date as text."""
    if "editor" in fields:
        fields["editor"] = authors(fields["editor"])
    if "note" in fields:
        fields["note"] = text(fields["note"])
    when = Date(0) if date == "forthcoming" else Date(*map(int, date.split("-")))
    title = title if isinstance(title, Text) else text(title)
    return Paper("slug", "content/papers/slug.md", "", title, authors(people), when, **fields)


_MANY = "; ".join(f"Family{chr(65 + at)}, Given{chr(65 + at)}" for at in range(22))

_WORKS = {
    "journal article": work(
        "Neural coding of speech at low bitrates", "Okafor, Ada; Lindqvist, Jan-Erik", "2021-06-30",
        type="article", venue="Journal of Speech Research", volume="12", issue="3", pages="331–338",
        doi="10.1000/jsr.2021.17",
    ),
    "one author, no issue": work(
        "Bayesian filters", "Okafor, Ada B.", "2020", type="article", venue="Signals", volume="7", pages="101-108",
        doi="10.1000/sig.7.101",
    ),
    "three authors, month": work(
        "What do networks hear?", "Okafor, Ada; Lindqvist, Jan-Erik; Moreau, Élise", "2019-09",
        type="article", venue="Signals", volume="6", issue="2", pages="1090-1113",
    ),
    "article number": work(
        "Streaming under load", "Moreau, Élise", "2022-01-05", type="article", venue="Open Systems", volume="3",
        number="e1042", doi="10.1000/os.e1042", pmid="31234567",
    ),
    "seven authors": work(
        "A corpus of whispered speech",
        "Okafor, Ada; Lindqvist, Jan-Erik; Moreau, Élise; Sato, Kenji; Costa, Ana; Novák, Petr; Kim, Min-ji", "2018",
        type="article", venue="Corpora", volume="4", pages="11–29",
    ),
    "twenty-two authors": work(
        "A result of many", _MANY, "2017", type="article", venue="Big Science", volume="1", pages="1–2",
    ),
    "others are not listed": work(
        "A model card", "Okafor, Ada; Lindqvist, Jan-Erik; Moreau, Élise", "2025-03-17", et_al=True,
        type="report", institution="Nordic Speech Lab",
    ),
    "group as author": work(
        "Observation of a new state", "{The Aurora Collaboration}", "2016-02", type="article", venue="Physics Notes",
        volume="99", issue="1", pages="1-40", doi="10.1000/pn.99.1",
    ),
    "particle and suffix": work(
        "Sorting names rightly", "van der|Berg, Jan-Pieter, Jr.; de|Souza, Maria Clara", "2015-11",
        type="article", venue="Names", volume="2", issue="4", pages="200–204",
    ),
    "eastern name": work(
        "On tones", "王, 小明; Okafor, Ada", "2014", type="article", venue="Phonetica Nova", volume="70", pages="5–9",
    ),
    "forthcoming article": work(
        "Yet to come", "Okafor, Ada", "forthcoming", type="article", venue="Journal of Speech Research",
    ),
    "magazine article": work(
        "Machines that listen", "Costa, Ana", "2023-04-02", type="magazine", venue="Science Weekly", volume="58",
        issue="14", pages="22",
    ),
    "conference paper": work(
        "Sub-8-bit training for RNN-T", "Okafor, Ada; Sato, Kenji", "2022-09", type="inproceedings",
        venue="Proceedings of the 12th Conference on Speech", pages="3033–3037", publisher="Speech Society",
        address="Oslo, Norway", doi="10.1000/cs.2022.99",
    ),
    "conference paper with editors": work(
        "Parsing at the edge", "Sato, Kenji", "2013", type="inproceedings", venue="Advances in Parsing",
        editor="Novák, Petr; Kim, Min-ji", series="Lecture Notes in Parsing", volume="812", pages="98–104",
        publisher="Academia", address="Prague",
    ),
    "conference paper, venue only": work(
        "Masks", "Kim, Min-ji", "2024", type="inproceedings", venue="EdgeML",
    ),
    "workshop paper": work(
        "Small talk", "Kim, Min-ji; Costa, Ana", "2024-12", type="workshop", venue="Workshop on Small Models",
        acl="2024.wsm-1.7", pages="55–61",
    ),
    "preprint on arXiv": work(
        "Pruning by regional gradients", "Okafor, Ada; Costa, Ana", "2025-03-06", type="preprint",
        arxiv="2503.01234", categories=("cs.LG",),
    ),
    "preprint elsewhere": work(
        "Vowels of the fjords", "Lindqvist, Jan-Erik", "2020-07-01", type="preprint", venue="LingRxiv",
        doi="10.1000/lingrxiv.77",
    ),
    "published, with a preprint": work(
        "Tensor trains in practice", "Costa, Ana", "2023-07", type="inproceedings",
        venue="Proceedings of Tensors 2023", pages="1–12",
        versions=(Version("preprint", Date(2022, 11), arxiv="2211.00001"),),
    ),
    "book": work(
        "The Listening Machine", "Moreau, Élise; Novák, Petr", "2012", type="book", publisher="Fjord Press",
        address="Bergen", edition="2", isbn="978-3-16-148410-0",
    ),
    "edited book": work(
        "Handbook of Whispering", "", "2011", type="book", editor="Moreau, Élise; Sato, Kenji",
        publisher="Fjord Press", address="Bergen", volume="3",
    ),
    "chapter": work(
        "Silence", "Okafor, Ada", "2011-05", type="chapter", venue="Handbook of Whispering",
        editor="Moreau, Élise; Sato, Kenji", pages="45–67", publisher="Fjord Press", address="Bergen", edition="3rd",
    ),
    "doctoral thesis": work(
        "Quantised speech", "Okafor, Ada", "2019-08", type="thesis", institution="University of Bergen",
        links=(), address="Bergen",
    ),
    "master's thesis": work(
        "Counting phones", "Costa, Ana", "2016", type="mastersthesis", institution="University of Porto",
    ),
    "report": work(
        "Measuring latency", "Sato, Kenji", "2010-10", type="report", number="TR-10-4",
        institution="Nordic Speech Lab", address="Tromsø",
    ),
    "dataset": work(
        "Whispers of the North", "Lindqvist, Jan-Erik", "2021", type="dataset", publisher="DataHaven",
        doi="10.1000/dh.5",
    ),
    "software": work(
        "fjordtools", "Lindqvist, Jan-Erik; Kim, Min-ji", "2024-02-29", type="software",
        links=(("code", "https://code.example/fjordtools"),),
    ),
    "patent": work(
        "Device for compressing speech", "Okafor, Ada", "2022-05-17", type="patent", number="US 11,111,111",
        institution="Patent Office",
    ),
    "talk": work(
        "Hearing with bits", "Okafor, Ada", "2023-06-12", type="talk", venue="Summer School on Speech",
        address="Turku, Finland",
    ),
    "poster": work("Bits on paper", "Costa, Ana", "2023-06", type="poster", venue="Summer School on Speech"),
    "blog post": work(
        "Why we whisper", "Kim, Min-ji", "2022-10-31", type="blog", venue="Fjord Notes",
        links=(("html", "https://notes.example/whisper?a=1&b=2"),),
    ),
    "manuscript": work("Unsent letters", "Novák, Petr", "2009", type="manuscript", institution="University of Brno"),
    "type not said": work("Loose pages", "Novák, Petr", "2008"),
    "title with quotation marks": work(
        "“Loud” and \"quiet\" in the lab", "Novák, Petr", "2007", type="article", venue="Words", volume="1",
        pages="3–4",
    ),
    "title with markup": work(
        text(
            "On $H_\\infty$ & \\emph{E. coli}", "On <math><mi>H</mi></math> &amp; <em>E. coli</em>", "On H∞ & E. coli"
        ),
        "Novák, Petr", "2006", type="article", venue="Words & Signs", volume="2", pages="7",
    ),
    "retracted article": work(
        "Too good to be true", "Novák, Petr", "2012-03", type="article", venue="Words", volume="9", pages="1–9",
        doi="10.1000/words.9.1",
        status=Status("retracted", Date(2014, 5, 2), "https://words.example/notice", "fabricated data"),
    ),
    "corrected article": work(
        "Nearly right", "Novák, Petr", "2013", type="article", venue="Words", volume="10", pages="11–19",
        status=Status("corrected", Date(2015), note="Table 2"),
    ),
    "withdrawn preprint": work(
        "Proof that P is NP", "Novák, Petr", "2001-04-01", type="preprint", arxiv="cs/0104001",
        status=Status("withdrawn"),
    ),
    "article number as pages": work(
        "Listening under water", "Okafor, Ada", "2019-01", type="article", venue="Open Systems", volume="14",
        issue="1", pages="e0209899",
    ),
    "article number in proceedings": work(
        "Listening on ice", "Okafor, Ada", "2020", type="inproceedings", venue="Advances in Parsing", pages="e12345",
        publisher="Academia",
    ),
    "issue without a volume": work(
        "Notes on notes", "Costa, Ana", "2019-09", type="article", venue="Words", issue="4", pages="7–9",
    ),
    "edition in words": work("Loud Rooms", "Costa, Ana", "2004", type="book", edition="First", publisher="Fjord Press"),
    "invited talk": work(
        "Hearing with ice", "Okafor, Ada", "2024-06-12", type="talk", venue="Invited talk at the Winter School",
    ),
    "title that ends with a quotation": work(
        "Dogs' lives: 'less' is \"more\"", "Novák, Petr", "2005", type="article", venue="Words", volume="3",
    ),
    "title that ends with a question": work(
        "Who said “why?”", "Novák, Petr", "2005", type="article", venue="Words", volume="4",
    ),
}  # fmt: skip


def _finished(number, paper):
    from oeuvre.model import Link

    links = tuple(Link(*link) for link in paper.links)
    return paper._replace(slug=f"work-{number}", path=f"content/papers/work-{number}.md", links=links)


WORKS = {case: _finished(number, paper) for number, (case, paper) in enumerate(_WORKS.items())}
"""Every work by what is particular about it."""
