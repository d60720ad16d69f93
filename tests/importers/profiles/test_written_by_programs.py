"""Posts and reviews as programs write them: joined names, no sentences for headers, moments of every shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.importers.headers import spellings
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import Role
from tests.importers.files import csv_text, mentions, text_file

SAID = "Livré à l'heure"
# headers, one row, then author, moment, likes
TABLES: dict[str, tuple[list[str], list[str], tuple[str | None, str | None, int | None]]] = {
    "camel": (["reviewId", "userName", "content", "score", "thumbsUpCount", "at", "replyContent"], ["g1", "ana", SAID, "4", "3", "2026-01-02 03:04:05", ""], ("ana", "2026-01-02T03:04:05", 3)),
    "snake": (["id_str", "from_user", "text", "created_at", "favorite_count", "status_url"], ["17", "ana", SAID, "Fri Jan 02 03:04:05 +0000 2026", "3", "https://x.fr/1"], ("ana", "2026-01-02T03:04:05+00:00", 3)),
    "dots": (["id", "conversation_id", "text", "created_at", "public_metrics.like_count", "author.username"], ["17", "16", SAID, "2026-01-02T03:04:05Z", "3", "ana"], ("ana", "2026-01-02T03:04:05+00:00", 3)),
    "network": (["Nickname", "User @", "Comment Text", "Time", "Likes", "Number of Replies"], ["Ana R.", "ana", SAID, "13.01.26", "1.2K", "0"], ("ana", "2026-01-13", 1200)),
    "page": (["Page Name", "Post Created", "Likes", "Comments", "Shares", "URL", "Message"], ["Vélos", "2026-01-02 03:04:05 CET", "3", "1", "0", "https://f.fr/1", SAID], ("Vélos", "2026-01-02T03:04:05", 3)),
    "names": (["Name", "Comment", "Time", "Likes", "Reply Count"], ["@ana", SAID, "2026-01-02T03:04:05Z", "3", "0"], ("@ana", "2026-01-02T03:04:05+00:00", 3)),
    "french": (["Pseudo", "Note", "Titre", "Avis", "Date de l'avis", "Réponse de l'entreprise"], ["ana", "4", "Bien", SAID, "13/01/2026", "Merci"], ("ana", "2026-01-13", None)),
    "seconds": (["Id", "ProfileName", "Score", "Time", "Summary", "Text"], ["1", "ana", "4", "1767323045", "Bien", SAID], ("ana", "2026-01-02T03:04:05+00:00", None)),
    "archive": (["tweet_id", "timestamp", "source", "text", "expanded_urls"], ["17", "2013-05-02 08:03:27 +0000", "web", SAID, ""], (None, "2013-05-02T08:03:27+00:00", None)),
    "account": (["id", "created_at", "url", "favourites_count", "content", "account.display_name"], ["1", "2026-01-02T03:04:05Z", "https://m.fr/1", "3", SAID, "ana"], ("ana", "2026-01-02T03:04:05+00:00", 3)),
    "platform": (["_id", "platform", "rating", "review_content", "review_date"], ["6a", "trustpilot", "1", SAID, "2026-01-02"], (None, "2026-01-02", None)),
    "ago": (["Name", "Date", "Stars", "Review"], ["ana", "Il y a 3 jours", "4", SAID], ("ana", None, None)),
}  # fmt: skip


@pytest.mark.parametrize("shape", TABLES)
def test_headers_of_programs_are_read_as_words(tmp_path: Path, shape: str) -> None:
    headers, row, expected = TABLES[shape]
    path = text_file(tmp_path, csv_text([headers, row]))
    assert recognise(path).format == "mentions"
    (found,) = mentions(path)
    assert found.text == SAID
    assert (found.author, found.said_at, dict(found.counters).get("likes")) == expected


def test_a_header_is_compared_in_words_and_without_wrappers() -> None:
    assert spellings("public_metrics.likeCount")[-1] == "like count"
    assert spellings("im:rating.label")[-1] == "im rating"
    assert spellings("J'aime") == ("j'aime",)


def test_a_survey_with_a_name_and_a_comment_stays_a_survey(tmp_path: Path) -> None:
    rows = [
        ["Nom", "Recommanderiez-vous nos vélos ?", "Commentaire"],
        ["Ana", "9", SAID],
        ["Bob", "4", "Trop cher"],
    ]
    assert recognise(text_file(tmp_path, csv_text(rows))).kind.value == "responses"


@pytest.mark.parametrize(
    ("tree", "author", "moment"),
    [
        (
            {"data": [{"id": "1", "attributes": {"rating": 4, "title": "Bien", "body": SAID, "reviewerNickname": "ana",
             "createdDate": "2026-01-02T03:04:05-07:00"}}], "links": {"self": "x"}},
            "ana", "2026-01-02T03:04:05-07:00",
        ),
        (
            {"feed": {"link": [{"attributes": {"rel": "self"}}], "entry": [{"author": {"name": {"label": "ana"}},
             "updated": {"label": "2026-01-02T03:04:05-07:00"}, "im:rating": {"label": "4"}, "content": {"label": SAID}}]}},
            "ana", "2026-01-02T03:04:05-07:00",
        ),
        (
            {"type": "conversation.list", "conversations": [{"id": "1", "created_at": 1767323045, "state": "closed",
             "source": {"subject": "", "body": f"<p>{SAID}</p>", "author": {"name": "ana"}}}]},
            "ana", "2026-01-02T03:04:05+00:00",
        ),
        ([{"type": "message", "user": "ana", "text": SAID, "ts": "1767323045.000200"}], "ana", "2026-01-02T03:04:05+00:00"),
    ],
)  # fmt: skip
def test_items_are_found_inside_their_wrappers(
    tmp_path: Path, tree: object, author: str, moment: str
) -> None:
    path = text_file(tmp_path, json.dumps(tree), name="export.json")
    assert recognise(path).format == "mentions_json"
    (found,) = mentions(path)
    assert (found.text, found.author) == (SAID, author)
    assert str(found.said_at).startswith(moment[:19])


def test_reviews_of_the_play_console_say_who_when_and_how_many_stars(tmp_path: Path) -> None:
    said = {"text": f"\t{SAID}", "lastModified": {"seconds": "1767323045"}, "starRating": 4}
    review = {
        "reviewId": "g1",
        "authorName": "ana",
        "comments": [{"userComment": said}, {"developerComment": {"text": "Merci"}}],
    }
    path = text_file(tmp_path, json.dumps({"reviews": [review]}), name="reviews.json")
    assert recognise(path).format == "google_reviews"
    (found,) = mentions(path)
    assert (found.text, found.author, found.said_at, found.channel) == (
        SAID,
        "ana",
        "2026-01-02T03:04:05+00:00",
        "Google Play",
    )
    assert [column.role for column in propose(path).mapping.columns if column.header == "Note"] == [
        Role.ATTRIBUTE
    ]


def test_quotes_after_backslashes_close_nothing(tmp_path: Path) -> None:
    said = (
        'Date,Link,Message\n2026-01-02 03:04:05,https://l.fr/1,"On dit \\"vélo,\\" \\"bus, tram\\" ou \\"rien\\""\n'
        "2026-01-03 03:04:05,https://l.fr/2,Bravo\n"
    )
    path = text_file(tmp_path, said, name="Comments.csv")
    assert [each.text for each in mentions(path)] == ['On dit "vélo," "bus, tram" ou "rien"', "Bravo"]


def test_a_backslash_before_the_end_of_a_cell_is_a_backslash(tmp_path: Path) -> None:
    said = 'Date,Link,Message\n2026-01-02 03:04:05,https://l.fr/1,"Dans C:\\vélos\\"\n2026-01-03 03:04:05,https://l.fr/2,"Il dit ""oui"""\n'
    assert [each.text for each in mentions(text_file(tmp_path, said))] == ["Dans C:\\vélos\\", 'Il dit "oui"']


