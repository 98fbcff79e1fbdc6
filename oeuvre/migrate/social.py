"""Accounts elsewhere, as themes name them, into links: `github_username: ada` is `GitHub: https://github.com/ada`."""

from __future__ import annotations

import re
from urllib.parse import quote

_PLACES = """
academia|Academia.edu|https://independent.academia.edu/{}
acm|ACM|https://dl.acm.org/profile/{}
arxiv|arXiv|https://arxiv.org/a/{}
bitbucket|Bitbucket|https://bitbucket.org/{}
blogger|Blogger|{}
bluesky|Bluesky|https://bsky.app/profile/{}
codepen|CodePen|https://codepen.io/{}
dblp|DBLP|https://dblp.org/pid/{}
facebook|Facebook|https://www.facebook.com/{}
flickr|Flickr|https://www.flickr.com/people/{}
github|GitHub|https://github.com/{}
gitlab|GitLab|https://gitlab.com/{}
hal|HAL|https://cv.hal.science/{}
ieee|IEEE Xplore|https://ieeexplore.ieee.org/author/{}
impactstory|Impactstory|https://profiles.impactstory.org/u/{}
inspirehep|INSPIRE|https://inspirehep.net/authors/{}
instagram|Instagram|https://www.instagram.com/{}
kaggle|Kaggle|https://www.kaggle.com/{}
keybase|Keybase|https://keybase.io/{}
lastfm|Last.fm|https://www.last.fm/user/{}
lattes|Lattes|https://lattes.cnpq.br/{}
leetcode|LeetCode|https://leetcode.com/u/{}
linkedin|LinkedIn|https://www.linkedin.com/in/{}
mastodon|Mastodon|https://{}
medium|Medium|https://medium.com/@{}
orcid|ORCID|https://orcid.org/{}
osf|OSF|https://osf.io/{}/
pinterest|Pinterest|https://www.pinterest.com/{}
publons|Web of Science|https://www.webofscience.com/wos/author/record/{}
pubmed|PubMed|https://www.ncbi.nlm.nih.gov/myncbi/{}
quora|Quora|https://www.quora.com/profile/{}
researchgate|ResearchGate|https://www.researchgate.net/profile/{}
scholar|Google Scholar|https://scholar.google.com/citations?user={}
scopus|Scopus|https://www.scopus.com/authid/detail.uri?authorId={}
semanticscholar|Semantic Scholar|https://www.semanticscholar.org/author/{}
spotify|Spotify|https://open.spotify.com/user/{}
ssrn|SSRN|https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id={}
stackoverflow|Stack Overflow|https://stackoverflow.com/users/{}
steam|Steam|https://steamcommunity.com/id/{}
strava|Strava|https://www.strava.com/athletes/{}
telegram|Telegram|https://telegram.me/{}
twitter|X|https://x.com/{}
unsplash|Unsplash|https://unsplash.com/@{}
weibo|Weibo|https://www.weibo.com/{}
wikidata|Wikidata|https://www.wikidata.org/wiki/{}
wikipedia|Wikipedia|https://en.wikipedia.org/wiki/User:{}
xing|Xing|https://www.xing.com/profile/{}
youtube|YouTube|https://www.youtube.com/@{}
zhihu|Zhihu|https://www.zhihu.com/people/{}
zotero|Zotero|https://www.zotero.org/{}
work|Website|{}
website|Website|{}
uri|Website|{}
"""
_TABLE = {row.split("|")[0]: row.split("|")[1:] for row in _PLACES.split("\n") if row}
_SAME = {
    "x": "twitter", "googlescholar": "scholar", "semantic": "semanticscholar", "scholaruser": "scholar",
    "researchgateprofile": "researchgate", "publonsid": "publons", "inspire": "inspirehep", "google_scholar": "scholar",
    "webofscience": "publons", "academiaedu": "academia", "graduationcap": "scholar", "homepage": "website",
}  # fmt: skip
_ENDINGS = re.compile(r"(?:username|userid|user|profile|url|id|number)\Z")


def link(name: str, value: str) -> tuple[str, str] | None:
    """The label and the address of an account, by the name of its field; None where neither tells."""
    value = value.strip()
    plain = re.sub(r"[^a-z]", "", name.lower())
    known = next((key for one in (plain, _ENDINGS.sub("", plain)) if (key := _SAME.get(one, one)) in _TABLE), "")
    if not value:
        return None
    if re.match(r"https?://|//|www\.", value):
        address = value if value.startswith("http") else f"https://{value.lstrip('/')}"
        return (_TABLE[known][0] if known else label(address) or name.replace("_", " ").capitalize()), address
    if not known:
        return None
    name_shown, pattern = _TABLE[known]
    if pattern == "{}":
        return (name_shown, f"https://{value}") if "." in value and " " not in value else None
    if known == "mastodon":
        host, _, user = value.strip("@").partition("/") if "/" in value else value.strip("@").partition("@")[::-1]
        value = f"{host}/@{user.lstrip('@')}"
        return name_shown, f"https://{value}"
    return name_shown, pattern.format(quote(value.lstrip("@"), safe="/@?=&:.,~+-_"))


def label(address: str) -> str:
    """What an address is called, by its host; empty for hosts that are nobody's service."""
    host = re.sub(r"\Ahttps?://(?:www\.)?", "", address).partition("/")[0].lower()
    for name, pattern in _TABLE.values():
        known = re.sub(r"\Ahttps?://(?:www\.)?", "", pattern).partition("/")[0]
        if known and "{" not in known and (host == known or host.endswith(f".{known}") or known.endswith(f".{host}")):
            return name
    return {"twitter.com": "X", "scholar.google.com": "Google Scholar"}.get(
        host, "Google Scholar" if host.startswith("scholar.google.") else ""
    )
