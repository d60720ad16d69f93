"""An interview to read, of two who answer and one who asks."""

from __future__ import annotations

from pathlib import Path

from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.interviews import Interview
from engage_desktop.operations import sources, studies
from engage_desktop.store import interviews
from engage_desktop.store.database import Study

TALK = """Date : 12/09/2026
Ville : Nantes
Âge : 34 ans

Thème 1 : Découverte
Enquêtrice : Comment avez-vous découvert le service ?
Nadia : Par une collègue 😍. Au début c'était pénible. La caution a été prélevée deux fois.
Enquêtrice : Et vous ?
Karim : Je connaissais déjà l'application.

Thème 2 : Irritants
Nadia : La station est vide le matin. J'attends dix minutes.
Karim : Les freins sont usés.
"""
FIRST = "Par une collègue 😍. Au début c'était pénible. La caution a été prélevée deux fois."


def talk_file(folder: Path, text: str = TALK, *, name: str = "entretien.txt") -> Path:
    """The notes as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def talk_study(folder: Path) -> Study:
    """A study that holds it, open."""
    study = studies.create(folder / "paroles.engage", title="Paroles")
    sources.import_file(study, talk_file(folder))
    return study


def talk(study: Study, *, at: int = 1) -> Interview:
    """The interview that holds the verbatim of that id."""
    with study.read() as session:
        return interviews.around(session, at)


def turn(study: Study, words: str) -> VerbatimId:
    """The turn that holds these words."""
    return next(each.row.id for each in talk(study).turns if words in each.row.text)


def said(study: Study) -> list[tuple[str, str]]:
    """Who says what, in order."""
    return [(each.speaker, each.row.text) for each in talk(study).turns]
