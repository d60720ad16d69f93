"""Microsoft Forms: the workbook of answers, French or English."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="ms_forms",
    name="Microsoft Forms",
    how="colonnes « ID », « Heure de début », « Heure de fin » (ou leurs noms anglais)",
    signatures=(
        Signature(
            0.97,
            first=("id",),
            all_of=(("start time", "heure de debut"), ("completion time", "heure de fin")),
        ),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("id",)),
        Meta(Role.DATE, ("completion time", "heure de fin")),
        Meta(Role.PARTICIPANT, ("email", "adresse de messagerie")),
        Meta(Role.LANGUAGE, ("langue", "language")),
        Meta(
            Role.IGNORE,
            (
                "start time",
                "heure de debut",
                "name",
                "nom",
                "last modified time",
                "heure de la derniere modification",
                "total points",
                "total des points",
                "quiz feedback",
                "commentaires sur le questionnaire",
                "commentaires du questionnaire",
                "commentaires sur le quiz",
                "nombre total de points",
                "points totaux",
                "points - *",
                "feedback - *",
                "commentaires - *",
            ),
        ),
    ),
    joint=(";",),
    asks_all=True,
)
