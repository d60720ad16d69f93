"""What every sentiment engine can do; which one a study uses is its own choice."""

from __future__ import annotations

from typing import Protocol

from engage_desktop.models.sentiment import Engine, Sentiment


class Reader(Protocol):
    """An engine ready to read; the same text always gives the same reading."""

    engine: Engine

    def read(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text`, its terms left out where that is quicker.

        `wished`: it answers a question that asks what is missing (`analysis.wishes`).
        """

    def score(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text` with the terms that carry it."""
