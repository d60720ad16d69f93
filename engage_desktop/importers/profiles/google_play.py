"""Google Play: the monthly reviews of an application (UTF-16)."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="google_play",
    name="Google Play (avis)",
    how="colonnes « Package Name », « Star Rating », « Review Text »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.98, all_of=(("package name",), ("star rating",), ("review text",))),),
    meta=(
        Meta(Role.MENTION, ("review text",)),
        Meta(Role.TITLE, ("review title",)),
        Meta(Role.DATE, ("review submit date and time",)),
        Meta(Role.LANGUAGE, ("reviewer language",)),
        Meta(Role.LINK, ("review link",)),
        Meta(
            Role.ATTRIBUTE,
            (
                "star rating",
                "device",
                "app version name",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "package name",
                "app version code",
                "review submit millis since epoch",
                "review last update*",
                "developer reply*",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    channel="Google Play",
)
