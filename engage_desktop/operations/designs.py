"""Questionnaires brought into a study: a survey with its questions, made anew or completed.

A question that the survey has already, by its code or its wording, is completed and never doubled; one that has answers
keeps its kind. What is made here hangs on its source, and goes with it when the import is taken back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engage_desktop.models.ids import QuestionId, SourceId
from engage_desktop.models.names import folded
from engage_desktop.models.sources import DesignHead, DesignRecord, QuestionMade, Record, RowProblem
from engage_desktop.models.surveys import Condition, Question, QuestionDraft, Survey, SurveyStatus
from engage_desktop.store import journal, surveys
from engage_desktop.store.database import Session
from engage_desktop.store.texts import Tally

_CONFIDENCE = {"wording_recommends_0_10": 0.95, "bare_0_10": 0.6}
_SURE = 0.99
NO_CONDITION = "kept_without_condition"
OTHER_KIND = "other_kind"


@dataclass(slots=True)
class Brought:
    """What a questionnaire made: its survey, its questions in order, and what was lost of them."""

    survey: Survey
    made: list[QuestionMade] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)


def bring(
    session: Session,
    source: SourceId,
    head: DesignHead,
    records: Iterable[Record],
    *,
    survey: str,
    tally: Tally,
) -> Brought:
    """Write the questions of a questionnaire into the survey of that name (new when there is none).

    `records` are its elements that came through; how each ends is added to `tally`, which holds those refused.
    """
    target = _target(session, source, head, survey)
    writer = _Writer(session, source, target, tally)
    for record in records:
        if isinstance(record, DesignRecord):
            writer.take(record)
    writer.set_conditions()
    writer.brought.survey = surveys.survey(session, target.id)
    return writer.brought


def _target(session: Session, source: SourceId, head: DesignHead, name: str) -> Survey:
    wanted = name or head.name
    known = next((s for s in surveys.surveys(session) if folded(s.name) == folded(wanted)), None)
    return known or surveys.add_survey(
        session,
        wanted,
        title=head.title,
        status=SurveyStatus.DRAFT,
        language=head.language,
        welcome=head.welcome,
        thanks=head.thanks,
        made_by_source_id=source,
    )


@dataclass(frozen=True, slots=True)
class _Wished:
    """A question written, with the condition that its file puts upon it."""

    row: int
    question: QuestionId
    condition: Condition


class _Writer:
    """Takes the elements of a questionnaire one after the other."""

    def __init__(self, session: Session, source: SourceId, survey: Survey, tally: Tally) -> None:
        self.brought = Brought(survey)
        self._session, self._source, self._survey, self._tally = session, source, survey, tally
        self._free = list(survey.questions)
        self._before = frozenset(each.id for each in survey.questions)
        self._answered = survey.responses > 0
        self._by_code: dict[str, Question] = {}  # as the file names them
        self._options: dict[str, dict[str, str]] = {}  # of each question of the file: its option codes → ours
        self._wished: list[_Wished] = []

    def take(self, record: DesignRecord) -> None:
        """Write one element; how it ended is in the tally."""
        tally = self._tally
        added = changed = False
        for place, draft in enumerate(record.drafts):
            known = self._known(draft, None)
            if known is not None and known.kind is not draft.kind and self._answered:
                tally.skipped.append(
                    RowProblem(record.row, draft.code, OTHER_KIND, draft.label, known.kind.value)
                )
                return
            question, news = self._write(draft, known, None)
            added, changed = added or known is None, changed or news
            self._note(record, draft, question)
            for row in record.rows if place == 0 else ():
                child = self._known(row, question.id)
                line, news = self._write(row, child, question.id)
                added, changed = added or (child is None and known is None), changed or news or child is None
                self._note(record, row, line)
        self.brought.remarks += record.remarks
        if added:
            tally.imported += 1
        elif changed:
            tally.updated += 1
        else:
            tally.duplicates += 1

    def set_conditions(self) -> None:
        """Put the conditions, once every question that they name is there."""
        questions = {each.id: each for each in surveys.survey(self._session, self._survey.id).questions}
        for wished in self._wished:
            said, question = wished.condition, questions[wished.question]
            asked = self._by_code.get(folded(said.code))
            if asked is None:
                lost = f"{said.code} {said.operator} {said.value}"
                self.brought.remarks.append(RowProblem(wished.row, question.code, NO_CONDITION, lost))
                continue
            value = self._options.get(folded(said.code), {}).get(folded(said.value), said.value)
            condition = Condition(asked.code, said.operator, value)
            if condition != question.condition:
                with self._recorded(question):
                    surveys.update_question(self._session, replace(question, condition=condition))

    def _known(self, draft: QuestionDraft, parent: QuestionId | None) -> Question | None:
        """The question of the survey that the draft means, each serving once."""
        same = [each for each in self._free if each.parent == parent]
        found = next((each for each in same if draft.code and folded(each.code) == folded(draft.code)), None)
        found = found or next(
            (each for each in same if each.kind is draft.kind and folded(each.label) == folded(draft.label)),
            None,
        )
        if found is not None:
            self._free.remove(found)
        return found

    def _write(
        self, draft: QuestionDraft, known: Question | None, parent: QuestionId | None
    ) -> tuple[Question, bool]:
        """The question of the draft, and whether a known one changed."""
        bare = replace(draft, condition=None)
        if known is None:
            return surveys.add_question(
                self._session, self._survey.id, bare, parent=parent, made_by_source_id=self._source
            ), False
        wished = replace(
            known,
            kind=draft.kind,
            label=draft.label,
            help=draft.help or known.help,
            required=draft.required,
            scale=draft.scale or known.scale,
            max_choices=draft.max_choices or known.max_choices,
        )
        with self._recorded(known):
            if wished != known:
                surveys.update_question(self._session, wished)
            options = surveys.add_options(self._session, known.id, draft.options)
        return replace(wished, options=options), wished != known or options != known.options

    def _recorded(self, question: Question) -> contextlib.AbstractContextManager[None]:
        """Note a change to a question that was there before this import: undo puts it back as it was."""
        return journal.recording(self._session) if question.id in self._before else contextlib.nullcontext()

    def _note(self, record: DesignRecord, draft: QuestionDraft, question: Question) -> None:
        self._by_code.setdefault(folded(draft.code or question.code), question)
        ours = {folded(option.label): option.code for option in question.options}
        self._options.setdefault(
            folded(draft.code or question.code),
            {
                folded(option.code or option.label): ours.get(folded(option.label), option.code)
                for option in draft.options
            },
        )
        if draft.condition is not None:
            self._wished.append(_Wished(record.row, question.id, draft.condition))
        confidence = _CONFIDENCE.get(record.reason, _SURE)
        self.brought.made.append(
            QuestionMade(question.code, question.label, question.kind.value, confidence, record.reason)
        )
