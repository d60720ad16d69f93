"""Discord: a channel exported as CSV by DiscordChatExporter."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

PROFILE = Profile(
    id="discord_csv",
    name="Discord (CSV)",
    how="colonnes « AuthorID », « Author », « Date », « Content »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(0.97, all_of=(("authorid",), ("author",), ("content",), ("attachments", "reactions"))),
    ),
    meta=(
        Meta(Role.AUTHOR, ("author",)),
        Meta(Role.DATE, ("date",)),
        Meta(Role.MENTION, ("content",)),
        Meta(
            Role.IGNORE,
            (
                "authorid",
                "attachments",
                "reactions",
            ),
        ),
    ),
    dates=DateOrder.MONTH_FIRST,
    channel="Discord",
)
