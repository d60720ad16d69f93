"""The formats that are no table yet, each a small file that declares its `ADAPTER`: one more is named here."""

from __future__ import annotations

from engage_desktop.importers import spoken
from engage_desktop.importers.adapters import Adapter, Family
from engage_desktop.importers.designs import FAMILIES as DESIGNS
from engage_desktop.importers.projects import family as projects
from engage_desktop.importers.trees import (
    bluesky,
    discord,
    discourse,
    discourse_exports,
    google_reviews,
    mastodon,
    mentions_json,
    meta_messages,
    meta_posts,
    reddit,
    statistics,
    telegram,
    tiktok,
    whatsapp,
    x_api,
    x_archive,
    youtube_api,
    youtube_takeout,
    zendesk,
)

ADAPTERS: tuple[Adapter, ...] = (
    x_archive.ADAPTER,
    x_api.ADAPTER,
    mastodon.ADAPTER,
    bluesky.ADAPTER,
    bluesky.REPOSITORY,
    meta_messages.ADAPTER,
    meta_posts.ADAPTER,
    youtube_api.ADAPTER,
    reddit.ADAPTER,
    discord.ADAPTER,
    discord.TEXT,
    telegram.ADAPTER,
    tiktok.ADAPTER,
    whatsapp.ADAPTER,
    google_reviews.ADAPTER,
    youtube_takeout.ADAPTER,
    zendesk.ADAPTER,
    discourse.ADAPTER,
    discourse_exports.ARCHIVE,
    discourse_exports.QUERY,
    mentions_json.ADAPTER,
    statistics.SPSS,
    statistics.STATA,
)

FAMILIES: tuple[Family, ...] = (*DESIGNS, *spoken.FAMILIES, *projects.FAMILIES)
