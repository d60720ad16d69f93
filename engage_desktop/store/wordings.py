"""The texts of live verbatims, in the order of the coded columns, for what reads them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy as np

from engage_desktop.store import columns
from engage_desktop.store.database import Session

_PAGE = 5000


def texts(session: Session, ids: columns.Ints) -> Iterator[str]:
    """The texts of these verbatims, whose ids ascend; a page is held at a time."""
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        wanted = set(page.tolist())
        if int(page[-1]) - int(page[0]) < 2 * len(page):
            span = (int(page[0]), int(page[-1]))
            rows = session.rows("SELECT id, text FROM verbatim WHERE id BETWEEN ? AND ? ORDER BY id", span)
        else:
            listed = (json.dumps(page.tolist()),)
            rows = session.rows(
                "SELECT v.id, v.text FROM verbatim v JOIN json_each(?) j ON v.id = j.value ORDER BY v.id",
                listed,
            )
        yield from (text for key, text in rows if key in wanted)


def fingerprints(session: Session) -> columns.Ints:
    """A number for each live verbatim, in the order of the columns, that changes when its text does."""
    ids = columns.verbatims(session).id
    rows = session.rows("SELECT id, hash FROM verbatim ORDER BY id")
    every = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    told = np.frombuffer(b"".join(row[1][:8].ljust(8, b"\0") for row in rows), dtype=np.int64)
    found: columns.Ints = told[columns.places(every, ids)]
    return found


def texts_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The reference and the text of these verbatims, by id."""
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(ids), _PAGE):
        wanted = json.dumps([int(each) for each in ids[start : start + _PAGE]])
        rows = session.rows(
            "SELECT v.id, v.ref, v.text FROM verbatim v JOIN json_each(?) j ON v.id = j.value", (wanted,)
        )
        found |= {key: (ref, text) for key, ref, text in rows}
    return found


def foreign(session: Session) -> frozenset[int]:
    """The verbatims in another language than French, of which nothing is read."""
    rows = session.rows("SELECT id FROM verbatim WHERE language NOT IN ('', 'fr')")
    return frozenset(int(key) for (key,) in rows)


def interviews(session: Session) -> tuple[tuple[str, columns.Ints], ...]:
    """Each interview in the order in which it was held, by its label, with the places of its turns."""
    rows = session.rows(
        "SELECT id, CASE thread WHEN '' THEN speaker ELSE thread END, coalesce(said_at, '') FROM verbatim"
        " WHERE kind = 'turn' AND interviewer = 0 ORDER BY id"
    )
    ids = columns.verbatims(session).id
    held: dict[str, list[int]] = {}
    moment: dict[str, str] = {}
    for key, name, said_at in rows:
        held.setdefault(name, []).append(key)
        moment[name] = min(moment.get(name, said_at), said_at)
    found = []
    for name in sorted(held, key=lambda each: (moment[each], held[each][0])):
        places = columns.places(ids, np.array(held[name], dtype=np.int64))
        if (places >= 0).any():
            found.append((name, places[places >= 0]))
    return tuple(found)
