"""The imports of the other study: found again here, or listed here once something of theirs comes in."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from engage_desktop.models import tables
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.sources import SourceKind
from engage_desktop.store import journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account

_KEPT = (
    "kind", "file", "format", "importer_version", "sha256", "size", "encoding", "sheet", "mapping", "confidence",
    "imported_at", "removed_at", "rows", "imported", "updated", "duplicates", "skipped", "verbatims", "personal_data",
)  # fmt: skip
_PROBLEM = (
    'INSERT INTO source_problem (source_id, row, "column", reason, value, expected) VALUES (?, ?, ?, ?, ?, ?)'
)
_BY_ROWS = (
    SourceKind.RESPONSES.value,
    SourceKind.MENTIONS.value,
    SourceKind.INTERVIEW.value,
    SourceKind.COLLECTION.value,
)


class Sources:
    """The other study's sources by its ids: `of` those found again, `fresh` those listed here now."""

    def __init__(self, ours: Session, theirs: Session, account: Account) -> None:
        self.of: dict[int, int] = {}
        self.fresh: dict[int, int] = {}
        self.live: frozenset[int] = frozenset()  # those whose rows are read
        self._ours, self._theirs, self._account = ours, theirs, account
        self._rows: dict[int, dict[str, Any]] = {}
        self._brought: dict[int, int] = {}
        self._told: dict[int, int] = {}  # theirs whose identity is known here, live or not

    def match(self) -> None:
        """Find each source again: by its identity, else as the import of the same sheet of the same file."""
        columns = "id, uid, kind, file, sha256, size, sheet, removed_at"
        known = [dict(row) for row in self._ours.sql(f"SELECT {columns} FROM source ORDER BY id").mappings()]  # noqa: S608
        by_uid = {row["uid"]: row for row in known}
        by_file: dict[tuple[object, ...], list[int]] = {}
        for row in known:
            if row["removed_at"] is None and row["sha256"]:
                by_file.setdefault(_file(row), []).append(row["id"])
        every = [dict(row) for row in self._theirs.sql("SELECT * FROM source ORDER BY id").mappings()]
        self._rows = {row["id"]: row for row in every}
        for row in every:
            told = by_uid.get(row["uid"]) or by_uid.get(_as_removed(row["uid"]))
            if told is not None:
                self._told[row["id"]] = told["id"]
        live = [row for row in every if row["removed_at"] is None]
        aside = set()
        for row in live:
            same = by_uid.get(row["uid"])
            if same is not None and same["removed_at"] is not None:
                aside.add(row["id"])
                self._account.leave(MergeKind.SOURCE, "merge_source_removed", at=row["file"])
            elif same is not None:
                self.of[row["id"]] = same["id"]
        claimed = set(self.of.values())
        for row in live:
            if row["id"] in aside or row["id"] in self.of or not row["sha256"]:
                continue
            free = [key for key in by_file.get(_file(row), ()) if key not in claimed]
            if free:
                self.of[row["id"]] = free[0]
                claimed.add(free[0])
        self.live = frozenset(row["id"] for row in live) - aside

    def shared(self, source: int) -> bool:
        """Whether the source was here before: its rows are noted for undo one by one."""
        return source in self.of

    def here(self, source: int) -> int:
        """The id here of one of their sources, listed now when it was not there."""
        known = self.of.get(source) or self.fresh.get(source)
        if known is not None:
            return known
        row = self._rows[source]
        taken = self._ours.sql("SELECT 1 FROM source WHERE uid = ?", (row["uid"],)).scalar()
        uid = uuid.uuid4().hex if taken else row["uid"]
        uid = uid if row["removed_at"] is None else _as_removed(row["uid"])
        made = self._ours.insert(tables.source, uid=uid, **{name: row[name] for name in _KEPT})
        self.fresh[source] = made
        problems = self._theirs.rows(
            'SELECT row, "column", reason, value, expected FROM source_problem WHERE source_id = ? ORDER BY id',
            (source,),
        )
        self._ours.bulk("source_problem", _PROBLEM, [(made, *problem) for problem in problems])
        return made

    def origin(self, source: int) -> int:
        """The id here of the source that told something last, even one that was taken back since, here or there."""
        known = self.of.get(source) or self._told.get(source)
        return self.here(source) if known is None else known

    def row_came(self, source: int, n: int = 1) -> None:
        """So many rows of a source came in."""
        self._brought[source] = self._brought.get(source, 0) + n

    def finish(
        self, surveys: Mapping[int, int], waves: Mapping[int, int], codes: Mapping[int, dict[str, str]]
    ) -> None:
        """Say what each listed source feeds, and what of it came in; `codes` are those of questions that changed."""
        for source, made in self.fresh.items():
            row = self._rows[source]
            survey = surveys.get(row["survey_id"] or 0)
            wave = None if survey is None else waves.get(row["wave_id"] or 0)
            verbatims = int(
                self._ours.sql(
                    "SELECT count(*) FROM verbatim WHERE source_id = ? AND NOT interviewer", (made,)
                ).scalar_one()
            )
            imported, updated, duplicates = row["imported"], row["updated"], row["duplicates"]
            if row["kind"] in _BY_ROWS:
                told = row["rows"] - row["skipped"]
                imported = min(self._brought.get(source, 0), told)
                updated = min(updated, told - imported)
                duplicates = told - imported - updated
            self._ours.bulk(
                "source",
                "UPDATE source SET survey_id = ?, wave_id = ?, mapping = ?, imported = ?, updated = ?, duplicates = ?,"
                " verbatims = ? WHERE id = ?",
                [
                    (
                        survey, wave, _coded(row["mapping"], codes.get(row["survey_id"] or 0, {})), imported, updated,
                        duplicates, verbatims, made,
                    )
                ],
            )  # fmt: skip
        unlisted = self.live - set(self.fresh)
        self._account.add(MergeKind.SOURCE, len(self.live & set(self.fresh)))
        self._account.know(MergeKind.SOURCE, len(unlisted))

    def marks(self) -> list[journal.Change]:
        """What undoing does to the listed sources: they are taken back, and leave their identity to a later merge."""
        now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        found = []
        for source, made in self.fresh.items():
            uid = self._ours.sql("SELECT uid FROM source WHERE id = ?", (made,)).scalar_one()
            was = self._rows[source]["removed_at"]
            gone = {"id": made, "uid": uuid.uuid4().hex, "removed_at": was or now}
            found.append(journal.Change("source", gone, {"id": made, "uid": uid, "removed_at": was}))
        return found


def _file(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["sha256"], row["size"], row["sheet"], row["kind"]


def _as_removed(uid: str) -> str:
    """The identity here of a source that was taken back there: it is only named, as the origin of what it changed."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"removed {uid}").hex


def _coded(mapping: str, codes: dict[str, str]) -> str:
    """The mapping of a source, its questions under the codes that they have here."""
    if not any(code != here for code, here in codes.items()):
        return mapping
    said = json.loads(mapping)
    for column in said.get("columns", ()):
        code = column.get("question_code", "")
        if code in codes:
            column["question_code"] = codes[code]
    return json.dumps(said, ensure_ascii=False)
