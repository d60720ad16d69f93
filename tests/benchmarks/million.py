"""`python -m tests.benchmarks.million`: an import of a million rows, beside raw `csv` + `sqlite3` and beside DuckDB.

The file has 12 columns with a verbatim of about 120 characters, which can be searched at the end. Each way runs
alone in its process, the study and the raw one with the same tables, indexes and search. DuckDB reads the file
into one table of columns, without any search: it is there to tell what the file itself costs.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

from engage_desktop.operations import studies
from tests.benchmarks import big_export
from tests.benchmarks.items import IMPORT
from tests.benchmarks.table import Line, Run, printed, run

_DUCK = (
    "import sys, duckdb; c = duckdb.connect(sys.argv[2]);"
    "c.execute('CREATE TABLE response AS SELECT * FROM read_csv(?)', [sys.argv[1]]);"
    "print(c.execute('SELECT count(*) FROM response').fetchone()[0]); c.close()"
)
MOMENTS = (0.02, 0.2, 0.5, 0.8, 0.95, 0.985)  # of the time of an import


def main() -> None:
    """Measure, print the table."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.million", description=__doc__)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--repeats", type=int, default=3, help="the best of so many is kept")
    words.add_argument("--no-stops", action="store_true", help="leave out how soon « Arrêter » is heard")
    call = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="engage-million-") as name:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = name
        folder = Path(name)
        export = folder / "export.csv"
        big_export.write(export, rows=call.rows, wide=True)
        lines = _imports(folder, export, rows=call.rows, repeats=call.repeats)
        if not call.no_stops:
            lines += _stops(folder, export, seconds=lines[0].ours)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{call.rows:,} rows, best of {call.repeats}; load of the machine {load} on {os.cpu_count()} cores\n"
    )
    print(printed(lines))


def _imports(folder: Path, export: Path, *, rows: int, repeats: int) -> list[Line]:
    ours, raw, duck = [], [], []
    for _ in range(repeats):  # one after the other, so that a busy minute hits all three
        raw.append(_alone(folder / "raw.engage", "-m", "tests.benchmarks.raw_import", str(export)))
        ours.append(_alone(folder / "étude.engage", "-c", IMPORT, str(export)))
        duck.append(_alone(folder / "table.duckdb", "-c", _DUCK, str(export)))
    compared, beside = "csv + sqlite3, same tables, indexes, search", "DuckDB, one table, no search"
    lines = []
    for what, of, unit, goal in (
        ("import of {rows:,} rows", lambda each: each.wall, "s", "≤ 1.3 ×"),
        ("  of which processor", lambda each: each.processor, "s", "≤ 1.3 ×"),
        ("  memory, peak", lambda each: each.megabytes, "MB", "≤ 300 MB"),
    ):
        mine = min(map(of, ours))
        lines.append(Line(what.format(rows=rows), mine, min(map(of, raw)), unit, goal, compared))
        lines.append(Line("", mine, min(map(of, duck)), unit, "", beside))
    return lines


def _alone(target: Path, *words: str) -> Run:
    """Run Python on `words`, whose last one is the file to read, into an empty `target`."""
    for left in target.parent.glob(target.name + "*"):
        left.unlink()
    if target.suffix == ".engage":
        studies.create(target, title="Mesure").close()
    *script, export = words
    into = (str(target), export) if "import_file" in script[-1] else (export, str(target))
    return run(*script, *into)


def _stops(folder: Path, export: Path, *, seconds: float) -> list[Line]:
    """How long an import goes on once it is told to stop, at several moments of it."""
    study = folder / "arrêt.engage"
    _empty(study)
    said = json.loads(
        run("-m", "tests.benchmarks.stops", str(study), str(export), str(seconds), *map(str, MOMENTS)).out
    )
    return [
        Line(
            f"  stopped at {each['at']:.0f} s ({each['doing']}), back after",
            each["after"],
            None,
            "s",
            "≤ 1 s",
        )
        for each in said
    ]


def _empty(study: Path) -> None:
    for left in study.parent.glob(study.name + "*"):
        left.unlink()
    studies.create(study, title="Mesure").close()


if __name__ == "__main__":
    main()
