"""Files that must be refused with one reason, quickly, and those of other endings."""

from __future__ import annotations

import contextlib
import re
import struct
import zipfile
from pathlib import Path

import pytest

from engage_desktop import importers
from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.wording.errors import sentence
from tests.importers.files import answers, document, text_file, workbook, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def refusal(path: Path) -> EngageError:
    with pytest.raises(EngageError) as caught:
        propose(path)
    return caught.value


def with_sheet(folder: Path, sheet: bytes) -> Path:
    """A true workbook whose first sheet is replaced."""
    model = workbook(folder, [["a"]], name="modele.xlsx")
    path = folder / "piege.xlsx"
    with zipfile.ZipFile(model) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return path


def test_a_missing_file() -> None:
    assert refusal(Path("/nulle/part.csv")).reason is Reason.FILE_MISSING


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "vide.csv"
    path.write_bytes(data)
    assert refusal(path).reason is Reason.FILE_EMPTY


def test_headers_alone(tmp_path: Path) -> None:
    assert refusal(text_file(tmp_path, "Note,Pourquoi ?\n")).reason is Reason.NO_ROWS


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b"Note;Texte\n9;bien\n"), ("a.docx", b"bonjour"), ("a.csv", b"%PDF-1.7 ..."), ("a.csv", b"\x89PNG\r\n\x1a\n"), ("a.xlsx", b"<html><table>")],
)  # fmt: skip
def test_an_ending_that_lies(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refusal(path)
    assert error.reason is Reason.FORMAT_MISMATCH
    assert error.facts["expected"] == path.suffix


@pytest.mark.parametrize(
    "text",
    [
        "# -----\n# Report\na,b\n1,2\n",
        "<?xml version='1.0'?><a/>",
        'window.YTD.follower.part0 = [ {"a": 1} ]',
        '{"messages": []}',
    ],
)
def test_families_that_are_not_ours(tmp_path: Path, text: str) -> None:
    assert refusal(text_file(tmp_path, text, name="x.txt")).reason is Reason.FORMAT_UNKNOWN


def test_a_workbook_named_csv_is_read_by_its_content(tmp_path: Path) -> None:
    assert answers(
        workbook(tmp_path, [["Note globale", "Pourquoi ?"], [9, "bien"], [1, "mal"]], name="faux.csv")
    ) == [9, 1]


def test_a_workbook_behind_a_password(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(
        OLE2
        + b"\x00" * 600
        + "EncryptionInfo".encode("utf-16-le")
        + b"\x00" * 64
        + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(path).reason is Reason.PASSWORD_PROTECTED


def test_a_zip_whose_members_are_encrypted(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"xl/workbook.xml": b"<workbook/>"})
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8 : directory + 10] = struct.pack("<H", 1)
    path.write_bytes(bytes(data))
    assert refusal(path).reason is Reason.PASSWORD_PROTECTED


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a", "b"], [1, 2]])
    path.write_bytes(path.read_bytes()[:2000])
    assert refusal(path).reason is Reason.FILE_DAMAGED


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * (8 << 20)})
    assert refusal(path).reason is Reason.FILE_TOO_LARGE


def test_a_zip_of_too_many_members(tmp_path: Path) -> None:
    members = {f"m{n}.xml": b"" for n in range(2001)}
    assert (
        refusal(zipped(tmp_path, {"xl/workbook.xml": b"<workbook/>", **members})).reason
        is Reason.FILE_TOO_LARGE
    )


def test_a_size_that_lies(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, (b"<worksheet>" + b"abcdefgh" * 60_000))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    assert refusal(path).reason in (Reason.FILE_DAMAGED, Reason.FILE_TOO_LARGE)


