"""Two people work at random on two studies, then each takes in the other's: sound, idempotent, undone to the last row."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.errors import EngageError
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import CodeId, SourceId, VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, history, sentiment, sources, studies, turns
from engage_desktop.store import codes
from engage_desktop.store.database import Study
from tests import builders, interviews
from tests.merging import coded, copied, lines, merged

MENTIONS = ("id", "date", "author", "text", "network", "likes", "shares", "comments", "reach")


class _NothingLeft(Exception):
    """The import was taken back: there is nothing to act on."""


class Walk:
    """Somebody who does things to a study, as chance says."""

    def __init__(self, study: Study, folder: Path, chance: random.Random, who: str) -> None:
        self._study, self._folder, self._chance, self._who = study, folder, chance, who
        self._n = 0

    def go(self, steps: int) -> None:
        """Do so many things; what is refused is not done."""
        acts: tuple[Callable[[], object], ...] = (
            self._code, self._code, self._code, self._cut, self._join, self._speak, self._flag, self._note, self._feel,
            self._codebook, self._mentions, self._responses, self._take_back,
        )  # fmt: skip
        for self._n in range(steps):
            try:
                self._chance.choice(acts)()
            except (EngageError, _NothingLeft):
                continue

    def _any(self, of: str = "SELECT v.id FROM verbatim v") -> VerbatimId:
        live = f"{of} JOIN source s ON s.id = v.source_id AND s.removed_at IS NULL ORDER BY v.id"
        with self._study.read() as session:
            rows = session.rows(live)
        if not rows:
            raise _NothingLeft
        return VerbatimId(int(self._chance.choice(rows)[0]))

    def _turn(self) -> VerbatimId:
        return self._any("SELECT v.id FROM (SELECT * FROM verbatim WHERE kind = 'turn') v")

    def _code(self) -> None:
        key = self._any()
        with self._study.read() as session:
            length = int(
                session.sql("SELECT length(text) FROM verbatim WHERE id = ?", (int(key),)).scalar_one()
            )
        start = self._chance.randrange(length)
        span = (start, min(length, start + 1 + self._chance.randrange(30)))
        whole = self._chance.random() < 0.4
        name = self._chance.choice("ABCDE")
        coding.code_line(self._study, key, name, coder=self._who, span=None if whole else span)

    def _cut(self) -> None:
        turns.split(self._study, self._turn(), self._chance.randrange(1, 40))

    def _join(self) -> None:
        turns.join(self._study, self._turn(), by=self._chance.choice((1, -1)))

    def _speak(self) -> None:
        asks = self._chance.random() < 0.3
        turns.change_speaker(self._study, [self._turn()], self._chance.choice("YZ"), interviewer=asks)

    def _flag(self) -> None:
        coding.flag(self._study, [self._any()], on=self._chance.random() < 0.6)

    def _note(self) -> None:
        text = self._chance.choice(("", f"{self._who} {self._n}", "commun"))
        coding.write_memo(self._study, MemoTarget.VERBATIM, int(self._any()), text, coder=self._who)

    def _feel(self) -> None:
        sentiment.correct(self._study, self._any(), self._chance.choice((None, *Label)), coder=self._who)

    def _codebook(self) -> None:
        with self._study.read() as session:
            keys = [each.id for each in codes.tree(session)]
        if not keys:
            return
        key, way = self._chance.choice(keys), self._chance.randrange(3)
        if way == 0:
            said = self._chance.choice(("", "Une définition.", "Une autre."))
            name, color = self._chance.choice("ABCDEFG"), self._chance.randrange(1, 9)
            coding.edit_code(self._study, key, name=name, color=color, description=said)
        elif way == 1:
            coding.delete_code(self._study, key)
        else:
            others: list[CodeId | None] = [None, *(each for each in keys if each != key)]
            coding.move_code(self._study, key, parent=self._chance.choice(others))

    def _mentions(self) -> None:
        rows = [
            (str(n), f"2026-03-0{n} 10:00:00", self._chance.choice("xyz"), f"Texte {n} {self._chance.choice('ab')} du jour.",
             "X", str(self._chance.randrange(9)), "0", "0", "0")
            for n in range(1, 1 + self._chance.randrange(2, 5))
        ]  # fmt: skip
        file = builders.write_csv(self._folder / f"m{self._who}{self._n}.csv", rows, MENTIONS)
        sources.import_file(self._study, file, format="mentions")

    def _responses(self) -> None:
        rows = [
            (f"05/0{self._chance.randrange(1, 7)}/2026 10:00:00", str(self._chance.randrange(11)),
             f"Avis {self._chance.randrange(4)} donné ici.", "Nord")
            for _ in range(3)
        ]  # fmt: skip
        sources.import_file(
            self._study, builders.write_csv(self._folder / f"r{self._who}{self._n}.csv", rows)
        )

    def _take_back(self) -> None:
        with self._study.read() as session:
            live = session.rows("SELECT id FROM source WHERE removed_at IS NULL AND id > 2")
        if live and self._chance.random() < 0.5:
            sources.undo_import(self._study, SourceId(self._chance.choice(live)[0]))
        else:
            history.undo(self._study)


def begun(folder: Path, name: str) -> Study:
    study = studies.create(folder / name)
    sources.import_file(study, interviews.talk_file(folder))
    sources.import_file(study, builders.write_csv(folder / "r.csv"))
    return study


def rows_of(study: Study) -> list[dict[str, object]]:
    return lines(study, "verbatim", "response", "code")


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.booleans())
def test_wherever_two_people_wander_their_studies_come_together(seed: int, copies: bool) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        first = begun(folder, "ana.engage")
        Walk(first, folder, chance, "Zoé").go(chance.randrange(6))
        if not copies:  # two studies that share their files
            begun(folder, "bob.engage").close()
            first.close()
            with studies.open_study(folder / "bob.engage") as theirs, studies.open_study(first.path) as ours:
                together(ours, theirs, folder, chance)
            return
        with copied(first, folder / "bob.engage") as theirs, studies.open_study(first.path) as ours:
            together(ours, theirs, folder, chance)


def together(ours: Study, theirs: Study, folder: Path, chance: random.Random) -> None:
    """Both wander, then take each other's in."""
    Walk(ours, folder, chance, "Ana").go(chance.randrange(12))
    Walk(theirs, folder, chance, "Bob").go(chance.randrange(12))
    before, mine = lines(ours), coded(ours)
    outcome = merged(ours, theirs)
    after = lines(ours)
    assert coded(ours) >= mine
    assert merged(ours, theirs).source is None
    if outcome.source is not None:
        history.undo(ours)
        assert lines(ours) == before
        history.redo(ours)
        assert lines(ours) == after
        sources.undo_import(ours, outcome.source)
        assert rows_of(ours) == [line for line in before if line["type"] in ("verbatim", "response", "code")]
        merged(ours, theirs)
    merged(theirs, ours)
    assert merged(theirs, ours).source is None
