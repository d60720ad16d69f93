"""Undo and redo: whatever was done comes back equal, after a restart too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, filters, history, sentiment, sources, studies
from engage_desktop.store import codes, journal, verbatims
from engage_desktop.store import sources as kept_sources
from engage_desktop.store.database import Study
from tests import builders


def without_journal(state: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in state.items() if name != "journal"}


def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        with pytest.raises(EngageError) as raised:
            history.undo(study)
        assert raised.value.reason is Reason.NOTHING_TO_UNDO
        with pytest.raises(EngageError) as raised:
            history.redo(study)
        assert raised.value.reason is Reason.NOTHING_TO_REDO


def test_an_act_that_changes_nothing_leaves_no_entry(study: Study) -> None:
    code = coding.add_code(study, "Délai")
    before = len(acts(study))
    coding.edit_code(study, code.id, name="Délai")
    assert len(acts(study)) == before


def acts(study: Study) -> tuple[str, ...]:
    with study.read() as session:
        return tuple(act.verb for act in journal.history(session))


def test_undo_survives_a_restart(study: Study) -> None:
    before = builders.state(study)
    code = coding.add_code(study, "Délai")
    coding.toggle(study, builders.ids(study), code.id)
    study.close()
    with studies.open_study(study.path) as opened:
        history.undo(opened)
        history.undo(opened)
        assert builders.state(opened) == before
        history.redo(opened)
        history.redo(opened)
        assert len(builders.ids(opened, "code:Délai")) == 5


def test_a_new_act_ends_what_could_be_redone(study: Study) -> None:
    coding.add_code(study, "Délai")
    history.undo(study)
    coding.add_code(study, "Prix")
    with pytest.raises(EngageError):
        history.redo(study)


def test_deleting_a_code_brings_its_codings_back(study: Study) -> None:
    parent = coding.add_code(study, "Service")
    child = coding.add_code(study, "Délai", parent=parent.id)
    coding.toggle(study, builders.ids(study), child.id)
    coding.toggle(study, builders.ids(study)[:1], parent.id, span=(3, 7))
    before = builders.state(study)
    assert coding.delete_code(study, parent.id) == 6
    assert builders.ids(study, "code:any") == ()
    history.undo(study)
    assert builders.state(study) == before


def test_an_import_taken_back_and_redone_counts_as_before(study: Study, tmp_path: Path) -> None:
    rows = [("01/04/2026 10:00:00", "9", "Une autre réponse", "Centre-ville")]
    with study.read() as session:
        before = [int(each) for each in verbatims.find(session, "").ids]
    sources.import_file(study, builders.write_csv(tmp_path / "avril.csv", rows))
    after = builders.ids(study)
    history.undo(study)
    assert sorted(builders.ids(study)) == sorted(before)
    history.redo(study)
    assert builders.ids(study) == after
    with study.read() as session:
        assert [source.removed for source in kept_sources.sources(session)] == [False, False]


CHOICES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(0, 30), st.integers(1, 10)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(CHOICES)
def test_every_sequence_of_acts_undoes_and_redoes_to_an_equal_study(
    choices: list[tuple[int, int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, builders.small_study(Path(folder)) as study:
        coding.add_code(study, "Code 0")
        states = [builders.state(study)]
        for choice in choices:
            done = len(acts(study))
            perform(study, *choice)
            if len(acts(study)) > done:
                states.append(builders.state(study))
        for expected in reversed(states[:-1]):
            history.undo(study)
            assert builders.state(study) == expected
        for expected in states[1:]:
            history.redo(study)
            assert builders.state(study) == expected


def perform(study: Study, what: int, which: int, start: int, length: int) -> None:
    """One act, chosen by numbers."""
    with study.read() as session:
        known = codes.tree(session)
    verbatim = builders.ids(study)[which]
    if not known:
        coding.add_code(study, f"Code {start}")
        return
    code = known[which % len(known)]
    deeds: dict[int, Callable[[], object]] = {
        0: lambda: coding.toggle(study, [verbatim], code.id),
        1: lambda: coding.toggle(study, [verbatim], code.id, span=(start, start + length)),
        2: lambda: coding.toggle(study, builders.ids(study), code.id),
        3: lambda: coding.write_memo(study, MemoTarget.VERBATIM, verbatim, "é" * length),
        4: lambda: coding.delete_code(study, code.id),
        5: lambda: coding.edit_code(study, code.id, name=f"{code.name}{length}", key=str(which)),
        6: lambda: sentiment.correct(study, verbatim, Label.POSITIVE if length > 5 else None),
        7: lambda: coding.flag(study, [verbatim], on=length > 3),
        8: lambda: filters.save_filter(study, f"f{which}", "nps:detracteurs"),
        9: lambda: coding.add_code(study, f"Sous-code {start}-{length}-{len(known)}", parent=code.id),
    }
    deeds[what]()
