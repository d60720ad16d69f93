"""Tools that ask one thing, whether one would recommend: a score, a comment, and what is known of the person."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role

_SCORE = ("score", "nps", "nps score", "note", "rating", "answer", "reponse")
_COMMENT = ("comment", "comments", "feedback", "commentaire", "commentaires", "verbatim", "answer comment")
_EMAIL = ("email", "person email", "email address", "adresse e-mail", "e-mail", "customer email")
_WHEN = (
    "responded at",
    "created_at",
    "created at",
    "created date",
    "createddate",
    "response date",
    "responded",
    "date",
    "timestamp",
    "submitted at",
    "answered at",
    "date de reponse",
)
_KEYS = ("id", "response id", "response_id", "responseid", "survey response id")
_NAMES = ("name", "person name", "first name", "firstname", "last name", "lastname", "nom", "prenom")
_ASIDE = (
    "permalink", "survey_type", "survey type", "question_type", "question type", "updated_at", "updated at", "notes",
    "person", "person_id", "person id", "sent", "sent at", "delivered", "opened", "lastemailed", "last emailed",
    "last_sent_at", "phone", "phone number", "person phone", "score type", "scoretype", "rating category", "nps group",
    "category", "unsubscribed", "published", "ip", "ip address", "respondent", "url",
)  # fmt: skip


def _profile(id: str, name: str, how: str, signatures: tuple[Signature, ...]) -> Profile:
    return Profile(
        id=id,
        name=name,
        how=how,
        signatures=signatures,
        meta=(
            Meta(Role.RESPONSE_ID, _KEYS),
            Meta(Role.PARTICIPANT, _EMAIL),
            Meta(Role.DATE, _WHEN),
            Meta(Role.IGNORE, (*_NAMES, *_ASIDE)),
        ),
        dates=DateOrder.ISO,
        score_columns=_SCORE,
    )


DELIGHTED = _profile(
    "delighted",
    "Delighted",
    "colonnes « score », « comment », « survey_type » ou « permalink » (d'après la documentation, sans export réel)",
    (
        Signature(
            0.93,
            all_of=(
                ("score",),
                ("comment",),
                ("survey_type", "survey type", "permalink"),
                ("created_at", "created at"),
            ),
        ),
    ),
)
ASKNICELY = _profile(
    "asknicely",
    "AskNicely",
    "colonnes « answer », « comment », « question_type » (d'après la documentation, sans export réel)",
    (
        Signature(
            0.93,
            all_of=(
                ("answer",),
                ("comment", "data"),
                ("question_type", "question type"),
                ("responded", "sent", "created"),
            ),
        ),
    ),
)
RETENTLY = _profile(
    "retently",
    "Retently",
    "colonnes « Score », « Feedback », « Campaign » (d'après la documentation, sans export réel)",
    (
        Signature(
            0.93,
            all_of=(
                ("score",),
                ("feedback", "comment"),
                ("campaign", "campaign name", "campaignname", "campaign id", "campaignid"),
            ),
        ),
    ),
)
NPS_LIST = _profile(
    "nps_list",
    "Liste NPS (Zigpoll…)",
    "une note, un commentaire, une adresse et une date par personne, sans autre question",
    (
        Signature(
            0.8, all_of=(("score", "nps", "nps score"), _COMMENT, (*_EMAIL, "customer id", "person"), _WHEN)
        ),
    ),
)
