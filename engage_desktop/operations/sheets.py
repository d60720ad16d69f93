"""What a study holds as tables to write: verbatims, responses, indicators, aspects, the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.emotions import Emotion
from engage_desktop.models.indicators import GroupFigure, Indicator, Interval
from engage_desktop.models.sheets import Cell, Heads, Sheet
from engage_desktop.models.sources import Missing
from engage_desktop.models.surveys import Question, QuestionKind
from engage_desktop.models.verbatims import Verbatim
from engage_desktop.models.written import in_words
from engage_desktop.operations.emotions import saying
from engage_desktop.progress import Progress
from engage_desktop.store import answers, codes, surveys, verbatims
from engage_desktop.store.database import Session
from engage_desktop.store.records import records

ENDINGS = (".csv", ".xlsx")
_PAGE = 500
_NEVER_ASKED = (QuestionKind.INFO, QuestionKind.GRID)
_Row = tuple[Cell, ...]


def write(sheet: Sheet, to: Path, *, progress: Progress | None = None, total: int = 0) -> int:
    """The table at `to`, CSV or XLSX by the ending, whole or not at all; gives how many cells had to be cut."""
    from engage_desktop.exporters import sheets

    ending = to.suffix.lower()
    if ending == ".csv":
        sheets.write_csv(sheet, to, progress=progress, total=total)
        return 0
    if ending == ".xlsx":
        return sheets.write_xlsx(sheet, to, progress=progress, total=total)
    raise EngageError(
        Reason.EXPORT_KIND_UNKNOWN, where=str(to), ending=ending or "—", known=" ".join(ENDINGS)
    )


def verbatim_sheet(
    session: Session,
    where: str,
    *,
    heads: Heads,
    feeling: Callable[[str], str],
    emotion: Callable[[Emotion], str],
    kind: Callable[[str], str],
) -> Sheet:
    """One row a verbatim that the filter selects, newest first; the functions word sentiments, emotions and kinds."""
    ids = verbatims.find(session, where).ids.tolist()
    names = {code.id: code.name for code in codes.tree(session)}
    attributes = surveys.attributes(session)

    def rows() -> Iterator[_Row]:
        emotions = saying(session)
        for first in range(0, len(ids), _PAGE):
            page = records(session, ids[first : first + _PAGE])
            for each, said in zip(page, emotions(page), strict=True):
                moved = " | ".join(map(emotion, said)) if said else ""
                coded = " | ".join(dict.fromkeys(names[coding.code] for coding in each.row.codings))
                carried = dict(each.attributes)
                yield (
                    *_said(each, heads, feeling=feeling, kind=kind, moved=moved, coded=coded),
                    *(carried.get(name) for name in attributes),
                )

    headers = (
        heads.reference, heads.text, heads.kind, heads.participant, heads.date, heads.survey, heads.wave,
        heads.question, heads.channel, heads.language, heads.nps, heads.sentiment, heads.polarity, heads.corrected,
        heads.emotions, heads.codes, heads.flagged, heads.memo, heads.file, heads.row, heads.written,
    )  # fmt: skip
    return Sheet(heads.verbatims, (*headers, *attributes), rows())


def _said(
    each: Verbatim,
    heads: Heads,
    *,
    feeling: Callable[[str], str],
    kind: Callable[[str], str],
    moved: str,
    coded: str,
) -> _Row:
    row, felt = each.row, each.row.feeling
    return (
        row.ref,
        row.text,
        kind(row.kind.value),
        each.pseudonym,
        None if row.said_at is None else row.said_at.isoformat(sep=" "),
        each.survey,
        each.wave,
        each.question_label,
        each.channel,
        each.language,
        row.nps,
        None if felt is None else feeling(felt.label.value),
        None if felt is None else round(felt.polarity, 4),
        heads.yes if felt is not None and felt.corrected else None,
        moved or None,
        coded,
        heads.yes if row.flagged else None,
        each.memo,
        each.origin.file,
        each.origin.row,
        _beside(each, heads),
    )


def _beside(each: Verbatim, heads: Heads) -> str | None:
    """What the file wrote of a verbatim beyond its values, each with its name."""
    names = {"text": heads.text, "date": heads.date, **dict(heads.counters)}
    told = [(score.code, score.written) for score in each.scores if score.written]
    told += [(names.get(what, what), cell) for what, cell in each.written]
    return " ; ".join(f"{name} : {in_words(cell)}" for name, cell in told) or None


def response_sheet(session: Session, where: str, *, heads: Heads, written: bool = False) -> Sheet:
    """One row a response that the filter selects, one column a question and an attribute.

    With `written`, the column of a question is followed by what the files wrote beyond the answers, where they did.
    """
    ids = answers.find(session, where)
    known = surveys.surveys(session)
    asked = [
        (survey.name, replace(question, label=survey.wording(question)))
        for survey in known
        for question in survey.questions
        if question.kind not in _NEVER_ASKED
    ]
    attributes = surveys.attributes(session)
    missing = {
        Missing.DONT_KNOW: heads.dont_know,
        Missing.NOT_APPLICABLE: heads.not_applicable,
        Missing.REFUSED: heads.refused,
    }

    told, dated = answers.written_questions(session) if written else (frozenset[int](), False)

    def rows() -> Iterator[_Row]:
        for first in range(0, len(ids), _PAGE):
            for each in answers.filled(session, ids[first : first + _PAGE]):
                carried, cells = dict(each.attributes), dict(each.written)
                given: dict[int, list[answers.Given]] = {}
                for question, answer in each.answers:
                    given.setdefault(question, []).append(answer)
                row: list[Cell] = [
                    each.number, each.survey, each.wave, each.participant, each.submitted_at.replace("T", " "),
                    *((each.date_written or None,) if dated else ()), each.language, each.file, each.row,
                    *(carried.get(name) for name in attributes),
                ]  # fmt: skip
                for _survey, each_asked in asked:
                    row.append(_given(given.get(each_asked.id, []), missing))
                    if each_asked.id in told:
                        row.append(in_words(cells.get(each_asked.id, "")) or None)
                yield tuple(row)

    headers = (
        heads.reference, heads.survey, heads.wave, heads.participant, heads.date,
        *((heads.date_written,) if dated else ()), heads.language, heads.file, heads.row,
    )  # fmt: skip
    wordings: list[str] = []
    for name, question in asked:
        wordings.append(_wording(name, question, alone=len(known) == 1))
        if question.id in told:
            wordings.append(heads.question_written.format(question=wordings[-1]))
    return Sheet(heads.responses, (*headers, *attributes, *wordings), rows())


def _wording(survey: str, question: Question, *, alone: bool) -> str:
    return question.label if alone else f"{survey} — {question.label}"


def _given(found: list[answers.Given], missing: dict[Missing, str]) -> Cell:
    said = [missing[each] if isinstance(each, Missing) else each for each in found]
    if len(said) == 1:
        return said[0]
    return " | ".join(str(each) for each in said) or None


def indicator_sheet(
    found: tuple[Indicator, ...],
    *,
    heads: Heads,
    name: Callable[[Indicator], str],
    unit: Callable[[Indicator], str],
) -> Sheet:
    """One row an indicator and one a group of it, with base and interval; no answer, no value."""

    def rows() -> Iterator[_Row]:
        for each in found:
            about = (name(each), each.survey, each.label)
            yield (*about, "", unit(each), each.n, each.excluded, *_value(each))
            for group in each.groups:
                yield (*about, group.group, unit(each), group.n, None, *_value(group))

    headers = (
        heads.indicator, heads.survey, heads.question, heads.group, heads.unit, heads.base, heads.set_aside,
        heads.value, heads.low, heads.high,
    )  # fmt: skip
    return Sheet(heads.indicators, headers, rows())


def _value(shown: Indicator | GroupFigure) -> _Row:
    return (shown.value, *_ends(shown.ci95))


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval.low, interval.high)


def aspect_sheet(found: tuple[AspectFigure, ...], *, heads: Heads) -> Sheet:
    """One row an aspect: how many speak of it, their tone with its interval, the NPS with and without it."""

    def rows() -> Iterator[_Row]:
        for each in found:
            change = each.impact.comparison
            yield (
                each.name, each.verbatims, each.share, each.mean, *_ends(each.ci95), each.negative, each.neutral,
                each.positive, each.impact.nps_with, each.impact.nps_without, change.difference, *_ends(change.ci95),
            )  # fmt: skip

    headers = (
        heads.aspect, heads.verbatims, heads.share, heads.polarity, heads.low, heads.high, heads.negatives,
        heads.neutrals, heads.positives, heads.nps_with, heads.nps_without, heads.nps_gap, heads.gap_low,
        heads.gap_high,
    )  # fmt: skip
    return Sheet(heads.aspects, headers, rows())


def codebook_sheet(session: Session, *, heads: Heads) -> Sheet:
    """One row a code, parents before their children."""
    paths: dict[int, str] = {}
    rows: list[_Row] = []
    for code in codes.tree(session):
        above = "" if code.parent is None else f"{paths[code.parent]} / "
        paths[code.id] = f"{above}{code.name}"
        rows.append((code.name, paths[code.id], code.color, code.key, code.description, code.count))
    headers = (heads.code, heads.path, heads.color, heads.key, heads.description, heads.count)
    return Sheet(heads.codebook, headers, rows)
