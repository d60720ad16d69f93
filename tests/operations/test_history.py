"""Coming back to an act."""

from __future__ import annotations

import pytest

from engage_desktop.errors import Cancelled
from engage_desktop.models.ids import ActId
from engage_desktop.operations import coding, history
from engage_desktop.progress import Progress
from engage_desktop.store import codes, journal
from engage_desktop.store.database import Study
from tests.builders import state

NAMES = ("Délai", "Prix", "Accueil", "Vélo")


@pytest.fixture
def acts(study: Study) -> tuple[ActId, ...]:
    """Four codes added one after the other, oldest first."""
    for name in NAMES:
        coding.add_code(study, name)
    with study.read() as session:
        return tuple(act.id for act in journal.history(session) if act.verb == "code.add")[::-1]


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [code.name for code in codes.tree(session)]


def test_coming_back_to_an_act_undoes_what_came_after_and_keeps_it(
    study: Study, acts: tuple[ActId, ...]
) -> None:
    steps = history.return_to(study, acts[1])
    assert [act.id for act in steps] == [acts[3], acts[2]]
    assert sorted(names(study)) == ["Délai", "Prix"]


def test_coming_back_to_an_undone_act_does_it_again_with_those_before(
    study: Study, acts: tuple[ActId, ...]
) -> None:
    whole = state(study)
    history.return_to(study, acts[0])
    history.return_to(study, acts[2])
    assert sorted(names(study)) == ["Accueil", "Délai", "Prix"]
    history.return_to(study, acts[3])
    assert state(study) == whole


def test_where_one_stands_there_is_nothing_to_do(study: Study, acts: tuple[ActId, ...]) -> None:
    assert history.return_to(study, acts[3]) == ()


def test_stopping_on_the_way_leaves_the_study_as_it_was(study: Study, acts: tuple[ActId, ...]) -> None:
    before = state(study)
    progress = Progress(lambda done, _total, _label: progress.cancel() if done == 1 else None)
    with pytest.raises(Cancelled):
        history.return_to(study, acts[0], progress=progress)
    assert state(study) == before
