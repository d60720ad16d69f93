"""A Bluesky repository (CARv1 archive of DAG-CBOR blocks) as posts (runs in the limited process).

An archive is a header and blocks, each named by the hash of its content (CID). The first root is the commit of the
account, which names the top of a search tree; the tree gives each record its key, « app.bsky.feed.post/3k… ».
Nothing is believed: lengths, depth and counts are bounded, and what is read has the hash that names it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines

POSTS = b"app.bsky.feed.post/"
_LARGEST = 512 << 20  # bytes of an archive
_LARGEST_BLOCK = 4 << 20  # a record has one MiB at most
_MOST_BLOCKS = 1_500_000
_LONGEST_KEY = 1_024
_DEEPEST = 32
_BATCH, _HEAVY = 256, 1 << 20  # posts, and characters of theirs, in one line
_CID_V1, _DAG_CBOR, _SHA_256 = 1, 0x71, 0x12
_CID_TAG = 42


@dataclass(frozen=True, slots=True)
class Link:
    """The name of another block."""

    cid: bytes


Value = dict[str, "Value"] | list["Value"] | str | bytes | int | float | bool | Link | None


class _BrokenError(Exception):
    """Bytes that are not what they should be; said with the file's name by `rows`."""


def rows(path: Path) -> Lines:
    """The posts of the account in the order of their keys: batches of `[uri, post]`."""
    if path.stat().st_size > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    try:
        with path.open("rb") as file:
            yield from _posts(_Archive(file, path))
    except (_BrokenError, RecursionError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"CAR: {error}"[:200]) from None


def _posts(archive: _Archive) -> Lines:
    commit = archive.read(archive.root)
    data, did = _field(commit, "data"), _field(commit, "did")
    if not isinstance(data, Link) or not isinstance(did, str):
        raise _BrokenError("commit")
    batch: list[list[object]] = []
    weight = 0
    for key, link in _records(archive, data):
        said = _said(archive.read(link))
        batch.append([f"at://{did}/{key.decode(errors='replace')}", said])
        weight += len(str(said["text"]))
        if len(batch) == _BATCH or weight > _HEAVY:
            yield {"posts": batch}
            batch, weight = [], 0
    if batch:
        yield {"posts": batch}


def _records(archive: _Archive, top: Link) -> Iterator[tuple[bytes, Link]]:
    """The posts of the tree under `top`, in the order of their keys; no node is walked twice."""
    seen: set[bytes] = set()
    waiting: list[Link | tuple[bytes, Link]] = [top]
    while waiting:
        next_one = waiting.pop()
        if isinstance(next_one, tuple):
            archive.check(next_one[1])
            if next_one[0].startswith(POSTS):
                yield next_one
            continue
        if next_one.cid in seen:
            raise _BrokenError("tree")
        seen.add(next_one.cid)
        waiting += reversed(_inside(archive.read(next_one)))


def _inside(node: Value) -> list[Link | tuple[bytes, Link]]:
    """What a node of the tree holds, in order: nodes below, and keys with their records."""
    found: list[Link | tuple[bytes, Link]] = []
    left, entries = _field(node, "l"), _field(node, "e")
    if isinstance(left, Link):
        found.append(left)
    if not isinstance(entries, list):
        raise _BrokenError("tree")
    key = b""
    for entry in entries:
        shared, rest, record = _field(entry, "p"), _field(entry, "k"), _field(entry, "v")
        if not isinstance(shared, int) or not isinstance(rest, bytes) or not isinstance(record, Link):
            raise _BrokenError("tree")
        if not 0 <= shared <= len(key) or shared + len(rest) > _LONGEST_KEY:
            raise _BrokenError("tree")
        key = key[:shared] + rest
        found.append((key, record))
        below = _field(entry, "t")
        if isinstance(below, Link):
            found.append(below)
    return found


