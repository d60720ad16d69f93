"""A small sound file of each format, written here: what the fuzzer damages."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.importers import repositories


@dataclass(frozen=True, slots=True)
class Seed:
    """A file: its name and its bytes; `container` when a limited process may open it."""

    name: str
    data: bytes
    container: bool = False


_CSV = {
    "google_forms.csv": "Horodateur,Recommanderiez-vous notre service ?,Pourquoi ?,Services\n"
    '10/02/2026 17:07:21,9,"Très bien,\nvraiment","Vélo, Bus"\n11/02/2026 09:00:00,3,Déçue…,Bus\n',
    "qualtrics.csv": 'StartDate,Status,Progress,Finished,ResponseId,Q1,Q1_NPS_GROUP\n"Start\nDate",Status,Progress,'
    'Finished,Response ID,Note,Note - Group\n"{""ImportId"":""startDate"",""timeZone"":""UTC""}","{""ImportId"":""status""}",'
    '"{""ImportId"":""progress""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}",'
    '"{""ImportId"":""QID1_NPS""}"\n2026-01-02 10:00:00,IP Address,100,True,R_1,9,Promoter\n2026-01-03 10:00:00,IP Address,100,True,R_2,-99,\n',
    "surveymonkey.csv": "RespondentID,Start Date,Which films?,,,Why?\n,,Star Wars,Empire,Other (please specify),Open-Ended Response\n"
    "3292879998,10/28/2015 03:14:07 PM,Star Wars,,Autre film,Parce que\n3292879538,10/28/2015 03:15:07 PM,,Empire,,Bof\n",
    "typeform.csv": "#,Note,Other,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
    "0123456789abcdef0123456789abcdef,8,a,,2026-01-01 10:00:00,2026-01-01 10:01:00,f00\n"
    "1123456789abcdef0123456789abcdef,2,,b,2026-01-02 10:00:00,2026-01-02 10:01:00,f01\n",
    "limesurvey.csv": '"ID de la réponse","Date de soumission","Dernière page","Langue de départ","Note [SQ001]","Note [Autre]"\n'
    '"1","1980-01-01 00:00:00","3","fr","A10","N/A"\n"2","2026-01-02 10:00:00","3","fr","5","ailleurs"\n',
    "kobo.csv": '"start";"transport";"transport/bus";"transport/velo";"_id";"_uuid";"_submission_time"\r\n'
    '"2026-01-01T10:00:00.000+01:00";"bus velo";"1";"1";"1";"u1";"2026-01-01T09:00:00"\r\n'
    '"2026-01-02T10:00:00.000+01:00";"bus";"1";"0";"2";"u2";"2026-01-02T09:00:00"\r\n',
    "table.csv": "Date;Satisfaction (1 à 5);Commentaire;Montant\n01/02/2026;4;Bien;1 234,56\n02/02/2026;2;Pas bien;10,5\n",
    "mentions.csv": 'Date,Auteur,Réseau,Texte,Lien,J\'aime,Partages\n2026-01-01 10:00,@a,X,Bravo à vous,https://e.fr/1,3,"1,2 k"\n'
    "2026-01-02 11:00,@b,Facebook,Toujours en panne,https://e.fr/2,0,4\n",
    "ga4.csv": "# ----\n# Start date: 20260101\n# End date: 20260131\nNth day,Sessions,Engagement rate\n0000,12,0.5\n0001,13,0.6\n"
    "\n# Start date: 20260101\n# End date: 20260131\nPage,Views\n/a,10\nGrand total,10\n",
    "clients.csv": "Mois;Clients début;Nouveaux clients;Clients fin\n2026-09;1 000;100;1 050\n2026-10;1 050;80;1 060\n",
    "tableau.csv": "Indicateur;janv. 2026;févr. 2026\nAbonnés;100;120\nImpressions;5 000;6 000\n",
    "campagnes.csv": "Campaign Name,Send Date,Emails Sent,Successful Deliveries,Unique Opens,Open Rate\n"
    'Lettre,"Sep 01, 2026 10:00 am",1000,990,400,40.40%\nAutre,"Oct 01, 2026 10:00 am",1100,1080,500,46.30%\n',
    "takeout.csv": "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\n"
    'a,c,2024-01-01T10:00:00+00:00,0,,v,"{""text"":""Merci""},{""text"":"" bien""}"\n',
}
_TEXTS = {
    "reunion.vtt": "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nInès: Bonjour à tous.\n\n2\n00:00:05.000 --> 00:00:06.500\n"
    "<v Marc Dupont>Bonjour.</v>\n\n3\n00:00:07.000 --> 00:00:09.000\net merci.\n",
    "video.srt": "1\n00:00:01,000 --> 00:00:04,000\nBonjour.\n\n2\n00:00:05,000 --> 00:00:06,500\nÇa va ?\n",
    "entretien.txt": "Participant : E-01\nDate : 12/03/2026\n\nEnquêtrice : Que pensez-vous du vélo ?\nE-01 : J'aime bien.\n"
    "Mais il est lourd.\nEnquêtrice : Et le prix ?\nE-01 : Trop cher.\n",
    "chat.txt": "[12/03/2023, 14:32:11] Léa: Salut\n[12/03/2023, 14:33:00] Tom: Oui ?\nsur deux lignes\n"
    "[12/03/2023, 14:34:00] Léa: \u200e<Médias omis>\n13/03/2023 09:14 - Léa: ok\n",
}
_TREES: dict[str, object] = {
    "tweets.js": [
        {"tweet": {"id_str": "1", "full_text": "Bonjour &amp; merci", "created_at": "Wed Oct 10 20:19:24 +0000 2018", "favorite_count": "3"}}
    ],
    "outbox.json": {
        "type": "OrderedCollection",
        "orderedItems": [
            {"type": "Create", "published": "2026-01-01T10:00:00Z", "object": {"id": "https://m/1", "type": "Note", "content": "<p>Salut</p>", "published": "2026-01-01T10:00:00Z"}},
            {"type": "Announce", "object": "https://m/2"},
        ],
    },
    "message_1.json": {
        "participants": [{"name": "Bob"}],
        "messages": [{"sender_name": "In\u00c3\u00a8s", "timestamp_ms": 1687117320000, "content": "C'est \u00c3\u00a9crit"}],
        "title": "Fil", "thread_path": "inbox/x",
    },
    "discord.json": {
        "guild": {"id": "9", "name": "G"}, "channel": {"id": "8", "name": "c"},
        "messages": [{"id": "447793085255123004", "type": "Default", "timestamp": "2018-05-20T16:09:51+00:00", "content": "Bonjour", "author": {"id": "1", "name": "m"}}],
    },
    "result.json": {
        "name": "G", "type": "private_group", "id": 1,
        "messages": [{"id": 1, "type": "message", "date": "2026-01-01T10:00:00", "date_unixtime": "1767261600", "from": "A", "text": ["a ", {"type": "bold", "text": "b"}]}],
    },
    "reddit.json": {
        "kind": "Listing",
        "data": {"children": [{"kind": "t1", "data": {"id": "a", "author": "u", "body": "Bien", "created_utc": 1767261600.0, "score": 3}}]},
    },
    "youtube.json": {
        "kind": "youtube#commentThreadListResponse",
        "items": [{"id": "a", "snippet": {"topLevelComment": {"id": "a", "snippet": {"textOriginal": "Super", "authorDisplayName": "x", "publishedAt": "2026-01-01T10:00:00Z", "likeCount": 2}}}}],
    },
    "api.jsonl": {
        "data": [{"id": "1", "text": "Bonjour", "author_id": "2", "created_at": "2026-01-01T10:00:00.000Z"}],
        "includes": {"users": [{"id": "2", "username": "u"}]}, "meta": {},
    },
    "answers.json": {
        "format": "engage-answers", "version": 1, "survey": {"name": "S", "questions": [{"code": "Q1", "kind": "nps", "label": "Note"}]},
        "responses": [{"id": "r1", "submitted_at": "2026-01-01T10:00:00", "answers": {"Q1": 9}}],
    },
    "whisper.json": {"task": "transcribe", "language": "french", "text": "Bonjour", "segments": [{"id": 0, "start": 0.0, "end": 1.5, "text": " Bonjour"}]},
    "form.json": {"pages": [{"elements": [{"type": "rating", "name": "q1", "rateMin": 0, "rateMax": 10, "title": {"fr": "Note"}}]}]},
    "form.qsf": {
        "SurveyEntry": {"SurveyName": "S"},
        "SurveyElements": [{"Element": "SQ", "PrimaryAttribute": "QID1", "Payload": {"QuestionText": "Note ?", "QuestionType": "MC", "Selector": "NPS", "QuestionID": "QID1"}}],
    },
}  # fmt: skip


_TIKTOK: dict[str, object] = {
    "Activity": {"Video Browsing History": {"VideoList": [{"Date": "2026-01-01 08:00:00", "Link": "https://t/1"}]}},
    "Comment": {"Comments": {"CommentsList": [{"date": "2026-01-02 03:04:05", "comment": "Trop bien", "url": "https://t/2"}]}},
    "Post": {"Posts": {"VideoList": [{"Date": "2026-01-04 10:00:00", "Likes": "12", "Title": "Mon v\u00e9lo"}, {"Date": "2026-01-05 10:00:00"}]}},
    "Tiktok Live": {"Watch Live History": {"WatchLiveMap": {"7": {"Comments": [{"CommentTime": "2026-01-06 10:01:00", "CommentContent": "Bonsoir"}]}}}},
}  # fmt: skip
_COMMENTS = (
    "Date: 2026-05-02 10:09:50 UTC\nComment: hello\n\nNote: more\nPhoto: N/A\nUrl: https://t/1\n\n"
    "Date: 2026-05-01 10:09:50 UTC\nComment: salut\nPhoto: N/A\nUrl: \n"
)
_DISCOURSE = (
    "topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\n"
    'Freins,Aide,No,"Ils grincent,\nbeaucoup",<p>Ils</p>,3,1,https://d/7/2,2026-01-02 03:04:05 UTC\n'
    "Freins,Aide,Yes,Merci,,0,0,https://d/7/3,2026-01-02 03:05:05 UTC\n"
)
_TREES["user_data_tiktok.json"] = _TIKTOK
_TREES["query.json"] = {
    "success": True, "result_count": 2, "columns": ["id", "user_id", "topic_id", "cooked", "created_at"],
    "relations": {"user": [{"id": 2, "username": "ana"}]}, "colrender": {"1": "user"},
    "rows": [[41, 2, 7, "<p>Merci</p>", "2026-01-02T03:04:05.000Z"], [42, 9, 7, "Non", "2026-01-02T03:04:05.000Z"]],
}  # fmt: skip
_CSV["user_archive.csv"] = _DISCOURSE
_TEXTS["Comments.txt"] = _COMMENTS


_ZIPS = {
    "tiktok.zip": {"TikTok/user_data_tiktok.json": json.dumps(_TIKTOK)},
    "tiktok-texts.zip": {
        "TikTok/Comment/Comments.txt": _COMMENTS,
        "TikTok/Likes and Favorites/Like List.txt": "You have no data in this section\n",
        "TikTok/Profile And Settings/Follower.txt": "You have no data in this section\n",
    },
    "user_archive.zip": {
        "user_archive.csv": _DISCOURSE,
        "visits.csv": "visited_at,posts_read\n2026-01-01,3\n",
    },
}


def texts() -> tuple[Seed, ...]:
    """The seeds that are text."""
    made = [Seed(name, text.encode()) for name, text in (*_CSV.items(), *_TEXTS.items())]
    for name, tree in _TREES.items():
        start = "window.YTD.tweets.part0 = " if name.endswith(".js") else ""
        made.append(Seed(name, f"{start}{json.dumps(tree, ensure_ascii=name != 'message_1.json')}".encode()))
    made.append(Seed("matomo.csv", "Label,Visites,Metadata: url\nAccueil,3,u\nPage,2,v\n".encode("utf-16")))
    made.append(Seed("excel.csv", _CSV["table.csv"].encode("cp1252")))
    return tuple(made)


def containers() -> tuple[Seed, ...]:
    """The seeds that a limited process opens."""
    forms: list[list[object]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", "Note"],
        [1, "2026-01-01 10:00", "2026-01-01 10:05", "anonymous", None, 9],
        [2, "2026-01-02 10:00", "2026-01-02 10:05", "anonymous", None, 3],
    ]
    figures: dict[str, list[list[object]]] = {
        "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["1/13/2026", 100, 9], ["1/14/2026", 200, 8]],
        "FOLLOWERS": [
            ["Total followers on 1/31/2026:", 800],
            [],
            ["Date", "New followers"],
            ["1/13/2026", 3],
        ],
    }
    return (
        Seed("forms.xlsx", workbook({"Sheet1": forms}), container=True),
        Seed("linkedin.xlsx", workbook(figures), container=True),
        Seed("entretien.docx", _document(), container=True),
        Seed("repo.car", repositories.sample(), container=True),
        *(Seed(name, _zip(members), container=True) for name, members in _ZIPS.items()),
    )


def beside(folder: Path) -> tuple[Seed, ...]:
    """The real files of `folder`, where there are some; large ones left out."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < 300_000)
    ours = [path for path in found if path.name not in ("EXPECTED.json", "ORIGIN.md")]
    return tuple(
        Seed(path.name, data, container=_is_container(data)) for path in ours for data in [path.read_bytes()]
    )


def _is_container(data: bytes) -> bool:
    heads = (b"PK", b"\xd0\xcf\x11\xe0", b"$FL", b"<stata_dta>", b"%PDF", b"{\\rtf", b"SQLite format 3")
    return data.startswith(heads)


def _zip(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(pages: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of these sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _document() -> bytes:
    import docx

    made = docx.Document()
    for text in ("Enquêtrice : Bonjour ?", "E-01 : Bonjour.", "Enquêtrice : Et le vélo ?", "E-01 : Lourd."):
        made.add_paragraph(text)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "E-01", "Merci."
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