def test_a_sparse_sheet(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(with_sheet(tmp_path, SHEET.format(cells).encode())).reason is Reason.FILE_TOO_LARGE


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_doctype_is_refused(tmp_path: Path, kind: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    if kind == "xlsx":
        path = with_sheet(tmp_path, bomb)
    else:
        path = zipped(tmp_path, {"word/document.xml": bomb}, name="piege.docx")
    error = refusal(path)
    assert error.reason is Reason.XML_WITH_DTD
    assert "DTD" in sentence(error)


def test_the_limits_are_said_in_words() -> None:
    """Each unit that a reader names has its words."""
    units = set()
    for path in Path(importers.__file__).parent.rglob("*.py"):
        units |= set(re.findall(r'limit=[^)]*unit="(\w+)"', path.read_text(encoding="utf-8")))
    assert {"MiB", "ratio", "characters", "pages", "entries", "columns"} <= units
    for unit in (*units, "rows", "cells"):
        error = EngageError(Reason.FILE_TOO_LARGE, where="a.xlsx", limit=2000, unit=unit)
        assert "limite de 2\u202f000 " in sentence(error), unit
    told = EngageError(Reason.FILE_TOO_LARGE, where="a.csv", limit=1_000_000, unit="characters", row=12)
    assert "ligne 12" in sentence(told)


def test_a_document_that_is_none(tmp_path: Path) -> None:
    assert (
        refusal(zipped(tmp_path, {"word/document.xml": b"<a/>"}, name="a.docx")).reason is Reason.FILE_DAMAGED
    )


def test_another_zip(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path, {"photo.txt": b"x"}, name="a.zip")).reason is Reason.FORMAT_UNKNOWN


def test_a_false_dimension_hides_no_row(tmp_path: Path) -> None:
    model = workbook(tmp_path, [["Note globale", "Pourquoi ?"], *[[n % 11, f"texte {n}"] for n in range(40)]])
    path = tmp_path / "formes.xlsx"
    with zipfile.ZipFile(model) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b'<dimension ref="A1:B41"', b'<dimension ref="A1"'))
    assert len(answers(path)) == 40


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).reason is Reason.FORMAT_UNKNOWN


def test_a_mutated_file_is_read_or_refused_with_a_reason(tmp_path: Path) -> None:
    import random

    dice = random.Random(4)
    models = [
        workbook(tmp_path, [["a", "b"], [1, "x"]]),
        document(tmp_path, [("Normal", "Q : oui ?"), ("Normal", "R : non")]),
    ]
    for turn in range(12):
        data = bytearray(models[turn % 2].read_bytes())
        for _ in range(8):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path = tmp_path / f"mute{models[turn % 2].suffix}"
        path.write_bytes(bytes(data))
        # Anything but an EngageError is our fault and fails here; a hang fails by the test's own deadline.
        with contextlib.suppress(EngageError):
            assert propose(path, recognise(path)).rows


def test_more_columns_than_a_spreadsheet_has(tmp_path: Path) -> None:
    error = refusal(text_file(tmp_path, "a,b" + "," * 20_000 + "\n1,2\n3,4\n"))
    assert error.reason is Reason.FILE_TOO_LARGE


def test_a_zip_that_does_not_inflate_is_damaged() -> None:
    path = Path(__file__).parents[1] / "data" / "fuzz" / "inflates-badly.xlsx"
    assert refusal(path).reason is Reason.FILE_DAMAGED


def test_an_archive_whose_directory_lies_is_damaged(tmp_path: Path) -> None:
    project = '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0"/>'
    sound = zipped(tmp_path, {"Project.qde": project.encode()}, name="p.qdpx").read_bytes()
    place = sound.index(b"PK\x01\x02")
    broken = {
        "beyond": sound[: place + 42] + struct.pack("<I", 0xFFFFFF00) + sound[place + 46 :],  # where the member begins
        "not utf-8": sound[: place + 8] + struct.pack("<H", 0x800) + sound[place + 10 :].replace(b"Project.qde", b"Pr\xf8ject.qde"),
        "garbled": sound[:45] + b"\xff" * 12 + sound[57:],
    }  # fmt: skip
    for name, data in broken.items():
        path = tmp_path / "p.qdpx"
        path.write_bytes(data)
        assert refusal(path).reason in (Reason.FILE_DAMAGED, Reason.FORMAT_UNKNOWN), name
