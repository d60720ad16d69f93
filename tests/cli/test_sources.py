"""`import`, `undo-import`, `formats`."""

from __future__ import annotations

import json
from pathlib import Path

from tests import builders
from tests.cli.conftest import Run
from tests.importers.projects import studies as others

FILE_KEYS = {
    "file", "format", "confidence", "encoding", "rows", "imported", "updated", "duplicates", "skipped", "survey",
    "questions", "verbatims", "source_id", "personal_data", "mapping", "series", "values",
}  # fmt: skip


def test_an_import_accounts_for_every_row(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", tmp_path / "r.csv"
    rows = [*builders.ROWS, ("05/03/2026 09:00:00", "12", "Hors échelle", "Nord"), builders.ROWS[0]]
    builders.write_csv(file, rows)
    run("new", study)
    answer = run("import", study, file, "--json")
    assert answer.status == 0
    (done,) = answer.json["files"]
    assert answer.json["refused"] == []
    assert set(done) == FILE_KEYS
    assert done["rows"] == 8
    assert done["rows"] == done["imported"] + done["updated"] + done["duplicates"] + len(done["skipped"])
    assert done["source_id"] == 1
    for skipped in done["skipped"]:
        assert {"row", "column", "reason"} <= set(skipped)
    assert [(each["row"], each["reason"]) for each in done["skipped"]] == [
        (8, "out_of_scale"),
        (9, "duplicate_of_row"),
    ]
    kinds = {question["label"]: question["kind"] for question in done["questions"]}
    assert kinds["Recommanderiez-vous notre service à un proche ?"] == "nps"
    for question in done["questions"]:
        assert {"code", "label", "kind", "confidence", "reason"} <= set(question)


def test_a_bare_scale_is_not_taken_as_nps(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", tmp_path / "r.csv"
    file.write_text(
        "".join(["note;avis\n", *(f"{at % 11};avis {at}\n" for at in range(40))]), encoding="utf-8"
    )
    run("new", study)
    (done,) = run("import", study, file, "--json").json["files"]
    assert [question["kind"] for question in done["questions"]] == ["scale", "text"]


def test_columns_left_aside_are_named(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", tmp_path / "r.csv"
    file.write_text(
        "Nom;Téléphone;Votre e-mail;Pourquoi ?\nMme Dol;0600000000;a@b.fr;Trop cher\nM. Le;;c@d.fr;Très bien\n",
        encoding="utf-8",
    )
    run("new", study)
    assert "Colonnes laissées de côté : Nom, Téléphone" in run("import", study, file).out.replace("\xa0", " ")


def test_a_trial_writes_nothing(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", builders.write_csv(tmp_path / "r.csv")
    run("new", study)
    before = run("dump", study).out
    (done,) = run("import", study, file, "--dry-run", "--json").json["files"]
    assert done["imported"] == 6
    assert done["source_id"] is None
    assert run("dump", study).out == before


def test_a_refused_file_keeps_no_other_out(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "e.engage"
    good = builders.write_csv(tmp_path / "bon.csv")
    also = builders.write_csv(tmp_path / "aussi.csv", [("01/04/2026 10:00:00", "5", "Encore un", "Nord")])
    run("new", study)
    answer = run("import", study, good, tmp_path / "absent.csv", also, "--json")
    assert answer.status == 1
    assert [Path(each["file"]).name for each in answer.json["files"]] == ["bon.csv", "aussi.csv"]
    (refused,) = answer.json["refused"]
    assert set(refused) == {"file", "reason", "message"}
    assert refused["reason"] == "file_missing"
    assert "absent.csv" in answer.err
    assert "2 autres fichiers" in answer.err
    assert run("check", study, "--json").json["counts"]["sources"] == 2


def test_a_mapping_that_means_nothing_is_refused(run: Run, small: Path) -> None:
    mapping = small.parent / "m.json"
    for content in (b"{", b"[]", b'{"format": 3}', b"\xff\xfe\x00", b'{"version": 99}'):
        mapping.write_bytes(content)
        answer = run("import", small, small.parent / "reponses.csv", "--mapping", mapping)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.count("\n") == 1


def test_the_mapping_of_a_trial_can_be_given_back(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", builders.write_csv(tmp_path / "r.csv")
    run("new", study)
    proposed = run("import", study, file, "--dry-run", "--json").json["files"][0]
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps(proposed["mapping"]), encoding="utf-8")
    done = run("import", study, file, "--mapping", mapping, "--json").json["files"][0]
    assert done["imported"] == proposed["imported"]
    assert [each["kind"] for each in done["questions"]] == [each["kind"] for each in proposed["questions"]]


def test_an_import_is_taken_back_whole_and_once(run: Run, tmp_path: Path) -> None:
    study, file = tmp_path / "e.engage", builders.write_csv(tmp_path / "r.csv")
    run("new", study)
    before = run("dump", study).out
    source = run("import", study, file, "--json").json["files"][0]["source_id"]
    after = run("dump", study).out
    assert run("undo-import", study, source).status == 0
    assert run("dump", study).out == before
    again = run("undo-import", study, source)
    assert (again.status, again.out) == (1, "")
    assert run("undo", study).status == 0
    assert run("dump", study).out == after


def test_formats_tell_how_each_is_recognised(run: Run) -> None:
    found = run("formats", "--json").json["formats"]
    assert {"csv", "xlsx", "vtt", "google_forms"} <= {each["id"] for each in found}
    for each in found:
        assert set(each) == {"id", "kind", "name", "how"}
        assert each["how"]


def test_another_study_says_what_became_of_its_codes(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "e.engage"
    run("new", study)
    folder = others.qualcoder(tmp_path, others.TALK, [(1, 21, 24, "Oui"), (2, 0, 4, "jamais")])
    answer = run("import", study, folder, "--json")
    assert answer.status == 0
    (done,) = answer.json["files"]
    assert set(done) >= FILE_KEYS | {"codes", "codings", "lost"}
    assert (done["format"], done["rows"], done["imported"], len(done["skipped"])) == ("qualcoder", 2, 1, 1)
    assert (done["codes"], done["codings"]) == (4, 1)
    assert [(each["row"], each["reason"]) for each in done["lost"]] == [
        (1, "coding_not_found"),
        (2, "coding_not_text"),
    ]
    again = run("import", study, folder)
    assert "0 code ajouté · 0 codage placé · 2 codages non repris" in again.out
    found = run("verbatims", study, "--where", "code:Lenteur", "--json")
    assert found.json["total"] == 1


def test_personal_data_that_texts_cite_are_replaced_when_asked(run: Run, tmp_path: Path) -> None:
    rows = [*builders.ROWS, ("05/03/2026 09:00:00", "2", "Appelez-moi au 06 12 34 56 78, merci.", "Nord")]
    study, file = tmp_path / "e.engage", builders.write_csv(tmp_path / "r.csv", rows)
    run("new", study)
    assert "--pseudonymise" in run("import", study, file, "--dry-run").out
    (done,) = run("import", study, file, "--pseudonymise", "--json").json["files"]
    assert done["personal_data"] == {"phone": 1}
    assert done["mapping"]["replaced"]["phone"] == "[numéro de téléphone]"
    assert "[numéro de téléphone]" in run("dump", study).out
    assert "06 12" not in run("dump", study).out
    (again,) = run("import", study, file, "--pseudonymise", "--json").json["files"]
    assert (again["imported"], again["duplicates"]) == (0, 7)
