"""The words of « Précision mesurée »: what the labelled sets are, and what their figures mean."""

from __future__ import annotations

import math

from engage_desktop.models.accuracy import Accuracy, TextKind
from engage_desktop.models.sentiment import NEUTRAL_ZONE, Engine
from engage_desktop.wording import tr
from engage_desktop.wording.typography import day, decimal, integer, percent


def set_name(kind: TextKind) -> str:
    """« avis d'assurance »."""
    return {
        TextKind.INSURANCE: tr("Avis d'assurance"),
        TextKind.RESTAURANTS: tr("Avis de restaurants"),
        TextKind.MEALS: tr("Avis de repas livrés"),
        TextKind.TWEETS: tr("Tweets politiques"),
        TextKind.CASES: tr("Cas écrits"),
    }[kind]


def measured_with(found: Accuracy) -> str:
    """When, with what, and how many texts at most."""
    said = tr(
        "Mesuré le {day} sur des textes français dont on connaît le sens : {ours} ({version}) et {reference}, sans "
        "domaine, sans lexique de l'étude, sans calibration.",
        day=day(found.date),
        ours=found.ours.name,
        version=found.ours.version.replace("-", "\u2011"),
        reference=found.reference.name,
    )
    if found.limit is None:
        return said
    return f"{said} {tr('Au plus {n} textes de chaque ensemble.', n=integer(found.limit))}"


def another_engine(found: Accuracy, now: Engine) -> str:
    """That the figures are of another version than the one that reads today; "" when they are not."""
    if now == found.ours:
        return ""
    return tr(
        "Le moteur a changé depuis : la version d'aujourd'hui est {version}. Ces chiffres ne sont plus tout à fait "
        "les siens.",
        version=now.version,
    )


def meanings(found: Accuracy) -> tuple[str, ...]:
    """What the columns mean, what to compare them with, and where the engine is weak."""
    return (
        tr(
            "Bon signe : sur les textes positifs ou négatifs, part de ceux que le moteur met du bon côté ; ne pas se "
            "prononcer compte comme une erreur. Accord à trois classes : la même part, neutres compris. La vérité "
            "est la note donnée avec l'avis, ou la lecture de personnes pour les tweets."
        ),
        _zone(found),
        tr(
            "Pour comparer : deux personnes qui classent de tels textes s'accordent à peu près quatre fois sur cinq "
            "(ordre de grandeur courant, non mesuré ici)."
        ),
        *_sureness(found),
        *_subjectivity(found),
        " ".join(filter(None, (tr("Points faibles : les tweets et l'ironie sans marque."), _neutral(found)))),
        tr("Les cas écrits l'ont été pour ce projet : ils vérifient des règles et ne prédisent rien."),
    )


def _sureness(found: Accuracy) -> tuple[str, ...]:
    """What the confidence that is announced is worth: one sentence, or none."""
    bins = " ; ".join(
        tr(
            "de {low} à {high}, juste à {right}",
            low=percent(each.low),
            high=percent(each.high),
            right=percent(each.right),
        )
        for each in found.sureness
    )
    if not bins:
        return ()
    texts = integer(sum(each.texts for each in found.sureness))
    said = tr(
        "Confiance annoncée par notre moteur et part des textes bien lus ({n} avis et tweets, « mitigé » compté "
        "comme neutre) : {bins}.",
        n=texts,
        bins=bins,
    )
    return (said,)


def _subjectivity(found: Accuracy) -> tuple[str, ...]:
    """What the subjectivity is worth: one sentence, or none."""
    kept = found.subjectivity
    if kept is None:
        return ()
    said = tr(
        "Subjectivité (ce que pèsent les mots qui jugent) : d'un tweet d'opinion et d'un tweet factuel, {ours} fois "
        "sur 100 c'est le premier qui en a le plus ({reference} pour {name}), sur {n} tweets. C'est un indice, pas "
        "une preuve.",
        ours=integer(round(100 * kept.ours)),
        reference=integer(round(100 * kept.reference)),
        name=found.reference.name,
        n=integer(kept.texts),
    )
    return (said,)


def _zone(found: Accuracy) -> str:
    if math.isclose(found.zone, NEUTRAL_ZONE):
        return tr("Un texte est lu comme neutre entre −{zone} et +{zone}.", zone=decimal(found.zone, 2))
    return tr(
        "Ici un texte est lu comme neutre entre −{zone} et +{zone} ; à l'écran, entre −{shown} et +{shown}.",
        zone=decimal(found.zone, 2),
        shown=decimal(NEUTRAL_ZONE, 2),
    )


def _neutral(found: Accuracy) -> str:
    shares = [
        each.ours.neutral
        for each in found.sets
        if each.ours.neutral is not None and each.kind is not TextKind.CASES
    ]
    if not shares:
        return ""
    return tr(
        "Les neutres aussi : selon l'ensemble, {low} à {high} seulement sont reconnus, les avis moyens étant lus "
        "comme positifs ou négatifs.",
        low=percent(min(shares)),
        high=percent(max(shares)),
    )
