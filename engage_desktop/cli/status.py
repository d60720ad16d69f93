"""The exit status of a call."""

from __future__ import annotations

from engage_desktop.errors import Reason

DONE = 0
REFUSED = 1
CALL_OFF = 2
DAMAGED = 3
NEWER = 4
IN_USE = 5
READ_ONLY = 6
INTERRUPTED = 130  # as shells count a stop by the keyboard
UNREAD = 141  # as shells count a reader that left

_OF_REASON = {
    Reason.FILTER_UNKNOWN_KEY: CALL_OFF,
    Reason.FILTER_BAD_VALUE: CALL_OFF,
    Reason.FILTER_UNCLOSED_QUOTE: CALL_OFF,
    Reason.SURVEY_UNKNOWN: CALL_OFF,
    Reason.SCORED_QUESTION_UNKNOWN: CALL_OFF,
    Reason.ATTRIBUTE_UNKNOWN: CALL_OFF,
    Reason.CODE_UNKNOWN: CALL_OFF,
    Reason.ASPECT_UNKNOWN: CALL_OFF,
    Reason.COLUMN_UNKNOWN: CALL_OFF,
    Reason.FIGURE_UNKNOWN: CALL_OFF,
    Reason.FORMAT_ID_UNKNOWN: CALL_OFF,
    Reason.EXPORT_KIND_UNKNOWN: CALL_OFF,
    Reason.SCREEN_UNKNOWN: CALL_OFF,
    Reason.NAME_EMPTY: CALL_OFF,
    Reason.STUDY_DAMAGED: DAMAGED,
    Reason.STUDY_NEWER: NEWER,
    Reason.STUDY_IN_USE: IN_USE,
    Reason.STUDY_READ_ONLY: READ_ONLY,
}


def of(reason: Reason) -> int:
    """The status for a refusal: 2 when a name given in the call is unknown, 1 unless the study itself is the cause."""
    return _OF_REASON.get(reason, REFUSED)
