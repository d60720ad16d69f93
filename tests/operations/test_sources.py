"""Imports: every row accounted for, all or nothing, no doubles, no tag lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.codes import Coding
from engage_desktop.models.ids import VerbatimId
from engage_desktop.operations import coding, history, sources, studies
from engage_desktop.progress import Progress
from engage_desktop.store import codings, journal, surveys, verbatims
from engage_desktop.store import sources as kept_sources
from engage_desktop.store import studies as kept
from engage_desktop.store.database import Study
from tests import builders

ID_HEADERS = ("Numéro de réponse", *builders.HEADERS)


def with_ids(rows: tuple[tuple[str, ...], ...] = builders.ROWS) -> list[tuple[str, ...]]:
    return [(f"F{number:03d}", *row) for number, row in enumerate(rows, start=1)]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        *builders.ROWS,
        ("05/03/2026 10:00:00", "12", "Très bien", "Centre-ville"),
        ("31/09/2026 10:00:00", "8", "Bien", "Centre-ville"),
        builders.ROWS[0],
    ]
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, builders.write_csv(tmp_path / "r.csv", rows))
        assert (outcome.rows, outcome.imported, outcome.updated, outcome.duplicates) == (9, 6, 0, 0)
        assert [(p.row, p.reason, p.value, p.expected) for p in outcome.skipped] == [
            (8, "out_of_scale", "12", "0-10"),
            (9, "bad_date", "31/09/2026 10:00:00", "dd/mm/yyyy"),
            (10, "duplicate_of_row", "", "2"),
        ]
        assert outcome.source is not None
        with study.read() as session:
            assert kept_sources.problems(session, outcome.source) == outcome.skipped


def test_the_same_file_again_adds_nothing(study: Study, tmp_path: Path) -> None:
    before = len(builders.ids(study))
    outcome = sources.import_file(study, tmp_path / "reponses.csv")
    assert (outcome.rows, outcome.imported, outcome.duplicates) == (6, 0, 6)
    assert len(builders.ids(study)) == before


def test_a_newer_export_adds_only_what_is_new(study: Study, tmp_path: Path) -> None:
    more = [*builders.ROWS, ("07/03/2026 12:00:00", "6", "Encore une panne.", "Centre-ville")]
    outcome = sources.import_file(study, builders.write_csv(tmp_path / "plus.csv", more))
    assert (outcome.imported, outcome.duplicates, outcome.survey) == (1, 6, "reponses")
    with study.read() as session:
        assert len(surveys.surveys(session)) == 1


def test_answers_without_date_nor_name_may_be_equal(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(
        "Recommanderiez-vous le service ?,Ville\n" + "9,Lyon\n9,Lyon\n3,Brest\n" * 5, encoding="utf-8"
    )
    with studies.create(tmp_path / "a.engage") as study:
        assert sources.import_file(study, path).imported == 15
        again = sources.import_file(study, path)
        assert (again.imported, again.duplicates) == (0, 15)


def test_a_response_that_changed_is_updated_and_keeps_its_codes(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv", with_ids(), ID_HEADERS))
        code = coding.add_code(study, "Station vide")
        verbatim = builders.ids(study, "vide")[0]
        coding.toggle(study, [verbatim], code.id, span=(0, 19))  # « La station est vide »
        coding.toggle(study, [verbatim], code.id)
        before = builders.state(study)
        rows = with_ids()
        rows[1] = ("F002", "06/01/2026 11:30:00", "5", "Bonjour. La station est vide le matin.", "Périphérie")
        outcome = sources.import_file(study, builders.write_csv(tmp_path / "r2.csv", rows, ID_HEADERS))
        assert (outcome.imported, outcome.updated, outcome.duplicates) == (0, 1, 5)
        assert builders.ids(study, "vide") == (verbatim,)
        assert quotes(study, verbatim) == ["Bonjour. La station est vide le matin.", "La station est vide"]
        with study.read() as session:
            assert verbatims.page(session, [verbatim])[0].nps == 5
        history.undo(study)
        after = builders.state(study)
        for name in ("response", "answer", "verbatim", "coding", "code"):
            assert after[name] == before[name], name


def quotes(study: Study, verbatim: VerbatimId) -> list[str]:
    with study.read() as session:
        text = verbatims.text(session, verbatim)
        found: tuple[Coding, ...] = codings.of_verbatims(session, [verbatim])[verbatim]
    return [text if each.start is None else text[each.start : each.end] for each in found]


def test_a_coded_passage_that_went_leaves_its_code_on_the_whole(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv", with_ids(), ID_HEADERS))
        code = coding.add_code(study, "Station vide")
        verbatim = builders.ids(study, "vide")[0]
        coding.toggle(study, [verbatim], code.id, span=(0, 19))
        rows = with_ids()
        rows[1] = ("F002", "06/01/2026 11:30:00", "3", "Rien à dire de plus.", "Périphérie")
        sources.import_file(study, builders.write_csv(tmp_path / "r2.csv", rows, ID_HEADERS))
        assert quotes(study, verbatim) == ["Rien à dire de plus."]
        assert builders.ids(study, '"rien à dire"') == (verbatim,)
        assert builders.ids(study, "vide") == ()


def test_a_dry_run_writes_nothing(study: Study, tmp_path: Path) -> None:
    before = builders.state(study)
    path = builders.write_csv(
        tmp_path / "b.csv", [("01/05/2026 10:00:00", "9", "Une réponse de plus", "Sud")]
    )
    outcome = sources.import_file(study, path, dry_run=True)
    assert (outcome.imported, outcome.source) == (1, None)
    assert builders.state(study) == before


def test_a_cancelled_import_leaves_nothing(study: Study, tmp_path: Path) -> None:
    before = builders.state(study)
    rows = [
        (f"01/05/2026 10:{n // 60:02d}:{n % 60:02d}", "9", f"Réponse numéro {n} de la série", "Sud")
        for n in range(3000)
    ]
    path = builders.write_csv(tmp_path / "b.csv", rows)
    progress = Progress(
        lambda done, _total, label: progress.cancel() if label == "importing" and done > 0 else None
    )
    with pytest.raises(Cancelled):
        sources.import_file(study, path, progress=progress)
    assert builders.state(study) == before
    assert len(builders.ids(study)) == 5


def test_taking_an_import_back_is_an_act_of_its_own(study: Study) -> None:
    with study.read() as session:
        key = kept_sources.sources(session)[0].id
    sources.undo_import(study, key)
    assert builders.ids(study) == ()
    with study.read() as session:
        assert kept.counts(session).sources == 0
        assert surveys.surveys(session) == ()
        assert journal.history(session)[0].verb == "source.remove"
    with pytest.raises(EngageError) as raised:
        sources.undo_import(study, key)
    assert raised.value.reason is Reason.SOURCE_UNKNOWN
    history.undo(study)
    assert len(builders.ids(study)) == 5


def test_a_file_taken_back_can_be_imported_again(study: Study, tmp_path: Path) -> None:
    history.undo(study)
    outcome = sources.import_file(study, tmp_path / "reponses.csv")
    assert (outcome.imported, outcome.duplicates) == (6, 0)
    assert len(builders.ids(study)) == 5


def test_identities_become_pseudonyms_and_are_found_again(tmp_path: Path) -> None:
    headers = ("Horodateur", "Adresse e-mail", "Recommanderiez-vous le service ?", "Pourquoi ?")
    rows = [
        ("05/01/2026 10:00:00", "Ana@Example.org", "9", "Très bien, rien à redire du tout."),
        ("05/02/2026 10:00:00", "ana@example.org", "3", "Finalement je suis déçue du service."),
        ("05/02/2026 11:00:00", "bob@example.org", "7", "Correct mais un peu cher pour moi."),
    ]
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, builders.write_csv(tmp_path / "r.csv", rows, headers))
        assert outcome.personal_data.email == 3
        with study.read() as session:
            found = [verbatims.read(session, each).pseudonym for each in builders.ids(study)]
        assert found[0] == found[1] != found[2]
        assert "ana" not in repr(found).lower()
    assert b"xample.org" not in (tmp_path / "a.engage").read_bytes()


def test_roles_chosen_once_are_proposed_for_the_next_file(study: Study, tmp_path: Path) -> None:
    import dataclasses

    from engage_desktop.models.sources import Role

    first = builders.write_csv(
        tmp_path / "b.csv", [("01/05/2026 10:00:00", "9", "Une réponse de plus ici", "Sud")]
    )
    proposal = sources.inspect(first, study=study)
    columns = tuple(
        dataclasses.replace(each, role=Role.IGNORE) if "zone" in each.header else each
        for each in proposal.mapping.columns
    )
    chosen = dataclasses.replace(proposal.mapping, columns=columns)
    sources.import_file(study, first, mapping=chosen, remember=True)
    second = builders.write_csv(
        tmp_path / "c.csv", [("02/05/2026 10:00:00", "8", "Encore une réponse ici", "Nord")]
    )
    roles = {each.header: each.role for each in sources.inspect(second, study=study).mapping.columns}
    assert roles["Votre zone"] is Role.IGNORE


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_any_order_of_exports_ends_in_the_same_responses(seed: int) -> None:
    import tempfile

    chance = random.Random(seed)
    rows = [
        (
            f"{n % 28 + 1:02d}/03/2026 10:00:{n % 60:02d}",
            str(chance.randrange(11)),
            f"Réponse libre numéro {n} du lot",
            "Sud",
        )
        for n in range(12)
    ]
    with tempfile.TemporaryDirectory() as name, studies.create(Path(name) / "a.engage") as study:
        total = 0
        seen: set[int] = set()
        for number in range(3):
            part = sorted(chance.sample(range(12), chance.randrange(1, 12)))
            path = builders.write_csv(Path(name) / f"{number}.csv", [rows[n] for n in part])
            outcome = sources.import_file(study, path, survey="S")
            assert outcome.imported == len(set(part) - seen)
            assert outcome.rows == outcome.imported + outcome.updated + outcome.duplicates + len(
                outcome.skipped
            )
            seen |= set(part)
            total += outcome.imported
        assert total == len(seen) == len(builders.ids(study))
