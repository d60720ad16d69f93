"""The preview of Enquêtes: the question as a respondent meets it, answering included."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.forms import Given, asked, counted, labels_for
from engage_desktop.models.surveys import Question, QuestionKind, Survey
from engage_desktop.ui.panels.surveys_words import heads, numbers, typeset
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.ui.widgets.points import Points
from engage_desktop.ui.widgets.progress import Bar
from engage_desktop.wording import tr


class Preview(QWidget):
    """One question on its page; `went` tells the id of the question that « Suivant » or « Précédent » leads to."""

    went = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._survey: Survey | None = None
        self._question: Question | None = None
        self._given: dict[str, Given] = {}
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(10), px(20), px(16))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Aperçu"), theme, role="detail_label"))
        head.addStretch(1)
        head.addWidget(
            IconButton("rotate-ccw", theme, name=tr("Effacer les réponses de l'aperçu"), run=self.restart)
        )
        column.addLayout(head)
        column.addWidget(self._make_card(), 1)

    def _make_card(self) -> Card:
        theme, px = self._theme, self._theme.px
        card = Card(theme)
        card.body.setContentsMargins(px(20), px(8), px(20), px(14))
        self._progress = PlainLabel("", theme, role="detail", tone="text2")
        self._bar = Bar(theme, height=4)
        self._heading = PlainLabel("", theme, role="section", wrap=True)
        self._help = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(0, px(6), px(4), 0)
        page.setSpacing(px(10))
        page.addWidget(self._heading)
        page.addWidget(self._help)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(px(6))
        page.addLayout(self._answer)
        self._next_row = QWidget()
        row = QHBoxLayout(self._next_row)
        row.setContentsMargins(0, px(2), 0, 0)
        row.setSpacing(px(7))
        row.addWidget(IconLabel("split", theme, tone="text2", size=15), 0, Qt.AlignmentFlag.AlignTop)
        self._follow = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        row.addWidget(self._follow, 1)
        page.addWidget(self._next_row)
        page.addStretch(1)
        scroll = scrolled(inside, focus=False)
        inside.setAutoFillBackground(False)
        card.body.addWidget(self._progress)
        card.body.addWidget(self._bar)
        card.body.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        self.back = Button("", theme, kind="ghost", run=lambda: self._go(-1))
        self.next = Button("", theme, kind="primary", run=lambda: self._go(1))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        card.body.addLayout(buttons)
        return card

    def show_question(self, survey: Survey, question: Question | None) -> None:
        """Show a question of this survey; the answers given so far stay."""
        if self._survey is not None and self._survey.id != survey.id:
            self._given.clear()
        same = (
            self._question is not None and question is not None and _shape(self._question) == _shape(question)
        )
        rows_before = self._rows()
        self._survey, self._question = survey, question
        if question is None:
            return
        self._heading.setText(typeset(question.label, survey) or tr("Sans intitulé"))
        self._help.setText(typeset(question.help, survey))
        self._help.setVisible(bool(question.help))
        if not same or rows_before != self._rows():
            self._fill(question)
        self._tell_place()

    def restart(self) -> None:
        """Forget what was answered in the preview."""
        self._given.clear()
        if self._question is not None:
            self._fill(self._question)
            self._tell_place()

    # answering

    def _rows(self) -> tuple[Question, ...]:
        if self._survey is None or self._question is None:
            return ()
        return self._survey.rows(self._question)

    def _fill(self, question: Question) -> None:
        while (item := self._answer.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in self._controls(question):
            self._answer.addWidget(widget)

    def _controls(self, question: Question) -> list[QWidget]:
        theme = self._theme
        if question.kind is QuestionKind.GRID:
            made: list[QWidget] = []
            for row in self._rows():
                answers = self._choices(row) if row.scale is None else self._points(row)
                made += [PlainLabel(row.label, theme, role="detail", wrap=True), *answers]
            return made
        if question.scale is not None:
            return self._points(question)
        if question.options:
            return self._choices(question)
        if question.kind is QuestionKind.TEXT:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.px(84))
            text.setAccessibleName(question.label)
            return [text]
        if question.kind in (QuestionKind.NUMBER, QuestionKind.DATE):
            line = QLineEdit(str(self._given.get(question.code, "")))
            line.setAccessibleName(question.label)
            line.setPlaceholderText(tr("jj/mm/aaaa") if question.kind is QuestionKind.DATE else "")
            line.textEdited.connect(lambda said: self._give(question.code, said))
            return [line]
        return []

    def _points(self, question: Question) -> list[QWidget]:
        assert question.scale is not None
        points = Points(question.scale, self._theme, live=True)
        given = self._given.get(question.code)
        points.set_value(int(given) if isinstance(given, int | float) else None)
        points.picked.connect(lambda point: self._give(question.code, point))
        return [points]

    def _choices(self, question: Question) -> list[QWidget]:
        many = question.kind is QuestionKind.MULTIPLE
        boxes: list[QWidget] = []
        for option in question.options:
            box = (
                QCheckBox(option.label.replace("&", "&&"))
                if many
                else QRadioButton(option.label.replace("&", "&&"))
            )
            given = self._given.get(question.code, ())
            box.setChecked(option.code in given if isinstance(given, tuple) else option.code == given)
            if many:
                box.toggled.connect(lambda on, code=option.code: self._choose(question, code, chosen=on))
            else:
                box.clicked.connect(lambda _checked=False, code=option.code: self._give(question.code, code))
            boxes.append(box)
        return boxes

    def _choose(self, question: Question, code: str, *, chosen: bool) -> None:
        given = self._given.get(question.code, ())
        before = given if isinstance(given, tuple) else ()
        kept = tuple(each for each in before if each != code)
        self._give(question.code, (*kept, code) if chosen else kept)

    def _give(self, code: str, value: Given) -> None:
        self._given[code] = value
        self._tell_place()

    # where it stands

    def _tell_place(self) -> None:
        survey, question = self._survey, self._question
        if survey is None or question is None:
            return
        met = self._met(survey, question)
        countable = [each for each in met if counted(each)]
        said = labels_for(survey.language)
        rank = next((n for n, each in enumerate(countable, start=1) if each.id == question.id), 0)
        self._progress.setText(said.progress.format(n=rank, of=len(countable)))
        self._progress.setVisible(bool(rank))
        self._bar.setVisible(bool(rank))
        self._bar.set_share(rank / len(countable) if countable else 0)
        last = bool(met) and met[-1].id == question.id
        self.back.set_text(said.back)
        self.back.setVisible(bool(met) and met[0].id != question.id)
        self.next.set_text(said.send if last else said.next)
        self._tell_follow(survey, question, met)

    def _tell_follow(self, survey: Survey, question: Question, met: tuple[Question, ...]) -> None:
        given = self._given.get(question.code)
        decides = any(each.condition and each.condition.code == question.code for each in survey.questions)
        following = _after(met, question)
        self._next_row.setVisible(decides and isinstance(given, int | float | str) and following is not None)
        if following is None or given is None:
            return
        number = numbers(survey).get(following.id)
        answer = next((each.label for each in question.options if each.code == given), str(given))
        if number is None:
            self._follow.setText(tr("Réponse {answer} : un texte suivra.", answer=answer))
        else:
            self._follow.setText(tr("Réponse {answer} : la question {n} suivra.", answer=answer, n=number))

    def _met(self, survey: Survey, question: Question) -> tuple[Question, ...]:
        """The questions met with the answers given; the one shown counts even if its condition is not met."""
        met = asked(survey.questions, self._given)
        if any(each.id == question.id for each in met):
            return met
        ids = {each.id for each in met} | {question.id}
        return tuple(each for each in heads(survey) if each.id in ids)

    def _go(self, step: int) -> None:
        if self._survey is None or self._question is None:
            return
        met = self._met(self._survey, self._question)
        place = next(n for n, each in enumerate(met) if each.id == self._question.id) + step
        if place == len(met):  # nothing is sent from here: the next respondent begins
            self._given.clear()
            place = 0
            self._question = None
        if 0 <= place < len(met):
            self.went.emit(met[place].id)


def _after(met: tuple[Question, ...], question: Question) -> Question | None:
    place = next((n for n, each in enumerate(met) if each.id == question.id), len(met))
    return met[place + 1] if place + 1 < len(met) else None


def _shape(question: Question) -> tuple[object, ...]:
    """What the controls are made from; a new wording alone leaves them as they are."""
    return question.id, question.kind, question.scale, question.options, question.code
