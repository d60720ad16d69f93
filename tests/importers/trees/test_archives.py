"""What an account downloads of itself: the Bluesky repository, the data of TikTok, the archive of Discourse."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.car import rows
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import RowProblem
from tests.importers import repositories
from tests.importers.files import everything, mentions
from tests.importers.repositories import archive, cbor, cid, head, post, repository, sample, sized

# ── Bluesky ──


def car(folder: Path, data: bytes, *, name: str = "repo.car") -> Path:
    """A file of `data`."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_posts_of_a_bluesky_repository_are_read_in_order(tmp_path: Path) -> None:
    path = car(tmp_path, sample(), name="sans-extension")
    found = recognise(path)
    first, second = mentions(path)
    assert (found.format, found.confidence > 0.9) == ("bluesky_car", True)
    assert (first.text, first.author, first.language, first.said_at) == (
        "Bonjour le ciel 🚲",
        repositories.DID,
        "fr",
        "2026-03-01T10:00:00+00:00",
    )
    assert first.external_id == f"at://{repositories.DID}/app.bsky.feed.post/3kab"
    assert first.link == f"https://bsky.app/profile/{repositories.DID}/post/3kab"
    assert (first.channel, first.thread) == ("Bluesky", "")
    assert (second.text, second.thread) == ("D'accord", "at://did:plc:bob/app.bsky.feed.post/3a")


def test_a_post_without_words_is_refused_as_an_image(tmp_path: Path) -> None:
    found = everything(car(tmp_path, sample()))
    assert [each.reason for each in found if isinstance(each, RowProblem)] == ["media_only"]


def test_a_repository_of_many_posts_is_read_whole(tmp_path: Path) -> None:
    said = {
        f"app.bsky.feed.post/3k{n:04}": post(f"Texte {n}" + "é" * (5_000 if n % 100 == 0 else 0))
        for n in range(1_000)
    }
    found = mentions(car(tmp_path, repository(said)))
    assert [each.text for each in found] == [each["text"] for each in said.values()]


def test_a_repository_without_posts_has_no_rows(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as raised:
        propose(car(tmp_path, repository({"app.bsky.feed.like/3a": {"$type": "app.bsky.feed.like"}})))
    assert raised.value.reason is Reason.NO_ROWS


def test_another_archive_of_blocks_is_none_of_ours(tmp_path: Path) -> None:
    block = cbor({"hello": "world"})
    with pytest.raises(EngageError) as raised:
        recognise(car(tmp_path, archive(cid(block), [block])))
    assert raised.value.reason is Reason.FORMAT_UNKNOWN


def _with_commit(**fields: object) -> bytes:
    """A repository whose commit says something else."""
    node = cbor({"e": [], "l": None, "x": "app.bsky."})
    commit = cbor({"did": "did:plc:ana", "data": (cid(node),), **fields})
    return archive(cid(commit), [commit, node])


def _looping() -> bytes:
    """A node that is met twice."""
    node = cbor({"e": [], "l": None})
    top = cbor(
        {
            "e": [{"p": 0, "k": b"app.bsky.feed.like/a", "v": (cid(node),), "t": (cid(node),)}],
            "l": (cid(node),),
        }
    )
    commit = cbor({"did": "did:plc:ana", "data": (cid(top),)})
    return archive(cid(commit), [commit, top, node])


def _tree(entry: dict[str, object]) -> bytes:
    node = cbor({"e": [entry], "l": None, "x": "app.bsky."})
    commit = cbor({"did": "did:plc:ana", "data": (cid(node),)})
    return archive(cid(commit), [commit, node])


_ROOT = sized(cbor({"roots": [(cid(b""),)], "version": 1}))
BROKEN = {
    "cut in a block": sample()[:-20],
    "cut between blocks": sample()[: sample().rindex(b"\x01\x71\x12\x20") - 1],
    "one byte changed in a post": sample().replace(b"Bonjour", b"Bonsoir"),
    "no commit": _with_commit(data="none"),
    "no account": _with_commit(did=7),
    "a node met twice": _looping(),
    "a key that shares too much": _tree({"p": 9, "k": b"a", "v": (cid(b""),), "t": None}),
    "a record that is not there": _tree({"p": 0, "k": b"app.bsky.feed.post/a", "v": (cid(b""),), "t": None}),
    "an entry that is none": _tree({"p": "0", "k": "a"}),
    "a length without end": _ROOT + b"\xff" * 12 + b"app.bsky.",
    "a block larger than all": _ROOT + b"\xff\xff\xff\x01" + b"app.bsky.",
    "a name of another hash": _ROOT + sized(b"\x01\x71\x13\x20" + b"app.bsky." * 8),
    "nested without end": _ROOT + sized(cid(b"\x81" * 5_000) + b"\x81" * 5_000) + b"app.bsky.",
}  # fmt: skip


def test_a_broken_repository_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as raised:
        propose(car(tmp_path, sample()[:-20]))
    assert raised.value.reason is Reason.FILE_DAMAGED


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_repository_says_in_one_sentence_what_is_broken(tmp_path: Path, what: str) -> None:
    with pytest.raises(EngageError) as raised:
        list(rows(car(tmp_path, BROKEN[what])))
    assert raised.value.reason is Reason.FILE_DAMAGED
    assert str(raised.value.facts["detail"]).startswith("CAR: ")


@pytest.mark.parametrize(
    "block",
    [
        b"\x81" * 200 + b"\x00",  # deeper than anybody writes
        head(4, 1 << 40),  # more items than bytes
        head(3, 1 << 30) + b"a",  # a text longer than the block
        b"\x5f\x41a\xff",  # without a stated length
        b"\xc1\x00",  # a tag that is no link
        b"\xa1\x01\x02",  # a key that is no text
        b"\xf7",  # undefined
        b"\xfb\x00",  # half a number
        b"\x00\x00",  # two values
        b"",
    ],
    ids=lambda block: block[:6].hex() or "nothing",
)
def test_a_block_that_is_no_value_is_refused(tmp_path: Path, block: bytes) -> None:
    path = car(tmp_path, archive(cid(block), [block, cbor("app.bsky.")]))
    with pytest.raises(EngageError) as raised:
        list(rows(path))
    assert raised.value.reason is Reason.FILE_DAMAGED