class _Archive:
    """The blocks of a file, found by name."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._size = path.stat().st_size
        header = decoded(self._exactly(self._length()))
        roots = _field(header, "roots")
        root = roots[0] if isinstance(roots, list) and roots else None
        if _field(header, "version") != 1 or not isinstance(root, Link):
            raise _BrokenError("header")
        self.root = root
        self._places = self._found(path)

    def _found(self, path: Path) -> dict[bytes, tuple[int, int]]:
        places: dict[bytes, tuple[int, int]] = {}
        while (at := self._file.tell()) < self._size:
            length = self._length()
            start = self._file.tell()
            if length > self._size - start:
                raise _BrokenError(f"block {at}")
            head = self._file.read(min(length, 64))
            cid = _cid(head)
            if len(places) >= _MOST_BLOCKS:
                raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_MOST_BLOCKS, unit="entries")
            places[cid] = (start + len(cid), length - len(cid))
            self._file.seek(start + length)
        return places

    def check(self, link: Link) -> None:
        """Refuse an archive without the block of that name."""
        if link.cid not in self._places:
            raise _BrokenError("block missing")

    def read(self, link: Link) -> Value:
        """What the block of that name says."""
        self.check(link)
        start, length = self._places[link.cid]
        self._file.seek(start)
        data = self._exactly(length)
        if link.cid[-32:] != hashlib.sha256(data).digest():
            raise _BrokenError(f"block {start}")
        return decoded(data)

    def _length(self) -> int:
        """A length as seven bits a byte, the lowest first."""
        made = 0
        for shift in range(0, 35, 7):
            byte = self._exactly(1)[0]
            made |= (byte & 0x7F) << shift
            if byte < 0x80:
                if not 0 < made <= _LARGEST_BLOCK:
                    break
                return made
        raise _BrokenError(f"length {self._file.tell()}")

    def _exactly(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) != count:
            raise _BrokenError("end")
        return data


def _cid(data: bytes) -> bytes:
    """The name at the beginning of `data`: version 1, any codec of one byte, SHA-256."""
    if len(data) < 36 or data[0] != _CID_V1 or data[1] >= 0x80 or data[2:4] != bytes((_SHA_256, 32)):
        raise _BrokenError("CID")
    return data[:36]


# ── DAG-CBOR ──


def decoded(data: bytes) -> Value:
    """The one value that `data` is; raises for anything that DAG-CBOR does not allow."""
    reader = _Reader(data)
    value = reader.value(0)
    if reader.at != len(data):
        raise _BrokenError("CBOR")
    return value


class _Reader:
    """Takes values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def value(self, depth: int) -> Value:
        """The next value."""
        if depth > _DEEPEST:
            raise _BrokenError("CBOR")
        major, small = divmod(self._take(1)[0], 32)
        if major == 7:
            return self._simple(small)
        number = self._number(small)
        if major < 2:
            return number if major == 0 else -1 - number
        if major < 4:
            data = self._take(number)
            return data if major == 2 else data.decode(errors="replace")
        return self._holding(major, number, depth)

    def _holding(self, major: int, number: int, depth: int) -> Value:
        """A value that holds others: a list, an object or a link."""
        if major == 6:
            return self._link(number, depth)
        if number > len(self._data) - self.at:
            raise _BrokenError("CBOR")  # each item has a byte at least
        if major == 4:
            return [self.value(depth + 1) for _ in range(number)]
        return self._object(number, depth)

    def _object(self, number: int, depth: int) -> Value:
        made: dict[str, Value] = {}
        for _ in range(number):
            key = self.value(depth + 1)
            if not isinstance(key, str):
                raise _BrokenError("CBOR")
            made[key] = self.value(depth + 1)
        return made

    def _link(self, tag: int, depth: int) -> Value:
        inside = self.value(depth + 1)
        if tag != _CID_TAG or not isinstance(inside, bytes) or inside[:1] != b"\x00":
            raise _BrokenError("CBOR")
        return Link(inside[1:])

    def _simple(self, small: int) -> Value:
        if small == 27:
            (made,) = struct.unpack(">d", self._take(8))
            return float(made)
        try:
            return {20: False, 21: True, 22: None}[small]
        except KeyError:
            raise _BrokenError("CBOR") from None

    def _number(self, small: int) -> int:
        if small < 24:
            return small
        if small > 27:
            raise _BrokenError("CBOR")
        return int.from_bytes(self._take(1 << (small - 24)))

    def _take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self._data):
            raise _BrokenError("CBOR")
        data = self._data[self.at : end]
        self.at = end
        return data


def _field(value: Value, name: str) -> Value:
    return value.get(name) if isinstance(value, dict) else None


def _said(record: Value) -> dict[str, object]:
    """What a post says, as the JSON of the protocol names it; of what is embedded, only that there is something."""
    languages, root = _field(record, "langs"), _field(_field(record, "reply"), "root")
    return {
        "text": _text(_field(record, "text")),
        "createdAt": _text(_field(record, "createdAt")),
        "langs": [_text(each) for each in languages[:1]] if isinstance(languages, list) else [],
        "reply": {"root": {"uri": _text(_field(root, "uri"))}},
        "embed": True if _field(record, "embed") is not None else None,
    }


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
