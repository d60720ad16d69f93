"""The words of the lexicon: domains, strengths, why an entry is or is not read."""

from __future__ import annotations

from engage_desktop.models.lexicon import BASE, Contradiction, KnownWord
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal, percent


def pack_name(pack: str) -> str:
    """« Relation client »; the base has its own name."""
    return {
        BASE: tr("Base"),
        "relation_client": tr("Relation client"),
        "restauration": tr("Restauration"),
        "sante": tr("Santé"),
        "culture": tr("Culture"),
        "transport": tr("Transport"),
        "administration": tr("Administration"),
        "associations": tr("Associations"),
        "reseaux_sociaux": tr("Réseaux sociaux"),
    }.get(pack, pack)


def strength(value: float) -> str:
    """« +2 », « −0,5 », « éteint »."""
    if not value:
        return tr("éteint")
    return decimal(value, 0 if value == round(value) else 1, signed=True)


def whence(known: KnownWord) -> str:
    """Where an entry comes from, and whether it is read."""
    if known.own:
        return tr("Mot de l'étude")
    if known.rule:
        return tr("Mot des règles")
    name = pack_name(known.pack)
    return name if known.read else tr("{name} (non lu)", name=name)


def against(found: Contradiction) -> str:
    """« 11 textes sur 12 vont dans l'autre sens (92 %) »."""
    return tr(
        "{against} textes sur {n} vont dans l'autre sens ({share})",
        against=found.against,
        n=found.n,
        share=percent(found.against / found.n),
    )


def other_engine() -> str:
    """Why no word is contradicted when the study is read by another engine."""
    return tr(
        "Cette étude est lue par textblob-fr, qui ne lit pas le Lexique FR : choisissez Lexique FR pour comparer "
        "ses mots aux scores."
    )
