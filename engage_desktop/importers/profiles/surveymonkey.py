"""SurveyMonkey: two header rows, one column per choice."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role

_RESPONDENT = (
    "respondentid",
    "respondent id",
    "respondent_id",
    "id du repondant",
    "identifiant du repondant",
)
_COLLECTOR = ("collectorid", "collector id", "collector_id", "id du collecteur", "identifiant du collecteur")
_SECOND = ("response", "open-ended response", "reponse", "reponse ouverte")

PROFILE = Profile(
    id="surveymonkey",
    name="SurveyMonkey",
    how="deux lignes d'en-tête, la seconde avec « Response » ou « Open-Ended Response »",
    signatures=(
        Signature(
            0.97,
            first=_RESPONDENT,
            second_row=_SECOND,
        ),
        Signature(
            0.95,
            first=_RESPONDENT,
            all_of=(_COLLECTOR,),
            second_blank=True,
        ),
        Signature(
            0.9,
            all_of=(_COLLECTOR,),
            second_row=_SECOND,
        ),
    ),
    header_rows=2,
    fill="forward",
    meta=(
        Meta(Role.RESPONSE_ID, _RESPONDENT),
        Meta(
            Role.DATE,
            ("end date", "enddate", "date modified", "date_modified", "date de fin", "date de modification"),
        ),
        Meta(Role.PARTICIPANT, ("email address", "emailaddress", "email_address", "adresse e-mail")),
        Meta(
            Role.IGNORE,
            (
                *_COLLECTOR,
                "start date",
                "startdate",
                "date created",
                "ip address",
                "ipaddress",
                "adresse ip",
                "first name",
                "firstname",
                "last name",
                "lastname",
                "date de debut",
                "date_created",
                "date de creation",
                "ip_address",
                "first_name",
                "last_name",
                "prenom",
                "nom",
                "nom de famille",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                "custom data 1",
                "customdata1",
                "custom data",
                "customdata",
                "custom_1",
                "donnees personnalisees 1",
            ),
        ),
    ),
    spread=("text",),
    dates=DateOrder.MONTH_FIRST,
    asks_all=True,
)

CONDENSED = replace(
    PROFILE,
    id="surveymonkey_condensed",
    name="SurveyMonkey (condensé)",
    how="une seule ligne d'en-tête, « Respondent ID » puis « Collector ID » (d'après la documentation)",
    signatures=(Signature(0.9, first=_RESPONDENT, all_of=(_COLLECTOR,)),),
    header_rows=1,
    fill="",
    spread=(),
    joint=(", ", ";", ","),
)
