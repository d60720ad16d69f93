"""Asking each declared format (adapters and families) whether a file is its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding, delimited, formats
from engage_desktop.importers.adapters import Adapter, Family, FormatInfo, Head
from engage_desktop.importers.outline import outline_of
from engage_desktop.models.sources import Layout, Recognition

SURE = 0.8  # a declared format this certain is taken before headers are looked at
_MOST_MEMBERS = 2_000
_LARGEST_DIRECTORY = 512 << 20  # bytes of a zip whose list of members is read here
_OLE2 = b"\xd0\xcf\x11\xe0"


def head_of(path: Path, data: bytes) -> Head:
    """What the beginning of `path` shows; `data` are its first bytes."""
    if data.startswith(b"PK"):
        return Head(path, data, "zip", members=_members(path))
    if data.startswith(_OLE2):
        return Head(path, data, "ole2")
    encoding = decoding.encoding_of(path)
    text = delimited.sample_of(path, encoding)
    if text[:4096].count("\x00") > 8:
        return Head(path, data, "binary")
    return Head(path, data, "text", encoding, text, outline_of(text))


def _members(path: Path) -> tuple[str, ...]:
    """The names in a zip, nothing unpacked; () when its list cannot be read (the limited process will say why)."""
    if path.stat().st_size > _LARGEST_DIRECTORY:
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(member.filename for member in archive.infolist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return ()


def answers(head: Head) -> list[Recognition]:
    """What each format that knows the file says of it, most certain first."""
    asked: tuple[Adapter | Family, ...] = (*formats.adapters(), *formats.families())
    found = [(confidence, each) for each in asked if (confidence := each.proves(head)) > 0]
    found.sort(key=lambda pair: -pair[0])
    ids = [_info(each).id for _, each in found]
    return [
        _recognition(head, each, confidence, "content", tuple(other for other in ids if other != ids[place]))
        for place, (confidence, each) in enumerate(found)
    ]


def chosen(head: Head, format_id: str) -> Recognition:
    """The recognition of a format that a person imposes; FORMAT_MISMATCH when the file is of another nature."""
    wanted = formats.adapter(format_id) or formats.family(format_id)
    if wanted is None:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=format_id)
    return _recognition(head, wanted, 1.0, "chosen", ())


def _info(each: Adapter | Family) -> FormatInfo:
    if isinstance(each, Family):
        return each.info
    return FormatInfo(each.profile.id, each.profile.kind, each.profile.name, each.profile.how)


def _recognition(
    head: Head, each: Adapter | Family, confidence: float, why: str, others: tuple[str, ...]
) -> Recognition:
    info = _info(each)
    layout = Layout(encoding=head.encoding, delimiter="")
    parts: tuple[str, ...] = ()
    if isinstance(each, Adapter):
        parts = each.parts(head.path, head.encoding) if each.parts else ()
        layout = Layout(
            encoding=head.encoding, delimiter="", sheet=parts[0] if parts else "", dates=each.profile.dates
        )
    return Recognition(info.id, info.kind, confidence, why, layout, parts, others)
