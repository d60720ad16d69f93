"""Another study brought in: whole or not at all, taken back whole, never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.errors import EngageError
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import SourceId
from engage_desktop.operations import coding, history, sources, studies
from engage_desktop.store import codes, codings, memos, verbatims
from engage_desktop.store import sources as kept
from engage_desktop.store import studies as kept_studies
from engage_desktop.store.database import Study
from tests import builders
from tests.importers.projects import studies as others
from tests.importers.projects.studies import TALK

CODES = others.code("A", "Accueil", others.code("A1", "Chaleur")) + others.code("L", "Lenteur")


def project(folder: Path, *, name: str = "p.qdpx", more: str = "") -> Path:
    """A study of one interview with three codings, one of them outside, and one picture."""
    start = TALK.index("accueil")
    inside = (
        others.selection(start, start + 7, "A1", name="accueil")
        + others.selection(TALK.index("Très lent"), TALK.index("Très lent") + 9, "L", name="Très lent")
        + others.selection(9_000, 9_010, "A")
        + more
    )
    source = others.text_source("e1", "<Description>au café</Description>" + inside, text=TALK)
    users = '<User guid="U1" name="Ana"/>'
    return others.qdpx(
        folder, others.qde(source + '<PictureSource guid="P" name="photo"/>', codes=CODES, users=users), name=name
    )  # fmt: skip


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [each.name for each in codes.tree(session)]


def counts(study: Study) -> tuple[int, int]:
    with study.read() as session:
        found = kept_studies.counts(session)
    return found.verbatims, found.codings


def test_a_study_comes_in_with_its_codes_and_every_coding_accounted_for(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, project(tmp_path))
        assert (outcome.rows, outcome.imported, outcome.verbatims) == (2, 1, 2)
        assert (outcome.codes, outcome.codings) == (3, 2)
        assert [(each.column, each.reason) for each in outcome.skipped] == [("photo", "study_media")]
        assert [each.reason for each in outcome.lost] == ["coding_outside"]
        assert names(study) == ["Accueil", "Chaleur", "Lenteur"]
        (first, second) = builders.ids(study)
        with study.read() as session:
            (one,) = codings.of_verbatims(session, [first])[first]
            text = verbatims.text(session, first)
            assert text[one.start : one.end] == "accueil"
            assert {each.name for each in codes.coders(session)} >= {"Ana"}
            assert codes.coders(session)[0].name != "Ana"
            (other,) = codings.of_verbatims(session, [second])[second]
            assert verbatims.text(session, second)[other.start : other.end] == "Très lent"
            assert outcome.source is not None
            note = memos.memo(session, MemoTarget.SOURCE, int(outcome.source))
            assert note is not None
            assert note.text == "e1 : au café"
            assert len(kept.problems(session, outcome.source)) == 2
            assert kept.source(session, outcome.source).skipped == 1
        assert studies.check(study.path).ok


def test_undoing_the_import_takes_its_codes_back_and_redoing_gives_them_again(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        coding.add_code(study, "Accueil")
        before = builders.state(study)
        sources.import_file(study, project(tmp_path))
        after = builders.state(study)
        history.undo(study)
        assert (names(study), counts(study)) == (["Accueil"], (0, 0))
        left = builders.state(study)
        assert (left["code"], left["coding"], left["memo"]) == (
            before["code"],
            before["coding"],
            before["memo"],
        )
        history.redo(study)
        assert builders.state(study) == after
        assert counts(study) == (2, 2)


def test_removing_the_source_leaves_the_codes_that_serve_elsewhere(study: Study, tmp_path: Path) -> None:
    outcome = sources.import_file(study, project(tmp_path))
    with study.read() as session:
        late = codes.find(session, "Lenteur")
    assert late is not None
    coding.apply(study, builders.ids(study)[:1], late.id)
    assert outcome.source is not None
    sources.undo_import(study, SourceId(outcome.source))
    assert names(study) == ["Lenteur"]
    history.undo(study)
    assert names(study) == ["Accueil", "Chaleur", "Lenteur"]
    assert counts(study) == (7, 3)


def test_the_same_study_again_adds_nothing_and_a_newer_one_only_what_is_new(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, project(tmp_path))
        again = sources.import_file(study, project(tmp_path))
        assert (again.imported, again.updated, again.duplicates, again.codes, again.codings) == (
            0,
            0,
            1,
            0,
            0,
        )
        more = others.selection(TALK.index("Mais"), TALK.index("Mais") + 4, "L", name="Mais")
        newer = sources.import_file(study, project(tmp_path, name="q.qdpx", more=more))
        assert (newer.updated, newer.codings, newer.verbatims) == (1, 1, 0)
        assert counts(study) == (2, 3)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        before = builders.state(study)
        outcome = sources.import_file(study, project(tmp_path), dry_run=True)
        assert (outcome.codes, outcome.codings, outcome.source) == (3, 2, None)
        assert builders.state(study) == before


def test_a_codebook_alone_comes_in_and_goes(tmp_path: Path) -> None:
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="X"><Codes>{CODES}</Codes></CodeBook>'
    path = tmp_path / "codes.qdc"
    path.write_text(book, encoding="utf-8")
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, path)
        assert (outcome.rows, outcome.imported, outcome.codes) == (3, 3, 3)
        assert sources.import_file(study, path).duplicates == 3
        history.undo(study)
        history.undo(study)
        assert names(study) == []


def test_a_qualcoder_folder_is_opened_by_its_name(tmp_path: Path) -> None:
    folder = others.qualcoder(tmp_path, TALK, [(1, TALK.index("Très"), TALK.index("Très") + 9, "Très lent")])
    with studies.create(tmp_path / "a.engage") as study:
        outcome = sources.import_file(study, folder)
        assert (outcome.file, outcome.rows, outcome.imported, outcome.codings) == ("etude.qda", 2, 1, 1)
        assert sources.import_file(study, folder / "data.qda").duplicates == 1
        assert names(study) == ["Parent", "Enfant", "Lenteur", "Accueil"]
        with pytest.raises(EngageError):
            sources.import_file(study, tmp_path)


def test_comments_become_memos_of_their_turn(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    made.add_paragraph("Q : Quand ?")
    paragraph = made.add_paragraph("R : Hier.")
    made.add_comment(paragraph.runs, text="elle hésite", author="Ana")
    made.add_paragraph("Q : Ah ?")
    made.add_paragraph("R : Oui.")
    path = tmp_path / "e.docx"
    made.save(str(path))
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, path)
        with study.read() as session:
            assert [verbatims.read(session, each).memo for each in builders.ids(study)] == [
                "Ana : elle hésite",
                "",
            ]
