"""Themes: what words tell groups apart, which go together, which are new; each with its base and its recipe.

A term is a lemma or a run of two or three; counts are of verbatims, copies of one text counted once. A term that
is counted nowhere is not there: no list holds a zero that nobody saw.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.indicators import Behind, Interval, ThemeImpact

SHORT_OF_WORLDS = 60  # verbatims below which only counts and key words are given
MOST_WORLDS = 8  # that are looked for
# Adjusted Rand index of samples: good from the first on; under the other, no world is shown unasked.
STABLE, UNSTABLE = 0.6, 0.35
FOUND_AGAIN = 0.65  # what each world of a good number has in common with its nearest of a sample
LINKS = ("g2", "jaccard")  # the indices by which links of a network are ranked
FALSE_DISCOVERIES = 0.10  # share of false alarms accepted among what is « confirmé »


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a study changes in the reading of words, in lower case.

    `stop` are words to leave out, `kept` usual stop words to count all the same, `lemmas` (form, lemma) pairs,
    `compounds` expressions that count as one word.
    """

    stop: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    lemmas: tuple[tuple[str, str], ...] = ()
    compounds: tuple[str, ...] = ()


class Step(Enum):
    """How long « recent » is: that many days up to the last dated verbatim."""

    DAY = 1
    WEEK = 7
    MONTH = 30
    QUARTER = 91


@dataclass(frozen=True, slots=True)
class Term:
    """A lemma or a run of lemmas as it is shown, and the FILTER term that selects its verbatims."""

    name: str
    filter: str


@dataclass(frozen=True, slots=True)
class DistinctiveTerm:
    """How much more one group says a term than the other: positive values for the first group.

    `g2` and `specificity` are signed; specificity is −log10 of the hypergeometric probability of so large (or so
    small) a count; `log_odds` with its 95 % interval uses an informative Dirichlet prior (Monroe et al. 2008).
    """

    term: Term
    first: int
    second: int
    share_first: float
    share_second: float
    g2: float
    p: float
    specificity: float
    log_odds: float
    ci95: Interval
    behind_first: Behind | None = None
    behind_second: Behind | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a contrast: its name as asked for, its FILTER, its verbatims."""

    name: str
    filter: str
    verbatims: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """What tells two groups apart, the most distinctive first on each side."""

    first: Group
    second: Group
    for_first: tuple[DistinctiveTerm, ...]
    for_second: tuple[DistinctiveTerm, ...]
    tested: int = 0


@dataclass(frozen=True, slots=True)
class TypicalWord:
    """A word of a world: its χ² against the rest, in how many of its verbatims it is, and of all."""

    name: str
    chi2: float
    inside: int
    total: int
    filter: str = ""


@dataclass(frozen=True, slots=True)
class TypicalVerbatim:
    """A verbatim that holds the most typical words."""

    id: int
    ref: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class World:
    """One lexical world: how many verbatims and what share of those classified; `name` is a person's or its words."""

    number: int
    name: str
    named: bool
    verbatims: int
    share: float
    words: tuple[TypicalWord, ...]
    typical: tuple[TypicalVerbatim, ...] = ()
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the dendrogram: the worlds below it and the inertia of its cut (0 for a leaf)."""

    worlds: tuple[int, ...]
    height: float
    children: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class SoftTheme:
    """A component of the second view (NMF): its words, and in how many verbatims it weighs."""

    words: tuple[str, ...]
    verbatims: int


@dataclass(frozen=True, slots=True)
class Worlds:
    """The lexical worlds of a selection; none when it is too short.

    `stability` is the adjusted Rand index of samples of 80 %, two by two; `stabilities` are those of two worlds, three
    and so on, `weakest` what the world least found again has in common with its nearest of a sample. `asked` is how
    many a person wanted (0: as many as are stable); without that, worlds that change from one sample to another are
    not there. `sampled` is how many units were classified before the others joined the nearest world (0: all were).
    """

    worlds: tuple[World, ...]
    tree: Branch | None
    verbatims: int
    classified: int
    units: int
    words: int
    stability: float | None = None
    sampled: int = 0
    segmented: bool = False
    soft: tuple[SoftTheme, ...] = ()
    seed: int = 0
    stabilities: tuple[float, ...] = ()
    weakest: tuple[float, ...] = ()
    asked: int = 0

    @property
    def unstable(self) -> bool:
        """Whether worlds were looked for, and none was stable enough to be there."""
        return not self.worlds and bool(self.stabilities)


@dataclass(frozen=True, slots=True)
class Node:
    """A word of the network: how many verbatims hold it, its world (0: none), where it stands in the unit square."""

    term: Term
    verbatims: int
    world: int
    x: float
    y: float
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two words said together: in how many verbatims, G² of the pair, whether it belongs to the spanning tree.

    `jaccard` is the share of the texts (or sentences) with either word that hold both.
    """

    first: int
    second: int
    verbatims: int
    g2: float
    in_tree: bool
    jaccard: float = 0.0
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """The co-occurrence network of the most frequent words; `by` is the index that ranks its links (one of LINKS)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    least: int = 0
    same_sentence: bool = True
    by: str = "g2"

    def strength(self, edge: Edge) -> float:
        """The index of a link."""
        return edge.jaccard if self.by == "jaccard" else edge.g2


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term with its number of verbatims (a cloud, a list of expressions); `score` is G² for a collocation."""

    term: Term
    verbatims: int
    score: float = 0.0
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class EmergingTerm:
    """A term that rises: counts recent and past, the ratio of its shares, and how sure that is.

    `p` is that of G²; `lower` the 5 % bound of the shrunk ratio (EBGM05); `people` how many said it recently.
    `history` counts verbatims by equal steps, the last `recent_steps` being the recent ones.
    """

    term: Term
    recent: int
    past: int
    ratio: float | None
    p: float
    lower: float
    people: int
    confirmed: bool
    history: tuple[int, ...] = ()
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Emerging:
    """Weak signals of a selection: confirmed first, then those to watch."""

    step: Step
    first: dt.date | None
    last: dt.date | None
    past_from: dt.date | None
    n_recent: int
    n_past: int
    confirmed: tuple[EmergingTerm, ...] = ()
    watch: tuple[EmergingTerm, ...] = ()
    tested: int = 0
    steps: tuple[dt.date, ...] = ()  # the first day of each bar of the histories
    recent_steps: int = 1


