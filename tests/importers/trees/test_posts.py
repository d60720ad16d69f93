"""Posts and comments of networks, from their trees: who, when, where, how often liked."""

from __future__ import annotations

import json
from pathlib import Path

from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import MentionRecord, RowProblem
from tests.importers.files import everything, mentions, text_file


def tree(folder: Path, document: object, *, name: str = "export.json") -> Path:
    """A JSON file of `document`."""
    return text_file(folder, json.dumps(document, ensure_ascii=False), name=name)


def json_lines(folder: Path, documents: list[object], *, name: str = "export.jsonl") -> Path:
    """A file of one JSON document a line."""
    return text_file(folder, "\n".join(json.dumps(each) for each in documents) + "\n", name=name)


def seen(path: Path) -> list[str]:
    """Each row of a file: its text, or why it is refused."""
    return [each.text if isinstance(each, MentionRecord) else f"!{each.reason}" for each in everything(path) if isinstance(each, MentionRecord | RowProblem)]  # fmt: skip


PAGE = {
    "data": [
        {"id": "1394735776701816833", "created_at": "2026-05-18T19:24:56.000Z", "author_id": "7", "lang": "fr", "conversation_id": "99", "text": "court…",
         "note_tweet": {"text": "Un texte vraiment long"}, "public_metrics": {"retweet_count": 2, "reply_count": 3, "like_count": 5, "impression_count": 80}},
        {"id": "12", "created_at": "2026-05-18T19:25:56.000Z", "author_id": "8", "lang": "und", "text": "RT @velo: Le service est len…", "referenced_tweets": [{"type": "retweeted", "id": "5"}]},
    ],
    "includes": {"users": [{"id": "7", "username": "ana"}], "tweets": [{"id": "5", "text": "Le service est lent aujourd'hui"}]},
}  # fmt: skip


def test_a_page_of_the_x_api_gives_authors_long_posts_and_whole_retweets(tmp_path: Path) -> None:
    path = tree(tmp_path, PAGE)
    first, second = mentions(path)
    assert recognise(path).format == "x_api_v2"
    assert (first.external_id, first.author, first.text) == (
        "1394735776701816833",
        "ana",
        "Un texte vraiment long",
    )
    assert (first.said_at, first.language, first.thread, first.channel) == (
        "2026-05-18T19:24:56+00:00",
        "fr",
        "99",
        "X",
    )
    assert dict(first.counters) == {"likes": 5, "shares": 2, "comments": 3, "impressions": 80}
    assert (second.author, second.language) == ("8", "")
    assert second.text == "RT @velo: Le service est lent aujourd'hui"


def test_pages_of_the_x_api_may_be_lines(tmp_path: Path) -> None:
    assert [
        each.row
        for each in mentions(
            json_lines(tmp_path, [PAGE, {**PAGE, "data": {"id": "3", "text": "seul", "author_id": "7"}}])
        )
    ] == [1, 2, 3]


def test_a_mastodon_outbox_gives_plain_text_and_refuses_shares(tmp_path: Path) -> None:
    post = {
        "id": "https://m.fr/users/ana/statuses/1", "attributedTo": "https://m.fr/users/ana", "published": "2026-06-30T18:45:05Z", "summary": "Vélo",
        "content": "<p>Très bien&nbsp;!<br>Merci <a href=\"https://e.fr\"><span class=\"invisible\">https://</span><span>e.fr/page</span></a></p><p>Suite</p>",
        "contentMap": {"fr": "x"}, "url": "https://m.fr/@ana/1", "likes": {"totalItems": 4}, "shares": {"totalItems": 1},
    }  # fmt: skip
    path = tree(tmp_path, {"type": "OrderedCollection", "totalItems": 9, "orderedItems": [
        {"type": "Create", "actor": "https://m.fr/users/ana", "object": post}, {"type": "Announce", "id": "a2", "object": "https://autre.fr/2"},
    ]})  # fmt: skip
    first, second = everything(path)
    assert isinstance(first, MentionRecord)
    assert first.text == "Très bien\xa0!\nMerci https://e.fr/page\n\nSuite"
    assert (first.title, first.author, first.language, first.link) == (
        "Vélo",
        "ana (m.fr)",
        "fr",
        "https://m.fr/@ana/1",
    )
    assert dict(first.counters) == {"likes": 4, "shares": 1}
    assert isinstance(second, RowProblem)
    assert (second.row, second.reason) == (2, "share_without_text")
    assert second.value == "a2"


