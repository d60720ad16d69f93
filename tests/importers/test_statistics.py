"""SPSS and Stata files: labels are the answers, what was declared missing is no answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import statistics
from engage_desktop.importers.propose import propose
from engage_desktop.models.sources import Missing, Role
from tests.importers import files

COLUMNS = {
    "id": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
    "reco": [0.0, 10.0, 7.0, 9.0, 3.0, 99.0],
    "sexe": [1.0, 2.0, 1.0, 2.0, 9.0, 8.0],
    "mot": ["Bien", "", "Déçue", "Très bien", "Cher", "Rien à dire"],
    "jour": [dt.date(2026, 3, day) for day in range(1, 7)],
}
LABELS: dict[str, str | None] = {
    "id": "Identifiant",
    "reco": "Recommanderiez-vous le service ?",
    "sexe": "Avez-vous été bien accueilli ?",
    "mot": "Pourquoi cette note ?",
    "jour": "Date de réponse",
}


def spss(folder: Path, *, compress: bool = False) -> Path:
    import pandas as pd
    import pyreadstat

    path = folder / ("e.zsav" if compress else "e.sav")
    pyreadstat.write_sav(
        pd.DataFrame(COLUMNS),
        str(path),
        column_labels=LABELS,
        compress=compress,
        variable_value_labels={
            "reco": {0.0: "Pas du tout probable", 10.0: "Extrêmement probable", 99.0: "Ne sait pas"},
            "sexe": {1.0: "Oui", 2.0: "Non", 9.0: "Refus", 8.0: "Autre"},
        },
        missing_ranges={"reco": [99.0], "sexe": [{"lo": 8.0, "hi": 9.0}]},
    )
    return path


@pytest.mark.parametrize("compress", [False, True])
def test_an_spss_file_gives_labels_wordings_and_dates(tmp_path: Path, compress: bool) -> None:
    path = spss(tmp_path, compress=compress)
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows) == ("spss", 6)
    assert [each.role for each in proposal.mapping.columns] == [
        Role.RESPONSE_ID, Role.NPS, Role.SINGLE, Role.TEXT, Role.DATE,
    ]  # fmt: skip
    reco = files.column(proposal, "Recommanderiez-vous le service ?")
    assert reco.question_code == "reco"
    assert reco.scale is not None
    assert (reco.scale.low_label, reco.scale.high_label) == ("Pas du tout probable", "Extrêmement probable")
    assert files.column(proposal, "Avez-vous été bien accueilli ?").options == ("Oui", "Non")
    found = files.responses(path)
    assert [each.answers[0] for each in found] == [0, 10, 7, 9, 3, Missing.DONT_KNOW]
    assert [each.answers[1] for each in found] == [
        "Oui",
        "Non",
        "Oui",
        "Non",
        Missing.REFUSED,
        Missing.NOT_APPLICABLE,
    ]
    assert found[1].answers[2] is None
    assert found[0].submitted_at == "2026-03-01"


def stata(folder: Path) -> Path:
    import pandas as pd
    import pyreadstat

    path = folder / "e.dta"
    frame = pd.DataFrame(COLUMNS).assign(
        sexe=[1.0, 2.0, 1.0, 2.0, "a", 1.0], reco=[0.0, 10.0, 7.0, 9.0, 3.0, 5.0]
    )
    pyreadstat.write_dta(
        frame,
        str(path),
        column_labels=LABELS,
        variable_value_labels={"sexe": {1.0: "Oui", 2.0: "Non"}},
        missing_user_values={"sexe": ["a"]},
    )
    return path


def test_a_stata_file_is_read_likewise(tmp_path: Path) -> None:
    path = stata(tmp_path)
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows) == ("stata", 6)
    assert files.answers(path, 1) == ["Oui", "Non", "Oui", "Non", Missing.NOT_APPLICABLE, "Oui"]


def test_a_real_spss_file_comes_in_whole(samples: Path) -> None:
    proposal = propose(samples / "spss_sample.sav")
    assert proposal.rows == len(files.responses(samples / "spss_sample.sav")) == 5
    assert files.column(proposal, "ordinal").options == ("low", "medium", "high")


def about(**facts: object) -> SimpleNamespace:
    usual: dict[str, object] = {
        "column_names": ["m1", "m2"],
        "column_labels": ["Vélo", "Bus"],
        "column_names_to_labels": {},
        "variable_value_labels": {},
        "missing_ranges": {},
        "missing_user_values": {},
        "readstat_variable_types": {},
    }
    return SimpleNamespace(**{**usual, **facts})


def test_a_set_of_yes_or_no_variables_is_one_multiple_choice() -> None:
    sets = {
        "$modes": {
            "label": "Vos modes ?",
            "is_dichotomy": True,
            "counted_value": 1,
            "variable_list": ["m1", "m2"],
        }
    }
    columns = statistics._columns(about(mr_sets=sets))
    assert [(c.code, c.wording) for c in columns] == [
        ("modes[m1]", "Vos modes ? [Vélo]"),
        ("modes[m2]", "Vos modes ? [Bus]"),
    ]
    assert [columns[0].text((value,)) for value in (1.0, 2.0, None)] == ["1", "0", ""]


def test_a_set_of_listed_answers_is_one_column_per_option() -> None:
    words = {1.0: "Vélo", 2.0: "Bus", 3.0: "Train"}
    sets = {"$modes": {"label": "", "is_dichotomy": False, "variable_list": ["m1", "m2"]}}
    columns = statistics._columns(about(mr_sets=sets, variable_value_labels={"m1": words, "m2": words}))
    assert [c.wording for c in columns] == ["modes [Vélo]", "modes [Bus]", "modes [Train]"]
    assert [[c.text(values) for c in columns] for values in ((1.0, 3.0), (2.0, None), (None, None))] == [
        ["1", "0", "1"],
        ["0", "1", "0"],
        ["", "", ""],
    ]


def test_pages_follow_one_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "_PAGE", 3)
    lines = list(statistics.rows(spss(tmp_path)))
    rows = [row for line in lines[1:] for row in line["rows"]]  # type: ignore[attr-defined]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    "data", [b"$FL2@(#) SPSS DATA FILE" + b"\x00" * 200, b"<stata_dta><header><release>118"]
)
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cassé.sav"
    path.write_bytes(data)
    with pytest.raises(EngageError) as raised:
        propose(path)
    assert raised.value.reason in (Reason.FILE_DAMAGED, Reason.READER_FAILED)
