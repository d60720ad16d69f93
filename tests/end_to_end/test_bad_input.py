"""Whatever is thrown at the command line: one clear sentence, the right status, and the study as it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engage_desktop.operations import dump, studies
from tests import builders
from tests.benchmarks import big_export
from tests.importers import files

ROOT = Path(__file__).parents[2]
Q = files.QUESTION
GOOD = ("05/01/2026 10:00:00", "9", "Le vélo est agréable et la station est tout près.", "Nord")
HEADERS = ("Horodateur", Q, "Pourquoi cette note ?", "Zone")
pytestmark = [pytest.mark.timeout(300)]


@dataclass(frozen=True, slots=True)
class Said:
    """How a call ended."""

    status: int
    out: str
    err: str


def engage(*words: str | Path, stdin: str = "", **more: object) -> Said:
    """A call in a process of its own, as from a shell."""
    done = subprocess.run(
        [sys.executable, "-m", "engage_desktop", *(str(word) for word in words)],
        input=stdin.encode(),
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=240,
        **more,  # type: ignore[call-overload] # environment and limits, as subprocess takes them
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def refused(said: Said, status: int) -> str:
    """The one sentence of a refusal."""
    lines = [line for line in said.err.splitlines() if line.strip()]
    assert said.status == status, said
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err
    assert "inattendue" not in said.err, "nobody foresaw it"
    assert len(lines[0]) > 20
    return lines[0]


def content(path: Path) -> str:
    """Everything that the study holds."""
    assert studies.check(path).ok
    with studies.open_for_reading(path) as study, study.read() as session:
        return "\n".join(dump.lines(session))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A closed study of six responses."""
    folder = tmp_path / "étude"
    folder.mkdir()
    study = builders.small_study(folder)
    study.close()
    return study.path


def table(folder: Path, *rows: tuple[str, ...], name: str = "export.csv") -> Path:
    return builders.write_csv(folder / name, rows, HEADERS)


# files that are not what they seem

OLE = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\x00" * 500
    + "EncryptedPackage".encode("utf-16-le")
    + b"\x00" * 4000
)


def _bomb(folder: Path) -> Path:
    path = folder / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b"<c/>" * 262_144)
    return path


def _huge_cell(folder: Path) -> Path:
    path = folder / "cellule.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADERS) + "\n")
        file.write(",".join(GOOD) + "\n")
        file.write('05/01/2026 10:00:00,9,"')
        for _ in range(200):
            file.write("mot " * 262_144)
        file.write('",Nord\n')
    return path


REFUSED_FILES: dict[str, Callable[[Path], Path]] = {
    "nothing there": lambda folder: folder / "absent.csv",
    "an empty file": lambda folder: files.text_file(folder, ""),
    "headers alone": table,
    "an ending that lies": lambda folder: files.text_file(folder, "%PDF-1.7\n%âãÏÓ\n", name="r.xlsx"),
    "a workbook behind a password": lambda folder: _bytes(folder / "secret.xlsx", OLE),
    "a binary named csv": lambda folder: _bytes(folder / "r.csv", bytes(range(256)) * 400),
    "a program named csv": lambda folder: _bytes(folder / "r.csv", b"\x7fELF" + os.urandom(40_000)),
    "an unclosed quote": lambda folder: files.text_file(
        folder, files.csv_text([HEADERS, GOOD, GOOD]) + '05/01/2026,9,"Sans fin,Nord\n' * 3
    ),
    "a zip bomb": _bomb,
    "a cell of 200 MB": _huge_cell,
    "a truncated workbook": lambda folder: _bytes(
        folder / "coupé.xlsx", files.workbook(folder, [HEADERS, GOOD]).read_bytes()[:900]
    ),
    "a folder": lambda folder: folder,
}


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("what", REFUSED_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    what: str, small: Path, tmp_path: Path
) -> None:
    before = content(small)
    refused(engage("import", small, REFUSED_FILES[what](tmp_path)), 1)
    assert content(small) == before


def test_a_refusal_is_worded_in_english_when_asked(small: Path, tmp_path: Path) -> None:
    french = refused(engage("import", small, tmp_path / "absent.csv"), 1)
    english = refused(engage("import", small, tmp_path / "absent.csv", "--lang", "en"), 1)
    assert french != english


# rows that are not what they should be


