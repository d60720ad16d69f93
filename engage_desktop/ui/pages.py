"""The screens of the window in the order of the sidebar, declared; each is imported when first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engage_desktop.ui.context import Context, Screen
from engage_desktop.ui.panels.panel import Panel
from engage_desktop.wording import tr


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: its name, its words (in French, given to `tr`), its icon, its group, and what makes it."""

    name: Screen
    label: str
    icon: str
    group: str
    make: Callable[[Context], Panel]


def _surveys(context: Context) -> Panel:
    from engage_desktop.ui.panels.surveys import SurveysPanel

    return SurveysPanel(context)


def _sources(context: Context) -> Panel:
    from engage_desktop.ui.panels.sources import SourcesPanel

    return SourcesPanel(context)


def _verbatims(context: Context) -> Panel:
    from engage_desktop.ui.panels.verbatims import VerbatimsPanel

    return VerbatimsPanel(context)


def _themes(context: Context) -> Panel:
    from engage_desktop.ui.panels.themes import ThemesPanel

    return ThemesPanel(context)


def _indicators(context: Context) -> Panel:
    from engage_desktop.ui.panels.indicators import IndicatorsPanel

    return IndicatorsPanel(context)


def _journey(context: Context) -> Panel:
    from engage_desktop.ui.panels import empty_rooms

    return empty_rooms.journey(context)


def _community(context: Context) -> Panel:
    from engage_desktop.ui.panels import empty_rooms

    return empty_rooms.community(context)


def _reports(context: Context) -> Panel:
    from engage_desktop.ui.panels.reports import ReportsPanel

    return ReportsPanel(context)


PAGES: tuple[Page, ...] = (
    Page("enquetes", "Enquêtes", "clipboard-list", "Collecter", _surveys),
    Page("sources", "Sources", "inbox", "Collecter", _sources),
    Page("verbatims", "Verbatims", "message-square-quote", "Analyser", _verbatims),
    Page("themes", "Thèmes", "waypoints", "Analyser", _themes),
    Page("indicateurs", "Indicateurs", "chart-column", "Analyser", _indicators),
    Page("parcours", "Parcours", "route", "Analyser", _journey),
    Page("communaute", "Communauté", "users", "Analyser", _community),
    Page("rapports", "Rapports", "presentation", "Restituer", _reports),
)


def words() -> dict[str, str]:
    """Every label and group in the language in use (each written out here, for the catalogue to find)."""
    return {
        "Enquêtes": tr("Enquêtes"),
        "Sources": tr("Sources"),
        "Verbatims": tr("Verbatims"),
        "Thèmes": tr("Thèmes"),
        "Indicateurs": tr("Indicateurs"),
        "Parcours": tr("Parcours"),
        "Communauté": tr("Communauté"),
        "Rapports": tr("Rapports"),
        "Collecter": tr("Collecter"),
        "Analyser": tr("Analyser"),
        "Restituer": tr("Restituer"),
    }


def page(screen: Screen) -> Page:
    """The declaration of a screen."""
    return next(one for one in PAGES if one.name == screen)


def make(screen: Screen, context: Context) -> Panel:
    """The panel of a screen."""
    return page(screen).make(context)
