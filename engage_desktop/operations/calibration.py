"""Learning from a study's own scores and corrections, keeping what was learnt, and doing without it."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import hashlib
import json
import zlib
from dataclasses import asdict, replace

import numpy as np

from engage_desktop.analysis import calibration as analysis
from engage_desktop.analysis.sentiment import Reader
from engage_desktop.models.calibration import LEAST_FOR_CUTS, Accuracy, Calibration, Method, WordModel
from engage_desktop.models.sentiment import Engine, Sentiment
from engage_desktop.operations import engines
from engage_desktop.operations.coding import default_coder
from engage_desktop.progress import Progress
from engage_desktop.store import codes, columns, journal, labelled, studies
from engage_desktop.store import sentiment as store
from engage_desktop.store.database import Session, Study

_SETTING = "sentiment.calibration"
_SWITCH = "sentiment.calibration.off"
_GROWN = 1.2  # so many times the texts learnt from, and it is worth learning again


def current(session: Session) -> Calibration | None:
    """What the study learnt last, switched off or not."""
    kept = studies.setting(session, _SETTING)
    return _parsed(kept) if kept else None


def is_on(session: Session) -> bool:
    """Whether readings use what was learnt, as soon as there is something."""
    return not studies.setting(session, _SWITCH)


def count(session: Session) -> tuple[int, int]:
    """How many texts have a score beside them, and how many a person's correction: what there is to learn from."""
    return labelled.count(session)


def is_due(session: Session) -> bool:
    """Whether there is enough to learn from, and clearly more of it, or another engine, than the last time."""
    scores, corrections = labelled.count(session)
    if scores + corrections < LEAST_FOR_CUTS:
        return False
    known = current(session)
    if known is None or known.engine != _named(engines.reader(engines.chosen(session)).engine):
        return True
    return scores >= _GROWN * known.scores or corrections > known.corrections


def switch(study: Study, *, on: bool, coder: str = "") -> bool:
    """Use what was learnt, or do without it; False when nothing changes. Texts are then read again."""
    with study.write() as session:
        if is_on(session) == on:
            return False
        who = codes.coder(session, coder or default_coder(session))
        with journal.act(session, "sentiment.calibration", coder=who, label="on" if on else ""):
            studies.put_setting(session, _SWITCH, "" if on else "off")
    return True


def learn(study: Study, *, coder: str = "", progress: Progress | None = None) -> Calibration:
    """Learn from every score and correction, keep it, and read the texts learnt from by what the others taught.

    Gives what was learnt, `Method.NONE` when there is too little or nothing to gain. One act, which undoes. The other
    texts are read by the whole of it by `operations.sentiment.score_pending`.
    """
    progress = progress or Progress()
    progress.step(0, 0, "scoring")
    with study.read() as session:
        base = engines.reader(engines.chosen(session))
        texts = labelled.labelled(session, most=analysis.MOST)
        wished = engines.wishing(session)
        scores, corrections = labelled.count(session)
    readings = []
    for at, each in enumerate(texts):
        if at % 200 == 0:
            progress.step(at, len(texts), "scoring")
        readings.append(base.read(each.text, wished=each.question in wished))
    learnt = analysis.learn(texts, readings, step=lambda done, total: progress.step(done, total, "learning"))
    made = Calibration(
        learnt.method,
        _named(base.engine),
        dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        corrections,
        learnt.before,
        learnt.after,
        learnt.low,
        learnt.high,
        learnt.model,
        scores=scores,
    )
    kept = replace(made, digest=_digest(made))
    with study.write() as session:
        who = codes.coder(session, coder or default_coder(session))
        with journal.act(session, "sentiment.learn", coder=who, n=str(len(texts))):
            studies.put_setting(session, _SETTING, _written(kept))
    if learnt.method is not Method.NONE and texts:
        using = engine_of(base.engine, kept)
        with study.write(bulk=True) as session:
            apart = zip(texts, learnt.apart, strict=True)
            store.put(session, using, [(each.key, felt, each.question in wished) for each, felt in apart])
            columns.rebuild_feelings(session)
    return kept


