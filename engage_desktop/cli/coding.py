"""Verbs upon the codebook and its application."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.codes import Code
from engage_desktop.models.ids import VerbatimId
from engage_desktop.store.database import Session, Study
from engage_desktop.wording import tn, tr


def code(call: argparse.Namespace) -> int:
    """Add a code, apply or take one away in number, or read codings line by line."""
    if call.parent is not None and call.add is None:
        raise CallError(tr("--parent va avec --add."))
    if (call.apply or call.remove) is not None and call.where is None:
        raise CallError(tr('--where dit quels verbatims ; --where "" les prend tous.'))
    if call.where is not None and call.apply is None and call.remove is None:
        raise CallError(tr("--where va avec --apply ou --remove."))
    with opening.writing(call.study) as study:
        if call.batch:
            return _batch(study, call.coder)
        if call.add is not None:
            return _add(call, study)
        return _apply(call, study)


def _add(call: argparse.Namespace, study: Study) -> int:
    from engage_desktop.operations import coding

    with study.read() as session:
        parent = None if call.parent is None else _known(session, call.parent)
    made = coding.add_code(study, call.add, parent=None if parent is None else parent.id, coder=call.coder)
    if call.json:
        above = None if parent is None else parent.name
        output.document({"code": made.name, "id": made.id, "parent": above, "color": made.color})
    else:
        output.say(tr("Code « {name} » ajouté.", name=output.plain(made.name)))
    return status.DONE


def _apply(call: argparse.Namespace, study: Study) -> int:
    from engage_desktop.operations import coding
    from engage_desktop.store import verbatims

    name = call.remove if call.apply is None else call.apply
    with study.read() as session:
        ids = [VerbatimId(int(key)) for key in verbatims.find(session, call.where).ids]
        wanted = _known(session, name)
    verb = coding.remove if call.apply is None else coding.apply
    with output.showing() as progress:
        changed = verb(study, ids, wanted.id, coder=call.coder, progress=progress)
    if call.json:
        output.document({"code": wanted.name, "matched": len(ids), "changed": changed})
        return status.DONE
    many = tn("{n} verbatim", "{n} verbatims", changed)
    if call.apply is None:
        output.say(tr("« {name} » retiré de {many}.", name=output.plain(wanted.name), many=many))
    else:
        output.say(tr("« {name} » appliqué à {many}.", name=output.plain(wanted.name), many=many))
    return status.DONE


def _known(session: Session, name: str) -> Code:
    from engage_desktop.store import codes

    found = codes.find(session, name)
    if found is None:
        raise EngageError(Reason.CODE_UNKNOWN, name=name)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One coding to apply, as read."""

    verbatim: VerbatimId
    code: str
    coder: str
    span: tuple[int, int] | None
    uid: str


def _batch(study: Study, coder: str) -> int:
    """Each line is committed before it is answered; the first bad one stops all, those before it stay."""
    from engage_desktop.operations import coding

    for number, text in _lines():
        try:
            line = _line(text)
            done = coding.code_line(
                study, line.verbatim, line.code, coder=line.coder or coder, span=line.span, uid=line.uid
            )
        except _BadLineError as error:
            output.note(tr("Ligne {number} : {what}", number=number, what=str(error)))
            return status.REFUSED
        except EngageError as error:
            if status.of(error.reason) not in (status.REFUSED, status.CALL_OFF):
                raise
            output.note(tr("Ligne {number} : {what}", number=number, what=output.sentence(error)))
            return status.REFUSED
        output.say(f"OK {done}")
        output.flush()
    return status.DONE


def _lines() -> Iterator[tuple[int, bytes]]:
    if sys.stdin is None:
        return
    for number, text in enumerate(iter(sys.stdin.buffer.readline, b""), start=1):
        if text.strip():
            yield number, text


class _BadLineError(Exception):
    pass


def _line(text: bytes) -> _Line:
    try:
        read = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _BadLineError(tr("ce n'est pas une ligne JSON en UTF-8.")) from None
    if not isinstance(read, dict):
        raise _BadLineError(tr("il faut un objet JSON."))
    verbatim, start, end = (_whole(read, key) for key in ("verbatim", "start", "end"))
    name, coder, uid = (_text(read, key) for key in ("code", "coder", "uid"))
    if verbatim is None or not name.strip():
        raise _BadLineError(tr("« verbatim » et « code » sont nécessaires."))
    if (start is None) != (end is None):
        raise _BadLineError(tr("« start » et « end » vont ensemble."))
    span = None if start is None or end is None else (start, end)
    return _Line(VerbatimId(verbatim), name, coder, span, uid)


def _whole(read: dict[str, object], key: str) -> int | None:
    value = read.get(key)
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value[:19])
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63):
        return value
    raise _BadLineError(tr("« {key} » n'est pas un nombre entier.", key=key))


def _text(read: dict[str, object], key: str) -> str:
    value = read.get(key)
    if value is None:
        return ""
    if isinstance(value, str) and value.isprintable():
        return value
    raise _BadLineError(tr("« {key} » n'est pas un texte d'une ligne.", key=key))


def agreement(call: argparse.Namespace) -> int:
    """To come."""
    raise EngageError(Reason.LATER, where=str(call.study), what=tr("Mesurer l'accord entre codeurs"))


VERBS = {"code": code, "agreement": agreement}
