"""« Corriger le format »: everything that Engage guessed of a file and that a person may know better."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from engage_desktop.models.folding import fold
from engage_desktop.models.sources import DateOrder, Layout, Proposal, SourceKind
from engage_desktop.operations.formats import Format, list_formats
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.labels_sources import date_order_word, delimiter_word, encoding_word
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.wording import tr

_ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "utf-16", "mac_roman", "cp850")
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """What a person imposes: a format id, and a layout unless the usual one of that format is meant."""

    format: str
    layout: Layout | None


class FormatDialog(Sheet):
    """Format, encoding, separator, header rows, sheet, order of dates, decimal mark; `choice()` once accepted.

    Without a proposal (the file was refused) only the format is asked.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, *, file: str, proposal: Proposal | None) -> None:
        super().__init__(parent, theme, title=tr("Corriger le format de « {name} »", name=file))
        self._proposal = proposal
        self._layout = proposal.mapping.layout if proposal is not None else Layout()
        known = proposal.recognition.format if proposal is not None else "csv"
        self.format = self._combo(_named(proposal, known), known)
        self.body.addWidget(Field(tr("Format"), theme, self.format, advice=tr("Ce que contient le fichier.")))
        if proposal is not None:
            self._add_layout()
        self.add_verbs(
            Button(tr("Annuler"), theme, kind="ghost", run=self.reject),
            Button(tr("Relire le fichier"), theme, kind="primary", run=self.accept),
        )

    def choice(self) -> FormatChoice:
        """What was chosen; no layout when only the format changed, so that its usual one is taken."""
        chosen = str(self.format.currentData())
        if self._proposal is None:
            return FormatChoice(chosen, None)
        layout = self._chosen_layout()
        same = layout == self._layout
        other_format = chosen != self._proposal.recognition.format
        return FormatChoice(chosen, None if same and other_format else layout)

    def _add_layout(self) -> None:
        layout, theme = self._layout, self.theme
        table = bool(layout.delimiter or layout.sheet)
        sheets = self._proposal.recognition.sheets if self._proposal is not None else ()
        self.encoding = self._combo(
            tuple((encoding_word(each), each) for each in _with(_ENCODINGS, layout.encoding)), layout.encoding
        )
        self.delimiter = self._combo(
            tuple((delimiter_word(each), each) for each in _with(_DELIMITERS, layout.delimiter)),
            layout.delimiter,
        )
        self.sheet = self._combo(tuple((each, each) for each in sheets), layout.sheet)
        self.first_row = _spin(layout.first_row, 200)
        self.header_rows = _spin(layout.header_rows, 3)
        self.dates = self._combo(
            tuple((date_order_word(each), each.value) for each in DateOrder), layout.dates.value
        )
        self.decimal = self._combo(((tr("virgule (3,5)"), ","), (tr("point (3.5)"), ".")), layout.decimal)
        self.mending = self._combo(
            ((tr("les laisser tels quels"), ""), (tr("les réparer"), "mend")), "mend" if layout.mend else ""
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        fields = [
            *((Field(tr("Feuille"), theme, self.sheet),) if sheets else ()),
            *(() if sheets and table else (Field(tr("Encodage"), theme, self.encoding),)),
            *((Field(tr("Séparateur"), theme, self.delimiter),) if table and not sheets else ()),
            *(self._header_fields() if table else ()),
            Field(tr("Ordre des dates"), theme, self.dates),
        ]
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2)
        self.body.addLayout(grid)

    def _header_fields(self) -> tuple[Field, ...]:
        """What only a file that is a table already may have."""
        return (
            Field(tr("Ligne des en-têtes"), self.theme, self.first_row),
            Field(tr("Nombre de lignes d'en-tête"), self.theme, self.header_rows),
            Field(tr("Signe décimal"), self.theme, self.decimal),
            Field(tr("Accents abîmés"), self.theme, self.mending),
        )

    def _chosen_layout(self) -> Layout:
        return replace(
            self._layout,
            encoding=str(self.encoding.currentData()),
            delimiter=str(self.delimiter.currentData()),
            sheet=str(self.sheet.currentData() or self._layout.sheet),
            first_row=self.first_row.value(),
            header_rows=self.header_rows.value(),
            dates=DateOrder(self.dates.currentData()),
            decimal=str(self.decimal.currentData()),
            mend=bool(self.mending.currentData()),
        )

    def _combo(self, choices: tuple[tuple[str, str], ...], current: str) -> QComboBox:
        combo = QComboBox()
        combo.setFont(self.theme.font("base"))
        for words, value in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(current)))
        return combo


def _named(proposal: Proposal | None, known: str) -> tuple[tuple[str, str], ...]:
    """The formats offered, by name: the one in use and those that were nearly recognised come first."""
    near = (known, *(proposal.recognition.alternatives if proposal is not None else ()))
    offered = sorted(
        ((tr(each.name), each.id) for each in _offered(proposal)), key=lambda pair: fold(pair[0])
    )
    return tuple(sorted(offered, key=lambda pair: near.index(pair[1]) if pair[1] in near else len(near)))


def _offered(proposal: Proposal | None) -> tuple[Format, ...]:
    """The formats that this kind of file can be: tables among themselves, the others as they are."""
    known = tuple(list_formats())
    if proposal is None:
        return known
    tables = (SourceKind.RESPONSES, SourceKind.MENTIONS)
    if proposal.mapping.kind not in tables:
        return tuple(each for each in known if each.kind is proposal.mapping.kind)
    is_tree = any(each.flattened for each in known if each.id == proposal.recognition.format)
    return tuple(each for each in known if each.kind in tables and (each.flattened or not is_tree))


def _with(choices: tuple[str, ...], current: str) -> tuple[str, ...]:
    return choices if current in choices else (current, *choices)


def _spin(value: int, most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(1, most)
    spin.setValue(value)
    return spin