def test_an_outbox_whose_items_come_twice_loses_none(tmp_path: Path) -> None:
    said = '{"type":"Create","object":{"id":"%s","content":"<p>%s</p>"}}'
    one, two = said % ("1", "un"), said % ("2", "deux")
    path = text_file(
        tmp_path,
        f'{{"type":"OrderedCollection","orderedItems":[{one}],"orderedItems":[{two}]}}',
        name="outbox.json",
    )
    assert seen(path) == ["un", "deux"]


BLUE = {
    "uri": "at://did:plc:abc/app.bsky.feed.post/3k", "author": {"handle": "ana.bsky.social"}, "likeCount": 2, "repostCount": 1, "replyCount": 0,
    "record": {"$type": "app.bsky.feed.post", "text": "Bonjour le ciel", "createdAt": "2026-03-01T10:00:00.000Z", "langs": ["fr"]},
}  # fmt: skip


def test_bluesky_posts_are_read_from_a_feed_and_from_records(tmp_path: Path) -> None:
    (found,) = mentions(tree(tmp_path, {"feed": [{"post": BLUE}], "cursor": "x"}))
    assert (found.author, found.text, found.language) == ("ana.bsky.social", "Bonjour le ciel", "fr")
    assert found.link == "https://bsky.app/profile/ana.bsky.social/post/3k"
    (kept,) = mentions(
        tree(tmp_path, {"records": [{"uri": BLUE["uri"], "value": BLUE["record"]}]}, name="r.json")
    )
    assert (kept.author, kept.said_at) == ("did:plc:abc", "2026-03-01T10:00:00+00:00")


def test_facebook_posts_and_comments_are_mended(tmp_path: Path) -> None:
    posts = [
        {"timestamp": 1687117320, "title": "Ana a publié", "data": [{"post": "Le vélo est cassé".encode().decode("latin-1")}]},
        {"timestamp": 1687117320, "attachments": [{"data": [{"media": {"uri": "p.jpg"}}]}]},
    ]  # fmt: skip
    assert seen(tree(tmp_path, posts)) == ["Le vélo est cassé", "!media_only"]
    comments = {
        "comments_v2": [
            {
                "timestamp": 1687117320,
                "title": "t",
                "data": [{"comment": {"timestamp": 1687117321, "comment": "Bravo", "author": "Ana"}}],
            }
        ]
    }
    (found,) = mentions(tree(tmp_path, comments, name="comments.json"))
    assert (found.text, found.author, found.said_at, found.channel) == (
        "Bravo",
        "Ana",
        "2023-06-18T19:42:01+00:00",
        "Facebook",
    )


def test_instagram_posts_and_comments_are_read_in_any_language(tmp_path: Path) -> None:
    assert seen(
        tree(tmp_path, [{"media": [{"uri": "a.jpg", "creation_timestamp": 1687117320, "title": "Au lac"}]}])
    ) == ["Au lac"]
    comments = {
        "comments_media_comments": [
            {
                "string_map_data": {
                    "Commentaire": {"value": "Joli"},
                    "Media Owner": {"value": "bob"},
                    "Heure": {"timestamp": 1687117320},
                }
            }
        ]
    }
    (found,) = mentions(tree(tmp_path, comments, name="c.json"))
    assert (found.text, found.thread, found.said_at) == ("Joli", "bob", "2023-06-18T19:42:00+00:00")


def test_youtube_threads_come_with_their_replies(tmp_path: Path) -> None:
    def comment(key: str, **more: object) -> dict[str, object]:
        return {
            "kind": "youtube#comment",
            "id": key,
            "snippet": {
                "authorDisplayName": "Ana",
                "publishedAt": "2026-01-02T03:04:05Z",
                "likeCount": 3,
                **more,
            },
        }

    thread = {"kind": "youtube#commentThread", "id": "T", "snippet": {"videoId": "V", "totalReplyCount": 1, "topLevelComment": comment("T", textOriginal="Bien")}, "replies": {"comments": [comment("T.1", textDisplay="Oui<br>merci")]}}  # fmt: skip
    path = tree(tmp_path, {"kind": "youtube#commentThreadListResponse", "items": [thread]})
    first, reply = mentions(path)
    assert (first.text, first.thread, dict(first.counters)) == ("Bien", "T", {"likes": 3, "comments": 1})
    assert (reply.text, reply.thread, reply.link) == (
        "Oui\nmerci",
        "T",
        "https://www.youtube.com/watch?v=V&lc=T.1",
    )


