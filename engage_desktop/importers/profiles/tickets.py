"""Zendesk and Freshdesk: support tickets as tables."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

ZENDESK = Profile(
    id="zendesk",
    name="Zendesk (tickets)",
    how="colonnes « Requester », « Subject », « Ticket type » ou « Satisfaction Score »",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.97,
            all_of=(
                ("requester", "requester id"),
                ("subject",),
                ("ticket type", "satisfaction score", "via", "summation column"),
            ),
        ),
    ),
    meta=(
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "ticket id",
            ),
        ),
        Meta(
            Role.AUTHOR,
            (
                "requester email",
                "requester",
            ),
        ),
        Meta(Role.TITLE, ("subject",)),
        Meta(
            Role.MENTION,
            (
                "description",
                "comment",
                "latest comment",
            ),
        ),
        Meta(Role.CHANNEL, ("via",)),
        Meta(Role.DATE, ("created at",)),
        Meta(
            Role.ATTRIBUTE,
            (
                "status",
                "priority",
                "ticket type",
                "satisfaction score",
                "group",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "summation column",
                "requester id",
                "requester external id",
                "requester domain",
                "submitter",
                "assignee",
                "tags",
                "updated at",
                "assigned at",
                "solved at",
                "due at",
                "initially assigned at",
                "organization",
                "brand",
                "resolution time",
                "reopens",
                "replies",
                "first reply time*",
                "first resolution time*",
                "full resolution time*",
                "agent wait time*",
                "requester wait time*",
                "on hold time*",
                "assignee stations",
                "group stations",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    said_as="ticket",
)

FRESHDESK = Profile(
    id="freshdesk",
    name="Freshdesk (tickets)",
    how="colonnes « Ticket ID », « Subject », « Created time » ; d'après la documentation",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.95,
            all_of=(
                ("ticket id",),
                ("subject",),
                ("created time", "resolution status", "first response status"),
            ),
        ),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("ticket id",)),
        Meta(
            Role.AUTHOR,
            (
                "email",
                "full name",
                "requester name",
                "contact id",
            ),
        ),
        Meta(Role.TITLE, ("subject",)),
        Meta(
            Role.MENTION,
            (
                "description",
                "ticket description",
            ),
        ),
        Meta(Role.CHANNEL, ("source",)),
        Meta(Role.DATE, ("created time",)),
        Meta(
            Role.ATTRIBUTE,
            (
                "status",
                "priority",
                "type",
                "group",
                "survey results",
                "product",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "agent",
                "tags",
                "due by time",
                "resolved time",
                "closed time",
                "last update time",
                "initial response time",
                "first response time*",
                "resolution time*",
                "agent interactions",
                "customer interactions",
                "resolution status",
                "first response status",
                "phone",
                "work phone",
                "mobile phone",
            ),
        ),
    ),
    dates=DateOrder.ISO,
    said_as="ticket",
)
