"""Discourse: the posts of a person or of a community, as CSV."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="discourse",
    name="Discourse (CSV)",
    how="colonnes « topic_title », « post_raw » ou « post »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(0.96, all_of=(("topic_title",), ("post_raw", "post", "raw"), ("created_at", "url"))),
    ),
    meta=(
        Meta(Role.TITLE, ("topic_title",)),
        Meta(
            Role.MENTION,
            (
                "post_raw",
                "post",
                "raw",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "username",
                "author",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                "categories",
                "category",
            ),
        ),
        Meta(Role.DATE, ("created_at",)),
        Meta(Role.LINK, ("url",)),
        Meta(Role.LIKES, ("like_count",)),
        Meta(Role.COMMENTS, ("reply_count",)),
        Meta(
            Role.IGNORE,
            (
                "post_cooked",
                "is_pm",
            ),
        ),
    ),
    dates=DateOrder.ISO,
)
