"""`python -m tests.benchmarks`: the figures of the application, each beside the barest way of doing the same."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.benchmarks.items import Bench
from tests.benchmarks.table import Line, printed

GROUPS = ("importing", "reading", "coding", "exporting", "window")  # the first makes the study of the others


def main() -> None:
    """Measure, print the table."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    words.add_argument("--rows", type=int, default=200_000, help="responses of the study")
    words.add_argument("--repeats", type=int, default=3, help="the best of so many is kept")
    words.add_argument(
        "--only", choices=GROUPS, action="append", help="one group of figures (may be repeated)"
    )
    call = words.parse_args()
    wanted = call.only or GROUPS
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="engage-benchmarks-") as name:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = name
        bench = Bench(Path(name), rows=call.rows, repeats=call.repeats)
        for group in GROUPS:
            if group in wanted or group == "importing":
                found = list(getattr(bench, group)())
                lines += found if group in wanted else []
                print(printed(found), flush=True)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"\n{call.rows:,} responses, best of {call.repeats}; load of the machine {load} on {os.cpu_count()} cores\n"
    )
    print(printed(lines))


if __name__ == "__main__":
    main()
