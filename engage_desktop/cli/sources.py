"""Verbs upon sources: the formats, imports, and taking one back."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from engage_desktop.cli import merging, opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import SourceId
from engage_desktop.models.merging import FORMAT
from engage_desktop.models.personal import KINDS
from engage_desktop.models.sources import Mapping, Outcome, Role, SourceKind
from engage_desktop.progress import Progress
from engage_desktop.store.database import Study
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer, percent

# What concerns the study and not one file: there is no use in going on with the next.
_OF_THE_STUDY = frozenset(
    {
        Reason.DISK_FULL,
        Reason.STUDY_DAMAGED,
        Reason.STUDY_READ_ONLY,
        Reason.STUDY_IN_USE,
        Reason.FOLDER_READ_ONLY,
    }
)


def formats(call: argparse.Namespace) -> int:
    """The import formats."""
    from engage_desktop.operations.formats import list_formats as known

    if call.json:
        found: list[Document] = [
            {"id": each.id, "kind": each.kind.value, "name": tr(each.name), "how": tr(each.how)}
            for each in known()
        ]
        output.document({"formats": found})
    else:
        rows = [(each.id, each.kind.value, tr(each.name), tr(each.how)) for each in known()]
        output.table((tr("Format"), tr("Genre"), tr("Nom"), tr("Reconnu à")), rows)
    return status.DONE


def import_files(call: argparse.Namespace) -> int:
    """Import each file, whole or not at all; one that is refused does not keep the others out."""
    _expect_format(call.format)
    if call.invited and not call.wave:
        raise CallError(tr("--invited va avec --wave."))
    if merging.is_study(call):
        merging.expect_plain(call)
    mapping = _mapping(call.mapping)
    done: list[tuple[Path, Outcome]] = []
    refused: list[tuple[Path, EngageError]] = []
    with opening.writing(call.study) as study, output.showing() as progress:
        for path in call.files:
            try:
                done.append((path, _import(call, study, path, mapping, progress)))
            except EngageError as error:
                if error.reason in _OF_THE_STUDY:
                    raise
                refused.append((path, error))
            except OSError as fault:
                detail = fault.strerror or type(fault).__name__
                refused.append((path, EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=detail)))
    if call.json:
        output.document(
            {
                "files": [_outcome(path, outcome) for path, outcome in done],
                "refused": [
                    {"file": str(path), "reason": error.reason.value, "message": output.sentence(error)}
                    for path, error in refused
                ],
            }
        )
    else:
        for _path, outcome in done:
            say = merging.say if outcome.format == FORMAT else _say_outcome
            say(outcome, dry_run=call.dry_run)
    for _path, why in refused:
        output.refuse(why)
    if refused and done:
        output.note(_kept(len(done), dry_run=call.dry_run))
    return status.REFUSED if refused else status.DONE


def _import(
    call: argparse.Namespace, study: Study, path: Path, mapping: Mapping | None, progress: Progress
) -> Outcome:
    from engage_desktop.operations import sources

    return sources.import_file(
        study,
        path,
        format=call.format,
        mapping=mapping,
        survey=call.survey,
        wave=sources.WaveDraft(call.wave, invited=call.invited) if call.wave else None,
        dry_run=call.dry_run,
        pseudonymise=call.pseudonymise,
        progress=progress,
    )


def _kept(n: int, *, dry_run: bool) -> str:
    if dry_run:
        return tn("{n} autre fichier est importable.", "{n} autres fichiers sont importables.", n)
    return tn(
        "{n} autre fichier a été importé et le reste.",
        "{n} autres fichiers ont été importés et le restent.",
        n,
    )


def _expect_format(format_id: str) -> None:
    if not format_id:
        return
    from engage_desktop.operations.formats import list_formats as known

    ids = [each.id for each in known()]
    if format_id not in ids:
        raise EngageError(Reason.FORMAT_ID_UNKNOWN, name=format_id, known=", ".join(ids))


def _mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    from engage_desktop.importers.mapping_json import mapping_from_json

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    except UnicodeDecodeError:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail="UTF-8") from None
    return mapping_from_json(text, where=str(path))


def _outcome(path: Path, outcome: Outcome) -> Document:
    from engage_desktop.importers.mapping_json import mapping_to_json

    if outcome.format == FORMAT:
        return {"file": str(path), "format": outcome.format, **merging.document(outcome)}
    found = dataclasses.asdict(outcome.personal_data)
    remarks: list[Document] = [dataclasses.asdict(remark) for remark in outcome.remarks]
    return {
        **({"remarks": remarks} if remarks else {}),
        "file": str(path),
        "format": outcome.format,
        "confidence": outcome.confidence,
        "encoding": outcome.encoding,
        "rows": outcome.rows,
        "imported": outcome.imported,
        "updated": outcome.updated,
        "duplicates": outcome.duplicates,
        "skipped": [dataclasses.asdict(problem) for problem in outcome.skipped],
        **_of_a_study(outcome),
        "survey": outcome.survey or None,
        "questions": [dataclasses.asdict(question) for question in outcome.questions],
        "verbatims": outcome.verbatims,
        "values": outcome.values,
        "series": outcome.series,
        "source_id": outcome.source,
        "personal_data": {kind: n for kind, n in found.items() if n},
        "mapping": None if outcome.mapping is None else json.loads(mapping_to_json(outcome.mapping)),
    }


def _of_a_study(outcome: Outcome) -> Document:
    """What another study brought beside its documents, each coding placed or lost with its reason."""
    if outcome.mapping is None or outcome.mapping.kind is not SourceKind.STUDY:
        return {}
    lost = [dataclasses.asdict(problem) for problem in outcome.lost]
    return {"codes": outcome.codes, "codings": outcome.codings, "lost": lost}


def _say_outcome(outcome: Outcome, *, dry_run: bool) -> None:
    from engage_desktop.ui.labels_problems import column_reason, problem_hint, problem_title
    from engage_desktop.ui.labels_sources import balance, column_word, encoding_word, study_account

    name = output.plain(outcome.file)
    about = [outcome.format, percent(outcome.confidence), encoding_word(outcome.encoding)]
    output.say(f"{name} ({', '.join(each for each in about if each)})")
    sums = balance(outcome.rows, outcome.imported, outcome.updated, outcome.duplicates, len(outcome.skipped))
    output.say(f"  {sums}")
    if outcome.survey:
        output.say("  " + tr("Enquête : {name}", name=output.plain(outcome.survey)))
    if outcome.series:
        series = tn("{n} série", "{n} séries", outcome.series)
        output.say("  " + tn("{n} valeur", "{n} valeurs", outcome.values) + f", {series}")
    else:
        output.say("  " + tn("{n} verbatim", "{n} verbatims", outcome.verbatims))
    if _of_a_study(outcome):
        output.say("  " + study_account(outcome))
    columns = outcome.mapping.columns if outcome.mapping else ()
    for column in columns:
        if column.role is not Role.IGNORE:
            header = output.plain(column.header)
            output.say(f"  {header} → {column_word(column)}. {column_reason(column)}")
    unread = [
        output.plain(column.header) for column in columns if column.role is Role.IGNORE and column.header
    ]
    if unread:
        output.say("  " + tr("Colonnes laissées de côté : {names}", names=", ".join(unread)))
    for problem in (*outcome.skipped, *outcome.remarks, *outcome.lost):
        parts = (problem_title(problem), problem_hint(problem))
        said = output.plain(". ".join(part for part in parts if part))
        place = tr("Ligne {row}, {column} : ", row=integer(problem.row), column=problem.column)
        place = place if problem.column else tr("Ligne {row} : ", row=integer(problem.row))
        output.say(f"  {place}{said}")
    if outcome.personal_data.total:
        n = outcome.personal_data.total
        output.say("  " + tn("{n} donnée personnelle repérée", "{n} données personnelles repérées", n))
        replaced = {kind for kind, _mark in outcome.mapping.replaced} if outcome.mapping else set()
        if any(outcome.personal_data.of(kind) for kind in KINDS if kind not in replaced):
            output.say("  " + tr("Pour les remplacer dans les textes : --pseudonymise"))
    if dry_run:
        output.say("  " + tr("Essai : rien n'a été écrit."))
    else:
        output.say("  " + tr("Source n° {id}", id=outcome.source))


def undo_import(call: argparse.Namespace) -> int:
    """Take one import back whole."""
    from engage_desktop.operations import sources

    with opening.writing(call.study) as study:
        sources.undo_import(study, SourceId(call.source))
    if call.json:
        output.document({"source_id": call.source, "removed": True})
    else:
        output.say(tr("Source n° {id} retirée ; « undo » la rétablit.", id=call.source))
    return status.DONE


VERBS = {"formats": formats, "import": import_files, "undo-import": undo_import}
