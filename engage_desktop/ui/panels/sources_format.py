"""What a file is, in two lines, and where its responses go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.merging import FORMAT
from engage_desktop.models.sources import Proposal, SourceKind
from engage_desktop.models.surveys import Survey, Wave
from engage_desktop.operations.sources import WaveDraft
from engage_desktop.ui.labels_sources import (
    bare_format_name,
    date_order_word,
    delimiter_word,
    encoding_word,
    ending,
    rows_word,
)
from engage_desktop.ui.panels.sources_draft import FileDraft
from engage_desktop.ui.panels.sources_merge import title_of
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import size

_SURE = 0.7


def format_sentence(proposal: Proposal) -> str:
    """« Format reconnu : Google Forms (CSV, UTF-8, 1 207 lignes) »."""
    encoding = encoding_word(proposal.mapping.layout.encoding)
    counted = rows_word(proposal.mapping.kind, proposal.rows)
    if proposal.mapping.format == FORMAT:
        counted = tr("« {name} »", name=title_of(proposal))
    elif proposal.mapping.kind is SourceKind.STUDY:
        counted = study_rows(proposal)
    elif proposal.mapping.kind not in (SourceKind.INTERVIEW, SourceKind.DESIGN):
        counted = tn("{n} ligne", "{n} lignes", proposal.rows)
    facts = ", ".join(part for part in (ending(Path(proposal.path)), encoding, counted) if part)
    name = bare_format_name(proposal.mapping.format)
    if proposal.recognition.confidence < _SURE:
        return tr("Format probable : {name} ({facts})", name=name, facts=facts)
    return tr("Format reconnu : {name} ({facts})", name=name, facts=facts)


def study_rows(proposal: Proposal) -> str:
    """« 12 documents », or « 5 codes » for a codebook alone."""
    if not proposal.preview:
        return tn("{n} code", "{n} codes", proposal.rows)
    return rows_word(proposal.mapping.kind, proposal.rows)


def format_details(proposal: Proposal) -> str:
    """« séparateur virgule · dates JJ/MM/AAAA · 6 colonnes · 412 ko »."""
    layout, table = proposal.mapping.layout, proposal.mapping.kind is not SourceKind.INTERVIEW
    parts = []
    if proposal.mapping.kind is SourceKind.DESIGN:
        return " · ".join((tr("questionnaire sans réponses"), size(proposal.size)))
    if proposal.mapping.kind is SourceKind.STUDY:
        counted = tn("{n} code", "{n} codes", len(proposal.codes))
        return " · ".join((counted, size(proposal.size)))
    if layout.sheet:
        parts.append(tr("feuille « {name} »", name=layout.sheet))
    elif table and layout.delimiter:
        parts.append(tr("séparateur {name}", name=delimiter_word(layout.delimiter)))
    if table:
        parts.append(tr("dates {order}", order=date_order_word(layout.dates)))
        parts.append(tn("{n} colonne", "{n} colonnes", len(proposal.headers)))
    else:
        people = len(proposal.mapping.speakers)
        who = tn("{n} personne parle", "{n} personnes parlent", people)
        parts.append(who if people else tr("aucun nom au début des lignes"))
    parts.append(size(proposal.size))
    return " · ".join(parts)


class FormatCard(QFrame):
    """The format with « Corriger le format », then the survey and wave that receive the responses."""

    aimed = Signal(str, object)  # survey, WaveDraft or None

    def __init__(self, theme: Theme, *, correct: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(14), px(10))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        self._icon = IconLabel("badge-check", theme, tone="accent", size=20)
        self.title = ElidedLabel("", theme, role="label")
        self.details = ElidedLabel("", theme, role="detail", tone="text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.details)
        self.correcting = Button(tr("Corriger le format"), theme, run=correct)
        head.addWidget(self._icon)
        head.addLayout(words, 1)
        head.addWidget(self.correcting)
        column.addLayout(head)
        self._line = hairline()
        self.target = TargetRow(theme)
        self.target.aimed.connect(self.aimed)
        column.addWidget(self._line)
        column.addWidget(self.target)

    def show_draft(self, draft: FileDraft, surveys: tuple[Survey, ...], waves: tuple[Wave, ...]) -> None:
        """Say what the file of `draft` is."""
        proposal = draft.proposal
        if proposal is None or draft.mapping is None:
            return
        sure = proposal.recognition.confidence >= _SURE
        self._icon.set_icon(
            "badge-check" if sure else "circle-question-mark", tone="accent" if sure else "warn"
        )
        self.title.setText(format_sentence(proposal))
        self.details.setText(format_details(proposal))
        self.correcting.setVisible(proposal.mapping.format != FORMAT)  # nothing else reads it
        asked = draft.mapping.kind in (SourceKind.RESPONSES, SourceKind.COLLECTION, SourceKind.DESIGN)
        self._line.setVisible(asked)
        self.target.setVisible(asked)
        if asked:
            self.target.show_target(draft, surveys, waves)
            self.target.show_waves(draft.mapping.kind is not SourceKind.DESIGN)


class TargetRow(QWidget):
    """Which survey, which wave, and the wave's days when it is new."""

    aimed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._waves: tuple[Wave, ...] = ()
        self._surveys: tuple[Survey, ...] = ()
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.survey = _combo(theme, tr("Enquête"), tr("Nommée d'après le fichier"))
        self.wave = _combo(theme, tr("Vague"), tr("Aucune"))
        self.starts = _day_field(theme, tr("Premier jour de la vague"))
        self.ends = _day_field(theme, tr("Dernier jour de la vague"))
        self._note = ElidedLabel("", theme, role="detail", tone="text3")
        self._from = PlainLabel(tr("du"), theme, role="detail", tone="text2")
        self._to = PlainLabel(tr("au"), theme, role="detail", tone="text2")
        row.addWidget(PlainLabel(tr("Enquête"), theme, role="detail", tone="text2"))
        row.addWidget(self.survey, 3)
        row.addSpacing(px(8))
        self._wave_word = PlainLabel(tr("Vague"), theme, role="detail", tone="text2")
        row.addWidget(self._wave_word)
        row.addWidget(self.wave, 3)
        for widget in (self._from, self.starts, self._to, self.ends):
            row.addWidget(widget)
        row.addWidget(self._note, 2)
        for combo in (self.survey, self.wave):
            combo.activated.connect(lambda _place: self._tell())
            editor = combo.lineEdit()
            assert editor is not None
            editor.editingFinished.connect(self._tell)
        for field in (self.starts, self.ends):
            field.editingFinished.connect(self._tell)

    def show_target(self, draft: FileDraft, surveys: tuple[Survey, ...], waves: tuple[Wave, ...]) -> None:
        """Show where the responses of `draft` go."""
        self._surveys, self._waves = surveys, waves
        found = draft.survey or (draft.trial.survey if draft.trial is not None else "")
        known = next((each for each in surveys if each.name.casefold() == found.casefold()), None)
        if not self.survey.hasFocus():
            _fill(self.survey, tuple(each.name for each in surveys), found)
        if not self.wave.hasFocus():
            mine = () if known is None else tuple(each.name for each in waves if each.survey == known.id)
            _fill(self.wave, mine, draft.wave.name if draft.wave else "")
        self._show_days(draft.wave)
        self._note.setText("" if not found else tr("déjà dans l'étude") if known else tr("nouvelle enquête"))

    def show_waves(self, shown: bool) -> None:
        """Ask for a wave, or not: a questionnaire has none yet."""
        self._wave_word.setVisible(shown)
        self.wave.setVisible(shown)

    def _show_days(self, wave: WaveDraft | None) -> None:
        known = wave is not None and any(each.name.casefold() == wave.name.casefold() for each in self._waves)
        asked = wave is not None and not known
        for widget in (self._from, self.starts, self._to, self.ends):
            widget.setVisible(asked)
        if wave is None:
            self.starts.clear()
            self.ends.clear()

    def _tell(self) -> None:
        name = self.wave.currentText().strip()
        starts, ends = (_day(field) for field in (self.starts, self.ends))
        for field, day in ((self.starts, starts), (self.ends, ends)):
            field.setProperty("invalid", bool(field.text().strip()) and day is None)
            field.style().unpolish(field)
            field.style().polish(field)
        wave = WaveDraft(name, starts, ends) if name else None
        self._show_days(wave)
        self.aimed.emit(self.survey.currentText().strip(), wave)


def _combo(theme: Theme, name: str, placeholder: str) -> QComboBox:
    combo = QComboBox()
    combo.setEditable(True)
    combo.setFont(theme.font("detail"))
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setProperty("small", True)
    combo.setAccessibleName(name)
    combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    combo.setMinimumWidth(theme.px(96))
    editor = combo.lineEdit()
    if editor is not None:
        editor.setPlaceholderText(placeholder)
    return combo


def _fill(combo: QComboBox, names: tuple[str, ...], current: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    combo.addItems(list(names))
    combo.setCurrentText(current)
    editor = combo.lineEdit()
    if editor is not None:
        editor.setCursorPosition(0)  # the beginning of a long name tells more than its end
    combo.blockSignals(False)


def _day_field(theme: Theme, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(tr("JJ/MM/AAAA"))
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setFont(theme.font("detail_figure"))
    field.setFixedWidth(theme.px(106))
    return field


def _day(field: QLineEdit) -> dt.date | None:
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(field.text().strip(), shape).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None
