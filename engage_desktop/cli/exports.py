"""Verbs that write what the study holds: forms, exports, and everything as lines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from engage_desktop.cli import opening, output, status
from engage_desktop.wording import tr
from engage_desktop.wording.typography import size


def form(call: argparse.Namespace) -> int:
    """The questionnaire of one survey."""
    from engage_desktop.operations import surveys
    from engage_desktop.store import surveys as store

    with opening.reading(call.study) as study:
        with study.read() as session:
            wanted = store.find_survey(session, call.survey)
        surveys.export_form(study, wanted.id, call.to)
    return written(call, call.to)


def written(call: argparse.Namespace, to: Path) -> int:
    """Say what was written, and how large it is."""
    n_bytes = to.stat().st_size
    if call.json:
        output.document({"file": str(to), "size": n_bytes})
    else:
        output.say(tr("Écrit : {file} ({size})", file=output.plain(str(to)), size=size(n_bytes)))
    return status.DONE


def dump(call: argparse.Namespace) -> int:
    """Everything as JSON lines; with --json, the same lines as one document."""
    from engage_desktop.operations import dump as operations

    with opening.session(call.study) as session:
        lines = operations.lines(session)
        if call.json:
            output.document_of_many({}, "lines", (json.loads(line) for line in lines))
        else:
            for line in lines:
                output.say(line)
    return status.DONE


VERBS = {"form": form, "dump": dump}
