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
        Meta(
            Role.IGNORE,
            (
                "startdate",
                "enddate",
                "status",
                "ipaddress",
                "progress",
                "duration (in seconds)",
                "finished",
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
)
