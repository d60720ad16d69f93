"""The words of the acts of the journal."""

from __future__ import annotations

from collections.abc import Mapping

from engage_desktop.wording import tn, tr


def act_words(verb: str, facts: Mapping[str, str]) -> str:
    """« Code « Délai » appliqué à 3 verbatims » for "code.apply"; an act that has no words yet goes by its name."""
    words = _words().get(verb, verb)
    for fact in ("file", "name", "survey", "title", "label", "question"):
        words = words.replace(f"{{{fact}}}", facts.get(fact, ""))
    return words.replace("{verbatims}", _verbatims(facts.get("n", "")))


def _verbatims(n: str) -> str:
    return tn("{n} verbatim", "{n} verbatims", int(n)) if n.isdecimal() else ""


def _words() -> dict[str, str]:
    return {
        "source.import": tr("Import de « {file} »"),
        "source.remove": tr("Retrait de l'import « {file} »"),
        "study.rename": tr("Étude renommée « {title} »"),
        "code.add": tr("Ajout du code « {name} »"),
        "code.edit": tr("Modification du code « {name} »"),
        "code.move": tr("Déplacement du code « {name} »"),
        "code.delete": tr("Suppression du code « {name} »"),
        "code.apply": tr("Code « {name} » appliqué à {verbatims}"),
        "code.remove": tr("Code « {name} » retiré de {verbatims}"),
        "verbatim.flag": tr("Marque « à revoir » de {verbatims}"),
        "memo.write": tr("Mémo écrit"),
        "sentiment.correct": tr("Sentiment corrigé"),
        "filter.save": tr("Filtre « {name} » enregistré"),
        "filter.delete": tr("Filtre supprimé"),
        "survey.create": tr("Création de l'enquête « {survey} »"),
        "survey.edit": tr("Modification de l'enquête « {survey} »"),
        "survey.duplicate": tr("Copie de l'enquête « {survey} »"),
        "survey.delete": tr("Suppression de l'enquête « {survey} »"),
        "question.add": tr("Ajout de la question « {question} »"),
        "question.edit": tr("Modification de la question « {question} »"),
        "question.condition": tr("Condition de la question « {question} »"),
        "question.move": tr("Déplacement de la question « {question} »"),
        "question.duplicate": tr("Copie de la question « {question} »"),
        "question.delete": tr("Suppression de la question « {question} »"),
    }
