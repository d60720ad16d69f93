"""« Négatif −0,64 », its place between −1 and +1, its confidence, and « Corriger »."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from engage_desktop.models.sentiment import Label, foreign_language
from engage_desktop.models.verbatims import Feeling
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.chips import sentiment_ink, sentiment_word
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal, percent


class _Gauge(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._feeling: Feeling | None = None
        self.setFixedHeight(theme.px(18))
        self.setMinimumWidth(theme.px(64))
        self.setMaximumWidth(theme.px(132))

    def show_feeling(self, feeling: Feeling | None) -> None:
        self._feeling = feeling
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._feeling is None:
            return
        theme, px = self._theme, self._theme.px
        middle, half = self.height() / 2, self.width() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.mixed("det", 0.45))
            painter.drawRoundedRect(QRectF(0, middle - 2, half - 1, 4), 2, 2)
            painter.setBrush(theme.mixed("pro", 0.45))
            painter.drawRoundedRect(QRectF(half + 1, middle - 2, half - 1, 4), 2, 2)
            painter.setBrush(theme.color("text2"))
            painter.drawRect(QRectF(half - 0.75, middle - px(6), 1.5, px(12)))
            x = half + self._feeling.polarity * (half - px(5))
            painter.setBrush(sentiment_ink(self._feeling.label, theme))
            side = px(5)
            if self._feeling.label is Label.POSITIVE:
                shape = QPolygonF(
                    [
                        QPointF(x - side, middle + side),
                        QPointF(x + side, middle + side),
                        QPointF(x, middle - side),
                    ]
                )
            elif self._feeling.label is Label.NEGATIVE:
                shape = QPolygonF(
                    [
                        QPointF(x - side, middle - side),
                        QPointF(x + side, middle - side),
                        QPointF(x, middle + side),
                    ]
                )
            else:
                painter.drawEllipse(QRectF(x - side, middle - side, 2 * side, 2 * side))
                return
            painter.drawPolygon(shape)


class FeelingLine(QWidget):
    """The sentiment of the verbatim being read; `corrected` tells a label, or None to go back to the engine."""

    corrected = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._word = PlainLabel("", theme, role="figure_label")
        self._gauge = _Gauge(theme)
        self._confidence = PlainLabel("", theme, role="detail", tone="text3")
        self.button = Button(tr("Corriger"), theme, kind="link")
        self.menu = QMenu(self)
        self._choices = {
            Label.NEGATIVE: ("N", tr("Négatif")),
            Label.NEUTRAL: ("U", tr("Neutre")),
            Label.POSITIVE: ("P", tr("Positif")),
            Label.MIXED: ("M", tr("Mixte")),
        }
        for label, (key, word) in self._choices.items():
            action = self.menu.addAction(f"{word}\t{key}")
            action.triggered.connect(lambda _on=False, label=label: self.corrected.emit(label))
        self.menu.addSeparator()
        self._back = self.menu.addAction(tr("Revenir au calcul"))
        self._back.triggered.connect(lambda: self.corrected.emit(None))
        self.button.clicked.connect(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._word)
        row.addWidget(self._gauge, 1)
        row.addWidget(self._confidence)
        row.addStretch(1)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def open(self) -> None:
        """Ask for the right label: N, U, P or M answer."""
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def answer(self, key: str) -> bool:
        """Take a letter as an answer while asking."""
        found = next(
            (label for label, (letter, _word) in self._choices.items() if letter == key.upper()), None
        )
        if found is None:
            return False
        self.corrected.emit(found)
        return True

    def show_subjectivity(self, share: float | None) -> None:
        """Say, over the confidence, how much of the text judges; None says nothing."""
        said = (
            ""
            if share is None
            else tr("Subjectivité {share} : ce que pèsent les mots qui jugent.", share=percent(share))
        )
        self._confidence.setToolTip(said)
        self._confidence.setAccessibleDescription(said)

    def show_feeling(self, feeling: Feeling | None, *, language: str = "") -> None:
        """Show this sentiment, or that there is none: not yet, or never for a text in another language."""
        self.show_subjectivity(None)
        self._gauge.show_feeling(feeling)
        self._gauge.setVisible(feeling is not None)
        self._back.setEnabled(feeling is not None and feeling.corrected)
        if feeling is None:
            self._word.setText(_unread(language))
            self._word.set_tone("text3")
            self._confidence.setText("")
            return
        tones: dict[Label, Token] = {Label.NEGATIVE: "detText", Label.POSITIVE: "proText"}
        self._word.set_tone(tones.get(feeling.label, "pasText"))
        self._word.setText(f"{sentiment_word(feeling.label)} {decimal(feeling.polarity, 2, signed=True)}")
        self._confidence.setText(
            tr("corrigé à la main")
            if feeling.corrected
            else tr("ne se prononce pas : aucun mot d'opinion")
            if not feeling.confidence
            else tr("confiance {share}", share=percent(feeling.confidence))
        )


def _unread(language: str) -> str:
    names = {
        "en": tr("Non traité : texte en anglais"),
        "de": tr("Non traité : texte en allemand"),
        "es": tr("Non traité : texte en espagnol"),
        "it": tr("Non traité : texte en italien"),
        "pt": tr("Non traité : texte en portugais"),
        "nl": tr("Non traité : texte en néerlandais"),
    }
    return names.get(foreign_language(language), tr("Sentiment pas encore lu"))
