"""What the FILTER language can say, for whoever asks: the command line and the window."""

from __future__ import annotations

from engage_desktop.wording import tr


def filter_help() -> tuple[tuple[str, str], ...]:
    """(example, meaning) of every key; French and English keys and values mean the same."""
    return (
        (tr("livraison -retard"), tr("le texte parle de livraison, pas de retard")),
        (tr('"très déçu"'), tr("ces mots, dans cet ordre")),
        (tr("mot:caution,cautions"), tr("écrit exactement ainsi, accents compris ; l'une de ces formes")),
        (tr("nps:detracteurs nps:9..10"), tr("groupe ou note de recommandation ; nps:sans")),
        ("csat:4..5 ces:1..3", tr("note de satisfaction, d'effort")),
        (tr("note.Q3:0..6"), tr("note donnée à la question Q3 (son code)")),
        (tr("sentiment:negatif,mitige"), tr("l'un ou l'autre de ces sentiments")),
        (tr("code:Délai code:sans"), tr("porte ce code ou l'un de ses sous-codes ; n'en porte aucun")),
        (tr("univers:2"), tr("univers lexical, par son numéro ou son nom (écran Thèmes)")),
        (tr("aspect:Prix aspect.Prix:negatif"), tr("parle de cet aspect ; sur ce ton-là")),
        (tr("emotion:colere emotion:sans"), tr("dit cette émotion ; n'en dit aucune")),
        (tr("codeur:Lea"), tr("codé par cette personne")),
        (tr("attr.Zone:Centre"), tr("attribut du participant")),
        ("date:2026-01..2026-03", tr("jours, mois ou années ; un bout peut manquer")),
        (tr("enquete:NPS vague:T3 question:Q2"), tr("où, quand et à quoi l'on a répondu")),
        (tr("source:reponses.csv type:mention canal:X"), tr("d'où cela vient")),
        ("participant:P-0142 ref:R-0142", tr("qui parle ; ce verbatim")),
        (tr("lang:fr corrige:oui marque:oui memo:oui"), tr("langue, correction, drapeau, mémo")),
        (tr("discordant:oui"), tr("mots contredits par le score")),
    )


def filter_rules() -> str:
    """How the terms go together."""
    return tr(
        "Tous les termes doivent être vrais. Un tiret devant nie le terme, une virgule veut dire « ou »,"
        " des guillemets droits gardent les espaces."
    )
