"""Texts whose tone somebody said: by the score given in the same form, or by correcting the engine."""

from __future__ import annotations

import json

import numpy as np
import numpy.typing as npt

from engage_desktop.models.calibration import Labelled, Tone
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.models.surveys import Direction, QuestionKind
from engage_desktop.store import columns
from engage_desktop.store.columns import ScoredQuestion
from engage_desktop.store.database import Session

BAD, GOOD, _UNSAID = -1, 1, 2
_TONE_OF = {Label.NEGATIVE: -1, Label.NEUTRAL: 0, Label.MIXED: 0, Label.POSITIVE: 1}
_SEED = 0
Tones = npt.NDArray[np.int8]


def tones_of_scores(session: Session) -> Tones:
    """What the score says of each live verbatim, in the order of `columns.verbatims`: -1, 0, 1, or 2 for nothing.

    NPS: 0-6, 7-8, 9-10. Failing that CSAT: below the middle of its scale, the middle, above (1-2, 3, 4-5).
    """
    return session.cache.get("tones", columns.TABLES | {"verbatim"}, lambda: _tones(session))


def _tones(session: Session) -> Tones:
    responses, verbatims = columns.responses(session), columns.verbatims(session)
    said = np.full(len(responses.id), _UNSAID, dtype=np.int8)
    for question in responses.of_kind(QuestionKind.CSAT.value):
        tones = _csat(question)
        np.copyto(said, tones, where=(responses.survey == question.survey) & (tones != _UNSAID))
    nps = _parted(responses.nps, 7, 8)
    np.copyto(said, nps, where=nps != _UNSAID)
    carried = np.full(len(verbatims.id), _UNSAID, dtype=np.int8)
    there = verbatims.response >= 0
    carried[there] = said[verbatims.response[there]]
    return carried


def _csat(question: ScoredQuestion) -> Tones:
    middle = (question.low + question.high) / 2
    tones = _parted(question.values, int(np.ceil(middle)), int(np.floor(middle)))
    return (
        tones
        if question.direction == Direction.HIGHER_IS_BETTER.value
        else np.where(tones == _UNSAID, tones, -tones)
    )


def _parted(values: columns.Bytes, low: int, high: int) -> Tones:
    """Below `low`, from `low` to `high`, above `high`; nothing where there is no point of the scale."""
    tones = np.where(values < low, -1, np.where(values > high, 1, 0)).astype(np.int8)
    tones[values > columns.LAST_POINT] = _UNSAID
    return tones


def count(session: Session) -> tuple[int, int]:
    """How many live verbatims have a score beside them, and how many a correction."""
    scored = int(np.count_nonzero(tones_of_scores(session) != _UNSAID))
    return scored, int(np.count_nonzero(columns.feelings(session).corrected))


def labelled(session: Session, *, most: int) -> tuple[Labelled, ...]:
    """Those texts by ascending id, a correction before a score; a fixed draw of `most`, every correction in it."""
    verbatims, feelings = columns.verbatims(session), columns.feelings(session)
    tones = tones_of_scores(session).copy()
    of_label = np.array([_TONE_OF[each] for each in LABELS], dtype=np.int8)
    tones[feelings.corrected] = of_label[feelings.label[feelings.corrected]]
    known = np.flatnonzero(tones != _UNSAID)
    if len(known) > most:
        kept = known[feelings.corrected[known]][:most]
        others = known[~feelings.corrected[known]]
        drawn = np.random.default_rng(_SEED).choice(others, most - len(kept), replace=False)
        known = np.sort(np.concatenate([kept, drawn]))
    ids = verbatims.id[known]
    texts = {
        key: (text, question)
        for key, text, question in session.rows(
            "SELECT v.id, v.text, coalesce(v.question_id, 0) FROM verbatim v JOIN json_each(?) j ON v.id = j.value",
            (json.dumps(ids.tolist()),),
        )
    }
    return tuple(
        Labelled(
            key,
            texts[key][0],
            Tone(int(tones[at])),
            int(verbatims.response[at]) if verbatims.response[at] >= 0 else -1 - int(at),
            bool(feelings.corrected[at]),
            texts[key][1],
        )
        for key, at in zip(ids.tolist(), known.tolist(), strict=True)
        if key in texts
    )
