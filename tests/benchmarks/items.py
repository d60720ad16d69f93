"""What is measured, each beside the barest way of doing the same thing."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.sheets import Sheet
from engage_desktop.operations import coding, history, sentiment, sheets, studies
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from tests.benchmarks import big_export
from tests.benchmarks.table import Line, Run, milliseconds, run, spread

IMPORT = (
    "import sys; from pathlib import Path; from engage_desktop.operations import sources, studies;"
    "study = studies.open_study(Path(sys.argv[1])); sources.import_file(study, Path(sys.argv[2])); study.close()"
)


class Bench:
    """A folder with an export of `rows` responses, and the study made of it."""

    def __init__(self, folder: Path, *, rows: int, repeats: int) -> None:
        self.folder, self.rows, self.repeats = folder, rows, repeats
        self.export, self.study = folder / "export.csv", folder / "étude.engage"
        big_export.write(self.export, rows=rows)

    def importing(self) -> Iterator[Line]:
        """An import, alone in its process, and the same rows by `csv` and `sqlite3`; one after the other, repeated."""
        ours: list[Run] = []
        raw: list[Run] = []
        for _ in range(self.repeats):
            raw.append(
                self._load(
                    "-m", "tests.benchmarks.raw_import", str(self.export), str(self.folder / "raw.engage")
                )
            )
            ours.append(self._load("-c", IMPORT, str(self.study), str(self.export)))
        compared = "csv + sqlite3, same tables"
        wall = min(r.wall for r in ours), min(r.wall for r in raw)
        work = min(r.processor for r in ours), min(r.processor for r in raw)
        weight = min(r.megabytes for r in ours), min(r.megabytes for r in raw)
        yield Line(f"import of {self.rows:,} responses", *wall, "s", "≤ 1.5 ×", compared)
        yield Line("  of which processor", *work, "s", "", compared)
        yield Line("  memory of an import, peak", *weight, "MB", "≤ 200 MB", compared)

    def _load(self, *words: str) -> Run:
        target = Path(next(word for word in words if word.endswith(".engage")))
        for left in target.parent.glob(target.name + "*"):
            left.unlink()
        studies.create(target, title="Mesure").close()
        return run(*words)

    def reading(self) -> Iterator[Line]:
        """Sentiment, filters, pages."""
        study = studies.open_study(self.study)
        try:
            yield from self._sentiment(study)
            yield from self._filters(study)
        finally:
            study.close()

    def _sentiment(self, study: Study) -> Iterator[Line]:
        with study.read() as session:
            texts = [row[0] for row in session.rows("SELECT text FROM verbatim LIMIT 2000")]
        alone = milliseconds(lambda: [sentiment.explain(text) for text in texts], of=self.repeats)
        whole = milliseconds(lambda: sentiment.score_pending(study), of=1)
        compared = "the engine alone, nothing kept"
        yield Line("sentiment of 1,000 verbatims", whole * 1000 / self.rows, alone / 2, "ms", "", compared)

    def _filters(self, study: Study) -> Iterator[Line]:
        connection = sqlite3.connect(f"file:{self.study}?mode=ro", uri=True)
        with study.read() as session:
            verbatims.facets(session, "")  # columns in memory, as they are once a study is shown
            first = int(verbatims.find(session, "").ids[0])
            for expression, like in (("livraison", "%livraison%"), ("nps:detracteurs délai", "%délai%")):

                def change(expression: str = expression) -> None:
                    found, _facets = verbatims.look(session, expression)
                    verbatims.page(session, found.ids[:50])

                def raw(like: str = like) -> None:
                    connection.execute("SELECT count(*) FROM verbatim WHERE text LIKE ?", (like,)).fetchone()
                    connection.execute(
                        "SELECT * FROM verbatim WHERE text LIKE ? LIMIT 50", (like,)
                    ).fetchall()

                pair = milliseconds(change, of=3 * self.repeats), milliseconds(raw, of=self.repeats)
                yield Line(
                    f"filter « {expression} », facets, first page", *pair, "ms", "≤ 50 ms", "LIKE, no facets"
                )
            step = milliseconds(lambda: verbatims.read(session, first), of=5 * self.repeats)
            row = milliseconds(
                lambda: connection.execute("SELECT * FROM verbatim WHERE id = ?", (first,)).fetchone(), of=20
            )
            yield Line("next verbatim, with all around it", step, row, "ms", "≤ 50 ms", "its row alone")
        connection.close()

    def coding(self) -> Iterator[Line]:
        """A code on and off, each durable; a bulk and its undoing."""
        study = studies.open_study(self.study)
        try:
            code = coding.add_code(study, "Délai")
            with study.read() as session:
                ids = [VerbatimId(int(key)) for key in verbatims.find(session, "").ids[:5000]]
            chance = random.Random(3)
            ours = spread(lambda _n: coding.toggle(study, [chance.choice(ids)], code.id), times=400)
            raw = self._raw_commits()
            yield Line(
                "a code on or off, durable: median", ours[0], raw[0], "ms", "≤ 10 ms", "one row, WAL, FULL"
            )
            yield Line("  99th percentile", ours[1], raw[1], "ms", "≤ 50 ms", "one row, WAL, FULL")
            bulk = coding.add_code(study, "En nombre")
            on = milliseconds(lambda: coding.apply(study, ids, bulk.id), of=1)
            off = milliseconds(lambda: history.undo(study), of=1)
            yield Line("a code on 5,000 verbatims", on, None, "ms", "")
            yield Line("  undone", off, on, "ms", "", "its doing")
        finally:
            study.close()

    def _raw_commits(self) -> tuple[float, float]:
        path = self.folder / "commits.db"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE coding (id INTEGER PRIMARY KEY, verbatim INTEGER, code INTEGER)")

        def one(number: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO coding (verbatim, code) VALUES (?, 1)", (number,))
            connection.execute("COMMIT")

        taken = spread(one, times=400)
        connection.close()
        return taken

    def exporting(self) -> Iterator[Line]:
        """Every verbatim out, and the same cells by the barest writer."""
        from engage_desktop.wording import figures
        from engage_desktop.wording.emotions import emotion_name
        from engage_desktop.wording.sheets import heads, said_how

        study = studies.open_for_reading(self.study)
        try:
            with study.read() as session:

                def rows() -> Sheet:
                    return sheets.verbatim_sheet(
                        session,
                        "",
                        heads=heads(),
                        feeling=figures.part_name,
                        emotion=emotion_name,
                        kind=said_how,
                    )

                kept = [tuple(row) for row in rows().rows]
                for ending, raw in (("csv", _raw_csv), ("xlsx", _raw_xlsx)):
                    to = self.folder / f"sortie.{ending}"
                    ours = milliseconds(lambda to=to: sheets.write(rows(), to), of=self.repeats)  # type: ignore[misc] # bound now
                    bare = milliseconds(lambda to=to, raw=raw: raw(to, kept), of=self.repeats)  # type: ignore[misc]
                    compared = "the same cells written"
                    yield Line(
                        f"export of {len(kept):,} verbatims, {ending}",
                        ours / 1000,
                        bare / 1000,
                        "s",
                        "",
                        compared,
                    )
        finally:
            study.close()

    def window(self) -> Iterator[Line]:
        """From the start of the process to the painted figures; then scrolling and reading."""
        said, raw = [], []
        run("-m", "tests.benchmarks.window", str(self.study))  # the page cache and the bytecode, once
        for _ in range(self.repeats):
            raw.append(json.loads(run("-m", "tests.benchmarks.raw_window", str(self.study)).out))
            said.append(json.loads(run("-m", "tests.benchmarks.window", str(self.study), "--browse").out))

        def least(key: str) -> float:
            return min(float(each[key]) for each in said)

        bare = min(float(each["painted"]) for each in raw)
        yield Line(
            "start to figures painted",
            least("painted"),
            bare,
            "s",
            "≤ 0.5 s",
            "PySide6 + sqlite3, same counts",
        )
        yield Line(
            "  memory then",
            least("megabytes"),
            min(float(e["megabytes"]) for e in raw),
            "MB",
            "≤ 200 MB",
            "bare",
        )
        yield Line("  memory after browsing", least("megabytes after"), None, "MB", "≤ 200 MB")
        yield Line("frame while scrolling: median", least("frame"), None, "ms", "≤ 16 ms")
        yield Line("  99th percentile", least("frame99"), None, "ms", "≤ 16 ms")
        yield Line("filter changed in the window, all read", least("change"), None, "ms", "≤ 50 ms")
        yield Line("next verbatim in the window", least("step"), None, "ms", "≤ 50 ms")


def _raw_csv(to: Path, rows: list[tuple[object, ...]]) -> None:
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _raw_xlsx(to: Path, rows: list[tuple[object, ...]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(to), {"constant_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                page.write_string(number, place, str(cell))
    book.close()
