"""Screens whose work comes with a later version: they say so, and lead to what exists today."""

from __future__ import annotations

from engage_desktop.ui.context import Context, Screen
from engage_desktop.ui.panels.panel import Panel
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import tr


class ComingPanel(Panel):
    """A title, what will be here, and where to go meanwhile."""

    def __init__(
        self, context: Context, *, screen: Screen, title: str, text: str, meanwhile: str, go_to: Screen
    ) -> None:
        self.name = screen  # type: ignore[misc] # one class serves three screens
        self._title, self._text, self._meanwhile, self._go_to = title, text, meanwhile, go_to
        super().__init__(context)

    def title(self) -> str:
        """The name of the screen."""
        return self._title

    def build(self) -> None:
        """One page, nothing dead on it."""
        lead = Button(
            self._meanwhile, self.theme, icon_name="arrow-right", run=lambda: self.context.go(self._go_to)
        )
        self.body.addWidget(
            EmptyState(
                self.theme,
                tr("{title} : prochaine version", title=self._title),
                self._text,
                primary=lead,
                drawn=False,
            )
        )


def journey(context: Context) -> Panel:
    """Parcours, to come."""
    return ComingPanel(
        context,
        screen="parcours",
        title=tr("Parcours"),
        text=tr(
            "Cet écran montrera la carte du parcours : étapes, points de contact, satisfaction et points de "
            "friction, chacun relié à ses verbatims. En attendant, un code par étape et les indicateurs par "
            "segment en donnent la matière."
        ),
        meanwhile=tr("Ouvrir les indicateurs"),
        go_to="indicateurs",
    )


def community(context: Context) -> Panel:
    """Communauté, to come."""
    return ComingPanel(
        context,
        screen="communaute",
        title=tr("Communauté"),
        text=tr(
            "Cet écran montrera qui contribue, les ambassadeurs, les détracteurs à rappeler et la liste de "
            "suivi. En attendant, le filtre « nps:detracteurs » des verbatims donne les personnes à rappeler."
        ),
        meanwhile=tr("Ouvrir les verbatims"),
        go_to="verbatims",
    )
