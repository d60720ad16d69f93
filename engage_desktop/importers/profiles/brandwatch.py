"""Brandwatch: a query, its headers under some lines of presentation."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="brandwatch",
    name="Brandwatch",
    how="colonnes « Query Name », « Full Text », « Thread Entry Type »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.97,
            all_of=(
                ("query id", "query name"),
                ("full text", "snippet"),
                ("thread entry type", "page type", "domain"),
            ),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "resource id",
                "mention id",
            ),
        ),
        Meta(Role.DATE, ("date",)),
        Meta(Role.TITLE, ("title",)),
        Meta(
            Role.MENTION,
            (
                "full text",
                "snippet",
            ),
        ),
        Meta(Role.LINK, ("url",)),
        Meta(
            Role.CHANNEL,
            (
                "page type",
                "content source name",
            ),
        ),
        Meta(Role.LANGUAGE, ("language",)),
        Meta(Role.AUTHOR, ("author",)),
        Meta(Role.THREAD, ("thread id",)),
        Meta(
            Role.ATTRIBUTE,
            (
                "country",
                "sentiment",
                "gender",
                "account type",
            ),
        ),
        Meta(
            Role.LIKES,
            (
                "likes",
                "x likes",
                "instagram likes",
                "facebook likes",
            ),
        ),
        Meta(
            Role.SHARES,
            (
                "shares",
                "x reposts",
                "twitter retweets",
                "facebook shares",
            ),
        ),
        Meta(
            Role.COMMENTS,
            (
                "comments",
                "x replies",
                "facebook comments",
            ),
        ),
        Meta(
            Role.REACH,
            (
                "reach (new)",
                "reach",
            ),
        ),
        Meta(Role.IMPRESSIONS, ("impressions",)),
        Meta(
            Role.IGNORE,
            (
                "query id",
                "query name",
                "full name",
                "domain",
                "thread entry type",
                "added",
                "assignment",
            ),
        ),
    ),
    dates=DateOrder.ISO,
)
