"""`code`: the codebook, codes in number, and lines that are committed before they are answered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run


def line(**values: object) -> str:
    """One line of a batch."""
    return json.dumps(values, ensure_ascii=False) + "\n"


def codes_of(run: Run, study: Path) -> dict[int, list[str]]:
    """The names of the codes of each verbatim."""
    found = run("verbatims", study, "--json").json["verbatims"]
    return {each["id"]: [coding["code"] for coding in each["codes"]] for each in found}


def test_a_code_is_added_applied_and_removed(run: Run, small: Path) -> None:
    assert run("code", small, "--add", "Station", "--json").json["code"] == "Station"
    assert run("code", small, "--add", "Vide", "--parent", "station", "--json").json["parent"] == "Station"
    applied = run("code", small, "--apply", "vide", "--where", "station", "--json").json
    assert (applied["code"], applied["matched"], applied["changed"]) == ("Vide", 3, 3)
    assert run("code", small, "--apply", "vide", "--where", "station", "--json").json["changed"] == 0
    assert run("verbatims", small, "--where", "code:Station", "--json").json["total"] == 3
    removed = run("code", small, "--remove", "vide", "--where", "nps:detracteurs", "--json").json
    assert (removed["matched"], removed["changed"]) == (2, 1)
    assert run("code", small, "--add", "Station").status == 1


def test_each_line_of_a_batch_is_answered_by_its_uid(run: Run, small: Path) -> None:
    given = (
        line(verbatim=1, code="A", uid="u-1")
        + "\n"
        + line(verbatim="2", code="B", coder="léa", start=0, end=4)
    )
    answer = run("code", small, "--batch", stdin=given)
    first, second = answer.out.splitlines()
    assert answer.status == 0
    assert first == "OK u-1"
    assert second.startswith("OK ")
    found = {each["id"]: each["codes"] for each in run("verbatims", small, "--json").json["verbatims"]}
    assert [coding["code"] for coding in found[1]] == ["A"]
    assert found[2] == [{"code": "B", "coder": "léa", "start": 0, "end": 4}]
    assert run("code", small, "--batch", stdin=given).out.splitlines()[0] == "OK u-1"
    assert codes_of(run, small)[1] == ["A"]


def test_a_batch_stops_at_the_first_bad_line_and_keeps_those_before(run: Run, small: Path) -> None:
    good, after = line(verbatim=1, code="A", uid="u-1"), line(verbatim=3, code="C")
    for bad in (
        "pas du json\n",
        "[]\n",
        line(verbatim=2),
        line(code="X"),
        line(verbatim=99999, code="X"),
        line(verbatim=True, code="X"),
        line(verbatim=2, code=["X"]),
        line(verbatim=2, code="X", start=1),
        line(verbatim=2, code="X", start=5, end=5),
        line(verbatim=2, code="X", start=0, end=10**6),
        line(verbatim=10**30, code="X"),
        line(verbatim=2, code="a\nb"),
    ):
        answer = run("code", small, "--batch", stdin=good + bad + after)
        assert answer.status == 1, bad
        assert answer.out == "OK u-1\n", bad
        assert answer.err.startswith("Ligne 2"), bad
        assert answer.err.count("\n") == 1, bad
    assert codes_of(run, small) == {1: ["A"], 2: [], 3: [], 4: [], 5: []}


def test_what_was_answered_survives_a_kill(run: Run, small: Path) -> None:
    coder = subprocess.Popen(
        [sys.executable, "-m", "engage_desktop", "code", str(small), "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert coder.stdin is not None
    assert coder.stdout is not None
    answered = []
    for at in range(25):
        coder.stdin.write(line(verbatim=1 + at % 5, code=f"C{at}", uid=f"u-{at}").encode())
        coder.stdin.flush()
        answered.append(coder.stdout.readline().decode().strip())
    coder.stdin.write(line(verbatim=1, code="C25").encode() * 3)
    coder.stdin.flush()
    coder.kill()
    coder.wait(timeout=60)
    coder.stdin.close()
    coder.stdout.close()
    assert answered == [f"OK u-{at}" for at in range(25)]
    assert run("check", small).status == 0
    kept = {name for names in codes_of(run, small).values() for name in names}
    assert kept >= {f"C{at}" for at in range(25)}