def test_the_comments_of_takeout_are_joined_from_their_segments(tmp_path: Path) -> None:
    header = "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\n"
    rows = [
        'c1,UC1,2023-09-19T17:42:53.434647+00:00,0,,V,"{""takeoutSegments"":[{""text"":""Une ""},{""text"":""légende""}]}"\n',
        'c2,UC1,2023-09-19T17:42:53Z,0,,V,"{""text"":""@a""},{""text"":"" merci""}"\n',
        "c3,UC1,2023-09-19T17:42:53Z,0,,V,simple\n",
    ]
    found = mentions(text_file(tmp_path, header + "".join(rows), name="comments.csv"))
    assert [each.text for each in found] == ["Une légende", "@a merci", "simple"]
    assert (found[0].external_id, found[0].thread, found[0].channel) == ("c1", "V", "YouTube")


def test_takeout_in_another_language_is_told_by_its_segments(tmp_path: Path) -> None:
    said = 'Identifiant,Chaîne,Quand,Vidéo,Quoi\nc1,UC1,2023-09-19T17:42:53Z,V,"{""takeoutSegments"":[{""text"":""Oui""}]}"\n'
    assert seen(text_file(tmp_path, said, name="commentaires.csv")) == ["Oui"]


def test_reddit_listings_give_posts_comments_and_replies(tmp_path: Path) -> None:
    def thing(kind: str, **data: object) -> dict[str, object]:
        return {
            "kind": kind,
            "data": {"author": "ana", "subreddit": "velo", "created_utc": 1700000000.0, **data},
        }

    replies = {
        "kind": "Listing",
        "data": {
            "children": [
                thing("t1", name="t1_2", body="[deleted]", link_id="t3_1"),
                {"kind": "more", "data": {}},
            ]
        },
    }
    path = tree(tmp_path, [
        {"kind": "Listing", "data": {"children": [thing("t3", name="t3_1", title="Freins", selftext="Ils &amp; elles grincent", ups=9, num_comments=2)]}},
        {"kind": "Listing", "data": {"children": [thing("t1", name="t1_1", body="Moi aussi", link_id="t3_1", permalink="/r/velo/1", replies=replies)]}},
    ])  # fmt: skip
    assert seen(path) == ["Ils & elles grincent", "Moi aussi", "!deleted"]
    (gone,) = (each for each in everything(path) if isinstance(each, RowProblem))
    assert gone.value == "2023-11-14 22:13 · [deleted] · t1_2"  # when and which one, never who
    post, comment = mentions(path)
    assert (post.title, post.thread, post.said_at, dict(post.counters)) == (
        "Freins",
        "t3_1",
        "2023-11-14T22:13:20+00:00",
        {"likes": 9, "comments": 2},
    )
    assert (comment.link, comment.thread) == ("https://www.reddit.com/r/velo/1", "t3_1")


def test_a_dump_of_reddit_is_read_by_line(tmp_path: Path) -> None:
    said: list[object] = [
        {"id": str(n), "author": "a", "subreddit": "s", "created_utc": 1700000000, "body": f"texte {n}"}
        for n in range(3)
    ]
    assert seen(json_lines(tmp_path, said)) == ["texte 0", "texte 1", "texte 2"]


def test_discourse_topics_are_read_and_the_software_is_silent(tmp_path: Path) -> None:
    posts = [
        {"id": 1, "username": "ana", "created_at": "2026-01-02T03:04:05Z", "cooked": "<p>Bonjour</p>", "topic_id": 7, "post_type": 1, "actions_summary": [{"id": 2, "count": 3}]},
        {"id": 2, "username": "system", "created_at": "2026-01-02T03:04:05Z", "cooked": "<p>fermé</p>", "topic_id": 7, "post_type": 3},
    ]  # fmt: skip
    path = tree(tmp_path, {"title": "Freins", "post_stream": {"posts": posts}})
    assert seen(path) == ["Bonjour", "!system_message"]
    assert (mentions(path)[0].title, dict(mentions(path)[0].counters)) == ("Freins", {"likes": 3})


def test_any_list_of_posts_in_json_is_a_table_of_mentions(tmp_path: Path) -> None:
    posts = [{"text": "Bien", "user": {"name": "ana"}, "date": "2026-01-02", "url": "https://e.fr/1", "tags": ["a", "b"]}, {"text": "Mal", "author": "bob", "date": "2026-01-03", "url": "https://e.fr/2"}]  # fmt: skip
    for path in (
        tree(tmp_path, posts),
        tree(tmp_path, {"total": 2, "items": posts}, name="b.json"),
        json_lines(tmp_path, [*posts]),
    ):
        assert recognise(path).format == "mentions_json"
        assert [(each.text, each.link) for each in mentions(path)] == [
            ("Bien", "https://e.fr/1"),
            ("Mal", "https://e.fr/2"),
        ]
