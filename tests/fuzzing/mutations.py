"""Damage done to files, by a seeded chance: the same seed damages the same way."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests.importers import repositories

_NASTY = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"'", b"\r", b"\n", b"\r\n\r\n", b";", b",", b"\t", b"|",
    b"=1+1", b"@SUM(A1)", b"-99", b"N/A", b"NaN", b"inf", b"1e400", b"-1", b"11", b"9.5", b"1_0", "١٠".encode(),
    b"9" * 5000, b"0" * 400, b"1,234", b"31/02/2026", b"0000-00-00", b"9999-12-31T23:59:59.999999+14:00", b"29/02/1900",
    b"1e5/2/3", "é".encode("cp1252"), "é".encode("mac_roman"), "é".encode("utf-16-le"), "😀".encode(), "\ud800".encode("utf-8", "surrogatepass"),
    "\u202e\u200f\u2028".encode(), "e\u0301".encode(), b"\x1e\x1f", b"<v ", b"</v>", b"-->", b"00:00:00.000 --> 99:99:99.999",
    b"WEBVTT", b"# Start date: 99999999", b"{", b"[", b"]", b"}", b"null", b"{}", b"[]", b"true", b"1e999", b"12345678901234567890123",
    b'"a":', b"\\ud800", b"\\u0000", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#0;", b"&lt;img src=x&gt;", b"sep=;", b"%PDF-1.4",
)  # fmt: skip
_LARGEST = 400_000  # bytes of a damaged file
_WORDS = re.compile(rb"[^\s,;\t|\"{}\[\]:<>]+")

Damage = Callable[[random.Random, bytes], bytes]


def damaged(data: bytes, seed: int) -> bytes:
    """`data` after one to four blows."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        blow = chance.choice(_special(data) if chance.random() < 0.8 else _BLOWS)
        data = blow(chance, data)[:_LARGEST]
    return data


def _special(data: bytes) -> tuple[Damage, ...]:
    """The blows that keep a container openable, so that what is inside is reached."""
    if data.startswith(b"PK"):
        return _OF_ZIPS
    return (_damage_block,) if data[2:8] == b"eroots" else _BLOWS


def _flip(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 2, 10, 100)) :]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 10, 100, 1000))]
    return data[:start] + piece * chance.choice((2, 3, 50)) + data[start:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_NASTY) + data[at:]


def _replace_word(chance: random.Random, data: bytes) -> bytes:
    words = list(_WORDS.finditer(data))
    if not words:
        return data
    word = chance.choice(words)
    return data[: word.start()] + chance.choice(_NASTY) + data[word.end() :]


def _swap_words(chance: random.Random, data: bytes) -> bytes:
    words = list(_WORDS.finditer(data))
    if len(words) < 2:
        return data
    one, two = sorted(chance.sample(words, 2), key=lambda match: match.start())
    return data[: one.start()] + two[0] + data[one.end() : two.start()] + one[0] + data[two.end() :]


def _swap_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _huge(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    filling = chance.choice(
        (b"a", b"ab cd ", "é".encode(), b"1", b'"', b",", b"\n", b"<b>", b"{", b"[", b'{"a":', b" ", b"0:")
    )
    return (
        data[:at] + filling * (chance.choice((300, 300, 5_000, 5_000, 150_000)) // len(filling)) + data[at:]
    )


def _huge_words(chance: random.Random, data: bytes) -> bytes:
    """A word of the file over and over: what patterns look for, where they must not look twice."""
    words = list(_WORDS.finditer(data))
    if not words:
        return data
    word = chance.choice(words)
    piece = word[0] + chance.choice((b" ", b"", b": ", b"\n"))
    return (
        data[: word.end()]
        + piece * (chance.choice((300, 2_000, 5_000, 100_000)) // len(piece))
        + data[word.end() :]
    )


def _mix_encodings(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    text = data[at:].decode("utf-8", "replace")
    codec = chance.choice(("cp1252", "mac_roman", "utf-16-le", "utf-16", "cp850", "utf-32", "latin-1"))
    return data[:at] + text.encode(codec, "replace")


def _other_ends(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\x0b", "\u2028".encode(), b"")))


def _other_delimiter(chance: random.Random, data: bytes) -> bytes:
    return data.replace(
        chance.choice((b",", b";", b'"', b":")), chance.choice((b",", b";", b"\t", b"|", b'"', b""))
    )


_BLOWS: tuple[Damage, ...] = (
    _flip, _cut, _drop, _repeat, _insert, _insert, _replace_word, _replace_word, _swap_words, _swap_lines, _huge,
    _huge_words,
    _mix_encodings, _other_ends, _other_delimiter,
)  # fmt: skip


# ── zip ──


def _members(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ):
        return []


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are wanted here
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _damage_member(chance: random.Random, data: bytes) -> bytes:
    members = _members(data)
    if not members:
        return _flip(chance, data)
    place = chance.randrange(len(members))
    name, content = members[place]
    members[place] = (name, chance.choice(_BLOWS)(chance, content)[:_LARGEST])
    return _zipped(members)


def _drop_member(chance: random.Random, data: bytes) -> bytes:
    members = _members(data)
    if not members:
        return _cut(chance, data)
    del members[chance.randrange(len(members))]
    return _zipped(members)


def _rename_member(chance: random.Random, data: bytes) -> bytes:
    members = _members(data)
    if not members:
        return _drop(chance, data)
    place = chance.randrange(len(members))
    name = chance.choice(("../../x", "/x", "C:\\x", "con", members[place][0].upper(), members[-1][0], ""))
    members[place] = (name or "x", members[place][1])
    return _zipped(members)


_OF_ZIPS: tuple[Damage, ...] = (
    _damage_member,
    _damage_member,
    _damage_member,
    _damage_member,
    _drop_member,
    _rename_member,
)


# ── archives of blocks ──


def _damage_block(chance: random.Random, data: bytes) -> bytes:
    """One block damaged, and the names of all blocks made true again."""
    blocks = repositories.blocks(data)
    if not blocks:
        return _flip(chance, data)
    place = chance.randrange(len(blocks))
    named = list(map(repositories.cid, blocks))
    blocks[place] = chance.choice(_BLOWS)(chance, blocks[place])[:_LARGEST]
    for _ in range(4):  # from a record up to the commit
        renamed = list(map(repositories.cid, blocks))
        for before, after in zip(named, renamed, strict=True):
            if before != after:
                blocks = [block.replace(before, after) for block in blocks]
        named = renamed
    return repositories.archive(repositories.cid(blocks[0]), blocks)
