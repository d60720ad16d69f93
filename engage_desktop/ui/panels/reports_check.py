"""Whether the quotations of a report cite personal data, said before it is exported."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.wording import tn, tr


class QuotesCheck(QFrame):
    """One line under the slide; hidden when nothing is quoted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.setObjectName("card")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(10), px(14), px(10))
        row.setSpacing(px(10))
        self.safe = IconLabel("badge-check", theme, tone="accent", size=18)
        self.unsafe = IconLabel("shield-alert", theme, tone="warn", size=18)
        self.words = PlainLabel("", theme, role="detail", wrap=True)
        for widget in (self.safe, self.unsafe):
            row.addWidget(widget)
        row.addWidget(self.words, 1)

    def show_quotes(self, quotes: int, *, risky: int) -> None:
        """Say how many are quoted, and how many of them seem to cite personal data."""
        self.setVisible(quotes > 0)
        self.safe.setVisible(not risky)
        self.unsafe.setVisible(bool(risky))
        said = tn("{n} citation", "{n} citations", quotes)
        if risky:
            risk = tn("{n} semble contenir", "{n} semblent contenir", risky)
            words = tr(
                "{quotes} : {risk} une donnée personnelle. Relisez avant d'exporter.", quotes=said, risk=risk
            )
        else:
            words = tr("{quotes} : références seules, aucune donnée personnelle repérée.", quotes=said)
        self.words.setText(words)
