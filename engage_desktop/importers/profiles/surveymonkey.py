"""SurveyMonkey: two header rows, one column per choice."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role

PROFILE = Profile(
    id="surveymonkey",
    name="SurveyMonkey",
    how="deux lignes d'en-tête, la seconde avec « Response » ou « Open-Ended Response »",
    signatures=(
        Signature(
            0.97,
            first=("respondentid", "respondent id"),
            second_row=("response", "open-ended response", "reponse"),
        ),
        Signature(
            0.95,
            first=("respondentid", "respondent id"),
            all_of=(("collectorid", "collector id"),),
            second_blank=True,
        ),
        Signature(
            0.9,
            all_of=(("collectorid", "collector id"),),
            second_row=("response", "open-ended response", "reponse"),
        ),
    ),
    header_rows=2,
    fill="forward",
    meta=(
        Meta(Role.RESPONSE_ID, ("respondentid", "respondent id")),
        Meta(Role.DATE, ("end date", "enddate", "date modified", "date de fin")),
        Meta(Role.PARTICIPANT, ("email address", "emailaddress", "adresse e-mail")),
        Meta(
            Role.IGNORE,
            (
                "collectorid",
                "collector id",
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
            ),
        ),
        Meta(Role.ATTRIBUTE, ("custom data 1", "customdata1", "custom data", "customdata")),
    ),
    spread=("text",),
    dates=DateOrder.MONTH_FIRST,
)

CONDENSED = replace(
    PROFILE,
    id="surveymonkey_condensed",
    name="SurveyMonkey (condensé)",
    how="une seule ligne d'en-tête, « Respondent ID » puis « Collector ID » (d'après la documentation)",
    signatures=(
        Signature(0.9, first=("respondentid", "respondent id"), all_of=(("collectorid", "collector id"),)),
    ),
    header_rows=1,
    fill="",
    spread=(),
    joint=(", ", ";", ","),
)
