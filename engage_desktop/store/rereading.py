"""A source read again with another mapping: each row of the file is followed from what it gave to what it gives.

The old reading finds the response again (by the tool's id, else by its content), the new one says what it must be. A
verbatim keeps its identity, hence its codes, corrections and memos, as long as its column is still read as a text. What
another import has changed since is never put back: only what it lacks is added. All is noted for undo.
"""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.models.ids import SourceId
from engage_desktop.models.sources import Plan, ResponseRecord, RowProblem
from engage_desktop.models.surveys import Question, QuestionKind
from engage_desktop.models.written import DATE
from engage_desktop.store import updating
from engage_desktop.store.database import Session
from engage_desktop.store.loading import ResponseLoader, content_of

_STATE_ROW = "_row"  # how the reasons of rows that a person chose to drop end
_FACTS = (
    "UPDATE response SET external_id = ?, participant_id = ?, submitted_at = ?, language = ?, content_hash = ?,"
    " complete = ?, wave_id = coalesce(?, wave_id), written_id = ? WHERE id = ?"
)
_VERBATIM = (
    'UPDATE verbatim SET question_id = ?, "column" = ?,'
    " participant_id = ?, said_at = ?, language = ?, written_id = ? WHERE id = ?"
)
_WORKED_UPON = (
    "SELECT EXISTS (SELECT 1 FROM verbatim v WHERE v.response_id = ? AND (v.flagged"
    " OR EXISTS (SELECT 1 FROM coding c WHERE c.verbatim_id = v.id)"
    " OR EXISTS (SELECT 1 FROM sentiment_correction s WHERE s.verbatim_id = v.id)"
    " OR EXISTS (SELECT 1 FROM memo m WHERE m.target = 'verbatim' AND m.target_id = v.id)))"
)


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of the source: its plan, and the question of each of its columns."""

    plan: Plan
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The response that a row gave, and whether it still is what that row made of it."""

    key: int
    unchanged: bool


