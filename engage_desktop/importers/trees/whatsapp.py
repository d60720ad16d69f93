"""WhatsApp: an exported chat, French or English, from iOS or Android."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.delimited import open_text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import DateOrder, Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "date": Role.DATE,
    "auteur": Role.AUTHOR,
    "message": Role.MENTION,
    "discussion": Role.THREAD,
    "canal": Role.CHANNEL,
}
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_START = re.compile(
    rf"^[{_MARKS}]*\[?(?P<day>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}),?(?: à| at)? "
    rf"(?P<time>\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[\s\u202f\u00a0]?[AaPp]\.?[Mm]\.?)?)(?:\]| [-–]) (?P<rest>.*)$",
    re.DOTALL,
)
_AUTHOR = re.compile(rf"^[{_MARKS}~\s]*(?P<author>[^:\n]{{1,80}}?): (?P<said>.*)$", re.DOTALL)
_MEDIA = re.compile(
    r"^(?:<M[ée]dias? omis>|<Media omitted>|<(?:pièce jointe|attached) ?: .+>"
    r"|.{1,80} \((?:fichier joint|file attached)\)"
    r"|(?:image|vidéo|video|audio|sticker|autocollant|GIF|document|carte de contact|contact card|note vidéo|video note)"
    r" (?:absente?|omise?|omitted))$",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"^(?:Ce message a été supprimé|Vous avez supprimé ce message|This message was deleted"
    r"|You deleted this message)\.?$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"<(?:Ce message a été modifié|This message was edited)>$")
# Sentences of the application that hold a colon, and so look like somebody's.
_SYSTEM = re.compile(
    r"chiffrés de bout en bout|end-to-end encrypted|a changé l[ae'] |changed (?:the|this) (?:group|subject)"
    r"|code de sécurité",
    re.IGNORECASE,
)
_LONGEST_LINE = 1_000_000


def _proves(head: Head) -> float:
    lines = head.lines[:20]
    started = sum(_START.match(line) is not None for line in lines)
    if started >= 3 or (started and started == len(lines)):
        return 0.96
    return 0.85 if started >= 2 and _START.match(lines[0]) else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    thread = chat_name(path.stem)
    for number, day, time, rest in _messages(path, layout.encoding, progress):
        moment = f"{day.replace('-', '/')} {_plain_time(time)}".strip()
        spoken = _AUTHOR.match(rest)
        if spoken is None or _SYSTEM.search(rest):
            yield Row(number, [moment, "", _bare(rest), thread, "WhatsApp"], "system_message")
            continue
        said = _unedited(_bare(spoken["said"]))
        refused = "media_only" if _MEDIA.match(said) else "deleted" if _DELETED.match(said) else ""
        yield Row(number, [moment, _bare(spoken["author"]), said, thread, "WhatsApp"], refused)


def _messages(path: Path, encoding: str, progress: Progress | None) -> Iterator[tuple[int, str, str, str]]:
    """Each message with the line where it begins: line, day, time, and the rest over its lines."""
    began, lines = 0, list[str]()
    head: re.Match[str] | None = None
    with open_text(path, encoding) as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if progress is not None and number % 5000 == 0:
                progress.step(number, 0, "reading")
            bare = line.rstrip("\r\n")
            start = _START.match(bare)
            if start is None:
                lines.append(bare)
                continue
            if head is not None:
                yield began, head["day"], head["time"], "\n".join(lines)
            elif any(lines):
                yield 1, "", "", "\n".join(lines)  # before the first message: said by nobody
            began, head, lines = number, start, [start["rest"]]
    if head is not None:
        yield began, head["day"], head["time"], "\n".join(lines)


def _plain_time(time: str) -> str:
    """A time with colons and plain blanks (« 9.05 », « 3:04\u202fPM »)."""
    plain = re.sub(r"[\s\u202f\u00a0]+", " ", time)
    return plain.replace(".", ":", 2) if "." in plain[:3] else plain


def _bare(text: str) -> str:
    return text.strip(_MARKS + " \t\n")


def _unedited(said: str) -> str:
    """What was said without the mark of a message that was changed, nor the blanks before it."""
    edited = _EDITED.search(said)
    return _bare(said[: edited.start()].rstrip()) if edited else said


def chat_name(stem: str) -> str:
    """The name of the chat in the name of its file, or that name."""
    match = re.match(r"^(?:Discussion WhatsApp avec|WhatsApp Chat (?:with|-)|WhatsApp Chat)\s*(.+)$", stem)
    return match[1] if match else stem.strip("_ ")


ADAPTER = Adapter(
    declared(
        id="whatsapp",
        name="WhatsApp",
        how="texte dont les lignes commencent par une date, une heure et un nom",
        columns=_COLUMNS,
        dates=DateOrder.DAY_FIRST,
    ),
    _proves,
    _table,
)
