"""The verb upon the study's own words: listing, changing, looking up, what the scores contradict."""

from __future__ import annotations

import argparse

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.models.lexicon import Contradiction, KnownWord, OwnEntry
from engage_desktop.models.sentiment import EngineKind
from engage_desktop.wording import lexicon as words
from engage_desktop.wording import tr


def lexicon(call: argparse.Namespace) -> int:
    """The study's own words; changes leave the texts to be read again by « analyse »."""
    if (call.put is None) != (call.strength is None):
        raise CallError(tr("--put et --strength vont ensemble."))
    if call.put is not None or call.remove is not None:
        return _change(call)
    if call.find is not None:
        return _find(call)
    return _contradictions(call) if call.contradictions else _list(call)


def _change(call: argparse.Namespace) -> int:
    from engage_desktop.operations import lexicon as operations

    with opening.writing(call.study) as study:
        if call.put is not None:
            changed = operations.put(study, call.put, call.strength) is not None
        else:
            changed = operations.remove(study, call.remove)
        with study.read() as session:
            own = operations.own(session)
    if call.json:
        output.document({"changed": changed, "words": [_own(each) for each in own]})
    elif changed:
        output.say(tr("Lexique de l'étude changé. « analyse » relit les textes."))
    else:
        output.say(tr("Rien ne change."))
    return status.DONE


def _list(call: argparse.Namespace) -> int:
    from engage_desktop.operations import lexicon as operations

    with opening.session(call.study) as session:
        own = operations.own(session)
    if call.json:
        output.document({"words": [_own(each) for each in own]})
        return status.DONE
    rows = [
        (output.plain(each.words), words.strength(each.strength), output.plain(each.note)) for each in own
    ]
    output.table((tr("Mot"), tr("Force"), tr("Note")), rows, right=frozenset({1}))
    return status.DONE


def _find(call: argparse.Namespace) -> int:
    from engage_desktop.operations import lexicon as operations

    with opening.session(call.study) as session:
        found = operations.look_up(session, call.find)
    if call.json:
        output.document({"words": [_known(each) for each in found]})
        return status.DONE
    rows = [
        (each.words, "" if each.rule else words.strength(each.strength), words.whence(each)) for each in found
    ]
    output.table((tr("Mot"), tr("Force"), tr("Domaine")), rows, right=frozenset({1}))
    return status.DONE


def _contradictions(call: argparse.Namespace) -> int:
    from engage_desktop.operations import engines
    from engage_desktop.operations import lexicon as operations

    with output.showing() as progress, opening.session(call.study) as session:
        ours = engines.chosen(session).kind is EngineKind.LEXICON
        found = operations.contradictions(session, progress=progress)
    if call.json:
        output.document({"applies": ours, "words": [_contradiction(each) for each in found]})
        return status.DONE
    if not ours:
        output.say(words.other_engine())
        return status.DONE
    rows = [(each.words, words.strength(each.strength), words.against(each)) for each in found]
    output.table((tr("Mot"), tr("Force"), tr("Scores")), rows, right=frozenset({1}))
    return status.DONE


def _own(each: OwnEntry) -> Document:
    return {"word": each.words, "strength": each.strength, "note": each.note}


def _known(each: KnownWord) -> Document:
    return {
        "word": each.words,
        "strength": None if each.rule else each.strength,
        "pack": each.pack,
        "own": each.own,
        "read": each.read,
        "rule": each.rule,
    }


def _contradiction(each: Contradiction) -> Document:
    return {
        "word": each.words,
        "strength": each.strength,
        "n": each.n,
        "against": each.against,
        "tone": each.tone,
        "p": each.p,
        "form": each.form,
    }


VERBS = {"lexicon": lexicon}
