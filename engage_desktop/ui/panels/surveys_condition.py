"""When a question is asked: always, or only if an earlier answer compares so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.surveys import Condition, Question, QuestionKind, Survey
from engage_desktop.ui.panels.surveys_words import operator_name
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr

_ORDERED = ("<=", ">=", "=", "!=", "<", ">")
_WORDS = {QuestionKind.SINGLE: ("=", "!="), QuestionKind.MULTIPLE: ("has", "!=")}


class ConditionEditor(QWidget):
    """« Si q1_nps ≤ 6 »; `changed` tells a Condition, or None for « toujours »."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sources: dict[str, Question] = {}
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(tr("Poser cette question"), theme, role="detail", tone="text2"))
        column.addWidget(self._make_source())
        self._compared = QWidget()
        row = QHBoxLayout(self._compared)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self.operator = self._combo(tr("Comparaison"))
        self.choice = self._combo(tr("Réponse attendue"))
        self.number = QLineEdit()
        self.number.setAccessibleName(tr("Réponse attendue"))
        self.number.editingFinished.connect(self._tell)
        self.value = QStackedWidget()
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value.addWidget(self.choice)
        self.value.addWidget(self.number)
        row.addWidget(self.operator, 2)
        row.addWidget(self.value, 3)
        column.addWidget(self._compared)
        self._warning = PlainLabel("", theme, role="detail", tone="warn", wrap=True)
        self._warning.hide()
        column.addWidget(self._warning)
        self.source.activated.connect(self._change_source)
        self.operator.activated.connect(lambda _row: self._tell())
        self.choice.activated.connect(lambda _row: self._tell())

    def _make_source(self) -> QComboBox:
        self.source = self._combo(tr("Question dont dépend celle-ci"))
        return self.source

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setProperty("plain", True)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(3)
        return combo

    def show_condition(self, question: Question, survey: Survey) -> None:
        """Offer the questions asked before this one, and show its condition; nothing is told."""
        self._sources = _sources(question, survey)
        self.source.clear()
        self.source.addItem(tr("toujours"), "")
        for code in self._sources:
            self.source.addItem(tr("si {code}", code=code), code)
        condition = question.condition
        self._warning.hide()
        if condition is not None and condition.code not in self._sources:
            self.source.addItem(tr("si {code}", code=condition.code), condition.code)
            known = survey.question(condition.code)
            if known is not None:
                self._sources[condition.code] = known
            self._warning.setText(
                tr(
                    "« {code} » n'est pas posée avant celle-ci : la condition ne sera jamais remplie.",
                    code=condition.code,
                )
            )
            self._warning.show()
        self.source.setCurrentIndex(0 if condition is None else self.source.findData(condition.code))
        self._offer()
        if condition is not None:
            self.operator.setCurrentIndex(max(0, self.operator.findData(condition.operator)))
            self.choice.setCurrentIndex(max(0, self.choice.findData(condition.value)))
            self.number.setText(condition.value)
        self.setVisible(self.source.count() > 1)

    def condition(self) -> Condition | None:
        """What is shown."""
        code = self.source.currentData()
        if not code:
            return None
        listed = self.value.currentWidget() is self.choice
        value = str(self.choice.currentData()) if listed else self.number.text().strip().replace(",", ".")
        return Condition(code, str(self.operator.currentData()), value) if value else None

    def _change_source(self) -> None:
        self._offer()
        source = self._sources.get(str(self.source.currentData()))
        if source is not None and source.kind is QuestionKind.NPS:  # detractors first: what is asked most
            self.choice.setCurrentIndex(self.choice.findData("6"))
        self._tell()

    def _offer(self) -> None:
        """The comparisons and answers of the chosen source."""
        source = self._sources.get(str(self.source.currentData() or ""))
        self.operator.clear()
        self.choice.clear()
        self._compared.setVisible(source is not None)
        if source is None:
            return
        for operator in _WORDS.get(source.kind, _ORDERED):
            self.operator.addItem(operator_name(operator, source.kind), operator)
        for option in source.options:
            self.choice.addItem(option.label, option.code)
        if source.scale is not None:
            for point in range(source.scale.low, source.scale.high + 1):
                self.choice.addItem(str(point), str(point))
        self.value.setCurrentWidget(self.choice if self.choice.count() else self.number)

    def _tell(self) -> None:
        condition = self.condition()
        if condition is not None or not self.source.currentData():
            self.changed.emit(condition)


def _sources(question: Question, survey: Survey) -> dict[str, Question]:
    """The earlier questions whose answer can be compared, by code."""
    found: dict[str, Question] = {}
    for each in survey.questions:
        if each.id == question.id:
            break
        comparable = each.kind.scored or each.kind.has_options or each.kind is QuestionKind.NUMBER
        if comparable:
            found[each.code] = each
    return found
