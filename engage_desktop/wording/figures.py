"""Figures in words: names, values, intervals, changes and recipes of indicators, the same on screen and in files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engage_desktop.models.indicators import (
    FRAGILE_BELOW,
    Behind,
    Change,
    Comparison,
    Formula,
    Indicator,
    IndicatorKind,
    Interval,
    IntervalMethod,
    Period,
    Recipe,
    TrendPoint,
    Unit,
    Verdict,
)
from engage_desktop.models.surveys import Direction, Scale
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import (
    NARROW,
    NO_BREAK,
    day,
    day_short,
    decimal,
    in_turn,
    integer,
    interval,
    month_short,
    month_year,
    p_value,
    percent,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a recipe: what it is about, and what is said."""

    name: str
    text: str


# names


def kind_name(kind: IndicatorKind) -> str:
    """« NPS », « Taux de réponse »…"""
    names = {
        IndicatorKind.NPS: "NPS",
        IndicatorKind.CSAT: "CSAT",
        IndicatorKind.CES: "CES",
        IndicatorKind.MEAN: tr("Moyenne"),
        IndicatorKind.SHARE: tr("Part"),
        IndicatorKind.SENTIMENT: tr("Sentiment"),
        IndicatorKind.RESPONSE_RATE: tr("Taux de réponse"),
        IndicatorKind.RETENTION: tr("Rétention"),
        IndicatorKind.CHURN: tr("Attrition"),
        IndicatorKind.CLTV: tr("Valeur vie client (CLTV)"),
        IndicatorKind.ENGAGEMENT_BY_REACH: tr("Taux d'engagement par la portée"),
        IndicatorKind.ENGAGEMENT_BY_FOLLOWERS: tr("Taux d'engagement par les abonnés"),
        IndicatorKind.ENGAGEMENT_BY_IMPRESSIONS: tr("Taux d'engagement par les impressions"),
        IndicatorKind.ENGAGEMENT_DAILY: tr("Taux d'engagement quotidien"),
        IndicatorKind.CTR: tr("Clic sur les liens (CTR)"),
        IndicatorKind.BOUNCE: tr("Rebond du site"),
        IndicatorKind.BOUNCE_GA4: tr("Rebond du site (GA4)"),
        IndicatorKind.DELIVERY: tr("E-mails délivrés"),
        IndicatorKind.OPENING: tr("Ouverture des e-mails"),
        IndicatorKind.CLICK: tr("Clic dans les e-mails"),
        IndicatorKind.CLICK_TO_OPEN: tr("Clics par ouverture"),
        IndicatorKind.FEATURE_USE: tr("Usage d'une fonction"),
        IndicatorKind.CONTRIBUTION: tr("Taux de contribution"),
        IndicatorKind.AUDIENCE_GROWTH: tr("Croissance de l'audience"),
        IndicatorKind.CONVERSION: tr("Conversion"),
        IndicatorKind.FIGURE: tr("Chiffre importé"),
    }
    return names[kind]


def hint(indicator: Indicator) -> str:
    """What the figure measures and on which scale: « recommandation, 0–10 », « satisfaits, 4–5 »."""
    scale = indicator.recipe.scale
    if scale is None:
        return ""
    whole = points(scale.low, scale.high)
    match indicator.kind:
        case IndicatorKind.NPS:
            return tr("recommandation, {points}", points=whole)
        case IndicatorKind.CSAT:
            return tr("satisfaits, {points}", points=points(scale.high - scale.top_boxes + 1, scale.high))
        case IndicatorKind.CES if scale.direction is Direction.LOWER_IS_BETTER:
            return tr("effort, {points}", points=whole)
        case IndicatorKind.CES:
            return tr("facilité, {points}", points=whole)
        case _:
            return tr("échelle {points}", points=whole)


def points(low: int, high: int) -> str:
    """« 0–10 »."""
    return str(low) if low == high else f"{low}–{high}"


def slice_name(name: str) -> str:
    """A wave as it is named, a period key in words: « 2026-Q3 » is « T3 2026 »."""
    year, dash, part = name.partition("-")
    if not (len(year) == 4 and year.isdigit()):
        return name
    if part.startswith("Q") and part[1:] in {"1", "2", "3", "4"}:
        return tr("T{quarter} {year}", quarter=part[1:], year=year)
    if part.startswith("W") and part[1:].isdigit():
        return tr("semaine {week} de {year}", week=int(part[1:]), year=year)
    if len(part) == 2 and part.isdigit() and 1 <= int(part) <= 12:
        return month_year(dt.date(int(year), int(part), 1))
    return name if dash or part else year