# reading with what was learnt


def reader(session: Session) -> Reader:
    """The study's engine, with what it learnt from the study's scores when that is switched on."""
    base = engines.reader(engines.chosen(session))
    kept = studies.setting(session, _SETTING) if is_on(session) else ""
    known = _parsed(kept) if kept else None
    if known is None or known.method is Method.NONE:
        return base
    return CalibratedReader(base, known)


def engine_of(base: Engine, known: Calibration) -> Engine:
    """The engine as its results are signed: another calibration is another version."""
    return Engine(base.name, f"{base.version}+{known.digest}")


class CalibratedReader:
    """An engine whose readings are corrected by what the study's scores taught; its terms stay the engine's."""

    def __init__(self, base: Reader, known: Calibration) -> None:
        self._base, self._known = base, known
        self.engine = engine_of(base.engine, known)
        self._words = None if known.model is None else analysis.WordReader(known.model)

    def read(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text`, without its terms where that is quicker."""
        return self._corrected(text, self._base.read(text, wished=wished))

    def score(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text` with the terms that the engine found."""
        return self._corrected(text, self._base.score(text, wished=wished))

    def _corrected(self, text: str, read: Sentiment) -> Sentiment:
        if self._words is not None:
            return self._words.reading(text, read)
        return analysis.recut(read, self._known.low, self._known.high)


# as it is kept: JSON, numbers of the model as little-endian floats of 32 bits, compressed


def _named(engine: Engine) -> str:
    return f"{engine.name} {engine.version}"


def _digest(made: Calibration) -> str:
    """Eight figures that follow from what was learnt, not from when."""
    bare = _written(replace(made, learnt_on="", digest=""))
    return hashlib.blake2b(bare.encode(), digest_size=4).hexdigest()


def _written(made: Calibration) -> str:
    facts = asdict(replace(made, model=None))
    facts["method"] = made.method.value
    if made.model is not None:
        table = np.array([*made.model.weights, made.model.bias], dtype="<f4")
        rarity = np.array(made.model.rarity, dtype="<f4")
        packed = zlib.compress(rarity.tobytes() + table.tobytes(), 6)
        facts["model"] = {
            "words": " ".join(word.replace(" ", "_") for word in made.model.words),
            "numbers": base64.b64encode(packed).decode("ascii"),
            "neutral": made.model.neutral,
        }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


@functools.lru_cache(maxsize=4)
def _parsed(kept: str) -> Calibration | None:
    """What was kept; None when it cannot be read, which is as good as nothing learnt."""
    try:
        facts = json.loads(kept)
        model = None if facts["model"] is None else _model(facts["model"])
        return Calibration(
            **{
                **facts,
                "method": Method(facts["method"]),
                "before": _accuracy(facts["before"]),
                "after": _accuracy(facts["after"]),
                "model": model,
            }
        )
    except (ValueError, KeyError, TypeError, zlib.error):
        return None


def _model(kept: dict[str, object]) -> WordModel:
    words = tuple(word.replace("_", " ") for word in str(kept["words"]).split(" ") if word)
    numbers = np.frombuffer(zlib.decompress(base64.b64decode(str(kept["numbers"]))), dtype="<f4")
    table = numbers[len(words) :].reshape(-1, 3).tolist()
    rows = tuple((float(a), float(b), float(c)) for a, b, c in table)
    return WordModel(
        words, tuple(numbers[: len(words)].tolist()), rows[:-1], rows[-1], float(str(kept["neutral"]))
    )


def _accuracy(kept: dict[str, object]) -> Accuracy:
    table = kept["confusion"]
    if not isinstance(table, list):
        raise TypeError
    confusion = tuple((int(a), int(b), int(c)) for a, b, c in table)
    numbers = {key: value for key, value in kept.items() if key != "confusion"}
    return Accuracy(**numbers, confusion=confusion)  # type: ignore[arg-type] # as `asdict` wrote them