def imported(study: Path, *words: str | Path) -> dict[str, object]:
    said = engage("import", study, *words, "--json")
    assert said.status == 0, said.err
    report = json.loads(said.out)["files"][0]
    found = report["imported"] + report["updated"] + report["duplicates"] + len(report["skipped"])
    assert report["rows"] == found, "a row is unaccounted for"
    assert isinstance(report, dict)
    return report


def test_a_bad_row_is_listed_and_the_others_come_in(small: Path, tmp_path: Path) -> None:
    rows = [
        (f"{day:02d}/02/2026 10:00:00", str(day % 11), f"Texte assez long numéro {day}.", "Nord")
        for day in range(1, 25)
    ]
    rows.append(("05/01/2026 10:00:00", "12", "La note n'existe pas.", "Sud"))
    rows.append(("31/09/2026 10:00:00", "8", "Le jour n'existe pas.", "Sud"))
    rows.append(rows[0])
    report = imported(small, table(tmp_path, *rows), "--survey", "Autre")
    skipped = report["skipped"]
    assert isinstance(skipped, list)
    assert sorted(each["row"] for each in skipped) == [26, 27, 28]
    assert {each["reason"] for each in skipped} == {"out_of_scale", "bad_date", "duplicate_of_row"}
    assert report["imported"] == 24


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "mac-roman"])
def test_accents_survive_every_encoding(encoding: str, small: Path, tmp_path: Path) -> None:
    text = files.csv_text(
        [HEADERS, *([GOOD] * 1), ("06/01/2026 10:00:00", "3", "Déçu : l'été fut gâché, très gênant.", "Sud")]
    )
    data = text.encode(encoding)
    path = _bytes(tmp_path / "r.csv", b"\xff\xfe" + data if encoding == "utf-16-le" else data)
    imported(small, path, "--survey", "Autre")
    assert "l'été fut gâché, très gênant" in content(small)


def test_no_unwritable_letter_stops_an_import(small: Path, tmp_path: Path) -> None:
    said = "Bien\x00 vu \U0001f60d\u202e à l'envers e\u0301 et long."
    data = files.csv_text(
        [HEADERS, (GOOD[0], "9", said, "Nord"), (GOOD[0], "2", '=HYPERLINK("http://x")', "Sud")]
    ).encode()
    lone = json.dumps([{"Horodateur": GOOD[0], Q: 4, "Pourquoi cette note ?": "moitié \ud83d perdue, hélas"}])
    for path in (_bytes(tmp_path / "r.csv", data), files.text_file(tmp_path, lone, name="r.json")):
        done = engage("import", small, path)
        assert done.status in (0, 1), done
        assert "Traceback" not in done.err
        assert "inattendue" not in done.err
    kept = content(small)
    assert "\x00" not in kept
    assert "=HYPERLINK" in kept


# studies that are none, or not ours to write


def test_what_is_no_study_is_refused_untouched(tmp_path: Path) -> None:
    path = files.text_file(tmp_path, "pas une étude", name="faux.engage")
    for words in (("kpi", path), ("import", path, table(tmp_path, GOOD)), ("check", path), ("dump", path)):
        refused(engage(*words), 1)
    assert path.read_text(encoding="utf-8") == "pas une étude"


def test_a_second_program_is_refused_and_the_first_goes_on(small: Path) -> None:
    with studies.open_study(small) as study:
        refused(engage("import", small, table(small.parent, GOOD, name="n.csv")), 5)
        refused(engage("code", small, "--add", "Nouveau"), 5)
        assert engage("kpi", small).status == 0, "reading is always possible"
        studies.rename(study, "Toujours là")
    assert "Toujours là" in content(small)


