"""Themes in words: groups, steps, verdicts, recipes; the same on screen and in files."""

from __future__ import annotations

from engage_desktop.models.filters import terms
from engage_desktop.models.themes import (
    FOUND_AGAIN,
    SHORT_OF_WORLDS,
    STABLE,
    UNSTABLE,
    Contrast,
    DistinctiveTerm,
    Emerging,
    EmergingTerm,
    ImpactOf,
    Network,
    OwnWords,
    Saturation,
    SaturationPoint,
    Step,
    ThemesRecipe,
    Worlds,
)
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import Line, part_name
from engage_desktop.wording.typography import day, decimal, integer, interval, p_value, percent

_PARTS = {
    "nps:detracteurs": "detractors",
    "nps:promoteurs": "promoters",
    "nps:passifs": "passives",
    "sentiment:negatif": "negative",
    "sentiment:positif": "positive",
}


def group_name(filter: str) -> str:
    """« Détracteurs », or the expression of the group with its keys left out."""
    known = _PARTS.get(filter)
    if known:
        return part_name(known)
    said = (term.partition(":")[2] or term for term in terms(filter))
    return " ".join(each.strip('"') for each in said)


def is_opinion(filter: str) -> bool:
    """Whether a group is one of opinion, that has its own colour."""
    return filter in _PARTS


def step_name(step: Step) -> str:
    """« par mois »: how long recent is."""
    return {
        Step.DAY: tr("jour"),
        Step.WEEK: tr("semaine"),
        Step.MONTH: tr("mois"),
        Step.QUARTER: tr("trimestre"),
    }[step]


def rise(term: EmergingTerm) -> str:
    """« × 3,4 », « nouveau », « à surveiller »."""
    if not term.confirmed:
        return tr("à surveiller")
    return tr("nouveau") if term.ratio is None else f"× {decimal(term.ratio, 1)}"


def rise_words(term: EmergingTerm) -> str:
    """A rising term in full."""
    ratio = tr("jamais dit avant") if term.ratio is None else tr("rapport × {n}", n=decimal(term.ratio, 1))
    told = tr("confirmé") if term.confirmed else tr("à surveiller")
    return ", ".join(
        (
            term.term.name,
            tr("{past} avant, {recent} récemment", past=integer(term.past), recent=integer(term.recent)),
            tn("{n} personne", "{n} personnes", term.people),
            ratio,
            p_value(term.p),
            told,
        )
    )


def distinctive_words(term: DistinctiveTerm, contrast: Contrast) -> str:
    """A distinctive term in full."""
    one, two = contrast.first, contrast.second
    return ", ".join(
        (
            term.term.name,
            f"{group_name(one.name)} {integer(term.first)} ({percent(term.share_first, 1)})",
            f"{group_name(two.name)} {integer(term.second)} ({percent(term.share_second, 1)})",
            f"G² {decimal(abs(term.g2), 1)}",
            p_value(term.p),
            tr(
                "log-cotes {value} {span}",
                value=decimal(term.log_odds, 2, signed=True),
                span=interval(term.ci95.low, term.ci95.high, 2, signed=True),
            ),
        )
    )


def impact_words(found: ImpactOf) -> str:
    """What a theme does to the NPS in full."""
    impact, change = found.impact, found.impact.comparison
    parts = [found.name, tn("{n} verbatim", "{n} verbatims", found.verbatims)]
    if impact.nps_with is not None and impact.nps_without is not None:
        parts.append(
            tr(
                "NPS {with_} avec, {without} sans",
                with_=decimal(impact.nps_with, 0, signed=True),
                without=decimal(impact.nps_without, 0, signed=True),
            )
        )
    if change.difference is not None:
        span = "" if change.ci95 is None else interval(change.ci95.low, change.ci95.high, 0, signed=True)
        parts.append(tr("écart {value} {span}", value=decimal(change.difference, 0, signed=True), span=span))
    parts.append(
        tr("{minus} négatifs, {plus} positifs", minus=integer(found.negative), plus=integer(found.positive))
    )
    return ", ".join(parts)


def stability(value: float | None) -> str:
    """« stabilité 0,74 : bonne »."""
    if value is None:
        return ""
    word = (
        tr("bonne")
        if value >= STABLE
        else tr("moyenne")
        if value >= UNSTABLE
        else tr("faible, à lire avec prudence")
    )
    return tr("stabilité {value} : {word}", value=decimal(value, 2), word=word)


