"""The words of what a check of a study finds."""

from __future__ import annotations

from engage_desktop.wording import tr


def problem_words(what: str) -> str:
    """One sentence for what is wrong."""
    return {
        "unreadable": tr("Des pages du fichier sont abîmées."),
        "broken_reference": tr("Des éléments renvoient à d'autres qui n'existent plus."),
        "altered_text": tr("Le texte d'au moins un verbatim a été altéré."),
        "altered_coding": tr("Au moins un passage codé ne correspond plus à son texte."),
        "search_incomplete": tr("L'index de recherche est incomplet."),
    }.get(what, tr("Défaut : {what}.", what=what))


def advice_words(advice: str) -> str:
    """One sentence for what to do."""
    return {
        "restore": tr("Restaurez une sauvegarde : engage-desktop restore SAUVEGARDE --to NOUVEAU.engage."),
        "repair": tr(
            "Les verbatims sont intacts, mais la recherche peut en oublier :"
            " engage-desktop check ÉTUDE --repair refait l'index."
        ),
    }.get(advice, "")
