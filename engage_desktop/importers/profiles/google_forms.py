"""Google Forms: answers downloaded from Forms or from its sheet, French or English."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="google_forms",
    name="Google Forms",
    how="première colonne « Horodateur » ou « Timestamp »",
    signatures=(
        Signature(0.97, first=("horodateur",)),
        Signature(
            0.95,
            first=(
                "marca temporal",
                "zeitstempel",
                "carimbo de data/hora",
                "informazioni cronologiche",
                "tijdstempel",
            ),
        ),
        Signature(0.95, sheet=("reponses au formulaire", "form responses")),
        Signature(0.9, first=("timestamp", "horodatage")),
    ),
    meta=(
        Meta(
            Role.DATE,
            (
                "horodateur",
                "timestamp",
                "horodatage",
                "marca temporal",
                "zeitstempel",
                "carimbo de data/hora",
                "informazioni cronologiche",
                "tijdstempel",
            ),
        ),
        Meta(Role.PARTICIPANT, ("adresse e-mail", "nom d'utilisateur", "email address", "username")),
        Meta(Role.IGNORE, ("score", "note totale")),
    ),
    joint=(", ", ";"),
    asks_all=True,
)
