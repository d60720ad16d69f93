"""The sentence of each act of the journal: what was done, to what, how many times."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engage_desktop.models.study import Act
from engage_desktop.wording import tn, tr

_FACT = re.compile(r"\{(\w+)\}")


def said(act: Act) -> str:
    """« Code « Délai » appliqué à 3 verbatims »."""
    return act_words(act.verb, dict(act.facts))


def act_words(verb: str, facts: Mapping[str, str]) -> str:
    """The sentence of an act by its verb and its facts; one of a later version goes by its identifier."""
    words = _words(facts).get(verb, verb)
    if verb == "source.import" and facts.get("n", "").isdecimal():
        words += " " + tn("({n} ligne)", "({n} lignes)", int(facts["n"]))
    if verb == "study.merge" and facts.get("n", "").isdecimal():
        words += " " + tn("({n} élément)", "({n} éléments)", int(facts["n"]))
    known = {**facts, "verbatims": _verbatims(facts.get("n", "")), "turns": _turns(facts.get("n", ""))}
    return _FACT.sub(lambda found: known.get(found[1], ""), words)  # names are put in as they were given


def known_verbs() -> frozenset[str]:
    """The verbs that have their sentence."""
    return frozenset(_words({}))


def _verbatims(n: str) -> str:
    return tn("{n} verbatim", "{n} verbatims", int(n)) if n.isdecimal() else tr("des verbatims")


def _turns(n: str) -> str:
    return (
        tn("{n} tour de parole", "{n} tours de parole", int(n))
        if n.isdecimal()
        else tr("des tours de parole")
    )


def _words(facts: Mapping[str, str]) -> dict[str, str]:
    named, labelled = bool(facts.get("name")), bool(facts.get("label"))
    return {
        "source.import": tr("Import de « {file} »"),
        "source.reread": tr("Nouvelle lecture de « {file} »"),
        "source.remove": tr("Retrait de l'import « {file} »"),
        "source.watch": tr("Dossier « {folder} » surveillé"),
        "source.unwatch": tr("Plus de dossier surveillé"),
        "study.merge": tr("Fusion de « {file} »"),
        "study.rename": tr("Étude renommée « {title} »"),
        "code.add": tr("Ajout du code « {name} »"),
        "code.edit": tr("Modification du code « {name} »"),
        "code.move": tr("Déplacement du code « {name} »"),
        "code.delete": tr("Suppression du code « {name} »"),
        "code.apply": tr("Code « {name} » appliqué à {verbatims}"),
        "code.theme": tr("Thème « {name} » codé sur {verbatims}"),
        "theme.words": tr("Mots de l'étude modifiés"),
        "theme.worlds": tr("Nombre d'univers lexicaux choisi"),
        "theme.name": tr("Univers lexical nommé « {name} »"),
        "code.remove": tr("Code « {name} » retiré de {verbatims}")
        if named
        else tr("Code retiré de {verbatims}"),
        "verbatim.flag": tr("Marque « à revoir » de {verbatims}"),
        "turn.split": tr("Tour {ref} coupé en deux"),
        "turn.join": tr("Tours {ref} et {other} joints"),
        "turn.speaker": tr("Parole donnée à {name} : {turns}"),
        "memo.write": tr("Mémo écrit"),
        "sentiment.correct": tr("Sentiment corrigé") if labelled else tr("Correction du sentiment retirée"),
        "sentiment.engine": tr("Sentiment lu par « {name} »"),
        "sentiment.learn": tr("Sentiment calibré sur les scores de l'étude"),
        "sentiment.calibration": tr("Calibration du sentiment activée")
        if labelled
        else tr("Calibration du sentiment désactivée"),
        "lexicon.put": tr("Lexique de l'étude : « {name} » change de force"),
        "lexicon.off": tr("Lexique de l'étude : « {name} » éteint"),
        "lexicon.remove": tr("Lexique de l'étude : « {name} » retiré"),
        "aspect.put": tr("Aspect « {name} » modifié"),
        "aspect.remove": tr("Aspect « {name} » retiré"),
        "aspect.reset": tr("Aspects d'usage repris"),
        "filter.save": tr("Filtre « {name} » enregistré"),
        "filter.delete": tr("Filtre supprimé"),
        "report.create": tr("Création du rapport « {title} »"),
        "report.add": tr("Ajout au rapport « {title} »"),
        "report.edit": tr("Modification du rapport « {title} »"),
        "report.move": tr("Nouvel ordre du rapport « {title} »"),
        "report.remove": tr("Diapositive retirée du rapport « {title} »"),
        "survey.create": tr("Création de l'enquête « {survey} »"),
        "survey.edit": tr("Modification de l'enquête « {survey} »"),
        "survey.duplicate": tr("Copie de l'enquête « {survey} »"),
        "survey.delete": tr("Suppression de l'enquête « {survey} »"),
        "question.add": tr("Ajout de la question « {question} »")
        if facts.get("question")
        else tr("Ajout d'une question"),
        "question.edit": tr("Modification de la question « {question} »"),
        "question.treat_as_nps": tr("Question « {question} » lue comme un NPS"),
        "question.condition": tr("Condition de la question « {question} »"),
        "question.move": tr("Déplacement de la question « {question} »"),
        "question.duplicate": tr("Copie de la question « {question} »"),
        "question.delete": tr("Suppression de la question « {question} »"),
    }
