"""Dialogs of what went wrong: an error that a person can act upon, or a fault of ours."""

from __future__ import annotations

import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from engage_desktop import __version__
from engage_desktop.errors import EngageError, Reason
from engage_desktop.ui.context import Choice
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button, Kind
from engage_desktop.ui.widgets.states import ErrorCard
from engage_desktop.wording import tr
from engage_desktop.wording.errors import explain


class ErrorDialog(QDialog):
    """An `ErrorCard` in a dialog; the last button is the one that Enter presses."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        title: str,
        what: str,
        advice: str = "",
        details: str = "",
        icon_name: str = "octagon-alert",
        tone: Token = "danger",
        choices: tuple[Choice, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(560))
        buttons = [Button(tr("Fermer"), theme, kind="ghost" if choices else "primary", run=self.accept)]
        for position, choice in enumerate(choices):
            kind: Kind = "primary" if position == len(choices) - 1 else "default"
            button = Button(choice.text, theme, kind=kind, run=choice.run)
            button.clicked.connect(self.accept)
            buttons.append(button)
        buttons[-1].setDefault(True)
        card = ErrorCard(
            theme,
            title=title,
            what=what,
            advice=advice,
            details=details,
            icon_name=icon_name,
            tone=tone,
            buttons=tuple(buttons),
        )
        card.setObjectName("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        column.addWidget(card)
        buttons[-1].setFocus()


# what is nobody's fault is not shown as an alarm
_CALM: dict[Reason, tuple[str, Token]] = {
    Reason.STUDY_NEWER: ("history", "warn"),
    Reason.STUDY_IN_USE: ("lock", "warn"),
    Reason.STUDY_READ_ONLY: ("lock", "warn"),
    Reason.FILE_MISSING: ("unlink", "warn"),
}


def refusal(
    parent: QWidget | None,
    theme: Theme,
    error: EngageError,
    choices: tuple[Choice, ...] = (),
    *,
    advice: str = "",
) -> ErrorDialog:
    """The dialog of an error that a person can act upon; open it with `open()`. `advice` replaces the usual one."""
    said = explain(error)
    details = "" if error.reason is Reason.LATER else f"{error.reason.value}\n{error.where}"
    icon_name, tone = _CALM.get(error.reason, ("octagon-alert", "danger"))
    return ErrorDialog(
        parent,
        theme,
        title=said.title,
        what=said.what,
        advice=advice or said.advice,
        details=details,
        icon_name=icon_name,
        tone=tone,
        choices=choices,
    )


def crash(parent: QWidget | None, theme: Theme, error: BaseException) -> ErrorDialog:
    """The dialog of a fault of ours."""
    return ErrorDialog(
        parent,
        theme,
        title=tr("Engage a rencontré un problème"),
        what=tr(
            "Cette action n'a pas pu se terminer. Ce qui était enregistré le reste ; votre étude n'est pas abîmée."
        ),
        advice=tr(
            "Réessayez. Si cela se reproduit, copiez les détails et joignez-les à votre message à l'assistance."
        ),
        details=trace(error),
    )


def trace(error: BaseException) -> str:
    """Where it happened, without the values at hand: nothing that a participant said may leave by this road."""
    lines = [f"Engage {__version__} · {type(error).__name__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        name = (
            frame.filename.replace("\\", "/").rsplit("engage_desktop/", 1)[-1].rsplit("site-packages/", 1)[-1]
        )
        lines.append(f"{name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