class ResponseRereader:
    """Takes pairs of readings of the same row; how each ends is in `loader.tally`."""

    def __init__(
        self, session: Session, source: SourceId, loader: ResponseLoader, old: Read, new: Read
    ) -> None:
        self.loader, self.tally = loader, loader.tally
        self._session, self._source, self._old, self._new = session, int(source), old, new
        self._asked_before = {int(question.id) for question in old.questions}
        self._gone = [name for name in old.plan.attributes if name not in new.plan.attributes]
        live = "JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL WHERE r.survey_id = ?"
        survey = loader.survey
        self._by_id: dict[str, tuple[int, bytes]] = {}
        self._by_content: dict[bytes, list[int]] = {}
        self._rows: dict[bytes, int] = {}
        for key, external, content, origin in session.rows(
            f"SELECT r.id, r.external_id, r.content_hash, r.source_id FROM response r {live} ORDER BY r.id DESC",  # noqa: S608
            (survey,),
        ):
            if external is not None:
                self._by_id[external] = (key, bytes(content))
            elif origin == self._source:
                self._by_content.setdefault(bytes(content), []).append(key)

    def take(
        self, old: ResponseRecord | RowProblem, new: ResponseRecord | RowProblem, wave: int | None
    ) -> None:
        """Follow one row of the file."""
        found = None if isinstance(old, RowProblem) else self._find(old)
        if isinstance(new, RowProblem):
            if found is not None and found.unchanged and self._is_mine(found.key):
                self._leave(found.key, new)
            self.tally.skipped.append(new)
        elif found is None and isinstance(old, ResponseRecord) and (first := self._double(old)):
            self.tally.skipped.append(RowProblem(new.row, "", "duplicate_of_row", "", str(first)))
        elif found is None:
            self.loader.take(new, wave)
        elif not found.unchanged:
            self._complete(found.key, new)
        elif isinstance(old, ResponseRecord) and self._same(old, new):
            self.tally.duplicates += 1
        else:
            self._rewrite(found.key, new, wave)
            self.tally.updated += 1

    def _find(self, old: ResponseRecord) -> _Found | None:
        content = content_of(old)
        if old.external_id is not None:
            known = self._by_id.get(old.external_id)
            return None if known is None else _Found(known[0], known[1] == content)
        keys = self._by_content.get(content)
        if keys:
            self._rows.setdefault(content, old.row)
        return _Found(keys.pop(), unchanged=True) if keys else None

    def _double(self, old: ResponseRecord) -> int:
        """The earlier row of the file whose double this one was, or 0."""
        return 0 if old.external_id is not None else self._rows.get(content_of(old), 0)

    def _same(self, old: ResponseRecord, new: ResponseRecord) -> bool:
        return self._old == self._new and old == new

    def _is_mine(self, key: int) -> bool:
        rows = self._session.rows("SELECT source_id FROM response WHERE id = ?", (key,))
        return bool(rows) and rows[0][0] == self._source

    def _leave(self, key: int, problem: RowProblem) -> None:
        """Take a response out; one that somebody has coded stays, unless it is the row itself that is dropped."""
        chosen = problem.reason.endswith(_STATE_ROW)
        if not chosen and self._session.rows(_WORKED_UPON, (key,))[0][0]:
            return
        ids = [row[0] for row in self._session.rows("SELECT id FROM verbatim WHERE response_id = ?", (key,))]
        updating.forget(self._session, ids)
        self._session.bulk("response", "DELETE FROM response WHERE id = ?", [(key,)])

    def _rewrite(self, key: int, new: ResponseRecord, wave: int | None) -> None:
        who, written = self._who(key, new), self.loader.kept(new)
        facts = (
            new.external_id, who, new.submitted_at, new.language or "", content_of(new), int(new.complete), wave,
            written.get(DATE), key,
        )  # fmt: skip
        self._session.bulk("response", _FACTS, [facts])
        asked = sorted(self._asked_before | {int(question.id) for question in self._new.questions})
        marks = ", ".join("?" * len(asked))
        self._session.bulk(
            "answer",
            f"DELETE FROM answer WHERE response_id = ? AND question_id IN ({marks})",  # noqa: S608 - question marks
            [(key, *asked)],
        )
        self._session.bulk("answer", updating.ANSWER, self.loader.answers_of(key, new, written))
        self._texts(key, who, new, written, frozenset())
        if self._gone:
            self._forget_attributes(who)
        self.loader.describe(who, new)

    def _complete(self, key: int, new: ResponseRecord) -> None:
        """Add to a response that a later import changed only what no import has given it."""
        written = self.loader.kept(new)
        rows = self.loader.answers_of(key, new, written, frozenset(self._asked_before))
        present = {
            row[0]
            for row in self._session.rows("SELECT question_id FROM answer WHERE response_id = ?", (key,))
        }
        added = [row for row in rows if row[1] not in present]
        self._session.bulk("answer", updating.ANSWER, added)
        who = int(self._session.rows("SELECT participant_id FROM response WHERE id = ?", (key,))[0][0])
        texts = self._texts(key, who, new, written, frozenset(self._asked_before))
        if added or texts:
            self.tally.updated += 1
        else:
            self.tally.duplicates += 1

    def _who(self, key: int, new: ResponseRecord) -> int:
        before = int(self._session.rows("SELECT participant_id FROM response WHERE id = ?", (key,))[0][0])
        return before if new.participant is None else self.loader.person(new.participant)

    def _texts(
        self, key: int, who: int, new: ResponseRecord, written: dict[int, int], but: frozenset[int]
    ) -> int:
        """Give the response the texts of the new reading; how many are new. Those with a home keep their identity."""
        rows = self._session.rows(
            'SELECT id, question_id, "column", text FROM verbatim WHERE response_id = ?', (key,)
        )
        mine = self._asked_before | {int(question.id) for question in self._new.questions}
        left = {row[0]: row for row in rows if row[1] in mine and row[1] not in but}
        wanted = []
        for place, (question, value) in enumerate(zip(self._new.questions, new.answers, strict=True)):
            if question.kind is QuestionKind.TEXT and isinstance(value, str) and int(question.id) not in but:
                wanted.append((place, int(question.id), self._new.plan.column_names[place], value))
        added = 0
        number = int(self._session.rows("SELECT number FROM response WHERE id = ?", (key,))[0][0])
        for place, question_id, column, said in wanted:
            home = next((row for row in left.values() if row[2] == column), None) or next(
                (row for row in left.values() if row[1] == question_id), None
            )
            if home is None:
                self.loader.say(new, key, number, who, place, said, written.get(place, 0))
                added += 1
                continue
            del left[home[0]]
            facts = (
                question_id,
                column,
                who,
                new.submitted_at,
                new.language or "",
                written.get(place),
                home[0],
            )
            self._session.bulk("verbatim", _VERBATIM, [facts])
            if home[3] != said:
                at = updating.Place(int(self._source), new.row, self.loader.sheet, column, written.get(place))
                self.loader.remarks += updating.revise(self._session, home[0], home[3], said, at=at)
        updating.forget(self._session, list(left))
        return added

    def _forget_attributes(self, who: int) -> None:
        self._session.bulk(
            "participant_attribute",
            "DELETE FROM participant_attribute WHERE participant_id = ?"
            " AND attribute_id IN (SELECT id FROM attribute WHERE name = ?)",
            [(who, name) for name in self._gone],
        )
