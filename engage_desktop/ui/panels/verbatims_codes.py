"""The codes of Verbatims: find or make one by typing, the tree with its keys, and what can be done to a code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QVBoxLayout, QWidget

from engage_desktop.models.codes import Code
from engage_desktop.models.ids import CodeId
from engage_desktop.operations import coding
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context
from engage_desktop.ui.itemmodels.codes import CodeTree
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.chips import KeyCaps
from engage_desktop.ui.widgets.code_views import CodeField, CodeTreeView
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import ellipsis

_KEYS = "1234567890"


class CodesPane(QFrame):
    """Codes to apply; `applied` tells one by id, `created` the name of a new one."""

    applied = Signal(int)
    created = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, px = context.theme, context.theme.px
        self.setProperty("ground", "window")
        self.setMinimumWidth(px(220))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(px(14), px(12), px(14), px(10))
        head.setSpacing(px(6))
        self._title = PlainLabel(tr("Coder le verbatim"), theme, role="label")
        self._quote = ElidedLabel("", theme, role="quote", tone="text2")
        self.field = CodeField(theme)
        head.addWidget(self._title)
        head.addWidget(self._quote)
        head.addWidget(self.field)
        column.addWidget(top)
        column.addWidget(hairline())
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(px(14), px(8), px(8), px(2))
        self._count = PlainLabel("", theme, role="detail", tone="text2")
        row.addWidget(PlainLabel(tr("Codes"), theme, role="label"))
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(IconButton("plus", theme, name=tr("Nouveau code"), run=self.ask_new))
        column.addWidget(line)
        self.tree = CodeTreeView(theme, CodeTree(self))
        self.tree.setContentsMargins(px(8), 0, px(8), 0)
        self.tree.setMinimumHeight(px(56))
        column.addWidget(self.tree, 1)
        self._keys = self._foot()
        column.addWidget(self._keys)
        self.field.applied.connect(self.applied)
        self.field.created.connect(self.created)
        self.field.typed.connect(self.tree.show_found)
        self.field.left.connect(self.left)
        self.tree.doubleClicked.connect(lambda index: self._apply(self.tree.tree.code_at(index)))
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.tree.move_asked.connect(self._move)
        self.tree.tree.rename_asked.connect(self._rename)
        self.codes: tuple[Code, ...] = ()

    def _foot(self) -> QWidget:
        theme, px = self._context.theme, self._context.theme.px
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        column.addLayout(row)
        foot.setFixedHeight(px(38))
        row.setContentsMargins(px(10), 0, px(10), 0)
        row.setSpacing(px(4))
        for key, word in (("C", tr("coder")), ("M", tr("mémo"))):
            row.addWidget(KeyCaps((key,), theme))
            row.addWidget(PlainLabel(word, theme, role="detail", tone="text2"))
        row.addStretch(1)
        row.addWidget(KeyCaps(("F1",), theme))
        row.addWidget(PlainLabel(tr("aide"), theme, role="detail", tone="text2"))
        return foot

    # what is shown

    def show_codes(self, codes: tuple[Code, ...]) -> None:
        """Show the codebook."""
        self.codes = codes
        self._count.setText(tn("{n} code", "{n} codes", len(codes)))
        self.tree.show_codes(codes)
        self.field.show_codes(codes)

    def show_keys(self, *, shown: bool) -> None:
        """Print the keys at the foot, where there is room for them."""
        self._keys.setVisible(shown)

    def show_target(self, quote: str, count: int) -> None:
        """Say what a code would be applied to: a passage, a verbatim, or several."""
        if quote:
            self._title.setText(tr("Coder la sélection"))
        elif count > 1:
            self._title.setText(tn("Coder {n} verbatim", "Coder {n} verbatims", count))
        else:
            self._title.setText(tr("Coder le verbatim"))
        self._quote.setText(tr("« {quote} »", quote=ellipsis(quote, 60)) if quote else "")
        self._quote.setVisible(bool(quote))

    def show_question(self) -> None:
        """Say that what is read is a question of the interviewer."""
        self._title.setText(tr("Une question ne se code pas"))
        self._quote.hide()

    def code_of_key(self, key: str) -> Code | None:
        """The code bound to a digit."""
        return next((code for code in self.codes if code.key == key), None)

    # what is done to codes

    def ask_new(self) -> None:
        """Ask for the name of a new code, under the current one if it is a top code."""
        name, agreed = QInputDialog.getText(self, tr("Nouveau code"), tr("Nom du code"))
        if agreed and name.strip():
            self._write(lambda study: coding.add_code(study, name, coder=self._context.coder))

    def rename(self) -> None:
        """Write another name in place of the current code's."""
        self.tree.edit(self.tree.currentIndex())

    def _rename(self, code: int, name: str) -> None:
        self._write(lambda study: coding.edit_code(study, CodeId(code), name=name))

    def _apply(self, code: Code | None) -> None:
        if code is not None:
            self.applied.emit(int(code.id))

    def _move(self, code: int, parent: object) -> None:
        under = None if parent is None else CodeId(int(str(parent)))
        self._write(lambda study: coding.move_code(study, CodeId(code), parent=under))

    def _write(self, work: Callable[[Study], object], said: str | None = None) -> None:
        self._context.write(lambda study, _progress: work(study), said=said)

    def _menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        code = self.tree.tree.code_at(index) if index.isValid() else None
        menu = QMenu(self)
        menu.addAction(tr("Nouveau code…"), self.ask_new)
        if code is not None:
            self.tree.setCurrentIndex(index)
            menu.addAction(tr("Appliquer"), lambda: self._apply(code))
            menu.addAction(tr("Nouveau sous-code…"), lambda: self._ask_below(code))
            menu.addAction(tr("Renommer…") + "\tF2", self.rename)
            self._key_menu(menu, code)
            self._color_menu(menu, code)
            self._move_menu(menu, code)
            menu.addSeparator()
            menu.addAction(tr("Supprimer"), lambda: self._delete(code))
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _ask_below(self, parent: Code) -> None:
        name, agreed = QInputDialog.getText(self, tr("Nouveau sous-code"), tr("Nom du code"))
        if agreed and name.strip():
            self._write(
                lambda study: coding.add_code(study, name, parent=parent.id, coder=self._context.coder)
            )

    def _key_menu(self, menu: QMenu, code: Code) -> None:
        keys = menu.addMenu(tr("Touche"))
        for key in ("", *_KEYS):
            action = keys.addAction(key or tr("Aucune"))
            action.setCheckable(True)
            action.setChecked(code.key == key)
            action.triggered.connect(
                lambda _on=False, key=key: self._write(
                    lambda study: coding.edit_code(study, code.id, key=key)
                )
            )

    def _color_menu(self, menu: QMenu, code: Code) -> None:
        if code.parent is not None:
            return
        colors = menu.addMenu(tr("Couleur"))
        names = (
            tr("Brique"), tr("Iris"), tr("Lagon"), tr("Ocre"), tr("Prune"), tr("Rose"), tr("Olive"), tr("Ardoise"),
        )  # fmt: skip
        for number, name in enumerate(names, start=1):
            action = colors.addAction(name)
            action.setCheckable(True)
            action.setChecked(code.color == number)
            action.triggered.connect(
                lambda _on=False, number=number: self._write(
                    lambda study: coding.edit_code(study, code.id, color=number)
                )
            )

    def _move_menu(self, menu: QMenu, code: Code) -> None:
        under = menu.addMenu(tr("Déplacer sous"))
        if code.parent is not None:
            under.addAction(tr("Premier niveau"), lambda: self._move(int(code.id), None))
        for each in self.codes:
            if each.parent is None and each.id not in (code.id, code.parent):
                under.addAction(each.name).triggered.connect(
                    lambda _on=False, each=each: self._move(int(code.id), int(each.id))
                )

    def _delete(self, code: Code) -> None:
        self._write(
            lambda study: coding.delete_code(study, code.id, coder=self._context.coder),
            said=tr("Code « {name} » supprimé", name=code.name),
        )
