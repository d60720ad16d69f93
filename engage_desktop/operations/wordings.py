"""Words in their contexts and together: concordance, co-occurrence network, cloud, expressions, copied texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engage_desktop.analysis import contexts, keyness, network, reinert, term_index
from engage_desktop.analysis.arrays import distinct
from engage_desktop.models.indicators import Behind
from engage_desktop.models.sentiment import LABELS
from engage_desktop.models.themes import Concordance, Copies, Edge, Line, Network, Node, Side, WeightedTerm
from engage_desktop.operations.lexis import MOST_FORMS, Ints, Lexis, Mask, word_filter
from engage_desktop.store import columns, wordings
from engage_desktop.store import worlds as kept_worlds
from engage_desktop.store.database import Session

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LINES = 200
_READ_AT_MOST = 5000  # verbatims whose contexts are looked at
NODES = 30  # words drawn
_CONSIDERED = 90  # words among which links are looked for
_EXPRESSIONS, _CLOUD, _COPIES = 24, 60, 30
_LONG = 40  # mean words from which « together » means in one sentence


def concordance(
    session: Session,
    lexis: Lexis,
    word: str,
    within: Mask,
    *,
    expression: str = "",
    sort: Side = Side.RIGHT,
    most: int = LINES,
) -> Concordance:
    """A word or an expression in its contexts, in all its forms; a word that no text holds gives no line."""
    run = lexis.find(word)
    forms = lexis.index.surfaces(run) if run else ()
    if not forms:
        return Concordance(word, 0, 0, ())
    forms = forms[:MOST_FORMS]
    rows = np.flatnonzero(within & lexis.holding_run(run))
    lines, total = _lines(session, rows[:_READ_AT_MOST], forms, sort, most)
    behind = Behind(f"{expression} {word_filter(forms)}".strip(), len(rows))
    return Concordance(word, total, len(rows), lines, behind)


def _lines(
    session: Session, rows: Ints, forms: tuple[str, ...], sort: Side, most: int
) -> tuple[tuple[Line, ...], int]:
    ids = columns.verbatims(session).id[rows].tolist()
    texts, felt = wordings.texts_of(session, ids), columns.feelings(session)
    found = [
        (key, int(row), each)
        for key, row in zip(ids, rows, strict=True)
        for each in contexts.occurrences(texts[key][1], forms)
    ]
    match sort:
        case Side.RIGHT:
            found.sort(key=lambda each: contexts.by_right(each[2]))
        case Side.LEFT:
            found.sort(key=lambda each: contexts.by_left(each[2]))
        case Side.SENTIMENT:
            found.sort(key=lambda each: float(felt.polarity[each[1]]))
        case Side.ORDER:
            pass
    shown = []
    for key, row, each in found[:most]:
        label = int(felt.label[row])
        read = label < len(LABELS)
        shown.append(
            Line(
                key, texts[key][0], each.left, each.word, each.right, each.start, each.end,
                float(felt.polarity[row]) if read else None, LABELS[label].value if read else "",
            )
        )  # fmt: skip
    return tuple(shown), len(found)


def together(
    session: Session, lexis: Lexis, within: Mask, *, expression: str = "", nodes: int = NODES, by: str = "g2"
) -> Network:
    """The most frequent full words of a selection, and the strongest links between them."""
    rows = np.flatnonzero(within & lexis.original)
    frequent = _frequent(lexis, within & lexis.original, _CONSIDERED)
    if len(frequent) < 3:
        return Network((), (), by=by)
    in_sentence = float(lexis.index.lengths[rows].mean()) > _LONG
    held, units = _units(lexis, rows, frequent, in_sentence)
    least = 3 if len(rows) < 1000 else 5
    drawn = network.linked(held, units, least=least, most=nodes)
    held, frequent = held[:, drawn], frequent[drawn]
    links = network.links(held, units, least=least, by=by)
    used = sorted({end for link in links for end in (link.first, link.second)})
    if len(used) < 3:
        return Network((), (), least, in_sentence, by)
    place = {at: number for number, at in enumerate(used)}
    strength = [link.jaccard if by == "jaccard" else link.g2 for link in links]
    strongest = max(strength)
    # a tree drawn with even branches reads best; only the strongest links are a little shorter
    edges = tuple(
        (
            place[link.first],
            place[link.second],
            1.25 - 0.5 * (strong / strongest) ** 0.5 + 0.4 * (not link.in_tree),
        )
        for link, strong in zip(links, strength, strict=True)
    )
    points = network.layout(len(used), edges)
    counts = np.asarray(lexis.terms.held[rows][:, frequent].sum(axis=0)).ravel()
    colour = _worlds_of(session, lexis, frequent)
    made = []
    for number, at in enumerate(used):
        term = lexis.term(int(frequent[at]))
        behind = lexis.behind(int(frequent[at]), within, expression, term.filter)
        x, y = points[number]
        made.append(Node(term, int(counts[at]), colour[at], float(x), float(y), behind))
    return Network(
        tuple(made),
        tuple(_edge(lexis, within, frequent, link, place, made, expression) for link in links),
        least,
        in_sentence,
        by,
    )


def _edge(
    lexis: Lexis,
    within: Mask,
    frequent: Ints,
    link: network.Link,
    place: dict[int, int],
    nodes: list[Node],
    expression: str,
) -> Edge:
    one, two = place[link.first], place[link.second]
    held = [lexis.holding(int(frequent[end])) for end in (link.first, link.second)]
    both = int((held[0] & held[1] & within).sum())
    filter = f"{expression} {nodes[one].term.filter} {nodes[two].term.filter}".strip()
    return Edge(one, two, link.together, link.g2, link.in_tree, link.jaccard, Behind(filter, both))


def _frequent(lexis: Lexis, rows: Mask, most: int) -> Ints:
    """The full words said in most texts, three at least."""
    single = np.flatnonzero(lexis.terms.lengths == 1)
    counts = term_index.counted(lexis.terms.held[:, single], rows)
    order = np.argsort(-counts, kind="stable")[:most]
    return single[order[counts[order] >= 3]]


def _units(lexis: Lexis, rows: Ints, frequent: Ints, in_sentence: bool) -> tuple[csr_matrix, int]:
    """Units (texts, or sentences when texts are long) × words of ones, and how many units there are."""
    if not in_sentence:
        return lexis.terms.held[rows][:, frequent].tocsr(), len(rows)
    from scipy.sparse import csr_matrix

    index = lexis.index
    column = np.full(len(index.lemmas), -1, dtype=np.int64)
    column[[lexis.terms.runs[place][0] for place in frequent]] = np.arange(len(frequent))
    inside = np.zeros(index.texts, dtype=np.bool_)
    inside[rows] = True
    here = inside[index.text] & (index.lemma > 1)
    units = int(np.count_nonzero(np.bincount(index.sentence[here])))
    kept = here & (column[index.lemma] >= 0)
    cells = distinct(index.sentence[kept].astype(np.int64) * len(frequent) + column[index.lemma[kept]])
    sentence = cells // len(frequent)
    unit = np.cumsum(np.concatenate([[0], sentence[1:] != sentence[:-1]])) if len(cells) else cells
    shape = (int(unit.max(initial=-1)) + 1, len(frequent))
    ones = np.ones(len(unit), dtype=np.float32)
    return csr_matrix((ones, (unit, cells % len(frequent))), shape=shape), units


def _worlds_of(session: Session, lexis: Lexis, words: Ints) -> list[int]:
    """The world (from 1) in which each word is most typical; 0 without any, or where it is typical of none."""
    kept = kept_worlds.kept(session)
    if kept is None or not kept.words:
        return [0] * len(words)
    at = columns.places(columns.verbatims(session).id, kept.id)
    live = at >= 0
    chi2 = reinert.chi2_words(lexis.terms.held[at[live]][:, words], kept.label[live], len(kept.words))
    best = chi2.argmax(axis=1)
    strong = chi2[np.arange(len(words)), best] >= 3.84
    return [int(each) + 1 if told else 0 for each, told in zip(best, strong, strict=True)]


def cloud(
    lexis: Lexis, within: Mask, *, expression: str = "", most: int = _CLOUD
) -> tuple[WeightedTerm, ...]:
    """The full words said in most verbatims."""
    frequent = _frequent(lexis, within & lexis.original, most)
    return _weighted(lexis, within, frequent, np.zeros(len(frequent)), expression)


def expressions(
    lexis: Lexis, within: Mask, *, expression: str = "", most: int = _EXPRESSIONS
) -> tuple[WeightedTerm, ...]:
    """Runs of two or three words that go together more than by chance, the most frequent first."""
    rows = within & lexis.original
    longer = np.flatnonzero(lexis.terms.lengths > 1)
    counts = term_index.counted(lexis.terms.held[:, longer], rows)
    longer, counts = longer[counts >= 3], counts[counts >= 3]
    if not len(longer):
        return ()
    place_of = np.full(len(lexis.index.lemmas), -1, dtype=np.int64)
    for place in np.flatnonzero(lexis.terms.lengths == 1).tolist():
        place_of[lexis.terms.runs[place][0]] = place
    first, last = (place_of[[lexis.terms.runs[each][end] for each in longer.tolist()]] for end in (0, -1))
    every = term_index.counted(lexis.terms.held, rows)
    n = int(rows.sum())
    a, held, other = counts, every[first], every[last]
    strength = keyness.g2(a, held, other - a, n - held)
    order = np.flatnonzero(strength >= network.STRONG)
    order = order[np.argsort(-(counts[order] * np.log1p(strength[order])), kind="stable")]
    kept = keyness.without_nested(order, tuple(lexis.terms.runs[each] for each in longer), counts, most=most)
    chosen = np.array(kept, dtype=np.int64)
    return _weighted(lexis, within, longer[chosen], strength[chosen], expression)


def _weighted(
    lexis: Lexis, within: Mask, places: Ints, scores: keyness.Numbers, expression: str
) -> tuple[WeightedTerm, ...]:
    if not len(places):
        return ()
    counts = term_index.counted(lexis.terms.held[:, places], within & lexis.original)
    found = []
    for at, place in enumerate(places.tolist()):
        term = lexis.term(place)
        behind = lexis.behind(place, within, expression, term.filter)
        found.append(WeightedTerm(term, int(counts[at]), float(scores[at]), behind))
    return tuple(found)


def copied(session: Session, lexis: Lexis, within: Mask, *, most: int = _COPIES) -> tuple[Copies, ...]:
    """Texts said several times in nearly the same words, the most copied first."""
    rows = np.flatnonzero(within)
    first, counts = np.unique(lexis.copy_of[rows], return_counts=True)
    order = np.argsort(-counts, kind="stable")
    several = [int(at) for at in order if counts[at] > 1][:most]
    ids = columns.verbatims(session).id
    found = []
    for at in several:
        members = [int(ids[row]) for row in rows[lexis.copy_of[rows] == first[at]]]
        texts = wordings.texts_of(session, members)
        ref, text = texts[members[0]]
        refs = tuple(texts[key][0] for key in members)
        behind = Behind("ref:" + ",".join(refs), len(members))
        found.append(Copies(members[0], ref, text, len(members), refs, behind))
    return tuple(found)
