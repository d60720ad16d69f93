"""The verb that brings another study into one, and how such an import is told."""

from __future__ import annotations

import argparse
import dataclasses
from collections import Counter

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.models.sources import Outcome, RowProblem
from engage_desktop.wording import tn, tr

_SHOWN = 20  # things of one reason told one by one


def merge(call: argparse.Namespace) -> int:
    """Bring the other study in, whole or not at all."""
    from engage_desktop.operations import merging

    with opening.writing(call.study) as study, output.showing() as progress:
        outcome = merging.merge(study, call.other, dry_run=call.dry_run, progress=progress)
    if call.json:
        output.document({"file": str(call.other), "format": outcome.format, **document(outcome)})
    else:
        say(outcome, dry_run=call.dry_run)
    return status.DONE


def document(outcome: Outcome) -> Document:
    """What the merge did, as JSON."""
    counts: list[Document] = [
        {
            "kind": each.kind.value,
            "added": each.added,
            "completed": each.completed,
            "known": each.known,
            "left_out": each.left_out,
        }
        for each in outcome.merged
    ]
    skipped: list[Document] = [dataclasses.asdict(problem) for problem in outcome.skipped]
    remarks: list[Document] = [dataclasses.asdict(remark) for remark in outcome.remarks]
    return {
        "rows": outcome.rows,
        "imported": outcome.imported,
        "updated": outcome.updated,
        "duplicates": outcome.duplicates,
        "skipped": skipped,
        "remarks": remarks,
        "merged": counts,
        "verbatims": outcome.verbatims,
        "codes": outcome.codes,
        "codings": outcome.codings,
        "values": outcome.values,
        "series": outcome.series,
        "source_id": outcome.source,
    }


def say(outcome: Outcome, *, dry_run: bool) -> None:
    """The account of a merge: the balance, each kind of which something came or was left out, then why."""
    from engage_desktop.ui.labels_merging import kind_word, line
    from engage_desktop.ui.labels_sources import outcome_balance

    output.say(output.plain(outcome.file))
    output.say(f"  {outcome_balance(outcome)}")
    for count in outcome.merged:
        output.say("  " + tr("{what} : {value}", what=kind_word(count.kind), value=line(count)))
    _say_each(outcome.skipped)
    _say_each(outcome.remarks)
    if dry_run:
        output.say("  " + tr("Essai : rien n'a été écrit."))
    elif outcome.source is None:
        output.say("  " + tr("Tout était déjà là : rien n'a été écrit."))
    else:
        output.say("  " + tr("Source n° {id}", id=outcome.source))


def _say_each(problems: tuple[RowProblem, ...]) -> None:
    from engage_desktop.ui.labels_problems import problem_hint, problem_title

    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.reason] += 1
        if told[problem.reason] > _SHOWN:
            continue
        said = ". ".join(part for part in (problem_title(problem), problem_hint(problem)) if part)
        place = tr("{what} : {value}", what=problem.column, value=said) if problem.column else said
        output.say(f"  {output.plain(place)}")
    for reason, n in told.items():
        if n > _SHOWN:
            title = problem_title(RowProblem(0, "", reason))
            more = tn("{n} autre", "{n} autres", n - _SHOWN)
            output.say("  " + tr("{what} : {value}", what=output.plain(title), value=more))


def expect_plain(call: argparse.Namespace) -> None:
    """Raise when an option about rows or columns goes with a study, which comes as it is."""
    given = [
        name
        for name, value in (
            ("--survey", call.survey),
            ("--wave", call.wave),
            ("--mapping", call.mapping),
            ("--pseudonymise", call.pseudonymise),
        )
        if value
    ]
    if given:
        raise CallError(tr("Une étude se fusionne telle quelle, sans {options}.", options=", ".join(given)))


def is_study(call: argparse.Namespace) -> bool:
    """Whether one of the files of an import is a study."""
    from engage_desktop.operations.merging import is_study as known

    return any(known(path) for path in call.files)
