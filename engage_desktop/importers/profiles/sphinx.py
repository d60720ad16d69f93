"""Sphinx iQ: a workbook with an « information » sheet, headers in row 2, choices packed to the left."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role

PROFILE = Profile(
    id="sphinx",
    name="Sphinx iQ",
    how="feuille « information » avec « Fichier de données produit par Sphinx iQ »",
    signatures=(
        Signature(0.98, sheet_text=("fichier de donnees produit par sphinx",)),
        Signature(0.9, first=("n°obs", "nºobs", "n obs")),
    ),
    meta=(
        Meta(Role.RESPONSE_ID, ("n°obs", "nºobs", "n obs", "")),
        Meta(Role.DATE, ("date_saisie", "date de saisie", "date_enreg")),
        Meta(
            Role.IGNORE,
            (
                "date_modif",
                "temps_saisie",
                "origine_saisie",
                "langue_saisie",
                "appareil_saisie",
                "progression",
                "dernière question saisie",
                "derniere_question_saisie",
            ),
        ),
    ),
    spread=("packed",),
)
