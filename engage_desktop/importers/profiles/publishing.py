"""Hootsuite, Buffer and Mention: headers as documented, no real export was seen."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

HOOTSUITE = Profile(
    id="hootsuite",
    name="Hootsuite",
    how="colonnes « Post Message » ou « Message », « Social Network » et « Profile » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.94,
            all_of=(
                ("post message", "message", "post text"),
                ("social network", "network", "social profile", "profile", "profile name"),
                ("date (gmt)", "date", "post permalink", "sent date", "published date"),
            ),
            never=("author", "auteur", "recommand"),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "post id",
                "message id",
            ),
        ),
        Meta(
            Role.MENTION,
            (
                "post message",
                "message",
                "post text",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "profile",
                "profile name",
                "social profile",
                "account",
            ),
        ),
        Meta(
            Role.CHANNEL,
            (
                "social network",
                "network",
            ),
        ),
        Meta(
            Role.DATE,
            (
                "date (gmt)",
                "date",
                "sent date",
                "published date",
            ),
        ),
        Meta(
            Role.LINK,
            (
                "post permalink",
                "permalink",
                "url",
                "link",
            ),
        ),
        Meta(
            Role.LIKES,
            (
                "likes",
                "reactions",
            ),
        ),
        Meta(
            Role.SHARES,
            (
                "shares",
                "retweets",
            ),
        ),
        Meta(
            Role.COMMENTS,
            (
                "comments",
                "replies",
            ),
        ),
        Meta(
            Role.REACH,
            (
                "reach",
                "post reach",
            ),
        ),
        Meta(
            Role.IMPRESSIONS,
            (
                "impressions",
                "post impressions",
            ),
        ),
    ),
    dates=DateOrder.ISO,
)

BUFFER = Profile(
    id="buffer",
    name="Buffer",
    how="colonnes « Text », « Service » ou « Channel », et « Sent At » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.95,
            all_of=(
                ("text", "post text", "update text", "post"),
                ("service", "channel", "profile service", "channel name"),
                ("sent at", "date sent", "sent", "scheduled at", "due at"),
            ),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "post id",
                "update id",
            ),
        ),
        Meta(
            Role.MENTION,
            (
                "text",
                "post text",
                "update text",
                "post",
            ),
        ),
        Meta(
            Role.CHANNEL,
            (
                "service",
                "profile service",
                "channel",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "channel name",
                "profile",
                "profile name",
                "account",
            ),
        ),
        Meta(
            Role.DATE,
            (
                "sent at",
                "date sent",
                "sent",
                "scheduled at",
                "due at",
            ),
        ),
        Meta(
            Role.LINK,
            (
                "link",
                "post link",
                "url",
            ),
        ),
        Meta(
            Role.LIKES,
            (
                "likes",
                "reactions",
                "favorites",
            ),
        ),
        Meta(
            Role.SHARES,
            (
                "shares",
                "retweets",
                "reposts",
            ),
        ),
        Meta(
            Role.COMMENTS,
            (
                "comments",
                "replies",
            ),
        ),
        Meta(Role.REACH, ("reach",)),
        Meta(
            Role.IMPRESSIONS,
            (
                "impressions",
                "views",
            ),
        ),
    ),
    dates=DateOrder.ISO,
)

MENTION = Profile(
    id="mention",
    name="Mention",
    how="colonnes « Title », « Description », « Source type » et « Tone » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.95,
            all_of=(
                ("description", "mention", "content"),
                ("source type", "source_type", "source name", "source_name"),
                ("tone", "sentiment", "direct reach", "influence score"),
            ),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "mention id",
            ),
        ),
        Meta(Role.TITLE, ("title",)),
        Meta(
            Role.MENTION,
            (
                "description",
                "mention",
                "content",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "author",
                "author name",
                "source name",
                "source_name",
            ),
        ),
        Meta(
            Role.CHANNEL,
            (
                "source type",
                "source_type",
            ),
        ),
        Meta(
            Role.DATE,
            (
                "published at",
                "published_at",
                "date",
                "publication date",
            ),
        ),
        Meta(
            Role.LINK,
            (
                "url",
                "link",
                "original url",
            ),
        ),
        Meta(
            Role.LANGUAGE,
            (
                "language",
                "language code",
                "language_code",
            ),
        ),
        Meta(
            Role.REACH,
            (
                "direct reach",
                "cumulative reach",
                "reach",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                "tone",
                "sentiment",
                "country",
            ),
        ),
    ),
    dates=DateOrder.ISO,
)