def point_name(point: TrendPoint, *, among: tuple[TrendPoint, ...] = ()) -> str:
    """A point of a trend, short: « sept. », « sem. 38 », « T3 2026 »; the year is added where months recur."""
    key = point.key
    if "W" in key:
        return tr("sem. {week}", week=int(key[-2:]))
    if "Q" in key or len(key) == 4:
        return slice_name(key)
    short = month_short(point.start.month)
    first_of_year = point.start.month == 1 and len({each.start.year for each in among}) > 1
    return f"{short} {point.start.year}" if first_of_year else short


def period_name(period: Period) -> str:
    """« semaine », « mois », « trimestre », « année »."""
    return {
        Period.WEEK: tr("semaine"),
        Period.MONTH: tr("mois"),
        Period.QUARTER: tr("trimestre"),
        Period.YEAR: tr("année"),
    }[period]


def part_name(name: str) -> str:
    """The name of a group of answers or of a sentiment, by its identifier."""
    return {
        "detractors": tr("Détracteurs"),
        "passives": tr("Passifs"),
        "promoters": tr("Promoteurs"),
        "others": tr("Autres"),
        "satisfied": tr("Satisfaits"),
        "easy": tr("Facile"),
        "negative": tr("Négatif"),
        "neutral": tr("Neutre"),
        "mixed": tr("Mixte"),
        "positive": tr("Positif"),
    }.get(name, name)


def verdict_word(verdict: Verdict) -> str:
    """« inférieur », « non concluant », « supérieur »."""
    return {
        Verdict.INFERIOR: tr("inférieur"),
        Verdict.INCONCLUSIVE: tr("non concluant"),
        Verdict.SUPERIOR: tr("supérieur"),
    }[verdict]


# values


def value(indicator: Indicator, amount: float | None) -> str:
    """An amount in the unit of the indicator: « +21 », « 71,8 % », « 5,2 », « 214 € »; « n/d » for None."""
    if amount is None:
        return no_data()
    return _written(indicator, amount)


def no_data() -> str:
    """« n/d »: no answer is not zero."""
    return tr("n/d")


def _written(indicator: Indicator, amount: float) -> str:
    match indicator.unit:
        case Unit.POINTS:
            return decimal(amount, 0, signed=True)
        case Unit.PERCENT:
            return percent(amount / 100, 1)
        case Unit.MONEY:
            return f"{decimal(amount, 0)}{NARROW}€"
        case Unit.COUNT:
            return decimal(amount, _count_digits(amount))
        case Unit.SCORE:
            return decimal(amount, _digits(indicator), signed=indicator.kind is IndicatorKind.SENTIMENT)


def _count_digits(amount: float) -> int:
    """A count is whole; what is not, a mean of days for instance, keeps one or two decimals."""
    return 0 if amount == round(amount) or abs(amount) >= 1000 else 1 if abs(amount) >= 10 else 2


def _digits(indicator: Indicator) -> int:
    return 2 if indicator.kind is IndicatorKind.SENTIMENT else 1


def unit_word(indicator: Indicator) -> str:
    """What follows the large figure: « sur 7 » for a mean on a scale."""
    scale = indicator.recipe.scale
    if indicator.unit is Unit.SCORE and scale is not None:
        return tr("sur {high}", high=scale.high)
    return ""


def ends(indicator: Indicator, span: Interval) -> str:
    """An interval in the unit of the indicator: « [+17 ; +26] »."""
    match indicator.unit:
        case Unit.POINTS:
            return interval(span.low, span.high, 0, signed=True)
        case Unit.SCORE:
            signed = indicator.kind is IndicatorKind.SENTIMENT
            return interval(span.low, span.high, _digits(indicator), signed=signed)
        case _:
            return interval(span.low, span.high, 1)


def ci95(indicator: Indicator, span: Interval | None) -> str:
    """« IC 95 % [+17 ; +26] », or why there is none."""
    if span is None:
        return tr("pas d'intervalle") if indicator.n else ""
    return tr("IC 95 % {ends}", ends=ends(indicator, span))


def base(n: int) -> str:
    """« n = 212 »."""
    return f"n{NO_BREAK}={NO_BREAK}{integer(n)}"


