"""WhatsApp: an exported chat, from iOS or Android, its dates as each country writes them."""

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
_DAY = r"(?:\d{4}[/.-] ?\d{1,2}[/.-] ?\d{1,2}|\d{1,2}[/.-] ?\d{1,2}[/.-] ?(?:\d{4}|\d{2}))\.?"
_BLANK = r"[\s\u202f\u00a0]?"
_START = re.compile(
    rf"^[{_MARKS}]*\[?(?P<day>{_DAY}),?(?: à| at| um)? "
    rf"(?P<time>\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:{_BLANK}[AaPp]\.?{_BLANK}[Mm]\.?)?)"
    rf"(?:\]|\.? [-–]) (?P<rest>.*)$",
    re.DOTALL,
)
_AUTHOR = re.compile(rf"^[{_MARKS}~\s]*(?P<author>[^:\n]{{1,80}}?): (?P<said>.*)$", re.DOTALL)
# Every language puts what stands for a medium between angle brackets; nobody writes a whole message so.
_MEDIA = re.compile(
    r"^(?:<[^<>\n]{3,120}>"
    r"|.{1,80} \((?:fichier joint|file attached|archivo adjunto|arquivo anexado|file allegato|Datei angehängt"
    r"|bestand bijgevoegd)\)"
    r"|(?:image|vidéo|video|audio|sticker|autocollant|GIF|document|carte de contact|contact card|note vidéo|video note)"
    r" (?:absente?|omise?|omitted))$",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"^(?:Ce message a été supprimé|Vous avez supprimé ce message|This message was deleted"
    r"|You deleted this message|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht"
    r"|Se eliminó este mensaje|Eliminaste este mensaje|Mensagem apagada|Você apagou esta mensagem"
    r"|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Dit bericht is verwijderd"
    r"|Je hebt dit bericht verwijderd)\.?$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    "\u200e?<[^<>]{3,120}>$"
)  # a mark that the application adds: changed since, or with a medium
# Sentences of the application that hold a colon, and so look like somebody's.
_SYSTEM = re.compile(
    r"chiffrés de bout en bout|end-to-end encrypted|a changé l[ae'] |changed (?:the|this) (?:group|subject)"
    r"|code de sécurité",
    re.IGNORECASE,
)
_FEW_WORDS = 4  # « image omitted », « Missed voice call »: longer, it is a notice
_LONGEST_LINE = 1_000_000


def _proves(head: Head) -> float:
    lines = head.lines[:20]
    starts = [match["rest"] for line in lines if (match := _START.match(line))]
    started = len(starts)
    if not any(map(_AUTHOR.match, starts)) and started < len(lines):
        return 0.0  # moments without anybody: Discord writes so
    if started >= 3 or (started and started == len(lines)):
        return 0.96
    return 0.85 if started >= 2 and _START.match(lines[0]) else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    thread = chat_name(path.stem)
    for number, day, time, rest in _messages(path, layout.encoding, progress):
        moment = f"{_plain_day(day)} {_plain_time(time)}".strip()
        spoken = _AUTHOR.match(rest)
        if spoken is None or _SYSTEM.search(rest):
            yield Row(number, [moment, "", _bare(rest), thread, "WhatsApp"], "system_message")
            continue
        said = _unmarked(_bare(spoken["said"]))
        refused = _refusal(said, by_application=spoken["said"].startswith("\u200e"))
        yield Row(number, [moment, _bare(spoken["author"]), said, thread, "WhatsApp"], refused)


def _refusal(said: str, *, by_application: bool) -> str:
    """Why a message says nothing; an iPhone marks what the application writes in somebody's place."""
    if _DELETED.match(said):
        return "deleted"
    if _MEDIA.match(said):
        return "media_only"
    if by_application:
        return "media_only" if len(said.split()) <= _FEW_WORDS else "system_message"
    return ""


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


def _plain_day(day: str) -> str:
    """A day with slashes and no blanks (« 2022. 12. 14. », « 14-12-2022 »)."""
    return re.sub(r"[.-]", "/", day.replace(" ", "").rstrip("."))


def _plain_time(time: str) -> str:
    """A time with colons and its half of the day in two letters (« 9.05 », « 3:04\u202fPM », « 3:04 p. m. »)."""
    plain = re.sub(r"[\s\u202f\u00a0]+", " ", time)
    plain = re.sub(r"(?i) ?([ap])\.? ?m\.?$", r" \1m", plain)
    return plain.replace(".", ":", 2) if "." in plain[:3] else plain


def _bare(text: str) -> str:
    return text.strip(_MARKS + " \t\n")


def _unmarked(said: str) -> str:
    """What was said without the marks that the application adds at its end, nor the blanks before them."""
    added = _ADDED.search(said)
    return _bare(said[: added.start()].rstrip()) if added and added.start() else said


def chat_name(stem: str) -> str:
    """The name of the chat in the name of its file, or that name."""
    match = re.match(
        r"^(?:Discussion WhatsApp avec|WhatsApp[ -]Chat (?:with|mit|-)|WhatsApp Chat|Chat (?:de )?WhatsApp con"
        r"|Conversa do WhatsApp com|WhatsApp-chat met)\s*(.+)$",
        stem,
    )
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
