"""The words of the kinds of indicators."""

from __future__ import annotations

from engage_desktop.wording import tr


def kind_word(kind: str) -> str:
    """« NPS », « Taux de réponse »… for the identifier of a kind."""
    return {
        "nps": tr("NPS"),
        "csat": tr("CSAT"),
        "ces": tr("CES"),
        "mean": tr("Moyenne"),
        "share": tr("Part"),
        "sentiment": tr("Sentiment"),
        "response_rate": tr("Taux de réponse"),
        "retention": tr("Rétention"),
        "churn": tr("Attrition"),
        "cltv": tr("Valeur vie client"),
        "engagement_by_reach": tr("Engagement par portée"),
        "engagement_by_followers": tr("Engagement par abonnés"),
        "engagement_by_impressions": tr("Engagement par impressions"),
        "engagement_daily": tr("Engagement quotidien"),
        "ctr": tr("Taux de clic (CTR)"),
        "bounce": tr("Taux de rebond"),
        "bounce_ga4": tr("Taux de rebond (GA4)"),
        "delivery": tr("Taux de délivrance"),
        "opening": tr("Taux d'ouverture"),
        "click": tr("Taux de clic"),
        "click_to_open": tr("Clics par ouverture"),
        "feature_use": tr("Usage de la fonction"),
        "contribution": tr("Taux de contribution"),
        "audience_growth": tr("Croissance de l'audience"),
        "conversion": tr("Conversion"),
    }.get(kind, kind)
