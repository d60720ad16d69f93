"""Qualtrics: three header rows, the third of import identifiers."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="qualtrics",
    name="Qualtrics",
    how='trois lignes d\'en-tête, la troisième de la forme {"ImportId":…}',
    signatures=(Signature(0.99, third_row=('{"importid"', "{'importid'")),),
    header_rows=3,
    fill="second",
    meta=(
        Meta(Role.RESPONSE_ID, ("responseid",)),
        Meta(Role.DATE, ("recordeddate",)),
        Meta(Role.LANGUAGE, ("userlanguage",)),
        Meta(Role.PARTICIPANT, ("recipientemail", "externalreference")),
        Meta(Role.STATUS, ("status", "finished")),
        Meta(
            Role.IGNORE,
            (
                "startdate",
                "enddate",
                "ipaddress",
                "progress",
                "duration (in seconds)",
                "recipientlastname",
                "recipientfirstname",
                "locationlatitude",
                "locationlongitude",
                "distributionchannel",
                "*_first click",
                "*_last click",
                "*_page submit",
                "*_click count",
                "*_nps_group",
                "*_browser",
                "*_version",
                "*_operating system",
                "*_resolution",
            ),
        ),
    ),
    missing_codes=("-99",),
    joint=(",", ";", "|"),
)

# Before 2017: V1…V10, then the questions; the second row names the columns of the tool and words the questions.
LEGACY = Profile(
    id="qualtrics_legacy",
    name="Qualtrics (ancien export)",
    how="deux lignes d'en-tête, « V1 » à « V10 » puis « ResponseID » (d'après la documentation)",
    signatures=(
        Signature(0.96, first=("v1",), second_row=("responseid", "response id")),
        Signature(0.9, all_of=(("v1",), ("v3",)), second_row=("responseid", "response id")),
    ),
    header_rows=2,
    fill="second",
    meta=(
        Meta(Role.RESPONSE_ID, ("responseid", "response id")),
        Meta(Role.DATE, ("enddate", "end date")),
        Meta(Role.STATUS, ("status", "finished")),
        Meta(Role.PARTICIPANT, ("emailaddress", "email address", "recipientemail", "externaldatareference")),
        Meta(
            Role.IGNORE,
            (
                "responseset",
                "response set",
                "name",
                "ipaddress",
                "ip address",
                "startdate",
                "start date",
                "locationlatitude",
                "locationlongitude",
                "locationaccuracy",
                "*_nps_group",
            ),
        ),
    ),
    missing_codes=("-99",),
)
