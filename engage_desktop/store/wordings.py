"""The texts of live verbatims, in the order of the coded columns, for what reads them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy as np

from engage_desktop.store import columns
from engage_desktop.store.database import Session

_PAGE = 5000


def texts(session: Session) -> Iterator[str]:
    """Every live verbatim's text, by ascending id; a page is held at a time."""
    ids = columns.verbatims(session).id
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        rows = session.rows(
            "SELECT id, text FROM verbatim WHERE id BETWEEN ? AND ? ORDER BY id",
            (int(page[0]), int(page[-1])),
        )
        live = set(page.tolist())
        yield from (text for key, text in rows if key in live)


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
