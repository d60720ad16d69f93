"""The emotions that a text says in words; what negation, irony or a formula turns is not said.

The reading is that of Lexique FR (its tokens, lemmas, expressions and negations) over words of emotion, which are a
lexicon of their own: neither changes the other.
"""

from __future__ import annotations

from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.models.emotions import EMOTIONS, Emotion, Felt
from engage_desktop.models.lexicon import Lexicon

VERSION = "1"  # of what is made of the engine's reading


class EmotionReader:
    """Reads emotions with a lexicon whose packs are the emotions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._engine = LexiconEngine(lexicon)
        self._of = {each.words: Emotion(each.pack) for each in lexicon.entries}
        self.version = f"{VERSION}-{self._engine.engine.version}"

    def read(self, text: str) -> tuple[Felt, ...]:
        """The emotions of `text` in their usual order, each with its words as they are written there."""
        found: dict[Emotion, dict[str, None]] = {}
        for entry, _strength, written in self._engine.held(text):
            emotion = self._of.get(entry)
            if emotion is not None:
                found.setdefault(emotion, {})[written] = None
        return tuple(Felt(each, tuple(found[each])) for each in EMOTIONS if each in found)
