"""Bringing records into a study in bulk: found again, updated or written, tens of thousands at a time.

Rows are numbered here (one writer at a time), written by `executemany` on tuples, and their texts indexed by page:
forty times faster than objects, and the search index ten times faster than by triggers.

Binding None, or bytes, costs ten times what binding a number does (the driver looks for an adapter each time): so
0 and "" go in for nothing, hashes as byte arrays, and answers by their shape.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from engage_desktop.models.folding import fold
from engage_desktop.models.ids import QuestionId
from engage_desktop.models.sources import Missing, Plan, ResponseRecord, RowProblem
from engage_desktop.models.surveys import OptionDraft, Question, QuestionKind
from engage_desktop.models.written import DATE
from engage_desktop.store import surveys, updating
from engage_desktop.store.batch import MISSING_POINTS, Batch, Scored
from engage_desktop.store.database import Session
from engage_desktop.store.known import Known
from engage_desktop.store.mentions import MentionLoader
from engage_desktop.store.people import People
from engage_desktop.store.texts import PAGE, Tally, Texts, TurnLoader
from engage_desktop.store.written import Cells

__all__ = ["MentionLoader", "ResponseLoader", "Tally", "TurnLoader"]

_MOST_OPTIONS = 200
_LONGEST_OPTION = 120

_RESPONSE = (
    "INSERT INTO response (id, survey_id, wave_id, participant_id, source_id, number, external_id, submitted_at,"
    " language, row, content_hash, complete, written_id)"
    " VALUES (?, ?, nullif(?, 0), ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, nullif(?, 0))"
)
_POINT = "INSERT INTO answer (response_id, question_id, number) VALUES (?, ?, ?)"
_TOLD = "INSERT INTO answer (response_id, question_id, number, written_id) VALUES (?, ?, ?, ?)"
_CHOICE = "INSERT INTO answer (response_id, question_id, rank, option_id) VALUES (?, ?, ?, ?)"
_LIVE = "source_id IN (SELECT id FROM source WHERE removed_at IS NULL)"

_NOTHING: dict[int, int] = {}

AnswerRow = tuple[int, int, int, float | None, int | None, str | None, str | None, int | None]


class ResponseLoader:
    """Takes filled forms into one survey.

    `questions` follows the plan. A response that carries the tool's own id is found again by it, and updated when
    it changed; another is found again by its content. Within the file, a second row equal to one that says who or
    when is refused as its double.
    """

    def __init__(
        self,
        session: Session,
        source: int,
        survey: int,
        plan: Plan,
        questions: tuple[Question, ...],
        sheet: str,
    ) -> None:
        self.tally = Tally()
        self.batch = Batch()
        self.survey = survey
        self.remarks: list[RowProblem] = []  # codes that left their words when these changed
        self._session, self._source, self._survey = session, source, survey
        self._plan, self._questions, self.sheet = plan, questions, sheet
        self._people, self._texts = People(session, source), Texts(session, self.batch)
        self._cells = Cells(session)
        self._attributes = tuple(self._people.attribute(name) for name in plan.attributes)
        self._next = int(session.sql("SELECT coalesce(max(id), 0) + 1 FROM response").scalar() or 1)
        self._number = int(session.sql("SELECT coalesce(max(number), 0) + 1 FROM response").scalar() or 1)
        live = f"FROM response WHERE survey_id = ? AND {_LIVE}"
        self._by_id = Known(
            session.rows(
                f"SELECT external_id, id, content_hash {live} AND external_id IS NOT NULL", (survey,)
            ),
            self._brought,
        )
        self._by_content: dict[bytes, int] = Counter(
            row[0] for row in session.rows(f"SELECT content_hash {live} AND external_id IS NULL", (survey,))
        )
        self._seen: dict[bytes, int] = {}
        self._options: dict[int, dict[str, int]] = {
            question.id: {fold(option.label): option.id for option in question.options}
            for question in questions
        }
        self._labels: dict[int, str] = {
            option.id: option.label for question in questions for option in question.options
        }
        self._joints = {
            int(question.id): joint
            for question, joint in zip(questions, plan.joints, strict=bool(plan.joints))
        }
        self._scored = {int(question.id): Scored() for question in questions if question.kind.scored}
        self.batch.scores = self._scored
        # A list that nobody gave is made of the answers; in a given list, an answer beside it is « Autre ».
        self._open = {
            question.id
            for question, draft in zip(questions, plan.questions, strict=True)
            if question.kind.has_options and not draft.options
        }
        self._specified: dict[
            int, list[int]
        ] = {}  # by place of a choice, the texts that specify its « Autre »
        for place in range(len(questions)):
            if plan.other_of(place) >= 0:
                self._specified.setdefault(plan.other_of(place), []).append(place)
        self._columns = tuple(
            (place, question, int(question.id), question.kind is QuestionKind.TEXT)
            for place, question in enumerate(questions)
        )
        self._described: list[tuple[int, tuple[str | None, ...]]] = []
        self._responses: list[tuple[Any, ...]] = []
        self._points: list[tuple[int, int, float]] = []
        self._told: list[tuple[int, int, float, int]] = []  # points with what their cell says
        self._choices: list[tuple[int, int, int, int]] = []
        self._answers: list[AnswerRow] = []

    def _brought(self) -> list[tuple[str, int, bytes]]:
        """The tool's id, our id and the content of all that this import wrote so far."""
        self.flush()
        return self._session.rows(
            "SELECT external_id, id, content_hash FROM response WHERE source_id = ? AND external_id IS NOT NULL",
            (self._source,),
        )

    def take(self, record: ResponseRecord, wave: int | None) -> None:
        """Take one record; what becomes of it is in the tally."""
        content = content_of(record)
        if record.external_id is not None:
            known = self._by_id.get(record.external_id)
            if known is not None:
                self._again(record, known, content)
                return
            self._by_id.put(record.external_id, self._next, content)
        elif self._by_content.get(content, 0) > 0:
            self._by_content[content] -= 1
            self.tally.duplicates += 1
            return
        elif record.submitted_at is not None or record.participant is not None:
            first = self._seen.setdefault(content, record.row)
            if first != record.row:
                self.tally.skipped.append(RowProblem(record.row, "", "duplicate_of_row", "", str(first)))
                return
        self._write(record, wave, content)

    def flush(self) -> None:
        """Write what is waiting: people before responses, responses before what hangs on them."""
        self._people.describe_as(self._attributes, self._described, self.batch)
        self._people.flush(self.batch)
        self._described = []
        self._cells.flush()
        self._session.bulk("response", _RESPONSE, self._responses)
        self._session.bulk("answer", _POINT, self._points)
        self._session.bulk("answer", _TOLD, self._told)
        self._session.bulk("answer", _CHOICE, self._choices)
        self._session.bulk("answer", updating.ANSWER, self._answers)
        self._texts.flush()
        self._count()
        self._responses, self._points, self._told, self._choices, self._answers = [], [], [], [], []

    def _count(self) -> None:
        rows = self._responses
        self.batch.responses.add(
            [row[0] for row in rows],
            [row[1] for row in rows],
            [row[2] for row in rows],
            [row[4] for row in rows],
            [row[3] for row in rows],
            dates=[row[7] for row in rows],
        )
        for question, kept in self._scored.items():
            mine = [(key, int(point)) for key, asked, point in self._points if asked == question]
            mine += [(key, int(point)) for key, asked, point, _said in self._told if asked == question]
            mine += [
                (row[0], MISSING_POINTS[row[6]]) for row in self._answers if row[1] == question and row[6]
            ]
            kept.response.extend([key for key, _point in mine])
            kept.point.extend([point for _key, point in mine])

    def _write(self, record: ResponseRecord, wave: int | None, content: bytes) -> None:
        key, number = self._next, self._number
        self._next, self._number = key + 1, number + 1
        who = self._people.find(record.participant)
        self._described.append((who, record.attributes))
        written = self.kept(record) if record.written else _NOTHING
        self._responses.append(
            (
                key, self._survey, wave or 0, who, self._source, number, record.external_id or "",
                record.submitted_at or "", record.language or "", record.row, bytearray(content),
                int(record.complete), written.get(DATE, 0),
            )
        )  # fmt: skip
        for (place, question, asked, is_text), value in zip(self._columns, record.answers, strict=True):
            if value is None:
                if place in self._specified:
                    self._sort(self._with_other(key, question, [], record, place))
                continue
            if is_text and isinstance(value, str):
                self.say(record, key, number, who, place, value, written.get(place, 0))
            elif not isinstance(value, int | float):
                self._sort(self._chosen_by(key, record, place, written))
            elif place in written:
                self._told.append((key, asked, float(value), written[place]))
            else:
                self._points.append((key, asked, float(value)))
        self.tally.imported += 1
        if len(self._responses) >= PAGE:
            self.flush()

    def _sort(self, rows: list[AnswerRow]) -> None:
        """Put answers with those of their shape."""
        for row in rows:
            key, asked, rank, _number, option, text, _missing, written = row
            if option is not None and text is None and written is None:
                self._choices.append((key, asked, rank, option))
            else:
                self._answers.append(row)

    @property
    def only_added(self) -> bool:
        """Whether the batch says all: nothing that was there before has changed."""
        return not self.tally.updated and not self.batch.describes_before(self._people.first)

    def person(self, identity: str | None) -> int:
        """The participant of that identity, written before anything hangs on it."""
        who = self._people.find(identity)
        self._people.flush(self.batch)
        return who

    def describe(self, who: int, record: ResponseRecord) -> None:
        """Note the attributes of who gave the record."""
        for attribute, value in zip(self._attributes, record.attributes, strict=True):
            if value is not None:
                self._people.describe(who, attribute, value)

    def kept(self, record: ResponseRecord) -> dict[int, int]:
        """Under which number each cell that says more than its value is kept, by place."""
        return {place: self._cells.keep(cell) for place, cell in record.written}

    def say(
        self, record: ResponseRecord, key: int, number: int, who: int, place: int, text: str, written: int
    ) -> None:
        """Take a text that answers the question at `place` of the plan."""
        question = self._questions[place]
        column = self._plan.column_names[place]
        self._texts.add(
            "", "answer", f"R-{number:04d}", text,
            (
                who, key, int(question.id), self._source, "", record.submitted_at or "", "", "", "", "",
                record.language or "", "", 0, "", self.sheet, record.row, column, -1, -1, place, written, 0,
            ),
        )  # fmt: skip
        self.tally.verbatims += 1

    def answers_of(
        self, key: int, record: ResponseRecord, written: dict[int, int], but: frozenset[int] = frozenset()
    ) -> list[AnswerRow]:
        """The answer rows of a record, texts apart, and those of the questions in `but`."""
        found: list[AnswerRow] = []
        for place, _question, asked, is_text in self._columns:
            if asked not in but and not (is_text and isinstance(record.answers[place], str)):
                found += self._chosen_by(key, record, place, written)
        return found

    def _chosen_by(
        self, key: int, record: ResponseRecord, place: int, written: dict[int, int]
    ) -> list[AnswerRow]:
        """The answer rows of one question of a record."""
        question, value = self._questions[place], record.answers[place]
        rows = [] if value is None else self.coded(key, question, value, written.get(place))
        return self._with_other(key, question, rows, record, place) if place in self._specified else rows

    def _with_other(
        self, key: int, question: Question, rows: list[AnswerRow], record: ResponseRecord, place: int
    ) -> list[AnswerRow]:
        """The rows with « Autre » among them, where a text of its own column specifies it and nothing else is said."""
        said = any(isinstance(record.answers[text], str) for text in self._specified[place])
        answered = any(row[4] is not None for row in rows)
        if not said or (answered and question.kind is QuestionKind.SINGLE):
            return rows
        other = self._other(question)
        if any(row[4] == other for row in rows):
            return rows
        chosen = rows if answered else []
        return [*chosen, (key, question.id, len(chosen), None, other, None, None, None)]

    def coded(
        self, key: int, question: Question, value: object, written: int | None = None
    ) -> list[AnswerRow]:
        """The answer rows of one cell; what it says beyond its value, kept as `written`, goes with the first."""
        if isinstance(value, Missing):
            return [(key, question.id, 0, None, None, None, value.value, written)]
        if isinstance(value, int | float):
            return [(key, question.id, 0, float(value), None, None, None, written)]
        if question.kind.has_options:
            return self._chosen(key, question, value if isinstance(value, tuple) else (str(value),), written)
        said = " ; ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
        return [(key, question.id, 0, None, None, said, None, written)]

    def _chosen(
        self, key: int, question: Question, labels: tuple[str, ...], written: int | None
    ) -> list[AnswerRow]:
        """The options of a list of labels; a cell that spells one otherwise than the survey is kept."""
        found = [self._option(question, label) for label in labels]
        if written is None and any(odd for _option, _text, odd in found):
            written = self._cells.keep(self._joints.get(int(question.id), ";").join(labels))
        return [
            (key, question.id, rank, None, option, text, None, None if rank else written)
            for rank, (option, text, _odd) in enumerate(found)
        ]

    def _option(self, question: Question, label: str) -> tuple[int, str | None, bool]:
        """The option of a label, the label itself where it is « Autre », and whether the option is spelt otherwise."""
        options = self._options[question.id]
        option = options.get(fold(label))
        room = len(options) < _MOST_OPTIONS and len(label) <= _LONGEST_OPTION
        if option is None and room and question.id in self._open:
            option = self._new_option(question.id, OptionDraft(label))
        if option is not None:
            return option, None, self._labels.get(option) != label
        return self._other(question), label, False

    def _other(self, question: Question) -> int:
        """The option « Autre » of a question, made when it has none."""
        options = self._options[question.id]
        other = options.get("\0other")
        if other is None:
            live = next((each for each in question.options if each.is_other), None)
            other = (
                int(live.id) if live else self._new_option(question.id, OptionDraft("Autre", is_other=True))
            )
            options["\0other"] = other
        return other

    def _new_option(self, question: QuestionId, draft: OptionDraft) -> int:
        made = surveys.add_options(self._session, question, (draft,))
        found = next(each for each in made if fold(each.label) == fold(draft.label))
        self._labels[found.id] = found.label
        self._options[question][fold(draft.label)] = int(found.id)
        return int(found.id)

    def _again(self, record: ResponseRecord, known: tuple[int, bytes], content: bytes) -> None:
        key, before = known
        if before == content:
            self.tally.duplicates += 1
            return
        self.flush()  # it may have been written by this very file
        written = self.kept(record)
        answers = self.answers_of(key, record, written)
        texts: dict[int, tuple[str, updating.Place]] = {}
        for place, (question, value) in enumerate(zip(self._questions, record.answers, strict=True)):
            if question.kind is QuestionKind.TEXT and isinstance(value, str):
                origin = updating.Place(
                    self._source, record.row, self.sheet, self._plan.column_names[place], written.get(place)
                )
                texts[int(question.id)] = value, origin
        person = updating.response(
            self._session,
            key,
            record,
            content,
            source=self._source,
            written=written.get(DATE),
            questions=[int(q.id) for q in self._questions],
            answers=answers,
        )
        added, lost = updating.texts(self._session, key, texts)
        self.remarks += lost
        number = int(self._session.rows("SELECT number FROM response WHERE id = ?", (key,))[0][0])
        for place, question in enumerate(self._questions):
            if int(question.id) in added:
                text, _origin = texts[int(question.id)]
                self.say(record, key, number, person, place, text, written.get(place, 0))
        self.describe(person, record)
        self.flush()
        self._by_id.put(str(record.external_id), key, content)
        self.tally.updated += 1


def content_of(record: ResponseRecord) -> bytes:
    """What tells one filled form from another of the same survey."""
    said = repr((record.participant, record.submitted_at, record.attributes, record.answers))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