@dataclass(frozen=True, slots=True)
class Peak:
    """A day with more negative verbatims than the days before let expect."""

    day: dt.date
    negative: int
    expected: float
    p: float
    behind: Behind | None = None


class Side(Enum):
    """How a concordance is sorted."""

    LEFT = "left"
    RIGHT = "right"
    SENTIMENT = "sentiment"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence of a word in its context; offsets in code points of the verbatim."""

    verbatim: int
    ref: str
    left: str
    word: str
    right: str
    start: int
    end: int
    polarity: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Concordance:
    """A word in context; `total` occurrences in `verbatims`, of which `lines` are given."""

    word: str
    total: int
    verbatims: int
    lines: tuple[Line, ...]
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class ImpactOf:
    """What a code, a world or a word does to the NPS and how it feels."""

    kind: str  # "code", "world", "word"
    name: str
    impact: ThemeImpact
    verbatims: int
    negative: int
    positive: int
    scored: int
    mean: float | None = None
    behind: Behind | None = None
    behind_negative: Behind | None = None
    behind_positive: Behind | None = None


@dataclass(frozen=True, slots=True)
class SaturationPoint:
    """One interview, in order: what it brought that none before had, and the total so far."""

    name: str
    new: int
    total: int
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Saturation:
    """New codes (or words where nothing is coded) interview after interview."""

    of: str  # "codes" or "words"
    points: tuple[SaturationPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Copies:
    """Texts that are nearly the same: the first one, and how many there are."""

    verbatim: int
    ref: str
    text: str
    count: int
    refs: tuple[str, ...] = ()
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class ThemesRecipe:
    """How the figures of the screen were made, as facts."""

    filter: str
    verbatims: int
    words: int
    copies: int
    lemmas: int
    terms: int
    seed: int
    own: OwnWords = field(default_factory=OwnWords)


@dataclass(frozen=True, slots=True)
class ThemesBoard:
    """All that the Thèmes screen shows at once; worlds come apart, being slower."""

    recipe: ThemesRecipe
    contrast: Contrast | None
    network: Network
    cloud: tuple[WeightedTerm, ...]
    expressions: tuple[WeightedTerm, ...]
    emerging: Emerging
    peaks: tuple[Peak, ...]
    impact: tuple[ImpactOf, ...]
    saturation: Saturation
    copies: tuple[Copies, ...]
    periods: tuple[tuple[str, str], ...] = ()  # waves or periods of the collection: name, FILTER term


@dataclass(frozen=True, slots=True)
class ThemeMaterial:
    """What one chart of themes draws: a board that holds its part alone, the worlds or aspects where it shows them.

    `hues` are the names of the worlds kept, whose colours the network wears.
    """

    board: ThemesBoard
    worlds: Worlds
    hues: tuple[str, ...] = ()
    aspects: tuple[AspectFigure, ...] = ()