def fragile(n: int) -> str:
    """« base faible » below 30 answers, else nothing."""
    return tr("base faible") if 0 < n < FRAGILE_BELOW else ""


# changes


def difference(indicator: Indicator, change: Comparison) -> str:
    """« +7,3 pts », « −0,9 pt », « +0,3 »."""
    gap = change.difference
    if gap is None:
        return no_data()
    if indicator.unit in (Unit.POINTS, Unit.PERCENT):
        unit = tn("pt", "pts", 1 if abs(round(gap, 1)) < 2 else 2)
        return f"{decimal(gap, 1, signed=True)}{NO_BREAK}{unit}"
    if indicator.unit is Unit.MONEY:
        return f"{decimal(gap, 0, signed=True)}{NARROW}€"
    if indicator.unit is Unit.COUNT:
        return decimal(gap, _count_digits(gap), signed=True)
    return decimal(gap, _digits(indicator), signed=True)


def significance(change: Comparison) -> str:
    """« significatif, p = 0,030 », « non significatif, p = 0,256 », or that nothing can be told."""
    if change.p is None:
        return tr("comparaison impossible")
    word = tr("significatif") if change.significant else tr("non significatif")
    return f"{word}, {p_value(change.p)}"


def significance_word(change: Comparison) -> str:
    """The same in short: the p where it is significant."""
    if change.p is None:
        return tr("non comparable")
    return p_value(change.p) if change.significant else tr("non significatif")


def change_word(change: Comparison) -> str:
    """« favorable », « défavorable », « non concluant »."""
    return {
        Change.FAVOURABLE: tr("favorable"),
        Change.UNFAVOURABLE: tr("défavorable"),
        Change.INCONCLUSIVE: tr("non concluant"),
    }[change.change]


def before(indicator: Indicator, change: Comparison) -> str:
    """« T2 2026 : +14 »."""
    said = value(indicator, change.from_value)
    return tr("{name} : {value}", name=slice_name(change.from_), value=said)


def see(behind: Behind) -> str:
    """« Voir les 42 verbatims »."""
    if not behind.verbatims:
        return tr("Aucun verbatim")
    return tn("Voir le verbatim", "Voir les {n} verbatims", behind.verbatims)


# how it is made


def recipe(indicator: Indicator, *, shown: str = "") -> tuple[Line, ...]:
    """« Comment ce chiffre est calculé », line by line; `shown` names the wave or the period."""
    made = indicator.recipe
    lines = [
        Line(tr("Question"), " — ".join(each for each in (indicator.survey, indicator.label) if each)),
        Line(tr("Formule"), formula(indicator)),
        Line(tr("Échelle"), _scale(made.scale) if made.scale else ""),
        Line(tr("Base"), _base(indicator)),
        Line(tr("Mis à part"), _exclusions(indicator)),
        Line(tr("Intervalle"), _interval(indicator)),
        Line(tr("Comparaison"), _comparison(indicator)),
        Line(tr("Filtre"), made.scope.filter or tr("aucun")),
        Line(tr("Période"), _period(made, shown)),
    ]
    return tuple(line for line in lines if line.text)


def formula(indicator: Indicator) -> str:
    """The formula in words."""
    made = indicator.recipe
    match made.formula:
        case Formula.NPS:
            return tr("100 × (promoteurs, 9–10, − détracteurs, 0–6) / réponses ; en points, de −100 à +100")
        case Formula.TOP_BOX:
            scale = made.scale
            top = points(scale.high - scale.top_boxes + 1, scale.high) if scale else ""
            return tr("réponses {points} / réponses, en pourcentage", points=top)
        case Formula.MEAN if indicator.kind is IndicatorKind.SENTIMENT:
            return tr("moyenne des polarités de −1 à +1, corrections comprises")
        case Formula.MEAN:
            return tr("somme des réponses / nombre de réponses")
        case Formula.PROPORTION if indicator.kind is IndicatorKind.RESPONSE_RATE:
            return tr("réponses / personnes invitées, en pourcentage")
        case _:
            return _imported_formula(made.formula)


