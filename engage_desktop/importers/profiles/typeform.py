"""Typeform: a response hash first, the dates last, one column per choice."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="typeform",
    name="Typeform",
    how="première colonne « # », dernières colonnes « Start Date (UTC) », « Submit Date (UTC) »",
    signatures=(
        Signature(0.97, first=("#",), all_of=(("submit date (utc)", "network id"),)),
        Signature(0.9, all_of=(("start date (utc)",), ("submit date (utc)",), ("network id",))),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("#",)),
        Meta(Role.DATE, ("submit date (utc)",)),
        Meta(Role.STATUS, ("response type",)),
        Meta(
            Role.IGNORE,
            ("start date (utc)", "stage date (utc)", "network id", "tags", "ending"),
        ),
    ),
    spread=("text",),
)
