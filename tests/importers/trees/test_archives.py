"""What an account downloads of itself: the Bluesky repository, the data of TikTok, the archive of Discourse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.car import rows
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import RowProblem
from tests.importers import repositories
from tests.importers.files import csv_text, everything, mentions, text_file, zipped
from tests.importers.repositories import archive, cbor, cid, head, post, repository, sample, sized
from tests.importers.trees.test_posts import seen, tree

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


# ── TikTok ──

TIKTOK = {
    "Activity": {
        "Video Browsing History": {"VideoList": [{"Date": "2026-01-01 08:00:00", "Link": "https://www.tiktokv.com/share/video/9/"}]},
        "Favorite Effects": {"FavoriteEffectsList": None},
    },
    "Comment": {
        "Comments": {
            "App": "",
            "CommentsList": [
                {"date": "2026-01-02 03:04:05", "comment": "Trop bien 😍", "photo": "N/A", "url": "https://www.tiktok.com/@x/video/1"},
                {"date": "2026-01-02 03:05:05", "comment": "", "photo": "https://p16.example/1.webp", "url": ""},
            ],
        }
    },
    "Direct Messages": {"Chat History": {"ChatHistory": {"Chat History with bob:": [{"Date": "2026-01-01 08:00:00", "From": "bob", "Content": "secret"}]}}},
    "Location Review": {"Location Reviews": {"ReviewsList": [{"PlaceName": "Café", "Date": "2026-01-03 10:00:00", "Rating": "5", "ReviewText": "Accueil parfait", "Likes": "2"}]}},
    "Post": {
        "Posts": {"VideoList": [
            {"Date": "2026-01-04 10:00:00", "Link": "https://v16.example/1.mp4", "Likes": "12", "Title": "Mon nouveau vélo #velo"},
            {"Date": "2020-01-04 10:00:00", "Link": "https://v16.example/2.mp4", "Likes": "3"},
        ]},
        "Recently Deleted Posts": {"PostList": [{"Date": "2026-01-05 10:00:00", "Title": "Regretté"}]},
    },
    "Tiktok Live": {"Watch Live History": {"WatchLiveMap": {"7": {"Link": "https://t/7", "WatchTime": "2026-01-06 10:00:00", "Comments": [{"CommentTime": "2026-01-06 10:01:00", "CommentContent": "Bonsoir !"}], "Questions": None}}}},
}  # fmt: skip
SAID = [
    "Trop bien 😍",
    "!media_only",
    "Accueil parfait",
    "Mon nouveau vélo #velo",
    "!media_only",
    "!deleted",
    "Bonsoir !",
]


def test_what_an_account_said_on_tiktok_is_read_without_its_private_messages(tmp_path: Path) -> None:
    path = tree(tmp_path, TIKTOK, name="user_data_tiktok.json")
    assert recognise(path).format == "tiktok"
    assert seen(path) == SAID
    comment, review, video, _live = mentions(path)
    assert (comment.said_at, comment.link, comment.channel) == (
        "2026-01-02T03:04:05+00:00",
        "https://www.tiktok.com/@x/video/1",
        "TikTok",
    )
    assert (review.title, dict(review.counters)) == ("Café", {"likes": 2})
    assert (video.said_at, dict(video.counters), video.attributes) == (
        "2026-01-04T10:00:00+00:00",
        {"likes": 12},
        ("Posts",),
    )


def test_the_older_data_of_tiktok_is_read(tmp_path: Path) -> None:
    older = {
        "Activity": {
            "Like List": {"ItemFavoriteList": [{"Date": "2020-01-01 08:00:00", "VideoLink": "https://t/1"}]}
        },
        "Comment": {"Comments": {"CommentsList": [{"Date": "2020-01-02 03:04:05", "Comment": "Ancien"}]}},
        "Video": {
            "Videos": {
                "VideoList": [{"Date": "2020-01-03 03:04:05", "VideoLink": "https://t/2", "Likes": "1"}]
            }
        },
    }
    assert seen(tree(tmp_path, older, name="user_data.json")) == ["Ancien", "!media_only"]


def test_comments_behind_a_long_history_are_found(tmp_path: Path) -> None:
    watched = [
        {"Date": "2026-01-01 08:00:00", "Link": f"https://www.tiktokv.com/share/video/{n}/"}
        for n in range(6_000)
    ]
    data = {"Activity": {"Video Browsing History": {"VideoList": watched}}, "Comment": TIKTOK["Comment"]}
    assert seen(tree(tmp_path, data)) == SAID[:2]


COMMENTS = (
    "Date: 2026-05-02 10:09:50 UTC\nComment: hello\nNote: still mine\n\nand more\nPhoto: N/A\nUrl: https://www.tiktok.com/@x/video/1\n\n"
    "Date: 2026-05-01 10:09:50 UTC\nComment: N/A\nPhoto: https://p16.example/1.webp\nUrl: \n\n"
    "Date: 2026-04-30 10:09:50 UTC\nComment: salut\nPhoto: N/A\nUrl: \n"
)
REACTIES = "Datum: 2026-05-02 10:09:50 UTC\nReactie: hoi\nSticker: N.v.t.\nLink naar origineel bericht: https://www.tiktok.com/@x/video/1\n"
VIDEOS = (
    "Date: 2026-05-02 10:09:50 UTC\nLink: https://v16.example/1.mp4\nLike(s): 7\nWho can view: Public\nAllow comments: Yes\nTitle: Un vélo\n\n"
    "Date: 2026-05-01 10:09:50 UTC\nLink: https://v16.example/2.mp4\nLike(s): 0\nWho can view: Public\nAllow comments: Yes\nTitle: \n"
)
NONE = "You have no data in this section\n"


def test_the_text_files_of_tiktok_are_read(tmp_path: Path) -> None:
    path = text_file(tmp_path, COMMENTS, name="Comments.txt")
    assert recognise(path).format == "tiktok"
    assert seen(path) == ["hello\nNote: still mine\n\nand more", "!media_only", "salut"]
    (dutch,) = mentions(text_file(tmp_path, REACTIES, name="notes.txt"))
    assert (dutch.text, dutch.said_at, dutch.link) == (
        "hoi",
        "2026-05-02T10:09:50+00:00",
        "https://www.tiktok.com/@x/video/1",
    )
    assert seen(text_file(tmp_path, VIDEOS, name="Posts.txt")) == ["Un vélo", "!media_only"]


def test_lists_of_what_was_watched_are_no_comments(tmp_path: Path) -> None:
    watched = "Date: 2026-05-02 10:09:50 UTC\nLink: https://www.tiktokv.com/share/video/1/\n\n" * 3
    assert recognise(text_file(tmp_path, watched, name="Watch History.txt")).format != "tiktok"


def test_the_archives_of_tiktok_are_read_without_being_unpacked(tmp_path: Path) -> None:
    whole = zipped(
        tmp_path, {"TikTok/user_data_tiktok.json": json.dumps(TIKTOK).encode()}, name="TikTok_Data.zip"
    )
    assert recognise(whole).format == "tiktok"
    assert seen(whole) == SAID
    members = {
        "TikTok/Comment/Comments.txt": COMMENTS.encode(),
        "TikTok/Post/Posts.txt": VIDEOS.encode(),
        "TikTok/Likes and Favorites/Like List.txt": NONE.encode(),
        "TikTok/Profile And Settings/Follower.txt": NONE.encode(),
        "TikTok/Direct Message/Direct Messages.txt": b"Chat History with bob:\n2026-01-01 08:00:00 UTC\nbob: secret\n",
    }
    texts = zipped(tmp_path, members, name="textes.zip")
    assert recognise(texts).format == "tiktok"
    assert [each for each in seen(texts) if not each.startswith("!")] == [
        "hello\nNote: still mine\n\nand more",
        "salut",
        "Un vélo",
    ]
    assert len(seen(texts)) == 5


def test_an_archive_that_says_nothing_has_no_rows(tmp_path: Path) -> None:
    members = {f"TikTok/{name}.txt": NONE.encode() for name in ("Comments", "Posts", "Like List", "Follower")}
    with pytest.raises(EngageError) as raised:
        propose(zipped(tmp_path, members, name="vide.zip"))
    assert raised.value.reason is Reason.NO_ROWS


def test_a_bomb_and_a_broken_archive_are_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path, {"user_data_tiktok.json": b'{"Comment":' + b" " * (40 << 20)}, name="bombe.zip")
    with pytest.raises(EngageError) as raised:
        propose(bomb)
    assert raised.value.reason is Reason.FILE_TOO_LARGE
    sound = zipped(
        tmp_path, {"user_data_tiktok.json": json.dumps(TIKTOK).encode()}, name="a.zip"
    ).read_bytes()
    broken = car(tmp_path, sound[:60] + b"\xff" * 40 + sound[100:], name="b.zip")
    with pytest.raises(EngageError) as damaged:
        propose(broken)
    assert damaged.value.reason is Reason.FILE_DAMAGED


# ── Discourse ──

HEADERS = [
    "topic_title",
    "categories",
    "is_pm",
    "post_raw",
    "post_cooked",
    "like_count",
    "reply_count",
    "url",
    "created_at",
]
POSTS = csv_text(
    [
        HEADERS,
        ["Freins", "Aide|Vélo", "No", "Ils **grincent**,\nbeaucoup", "<p>Ils grincent</p>", "3", "1", "https://d.fr/t/freins/7/2", "2026-01-02 03:04:05 UTC"],
        ["Freins", "Aide|Vélo", "Yes", "", "", "0", "0", "https://d.fr/t/freins/7/3", "2026-01-02 03:05:05 UTC"],
    ]
)  # fmt: skip


def test_the_archive_of_a_discourse_member_gives_posts_and_nothing_else(tmp_path: Path) -> None:
    members = {
        "user_archive.csv": POSTS.encode(),
        "visits.csv": b"visited_at,posts_read,mobile,time_read\n2026-01-01,3,true,20\n",
        "preferences.json": b'{"email": "ana@example.fr"}',
    }
    path = zipped(tmp_path, members, name="user_archive-ana-260102-030405-7.zip")
    assert recognise(path).format == "discourse_archive"
    assert seen(path) == ["Ils **grincent**,\nbeaucoup", "!no_answer"]
    (found,) = mentions(path)
    assert (found.title, found.channel, found.link) == ("Freins", "Discourse", "https://d.fr/t/freins/7/2")
    assert (found.said_at, dict(found.counters)) == ("2026-01-02T03:04:05+00:00", {"likes": 3, "comments": 1})


def test_a_query_of_posts_is_read_as_table_and_as_tree(tmp_path: Path) -> None:
    columns = ["id", "user_id", "topic_id", "raw", "created_at", "like_count"]
    rows: list[list[object]] = [
        [41, 2, 7, "Merci pour l'aide", "2026-01-02T03:04:05.000Z", 4],
        [42, 9, 7, None, "2026-01-02T03:05:05.000Z", 0],
    ]
    result = {
        "success": True, "errors": [], "duration": 12.5, "result_count": 2, "params": {}, "columns": columns, "default_limit": 1000,
        "relations": {"user": [{"id": 2, "username": "ana"}]}, "colrender": {"1": "user"}, "rows": rows,
    }  # fmt: skip
    path = tree(tmp_path, result, name="requete.dcqresult.json")
    assert recognise(path).format == "discourse_query"
    assert seen(path) == ["Merci pour l'aide", "!no_answer"]
    (found,) = mentions(path)
    assert (found.external_id, found.author, found.thread) == ("41", "ana", "7")
    table = text_file(
        tmp_path, csv_text([columns, *([str(cell or "") for cell in row] for row in rows)]), name="q.csv"
    )
    assert recognise(table).format == "discourse"
    assert seen(table) == ["Merci pour l'aide", "!no_answer"]


def test_a_query_that_only_has_html_gives_its_text(tmp_path: Path) -> None:
    result = {
        "success": True,
        "result_count": 1,
        "columns": ["id", "cooked", "tags"],
        "colrender": {},
        "rows": [[1, "<p>Bien&nbsp;!</p>", ["a", "b"]], [2]],
    }
    assert seen(tree(tmp_path, result)) == ["Bien\xa0!", "!no_answer"]


def test_a_query_without_texts_is_no_list_of_posts(tmp_path: Path) -> None:
    result = {
        "success": True,
        "result_count": 1,
        "columns": ["username", "posts"],
        "relations": {},
        "rows": [["ana", 3]],
    }
    with pytest.raises(EngageError) as raised:
        recognise(tree(tmp_path, result))
    assert raised.value.reason is Reason.FORMAT_UNKNOWN
