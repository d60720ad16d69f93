"""Another study before it comes in: its documents, what keeps some out, and its codes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engage_desktop.models.projects import StudyCode
from engage_desktop.models.sources import RowProblem
from engage_desktop.ui.labels_problems import problem_title
from engage_desktop.ui.panels.sources_draft import FileDraft
from engage_desktop.ui.panels.sources_merge import held, is_merge
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.cards import Card, ground, hairline
from engage_desktop.ui.widgets.chips import ChipLabel, code_chip
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.wording import tn, tr

_DOCUMENTS = 60
_CODES = 120


class StudyPreview(QScrollArea):
    """A card of documents, each with its turns and codings or the reason that keeps it out, and a card of codes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_draft(self, draft: FileDraft) -> None:
        """Show the study of `draft`."""
        if draft.proposal is None or draft.proposal is self._shown:
            return
        self._shown = draft.proposal
        page = ground(QWidget(), "window")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self._theme.px(4), 0)
        column.setSpacing(self._theme.px(12))
        if is_merge(draft):
            column.addWidget(held(self._theme, draft.proposal))
        elif draft.proposal.preview:
            column.addWidget(self._documents(draft.proposal.preview))
        if draft.proposal.codes:
            column.addWidget(self._codes(draft.proposal.codes))
        column.addStretch(1)
        self.setWidget(page)

    def _documents(self, rows: tuple[tuple[str, ...], ...]) -> Card:
        theme = self._theme
        card = Card(theme, tn("{n} document", "{n} documents", len(rows)))
        for name, turns, codings, problem in rows[:_DOCUMENTS]:
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            line.addWidget(ElidedLabel(name, theme, role="label"), 1)
            line.addWidget(
                PlainLabel(
                    _said(turns, codings, problem), theme, role="detail", tone="warn" if problem else "text2"
                )
            )
            card.body.addLayout(line)
            card.body.addWidget(hairline())
        if len(rows) > _DOCUMENTS:
            rest = tn("et {n} autre", "et {n} autres", len(rows) - _DOCUMENTS)
            card.body.addWidget(PlainLabel(rest, theme, role="detail", tone="text3"))
        return card

    def _codes(self, codes: tuple[StudyCode, ...]) -> Card:
        theme = self._theme
        card = Card(theme, tn("{n} code", "{n} codes", len(codes)))
        flow = FlowLayout(spacing=theme.px(8))
        for code in codes[:_CODES]:
            flow.addWidget(ChipLabel(code_chip(path_of(code, codes), code.color or 8, theme), theme))
        card.body.addLayout(flow)
        note = tr("Un code du même nom, au même endroit, est repris ; les autres sont créés.")
        card.body.addWidget(PlainLabel(note, theme, role="detail", tone="text3", wrap=True))
        return card


def path_of(code: StudyCode, codes: tuple[StudyCode, ...]) -> str:
    """« Accueil › Chaleur »: a code with those above it."""
    known = {each.key: each for each in codes}
    names, seen = [code.name], {code.key}
    above = known.get(code.parent)
    while above is not None and above.key not in seen:
        seen.add(above.key)
        names.append(above.name)
        above = known.get(above.parent)
    return " › ".join(reversed(names))


def _said(turns: str, codings: str, problem: str) -> str:
    if problem:
        return problem_title(RowProblem(0, "", problem))
    passages = tn("{n} passage", "{n} passages", int(turns))
    return f"{passages} · {tn('{n} codage', '{n} codages', int(codings))}"
