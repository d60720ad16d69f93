"""« Moteur et domaines »: which engine reads the study, with which domains beside its base."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from engage_desktop.models.lexicon import PACKS
from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tr
from engage_desktop.wording.lexicon import pack_name

if TYPE_CHECKING:
    from engage_desktop.store.database import Study

_KINDS = (EngineKind.LEXICON, EngineKind.REFERENCE)


class EnginePage(QWidget):
    """Each choice is written at once, and the texts are read again."""

    def __init__(self, context: Context, *, reread: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._reread = reread
        theme = context.theme
        self.kinds = Segmented(("Lexique FR", "textblob-fr"), theme, name=tr("Moteur"))
        self.kinds.chosen.connect(lambda _position: self._choose())
        self._about = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        boxes, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(8))
        self.packs = {pack: QCheckBox(pack_name(pack)) for pack in PACKS}
        for at, box in enumerate(self.packs.values()):
            box.clicked.connect(lambda _on: self._choose())
            grid.addWidget(box, at // 2, at % 2)
        boxes.setLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(Field(tr("Moteur"), theme, self.kinds))
        column.addWidget(self._about)
        column.addWidget(
            Field(
                tr("Domaines de l'étude"),
                theme,
                boxes,
                advice=tr(
                    "Un domaine ajoute des mots qui n'ont leur sens que chez lui : « frais » d'un plat, « retard » "
                    "d'un train. Cochez ceux de vos textes, pas plus."
                ),
            )
        )
        column.addStretch(1)
        self.setEnabled(False)  # until the study is read

    def show_choice(self, choice: EngineChoice) -> None:
        """Show what the study reads with."""
        ours = choice.kind is EngineKind.LEXICON
        self.kinds.set_current(_KINDS.index(choice.kind))
        self._about.setText(_about(choice.kind))
        for pack, box in self.packs.items():
            box.setChecked(pack in choice.packs)
            box.setEnabled(ours)
        self.setEnabled(not self._context.read_only)

    def _choose(self) -> None:
        packs = tuple(pack for pack, box in self.packs.items() if box.isChecked())
        choice = EngineChoice(_KINDS[self.kinds.current()], packs)

        def done(changed: bool) -> None:
            if changed:
                self._context.toast(tr("Choix enregistré ; les textes sont relus."), undo=True)
                self._reread()

        coder = self._context.coder

        def work(study: Study, _progress: Progress) -> bool:
            from engage_desktop.operations import engines

            return engines.choose(study, choice, coder=coder)

        self._context.write(work, done=done)


def _about(kind: EngineKind) -> str:
    if kind is EngineKind.LEXICON:
        return tr(
            "Lexique FR : le moteur d'Engage. Négation, intensité, contraste, émojis, français parlé ; chaque mot "
            "souligné dit sa part."
        )
    return tr(
        "textblob-fr : le moteur de référence. Il fait la moyenne des adjectifs qu'il connaît ; ni les domaines ni "
        "le lexique de l'étude ne lui servent."
    )
