"""What a report and its figures are called."""

from __future__ import annotations

from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.wording import figures, tr
from engage_desktop.wording.typography import ellipsis, quoted

SHORT = 48  # characters of a question in a name or a foot


def default_title() -> str:
    """« L'essentiel »: the name of a report that nobody has named yet."""
    return tr("L'essentiel")


def figure_name(figure: ReportFigure, question: str = "") -> str:
    """« NPS : évolution », « « Accueil » : évolution » of a mean whose question is known."""
    if figure.theme is not None:
        from engage_desktop.wording import theme_charts

        return theme_charts.figure_name(figure.theme)
    assert figure.indicator is not None
    asked = quoted(ellipsis(question, SHORT)) if question and figure.indicator is IndicatorKind.MEAN else ""
    name = asked or figures.kind_name(figure.indicator)
    match figure.drawing:
        case "distribution":
            return tr("{name} : répartition", name=name)
        case "trend":
            return tr("{name} : évolution", name=name)
        case "segments":
            return tr("{name} : segments", name=name)
        case _:
            return name


def drawing_name(figure: ReportFigure) -> str:
    """« Répartition », where the indicator is said already."""
    names = {"distribution": tr("Répartition"), "trend": tr("Évolution"), "segments": tr("Segments")}
    return names.get(figure.drawing) or figure_name(figure)
