"""`python -m tests.benchmarks.fuzz --files 10000 --seed 1`: damaged files on every importer, and what came of them.

Each file is proposed and read, and one in `--imports` imported into a study. Files that a limited process opens go
the same road in forks of this process that read them themselves, under that process's limits; one in five hundred
goes through a process of its own, as for a person. Printed for each seed: read, refused, and what is wrong, with the
number that makes the same file again (`--show NAME NUMBER` writes it).
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from engage_desktop.operations import studies
from engage_desktop.store.database import Study
from tests.fuzzing import more_seeds, seeds, trial
from tests.fuzzing.mutations import damaged
from tests.fuzzing.seeds import Seed

Judged = tuple[int, trial.Verdict]
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_IN_A_STUDY = 25  # imports before a fresh study: a full one slows down the others
_WHOLE_ROAD = 500  # of the files of a limited process, one in so many goes through a real one


def main() -> None:
    """Damage, try, tell."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz", description=__doc__)
    words.add_argument("--files", type=int, default=1000, help="damaged files of each seed")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--format", default="", help="only the seeds whose name holds one of these words")
    words.add_argument("--imports", type=int, default=20, help="one file in so many is imported too")
    words.add_argument("--samples", action="store_true", help="damage the real files beside the project, too")
    words.add_argument("--show", nargs=2, metavar=("NAME", "NUMBER"), help="write that damaged file and stop")
    call = words.parse_args()
    known = [
        *seeds.texts(),
        *more_seeds.texts(),
        *seeds.containers(),
        *more_seeds.containers(),
        *(seeds.beside(SAMPLES) if call.samples and SAMPLES.is_dir() else ()),
    ]
    if call.show:
        seed = next(each for each in known if each.name == call.show[0])
        Path(f"damaged-{seed.name}").write_bytes(damaged(seed.data, int(call.show[1])))
        return
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="engage-fuzz-") as name:
        for seed in known:
            if not call.format or any(word in seed.name for word in call.format.split(",")):
                wrong += _of_seed(
                    Path(name), seed, first=call.seed * 1_000_000, files=call.files, imports=call.imports
                )
    print(f"{wrong} wrong")
    sys.exit(1 if wrong else 0)


def _of_seed(folder: Path, seed: Seed, *, first: int, files: int, imports: int) -> int:
    """Every damaged file of one seed; gives how many went wrong."""
    ended: Counter[str] = Counter()
    slowest, slow, began = 0.0, first, time.perf_counter()
    bare = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown: list[int] = []
    wrong = 0
    numbers = range(first, first + files)
    judged = (
        _in_forks(folder, seed, numbers, imports, grown)
        if seed.container
        else _in_here(folder, seed, numbers, imports)
    )
    for number, verdict in judged:
        ended[verdict.wrong or verdict.ended] += 1
        if verdict.seconds > slowest:
            slowest, slow = verdict.seconds, number
        if verdict.wrong:
            wrong += 1
            print(f"!! {seed.name} {number}: {verdict.wrong}\n{verdict.detail}", flush=True)
    grown.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - bare)
    told = ", ".join(f"{name} {n}" for name, n in sorted(ended.items()))
    taken = time.perf_counter() - began
    print(
        f"{seed.name}: {told}; slowest {slowest:.2f} s ({slow}), memory +{max(grown) / 1024:.0f} MB, {taken:.0f} s in all",
        flush=True,
    )
    return wrong


def _in_here(folder: Path, seed: Seed, numbers: Sequence[int], imports: int) -> Iterator[Judged]:
    path, study = folder / seed.name, None
    for number in numbers:
        path.write_bytes(damaged(seed.data, number))
        yield number, trial.on_reading(path)
        if number % imports == 0:
            if study is None or number % (imports * _IN_A_STUDY) == 0:
                study = _fresh(folder, study)
            yield number, trial.on_import(study, path)
    if study is not None:
        study.close()


def _in_forks(
    folder: Path, seed: Seed, numbers: Sequence[int], imports: int, grown: list[int]
) -> Iterator[Judged]:
    path = folder / seed.name
    for number in numbers[::_WHOLE_ROAD]:
        path.write_bytes(damaged(seed.data, number))
        yield number, trial.on_reading(path)
    from tests.fuzzing import forks

    yield from forks.verdicts(folder, seed, numbers, imports=imports, grown=grown)


def _fresh(folder: Path, before: Study | None) -> Study:
    if before is not None:
        before.close()
    path = folder / "étude.engage"
    for left in folder.glob(path.name + "*"):
        left.unlink()
    return studies.create(path, title="Essai")


if __name__ == "__main__":
    main()
