"""The verb that gives themes: distinctive words, worlds, emerging terms, impact, contexts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.models.indicators import Interval
from engage_desktop.models.themes import (
    MOST_WORLDS,
    Branch,
    Concordance,
    Contrast,
    DistinctiveTerm,
    Emerging,
    EmergingTerm,
    ImpactOf,
    ThemesBoard,
    ThemesRecipe,
    World,
    Worlds,
)
from engage_desktop.wording import tn, tr
from engage_desktop.wording.themes import no_worlds
from engage_desktop.wording.typography import decimal, integer, interval, percent

_LISTED = 15


def themes(call: argparse.Namespace) -> int:
    """Distinctive words of two groups, lexical worlds, emerging terms, impact on the NPS; or a word in context."""
    from engage_desktop.operations import themes as verbs
    from engage_desktop.operations import worlds

    where = call.where or ""
    with output.showing() as progress, opening.session(call.study) as session:
        if call.kwic:
            found = verbs.concordance(session, call.kwic, filter=where)
            document: Document = {"kwic": _kwic(found)}
        else:
            asked = verbs.Asked(where, call.contrast or "", links=call.links)
            board = verbs.board(session, asked, progress=progress)
            made = worlds.find(session, expression=where, classes=call.worlds, progress=progress)
            document = _document(board, made)
    if call.json:
        output.document(document)
    elif call.kwic:
        _say_lines(found)
    else:
        _say(board, made)
    return status.DONE


# JSON


def _document(board: ThemesBoard, made: Worlds) -> Document:
    return {
        "contrast": None if board.contrast is None else _contrast(board.contrast),
        "worlds": [_world(each) for each in made.worlds],
        "dendrogram": None if made.tree is None else _branch(made.tree),
        "emerging": _emerging(board.emerging),
        "peaks": [
            {"day": each.day.isoformat(), "negative": each.negative, "expected": each.expected, "p": each.p}
            for each in board.peaks
        ],
        "impact": [_impact(each) for each in board.impact],
        "network": {
            "nodes": [
                {"term": each.term.name, "verbatims": each.verbatims, "world": each.world or None}
                for each in board.network.nodes
            ],
            "edges": [
                {
                    "from": board.network.nodes[each.first].term.name,
                    "to": board.network.nodes[each.second].term.name,
                    "together": each.verbatims,
                    "g2": each.g2,
                    "jaccard": each.jaccard,
                    "tree": each.in_tree,
                }
                for each in board.network.edges
            ],
        },
        "words": [{"term": each.term.name, "verbatims": each.verbatims} for each in board.cloud],
        "expressions": [
            {"term": each.term.name, "verbatims": each.verbatims, "g2": each.score}
            for each in board.expressions
        ],
        "copies": [{"refs": list(each.refs), "text": each.text} for each in board.copies],
        "saturation": {
            "of": board.saturation.of,
            "points": [
                {"interview": each.name, "new": each.new, "total": each.total}
                for each in board.saturation.points
            ],
        },
        "recipe": _recipe(board.recipe, made),
    }


def _contrast(contrast: Contrast) -> Document:
    return {
        "a": {"filter": contrast.first.filter, "n": contrast.first.verbatims},
        "b": {"filter": contrast.second.filter, "n": contrast.second.verbatims},
        "tested": contrast.tested,
        "terms": [
            *(_distinctive(each, "a") for each in contrast.for_first),
            *(_distinctive(each, "b") for each in contrast.for_second),
        ],
    }


def _distinctive(term: DistinctiveTerm, side: str) -> Document:
    return {
        "term": term.term.name,
        "side": side,
        "n_a": term.first,
        "n_b": term.second,
        "share_a": term.share_first,
        "share_b": term.share_second,
        "g2": term.g2,
        "p": term.p,
        "specificity": term.specificity,
        "log_odds": term.log_odds,
        "ci95": _ends(term.ci95),
        "filter": term.term.filter,
    }


def _ends(ci95: Interval | None) -> list[float] | None:
    return None if ci95 is None else [ci95.low, ci95.high]


def _world(world: World) -> Document:
    return {
        "number": world.number,
        "name": world.name,
        "named": world.named,
        "n": world.verbatims,
        "share": world.share,
        "words": [
            {"word": each.name, "chi2": each.chi2, "n": each.inside, "total": each.total}
            for each in world.words
        ],
        "typical": [{"id": each.id, "ref": each.ref, "text": each.text} for each in world.typical],
    }


def _branch(branch: Branch) -> Document:
    return {
        "worlds": list(branch.worlds),
        "height": branch.height,
        "children": [_branch(each) for each in branch.children],
    }


def _emerging(emerging: Emerging) -> Document:
    return {
        "step": emerging.step.name.lower(),
        "recent": _span(emerging.first, emerging.last),
        "past_from": None if emerging.past_from is None else emerging.past_from.isoformat(),
        "n_recent": emerging.n_recent,
        "n_past": emerging.n_past,
        "tested": emerging.tested,
        "confirmed": [_rising(each) for each in emerging.confirmed],
        "watch": [_rising(each) for each in emerging.watch],
    }


def _span(first: object, last: object) -> list[str] | None:
    return None if first is None else [str(first), str(last)]


def _rising(term: EmergingTerm) -> Document:
    return {
        "term": term.term.name,
        "recent": term.recent,
        "past": term.past,
        "people": term.people,
        "ratio": term.ratio,
        "p": term.p,
        "ebgm05": term.lower,
        "history": list(term.history),
        "filter": term.behind.filter if term.behind else term.term.filter,
    }


def _impact(found: ImpactOf) -> Document:
    impact, change = found.impact, found.impact.comparison
    return {
        "kind": found.kind,
        "name": found.name,
        "n": found.verbatims,
        "share": impact.share,
        "nps_with": impact.nps_with,
        "n_with": impact.n_with,
        "nps_without": impact.nps_without,
        "n_without": impact.n_without,
        "difference": change.difference,
        "ci95": _ends(change.ci95),
        "p": change.p,
        "method": change.method.value,
        "sentiment": {
            "mean": found.mean,
            "negative": found.negative,
            "positive": found.positive,
            "scored": found.scored,
        },
    }


def _recipe(recipe: ThemesRecipe, made: Worlds) -> Document:
    return {
        "filter": recipe.filter,
        "verbatims": recipe.verbatims,
        "words": recipe.words,
        "copies_merged": recipe.copies,
        "lemmas": recipe.lemmas,
        "terms": recipe.terms,
        "unit": "verbatim",
        "emerging": {"confirmed": "G2, Benjamini-Hochberg 10 %", "watch": "EBGM05 >= 1.5, >= 3 people"},
        "worlds": {
            "method": "Reinert, descending",
            "classified": made.classified,
            "units": made.units,
            "words": made.words,
            "stability_ari": made.stability,
            "stability_by_number": {
                str(number): {"ari": share, "weakest_world_jaccard": least}
                for number, (share, least) in enumerate(
                    zip(made.stabilities, made.weakest, strict=True), start=2
                )
            },
            "asked": made.asked or None,
            "sampled": made.sampled or None,
            "segmented": made.segmented,
            "soft": [{"words": list(each.words), "n": each.verbatims} for each in made.soft],
        },
        "seed": recipe.seed,
        "own_words": {
            "stop": list(recipe.own.stop),
            "kept": list(recipe.own.kept),
            "lemmas": dict(recipe.own.lemmas),
            "compounds": list(recipe.own.compounds),
        },
    }


def _kwic(found: Concordance) -> Document:
    return {
        "word": found.word,
        "occurrences": found.total,
        "verbatims": found.verbatims,
        "lines": [
            {
                "id": each.verbatim,
                "ref": each.ref,
                "left": each.left,
                "word": each.word,
                "right": each.right,
                "start": each.start,
                "end": each.end,
                "polarity": each.polarity,
            }
            for each in found.lines
        ],
    }


# words


def _say(board: ThemesBoard, made: Worlds) -> None:
    if board.contrast is not None:
        _say_contrast(board.contrast)
    _say_worlds(made)
    _say_emerging(board.emerging)
    rows = [
        (
            each.name,
            integer(each.verbatims),
            _points(each.impact.nps_with),
            _points(each.impact.nps_without),
            _points(each.impact.comparison.difference),
            ""
            if each.impact.comparison.ci95 is None
            else interval(each.impact.comparison.ci95.low, each.impact.comparison.ci95.high, 1, signed=True),
        )
        for each in board.impact
    ]
    if rows:
        _title(tr("Ce que chaque code fait au NPS"))
        heads = (tr("Code"), "n", tr("NPS avec"), tr("NPS sans"), tr("Écart"), tr("Intervalle à 95 %"))
        output.table(heads, rows, right=frozenset({1, 2, 3, 4}))


def _points(value: float | None) -> str:
    return tr("n/d") if value is None else decimal(value, 1, signed=True)


def _title(text: str) -> None:
    output.say()
    output.say(text)


def _say_contrast(contrast: Contrast) -> None:
    a, b = contrast.first, contrast.second
    for side, other, terms, first in (
        (a, b, contrast.for_first, True),
        (b, a, contrast.for_second, False),
    ):
        _title(
            tr(
                "{group} ({n}) disent plus que {other} ({m}) :",
                group=side.name,
                n=integer(side.verbatims),
                other=other.name,
                m=integer(other.verbatims),
            )
        )
        rows = [
            (
                each.term.name,
                integer(each.first if first else each.second),
                integer(each.second if first else each.first),
                decimal(abs(each.g2), 1),
                decimal(abs(each.specificity), 1),
            )
            for each in terms[:_LISTED]
        ]
        output.table((tr("Terme"), "n", "m", "G²", tr("Spécificité")), rows, right=frozenset({1, 2, 3, 4}))


def _say_worlds(made: Worlds) -> None:
    if not made.worlds:
        _title(no_worlds(made))
        if made.unstable:
            output.say(tr("Pour en voir quand même : --worlds 2 à {most}.", most=MOST_WORLDS))
        return
    stability = tr("n/d") if made.stability is None else decimal(made.stability, 2)
    _title(tr("Univers lexicaux (stabilité {value})", value=stability))
    rows = [
        (
            str(each.number),
            each.name,
            integer(each.verbatims),
            percent(each.share, 0),
            ", ".join(word.name for word in each.words[:8]),
        )
        for each in made.worlds
    ]
    output.table(("", tr("Univers"), "n", tr("Part"), tr("Mots typiques")), rows, right=frozenset({0, 2, 3}))


def _say_emerging(emerging: Emerging) -> None:
    for title, terms in (
        (tr("Termes qui montent, confirmés"), emerging.confirmed),
        (tr("Termes à surveiller"), emerging.watch),
    ):
        if terms:
            _title(title)
            rows = _rising_rows(terms)
            heads = (tr("Terme"), tr("Avant"), tr("Récent"), tr("Personnes"), tr("Rapport"))
            output.table(heads, rows, right=frozenset({1, 2, 3, 4}))


def _rising_rows(terms: Sequence[EmergingTerm]) -> list[tuple[str, ...]]:
    return [
        (
            each.term.name,
            integer(each.past),
            integer(each.recent),
            integer(each.people),
            tr("nouveau") if each.ratio is None else f"× {decimal(each.ratio, 1)}",
        )
        for each in terms[:_LISTED]
    ]


def _say_lines(found: Concordance) -> None:
    rows = [(each.ref, each.left[-45:], each.word, each.right[:45]) for each in found.lines]
    output.table((tr("Réf."), "", "", ""), rows, right=frozenset({1}))
    output.say()
    output.say(
        tn("{n} occurrence", "{n} occurrences", found.total)
        + " · "
        + tn("{n} verbatim", "{n} verbatims", found.verbatims)
    )


VERBS = {"themes": themes}
