"""Aspects: what a text speaks of (delay, price, welcome), each known by its seeds."""

from __future__ import annotations

from dataclasses import dataclass

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
