"""Mappings as JSON, the answer file of our own form, and the list of formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.formats import formats, profiles
from engage_desktop.importers.mapping_json import mapping_from_json, mapping_to_json
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import (
    ColumnMapping,
    DateOrder,
    Layout,
    Mapping,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.surveys import Direction, QuestionKind, Scale
from tests.importers.files import everything, responses

scales = st.builds(
    Scale,
    st.integers(-5, 1),
    st.integers(2, 100),
    st.sampled_from(Direction),
    st.text(max_size=5),
    st.integers(0, 9),
)
columns = st.builds(
    ColumnMapping, st.integers(0, 500), st.text(max_size=9), st.sampled_from(Role), st.text(max_size=9), st.text(max_size=9),
    st.none() | scales, st.tuples() | st.tuples(st.integers(0, 9)), st.text(max_size=2), st.tuples() | st.tuples(st.text(max_size=5)),
    st.floats(0, 1), st.text(max_size=9),
)  # fmt: skip
mappings = st.builds(
    Mapping, st.just("csv"), st.sampled_from(SourceKind),
    st.builds(Layout, st.just("cp1252"), st.sampled_from([";", "\t"]), st.integers(1, 3), st.integers(1, 9), st.text(max_size=5), st.sampled_from(".,"), st.sampled_from(DateOrder)),
    st.lists(columns, unique_by=lambda each: each.index, max_size=5).map(tuple), st.text(max_size=9),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
)  # fmt: skip


@given(mappings)
def test_a_mapping_comes_back_equal(mapping: Mapping) -> None:
    assert mapping_from_json(mapping_to_json(mapping), where="m.json") == mapping


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("{", "JSON"), ("[]", "{}"), ("{}", "format"), ('{"format": "csv", "kind": "x"}', "kind"), ('{"format": "csv", "version": 9}', "version"),
        ('{"format": "csv", "columns": [{"index": -1, "role": "nps"}]}', "columns[0].index"),
        ('{"format": "csv", "columns": [{"index": 0, "role": "zzz"}]}', "columns[0].role"),
        ('{"format": "csv", "columns": [{"index": 0, "role": "nps"}, {"index": 0, "role": "csat"}]}', "columns.index"),
        ('{"format": "csv", "columns": [{"index": 0, "role": "nps", "scale": {"low": 5, "high": 1}}]}', "columns[0].scale.high"),
        ('{"format": "csv", "layout": {"decimal": "x"}}', "layout.decimal"), ('{"format": "csv", "layout": 3}', "layout.{}"),
        ("[" * 100_000, "JSON"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_says_which_key(text: str, detail: str) -> None:
    with pytest.raises(EngageError) as caught:
        mapping_from_json(text, where="m.json")
    assert (caught.value.reason, caught.value.facts["detail"]) == (Reason.MAPPING_INVALID, detail)


ANSWERS: dict[str, object] = {
    "format": "engage-answers",
    "version": 1,
    "survey": {"name": "Vélos", "version": 3},
    "questions": [
        {"code": "nps", "kind": "nps", "label": "Recommanderiez-vous ?", "scale": {"low": 0, "high": 10, "version": "nps"}},
        {"code": "why", "kind": "text", "label": "Pourquoi ?"},
        {"code": "use", "kind": "multiple", "label": "Usages", "options": [{"code": "t", "label": "Travail"}, {"code": "o", "label": "Autre", "is_other": True}]},
        {"code": "zone", "kind": "single", "label": "Zone", "options": [{"code": "c", "label": "Centre"}]},
    ],
    "responses": [
        {"id": "u1", "submitted_at": "2026-10-01T10:00:00+02:00", "answers": {"nps": 9, "why": "  bien ", "use": ["t", "o"], "zone": "c"}, "other": {"use": "la pêche"}},
        {"id": "u2", "submitted_at": "2026-10-02", "answers": {"nps": 12}},
        {"id": "u3", "answers": {}},
        "rien",
        {"id": "u5", "answers": {"nps": 0, "why": "\ud800\x00", "use": []}},
    ],
}  # fmt: skip


def answer_file(folder: Path, document: object) -> Path:
    path = folder / "reponses.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_our_own_answers_need_no_guess(tmp_path: Path) -> None:
    path = answer_file(tmp_path, ANSWERS)
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.mapping.kind) == ("engage_answers", SourceKind.COLLECTION)
    assert (proposal.mapping.survey, proposal.rows) == ("Vélos", 5)
    plan = read(path, proposal.mapping).plan
    assert [(q.code, q.kind) for q in plan.questions] == [
        ("nps", QuestionKind.NPS), ("why", QuestionKind.TEXT), ("use", QuestionKind.MULTIPLE), ("zone", QuestionKind.SINGLE),
    ]  # fmt: skip
    found = everything(path)
    first, last = found[0], found[4]
    assert getattr(first, "answers", None) == (9, "bien", ("Travail", "la pêche"), "Centre")
    assert getattr(first, "submitted_at", None) == "2026-10-01T10:00:00+02:00"
    assert getattr(last, "answers", None) == (0, "\ufffd\ufffd", (), None)
    assert [each for each in found if isinstance(each, RowProblem)] == [
        RowProblem(2, "Recommanderiez-vous ?", "out_of_scale", "12", "0-10"), RowProblem(3, "", "no_answer", "u3"), RowProblem(4, "", "no_answer"),
    ]  # fmt: skip


def test_a_damaged_answer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(ANSWERS)[:300], encoding="utf-8")
    with pytest.raises(EngageError) as caught:
        propose(path, recognise(path))
    assert caught.value.reason is Reason.FILE_DAMAGED


def test_a_later_version_of_the_answers_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as caught:
        propose(answer_file(tmp_path, {**ANSWERS, "version": 2}))
    assert caught.value.reason is Reason.FORMAT_UNKNOWN


def test_formats_have_distinct_ids_and_words() -> None:
    known = formats()
    assert len({each.id for each in known}) == len(known) >= 15
    assert all(each.name and each.how for each in known)


def test_a_profile_of_another_package_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    from engage_desktop.importers import formats as module
    from engage_desktop.importers.profile import Profile, Signature

    brought = Profile("outil", "Outil", "colonne « outil »", signatures=(Signature(0.99, first=("outil",)),))
    monkeypatch.setattr(EntryPoint, "load", lambda self: brought)
    monkeypatch.setattr(module, "entry_points", lambda group: [EntryPoint("outil", "x:y", group)])
    path = tmp_path / "o.csv"
    path.write_text("outil,Note globale\n1,9\n2,3\n", encoding="utf-8")
    assert profiles()[0] is brought
    assert recognise(path).format == "outil"
    assert len(responses(path)) == 2