def no_worlds(found: Worlds) -> str:
    """Why there are no lexical worlds, and what to do."""
    if not found.unstable:
        return tn(
            "{n} verbatim : trop peu pour des univers lexicaux (il en faut {least}). Les mots distinctifs et les "
            "fréquences restent lisibles.",
            "{n} verbatims : trop peu pour des univers lexicaux (il en faut {least}). Les mots distinctifs et les "
            "fréquences restent lisibles.",
            found.verbatims,
            least=SHORT_OF_WORLDS,
        )
    return tr(
        "Aucun univers stable. Sur quatre échantillons (quatre verbatims sur cinq, tirés au sort), les regroupements "
        "de mots changent trop de l'un à l'autre : stabilité {value} au mieux, il en faut {least}. Plus de verbatims, "
        "une seule question, ou des mots masqués et réunis (« Éditer les mots ») peuvent en dégager. Mots distinctifs, "
        "cooccurrences et expressions restent lisibles.",
        value=decimal(found.stability or 0.0, 2),
        least=decimal(UNSTABLE, 2),
    )


def worlds_wanted(number: int) -> str:
    """How many worlds are looked for."""
    return tn("{n} univers", "{n} univers", number) if number else tr("Nombre selon la stabilité")


def contrast_recipe(contrast: Contrast, made: ThemesRecipe) -> tuple[Line, ...]:
    """How distinctive words are found."""
    return (
        Line(tr("Mesure"), tr("rapport de vraisemblance G² sur le nombre de verbatims, p < 0,05 (3,84)")),
        Line(tr("Aussi"), tr("spécificité hypergéométrique ; log-cotes avec a priori de Dirichlet, IC 95 %")),
        Line(
            tr("Groupes"),
            f"{group_name(contrast.first.name)} n = {integer(contrast.first.verbatims)} · "
            f"{group_name(contrast.second.name)} n = {integer(contrast.second.verbatims)}",
        ),
        Line(tr("Termes"), tr("{n} testés, dits au moins 3 fois", n=integer(contrast.tested))),
        *shared_recipe(made),
    )


def link_name(by: str) -> str:
    """The index that links of the network go by."""
    return tr("indice de Jaccard") if by == "jaccard" else "G²"


def link_value(by: str, value: float) -> str:
    """« Jaccard 0,42 », « G² 31,2 »."""
    return f"Jaccard {decimal(value, 2)}" if by == "jaccard" else f"G² {decimal(value, 1)}"


def saturation_words(of: str, point: SaturationPoint) -> str:
    """One interview of the curve in full."""
    if of == "codes":
        new = tn("{n} code nouveau", "{n} codes nouveaux", point.new)
        total = tr("{n} codes en tout", n=integer(point.total))
    else:
        new = tn("{n} mot nouveau", "{n} mots nouveaux", point.new)
        total = tr("{n} mots en tout", n=integer(point.total))
    return f"{point.name}, {new}, {total}"


def saturation_legend(of: str) -> str:
    """What the line and the bars are."""
    if of == "codes":
        return tr("ligne : codes en tout ; barres : codes nouveaux")
    return tr("ligne : mots en tout ; barres : mots nouveaux")


def saturation_recipe(found: Saturation, made: ThemesRecipe) -> tuple[Line, ...]:
    """How the saturation of interviews is counted."""
    unit = (
        tr("codes posés sur au moins un tour de l'entretien")
        if found.of == "codes"
        else tr("mots pleins, par lemme : rien n'est codé dans les entretiens")
    )
    return (
        Line(tr("Compte"), unit),
        Line(
            tr("Ordre"),
            tr(
                "date des entretiens, sinon celui des imports ; un autre ordre change la courbe, pas le total"
            ),
        ),
        *shared_recipe(made),
    )


def network_recipe(found: Network, made: ThemesRecipe) -> tuple[Line, ...]:
    """How the network is made."""
    unit = tr("même phrase") if found.same_sentence else tr("même verbatim")
    index = (
        tr(
            "Jaccard : part des textes disant l'un ou l'autre mot qui disent les deux ; favorise les mots qui ne vont "
            "pas l'un sans l'autre"
        )
        if found.by == "jaccard"
        else tr(
            "G² : à quel point les deux mots vont ensemble plus que par hasard ; favorise les mots fréquents"
        )
    )
    return (
        Line(tr("Liens"), tr("{unit}, {n} fois ou plus, G² ≥ 10,83", unit=unit, n=found.least)),
        Line(tr("Indice"), index),
        Line(tr("Tracé"), tr("arbre des liens les plus forts (plein), autres liens forts (tirets)")),
        Line(tr("Couleur"), tr("l'univers lexical dont le mot est le plus typique")),
        *shared_recipe(made),
    )


