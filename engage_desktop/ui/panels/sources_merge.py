"""Another study of this application before it comes in and after: what it holds, and how each kind of thing ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from engage_desktop.models.merging import FORMAT, MergeCount, MergeKind
from engage_desktop.models.sources import Outcome, Proposal
from engage_desktop.operations.merging import CODERS, TITLE
from engage_desktop.ui.labels_merging import kind_word
from engage_desktop.ui.panels.sources_draft import FileDraft
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr
from engage_desktop.wording.typography import integer


def is_merge(draft: FileDraft) -> bool:
    """Whether the file of a draft is a study of this application."""
    return draft.mapping is not None and draft.mapping.format == FORMAT


def title_of(proposal: Proposal) -> str:
    """What the other study is called."""
    return dict(_pairs(proposal)).get(TITLE, "")


def held(theme: Theme, proposal: Proposal) -> Card:
    """A card of what the other study holds and of who coded it."""
    said = dict(_pairs(proposal))
    card = Card(theme, tr("« {name} »", name=said.get(TITLE, "")))
    grid = _grid(theme)
    for place, (kind, count) in enumerate(_kinds(proposal)):
        grid.addWidget(PlainLabel(kind_word(kind), theme, tone="text2"), place, 0)
        grid.addWidget(_figure(theme, count, "text"), place, 1)
    card.body.addLayout(grid)
    if said.get(CODERS):
        who = tr("Codée par {names}", names=said[CODERS])
        card.body.addWidget(PlainLabel(who, theme, role="detail", tone="text2", wrap=True))
    note = tr(
        "Ce qui est déjà dans votre étude n'est pas doublé. Là où les deux diffèrent, la vôtre reste telle quelle."
    )
    card.body.addWidget(PlainLabel(note, theme, role="detail", tone="text3", wrap=True))
    return card


def account(theme: Theme, outcome: Outcome) -> Card:
    """A card that accounts for every thing read, kind by kind."""
    card = Card(theme, tr("Dans le détail"))
    grid = _grid(theme)
    heads = (tr("ajouts"), tr("compléments"), tr("déjà là"), tr("à l'écart"))
    for column, words in enumerate(heads, start=1):
        head = PlainLabel(words, theme, role="detail", tone="text3")
        grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)
    for place, count in enumerate(outcome.merged, start=1):
        grid.addWidget(PlainLabel(kind_word(count.kind), theme, tone="text2"), place, 0)
        for column, (n, tone) in enumerate(_cells(count), start=1):
            grid.addWidget(_figure(theme, n, tone if n else "text3"), place, column)
    card.body.addLayout(grid)
    return card


def _cells(count: MergeCount) -> tuple[tuple[int, Token], ...]:
    return (
        (count.added, "text"),
        (count.completed, "text"),
        (count.known, "text2"),
        (count.left_out, "warn"),
    )


def _grid(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(28))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(5, 1)
    grid.setColumnMinimumWidth(0, theme.px(190))
    return grid


def _figure(theme: Theme, n: int, tone: Token) -> PlainLabel:
    label = PlainLabel(integer(n) if n else "–", theme, role="detail_figure", tone=tone)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _pairs(proposal: Proposal) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in proposal.preview]


def _kinds(proposal: Proposal) -> list[tuple[MergeKind, int]]:
    known = {kind.value: kind for kind in MergeKind}
    return [(known[name], int(value)) for name, value in _pairs(proposal) if name in known]
