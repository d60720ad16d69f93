"""What a person changes of an import before it comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engage_desktop.models.personal import marks_in
from engage_desktop.models.sources import (
    ColumnMapping,
    Layout,
    Mapping,
    PersonalData,
    Proposal,
    Recognition,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.surveys import CES1_SCALE, CSAT_SCALE, NPS_SCALE, Scale
from engage_desktop.ui.labels_problems import problem_hint, problem_line, problem_title
from engage_desktop.ui.labels_sources import RoleChoice, choice_word, column_word
from engage_desktop.ui.panels.sources_draft import (
    FileDraft,
    FileState,
    cited_in_texts,
    confirmed,
    corrected,
    role_of,
    veiled,
    veiled_identity,
    with_replaced,
    with_role,
    with_speaker,
    with_speaker_name,
)


def mapping(*columns: ColumnMapping) -> Mapping:
    return Mapping("csv", SourceKind.RESPONSES, Layout(), columns)


def test_a_chosen_role_takes_its_scale_and_is_no_longer_in_doubt() -> None:
    before = mapping(ColumnMapping(0, "Note", Role.NUMBER, "Note", confidence=0.4, reason="numbers"))
    after = with_role(before, 0, Role.NPS, NPS_SCALE, header="Note")
    column = role_of(after, 0)
    assert column is not None
    assert (column.role, column.scale, column.confidence, column.reason) == (
        Role.NPS,
        NPS_SCALE,
        1.0,
        "chosen",
    )


def test_confirming_the_same_role_keeps_its_scale() -> None:
    odd = Scale(1, 6)
    before = mapping(
        ColumnMapping(0, "Note", Role.SCALE, "Note", scale=odd, confidence=0.5, reason="bare_1_6")
    )
    column = role_of(with_role(before, 0, Role.SCALE, odd, header="Note"), 0)
    assert column is not None
    assert column.scale == odd


def test_a_column_left_out_of_the_mapping_takes_its_header_as_its_wording() -> None:
    column = role_of(with_role(mapping(), 3, Role.TEXT, None, header=" Pourquoi ? "), 3)
    assert column is not None
    assert column.name == "Pourquoi ?"


def test_the_parts_of_a_multiple_choice_are_ignored_once_it_becomes_something_else() -> None:
    spread = ColumnMapping(1, "Motifs", Role.MULTIPLE, "Motifs", columns=(2, 3), options=("a", "b", "c"))
    after = with_role(mapping(spread), 1, Role.TEXT, None, header="Motifs")
    first = role_of(after, 1)
    assert first is not None
    assert (first.columns, first.options) == ((), ())
    assert [role_of(after, index).role for index in (2, 3)] == [Role.IGNORE, Role.IGNORE]  # type: ignore[union-attr] # both are there


def test_a_part_of_a_multiple_choice_may_leave_it() -> None:
    spread = ColumnMapping(1, "Motifs", Role.MULTIPLE, "Motifs", columns=(2, 3))
    after = with_role(mapping(spread), 2, Role.TEXT, None, header="Motif 2")
    left, rest = role_of(after, 2), role_of(after, 1)
    assert left is not None
    assert rest is not None
    assert left.role is Role.TEXT
    assert rest.columns == (3,)


def test_confirming_all_leaves_no_doubt_and_changes_no_role() -> None:
    before = mapping(
        ColumnMapping(0, "A", Role.TEXT, confidence=0.4, reason="short_varied"),
        ColumnMapping(1, "B", Role.NPS, confidence=0.95, reason="wording_recommends_0_10"),
    )
    after = confirmed(before)
    assert [column.confidence for column in after.columns] == [1.0, 1.0]
    assert [column.role for column in after.columns] == [Role.TEXT, Role.NPS]


def test_a_correction_forgets_what_was_tried_before() -> None:
    draft = FileDraft(Path("a.csv"), FileState.READY, mapping=mapping())
    assert corrected(draft, mapping()).state is FileState.TO_CHECK


def test_a_speaker_asks_or_is_known_by_another_name() -> None:
    heard = Mapping(
        "vtt", SourceKind.INTERVIEW, Layout(), speakers=(("Anne", "Anne"), ("Luc", "interviewer"))
    )
    assert with_speaker(heard, "Anne", asks=True).speakers[0] == ("Anne", "interviewer")
    assert with_speaker(heard, "Luc", asks=False).speakers[1] == ("Luc", "Participant 2")
    assert with_speaker_name(heard, "Anne", "  ").speakers[0] == ("Anne", "Participant 1")
    assert with_speaker_name(heard, "Anne", " E-01 ").speakers[0] == ("Anne", "E-01")
    assert with_speaker_name(heard, "Luc", "X").speakers[1] == ("Luc", "interviewer")


def test_addresses_and_telephones_are_veiled_and_nothing_else() -> None:
    said = "Écrivez à anne.b@exemple.fr ou au 06 12 34 56 78, quai n° 12, le 12/03/2026"
    assert veiled(said) == "Écrivez à •••@••• ou au ••• •••, quai n° 12, le 12/03/2026"
    marks = (("email", "[adresse e-mail]"),)
    assert veiled(said, marks).startswith("Écrivez à [adresse e-mail] ou au ••• •••, quai")
    assert veiled_identity("anne.b@exemple.fr") == "•••@•••"
    assert veiled_identity("Anne Bertin") == "•••"
    assert veiled_identity("  ") == ""


def test_a_score_outside_its_scale_is_said_with_what_was_awaited() -> None:
    problem = RowProblem(5, "Note", "out_of_scale", "12", "0-10")
    assert problem_title(problem) == "Note hors échelle\u00a0: 12"
    assert problem_hint(problem) == "Attendu\u00a0: de 0 à 10"
    assert problem_line(problem) == (5, "Note", "Note hors échelle", "12", "Attendu\u00a0: de 0 à 10")


def test_a_double_names_the_line_it_repeats() -> None:
    problem = RowProblem(902, "", "duplicate_of_row", "", "901")
    assert problem_title(problem) == "Doublon de la ligne 901"


def test_scales_are_worded_with_their_direction() -> None:
    assert choice_word(RoleChoice(Role.CES, CES1_SCALE)) == "CES 1.0, 1–5 (1 = facile)"
    assert column_word(ColumnMapping(0, "S", Role.CSAT, scale=CSAT_SCALE)) == "CSAT 1–5"


def test_a_kind_is_replaced_or_not_and_its_mark_stays() -> None:
    marks = marks_in("fr")
    chosen = with_replaced(mapping(), "email", marks, on=True)
    assert dict(chosen.replaced) == {
        "email": "[adresse e-mail]",
        "social_security": "[numéro de sécurité sociale]",
    }
    none = with_replaced(with_replaced(chosen, "email", marks, on=False), "social_security", marks, on=False)
    assert none.replaced == ()
    own = replace(mapping(), replaced=(("email", "[courriel]"),))
    assert dict(with_replaced(own, "phone", marks, on=True).replaced)["email"] == "[courriel]"


def test_only_columns_that_become_texts_are_counted_as_citing() -> None:
    columns = (
        ColumnMapping(0, "Adresse", Role.PARTICIPANT),
        ColumnMapping(1, "Pourquoi ?", Role.TEXT),
        ColumnMapping(2, "Téléphone", Role.IGNORE),
    )
    counts = (PersonalData(email=40), PersonalData(email=2, phone=1), PersonalData(phone=40))
    proposal = Proposal(
        path="a.csv", recognition=Recognition("table", SourceKind.RESPONSES, 1.0, "", Layout()),
        mapping=mapping(*columns), headers=("Adresse", "Pourquoi ?", "Téléphone"), preview=(), preview_rows=(), rows=40,
        size=1, personal_data=PersonalData(42, 41), personal_columns=counts,
    )  # fmt: skip
    draft = FileDraft(Path("a.csv"), proposal=proposal, mapping=proposal.mapping)
    assert cited_in_texts(draft) == PersonalData(email=2, phone=1)
