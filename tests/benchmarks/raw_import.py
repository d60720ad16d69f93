"""The reference of an import: `csv.reader` into `sqlite3`, same tables, indexes and search, nothing checked.

Run as a program, so that its time and its memory are its own: `python -m tests.benchmarks.raw_import FILE STUDY`.
STUDY is an empty study; its survey and questions are written by hand, then every row goes in by `executemany`.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import unicodedata
from itertools import islice
from pathlib import Path
from typing import Any

import Stemmer
from pysqlite3 import dbapi2 as sqlite

_PAGE = 20_000
_ATTRIBUTES = (5, 6, 8, 9, 10, 11)  # columns of the export that describe the participant
_WORD = re.compile(r"[^\W_]+")
_STATEMENTS = {
    "participant": "INSERT INTO participant (id, uid, pseudonym, source_id) VALUES (?, ?, ?, 1)",
    "participant_attribute": "INSERT INTO participant_attribute (participant_id, attribute_id, value) VALUES (?, ?, ?)",
    "response": (
        "INSERT INTO response (id, survey_id, participant_id, source_id, number, external_id, submitted_at, row,"
        " content_hash) VALUES (?, 1, ?, 1, ?, ?, ?, ?, ?)"
    ),
    "answer": "INSERT INTO answer (response_id, question_id, rank, number) VALUES (?, ?, 0, ?)",
    "verbatim": (
        "INSERT INTO verbatim (id, kind, ref, text, hash, participant_id, response_id, question_id, source_id,"
        " said_at, row, \"column\") VALUES (?, 'answer', ?, ?, ?, ?, ?, 2, 1, ?, ?, ?)"
    ),
    "verbatim_search": "INSERT INTO verbatim_search (rowid, stems) VALUES (?, ?)",
}


def load(file: Path, study: Path) -> int:
    """Every row of `file` written into `study` in one transaction; gives their number."""
    connection = sqlite.connect(str(study))
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("BEGIN IMMEDIATE")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        header = next(rows)
        _frame(connection, header)
        done = 0
        for page in iter(lambda: list(islice(rows, _PAGE)), []):
            _page(connection, page, first=done + 1, header=header)
            done += len(page)
    connection.execute("COMMIT")
    connection.close()
    return done


def _frame(connection: Any, header: list[str]) -> None:
    connection.execute(
        "INSERT INTO source (id, uid, kind, file, format, importer_version, sha256, size, imported_at, encoding, mapping)"
        " VALUES (1, 'raw', 'survey', 'raw', 'raw', '', '', 0, '2026-01-01', 'utf-8', '{}')"
    )
    connection.execute(
        "INSERT INTO survey (id, uid, name, created_at) VALUES (1, 'raw', 'raw', '2026-01-01')"
    )
    for key, kind in enumerate(("nps", "text", "csat", "ces"), start=1):
        connection.execute(
            "INSERT INTO question (id, survey_id, code, kind, label) VALUES (?, 1, ?, ?, ?)",
            (key, f"Q{key}", kind, kind),
        )
    connection.executemany(
        "INSERT INTO attribute (id, name) VALUES (?, ?)",
        [(key, header[column]) for key, column in enumerate(_ATTRIBUTES, start=1) if column < len(header)],
    )


def _page(connection: Any, page: list[list[str]], *, first: int, header: list[str]) -> None:
    into: dict[str, list[tuple[object, ...]]] = {name: [] for name in _STATEMENTS}
    described = [(at, column) for at, column in enumerate(_ATTRIBUTES, start=1) if column < len(header)]
    for key, row in enumerate(page, start=first):
        when = f"{row[0][6:10]}-{row[0][3:5]}-{row[0][:2]}T{row[0][11:]}"
        digest = hashlib.blake2b(repr(row).encode(), digest_size=16).digest()
        into["participant"].append((key, f"1-{key}", f"P-{key:04d}"))
        into["participant_attribute"] += [(key, at, row[column]) for at, column in described]
        into["response"].append((key, key, key, row[7], when, key + 1, digest))
        into["answer"] += ((key, 1, float(row[1])), (key, 3, float(row[3])), (key, 4, float(row[4])))
        text = row[2].strip()
        said = hashlib.blake2b(text.encode(), digest_size=16).digest()
        into["verbatim"].append((key, f"R-{key:04d}", text, said, key, key, when, key + 1, header[2]))
        into["verbatim_search"].append((key, " ".join(map(_STEMS.__getitem__, _WORD.findall(text.lower())))))
    for name, values in into.items():
        connection.executemany(_STATEMENTS[name], values)


class _Stems(dict[str, str]):
    """The stem of each distinct word, accents put aside; a number is its own."""

    def __missing__(self, word: str) -> str:
        plain = unicodedata.normalize("NFD", word)
        stem = str(_STEM("".join(letter for letter in plain if not unicodedata.combining(letter))))
        if not word.isdigit():
            self[word] = stem
        return stem


_STEM = Stemmer.Stemmer("french").stemWord
_STEMS = _Stems()


if __name__ == "__main__":
    print(load(Path(sys.argv[1]), Path(sys.argv[2])))