def _imported_formula(which: Formula) -> str:
    return {
        Formula.PROPORTION: tr("numérateur / dénominateur, en pourcentage"),
        Formula.COMPLEMENT: tr("1 − numérateur / dénominateur, en pourcentage"),
        Formula.RETENTION: tr("(clients à la fin − nouveaux) / clients au début"),
        Formula.GROWTH: tr("(fin − début) / début"),
        Formula.MEAN_OF_RATES: tr("moyenne des taux (ce n'est pas le taux des sommes)"),
        Formula.CLTV_SIMPLE: tr("marge par période / attrition"),
        Formula.CLTV_DISCOUNTED: tr("m × r / (1 + d − r), sur la marge"),
        Formula.CLTV_HISTORICAL: tr("somme des marges / clients"),
        Formula.SUM: tr("somme des jours de la période"),
        Formula.MEAN_OF_DAYS: tr("moyenne des jours de la période"),
        Formula.STATED: tr("tel que le fichier le dit"),
    }.get(which, "")


def _scale(scale: Scale) -> str:
    way = (
        tr("plus haut est mieux")
        if scale.direction is Direction.HIGHER_IS_BETTER
        else tr("plus bas est mieux")
    )
    named = {"ces1": "CES 1.0", "ces2": "CES 2.0"}.get(scale.version, "")
    return ", ".join(each for each in (points(scale.low, scale.high), way, named) if each)


def _base(indicator: Indicator) -> str:
    match indicator.kind:
        case IndicatorKind.SENTIMENT:
            said = tn("{n} verbatim analysé", "{n} verbatims analysés", indicator.n)
        case IndicatorKind.RESPONSE_RATE:
            said = tn("{n} personne invitée", "{n} personnes invitées", indicator.n)
        case _:
            said = tn("{n} réponse valide", "{n} réponses valides", indicator.n)
    weak = fragile(indicator.n)
    return f"{said} ({weak})" if weak else said


def _exclusions(indicator: Indicator) -> str:
    aside = indicator.recipe.exclusions
    sentiment = indicator.kind is IndicatorKind.SENTIMENT
    parts = [
        (aside.missing, tr("pas encore analysés") if sentiment else tr("sans réponse")),
        (aside.dont_know, tr("« ne sait pas »")),
        (aside.not_concerned, tr("« non concerné »")),
        (aside.refused, tr("« ne souhaite pas répondre »")),
        (aside.out_of_scale, tr("hors de l'échelle")),
    ]
    return ", ".join(f"{integer(n)} {words}" for n, words in parts if n) or tr("rien")


def method(which: IntervalMethod) -> str:
    """The name of an interval's method."""
    return {
        IntervalMethod.ADJUSTED_WALD: tr("Wald ajusté (n + 3, Rocks 2016)"),
        IntervalMethod.WILSON: tr("score de Wilson"),
        IntervalMethod.STUDENT: tr("t de Student"),
        IntervalMethod.NEWCOMBE: tr("Newcombe, χ² (N − 1)"),
        IntervalMethod.WELCH: tr("t de Welch"),
        IntervalMethod.PAIRED: tr("t apparié"),
        IntervalMethod.BOOTSTRAP: tr("rééchantillonnage"),
        IntervalMethod.NONE: "",
    }[which]


def _interval(indicator: Indicator) -> str:
    if indicator.ci95 is None:
        return tr("aucun : trop peu de réponses, ou toutes égales")
    said = ci95(indicator, indicator.ci95)
    return f"{said}, {method(indicator.method)}"


def _comparison(indicator: Indicator) -> str:
    change = indicator.comparison
    if change is None:
        return ""
    said = f"{before(indicator, change)} → {value(indicator, change.to_value)}"
    if change.difference is None:
        return in_turn(said, significance(change))
    gap = difference(indicator, change)
    span = f" {_gap_ends(indicator, change.ci95)}" if change.ci95 else ""
    tested = method(change.method)
    return in_turn(said, f"{gap}{span}, {significance(change)}" + (f" ({tested})" if tested else ""))


def _gap_ends(indicator: Indicator, span: Interval) -> str:
    return interval(span.low, span.high, _digits(indicator), signed=True)


def days(made: Recipe) -> str:
    """The days that a figure was computed over, "" when it is all of them."""
    span = made.scope.period
    if span is None:
        return ""
    if span.first == span.last:
        return day(span.first)
    first = day_short(span.first) if span.first.year == span.last.year else day(span.first)
    return f"{first} – {day(span.last)}"


def _period(made: Recipe, shown: str) -> str:
    span = days(made)
    name = slice_name(shown) if shown else tr("toute la collecte")
    return f"{name} ({span})" if span else name
