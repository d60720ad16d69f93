"""Bluesky repositories made here: blocks, a search tree of two nodes, a commit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

DID = "did:plc:ana"


def cid(block: bytes, codec: int = 0x71) -> bytes:
    """The name of a block."""
    return bytes((1, codec, 0x12, 32)) + hashlib.sha256(block).digest()


def cbor(value: object) -> bytes:
    """`value` as DAG-CBOR; a tuple of one name stands for a link."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode()
        return head(3, len(data)) + data
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    if isinstance(value, tuple):
        return b"\xd8\x2a" + cbor(b"\x00" + value[0])
    assert isinstance(value, dict)
    return head(5, len(value)) + b"".join(cbor(key) + cbor(inside) for key, inside in value.items())


def head(major: int, number: int) -> bytes:
    """The first bytes of a value."""
    if number < 24:
        return bytes((major << 5 | number,))
    size = next(size for size in range(4) if number < 1 << (8 << size))
    return bytes((major << 5 | 24 + size,)) + number.to_bytes(1 << size)


def sized(data: bytes) -> bytes:
    """`data` after its length, seven bits a byte."""
    length, said = len(data), bytearray()
    while True:
        said.append(length & 0x7F | (0x80 if length > 0x7F else 0))
        length >>= 7
        if not length:
            return bytes(said) + data


def archive(root: bytes, blocks: list[bytes]) -> bytes:
    """A CARv1 archive."""
    header = cbor({"roots": [(root,)], "version": 1})
    return sized(header) + b"".join(sized(cid(block) + block) for block in blocks)


def blocks(data: bytes) -> list[bytes]:
    """The blocks of an archive made here, without their names; [] when it is none any more."""
    found, at = [], data[0] + 1
    while at < len(data):
        length = shift = 0
        while at < len(data):
            byte, at = data[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if length < 36 or length > len(data) - at:
            return []
        found.append(data[at + 36 : at + length])
        at += length
    return found


def repository(records: Mapping[str, Mapping[str, object]]) -> bytes:
    """The repository of an account: the first record in a node on the left, the others at the top of the tree."""
    blocks = [cbor(dict(record)) for record in records.values()]
    leaves = list(zip([key.encode() for key in records], map(cid, blocks), strict=True))
    left = cbor({"e": entries(leaves[:1]), "l": None})
    top = cbor({"e": entries(leaves[1:]), "l": (cid(left),)})
    commit = cbor(
        {"did": DID, "version": 3, "data": (cid(top),), "rev": "3k", "prev": None, "sig": b"s" * 64}
    )
    return archive(cid(commit), [commit, top, left, *blocks])


def entries(leaves: list[tuple[bytes, bytes]]) -> list[dict[str, object]]:
    """The entries of a node: each key without what it shares with the one before."""
    made: list[dict[str, object]] = []
    before = b""
    for key, name in leaves:
        shared = next((n for n, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), 0)
        made.append({"p": shared, "k": key[shared:], "v": (name,), "t": None})
        before = key
    return made


def post(text: str, **more: object) -> dict[str, object]:
    """A record of a post."""
    return {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2026-03-01T10:00:00.000Z",
        "langs": ["fr"],
        **more,
    }


def sample() -> bytes:
    """A profile, two posts (one answers), an image alone and a like."""
    root = {"uri": "at://did:plc:bob/app.bsky.feed.post/3a", "cid": "x"}
    return repository(
        {
            "app.bsky.actor.profile/self": {"$type": "app.bsky.actor.profile", "displayName": "Ana"},
            "app.bsky.feed.like/3kaa": {"$type": "app.bsky.feed.like", "subject": root},
            "app.bsky.feed.post/3kab": post("Bonjour le ciel 🚲"),
            "app.bsky.feed.post/3kac": post(
                "D'accord", reply={"root": root, "parent": root}, langs=["fr", "en"]
            ),
            "app.bsky.feed.post/3kad": post("", embed={"$type": "app.bsky.embed.images", "images": []}),
            "app.bsky.graph.follow/3kaa": {"$type": "app.bsky.graph.follow", "subject": "did:plc:bob"},
        }
    )
