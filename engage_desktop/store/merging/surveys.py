"""Surveys, their questions, options and waves: found again here, or made with the merge that brings them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.ids import SurveyId
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.names import folded
from engage_desktop.models.surveys import Question, Survey, Wave
from engage_desktop.store import surveys
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.options import Options
from engage_desktop.store.merging.past import Past
from engage_desktop.store.merging.questions import Candidate, columns_of, matched
from engage_desktop.store.merging.sources import Sources

_SAME_NAME, _OTHER_NAME = 0.5, 0.8  # shares of like questions that two surveys must have to be one

Shape = frozenset[tuple[str, str]]


class Surveys:
    """What of the other study's surveys is what here, by its ids. What is made is `merge`'s, and goes with it."""

    def __init__(
        self, ours: Session, theirs: Session, sources: Sources, account: Account, past: Past, *, merge: int
    ) -> None:
        self.survey: dict[int, int] = {}
        self.question: dict[int, int] = {}
        self.wave: dict[int, int] = {}
        self.codes: dict[int, dict[str, str]] = {}  # by their survey: code there → code here
        self.made: set[int] = set()  # our surveys that are new
        self.options = Options(ours)
        self._their_past: Past | None = None  # read when two wordings must be told apart
        self._ours, self._theirs, self._sources = ours, theirs, sources
        self._account, self._past, self._merge = account, past, merge

    def renamed(self) -> dict[str, str]:
        """The surveys that are called otherwise here."""
        there = dict(self._theirs.rows("SELECT id, name FROM survey"))
        here = dict(self._ours.rows("SELECT id, name FROM survey"))
        return {there[key]: here[mine] for key, mine in self.survey.items() if there[key] != here[mine]}

    def match(self) -> None:
        """Find every survey again, or make it, with all that is in it."""
        seen = {int(each.id): each for each in surveys.surveys(self._ours)}
        rows = {row.id: row for row in self._ours.execute(sa.select(tables.survey))}
        uids = dict(self._theirs.rows("SELECT id, uid FROM survey"))
        for each in surveys.surveys(self._theirs):
            same = next((row for row in rows.values() if row.uid == uids[each.id]), None)
            if same is not None and same.deleted_at is not None:
                self._account.leave(MergeKind.SURVEY, "merge_survey_aside", at=each.name)
                continue
            here = same.id if same is not None else self._alike(each, seen)
            if here is None:
                here = self._make(each, uids[each.id], [row.name for row in rows.values()])
                self._account.add(MergeKind.SURVEY)
                self.made.add(here)
            else:
                self._account.know(MergeKind.SURVEY)
                self._adopt("survey", here, seen=here in seen)
            self.survey[int(each.id)] = here
            known = seen.get(here)
            self._questions(each, here, known, lineage=same is not None)
            self._waves(each, here)

    def _alike(self, survey: Survey, seen: dict[int, Survey]) -> int | None:
        """The survey that the same file fills here, else one that asks the same, of the same name or nearly."""
        for source, feeds in self._theirs.rows(
            "SELECT id, survey_id FROM source WHERE survey_id IS NOT NULL"
        ):
            if feeds == survey.id and source in self._sources.of:
                here = self._ours.sql(
                    "SELECT survey_id FROM source WHERE id = ?", (self._sources.of[source],)
                ).scalar()
                if here in seen:
                    return int(here)
        free = {key: each for key, each in seen.items() if key not in self.survey.values()}
        mine = _shape(survey)
        for key, each in free.items():
            if folded(each.name) == folded(survey.name):
                other = _shape(each)
                least = min(len(mine), len(other))
                if not least or len(mine & other) >= _SAME_NAME * least:
                    return key
        for key, each in free.items():
            most = max(len(mine), len(_shape(each)))
            if len(mine) > 1 and len(mine & _shape(each)) >= _OTHER_NAME * most:
                return key
        return None

    def _make(self, survey: Survey, uid: str, names: list[str]) -> int:
        taken = {folded(name) for name in names}
        name, number = survey.name, 2
        while folded(name) in taken:
            name, number = f"{survey.name} ({number})", number + 1
        last = self._ours.sql("SELECT coalesce(max(position), -1) FROM survey").scalar_one()
        return self._ours.insert(
            tables.survey,
            uid=uid,
            name=name,
            title=survey.title,
            status=survey.status.value,
            version=survey.version,
            language=survey.language,
            welcome=survey.welcome,
            thanks=survey.thanks,
            position=int(last) + 1,
            created_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            made_by_source_id=self._merge,
        )

    def _adopt(self, table: str, key: int, *, seen: bool) -> None:
        """What an import that was taken back had made serves again."""
        if not seen:
            statement = f"UPDATE {table} SET made_by_source_id = ? WHERE id = ?"  # noqa: S608 - our own names
            self._ours.bulk(table, statement, [(self._merge, key)])

    def _questions(self, survey: Survey, here: int, known: Survey | None, *, lineage: bool) -> None:
        seen = {int(each.id) for each in known.questions} if known is not None else set()
        rows = [
            Candidate.of(row, seen=row.id in seen)
            for row in self._ours.execute(
                sa.select(tables.question)
                .where(tables.question.c.survey_id == here)
                .order_by(tables.question.c.id)
            )
        ]
        pairs = matched(survey.questions, rows, self._was_one, lineage=lineage)
        codes = self.codes[int(survey.id)] = {}
        taken = [row.code for row in rows]
        for question in survey.questions:
            row = pairs.get(int(question.id))
            if row is not None and row.aside:
                self._account.leave(
                    MergeKind.QUESTION, "merge_question_aside", at=question.code, theirs=question.label
                )
                continue
            if row is None:
                made = self._ask(question, here, taken)
                taken.append(codes.get(question.code, question.code))
                self._account.add(MergeKind.QUESTION)
                self.options.bring(question, made, fresh=True)
                continue
            self.question[int(question.id)] = row.id
            codes[question.code] = row.code
            self._adopt("question", row.id, seen=row.seen)
            self._account.know(MergeKind.QUESTION)
            if folded(row.label) != folded(question.label) and not self._past.was(
                "question", str(row.id), "label", question.label
            ):
                self._account.remark(
                    "kept_merge_question", at=row.code, theirs=question.label, ours=row.label
                )
            self.options.bring(question, row.id, fresh=False)

    def _was_one(self, question: Question, row: Candidate) -> bool:
        """Whether the wording of either side is what the other said once."""
        if self._past.was("question", str(row.id), "label", question.label):
            return True
        if self._their_past is None:
            self._their_past = Past(self._theirs)
        return self._their_past.was("question", str(int(question.id)), "label", row.label)

    def _ask(self, question: Question, here: int, taken: list[str]) -> int:
        codes = self.codes[int(question.survey)]
        values = columns_of(question, taken, codes)
        codes[question.code] = str(values["code"])
        last = self._ours.sql(
            "SELECT coalesce(max(position), -1) FROM question WHERE survey_id = ?", (here,)
        ).scalar_one()
        made = self._ours.insert(
            tables.question,
            survey_id=here,
            position=int(last) + 1,
            parent_id=None if question.parent is None else self.question.get(int(question.parent)),
            made_by_source_id=self._merge,
            **values,
        )
        self.question[int(question.id)] = made
        return made

    def _waves(self, survey: Survey, here: int) -> None:
        rows = {
            folded(row[1]): row[0]
            for row in self._ours.rows("SELECT id, name FROM wave WHERE survey_id = ?", (here,))
        }
        seen = {int(each.id): each for each in surveys.waves(self._ours, SurveyId(here))}
        for wave in surveys.waves(self._theirs, survey.id):
            known = rows.get(folded(wave.name))
            if known is None:
                made = surveys.add_wave(
                    self._ours, SurveyId(here), wave.name, starts_on=wave.starts_on, ends_on=wave.ends_on,
                    invited=wave.invited,
                )  # fmt: skip
                known = int(made.id)
                self._adopt("wave", known, seen=False)
                self._account.add(MergeKind.WAVE)
            else:
                self._adopt("wave", known, seen=known in seen)
                self._account.know(MergeKind.WAVE)
                if known in seen and _days(seen[known]) != _days(wave):
                    self._account.remark(
                        "kept_merge_wave", at=wave.name, theirs=_days(wave), ours=_days(seen[known])
                    )
            self.wave[int(wave.id)] = known


def _shape(survey: Survey) -> Shape:
    return frozenset((folded(each.label), each.kind.value) for each in survey.questions)


def _days(wave: Wave) -> str:
    said: tuple[Any, ...] = (wave.starts_on, wave.ends_on, wave.invited or None)
    return " · ".join(str(each) for each in said if each is not None)
