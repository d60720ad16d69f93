"""A whole merge, in the order in which each thing needs the others; and taking one back out of its turn."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import SourceId
from engage_desktop.models.merging import MergeKind
from engage_desktop.store import columns, journal, projects, sources, studies
from engage_desktop.store.database import Session
from engage_desktop.store.merging import figures, shelves
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.codebook import Codebook
from engage_desktop.store.merging.codings import Coders, Codings
from engage_desktop.store.merging.notes import Notes
from engage_desktop.store.merging.past import Past
from engage_desktop.store.merging.people import People
from engage_desktop.store.merging.responses import Responses
from engage_desktop.store.merging.sources import Sources
from engage_desktop.store.merging.surveys import Surveys
from engage_desktop.store.merging.texts import Texts
from engage_desktop.store.texts import JOINED, LIVE
from engage_desktop.store.written import Cells

_BROUGHT = "merge.sources"  # setting: for each merge, the sources that it listed


class Merge:
    """Brings `theirs` into `ours`; `merge` is the source that stands for the other file."""

    def __init__(self, ours: Session, theirs: Session, *, merge: SourceId) -> None:
        self.account = Account()
        self.series = self.values = self.verbatims = 0
        self._ours, self._theirs, self._merge = ours, theirs, int(merge)
        self._past = Past(ours)
        self._sources = Sources(ours, theirs, self.account)
        self._codes: list[int] = []
        self._marks: list[journal.Change] = []

    def run(self, step: Callable[[int], None]) -> None:
        """Match everything, then write everything; `step` hears how many rows are about to be worked on."""
        ours, theirs, account, past = self._ours, self._theirs, self.account, self._past
        self._sources.match()
        surveys = Surveys(ours, theirs, self._sources, account, past, merge=self._merge)
        surveys.match()
        people, cells = People(ours, theirs, self._sources, account), Cells(ours)
        responses = Responses(ours, theirs, self._sources, surveys, people, cells, account)
        responses.match()
        texts = Texts(ours, theirs, self._sources, surveys, people, responses, cells, account)
        texts.match(step)
        responses.bring(step)
        responses.complete(step)
        texts.bring(step)
        texts.count_mentions(step)
        people.describe()
        book, coders = Codebook(ours, theirs, account, past), Coders(ours, theirs)
        book.match()
        book.bring()
        Codings(ours, theirs, texts, book, coders, account, past).bring(step)
        book.finish()
        notes = Notes(ours, theirs, texts, coders, account, past)
        notes.memos(
            {
                MemoTarget.CODE: book.of,
                MemoTarget.PARTICIPANT: people.of,
                MemoTarget.SOURCE: {**self._sources.of, **self._sources.fresh},
            }
        )
        notes.corrections(step)
        notes.flags()
        self.series, self.values = figures.bring(ours, theirs, self._sources, account, step)
        shelves.filters(ours, theirs, account)
        shelves.reports(ours, theirs, texts, account, surveys=surveys.renamed())
        self._sources.finish(surveys.survey, surveys.wave, surveys.codes)
        self._codes = book.made
        self._marks = [*self._sources.marks(), *surveys.options.marks()]
        self.verbatims = account.added(MergeKind.VERBATIM)

    @property
    def brings(self) -> bool:
        """Whether anything is new here."""
        return any(count.added or count.completed for count in self.account.counts())

    def finish(self) -> tuple[journal.Change, ...]:
        """Keep what undoing needs, and count again; gives the changes of the act, but for the mark on its source."""
        with journal.recording(self._ours):
            self._keep_joined()
            _remember(self._ours, _BROUGHT, self._merge, list(self._sources.fresh.values()))
            _remember(self._ours, projects.MADE, self._merge, self._codes)
        columns.rebuild(self._ours)
        return (*self._marks, *journal.noted(self._ours))

    def _keep_joined(self) -> None:
        """Turns that were joined in an interview that comes in are known again by both their parts."""
        theirs: dict[str, str] = json.loads(studies.setting(self._theirs, JOINED) or "{}")
        if not theirs or not self._sources.fresh:
            return
        ours: dict[str, str] = json.loads(studies.setting(self._ours, JOINED) or "{}")
        named = f"SELECT uid FROM verbatim WHERE uid IS NOT NULL AND {LIVE}"  # noqa: S608
        live = {uid for (uid,) in self._ours.rows(named)}
        added = {uid: into for uid, into in theirs.items() if uid not in live and uid not in ours}
        if added:
            studies.put_setting(self._ours, JOINED, json.dumps({**ours, **added}))


def take_back(session: Session, merge: SourceId) -> None:
    """Take back what a merge brought, whatever came after it, but for what somebody has changed or uses since."""
    kept = json.loads(studies.setting(session, _BROUGHT) or "{}")
    live = {each.id for each in sources.sources(session) if not each.removed}
    for key in kept.get(str(int(merge)), ()):
        if SourceId(key) in live:
            sources.remove(session, SourceId(key))
            # Its identity is free again: the same study may be merged anew.
            session.bulk("source", "UPDATE source SET uid = ? WHERE id = ?", [(uuid.uuid4().hex, key)])
    noted = journal.changes_of(session, "study.merge", {"source": str(int(merge))})
    journal.withdraw(session, _withdrawn(noted))


def _withdrawn(noted: tuple[journal.Change, ...]) -> list[journal.Change]:
    """What is put back row by row; sources and options go aside by themselves, codes once nothing uses them."""
    made = {each.after["id"] for each in noted if each.table == "code" and each.after and each.before is None}
    return [
        each
        for each in noted
        if each.table not in ("source", "option", "setting")
        and not (each.table == "code" and (each.after or each.before or {})["id"] in made)
    ]


def _remember(session: Session, setting: str, merge: int, made: list[int]) -> None:
    if made:
        kept = json.loads(studies.setting(session, setting) or "{}")
        studies.put_setting(session, setting, json.dumps({**kept, str(merge): made}))
