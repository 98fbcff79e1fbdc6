"""What is called the same in every language: languages by their own names, and places on the web.

A link to a translation is read by who reads that language.
"""

from __future__ import annotations

_NAMES = {
    "ar": "العربية", "bg": "Български", "bn": "বাংলা", "ca": "Català", "cs": "Čeština", "da": "Dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "fi": "Suomi",
    "fr": "Français", "gl": "Galego", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar",
    "id": "Bahasa Indonesia", "it": "Italiano", "ja": "日本語", "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu",
    "nb": "Norsk bokmål", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română",
    "ru": "Русский", "sk": "Slovenčina", "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "th": "ไทย",
    "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip

BRANDS: dict[str, str | tuple[str, ...]] = {
    "link.github": "GitHub",
    "link.gitlab": "GitLab",
    "link.scholar": "Google Scholar",
    "link.google_scholar": "Google Scholar",
    "link.semanticscholar": "Semantic Scholar",
    "link.dblp": "DBLP",
    "link.linkedin": "LinkedIn",
    "link.mastodon": "Mastodon",
    "link.bluesky": "Bluesky",
    "link.twitter": "Twitter",
    "link.openreview": "OpenReview",
}
"""Labels of links that no language translates."""


def own_name(tag: str) -> str:
    """A language's name in the language itself, by its BCP 47 tag; the tag where it is not known."""
    return _NAMES.get(tag.split("-", 1)[0].lower(), tag)
