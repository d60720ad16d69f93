"""The words for emotions."""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.models.emotions import Emotion, EmotionAccuracy, Felt
from engage_desktop.wording import tr
from engage_desktop.wording.figures import Line
from engage_desktop.wording.typography import integer, named, percent, quoted


def emotion_name(emotion: Emotion) -> str:
    """« colère »."""
    return {
        Emotion.JOY: tr("joie"),
        Emotion.ANGER: tr("colère"),
        Emotion.SADNESS: tr("tristesse"),
        Emotion.FEAR: tr("peur"),
        Emotion.SURPRISE: tr("surprise"),
        Emotion.DISGUST: tr("dégoût"),
        Emotion.TRUST: tr("confiance"),
    }[emotion]


def emotion_names(felt: Sequence[Felt]) -> str:
    """« joie, colère »."""
    return ", ".join(emotion_name(each.emotion) for each in felt)


def emotions_said(felt: Sequence[Felt]) -> str:
    """« Émotions : colère (« inadmissible »), peur (« j'ai peur ») », nothing where none is said."""
    if not felt:
        return ""
    told = (f"{emotion_name(each.emotion)} ({', '.join(map(quoted, each.words))})" for each in felt)
    return named(tr("Émotions"), ", ".join(told))


def emotions_recipe(each: Sequence[EmotionAccuracy], exact: int, sentences: int) -> tuple[Line, ...]:
    """How emotions are read, and how right that was seen to be."""
    shares = ", ".join(f"{emotion_name(one.emotion)} {percent(one.recall or 0.0)}" for one in each)
    return (
        Line(
            tr("Lecture"),
            tr(
                "mots et expressions d'émotion, sauf niés ou figés dans une formule ; dits ou non, sans intensité"
            ),
        ),
        Line(
            tr("Précision mesurée"),
            tr("{n} phrases sur {total} lues comme étiquetées", n=integer(exact), total=integer(sentences)),
        ),
        Line(tr("Émotions retrouvées"), shares),
        Line(
            tr("Limites"),
            tr(
                "phrases courtes, écrites et étiquetées par nous : attendez moins de vos textes ; la confiance est la "
                "moins sûre, les faits sans mot d'émotion échappent"
            ),
        ),
    )


def emotions_measured(each: Sequence[EmotionAccuracy], exact: int, sentences: int) -> str:
    """How right the reading of emotions was, each emotion's share found again, and what that is worth."""
    return " ".join(f"{named(line.name, line.text)}." for line in emotions_recipe(each, exact, sentences)[1:])
