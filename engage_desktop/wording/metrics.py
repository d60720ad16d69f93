"""The names of what imported figures measure."""

from __future__ import annotations

from engage_desktop.models.indicators import Indicator, IndicatorKind, RateBreakdown
from engage_desktop.models.metrics import BY_ID, PLAIN, Family, MetricUnit
from engage_desktop.wording import figures, tr
from engage_desktop.wording.typography import decimal


def metric_name(metric: str) -> str:
    """« Sessions », « Ouvertures uniques », « Autre chiffre »."""
    known = BY_ID.get(metric)
    if metric in ("", PLAIN) or known is None:
        return tr("Autre chiffre")
    if known.unit is MetricUnit.PERCENT:
        return figures.kind_name(IndicatorKind(metric))
    return _names()[metric]


def family_name(family: Family) -> str:
    """« Site », « Réseaux », « E-mails »…"""
    return {
        Family.WEB: tr("Site"),
        Family.NETWORKS: tr("Réseaux"),
        Family.EMAIL: tr("E-mails"),
        Family.CUSTOMERS: tr("Clients et membres"),
        Family.RATES: tr("Taux déjà calculés"),
    }[family]


def series_name(indicator: Indicator) -> str:
    """The name of an imported row: its rate and what it is about, or the figure as the file names it."""
    if indicator.kind is IndicatorKind.FIGURE:
        return indicator.label
    return (
        f"{figures.kind_name(indicator.kind)}, {indicator.label}"
        if indicator.label
        else figures.kind_name(indicator.kind)
    )


def imported_recipe(indicator: Indicator) -> tuple[figures.Line, ...]:
    """How an imported row is made: its formula, its base and interval where it is a rate of counts, its days."""
    made, plain = indicator.recipe, indicator.kind is IndicatorKind.FIGURE
    base = indicator.breakdown
    amounts = (
        f"{decimal(base.numerator, 0)} / {decimal(base.denominator, 0)}"
        if isinstance(base, RateBreakdown) and base.denominator and not plain
        else ""
    )
    lines = (
        figures.Line(tr("Chiffre"), series_name(indicator)),
        figures.Line(tr("Formule"), figures.formula(indicator)),
        figures.Line(tr("Base"), amounts),
        figures.Line(tr("Intervalle"), _interval(indicator)),
        figures.Line(tr("Période"), figures.days(made)),
    )
    return tuple(line for line in lines if line.text)


def _interval(indicator: Indicator) -> str:
    if indicator.ci95 is None:
        return ""
    return f"{figures.ci95(indicator, indicator.ci95)}, {figures.method(indicator.method)}"


def _names() -> dict[str, str]:
    return {
        "sessions": tr("Sessions"),
        "engaged_sessions": tr("Sessions avec engagement"),
        "single_page_sessions": tr("Sessions d'une seule page"),
        "page_views": tr("Pages vues"),
        "events": tr("Évènements"),
        "users": tr("Visiteurs"),
        "new_users": tr("Nouveaux visiteurs"),
        "conversions": tr("Conversions"),
        "revenue": tr("Chiffre d'affaires"),
        "impressions": tr("Impressions"),
        "clicks": tr("Clics"),
        "interactions": tr("Interactions"),
        "likes": tr("J'aime"),
        "comments": tr("Commentaires"),
        "shares": tr("Partages"),
        "saves": tr("Enregistrements"),
        "video_views": tr("Vues de vidéo"),
        "posts": tr("Publications"),
        "reach": tr("Portée"),
        "followers": tr("Abonnés"),
        "new_followers": tr("Nouveaux abonnés"),
        "lost_followers": tr("Abonnés perdus"),
        "sent": tr("E-mails envoyés"),
        "bounced": tr("E-mails en erreur"),
        "delivered": tr("E-mails reçus"),
        "openings": tr("Ouvertures"),
        "unique_openings": tr("Ouvertures uniques"),
        "email_clicks": tr("Clics dans l'e-mail"),
        "unique_clicks": tr("Clics uniques"),
        "unsubscribed": tr("Désabonnements"),
        "complaints": tr("Plaintes"),
        "customers_start": tr("Clients au début"),
        "customers_end": tr("Clients à la fin"),
        "customers_new": tr("Nouveaux clients"),
        "customers_lost": tr("Clients perdus"),
        "members": tr("Membres"),
        "active_users": tr("Utilisateurs actifs"),
        "feature_users": tr("Utilisateurs d'une fonction"),
        "contributors": tr("Contributeurs"),
        "invited": tr("Personnes invitées"),
        "responses": tr("Réponses reçues"),
    }