def emerging_recipe(found: Emerging, made: ThemesRecipe) -> tuple[Line, ...]:
    """How weak signals are told."""
    lines = [
        Line(tr("Confirmé"), tr("G², fausses découvertes ≤ 10 % (Benjamini-Hochberg)")),
        Line(tr("À surveiller"), tr("EBGM05 ≥ 1,5 (Gamma-Poisson), 3 verbatims de 3 personnes au moins")),
    ]
    if found.first and found.last and found.past_from:
        lines.append(
            Line(
                tr("Périodes"),
                tr(
                    "du {first} au {last} ({n}) contre depuis le {past} ({m})",
                    first=day(found.first),
                    last=day(found.last),
                    n=integer(found.n_recent),
                    past=day(found.past_from),
                    m=integer(found.n_past),
                ),
            )
        )
    lines.append(Line(tr("Termes"), tr("{n} testés, dits au moins 3 fois", n=integer(found.tested))))
    return (*lines, *shared_recipe(made))


def worlds_recipe(found: Worlds, made: ThemesRecipe) -> tuple[Line, ...]:
    """How the lexical worlds are found."""
    rule = tr(
        "le plus grand dont la stabilité atteint {good} et dont chaque univers est retrouvé à {share} au moins ; sinon "
        "le plus stable, s'il atteint {least}",
        good=decimal(STABLE, 2),
        share=percent(FOUND_AGAIN),
        least=decimal(UNSTABLE, 2),
    )
    tried = " · ".join(
        tr("{n} univers : {value} ({share})", n=n, value=decimal(each, 2), share=percent(least))
        for n, (each, least) in enumerate(zip(found.stabilities, found.weakest, strict=True), start=2)
    )
    lines = [
        Line(tr("Méthode"), tr("classification descendante hiérarchique (Reinert)")),
        Line(
            tr("Base"),
            tr(
                "{n} verbatims classés sur {m}, {words} mots",
                n=integer(found.classified),
                m=integer(found.verbatims),
                words=integer(found.words),
            ),
        ),
        Line(
            tr("Stabilité"),
            " · ".join(
                each
                for each in (
                    tr("indice de Rand ajusté moyen de quatre échantillons de 80 %, deux à deux"),
                    stability(found.stability),
                )
                if each
            ),
        ),
        Line(tr("Nombre"), tr("choisi à la main") if found.asked else rule),
    ]
    if found.stabilities:
        lines.append(Line(tr("Stabilité par nombre (univers le moins retrouvé)"), tried))
    if found.segmented:
        lines.append(Line(tr("Unités"), tr("{n} segments d'environ 40 mots", n=integer(found.units))))
    if found.sampled:
        lines.append(
            Line(
                tr("Échantillon"),
                tr(
                    "{n} unités classées, les autres jointes à l'univers le plus proche",
                    n=integer(found.sampled),
                ),
            )
        )
    if found.soft:
        said = " / ".join(", ".join(each.words[:4]) for each in found.soft)
        lines.append(Line(tr("Seconde lecture (NMF)"), said))
    return (*lines, Line(tr("Graine"), str(found.seed)), *shared_recipe(made))


def impact_recipe(made: ThemesRecipe) -> tuple[Line, ...]:
    """How the impact of a theme is measured."""
    return (
        Line(
            tr("Calcul"), tr("NPS des réponses qui portent le thème moins NPS des autres réponses commentées")
        ),
        Line(tr("Intervalle"), tr("Wald ajusté ; rééchantillonnage (10 000 tirages) quand n < 30")),
        *shared_recipe(made),
    )


def counted_recipe(made: ThemesRecipe) -> tuple[Line, ...]:
    """How words and expressions are counted."""
    return (
        Line(tr("Compte"), tr("verbatims qui disent le mot, quelle que soit sa forme ; mots outils masqués")),
        Line(
            tr("Expressions"), tr("suites de 2 ou 3 mots qui vont ensemble plus que par hasard (G² ≥ 10,83)")
        ),
        *shared_recipe(made),
    )


def shared_recipe(made: ThemesRecipe) -> tuple[Line, ...]:
    """What every recipe of themes ends with: the corpus, the filter, the team's words."""
    copies = tn("{n} copie comptée une fois", "{n} copies comptées une fois", made.copies)
    base = f"{tn('{n} verbatim', '{n} verbatims', made.verbatims)} · {copies}"
    lines = [Line(tr("Corpus"), base)]
    if made.filter:
        lines.append(Line(tr("Filtre"), made.filter))
    if made.own != OwnWords():
        n = len(made.own.stop) + len(made.own.kept) + len(made.own.lemmas) + len(made.own.compounds)
        lines.append(Line(tr("Mots de l'étude"), tn("{n} choix de l'équipe", "{n} choix de l'équipe", n)))
    return tuple(lines)
