"""Meta Business Suite: posts of a page with their counters."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="meta_business",
    name="Meta Business Suite",
    how="colonnes « Post ID », « Page ID » ou « Account ID », « Publish time », « Permalink »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.97,
            all_of=(
                ("post id",),
                ("publish time",),
                ("permalink",),
                ("page id", "page name", "account id", "account username"),
            ),
        ),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("post id",)),
        Meta(
            Role.AUTHOR,
            (
                "page name",
                "account name",
            ),
        ),
        Meta(Role.TITLE, ("title",)),
        Meta(Role.MENTION, ("description",)),
        Meta(Role.DATE, ("publish time",)),
        Meta(Role.LINK, ("permalink",)),
        Meta(Role.ATTRIBUTE, ("post type",)),
        Meta(
            Role.LIKES,
            (
                "reactions",
                "likes",
            ),
        ),
        Meta(Role.SHARES, ("shares",)),
        Meta(Role.COMMENTS, ("comments",)),
        Meta(Role.REACH, ("reach",)),
        Meta(
            Role.IMPRESSIONS,
            (
                "impressions",
                "views",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "page id",
                "account id",
                "account username",
                "duration (sec)",
                "custom labels",
                "funded content status",
                "caption type",
                "is crosspost",
                "is share",
                "data comment",
                "date",
                "languages",
            ),
        ),
    ),
    dates=DateOrder.MONTH_FIRST,
    channel="Facebook / Instagram",
)
