"""Verbs upon a whole study: making it, its journal, its health and its copies."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from engage_desktop import wording
from engage_desktop.cli import merging, opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.study import Act, CheckReport, StudyCounts
from engage_desktop.store.database import Study
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import size


def new(call: argparse.Namespace) -> int:
    """Create an empty study."""
    from engage_desktop.operations import studies

    studies.create(call.study, title=call.title, language=wording.language()).close()
    return _made(call, call.study)


def example(call: argparse.Namespace) -> int:
    """Create the example study."""
    from engage_desktop.operations import studies

    with output.showing() as progress:
        studies.create_example(call.study, language=wording.language(), progress=progress).close()
    return _made(call, call.study)


def _made(call: argparse.Namespace, study: Path) -> int:
    from engage_desktop.operations import studies

    with opening.reading(study) as opened:
        title = studies.head(opened).title
    if call.json:
        output.document({"study": str(study), "title": title})
    else:
        output.say(tr("Étude « {title} » créée : {file}", title=title, file=output.plain(str(study))))
    return status.DONE


def undo(call: argparse.Namespace) -> int:
    """Take the last acts back."""
    from engage_desktop.operations import history

    return _step(call, history.undo, "undone")


def redo(call: argparse.Namespace) -> int:
    """Do again the acts taken back last."""
    from engage_desktop.operations import history

    return _step(call, history.redo, "redone")


def _step(call: argparse.Namespace, step: Callable[[Study], Act], key: str) -> int:
    """As many steps as asked for, or as there are; raises when there is not even one."""
    acts: list[Act] = []
    with opening.writing(call.study) as study:
        for _ in range(call.steps):
            try:
                acts.append(step(study))
            except EngageError as error:
                if not acts or error.reason not in (Reason.NOTHING_TO_UNDO, Reason.NOTHING_TO_REDO):
                    raise
                break
    if call.json:
        output.document({key: [{**_act(act), "undone": key == "undone"} for act in acts]})
        return status.DONE
    words = {"undone": tr("Annulé : {act}"), "redone": tr("Rétabli : {act}")}[key]
    for act in acts:
        output.say(words.format(act=_said(act)))
    return status.DONE


def history(call: argparse.Namespace) -> int:
    """The journal, newest act first."""
    from engage_desktop.store import journal

    with opening.session(call.study) as session:
        acts = journal.history(session, limit=call.limit)
    if call.json:
        output.document({"acts": [_act(act) for act in acts]})
        return status.DONE
    rows = [
        (
            str(act.id),
            f"{act.at:%Y-%m-%d %H:%M}",
            act.coder,
            _said(act) + (tr(" (annulé)") if act.undone else ""),
        )
        for act in acts
    ]
    output.table((tr("N°"), tr("Date"), tr("Codeur"), tr("Acte")), rows, right=frozenset({0}))
    return status.DONE


def _act(act: Act) -> Document:
    return {
        "id": act.id,
        "at": act.at.isoformat(),
        "coder": act.coder,
        "verb": act.verb,
        "facts": dict(act.facts),
        "undone": act.undone,
    }


def _said(act: Act) -> str:
    from engage_desktop.wording.journal import act_words

    return output.plain(act_words(act.verb, dict(act.facts)))


def check(call: argparse.Namespace) -> int:
    """Verify the file, and with --repair make again what can be; the status tells a damaged one."""
    from engage_desktop.operations import studies

    report = studies.check(call.study)
    if call.repair and report.repairable:
        with opening.writing(call.study) as study, output.showing() as progress:
            studies.repair(study, progress=progress)
        report = studies.check(call.study)
    if call.json:
        output.document(
            {
                "ok": report.ok,
                "schema": report.schema,
                "application": report.application,
                "problems": [{"what": problem.what, "advice": problem.advice} for problem in report.problems],
                "counts": None if report.counts is None else _counts(report.counts),
            }
        )
    else:
        _say_report(call.study, report)
    return status.DONE if report.ok else status.DAMAGED


def _counts(counts: StudyCounts) -> Document:
    return {
        "surveys": counts.surveys,
        "responses": counts.responses,
        "verbatims": counts.verbatims,
        "participants": counts.participants,
        "codings": counts.codings,
        "sources": counts.sources,
    }


def _say_report(study: Path, report: CheckReport) -> None:
    from engage_desktop.operations import studies
    from engage_desktop.wording.soundness import advice_words, problem_words

    name = output.plain(study.name)
    if report.ok:
        output.say(tr("« {name} » est sain (format {schema}).", name=name, schema=report.schema))
    else:
        output.say(tr("« {name} » a des défauts :", name=name))
    for problem in report.problems:
        output.say(f"- {problem_words(problem.what)} {advice_words(problem.advice)}")
    copies = studies.list_backups(study)
    if not report.ok and copies:
        output.say(tr("Dernière sauvegarde : {file}", file=output.plain(str(copies[0]))))
    if report.counts is not None:
        counts = report.counts
        output.say(
            " · ".join(
                (
                    tn("{n} enquête", "{n} enquêtes", counts.surveys),
                    tn("{n} réponse", "{n} réponses", counts.responses),
                    tn("{n} verbatim", "{n} verbatims", counts.verbatims),
                    tn("{n} participant", "{n} participants", counts.participants),
                    tn("{n} codage", "{n} codages", counts.codings),
                    tn("{n} source", "{n} sources", counts.sources),
                )
            )
        )


def backup(call: argparse.Namespace) -> int:
    """A verified copy of the study."""
    from engage_desktop.operations import studies

    studies.backup(call.study, call.to)
    return _copied(call, call.study, call.to)


def restore(call: argparse.Namespace) -> int:
    """The study that a backup holds, where it is wanted."""
    from engage_desktop.operations import studies

    studies.restore(call.file, call.to)
    return _copied(call, call.file, call.to)


def _copied(call: argparse.Namespace, origin: Path, to: Path) -> int:
    n_bytes = to.stat().st_size
    if call.json:
        output.document({"from": str(origin), "to": str(to), "size": n_bytes})
    else:
        name = output.plain(str(to))
        output.say(tr("Copie vérifiée : {file} ({size})", file=name, size=size(n_bytes)))
    return status.DONE


def erase(call: argparse.Namespace) -> int:
    """To come."""
    raise _later(call.study, tr("Effacer une personne"))


def _later(study: Path, what: str) -> EngageError:
    return EngageError(Reason.LATER, where=str(study), what=what)


VERBS = {
    "merge": merging.merge,
    "new": new,
    "example": example,
    "undo": undo,
    "redo": redo,
    "history": history,
    "check": check,
    "backup": backup,
    "restore": restore,
    "erase": erase,
}
