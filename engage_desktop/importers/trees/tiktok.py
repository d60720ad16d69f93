"""TikTok: what an account said, from the data that it downloads: JSON, text files, or the archive that holds them.

Comments, descriptions of posts, comments and questions in live videos and reviews of places are read; private
messages are not. Names of files and labels change with the language of the account: those of English and Dutch
downloads are known, those of French ones are their translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding, json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.cells import folded
from engage_desktop.importers.delimited import open_text
from engage_desktop.importers.json_trees import Tree, first_text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.importers.zipped import name_of, names_in, unpacked
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "date": Role.DATE,
    "section": Role.ATTRIBUTE,
    "text": Role.MENTION,
    "title": Role.TITLE,
    "likes": Role.LIKES,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}
# Any of these keys is written by no other tool.
_KEYS = (
    "Comment.Comments.CommentsList",
    "Comment.CommentsList",
    "Video.Videos.VideoList",
    "Post.Posts.VideoList",
    "Activity.Video Browsing History.VideoList",
    "Activity.Favorite Videos.FavoriteVideoList",
    "Activity.Favorite Effects.FavoriteEffectsList",
    "Activity.Like List.ItemFavoriteList",
    "Likes and Favorites.Favorite Videos.FavoriteVideoList",
    "Your Activity.Watch History.VideoList",
)
_JSON = ("user_data_tiktok.json", "user_data.json")
_COMMENT_FILES = ("comments.txt", "reacties.txt", "commentaires.txt")
_POST_FILES = ("posts.txt", "post.txt", "videos.txt", "berichten.txt", "publications.txt", "vidéos.txt")
_OTHER_FILES = (  # beside them, so that a lone « comments.txt » in an archive proves nothing
    "like list.txt", "follower.txt", "following.txt", "watch history.txt", "browsing history.txt", "searches.txt",
    "share history.txt", "likelijst.txt", "volger.txt", "volgend.txt", "kijkgeschiedenis.txt", "favorite videos.txt",
)  # fmt: skip
_COMMENTS, _POSTS, _LIVE, _REVIEWS = "Comments", "Posts", "Live", "Reviews"
_DEEPEST = 5  # levels below which no list of TikTok lies
_LARGEST = 64 << 20  # bytes of one text file
_NOTHING = ("n/a", "n.v.t.", "none", "null", "s/o")


def _proves(head: Head) -> float:
    if head.container == "zip":
        return _is_archive([name_of(member) for member in head.members])
    if head.outline.has_any(*_KEYS):
        return 0.97
    records = (
        _records(head.text[:65536].splitlines()) if _STAMP.match(head.text.lstrip("\ufeff \r\n")) else []
    )
    return 0.96 if records and _section(_fields(records, _genuine(records))[0]) else 0.0


def _is_archive(names: list[str]) -> float:
    if _JSON[0] in names:
        return 0.98
    ours = not set(names).isdisjoint((*_COMMENT_FILES, *_POST_FILES))
    if ours and sum(name in names for name in _OTHER_FILES) >= 2:
        return 0.96
    return 0.85 if _JSON[1] in names and len(names) < 4 else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _numbered(_all(path, layout, progress)))


def _numbered(found: Iterator[tuple[list[str], str]]) -> Iterator[Row]:
    for number, (cells, refused) in enumerate(found, start=1):
        yield Row(number, [*cells, "TikTok"], refused)


def _all(path: Path, layout: Layout, progress: Progress | None) -> Iterator[tuple[list[str], str]]:
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if not zipped:
        yield from _file(path, layout.encoding, progress)
        return
    for member in _members(path):
        with unpacked(path, member) as inner:
            yield from _file(inner, decoding.encoding_of(inner), progress)


def _members(path: Path) -> list[str]:
    """The files of an archive that hold what was said: the JSON alone when it is there."""
    names = names_in(path)
    trees = [name for name in names if name_of(name) in _JSON]
    texts = [name for name in names if name_of(name) in (*_COMMENT_FILES, *_POST_FILES)]
    return list(dict.fromkeys(trees[:1] or texts))


def _file(path: Path, encoding: str, progress: Progress | None) -> Iterator[tuple[list[str], str]]:
    with open_text(path, encoding) as file:
        start = file.read(64).lstrip("\ufeff \t\r\n")
    if not start.startswith("{"):
        yield from _of_text(path, encoding)
        return
    for key, tree in json_trees.walk(path, encoding, "", progress=progress):
        for where, inside in _lists((key,), tree):
            yield from _of_list(where, inside)


# ── JSON ──


def _lists(where: tuple[str, ...], tree: Tree) -> Iterator[tuple[tuple[str, ...], Tree]]:
    """The lists and maps of what was said, with their keys: their place changed over the years, their names did not."""
    if not isinstance(tree, dict) or len(where) > _DEEPEST:
        return
    for key, inside in tree.items():
        below = (*where, key)
        if isinstance(inside, list) or key == "WatchLiveMap":
            yield below, inside
        else:
            yield from _lists(below, inside)


def _of_list(where: tuple[str, ...], found: Tree) -> Iterator[tuple[list[str], str]]:
    key, above = where[-1], where[-2] if len(where) > 1 else ""
    if key == "WatchLiveMap" and isinstance(found, dict):
        for live in found.values():
            yield from _of_live(live)
        return
    for item in found if isinstance(found, list) else ():
        if key == "CommentsList":
            yield _comment(item)
        elif key == "VideoList" and above in ("Videos", "Posts"):
            yield _post(item)
        elif key == "PostList" and above == "Recently Deleted Posts":
            cells, _refused = _post(item)
            yield cells, "deleted"
        elif key == "ReviewsList":
            yield _review(item)


def _comment(item: Tree) -> tuple[list[str], str]:
    said = _said(item, "comment", "Comment")
    shown = _said(item, "photo", "Photo", "sticker", "Sticker")
    link = _said(item, "url", "Url", "originalPostUrl", "Link")
    cells = [_moment(item, "date", "Date"), _COMMENTS, said, "", "", link]
    return cells, "media_only" if shown and not said else ""


def _post(item: Tree) -> tuple[list[str], str]:
    """A video or photos: older downloads do not say their description."""
    said = _said(item, "Title", "title", "Description")
    cells = [
        _moment(item, "Date", "date"),
        _POSTS,
        said,
        "",
        _said(item, "Likes", "likes"),
        _said(item, "Link", "link"),
    ]
    return cells, "" if said else "media_only"


def _review(item: Tree) -> tuple[list[str], str]:
    said = _said(item, "ReviewText")
    cells = [_moment(item, "Date"), _REVIEWS, said, _said(item, "PlaceName"), _said(item, "Likes"), ""]
    return cells, "" if said else "rating_only"


def _of_live(live: Tree) -> Iterator[tuple[list[str], str]]:
    link = _said(live, "Link")
    for listed, moment, said in (
        ("Comments", "CommentTime", "CommentContent"),
        ("Questions", "QuestionTime", "QuestionContent"),
    ):
        for item in json_trees.items(live, listed):
            yield [_moment(item, moment), _LIVE, _said(item, said), "", "", link], ""


def _said(item: Tree, *keys: str) -> str:
    found = first_text(item, *keys)
    return "" if found.strip().lower() in _NOTHING else found


def _moment(item: Tree, *keys: str) -> str:
    """The date of an item: without a zone it is of UTC, as the text files say."""
    found = _said(item, *keys)
    return f"{found} UTC" if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", found) else found


# ── text ──

_STAMP = re.compile(
    r"^(?P<label>[^\W\d_][^:\n]{0,40}?)\s?: ?(?P<date>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?)\s*(?:$|\n)",
    re.MULTILINE,
)
_FIELD = re.compile(r"^(?P<label>[^\W\d_][^:\n]{0,40}?)\s?:(?: (?P<value>.*))?$")
_COMMENT_LABELS = ("comment", "reactie", "commentaire")
_TITLE_LABELS = ("title", "titel", "titre", "description")
_LINK_LABELS = (
    "url",
    "link",
    "lien",
    "original post link",
    "link naar origineel bericht",
    "originele link naar bericht",
)
_LIKE_LABELS = ("like(s)", "likes", "vind-ik-leuks", "j'aime", "j’aime")
_MEDIA_LABELS = ("photo", "foto", "sticker")


def _of_text(path: Path, encoding: str) -> Iterator[tuple[list[str], str]]:
    if path.stat().st_size > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    with open_text(path, encoding) as file:
        records = _records(file.read().lstrip("\ufeff").splitlines())
    for fields in _fields(records, _genuine(records)):
        yield _of_fields(fields)


def _records(lines: list[str]) -> list[list[str]]:
    """The lines of each item: the first is its date."""
    records: list[list[str]] = []
    label = ""
    for line in lines:
        stamp = _STAMP.match(line)
        if stamp and (not label or stamp["label"] == label):
            label = stamp["label"]
            records.append([line])
        elif records:
            records[-1].append(line)
    return records


def _genuine(records: list[list[str]]) -> frozenset[str]:
    """The labels that most items have: in a text of several lines, « Note : … » is none."""
    counts: dict[str, int] = {}
    for record in records:
        for label in {match["label"] for line in record if (match := _FIELD.match(line))}:
            counts[label] = counts.get(label, 0) + 1
    return frozenset(label for label, count in counts.items() if 2 * count > len(records))


def _fields(records: list[list[str]], labels: frozenset[str]) -> list[dict[str, str]]:
    """Each item as values by label, the date under ""."""
    made: list[dict[str, str]] = []
    for record in records:
        stamp = _STAMP.match(record[0])
        fields: dict[str, list[str]] = {"": [stamp["date"] if stamp else ""]}
        now = ""
        for line in record[1:]:
            match = _FIELD.match(line)
            name = folded(match["label"]) if match and match["label"] in labels else ""
            if match and name and name not in fields:
                now = name
                fields[now] = [match["value"] or ""]
            elif now:
                fields[now].append(line)
        made.append({name: "\n".join(lines).strip() for name, lines in fields.items()})
    return made


def _section(fields: dict[str, str]) -> str:
    if any(label in fields for label in _COMMENT_LABELS):
        return _COMMENTS
    liked = any(folded(label) in fields for label in _LIKE_LABELS)
    return _POSTS if liked and any(label in fields for label in (*_LINK_LABELS, *_TITLE_LABELS)) else ""


def _of_fields(fields: dict[str, str]) -> tuple[list[str], str]:
    section = _section(fields)
    said = _value(fields, *(_COMMENT_LABELS if section == _COMMENTS else _TITLE_LABELS))
    moment = fields[""] if fields[""].endswith("UTC") else f"{fields['']} UTC"
    cells = [moment, section, said, "", _value(fields, *_LIKE_LABELS), _value(fields, *_LINK_LABELS)]
    silent = section == _POSTS or _value(fields, *_MEDIA_LABELS)
    return cells, "media_only" if silent and not said else ""


def _value(fields: dict[str, str], *labels: str) -> str:
    found = next((fields[name] for label in labels if (name := folded(label)) in fields), "")
    return "" if found.lower() in _NOTHING else found


ADAPTER = Adapter(
    declared(
        id="tiktok",
        name="TikTok",
        how="user_data_tiktok.json, Comments.txt, Posts.txt, ou l'archive qui les contient",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
