"""The words for emotions."""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.models.emotions import Emotion, Felt
from engage_desktop.wording import tr
from engage_desktop.wording.typography import named, quoted


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
