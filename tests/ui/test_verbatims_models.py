"""The list reads what is looked at, and no more; the codebook keeps its shape and refuses loops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from engage_desktop.models.codes import Code, Coding
from engage_desktop.models.ids import CodeId, CoderId, CodingId, VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.models.verbatims import Feeling, VerbatimKind, VerbatimRow
from engage_desktop.ui.itemmodels.codes import CODE_ROLE, CodeTree
from engage_desktop.ui.itemmodels.verbatims import PAGE, ROWS_KEPT, CodeLook, VerbatimList


def a_row(number: int, *, codes: tuple[int, ...] = ()) -> VerbatimRow:
    codings = tuple(
        Coding(CodingId(at), VerbatimId(number), CodeId(code), CoderId(1), None, None)
        for at, code in enumerate(codes)
    )
    feeling = Feeling(-0.64, Label.NEGATIVE, 0.9, corrected=False)
    return VerbatimRow(
        VerbatimId(number), f"R-{number:04}", VerbatimKind.ANSWER, "Trop cher 😀.", None, 2, feeling, codings,
        has_memo=True, flagged=False,
    )  # fmt: skip


class Pages:
    """A source of rows that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.tagged: set[int] = set()

    def __call__(self, ids: Sequence[int]) -> tuple[VerbatimRow, ...]:
        self.asked.append(list(ids))
        return tuple(a_row(number, codes=(1,) * (number in self.tagged)) for number in ids if number != 13)


def a_code(number: int, name: str, *, parent: int | None = None, key: str = "") -> Code:
    above = None if parent is None else CodeId(parent)
    return Code(CodeId(number), name, above, 1, key, "", number, count=number)


BOOK = (
    a_code(1, "Service client"),
    a_code(2, "Délai de réponse", parent=1, key="6"),
    a_code(3, "Amabilité", parent=1),
    a_code(4, "Tarif"),
)


def test_only_the_pages_that_are_looked_at_are_read(qapp: QApplication) -> None:
    pages = Pages()
    model = VerbatimList(pages)
    model.set_ids(np.arange(1, 200_001))
    assert model.rowCount() == 200_000
    assert pages.asked == []
    shown = model.verbatim(150_000)
    assert shown is not None
    assert shown.id == 150_001
    model.verbatim(150_001)
    assert [len(ids) for ids in pages.asked] == [PAGE]


def test_the_oldest_pages_are_let_go(qapp: QApplication) -> None:
    pages = Pages()
    model = VerbatimList(pages)
    model.set_ids(np.arange(1, 20_001))
    kept = ROWS_KEPT // PAGE
    for page in range(kept + 1):
        model.verbatim(page * PAGE)
    model.verbatim(kept * PAGE)
    assert len(pages.asked) == kept + 1
    model.verbatim(0)
    assert len(pages.asked) == kept + 2


def test_only_what_is_in_sight_is_read_again_after_a_change(qapp: QApplication) -> None:
    pages = Pages()
    model = VerbatimList(pages)
    model.set_ids(np.arange(1, 1001))
    model.verbatim(0)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    pages.tagged = {3}
    model.read_again(range(8))
    assert pages.asked[1:] == [list(range(1, 9))]
    assert told == [(2, 2)]


def test_a_shorter_list_reads_nothing_that_it_knows(qapp: QApplication) -> None:
    pages = Pages()
    model = VerbatimList(pages)
    model.set_ids(np.arange(1, 51))
    model.verbatim(0)
    model.set_ids(np.arange(1, 51, 2))
    assert model.verbatim(20) is not None
    assert len(pages.asked) == 1


def test_a_verbatim_gone_from_the_study_leaves_an_empty_line(qapp: QApplication) -> None:
    model = VerbatimList(Pages())
    model.set_ids(np.array([12, 13, 14]))
    assert model.verbatim(1) is None
    assert model.data(model.index(1)) == ""
    after = model.verbatim(2)
    assert after is not None
    assert after.id == 14


def test_the_list_keeps_the_rules_of_qt_when_it_changes(qapp: QApplication) -> None:
    model = VerbatimList(Pages())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    model.set_ids(np.array([5, 6, 7]))
    model.verbatim(1)
    model.read_again(range(3))
    model.set_ids(np.array([5, 7]))
    assert model.ids.tolist() == [5, 7]
    assert model.set_ids(np.array([5, 7])) is False


def test_a_line_is_said_in_a_sentence(qapp: QApplication) -> None:
    model = VerbatimList(lambda ids: tuple(a_row(number, codes=(9, 8)) for number in ids))
    model.looks = {8: CodeLook("Tarif", 1, 0), 9: CodeLook("Délai", 2, 1)}
    model.set_ids(np.array([142]))
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "R-0142, négatif moins 0,64, NPS 2, codes Tarif, Délai, avec un mémo. Trop cher 😀."


def test_the_codebook_keeps_the_rules_of_qt_when_it_changes(qapp: QApplication) -> None:
    tree = CodeTree()
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    assert tree.show_codes(BOOK) is True
    assert tree.show_codes((*BOOK[:3], a_code(4, "Tarifs"))) is False
    assert tree.rowCount() == 2
    assert tree.rowCount(tree.index_of(1)) == 2
    assert tree.index_of(4).data() == "Tarifs"
    assert tree.index_of(2).data(CODE_ROLE) == BOOK[1]
    assert tree.show_codes(BOOK[:1]) is True


def test_a_code_never_goes_under_itself(qapp: QApplication) -> None:
    tree = CodeTree()
    tree.show_codes(BOOK)
    asked: list[tuple[int, object]] = []
    tree.move_asked.connect(lambda code, parent: asked.append((code, parent)))
    carried = tree.mimeData([tree.index_of(1)])
    move = Qt.DropAction.MoveAction
    assert tree.canDropMimeData(carried, move, -1, -1, tree.index_of(2)) is False
    tree.dropMimeData(carried, move, -1, -1, tree.index_of(2))
    tree.dropMimeData(carried, move, -1, -1, QModelIndex())
    assert asked == []
    tree.dropMimeData(carried, move, -1, -1, tree.index_of(4))
    assert asked == [(1, 4)]


def test_renaming_is_asked_for_and_changes_nothing_here(qapp: QApplication) -> None:
    tree = CodeTree()
    tree.show_codes(BOOK)
    asked: list[tuple[int, str]] = []
    tree.rename_asked.connect(lambda code, name: asked.append((code, name)))
    assert tree.setData(tree.index_of(4), "  Tarif ") is False
    assert tree.setData(tree.index_of(4), " ") is False
    assert tree.setData(tree.index_of(4), "Prix") is True
    assert asked == [(4, "Prix")]
    assert tree.index_of(4).data() == "Tarif"
