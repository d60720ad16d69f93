"""Verbs upon sentiment: reading what a study holds, or any texts."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.calibration import Accuracy, Calibration
from engage_desktop.models.lexicon import PACKS
from engage_desktop.models.names import folded
from engage_desktop.models.sentiment import EngineChoice, EngineKind, Sentiment
from engage_desktop.wording import figures, tn, tr
from engage_desktop.wording.calibration import calibrated
from engage_desktop.wording.emotions import emotion_names
from engage_desktop.wording.typography import decimal, ellipsis, percent

_TEXT_SHOWN = 100


def analyse(call: argparse.Namespace) -> int:
    """Read what the engine has not read yet, learning first from scores and corrections when there is more of them."""
    from engage_desktop.operations import aspects, calibration, emotions, engines, sentiment

    with opening.writing(call.study) as study, output.showing() as progress:
        if call.engine or call.packs is not None:
            with study.read() as session:
                choice = _choice(call, engines.chosen(session))
            engines.choose(study, choice)
        calibration.switch(study, on=call.calibration != "off")
        with study.read() as session:
            due = call.calibration == "on" or (call.calibration == "auto" and calibration.is_due(session))
        if due:
            calibration.learn(study, progress=progress)
        scored = sentiment.score_pending(study, progress=progress)
        aspects.refresh(study, progress=progress)
        emotions.refresh(study, progress=progress)
        with study.read() as session:
            using = sentiment.engine(session)
            learnt = calibration.current(session) if calibration.is_on(session) else None
    if call.json:
        output.document(
            {
                "scored": scored,
                "engine": {"name": using.name, "version": using.version},
                "calibration": None if learnt is None else _learnt(learnt),
            }
        )
    else:
        many = tn("{n} verbatim lu", "{n} verbatims lus", scored)
        output.say(tr("{many} par {name} {version}.", many=many, name=using.name, version=using.version))
        if learnt is not None:
            output.say(calibrated(learnt))
    return status.DONE


def _learnt(known: Calibration) -> Document:
    def measured(of: Accuracy) -> Document:
        return {
            "n": of.n,
            "accuracy": of.accuracy,
            "macro_f1": of.macro_f1,
            "sign": of.sign,
            "confusion": [list(row) for row in of.confusion],
        }

    return {
        "method": known.method.value,
        "scores": known.scores,
        "corrections": known.corrections,
        "engine_alone": measured(known.before),
        "cross_validated": measured(known.after),
        "cuts": [known.low, known.high],
    }


def sentiment(call: argparse.Namespace) -> int:
    """The sentiment of texts, each with the words that carry it, and the emotions that it names."""
    from engage_desktop.operations import emotions
    from engage_desktop.operations import sentiment as operations

    if (call.column is None) != (call.input is None):
        raise CallError(tr("--input et --column vont ensemble."))
    texts, choice = _texts(call), _choice(call, EngineChoice())
    if call.json:
        items = (
            _untreated(number, text, language)
            if (language := operations.foreign(text))
            else {
                **_result(number, text, operations.explain(text, choice)),
                "clauses": [
                    {
                        "start": each.start,
                        "end": each.end,
                        "polarity": each.polarity,
                        "label": each.label.value,
                    }
                    for each in operations.clauses(text, choice)
                ],
                "emotions": output.emotions(emotions.felt(text)),
                **_aspects(call, text, choice),
            }
            for number, text in texts
        )
        output.document_of_many({}, "results", items)
        return status.DONE

    rows: list[tuple[str, ...]] = []
    for _number, text in texts:
        if operations.foreign(text):
            rows.append((tr("Non traité"), "", "", "", "", ellipsis(text, _TEXT_SHOWN)))
            continue
        felt = operations.explain(text, choice)
        row = (
            figures.part_name(felt.label.value),
            decimal(felt.polarity, 2, signed=True),
            percent(felt.confidence),
            "" if felt.subjectivity is None else percent(felt.subjectivity),
            emotion_names(emotions.felt(text)),
            ellipsis(text, _TEXT_SHOWN),
        )
        rows.append(row)
    heads = (
        tr("Sentiment"), tr("Polarité"), tr("Confiance"), tr("Subjectivité"), tr("Émotions"), tr("Texte"),
    )  # fmt: skip
    output.table(heads, rows, right=frozenset({1, 2, 3}))
    return status.DONE


def _choice(call: argparse.Namespace, known: EngineChoice) -> EngineChoice:
    """What `known` becomes with --engine and --packs."""
    kind = EngineKind(call.engine) if call.engine else known.kind
    if call.packs is None:
        return EngineChoice(kind, known.packs)
    asked = tuple(word.strip() for word in call.packs.split(",") if word.strip())
    strangers = [word for word in asked if word not in PACKS]
    if strangers:
        raise CallError(
            tr("Domaine inconnu : {name}. Connus : {known}.", name=strangers[0], known=", ".join(PACKS))
        )
    return EngineChoice(kind, tuple(pack for pack in PACKS if pack in asked))


def _texts(call: argparse.Namespace) -> Iterator[tuple[int, str]]:
    """Each text with the number of its row, which blank ones count in but are left out of."""
    if call.text is not None:
        return iter(((1, call.text),))
    if call.input is not None:
        return _column(call.input, call.column)
    return _lines()


def _lines() -> Iterator[tuple[int, str]]:
    if sys.stdin is None:
        return
    for number, line in enumerate(sys.stdin.buffer, start=1):
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").rstrip("\r\n")
        if text.strip():
            yield number, text


def _column(path: Path, name: str) -> Iterator[tuple[int, str]]:
    """The texts of one column; raises before the first when the file has no such column."""
    from engage_desktop.importers import recognise, tabular

    layout = recognise.recognise(path).layout
    table = tabular.open_table(path, layout)
    wanted = folded(name)
    known = [header for header in table.headers if header]
    at = next((place for place, header in enumerate(table.headers) if folded(header) == wanted), None)
    if at is None:
        raise EngageError(Reason.COLUMN_UNKNOWN, where=str(path), name=name, known=", ".join(known))
    rows = itertools.chain.from_iterable(zip(numbers, batch, strict=True) for numbers, batch in table.batches)
    return ((number, row[at]) for number, row in rows if at < len(row) and row[at].strip())


def _aspects(call: argparse.Namespace, text: str, choice: EngineChoice) -> Document:
    from engage_desktop.operations import sentiment as operations

    if not call.aspects:
        return {}
    told: list[object] = [
        {
            "name": each.name,
            "polarity": each.polarity,
            "label": each.label.value,
            "spans": [list(span) for span in each.spans],
        }
        for each in operations.aspects(text, choice.packs)
    ]
    return {"aspects": told}


def _untreated(number: int, text: str, language: str) -> Document:
    """A text in another language: nothing is said of it, which is not to say that it is neutral."""
    nothing: Document = {"polarity": None, "label": None, "confidence": 0.0, "terms": []}
    return {"row": number, "text": text, "language": language, **nothing}


def _result(number: int, text: str, felt: Sentiment) -> Document:
    return {
        "row": number,
        "text": text,
        "polarity": felt.polarity,
        "label": felt.label.value,
        "confidence": felt.confidence,
        **({} if felt.subjectivity is None else {"subjectivity": felt.subjectivity}),
        "terms": [
            {
                "start": term.start,
                "end": term.end,
                "text": term.text,
                "weight": term.weight,
                "rule": term.rule,
            }
            for term in felt.terms
        ],
    }


VERBS = {"analyse": analyse, "sentiment": sentiment}
