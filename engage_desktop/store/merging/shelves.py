"""Saved filters and reports of the other study."""

from __future__ import annotations

import json
from collections.abc import Mapping

from engage_desktop.models import tables
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.names import folded
from engage_desktop.store import journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.texts import Texts


def filters(ours: Session, theirs: Session, account: Account) -> None:
    """Add the filters whose name is not taken; one of the same name that selects otherwise stays there."""
    known = {folded(name): said for name, said in ours.rows("SELECT name, expression FROM saved_filter")}
    position = int(ours.sql("SELECT coalesce(max(position), -1) FROM saved_filter").scalar_one())
    for name, expression in theirs.rows("SELECT name, expression FROM saved_filter ORDER BY position, id"):
        said = known.get(folded(name))
        if said is None:
            position += 1
            with journal.recording(ours):
                ours.insert(tables.saved_filter, name=name, expression=expression, position=position)
            known[folded(name)] = expression
            account.add(MergeKind.FILTER)
        elif said == expression:
            account.know(MergeKind.FILTER)
        else:
            account.leave(MergeKind.FILTER, "merge_filter_differs", at=name, theirs=expression, ours=said)


def reports(
    ours: Session, theirs: Session, texts: Texts, account: Account, *, surveys: Mapping[str, str]
) -> None:
    """Add the reports that are not here, under a free title; `surveys` are those that have another name here."""
    known = {uid for (uid,) in ours.rows("SELECT uid FROM report")}
    titles = {folded(title) for (title,) in ours.rows("SELECT title FROM report")}
    position = int(ours.sql("SELECT coalesce(max(position), -1) FROM report").scalar_one())
    for key, uid, title, created in theirs.rows(
        "SELECT id, uid, title, created_at FROM report ORDER BY position, id"
    ):
        if uid in known:
            account.know(MergeKind.REPORT)
            continue
        free, number = title, 2
        while folded(free) in titles:
            free, number = f"{title} ({number})", number + 1
        titles.add(folded(free))
        position += 1
        with journal.recording(ours):
            made = ours.insert(tables.report, uid=uid, title=free, position=position, created_at=created)
            for kind, heading, notes, spec, verbatim, place in theirs.rows(
                "SELECT kind, title, notes, spec, verbatim_id, position FROM report_item WHERE report_id = ?"
                " ORDER BY position, id",
                (key,),
            ):
                found = None if verbatim is None else texts.here(verbatim)
                if verbatim is not None and found is None:
                    continue
                ours.insert(
                    tables.report_item, report_id=made, kind=kind, title=heading, notes=notes,
                    spec=_named(spec, surveys), verbatim_id=None if found is None else found[0], position=place,
                )  # fmt: skip
        account.add(MergeKind.REPORT)


def _named(spec: str, surveys: Mapping[str, str]) -> str:
    said = json.loads(spec)
    if said.get("survey") not in surveys:
        return spec
    return json.dumps({**said, "survey": surveys[said["survey"]]}, ensure_ascii=False, sort_keys=True)
