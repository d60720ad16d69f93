"""Personal data at import: what is replaced never comes in, the choice stays, and a re-import makes the same content."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from engage_desktop.importers import mapping_json
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.personal import USUALLY_REPLACED, marks_in
from engage_desktop.models.sources import Role
from engage_desktop.operations import coding, history, sources, studies
from engage_desktop.store import sources as kept
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from tests import builders
from tests.importers.files import text_file

NIR = "1 85 05 78 006 084 91"
ROWS = (
    ("05/01/2026 10:00:00", "9", f"Mon numéro {NIR} et mon adresse a.b@exemple.fr", "Centre"),
    ("06/01/2026 10:00:00", "3", "Rappelez-moi au 06 12 34 56 78, la station est vide.", "Nord"),
    ("07/01/2026 10:00:00", "7", "Rien à signaler, tout va bien ici.", "Nord"),
)


def texts(study: Study) -> list[str]:
    with study.read() as session:
        return [
            row.text
            for row in verbatims.page(session, [VerbatimId(int(each)) for each in builders.ids(study)])
        ]


def everything(path: Path) -> str:
    """All that the study file holds, as text."""
    return path.read_bytes().decode("latin-1")


def test_a_social_security_number_never_comes_in(tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv", ROWS)
    with studies.create(tmp_path / "e.engage") as study:
        outcome = sources.import_file(study, file)
        assert outcome.personal_data.social_security == 1
        assert texts(study)[0] == "Mon numéro [numéro de sécurité sociale] et mon adresse a.b@exemple.fr"
    assert NIR not in everything(tmp_path / "e.engage")


def test_pseudonymising_replaces_every_kind_and_stores_none(tmp_path: Path) -> None:
    rows = [*ROWS, ("08/01/2026 10:00:00", "écrivez à z@exemple.fr", "Bien", "Nord")]
    file = builders.write_csv(tmp_path / "r.csv", rows)
    with studies.create(tmp_path / "e.engage") as study:
        outcome = sources.import_file(study, file, pseudonymise=True)
        assert texts(study)[:2] == [
            "Mon numéro [numéro de sécurité sociale] et mon adresse [adresse e-mail]",
            "Rappelez-moi au [numéro de téléphone], la station est vide.",
        ]
        assert [problem.value for problem in outcome.skipped] == ["écrivez à [adresse e-mail]"]
    held = everything(tmp_path / "e.engage")
    assert not any(said in held for said in (NIR, "06 12 34 56 78", "exemple.fr"))


def test_the_same_file_again_makes_the_same_content(tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv", ROWS)
    with studies.create(tmp_path / "e.engage") as study:
        sources.import_file(study, file, pseudonymise=True)
        before = texts(study)
        again = sources.import_file(study, file)
        assert (again.imported, again.updated, again.duplicates) == (0, 0, 3)
        newer = builders.write_csv(
            tmp_path / "r2.csv", [*ROWS, ("09/01/2026 10:00:00", "8", "au 01 23 45 67 89", "Nord")]
        )
        later = sources.import_file(study, newer)
        assert (later.imported, later.duplicates) == (1, 3)
        assert texts(study) == [*before, "au [numéro de téléphone]"]


def test_replacing_later_keeps_codes_and_is_taken_back(tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv", ROWS)
    with studies.create(tmp_path / "e.engage") as study:
        sources.import_file(study, file)
        code = coding.add_code(study, "Station vide")
        (verbatim,) = builders.ids(study, "vide")
        said = texts(study)[1]
        start = said.index("la station")
        coding.toggle(study, [verbatim], code.id, span=(start, start + 20))
        outcome = sources.import_file(study, file, pseudonymise=True)
        assert (outcome.imported, outcome.updated) == (0, 2)
        masked = texts(study)[1]
        assert "06 12" not in masked
        with study.read() as session:
            (span,) = session.rows('SELECT start, "end" FROM coding')
        assert masked[span[0] : span[1]] == "la station est vide."
        coding_before = texts(study)
        history.undo(study)
        assert texts(study)[1] == said
        history.redo(study)
        assert texts(study) == coding_before


def test_an_english_study_has_english_marks(tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv", ROWS)
    with studies.create(tmp_path / "e.engage", language="en") as study:
        sources.import_file(study, file)
        assert "[social security number]" in texts(study)[0]


def test_a_choice_stays_for_the_next_files_of_the_study(tmp_path: Path) -> None:
    with studies.create(tmp_path / "e.engage") as study:
        first = builders.write_csv(tmp_path / "r.csv", ROWS)
        proposal = sources.inspect(first, study=study)
        assert proposal.mapping.replaced == USUALLY_REPLACED
        assert proposal.marks == marks_in("fr")
        sources.import_file(study, first, mapping=replace(proposal.mapping, replaced=(("phone", "[tél.]"),)))
        other = builders.write_csv(
            tmp_path / "autre.csv", ROWS, ("Date", "Note de 0 à 10", "Un mot ?", "Ville")
        )
        assert sources.inspect(other, study=study).mapping.replaced == (("phone", "[numéro de téléphone]"),)


def test_a_study_imported_before_is_read_as_it_was(tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv", ROWS)
    with studies.create(tmp_path / "e.engage") as study:
        proposal = sources.inspect(file, study=study)
        outcome = sources.import_file(study, file, mapping=replace(proposal.mapping, replaced=()))
        assert outcome.source is not None
        with study.write() as session:  # as an older application left it
            written = json.loads(kept.mapping(session, outcome.source))
            del written["replaced"]
            kept.put_mapping(session, outcome.source, json.dumps(written))
        assert sources.inspect(file, study=study).mapping.replaced == ()
        assert sources.import_file(study, file).duplicates == 3


def test_a_mapping_says_what_it_replaces(tmp_path: Path) -> None:
    mapping = sources.inspect(builders.write_csv(tmp_path / "r.csv", ROWS)).mapping
    for replaced in ((), USUALLY_REPLACED, marks_in("en")):
        chosen = replace(mapping, replaced=replaced)
        assert mapping_json.mapping_from_json(mapping_json.mapping_to_json(chosen), where="m") == chosen


def test_choices_attributes_and_identities_are_covered_too(tmp_path: Path) -> None:
    rows = [
        (f"R{at}", NIR, "8", "Bien, merci à tous.", f"Autre : {NIR}" if at == 3 else "Nord")
        for at in range(12)
    ]
    headers = ("Numéro de réponse", "N° SS", "Recommanderiez-vous le service ?", "Pourquoi ?", "Votre zone")
    file = builders.write_csv(tmp_path / "r.csv", rows, headers)
    with studies.create(tmp_path / "e.engage") as study:
        mapping = sources.inspect(file, study=study).mapping
        assert mapping.columns[1].role is Role.PARTICIPANT
        sources.import_file(study, file)
    assert NIR not in everything(tmp_path / "e.engage")


def test_mentions_are_masked_and_known_again(tmp_path: Path) -> None:
    said = "date,auteur,texte,canal\n" + "".join(
        f"0{at}/03/2026,u{at},Écrivez-moi à u{at}@exemple.fr svp,Forum\n" for at in range(1, 6)
    )
    file = text_file(tmp_path, said, name="mentions.csv")
    with studies.create(tmp_path / "e.engage") as study:
        sources.import_file(study, file, format="mentions", pseudonymise=True)
        assert set(texts(study)) == {"Écrivez-moi à [adresse e-mail] svp"}
        again = sources.import_file(study, file, format="mentions")
        assert (again.imported, again.duplicates) == (0, 5)


def test_an_interview_keeps_no_name_and_is_known_again(tmp_path: Path) -> None:
    said = (
        "Nom : Claire Martin\n\nAnne Petit : Vous venez souvent ?\nClaire Martin : Oui, chaque jour.\n"
        "Anne Petit : Pourquoi ?\nClaire Martin : Par goût.\n"
    )
    file = text_file(tmp_path, said, name="e.txt")
    with studies.create(tmp_path / "e.engage") as study:
        outcome = sources.import_file(study, file, remember=True)
        assert outcome.mapping is not None
        assert ("Claire Martin", "Participant 1") in outcome.mapping.speakers
        again = sources.import_file(study, file)
        assert (again.imported, again.duplicates) == (0, 4)
        other = text_file(tmp_path, said.replace("Claire Martin", "Zoé Roy"), name="f.txt")
        assert ("Zoé Roy", "Participant 1") in sources.inspect(other, study=study).mapping.speakers
    held = everything(tmp_path / "e.engage")
    assert not any(name in held for name in ("Claire", "Martin", "Petit"))
