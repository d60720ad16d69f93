"""Lexical worlds of a study: found, kept, named by hand, made into codes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engage_desktop.analysis import worlds as analysis
from engage_desktop.analysis.reinert import Cut
from engage_desktop.models.codes import Code
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import (
    SHORT_OF_WORLDS,
    Branch,
    SoftTheme,
    TypicalVerbatim,
    TypicalWord,
    World,
    Worlds,
)
from engage_desktop.models.words import renamed
from engage_desktop.operations import coding
from engage_desktop.operations.lexis import Ints, Lexis, lexis, selected, word_filter
from engage_desktop.progress import Progress
from engage_desktop.store import columns, journal, wordings
from engage_desktop.store import worlds as store
from engage_desktop.store.database import Session, Study

SEED = analysis.SEED
_WORDS, _VERBATIMS = 12, 4
_MATCHED = 12  # typical words by which a name is found again
_SOFT = 6
_READABLE = (40, 320)  # characters of a typical verbatim that is shown


def find(
    session: Session,
    *,
    expression: str = "",
    classes: int = 0,
    progress: Progress | None = None,
) -> Worlds:
    """The lexical worlds of what a FILTER selects, copies read once; none below 60 verbatims.

    `classes` 0 leaves their number to what the team wants, else to their stability: none where no number is stable.
    """
    return _found(session, expression, classes, progress or Progress())[0]


def look(
    session: Session, *, expression: str = "", classes: int = 0, progress: Progress | None = None
) -> tuple[Worlds, store.KeptWorlds | None]:
    """The same, and what there is to keep of it: None when the study keeps it already."""
    found, kept = _found(session, expression, classes, progress or Progress())
    before = store.kept(session)
    if kept is not None and before is not None and _same(kept, before):
        return found, None
    return found, kept


def keep(study: Study, kept: store.KeptWorlds) -> None:
    """Keep worlds in the study, in place of those before, so that `univers:` finds their verbatims.

    They are derived, as sentiment is: no act of a person, nothing to undo. A study open for reading holds them in
    memory until it is closed.
    """
    if study.read_only:
        with study.read() as session:
            store.hold(session, kept)
        return
    with study.write(bulk=True) as session:
        store.keep(session, kept)


def find_and_keep(
    study: Study, *, expression: str = "", classes: int = 0, progress: Progress | None = None
) -> Worlds:
    """The worlds of what a FILTER selects, kept."""
    with study.read() as session:
        found, kept = look(session, expression=expression, classes=classes, progress=progress)
    if kept is not None:
        keep(study, kept)
    return found


def names_kept(session: Session) -> tuple[str, ...]:
    """What the worlds kept are called, in the order of their numbers."""
    kept = store.kept(session)
    return () if kept is None else store.shown(kept.words, renamed(kept.words, store.names(session)))


def _same(one: store.KeptWorlds, other: store.KeptWorlds) -> bool:
    return (
        one.filter == other.filter
        and one.words == other.words
        and np.array_equal(one.id, other.id)
        and np.array_equal(one.label, other.label)
    )


def name_world(study: Study, words: tuple[str, ...], name: str) -> None:
    """Call the world of these typical words by a name, also when it is found again; one act."""
    with study.write() as session, journal.act(session, "theme.name", name=name.strip()):
        store.put_name(session, name.strip(), words[:_MATCHED])


def number_wanted(session: Session) -> int:
    """How many worlds the team wants; 0 leaves it to their stability."""
    return store.number(session)


def want(study: Study, number: int) -> None:
    """Look for so many worlds from now on, stable or not (0: as many as are stable); one act."""
    with study.write() as session, journal.act(session, "theme.worlds", number=number):
        store.put_number(session, number)


def code_of(study: Study, name: str, filter: str, *, coder: str = "") -> tuple[Code, int]:
    """A code of that name on every verbatim that the FILTER selects: a theme becomes a code, in one act.

    A code of that name receives those that it lacks. Gives the code and how many verbatims it was put on.
    """
    with study.read() as session:
        mask = selected(session, filter)
        ids = [VerbatimId(int(each)) for each in columns.verbatims(session).id[mask]]
    return coding.code_theme(study, name, ids, coder=coder)


def _found(
    session: Session, expression: str, classes: int, progress: Progress
) -> tuple[Worlds, store.KeptWorlds | None]:
    classes = classes or store.number(session)
    known = lexis(session, progress=progress)
    mask = selected(session, expression)
    rows = np.flatnonzero(mask & known.original)
    if len(rows) < SHORT_OF_WORLDS:
        return Worlds((), None, len(rows), 0, 0, 0, seed=SEED, asked=classes), None
    found = _classified(known, rows, classes, progress)
    ids = columns.verbatims(session).id
    label = np.full(len(ids), -1, dtype=np.int64)
    label[rows] = found.label
    label = np.where(mask, label[known.copy_of], -1)  # a copy is of the world of its original
    words = tuple(_typical(known, found, each)[0] for each in range(found.number))
    kept = store.KeptWorlds(ids[mask], label[mask], words, expression)
    return replace(_value(session, known, rows, found, kept), asked=classes), kept


def _classified(known: Lexis, rows: Ints, classes: int, progress: Progress) -> analysis.Found:
    """The classification of these texts, remembered while the words stay the same."""
    key = ("worlds", rows.tobytes(), classes)
    return known.remembered(
        key,
        lambda: analysis.find(
            known.index,
            rows,
            classes,
            step=lambda done, of: progress.step(done, of, "worlds"),
        ),
    )


def _typical(known: Lexis, found: analysis.Found, world: int) -> tuple[tuple[str, ...], Ints]:
    order = np.argsort(-found.chi2[:, world], kind="stable")
    order = order[found.chi2[order, world] >= analysis.TYPICAL][:_WORDS]
    return tuple(known.index.lemmas[found.words[each]] for each in order), order


def _value(
    session: Session, known: Lexis, rows: Ints, found: analysis.Found, kept: store.KeptWorlds
) -> Worlds:
    named = renamed(kept.words, store.names(session))
    called = store.shown(kept.words, named)
    classified = int((found.label >= 0).sum())
    made = tuple(
        _world(session, known, rows, found, kept, at, called[at], bool(named[at]))
        for at in range(found.number)
    )
    return Worlds(
        made,
        None if found.tree is None else _branch(found.tree),
        len(rows),
        classified,
        found.units,
        len(found.words),
        found.stability,
        found.sampled,
        found.segmented,
        _soft(known, rows, found),
        SEED,
        found.stabilities,
        found.weakest,
    )


def _world(
    session: Session,
    known: Lexis,
    rows: Ints,
    found: analysis.Found,
    kept: store.KeptWorlds,
    at: int,
    name: str,
    named: bool,
) -> World:
    size = int((found.label == at).sum())
    words = []
    for place in _typical(known, found, at)[1]:
        number = int(found.words[place])
        words.append(
            TypicalWord(
                known.index.lemmas[number],
                float(found.chi2[place, at]),
                int(found.inside[place, at]),
                int(found.inside[place].sum()),
                word_filter(known.index.surfaces((number,))),
            )
        )
    total = max(int((found.label >= 0).sum()), 1)
    expression = f"{kept.filter} univers:{at + 1}".strip()
    return World(
        at + 1,
        name,
        named,
        size,
        size / total,
        tuple(words),
        _said(session, rows, found, at),
        Behind(expression, int((kept.label == at).sum())),
    )


def _said(session: Session, rows: Ints, found: analysis.Found, at: int) -> tuple[TypicalVerbatim, ...]:
    """The texts that hold the most typical words, those that can be read at a glance first."""
    order = np.argsort(-np.where(found.label == at, found.scores, -1.0), kind="stable")[:60]
    ids = columns.verbatims(session).id[rows[order]]
    texts = wordings.texts_of(session, ids.tolist())
    listed = [
        TypicalVerbatim(int(key), *texts[int(key)], float(found.scores[place]))
        for key, place in zip(ids, order, strict=True)
        if found.label[place] == at
    ]
    short = [each for each in listed if _READABLE[0] <= len(each.text) <= _READABLE[1]]
    return tuple((short or listed)[:_VERBATIMS])


def _branch(cut: Cut) -> Branch:
    return Branch(
        tuple(each + 1 for each in cut.classes), cut.height, tuple(_branch(each) for each in cut.children)
    )


def _soft(known: Lexis, rows: Ints, found: analysis.Found) -> tuple[SoftTheme, ...]:
    """As many components as there are worlds, by NMF over the same words."""
    places = [known.terms.place(known.index.lemmas[number]) for number in found.words]
    columns_of = np.array([place for place in places if place >= 0], dtype=np.int64)
    if not found.number or len(columns_of) < found.number:
        return ()
    parts = known.remembered(
        ("soft", rows.tobytes(), found.number),
        lambda: analysis.soft(known.terms.held[rows][:, columns_of].tocsr(), found.number, words=_SOFT),
    )
    return tuple(
        SoftTheme(tuple(known.terms.names[columns_of[word]] for word in each.words), each.texts)
        for each in parts
    )
