"""What a figure tells, as the title of its slide: the finding, never more than its uncertainty allows."""

from __future__ import annotations

from engage_desktop.models.boards import Board, Card
from engage_desktop.models.indicators import (
    CesBreakdown,
    Comparison,
    GroupFigure,
    Indicator,
    IndicatorKind,
    NpsBreakdown,
    SentimentBreakdown,
    Verdict,
)
from engage_desktop.wording import figures, tr
from engage_desktop.wording.typography import ellipsis, percent, quoted

_LONGEST = 50  # characters of a wording in a title


def change(indicator: Indicator) -> str:
    """« Le NPS atteint +21, en hausse significative depuis T2 2026 »."""
    if indicator.kind is IndicatorKind.MEAN:
        return _change_of_mean(indicator)
    name, said = figures.kind_name(indicator.kind), figures.value(indicator, indicator.value)
    compared = indicator.comparison
    if compared is None or compared.difference is None:
        return tr("Le {name} est à {value}", name=name, value=said)
    since = figures.slice_name(compared.from_)
    if not compared.significant:
        return tr(
            "Le {name} est à {value}, sans évolution significative depuis {since}",
            name=name,
            value=said,
            since=since,
        )
    if compared.difference > 0:
        return tr(
            "Le {name} atteint {value}, en hausse significative depuis {since}",
            name=name,
            value=said,
            since=since,
        )
    return tr(
        "Le {name} descend à {value}, en baisse significative depuis {since}",
        name=name,
        value=said,
        since=since,
    )


def _change_of_mean(indicator: Indicator) -> str:
    """« « Accueil » : 3,9 sur 5 en moyenne, en hausse significative depuis T2 2026 »."""
    said, compared = mean(indicator), indicator.comparison
    if compared is None or compared.difference is None:
        return said
    since = figures.slice_name(compared.from_)
    if not compared.significant:
        return tr("{finding}, sans évolution significative depuis {since}", finding=said, since=since)
    if compared.difference > 0:
        return tr("{finding}, en hausse significative depuis {since}", finding=said, since=since)
    return tr("{finding}, en baisse significative depuis {since}", finding=said, since=since)


def mean(indicator: Indicator) -> str:
    """« « Accueil » : 3,9 sur 5 en moyenne »."""
    said = f"{figures.value(indicator, indicator.value)} {figures.unit_word(indicator)}".strip()
    return tr(
        "{question} : {value} en moyenne", question=quoted(ellipsis(indicator.label, _LONGEST)), value=said
    )


def essentials(cards: tuple[Card, ...]) -> str:
    """« NPS +21, CSAT 71,8 %, CES 5,2 sur 7 »."""
    shown = (card.indicator for card in cards)
    said = (
        f"{figures.kind_name(each.kind)} {figures.value(each, each.value)} {figures.unit_word(each)}".strip()
        for each in shown
    )
    return ", ".join(said) or tr("L'essentiel")


def distribution(indicator: Indicator) -> str:
    """« 44 % de promoteurs, 23 % de détracteurs »."""
    found = indicator.breakdown
    if isinstance(found, NpsBreakdown):
        return tr(
            "{promoters} de promoteurs, {detractors} de détracteurs",
            promoters=percent(found.promoters / max(indicator.n, 1)),
            detractors=percent(found.detractors / max(indicator.n, 1)),
        )
    if indicator.kind is IndicatorKind.CSAT:
        return tr("{share} de réponses satisfaites", share=figures.value(indicator, indicator.value))
    if isinstance(found, CesBreakdown) and found.easy is not None:
        return tr("{share} de réponses « facile »", share=percent(found.easy / 100))
    if indicator.kind is IndicatorKind.MEAN:
        return mean(indicator)
    name, said = figures.kind_name(indicator.kind), figures.value(indicator, indicator.value)
    return tr("{name} : {value}", name=name, value=f"{said} {figures.unit_word(indicator)}".strip())


def segments(board: Board, indicator: Indicator) -> str:
    """The group that stands out most, if one does; a fragile one only where no other does, and it is said."""
    groups = [group for each in board.segments for group in each.groups if group.value is not None]
    standing = [group for group in groups if group.verdict is not Verdict.INCONCLUSIVE]
    firm = [group for group in standing if not group.fragile] or standing
    if not firm:
        return tr("Aucun segment ne se distingue nettement de l'ensemble")
    whole = indicator.value or 0.0
    group = max(firm, key=lambda each: abs(_value(each) - whole))
    said = figures.value(indicator, group.value)
    of_all = figures.value(indicator, indicator.value)
    weak = f" ({figures.fragile(group.n)})" if group.fragile else ""
    if group.verdict is Verdict.INFERIOR:
        finding = tr(
            "« {group} » se détache vers le bas : {value} contre {whole} pour l'ensemble",
            group=group.group,
            value=said,
            whole=of_all,
        )
    else:
        finding = tr(
            "« {group} » se détache vers le haut : {value} contre {whole} pour l'ensemble",
            group=group.group,
            value=said,
            whole=of_all,
        )
    return finding + weak


def _value(group: GroupFigure) -> float:
    return group.value or 0.0


def sentiment(indicator: Indicator) -> str:
    """« 43 % des verbatims sont positifs, 33 % négatifs »."""
    found = indicator.breakdown
    if not isinstance(found, SentimentBreakdown) or not indicator.n:
        return figures.kind_name(IndicatorKind.SENTIMENT)
    return tr(
        "{positive} des verbatims sont positifs, {negative} négatifs",
        positive=percent(found.positive / indicator.n),
        negative=percent(found.negative / indicator.n),
    )


def change_line(indicator: Indicator, compared: Comparison) -> str:
    """« +7,3 pts depuis T2 2026, significatif, p = 0,030 »."""
    return tr(
        "{gap} depuis {since}",
        gap=figures.difference(indicator, compared),
        since=figures.slice_name(compared.from_),
    )
