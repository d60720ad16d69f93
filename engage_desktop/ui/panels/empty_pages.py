"""What a screen says of a study without answers yet: what will be here, and the two ways to have it."""

from __future__ import annotations

from engage_desktop.ui.context import Context
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import tr


def without_answers(context: Context, title: str, text: str, *, foot: str = "") -> EmptyState:
    """The page: import first, else design a survey."""
    theme = context.theme
    return EmptyState(
        theme,
        title,
        text,
        primary=Button(
            tr("Importer des réponses"),
            theme,
            kind="primary",
            icon_name="inbox",
            run=lambda: context.go("sources"),
        ),
        secondary=Button(
            tr("Concevoir une enquête"), theme, icon_name="clipboard-list", run=lambda: context.go("enquetes")
        ),
        foot=foot,
    )
