"""What another study brings into the open one: each thing read is added, completed, already there, or left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

FORMAT = "engage"  # the import format of a study of this application


class MergeKind(Enum):
    """What is counted, in the order in which it is told."""

    SOURCE = "source"
    SURVEY = "survey"
    QUESTION = "question"
    WAVE = "wave"
    PARTICIPANT = "participant"
    RESPONSE = "response"
    VERBATIM = "verbatim"  # answers, mentions and turns, those of interviewers apart
    ASKED = "asked"  # turns of interviewers
    CODE = "code"
    CODING = "coding"
    MEMO = "memo"
    CORRECTION = "correction"
    FLAG = "flag"
    FIGURE = "figure"  # dated values of imported series
    FILTER = "filter"
    REPORT = "report"
    WORD = "word"  # of the study's own lexicon
    ASPECT = "aspect"
    THEME_WORD = "theme_word"  # stop words, lemmas, compounds of the team


@dataclass(frozen=True, slots=True)
class MergeCount:
    """How the things of one kind ended: read = added + completed + known + left_out."""

    kind: MergeKind
    added: int
    completed: int  # ours, with what they lacked
    known: int
    left_out: int

    @property
    def read(self) -> int:
        """All that the other study has of the kind."""
        return self.added + self.completed + self.known + self.left_out
