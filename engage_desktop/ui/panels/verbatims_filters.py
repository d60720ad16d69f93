"""The filters of Verbatims: search, saved filters, period, and the facets with their counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models import filters
from engage_desktop.models.filters import Key
from engage_desktop.models.study import SavedFilter
from engage_desktop.models.verbatims import Facets
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels import verbatims_words as words
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.facets import FacetBox, Period, code_marks, sentiment_marks
from engage_desktop.ui.widgets.fields import SearchField
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.saved_filters import SavedFilters
from engage_desktop.wording import tr
from engage_desktop.wording.errors import explain


class FiltersPane(QFrame):
    """Everything that narrows the list; `changed` tells the new expression."""

    changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        px = theme.px
        self._context = context
        self._expression = ""
        self.setProperty("ground", "window")
        self.setMinimumWidth(px(190))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(8), 0)
        column.setSpacing(px(8))
        self.search = SearchField(tr("Rechercher"), theme, keys="Ctrl+F")
        self.search.changed.connect(self._typed)
        self.mistake = PlainLabel("", theme, role="detail", tone="danger", wrap=True)
        self.mistake.hide()
        column.addWidget(self.search)
        column.addWidget(self.mistake)
        scroll = scrolled(focus=False)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, px(4), px(4), px(16))
        self._inside.setSpacing(px(16))
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self._fill(context)

    def _fill(self, context: Context) -> None:
        theme = context.theme
        self.saved = SavedFilters(theme)
        self.saved.chosen.connect(self.set_expression)
        self.saved.menu_asked.connect(self._saved_menu)
        self.period = Period(theme)
        self.period.chosen.connect(self._period)
        months = QWidget()
        column = QVBoxLayout(months)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(PlainLabel(tr("Période"), theme, role="label"))
        column.addWidget(self.period)
        self.sources = FacetBox(tr("Source"), theme, names=str)
        self.kinds = FacetBox(tr("Type"), theme, names=words.kind_name)
        self.sentiments = FacetBox(tr("Sentiment"), theme, names=words.sentiment_name)
        self.groups = FacetBox(tr("Groupe NPS"), theme, names=words.nps_group)
        self.codes = FacetBox(tr("Codes"), theme, names=words.code_name)
        self.emotions = FacetBox(tr("Émotion"), theme, names=words.emotion_name)
        for box in (self.sources, self.kinds, self.sentiments, self.groups, self.codes, self.emotions):
            box.toggled.connect(self._toggle)
        for widget in (
            self.saved, months, self.sentiments, self.groups, self.codes, self.emotions, self.kinds, self.sources
        ):  # fmt: skip
            self._inside.addWidget(widget)
        self._inside.addStretch(1)

    # what is shown

    def expression(self) -> str:
        """The filter in force."""
        return self._expression

    def set_expression(self, expression: str) -> None:
        """Put a filter in force and tell it."""
        self.show_expression(expression)
        self.changed.emit(expression)

    def show_expression(self, expression: str) -> None:
        """Show a filter without telling it."""
        self._expression = expression
        self.search.set_text(expression)
        self._say(None)

    def show_facets(self, facets: Facets, hues: Mapping[str, int]) -> None:
        """Show the counts of the filter in force; `hues` are those of the codes by name."""
        theme = self._context.theme
        self.period.show_months(facets.months, self._kept())
        chosen = self._chosen
        self.sources.show_values(facets.sources, chosen)
        self.kinds.show_values(facets.kinds if len(facets.kinds) > 1 else (), chosen)
        self.sentiments.show_values(facets.sentiments, chosen, sentiment_marks(theme))
        self.groups.show_values(facets.nps_groups, chosen)
        self.emotions.show_values(facets.emotions, chosen)
        self.codes.show_values(facets.codes, chosen, code_marks(theme, hues))

    def show_saved(self, saved: tuple[SavedFilter, ...]) -> None:
        """Show the saved filters."""
        self.saved.show_filters(saved, self._expression)

    def _chosen(self, expression: str) -> bool:
        return filters.chosen(self._expression, expression)

    def _kept(self) -> tuple[dt.date, dt.date] | None:
        for term in filters.parse(self._expression).terms:
            if term.key is Key.DATE and not term.negated and term.values and term.values[0] != "none":
                low, dots, high = term.values[0].partition("..")
                first = low or "0001-01"
                last = (high or "9999-12") if dots else low
                try:
                    return _month(first, last=False), _month(last, last=True)
                except ValueError:
                    return None
        return None

    # what is asked

    def _typed(self, text: str) -> None:
        try:
            filters.parse(text)
        except EngageError as error:
            self._say(error)
            return
        self._say(None)
        self._expression = text.strip()
        self.changed.emit(self._expression)

    def show_mistake(self, error: EngageError) -> None:
        """Say under the field what is wrong with the filter."""
        self._say(error)

    def _say(self, error: EngageError | None) -> None:
        self.search.set_invalid(error is not None)
        self.mistake.setVisible(error is not None)
        if error is not None:
            said = explain(error)
            self.mistake.setText(f"{said.what} {said.advice}")

    def _toggle(self, fragment: str) -> None:
        self.set_expression(filters.toggled(self._expression, fragment))

    def _period(self, first: dt.date | None, last: dt.date | None) -> None:
        term = ""
        if first is not None and last is not None:
            term = f"date:{first:%Y-%m}" if first == last else f"date:{first:%Y-%m}..{last:%Y-%m}"
        self.set_expression(filters.replaced(self._expression, Key.DATE, term))

    def _saved_menu(self, saved: SavedFilter, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Supprimer ce filtre"), lambda: self._forget(saved))
        menu.popup(at)

    def _forget(self, saved: SavedFilter) -> None:
        from engage_desktop.operations import filters as operations

        self._context.write(
            lambda study, _progress: operations.delete_filter(study, saved.id),
            said=tr("Filtre « {name} » supprimé", name=saved.name),
        )


def _month(text: str, *, last: bool) -> dt.date:
    parts = [int(part) for part in text.split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else (12 if last else 1), 1)
