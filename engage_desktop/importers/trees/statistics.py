"""SPSS (.sav, .zsav) and Stata (.dta): labels are the answers, the label of a variable is the question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import limited
from engage_desktop.importers.adapters import Adapter, Head, Row, table_of
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import DateOrder, Layout
from engage_desktop.progress import Progress

_SPSS_MAGIC = (b"$FL2", b"$FL3")
_OLD_STATA = range(0x69, 0x74)  # releases 105 to 115; later ones begin with <stata_dta>


def _is_spss(head: Head) -> float:
    return 0.99 if head.data.startswith(_SPSS_MAGIC) else 0.0


def _is_stata(head: Head) -> float:
    data = head.data
    if data.startswith(b"<stata_dta>"):
        return 0.99
    old = len(data) > 109 and data[0] in _OLD_STATA and data[1] in (1, 2) and data[2] == 1 and data[3] == 0
    return 0.9 if old else 0.0


def _table(path: Path, _layout: Layout, progress: Progress | None) -> Table:
    found = limited.statistics(path, progress=progress)
    table = table_of(found.wordings, _rows(found.rows), codes=found.codes)
    table.options = {place: listed for place, listed in enumerate(found.options) if listed}
    return table


def _rows(pages: Iterator[tuple[int, list[list[str]]]]) -> Iterator[Row]:
    for first, page in pages:
        for place, cells in enumerate(page):
            yield Row(first + place, cells)


def _profile(format_id: str, name: str, how: str) -> Profile:
    return Profile(
        id=format_id,
        name=name,
        how=how,
        fill="second",
        spread=("brackets",),
        joint=(),
        dates=DateOrder.ISO,
    )


SPSS = Adapter(
    _profile("spss", "SPSS (SAV, ZSAV)", "premiers octets « $FL2 » ou « $FL3 »"),
    proves=_is_spss,
    table=_table,
)
STATA = Adapter(
    _profile("stata", "Stata (DTA)", "premiers octets d'un fichier Stata"),
    proves=_is_stata,
    table=_table,
)
