"""Damaged files: read with every row accounted for, or refused with one reason; nothing else, and nothing half done.

A few hundred here; `python -m tests.benchmarks.fuzz --files 10000` tries as many as one likes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import formats, limited
from engage_desktop.importers.propose import propose
from engage_desktop.operations import studies
from tests.fuzzing import more_seeds, seeds, trial
from tests.fuzzing.mutations import damaged
from tests.importers import files

KEPT = Path(__file__).parents[1] / "data" / "fuzz"
TEXTS = (*seeds.texts(), *more_seeds.texts())
READ, IMPORTED = 8, 2  # damaged files of each seed
_FIRST = 7_000


@pytest.mark.parametrize("seed", TEXTS, ids=lambda seed: seed.name)
def test_a_sound_file_is_read_or_is_none_of_ours(tmp_path: Path, seed: seeds.Seed) -> None:
    path = tmp_path / seed.name
    path.write_bytes(seed.data)
    verdict = trial.on_reading(path)
    assert (verdict.ended, verdict.wrong) in (("read", ""), ("refused", "")), verdict.detail


def test_every_format_is_damaged(tmp_path: Path) -> None:
    reached = set()
    for seed in (*TEXTS, *seeds.containers(), *more_seeds.containers()):
        path = tmp_path / seed.name
        path.write_bytes(seed.data)
        reached.add(propose(path).mapping.format)
    assert {each.id for each in formats.formats()} == reached


@pytest.mark.parametrize("seed", TEXTS, ids=lambda seed: seed.name)
def test_a_damaged_file_is_read_whole_or_refused(tmp_path: Path, seed: seeds.Seed) -> None:
    path = tmp_path / seed.name
    for number in range(_FIRST, _FIRST + READ):
        path.write_bytes(damaged(seed.data, number))
        verdict = trial.on_reading(path)
        assert not verdict.wrong, f"{number}: {verdict.wrong} {verdict.detail}"


def test_a_damaged_file_is_imported_whole_or_not_at_all(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        for seed in TEXTS:
            path = tmp_path / seed.name
            for number in range(_FIRST, _FIRST + IMPORTED):
                path.write_bytes(damaged(seed.data, number))
                verdict = trial.on_import(study, path)
                assert not verdict.wrong, f"{seed.name} {number}: {verdict.wrong} {verdict.detail}"


@pytest.mark.parametrize("seed", seeds.containers(), ids=lambda seed: seed.name)
def test_a_damaged_container_is_read_whole_or_refused(tmp_path: Path, seed: seeds.Seed) -> None:
    path = tmp_path / seed.name
    for number in range(_FIRST, _FIRST + 2):
        path.write_bytes(damaged(seed.data, number))
        verdict = trial.on_reading(path, limit=60)  # a process is started for each
        assert not verdict.wrong, f"{number}: {verdict.wrong} {verdict.detail}"


@pytest.mark.parametrize("path", sorted(KEPT.glob("*")), ids=lambda path: path.name)
def test_what_once_went_wrong_no_longer_does(path: Path) -> None:
    verdict = trial.on_reading(path)
    assert not verdict.wrong, f"{verdict.wrong} {verdict.detail}"


_SOUND = {seed.name: seed.data for seed in TEXTS}
_ORDERED = _SOUND["abonnes.lss"].replace(b"<sortorder>", b"<sortorder>" + b"1" * 5_000)


def test_a_document_that_its_library_stumbles_over_is_damaged(tmp_path: Path) -> None:
    sound = next(seed.data for seed in seeds.containers() if seed.name == "entretien.docx")
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["_rels/.rels"] = (
        b"<nothing/>"  # read as an object without relations: an attribute that is not there
    )
    path = files.zipped(tmp_path, members, name="entretien.docx")
    with pytest.raises(EngageError) as caught:
        propose(path)
    assert caught.value.reason is Reason.FILE_DAMAGED


def test_a_sheet_whose_element_is_never_closed_is_damaged(tmp_path: Path) -> None:
    sound = next(seed.data for seed in more_seeds.containers() if seed.name == "table.ods")
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["content.xml"] = members["content.xml"].partition(b"</table:table-cell>")[0]
    path = files.zipped(tmp_path, members, name="avis.ods")
    with pytest.raises(EngageError) as caught:
        propose(path)
    assert caught.value.reason is Reason.FILE_DAMAGED


@pytest.mark.parametrize("name", ["t.sqlite3", "data.qda"])
def test_a_study_whose_tables_are_named_in_no_encoding_is_damaged(tmp_path: Path, name: str) -> None:
    sound = next(seed.data for seed in more_seeds.containers() if seed.name == name)
    path = tmp_path / name
    path.write_bytes(sound.replace(b"CREATE TABLE", b"CREATE \xc5ABLE"))
    with pytest.raises(EngageError) as caught:
        list(limited.project(path, "taguette" if name == "t.sqlite3" else "qualcoder"))
    assert caught.value.reason is Reason.FILE_DAMAGED


# Files too large to be kept, each with what went wrong.
ONCE_WRONG = {
    "blanks.txt": b"[12/03/2023, 14:32:11] L: a" + b" " * 150_000 + b"b\n" + b"[12/03/2023, 14:32:12] T: c\n" * 3,  # quadratic
    "commas.csv": b"# ----\n# Start date: 20260101\n# End date: 20260131\nDay" + b"," * 15_000 + b"Sessions\n0000" + b"," * 15_000 + b"12\n",
    "whisper.tsv": b"start\tend\ttext\n\x1e\x1f0\t1500\tOui.\n" + "²\t10\tNon.\n".encode(),  # blank to one, none to the other
    "words.csv": b"id,Un avis. " + b"ab cd " * 25_000 + b"\n" + b"".join(b"%d,oui\n" % n for n in range(9)),  # cubic
    "other.csv": b"id," + b"autre " * 20_000 + b"\n" + b"".join(b"%d,oui\n" % n for n in range(9)),  # quadratic
    "numbers.csv": b"Date,Auteur,Texte\n2026-01-01,a," + b"09 " * 100_000 + b"\n",  # quadratic
    "clock.srt": b"1\n00:00" + b" " * 150_000 + b":01,000 --> 00:00:04,000\nBonjour.\n",  # quadratic
    "blanks.json": _SOUND["discord.json"].replace(b"timestamp", b"timest" + b" " * 150_000 + b"amp"),  # quadratic
    "reviews.json": b'{"reviews": [{"reviewId": "1", "starRating": "FIVE", "comment": "Bien' + b" " * 150_000 + b'."}]}',  # quadratic
    "order.lss": _ORDERED,  # more digits than int() takes
    "count.csv": b"Date,Auteur,Texte,Lien,J'aime,Partages\n2026-01-01,a,Bravo,https://e.fr/1,3," + b"9" * 5000 + b"k\n",  # infinite
}  # fmt: skip


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_what_was_slow_or_broke_is_read_or_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ONCE_WRONG[name])
    verdict = trial.on_reading(path)
    assert not verdict.wrong, f"{verdict.wrong} {verdict.detail}"


def test_the_same_seed_damages_the_same_way() -> None:
    data = seeds.texts()[0].data
    assert damaged(data, 3) == damaged(data, 3)
    assert any(damaged(data, number) != data for number in range(5))
