"""What people write or say to a company: contact forms and call logs, any table of them."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role, SourceKind

_NEVER = ("recommand", "recommend", "nps", "satisf", "reseau", "likes")
_MESSAGE = (
    "message",
    "votre message",
    "your message",
    "your-message",
    "votre demande",
    "demande",
    "commentaire",
)
_MAIL = (
    "e-mail",
    "email",
    "adresse e-mail",
    "adresse email",
    "courriel",
    "mail",
    "your-email",
    "email address",
    "votre e-mail",
)
_NAME = ("nom", "name", "your-name", "nom et prenom", "prenom", "votre nom", "full name")
_SUBJECT = ("objet", "sujet", "subject", "your-subject", "motif")
_CALL = (
    "notes d'appel",
    "note d'appel",
    "call notes",
    "compte rendu",
    "compte-rendu",
    "resume de l'appel",
    "call summary",
    "transcription",
)
_CALLER = ("appelant", "caller", "numero appelant", "numero de l'appelant", "from number", "client")
_CALL_DATE = (
    "date d'appel",
    "date de l'appel",
    "call date",
    "heure d'appel",
    "call time",
    "date et heure",
    "date",
    "start time",
)
_LENGTH = ("duree", "duree d'appel", "duree de l'appel", "duration", "call duration")

CONTACT = Profile(
    id="contact_form",
    name="Formulaire de contact (tableau)",
    how="colonnes « Message », « E-mail » et « Nom » ou « Objet »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.88, all_of=(_MESSAGE, _MAIL, (*_NAME, *_SUBJECT)), never=_NEVER),),
    meta=(
        Meta(Role.MENTION, _MESSAGE),
        Meta(Role.AUTHOR, (*_MAIL, *_NAME)),
        Meta(Role.TITLE, _SUBJECT),
        Meta(
            Role.DATE, ("date", "date d'envoi", "submitted at", "entry date", "date de soumission", "recu le")
        ),
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "flamingo_id",
                "entry id",
            ),
        ),
    ),
    dates=DateOrder.DAY_FIRST,
    said_as="contact",
)

CALLS = Profile(
    id="call_log",
    name="Journal d'appels (tableau)",
    how="colonnes « Notes d'appel » ou « Compte rendu », avec « Appelant » ou « Durée »",
    kind=SourceKind.MENTIONS,
    signatures=(Signature(0.88, all_of=(_CALL, _CALL_DATE, (*_CALLER, *_LENGTH)), never=_NEVER),),
    meta=(
        Meta(Role.MENTION, _CALL),
        Meta(Role.AUTHOR, _CALLER),
        Meta(Role.DATE, _CALL_DATE),
        Meta(Role.TITLE, ("motif", "objet", "subject", "reason")),
        Meta(Role.ATTRIBUTE, ("agent", "file", "queue", "direction", "sens")),
        Meta(Role.IGNORE, _LENGTH),
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "call id",
                "identifiant",
            ),
        ),
    ),
    dates=DateOrder.DAY_FIRST,
    said_as="call",
)
