"""The words of a sentiment label."""

from __future__ import annotations

from engage_desktop.wording import tr


def label_word(label: str) -> str:
    """« négatif » for "negative"."""
    return {
        "negative": tr("négatif"),
        "neutral": tr("neutre"),
        "positive": tr("positif"),
        "mixed": tr("mitigé"),
    }[label]
