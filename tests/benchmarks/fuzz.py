"""`python -m tests.benchmarks.fuzz --files 10000 --seed 1`: damaged files on every importer, and what came of them.

Text files go the whole road in this process: proposed and read, and one in `--imports` imported into a study. Files
that a limited process opens go through that process's own code, forked for each file so that its limits hold, and
one in a hundred the whole road. Printed for each seed: read, refused, and what is wrong, with the number that makes
the same file again (`--show NAME NUMBER` writes it).
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from engage_desktop.operations import studies
from engage_desktop.store.database import Study
from tests.fuzzing import more_seeds, seeds, trial
from tests.fuzzing.mutations import damaged
from tests.fuzzing.seeds import Seed

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_IN_A_STUDY = 150  # imports before a fresh study: a full one would slow down the others
_WHOLE_ROAD = 100  # of the files of a limited process, one in so many goes the whole road
_KINDS = {  # how a limited process is asked, by ending; other containers are read in this process
    ".docx": ("probe", "docx"), ".xlsx": ("probe", "sheet"), ".xls": ("probe", "sheet"), ".car": ("car",),
    ".sav": ("statistics",), ".zsav": ("statistics",), ".dta": ("statistics",), ".odt": ("odt",), ".rtf": ("rtf",), ".pdf": ("pdf",),
    ".qdpx": ("refi",), ".qde": ("refi",), ".qdc": ("refi",), ".sqlite3": ("taguette",), ".qda": ("qualcoder",),
}  # fmt: skip


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
    weight = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    study: Study | None = None
    wrong = 0
    for number in range(first, first + files):
        path = folder / seed.name
        path.write_bytes(damaged(seed.data, number))
        whole = path.suffix not in _KINDS or (number - first) % _WHOLE_ROAD == 0
        verdicts = [trial.on_reading(path) if whole else _inside(path)]
        if whole and (number - first) % imports == 0:
            if study is None or (number - first) % (imports * _IN_A_STUDY) == 0:
                study = _fresh(folder, study)
            verdicts.append(trial.on_import(study, path))
        for verdict in verdicts:
            ended[verdict.wrong or verdict.ended] += 1
            if verdict.seconds > slowest:
                slowest, slow = verdict.seconds, number
            if verdict.wrong:
                wrong += 1
                print(f"!! {seed.name} {number}: {verdict.wrong}\n{verdict.detail}", flush=True)
    if study is not None:
        study.close()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - weight) / 1024
    told = ", ".join(f"{name} {n}" for name, n in sorted(ended.items()))
    taken = time.perf_counter() - began
    print(
        f"{seed.name}: {told}; slowest {slowest:.2f} s ({slow}), memory +{grown:.0f} MB, {taken:.0f} s in all",
        flush=True,
    )
    return wrong


def _fresh(folder: Path, before: Study | None) -> Study:
    if before is not None:
        before.close()
    path = folder / "étude.engage"
    for left in folder.glob(path.name + "*"):
        left.unlink()
    return studies.create(path, title="Essai")


def _inside(path: Path) -> trial.Verdict:
    """The file in the limited process's own code, in forks of this process that already hold the libraries."""
    began = time.perf_counter()
    ended = "read"
    for kind in _KINDS[path.suffix]:
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            _be_the_worker(kind, path, read_end, write_end)
        os.close(write_end)
        with os.fdopen(read_end, "rb") as pipe:
            said = pipe.read(1 << 16)
            while pipe.read(1 << 20):
                pass
        _, status = os.waitpid(child, 0)
        seconds = time.perf_counter() - began
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
            return trial.Verdict("stopped", "hang", kind, seconds)
        if os.WIFSIGNALED(status):  # a library fell: the process is there for that, and the file is refused
            return trial.Verdict(f"refused (signal {os.WTERMSIG(status)})", seconds=seconds)
        if os.WEXITSTATUS(status):
            return trial.Verdict("stopped", "exception", said.decode(errors="replace")[-2000:], seconds)
        if b'{"error":' in said:
            ended = "refused"
            break
    return trial.Verdict(ended, seconds=time.perf_counter() - began)


def _be_the_worker(kind: str, path: Path, read_end: int, write_end: int) -> None:
    """Never comes back: the fork ends here."""
    import traceback

    from engage_desktop.importers import worker

    code = 1
    try:
        os.close(read_end)
        sys.stdout = os.fdopen(write_end, "w", encoding="utf-8")
        signal.alarm(int(trial.SECONDS))
        code = worker.main([kind, str(path)])
    except BaseException:  # noqa: BLE001 - told to the parent, which judges
        traceback.print_exc(file=sys.stdout)
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
