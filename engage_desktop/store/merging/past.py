"""What this study was before: an older copy of it does not bring back what its people changed or took away since."""

from __future__ import annotations

import json
from typing import Any

from engage_desktop.store import journal
from engage_desktop.store.database import Session


class Past:
    """Read once from the journal: the acts that still hold."""

    def __init__(self, session: Session) -> None:
        self._gone: set[tuple[str, str]] = set()
        self._was: set[tuple[str, str, str, str]] = set()
        self._unflagged: set[int] = set()
        # What left with an import that was taken back was not taken away for itself.
        for change in journal.changes(session, but="source.remove"):
            if change.table in ("coding", "code", "memo"):
                self._follow_uid(change)
            if change.table in ("code", "memo", "question"):
                self._remember(change)
            if change.table == "sentiment_correction" and change.before is not None:
                self._was.add(
                    (change.table, str(change.before["verbatim_id"]), "label", _said(change.before, "label"))
                )
            if change.table == "verbatim" and change.before is not None and change.after is not None:
                if change.before.get("flagged") and not change.after.get("flagged"):
                    self._unflagged.add(int(change.after["id"]))
                elif change.after.get("flagged"):
                    self._unflagged.discard(int(change.after["id"]))

    def took_away(self, table: str, uid: str) -> bool:
        """Whether the coding, code or memo of that uid was taken away here."""
        return (table, uid) in self._gone

    def was(self, table: str, key: str, column: str, value: object) -> bool:
        """Whether that is what was said here once; `key` is a uid, or the id of a question or a corrected verbatim."""
        return (table, key, column, json.dumps(value)) in self._was

    def unflagged(self, verbatim: int) -> bool:
        """Whether somebody took the flag of the verbatim away here."""
        return verbatim in self._unflagged

    def _follow_uid(self, change: journal.Change) -> None:
        if change.after is not None:
            self._gone.discard((change.table, str(change.after["uid"])))
        elif change.before is not None:
            self._gone.add((change.table, str(change.before["uid"])))

    def _remember(self, change: journal.Change) -> None:
        if change.before is None:
            return
        key = str(change.before.get("uid") or change.before["id"])
        for column in ("name", "color", "description", "text", "label"):
            if column in change.before:
                self._was.add((change.table, key, column, _said(change.before, column)))


def _said(row: dict[str, Any], column: str) -> str:
    return json.dumps(row[column])
