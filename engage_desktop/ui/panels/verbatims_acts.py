"""What is done to verbatims: codes applied, made and taken away, sentiment corrected, flags, memos, filters kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QInputDialog

from engage_desktop.models.codes import Code, MemoTarget
from engage_desktop.models.ids import CodeId, CodingId, VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, reports, sentiment
from engage_desktop.operations import filters as saving
from engage_desktop.progress import Progress
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.verbatims_codes import CodesPane
from engage_desktop.ui.panels.verbatims_filters import FiltersPane
from engage_desktop.ui.panels.verbatims_interview import InterviewPane
from engage_desktop.ui.panels.verbatims_list import ListPane
from engage_desktop.ui.panels.verbatims_reader import ReaderPane
from engage_desktop.wording import tn, tr
from engage_desktop.wording.report_names import default_title

T = TypeVar("T")
_LASTING = 2000  # verbatims: from there on an act may last, and can be stopped
MOST_QUOTED = 20  # at once: more is a slip of the hand, and five stand on a slide


class Acts:
    """Asks the study for what the hands on the panel want."""

    def __init__(
        self,
        context: Context,
        listed: ListPane,
        reader: ReaderPane,
        book: CodesPane,
        filters: FiltersPane,
        interview: InterviewPane,
        *,
        back: Callable[[], None],
    ) -> None:
        self._context = context
        self._list, self._reader, self._book, self._filters = listed, reader, book, filters
        self._interview = interview
        self._back = back
        self.codes: dict[int, Code] = {}

    def targets(self) -> tuple[VerbatimId, ...]:
        """What a code would be applied to."""
        if self._interview.shown:
            return tuple(verbatim for verbatim, _span in self._interview.passages())
        current = self._list.current()
        return self._list.selected() or (() if current is None else (current,))

    def _passage(self, targets: tuple[VerbatimId, ...]) -> tuple[int, int] | None:
        """The selected passage, when it is one of the only target: the reader may still show the one before."""
        if self._interview.shown:
            passages = self._interview.passages()
            return passages[0][1] if len(passages) == 1 else None
        page = self._reader.page
        return self._reader.span() if page is not None and targets == (page.verbatim.row.id,) else None

    def _write(
        self,
        work: Callable[[Study, Progress], T],
        *,
        said: str | Callable[[T], str] | None = None,
        done: Callable[[T], None] | None = None,
        label: str = "",
    ) -> None:
        if self._context.read_only:
            self._context.toast(tr("L'étude est ouverte en lecture seule : rien n'a été modifié."))
        else:
            self._context.write(work, said=said, done=done, label=label)

    def apply_code(self, code: int) -> None:
        """Toggle a code on the selected passage, else on the selected verbatims."""
        targets, coder = self.targets(), self._context.coder
        if not targets:
            self._say_question()
            return
        if self._interview.shown and len(targets) > 1:
            self._apply_across(code)
            return
        passage = self._passage(targets)
        known = self.codes.get(code)

        def said(done: coding.Toggled) -> str:
            name = known.name if known is not None else ""
            if done.added:
                return tn(
                    "« {name} » appliqué à {n} verbatim",
                    "« {name} » appliqué à {n} verbatims",
                    done.added,
                    name=name,
                )
            return tn(
                "« {name} » retiré de {n} verbatim",
                "« {name} » retiré de {n} verbatims",
                done.removed,
                name=name,
            )

        self._write(
            lambda study, progress: coding.toggle(
                study, targets, CodeId(code), coder=coder, span=passage, progress=progress
            ),
            said=said if len(targets) > 1 else None,
            label=_lasting(targets),
        )
        self._coded()

    def _apply_across(self, code: int) -> None:
        """Apply a code to what is selected of several turns."""
        passages, coder = self._interview.passages(), self._context.coder
        known = self.codes.get(code)
        self._write(
            lambda study, _progress: coding.apply_passages(study, passages, CodeId(code), coder=coder),
            said=lambda applied: tn(
                "« {name} » appliqué à {n} tour de parole",
                "« {name} » appliqué à {n} tours de parole",
                applied,
                name=known.name if known is not None else "",
            ),
        )
        self._coded()

    def create_code(self, name: str) -> None:
        """Make a code and apply it."""
        targets, coder = self.targets(), self._context.coder
        if not targets:
            self._say_question()
            return
        passage = self._passage(targets)
        passages = self._interview.passages() if self._interview.shown else ()

        def make(study: Study, progress: Progress) -> None:
            if len(passages) > 1:
                coding.apply_new_to_passages(study, passages, name, coder=coder)
            else:
                coding.apply_new(study, targets, name, coder=coder, span=passage, progress=progress)

        self._write(make, said=tr("Code « {name} » créé", name=name), label=_lasting(targets))
        self._coded()

    def _say_question(self) -> None:
        """Why nothing is coded on a turn of the interviewer."""
        if self._interview.shown and self._interview.turn() is not None:
            self._context.toast(tr("Les questions de l'intervieweur se lisent, elles ne se codent pas"))

    def _coded(self) -> None:
        (self._interview.text if self._interview.shown else self._reader.reader.text).select(None)
        self._back_to_reading()

    def apply_key(self, key: str) -> None:
        """Toggle the code bound to a digit."""
        code = self._book.code_of_key(key)
        if code is None:
            self._context.toast(tr("Aucun code n'est lié à la touche {key}", key=key))
        else:
            self.apply_code(int(code.id))

    def remove_code(self) -> None:
        """Take away the code under the caret."""
        key = (self._interview if self._interview.shown else self._reader).coding_under_caret()
        if key is None:
            return
        coder = self._context.coder
        self._write(
            lambda study, _progress: coding.remove_coding(study, CodingId(key), coder=coder),
            said=tr("Code retiré"),
        )

    def correct(self, label: Label | None) -> None:
        """Say what the verbatim being read feels."""
        page, coder = self._reader.page, self._context.coder
        if page is not None:
            self._write(
                lambda study, _progress: sentiment.correct(study, page.verbatim.row.id, label, coder=coder),
                said=tr("Sentiment corrigé") if label is not None else tr("Correction du sentiment retirée"),
            )

    def flag(self, on: bool) -> None:
        """Mark to be seen again, or not."""
        turn = self._interview.turn() if self._interview.shown else None
        targets = self.targets() if turn is None else (turn.row.id,)
        if targets:
            self._write(lambda study, _progress: coding.flag(study, targets, on=on))

    def quote(self) -> None:
        """Quote in the report what is selected, else what is read."""
        targets, title = self.targets(), default_title()
        if not targets:
            return
        if len(targets) > MOST_QUOTED:
            self._context.toast(tr("Au plus {n} citations à la fois dans le rapport", n=MOST_QUOTED))
            return

        def told(added: int) -> None:
            if added:
                said = tn("Citation ajoutée au rapport", "{n} citations ajoutées au rapport", added)
                self._context.toast(said, undo=True)
            else:
                self._context.toast(tr("Le rapport cite déjà ce verbatim"))

        self._write(lambda study, _progress: reports.add_quotes(study, targets, title=title), done=told)

    def write_memo(self, verbatim: int, text: str) -> None:
        """Keep the memo of a verbatim."""
        coder = self._context.coder
        self._write(
            lambda study, _progress: coding.write_memo(
                study, MemoTarget.VERBATIM, verbatim, text, coder=coder
            )
        )

    def save_filter(self) -> None:
        """Ask for a name and keep the filter in force under it."""
        expression = self._filters.expression()
        name, agreed = QInputDialog.getText(self._list, tr("Enregistrer le filtre"), tr("Nom du filtre"))
        if agreed and name.strip():
            self._write(
                lambda study, _progress: saving.save_filter(study, name, expression),
                said=tr("Filtre « {name} » enregistré", name=name.strip()),
            )

    def _back_to_reading(self) -> None:
        if self._book.field.line.hasFocus():
            self._back()


def _lasting(targets: tuple[VerbatimId, ...]) -> str:
    """What the progress of a long act says, with « Arrêter »; an act of a moment has none and is never given up."""
    if len(targets) < _LASTING:
        return ""
    return tn("Codage de {n} verbatim", "Codage de {n} verbatims", len(targets))
