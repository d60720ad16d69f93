"""What an import will do, and what it did: every row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.sources import Outcome, QuestionMade, RowProblem
from engage_desktop.models.surveys import QuestionKind
from engage_desktop.ui.labels_problems import problem_hint, problem_title
from engage_desktop.ui.labels_sources import (
    UNSURE_BELOW,
    bare_format_name,
    is_study,
    outcome_balance,
    study_account,
)
from engage_desktop.ui.panels.sources_draft import FileDraft, FileState
from engage_desktop.ui.panels.sources_merge import account
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import Card, ground, hairline
from engage_desktop.ui.widgets.chips import Chip, ChipLabel
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import explain
from engage_desktop.wording.typography import integer

_QUESTIONS = 40
_CODE = 150  # px of a variable name


def question_kind_word(kind: str) -> str:
    """« Verbatim », « Choix unique »… for the kind of a question that an import makes."""
    return {
        QuestionKind.NPS.value: tr("NPS"),
        QuestionKind.CSAT.value: tr("CSAT"),
        QuestionKind.CES.value: tr("CES"),
        QuestionKind.SCALE.value: tr("Échelle"),
        QuestionKind.NUMBER.value: tr("Nombre"),
        QuestionKind.TEXT.value: tr("Verbatim"),
        QuestionKind.SINGLE.value: tr("Choix unique"),
        QuestionKind.MULTIPLE.value: tr("Choix multiple"),
        QuestionKind.GRID.value: tr("Grille"),
        QuestionKind.DATE.value: tr("Date"),
        QuestionKind.INFO.value: tr("Texte d'accueil"),
    }.get(kind, kind)


class OutcomePage(QScrollArea):
    """A page of cards, made anew for each state."""

    def __init__(self, theme: Theme, *, stop: Callable[[], None]) -> None:
        super().__init__()
        self.theme = theme
        self._stop = stop
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip: ProgressStrip | None = None

    def show_trial(self, draft: FileDraft) -> None:
        """Say what the import of one file would do."""
        column = self._begin()
        if draft.state is FileState.REFUSED and draft.error is not None:
            card = Card(self.theme, draft.path.name)
            _add_refusal(card, self.theme, draft.error)
            column.addWidget(card)
        elif draft.trial is None:
            column.addWidget(self._waiting(tr("Contrôle de « {name} »", name=draft.path.name), draft))
        else:
            title = tr("Ce que fera la fusion") if draft.trial.merged else tr("Ce que fera l'import")
            card = Card(self.theme, title, note=_target(draft.trial))
            _add_figures(card, draft.trial, self.theme, done=False)
            column.addWidget(card)
            if draft.trial.merged:
                column.addWidget(account(self.theme, draft.trial))
            if draft.trial.questions:
                column.addWidget(_questions(draft.trial.questions, self.theme))
        self._end(column)

    def show_results(
        self,
        drafts: tuple[FileDraft, ...],
        *,
        see: Callable[[FileDraft], None],
        undo: Callable[[FileDraft], None],
        export: Callable[[FileDraft], None],
        undone: frozenset[int],
    ) -> None:
        """Say what became of each file."""
        column = self._begin()
        brought = [draft.outcome for draft in drafts if draft.outcome is not None]
        if len(brought) > 1:
            column.addWidget(_total(brought, self.theme))
        for draft in drafts:
            seen = see if len(drafts) > 1 else None  # alone, it is what the verb at the foot shows
            column.addWidget(self._result(draft, seen, undo, export, undone))
            if draft.outcome is not None and draft.outcome.merged:
                column.addWidget(account(self.theme, draft.outcome))
        self._end(column)

    def show_progress(self, draft: FileDraft) -> None:
        """Move the bar of the file under way."""
        if self.strip is not None:
            self.strip.show_progress(self.strip.label, draft.done, draft.total)

    def _result(
        self,
        draft: FileDraft,
        see: Callable[[FileDraft], None] | None,
        undo: Callable[[FileDraft], None],
        export: Callable[[FileDraft], None],
        undone: frozenset[int],
    ) -> QWidget:
        theme, outcome = self.theme, draft.outcome
        if draft.state is FileState.IMPORTING:
            return self._waiting(tr("Import de « {name} »", name=draft.path.name), draft)
        card = Card(theme, draft.path.name, note="" if outcome is None else _target(outcome))
        if draft.error is not None and draft.state is FileState.REFUSED:
            _add_refusal(card, theme, draft.error)
        elif outcome is None:
            words = {
                FileState.STOPPED: tr("Arrêté : rien de ce fichier n'est entré dans l'étude."),
            }.get(draft.state, tr("Pas encore importé."))
            _line(card, theme, "circle-minus", "text2", words)
        elif outcome.source is not None and int(outcome.source) in undone:
            _line(
                card, theme, "undo-2", "text2", tr("Import annulé : tout ce qu'il avait apporté est retiré.")
            )
        else:
            _add_figures(card, outcome, theme, done=True)
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            if see is not None and (outcome.verbatims or outcome.values):
                words = tr("Voir ses verbatims") if outcome.verbatims else tr("Voir les indicateurs")
                row.addWidget(_button(theme, words, partial(see, draft)))
            if outcome.skipped or outcome.remarks:
                words = tr("Exporter les lignes refusées") if outcome.skipped else tr("Exporter les motifs")
                words = tr("Exporter la liste") if outcome.merged else words
                row.addWidget(_button(theme, words, lambda: export(draft)))
            if outcome.source is not None:
                words = tr("Annuler cette fusion") if outcome.merged else tr("Annuler cet import")
                row.addWidget(_button(theme, words, lambda: undo(draft), icon_name="undo-2"))
            row.addStretch(1)
            card.body.addLayout(row)
        return card

    def _waiting(self, label: str, draft: FileDraft) -> Card:
        card = Card(self.theme)
        self.strip = ProgressStrip(self.theme, stop=lambda _label: self._stop())
        self.strip.show_progress(label, draft.done, draft.total)
        card.body.addWidget(self.strip)
        return card

    def _begin(self) -> QVBoxLayout:
        self.strip = None
        self._page = ground(QWidget(), "window")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, self.theme.px(4), 0)
        column.setSpacing(self.theme.px(12))
        return column

    def _end(self, column: QVBoxLayout) -> None:
        column.addStretch(1)
        self.setWidget(self._page)


def _target(outcome: Outcome) -> str:
    parts = [bare_format_name(outcome.format)]
    if outcome.survey:
        parts.append(tr("enquête « {name} »", name=outcome.survey))
    return " · ".join(parts)


def _add_figures(card: Card, outcome: Outcome, theme: Theme, *, done: bool) -> None:
    refused = len(outcome.skipped)
    words = tr("ajoutées"), tr("mises à jour"), tr("refusées")
    if outcome.merged:
        words = tr("ajouts"), tr("compléments"), tr("à l'écart")
    figures: tuple[tuple[str, int, Token], ...] = (
        (words[0], outcome.imported, "text"),
        (words[1], outcome.updated, "text"),
        (tr("déjà là"), outcome.duplicates, "text"),
        (words[2], refused, "warn" if refused else "text"),
        (tr("valeurs"), outcome.values, "text")
        if outcome.values
        else (tr("verbatims"), outcome.verbatims, "text"),
    )
    row = QHBoxLayout()
    row.setSpacing(theme.px(32))
    for named, count, tone in figures:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(integer(count), theme, role="kpi", tone=tone if count else "text3"))
        column.addWidget(PlainLabel(named, theme, role="detail", tone="text2"))
        row.addLayout(column)
    row.addStretch(1)
    card.body.addLayout(row)
    _line(card, theme, "circle-check", "accent", outcome_balance(outcome))
    if is_study(outcome):
        _line(card, theme, "tag", "text2", study_account(outcome))
    noted = (*outcome.remarks, *outcome.lost)
    for remark in outcome.remarks:
        if remark.reason == "kept_apart":
            _line(card, theme, "info", "text2", f"{problem_title(remark)}. {problem_hint(remark)}")
    for reason, count in Counter(remark.reason for remark in noted).most_common():
        if reason == "kept_apart":
            continue
        said = problem_title(RowProblem(0, "", reason))
        _line(card, theme, "info", "text2", tr("{what} : {value}", what=said, value=integer(count)))
    if outcome.duplicates and not outcome.imported and not outcome.updated:
        nothing = (
            tr("Tout était déjà là : rien n'a été compté deux fois.")
            if done
            else tr("Tout est déjà là : ce fichier n'apportera rien de nouveau.")
        )
        _line(card, theme, "info", "text2", nothing)


def _add_refusal(card: Card, theme: Theme, error: EngageError) -> None:
    said = explain(error)
    _line(card, theme, "octagon-alert", "danger", f"{said.what} {said.advice}")


def _line(card: Card, theme: Theme, icon_name: str, tone: Token, words: str) -> None:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(IconLabel(icon_name, theme, tone=tone, size=18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, theme, role="base", tone="text2", wrap=True), 1)
    card.body.addLayout(row)


def _button(theme: Theme, words: str, run: Callable[[], None], *, icon_name: str = "") -> Button:
    return Button(words, theme, small=True, icon_name=icon_name, run=run)


def _total(outcomes: list[Outcome], theme: Theme) -> Card:
    card = Card(theme, tn("{n} fichier importé", "{n} fichiers importés", len(outcomes)))
    first = outcomes[0]
    whole = Outcome(
        file="",
        format=first.format,
        confidence=1.0,
        encoding="",
        rows=sum(each.rows for each in outcomes),
        imported=sum(each.imported for each in outcomes),
        updated=sum(each.updated for each in outcomes),
        duplicates=sum(each.duplicates for each in outcomes),
        skipped=tuple(problem for each in outcomes for problem in each.skipped),
        survey="",
        questions=(),
        verbatims=sum(each.verbatims for each in outcomes),
        source=None,
        personal_data=first.personal_data,
    )
    _line(card, theme, "circle-check", "accent", outcome_balance(whole))
    return card


def _questions(questions: tuple[QuestionMade, ...], theme: Theme) -> Card:
    px = theme.px
    card = Card(theme, tn("{n} question", "{n} questions", len(questions)))
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, px(_CODE))
    for place, question in enumerate(questions[:_QUESTIONS]):
        code = ElidedLabel(question.code, theme, role="detail", tone="text3")
        code.setMinimumWidth(px(_CODE))
        grid.addWidget(code, place, 0)
        grid.addWidget(ElidedLabel(" ".join(question.label.split()), theme), place, 1)
        if question.confidence < UNSURE_BELOW:
            grid.addWidget(ChipLabel(Chip(tr("à confirmer"), "plain", "warn"), theme), place, 2)
        kind = ChipLabel(Chip(question_kind_word(question.kind), "plain", "pas"), theme)
        grid.addWidget(kind, place, 3, Qt.AlignmentFlag.AlignRight)
    card.body.addLayout(grid)
    rest = len(questions) - _QUESTIONS
    if rest > 0:
        card.body.addWidget(hairline())
        words = tn("et {n} autre question", "et {n} autres questions", rest)
        card.body.addWidget(PlainLabel(words, theme, role="detail", tone="text3"))
    return card
