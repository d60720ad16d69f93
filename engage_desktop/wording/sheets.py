"""The words of exported tables."""

from __future__ import annotations

from engage_desktop.models.indicators import Unit
from engage_desktop.models.sheets import Heads
from engage_desktop.wording import tr


def heads() -> Heads:
    """The headers in the language in use."""
    return Heads(
        verbatims=tr("Verbatims"),
        responses=tr("Réponses"),
        indicators=tr("Indicateurs"),
        codebook=tr("Plan de codes"),
        aspects=tr("Aspects"),
        reference=tr("Réf."),
        text=tr("Texte"),
        kind=tr("Genre"),
        participant=tr("Participant"),
        date=tr("Date"),
        survey=tr("Enquête"),
        wave=tr("Vague"),
        question=tr("Question"),
        channel=tr("Canal"),
        language=tr("Langue"),
        nps=tr("NPS"),
        sentiment=tr("Sentiment"),
        polarity=tr("Polarité"),
        corrected=tr("Corrigé"),
        emotions=tr("Émotions"),
        codes=tr("Codes"),
        flagged=tr("À revoir"),
        memo=tr("Mémo"),
        file=tr("Fichier"),
        row=tr("Ligne"),
        yes=tr("oui"),
        indicator=tr("Indicateur"),
        group=tr("Groupe"),
        unit=tr("Unité"),
        base=tr("Base"),
        set_aside=tr("Mis à part"),
        value=tr("Valeur"),
        low=tr("Intervalle à 95 %, bas"),
        high=tr("Intervalle à 95 %, haut"),
        code=tr("Code"),
        path=tr("Chemin"),
        color=tr("Couleur"),
        key=tr("Touche"),
        description=tr("Description"),
        count=tr("Nombre de verbatims"),
        aspect=tr("Aspect"),
        share=tr("Part"),
        negatives=tr("Négatifs"),
        neutrals=tr("Neutres"),
        positives=tr("Positifs"),
        nps_with=tr("NPS avec"),
        nps_without=tr("NPS sans"),
        nps_gap=tr("Écart de NPS"),
        gap_low=tr("Écart de NPS, intervalle à 95 %, bas"),
        gap_high=tr("Écart de NPS, intervalle à 95 %, haut"),
        dont_know=tr("ne sait pas"),
        not_applicable=tr("non concerné"),
        refused=tr("ne souhaite pas répondre"),
        written=tr("Dans le fichier"),
        date_written=tr("Date dans le fichier"),
        question_written=tr("{question} (dans le fichier)", question="{question}"),
        counters=tuple((name, counter_name(name)) for name in COUNTERS),
    )


COUNTERS = ("likes", "shares", "comments", "reach", "impressions")


def counter_name(name: str) -> str:
    """« j'aime », « partages »…: what a counter of a mention counts."""
    return {
        "likes": tr("j'aime"),
        "shares": tr("partages"),
        "comments": tr("commentaires"),
        "reach": tr("de portée"),
        "impressions": tr("impressions"),
    }.get(name, name)


def said_how(kind: str) -> str:
    """How a verbatim was said: « réponse », « mention »…"""
    return {
        "answer": tr("réponse"),
        "mention": tr("mention"),
        "turn": tr("entretien"),
        "ticket": tr("ticket"),
        "call": tr("appel"),
        "contact": tr("contact"),
    }.get(kind, kind)


def unit_name(unit: Unit) -> str:
    """« points », « % »…"""
    return {
        Unit.POINTS: tr("points"),
        Unit.PERCENT: "%",
        Unit.SCORE: tr("note"),
        Unit.MONEY: "€",
        Unit.COUNT: tr("nombre"),
    }[unit]
