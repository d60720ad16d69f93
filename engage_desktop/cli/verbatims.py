"""The verb that shows verbatims."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.models.codes import Coding
from engage_desktop.models.sentiment import Term, weighed_within
from engage_desktop.models.verbatims import Feeling, Score, Verbatim
from engage_desktop.store.database import Session
from engage_desktop.wording import figures, tn, tr
from engage_desktop.wording.typography import decimal, ellipsis

_TEXT_SHOWN = 100
_PAGE = 500
_STANDARD = ("nps", "csat", "ces")


def verbatims(call: argparse.Namespace) -> int:
    """The verbatims that a filter selects, newest first."""
    from engage_desktop.store import verbatims as store
    from engage_desktop.store.records import records

    with opening.session(call.study) as session:
        found = store.find(session, call.where or "")
        ids = found.ids if call.limit is None else found.ids[: call.limit]
        total = len(found.ids)
        if call.json:
            names = _Names(session)
            listed = ids.tolist()
            pages = (listed[first : first + _PAGE] for first in range(0, len(listed), _PAGE))
            items = (_verbatim(each, names) for page in pages for each in records(session, page))
            output.document_of_many({"total": total}, "verbatims", items)
        else:
            _say(session, ids.tolist(), total)
    return status.DONE


class _Names:
    """The names of codes and coders by their ids, and what the passages coded add to the tone of their texts."""

    def __init__(self, session: Session) -> None:
        from engage_desktop.store import codes

        self._session = session
        self.codes = {code.id: code.name for code in codes.tree(session)}
        self.coders = {coder.id: coder.name for coder in codes.coders(session)}

    def codings(self, verbatim: Verbatim) -> list[Document]:
        """Each application of a code; one to a passage of a text that was read says its share of the polarity."""
        from engage_desktop.operations import sentiment

        row = verbatim.row
        spans = any(coding.start is not None for coding in row.codings)
        terms: tuple[Term, ...] = ()
        if spans and row.feeling is not None:
            terms = sentiment.explain_in(self._session, row.text, question=verbatim.question_label).terms
        return [self._coding(coding, terms, read=row.feeling is not None) for coding in row.codings]

    def _coding(self, coding: Coding, terms: tuple[Term, ...], *, read: bool) -> Document:
        made: Document = {
            "code": self.codes[coding.code],
            "coder": self.coders[coding.coder],
            "start": coding.start,
            "end": coding.end,
        }
        if read and coding.start is not None and coding.end is not None:
            made["polarity"] = weighed_within(terms, coding.start, coding.end)
        return made


def _verbatim(verbatim: Verbatim, names: _Names) -> Document:
    from engage_desktop.operations.emotions import felt

    row, origin = verbatim.row, verbatim.origin
    return {
        "id": row.id,
        "ref": row.ref,
        "text": row.text,
        "kind": row.kind.value,
        "participant": verbatim.pseudonym or None,
        "date": None if row.said_at is None else _moment(row.said_at),
        "survey": verbatim.survey or None,
        "wave": verbatim.wave or None,
        "question": verbatim.question_label or None,
        "question_code": verbatim.question_code or None,
        "scores": _scores(verbatim.scores),
        "written": _written(verbatim),
        "sentiment": None if row.feeling is None else _feeling(row.feeling),
        "emotions": [] if verbatim.language not in ("", "fr") else output.emotions(felt(row.text)),
        "codes": names.codings(verbatim),
        "attributes": dict(verbatim.attributes),
        "counters": dict(verbatim.counters),
        "channel": verbatim.channel or None,
        "language": verbatim.language or None,
        "flagged": row.flagged,
        "memo": verbatim.memo or None,
        "origin": {
            "source_id": origin.source,
            "file": origin.file,
            "sheet": origin.sheet or None,
            "row": origin.row,
            "column": origin.column or None,
            "start_ms": origin.start_ms,
        },
    }


def _moment(said_at: dt.datetime) -> str:
    """A day alone when no hour is known."""
    return said_at.date().isoformat() if said_at.time() == dt.time() else said_at.isoformat()


def _scores(scores: Iterable[Score]) -> dict[str, int]:
    """By indicator; a second question of one indicator, or a plain scale, goes by its variable name."""
    return {key: score.value for key, score in _named(scores).items()}


def _named(scores: Iterable[Score]) -> dict[str, Score]:
    found: dict[str, Score] = {}
    for score in scores:
        key = score.kind if score.kind in _STANDARD and score.kind not in found else score.code
        found[key] = score
    return found


def _written(verbatim: Verbatim) -> dict[str, str]:
    """The cells that say more than their value, as the file wrote them: by score, "date", "text" or counter."""
    told = {key: score.written for key, score in _named(verbatim.scores).items() if score.written}
    return {**told, **dict(verbatim.written)}


def _feeling(feeling: Feeling) -> Document:
    return {
        "polarity": feeling.polarity,
        "label": feeling.label.value,
        "confidence": feeling.confidence,
        "corrected": feeling.corrected,
    }


def _say(session: Session, ids: list[int], total: int) -> None:
    names = _Names(session)
    rows = list(_rows(session, ids, names))
    headers = (tr("Id"), tr("Réf."), tr("Date"), tr("NPS"), tr("Sentiment"), tr("Codes"), tr("Texte"))
    output.table(headers, rows, right=frozenset({0, 3}))
    output.say()
    said = tn("{n} verbatim", "{n} verbatims", total)
    output.say(said if len(ids) == total else tr("{shown} sur {all}", shown=str(len(ids)), all=said))


def _rows(session: Session, ids: list[int], names: _Names) -> Iterator[tuple[str, ...]]:
    from engage_desktop.store import verbatims as store

    for first in range(0, len(ids), _PAGE):
        for row in store.page(session, ids[first : first + _PAGE]):
            felt = row.feeling
            said = (
                ""
                if felt is None
                else f"{figures.part_name(felt.label.value)} {decimal(felt.polarity, 2, signed=True)}"
            )
            yield (
                str(row.id),
                row.ref,
                "" if row.said_at is None else row.said_at.date().isoformat(),
                "" if row.nps is None else str(row.nps),
                said,
                ", ".join(dict.fromkeys(names.codes[coding.code] for coding in row.codings)),
                ellipsis(row.text, _TEXT_SHOWN),
            )


VERBS = {"verbatims": verbatims}
