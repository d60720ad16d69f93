"""Sentiment: reading what was not read yet, explaining, correcting."""

from __future__ import annotations

import numpy as np

from engage_desktop.analysis import languages
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.analysis.wishes import asks_what_is_missing
from engage_desktop.errors import Cancelled
from engage_desktop.models.aspects import USUAL, AspectFeeling
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.sentiment import Clause, Engine, EngineChoice, Label, Sentiment
from engage_desktop.operations import calibration, engines
from engage_desktop.operations.coding import default_coder
from engage_desktop.progress import Progress
from engage_desktop.store import codes, columns, journal
from engage_desktop.store import sentiment as store
from engage_desktop.store.database import Session, Study

_PAGE = 1000
_UNREAD = 255  # the label of a text without one
_CORRECTED_TO = {Label.NEGATIVE: -0.7, Label.NEUTRAL: 0.0, Label.POSITIVE: 0.7, Label.MIXED: 0.0}


def engine(session: Session) -> Engine:
    """The engine that the study uses."""
    return calibration.reader(session).engine


def explain(text: str, choice: EngineChoice | None = None) -> Sentiment:
    """The sentiment of a text with the words that carry it, by the engine of `choice` or the default one."""
    return engines.reader(choice or EngineChoice()).score(text)


def clauses(text: str, choice: EngineChoice) -> tuple[Clause, ...]:
    """What each clause of a text feels by itself; none by an engine that reads texts whole."""
    reader = engines.reader(choice)
    return reader.clauses(text) if isinstance(reader, LexiconEngine) else ()


def aspects(text: str, packs: tuple[str, ...] = ()) -> tuple[AspectFeeling, ...]:
    """What a text feels of each usual aspect that it mentions, by our lexicon."""
    return engines.aspect_reader(packs, USUAL).read(text)


def foreign(text: str) -> str:
    """The language of a text that no engine of ours reads, "" for French."""
    return languages.foreign(text)


def explain_in(session: Session, text: str, *, question: str = "") -> Sentiment:
    """The sentiment of a text that answers `question`, with the words that carry it, by the study's engine."""
    return calibration.reader(session).score(text, wished=asks_what_is_missing(question))


def pending(session: Session) -> int:
    """How many verbatims `score_pending` would read."""
    return store.pending_count(session, engine(session), engines.wishing(session))


def score_pending(study: Study, *, progress: Progress | None = None) -> int:
    """Read every verbatim that the engine has not read, or whose question now asks something else; gives how many.

    A text in another language is not read: its language is written beside it.
    Each page is its own transaction: stopping keeps what is done, and the next call goes on from there.
    """
    progress = progress or Progress()
    with study.read() as session:
        reader = calibration.reader(session)
        using = reader.engine
        wishing = engines.wishing(session)
        total = store.pending_count(session, using, wishing)
    done = last = 0
    try:
        while True:
            progress.step(done, total, "scoring")
            with study.read() as session:
                page = store.pending(session, using, wishing, after=last, limit=_PAGE)
            if not page:
                break
            strangers = [(key, found) for key, text, _question in page if (found := languages.foreign(text))]
            untold = {key for key, _language in strangers}
            results = [
                (key, reader.read(text, wished=question in wishing), question in wishing)
                for key, text, question in page
                if key not in untold
            ]
            with study.write(bulk=True) as session:
                store.put(session, using, results)
                if strangers:
                    store.put_languages(session, strangers)
            done, last = done + len(page), page[-1][0]
    except Cancelled:
        _count_again(study, done)
        raise
    _count_again(study, done)
    return done


def score_and_compare(study: Study, *, progress: Progress | None = None) -> tuple[int, int]:
    """Read what is pending; gives how many texts were read, and how many of the study now feel something else.

    A text read for the first time is no change, nor is one that a person corrected.
    """
    with study.read() as session:
        ids, before = columns.verbatims(session).id, columns.feelings(session).label.copy()
    done = score_pending(study, progress=progress)
    with study.read() as session:
        after = columns.feelings(session).label
        same = np.array_equal(ids, columns.verbatims(session).id)
    if not done or not same:  # texts came or went meanwhile: there is nothing to compare
        return done, 0
    return done, int(np.count_nonzero((before != after) & (before != _UNREAD)))


def correct(study: Study, verbatim: VerbatimId, label: Label | None, *, coder: str = "") -> None:
    """Say what a verbatim feels (None: back to the engine's reading); a correction always wins."""
    with study.write() as session:
        who = codes.coder(session, coder or default_coder(session))
        with journal.act(session, "sentiment.correct", coder=who, label="" if label is None else label.value):
            if label is None:
                store.withdraw(session, verbatim)
            else:
                store.correct(session, verbatim, label, _CORRECTED_TO[label], coder=who)


def _count_again(study: Study, done: int) -> None:
    if done:
        with study.write(bulk=True) as session:
            columns.rebuild_feelings(session)
