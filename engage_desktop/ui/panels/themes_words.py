"""What the Thèmes screen says: notes of its cards, rows of their tables."""

from __future__ import annotations

from engage_desktop.models.themes import (
    Contrast,
    Copies,
    Emerging,
    ImpactOf,
    Network,
    Peak,
    Saturation,
    WeightedTerm,
    Worlds,
)
from engage_desktop.ui.itemmodels.figure_table import Row
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import no_data
from engage_desktop.wording.typography import day, decimal, ellipsis, integer, interval, p_value, percent

Table = tuple[tuple[str, ...], tuple[Row, ...]]
_TEXT = 70


def contrast_table(contrast: Contrast | None) -> Table:
    """Distinctive words as rows."""
    if contrast is None:
        return (tr("Terme"),), ()
    one, two = words.group_name(contrast.first.name), words.group_name(contrast.second.name)
    heads = (tr("Terme"), one, two, "G²", tr("Spécificité"), tr("Log-cotes"), tr("IC 95 %"))
    rows = [
        Row(
            (
                each.term.name,
                f"{integer(each.first)} ({percent(each.share_first, 1)})",
                f"{integer(each.second)} ({percent(each.share_second, 1)})",
                decimal(each.g2, 1, signed=True),
                decimal(each.specificity, 1, signed=True),
                decimal(each.log_odds, 2, signed=True),
                interval(each.ci95.low, each.ci95.high, 2, signed=True),
            ),
            each.behind_first if each.g2 > 0 else each.behind_second,
        )
        for each in (*contrast.for_first, *contrast.for_second)
    ]
    return heads, tuple(rows)


def network_table(network: Network) -> Table:
    """Links as rows."""
    heads = (tr("Mot"), tr("Avec"), tr("Verbatims"), "G²", "Jaccard")
    names = [each.term.name for each in network.nodes]
    return heads, tuple(
        Row(
            (
                names[each.first],
                names[each.second],
                integer(each.verbatims),
                decimal(each.g2, 1),
                decimal(each.jaccard, 2),
            ),
            each.behind,
        )
        for each in network.edges
    )


def emerging_table(found: Emerging) -> Table:
    """Rising terms as rows."""
    heads = (
        tr("Terme"),
        tr("Avant"),
        tr("Récent"),
        tr("Personnes"),
        tr("Rapport"),
        "p",
        "EBGM05",
        tr("Verdict"),
    )
    return heads, tuple(
        Row(
            (
                each.term.name,
                integer(each.past),
                integer(each.recent),
                integer(each.people),
                tr("nouveau") if each.ratio is None else f"× {decimal(each.ratio, 1)}",
                p_value(each.p),
                decimal(each.lower, 1),
                tr("confirmé") if each.confirmed else tr("à surveiller"),
            ),
            each.behind,
        )
        for each in (*found.confirmed, *found.watch)
    )


def impact_table(found: tuple[ImpactOf, ...]) -> Table:
    """What themes do to the NPS as rows."""
    heads = (
        tr("Thème"), tr("Verbatims"), tr("NPS avec"), tr("NPS sans"), tr("Écart"), tr("IC 95 %"), tr("Négatifs"),
        tr("Positifs"),
    )  # fmt: skip
    rows = []
    for each in found:
        impact, change = each.impact, each.impact.comparison
        span = "" if change.ci95 is None else interval(change.ci95.low, change.ci95.high, 0, signed=True)
        cells = (
            each.name,
            integer(each.verbatims),
            _points(impact.nps_with),
            _points(impact.nps_without),
            _points(change.difference),
            span,
            integer(each.negative),
            integer(each.positive),
        )
        rows.append(Row(cells, each.behind))
    return heads, tuple(rows)


def _points(value: float | None) -> str:
    return no_data() if value is None else decimal(value, 0, signed=True)


def terms_table(terms: tuple[WeightedTerm, ...], *, scored: bool = False) -> Table:
    """Words or expressions as rows."""
    heads = (tr("Terme"), tr("Verbatims"), *(("G²",) if scored else ()))
    return heads, tuple(
        Row(
            (each.term.name, integer(each.verbatims), *((decimal(each.score, 1),) if scored else ())),
            each.behind,
        )
        for each in terms
    )


def peaks_table(peaks: tuple[Peak, ...]) -> Table:
    """Days of complaints as rows."""
    heads = (tr("Jour"), tr("Négatifs"), tr("Attendu"), "p")
    return heads, tuple(
        Row((day(each.day), integer(each.negative), decimal(each.expected, 1), p_value(each.p)), each.behind)
        for each in peaks
    )


def copies_table(copies: tuple[Copies, ...]) -> Table:
    """Copied texts as rows."""
    heads = (tr("Texte"), tr("Fois"))
    return heads, tuple(
        Row((ellipsis(each.text, _TEXT), integer(each.count)), each.behind) for each in copies
    )


def saturation_table(found: Saturation) -> Table:
    """What each interview brings as rows."""
    new = tr("Codes nouveaux") if found.of == "codes" else tr("Mots nouveaux")
    return (tr("Entretien"), new, tr("Total")), tuple(
        Row((each.name, integer(each.new), integer(each.total)), each.behind) for each in found.points
    )


def worlds_note(found: Worlds) -> str:
    """Base and stability."""
    if not found.worlds:
        return tr("aucun univers stable") if found.unstable else ""
    said = tn("{n} verbatim classé", "{n} verbatims classés", found.classified)
    return f"{said} · {words.stability(found.stability)}"


def worlds_table(found: Worlds) -> Table:
    """Worlds as rows."""
    heads = (tr("Univers"), tr("Verbatims"), tr("Part"), tr("Mots typiques"))
    return heads, tuple(
        Row(
            (
                each.name,
                integer(each.verbatims),
                percent(each.share),
                ", ".join(f"{word.name} ({decimal(word.chi2, 0)})" for word in each.words[:8]),
            ),
            each.behind,
        )
        for each in found.worlds
    )
