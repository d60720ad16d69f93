"""Which verbatims, or which responses, a filter selects: one mask over the coded columns."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.filters import Filter, Key, Term
from engage_desktop.models.folding import fold
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.models.verbatims import KINDS
from engage_desktop.store import aspects, codings, columns, emotions, labelled, search, worlds
from engage_desktop.store.database import Session

Mask = npt.NDArray[np.bool_]

# A term about a response is answered on the responses and carried to their verbatims; the others the other way.
_CLEAR = 0.3  # |polarity| from which words and score are said to contradict each other
_ON_RESPONSES = frozenset({Key.NPS, Key.CSAT, Key.CES, Key.SCORE, Key.SURVEY, Key.WAVE})


def verbatim_mask(session: Session, wanted: Filter) -> Mask:
    """Which of the live verbatims (in the order of `columns.verbatims`) the filter selects."""
    mask = np.ones(len(columns.verbatims(session).id), dtype=np.bool_)
    for term in wanted.terms:
        hit = _verbatims(session, term)
        mask &= ~hit if term.negated else hit
    return mask


def response_mask(session: Session, wanted: Filter) -> Mask:
    """Which of the live responses the filter selects: those with a verbatim that a text condition selects."""
    mask = np.ones(len(columns.responses(session).id), dtype=np.bool_)
    for term in wanted.terms:
        hit = _responses(session, term)
        mask &= ~hit if term.negated else hit
    return mask


def _verbatims(session: Session, term: Term) -> Mask:
    if term.key in _ON_RESPONSES:
        return _carried(columns.verbatims(session).response, _responses(session, term))
    if term.key is Key.ATTRIBUTE:
        return _carried(columns.verbatims(session).person, _with_attribute(session, term))
    return _TEXT_TERMS[term.key](session, term)


def _responses(session: Session, term: Term) -> Mask:
    all_of = columns.responses(session)
    if term.key in _ON_RESPONSES:
        return _RESPONSE_TERMS[term.key](session, term)
    if term.key is Key.ATTRIBUTE:
        return _carried(all_of.person, _with_attribute(session, term))
    if term.key is Key.DATE:
        return _any(_between(all_of.moment, value) for value in term.values)
    if term.key is Key.SOURCE:
        return _one_of(all_of.source, _sources(session, term.values))
    hit = _TEXT_TERMS[term.key](session, term)
    mask = np.zeros(len(all_of.id), dtype=np.bool_)
    at = columns.verbatims(session).response[hit]
    mask[at[at >= 0]] = True
    return mask


def _carried(places: columns.Ints, mask: Mask) -> Mask:
    if not len(mask):
        return np.zeros(len(places), dtype=np.bool_)
    return np.where(places >= 0, mask[np.maximum(places, 0)], False)


def _one_of(values: npt.NDArray[Any], wanted: list[int]) -> Mask:
    found: Mask = np.isin(values, wanted)
    return found


def _any(masks: Iterable[Mask]) -> Mask:
    found = list(masks)
    union: Mask = np.logical_or.reduce(found)
    return union


# Terms about a response


def _nps(session: Session, term: Term) -> Mask:
    values = columns.responses(session).nps
    return _any(_points(values, value) for value in term.values)


def _points(values: columns.Bytes, wanted: str) -> Mask:
    groups = {"detractors": (0, 6), "passives": (7, 8), "promoters": (9, 10)}
    if wanted == "none":
        return values > columns.LAST_POINT
    low, high = groups[wanted] if wanted in groups else _bounds(wanted)
    return (values >= low) & (values <= high)


def _bounds(text: str) -> tuple[int, int]:
    low, dots, high = text.partition("..")
    first = int(low) if low else 0
    return first, (int(high) if high else columns.LAST_POINT) if dots else first


def _scored(kind: str) -> Callable[[Session, Term], Mask]:
    def of_kind(session: Session, term: Term) -> Mask:
        all_of = columns.responses(session)
        questions = all_of.of_kind(kind)
        if not questions:
            return np.full(len(all_of.id), term.values == ("none",), dtype=np.bool_)
        return _any(_points(q.values, value) for q in questions for value in term.values)

    return of_kind


def _of_question(session: Session, term: Term) -> Mask:
    """Responses by the points given to the question of that code, else to the only one whose code holds it."""
    all_of = columns.responses(session)
    wanted = fold(term.name)
    questions = [each for each in all_of.questions if fold(each.code) == wanted]
    if not questions and wanted:
        questions = [each for each in all_of.questions if wanted in fold(each.code)]
    if len({fold(each.code) for each in questions}) != 1:
        known = ", ".join(dict.fromkeys(each.code for each in all_of.questions)) or "—"
        raise EngageError(Reason.SCORED_QUESTION_UNKNOWN, name=term.name, known=known)
    values = np.full(len(all_of.id), columns.NO_ANSWER, dtype=np.uint8)
    for each in questions:
        np.copyto(values, each.values, where=all_of.survey == each.survey)
    return _any(_points(values, value) for value in term.values)


def _survey(session: Session, term: Term) -> Mask:
    rows = session.rows("SELECT id, name FROM survey WHERE deleted_at IS NULL")
    return _one_of(columns.responses(session).survey, _named(((r[0], r[1]) for r in rows), term.values))


def _wave(session: Session, term: Term) -> Mask:
    rows = session.rows("SELECT id, name FROM wave")
    return _one_of(columns.responses(session).wave, _named(((r[0], r[1]) for r in rows), term.values))


def _named(pairs: Iterable[tuple[int, str]], values: tuple[str, ...]) -> list[int]:
    """The ids whose name is one of `values`; failing that, whose name contains one."""
    known = [(key, fold(name)) for key, name in pairs]
    wanted = [fold(value) for value in values]
    exact = [key for key, name in known if name in wanted]
    return exact or [key for key, name in known if any(value and value in name for value in wanted)]


def _with_attribute(session: Session, term: Term) -> Mask:
    people = columns.participants(session)
    attribute = people.attribute(term.name)
    if attribute is None:
        known = ", ".join(each.name for each in people.attributes) or "—"
        raise EngageError(Reason.ATTRIBUTE_UNKNOWN, name=term.name, known=known)
    wanted = {fold(value) for value in term.values}
    numbers = [at for at, label in enumerate(attribute.labels) if fold(label) in wanted]
    if wanted & {"none", "sans"}:
        numbers.append(0)
    return _one_of(attribute.codes, numbers)


# Terms about a text


def _words(session: Session, term: Term) -> Mask:
    return _among(session, search.matching(session, term.values[0], phrase=term.name == "phrase"))


def _among(session: Session, ids: columns.Ints) -> Mask:
    return _at(session, columns.places(columns.verbatims(session).id, ids))


def _at(session: Session, places: columns.Ints) -> Mask:
    mask = np.zeros(len(columns.verbatims(session).id), dtype=np.bool_)
    mask[places[places >= 0]] = True
    return mask


def _forms(session: Session, term: Term) -> Mask:
    return _among(session, search.holding(session, term.values))


def _world(session: Session, term: Term) -> Mask:
    return _among(session, worlds.verbatims_of(session, term.values))


def _aspect(session: Session, term: Term) -> Mask:
    if term.name:
        return _among(session, aspects.verbatims_of(session, (term.name,), tones=term.values))
    return _among(session, aspects.verbatims_of(session, term.values))


def _emotion(session: Session, term: Term) -> Mask:
    return emotions.mask_of(session, term.values)


def _sentiment(session: Session, term: Term) -> Mask:
    label = columns.feelings(session).label
    number = {each.value: at for at, each in enumerate(LABELS)}
    return _one_of(label, [number.get(value, columns.NO_LABEL) for value in term.values])


def _corrected(session: Session, term: Term) -> Mask:
    corrected = columns.feelings(session).corrected
    return corrected if "yes" in term.values else ~corrected


def discordant(session: Session) -> Mask:
    """Clearly negative words beside a good score, clear praise beside a bad one: |polarity| from 0.3."""
    feelings = columns.feelings(session)
    tones, label = labelled.tones_of_scores(session), feelings.label
    blamed, praised = LABELS.index(Label.NEGATIVE), LABELS.index(Label.POSITIVE)
    crossed: Mask = ((tones == labelled.GOOD) & (label == blamed)) | (
        (tones == labelled.BAD) & (label == praised)
    )
    return crossed & (np.abs(feelings.polarity) >= _CLEAR)


def _discordant(session: Session, term: Term) -> Mask:
    found = discordant(session)
    return found if "yes" in term.values else ~found


def _kind(session: Session, term: Term) -> Mask:
    number = {each.value: at for at, each in enumerate(KINDS)}
    return _one_of(columns.verbatims(session).kind, [number[value] for value in term.values])


def _source(session: Session, term: Term) -> Mask:
    return _one_of(columns.verbatims(session).source, _sources(session, term.values))


def _sources(session: Session, values: tuple[str, ...]) -> list[int]:
    rows = session.rows("SELECT id, file, format FROM source WHERE removed_at IS NULL")
    wanted = [_words_of(value) for value in values]
    return [
        key
        for key, file, format_id in rows
        if any(
            value == str(key) or value == _words_of(format_id) or (value and value in _words_of(file))
            for value in wanted
        )
    ]


def _words_of(name: str) -> str:
    return fold(name).replace("_", " ")


def _date(session: Session, term: Term) -> Mask:
    moment = columns.verbatims(session).moment
    return _any(_between(moment, value) for value in term.values)


def _between(moment: columns.Ints, text: str) -> Mask:
    if text == "none":
        undated: Mask = moment == columns.NO_MOMENT
        return undated
    low, dots, high = text.partition("..")
    known: Mask = moment != columns.NO_MOMENT
    if low:
        known &= moment >= columns.moment_of(_edge(low, last=False).isoformat())
    upper = high if dots else low
    if upper:
        known &= moment < columns.moment_of((_edge(upper, last=True) + dt.timedelta(days=1)).isoformat())
    return known


def _edge(text: str, *, last: bool) -> dt.date:
    """The first or last day of a year, a month or a day."""
    parts = [int(part) for part in text.split("-")]
    try:
        year = parts[0]
        month = parts[1] if len(parts) > 1 else (12 if last else 1)
        day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
        return dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise EngageError(
            Reason.FILTER_BAD_VALUE, key="date", value=text, examples="date:2026-01..2026-03 date:2026-09-12"
        ) from error


def _question(session: Session, term: Term) -> Mask:
    rows = session.rows("SELECT id, code, label FROM question")
    wanted = [fold(value) for value in term.values]
    ids = [r[0] for r in rows if fold(r[1]) in wanted] or [
        r[0] for r in rows if any(value in fold(r[2]) for value in wanted)
    ]
    return _one_of(columns.verbatims(session).question, ids)


def _code(session: Session, term: Term) -> Mask:
    applied, places = codings.applied(session), codings.places(session)
    rows = session.rows("SELECT id, name, parent_id FROM code")
    mask = np.zeros(len(columns.verbatims(session).id), dtype=np.bool_)
    wanted = {fold(value) for value in term.values}
    if wanted & {"none", "sans", "aucun"}:
        mask |= ~_at(session, places)
    if wanted & {"any", "tous", "*"}:
        mask |= _at(session, places)
    family = {row[0] for row in rows if fold(row[1]) in wanted}
    grown = True
    while grown:  # a code stands for its sub-codes too
        more = {row[0] for row in rows if row[2] in family} - family
        family |= more
        grown = bool(more)
    return mask | _at(session, places[np.isin(applied.code, sorted(family))])


def _coder(session: Session, term: Term) -> Mask:
    applied = codings.applied(session)
    rows = session.rows("SELECT id, name FROM coder")
    ids = _named(((r[0], r[1]) for r in rows), term.values)
    return _at(session, codings.places(session)[np.isin(applied.coder, ids)])


def _by_sql(sql: str) -> Callable[[Session, Term], Mask]:
    def asked(session: Session, term: Term) -> Mask:
        rows = session.rows(sql)
        hit = _among(session, np.fromiter((r[0] for r in rows), dtype=np.int64, count=len(rows)))
        return hit if "yes" in term.values else ~hit

    return asked


def _by_text(sql: str) -> Callable[[Session, Term], Mask]:
    """Verbatims whose column (second of the row) is or contains one of the values."""

    def asked(session: Session, term: Term) -> Mask:
        rows = session.rows(sql)
        ids = _named(((r[0], r[1]) for r in rows), term.values)
        return _among(session, np.asarray(ids, dtype=np.int64))

    return asked


_RESPONSE_TERMS: dict[Key, Callable[[Session, Term], Mask]] = {
    Key.NPS: _nps,
    Key.CSAT: _scored("csat"),
    Key.CES: _scored("ces"),
    Key.SCORE: _of_question,
    Key.SURVEY: _survey,
    Key.WAVE: _wave,
}
_TEXT_TERMS: dict[Key, Callable[[Session, Term], Mask]] = {
    Key.WORDS: _words,
    Key.WORD: _forms,
    Key.WORLD: _world,
    Key.ASPECT: _aspect,
    Key.EMOTION: _emotion,
    Key.SENTIMENT: _sentiment,
    Key.CORRECTED: _corrected,
    Key.DISCORDANT: _discordant,
    Key.KIND: _kind,
    Key.SOURCE: _source,
    Key.DATE: _date,
    Key.QUESTION: _question,
    Key.CODE: _code,
    Key.CODER: _coder,
    Key.FLAGGED: _by_sql("SELECT id FROM verbatim WHERE flagged = 1"),
    Key.MEMO: _by_sql("SELECT target_id FROM memo WHERE target = 'verbatim'"),
    Key.LANGUAGE: _by_text("SELECT id, language FROM verbatim WHERE language <> ''"),
    Key.CHANNEL: _by_text("SELECT id, channel FROM verbatim WHERE channel <> ''"),
    Key.REF: _by_text("SELECT id, ref FROM verbatim"),
    Key.PARTICIPANT: _by_text(
        "SELECT v.id, p.pseudonym FROM verbatim v JOIN participant p ON p.id = v.participant_id"
    ),
}
