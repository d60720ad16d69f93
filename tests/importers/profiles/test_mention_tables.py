"""Tables of posts, reviews, tickets and calls: the tool is told by its headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import MentionRecord, Role
from tests.importers.files import column, csv_text, mentions, text_file

# format, headers, one row, then what is read: text, author, moment, channel.
TABLES: dict[str, tuple[list[str], list[str], tuple[str, str | None, str | None, str]]] = {
    "linkedin_comments": (["Date", "Link", "Message"], ["2026-01-02 03:04:05", "https://l.fr/1", "Bravo"], ("Bravo", None, "2026-01-02T03:04:05", "LinkedIn")),
    "linkedin_posts": (["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"], ["2026-01-02 03:04:05", "https://l.fr/1", "Bravo", "", "", "MEMBER_NETWORK"], ("Bravo", None, "2026-01-02T03:04:05", "LinkedIn")),
    "linkedin_messages": (["CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "DATE", "SUBJECT", "CONTENT", "FOLDER"], ["c1", "", "Ana", "u", "Bob", "2026-01-02 03:04:05 UTC", "", "Bonjour", "INBOX"], ("Bonjour", "Ana", "2026-01-02T03:04:05+00:00", "LinkedIn")),
    "meta_business": (["Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Permalink", "Post type", "Reach", "Reactions"], ["122158", "9", "Vélos", "T", "Nouveau vélo", "0", "12/25/2025 08:30", "https://f.fr/1", "Photos", "120", "8"], ("Nouveau vélo", "Vélos", "2025-12-25T08:30:00", "Facebook / Instagram")),
    "google_play": (["Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device", "Review Submit Date and Time", "Review Submit Millis Since Epoch", "Star Rating", "Review Title", "Review Text", "Review Link"], ["fr.velo", "7", "1.2", "fr", "star2", "2026-01-02T03:04:05Z", "1767323045000", "4", "", "Pratique", "https://p.fr/1"], ("Pratique", None, "2026-01-02T03:04:05+00:00", "Google Play")),
    "trustpilot": (["Reference number", "Stars", "Title", "Review", "Consumer name", "Created"], ["r1", "5", "Bien", "Livré à l'heure", "Ana", "2026-01-02T03:04:05Z"], ("Livré à l'heure", "Ana", "2026-01-02T03:04:05+00:00", "Trustpilot")),
    "app_store": (["Date", "Rating", "Title", "Review", "Nickname", "Territory", "Version"], ["2026-01-02", "3", "Moyen", "Plante souvent", "ana", "FRA", "1.2"], ("Plante souvent", "ana", "2026-01-02", "App Store")),
    "hootsuite": (["Date (GMT)", "Social Network", "Profile", "Post Message", "Post Permalink", "Likes"], ["2026-01-02 03:04", "FACEBOOK", "Vélos", "Nouveau vélo", "https://f.fr/1", "4"], ("Nouveau vélo", "Vélos", "2026-01-02T03:04:00", "FACEBOOK")),
    "buffer": (["Text", "Service", "Channel Name", "Sent At", "Likes"], ["Nouveau vélo", "linkedin", "Vélos", "2026-01-02 03:04", "4"], ("Nouveau vélo", "Vélos", "2026-01-02T03:04:00", "linkedin")),
    "mention": (["Title", "Description", "Source Name", "Source Type", "Url", "Published At", "Language", "Tone"], ["T", "On parle de vélos", "Le Blog", "blogs", "https://b.fr/1", "2026-01-02 03:04:05", "fr", "positive"], ("On parle de vélos", "Le Blog", "2026-01-02T03:04:05", "blogs")),
    "talkwalker": (["url", "title", "content", "published", "extra_author_attributes.name", "source_type", "lang", "reach", "engagement"], ["https://t.fr/1", "T", "On parle", "25/12/2025 03:04", "Ana", "SOCIALMEDIA_TWITTER", "fr", "90", "2"], ("On parle", "Ana", "2025-12-25T03:04:00", "SOCIALMEDIA_TWITTER")),
    "discourse": (["topic_title", "categories", "is_pm", "post_raw", "post_cooked", "like_count", "reply_count", "url", "created_at"], ["Freins", "Aide", "No", "Ils grincent", "<p>Ils grincent</p>", "3", "1", "https://d.fr/1", "2026-01-02 03:04:05 UTC"], ("Ils grincent", None, "2026-01-02T03:04:05+00:00", "Discourse")),
    "zendesk": (["Summation column", "Id", "Requester", "Requester id", "Subject", "Tags", "Status", "Priority", "Via", "Ticket type", "Created at", "Satisfaction Score"], ["1", "35", "Ana", "9", "Facture payée deux fois", "a b", "Open", "High", "Mail", "Incident", "2026-01-02 03:04", "Good"], ("Facture payée deux fois", "Ana", "2026-01-02T03:04:00", "Mail")),
    "freshdesk": (["Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Created time", "Description", "Full name"], ["35", "Facture", "Open", "High", "Email", "Question", "2026-01-02 03:04:05", "Payée deux fois", "Ana"], ("Payée deux fois", "Ana", "2026-01-02T03:04:05", "Email")),
    "support": (["Ticket ID", "Ticket name", "Ticket description", "Create date", "Ticket status", "Source", "Associated Contact"], ["35", "Facture", "Payée deux fois", "2026-01-02 03:04", "Closed", "Email", "Ana"], ("Payée deux fois", "Ana", "2026-01-02T03:04:00", "Email")),
    "contact_form": (["Date", "Nom", "E-mail", "Objet", "Message"], ["25/12/2025 10:00", "Ana", "ana@e.fr", "Vélo", "Il est cassé"], ("Il est cassé", "ana@e.fr", "2025-12-25T10:00:00", "")),
    "mentions": (["Review ID", "Created At", "Review Stars", "Review Title", "Review Content", "Consumer Name", "Reply Content"], ["r1", "2026-01-02T03:04:05Z", "1", "Jamais livré", "Toujours rien", "Ana", "Navrés"], ("Toujours rien", "Ana", "2026-01-02T03:04:05+00:00", "")),
    "call_log": (["Date d'appel", "Appelant", "Durée", "Motif", "Compte rendu"], ["25/12/2025 10:00", "C-12", "3:20", "Panne", "Demande un remboursement"], ("Demande un remboursement", "C-12", "2025-12-25T10:00:00", "")),
}  # fmt: skip
KINDS = {
    "zendesk": "ticket",
    "freshdesk": "ticket",
    "support": "ticket",
    "contact_form": "contact",
    "call_log": "call",
}


def only(path: Path) -> MentionRecord:
    """The one mention of a file."""
    (found,) = mentions(path)
    return found


@pytest.mark.parametrize("tool", TABLES)
def test_a_table_of_a_tool_is_recognised_and_read(tmp_path: Path, tool: str) -> None:
    headers, row, (text, author, moment, channel) = TABLES[tool]
    path = text_file(tmp_path, csv_text([headers, row]))
    found = only(path)
    assert recognise(path).format == tool
    assert (found.text, found.author, found.said_at, found.channel) == (text, author, moment, channel)
    assert found.kind == KINDS.get(tool, "mention")


def test_meltwater_is_utf16_and_tabs_under_a_name_in_csv(tmp_path: Path) -> None:
    headers = [
        "Date",
        "Headline",
        "URL",
        "Opening Text",
        "Hit Sentence",
        "Source",
        "Influencer",
        "Language",
        "Reach",
        "Sentiment",
    ]
    row = [
        "25-Dec-2025 03:04PM",
        "Titre",
        "https://m.fr/1",
        "Début",
        "On parle de vélos",
        "Le Blog",
        "@ana",
        "French",
        "1200",
        "Positive",
    ]
    found = only(text_file(tmp_path, csv_text([headers, row], delimiter="\t"), encoding="utf-16"))
    assert (found.text, found.author, found.channel, found.said_at) == (
        "On parle de vélos",
        "@ana",
        "Le Blog",
        "2025-12-25T15:04:00",
    )
    assert dict(found.counters) == {"reach": 1200}


def test_brandwatch_is_read_under_its_lines_of_presentation(tmp_path: Path) -> None:
    preamble = "Report:,Vélos\nBrand:,Engage\nFrom:,2026-01-01\n\n"
    headers = [
        "Query Id",
        "Query Name",
        "Date",
        "Title",
        "Snippet",
        "Full Text",
        "Url",
        "Domain",
        "Page Type",
        "Language",
        "Author",
        "Thread Entry Type",
        "Likes",
        "Reach (new)",
    ]
    row = [
        "1",
        "vélos",
        "2026-01-02 03:04:05.0",
        "T",
        "On parle…",
        "On parle de vélos partagés",
        "https://b.fr/1",
        "b.fr",
        "twitter",
        "fr",
        "ana",
        "post",
        "4",
        "90",
    ]
    path = text_file(tmp_path, preamble + csv_text([headers, row]))
    found = only(path)
    assert (recognise(path).format, recognise(path).layout.first_row) == ("brandwatch", 5)
    assert (found.text, found.author, found.channel, dict(found.counters)) == (
        "On parle de vélos partagés",
        "ana",
        "twitter",
        {"likes": 4, "reach": 90},
    )


def test_ids_that_a_spreadsheet_rounded_are_no_key(tmp_path: Path) -> None:
    headers, row, _ = TABLES["meta_business"]
    rows = [["1.22158E+17", *row[1:4], said, *row[5:]] for said in ("un", "deux")]
    proposal = propose(text_file(tmp_path, csv_text([headers, *rows])))
    key = column(proposal, "Post ID")
    assert (key.role, key.reason) == (Role.IGNORE, "rounded_ids")
    assert len(mentions(text_file(tmp_path, csv_text([headers, *rows])))) == 2


def test_a_survey_with_a_comment_and_an_address_stays_a_survey(tmp_path: Path) -> None:
    headers = ["Date", "Nom", "E-mail", "Recommanderiez-vous notre service ? (0 à 10)", "Commentaire"]
    path = text_file(
        tmp_path,
        csv_text(
            [
                headers,
                ["25/12/2025", "Ana", "a@e.fr", "9", "Bien"],
                ["26/12/2025", "Bob", "b@e.fr", "4", "Non"],
            ]
        ),
    )
    assert recognise(path).format == "csv"
