"""Conversations: what people wrote is kept, what an application wrote is counted and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.importers.recognise import recognise
from engage_desktop.importers.trees.whatsapp import chat_name
from engage_desktop.models.sources import MentionRecord, RowProblem
from tests.importers.files import everything, mentions, text_file
from tests.importers.trees.test_posts import seen, tree


def test_messenger_is_mended_and_says_what_it_leaves(tmp_path: Path) -> None:
    messages = [
        {"sender_name": "In\u00c3\u00a8s", "timestamp_ms": 1687117320000, "content": "J'ai r\u00c3\u00a9cup\u00c3\u00a9r\u00c3\u00a9 \u00f0\u009f\u0098\u0080", "reactions": [{"reaction": "x"}]},
        {"sender_name": "Bob", "timestamp_ms": 1, "content": "Bob a envoy\u00c3\u00a9 une pi\u00c3\u00a8ce jointe."}, {"sender_name": "Bob", "timestamp_ms": 1, "photos": []},
        {"sender_name": "Bob", "timestamp_ms": 1, "content": "Message annul\u00c3\u00a9", "is_unsent": True}, {"sender_name": "Bob", "timestamp_ms": 1, "content": "déjà juste"},
    ]  # fmt: skip
    path = tree(
        tmp_path,
        {
            "participants": [{"name": "Bob"}],
            "messages": messages,
            "title": "D\u00c3\u00a9m\u00c3\u00a9nagement",
            "thread_path": "inbox/x",
        },
    )
    assert seen(path) == ["J'ai récupéré 😀", "!media_only", "!media_only", "!deleted", "déjà juste"]
    first = mentions(path)[0]
    assert (first.author, first.thread, first.said_at, first.channel) == (
        "Inès",
        "Déménagement",
        "2023-06-18T19:42:00+00:00",
        "Messenger",
    )


def test_discord_leaves_the_system_and_the_media(tmp_path: Path) -> None:
    author = {"id": "1", "name": "mlomb", "nickname": "Mel"}
    messages = [
        {"id": "447793085255123004", "type": "Default", "timestamp": "2018-05-20T16:09:51.118+00:00", "content": "Bonjour", "author": author, "reactions": [{"count": 3}, {"count": 2}]},
        {"id": "2", "type": "GuildMemberJoin", "timestamp": "2018-05-20T16:09:51+00:00", "content": "Joined the server.", "author": author},
        {"id": "3", "type": "Reply", "timestamp": "2018-05-20T16:09:51+00:00", "content": "", "author": author, "attachments": [{"url": "x"}]},
    ]  # fmt: skip
    path = tree(
        tmp_path,
        {
            "guild": {"id": "9", "name": "Vélos"},
            "channel": {"id": "8", "name": "général"},
            "messages": messages,
        },
    )
    assert seen(path) == ["Bonjour", "!system_message", "!media_only"]
    (found,) = mentions(path)
    assert (found.author, found.thread, dict(found.counters)) == ("Mel", "Vélos / général", {"likes": 5})
    assert found.link == "https://discord.com/channels/9/8/447793085255123004"


def test_discord_as_a_table_is_recognised(tmp_path: Path) -> None:
    said = "AuthorID,Author,Date,Content,Attachments,Reactions\n1,mlomb,20-May-18 04:09 PM,Bonjour,,\n2,ana,2018-05-20T16:09:51.1180000+00:00,Salut,,\n"
    path = text_file(tmp_path, said)
    assert recognise(path).format == "discord_csv"
    assert [(each.said_at, each.channel) for each in mentions(path)] == [
        ("2018-05-20T16:09:00", "Discord"),
        ("2018-05-20T16:09:51.118000+00:00", "Discord"),
    ]


TELEGRAM = [
    {"id": 1, "type": "message", "date": "2018-12-05T11:39:10", "date_unixtime": "1544006350", "from": "Ana", "text": "Simple"},
    {"id": 2, "type": "message", "date_unixtime": "1544006964", "from": "Bob", "text": ["Voir ", {"type": "link", "text": "https://e.fr"}, " !"], "reactions": [{"count": 2}]},
    {"id": 3, "type": "service", "date_unixtime": "1544006964", "actor": "Bob", "action": "invite_members", "text": ""},
    {"id": 4, "type": "message", "date_unixtime": "1544006964", "from": "Bob", "photo": "p.jpg", "text": ""},
]  # fmt: skip


def test_telegram_texts_may_be_pieces(tmp_path: Path) -> None:
    path = tree(
        tmp_path,
        {"name": "Vélo", "type": "private_group", "id": 77, "messages": TELEGRAM},
        name="result.json",
    )
    assert seen(path) == ["Simple", "Voir https://e.fr !", "!system_message", "!media_only"]
    first, second = mentions(path)
    assert (first.external_id, first.said_at, first.thread) == ("77/1", "2018-12-05T10:39:10+00:00", "Vélo")
    assert dict(second.counters) == {"likes": 2}


def test_a_whole_telegram_account_is_read_chat_by_chat(tmp_path: Path) -> None:
    chats = [{"name": name, "id": key, "messages": TELEGRAM[:1]} for name, key in (("A", 1), ("B", 2))]
    path = tree(tmp_path, {"about": "…", "chats": {"about": "…", "list": chats}}, name="result.json")
    assert [(each.row, each.thread) for each in mentions(path)] == [(1, "A"), (2, "B")]


def test_control_characters_of_telegram_are_left_out(tmp_path: Path) -> None:
    said = json.dumps({"name": "A", "id": 1, "messages": TELEGRAM[:1]}).replace("Simple", "Sim\x01ple")
    assert seen(text_file(tmp_path, said, name="result.json")) == ["Simple"]


IOS = (
    "\u200e[12/03/2023, 14:32:11] \u200eLes messages et les appels sont chiffrés de bout en bout.\n"
    "[12/03/2023, 14:35:40] Yanis: On part vendredi\nou samedi ?\n"
    "\u200e[12/03/2023, 14:42:07] Tom: \u200e<Médias omis>\n[12/03/2023, 14:47:33] Camille: Ce message a été supprimé\n"
    "[13/03/2023, 09:12:00] Farah: Récapitulatif : ce soir \u200e<Ce message a été modifié>\n"
)
ANDROID = (
    "12/03/2025 à 09:13 - Les messages et les appels sont chiffrés de bout en bout.\n12/03/2025, 09:14 - Ana a créé le groupe « Vélo »\n"
    "12/03/2025 09:14 - Ana: Bonjour\n12/03/2025 09:15 - Bob: photo.jpg (fichier joint)\n13/03/2025 09:15 - Bob: À demain\n"
)
ENGLISH = (
    "12/25/22, 3:04\u202fPM - Messages and calls are end-to-end encrypted. Tap to learn more.\n12/25/22, 3:05\u202fPM - Ana: Hello\n"
    "12/26/22, 11:05\u202fAM - Bob: <Media omitted>\n12/27/22, 12:05\u202fAM - Bob: Bye\n"
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (IOS, ["!system_message", "On part vendredi\nou samedi ?", "!media_only", "!deleted", "Récapitulatif : ce soir"]),
        (ANDROID, ["!system_message", "!system_message", "Bonjour", "!media_only", "À demain"]),
        (ENGLISH, ["!system_message", "Hello", "!media_only", "Bye"]),
    ],
)  # fmt: skip
def test_whatsapp_is_read_in_both_languages(tmp_path: Path, said: str, expected: list[str]) -> None:
    path = text_file(tmp_path, said, name="Discussion WhatsApp avec Vélo.txt")
    assert recognise(path).format == "whatsapp"
    assert seen(path) == expected
    assert {each.thread for each in mentions(path)} == {"Vélo"}


def test_whatsapp_dates_follow_the_telephone(tmp_path: Path) -> None:
    assert [each.said_at for each in mentions(text_file(tmp_path, ENGLISH, name="c.txt"))] == [
        "2022-12-25T15:05:00",
        "2022-12-27T00:05:00",
    ]
    assert mentions(text_file(tmp_path, IOS, name="d.txt"))[0].said_at == "2023-03-12T14:35:40"


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2024/02/28, 19:05 - Ana: Salut", "2024-02-28T19:05:00"),
        ("[2024-02-28 19:05:09] Ana: Hej", "2024-02-28T19:05:09"),
        ("2024. 02. 28. 19:05 - Ana: Szia", "2024-02-28T19:05:00"),
        ("28/2/24, 7:05\u202fp.\u00a0m. - Ana: Hola", "2024-02-28T19:05:00"),
        ("28/2/2024, 0:05 a. m. - Ana: Hola", "2024-02-28T00:05:00"),
        ("28.02.24 um 19:05 - Ana: Hallo", "2024-02-28T19:05:00"),
    ],
)
def test_whatsapp_writes_moments_as_each_country_does(tmp_path: Path, said: str, moment: str) -> None:
    path = text_file(tmp_path, f"{said}\n" * 3, name="c.txt")
    assert recognise(path).format == "whatsapp"
    assert {each.said_at for each in mentions(path)} == {moment}


def test_what_the_application_writes_is_told_in_any_language(tmp_path: Path) -> None:
    said = (
        "[01/02/24, 09:00:00] Vélo: \u200eI messaggi e le chiamate sono crittografati end-to-end.\n"
        "\u200e[01/02/24, 09:01:00] Ana: \u200eimmagine omessa\n[01/02/24, 09:02:00] Bob: <Medien ausgeschlossen>\n"
        "[01/02/24, 09:03:00] Bob: Dit bericht is verwijderd.\n[01/02/24, 09:04:00] Ana: Voilà \u200e<allegato: 1.jpg>\n"
    )
    expected = ["!system_message", "!media_only", "!media_only", "!deleted", "Voilà"]
    assert seen(text_file(tmp_path, said, name="_chat.txt")) == expected


def test_what_comes_before_the_first_message_is_accounted_for(tmp_path: Path) -> None:
    found = everything(text_file(tmp_path, "Sauvegarde du 3 mars\n" + ANDROID, name="c.txt"))
    assert found[0] == RowProblem(1, "", "system_message", "Sauvegarde du 3 mars")
    assert sum(isinstance(each, MentionRecord) for each in found) == 2


def test_a_chat_is_named_after_its_file() -> None:
    assert chat_name("Discussion WhatsApp avec Ana") == "Ana"
    assert chat_name("WhatsApp Chat with Bob") == "Bob"
    assert chat_name("Chat de WhatsApp con Eva") == "Eva"
    assert chat_name("_chat") == "chat"


def test_minutes_of_a_meeting_are_no_chat(tmp_path: Path) -> None:
    said = "Réunion du 12/03/2025\n\nAna : Bonjour à tous\nBob : Bonjour\nAna : On commence\n"
    assert recognise(text_file(tmp_path, said, name="notes.txt")).format == "interview_text"


def test_discord_as_plain_text_says_when_who_and_what(tmp_path: Path) -> None:
    rule = "=" * 62
    said = (
        f"{rule}\nGuild: Vélos\nChannel: Salon / général\n{rule}\n\n[02/01/2026 10:05 PM] ana\nBonjour\nà tous\n\n"
        "[13/01/2026 10:06] bob (pinned)\n\n{Attachments}\nhttps://e.org/1.png\n\n"
        f"[14/01/2026 10:06] bob\nOui\n\n{{Reactions}}\n👍 (2)\n\n{rule}\nExported 3 message(s)\n{rule}\n"
    )
    path = text_file(tmp_path, said, name="general.txt")
    assert recognise(path).format == "discord_text"
    assert seen(path) == ["Bonjour\nà tous", "!media_only", "Oui"]
    first = mentions(path)[0]
    assert (first.author, first.said_at, first.thread) == (
        "ana",
        "2026-01-02T22:05:00",
        "Vélos / Salon / général",
    )
