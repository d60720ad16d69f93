"""Meltwater: results of a search (UTF-16, tabs, named .csv)."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="meltwater",
    name="Meltwater",
    how="colonnes « Hit Sentence », « Opening Text », « Reach »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.98, all_of=(("hit sentence",), ("opening text", "headline"), ("reach",))),),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "tweet id",
                "document id",
            ),
        ),
        Meta(Role.DATE, ("date",)),
        Meta(Role.TITLE, ("headline",)),
        Meta(Role.MENTION, ("hit sentence",)),
        Meta(Role.LINK, ("url",)),
        Meta(
            Role.CHANNEL,
            (
                "source name",
                "source",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "influencer",
                "twitter screen name",
                "author",
            ),
        ),
        Meta(Role.LANGUAGE, ("language",)),
        Meta(Role.REACH, ("reach",)),
        Meta(
            Role.IMPRESSIONS,
            (
                "views",
                "estimated views",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                "sentiment",
                "country",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "opening text",
                "key phrases",
                "input name",
                "keywords",
                "ave",
                "desktop reach",
                "mobile reach",
                "engagement",
                "alternate date format",
                "time",
                "user profile url",
                "twitter bio",
                "document tags",
            ),
        ),
    ),
    dates=DateOrder.DAY_FIRST,
)
