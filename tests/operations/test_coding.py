"""Coding: codes applied, taken away, bound to keys; one tag, one act."""

from __future__ import annotations

import pytest

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import VerbatimId
from engage_desktop.operations import coding, history
from engage_desktop.progress import Progress
from engage_desktop.store import codes, codings, journal, memos, verbatims
from engage_desktop.store.database import Study
from tests import builders


def test_a_toggle_applies_then_takes_away(study: Study) -> None:
    code = coding.add_code(study, "Délai")
    every = builders.ids(study)
    coding.toggle(study, every[:2], code.id)
    assert coding.toggle(study, every, code.id) == coding.Toggled(3, 0)
    assert coding.toggle(study, every, code.id) == coding.Toggled(0, 5)
    assert builders.ids(study, "code:any") == ()


def test_two_coders_may_apply_the_same_code(study: Study) -> None:
    code = coding.add_code(study, "Délai")
    first = builders.ids(study)[0]
    coding.toggle(study, [first], code.id, coder="Ana")
    coding.toggle(study, [first], code.id, coder="Bob")
    with study.read() as session:
        assert len(codings.of_verbatims(session, [first])[first]) == 2
        assert codes.tree(session)[0].count == 1
    coding.toggle(study, [first], code.id, coder="Ana")
    assert builders.ids(study, "coder:bob") == (first,)
    assert builders.ids(study, "coder:ana") == ()


def test_a_code_name_is_free_among_its_siblings_only(study: Study) -> None:
    parent = coding.add_code(study, "Service")
    coding.add_code(study, "Délai")
    coding.add_code(study, "Délai", parent=parent.id)
    with pytest.raises(EngageError) as raised:
        coding.add_code(study, " DELAI ", parent=parent.id)
    assert raised.value.reason is Reason.CODE_EXISTS


def test_an_empty_name_is_refused(study: Study) -> None:
    with pytest.raises(EngageError) as raised:
        coding.add_code(study, "  ")
    assert raised.value.reason is Reason.NAME_EMPTY


def test_a_key_belongs_to_one_code(study: Study) -> None:
    coding.add_code(study, "A", key="1")
    coding.add_code(study, "B", key="1")
    with study.read() as session:
        assert {code.name: code.key for code in codes.tree(session)} == {"A": "", "B": "1"}


def test_sub_codes_show_their_parents_hue(study: Study) -> None:
    parent = coding.add_code(study, "A", color=5)
    coding.add_code(study, "B", parent=parent.id)
    coding.edit_code(study, parent.id, color=2)
    with study.read() as session:
        assert [code.color for code in codes.tree(session)] == [2, 2]


def test_a_code_never_goes_under_itself(study: Study) -> None:
    parent = coding.add_code(study, "A")
    child = coding.add_code(study, "B", parent=parent.id)
    with pytest.raises(EngageError):
        coding.move_code(study, parent.id, parent=child.id)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(study: Study, span: tuple[int, int]) -> None:
    code = coding.add_code(study, "A")
    before = builders.state(study)
    with pytest.raises(EngageError) as raised:
        coding.toggle(study, builders.ids(study)[:1], code.id, span=span)
    assert raised.value.reason is Reason.SPAN_OUTSIDE
    assert builders.state(study) == before


def test_a_batch_line_twice_is_one_coding(study: Study) -> None:
    first = builders.ids(study)[0]
    uid = coding.code_line(study, first, "Nouveau code", uid="abc")
    assert coding.code_line(study, first, "Nouveau code", uid="abc") == uid == "abc"
    assert coding.code_line(study, first, "nouveau code") == "abc"
    assert builders.ids(study, 'code:"nouveau code"') == (first,)


def test_an_unknown_verbatim_is_said(study: Study) -> None:
    code = coding.add_code(study, "A")
    with pytest.raises(EngageError) as raised:
        coding.toggle(study, [VerbatimId(999)], code.id)
    assert raised.value.reason is Reason.VERBATIM_UNKNOWN


def test_a_memo_is_kept_changed_and_taken_away(study: Study) -> None:
    first = builders.ids(study)[0]
    for text in ("À relire 🙂", "À relire encore"):
        coding.write_memo(study, MemoTarget.VERBATIM, first, text)
        with study.read() as session:
            assert verbatims.read(session, first).memo == text
    assert builders.ids(study, "memo:oui") == (first,)
    coding.write_memo(study, MemoTarget.VERBATIM, first, " ")
    with study.read() as session:
        assert memos.memo(session, MemoTarget.VERBATIM, first) is None


def test_a_flag_is_asked_for(study: Study) -> None:
    first = builders.ids(study)[0]
    coding.flag(study, [first], on=True)
    assert builders.ids(study, "flagged:oui") == (first,)


def test_a_new_code_and_what_it_is_applied_to_are_one_act(study: Study) -> None:
    before = builders.state(study)
    coding.apply_new(study, builders.ids(study)[:2], "Tout neuf")
    assert len(builders.ids(study, 'code:"Tout neuf"')) == 2
    history.undo(study)
    after = builders.state(study)
    assert (after["code"], after["coding"]) == (before["code"], before["coding"])
    with study.read() as session:
        assert sum(not act.undone for act in journal.history(session)) == 1  # the import


def test_a_passage_outside_the_text_makes_no_new_code(study: Study) -> None:
    with pytest.raises(EngageError) as refused:
        coding.apply_new(study, builders.ids(study)[:1], "Trop loin", span=(0, 10_000))
    assert refused.value.reason is Reason.SPAN_OUTSIDE
    with study.read() as session:
        assert codes.find(session, "Trop loin") is None


def test_bulk_coding_tells_how_far_it_is_and_stopped_it_leaves_nothing(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "_PAGE", 2)
    made = coding.add_code(study, "Station")
    before = builders.state(study)
    told: list[tuple[int, int, str]] = []

    def hear(done: int, total: int, label: str) -> None:
        told.append((done, total, label))
        if len(told) == stop_at:
            progress.cancel()

    stop_at = 5  # while it writes: the first three look for those that carry the code
    progress = Progress(hear)
    with pytest.raises(Cancelled):
        coding.apply(study, builders.ids(study), made.id, progress=progress)
    assert builders.state(study) == before
    stop_at, progress = 0, Progress(hear)
    told.clear()
    assert coding.apply(study, builders.ids(study), made.id, progress=progress) == 5
    assert told[-1] == (4, 5, "coding")
    assert coding.remove(study, builders.ids(study), made.id, progress=progress) == 5
    assert builders.state(study)["coding"] == before["coding"]
