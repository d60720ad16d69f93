"""The right of Enquêtes: what the chosen question says; every edit keeps itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from engage_desktop.models.ids import OptionId, QuestionId
from engage_desktop.models.questionnaires import words
from engage_desktop.models.surveys import (
    CES1_SCALE,
    CES2_SCALE,
    Option,
    OptionDraft,
    Question,
    QuestionKind,
    Scale,
    Survey,
)
from engage_desktop.operations.surveys import LONGEST_SCALE, Row
from engage_desktop.ui.panels.surveys_condition import ConditionEditor
from engage_desktop.ui.panels.surveys_keeping import SelfKeeping
from engage_desktop.ui.panels.surveys_options import Entry, EntryLines
from engage_desktop.ui.panels.surveys_words import QuestionEdit, kind_name, numbers
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented, Switch
from engage_desktop.wording import tr


class QuestionEditor(SelfKeeping):
    """The parts of one question. `edited` hands over an id and what changed; `drafted` the question as typed."""

    edited = Signal(int, object)
    drafted = Signal(object)
    conditioned = Signal(int, object)
    asked_for = Signal(int, str)  # "duplicate", "delete"

    def __init__(self, theme: Theme, question: Question, survey: Survey) -> None:
        super().__init__(theme)
        self.question = question
        self._wished_code: str | None = None  # handed over, and not yet what the study holds
        self._build_head()
        self.label_field, self.label = self.paragraph(tr("Intitulé"), "label", lines=2)
        self.column.addWidget(self.label_field)
        self._help_field, self.help = self.line(tr("Précision, facultative"), "help")
        self._build_scale()
        self._build_lines(survey)
        self._build_naming()
        self.condition = ConditionEditor(theme)
        self.condition.changed.connect(lambda condition: self.conditioned.emit(self.question.id, condition))
        self.column.addWidget(self.condition)
        self.column.addWidget(self._help_field)
        self.column.addStretch(1)
        self.show_question(question, survey)

    def _build_head(self) -> None:
        row = QHBoxLayout()
        self._title = PlainLabel("", self.theme, role="detail_label")
        row.addWidget(self._title)
        row.addStretch(1)
        for icon_name, name, verb in (
            ("copy", tr("Dupliquer la question"), "duplicate"),
            ("trash-2", tr("Supprimer la question"), "delete"),
        ):
            button = IconButton(icon_name, self.theme, name=name)
            button.clicked.connect(
                lambda _checked=False, chosen=verb: self.asked_for.emit(self.question.id, chosen)
            )
            row.addWidget(button)
        self.column.addLayout(row)

    def _build_scale(self) -> None:
        kind, scale = self.question.kind, self.question.scale
        if scale is None:
            return
        self._low_field, self.low = self.line("", "scale")
        self._high_field, self.high = self.line("", "scale")
        versions = {
            QuestionKind.CSAT: ((1, 5), (1, 7)),
            QuestionKind.CES: ((CES2_SCALE.low, CES2_SCALE.high), (CES1_SCALE.low, CES1_SCALE.high)),
        }.get(kind)
        self.points: Segmented | None = None
        self.ends: tuple[QSpinBox, QSpinBox] | None = None
        if versions is not None:
            self._versions = versions
            texts = tuple(tr("{low} à {high}", low=low, high=high) for low, high in versions)
            if kind is QuestionKind.CES:
                texts = (tr("Accord, 1 à 7"), tr("Effort, 1 à 5"))
            self.points = Segmented(texts, self.theme, name=tr("Échelle"))
            self.points.chosen.connect(lambda _place: self._touch_now("scale"))
            box = QHBoxLayout()
            box.addWidget(PlainLabel(tr("Échelle"), self.theme, role="detail", tone="text2"))
            box.addStretch(1)
            box.addWidget(self.points)
            self.column.addLayout(box)
        elif kind in (QuestionKind.SCALE, QuestionKind.GRID):
            low, high = self._spin(), self._spin()
            low.setRange(-10, 9)
            for spin, name in ((low, tr("Premier point")), (high, tr("Dernier point"))):
                spin.valueChanged.connect(lambda _value: self._touch_ends())
                spin.setAccessibleName(name)
            self.ends = (low, high)
            self.column.addWidget(
                self.side_by_side(self.field(tr("Premier point"), low), self.field(tr("Dernier point"), high))
            )
        self.column.addWidget(self.side_by_side(self._low_field, self._high_field))

    def _spin(self) -> QSpinBox:
        spin = QSpinBox()
        spin.lineEdit().setTextMargins(self.theme.px(8), 0, 0, 0)
        return spin

    def _build_lines(self, survey: Survey) -> None:
        kind = self.question.kind
        self.lines: EntryLines | None = None
        self.most: QSpinBox | None = None
        if kind.has_options:
            self.lines = EntryLines(
                self.theme,
                title=tr("Réponses"),
                adding=tr("Ajouter une réponse"),
                other=tr("« Autre », à préciser"),
                other_answer=words(survey.language).other,
            )
        elif kind is QuestionKind.GRID:
            self.lines = EntryLines(self.theme, title=tr("Lignes"), adding=tr("Ajouter une ligne"))
        if self.lines is not None:
            part = "options" if kind.has_options else "rows"
            self.lines.changed.connect(lambda: self.touch(part))
            self.lines.left.connect(self.keep)
            self.column.addWidget(self.lines)

    def _build_naming(self) -> None:
        self.required = Switch(tr("Obligatoire"), self.theme)
        self.required.toggled.connect(lambda _on: self._touch_now("required"))
        self._code_field, self.code = self.line(tr("Nom de variable"), "code")
        if self.question.kind is QuestionKind.INFO:
            self._code_field.hide()
            self.required.hide()
            return
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(PlainLabel(tr("Réponse"), self.theme, role="detail", tone="text2"))
        column.addWidget(self.required)
        column.addStretch(1)
        self.column.addWidget(self.side_by_side(self._code_field, answer))
        if self.question.kind is QuestionKind.MULTIPLE:
            self.most = self._spin()
            self.most.setRange(0, 99)
            self.most.setSpecialValueText(tr("Sans limite"))
            self.most.valueChanged.connect(lambda _value: self.touch("max_choices"))
            self.column.addWidget(self.field(tr("Réponses au plus"), self.most))

    def show_question(self, question: Question, survey: Survey) -> None:
        """Show what the study holds; parts that are being edited stay as they are."""
        self.question = question
        number = numbers(survey).get(question.id)
        title = kind_name(question.kind) if number is None else tr("Question {n}", n=number)
        self._title.setText(title)
        for part, editor, text in (
            ("label", self.label, question.label),
            ("help", self.help, question.help),
        ):
            if part not in self.touched:
                self.say(editor, text)
        if self._wished_code == question.code:
            self._wished_code = None
        if self._wished_code is None and "code" not in self.touched:
            self.say(self.code, question.code)
            self._code_field.set_mistake("")
        for part, switch, value in (("required", self.required, question.required),):
            if part not in self.touched:
                switch.blockSignals(True)
                switch.setChecked(value)
                switch.blockSignals(False)
        if question.scale is not None and "scale" not in self.touched:
            self._show_scale(question.scale)
        self._show_lines(question, survey)
        self.condition.show_condition(question, survey)

    def _show_scale(self, scale: Scale) -> None:
        self._name_ends(scale.low, scale.high)
        self.say(self.low, scale.low_label)
        self.say(self.high, scale.high_label)
        if self.points is not None:
            span = (scale.low, scale.high)
            self.points.set_current(self._versions.index(span) if span in self._versions else 0)
        if self.ends is not None:
            low, high = self.ends
            with QSignalBlocker(low), QSignalBlocker(high):
                low.setValue(scale.low)
                high.setRange(scale.low + 1, scale.low + LONGEST_SCALE - 1)
                high.setValue(scale.high)

    def _name_ends(self, low: int, high: int) -> None:
        for field, point in ((self._low_field, low), (self._high_field, high)):
            field.label.setText(tr("Libellé pour {point}", point=point))
            field.editor.setAccessibleName(field.label.text())

    def _show_lines(self, question: Question, survey: Survey) -> None:
        if self.most is not None and "max_choices" not in self.touched:
            self.most.blockSignals(True)
            self.most.setValue(question.max_choices)
            self.most.blockSignals(False)
        if self.lines is None or {"options", "rows"} & self.touched:
            return
        if question.kind.has_options:
            entries = tuple(Entry(each.label, each.id, each.code, each.is_other) for each in question.options)
        else:
            rows = (each for each in survey.questions if each.parent == question.id)
            entries = tuple(Entry(each.label, each.id) for each in rows)
        self.lines.set_entries(entries)

    def focus_label(self) -> None:
        """Put the keyboard on the wording, all of it chosen."""
        self.label.setFocus()
        self.label.selectAll()

    def refuse_code(self, sentence: str) -> None:
        """Say under the name of the variable why it was refused; what was typed stays."""
        self._code_field.set_mistake(sentence)

    # what was typed

    def touch(self, part: str) -> None:
        """Note the part, and draw the question as it now reads."""
        super().touch(part)
        if part == "code":
            self._wished_code = None
            self._code_field.set_mistake("")
        if part == "label":
            self.label_field.set_mistake("" if self._label() else tr("Écrivez ce que vous demandez."))
        self.drafted.emit(self.draft())

    def _touch_now(self, part: str) -> None:
        self.touch(part)
        self.keep()

    def _touch_ends(self) -> None:
        assert self.ends is not None
        low, high = self.ends
        high.setRange(low.value() + 1, low.value() + LONGEST_SCALE - 1)
        self._name_ends(low.value(), high.value())
        self.touch("scale")

    def draft(self) -> Question:
        """The question as the fields now read; rows of a grid apart."""
        return replace(
            self.question,
            label=self._label(),
            help=self.help.text().strip(),
            required=self.required.isChecked(),
            scale=self._scale(),
            options=self._options(),
            max_choices=self.most.value() if self.most is not None else self.question.max_choices,
        )

    def hand_over(self, touched: frozenset[str]) -> None:
        draft = self.draft()
        edit = QuestionEdit(
            label=draft.label if "label" in touched and draft.label else None,
            help=draft.help if "help" in touched else None,
            required=draft.required if "required" in touched else None,
            scale=draft.scale if "scale" in touched else None,
            options=self._wished_options() if "options" in touched else None,
            rows=self._rows() if "rows" in touched else None,
            max_choices=draft.max_choices if "max_choices" in touched else None,
        )
        if edit != QuestionEdit():
            self.edited.emit(self.question.id, edit)
        if "code" in touched:  # by itself: when it is refused, the rest is kept all the same
            self._wished_code = self.code.text().strip()
            self.edited.emit(self.question.id, QuestionEdit(code=self._wished_code))

    def _label(self) -> str:
        text = self.label.toPlainText().strip()
        return text if self.question.kind is QuestionKind.INFO else " ".join(text.split("\n"))

    def _scale(self) -> Scale | None:
        scale = self.question.scale
        if scale is None:
            return None
        low, high, version, direction = scale.low, scale.high, scale.version, scale.direction
        if self.ends is not None:
            low, high = (spin.value() for spin in self.ends)
        elif self.points is not None:
            low, high = self._versions[self.points.current()]
            if self.question.kind is QuestionKind.CES:
                chosen = (CES2_SCALE, CES1_SCALE)[self.points.current()]
                version, direction = chosen.version, chosen.direction
        return replace(
            scale,
            low=low,
            high=high,
            version=version,
            direction=direction,
            low_label=self.low.text().strip(),
            high_label=self.high.text().strip(),
        )

    def _options(self) -> tuple[Option, ...]:
        if self.lines is None or not self.question.kind.has_options:
            return self.question.options
        return tuple(
            Option(OptionId(each.key), each.code or f"new{place}", each.text, each.is_other)
            for place, each in enumerate(self.lines.entries())
        )

    def _wished_options(self) -> tuple[Option | OptionDraft, ...]:
        return tuple(
            each if each.id else OptionDraft(each.label, "", each.is_other) for each in self._options()
        )

    def _rows(self) -> tuple[Row, ...]:
        assert self.lines is not None
        return tuple(
            Row(each.text, QuestionId(each.key) if each.key else None) for each in self.lines.entries()
        )
