"""Identifiers that cannot be mistaken for one another."""

from __future__ import annotations

from typing import NewType

SurveyId = NewType("SurveyId", int)
QuestionId = NewType("QuestionId", int)
OptionId = NewType("OptionId", int)
WaveId = NewType("WaveId", int)
SourceId = NewType("SourceId", int)
ParticipantId = NewType("ParticipantId", int)
AttributeId = NewType("AttributeId", int)
ResponseId = NewType("ResponseId", int)
VerbatimId = NewType("VerbatimId", int)
CodeId = NewType("CodeId", int)
CodingId = NewType("CodingId", int)
CoderId = NewType("CoderId", int)
MemoId = NewType("MemoId", int)
FilterId = NewType("FilterId", int)
ReportId = NewType("ReportId", int)
ActId = NewType("ActId", int)
