"""App Store and Trustpilot reviews: headers as documented, no real export was seen."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

TRUSTPILOT = Profile(
    id="trustpilot",
    name="Trustpilot (avis)",
    how="colonnes « Reference number », « Stars », « Title », « Review » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.95,
            all_of=(("reference number", "reference id"), ("stars",), ("review", "review content", "text")),
        ),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("review id",)),
        Meta(
            Role.IGNORE,
            (
                "reference number",
                "reference id",
                "reply",
                "company reply",
            ),
        ),
        Meta(Role.ATTRIBUTE, ("stars",)),
        Meta(
            Role.TITLE,
            (
                "title",
                "review title",
            ),
        ),
        Meta(
            Role.MENTION,
            (
                "review",
                "review content",
                "text",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "consumer name",
                "consumer",
                "display name",
                "author",
            ),
        ),
        Meta(
            Role.DATE,
            (
                "created",
                "created at",
                "date",
                "review created (utc)",
            ),
        ),
        Meta(
            Role.LANGUAGE,
            (
                "language",
                "review language",
                "locale",
            ),
        ),
        Meta(
            Role.LINK,
            (
                "review link",
                "url",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    channel="Trustpilot",
)

APP_STORE = Profile(
    id="app_store",
    name="App Store (avis)",
    how="colonnes « Rating », « Title », « Review » et « Territory » ou « Version » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.94,
            all_of=(
                ("rating", "stars"),
                ("review", "body", "review body", "content"),
                ("territory", "storefront", "country", "store"),
                ("title", "version", "app version"),
            ),
            never=("author id",),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "review id",
                "id",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                "rating",
                "stars",
                "territory",
                "storefront",
                "country",
                "store",
                "version",
                "app version",
            ),
        ),
        Meta(Role.TITLE, ("title",)),
        Meta(
            Role.MENTION,
            (
                "review",
                "body",
                "review body",
                "content",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "author",
                "nickname",
                "reviewer nickname",
                "reviewer",
            ),
        ),
        Meta(
            Role.DATE,
            (
                "date",
                "created date",
                "last modified",
                "submission date",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "developer response",
                "response",
                "developer response date",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    channel="App Store",
)
