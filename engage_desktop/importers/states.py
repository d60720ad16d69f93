"""Rows that are no plain answers: previews, tests of the survey's author, forms left before their end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engage_desktop.importers.cells import folded
from engage_desktop.models.sources import PREVIEW, TEST, UNFINISHED, Mapping, Role

_PREVIEWS = frozenset(
    {"survey preview", "preview", "apercu", "apercu de l'enquete", "previsualisation", "offline preview"}
)
_TESTS = frozenset({"survey test", "test", "test response", "reponse de test", "spam", "imported test"})
_UNFINISHED = frozenset(
    {"partial", "partially completed", "partiel", "partielle", "incomplete", "incomplet", "inachevee", "inacheve",
     "started", "in progress", "en cours", "abandoned", "abandonne", "disqualified", "not completed", "unfinished",
     "opened"}
)  # fmt: skip
_FINISHED = frozenset(
    {"ip address", "adresse ip", "completed", "complete", "complet", "termine", "terminee", "finished", "imported",
     "importe", "response", "reponse", "submitted", "spss import", "offline", "ex"}
)  # fmt: skip
_YES = frozenset({"true", "1", "yes", "oui", "vrai"})
_NO = frozenset({"false", "0", "no", "non", "faux"})
_WHETHER_FINISHED = ("finished", "complete", "completed", "termine", "is complete")
# Qualtrics writes numbers when it exports values.
_NUMBERED = {"0": "", "1": PREVIEW, "2": TEST, "4": "", "8": TEST, "9": PREVIEW, "12": TEST, "16": ""}
_TRIED = frozenset(
    {"test", "tests", "essai", "test test", "ceci est un test", "this is a test", "reponse test", "test reponse",
     "testtest", "test 1", "test 2", "asdf", "azerty", "qwerty"}
)  # fmt: skip
LONGEST_TRIAL = 20  # characters; a longer text is never the author's trial


def state_reader(header: str) -> Callable[[str], str]:
    """What a cell of the column says of its row: "preview", "test", "unfinished", or "" for a plain answer."""
    whether = folded(header) in _WHETHER_FINISHED

    def state(cell: str) -> str:
        said = folded(cell)
        if whether and said in _YES | _NO:
            return UNFINISHED if said in _NO else ""
        if not whether and said in _NUMBERED:
            return _NUMBERED[said]
        for words, name in ((_PREVIEWS, PREVIEW), (_TESTS, TEST), (_UNFINISHED, UNFINISHED)):
            if said in words:
                return name
        return ""

    return state


def tells_states(header: str, cells: frozenset[str]) -> bool:
    """Whether a column of no known tool tells how far its rows went: its name says so, and every one of its cells."""
    plain = folded(header)
    named = plain in (
        *_WHETHER_FINISHED,
        "status",
        "statut",
        "response status",
        "statut de la reponse",
        "etat",
    )
    known = _PREVIEWS | _TESTS | _UNFINISHED | _FINISHED
    known |= (_YES | _NO) if plain in _WHETHER_FINISHED else frozenset()
    return named and bool(cells) and all(folded(cell) in known for cell in cells)


def is_trial(text: str) -> bool:
    """Whether a text is what somebody types to try a form: « test », « essai »."""
    return len(text) <= LONGEST_TRIAL and folded(text).strip(" .!?") in _TRIED


class RowStates:
    """The state of each row of a file, from the columns that tell it, its date, and its texts."""

    def __init__(self, mapping: Mapping, *, needs_date: bool = False) -> None:
        self._told = [
            (column.index, state_reader(column.header))
            for column in mapping.columns
            if column.role is Role.STATUS
        ]
        self._texts = [column.index for column in mapping.columns if column.role is Role.TEXT]
        dates = [column.index for column in mapping.columns if column.role is Role.DATE]
        self._dates = dates if needs_date else []

    def of(self, columns: Sequence[Sequence[str]]) -> dict[int, str]:
        """The rows of a batch, by place, that are no plain answers."""
        found: dict[int, str] = {}
        for place in self._tried(columns):
            found[place] = TEST
        for index in self._dates:
            found.update((place, UNFINISHED) for place, cell in enumerate(columns[index]) if not cell.strip())
        for index, state in self._told:
            known = {cell: state(cell) for cell in set(columns[index])}
            if any(known.values()):
                found.update((place, known[cell]) for place, cell in enumerate(columns[index]) if known[cell])
        return found

    def _tried(self, columns: Sequence[Sequence[str]]) -> list[int]:
        """Rows whose every text is a trial."""
        places: set[int] = set()
        for index in self._texts:
            places.update(
                place
                for place, cell in enumerate(columns[index])
                if 0 < len(cell) <= LONGEST_TRIAL and is_trial(cell)
            )
        return [
            place
            for place in places
            if all(
                not columns[index][place].strip() or is_trial(columns[index][place]) for index in self._texts
            )
        ]
