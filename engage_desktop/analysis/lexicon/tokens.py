"""A text cut into tokens: words with their elision, emoji, emoticons, marks, ratings, punctuation.

A token is a slice of the text, so that everything found keeps its place in what the respondent wrote.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_LETTER = "A-Za-zªµºÀ-ÖØ-öø-ɏ\u0300-\u036f"
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞŒŸ", "a-zªµºß-öø-ɏ\u0300-\u036f"
_EMOJI = "\u203c\u2049\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_AFTER = "\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
TOKEN = re.compile(
    rf"https?://\S+|www\.\S+"
    # a word with its elision (l'  n'  aujourd'); « recettesLe » has lost its line break and is two
    rf"|(?:[{_CAPITAL}]*[{_SMALL}]+|[{_LETTER}]+)(?:['’ʼ´`](?=[{_LETTER}]))?"
    rf"|\d+(?:[.,]\d+)?(?:\s?/\s?(?:5|10|20)(?![\d/])|\s?[ée]toiles?\b)?"
    rf"|[@#]\w+"
    rf"|[:;=]['’]?[-o^]?(?:[)(\]\[/\\|]+(?!\w)|[dDpPsSoO](?!\w))|<3|\^_?\^|-_+-|(?<!\w)/s(?!\w)"  # emoticons
    rf"|[!?]+|\.{{2,}}|[.…,;:()«»\"“”\n]|[–—]|(?<!\w)-+(?!\w)"
    rf"|[{_EMOJI}][{_AFTER}]*(?:\u200d[{_EMOJI}][{_AFTER}]*)*"
    rf"|[^\W\d_]+",
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});|#[xX]1[fF][0-9a-fA-F]{3};")
_FAR = re.compile(r"&|#[xX]1[fF]| /|/ | [ée]toile")  # may be read with what stands past a space
_HUMP = re.compile(r"[A-ZÀ-Þ]{2,}(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+")
_REPEATED = re.compile(r"(.)\1{2,}")
_UNACCENTED = str.maketrans(
    "àâäáãåçèéêëìîïíñòôöóõùûüúýÿ", "aaaaaaceeeeiiiinooooouuuuyy", "\u0300\u0301\u0302\u0308\u0327"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens of a text, and where its characters stood before its entities (`&eacute;`) were read."""

    tokens: list[str]
    clean: str
    places: tuple[int, ...] | None = None  # None: every character is where it was

    def spans(self) -> list[tuple[int, int]]:
        """Where each token stands in the text as it was given, in code points."""
        found = [match.span() for match in TOKEN.finditer(self.clean)]
        if self.places is None:
            return found
        return [(self.places[start], self.places[end]) for start, end in found]


def cut(text: str) -> Cut:
    """The tokens of `text`."""
    if ("&" in text or "#" in text) and _ENTITY.search(text):
        clean, places = _without_entities(text)
        return Cut(TOKEN.findall(clean), clean, places)
    return Cut(TOKEN.findall(text), text)


def pieces(text: str) -> list[str] | None:
    """`text` parted at its spaces when each piece gives the same tokens alone as within it; None when one may not.

    Only an entity or a rating (« 4 / 5 », « 4 étoiles ») looks past a space.
    """
    if ("&" in text or "#" in text or "/" in text or "toile" in text) and _FAR.search(text):
        return None
    return text.split(" ")


def _without_entities(text: str) -> tuple[str, tuple[int, ...]]:
    clean: list[str] = []
    places: list[int] = []
    at = 0
    for match in _ENTITY.finditer(text):
        said = html.unescape(match.group() if match.group().startswith("&") else f"&{match.group()}")
        clean.append(text[at : match.start()])
        places += range(at, match.start())
        clean.append(said)
        places += [match.start()] * len(said)
        at = match.end()
    clean.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(clean), tuple(places)


def plain(token: str) -> str:
    """A token as the lexicon writes it: composed, small letters, straight apostrophe."""
    if not token.isascii():
        token = unicodedata.normalize("NFC", token)
        for mark in "’ʼ´":
            token = token.replace(mark, "'")
        token = token.replace("\ufe0f", "")
    return token.replace("`", "'").lower().replace("œ", "oe").replace("æ", "ae")


def fold(word: str) -> str:
    """`word` without its accents."""
    return word if word.isascii() else word.translate(_UNACCENTED)


def shortened(word: str) -> tuple[str, ...]:
    """A word whose letters are drawn out (« suuuper », « géniaaal ») as it may be spelt; () when none is."""
    if not _REPEATED.search(word):
        return ()
    single, double = _REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)
    return (single, double)


def humps(tag: str) -> tuple[str, ...]:
    """The words of a hashtag: « #ServiceClient » has two."""
    return tuple(_HUMP.findall(tag.lstrip("#").replace("_", " ")))


def bare_emoji(token: str) -> str:
    """An emoji without its skin tone and presentation, and the first of a joined group."""
    return token.split("\u200d", maxsplit=1)[0].rstrip("\ufe0f\u20e3🏻🏼🏽🏾🏿")
