"""Formbricks: one column per question, « 1. title », after the columns of the response."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="formbricks",
    name="Formbricks",
    how="colonnes « Response ID », « Finished », « Survey ID » (d'après le code de l'outil, sans export réel)",
    signatures=(
        Signature(0.97, all_of=(("response id",), ("survey id",), ("formbricks id (internal)", "finished"))),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("response id",)),
        Meta(Role.DATE, ("timestamp",)),
        Meta(Role.STATUS, ("finished",)),
        Meta(Role.PARTICIPANT, ("user id", "email")),
        Meta(Role.LANGUAGE, ("language",)),
        Meta(
            Role.IGNORE,
            (
                "no.",
                "survey id",
                "formbricks id (internal)",
                "notes",
                "tags",
                "url",
                "action",
                "source",
                "country",
                "quotas",
                "verified email",
                "useragent - *",
                "* - option id",
            ),
        ),
    ),
    joint=("; ", ";"),
)
