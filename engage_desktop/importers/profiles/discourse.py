"""Discourse: the posts of a person (user archive) or of a community (Data Explorer), as CSV."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

TEXTS = ("post_raw", "post", "raw")
META = (
    Meta(Role.RESPONSE_ID, ("post_id", "id")),
    Meta(Role.TITLE, ("topic_title", "title")),
    Meta(Role.MENTION, TEXTS),
    Meta(Role.AUTHOR, ("username", "author")),
    Meta(Role.ATTRIBUTE, ("categories", "category", "category_name")),
    Meta(Role.DATE, ("created_at",)),
    Meta(Role.THREAD, ("topic_id",)),
    Meta(Role.LINK, ("url",)),
    Meta(Role.LIKES, ("like_count",)),
    Meta(Role.COMMENTS, ("reply_count",)),
    Meta(Role.REACH, ("reads",)),
    Meta(
        Role.IGNORE,
        (
            "post_cooked", "cooked", "is_pm", "user_id", "email", "post_number", "post_type", "updated_at",
            "last_editor_id", "score", "ip_address",
        ),
    ),
)  # fmt: skip

PROFILE = Profile(
    id="discourse",
    name="Discourse (CSV)",
    how="colonnes « topic_title », « post_raw » ou « post »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(0.96, all_of=(("topic_title",), TEXTS, ("created_at", "url"))),
        Signature(
            0.93, all_of=(("raw", "post_raw"), ("topic_id", "post_number"), ("created_at", "username"))
        ),
    ),
    meta=META,
    dates=DateOrder.ISO,
    channel="Discourse",
)
