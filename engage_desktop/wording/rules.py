"""The rules that weigh a word's sentiment, in words a reader understands."""

from __future__ import annotations

from engage_desktop.models.sentiment import Term
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal


def term_words(term: Term) -> str:
    """« pas terrible » −0,42: négation, mais."""
    return tr(
        "« {words} » {weight} : {rules}",
        words=term.text,
        weight=decimal(term.weight, 2, signed=True),
        rules=rule_words(term.rule),
    )


def passage_words(name: str, weight: float) -> str:
    """« Délai » : −0,42 dans le ton du texte."""
    return tr("« {name} » : {weight} dans le ton du texte", name=name, weight=decimal(weight, 2, signed=True))


def rule_words(rule: str) -> str:
    """The names of rules written `negation+contrast`; one of a later version goes by its identifier."""
    known = _words()
    return ", ".join(known.get(each, each) for each in rule.split("+"))


def _words() -> dict[str, str]:
    return {
        "lexicon": tr("mot du lexique"),
        "expression": tr("expression connue"),
        "negation": tr("négation"),
        "double_negation": tr("double négation"),
        "superlative": tr("superlatif"),
        "intensifier": tr("renforcé"),
        "attenuator": tr("adouci"),
        "diminisher": tr("« peu », « moins »"),
        "excess": tr("excès (« trop »)"),
        "lack": tr("manque"),
        "contrast": tr("opposition (« mais »)"),
        "reserve": tr("réserve (« seul bémol »)"),
        "both": tr("éloge et blâme à la fois"),
        "opening": tr("dès la première phrase"),
        "manners": tr("formule de politesse"),
        "concession": tr("concession (« malgré »)"),
        "conditional": tr("souhait ou regret"),
        "hearsay": tr("propos rapporté"),
        "before": tr("éloge du passé"),
        "quotation": tr("entre guillemets"),
        "question": tr("dans une question"),
        "wished": tr("souhait, la question demande ce qui manque"),
        "hollow": tr("réponse sans avis"),
        "irony": tr("ironie marquée"),
        "story": tr("événement d'une histoire"),
        "absorbed": tr("porté par le mot suivant"),
        "emoji": tr("émoji"),
        "rating": tr("note chiffrée"),
        "capitals": tr("en capitales"),
        "elongation": tr("lettres répétées"),
    }
