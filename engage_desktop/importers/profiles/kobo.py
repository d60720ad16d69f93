"""KoboToolbox and ODK: answers as CSV or XLSX, one 0/1 column per choice."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="kobo",
    name="KoboToolbox / ODK",
    how="colonnes « _uuid », « _submission_time », ou choix multiples en « question/choix »",
    signatures=(
        Signature(0.97, all_of=(("_uuid",), ("_submission_time",))),
        Signature(
            0.95,
            all_of=(
                ("submissiondate",),
                ("key", "instanceid", "meta-instanceid", "meta/instanceid", "meta:instanceid"),
            ),
        ),
        Signature(
            0.85,
            all_of=(("_uuid", "_index", "__version__", "meta/instanceid", "instanceid"),),
            choice_columns=True,
        ),
        Signature(0.7, choice_columns=True),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            ("_uuid", "instanceid", "meta/instanceid", "meta-instanceid", "meta:instanceid", "key"),
        ),
        Meta(Role.DATE, ("_submission_time", "submissiondate")),
        Meta(
            Role.IGNORE,
            (
                "_id",
                "_validation_status",
                "_notes",
                "_status",
                "_submitted_by",
                "__version__",
                "_tags",
                "_index",
                "start",
                "end",
                "today",
                "deviceid",
                "phonenumber",
                "simserial",
                "subscriberid",
                "username",
                "*_latitude",
                "*_longitude",
                "*_altitude",
                "*_precision",
                "formhub/uuid",
                "_parent_index",
                "_parent_table_name",
                "_geolocation",
                "_attachments",
                "submitterid",
                "submittername",
                "attachmentspresent",
                "attachmentsexpected",
                "status",
                "reviewstate",
                "edits",
                "formversion",
                "meta-instancename",
                "meta/instancename",
                "*-latitude",
                "*-longitude",
                "*-altitude",
                "*-accuracy",
            ),
        ),
    ),
    spread=("slashes",),
    asks_all=True,
)
