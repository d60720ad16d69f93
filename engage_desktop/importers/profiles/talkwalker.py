"""Talkwalker: results of a topic."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="talkwalker",
    name="Talkwalker",
    how="colonnes « content », « published », « extra_author_attributes.name »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.97,
            all_of=(
                ("content",),
                ("published",),
                (
                    "extra_author_attributes.name",
                    "extra_author_attributes.short_name",
                    "extra_source_attributes.name",
                ),
            ),
        ),
    ),
    meta=(
        Meta(Role.TITLE, ("title",)),
        Meta(Role.MENTION, ("content",)),
        Meta(Role.DATE, ("published",)),
        Meta(
            Role.AUTHOR,
            (
                "extra_author_attributes.name",
                "extra_author_attributes.short_name",
            ),
        ),
        Meta(Role.CHANNEL, ("source_type",)),
        Meta(Role.LINK, ("url",)),
        Meta(Role.LANGUAGE, ("lang",)),
        Meta(Role.REACH, ("reach",)),
        Meta(
            Role.ATTRIBUTE,
            (
                "sentiment",
                "extra_source_attributes.name",
                "extra_source_attributes.world_data.country",
            ),
        ),
        Meta(
            Role.LIKES,
            (
                "article_extended_attributes.twitter_likes",
                "article_extended_attributes.facebook_likes",
                "article_extended_attributes.num_likes",
            ),
        ),
        Meta(
            Role.SHARES,
            (
                "article_extended_attributes.twitter_retweets",
                "article_extended_attributes.facebook_shares",
            ),
        ),
        Meta(Role.COMMENTS, ("article_extended_attributes.num_comments",)),
        Meta(
            Role.IGNORE,
            (
                "engagement",
                "indexed",
                "search_indexed",
                "root_url",
                "domain_url",
                "extra_author_attributes.*",
            ),
        ),
    ),
    dates=DateOrder.DAY_FIRST,
)
