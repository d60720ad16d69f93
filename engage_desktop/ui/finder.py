"""What the palette offers: the actions at hand, the verbatims that hold the words, the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from engage_desktop.models.verbatims import VerbatimRow
from engage_desktop.ui.actions import Action, possible
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.palette import Found, Group, Offer
from engage_desktop.ui.fuzzy import folded
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_SHOWN = 5
_LEAD, _WIDTH = 30, 120  # characters before the words, characters in all
_HELP = frozenset({"shortcuts", "about"})


def groups(actions: tuple[Action, ...], context: Context) -> tuple[Group, ...]:
    """The actions that can be done now, then the help."""
    at_hand = [one for one in actions if possible(one, context) and one.name != "palette"]
    return (
        Group(tr("Actions"), tuple(_offer(one) for one in at_hand if one.name not in _HELP)),
        Group(tr("Aide"), tuple(_offer(one) for one in at_hand if one.name in _HELP)),
    )


def search(context: Context) -> Callable[[QWidget, str, Found], None]:
    """A function that looks for the verbatims that hold some words, and hands them over if who asked is still there."""

    def look(asking: QWidget, words: str, found: Found) -> None:
        def take(rows: tuple[VerbatimRow, ...]) -> None:
            found(tuple(_verbatim(context, row, words) for row in rows))

        context.read(
            (asking, "words"), lambda session: _rows(session, words), take, failed=lambda _error: None
        )

    return look


def _rows(session: Session, words: str) -> tuple[VerbatimRow, ...]:
    from engage_desktop.store import verbatims

    return verbatims.page(session, verbatims.find(session, words).ids[:_SHOWN].tolist())


def _offer(action: Action) -> Offer:
    return Offer(action.text, action.run, action.icon, action.keys[0] if action.keys else "")


def _verbatim(context: Context, row: VerbatimRow, words: str) -> Offer:
    feeling = row.feeling
    passage, place = _passage(row.text, words)
    lead = f"{row.ref}  "
    return Offer(
        lead + passage,
        lambda: context.go("verbatims", verbatim=int(row.id)),
        "message-square-quote",
        "",
        feeling.label if feeling is not None else None,
        decimal(feeling.polarity, 2, signed=True) if feeling is not None else "",
        tuple(range(len(lead) + place, len(lead) + place + len(words))) if place >= 0 else (),
    )


def _passage(text: str, words: str) -> tuple[str, int]:
    """The text on one line from a little before `words`, and where they stand in it (-1: only as a stem)."""
    flat = " ".join(text.split())
    place = folded(flat).find(folded(words))
    if place <= _LEAD:
        return flat[:_WIDTH], place
    start = flat.rfind(" ", 0, place - _LEAD // 2) + 1
    return "…" + flat[start : start + _WIDTH], place - start + 1