def test_a_long_post_of_x_is_in_a_file_of_its_own(tmp_path: Path) -> None:
    note = {
        "noteTweet": {
            "noteTweetId": "7",
            "createdAt": "2026-01-02T03:04:05.000Z",
            "core": {"text": f"{SAID} &amp; co"},
        }
    }
    path = text_file(tmp_path, f"window.YTD.note_tweet.part0 = {json.dumps([note])}", name="note-tweet.js")
    (found,) = mentions(path)
    assert (found.text, found.external_id) == (f"{SAID} & co", "7")
    assert str(found.said_at).startswith("2026-01-02T03:04:05")


def test_quotes_inside_quotes_that_nobody_doubled_are_quotes(tmp_path: Path) -> None:
    said = (
        'Date,Link,Message\n2026-01-02 03:04:05,https://l.fr/1,"Il dit "oui" à tous"\n'
        '2026-01-03 03:04:05,https://l.fr/2,"Deux\nlignes, dont "une" ici"\n2026-01-04 03:04:05,https://l.fr/3,Bravo\n'
    )
    assert [each.text for each in mentions(text_file(tmp_path, said))] == [
        'Il dit "oui" à tous',
        'Deux\nlignes, dont "une" ici',
        "Bravo",
    ]


def test_well_written_quotes_are_left_alone(tmp_path: Path) -> None:
    said = (
        'Date,Link,Message\n2026-01-02 03:04:05,https://l.fr/1,"Un\n""oui"" suivi, de ""non"" et 5"" de haut"\n'
        '2026-01-03 03:04:05,https://l.fr/2,Un écran de 5" large\n'
    )
    found = [each.text for each in mentions(text_file(tmp_path, said))]
    assert found == ['Un\n"oui" suivi, de "non" et 5" de haut', 'Un écran de 5" large']
