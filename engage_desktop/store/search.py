"""Full-text search over verbatims: accents and case ignored, French stems.

The index is an FTS5 table of stems without the texts (`content=''`): « livraison » finds « livraisons ».
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from engage_desktop.models.folding import fold
from engage_desktop.models.words import pattern
from engage_desktop.store.database import Session

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")
_AROUND = ".,;:!?()"
_REMEMBERED, _LONGEST = 100_000, 40
_INSERT = "INSERT INTO verbatim_search (rowid, stems) VALUES (?, ?)"


class Stemmer(dict[str, str]):
    """The stems of what stands between two blanks, in lower case (« l'accueil, » gives "l accueil"), each found once.

    Splitting at blanks is four times faster than finding words; words are found when something new comes.
    """

    def __init__(self) -> None:
        import Stemmer as Snowball

        super().__init__()
        self._stem = Snowball.Stemmer("french").stemWord

    def __missing__(self, between: str) -> str:
        bare = between.strip(_AROUND)
        if bare.isascii() and bare.isdigit():
            return bare  # a number is its own stem, and numbers are nearly all different
        stems = " ".join(map(self._stem, _WORD.findall(fold(between))))
        if len(between) <= _LONGEST and not between[0].isdigit():
            if len(self) >= _REMEMBERED:
                self.clear()
            self[between] = stems
        return stems

    def stems(self, text: str) -> str:
        """The stems of `text`, blank-separated, in order."""
        return " ".join(map(self.__getitem__, text.lower().split()))


@lru_cache(maxsize=1)
def stemmer() -> Stemmer:
    """The stemmer of this process."""
    return Stemmer()


def index(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Add verbatims, as (id, text), to the index."""
    stems = stemmer().stems
    session.bulk("verbatim_search", _INSERT, [(key, stems(text)) for key, text in texts])


def follow(session: Session, texts: dict[int, str | None], *, gone: Iterable[int]) -> None:
    """Have the index say the texts that verbatims have now, None for none; `gone` are those that it holds otherwise."""
    session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(key,) for key in gone])
    index(session, [(key, text) for key, text in texts.items() if text is not None])


def rebuild(session: Session, *, page: int = 5000) -> Iterator[tuple[int, int]]:
    """Make the whole index again from the verbatims; tells how many are in it and of how many, page after page."""
    session.sql("INSERT INTO verbatim_search (verbatim_search) VALUES ('delete-all')")
    total = int(session.sql("SELECT count(*) FROM verbatim").scalar() or 0)
    last, done = -1, 0
    while rows := session.rows(
        "SELECT id, text FROM verbatim WHERE id > ? ORDER BY id LIMIT ?", (last, page)
    ):
        index(session, rows)
        last, done = rows[-1][0], done + len(rows)
        yield done, total


def _pages(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    page: list[T] = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


def matching(session: Session, words: str, *, phrase: bool = False) -> npt.NDArray[np.int64]:
    """The ids, ascending, of the verbatims that hold `words`: all of them, in this order when a `phrase`.

    A single word also finds what begins with it, as while typing.
    """
    stems = stemmer().stems(words).split()
    if not stems:
        return np.empty(0, dtype=np.int64)
    if phrase:
        query = '"' + " ".join(stems) + '"'
    else:
        query = " AND ".join(f'"{stem}"' for stem in stems)
        last = fold(words).split()[-1]
        if len(last) >= 3 and len(stems) == 1:
            query = f'"{stems[0]}" OR "{_WORD.findall(last)[-1]}" *'
    # one text made by SQLite: twice as fast as a tuple for each verbatim
    count, ids = session.rows(
        "SELECT count(*), group_concat(rowid) FROM verbatim_search WHERE verbatim_search MATCH ?", (query,)
    )[0]
    return np.sort(np.fromstring(ids or "", dtype=np.int64, count=count, sep=","))


def holding(session: Session, forms: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """The ids, ascending, of the verbatims in which one of the `forms` is written just so, accents included.

    The index of stems says where to look; the texts themselves are then read.
    """
    shape = pattern(forms)
    if shape is None:
        return np.empty(0, dtype=np.int64)
    phrases = dict.fromkeys('"' + stemmer().stems(form) + '"' for form in forms)
    query = " OR ".join(each for each in phrases if each != '""')
    rows = session.rows("SELECT rowid FROM verbatim_search WHERE verbatim_search MATCH ?", (query,))
    found: list[int] = []
    for page in _pages(rows, 5000):
        ids = json.dumps([row[0] for row in page])
        texts = session.rows(
            "SELECT v.id, v.text FROM verbatim v JOIN json_each(?) j ON v.id = j.value", (ids,)
        )
        found += [key for key, text in texts if shape.search(text)]
    return np.sort(np.array(found, dtype=np.int64))
