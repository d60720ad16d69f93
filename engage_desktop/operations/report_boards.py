"""The boards that the figures of a report are drawn from."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Board
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.models.reports import FigureView, ReportItem
from engage_desktop.models.themes import ThemeMaterial
from engage_desktop.operations import indicators, themes
from engage_desktop.progress import Progress
from engage_desktop.store.database import Session

_GONE = frozenset({Reason.SURVEY_UNKNOWN, Reason.FILTER_BAD_VALUE, Reason.ATTRIBUTE_UNKNOWN})


def latest(session: Session, *, survey: str = "", filter: str = "", lead: str = "") -> Board:
    """The last wave or period against the one before; the whole time where nobody answered in it."""
    board = indicators.board(session, survey=survey, filter=filter, lead=lead)
    if board.leading is not None and not board.leading.n:
        return indicators.board(session, survey=survey, filter=filter, lead=lead, compare=("", ""))
    return board


class Boards:
    """The boards that the figures of a report need, each computed once."""

    def __init__(self, session: Session, board: Board) -> None:
        self._session = session
        self._known: dict[tuple[str, FigureView], Board | None] = {}
        self._first = board

    def of(self, item: ReportItem, narrowed: str) -> Board | None:
        """The board whose leading indicator the figure draws; None where the study has no such indicator."""
        if item.figure is None or item.figure.indicator is None:
            return None
        wanted, view = item.figure.indicator, item.view
        expression = " ".join(part for part in (narrowed, item.filter) if part)
        board = self._board(expression, replace(view, lead=""))
        if board is None:
            return None
        if wanted is IndicatorKind.SENTIMENT:
            return board if _card(board, wanted) else None
        lead = _card(board, wanted, named=view.lead)
        return None if lead is None else self._board(expression, replace(view, lead=lead))

    def themes_of(
        self, item: ReportItem, narrowed: str, *, progress: Progress | None = None
    ) -> ThemeMaterial | None:
        """What the chart of themes draws; None for another slide, or where its filter or groups are no more."""
        if item.figure is None or item.figure.theme is None:
            return None
        view = item.view
        asked = themes.Asked(
            " ".join(part for part in (narrowed, item.filter) if part),
            step=view.step,
            links=view.links or "g2",
            sides=view.sides,
        )
        try:
            return themes.material(self._session, item.figure.theme, asked, progress=progress)
        except EngageError as error:
            if error.reason in _GONE:
                return None
            raise

    def _board(self, expression: str, view: FigureView) -> Board | None:
        first = self._first
        latest = not view.survey and view.compare is None
        if latest and expression == first.scope.filter and view.lead in ("", _led_by(first)):
            return first
        key = (expression, view)
        if key not in self._known:
            self._known[key] = _viewed(self._session, expression, view)
        return self._known[key]


def _led_by(board: Board) -> str:
    return board.leading.id if board.leading else ""


def _viewed(session: Session, expression: str, view: FigureView) -> Board | None:
    """The board as it was when the figure was added; None where its survey, wave or attribute is no more."""
    try:
        if view.compare is None:
            return latest(session, survey=view.survey, filter=expression, lead=view.lead)
        return indicators.board(
            session, survey=view.survey, filter=expression, lead=view.lead, compare=view.compare
        )
    except EngageError as error:
        if error.reason in _GONE:
            return None
        raise


def _card(board: Board, kind: IndicatorKind, *, named: str = "") -> str | None:
    """The id of the indicator of that kind that is `named`, else of the first that has answers."""
    found = [
        c.indicator.id for c in board.cards if c.indicator.kind is kind and c.indicator.value is not None
    ]
    if named:
        return named if named in found else None
    return found[0] if found else None
