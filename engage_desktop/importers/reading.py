"""A file read by its mapping: records and refused rows, one for each row of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import answers_json, figures, formats, interview, mentions, opening
from engage_desktop.importers.responses import ResponseReader, plan_of
from engage_desktop.models.sources import (
    QUESTION_ROLES,
    Mapping,
    Reading,
    Record,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.progress import Progress


def read(path: Path, mapping: Mapping, *, progress: Progress | None = None) -> Reading:
    """`path` opened with `mapping`: read its `records` once, and close the iterator to stop early.

    Raises `EngageError`; UNCLOSED_QUOTE, FILE_TOO_LARGE and READER_FAILED may also come while records are read.
    """
    if mapping.format == formats.ANSWERS.id:
        return answers_json.read(path, mapping)
    family = formats.family(mapping.format)
    if family is not None:
        return family.read(path, mapping, progress)
    if mapping.kind is SourceKind.INTERVIEW:
        return interview.read(path, mapping, progress=progress)
    if mapping.kind is SourceKind.FIGURES:
        return figures.read(path, mapping, progress=progress)
    profile = formats.profile(mapping.format)
    if profile is None:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=mapping.format)
    table = opening.open_table(path, profile.id, mapping.layout, progress=progress)
    _check(path, mapping, len(table.headers))
    records: Iterator[Record | RowProblem]
    if mapping.kind is SourceKind.MENTIONS:
        mentioned = mentions.MentionReader(
            mapping,
            table.headers,
            refused=table.refused,
            before=table.before,
            kind=profile.said_as,
            channel=profile.channel,
        )
        records = mentioned.records(table.batches)
    else:
        codes, nobody = profile.missing_codes, profile.empty_names
        answered = ResponseReader(
            mapping,
            table.headers,
            codes=codes,
            nobody=nobody,
            refused=table.refused,
            before=table.before,
            needs_date=profile.unfinished_without_date,
        )
        records = answered.records(table.batches)
    return Reading(plan_of(mapping), records)


def _check(path: Path, mapping: Mapping, width: int) -> None:
    useful = (Role.MENTION,) if mapping.kind is SourceKind.MENTIONS else (*QUESTION_ROLES, Role.ATTRIBUTE)
    if not any(column.role in useful for column in mapping.columns):
        raise EngageError(Reason.NO_USEFUL_COLUMN, where=str(path))
    for column in mapping.columns:
        if column.role is not Role.IGNORE and max((column.index, *column.columns)) >= width:
            detail = f"{column.header} ({column.index + 1} > {width})"
            raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail=detail)
