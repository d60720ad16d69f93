"""Memos, corrections and flags of the other study: what ours lacks is added, what ours says otherwise stays."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.sentiment import LABELS
from engage_desktop.store import journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.codings import Coders
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.past import Past
from engage_desktop.store.merging.texts import Texts
from engage_desktop.store.texts import LIVE

_MEMO = "INSERT INTO memo (uid, target, target_id, text, coder_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
_CORRECTION = (
    "INSERT INTO sentiment_correction (verbatim_id, polarity, label, coder_id, corrected_at)"
    " VALUES (?, ?, ?, ?, ?)"
)


class Notes:
    """Puts their notes beside ours."""

    def __init__(
        self, ours: Session, theirs: Session, texts: Texts, coders: Coders, account: Account, past: Past
    ) -> None:
        self._ours, self._theirs, self._texts = ours, theirs, texts
        self._coders, self._account, self._past = coders, account, past

    def memos(self, targets: Mapping[MemoTarget, Mapping[int, int]]) -> None:
        """Add their memos; one on what has another memo here is put after it, with the name of who wrote it.

        `targets` gives for each kind of thing ours by theirs; a memo on what did not come stays there.
        """
        ours = {
            (target, key): (memo, uid, text)
            for memo, uid, target, key, text in self._ours.rows(
                "SELECT id, uid, target, target_id, text FROM memo"
            )
        }
        uids = {uid for _memo, uid, _text in ours.values()}
        for uid, target, key, text, coder, created, updated in self._theirs.rows(
            "SELECT uid, target, target_id, text, coder_id, created_at, updated_at FROM memo ORDER BY id"
        ):
            here = self._target(targets, target, key)
            if here is None:
                continue
            known = ours.get((target, here))
            if known is None and self._past.took_away("memo", uid):
                self._account.leave(MergeKind.MEMO, "merge_withdrawn", theirs=text)
            elif known is None:
                kept = uuid.uuid4().hex if uid in uids else uid
                who = None if coder is None else self._coders.here(coder)
                with journal.recording(self._ours):
                    self._ours.bulk("memo", _MEMO, [(kept, target, here, text, who, created, updated)])
                made = int(self._ours.sql("SELECT max(id) FROM memo").scalar_one())
                ours[target, here] = (made, kept, text)
                self._account.add(MergeKind.MEMO)
            elif _holds(known[2], text) or self._past.was("memo", known[1], "text", text):
                self._account.know(MergeKind.MEMO)
            else:
                whole = (
                    text
                    if _holds(text, known[2])
                    else f"{known[2]}\n\n{_signed(text, self._coders.name(coder))}"
                )
                with journal.recording(self._ours):
                    self._ours.bulk(
                        "memo",
                        "UPDATE memo SET text = ?, updated_at = ? WHERE id = ?",
                        [(whole, updated, known[0])],
                    )
                ours[target, here] = (known[0], known[1], whole)
                self._account.complete(MergeKind.MEMO)

    def _target(self, targets: Mapping[MemoTarget, Mapping[int, int]], target: str, key: int) -> int | None:
        if target == MemoTarget.STUDY.value:
            return key
        if target == MemoTarget.VERBATIM.value:
            found = self._texts.here(key)
            return None if found is None else found[0]
        return targets.get(MemoTarget(target), {}).get(key)

    def corrections(self, step: Callable[[int], None]) -> None:
        """Add their corrections of sentiment where a verbatim has none here."""
        rows = self._theirs.rows(
            "SELECT c.verbatim_id, c.polarity, c.label, c.coder_id, c.corrected_at FROM sentiment_correction c"  # noqa: S608
            f" JOIN verbatim v ON v.id = c.verbatim_id AND v.{LIVE} ORDER BY c.verbatim_id"
        )
        for page in pages(rows):
            step(len(page))
            at = {row[0]: found[0] for row in page if (found := self._texts.here(row[0])) is not None}
            ours = self._corrected(list(at.values()))
            added: list[tuple[Any, ...]] = []
            for verbatim, polarity, label, coder, when in page:
                here = at.get(verbatim)
                if here is None:
                    continue
                known = ours.get(here)
                if known == label or self._past.was("sentiment_correction", str(here), "label", label):
                    self._account.know(MergeKind.CORRECTION)
                elif known is None:
                    added.append((here, polarity, label, self._coders.here(coder), when))
                    ours[here] = label
                    self._account.add(MergeKind.CORRECTION)
                else:
                    self._account.leave(
                        MergeKind.CORRECTION,
                        "merge_correction_differs",
                        at=str(self._ours.sql("SELECT ref FROM verbatim WHERE id = ?", (here,)).scalar_one()),
                        theirs=LABELS[label].value,
                        ours=LABELS[known].value,
                    )
            with journal.recording(self._ours):
                self._ours.bulk("sentiment_correction", _CORRECTION, added)

    def _corrected(self, verbatims: list[int]) -> dict[int, int]:
        return dict(
            self._ours.rows(
                "SELECT c.verbatim_id, c.label FROM json_each(?) j"
                " JOIN sentiment_correction c ON c.verbatim_id = j.value",
                (json.dumps(verbatims),),
            )
        )

    def flags(self) -> None:
        """Flag what they flagged, but for what somebody here took the flag from."""
        flagged = {key for (key,) in self._ours.rows("SELECT id FROM verbatim WHERE flagged")}
        fresh = set(self._texts.fresh)
        added = []
        for (key,) in self._theirs.rows(f"SELECT id FROM verbatim WHERE flagged AND {LIVE}"):  # noqa: S608
            found = self._texts.here(key)
            if found is None:
                continue
            if key in fresh:
                self._account.add(MergeKind.FLAG)
            elif found[0] in flagged:
                self._account.know(MergeKind.FLAG)
            elif self._past.unflagged(found[0]):
                ref = self._ours.sql("SELECT ref FROM verbatim WHERE id = ?", (found[0],)).scalar_one()
                self._account.leave(MergeKind.FLAG, "merge_withdrawn", at=str(ref))
            else:
                added.append((found[0],))
                flagged.add(found[0])
                self._account.add(MergeKind.FLAG)
        with journal.recording(self._ours):
            self._ours.bulk("verbatim", "UPDATE verbatim SET flagged = 1 WHERE id = ?", added)


def _holds(whole: str, part: str) -> bool:
    """Whether a memo holds another: whole paragraphs of it."""
    return (
        f"\n\n{part.strip()}\n\n" in f"\n\n{whole.strip()}\n\n"
        or f" : {part.strip()}\n\n" in f"{whole.strip()}\n\n"
    )


def _signed(text: str, coder: str) -> str:
    return f"{coder} : {text}" if coder else text
