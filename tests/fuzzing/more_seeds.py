"""More sound files to damage, from the builders of the tests: every format that `seeds` does not hold."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.fuzzing.seeds import Seed, workbook
from tests.importers import files, test_interviews, test_statistics
from tests.importers.designs import questionnaires
from tests.importers.profiles.test_mention_tables import TABLES
from tests.importers.projects import studies

_SURVEYS = {
    "formbricks": "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,Tags,1. Recommanderiez-vous ?,2. Pourquoi ?\n"
    "1,r1,2026-03-01 10:00,Yes,s,,,,9,'- trop cher\n2,r2,2026-03-01 11:00,No,s,,,,4,\n",
    "tally": "Submission ID,Respondent ID,Submitted at,Modes ?,Modes ? (Vélo),Modes ? (Bus),Pourquoi ?\n"
    'a,p1,2026-03-01 10:00:00,"Vélo, Bus",TRUE,TRUE,Bien\nb,p2,2026-03-02 10:00:00,Bus,FALSE,TRUE,\n',
    "delighted": "id,score,comment,permalink,created_at,survey_type,Person email,Plan\n1,9,Bien,https://d/1,1767261600,nps,a@b.fr,Pro\n2,3,Bof,https://d/2,1767261700,nps,c@b.fr,Pro\n",
    "asknicely": "response_id,answer,comment,question_type,responded,sent,email,segment\n"
    "r1,10,Accueil rapide,nps,1767261600,1767000000,a@b.fr,Ville\nr2,4,Trop d'attente,nps,1767348000,1767000000,c@b.fr,Campagne\n",
    "retently": "id,score,feedback,campaignName,createdDate,email,plan,tags\n"
    '8,9,"Simple, efficace",Hiver,2026-01-02T03:04:05.000Z,a@b.fr,Annuel,"a;b"\n9,2,,Hiver,2026-01-03T03:04:05.000Z,c@b.fr,Mensuel,\n',
    "zigpoll": "Response ID,NPS,Feedback,Created at,Customer ID,Order\nz1,7,Colis abîmé,2026-01-02 03:04:05,501,#1001\nz2,10,Parfait,2026-01-03 03:04:05,502,#1002\n",
    "campagnes-brevo": "Nom de la campagne;Date d'envoi;Envoyés;Délivrés;Ouvertures uniques;Clics uniques;Désinscriptions\n"
    "Lettre d'hiver;02/01/2026;1 000;990;420;58;3\nLettre de mars;02/03/2026;1 020;1 001;430;61;2\n",
    "precisions": "id,Comment venez-vous ?,Autre (précisez),Autre raison,N° client,Vague\n1,Vélo,à pied,trop loin,C-1,2026-01\n2,Autre,trottinette,,C-2,2026-02\n",
    "qualtrics-legacy": "V1,V8,V9,V10,Q1\nResponseID,StartDate,EndDate,Finished,Note ?\nR_1,2016-01-02 10:00:00,2016-01-02 10:05:00,1,9\nR_2,2016-01-03 10:00:00,2016-01-03 10:05:00,0,2\n",
    "surveymonkey-condensed": "Respondent ID,Collector ID,Start Date,End Date,IP Address,Note ?\n3292879998,1,10/28/2015 03:14:07 PM,10/28/2015 03:15:07 PM,1.2.3.4,9\n3292879538,1,10/28/2015 03:15:07 PM,10/28/2015 03:16:07 PM,1.2.3.4,2\n",
    "codes": "ID;Q1;Q2;Q3\nIdentifiant;Recommanderiez-vous nos services ?;Où habitez-vous à présent ?;Commentaires\n"
    "1;9;Ville;Bien\n2;4;Campagne;\n3;10;Ville;Parfait\n",
    "vv": "Response ID\tDate submitted\tNote\tPourquoi\nid\tsubmitdate\tnote\tpourquoi\n1\t2026-01-02 10:00:00\t9\tligne{newline}suite\n2\t{question_not_shown}\t3\t{tab}\n",
    "limesurvey-grid": 'id,submitdate,lastpage,startlanguage,"g[SQ001]","g[SQ002]","m[SQ001]","m[other]"\n1,2026-01-02 10:00:00,3,fr,A1,A2,Y,\n2,,2,fr,A3,A1,,ailleurs\n',
    "discord": "AuthorID,Author,Date,Content,Attachments,Reactions\n1,ana,2026-01-02T03:04:05.0000000+00:00,Bonjour,,👍 (2)\n2,bob,2026-01-02T03:05:05.0000000+00:00,,https://e/1.png,\n",
    "brandwatch": "Report:,Vélos\nBrand:,x\n\nQuery Id,Date,Title,Full Text,Url,Thread Entry Type,Author\n'1,2026-01-02 03:04:05.0,T,Bravo,https://e/1,post,ana\n'2,2026-01-03 03:04:05.0,T,Non,https://e/2,reply,bob\n",
}  # fmt: skip
_MELTWATER = (  # UTF-16 and tabs, under a name that says .csv
    "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\tSentiment\tTweet Id\n"
    "02-Jan-2026 03:04AM\tVélos en gare\thttps://j.fr/1\tLa ville ouvre\tLes vélos plaisent.\tLe Journal\tAna\tFR\tfr\t1200\tPositive\t\n"
    '03-Jan-2026 05:06PM\t\thttps://x.fr/2\t\t« Encore en panne »\tX\t@bob\tFR\tfr\t80\tNegative\t"1"\n'
)
_TREES: dict[str, object] = {
    "bluesky.json": {"feed": [{"post": {"uri": "at://did:plc:a/app.bsky.feed.post/3k", "author": {"handle": "ana"}, "likeCount": 2, "record": {"$type": "app.bsky.feed.post", "text": "Ciel", "createdAt": "2026-03-01T10:00:00.000Z", "langs": ["fr"]}}}]},
    "meta_posts.json": [{"timestamp": 1687117320, "title": "Ana", "data": [{"post": "V\u00c3\u00a9lo"}]}, {"timestamp": 1687117320, "attachments": [{"data": [{"media": {"uri": "p.jpg"}}]}]}],
    "google_reviews.json": {"reviews": [{"reviewId": "1", "reviewer": {"displayName": "A"}, "starRating": "FIVE", "comment": "Bien", "createTime": "2026-01-02T03:04:05Z", "updateTime": "2026-01-02T03:04:05Z"}]},
    "zendesk.json": {"tickets": [{"id": 1, "subject": "Panne", "description": "En panne", "requester_id": 9, "created_at": "2026-01-02T03:04:05Z", "status": "open"}]},
    "discourse.json": {"title": "Freins", "post_stream": {"posts": [{"id": 1, "username": "ana", "created_at": "2026-01-02T03:04:05Z", "cooked": "<p>Oui</p>", "topic_id": 7, "post_type": 1}]}},
    "list.json": {"items": [{"text": "Bien", "user": {"name": "ana"}, "date": "2026-01-02", "tags": ["a"]}, {"text": "Mal", "author": "bob", "date": "2026-01-03"}]},
    "e.otr": {"text": '<p><span class="timestamp" data-timestamp="12.3">0:12</span> Q : Oui ?</p><p>R : Non.</p>', "media": "s.mp3", "media-time": 20},
}  # fmt: skip
_TEXTS = {
    "whisper.tsv": "start\tend\ttext\n0\t1500\tÉté.\n1500\t2500\tOui.\n",
    "salon.txt": f"{'=' * 62}\nGuild: Vélos\nChannel: avis / général\n{'=' * 62}\n\n[02/01/2026 03:04] ana\nBonjour à tous\nsur deux lignes\n\n"
    "[02/01/2026 03:05] bob (pinned)\nEncore en panne\n\n{Attachments}\nhttps://e.fr/1.png\n\n{Reactions}\n👍 (2)\n\n"
    f"{'=' * 62}\nExported 2 message(s)\n{'=' * 62}\n",
    "notes.md": "# Guide\n\n**Ana :** Bonjour ?\n\n**R :** Oui, *très* bien.\n\n| a | b |\n|---|---|\n| R | non |\n",
    "abonnes.lss": questionnaires.LSS_OLD,
}
_TABLE: list[list[object]] = [
    ["Date", "Satisfaction (1 à 5)", "Commentaire", "Montant"],
    [dt.datetime(2026, 2, 1, 10, 30), 4, "Bien", 1234.56],
    [dt.date(2026, 2, 2), 2, "Pas bien,\nvraiment", None],
]
_SPHINX: dict[str, list[list[object]]] = {
    "Accueil des usagers": [
        [],
        ["N°Obs", "Quels services ?_1", "Quels services ?_2", "Recommanderiez-vous l'accueil ?", "Pourquoi ?", "DATE_SAISIE", "PROGRESSION"],
        [1, "Prêt", "Réparation", 9, "On m'a écouté", "02/01/2026 10:00:00", "Terminé"],
        [2, "Réparation", None, 3, None, "03/01/2026 11:00:00", "Terminé"],
    ],
    "information": [["Informations d'export :", "Fichier de données produit par Sphinx iQ"], [], ["Enquête", "Nom", "Accueil des usagers"]],
}  # fmt: skip
_ODS_CELLS = "".join(
    f"<table:table-row><table:table-cell {kind}><text:p>{note}</text:p></table:table-cell>"
    f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell></table:table-row>'
    for kind, note, said in (
        ('office:value-type="string"', "Note de 0 à 10", "Commentaire"),
        ('office:value-type="float" office:value="9"', "9", "Bien"),
        ('office:value-type="float" office:value="2"', "2", ""),
    )
)
_ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    "content.xml": (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Avis">{_ODS_CELLS}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    ).encode(),
}
_RTF = r"{\rtf1\ansi\ansicpg1252 Enqu\'eatrice : Vous venez ?\par R : Oui, l'\'e9t\'e9.\par Enqu\'eatrice : Et l\u8217?hiver ?\par R : Non.\par}"
_CODED = '<Code guid="C1" name="Lenteur" isCodable="true" color="#C00000"/>'
_CODEBOOK = (
    f'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{_CODED}</Codes></CodeBook>'
)


def texts() -> tuple[Seed, ...]:
    """The seeds that are text and read in this process."""
    tables = {
        f"{name}-table.csv": files.csv_text([headers, row, row])
        for name, (headers, row, _read) in TABLES.items()
    }
    surveys = {f"{name}.csv": text for name, text in _SURVEYS.items()}
    trees = {name: json.dumps(tree, ensure_ascii=name != "meta_posts.json") for name, tree in _TREES.items()}
    made = {**tables, **surveys, **trees, **_TEXTS}
    return (
        *(Seed(name, text.encode()) for name, text in made.items()),
        Seed("meltwater.csv", _MELTWATER.encode("utf-16")),
    )


def containers() -> tuple[Seed, ...]:
    """The seeds that a limited process opens."""
    project = studies.qde(
        studies.text_source("marie", studies.selection(0, 10, "C1"), text=studies.TALK),
        codes=studies.code("C1", "Lenteur"),
    )
    return (
        _made("e.sav", test_statistics.spss),
        _made("e.zsav", lambda folder: test_statistics.spss(folder, compress=True)),
        _made("e.dta", test_statistics.stata),
        Seed("sphinx.xlsx", workbook(_SPHINX), container=True),
        Seed("table.xlsx", workbook({"F1": _TABLE}), container=True),
        _made("table.ods", lambda folder: files.zipped(folder, _ODS)),
        _made("form.xlsx", questionnaires.xlsform),
        _made("p.qdpx", lambda folder: studies.qdpx(folder, project)),
        Seed("p.qde", project.encode(), container=True),
        Seed("c.qdc", _CODEBOOK.encode(), container=True),
        _made("t.sqlite3", lambda folder: studies.taguette(folder, f"<p>{studies.TALK}</p>", [(3, 12, "Enquêtric", [1])])),
        _made("data.qda", lambda folder: studies.qualcoder(folder, studies.TALK, [(1, 0, 5, studies.TALK[:5])]) / "data.qda"),
        _made("e.odt", lambda folder: test_interviews.odt(folder, "<text:p>Q : Oui ?</text:p><text:p>R : Non.</text:p>")),
        _made("e.pdf", lambda folder: test_interviews.pdf(folder, [["Q : Oui ?", "R : Non."], ["R : Encore."]])),
        Seed("e.rtf", _RTF.encode(), container=True),
    )  # fmt: skip


def _made(name: str, build: Callable[[Path], Path]) -> Seed:
    with tempfile.TemporaryDirectory(prefix="engage-seed-") as folder:
        return Seed(name, build(Path(folder)).read_bytes(), container=True)
