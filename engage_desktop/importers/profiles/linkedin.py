"""LinkedIn: the comments, posts and messages of the download of one's data."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

COMMENTS = Profile(
    id="linkedin_comments",
    name="LinkedIn (commentaires)",
    how="colonnes « Date », « Link » et « Message »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.95,
            first=("date",),
            all_of=(("link",), ("message",)),
            never=("author", "auteur", "recommand", "nps"),
        ),
    ),
    meta=(
        Meta(Role.DATE, ("date",)),
        Meta(Role.MENTION, ("message",)),
        Meta(Role.THREAD, ("link",)),
    ),
    dates=DateOrder.ISO,
    channel="LinkedIn",
)

POSTS = Profile(
    id="linkedin_posts",
    name="LinkedIn (publications)",
    how="colonnes « ShareLink » et « ShareCommentary »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.97, all_of=(("sharelink",), ("sharecommentary",))),),
    meta=(
        Meta(Role.DATE, ("date",)),
        Meta(Role.MENTION, ("sharecommentary",)),
        Meta(Role.LINK, ("sharelink",)),
        Meta(Role.ATTRIBUTE, ("visibility",)),
        Meta(
            Role.IGNORE,
            (
                "sharedurl",
                "mediaurl",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    channel="LinkedIn",
)

MESSAGES = Profile(
    id="linkedin_messages",
    name="LinkedIn (messages)",
    how="colonnes « CONVERSATION ID », « FROM » et « CONTENT »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.96, all_of=(("conversation id",), ("from",), ("content",))),),
    meta=(
        Meta(Role.THREAD, ("conversation id",)),
        Meta(Role.TITLE, ("subject",)),
        Meta(Role.AUTHOR, ("from",)),
        Meta(Role.DATE, ("date",)),
        Meta(Role.MENTION, ("content",)),
        Meta(
            Role.IGNORE,
            (
                "conversation title",
                "to",
                "sender profile url",
                "recipient profile urls",
                "folder",
                "attachments",
                "is message draft",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    channel="LinkedIn",
)