def nobody(*words: str | Path) -> Said:
    """A call by the user « nobody »."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("becoming another user takes root and setpriv")
    command = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--",
        sys.executable,
        "-m",
        "engage_desktop",
    ]
    done = subprocess.run(
        [*command, *(str(word) for word in words)],
        capture_output=True,
        cwd="/",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if "No module named" in done.stderr.decode():
        pytest.skip("nobody may not read the project")
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that anybody may read (pytest closes its own to all others)."""
    with tempfile.TemporaryDirectory(prefix="engage-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_cannot_be_written_is_read_and_not_written(small: Path, public: Path) -> None:
    study, export = public / small.name, table(public, GOOD)
    shutil.copyfile(small, study)
    for path in (study, export):
        path.chmod(0o644)
    before = study.read_bytes()
    assert nobody("kpi", study).status == 0
    refused(nobody("import", study, export), 6)
    refused(nobody("code", study, "--add", "Nouveau"), 6)
    refused(nobody("new", public / "autre.engage"), 1)
    refused(nobody("backup", study, "--to", public / "copie.engage"), 1)
    refused(nobody("export", study, "--what", "verbatims", "--to", public / "sortie.csv"), 1)
    assert study.read_bytes() == before
    assert sorted(path.name for path in public.iterdir()) == ["export.csv", study.name]


def test_a_study_that_was_not_closed_is_read_from_a_folder_that_cannot_be_written(
    small: Path, public: Path
) -> None:
    """A stick taken out too early: the last changes are in the log beside the file."""
    with studies.open_study(small) as study:
        studies.rename(study, "Pas encore rangé")
        for path in small.parent.glob(small.name + "*"):
            shutil.copyfile(path, public / path.name)
            (public / path.name).chmod(0o644)
    said = nobody("dump", public / small.name)
    assert said.status == 0, said.err
    assert "Pas encore rangé" in said.out


# a disk without room


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disque"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def fill(path: Path) -> None:
    """A file that takes all the room that is left."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(descriptor, b"x" * 4096):
            pass
    except OSError:
        pass
    finally:
        os.close(descriptor)


def test_a_full_disk_takes_nothing_and_the_study_stays_usable(
    small: Path, full_disk: Path, tmp_path: Path
) -> None:
    study = full_disk / small.name
    shutil.copyfile(small, study)
    before = content(study)
    big = tmp_path / "gros.csv"
    big_export.write(big, rows=20_000)
    assert "disque" in refused(engage("import", study, big), 1).lower()
    assert content(study) == before
    filling = full_disk / "plein"
    fill(filling)
    refused(engage("code", study, "--add", "Nouveau"), 1)
    refused(engage("backup", study, "--to", full_disk / "copie.engage"), 1)
    refused(engage("export", study, "--what", "verbatims", "--to", full_disk / "sortie.csv"), 1)
    assert sorted(p.name for p in full_disk.iterdir() if p.suffix != ".sauvegardes") == sorted(
        ["plein", study.name]
    )
    filling.unlink()
    assert content(study) == before
    assert engage("code", study, "--add", "Nouveau").status == 0, "once there is room, all goes on"


def test_a_limit_on_files_is_as_a_full_disk(small: Path, tmp_path: Path) -> None:
    big = tmp_path / "gros.csv"
    big_export.write(big, rows=20_000)
    before = content(small)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    said = engage("import", small, big, preexec_fn=limit)
    refused(said, 1)
    assert content(small) == before


# wherever one lives


def _locales() -> list[str]:
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return ["C", *(name for name in known if name.lower().startswith(("fr_fr", "tr_tr")))]


@pytest.mark.parametrize(
    "where", [*(("LC_ALL", name) for name in _locales()), ("TZ", "Asia/Tokyo"), ("TZ", "America/Adak")]
)
def test_neither_locale_nor_clock_changes_what_is_read(where: tuple[str, str], tmp_path: Path) -> None:
    rows = [
        *builders.ROWS,
        ("29/03/2026 02:30:00", "5", "ISTANBUL İstanbul ışık, œuvre : 3,5 sur 10.", "Île"),
    ]
    export = builders.write_csv(tmp_path / "r.csv", rows)
    dumps = []
    for number, environment in enumerate(
        ({**os.environ, "LC_ALL": "C.UTF-8"}, {**os.environ, where[0]: where[1]})
    ):
        study = tmp_path / f"{number}.engage"
        assert engage("new", study, "--title", "Même", env=environment).status == 0
        assert engage("import", study, export, env=environment).status == 0
        dumps.append(engage("dump", study, env=environment).out)
    assert _facts(dumps[0]) == _facts(dumps[1])


def _facts(text: str) -> list[object]:
    """The lines of a dump, without the moments of its own making."""
    own = {"created_at", "imported_at", "at", "uid"}

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items() if key not in own}
        return [bare(each) for each in value] if isinstance(value, list) else value

    return [bare(json.loads(line)) for line in text.splitlines()]
