"""Which question of a survey a column of answers is about: its own by code, else by wording, else a new one."""

from __future__ import annotations

import re
from dataclasses import replace

from engage_desktop.models.ids import QuestionId, SourceId
from engage_desktop.models.names import folded, variable
from engage_desktop.models.sources import (
    ColumnMapping,
    Mapping,
    Plan,
    Proposal,
    QuestionMade,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.surveys import Question, QuestionDraft, QuestionKind, Survey
from engage_desktop.store import surveys
from engage_desktop.store.database import Session

_SAME_SURVEY = 0.8  # share of the questions of a file that a survey must have for the file to be its
_TELLING_ID = 6  # signs
_SAYS, _OWN_NAMES = 3, 2  # words of a question that say something; shorter names that do together
_ANY_TABLE = re.compile(  # headers that unrelated tables have
    r"^(?:(?:q|question|v|var|variable|col|colonne|column|champ|field|item|rep|reponse|answer) ?\d*"
    r"|notes?|scores?|nps|csat|ces|ratings?|stars?|etoiles?|satisfaction|texte?s?|libelle|contenu|content|body|message"
    r"|verbatims?|commentaires?|comments?|avis|reviews?|remarques?|feedback|opinion|raison|reason|pourquoi|why|sujet"
    r"|subject|titre|title|statut|status|type|categorie|category|tags?|suggestions?|recommandation|description)$"
)
_MONTH = re.compile(
    r"^(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march"
    r"|april|may|june|july|august|jan|fev|feb|mar|avr|apr|juil?|aou|aug|(?:sept?|oct|nov|dec)(?:em|o)?(?:bre|ber)?)$"
)


def ask(session: Session, survey: Survey, plan: Plan, source: SourceId) -> tuple[Question, ...]:
    """A question of the survey for each of the plan: its own of that code, or of that wording, else a new one.

    Each question serves once: two columns with the same wording stay two questions. Rows of a grid are made under
    it, and what specifies an « Autre » under its choice; where a survey has them flat, they stay so.
    """
    now = surveys.survey(session, survey.id)
    free = list(now.questions)
    found = [_found(now, free, plan, place) for place in range(len(plan.questions))]
    flat = {
        plan.grid_of(place) for place, each in enumerate(found) if each is not None and each.parent is None
    }
    writer = _Writer(session, now, source)
    made: dict[int, Question] = {}
    for place in sorted(range(len(found)), key=lambda place: plan.other_of(place) >= 0):
        draft, known = plan.questions[place], found[place]
        if known is not None:
            made[place] = writer.completed(known, draft)
            continue
        grid, choice = plan.grid_of(place), plan.other_of(place)
        if grid and grid in flat:
            draft, grid = replace(draft, label=plan.column_names[place]), ""
        parent = writer.grid(grid, draft) if grid else made[choice].id if choice >= 0 else None
        made[place] = writer.added(draft, parent)
    return tuple(made[place] for place in range(len(found)))


class _Writer:
    """Writes the questions that a survey lacks."""

    def __init__(self, session: Session, survey: Survey, source: SourceId) -> None:
        self._session, self._survey, self._source = session, survey, source
        self._grids = {
            folded(each.label): each.id for each in survey.questions if each.kind is QuestionKind.GRID
        }

    def completed(self, known: Question, draft: QuestionDraft) -> Question:
        """The known question with the options that it lacked."""
        codes = {folded(option.code) for option in known.options}
        lacking = tuple(option for option in draft.options if folded(option.label) not in codes)
        return replace(known, options=surveys.add_options(self._session, known.id, lacking))

    def added(self, draft: QuestionDraft, parent: QuestionId | None) -> Question:
        """A new question."""
        return surveys.add_question(
            self._session, self._survey.id, draft, parent=parent, made_by_source_id=self._source
        )

    def grid(self, wording: str, row: QuestionDraft) -> QuestionId:
        """The grid of that wording, made for its first row when there is none."""
        known = self._grids.get(folded(wording))
        if known is None:
            code = row.code.partition("[")[0] if "[" in row.code else ""
            made = self.added(QuestionDraft(QuestionKind.GRID, wording, code, scale=row.scale), None)
            known = self._grids[folded(wording)] = made.id
        return known


def known(survey: Survey, plan: Plan) -> tuple[Question, ...]:
    """The questions of the survey that the plan asks, nothing being made."""
    free = list(survey.questions)
    found = (_found(survey, free, plan, place) for place in range(len(plan.questions)))
    return tuple(each for each in found if each is not None)


def likeness(survey: Survey, plan: Plan) -> float:
    """The share of the plan's questions that the survey asks, by the same code or in the same words."""
    wordings = {folded(each) for question in survey.questions for each in _wordings(survey, question)}
    codes = {folded(question.code) for question in survey.questions}
    same = sum(
        not wordings.isdisjoint(_names(plan, place)) or not codes.isdisjoint(_codes(plan, place))
        for place in range(len(plan.questions))
    )
    return same / max(1, len(plan.questions))


def told(
    survey: Survey, questions: tuple[Question, ...], plan: Plan, mapping: Mapping
) -> tuple[QuestionMade, ...]:
    """The questions of an import as its outcome tells them, each with why it was read so."""
    by_index = {column.index: column for column in mapping.columns}
    columns = (by_index[index] for index in plan.columns)
    return tuple(
        QuestionMade(each.code, survey.wording(each), each.kind.value, column.confidence, column.reason)
        for each, column in zip(questions, columns, strict=True)
    )


def with_codes(mapping: Mapping, questions: tuple[Question, ...], plan: Plan) -> Mapping:
    """The mapping, each column of a question saying the code of its question: so it is found again, once reworded."""
    codes = {index: question.code for index, question in zip(plan.columns, questions, strict=True)}
    return replace(
        mapping,
        columns=tuple(
            replace(column, question_code=codes.get(column.index, column.question_code))
            for column in mapping.columns
        ),
    )


def _found(survey: Survey, free: list[Question], plan: Plan, place: int) -> Question | None:
    """The question of the survey that the plan asks at `place`, which is free no more."""
    same = [question for question in free if question.kind is plan.questions[place].kind]
    found = next((each for code in _codes(plan, place) for each in same if folded(each.code) == code), None)
    if found is None:
        names = _names(plan, place)
        found = next(
            (each for each in same if not names.isdisjoint(map(folded, _wordings(survey, each)))), None
        )
    if found is not None:
        free.remove(found)
    return found


def _names(plan: Plan, place: int) -> frozenset[str]:
    """How a survey may word the question that the plan asks at `place`."""
    grid, label = plan.grid_of(place), plan.questions[place].label
    return frozenset(map(folded, (plan.column_names[place], *_forms(grid, label)) if grid else (label,)))


def _codes(plan: Plan, place: int) -> tuple[str, ...]:
    """The codes that the plan may mean; a file of codes alone has them for wordings."""
    draft = plan.questions[place]
    bare = plan.column_names[place] if plan.grid_of(place) else draft.label
    said = (draft.code, "" if " " in bare.strip() else bare)
    return tuple(folded(variable(each)) for each in said if each)


def _wordings(survey: Survey, question: Question) -> tuple[str, ...]:
    """How a column may word the question; the row of a grid is « Grid [Row] » in every tool."""
    above = next((each for each in survey.questions if each.id == question.parent), None)
    if above is None:
        return (question.label,)
    own = () if above.kind is QuestionKind.GRID else (question.label,)
    return (*own, *_forms(above.label, question.label))


def _forms(grid: str, row: str) -> tuple[str, ...]:
    return (f"{grid} [{row}]", *(f"{grid} {dash} {row}" for dash in "–—-"))


def recognised(there: tuple[Survey, ...], plan: Plan, file_name: str) -> tuple[Survey | None, Survey | None]:
    """The survey whose answers a file holds, or the one that it only looks like.

    A survey that asks the same is taken for it when a question says something (three words, or two names that are not
    those of any table: « note », « commentaire », « q1 »), when nobody answered it yet, or when the names of file and
    survey differ by numbers and dates alone. Otherwise a person says so: the second value is then that survey.
    """
    best = max(there, key=lambda each: likeness(each, plan), default=None)
    if best is None or likeness(best, plan) < _SAME_SURVEY:
        return None, None
    named_alike = "" != _undated(best.name) == _undated(file_name)
    sure = not best.responses or named_alike or _tells(best, plan)
    return (best, None) if sure else (None, best)


def continued(
    session: Session, there: tuple[Survey, ...], plan: Plan, proposal: Proposal, mapping: Mapping
) -> Survey | None:
    """The survey of which a file is a newer export that asks more, if any.

    The file asks all that the survey does, and half of its first rows are responses of the survey by ids of six signs
    or more: shorter ones may be mere ranks, which every survey has.
    """
    places = [each.index for each in mapping.columns if each.role is Role.RESPONSE_ID]
    ids = {row[place].strip() for row in proposal.preview for place in places if place < len(row)}
    ids = {each for each in ids if len(each) >= _TELLING_ID}
    if not ids:
        return None
    answered = surveys.with_responses(session, ids)
    best = max(there, key=lambda each: answered.get(each.id, 0), default=None)
    if best is None or 2 * answered.get(best.id, 0) < len(ids) or not best.questions:
        return None
    asked = {each.id for each in known(best, plan)}
    return (
        best if all(each.id in asked or each.kind is QuestionKind.GRID for each in best.questions) else None
    )


def kept_apart(alike: Survey | None, mapping: Mapping) -> tuple[RowProblem, ...]:
    """What tells a person that a survey has the headers of this file and was not taken for its own."""
    if alike is None:
        return ()
    return (RowProblem(mapping.layout.first_row, "", "kept_apart", expected=alike.name),)


def aimed(mapping: Mapping, there: tuple[Survey, ...]) -> Mapping:
    """A mapping kept before, without the survey that it aimed at when that one is no more."""
    if mapping.kind is not SourceKind.RESPONSES or any(each.name == mapping.survey for each in there):
        return mapping
    return replace(mapping, survey="")


def _tells(survey: Survey, plan: Plan) -> bool:
    """Whether what the plan and the survey both ask could not be asked by just any table."""
    own = 0
    for place in range(len(plan.questions)):
        if _found(survey, list(survey.questions), plan, place) is None:
            continue
        words = max((_words(each) for each in _names(plan, place)), key=len)
        if len(words) >= _SAYS:
            return True
        own += bool(words) and not _ANY_TABLE.match(" ".join(words))
    return own >= _OWN_NAMES


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", name) if word]


def _undated(name: str) -> str:
    """A name without what changes from one export to the next."""
    return " ".join(
        word for word in _words(folded(name)) if not _MONTH.match(word) and not re.search(r"\d", word)
    )


def asked_by(surveys: tuple[Survey, ...], mapping: Mapping) -> Survey | None:
    """The survey that asks most of the columns that are not the tool's own; None when none asks half of them."""
    told = [each for each in mapping.columns if each.reason not in ("tool_column", "part_of_choice", "empty")]
    if mapping.kind is not SourceKind.RESPONSES or len(told) < 2:
        return None
    known = {survey.id: sum(_named(survey, column) is not None for column in told) for survey in surveys}
    best = max(surveys, key=lambda survey: known[survey.id], default=None)
    return best if best is not None and 2 * known[best.id] >= len(told) else None


def knowing(mapping: Mapping, survey: Survey) -> Mapping:
    """The mapping, a column of a question that the survey asks having its kind, where no cell can be refused for it."""
    return replace(mapping, columns=tuple(_as_asked(column, survey) for column in mapping.columns))


def _named(survey: Survey, column: ColumnMapping) -> Question | None:
    """The question that a column names, by its wording or by its code."""
    own = "" if column.grid else column.name
    names = {
        folded(each) for each in (own, column.header, variable(column.question_code or column.header)) if each
    }
    return next(
        (
            question
            for question in survey.questions
            if folded(question.code) in names
            or not names.isdisjoint(map(folded, _wordings(survey, question)))
        ),
        None,
    )


def _as_asked(column: ColumnMapping, survey: Survey) -> ColumnMapping:
    question = _named(survey, column)
    if question is None or column.columns or column.reason == "tool_column":
        return column
    if question.kind.scored and column.role is Role.SCALE and column.scale and question.scale:
        if (column.scale.low, column.scale.high) != (question.scale.low, question.scale.high):
            return column
        return replace(
            column,
            role=Role(question.kind.value),
            scale=question.scale,
            confidence=0.95,
            reason="asked_by_survey",
        )
    listed = question.kind in (QuestionKind.SINGLE, QuestionKind.TEXT)
    if (
        listed
        and column.role in (Role.ATTRIBUTE, Role.TEXT, Role.SINGLE)
        and column.role.value != question.kind.value
    ):
        options = tuple(option.label for option in question.options)
        return replace(
            column, role=Role(question.kind.value), options=options, confidence=0.95, reason="asked_by_survey"
        )
    return column
