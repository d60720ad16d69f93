"""What can go wrong and a person can act upon.

An `EngageError` carries facts (which file, which row, which value), never a sentence: the sentence and its
advice are written once, in French and English, in `engage_desktop.wording.errors`. Anything that is not an
`EngageError` is our own fault and reaches the crash dialog.
"""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """Why something was refused; each has its sentence and its advice in `wording.errors`."""

    # files to read
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_UNREADABLE = "file_unreadable"  # permission, input/output error; fact: detail
    FORMAT_UNKNOWN = "format_unknown"  # the content is none of ours
    FORMAT_MISMATCH = "format_mismatch"  # the ending promises something else; facts: expected, found
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105 - a reason, no secret
    FILE_DAMAGED = "file_damaged"  # fact: detail
    FILE_TOO_LARGE = "file_too_large"  # facts: limit, unit (MiB, characters, columns…), perhaps row
    XML_WITH_DTD = "xml_with_dtd"
    NO_ROWS = "no_rows"
    NO_TEXT = "no_text"  # a scan: pictures of text; fact: pages
    NO_USEFUL_COLUMN = "no_useful_column"
    UNCLOSED_QUOTE = "unclosed_quote"  # fact: row
    MAPPING_INVALID = "mapping_invalid"  # fact: detail
    READER_FAILED = "reader_failed"  # the limited process stopped; fact: detail
    # studies
    STUDY_EXISTS = "study_exists"
    STUDY_NOT_ONE = "study_not_one"
    STUDY_NEWER = "study_newer"  # facts: found, known
    STUDY_DAMAGED = "study_damaged"  # fact: detail
    STUDY_IN_USE = "study_in_use"
    STUDY_READ_ONLY = "study_read_only"
    DISK_FULL = "disk_full"
    FOLDER_READ_ONLY = "folder_read_only"
    FOLDER_MISSING = "folder_missing"
    # words of a call
    FILTER_UNKNOWN_KEY = "filter_unknown_key"  # facts: key, known
    FILTER_BAD_VALUE = "filter_bad_value"  # facts: key, value
    FILTER_UNCLOSED_QUOTE = "filter_unclosed_quote"
    COLUMN_UNKNOWN = "column_unknown"  # facts: name, known
    FORMAT_ID_UNKNOWN = "format_id_unknown"  # facts: name, known
    FIGURE_UNKNOWN = "figure_unknown"  # facts: name, known
    SURVEY_UNKNOWN = "survey_unknown"  # facts: name, known
    SURVEY_EXISTS = "survey_exists"  # fact: name
    SURVEY_WITHOUT_QUESTIONS = "survey_without_questions"  # fact: name
    QUESTION_UNKNOWN = "question_unknown"  # fact: id
    SCALE_INVALID = "scale_invalid"  # facts: low, high
    SCORED_QUESTION_UNKNOWN = "scored_question_unknown"  # facts: name, known
    ATTRIBUTE_UNKNOWN = "attribute_unknown"  # facts: name, known
    CODE_UNKNOWN = "code_unknown"  # fact: name
    CODE_EXISTS = "code_exists"  # fact: name
    SOURCE_UNKNOWN = "source_unknown"  # fact: id
    SOURCE_OTHER_FILE = "source_other_file"  # facts: where, name
    VERBATIM_UNKNOWN = "verbatim_unknown"  # fact: id
    TURN_UNKNOWN = "turn_unknown"  # fact: id
    TURN_AT_ITS_END = "turn_at_its_end"  # nothing would stand on one side of the cut
    TURN_ALONE = "turn_alone"  # no turn beside it to join
    SLIDE_UNKNOWN = "slide_unknown"
    NAME_EMPTY = "name_empty"
    WORD_EMPTY = "word_empty"
    SEED_TOO_COMMON = "seed_too_common"  # fact: name
    SEED_TAKEN = "seed_taken"  # facts: name, aspect
    ASPECT_UNKNOWN = "aspect_unknown"  # facts: name, known
    ASPECT_EXISTS = "aspect_exists"  # fact: name
    ASPECTS_UNREAD = "aspects_unread"
    EMOTIONS_UNREAD = "emotions_unread"
    WORD_OF_RULES = "word_of_rules"  # fact: name
    STRENGTH_INVALID = "strength_invalid"  # fact: most
    SPAN_OUTSIDE = "span_outside"  # facts: start, end, length
    QUESTION_CODE_TAKEN = "question_code_taken"  # fact: code
    QUESTION_CODE_INVALID = "question_code_invalid"  # facts: code, longest
    EXPORT_KIND_UNKNOWN = "export_kind_unknown"  # fact: ending
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    NOTHING_TO_EXPORT = "nothing_to_export"
    SCREEN_UNKNOWN = "screen_unknown"  # facts: name, known
    LATER = "later"  # the work of a coming version; fact: what
    NO_DISPLAY = "no_display"  # no screen to open a window on
    SQLITE_TOO_OLD = "sqlite_too_old"  # facts: found, needed


class EngageError(Exception):
    """Something a person can act upon.

    `where` names the file or the thing concerned (a path is shown by its name); `facts` fill the sentence.
    """

    def __init__(self, reason: Reason, *, where: str = "", **facts: str | int | float) -> None:
        super().__init__(reason.value, where, facts)
        self.reason = reason
        self.where = where
        self.facts = facts

    def __str__(self) -> str:
        """The reason and its facts, for a log; people read `wording.errors.sentence`."""
        facts = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.reason.value}({self.where}{'; ' if facts else ''}{facts})"


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user pressed « Arrêter »; whoever catches it leaves nothing half done."""
