"""The options of questions: found again by their wording, those that are missing put after the others."""

from __future__ import annotations

import datetime as dt

from engage_desktop.models import tables
from engage_desktop.models.names import folded, free_code
from engage_desktop.models.surveys import Option, Question
from engage_desktop.store import journal
from engage_desktop.store.database import Session


class Options:
    """The other study's options by its ids. One that was put aside here comes back when an answer needs it."""

    def __init__(self, ours: Session) -> None:
        self._ours = ours
        self.of: dict[int, int] = {}
        self._aside: set[int] = set()
        self._marked: list[int] = []

    def bring(self, question: Question, here: int, *, fresh: bool) -> None:
        """Find the options of a question in ours, `here`, and put in those that it never had."""
        if not question.options:
            return
        rows = self._ours.rows(
            "SELECT id, code, label, is_other, deleted_at IS NOT NULL, position FROM option WHERE question_id = ?"
            " ORDER BY deleted_at IS NOT NULL, position, id",
            (here,),
        )
        by_label: dict[str, int] = {}
        others = [row[0] for row in rows if row[3]]
        for row in rows:
            by_label.setdefault(folded(row[2]), row[0])
            if row[4]:
                self._aside.add(row[0])
        codes = [row[1] for row in rows]
        position = max((row[5] for row in rows), default=-1) + 1
        for option in question.options:
            known = by_label.get(folded(option.label)) or (others[0] if option.is_other and others else None)
            if known is None:
                known = self._add(option, here, codes, position)
                position += 1
                if not fresh:
                    self._marked.append(known)
            self.of[int(option.id)] = known

    def _add(self, option: Option, here: int, codes: list[str], position: int) -> int:
        code = free_code(option.code, codes)
        codes.append(code)
        return self._ours.insert(
            tables.option,
            question_id=here,
            code=code,
            label=option.label,
            position=position,
            is_other=int(option.is_other),
        )

    def need(self, here: int) -> None:
        """Have an option of ours for an answer that comes in."""
        if here in self._aside:
            self._ours.bulk("option", "UPDATE option SET deleted_at = NULL WHERE id = ?", [(here,)])
            self._aside.discard(here)
            self._marked.append(here)

    def marks(self) -> list[journal.Change]:
        """What undoing does: options that came to questions of ours are put aside, for answers may refer to them."""
        now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        return [
            journal.Change("option", {"id": key, "deleted_at": now}, {"id": key, "deleted_at": None})
            for key in self._marked
        ]
