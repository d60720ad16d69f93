"""Aspects: what a text speaks of (delay, price, welcome), each known by its seeds."""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.models.indicators import Behind, Change, Interval, ThemeImpact
from engage_desktop.models.sentiment import Label


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect and the words and whole expressions that speak of it, written as in the lexicon."""

    name: str
    seeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AspectFeeling:
    """What a text feels of an aspect; `spans` are its mentions, in code points."""

    name: str
    polarity: float
    label: Label
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AspectFigure:
    """What the verbatims of a selection feel of an aspect: how many speak of it, the mean tone of what they say of it.

    `mean` and its Student interval are in −1 to +1; the counts by label add up to `verbatims`. `impact` is the NPS of
    the responses that speak of it against the others'.
    """

    name: str
    seeds: tuple[str, ...]
    verbatims: int
    share: float
    mean: float | None
    ci95: Interval | None
    negative: int
    neutral: int
    positive: int
    impact: ThemeImpact
    behind: Behind | None = None
    behind_negative: Behind | None = None
    behind_positive: Behind | None = None

    @property
    def tone(self) -> Change:
        """What the interval tells of the tone: favourable, unfavourable, or nothing."""
        if self.ci95 is None or self.ci95.low <= 0 <= self.ci95.high:
            return Change.INCONCLUSIVE
        return Change.FAVOURABLE if self.ci95.low > 0 else Change.UNFAVOURABLE


@dataclass(frozen=True, slots=True)
class SeedHits:
    """Where a seed is found: how many verbatims, and the first of them in context."""

    seed: str
    verbatims: int
    forms: tuple[str, ...] = ()
    behind: Behind | None = None


USUAL = (
    Aspect(
        "Délai",
        (
            "délai",
            "retard",
            "attente",
            "attendre",
            "rapidité",
            "rapide",
            "lent",
            "lenteur",
            "longtemps",
            "à l'heure",
        ),
    ),
    Aspect(
        "Prix", ("prix", "tarif", "cher", "coût", "coûter", "facture", "hors de prix", "bon marché", "payer")
    ),
    Aspect(
        "Accueil",
        ("accueil", "accueillir", "accueillant", "sourire", "souriant", "aimable", "personnel", "guichet"),
    ),
    Aspect("Qualité", ("qualité", "solide", "fiable", "défectueux", "produit", "finition")),
    Aspect(
        "Application",
        ("application", "appli", "site internet", "site web", "connexion", "bug", "mot de passe"),
    ),
)
