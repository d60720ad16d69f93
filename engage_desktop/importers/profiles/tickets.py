"""Support tickets as tables: those of Zendesk and Freshdesk, and of any other tool (HubSpot, Intercom, Jira, GLPI)."""

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

_TICKET_ID = (
    "ticket id", "id du ticket", "id ticket", "numero de ticket", "n° de ticket", "ticket", "conversation id",
    "issue key", "case number", "numero de demande", "n° de demande",
)  # fmt: skip
_SAID = (
    "ticket description", "description", "description du ticket", "first message", "premier message", "message",
    "body", "contenu", "contenu du ticket", "demande",
)  # fmt: skip
_STATE = (
    "ticket status", "status", "statut", "statut du ticket", "state", "conversation state", "etat", "priority",
    "priorite", "ticket priority", "priorite du ticket", "pipeline",
)  # fmt: skip

SUPPORT = Profile(
    id="support",
    name="Tickets (tableau)",
    how="un numéro de ticket ou de conversation, un texte, et un statut ou une priorité",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.9, all_of=(_TICKET_ID, _SAID, _STATE), never=("recommand", "?")),),
    meta=(
        Meta(Role.RESPONSE_ID, _TICKET_ID),
        Meta(
            Role.AUTHOR,
            (
                "customer email",
                "user email",
                "contact email",
                "email",
                "e-mail",
                "customer name",
                "user name",
                "requester",
                "reporter",
                "demandeur",
                "client",
                "contact",
                "associated contact",
            ),
        ),
        Meta(
            Role.TITLE,
            (
                "ticket subject",
                "subject",
                "ticket name",
                "nom du ticket",
                "titre",
                "title",
                "summary",
                "objet",
                "sujet",
            ),
        ),
        Meta(Role.MENTION, _SAID),
        Meta(Role.CHANNEL, ("ticket channel", "channel", "canal", "source", "origine")),
        Meta(
            Role.DATE,
            (
                "create date",
                "created at",
                "created",
                "created time",
                "creation date",
                "date de creation",
                "date d'ouverture",
                "opened at",
                "conversation started at*",
                "date",
            ),
        ),
        Meta(
            Role.ATTRIBUTE,
            (
                *_STATE,
                "ticket type",
                "type",
                "issue type",
                "category",
                "categorie",
                "group",
                "groupe",
                "product",
                "product purchased",
                "produit",
                "customer satisfaction rating",
                "satisfaction",
                "conversation rating",
                "satisfaction score",
            ),
        ),
        Meta(
            Role.IGNORE,
            (
                "ticket owner",
                "owner",
                "assignee",
                "agent",
                "teammate name",
                "technicien",
                "tags",
                "etiquettes",
                "resolution",
                "updated at",
                "closed at",
                "resolved at",
                "first response time",
                "time to resolution",
                "derniere modification",
            ),
        ),
    ),
    dates=DateOrder.DAY_FIRST,
    said_as="ticket",
    spelled=True,
)
