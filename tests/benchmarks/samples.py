"""`python -m tests.benchmarks.samples`: each real file imported into a study of its own, as a table in Markdown."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from engage_desktop.errors import EngageError
from engage_desktop.operations import sources, studies

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_SAID = frozenset({"EXPECTED.json", "ORIGIN.md"})  # what is said of the samples


def main() -> None:
    """Import, print; a file that is refused says why."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.samples", description=__doc__)
    words.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    folder = words.parse_args().folder
    if not folder.is_dir():
        raise SystemExit(f"no folder of files at {folder}")
    files = sorted(each for each in folder.rglob("*") if each.is_file() and each.name not in _SAID)
    print("| file | format | confidence | rows | added | refused | verbatims | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="engage-samples-") as name:
        for number, file in enumerate(files):
            print(_line(file, folder, Path(name) / f"{number}.engage"), flush=True)


def _line(file: Path, folder: Path, study: Path) -> str:
    with studies.create(study, title=file.stem) as opened:
        began = time.perf_counter()
        try:
            found = sources.import_file(opened, file)
        except EngageError as error:
            return f"| {file.relative_to(folder)} | refused: {error.reason.value} | | | | | | |"
        taken = time.perf_counter() - began
    return (
        f"| {file.relative_to(folder)} | {found.format} | {found.confidence:.0%} | {found.rows} |"
        f" {found.imported + found.updated} | {len(found.skipped)} | {found.verbatims} | {taken:.2f} |"
    )


if __name__ == "__main__":
    main()
