"""LimeSurvey: answers as CSV, with the codes or the full text of questions as headers."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="limesurvey",
    name="LimeSurvey",
    how="colonnes « ID de la réponse », « Date de soumission » (ou id, submitdate, lastpage, startlanguage)",
    signatures=(
        Signature(
            0.97,
            all_of=(
                ("submitdate", "date de soumission", "date submitted"),
                ("lastpage", "derniere page", "last page"),
            ),
        ),
        Signature(
            0.9,
            all_of=(
                ("id de la reponse", "response id", "id"),
                ("submitdate", "date de soumission", "date submitted"),
            ),
        ),
        Signature(
            0.9, all_of=(("startlanguage", "langue de depart", "start language"), ("seed", "tete de serie"))
        ),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("id", "id de la reponse", "response id")),
        Meta(Role.DATE, ("submitdate", "date de soumission", "date submitted")),
        Meta(Role.LANGUAGE, ("startlanguage", "langue de depart", "start language")),
        Meta(Role.PARTICIPANT, ("email", "adresse courriel", "email address", "token", "code d'invitation")),
        Meta(
            Role.IGNORE,
            (
                "lastpage",
                "derniere page",
                "last page",
                "seed",
                "tete de serie",
                "startdate",
                "date de lancement",
                "date started",
                "datestamp",
                "date de la derniere action",
                "date last action",
                "ipaddr",
                "adresse ip",
                "ip address",
                "refurl",
                "url referente",
                "referrer url",
                "interviewtime",
                "temps total*",
                "total time*",
                "duree pour l*",
                "grouptime*",
                "group time*",
                "question time*",
                "firstname",
                "lastname",
                "prenom",
                "nom",
                "last name",
                "first name",
            ),
        ),
    ),
    spread=("brackets",),
    missing_codes=("-99", "-oth-"),
    unfinished_without_date=True,
    asks_all=True,
)

# What its own « VV » export writes in place of what a cell of tabulated text cannot hold.
_TOKENS = (
    ("{question_not_shown}", "N/A"),
    ("{newline}", "\n"),
    ("{cr}", "\r"),
    ("{tab}", "\t"),
    ("{quote}", '"'),
    ("{lbrace}", "{"),
)
VV = replace(
    PROFILE,
    id="limesurvey_vv",
    name="LimeSurvey (VV)",
    how="texte à tabulations, deux lignes d'en-tête : les intitulés, puis « id », « token », « submitdate »",
    signatures=(
        Signature(0.98, second_row=("submitdate",), second_first=("id",)),
        Signature(0.95, second_row=("startlanguage",), second_first=("id",)),
    ),
    header_rows=2,
    fill="first",
    tokens=_TOKENS,
)
