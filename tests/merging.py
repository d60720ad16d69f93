"""Two copies of one study, and what can be said of each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.merging import MergeCount, MergeKind
from engage_desktop.models.sources import Outcome
from engage_desktop.operations import merging, studies
from engage_desktop.store import dump
from engage_desktop.store.database import Study
from tests import builders


@contextmanager
def copied(study: Study, path: Path) -> Iterator[Study]:
    """Another coder's copy of the study as it stands now, open."""
    study.close()
    shutil.copyfile(study.path, path)
    with studies.open_study(path) as copy:
        yield copy


@contextmanager
def pair(folder: Path) -> Iterator[tuple[Study, Study]]:
    """A small study and a copy of it, both open."""
    made = builders.small_study(folder, name="ana.engage")
    with copied(made, folder / "bob.engage") as theirs, studies.open_study(folder / "ana.engage") as ours:
        yield ours, theirs


def merged(ours: Study, theirs: Study) -> Outcome:
    """The other brought in; every thing that was read is accounted for, and the file stays sound."""
    before = theirs.path.read_bytes()
    outcome = merging.merge(ours, theirs.path)
    assert theirs.path.read_bytes() == before
    told = outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)
    assert outcome.rows == told == sum(each.read for each in outcome.merged)
    assert studies.check(ours.path).ok
    return outcome


def count(outcome: Outcome, kind: MergeKind) -> MergeCount:
    """How the things of a kind ended."""
    return next((each for each in outcome.merged if each.kind is kind), MergeCount(kind, 0, 0, 0, 0))


def brought(outcome: Outcome) -> set[MergeKind]:
    """The kinds of which something came."""
    return {each.kind for each in outcome.merged if each.added or each.completed}


def lines(study: Study, *kinds: str) -> list[dict[str, Any]]:
    """All that the study holds, without what its engine reads by itself."""
    with study.read() as session:
        found = [json.loads(line) for line in dump.lines(session)]
    for line in found:
        line.pop("sentiment", None)
    return [line for line in found if not kinds or line["type"] in kinds]


def coded(study: Study) -> set[tuple[str, str, str, str]]:
    """Every coding as (text, path of its code, coder, its words or "" for the whole)."""
    found = set()
    for line in lines(study, "verbatim"):
        for each in line["codings"]:
            words = "" if each["start"] is None else line["text"][each["start"] : each["end"]]
            found.add((line["text"], " › ".join(each["code"]), each["coder"], words))
    return found


def told(study: Study) -> set[tuple[str, str, str]]:
    """Every text with the reference of its origin: the file and the row that it came from."""
    return {(line["text"], line["file"], str(line["row"])) for line in lines(study, "verbatim")}


def named(study: Study, words: str) -> VerbatimId:
    """The verbatim that holds these words."""
    with study.read() as session:
        return VerbatimId(
            int(
                session.sql("SELECT id FROM verbatim WHERE instr(text, ?) ORDER BY id", (words,)).scalar_one()
            )
        )
